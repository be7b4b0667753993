//! Results that a project states and that nothing it has recorded bears out: `used by 12 people`, `3x faster`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::finding::key_span;
use super::pattern::compiled;
use crate::content::{Consent, Content, Number, Project};
use crate::diagnostics::{Diagnostic, SourceFile, Span};
use crate::site::{number_id, people};

/// The forms in which a result is stated; the first group that matched is its number. What a project is about has numbers,
/// too, so these are few: who used it, how much better it is, what it saves.
const FORMS: [&str; 6] = [
    r"(?i)\b(?:used|tried|tested|installed|adopted|loved|trusted) by (?:over |about |around |some |more than |already )?(NUM)\b",
    r"(?i)\b(NUM)\+? (?:[a-z]+ )?(?:people|users|testers|visitors|customers|companies|teams|volunteers|friends|strangers) (?:have |already |now )*(?:(?:tried|used|use|tested) (?:it|this|the (?:app|bot|demo|page|site|tool))|installed|adopted|joined|signed up)\b",
    r"(?i)\b(NUM)\+? (?:downloads|installs|sign-?ups|subscribers|active users|paying (?:users|customers))\b",
    r"(?i)\b(NUM) ?(?:x|×|times|-?fold|%|percent) (?:faster|quicker|slower|cheaper|smaller|fewer|less|better|as fast|more accurate)\b",
    r"(?i)\b(?:save[sd]?|saving|cuts?|shave[sd]?|reduce[sd]?) (?:[a-z]+ ){0,4}?(?:by |over |about |up to )?(NUM) ?(?:minutes?|mins?|hours?|hrs?|seconds?|days?|weeks?|%|percent)",
    r"(\d[\d,.]*) ?多?(?:个|位|名)?(?:用户|人)(?:已经|都)?(?:用过|在用|试过|试用|安装)|(?:快了|节省了?|省了|省下|减少了|降低了|提高了|提升了) ?(\d[\d,.]*) ?(?:倍|%|分钟|小时|秒)",
];

/// A number in digits or in a word.
const NUMBER: &str =
    r"\d[\d,]*(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|a hundred";

/// What the words for numbers mean.
const WORDS: [(&str, f64); 14] = [
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("twenty", 20.0),
    ("fifty", 50.0),
    ("a hundred", 100.0),
];

/// The keys of a project whose words are the maker's own, and stand on its page and in its brief.
const KEYS: [&str; 4] = ["tagline", "why", "audience", "problem"];

static COMPILED: LazyLock<[Regex; 6]> =
    LazyLock::new(|| FORMS.map(|form| compiled(&form.replace("NUM", NUMBER))));
static DIGITS: LazyLock<Regex> = LazyLock::new(|| compiled(r"\d[\d,]*(?:\.\d+)?"));

/// Findings about the words of one project.
pub(super) fn of_project(project: &Project, content: &Content) -> Vec<Diagnostic> {
    let file = &project.document.file;
    let mut records = None;
    let mut found = Vec::new();
    let keys = KEYS.iter().map(|key| value_span(file, key, project.document.body.start));
    for part in keys.chain([project.document.body.clone()]) {
        for (span, said) in stated(&file.text[part.clone()]) {
            let span = part.start + span.start..part.start + span.end;
            let records = records.get_or_insert_with(|| recorded(project, content));
            if !records.iter().any(|known| is_about(*known, said)) && !names_its_source(&file.text, &span) {
                found.push(unsupported(&file.text[span.clone()]).at(file.place(span)));
            }
        }
    }
    found
}

/// Every result that a text states, with its number.
fn stated(text: &str) -> Vec<(Span, f64)> {
    let claims = COMPILED.iter().flat_map(|form| form.captures_iter(text)).filter_map(|groups| {
        let number = groups.iter().skip(1).flatten().next()?.as_str().to_lowercase();
        let word = WORDS.iter().find(|(word, _)| *word == number).map(|(_, value)| *value);
        let value = word.or_else(|| number.replace(',', "").trim_end_matches('.').parse().ok())?;
        Some((groups.get(0)?.range(), value))
    });
    claims.collect()
}

/// The front matter from a key to the next one.
fn value_span(file: &SourceFile, key: &str, end: usize) -> Span {
    let line = key_span(file, key);
    if line.is_empty() || line.start >= end {
        return 0..0;
    }
    let rest = &file.text[line.end..end];
    let is_next = |line: &str| !line.trim().is_empty() && !line.starts_with([' ', '\t', '-']);
    let length: usize =
        rest.split_inclusive('\n').skip(1).take_while(|line| !is_next(line)).map(str::len).sum();
    let first = rest.find('\n').map_or(rest.len(), |at| at + 1);
    line.start..line.end + first + length
}

/// Every number that the log has a record of: its readings and what is written about them, how far two readings of one
/// are apart, and how many gave feedback.
fn recorded(project: &Project, content: &Content) -> Vec<f64> {
    let days = content.days.iter().filter(|day| day.project == project.folder);
    let of_days = days.flat_map(|day| &day.document.matter.numbers);
    let numbers: Vec<&Number> = project.document.matter.numbers.iter().chain(of_days).collect();
    let mut known: Vec<f64> = Vec::new();
    let mut readings: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for number in numbers {
        let label = number.label.as_ref().map(|label| label.value.as_str());
        let texts = [Some(number.value.value.0.as_str()), number.how.as_deref(), label];
        known.extend(texts.into_iter().flatten().flat_map(numbers_in));
        if let Some(value) = number.value.value.number() {
            readings.entry(number_id(number)).or_default().push(value);
        }
    }
    for values in readings.values() {
        for (one, other) in values.iter().flat_map(|one| values.iter().map(move |other| (one, other))) {
            known.extend([(one - other).abs(), one / other, 100.0 * (one - other).abs() / one]);
        }
    }
    let evidence = project.document.matter.evidence.iter().map(|evidence| evidence.quote.as_str());
    known.extend(evidence.flat_map(numbers_in));
    let pieces = || content.feedback.iter().filter(|piece| piece.project == project.folder);
    let given = pieces().filter(|piece| piece.consent() != Consent::None).count();
    known.extend([given as f64, people(pieces().map(Arc::as_ref)) as f64]);
    known
}

fn numbers_in(text: &str) -> Vec<f64> {
    DIGITS.find_iter(text).filter_map(|digits| digits.as_str().replace(',', "").parse().ok()).collect()
}

/// Whether a statement is a record, rounded: `3x` of 2.9, `40 minutes` of 41.
fn is_about(known: f64, said: f64) -> bool {
    known.is_finite() && (known - said).abs() <= said.abs() * 0.05
}

/// Whether a link stands in the same paragraph: whoever doubts it can follow that.
fn names_its_source(text: &str, span: &Span) -> bool {
    let start = text[..span.start].rfind("\n\n").map_or(0, |at| at + 2);
    let end = text[span.end..].find("\n\n").map_or(text.len(), |at| span.end + at);
    ["](", "http://", "https://"].iter().any(|link| text[start..end].contains(link))
}

fn unsupported(said: &str) -> Diagnostic {
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic::warning(
        "unsupported-claim",
        format!("no number and no feedback of the log bears out “{said}”"),
    )
    .hint("add it under `numbers` with `source` and `how`, or link to the day that it comes from")
    .hint("or take it out: a reader who asks for one number will ask for this one")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::SitePath;
    use crate::source::{Source, Sources};

    fn told(project: &str) -> Vec<String> {
        let day = "---\ndate: 2026-01-05\nnumbers: [{id: minutes, value: 52, label: Minutes}]\n---\n";
        let later = "---\ndate: 2026-01-06\nnumbers: [{id: minutes, value: 13, label: Minutes}]\n---\n";
        let piece = "---\nconsent: role\n---\nIt works.\n";
        let files = [
            ("content/projects/cut/project.md", project),
            ("content/projects/cut/day-01.md", day),
            ("content/projects/cut/day-02.md", later),
            ("content/projects/cut/feedback/a.md", piece),
            ("content/projects/cut/feedback/b.md", piece),
            ("content/projects/cut/feedback/c.md", piece),
        ];
        let sources =
            Sources::from_memory(files.map(|(path, text)| (SitePath::new(path), Source::Text(text.into()))));
        let (content, _) = Content::read(&sources);
        let found = of_project(&content.projects[0], &content);
        found.iter().map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn a_result_without_a_record_is_told_where_it_stands() {
        for claim in [
            "Used by 12 people.",
            "Already tried by twelve people.",
            "44 testers have tried it.",
            "It is 6x faster.",
            "It is 70 % cheaper.",
            "It saves an archivist 30 minutes an hour.",
            "1,200 downloads in a week.",
            "已经有 25 位用户用过。",
            "节省了 44 分钟",
        ] {
            assert_eq!(told(&format!("---\ntitle: Cut\n---\n{claim}\n")).len(), 1, "{claim}");
            let key = format!("---\ntitle: Cut\ntagline: >-\n  A tool.\n  {claim}\nstatus: live\n---\n");
            assert_eq!(told(&key).len(), 1, "{claim}");
        }
    }

    #[test]
    fn a_result_with_a_record_and_a_number_of_the_problem_are_not_told() {
        for text in [
            "It takes 52 minutes.",
            "It saves 39 minutes of each hour.",
            "It saves about 40 minutes.",
            "It is 4x faster.",
            "It is 75% faster.",
            "Three people tried it.",
            "Tried by 3 people.",
            "Used by 12 people, as [day 2](day-02.md) tells.",
            "Of 62 things 27 left unrepaired, and 20 volunteers used paper.",
            "A challenge of 30 days.",
            "12 people live there.",
            "有 25 个人住在那里。",
        ] {
            assert_eq!(told(&format!("---\ntitle: Cut\n---\n{text}\n")), [""; 0], "{text}");
        }
        let quoted =
            "---\ntitle: Cut\nevidence: [{quote: It is used by 12 people}]\n---\nUsed by 12 people.\n";
        assert_eq!(told(quoted), [""; 0]);
    }
}
