//! A body with its local links and pictures pointing to where they are after the import.

use std::collections::BTreeMap;
use std::ops::Range;

use super::references::{self, Kind, Reference};
use super::shelf::{self, Shelf};
use super::tree::Tree;

/// What the references of all bodies are resolved against.
pub(super) struct Links<'a> {
    tree: &'a Tree,
    /// From a file or folder of the log to the content file made of it.
    pages: BTreeMap<&'a str, String>,
    /// Paths in lower case, for references that get the case wrong.
    folded: BTreeMap<String, &'a str>,
    /// Where the headings of a log in one file are afterwards; `None` where every file keeps its own.
    anchors: Option<BTreeMap<String, String>>,
}

/// A rewritten body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rewritten {
    /// The body.
    pub(super) body: String,
    /// How many different local pictures it shows.
    pub(super) pictures: usize,
    /// What could not be kept, in words.
    pub(super) warnings: Vec<String>,
}

enum Verdict {
    Keep,
    Replace(String),
    /// Becomes text.
    Drop,
}

impl<'a> Links<'a> {
    /// Links between the files of a log, of which `pages` become content files.
    pub(super) fn new(tree: &'a Tree, pages: BTreeMap<&'a str, String>) -> Self {
        let folded = tree.files.keys().map(|path| (path.to_lowercase(), path.as_str())).collect();
        Self { tree, pages, folded, anchors: None }
    }

    /// Lets references to headings of the log lead to where they are afterwards (`day-03.md#part`).
    pub(super) fn with_anchors(mut self, anchors: BTreeMap<String, String>) -> Self {
        self.anchors = Some(anchors);
        self
    }

    /// Rewrites the body of the file at `source`; what it shows is put on the shelf as `owner`'s.
    pub(super) fn rewrite(&self, body: &str, source: &str, owner: &str, shelf: &mut Shelf) -> Rewritten {
        let mut edits = Edits::default();
        let mut out = Rewritten::default();
        let mut shown = std::collections::BTreeSet::new();
        for reference in references::find(body) {
            let raw = &body[reference.target.clone()];
            let found = self.locate(source, raw, &reference.address);
            match self.judge(&reference, found, owner, shelf) {
                Verdict::Keep => {
                    let is_lost = reference.kind == Kind::HtmlMedia && !is_elsewhere(&reference.address);
                    out.warnings.extend(is_lost.then(|| format!("recording not found: {raw}")));
                }
                Verdict::Replace(address) => {
                    if let Some(path) = found.filter(|path| shelf::is_picture(path)) {
                        shown.insert(path);
                        out.warnings.extend(doubts(self.tree, path));
                    }
                    edits.replace(reference.target, address);
                }
                Verdict::Drop => {
                    out.warnings.push(lost(&reference, raw, found));
                    edits.drop(body, &reference, raw);
                }
            }
        }
        out.warnings.dedup();
        out.pictures = shown.len();
        out.body = edits.apply(body);
        out
    }

    fn judge(&self, reference: &Reference, found: Option<&str>, owner: &str, shelf: &mut Shelf) -> Verdict {
        if let Some(id) = reference.address.strip_prefix('#').filter(|_| reference.kind == Kind::Link) {
            return self.judge_anchor(id, owner);
        }
        if is_elsewhere(&reference.address) {
            return Verdict::Keep;
        }
        if reference.address.starts_with("www.") {
            return Verdict::Replace(format!("https://{}", reference.address));
        }
        let fragment =
            reference.address.split_once('#').map_or(String::new(), |(_, name)| format!("#{name}"));
        match found {
            Some(path) if self.pages.contains_key(path) => {
                Verdict::Replace(self.pages[path].clone() + &fragment)
            }
            Some(path) if shelf::is_media(path) => Verdict::Replace(shelf.place(path, owner)),
            _ if reference.loose || reference.kind == Kind::HtmlMedia => Verdict::Keep,
            _ => Verdict::Drop,
        }
    }

    fn judge_anchor(&self, id: &str, owner: &str) -> Verdict {
        let Some(anchors) = &self.anchors else { return Verdict::Keep };
        let here = format!("{owner}.md");
        match anchors.get(&percent_decoded(id).to_lowercase()) {
            Some(target) if target.split('#').next() == Some(&here) && target.contains('#') => Verdict::Keep,
            Some(target) => Verdict::Replace(target.clone()),
            // The top of a page, and places marked in HTML, are not headings.
            None if id.is_empty() => Verdict::Keep,
            None => Verdict::Drop,
        }
    }

    /// The file or folder of the log that an address means.
    fn locate(&self, source: &str, raw: &str, address: &str) -> Option<&'a str> {
        places(source, raw, address).into_iter().find_map(|place| self.existing(&place))
    }

    fn existing(&self, path: &str) -> Option<&'a str> {
        if let Some((page, _)) = self.pages.get_key_value(path) {
            return Some(page);
        }
        let file = |path: &str| self.tree.files.get_key_value(path).map(|(path, _)| path.as_str());
        file(path)
            .or_else(|| file(&format!("{path}.md")))
            .or_else(|| self.folded.get(&path.to_lowercase()).copied())
    }
}

/// The paths inside the log that an address in a file may mean, the likeliest first.
pub(super) fn places(source: &str, raw: &str, address: &str) -> Vec<String> {
    if is_elsewhere(address) {
        return Vec::new();
    }
    let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
    let of_path = |written: &&str| {
        let path = clean(written);
        match path.strip_prefix('/') {
            Some(path) => {
                vec![join("", path), join("static", path), join("public", path), join(folder, path)]
            }
            None => vec![join(folder, &path)],
        }
    };
    [address, raw].iter().flat_map(of_path).flatten().collect()
}

/// Whether an address leads out of the log: another site, a mail address, a place on the same page.
fn is_elsewhere(address: &str) -> bool {
    let address = address.trim();
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    // One letter before a colon is a drive of Windows.
    let has_scheme = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    address.is_empty()
        || address.starts_with('#')
        || address.starts_with("//")
        || (has_scheme && scheme != "file")
}

/// An address as a path: without query and fragment, decoded, `/` between the parts.
fn clean(address: &str) -> String {
    let address = ["{{ site.baseurl }}", "{{site.baseurl}}", "{{ site.url }}", "{{site.url}}"]
        .iter()
        .fold(address.trim(), |rest, prefix| rest.strip_prefix(prefix).unwrap_or(rest));
    let path = address.split(['#', '?']).next().unwrap_or_default();
    percent_decoded(path).replace('\\', "/")
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        let decoded = code.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// A path from a folder; `None` where it leads out of the log.
fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A picture of more than two megabytes makes a page slow.
const LARGE: u64 = 2_000_000;

fn doubts(tree: &Tree, path: &str) -> Vec<String> {
    let mut doubts = Vec::new();
    if matches!(shelf::extension(path).as_str(), "heic" | "heif") {
        doubts.push(format!("{path} is HEIC, which most browsers do not show: save it as JPEG"));
    }
    if let Some(file) = tree.files.get(path).filter(|file| file.len > LARGE) {
        doubts.push(format!("{path} has {:.1} MB", file.len as f64 / 1e6));
    }
    doubts
}

fn lost(reference: &Reference, raw: &str, found: Option<&str>) -> String {
    match (reference.kind.is_media(), found) {
        (true, _) => format!("picture not found, left as text: {raw}"),
        (false, Some(_)) => format!("link to a file that is not imported, left as text: {raw}"),
        (false, None) => format!("link to nothing in this log, left as text: {raw}"),
    }
}

/// Replacements of parts of a body.
#[derive(Default)]
struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    fn replace(&mut self, range: Range<usize>, text: String) {
        self.0.push((range, text));
    }

    /// Turns a reference into text: a link into its words, a picture into its description.
    fn drop(&mut self, body: &str, reference: &Reference, raw: &str) {
        let Reference { whole, inner, .. } = reference;
        if !reference.kind.is_media() {
            self.replace(whole.start..inner.start, String::new());
            self.replace(inner.end..whole.end, String::new());
            return;
        }
        let missing = match reference.kind {
            Kind::Picture => format!("(missing: {})", markdown_text(raw)),
            _ => format!("(missing: {})", raw.replace('&', "&amp;").replace('<', "&lt;")),
        };
        let alt = body[inner.clone()].trim();
        self.replace(whole.clone(), if alt.is_empty() { missing } else { format!("{alt} {missing}") });
    }

    fn apply(mut self, body: &str) -> String {
        // An outer replacement comes before what lies inside it, which then falls away.
        self.0.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let (mut out, mut at) = (String::with_capacity(body.len()), 0);
        for (range, text) in self.0 {
            if range.start < at {
                continue;
            }
            out.push_str(&body[at..range.start]);
            out.push_str(&text);
            at = range.end;
        }
        out.push_str(&body[at..]);
        out
    }
}

/// A path as Markdown text: what Markdown would take for markup is escaped, underscores inside words are none.
fn markdown_text(path: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = path.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let beside = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied();
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        let markup = match c {
            '_' => !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)),
            '\\' => after.is_some_and(|c| c.is_ascii_punctuation()),
            c => matches!(c, '*' | '[' | ']' | '<' | '`' | '~'),
        };
        if markup {
            out.push('\\');
        }
        out.push(*c);
    }
    out
}
