//! Highlighting as a whole: the same colours whatever was read before, and only short classes.

use std::sync::Arc;

use syntect::parsing::{ParseState, ScopeStack};

use super::lines::Budget;
use super::*;

pub(super) const BLOCKS: [(&str, &str); 10] = [
    (
        "rust",
        "/* a\n b */\nfn f<'a>(x: &'a str) -> u8 {\n    /* a\n    let s = \"x\n y\"; */ 1\n}\n\nfn f() {}\nfn f() {}\n",
    ),
    ("js", "const f = `a ${g(`b ${c}`)}\n d`;\n/* x\n*/ d`;\nconst f = `a\n d`;\n"),
    (
        "py",
        "def f():\n    \"\"\"doc\n    def f():\n    \"\"\"\n    return f\"{x!r}\"\n\nx = '''\n    \"\"\"\n'''\n",
    ),
    ("bash", "cat <<EOF\n$HOME $(date)\nEOF\necho 'a\nb' | grep -v x # c\ncat <<END\nEOF\nEND\n"),
    (
        "html",
        "<!-- a\n b --><script>\nlet x = '</p>';\n</script><style>\na { color: red }\n</style><p>\nlet x\n</p>\n",
    ),
    ("yaml", "a: |\n  b: c\n  # no\nb: c\n# yes\n- 'x\n  y'\n"),
    ("c", "#define A \\\n  1\n/* x\n#define A \\\n*/\nint a = 1;\nint a = 1;\n"),
    ("ruby", "a = <<~X\n  b #{c}\nX\n=begin\na = 1\n=end\na = 1\n"),
    ("markdown", "# A\n\n```rust\nfn f() {}\n```\n\nfn f() {}\n"),
    ("toml", "a = \"\"\"\nb = 1\n\"\"\"\nb = 1\n"),
];

/// Code in which a grammar goes from one context to another and back without reading any of it. The
/// first two are of JavaScript, by a grammar that other languages embed.
pub(super) const CIRCLES: [(&str, &str); 3] = [
    ("htc", "done /* b\n c */\n"),
    ("htc", "- 'x\n    /* '''\n=b= `a\n}\n```fn f() {}\nconst f = `a ${gy'\n*/\n"),
    ("svelte", "fn \"\"\"doc\nfn f() {\n\na = <<ME $(date)\n  rn f\"{x!r}\"\n    /* aet x\nlet x = ''x */\n"),
];

/// Code in which patterns of a grammar go back in the text again and again, up to minutes a line.
const HARD: [(&str, &str); 8] = [
    ("cpp", "oll a*`%^~Ptr "),
    ("ini", " "),
    ("scss", "a-"),
    ("less", "a:"),
    ("markdown", "`http "),
    ("markdown", "`a\", `b`, ([#1], "),
    ("bash", "L1e[[[]"),
    ("Git Log", "@<a>"),
];

fn colour(highlighter: &Highlighter, language: &str, code: &str) -> String {
    let mut html = String::new();
    highlighter.push(&mut html, language, code);
    html
}

/// The code again, from its HTML.
fn bare(html: &str) -> String {
    let text: String =
        html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn where_a_grammar_goes_in_circles_code_keeps_its_colours() {
    for (language, code) in CIRCLES {
        let html = colour(&Highlighter::new(), language, &format!("{code}let y = 1;\n"));
        assert_eq!(bare(&html), format!("{code}let y = 1;\n"));
        assert!(html.contains("<span class=\"c\">/* "), "{html}");
        assert!(html.contains("*/</span>"), "{html}");
        assert!(html.lines().last().unwrap().contains("<span class=\"k\">let</span>"), "{html}");
    }
}

#[test]
fn code_that_takes_too_much_work_keeps_its_text_and_what_follows_its_colours() {
    for (language, unit) in HARD {
        let hard = format!("{}\n", unit.repeat(1_990 / unit.len()));
        let html = colour(&Highlighter::new(), language, &hard.repeat(3));
        assert_eq!(bare(&html), hard.repeat(3), "{language}");
    }
    let hard = format!("{}\n", "a-".repeat(990));
    let html = colour(&Highlighter::new(), "scss", &format!("{}/* end */\n", hard.repeat(3)));
    assert!(html.starts_with("a-a-"), "{html}");
    assert!(html.ends_with("<span class=\"c\">/* end */</span>\n"), "{html}");
}

#[test]
fn which_lines_take_too_much_work_depends_on_their_block_alone() {
    let little = || {
        let mut lines = Lines::over(Arc::default());
        lines.budget = Budget { saved: 2_000_000, brought: 500 };
        lines
    };
    let mut warm = little();
    for (language, unit) in HARD {
        let language = name_in_set(language);
        let lines: String = (1..40).map(|n| format!("{}\n", unit.repeat(n * 45 / unit.len()))).collect();
        for code in [lines.clone(), lines.split_inclusive('\n').rev().collect(), lines] {
            let alone = little().runs(&GRAMMARS, language, &code);
            assert_eq!(warm.runs(&GRAMMARS, language, &code), alone, "{language}");
        }
    }
}

#[test]
fn what_was_read_before_changes_no_colour() {
    let warm = Highlighter::new();
    for _ in 0..2 {
        for (language, code) in BLOCKS {
            assert_eq!(colour(&warm, language, code), without_memo(language, code), "{language}");
        }
    }
    // Parts of blocks come to known lines in other states.
    for (language, code) in BLOCKS {
        for (start, _) in code.match_indices('\n') {
            let part = &code[start + 1..];
            assert_eq!(colour(&warm, language, part), without_memo(language, part), "{language}: {part}");
        }
    }
}

/// The colours of a block, read by syntect line by line with nothing kept.
fn without_memo(language: &str, code: &str) -> String {
    let mut html = String::new();
    let mut writer = SpanWriter { html: &mut html, open: Class::None, blank: 0..0 };
    let syntax = LANGUAGES.find_syntax_by_token(name_in_set(language)).unwrap();
    let (mut parser, mut scopes) = (ParseState::new(syntax), ScopeStack::new());
    let mut classes = classes::Classes::default();
    let mut start = 0;
    for line in code.split_inclusive('\n') {
        let mut done = 0;
        for (at, operation) in parser.parse_line(line, &LANGUAGES).unwrap() {
            writer.push(code, classes.of(&scopes), start + done..start + at);
            scopes.apply(&operation).unwrap();
            done = at;
        }
        writer.push(code, classes.of(&scopes), start + done..start + line.len());
        start += line.len();
    }
    writer.finish(code);
    html
}

#[test]
fn a_line_is_read_once() {
    let code = "let a = 1;\n".repeat(50);
    let known = Arc::<known::Known>::default();
    let mut lines = Lines::over(known.clone());
    let mut kept = || {
        lines.runs(&GRAMMARS, "rust", &code);
        known.count()
    };
    // The first line of a block is another case than those after it.
    assert_eq!((kept(), kept()), (2, 2));
}

#[test]
fn a_thread_goes_on_from_what_another_has_read() {
    let known = Arc::<known::Known>::default();
    let mut first = Lines::over(known.clone());
    let mut second = Lines::over(known.clone());
    for (language, code) in BLOCKS {
        let language = name_in_set(language);
        let read = first.runs(&GRAMMARS, language, code);
        let count = known.count();
        assert_eq!(second.runs(&GRAMMARS, language, code), read, "{language}");
        assert_eq!(known.count(), count, "{language}");
        // A new line after each of the known ones: its state is one that only the first thread has been in.
        for (at, _) in code.match_indices('\n') {
            let longer = format!("{}x = \"{at}\" # 1\n", &code[..=at]);
            let mut alone = Lines::over(Arc::default());
            assert_eq!(
                second.runs(&GRAMMARS, language, &longer),
                alone.runs(&GRAMMARS, language, &longer),
                "{language}: {longer}"
            );
        }
    }
}

#[test]
fn colouring_changes_no_byte_of_the_code() {
    let highlighter = Highlighter::new();
    for (language, code) in BLOCKS {
        assert_eq!(bare(&colour(&highlighter, language, code)), code, "{language}");
        let odd = code.replace('\n', "  \n\t");
        assert_eq!(bare(&colour(&highlighter, language, &odd)), odd, "{language}");
    }
}

#[test]
fn threads_share_what_they_read_and_agree() {
    let highlighter = Highlighter::new();
    let all = || -> Vec<String> { BLOCKS.iter().map(|(l, code)| colour(&highlighter, l, code)).collect() };
    let results: Vec<Vec<String>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(all)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn spans_are_short_and_hold_no_edge_of_white_space() {
    assert_eq!(
        colour(&Highlighter::new(), "rust", "// a\n// b\nlet x = \"a\\n\"; // c\n"),
        "<span class=\"c\">// a\n// b</span>\n<span class=\"k\">let</span> x <span class=\"o\">=</span> \
         <span class=\"s\">\"a</span><span class=\"e\">\\n</span><span class=\"s\">\"</span>; <span class=\"c\">// c</span>\n"
    );
}

#[test]
fn a_language_without_colours_is_only_escaped() {
    let highlighter = Highlighter::new();
    for language in ["", "text", "mermaid", "no-such-language"] {
        assert_eq!(colour(&highlighter, language, "a < b\n"), "a &lt; b\n");
    }
}

/// Names by which code is marked, of the languages that are met most.
pub(super) const USUAL: [&str; 60] = [
    "rust",
    "rs",
    "js",
    "jsx",
    "ts",
    "tsx",
    "vue",
    "svelte",
    "python",
    "py",
    "c",
    "cpp",
    "c++",
    "csharp",
    "cs",
    "go",
    "golang",
    "java",
    "kotlin",
    "swift",
    "ruby",
    "php",
    "sh",
    "bash",
    "zsh",
    "console",
    "shell",
    "powershell",
    "sql",
    "html",
    "css",
    "scss",
    "json",
    "jsonc",
    "yaml",
    "yml",
    "toml",
    "ini",
    "diff",
    "dockerfile",
    "docker",
    "makefile",
    "markdown",
    "md",
    "xml",
    "lua",
    "zig",
    "nix",
    "elixir",
    "haskell",
    "graphql",
    "proto",
    "javascript",
    "typescript",
    "terraform",
    "r",
    "dart",
    "scala",
    "perl",
    "latex",
];

#[test]
fn the_usual_names_of_languages_are_known() {
    for language in USUAL {
        assert!(LANGUAGES.find_syntax_by_token(name_in_set(language)).is_some(), "{language}");
    }
}

#[test]
fn only_the_commands_of_a_session_are_coloured() {
    assert_eq!(
        colour(&Highlighter::new(), "console", "$ echo \"x\"\nfor if then\n"),
        "<span class=\"p\">$</span> <span class=\"f\">echo</span> <span class=\"s\">\"x\"</span>\nfor if then\n"
    );
}

#[test]
fn an_endless_line_stays_plain_and_the_next_does_not() {
    let code = format!("let a = \"{}\";\nlet b = 1;\n", "x".repeat(3_000));
    let html = colour(&Highlighter::new(), "rust", &code);
    assert!(html.starts_with("let a"));
    assert!(html.contains("\n<span class=\"k\">let</span> b"));
}

#[test]
fn the_language_is_the_first_word_of_the_fence() {
    let named = |info: &str| language_of(&CodeBlockKind::Fenced(info.to_owned().into()));
    assert_eq!(
        ["Rust", "rust,ignore", "js {1,3}", "{.python .x}", "ts:src/a.ts", "", "c++"].map(named),
        ["rust", "rust", "js", "python", "ts", "", "c++"]
    );
    assert_eq!(language_of(&CodeBlockKind::Indented), "");
}
