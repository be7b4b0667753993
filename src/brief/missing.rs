//! What a brief would say and the log does not hold yet, with where it is written.

use super::{Brief, Passage};
use crate::config::{CONFIG_FILE, Show};
use crate::site::Site;

/// Something that is not written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// What it would be on the page.
    pub what: &'static str,
    /// What to write, and where.
    pub how: String,
}

/// What is missing from a brief, what a reader looks for first before the rest.
pub fn missing(site: &Site, brief: &Brief) -> Vec<Missing> {
    let edition = &site.editions[brief.edition];
    let project = &edition.projects[brief.project];
    let matter = project.matter();
    let author = &site.config.author;
    let is_reachable = author.contact.iter().any(|contact| contact.show.contains(&Show::Brief));
    let profile = edition.profile.as_ref();
    let file = project.source.document.file.path.as_str();
    let lacks = |passage| !brief.passages.iter().any(|passages| passages.passage == passage);
    let of_author = |key: &str| format!("`{key}` under `author` in {CONFIG_FILE}");
    let in_project = |key: &str| format!("`{key}` in {file}");
    let in_about = |key: &str| format!("`{key}` in content/about.md");
    let in_day = |key: &str| format!("`{key}` in the day that it belongs to");
    let feedback = "`buildlog new feedback`, then `buildlog consent ID role --note TEXT`".to_string();
    let letter = brief.reader.map(|reader| format!("private/recipients/{}.yaml", reader.name));
    let of_letter = letter.into_iter().flat_map(|letter| {
        [
            (lacks(Passage::Because), "what they said", format!("`because` in {letter}")),
            (lacks(Passage::Relevance), "why it matters to them", format!("`relevance` in {letter}")),
        ]
    });
    let of_log = [
        (author.name.is_none(), "your name", of_author("name")),
        (author.headline.is_none(), "what you do, in a line", of_author("headline")),
        (!is_reachable, "a way to reach you", of_author("contact") + ", with `show: brief`"),
        (
            profile.is_none_or(|profile| profile.document.matter.looking_for.is_none()),
            "what you look for",
            in_about("looking_for"),
        ),
        (matter.tagline.is_none(), "the promise, in a line", in_project("tagline")),
        (
            matter.demo.as_ref().is_none_or(|demo| demo.value.url.is_none()),
            "where it can be tried",
            in_project("demo"),
        ),
        (lacks(Passage::Audience), "for whom", in_project("audience")),
        (lacks(Passage::Problem), "the problem", in_project("problem")),
        (lacks(Passage::Numbers), "a number with its source", in_day("numbers")),
        (lacks(Passage::Quotes), "what people say", feedback),
        (lacks(Passage::Changes), "what you changed for it", in_day("answers")),
        (lacks(Passage::Limits), "where it breaks", in_project("limits")),
        (lacks(Passage::Insights), "what you learnt about the field", in_day("insights")),
        (lacks(Passage::Why), "why you", in_project("why")),
        (lacks(Passage::Next), "what comes next", in_project("roadmap")),
        (lacks(Passage::Background), "what you did before", in_about("background")),
    ];
    let gaps = of_letter.chain(of_log).filter(|(is_missing, ..)| *is_missing);
    gaps.map(|(_, what, how)| Missing { what, how }).collect()
}
