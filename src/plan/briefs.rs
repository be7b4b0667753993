//! Where the one-page documents are.

use super::{BriefForm, Page, PageKind, Routes, page};
use crate::brief::{self, Letter};
use crate::config::PdfChoice;
use crate::site::Site;

/// The documents of an edition: a page and a text for each project, a PDF for the current one (for all
/// where the settings say so), and the current one's page once more at the site's own address for it.
pub(super) fn of_edition(site: &Site, index: usize) -> Vec<Page> {
    let routes = Routes::of(site, index);
    let current = brief::current(site, index);
    let is_set = |project: usize| site.config.brief.pdf == Some(PdfChoice::All) || current == Some(project);
    let mut pages = Vec::new();
    for (number, project) in site.editions[index].projects.iter().enumerate() {
        let slug = &project.slug;
        pages.push(page(index, routes.brief(slug), PageKind::Brief(number, BriefForm::Page)));
        pages.push(page(index, routes.brief_text(slug), PageKind::Brief(number, BriefForm::Text)));
        if is_set(number) {
            pages.push(page(index, routes.brief_pdf(slug), PageKind::Brief(number, BriefForm::Pdf)));
        }
    }
    pages.extend(current.map(|number| page(index, routes.current_brief(), PageKind::CurrentBrief(number))));
    pages
}

/// The documents of readers.
pub(super) fn letters(letters: &[Letter]) -> impl Iterator<Item = Page> {
    letters.iter().enumerate().flat_map(|(number, letter)| {
        let edition = letter.reader().edition;
        let kind = |form| PageKind::Letter(number, form);
        [
            page(edition, Routes::letter(letter.token()), kind(BriefForm::Page)),
            page(edition, Routes::letter_pdf(letter.token()), kind(BriefForm::Pdf)),
        ]
    })
}
