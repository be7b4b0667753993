//! Somebody a brief is for: what of a recipient's file may be read by that recipient.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::named;
use crate::content::{Because, Private, Recipient};
use crate::diagnostics::{Diagnostic, Severity, SourceFile};
use crate::front_matter::{Date, Language, Spanned};
use crate::site::{Site, unknown_source};

/// The fewest characters of a token: 64 random bits in hexadecimal.
const SHORTEST_TOKEN: usize = 16;

/// The fewest different characters of a token: of a drawn one there are fewer once in some ten thousand times.
const LEAST_DIFFERENT: usize = 6;

/// Somebody a brief is for. It holds what they may read and nothing else: how they were found, when they
/// were written to and how far it has come stay in their file.
#[derive(Clone, Debug)]
pub struct Reader {
    /// The file's name without `.yaml`.
    pub name: String,
    /// The company.
    pub to: Option<String>,
    /// The person.
    pub person: Option<String>,
    /// Index of the edition in their language.
    pub edition: usize,
    /// Index of the project that they are shown.
    pub project: usize,
    /// What they said or do that this answers.
    pub because: Vec<Because>,
    /// Why it matters to them.
    pub relevance: Option<String>,
    /// Ids of days, feedback and numbers to begin with.
    pub lead: Vec<String>,
    /// What is asked of them.
    pub ask: Option<String>,
}

/// A reader whose page is published, unlisted. There is no way to make one but [`Letter::published`], so
/// nothing about a recipient without `publish: true` can reach what makes pages.
#[derive(Clone, Debug)]
pub struct Letter {
    reader: Reader,
    token: String,
}

impl Letter {
    /// The letters that are published as of the build's date, in order of their names. The faults are
    /// recipients that ask to be published and can't be, or no longer are.
    pub fn published(site: &Site, recipients: &[Recipient]) -> (Vec<Letter>, Vec<Diagnostic>) {
        let (mut letters, mut faults) = (Vec::new(), Vec::new());
        faults.extend(recipients.iter().filter_map(|recipient| expired(recipient, site.config.as_of)));
        for recipient in recipients.iter().filter(|recipient| is_published(recipient, site.config.as_of)) {
            match (Reader::of(site, recipient), token(recipient)) {
                (Ok(reader), Ok(token)) => letters.push(Letter { reader, token }),
                (reader, token) => {
                    faults.extend(reader.err().into_iter().flatten());
                    faults.extend(token.err().map(|fault| *fault));
                }
            }
        }
        letters.sort_by(|a, b| a.reader.name.cmp(&b.reader.name));
        // Not every host and disk tells large letters from small ones.
        let mut tokens: HashMap<String, String> = HashMap::new();
        letters.retain(|letter| match tokens.entry(letter.token.to_ascii_lowercase()) {
            Entry::Vacant(free) => {
                free.insert(letter.reader.name.clone());
                true
            }
            Entry::Occupied(first) => {
                faults.push(token_taken(recipients, [first.get(), &letter.reader.name]));
                false
            }
        });
        (letters, faults)
    }

    /// Whom it is for.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The unguessable part of its address.
    pub fn token(&self) -> &str {
        &self.token
    }
}

/// What recipients name as the place where somebody spoke and the log does not have. A letter that is over
/// is left alone.
pub fn unknown_sources(site: &Site, private: &Private) -> Vec<Diagnostic> {
    let recipients = private.recipients.iter().filter(|recipient| !recipient.is_over(site.config.as_of));
    let faults = recipients.flat_map(|recipient| {
        // A project that is not there is told where the letter is made.
        let project = project(site, &recipient.file, recipient.project.as_ref()).ok();
        let sources = recipient.because.iter().filter_map(|said| said.source.as_ref());
        let faults = move |said| unknown_source(site, private, project?, &recipient.file, said);
        sources.filter_map(faults)
    });
    faults.collect()
}

/// What recipients want said first and the log does not have, where their page is not published, and so no build stops
/// at it. A letter that is over is left alone.
pub fn unknown_leads(site: &Site, private: &Private) -> Vec<Diagnostic> {
    let as_of = site.config.as_of;
    let unpublished =
        private.recipients.iter().filter(|one| !one.is_over(as_of) && !is_published(one, as_of));
    let faults = unpublished.flat_map(|recipient| {
        let project = project(site, &recipient.file, recipient.project.as_ref());
        project.map(|at| lead(site, recipient, at)).unwrap_or_default()
    });
    faults.map(|fault| Diagnostic { severity: Severity::Warning, ..fault }).collect()
}

fn is_published(recipient: &Recipient, as_of: Date) -> bool {
    recipient.publish && !recipient.is_over(as_of)
}

/// A page that is gone though nobody took it away: whoever has its address finds nothing there.
fn expired(recipient: &Recipient, as_of: Date) -> Option<Diagnostic> {
    let expires = recipient.expires.as_ref()?;
    (recipient.publish && recipient.is_over(as_of)).then(|| {
        Diagnostic::warning(
            "letter-expired",
            format!("the page for {} ended on {} and is no longer built", recipient.name, expires.value),
        )
        .at(recipient.file.place(expires.span.clone()))
        .hint("set a later date to bring it back at its old address, or `publish: false` to be done with it")
    })
}

/// A token that nobody guesses and every server serves.
fn token(recipient: &Recipient) -> Result<String, Box<Diagnostic>> {
    let is_safe =
        |said: &str| said.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let is_drawn = |said: &str| {
        let different: BTreeSet<u8> = said.bytes().collect();
        said.len() >= SHORTEST_TOKEN && different.len() >= LEAST_DIFFERENT
    };
    match &recipient.token {
        Some(said) if is_drawn(&said.value) && is_safe(&said.value) => Ok(said.value.clone()),
        Some(said) => Err(Box::new(
            Diagnostic::error("bad-token", "the token can be guessed, or is no part of an address")
                .at(recipient.file.place(said.span.clone()))
                .label(format!(
                    "at least {SHORTEST_TOKEN} letters and digits, {LEAST_DIFFERENT} of them different"
                ))
                .hint("take the one that `buildlog new recipient` writes; each is made anew"),
        )),
        None => Err(Box::new(
            Diagnostic::error("no-token", format!("{} is to be published and has no token", recipient.name))
                .at(recipient.file.place(0..0))
                .hint("`buildlog new recipient` writes one: make another recipient and take its token"),
        )),
    }
}

/// Two readers at one address: one would read what was written for the other.
fn token_taken(recipients: &[Recipient], [first, second]: [&str; 2]) -> Diagnostic {
    let of = |name: &str| recipients.iter().find(|recipient| recipient.name == name);
    let token = |name: &str| Some(&of(name)?.token.as_ref()?.value);
    let fault = match token(first) == token(second) {
        true => Diagnostic::error("token-taken", format!("{first} and {second} have one `token`")),
        false => Diagnostic::error(
            "token-taken",
            format!("the tokens of {first} and {second} differ in nothing but large and small letters"),
        )
        .hint("some hosts and disks do not tell these apart: one would read what was written for the other"),
    };
    let place = |name: &str| Some(of(name)?.file.place(of(name)?.token.as_ref()?.span.clone()));
    let fault = match (place(second), place(first)) {
        (Some(second), Some(first)) => fault.at(second).label("the second").related(first, "the first"),
        _ => fault,
    };
    fault
        .hint("`buildlog new recipient` draws one: make another recipient and take its token for one of the two")
        .hint("change it in the file whose address was not sent to anybody yet")
}

impl Reader {
    /// A recipient as a reader.
    ///
    /// # Errors
    /// A project, a language, or something to begin with that the site does not have.
    pub fn of(site: &Site, recipient: &Recipient) -> Result<Reader, Vec<Diagnostic>> {
        let file = &recipient.file;
        let edition = edition(site, file, recipient.language.as_ref());
        let project = project(site, file, recipient.project.as_ref());
        let lead = project.as_ref().map(|at| lead(site, recipient, *at)).unwrap_or_default();
        match (edition, project) {
            (Ok(edition), Ok(project)) if lead.is_empty() => Ok(Reader {
                name: recipient.name.clone(),
                to: recipient.to.clone(),
                person: recipient.person.clone(),
                edition,
                project,
                because: recipient.because.clone(),
                relevance: recipient.relevance.clone(),
                lead: recipient.lead.iter().map(|id| id.value.clone()).collect(),
                ask: recipient.ask.clone(),
            }),
            (edition, project) => {
                let faults = edition.err().into_iter().chain(project.err()).map(|fault| *fault);
                Err(faults.chain(lead).collect())
            }
        }
    }
}

/// What is to lead and their project does not have. A draft is only passed over.
fn lead(site: &Site, recipient: &Recipient, project: usize) -> Vec<Diagnostic> {
    let projects: Vec<_> = site.editions.iter().map(|edition| &edition.projects[project]).collect();
    let mut faults = named::lead(site, &recipient.file, &recipient.lead, &projects);
    faults.retain(Diagnostic::is_error);
    faults
}

fn edition(
    site: &Site,
    file: &SourceFile,
    said: Option<&Spanned<Language>>,
) -> Result<usize, Box<Diagnostic>> {
    let Some(said) = said else { return Ok(0) };
    let found = site.editions.iter().position(|edition| edition.language == said.value);
    found.ok_or_else(|| {
        let languages =
            site.editions.iter().map(|edition| edition.language.tag()).collect::<Vec<_>>().join(", ");
        Box::new(
            Diagnostic::error("language-not-listed", format!("the site is not in `{}`", said.value.tag()))
                .at(file.place(said.span.clone()))
                .label(format!("the site is in {languages}"))
                .hint("take one of these, or add the language to `languages` in buildlog.yaml"),
        )
    })
}

/// The project that is shown: the one that the file names, else the site's current one.
fn project(site: &Site, file: &SourceFile, said: Option<&Spanned<String>>) -> Result<usize, Box<Diagnostic>> {
    match said {
        Some(said) => named::project(site, file, said),
        None => super::current(site, 0).ok_or_else(|| {
            Box::new(
                Diagnostic::error("no-project", "there is no project that a brief could be about")
                    .at(file.place(0..0))
                    .hint("`buildlog new project NAME` starts one"),
            )
        }),
    }
}
