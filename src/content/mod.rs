//! One file of the author as one typed document, which knows no other.

mod address;
mod day;
mod feedback;
mod fields;
mod file_name;
mod memo;
mod profile;
mod project;
mod recipient;
mod resume;
mod shared;

pub(crate) use address::{
    bad_address, in_short as address_in_short, is_web, web_address, with_credentials, words_or_address,
};
pub use day::{Answer, Day, DayMatter, DayNumber, Question, Stage};
pub use feedback::{Channel, Consent, Feedback, FeedbackMatter, FeedbackStatus, Relation, Verdict};
pub use file_name::{DayName, Place, place};
pub use memo::Memo;
pub use profile::{Background, LookingFor, OpenTo, Profile, ProfileMatter, Station};
pub use project::{Challenge, Direction, Evidence, Limit, Pace, Project, ProjectMatter, Status};
pub use recipient::{Because, InterviewQuestion, OutreachChannel, OutreachStatus, Questions, Recipient};
pub use resume::Resume;
pub use shared::{Demo, Number};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use self::fields::Fields;
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::{self, Kind, Partial, Spanned};
use crate::markdown::{self, Doc};
use crate::path::SitePath;
use crate::source::Sources;

/// A Markdown file: its front matter as `M`, and what is known of its body.
#[derive(Clone, Debug)]
pub struct Document<M> {
    /// The file.
    pub file: SourceFile,
    /// The keys of its front matter.
    pub matter: M,
    /// Where its body is in the file.
    pub body: Range<usize>,
    /// Outline, links and length of the body.
    pub doc: Doc,
    /// The links in the fields of its front matter that hold Markdown.
    pub field_links: Vec<Spanned<String>>,
}

impl<M> Document<M> {
    /// Reads a document. One with faults is still given where none is in a key of `decisive`, without
    /// which other files would be misjudged; so its links and the rest of its keys are checked as well.
    fn read(file: SourceFile, kind: Kind, decisive: &[&str]) -> Reading<Self>
    where
        M: DeserializeOwned + Fields,
    {
        let parts = match front_matter::split(&file) {
            Ok(parts) => parts,
            Err(fault) => return Reading { document: None, faults: vec![*fault] },
        };
        let Partial { value, faults, lost } = front_matter::read_partly(&file, parts.yaml, kind);
        let document =
            value.filter(|_| !lost.iter().any(|key| decisive.contains(&key.as_str()))).map(|matter| {
                let doc = markdown::parse(&file.text, parts.body.clone());
                let field_links = fields::links(&file.text[..parts.body.start], &matter);
                Self { file, matter, body: parts.body, doc, field_links }
            });
        Reading { document, faults }
    }

    /// The body as it is written.
    pub fn body(&self) -> &str {
        &self.file.text[self.body.clone()]
    }
}

/// A document as far as it could be read, and its faults.
#[derive(Clone, Debug)]
struct Reading<T> {
    document: Option<T>,
    faults: Vec<Diagnostic>,
}

impl<T> Reading<T> {
    fn map<U>(self, into: impl FnOnce(T) -> U) -> Reading<U> {
        Reading { document: self.document.map(into), faults: self.faults }
    }

    /// The document, where it has no faults.
    fn whole(self) -> Result<T, Vec<Diagnostic>> {
        match self.document {
            Some(document) if self.faults.is_empty() => Ok(document),
            _ => Err(self.faults),
        }
    }
}

/// Everything the author wrote for the public, a file each.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// `about.md`, in each language that has one.
    pub profiles: Vec<Arc<Profile>>,
    /// Each `project.md`.
    pub projects: Vec<Arc<Project>>,
    /// Each `day-NN.md`.
    pub days: Vec<Arc<Day>>,
    /// Each file in a project's `feedback/`.
    pub feedback: Vec<Arc<Feedback>>,
    /// The JSON Resume files that `about.md` names.
    pub resumes: Vec<(SitePath, Resume)>,
    /// Files with faults, be their documents among those above or not; a link to one is not called dead.
    pub broken: Vec<SitePath>,
}

/// The same by the shelves that the files are on: the documents of each project together, and each other alone.
/// What is on a shelf that nothing has changed on is the same value in memory from one reading to the next.
#[derive(Clone, Debug, Default)]
pub struct Shelved {
    /// The documents of each shelf, those of one project at the most; their `broken` and `resumes` stay empty.
    pub shelves: Vec<Arc<Content>>,
    /// The JSON Resume files that `about.md` names.
    pub resumes: Vec<(SitePath, Resume)>,
    /// Files with faults, as in [`Content`].
    pub broken: Vec<SitePath>,
}

/// What lies in `private/`: read so that its faults are seen, and never given to what makes pages.
#[derive(Clone, Debug, Default)]
pub struct Private {
    /// Feedback whose consent is not given.
    pub feedback: Vec<Arc<Feedback>>,
    /// Whom a brief is tailored to.
    pub recipients: Vec<Recipient>,
    /// The private part of the interview bank.
    pub questions: Option<Questions>,
    /// Folder of the project and id of every piece of feedback, also of those with faults.
    pub pieces: BTreeSet<(String, String)>,
    /// Whether there is a `private/` at all: it is on its maker's machine alone.
    pub is_here: bool,
}

/// What a file of `content/` was read into.
#[derive(Clone, Debug)]
enum Read {
    Profile(Arc<Profile>),
    Project(Arc<Project>),
    Day(Arc<Day>),
    Feedback(Arc<Feedback>),
}

impl Content {
    /// Reads all documents under `content/`, in parallel, with the faults of all of them.
    pub fn read(sources: &Sources) -> (Content, Vec<Diagnostic>) {
        Self::read_with(sources, &mut Memo::default())
    }

    /// Reads all documents under `content/`; those whose text is known to `memo` need not be parsed.
    pub fn read_with(sources: &Sources, memo: &mut Memo) -> (Content, Vec<Diagnostic>) {
        let (shelved, faults) = Shelved::read(sources, memo);
        (shelved.together(), faults)
    }
}

impl Shelved {
    /// Reads all documents under `content/`; those whose text is known to `memo` need not be parsed.
    pub fn read(sources: &Sources, memo: &mut Memo) -> (Shelved, Vec<Diagnostic>) {
        let read = memo.read(sources);
        let faults = read.iter().flat_map(|shelf| &shelf.faults).cloned().collect();
        let shelves: Vec<Arc<Content>> = read.iter().map(|shelf| shelf.content.clone()).collect();
        let unreadable = sources.faults().iter().filter_map(|fault| Some(fault.place.as_ref()?.path.clone()));
        let broken = read.iter().flat_map(|shelf| &shelf.broken).cloned().chain(unreadable).collect();
        let resumes = resumes(shelves.iter().flat_map(|shelf| &shelf.profiles), sources);
        (Shelved { shelves, resumes, broken }, faults)
    }

    /// All documents.
    fn together(self) -> Content {
        let mut all = Content { resumes: self.resumes, broken: self.broken, ..Content::default() };
        for shelf in self.shelves {
            all.profiles.extend_from_slice(&shelf.profiles);
            all.projects.extend_from_slice(&shelf.projects);
            all.days.extend_from_slice(&shelf.days);
            all.feedback.extend_from_slice(&shelf.feedback);
        }
        all
    }
}

impl From<Content> for Shelved {
    /// The documents of each project on a shelf of their own.
    fn from(content: Content) -> Self {
        let Content { profiles, projects, days, feedback, resumes, broken } = content;
        let mut shelves: BTreeMap<String, Content> = BTreeMap::new();
        for project in projects {
            shelves.entry(project.folder.clone()).or_default().projects.push(project);
        }
        for day in days {
            shelves.entry(day.project.clone()).or_default().days.push(day);
        }
        for piece in feedback {
            shelves.entry(piece.project.clone()).or_default().feedback.push(piece);
        }
        let of_no_project = Content { profiles, ..Content::default() };
        let shelves = std::iter::once(of_no_project).chain(shelves.into_values());
        Shelved { shelves: shelves.map(Arc::new).collect(), resumes, broken }
    }
}

/// The resumes that profiles take their background from. What is wrong with one is told where links are.
fn resumes<'a>(
    profiles: impl Iterator<Item = &'a Arc<Profile>>,
    sources: &Sources,
) -> Vec<(SitePath, Resume)> {
    let paths = profiles.filter_map(|profile| profile.resume_path());
    let read = paths.filter_map(|path| {
        let (resume, _) = Resume::read(&sources.text(&path)?);
        Some((path, resume))
    });
    read.collect()
}

fn read_public(file: SourceFile) -> Reading<Read> {
    match place(&file.path) {
        Place::About { language } => Profile::read(file, language).map(Arc::new).map(Read::Profile),
        Place::Project { project, language } => {
            Project::read(file, project, language).map(Arc::new).map(Read::Project)
        }
        Place::Day { project, name } => Day::read(file, project, name).map(Arc::new).map(Read::Day),
        Place::Feedback { project, id } => {
            Feedback::read_public(file, project, id).map(Arc::new).map(Read::Feedback)
        }
        Place::Stray(reason) => Reading { document: None, faults: vec![reason.warning(&file)] },
    }
}

impl Private {
    /// Reads all documents under `private/`, with the faults of all of them.
    pub fn read(sources: &Sources) -> (Private, Vec<Diagnostic>) {
        let mut private = Private { is_here: sources.has_private(), ..Private::default() };
        let mut faults = Vec::new();
        for file in sources.texts_under("private") {
            let path = file.path.clone();
            let result = match file_name::private_place(&path) {
                Some(file_name::PrivatePlace::Feedback { project, id }) => {
                    private.pieces.insert((project.clone(), id.clone()));
                    let reading = Feedback::read_private(file, project, id);
                    reading.whole().map(|feedback| private.feedback.push(Arc::new(feedback)))
                }
                Some(file_name::PrivatePlace::Recipient { name }) => {
                    Recipient::read(file, name).map(|recipient| private.recipients.push(recipient))
                }
                Some(file_name::PrivatePlace::Questions) => {
                    Questions::read(file).map(|questions| private.questions = Some(questions))
                }
                None => Ok(()),
            };
            faults.extend(result.err().into_iter().flatten());
        }
        (private, faults)
    }
}

#[cfg(test)]
mod front_matter_properties;
#[cfg(test)]
mod tests;
