//! What a file is, by its path alone.

use crate::diagnostics::{Diagnostic, Place as DiagnosticPlace, SourceFile};
use crate::front_matter::Language;
use crate::path::SitePath;

/// What a Markdown file under `content/` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `content/about.md`.
    About {
        /// From `about.zh.md`.
        language: Option<Language>,
    },
    /// `content/projects/<project>/project.md`.
    Project {
        /// The project's folder.
        project: String,
        /// From `project.zh.md`.
        language: Option<Language>,
    },
    /// `content/projects/<project>/day-NN.md`.
    Day {
        /// The project's folder.
        project: String,
        /// Number and language.
        name: DayName,
    },
    /// `content/projects/<project>/feedback/<id>.md`.
    Feedback {
        /// The project's folder.
        project: String,
        /// The file's name without `.md`.
        id: String,
    },
    /// A Markdown file that belongs to nothing.
    Stray(StrayReason),
}

/// What the name of a day's file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayName {
    /// The number: 7 for `day-07.md`.
    pub number: u32,
    /// The name without language and `.md`: `day-07`; the last part of its URL.
    pub stem: String,
    /// From `day-07.zh.md`.
    pub language: Option<Language>,
}

/// Why a Markdown file belongs to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StrayReason {
    /// It lies where no document is looked for.
    Folder,
    /// Its name is neither `project.md` nor `day-NN.md`.
    Name,
}

impl StrayReason {
    pub(super) fn warning(&self, file: &SourceFile) -> Diagnostic {
        let path = &file.path;
        let warning =
            Diagnostic::warning("stray-file", format!("{path} is not published: it is no file of a log"))
                .at(DiagnosticPlace::file(path.clone()));
        match self {
            Self::Name => warning.hint("name it `day-NN.md` to make it a day, or move it out of `content/`"),
            Self::Folder => {
                warning.hint("days belong into `content/projects/<project>/`, feedback into its `feedback/`")
            }
        }
    }
}

/// What lies in `private/`.
pub(super) enum PrivatePlace {
    Feedback { project: String, id: String },
    Recipient { name: String },
    Questions,
}

/// What a Markdown file under `content/` is.
pub fn place(path: &SitePath) -> Place {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    match parts[..] {
        ["content", name] => match with_language(name, "about") {
            Some(language) => Place::About { language },
            None => Place::Stray(StrayReason::Folder),
        },
        ["content", "projects", project, name] => in_project(project, name),
        ["content", "projects", project, "feedback", name] => Place::Feedback {
            project: project.to_string(),
            id: name.strip_suffix(".md").unwrap_or(name).to_string(),
        },
        _ => Place::Stray(StrayReason::Folder),
    }
}

fn in_project(project: &str, name: &str) -> Place {
    let project = project.to_string();
    if let Some(language) = with_language(name, "project") {
        return Place::Project { project, language };
    }
    match day_name(name) {
        Some(name) => Place::Day { project, name },
        None => Place::Stray(StrayReason::Name),
    }
}

/// The language in `<base>.md` or `<base>.<language>.md`; `None` when the name is another.
fn with_language(name: &str, base: &str) -> Option<Option<Language>> {
    let rest = name.strip_suffix(".md")?.strip_prefix(base)?;
    match rest.strip_prefix('.') {
        None if rest.is_empty() => Some(None),
        Some(tag) => Some(Some(tag.parse().ok()?)),
        None => None,
    }
}

fn day_name(name: &str) -> Option<DayName> {
    let stem = name.strip_suffix(".md")?;
    let (stem, language) = match stem.split_once('.') {
        Some((stem, tag)) => (stem, Some(tag.parse().ok()?)),
        None => (stem, None),
    };
    let digits = stem.strip_prefix("day-")?;
    if digits.is_empty() || digits.len() > 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(DayName { number: digits.parse().ok()?, stem: stem.to_string(), language })
}

pub(super) fn private_place(path: &SitePath) -> Option<PrivatePlace> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    match parts[..] {
        ["private", "feedback", project, name] => Some(PrivatePlace::Feedback {
            project: project.to_string(),
            id: name.strip_suffix(".md")?.to_string(),
        }),
        ["private", "recipients", name] => {
            Some(PrivatePlace::Recipient { name: name.strip_suffix(".yaml")?.to_string() })
        }
        ["private", "questions.yaml"] => Some(PrivatePlace::Questions),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str) -> Place {
        place(&SitePath::new(path))
    }

    #[test]
    fn a_path_says_what_a_file_is() {
        assert_eq!(at("content/about.md"), Place::About { language: None });
        assert_eq!(at("content/about.zh.md"), Place::About { language: Some("zh".parse().unwrap()) });
        let Place::Day { project, name } = at("content/projects/cut/day-007.zh.md") else { panic!() };
        assert_eq!((project.as_str(), name.number, name.stem.as_str()), ("cut", 7, "day-007"));
        assert_eq!(name.language.unwrap().tag(), "zh");
        assert!(
            matches!(at("content/projects/cut/feedback/ana.md"), Place::Feedback { id, .. } if id == "ana")
        );
    }

    #[test]
    fn other_names_are_stray() {
        for path in ["content/notes.md", "content/projects/cut/notes.md", "content/projects/cut/day-x.md"] {
            assert!(matches!(at(path), Place::Stray(_)), "{path}");
        }
    }
}
