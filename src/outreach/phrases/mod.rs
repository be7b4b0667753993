//! The sentences into which facts are put, in each language that has them.

mod chinese;
mod english;

use super::facts::Number;
use crate::content::Status;
use crate::front_matter::{Date, Language};

/// What a recipient said or does.
pub(super) struct Said<'a> {
    pub(super) quote: &'a str,
    pub(super) date: Option<Date>,
    pub(super) place: SaidIn<'a>,
}

/// Where a recipient's words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SaidIn<'a> {
    /// They said it, in a call or in a mail.
    Talk,
    /// On a page of theirs.
    OwnPage,
    /// On somebody's page, by its host: who wrote it is not known.
    Page(&'a str),
    /// On such a page, where there is no room for its host.
    Somewhere,
}

/// What somebody said about the project.
pub(super) struct Heard<'a> {
    pub(super) words: &'a str,
    pub(super) who: Option<&'a str>,
    /// Whether they said it in another language.
    pub(super) is_translated: bool,
}

/// How many words a sentence may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wording {
    Whole,
    /// Without what goes without saying.
    Short,
}

/// A day's number, and how many there are to be where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) number: u32,
    pub(super) of: Option<u32>,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The page made for this recipient.
    Own,
    /// The one-page brief of the project.
    Brief,
    /// The project's page.
    Project,
}

/// How a language says it. Each sentence is whole whatever the fields hold: a fragment, a sentence, with a
/// stop at its end or without.
pub(super) trait Phrases: Sync {
    /// What stands between two sentences.
    fn space(&self) -> &'static str;
    /// What ends a sentence.
    fn stop(&self) -> char;
    /// The words of address, above a letter or at the head of a few lines.
    fn greeting(&self, person: Option<&str>, letter: bool) -> String;
    /// What they said.
    fn because(&self, said: &Said) -> String;
    /// That this is why one writes.
    fn reason(&self) -> String;
    /// Who writes.
    fn who(&self, name: &str) -> String;
    /// What they do.
    fn headline(&self, headline: &str) -> String;
    /// The project and its promise; `log` is all that is written of it.
    fn promise(&self, status: Option<Status>, title: &str, tagline: Option<&str>, log: &str) -> String;
    /// The number.
    fn number(&self, number: &Number, wording: Wording) -> String;
    /// How the number was counted.
    fn how(&self, how: &str, log: &str) -> String;
    /// For whom it is.
    fn audience(&self, audience: &str, log: &str) -> String;
    /// Where to see it.
    fn link(&self, kind: LinkKind, url: &str) -> String;
    /// What is asked.
    fn ask(&self, ask: &str, log: &str, wording: Wording) -> String;
    /// Subjects to choose from, the best first.
    fn subjects(
        &self,
        title: &str,
        to: Option<&str>,
        tagline: Option<&str>,
        number: Option<&Number>,
    ) -> Vec<String>;
    /// A day of a project, its place in the challenge, and what it was about.
    fn head(&self, project: &str, day: Place, title: Option<&str>) -> String;
    /// What was said, by whom, what was changed, and what came of it, each on a line.
    fn loop_lines(&self, said: Option<Heard>, change: Option<&str>, result: Option<&str>) -> Vec<String>;
    /// The words before what was learnt.
    fn learned(&self) -> &'static str;
    /// A question from outside and its answer.
    fn question(&self, q: &str, a: &str) -> String;
    /// What comes next.
    fn next(&self, next: &str) -> String;
    /// Where the day can be read.
    fn day_link(&self, url: &str) -> String;
}

/// The sentences of a language; English where it has none of its own.
pub(super) fn phrases(language: &Language) -> &'static dyn Phrases {
    if language.is_chinese() { &chinese::Chinese } else { &english::English }
}

/// Whether there are sentences in a language.
pub(super) fn speaks(language: &Language) -> bool {
    language.is_chinese() || language.tag() == "en" || language.tag().starts_with("en-")
}

/// Whether somebody is greeted by what they are called: an address has no name in it, nor has an office.
pub(super) fn is_name(person: &str) -> bool {
    const OFFICES: [&str; 12] = [
        "committee",
        "department",
        "hiring",
        "hr",
        "jobs",
        "manager",
        "office",
        "people",
        "recruiter",
        "recruiting",
        "talent",
        "team",
    ];
    const CHINESE_OFFICES: [&str; 6] = ["招聘", "人事", "团队", "部门", "负责人", "经理"];
    let words = person.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let is_office = words.into_iter().any(|word| OFFICES.contains(&word.as_str()))
        || CHINESE_OFFICES.iter().any(|office| person.contains(office));
    person.contains(char::is_alphabetic) && !person.contains('@') && !is_office
}

/// Whether an address is all that a text is.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::facts::{First, Way};
    use super::*;

    fn number(label: &str, first: Option<(&str, &str, Way)>, now: &str) -> Number {
        let date: Option<Date> = "2026-02-03".parse().ok();
        let first =
            first.map(|(value, bare, way)| First { value: value.into(), bare: bare.into(), date, way });
        Number { label: label.into(), first, now: now.into(), date, past: None, how: None }
    }

    fn said(language: &str, number: &Number) -> [String; 2] {
        let language = language.parse().expect("a language");
        [Wording::Whole, Wording::Short].map(|wording| phrases(&language).number(number, wording))
    }

    #[test]
    fn a_number_of_any_shape_is_a_sentence_in_english() {
        for (number, whole, short) in [
            (
                number("Names that are wrong", Some(("37%", "37%", Way::Down)), "9%"),
                "Names that are wrong went down from 37% in February 2026 to 9%.",
                "Names that are wrong: 37% → 9%.",
            ),
            (
                number("weekly users", Some(("3", "3", Way::Up)), "41"),
                "Weekly users went up from 3 in February 2026 to 41.",
                "Weekly users: 3 → 41.",
            ),
            (
                number("To check an hour of tape", Some(("204 min", "204", Way::Down)), "52 min"),
                "To check an hour of tape took 204 min at first; now it takes 52 min.",
                "From 204 to 52 min to check an hour of tape.",
            ),
            (
                number("Came back", Some(("1 of 5", "1 of 5", Way::Otherwise)), "4 of 5"),
                "In February 2026, 1 of 5 came back; now it is 4 of 5.",
                "1 of 5 came back, now 4 of 5.",
            ),
            (
                number("Tapes checked, of 412", Some(("2", "2", Way::Up)), "18"),
                "Tapes checked (of 412) went up from 2 in February 2026 to 18.",
                "Tapes checked (of 412): 2 → 18.",
            ),
            (number("Downloads", None, "127"), "Downloads: 127 in February 2026.", "Downloads: 127."),
        ] {
            assert_eq!(said("en", &number), [whole, short]);
        }
    }

    #[test]
    fn a_number_that_was_read_long_ago_is_not_said_of_now() {
        for (language, label, whole, short) in [
            (
                "en",
                "Names that are wrong",
                "Names that are wrong went from 1 of 5 in February 2026 to 4 of 5 by 3 February 2026.",
                "Names that are wrong: 1 of 5 → 4 of 5.",
            ),
            (
                "en",
                "To check an hour of tape",
                "To check an hour of tape took 1 of 5 at first; on 3 February 2026 it took 4 of 5.",
                "From 1 of 5 to 4 of 5 to check an hour of tape.",
            ),
            (
                "en",
                "Came back",
                "In February 2026, 1 of 5 came back; on 3 February 2026 it was 4 of 5.",
                "1 of 5 came back, later 4 of 5.",
            ),
            (
                "zh",
                "写错的名字",
                "2026年2月到2026年2月3日，写错的名字从1 of 5变成4 of 5。",
                "写错的名字从1 of 5变成4 of 5。",
            ),
        ] {
            let number = number(label, Some(("1 of 5", "1 of 5", Way::Otherwise)), "4 of 5");
            let number = Number { past: number.date, ..number };
            assert_eq!(said(language, &number), [whole, short]);
        }
    }

    #[test]
    fn a_number_of_any_shape_is_a_sentence_in_chinese() {
        for (number, whole, short) in [
            (
                number("写错的名字", Some(("37%", "37%", Way::Down)), "9%"),
                "2026年2月以来，写错的名字从37%降到9%。",
                "写错的名字从37%降到9%。",
            ),
            (
                number("答过题的人", Some(("3", "3", Way::Up)), "17"),
                "2026年2月以来，答过题的人从3增加到17。",
                "答过题的人从3增加到17。",
            ),
            (
                number("核对过的磁带，共412盘", Some(("2", "2", Way::Up)), "18"),
                "2026年2月以来，核对过的磁带，共412盘：从2增加到18。",
                "核对过的磁带，共412盘：从2增加到18。",
            ),
            (number("下载次数", None, "127"), "下载次数：127（2026年2月）。", "下载次数：127。"),
        ] {
            assert_eq!(said("zh", &number), [whole, short]);
        }
    }

    #[test]
    fn nobody_is_greeted_by_an_address_or_an_office() {
        for name in ["Kit Placeholder", "林示例", "Ana", "Teambuilder Smith"] {
            assert!(is_name(name), "{name}");
        }
        for other in ["kit@acme.com", "Hiring Manager", "the team", "招聘团队"] {
            assert!(!is_name(other), "{other}");
        }
    }
}
