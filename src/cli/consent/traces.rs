//! Where the public part of a site names a piece of feedback or repeats its words.

use std::collections::HashMap;

use super::pieces::Piece;
use crate::config::CONFIG_FILE;
use crate::content::{Content, Day};
use crate::diagnostics::Span;
use crate::path::SitePath;
use crate::source::Sources;

/// How many characters of a quote tell it from other words.
const FIRST_WORDS: usize = 20;

/// Fewer characters than these stand in many a text.
const FEWEST: usize = 4;

/// A line that has to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Trace {
    /// The file.
    pub(super) path: SitePath,
    /// The line, from 1.
    pub(super) line: usize,
    /// What is in it.
    pub(super) kind: Kind,
}

/// What a line tells of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Its first words.
    Quotes,
    /// Its id.
    Names,
}

impl Kind {
    /// The kind as the first word of a line.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Quotes => "quoted in",
            Self::Names => "named in",
        }
    }
}

/// Every such line in `content/` and in the settings, but for those of the piece itself and for answers to it.
pub(super) fn find(sources: &Sources, piece: &Piece, quote: &str) -> Vec<Trace> {
    let start: String = Folded::of(quote).text.trim().chars().take(FIRST_WORDS).collect();
    let start = start.trim_end();
    let settings = sources.text(&SitePath::new(CONFIG_FILE));
    let referred = answers(sources, piece);
    let mut traces = Vec::new();
    for file in sources.texts_under("content").chain(settings).filter(|file| file.path.as_str() != piece.path)
    {
        let folded = Folded::of(&file.text);
        let mut add = |line: usize, kind: Kind| traces.push(Trace { path: file.path.clone(), line, kind });
        if start.chars().count() >= FEWEST {
            folded.text.match_indices(start).for_each(|(at, _)| add(folded.lines[at], Kind::Quotes));
        }
        let referred = referred.get(&file.path).map(Vec::as_slice).unwrap_or_default();
        let mut start = 0;
        for (number, line) in file.text.split_inclusive('\n').enumerate() {
            if names(line, &piece.id).any(|at| referred.iter().all(|span| !span.contains(&(start + at)))) {
                add(number + 1, Kind::Names);
            }
            start += line.len();
        }
    }
    traces.sort();
    // A line that quotes it and names it too has to be looked at once.
    traces.dedup_by(|later, first| (&later.path, later.line) == (&first.path, first.line));
    traces
}

/// Where days answer the piece. An answer stays when its feedback is withdrawn: what was changed and what came
/// of it are shown without the quote.
fn answers(sources: &Sources, piece: &Piece) -> HashMap<SitePath, Vec<Span>> {
    let (content, _) = Content::read(sources);
    let days = content.days.iter().filter(|day| day.project == piece.project);
    let spans = |day: &Day| {
        let ids = day.document.matter.answers.iter().filter_map(|answer| answer.feedback.as_ref());
        ids.filter(|id| id.value == piece.id).map(|id| id.span.clone()).collect()
    };
    days.map(|day| (day.document.file.path.clone(), spans(day))).collect()
}

/// Where an id stands in a line as a word of its own.
fn names<'a>(line: &'a str, id: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let all = line.match_indices(id).map(|(at, _)| at);
    all.filter(move |&at| {
        !line[..at].chars().next_back().is_some_and(is_of_word)
            && !line[at + id.len()..].chars().next().is_some_and(is_of_word)
    })
}

/// A text with its white space folded and without the marks of quotes and comments, so that words are
/// found however their lines are broken.
struct Folded {
    text: String,
    /// The line, from 1, of each byte.
    lines: Vec<usize>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self { text: String::new(), lines: Vec::new() };
        for (number, line) in text.lines().enumerate() {
            let is_mark = |c: char| c.is_whitespace() || c == '>' || c == '#';
            for word in line.trim_start_matches(is_mark).split_whitespace() {
                folded.push(word, number + 1);
            }
        }
        folded
    }

    fn push(&mut self, word: &str, line: usize) {
        self.text.push_str(word);
        self.text.push(' ');
        self.lines.resize(self.text.len(), line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    const QUOTE: &str = "\nI lose an *hour* a week\nto this, at least.\n";

    fn traces(files: &[(&str, &str)], quote: &str) -> Vec<String> {
        let piece = Piece {
            id: "ana-1".into(),
            project: "cut".into(),
            path: "content/projects/cut/feedback/ana-1.md".into(),
            public: true,
        };
        let file = |(path, text): &(&str, &str)| (SitePath::new(*path), Source::Text((*text).into()));
        let sources = Sources::from_memory(files.iter().map(file));
        let shown = |trace: Trace| format!("{} {}:{}", trace.kind.words(), trace.path.name(), trace.line);
        find(&sources, &piece, quote).into_iter().map(shown).collect()
    }

    #[test]
    fn words_are_found_however_their_lines_are_broken() {
        let comment = "---\n#   ana-1 (mixed): I lose an *hour* a week to…\n---\n";
        let block = "She said:\n\n> I lose an\n> *hour* a week\n";
        let found = traces(
            &[
                ("content/projects/cut/day-01.md", comment),
                ("content/projects/cut/day-02.md", block),
                ("content/projects/cut/feedback/ana-1.md", QUOTE),
                ("private/notes.md", QUOTE),
            ],
            QUOTE,
        );
        assert_eq!(found, ["quoted in day-01.md:2", "quoted in day-02.md:3"]);
    }

    #[test]
    fn an_id_is_a_word_of_its_own() {
        let day = "---\ntitle: ana-1\n# ana-1, ana-10, x-ana-1\n---\n`ana-1`\n";
        let found = traces(
            &[("content/projects/cut/day-01.md", day), (CONFIG_FILE, "brief: {lead: [ana-1]}")],
            QUOTE,
        );
        assert_eq!(
            found,
            [
                "named in buildlog.yaml:1",
                "named in day-01.md:2",
                "named in day-01.md:3",
                "named in day-01.md:5"
            ]
        );
    }

    #[test]
    fn an_answer_may_stay() {
        let day = "---\ndate: 2026-01-05\nanswers:\n  - ana-1\n  - {feedback: ana-1, change: Louder}\n  - {feedback: bo, change: As ana-1 said}\n---\n";
        assert_eq!(traces(&[("content/projects/cut/day-01.md", day)], QUOTE), ["named in day-01.md:6"]);
        assert_eq!(traces(&[("content/projects/mix/day-01.md", day)], QUOTE).len(), 3);
    }

    #[test]
    fn a_short_chinese_quote_is_found_and_a_word_of_two_letters_is_not_searched() {
        let day = ("content/projects/cut/day-01.md", "昨天他说：字幕总是对不上。\nOK, OK.\n");
        assert_eq!(traces(&[day], "字幕总是对不上。"), ["quoted in day-01.md:1"]);
        assert!(traces(&[day], "OK").is_empty());
    }
}
