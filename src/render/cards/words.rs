//! What stands on a card.

use crate::markdown::fold;
use crate::plan::CardOf;
use crate::render::item;
use crate::site::{DayId, Edition, Project, Site};
use crate::theme::Strings;

/// The words of a card, as they are before anything is known of fonts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Words {
    /// What the title belongs to: the project of a day.
    pub(super) over: Option<String>,
    /// Its place: "Day 9 of 30".
    pub(super) place: Option<String>,
    /// The title.
    pub(super) title: String,
    /// A sentence below it.
    pub(super) below: Option<String>,
    /// The maker.
    pub(super) author: Option<String>,
    /// Where the site is, without `https://`.
    pub(super) address: String,
}

impl Words {
    pub(super) fn of(site: &Site, strings: &Strings, edition: usize, of: CardOf) -> Self {
        let config = &site.config;
        let foot = Self {
            author: config.author.name.clone(),
            address: format!("{}{}", config.base_url.host(), config.base_url.path().trim_end_matches('/')),
            ..Self::default()
        };
        let edition = &site.editions[edition];
        match of {
            CardOf::Site => site_words(site, edition, foot),
            CardOf::Project(index) => project_words(strings, &edition.projects[index], foot),
            CardOf::Brief(index) => brief_words(site, strings, &edition.projects[index], foot),
            CardOf::Day(id) => day_words(strings, edition, id, foot),
        }
    }

    /// Everything that is to be drawn, for the choice of fonts.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        [Some(&self.title), Some(&self.address), self.over.as_ref(), self.place.as_ref(), self.below.as_ref()]
            .into_iter()
            .chain([self.author.as_ref()])
            .flatten()
            .map(String::as_str)
    }
}

fn site_words(site: &Site, edition: &Edition, foot: Words) -> Words {
    let author = &site.config.author;
    let lead = || edition.profile.as_ref().map(|profile| profile.document.doc.lead.clone());
    let below = author.headline.clone().or_else(lead).map(|text| fold(&text));
    let below = below.filter(|text| !text.is_empty());
    // A card says a name once.
    let (title, author) = match &author.name {
        Some(name) => (name.clone(), Some(site.config.title.clone()).filter(|title| title != name)),
        None => (site.config.title.clone(), None),
    };
    Words { title, below, author, ..foot }
}

fn project_words(strings: &Strings, project: &Project, foot: Words) -> Words {
    Words {
        place: Some(item::progress(strings, project)).filter(|_| !project.days.is_empty()),
        title: project.title().to_string(),
        below: project.matter().tagline.as_deref().map(fold),
        ..foot
    }
}

fn brief_words(site: &Site, strings: &Strings, project: &Project, foot: Words) -> Words {
    let project = project_words(strings, project, foot);
    let sheet = Some(strings.get("brief.title").to_string());
    match &site.config.author.name {
        // The reader of a brief asks first who it is; in the name's place below stands how far it is.
        Some(name) => Words { over: Some(name.clone()), author: project.place, place: sheet, ..project },
        None => Words { place: sheet, ..project },
    }
}

fn day_words(strings: &Strings, edition: &Edition, id: DayId, foot: Words) -> Words {
    let project = &edition.projects[id.project];
    let day = edition.day(id);
    Words {
        over: Some(project.title().to_string()),
        place: Some(item::label(strings, project, day.number, day.after)),
        // A day without a title is told from its neighbours by its date.
        title: match &day.title {
            Some(title) => title.to_string(),
            None if day.rest() => item::title(strings, day),
            None => strings.date(day.date),
        },
        ..foot
    }
}
