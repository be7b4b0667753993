//! The one-page document: a choice of facts in words, and each of its forms.

mod direction;
mod marks;
mod notes;
mod page;
mod pdf;
mod pieces;
mod resume;
mod sheet;
mod shorten;
mod text;
mod words;

pub use notes::{Note, full_name};
pub(super) use page::{letter, page};
pub use pdf::{Made, PdfError, Typesetter};
pub use sheet::Sheet;

use super::Renderer;
use super::scope::Scope;
use crate::brief::{Brief, Reader};
use crate::config::Paper;
use crate::diagnostics::{Diagnostic, Place};
use crate::fonts::{self, is_pictograph};
use crate::plan::{BriefForm, PageKind, Plan};
use crate::site::Site;
use crate::theme::Theme;
use notes::printable;
use pdf::{Order, Picture};
use shorten::Shortener;
use words::Writer;

/// So many contacts are no cause of a page that is too small.
const FEW_CONTACTS: usize = 6;

/// Which document: about which project, in which language, for whom.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Index of the edition.
    pub edition: usize,
    /// Index of the project in it.
    pub project: usize,
    /// Whom it is for, where it is for one reader.
    pub reader: Option<&'a Reader>,
}

impl<'a> Subject<'a> {
    /// The document of one reader.
    pub fn of(reader: &'a Reader) -> Self {
        Self { edition: reader.edition, project: reader.project, reader: Some(reader) }
    }
}

/// The words of a document, for the question which fonts they need.
#[derive(Clone, Debug)]
pub struct ToSet {
    /// What the document is called in a report.
    pub what: String,
    /// The file that it is made of.
    pub place: Place,
    /// Its text without pictures in the place of words.
    pub text: String,
}

/// The words of every PDF that the plan holds.
pub fn words_to_set(site: &Site, plan: &Plan, theme: &Theme) -> Vec<ToSet> {
    let subjects = plan.pages.iter().filter_map(|page| match page.kind {
        PageKind::Brief(project, BriefForm::Pdf) => {
            Some((page, Subject { edition: page.edition, project, reader: None }))
        }
        PageKind::Letter(index, BriefForm::Pdf) => Some((page, Subject::of(plan.letter(index)?.reader()))),
        _ => None,
    });
    let text = |subject| {
        let words = sheet(&Scope { site, plan, theme, edition: 0 }, subject).words();
        words.replace(is_pictograph, "")
    };
    subjects
        .map(|(page, subject)| {
            // A reader's token is no word for a report.
            let what = match subject.reader {
                Some(reader) => format!("the brief for {}", reader.name),
                None => format!("{}", page.route),
            };
            ToSet { what, place: place_of(site, subject), text: text(subject) }
        })
        .collect()
}

/// The file that a document is made of.
fn place_of(site: &Site, subject: Subject) -> Place {
    let project = &site.editions[subject.edition].projects[subject.project];
    Place::file(project.source.document.file.path.clone())
}

/// A document in words.
fn sheet(scope: &Scope, subject: Subject) -> Sheet {
    let scope = Scope { edition: subject.edition, ..*scope };
    let brief = Brief::of(scope.site, subject.edition, subject.project, subject.reader);
    let project = &scope.current().projects[subject.project];
    let home = scope.routes().brief(&project.slug);
    let shortener = Shortener::default();
    Writer { scope: &scope, brief: &brief, project, home, shortener, notes: Vec::new() }.sheet()
}

impl Renderer {
    /// A document in words.
    pub fn sheet(&self, subject: Subject) -> Sheet {
        sheet(&self.scope(subject.edition), subject)
    }

    /// A document as a PDF, on the paper of the settings where none is said.
    ///
    /// # Errors
    /// A document that does not fit on a page, or that would not be valid.
    pub fn brief_pdf(&self, subject: Subject, paper: Option<Paper>) -> Result<Made, Box<Diagnostic>> {
        self.with_order(subject, paper, pdf::make)
    }

    /// A document as plain text.
    pub fn brief_text(&self, subject: Subject) -> String {
        text::text(&self.sheet(subject))
    }

    /// A document as one HTML file that needs no other: its style is in it, its links are whole.
    ///
    /// # Errors
    /// A fault of a template.
    pub fn brief_file(&self, subject: Subject) -> Result<String, Box<Diagnostic>> {
        page::file(self, &self.scope(subject.edition), subject)
    }

    /// A document as a JSON Resume.
    pub fn brief_resume(&self, subject: Subject) -> serde_json::Value {
        let scope = self.scope(subject.edition);
        let project = &scope.current().projects[subject.project];
        resume::resume(&scope, project, &self.sheet(subject))
    }

    /// The choice behind a document.
    pub fn brief<'a>(&self, subject: Subject<'a>) -> Brief<'a> {
        Brief::of(&self.site, subject.edition, subject.project, subject.reader)
    }

    /// The same, with fonts of the system for a document that the plan does not hold, and what there is to
    /// tell about its characters.
    pub fn with_fonts_for(self, subject: Subject, what: &str) -> (Renderer, Vec<Diagnostic>) {
        let words = self.sheet(subject).words().replace(is_pictograph, "");
        let fonts = self.fonts.with_system(&words);
        let place = place_of(&self.site, subject);
        let complaints = fonts::complaints(&fonts, what, &place, &words);
        (self.with_fonts(fonts), complaints)
    }

    /// What a document says otherwise than the log, and what of it the PDF can't show.
    pub fn brief_notes(&self, subject: Subject) -> Vec<Note> {
        let sheet = self.sheet(subject);
        let mut notes = self.undrawn(&sheet);
        if let (Some(picture), None) = (&sheet.picture, self.brief_picture(&sheet)) {
            notes.push(Note::new("picture", format!("not in the PDF: {} can't be read there", picture.path)));
        }
        [sheet.notes, notes].concat()
    }

    /// Which lines of a document the PDF has without pictures that stand in the place of words.
    pub fn undrawn(&self, sheet: &Sheet) -> Vec<Note> {
        notes::lost_pictures(sheet, &self.fonts)
    }

    /// What goes from a document because its page is full, by name.
    ///
    /// # Errors
    /// As [`Renderer::brief_pdf`].
    pub fn brief_gone(&self, subject: Subject, paper: Option<Paper>) -> Result<Vec<String>, Box<Diagnostic>> {
        self.with_order(subject, paper, pdf::overflow)
    }

    /// What goes from the PDFs of the plan because a page is full, and what does not fit even so.
    pub fn brief_overflow(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for page in self.plan.pages.iter() {
            let subject = match page.kind {
                PageKind::Brief(project, BriefForm::Pdf) => {
                    Subject { edition: page.edition, project, reader: None }
                }
                PageKind::Letter(index, BriefForm::Pdf) => match self.plan.letter(index) {
                    Some(letter) => Subject::of(letter.reader()),
                    None => continue,
                },
                _ => continue,
            };
            match self.with_order(subject, None, pdf::overflow) {
                Ok(gone) if gone.is_empty() => {}
                Ok(gone) => found.push(self.went(subject, &gone)),
                Err(fault) => found.push(*fault),
            }
        }
        found
    }

    fn went(&self, subject: Subject, gone: &[String]) -> Diagnostic {
        let (what, place) = self.subject_place(subject);
        let told =
            Diagnostic::warning("brief-overflow", format!("{what} has no room for {}", gone.join(", ")));
        let without_contacts = self.overflow_without_contacts(subject);
        let told = match without_contacts.is_some_and(|without| without.len() < gone.len()) {
            true => self.blame_contacts(told),
            false => told
                .at(place)
                .hint("write what stands before them shorter, or name in `brief.lead` what must stay"),
        };
        told.hint("`buildlog brief --explain` shows the whole choice")
    }

    /// What would have no room if there were no contacts; nothing where they are few or not even that helps.
    fn overflow_without_contacts(&self, subject: Subject) -> Option<Vec<String>> {
        let mut sheet = printable(&self.sheet(subject), &self.fonts);
        if sheet.contacts.len() <= FEW_CONTACTS {
            return None;
        }
        sheet.contacts.clear();
        let picture = self.brief_picture(&sheet);
        pdf::overflow(&self.order(&sheet, None, picture.as_ref())).ok()
    }

    fn blame_contacts(&self, told: Diagnostic) -> Diagnostic {
        told.at(Place::file(self.site.config.file.path.clone()))
            .hint("the contacts take the room: take `brief` out of the `show` of some under `author.contact`, or name fewer `author.links`")
    }

    /// What a document is called in a report, and the file that it is made of.
    fn subject_place(&self, subject: Subject) -> (String, Place) {
        let project = &self.site.editions[subject.edition].projects[subject.project];
        let place = place_of(&self.site, subject);
        match subject.reader {
            Some(reader) => (format!("the brief for {}", reader.name), place),
            None => (format!("the brief of {}", project.title()), place),
        }
    }

    fn with_order<T>(
        &self,
        subject: Subject,
        paper: Option<Paper>,
        act: impl FnOnce(&Order) -> Result<T, PdfError>,
    ) -> Result<T, Box<Diagnostic>> {
        let sheet = printable(&self.sheet(subject), &self.fonts);
        let picture = self.brief_picture(&sheet);
        let order = self.order(&sheet, paper, picture.as_ref());
        act(&order).map_err(|error| {
            let (what, place) = self.subject_place(subject);
            Box::new(match error {
                PdfError::TooLong(millimetres) => {
                    let told = Diagnostic::error(
                        "brief-overflow",
                        format!("{what} does not fit on one page: it is {millimetres:.0} mm too long when all that may go is gone"),
                    );
                    match self.overflow_without_contacts(subject) {
                        Some(_) => self.blame_contacts(told),
                        None => told.at(place).hint("shorten the name, the headline or what you look for"),
                    }
                }
                // Whatever a log says must become a valid document, so this is no fault of the maker's.
                PdfError::Refused(reason) => {
                    Diagnostic::error("brief-not-valid", format!("buildlog can't write {what} as a valid PDF"))
                        .hint("the fault is buildlog's: please report it, with the words of the next line")
                        .hint(reason)
                        .at(place)
                }
            })
        })
    }

    fn order<'s>(
        &'s self,
        sheet: &'s Sheet,
        paper: Option<Paper>,
        picture: Option<&'s Picture>,
    ) -> Order<'s> {
        Order {
            sheet,
            paper: paper.or(self.site.config.brief.paper).unwrap_or(Paper::A4),
            typesetter: self.typesetter.get_or_init(|| Typesetter::new(&self.fonts)),
            picture,
            accent: self.theme.accent(),
        }
    }

    /// The picture of a document. One that can't be read is told where its page is made; here the page
    /// does without.
    fn brief_picture(&self, sheet: &Sheet) -> Option<Picture> {
        Picture::read(&self.sources.bytes(&sheet.picture.as_ref()?.path).ok()?)
    }
}
