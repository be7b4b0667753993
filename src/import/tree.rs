//! Reading the folder that holds somebody's log: names and lengths of all files, text of the Markdown ones.
#![allow(clippy::disallowed_methods, reason = "an imported log lies outside the site that `source` reads")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use walkdir::{DirEntry, WalkDir};

use super::{ImportError, Skipped, git};

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
/// Where the path does not exist, is a single file, or can't be read.
pub fn read(path: &Path) -> Result<Tree, ImportError> {
    let io = |source| ImportError::Io { path: path.to_owned(), source };
    let root = path.canonicalize().map_err(io)?;
    if !root.is_dir() {
        return Err(ImportError::SingleFile(path.to_owned()));
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
    fn a_single_file_is_refused_with_what_is_supported() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("log.md");
        std::fs::write(&file, "x").unwrap();
        let message = read(&file).unwrap_err().to_string();
        assert!(message.contains("log.md") && message.contains("a file or a folder per day"), "{message}");
        assert!(read(&folder.path().join("none")).is_err());
    }
}
