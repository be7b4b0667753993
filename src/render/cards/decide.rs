//! Which cards there are, and the name of each.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::lettering::{self, Lettering};
use super::words::Words;
use super::{Cards, DRAWING, Strip, place_of, strip};
use crate::config::{self, Config};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::fonts::{self, FontSet, is_pictograph};
use crate::path::Route;
use crate::plan::CardOf;
use crate::site::{DayId, Project, Site};
use crate::theme::Theme;

/// What is kept from one decision to the next, each part beside all that it was made of.
#[derive(Default)]
pub struct Memo {
    lettering: lettering::Memo,
    made_under: Option<(Config, Arc<Theme>)>,
    /// By edition and the project's folder.
    editions: Vec<FxHashMap<String, Kept>>,
}

/// The cards of a project in one edition.
struct Kept {
    project: Arc<Project>,
    strip: Arc<Strip>,
    characters: FxHashSet<char>,
    /// The names of the cards, and the hash of what they have in common with all others.
    names: Option<(blake3::Hash, Vec<Route>)>,
}

/// A card as it is before anything is known of fonts.
struct Draft {
    of: CardOf,
    words: Words,
}

impl Cards {
    /// Decides which cards there are, and names each. Nothing is drawn. The complaints are about characters
    /// that the fonts of the program and of the site lack.
    pub fn decide(
        site: &Site,
        theme: &Arc<Theme>,
        fonts: &FontSet,
        memo: &mut Memo,
    ) -> (Self, Vec<Diagnostic>) {
        if site.config.cards == config::Cards::None {
            return Default::default();
        }
        memo.gather(site, theme);
        let of_site: Vec<Draft> =
            (0..site.editions.len()).map(|edition| draft(site, theme, edition, CardOf::Site)).collect();
        let of_projects = memo.editions.iter().flat_map(|projects| projects.values());
        let found = of_projects.flat_map(|kept| &kept.characters).copied();
        let characters =
            to_draw(found.chain(of_site.iter().flat_map(|card| characters(&card.words))).collect());
        let (fonts, lettering) = memo.lettering.lettering(fonts, &characters);
        let complaints = font_complaints(&fonts, &Place::file(site.config.file.path.clone()), &characters);
        let accent = theme.accent().to_string();
        let common = common_hash(theme, &lettering, &accent);
        memo.name(site, theme, common);
        let mut cards = Self { lettering: Some(lettering), accent, ..Self::default() };
        for (edition, card) in of_site.iter().enumerate() {
            cards.take_edition(site, edition, memo, |strip| name(site, &common, edition, card, strip));
        }
        (cards, complaints)
    }

    /// Takes the cards of an edition over, its own first, whose name follows from the strip that it shows.
    fn take_edition(
        &mut self,
        site: &Site,
        edition: usize,
        memo: &Memo,
        own: impl Fn(Option<&Strip>) -> Route,
    ) {
        let projects = &site.editions[edition].projects;
        let kept = |project: &Arc<Project>| memo.editions[edition].get(project.folder());
        let strip = projects.first().and_then(kept).map(|kept| kept.strip.as_ref());
        self.list.push((edition, CardOf::Site, own(strip)));
        for (number, kept) in
            projects.iter().enumerate().filter_map(|(at, project)| Some((at, kept(project)?)))
        {
            self.strips.insert((edition, number), kept.strip.clone());
            let names = kept.names.iter().flat_map(|(_, names)| names).cloned();
            let named = of_project(site, edition, number).zip(names);
            self.list.extend(named.map(|(of, name)| (edition, of, name)));
        }
    }
}

impl Memo {
    /// Looks at the cards of all projects; of one that is the same value as the last time nothing is read again.
    fn gather(&mut self, site: &Site, theme: &Arc<Theme>) {
        let is_same = |(config, known): &(Config, Arc<Theme>)| {
            config.is_same(&site.config) && Arc::ptr_eq(known, theme)
        };
        let mut known = std::mem::take(&mut self.editions);
        if !self.made_under.as_ref().is_some_and(is_same) {
            known.clear();
            self.made_under = Some((site.config.clone(), theme.clone()));
        }
        known.resize_with(site.editions.len(), FxHashMap::default);
        for (index, (edition, mut known)) in site.editions.iter().zip(known).enumerate() {
            let projects: Vec<_> = edition
                .projects
                .iter()
                .enumerate()
                .map(|(number, project)| (number, project, known.remove(project.folder())))
                .collect();
            let kept = projects.into_par_iter().map(|(number, project, known)| {
                let known = known.filter(|known| Arc::ptr_eq(&known.project, project));
                let kept = known.unwrap_or_else(|| Kept::of(site, theme, index, number));
                (project.folder().to_string(), kept)
            });
            self.editions.push(kept.collect());
        }
    }

    /// Names the cards that have no name yet with these things in common.
    fn name(&mut self, site: &Site, theme: &Theme, common: blake3::Hash) {
        for (index, (edition, known)) in site.editions.iter().zip(&mut self.editions).enumerate() {
            let numbers: FxHashMap<&str, usize> = edition
                .projects
                .iter()
                .enumerate()
                .map(|(number, project)| (project.folder(), number))
                .collect();
            let unnamed = known
                .par_iter_mut()
                .filter(|(_, kept)| kept.names.as_ref().is_none_or(|(known, _)| *known != common));
            unnamed.for_each(|(folder, kept)| {
                let drafts = drafts(site, theme, index, numbers[folder.as_str()]);
                let name = |card: Draft| name(site, &common, index, &card, Some(&kept.strip));
                kept.names = Some((common, drafts.map(name).collect()));
            });
        }
    }
}

impl Kept {
    fn of(site: &Site, theme: &Theme, edition: usize, number: usize) -> Self {
        let project = site.editions[edition].projects[number].clone();
        let signs = strip::signs(&project);
        let hash = blake3::hash(format!("{signs:?}").as_bytes());
        let characters = drafts(site, theme, edition, number)
            .flat_map(|card| characters(&card.words).collect::<Vec<_>>())
            .collect();
        Self { project, strip: Arc::new(Strip { signs, hash }), characters, names: None }
    }
}

fn draft(site: &Site, theme: &Theme, edition: usize, of: CardOf) -> Draft {
    let strings = theme.strings(&site.editions[edition].language);
    Draft { of, words: Words::of(site, strings, edition, of) }
}

fn drafts<'a>(
    site: &'a Site,
    theme: &'a Theme,
    edition: usize,
    number: usize,
) -> impl Iterator<Item = Draft> + 'a {
    of_project(site, edition, number).map(move |of| draft(site, theme, edition, of))
}

/// Which cards the settings ask for of a project.
fn of_project(site: &Site, edition: usize, number: usize) -> impl Iterator<Item = CardOf> + '_ {
    let with_days = site.config.cards == config::Cards::All;
    let days = site.editions[edition].projects[number].days.iter().enumerate();
    // A day's page is in one edition only, that of its language.
    let own = days.filter(move |(_, day)| with_days && day.home == edition);
    let own = own.map(move |(day, _)| CardOf::Day(DayId { project: number, day }));
    [CardOf::Project(number), CardOf::Brief(number)].into_iter().chain(own)
}

pub(super) fn characters(words: &Words) -> impl Iterator<Item = char> + '_ {
    words.all().flat_map(str::chars)
}

/// Every character that is more than a picture in the place of a word, once. A card is as clear without an
/// emoji, and no font is borrowed for one.
pub(super) fn to_draw(characters: FxHashSet<char>) -> String {
    characters.into_iter().filter(|c| !is_pictograph(*c)).collect::<BTreeSet<char>>().into_iter().collect()
}

/// What to tell about the fonts. A character that nothing can draw is left out of a card, and that is no
/// reason to stop a build. Cards hold words of many files, so the place is the one that says which are made.
fn font_complaints(fonts: &FontSet, place: &Place, characters: &str) -> Vec<Diagnostic> {
    let complaints = fonts::complaints(fonts, "a preview picture", place, characters);
    complaints.into_iter().map(|complaint| Diagnostic { severity: Severity::Warning, ..complaint }).collect()
}

/// What all cards are drawn from.
fn common_hash(theme: &Theme, lettering: &Lettering, accent: &str) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes()).update(&DRAWING.to_le_bytes());
    hasher.update(lettering.hash().as_bytes());
    hasher.update(accent.as_bytes());
    for (name, text) in theme.drawings() {
        hasher.update(&(text.len() as u64).to_le_bytes()).update(name.as_bytes()).update(text.as_bytes());
    }
    hasher.finalize()
}

/// The route of a card, named after what it is drawn from.
fn name(site: &Site, common: &blake3::Hash, edition: usize, card: &Draft, strip: Option<&Strip>) -> Route {
    let language = site.editions[edition].language.tag();
    let inputs = (&card.words, language, strip.map(|strip| strip.hash), place_of(site, edition, card.of));
    let mut hasher = blake3::Hasher::new();
    hasher.update(common.as_bytes());
    hasher.update(format!("{inputs:?}").as_bytes());
    Route::new(format!("cards/{}.png", &hasher.finalize().to_hex()[..20]))
}
