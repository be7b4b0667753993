//! Code in colours: runs of text with short classes.

mod blocks;
mod bytes;
mod classes;
mod engine;
mod grammar;
mod known;
mod lines;
mod need;
mod parser;
mod pattern;
mod plain;
mod runs;
mod search;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::CodeBlockKind;
use syntect::parsing::SyntaxSet;

use self::blocks::Blocks;
use self::classes::Class;
use self::grammar::Grammars;
use self::lines::Lines;
use self::runs::Runs;
use super::escape::push_text;

/// The language that a code block names, in lower case; empty where it names none.
pub(super) fn language_of(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else { return String::new() };
    let info = info.trim_start().trim_start_matches(['{', '.']);
    let name = info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':' | '=')).next();
    name.unwrap_or_default().to_lowercase()
}

/// Colours code. One for a whole run, shared by all threads: what it has coloured it need not colour again.
///
/// A run of code is a `<span>` with one of these classes: `c` comment, `k` keyword, `o` operator,
/// `s` string, `e` escape or placeholder, `n` number or constant, `f` function, `t` type,
/// `a` attribute, tag or key, `h` heading, `g` inserted, `d` deleted, `p` the prompt of a terminal.
#[derive(Default)]
pub struct Highlighter {
    blocks: Blocks,
}

/// The languages, loaded when the first block needs them.
static LANGUAGES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);
static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| Grammars::of(&LANGUAGES));

thread_local! {
    static LINES: RefCell<Lines> = RefCell::default();
}

impl Highlighter {
    /// A highlighter that has coloured nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A highlighter that knows what another has kept.
    pub fn with_kept(bytes: &[u8]) -> Self {
        Self { blocks: Blocks::from_bytes(bytes) }
    }

    /// What is worth keeping for the next build: the runs of the blocks that were asked for, and no text.
    /// Nothing where it is all known from the last time.
    pub fn to_keep(&self) -> Option<Vec<u8>> {
        self.blocks.to_bytes()
    }

    /// Appends a block of code, escaped; of a language that is not known, without colours.
    pub(super) fn push(&self, html: &mut String, language: &str, code: &str) {
        if is_plain(language) {
            push_text(html, code);
        } else if is_session(language) && code.lines().any(|line| line.starts_with(PROMPT)) {
            self.push_session(html, language, code);
        } else {
            self.push_code(html, language, code);
        }
    }

    fn push_code(&self, html: &mut String, language: &str, code: &str) {
        let language = name_in_set(language);
        let runs = self.blocks.get_or_find(language, code, || find_runs(language, code));
        let mut writer = SpanWriter { html, open: Class::None, blank: 0..0 };
        let mut at = 0;
        for (class, length) in runs.iter() {
            writer.push(code, class, at..at + length);
            at += length;
        }
        writer.finish(code);
    }

    /// In what was copied from a terminal only the lines after a prompt are commands.
    fn push_session(&self, html: &mut String, language: &str, code: &str) {
        for line in code.split_inclusive('\n') {
            match line.strip_prefix(PROMPT) {
                Some(command) => {
                    html.push_str("<span class=\"p\">$</span> ");
                    self.push_code(html, language, command);
                }
                None => push_text(html, line),
            }
        }
    }
}

fn find_runs(language: &str, code: &str) -> Runs {
    LINES.with_borrow_mut(|lines| lines.runs(&GRAMMARS, language, code))
}

/// What stands before a command in a copy of a terminal.
const PROMPT: &str = "$ ";

/// Whether a block of this language may be a copy of a terminal.
fn is_session(language: &str) -> bool {
    name_in_set(language) == "bash" || matches!(language, "sh" | "zsh")
}

/// Languages that have no colours, so that the set need not be loaded for them.
fn is_plain(language: &str) -> bool {
    matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "none" | "mermaid" | "output" | "ascii")
}

/// The name by which the set knows a language.
fn name_in_set(language: &str) -> &str {
    match language {
        "csharp" | "dotnet" => "cs",
        "console" | "shell" | "shell-session" | "shellsession" | "terminal" | "sh-session" => "bash",
        "c++" => "cpp",
        "golang" => "go",
        "jsonc" | "json5" => "json",
        "javascript" | "node" | "mjs" | "cjs" => "js",
        "patch" => "diff",
        "ps" | "pwsh" => "powershell",
        "docker" => "dockerfile",
        "objc" | "objective-c" => "m",
        "mts" | "cts" => "ts",
        "vim-script" | "vimscript" => "vim",
        language => language,
    }
}

/// Writes runs with neighbours of one class merged; white space never opens or closes a span by itself.
struct SpanWriter<'a> {
    html: &'a mut String,
    /// The class of the open span.
    open: Class,
    /// White space that waits to learn whether the span goes on after it.
    blank: Range<usize>,
}

impl SpanWriter<'_> {
    fn push(&mut self, code: &str, class: Class, range: Range<usize>) {
        let text = &code[range.clone()];
        let words = text.trim_end();
        if words.is_empty() {
            self.add_blank(range);
            return;
        }
        if class != self.open {
            self.close(code);
            // White space before the words of a run stands outside of its span.
            let indent = text.len() - text.trim_start().len();
            push_text(self.html, &text[..indent]);
            self.open(class);
            push_text(self.html, &words[indent..]);
        } else {
            self.flush_blank(code);
            push_text(self.html, words);
        }
        self.blank = range.start + words.len()..range.end;
    }

    fn add_blank(&mut self, range: Range<usize>) {
        let start = if self.blank.is_empty() { range.start } else { self.blank.start };
        self.blank = start..range.end;
    }

    fn open(&mut self, class: Class) {
        self.open = class;
        if class != Class::None {
            self.html.push_str("<span class=\"");
            self.html.push_str(class.name());
            self.html.push_str("\">");
        }
    }

    fn close(&mut self, code: &str) {
        if self.open != Class::None {
            self.html.push_str("</span>");
        }
        self.open = Class::None;
        self.flush_blank(code);
    }

    fn flush_blank(&mut self, code: &str) {
        push_text(self.html, &code[std::mem::take(&mut self.blank)]);
    }

    fn finish(mut self, code: &str) {
        self.close(code);
    }
}

#[cfg(test)]
mod tests;
