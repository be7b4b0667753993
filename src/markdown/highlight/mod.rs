//! Code in colours: runs of text with short classes.

mod classes;
mod memo;

use std::ops::Range;
use std::sync::OnceLock;

use pulldown_cmark::CodeBlockKind;
use syntect::parsing::SyntaxSet;

use self::classes::Class;
use self::memo::Memo;
use super::escape::push_text;

/// The language that a code block names, in lower case; empty where it names none.
pub(super) fn language_of(kind: &CodeBlockKind<'_>) -> String {
    let CodeBlockKind::Fenced(info) = kind else { return String::new() };
    let info = info.trim_start().trim_start_matches(['{', '.']);
    let name = info.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ':' | '=')).next();
    name.unwrap_or_default().to_lowercase()
}

/// Colours code. One for a whole run: it loads the languages when the first block needs them, and
/// remembers every line it has read, so that a line met again in the same state costs next to nothing.
#[derive(Default)]
pub struct Highlighter {
    set: OnceLock<SyntaxSet>,
    memo: Memo,
}

impl Highlighter {
    /// A highlighter that has read nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a block of code, escaped; of a language that is not known, without colours.
    pub(super) fn push(&self, html: &mut String, language: &str, code: &str) {
        if is_plain(language) {
            return push_text(html, code);
        }
        let set = self.set.get_or_init(two_face::syntax::extra_newlines);
        let Some(start) = self.memo.start(set, name_of_set(language)) else {
            return push_text(html, code);
        };
        let mut writer = SpanWriter { html, open: Class::None, blank: 0..0 };
        self.memo.walk(set, start, code, |class, text| writer.push(code, class, text));
        writer.finish(code);
    }
}

/// Languages that have no colours, so that the set need not be loaded for them.
fn is_plain(language: &str) -> bool {
    matches!(language, "" | "text" | "txt" | "plain" | "plaintext" | "none" | "mermaid" | "output" | "ascii")
}

/// The name by which the set knows a language.
fn name_of_set(language: &str) -> &str {
    match language {
        "csharp" | "dotnet" => "cs",
        "console" | "shell" | "shell-session" | "shellsession" | "terminal" | "sh-session" => "bash",
        "c++" => "cpp",
        "golang" => "go",
        "jsonc" | "json5" => "json",
        "node" | "mjs" | "cjs" => "js",
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
