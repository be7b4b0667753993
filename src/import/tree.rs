//! Reading the folder that holds somebody's log: names and lengths of all files, text of the Markdown ones.
#![allow(clippy::disallowed_methods, reason = "an imported log lies outside the site that `source` reads")]

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use walkdir::{DirEntry, WalkDir};

use super::{ImportError, Skipped, git, journal, references, rewrite};

/// Folders that hold no one's words: dependencies, build output, settings of editors, templates.
const NOT_A_LOG: [&str; 9] =
    ["node_modules", "venv", "target", "__pycache__", "templates", "intl", "i18n", "vendor", "site-packages"];

/// The longest Markdown file that is read; a longer one is data.
const LONGEST_TEXT: u64 = 8 * 1024 * 1024;

/// A folder as the planner sees it.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Where it was read.
    pub root: PathBuf,
    /// The folder's own name.
    pub name: String,
    /// Its files by relative path, `/` between the parts.
    pub files: BTreeMap<String, File>,
    /// When each file was added to the git history, on its author's calendar. Empty without git.
    pub added: BTreeMap<String, NaiveDate>,
    /// The one file that was named, where no folder was.
    pub only: Option<String>,
    /// What was not looked into, and why.
    pub left_out: Vec<Skipped>,
}

/// One file.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Its length in bytes.
    pub len: u64,
    /// Its text, where it is Markdown.
    pub text: Option<Text>,
}

/// The text of a Markdown file: no byte order mark, `\n` line endings.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The text; bytes that are not UTF-8 are replaced.
    pub text: String,
    /// The place of the first byte that is not UTF-8.
    pub invalid_at: Option<usize>,
}

impl Text {
    /// Decodes the bytes of a file.
    pub fn decode(bytes: &[u8]) -> Self {
        if let Some(text) = decode_utf16(bytes) {
            return Self { text: unix_lines(&text), invalid_at: None };
        }
        let marked = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let offset = bytes.len() - marked.len();
        let invalid_at = std::str::from_utf8(marked).err().map(|error| offset + error.valid_up_to());
        let nul_at = marked.iter().position(|byte| *byte == 0).map(|at| offset + at);
        let text = String::from_utf8_lossy(marked).replace('\0', "\u{FFFD}");
        let invalid_at = [invalid_at, nul_at].into_iter().flatten().min();
        Self { text: unix_lines(&text), invalid_at }
    }
}

/// UTF-16 with its mark, as some Windows programs write it.
fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (rest, unit): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => (rest, u16::from_be_bytes),
        _ => return None,
    };
    let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Reads a log from the disk. Symbolic links are not followed, large and binary files are not opened.
///
/// # Errors
/// Where the path does not exist or can't be read, and where a file that was named is too long.
pub fn read(path: &Path) -> Result<Tree, ImportError> {
    let io = |source| ImportError::Io { path: path.to_owned(), source };
    let root = path.canonicalize().map_err(io)?;
    if !root.is_dir() {
        return read_single(path, &root);
    }
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut tree = Tree { added: git::added(&root), root, name, ..Tree::default() };
    let root = tree.root.clone();
    let mut left_out = Vec::new();
    let walk = WalkDir::new(&root).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| is_looked_at(entry, &root, &mut left_out)) {
        let entry = entry.map_err(|error| {
            let at = error.path().unwrap_or(path).to_owned();
            ImportError::Io { path: at, source: error.into() }
        })?;
        if entry.file_type().is_file()
            && let Some(name) = relative(entry.path(), &root)
        {
            tree.files.insert(name, read_file(&entry)?);
        }
    }
    tree.left_out = left_out;
    Ok(tree)
}

/// Reads one file, and of what lies around it only the files that it refers to.
fn read_single(path: &Path, file: &Path) -> Result<Tree, ImportError> {
    let io = |source| ImportError::Io { path: path.to_owned(), source };
    // What is no file, such as a pipe, has no length that it tells before it is read.
    let mut bytes = Vec::new();
    std::fs::File::open(file).map_err(io)?.take(LONGEST_TEXT + 1).read_to_end(&mut bytes).map_err(io)?;
    let len = bytes.len() as u64;
    if len > LONGEST_TEXT {
        return Err(ImportError::TooLong(path.to_owned()));
    }
    let root = around(file);
    let source = relative(file, &root).unwrap_or_else(|| "log.md".to_owned());
    let text = Text::decode(&bytes);
    let mut tree = Tree { name: name_of(file), ..Tree::default() };
    for reference in references::find(&text.text) {
        let raw = &text.text[reference.target.clone()];
        for place in rewrite::places(&source, raw, &reference.address) {
            tree.files.extend(beside(&root, &place).map(|file| (place, file)));
        }
    }
    tree.files.insert(source.clone(), File { len, text: Some(text) });
    Ok(Tree { root, only: Some(source), ..tree })
}

/// The repository around a file, whose pictures it may show; its own folder where there is none.
fn around(file: &Path) -> PathBuf {
    let mut folders = file.ancestors().skip(1).take(5);
    let repository = folders.find(|folder| folder.join(".git").exists());
    repository.or(file.parent()).unwrap_or(Path::new("/")).to_owned()
}

/// What a log in one file is called: as the file is, or as its folder is where the file only says that it is a log.
fn name_of(file: &Path) -> String {
    let words = |name: Option<&std::ffi::OsStr>| name.map(|name| name.to_string_lossy().into_owned());
    let stem = words(file.file_stem()).unwrap_or_default();
    let folder = words(file.parent().and_then(Path::file_name));
    match folder {
        Some(folder) if stem.eq_ignore_ascii_case("readme") || journal::is_log(&stem) => folder,
        _ => stem,
    }
}

/// A file inside the folder, as a stamp; nothing outside of it, also not by way of a symbolic link.
fn beside(root: &Path, place: &str) -> Option<File> {
    let path = root.join(place).canonicalize().ok()?;
    let metadata = std::fs::metadata(&path).ok()?;
    (path.starts_with(root) && metadata.is_file()).then_some(File { len: metadata.len(), text: None })
}

fn is_looked_at(entry: &DirEntry, root: &Path, left_out: &mut Vec<Skipped>) -> bool {
    let name = entry.file_name().to_string_lossy();
    let reason = match relative(entry.path(), root) {
        // The folder that was named is looked into, whatever it is called.
        Some(path) if path.is_empty() => return true,
        Some(_) if name.starts_with('.') => return false,
        Some(_) if entry.path_is_symlink() => "a symbolic link, which is not followed",
        Some(_) if entry.file_type().is_dir() && NOT_A_LOG.contains(&name.to_lowercase().as_str()) => {
            "a folder of programs or templates, not of entries"
        }
        Some(_) => return true,
        None => "its name is not UTF-8",
    };
    let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
    left_out.push(Skipped { path: path.to_string_lossy().into_owned(), reason: reason.to_owned() });
    false
}

fn relative(path: &Path, root: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn read_file(entry: &DirEntry) -> Result<File, ImportError> {
    let io = |source| ImportError::Io { path: entry.path().to_owned(), source };
    let len = entry.metadata().map_err(|error| io(error.into()))?.len();
    let name = entry.file_name().to_string_lossy();
    let text = if is_markdown(&name) && len <= LONGEST_TEXT {
        Some(Text::decode(&std::fs::read(entry.path()).map_err(io)?))
    } else {
        None
    };
    Ok(File { len, text })
}

/// Whether a file name is that of a Markdown file.
pub(super) fn is_markdown(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    matches!(extension.as_str(), "md" | "markdown" | "mdx" | "mdown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_endings_are_taken_off() {
        let text = Text::decode(b"\xEF\xBB\xBF# A\r\nb\rc\n");
        assert_eq!(text.text, "# A\nb\nc\n");
        assert_eq!(text.invalid_at, None);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced_and_their_place_is_kept() {
        let text = Text::decode(b"ab\xFFc");
        assert_eq!((text.text.as_str(), text.invalid_at), ("ab\u{FFFD}c", Some(2)));
        let text = Text::decode(b"a\0b");
        assert_eq!((text.text.as_str(), text.invalid_at), ("a\u{FFFD}b", Some(1)));
    }

    #[test]
    fn utf16_is_read_by_its_mark() {
        assert_eq!(Text::decode(b"\xFF\xFE#\0\r\0\n\0").text, "#\n");
        assert_eq!(Text::decode(b"\xFE\xFF\x65\xE5").text, "日");
    }

    #[test]
    fn folders_of_programs_and_hidden_ones_are_not_looked_into() {
        let folder = tempfile::tempdir().unwrap();
        for path in ["day1.md", "node_modules/day2.md", ".obsidian/day3.md", "Templates/day4.md", "a b/日.md"]
        {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let tree = read(folder.path()).unwrap();
        assert_eq!(tree.files.keys().collect::<Vec<_>>(), ["a b/日.md", "day1.md"]);
        let named: Vec<_> = tree.left_out.iter().map(|skipped| skipped.path.as_str()).collect();
        assert_eq!(named, ["Templates", "node_modules"]);
    }

    #[test]
    fn a_single_file_brings_along_what_it_refers_to() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.png", "b.png", "other.md"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let file = folder.path().join("travels.md");
        std::fs::write(&file, "![a](a.png) ![no](../../b.png) [c](none.md)\n").unwrap();
        let tree = read(&file).unwrap();
        assert_eq!(tree.files.keys().collect::<Vec<_>>(), ["a.png", "travels.md"]);
        assert_eq!((tree.only.as_deref(), tree.name.as_str()), (Some("travels.md"), "travels"));
        assert!(read(&folder.path().join("none")).is_err());
    }
}
