//! A text of whole sentences, as many as its limit holds.

use super::count::Measure;
use super::limit::Limit;

/// What a sentence does in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The words of address.
    Greeting,
    /// The name below the text.
    Sign,
    /// What the text is about: a post's first line.
    Head,
    /// What the reader said or does.
    Because,
    /// The one number.
    Number,
    /// Where to see it.
    Link,
    /// What is asked.
    Ask,
    /// Who writes.
    Who,
    /// What they do.
    Headline,
    /// The project and its promise.
    Promise,
    /// Why it matters to the reader.
    Relevance,
    /// What happened on the day.
    Summary,
    /// What was said, changed, and came of it.
    Loop,
    /// What was learnt.
    Learned,
    /// How the number was counted.
    How,
    /// That this is why the text is written.
    Reason,
    /// For whom the project is.
    Audience,
    /// What comes next.
    Next,
}

impl Role {
    /// What is missing where it had to be left out.
    pub fn words(self) -> &'static str {
        match self {
            Self::Greeting => "the greeting",
            Self::Sign => "the name",
            Self::Head => "the heading",
            Self::Because => "what they said",
            Self::Number => "the number",
            Self::Link => "the link",
            Self::Ask => "what you ask",
            Self::Who => "who you are",
            Self::Headline => "your headline",
            Self::Promise => "the promise",
            Self::Relevance => "why it matters to them",
            Self::Summary => "the summary",
            Self::Loop => "what was said and changed",
            Self::Learned => "what was learnt",
            Self::How => "how the number was counted",
            Self::Reason => "why you write",
            Self::Audience => "for whom it is",
            Self::Next => "what comes next",
        }
    }
}

/// What stands between a sentence and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing but what the language puts between sentences.
    Sentence,
    /// A new line.
    Line,
    /// An empty line.
    Paragraph,
}

/// A sentence in its place.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) gap: Gap,
    pub(super) text: String,
}

/// A text, how long it is, and what had to stay out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The text.
    pub text: String,
    /// Each limit, and the count that stands against it.
    pub counts: Vec<(Limit, usize)>,
    /// What was left out so that the rest fits, in order of its place.
    pub left_out: Vec<LeftOut>,
}

/// What was left out of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it would have done there.
    pub role: Role,
    /// Whether none of it is left.
    pub whole: bool,
}

impl Counted {
    /// A text that is what it is.
    pub(super) fn of(text: String, limits: &[Limit], left_out: Vec<LeftOut>) -> Self {
        let counts = limits.iter().map(|limit| (*limit, limit.measure.of(&text))).collect();
        Self { text, counts, left_out }
    }

    /// How much too long it is, and in which measure.
    pub fn over(&self) -> Option<(Measure, usize)> {
        let over = |(limit, count): &(Limit, usize)| Some((limit.measure, count.checked_sub(limit.most?)?));
        self.counts.iter().filter_map(over).find(|(_, by)| *by > 0)
    }

    /// How much too short it is, and in which measure.
    pub fn under(&self) -> Option<(Measure, usize)> {
        let under = |(limit, count): &(Limit, usize)| Some((limit.measure, limit.least.checked_sub(*count)?));
        self.counts.iter().filter_map(under).find(|(_, by)| *by > 0)
    }
}

/// Takes sentence by sentence what still fits, role by role in the order of `keep`, and of one role a later
/// sentence never without the one before it. A role that is not in `keep` is what the text can't be without:
/// it stays even where it does not fit, and the text then counts as too long.
pub(super) fn fit(parts: &[Part], keep: &[Role], limits: &[Limit], space: &str) -> Counted {
    let mut kept: Vec<bool> = parts.iter().map(|part| !keep.contains(&part.role)).collect();
    for role in keep {
        // "That is why" says nothing after words that are not there.
        let has_because = parts.iter().zip(&kept).any(|(part, kept)| *kept && part.role == Role::Because);
        if *role == Role::Reason && !has_because {
            continue;
        }
        for at in (0..parts.len()).filter(|at| parts[*at].role == *role) {
            kept[at] = true;
            let text = joined(parts, &kept, space);
            if !limits.iter().all(|limit| limit.holds(&text)) {
                kept[at] = false;
                break;
            }
        }
    }
    let left_out = left_out(parts, &kept);
    Counted::of(joined(parts, &kept, space), limits, left_out)
}

fn left_out(parts: &[Part], kept: &[bool]) -> Vec<LeftOut> {
    let mut left_out: Vec<LeftOut> = Vec::new();
    for (part, _) in parts.iter().zip(kept).filter(|(_, kept)| !**kept) {
        if left_out.iter().any(|known| known.role == part.role) {
            continue;
        }
        let whole = !parts.iter().zip(kept).any(|(other, kept)| *kept && other.role == part.role);
        left_out.push(LeftOut { role: part.role, whole });
    }
    left_out
}

fn joined(parts: &[Part], kept: &[bool], space: &str) -> String {
    let mut text = String::new();
    // A gap that stood before a sentence left out still separates those around it.
    let mut widest = Gap::Sentence;
    for (part, kept) in parts.iter().zip(kept) {
        widest = wider(widest, part.gap);
        if !kept {
            continue;
        }
        text.push_str(match widest {
            _ if text.is_empty() => "",
            // Chinese has no space between its own sentences; two Latin ones keep theirs.
            Gap::Sentence
                if text.ends_with(|c: char| c.is_ascii())
                    && part.text.starts_with(|c: char| c.is_ascii()) =>
            {
                " "
            }
            Gap::Sentence => space,
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
        text.push_str(&part.text);
        widest = Gap::Sentence;
    }
    text
}

fn wider(one: Gap, other: Gap) -> Gap {
    match (one, other) {
        (Gap::Paragraph, _) | (_, Gap::Paragraph) => Gap::Paragraph,
        (Gap::Line, _) | (_, Gap::Line) => Gap::Line,
        _ => Gap::Sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(role: Role, gap: Gap, text: &str) -> Part {
        Part { role, gap, text: text.to_string() }
    }

    #[test]
    fn a_reason_goes_with_what_it_points_at() {
        let parts = [
            part(Role::Greeting, Gap::Sentence, "Hello."),
            part(Role::Because, Gap::Paragraph, "You said something that is much too long for this."),
            part(Role::Reason, Gap::Sentence, "That is why."),
        ];
        let keep = [Role::Because, Role::Reason];
        assert_eq!(fit(&parts, &keep, &within(20), " ").text, "Hello.");
        assert!(fit(&parts, &keep, &within(200), " ").text.ends_with("for this. That is why."));
    }

    fn within(most: usize) -> [Limit; 1] {
        [Limit { measure: Measure::Graphemes, least: 0, most: Some(most) }]
    }

    fn parts() -> Vec<Part> {
        vec![
            part(Role::Greeting, Gap::Sentence, "Hi,"),
            part(Role::Because, Gap::Paragraph, "You said."),
            part(Role::Relevance, Gap::Sentence, "First."),
            part(Role::Relevance, Gap::Sentence, "Second."),
            part(Role::Audience, Gap::Sentence, "All."),
            part(Role::Link, Gap::Paragraph, "x.org"),
        ]
    }

    const KEEP: [Role; 3] = [Role::Because, Role::Relevance, Role::Audience];

    fn out(role: Role, whole: bool) -> LeftOut {
        LeftOut { role, whole }
    }

    #[test]
    fn what_matters_least_goes_first_and_always_as_a_whole_sentence() {
        let text = |most| fit(&parts(), &KEEP, &within(most), " ");
        assert_eq!(text(100).text, "Hi,\n\nYou said. First. Second. All.\n\nx.org");
        assert_eq!(text(41).left_out, []);
        assert_eq!(text(40).text, "Hi,\n\nYou said. First. Second.\n\nx.org");
        assert_eq!(text(40).left_out, [out(Role::Audience, true)]);
        assert_eq!(text(35).text, "Hi,\n\nYou said. First. All.\n\nx.org");
        assert_eq!(text(35).left_out, [out(Role::Relevance, false)]);
        assert_eq!(text(22).text, "Hi,\n\nYou said.\n\nx.org");
    }

    #[test]
    fn a_sentence_that_does_not_fit_makes_room_for_shorter_ones_of_other_roles() {
        let short = fit(&parts(), &KEEP, &within(20), " ");
        assert_eq!(short.text, "Hi,\n\nFirst.\n\nx.org");
        let expected = [out(Role::Because, true), out(Role::Relevance, false), out(Role::Audience, true)];
        assert_eq!(short.left_out, expected);
    }

    #[test]
    fn what_must_stay_is_too_long_and_says_so() {
        let long = fit(&parts(), &KEEP, &within(5), " ");
        assert_eq!(long.text, "Hi,\n\nx.org");
        assert_eq!(long.over(), Some((Measure::Graphemes, 5)));
        let short =
            Counted::of("a".into(), &[Limit { measure: Measure::Words, least: 3, most: None }], vec![]);
        assert_eq!((short.under(), short.over()), (Some((Measure::Words, 2)), None));
    }
}
