//! The pieces of feedback that there are, by their ids, whether their files can be read or not.

use super::Level;
use crate::cli::Refusal;
use crate::diagnostics::did_you_mean;
use crate::source::Sources;

/// Where a piece of feedback lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Piece {
    /// Its id: the name of its file without `.md`.
    pub(in crate::cli) id: String,
    /// The folder of its project.
    pub(in crate::cli) project: String,
    /// Its file.
    pub(in crate::cli) path: String,
    /// Whether it lies in `content/`.
    pub(in crate::cli) public: bool,
}

impl Piece {
    /// Where its file belongs with that consent.
    pub(super) fn path_with(&self, level: Level) -> String {
        path(&self.project, &self.id, level)
    }
}

/// Where the file of a piece belongs with that consent.
pub(in crate::cli) fn path(project: &str, id: &str, level: Level) -> String {
    match level {
        Level::None => format!("private/feedback/{project}/{id}.md"),
        _ => format!("content/projects/{project}/feedback/{id}.md"),
    }
}

/// Every piece of the site.
pub(in crate::cli) fn pieces(sources: &Sources) -> Vec<Piece> {
    let places = sources.faults().iter().filter_map(|fault| Some(&fault.place.as_ref()?.path));
    let paths = sources.under("content").chain(sources.under("private")).map(|(path, _)| path).chain(places);
    let mut pieces: Vec<Piece> = paths.filter_map(|path| piece(path.as_str())).collect();
    pieces.sort_by(|a, b| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    pieces.dedup();
    pieces
}

fn piece(path: &str) -> Option<Piece> {
    let (project, name, public) = match path.split('/').collect::<Vec<_>>()[..] {
        ["content", "projects", project, "feedback", name] => (project, name, true),
        ["private", "feedback", project, name] => (project, name, false),
        _ => return None,
    };
    let id = name.strip_suffix(".md")?.to_string();
    Some(Piece { id, project: project.to_string(), path: path.to_string(), public })
}

/// The one piece that is meant.
///
/// # Errors
/// Where there is none of that name, where several projects have one, and where one lies twice.
pub(super) fn find(pieces: &[Piece], id: &str, project: Option<&str>) -> Result<Piece, Refusal> {
    let is_in = |piece: &&Piece| project.is_none_or(|project| piece.project == project);
    let found: Vec<&Piece> = pieces.iter().filter(|piece| piece.id == id).filter(is_in).collect();
    match found[..] {
        [] => Err(unknown(pieces, id, project)),
        [one] => Ok(one.clone()),
        [one, two, ..] if one.project == two.project => Err(twice(id, &one.path, &two.path)),
        [one, two, ..] => Err(Refusal::new(
            format!("which `{id}`? There is one in `{}` and one in `{}`", one.project, two.project),
            "name the project with `--project NAME`",
        )),
    }
}

fn unknown(pieces: &[Piece], id: &str, project: Option<&str>) -> Refusal {
    let within = project.map_or(String::new(), |project| format!(" in the project `{project}`"));
    let message = format!("there is no feedback `{id}`{within}");
    if let Some(other) = pieces.iter().find(|piece| piece.id == id) {
        return Refusal::new(message, format!("the project `{}` has one of that name", other.project));
    }
    match (did_you_mean(id, pieces.iter().map(|piece| piece.id.as_str())), pieces) {
        (Some(near), _) => Refusal::new(message, format!("did you mean `{near}`?")),
        (None, []) => Refusal::new(message, "`buildlog new feedback` writes the first piece down"),
        (None, several) => {
            let ids: Vec<&str> = several.iter().take(10).map(|piece| piece.id.as_str()).collect();
            let more = if several.len() > ids.len() { ", …" } else { "" };
            Refusal::new(message, format!("there are: {}{more}", ids.join(", ")))
        }
    }
}

/// One piece in two places, as a move that was broken off leaves it.
pub(super) fn twice(id: &str, one: &str, two: &str) -> Refusal {
    Refusal::new(
        format!("`{id}` lies twice, in {one} and in {two}"),
        "compare the two, delete the one that is wrong, and say it again",
    )
}
