//! From a folder that was read to the files that an import writes.

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;

use super::candidates;
use super::entry;
use super::journal::{self, Choice};
use super::page::DayKeys;
use super::rewrite::Links;
use super::schedule::{self, Dated};
use super::shelf::{self, Shelf};
use super::tree::Tree;
use super::{Options, Plan, PlannedDay, Skipped, left_out, page, project};

/// Plans an import. Pure: the same tree and options give the same plan.
pub fn plan(tree: &Tree, options: &Options) -> Plan {
    let mut plan = Plan { slug: options.project.clone(), ..Plan::default() };
    plan.diagnostics.extend(slug_fault(&options.project));
    match single_file(tree, options) {
        Choice::One(source) => match tree.files.get(source).and_then(|file| file.text.as_ref()) {
            Some(text) => return journal::plan(tree, source, text, options, plan),
            None => plan.diagnostics.push(no_days(tree)),
        },
        Choice::Several(fault) => {
            plan.diagnostics.push(fault);
            return plan;
        }
        Choice::None => {}
    }
    let (dated, known) = dated(tree, options, &mut plan);
    let mut shelf = Shelf::default();
    let readme =
        candidates::readme(tree).filter(|path| !dated.iter().any(|day| day.entry.candidate.source == *path));
    let links = Links::new(tree, pages(&dated, readme));
    let drafts = takes_unpublished_as_draft(&dated);
    plan.days = dated.iter().map(|day| planned(day, &links, drafts, &mut shelf)).collect();
    plan.project = project::plan(tree, readme, &plan.days, &links, &mut shelf, options);
    // Only now is it known what no text shows.
    for (day, planned) in dated.iter().zip(&mut plan.days) {
        bring_unreferenced(tree, day, planned, &mut shelf);
    }
    order_warnings(&mut plan.days);
    let pages = plan.days.iter().map(|day| &day.source).chain(plan.undated.iter().map(|day| &day.source));
    let placed = tree.files.keys().filter(|path| shelf.holds(path));
    let imported = pages.chain(placed).map(String::as_str).chain(readme).collect();
    plan.skipped = left_out::list(tree, &imported, known);
    plan.media = shelf.into_media(tree);
    crate::diagnostics::sort(&mut plan.diagnostics);
    plan
}

/// The one file that holds the log: the one that was named, else one at the top of a folder without days of its own.
fn single_file<'a>(tree: &'a Tree, options: &Options) -> Choice<'a> {
    if let Some(source) = &tree.only {
        return Choice::One(source);
    }
    if candidates::is_folder_of_days(tree) {
        return Choice::None;
    }
    match journal::choose(tree, false, options) {
        Choice::None if candidates::find(tree).days.is_empty() => journal::choose(tree, true, options),
        choice => choice,
    }
}

/// The days with number and date, and what was passed over on the way.
fn dated<'a>(tree: &'a Tree, options: &Options, plan: &mut Plan) -> (Vec<Dated<'a>>, Vec<Skipped>) {
    let candidates = candidates::find(tree);
    let mut skipped = candidates.skipped;
    let mut entries = Vec::new();
    for candidate in candidates.days {
        let source = candidate.source;
        match entry::read(candidate) {
            Ok(entry) => entries.push(entry),
            Err(reason) => skipped.push(Skipped::new(source, reason)),
        }
    }
    let numbered = schedule::number(entries, options, &mut skipped);
    if numbered.is_empty() {
        plan.diagnostics.push(no_days(tree));
    }
    plan.diagnostics.extend(schedule::duplicates(&numbered));
    (schedule::date(tree, numbered, options, plan), skipped)
}

fn slug_fault(slug: &str) -> Option<Diagnostic> {
    let clean = !slug.is_empty() && slug.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (!clean).then(|| {
        Diagnostic::error("import-project-name", format!("`{slug}` is no name for a project's folder"))
            .hint(format!("use letters, digits and hyphens: `--project {}`", shelf::slug(slug)))
    })
}

fn no_days(tree: &Tree) -> Diagnostic {
    Diagnostic::error("import-no-days", format!("no days were found in `{}`", tree.name)).hint(
        "give a folder with a file or a folder per day (`day-01.md`, `Day 1/README.md`, `2024-01-15.md`) or a file \
         with a heading per day (`JOURNAL.md`, `r1-log.md`)",
    )
}

/// Which files and folders of the log become which content files.
fn pages<'a>(days: &[Dated<'a>], readme: Option<&'a str>) -> BTreeMap<&'a str, String> {
    let mut pages = BTreeMap::new();
    for day in days {
        let sources = [Some(day.entry.candidate.source), day.entry.candidate.folder];
        pages.extend(sources.into_iter().flatten().map(|source| (source, page::day_file(day.number))));
    }
    pages.extend(readme.map(|path| (path, "project.md".to_owned())));
    pages.insert("", "project.md".to_owned());
    pages
}

/// Whether `published: false` means a draft in this log: where nearly every entry says so, it means nothing.
fn takes_unpublished_as_draft(days: &[Dated<'_>]) -> bool {
    let unpublished = days.iter().filter(|day| day.entry.head.published == Some(false)).count();
    unpublished * 2 <= days.len()
}

fn planned(day: &Dated<'_>, links: &Links<'_>, drafts: bool, shelf: &mut Shelf) -> PlannedDay {
    let entry = &day.entry;
    let title = page::title_or_day(&entry.title, day.number);
    let rewritten = links.rewrite(entry.body, entry.candidate.source, &page::day_name(day.number), shelf);
    let mut warnings = entry.warnings.clone();
    warnings.extend(rewritten.warnings);
    let unpublished = entry.head.published == Some(false);
    if unpublished && !drafts {
        warnings.push("`published: false` was not taken as a draft, as most entries have it".to_owned());
    }
    let draft = entry.head.draft || (unpublished && drafts);
    if draft {
        warnings.push("a draft, and stays one".to_owned());
    }
    let keys = DayKeys {
        hours: entry.hours,
        tags: entry.head.tags.clone(),
        draft,
        summary: entry.head.summary.as_deref(),
        canonical: entry.head.canonical.as_deref(),
        aliases: entry.head.aliases.clone(),
        ..DayKeys::new(&title, day.settled.date)
    };
    PlannedDay {
        number: day.number,
        date: day.settled.date,
        date_source: day.date_source,
        hours: entry.hours,
        tags: entry.head.tags.clone(),
        source: entry.candidate.source.to_owned(),
        pictures: rewritten.pictures,
        file: page::day_file(day.number),
        line: None,
        text: page::day(&keys, &rewritten.body),
        title,
        warnings,
    }
}

/// More pictures than this in a day's folder that nothing shows are data, not illustrations.
const MOST_UNREFERENCED: usize = 12;

/// Takes along the pictures of a day's own folder that no text shows.
fn bring_unreferenced(tree: &Tree, day: &Dated<'_>, planned: &mut PlannedDay, shelf: &mut Shelf) {
    let Some(folder) = day.entry.candidate.folder else { return };
    let unseen: Vec<&str> = tree
        .files
        .keys()
        .filter(|path| is_own_picture(path, folder) && !shelf.holds(path))
        .map(String::as_str)
        .collect();
    if unseen.len() > MOST_UNREFERENCED {
        return;
    }
    for path in unseen {
        let to = shelf.place(path, &page::day_name(day.number));
        planned.warnings.push(format!("picture not shown by the text: {path} (comes along as {to})"));
        planned.pictures += 1;
    }
}

/// Whether a picture lies in a day's folder itself or in a folder for pictures there.
fn is_own_picture(path: &str, folder: &str) -> bool {
    const FOLDERS: [&str; 7] = ["images", "image", "img", "imgs", "assets", "media", "screenshots"];
    let below = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
    below.is_some_and(|below| {
        let mut folders = below.split('/').rev().skip(1);
        shelf::is_picture(path) && folders.all(|name| FOLDERS.contains(&name.to_lowercase().as_str()))
    })
}

/// Tells of days that are dated before or like one with a smaller number.
pub(super) fn order_warnings(days: &mut [PlannedDay]) {
    let mut latest: Option<(chrono::NaiveDate, u32)> = None;
    for day in days {
        match latest {
            Some((date, number)) if day.date < date => {
                day.warnings.push(format!("its date is before that of day {number}"));
            }
            Some((date, number)) if day.date == date => {
                day.warnings.push(format!("it has the same date as day {number}"));
            }
            _ => {}
        }
        if latest.is_none_or(|(date, _)| day.date >= date) {
            latest = Some((day.date, day.number));
        }
    }
}
