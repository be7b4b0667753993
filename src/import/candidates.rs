//! Which files of a folder are the days of its log.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{self, DayName, Kind};
use super::tree::{Text, Tree, is_markdown};
use super::{Skipped, front_matter, headline, outline};

/// A file that holds a day.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    /// What the name of the file or its folder says.
    pub(super) name: DayName,
    /// The file.
    pub(super) source: &'a str,
    /// The folder that is the day's own, where it has one.
    pub(super) folder: Option<&'a str>,
    /// The file's text.
    pub(super) text: &'a Text,
    /// What was chosen without being sure.
    pub(super) warnings: Vec<String>,
}

/// The days of a log, and the Markdown files that were passed over for a reason of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidates<'a> {
    /// The days, by path.
    pub(super) days: Vec<Candidate<'a>>,
    /// The others.
    pub(super) skipped: Vec<Skipped>,
}

/// Finds the days: by a word for day or a date in a name, else by numbered names, else by what the files say.
pub(super) fn find(tree: &Tree) -> Candidates<'_> {
    let named = by_name(tree, &[Kind::Day, Kind::Dated]);
    if !named.days.is_empty() {
        return named;
    }
    let numbered = by_name(tree, &[Kind::Numbered]);
    // One numbered file is no series.
    if numbered.days.len() > 1 {
        return numbered;
    }
    by_content(tree)
}

/// Whether days have files or folders of their own, by their names.
pub(super) fn is_folder_of_days(tree: &Tree) -> bool {
    !by_name(tree, &[Kind::Day, Kind::Dated]).days.is_empty()
        || by_name(tree, &[Kind::Numbered]).days.len() > 1
}

/// The README at the top, which introduces the project.
pub(super) fn readme(tree: &Tree) -> Option<&str> {
    let named =
        |name: &str| tree.files.keys().find(|path| path.eq_ignore_ascii_case(name)).map(String::as_str);
    named("readme.md").or_else(|| named("index.md"))
}

fn markdown(tree: &Tree) -> impl Iterator<Item = (&str, &Text)> {
    tree.files.iter().filter_map(|(path, file)| file.text.as_ref().map(|text| (path.as_str(), text)))
}

fn by_name<'a>(tree: &'a Tree, kinds: &[Kind]) -> Candidates<'a> {
    let mut found = Candidates::default();
    let mut folders: BTreeMap<&str, (DayName, Vec<&str>)> = BTreeMap::new();
    for (path, text) in markdown(tree) {
        if let Some((folder, name)) = day_folder(path, kinds) {
            folders.entry(folder).or_insert_with(|| (name, Vec::new())).1.push(path);
        } else if let Some(base) = translated(tree, path) {
            found.skipped.push(translation(path, &base));
        } else if let Some(name) = names::read(stem(path)).filter(|name| kinds.contains(&name.kind)) {
            found.days.push(Candidate { name, source: path, folder: None, text, warnings: Vec::new() });
        }
    }
    for (folder, (name, files)) in folders {
        let (source, warnings) = choose(tree, folder, &name, &files);
        for path in files.iter().filter(|path| **path != source) {
            found.skipped.push(match translated(tree, path) {
                Some(base) => translation(path, &base),
                None => Skipped::new(path, format!("not the entry of its day, which is {source}")),
            });
        }
        if let Some(text) = tree.files.get(source).and_then(|file| file.text.as_ref()) {
            found.days.push(Candidate { name, source, folder: Some(folder), text, warnings });
        }
    }
    drop_translated_folders(&mut found);
    found.days.sort_by_key(|day| day.source);
    found
}

/// The outermost folder around a file that is named after a day. A folder named after a date holds a day only where
/// nothing inside is named after one: it may be a week, or a copy of the whole log.
fn day_folder<'a>(path: &'a str, kinds: &[Kind]) -> Option<(&'a str, DayName)> {
    let named = |wanted: Kind| {
        path.match_indices('/').map(|(end, _)| &path[..end]).find_map(|folder| {
            let name = names::read(file_name(folder)).filter(|name| name.kind == wanted)?;
            Some((folder, name))
        })
    };
    let is_day_file = names::read(stem(path)).is_some_and(|name| name.kind == Kind::Day);
    let kinds = kinds.iter().filter(|kind| **kind == Kind::Day || !is_day_file);
    kinds.copied().find_map(named)
}

/// The file of a day's folder that is its entry: README, index, the only one; else the likeliest, with a warning.
fn choose<'a>(tree: &Tree, folder: &str, name: &DayName, files: &[&'a str]) -> (&'a str, Vec<String>) {
    let direct = |path: &&&str| path.len() > folder.len() && !path[folder.len() + 1..].contains('/');
    let mut originals: Vec<&'a str> = files.iter().filter(direct).copied().collect();
    if originals.is_empty() {
        originals = files.to_vec();
    }
    let untranslated: Vec<&'a str> =
        originals.iter().copied().filter(|path| translated(tree, path).is_none()).collect();
    let from = if untranslated.is_empty() { originals } else { untranslated };
    let called = |wanted: &str| from.iter().copied().find(|path| stem(path).eq_ignore_ascii_case(wanted));
    let same_day = || {
        from.iter()
            .copied()
            .find(|path| names::read(stem(path)).is_some_and(|file| file.number == name.number))
    };
    if let Some(path) = called("readme").or_else(|| called("index")).or_else(same_day) {
        return (path, Vec::new());
    }
    let first = from.first().copied().unwrap_or_default();
    let warning = (from.len() > 1).then(|| format!("{folder} has no README; {first} was taken as its entry"));
    (first, warning.into_iter().collect())
}

/// The file that this one translates, where that exists beside it.
fn translated(tree: &Tree, path: &str) -> Option<String> {
    let name = file_name(path);
    let base = names::translation_of(stem(path))?;
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let sibling = format!("{}{base}.{extension}", &path[..path.len() - name.len()]);
    tree.files.contains_key(&sibling).then_some(sibling)
}

fn translation(path: &str, of: &str) -> Skipped {
    Skipped::new(path, format!("a translation of {of}"))
}

/// Leaves out days below a folder named after a language where the same day lies outside such a folder.
fn drop_translated_folders(found: &mut Candidates<'_>) {
    let in_language = |path: &str| path.rsplit('/').skip(1).any(names::is_language);
    let originals: BTreeMap<u32, &str> = found
        .days
        .iter()
        .filter(|day| !in_language(day.source))
        .filter_map(|day| day.name.number.map(|number| (number, day.source)))
        .collect();
    let skipped = &mut found.skipped;
    found.days.retain(|day| {
        let original = day.name.number.and_then(|number| originals.get(&number));
        match original.filter(|_| in_language(day.source)) {
            Some(original) => {
                skipped.push(translation(day.source, original));
                false
            }
            None => true,
        }
    });
}

/// Files that have a date or a day in their front matter or first heading: posts named after their title.
fn by_content(tree: &Tree) -> Candidates<'_> {
    let readme = readme(tree);
    let is_day = |path: &str, text: &Text| {
        let (head, body) = front_matter::read(&text.text);
        let outline = outline::read(body);
        let heading =
            outline.headings.first().map(|heading| headline::read(&heading.text)).unwrap_or_default();
        let titled = head.title.as_deref().and_then(|title| headline::read(title).number);
        let says_day = head.date.is_some() || titled.or(head.number).or(heading.number).is_some();
        // `_index.md` is Hugo's page for a whole section.
        Some(path) != readme && stem(path) != "_index" && says_day && !holds_many_days(&outline)
    };
    let days = markdown(tree).filter(|(path, text)| is_day(path, text)).map(|(source, text)| {
        // A bundle is called by its folder.
        let folder = source.rsplit('/').nth(1).filter(|_| stem(source).eq_ignore_ascii_case("index"));
        let title = headline::from_words(folder.unwrap_or(stem(source)));
        let name = DayName { kind: Kind::Dated, number: None, last: None, date: None, title };
        Candidate { name, source, folder: None, text, warnings: Vec::new() }
    });
    Candidates { days: days.collect(), skipped: Vec::new() }
}

/// Whether a body is a log of its own: several of its headings name different days or dates.
pub(super) fn holds_many_days(outline: &outline::Outline) -> bool {
    let heads = outline.headings.iter().map(|heading| headline::read(&heading.text));
    let named: BTreeSet<String> = heads
        .filter_map(|head| {
            head.number.map(|number| number.to_string()).or(head.date.map(|date| date.written))
        })
        .collect();
    named.len() > 1
}

/// The last part of a path.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// The last part of a path without its extension.
pub(super) fn stem(path: &str) -> &str {
    let name = file_name(path);
    if is_markdown(name) { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name }
}
