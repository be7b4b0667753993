//! One file of the author as one typed document, which knows no other.

mod address;
mod day;
mod feedback;
mod file_name;
mod profile;
mod project;
mod recipient;
mod shared;

pub(crate) use address::{bad_address, web_address, words_or_address};
pub use day::{Answer, Day, DayMatter, DayNumber, Question, Stage};
pub use feedback::{Channel, Consent, Feedback, FeedbackMatter, FeedbackStatus, Relation, Verdict};
pub use file_name::{DayName, Place, place};
pub use profile::{Background, LookingFor, OpenTo, Profile, ProfileMatter};
pub use project::{Challenge, Direction, Evidence, Limit, Pace, Project, ProjectMatter, Status};
pub use recipient::{Because, InterviewQuestion, OutreachChannel, OutreachStatus, Questions, Recipient};
pub use shared::{Demo, Number};

use std::ops::Range;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use crate::diagnostics::{Diagnostic, SourceFile};
use crate::front_matter::{self, Kind};
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
}

impl<M: DeserializeOwned> Document<M> {
    fn read(file: SourceFile, kind: Kind) -> Result<Self, Vec<Diagnostic>> {
        let parts = front_matter::split(&file).map_err(|fault| vec![*fault])?;
        let matter = front_matter::read(&file, parts.yaml, kind)?;
        let doc = markdown::parse(&file.text, parts.body.clone());
        Ok(Self { file, matter, body: parts.body, doc })
    }
}

impl<M> Document<M> {
    /// The body as it is written.
    pub fn body(&self) -> &str {
        &self.file.text[self.body.clone()]
    }
}

/// Everything the author wrote for the public, a file each.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// `about.md`, in each language that has one.
    pub profiles: Vec<Profile>,
    /// Each `project.md`.
    pub projects: Vec<Project>,
    /// Each `day-NN.md`.
    pub days: Vec<Day>,
    /// Each file in a project's `feedback/`.
    pub feedback: Vec<Feedback>,
    /// Files that could not be read into a document; a link to one is not called dead.
    pub broken: Vec<SitePath>,
}

/// What lies in `private/`: read so that its faults are seen, and never given to what makes pages.
#[derive(Clone, Debug, Default)]
pub struct Private {
    /// Feedback whose consent is not given.
    pub feedback: Vec<Feedback>,
    /// Whom a brief is tailored to.
    pub recipients: Vec<Recipient>,
    /// The private part of the interview bank.
    pub questions: Option<Questions>,
}

enum Read {
    Profile(Profile),
    Project(Project),
    Day(Day),
    Feedback(Feedback),
    Stray(Diagnostic),
}

impl Content {
    /// Reads all documents under `content/`, in parallel, with the faults of all of them.
    pub fn read(sources: &Sources) -> (Content, Vec<Diagnostic>) {
        let files: Vec<SourceFile> =
            sources.texts_under("content").filter(|file| file.path.extension() == "md").collect();
        let read: Vec<_> = files
            .into_par_iter()
            .map(|file| {
                let path = file.path.clone();
                read_public(file).map_err(|faults| (path, faults))
            })
            .collect();
        let mut content = Content::default();
        let mut faults = Vec::new();
        for result in read {
            match result {
                Ok(Read::Profile(profile)) => content.profiles.push(profile),
                Ok(Read::Project(project)) => content.projects.push(project),
                Ok(Read::Day(day)) => content.days.push(day),
                Ok(Read::Feedback(feedback)) => content.feedback.push(feedback),
                Ok(Read::Stray(warning)) => faults.push(warning),
                Err((path, found)) => {
                    content.broken.push(path);
                    faults.extend(found);
                }
            }
        }
        content
            .broken
            .extend(sources.faults().iter().filter_map(|fault| Some(fault.place.as_ref()?.path.clone())));
        (content, faults)
    }
}

fn read_public(file: SourceFile) -> Result<Read, Vec<Diagnostic>> {
    Ok(match place(&file.path) {
        Place::About { language } => Read::Profile(Profile::read(file, language)?),
        Place::Project { project, language } => Read::Project(Project::read(file, project, language)?),
        Place::Day { project, name } => Read::Day(Day::read(file, project, name)?),
        Place::Feedback { project, id } => Read::Feedback(Feedback::read_public(file, project, id)?),
        Place::Stray(reason) => Read::Stray(reason.warning(&file)),
    })
}

impl Private {
    /// Reads all documents under `private/`, with the faults of all of them.
    pub fn read(sources: &Sources) -> (Private, Vec<Diagnostic>) {
        let mut private = Private::default();
        let mut faults = Vec::new();
        for file in sources.texts_under("private") {
            let path = file.path.clone();
            let result = match file_name::private_place(&path) {
                Some(file_name::PrivatePlace::Feedback { project, id }) => {
                    Feedback::read_private(file, project, id).map(|feedback| private.feedback.push(feedback))
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
