//! The text of a new entry: what is known is filled in, what was planned and asked is called to mind.

use super::log::{Log, OpenFeedback, Words};
use crate::cli::line::one_line;
use crate::content::Stage;
use crate::front_matter::Date;
use crate::import::yaml_scalar;

/// How many characters of a quote are enough to know it again.
const QUOTE_LENGTH: usize = 60;

/// How many characters of a plan are called to mind.
const PLAN_LENGTH: usize = 300;

/// How many characters of tags are called to mind.
const TAGS_LENGTH: usize = 80;

/// How many pieces of feedback are listed; a longer list would bury the entry.
const LISTED: usize = 8;

/// What a new entry is made of.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewDay<'a> {
    /// Its date.
    pub(super) date: Date,
    /// Its title, where it was given.
    pub(super) title: Option<&'a str>,
    /// Whether it is a day off.
    pub(super) rest: bool,
    /// What its body begins with: the list of commits, where there is one.
    pub(super) commits: &'a str,
}

impl NewDay<'_> {
    /// The whole file.
    pub(super) fn text(&self, log: &Log) -> String {
        let title = self.title.map(yaml_scalar);
        if self.rest {
            let title = title.map_or(String::new(), |title| format!("title: {title}\n"));
            return format!("---\ndate: {}\n{title}rest: true\n---\n", self.date);
        }
        let before = log.last_before(self.date);
        let title = title.unwrap_or_else(|| "# what today was about, in one line".to_string());
        let stage = before.and_then(|entry| entry.stage);
        let mut text = format!("---\ndate: {}\n", self.date);
        // The plan comes first: it is what the title is about to answer.
        if let Some(entry) = before
            && let Some(plan) = &entry.next
        {
            let whose = match entry.date == self.date.0.pred_opt().map(Date) {
                true => "Yesterday's plan".to_string(),
                false => format!("The plan of day {}", entry.number),
            };
            text.push_str(&format!("# {whose}: {}\n", one_line(plan, PLAN_LENGTH)));
        }
        text.push_str(&format!(
            "title: {title}\nstage: {}# {}\ntags: []{}\nhours: # such as 1.5\n",
            stage.map_or(String::new(), |stage| format!("{} ", stage.key())),
            stages(),
            used_tags(&log.tags),
        ));
        text.push_str("next: # tomorrow's plan, in one line\n");
        text.push_str(&open_feedback(&log.open));
        match self.commits {
            "" => text + "---\n\n",
            commits => format!("{text}---\n\n\n{commits}"),
        }
    }
}

fn stages() -> String {
    Stage::ALL.map(Stage::key).join(", ")
}

/// The tags of the days before, so that one thing keeps one name.
fn used_tags(tags: &[String]) -> String {
    if tags.is_empty() {
        return String::new();
    }
    format!(" # used so far: {}", one_line(&tags.join(", "), TAGS_LENGTH))
}

/// Open feedback as comments. What is private is only counted: its file names tell of people, and a new
/// entry lies in the public folder.
fn open_feedback(open: &[OpenFeedback]) -> String {
    if open.is_empty() {
        return String::new();
    }
    let public: Vec<(&str, &Words)> =
        open.iter().filter_map(|piece| Some((piece.id.as_str(), piece.words.as_ref()?))).collect();
    let mut text = String::from("# Feedback without an answer:\n");
    for (id, words) in public.iter().take(LISTED) {
        let id = one_line(id, usize::MAX);
        let about = match words.about.as_str() {
            "" => String::new(),
            about => format!(" ({})", one_line(about, QUOTE_LENGTH)),
        };
        text.push_str(&format!("#   {id}{about}: {}\n", one_line(&words.quote, QUOTE_LENGTH)));
    }
    if public.len() > LISTED {
        text.push_str(&format!("#   … and {} more\n", public.len() - LISTED));
    }
    match open.len() - public.len() {
        0 => {}
        private => text.push_str(&format!("#   {private} in private/, not named here\n")),
    }
    let first = public.first().map_or("# the id of one".to_string(), |(id, _)| yaml_scalar(id));
    text.push_str(&format!(
        "#answers:\n#  - feedback: {first}\n#    change: # what you changed for it\n#    result: # what came of that\n",
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::new::log::Entry;
    use crate::content::{Content, DayMatter};
    use crate::path::SitePath;
    use crate::source::{Source, Sources};

    fn read(text: &str) -> DayMatter {
        let path = SitePath::new("content/projects/cut/day-02.md");
        let sources = Sources::from_memory([(path, Source::Text(text.into()))]);
        let (mut content, faults) = Content::read(&sources);
        assert!(faults.is_empty(), "{faults:?}\n{text}");
        content.days.remove(0).document.matter.clone()
    }

    fn day(title: Option<&str>, rest: bool) -> NewDay<'_> {
        NewDay { date: "2026-01-06".parse().unwrap(), title, rest, commits: "" }
    }

    fn entry(number: u32, date: &str, next: Option<&str>, rest: bool) -> Entry {
        Entry {
            number,
            date: Some(date.parse().unwrap()),
            path: SitePath::new("a.md"),
            stage: (!rest).then_some(Stage::Test),
            next: next.map(str::to_string),
            rest,
            hours: None,
            title: None,
        }
    }

    fn log(entries: Vec<Entry>, open: Vec<OpenFeedback>) -> Log {
        Log { project: "cut".into(), entries, open, ..Log::default() }
    }

    #[test]
    fn an_entry_is_read_without_a_complaint_whatever_its_title() {
        for title in
            ["A plain one", "A: b # c", "\"quoted\"", "---", "no", "2026-01-06", "第一天：开始", "🧠 \\n"]
        {
            let matter = read(&day(Some(title), false).text(&Log::default()));
            assert_eq!(matter.title.unwrap().value, title);
            let matter = read(&day(Some(title), true).text(&Log::default()));
            assert_eq!(matter.title.unwrap().value, title);
        }
    }

    #[test]
    fn an_entry_without_words_has_no_title_yet() {
        let matter = read(&day(None, false).text(&Log::default()));
        assert!(matter.title.is_none() && matter.stage.is_none() && matter.next.is_none());
        assert!(matter.hours.is_none() && matter.tags.is_empty() && !matter.rest);
    }

    #[test]
    fn a_day_off_is_short() {
        let text = day(None, true).text(&log(vec![entry(1, "2026-01-05", Some("plan"), false)], Vec::new()));
        assert_eq!(text, "---\ndate: 2026-01-06\nrest: true\n---\n");
        assert!(read(&text).rest);
    }

    #[test]
    fn stage_and_plan_of_the_last_working_day_are_carried_over() {
        let log = log(
            vec![
                entry(1, "2026-01-04", Some("Ask\n---\nAna: why?"), false),
                entry(2, "2026-01-05", None, true),
            ],
            Vec::new(),
        );
        let text = day(None, false).text(&log);
        assert!(text.contains("# The plan of day 1: Ask --- Ana: why?\n"), "{text}");
        assert_eq!(read(&text).stage, Some(Stage::Test));
    }

    #[test]
    fn a_long_list_of_feedback_is_cut() {
        let words = || Words { about: String::new(), quote: "Good.".into() };
        let open = |number: usize| OpenFeedback { id: format!("a{number}"), words: Some(words()) };
        let text = day(None, false).text(&log(Vec::new(), (1..=20).map(open).collect()));
        assert!(text.contains("#   a8: Good.\n#   … and 12 more\n#answers:"), "{text}");
        read(&text);
    }

    #[test]
    fn where_all_feedback_is_private_no_id_of_it_is_written() {
        let open = vec![OpenFeedback { id: "maria-lopez".into(), words: None }];
        let text = day(None, false).text(&log(Vec::new(), open));
        assert!(text.contains("#   1 in private/") && !text.contains("maria"), "{text}");
        read(&text);
    }

    #[test]
    fn the_tags_of_other_days_are_called_to_mind() {
        let log = Log { tags: vec!["user tests".into(), "导出".into()], ..Log::default() };
        let text = day(None, false).text(&log);
        assert!(text.contains("tags: [] # used so far: user tests, 导出\n"), "{text}");
        assert!(read(&text).tags.is_empty());
    }

    #[test]
    fn commits_stand_in_the_body_below_room_for_words() {
        let text = NewDay { commits: "## Commits\n\n- One\n", ..day(None, false) }.text(&Log::default());
        assert!(text.ends_with("---\n\n\n## Commits\n\n- One\n"), "{text}");
        read(&text);
    }

    #[test]
    fn yesterday_is_called_yesterday() {
        let text = day(None, false).text(&log(vec![entry(1, "2026-01-05", Some("Rest"), false)], Vec::new()));
        assert!(text.contains("# Yesterday's plan: Rest\n"), "{text}");
    }

    #[test]
    fn open_feedback_is_called_to_mind_and_private_words_are_not() {
        let public = OpenFeedback {
            id: "ana".into(),
            words: Some(Words { about: "mixed, export".into(), quote: format!("\nIt's {}", "x".repeat(99)) }),
        };
        let private = OpenFeedback { id: "b: c".into(), words: None };
        let text = day(None, false).text(&log(Vec::new(), vec![public, private]));
        assert!(text.contains(&format!("#   ana (mixed, export): It's {}…\n", "x".repeat(55))), "{text}");
        assert!(text.contains("#   1 in private/, not named here\n") && !text.contains("b: c"), "{text}");
        assert!(read(&text).answers.is_empty());
        let in_use: String = text
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(key)
                    if key.starts_with("answers") || key.starts_with("  - ") || key.starts_with("    ") =>
                {
                    format!("{key}\n")
                }
                _ => format!("{line}\n"),
            })
            .collect();
        assert_eq!(read(&in_use).answers[0].feedback.as_ref().unwrap().value, "ana");
    }
}
