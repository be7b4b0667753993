//! Keys whose value is an address, and values that are none.

use crate::content::{self, web_address, with_credentials, words_or_address};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::Spanned;
use crate::site::Site;

/// Complaints about addresses in the settings.
pub(super) fn of_settings(site: &Site) -> Vec<Diagnostic> {
    let followed = ["https://", "http://", "mailto:", "tel:"];
    let is_followed = |said: &str| {
        let begins = |with: &&str| said.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
        followed.iter().any(begins)
    };
    let (author, file) = (&site.config.author, &site.config.file);
    let of_link = |said: &Spanned<String>| {
        let refused = || (!is_followed(&said.value)).then(|| content::bad_address(file, said));
        with_credentials(file, &said.value, &said.span).or_else(refused)
    };
    let links = author.links.iter().filter_map(|link| of_link(&link.url));
    let contacts = author.contact.iter().filter_map(|contact| contact.value.as_ref());
    links.chain(contacts.filter_map(|said| with_credentials(file, &said.value, &said.span))).collect()
}

/// Complaints about addresses in a project.
pub(super) fn of_project(project: &content::Project) -> Vec<Diagnostic> {
    let (file, matter) = (&project.document.file, &project.document.matter);
    web(file, matter.repo.as_ref()).into_iter().chain(words(file, project.sources())).collect()
}

/// Complaints about addresses in a day.
pub(super) fn of_day(day: &content::Day) -> Vec<Diagnostic> {
    let (file, matter) = (&day.document.file, &day.document.matter);
    let sources = matter.numbers.iter().filter_map(|number| number.source.as_ref());
    web(file, matter.canonical.as_ref()).into_iter().chain(words(file, sources)).collect()
}

fn web(file: &SourceFile, said: Option<&Spanned<String>>) -> Option<Diagnostic> {
    web_address(file, said?)
}

fn words<'a>(
    file: &SourceFile,
    said: impl Iterator<Item = &'a Spanned<String>>,
) -> impl Iterator<Item = Diagnostic> {
    said.filter_map(|said| words_or_address(file, said))
}
