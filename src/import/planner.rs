//! From a folder that was read to the files that an import writes.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Place};
use crate::path::SitePath;

use super::candidates::{self, holds_many_days};
use super::chronology::{self, Basis, Claim, Fault, Settled};
use super::entry::{self, Entry};
use super::rewrite::Links;
use super::shelf::{self, Shelf};
use super::tree::Tree;
use super::{DateSource, Options, Plan, PlannedDay, Skipped, UndatedDay, left_out, outline, page, project};

/// Plans an import. Pure: the same tree and options give the same plan.
pub fn plan(tree: &Tree, options: &Options) -> Plan {
    let mut plan = Plan { slug: options.project.clone(), ..Plan::default() };
    plan.diagnostics.extend(slug_fault(&options.project));
    let found = candidates::find(tree);
    let mut known = found.skipped;
    let mut entries = Vec::new();
    for candidate in found.days {
        let source = candidate.source;
        match entry::read(candidate) {
            Ok(entry) => entries.push(entry),
            Err(reason) => known.push(Skipped::new(source, reason)),
        }
    }
    let numbered = number(entries, options, &mut known);
    if numbered.is_empty() {
        plan.diagnostics.push(no_days(tree));
    }
    plan.diagnostics.extend(duplicates(&numbered));
    let dated = date(tree, numbered, options, &mut plan);
    let mut shelf = Shelf::default();
    let readme =
        candidates::readme(tree).filter(|path| !dated.iter().any(|day| day.entry.candidate.source == *path));
    let links = Links::new(tree, pages(&dated, readme));
    let published = takes_published_as_draft(&dated);
    let mut days: Vec<PlannedDay> = Vec::new();
    for day in &dated {
        days.push(planned(day, &links, published, &mut shelf));
    }
    plan.project = project::plan(tree, readme, &days, &links, &mut shelf, options);
    for (day, planned) in dated.iter().zip(&mut days) {
        bring_unreferenced(tree, day, planned, &mut shelf);
    }
    order_warnings(&mut days);
    let imported: BTreeSet<&str> = tree
        .files
        .keys()
        .map(String::as_str)
        .filter(|path| shelf.holds(path) || Some(*path) == readme)
        .chain(dated.iter().map(|day| day.entry.candidate.source))
        .collect();
    let undated: Vec<String> = plan.undated.iter().map(|day| day.source.clone()).collect();
    let imported = imported.into_iter().chain(undated.iter().map(String::as_str)).collect();
    plan.skipped = left_out::list(tree, &imported, known);
    plan.media = shelf.into_media(tree);
    plan.days = days;
    crate::diagnostics::sort(&mut plan.diagnostics);
    plan
}

/// An entry with its number.
struct Numbered<'a> {
    number: u32,
    entry: Entry<'a>,
}

/// An entry with its number and date.
struct Dated<'a> {
    number: u32,
    settled: Settled,
    date_source: DateSource,
    entry: Entry<'a>,
}

fn slug_fault(slug: &str) -> Option<Diagnostic> {
    let clean = !slug.is_empty() && slug.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (!clean).then(|| {
        Diagnostic::error("import-project-name", format!("`{slug}` is no name for a project's folder"))
            .hint(format!("use letters, digits and hyphens: `--project {}`", shelf::slug(slug)))
    })
}

fn no_days(tree: &Tree) -> Diagnostic {
    let files = tree.files.iter().filter_map(|(path, file)| file.text.as_ref().map(|text| (path, text)));
    let many = files.into_iter().find(|(_, text)| holds_many_days(&outline::read(&text.text)));
    let fault = Diagnostic::error("import-no-days", format!("no days were found in `{}`", tree.name)).hint(
        "give a folder with a file or a folder per day: `day-01.md`, `Day 1/README.md`, `2024-01-15.md`",
    );
    match many {
        Some((path, _)) => {
            fault.related(place(path), "holds several days in one file, which import does not split yet")
        }
        None => fault,
    }
}

/// Gives each entry its number. Where none has one they are counted in the order of their dates; where some have,
/// the others are left out.
fn number<'a>(entries: Vec<Entry<'a>>, options: &Options, skipped: &mut Vec<Skipped>) -> Vec<Numbered<'a>> {
    let mut numbered = Vec::new();
    if entries.iter().any(|entry| entry.number.is_some()) {
        for entry in entries {
            match entry.number {
                Some(number) => numbered.push(Numbered { number, entry }),
                None => skipped.push(Skipped::new(
                    entry.candidate.source,
                    "it has no day number, and other entries of this log have one",
                )),
            }
        }
    } else {
        // In the order of their names, which is that of their dates wherever names hold dates.
        let mentions: Vec<_> = entries.iter().map(|entry| entry.date.clone()).collect();
        let claims: Vec<_> = (1..)
            .zip(&mentions)
            .map(|(number, date)| Claim { number, mention: date.as_ref().map(|(_, date)| date), git: None })
            .collect();
        let dates = chronology::settle(&claims, options.start, options.date_order);
        let mut by_date: Vec<_> = entries.into_iter().zip(dates).collect();
        by_date.sort_by_key(|(_, date)| date.as_ref().ok().map(|day| day.date));
        numbered = (1..).zip(by_date).map(|(number, (entry, _))| Numbered { number, entry }).collect();
    }
    numbered.sort_by(|a, b| (a.number, a.entry.candidate.source).cmp(&(b.number, b.entry.candidate.source)));
    numbered
}

fn duplicates(days: &[Numbered<'_>]) -> Vec<Diagnostic> {
    let pairs = days.windows(2).filter(|pair| pair[0].number == pair[1].number);
    pairs
        .map(|pair| {
            let [first, second] = [&pair[0], &pair[1]].map(|day| day.entry.candidate.source);
            let message = format!("day {} is there twice: `{first}` and `{second}`", pair[0].number);
            Diagnostic::error("import-duplicate-day", message)
                .at(place(second))
                .related(place(first), "the first")
                .hint("rename one of them, or import a folder that holds only one")
        })
        .collect()
}

/// Gives each day its date; those that get none go into the plan with a complaint.
fn date<'a>(tree: &Tree, days: Vec<Numbered<'a>>, options: &Options, plan: &mut Plan) -> Vec<Dated<'a>> {
    let claims: Vec<_> = days
        .iter()
        .map(|day| Claim {
            number: day.number,
            mention: day.entry.date.as_ref().map(|(_, mention)| mention),
            git: tree.added.get(day.entry.candidate.source).copied(),
        })
        .collect();
    let settled = chronology::settle(&claims, options.start, options.date_order);
    let mut faults: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    let mut dated = Vec::new();
    for (day, settled) in days.into_iter().zip(settled) {
        let Numbered { number, entry } = day;
        match settled {
            Ok(settled) => {
                let date_source = source_of(settled.basis, &entry);
                dated.push(Dated { number, settled, date_source, entry });
            }
            Err(fault) => {
                let source = entry.candidate.source.to_owned();
                let written = entry.date.map(|(_, mention)| mention.written).unwrap_or_default();
                faults.entry(code(fault)).or_default().push((source.clone(), written.clone()));
                let title = title_or_day(&entry.title, number);
                plan.undated.push(UndatedDay { number, title, source, reason: reason(fault, &written) });
            }
        }
    }
    plan.diagnostics.extend(faults.into_iter().flat_map(|(code, days)| date_faults(code, &days)));
    dated
}

fn source_of(basis: Basis, entry: &Entry<'_>) -> DateSource {
    match (basis, &entry.date) {
        (Basis::Mention, Some((source, _))) => *source,
        (Basis::Git, _) => DateSource::Git,
        _ => DateSource::Start,
    }
}

fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::Missing => "import-no-date",
        Fault::Impossible => "import-impossible-date",
        Fault::Ambiguous => "import-ambiguous-date",
        Fault::NoYear => "import-no-year",
    }
}

fn reason(fault: Fault, written: &str) -> String {
    match fault {
        Fault::Missing => "no date".to_owned(),
        Fault::Impossible => format!("no such date: {written}"),
        Fault::Ambiguous => format!("day or month first? {written}"),
        Fault::NoYear => format!("no year: {written}"),
    }
}

/// One complaint for all days with the same fault, as they have the same way out; a date that does not exist is
/// mended day by day.
fn date_faults(code: &'static str, days: &[(String, String)]) -> Vec<Diagnostic> {
    if code == "import-impossible-date" {
        let fault = |(source, written): &(String, String)| {
            Diagnostic::error(code, format!("`{source}` has a date that does not exist: {written}"))
                .at(place(source))
                .hint("correct the date in the log")
        };
        return days.iter().map(fault).collect();
    }
    let Some((source, written)) = days.first() else { return Vec::new() };
    let who = match days.len() {
        1 => format!("`{source}` has"),
        count => format!("{count} days (`{source}` first) have"),
    };
    let fault = match code {
        "import-ambiguous-date" => {
            Diagnostic::error(code, format!("{who} a date that can be read in two ways: {written}"))
                .hint("say which part comes first: `--date-order day-month` or `--date-order month-day`")
        }
        "import-no-year" => Diagnostic::error(code, format!("{who} a date without a year: {written}"))
            .hint("say when day 1 was: `--start YYYY-MM-DD`"),
        _ => {
            Diagnostic::error(code, format!("{who} no date")).hint("say when day 1 was: `--start YYYY-MM-DD`")
        }
    };
    let others = days.iter().skip(1).take(10).map(|(source, _)| place(source));
    vec![others.fold(fault.at(place(source)), |fault, place| fault.related(place, "this one too"))]
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
fn takes_published_as_draft(days: &[Dated<'_>]) -> bool {
    let unpublished = days.iter().filter(|day| day.entry.head.published == Some(false)).count();
    unpublished * 2 <= days.len()
}

fn planned(day: &Dated<'_>, links: &Links<'_>, published: bool, shelf: &mut Shelf) -> PlannedDay {
    let entry = &day.entry;
    let title = title_or_day(&entry.title, day.number);
    let rewritten = links.rewrite(entry.body, entry.candidate.source, &page::day_name(day.number), shelf);
    let mut warnings = entry.warnings.clone();
    warnings.extend(rewritten.warnings);
    let unpublished = entry.head.published == Some(false);
    if unpublished && !published {
        warnings.push("`published: false` was not taken as a draft, as most entries have it".to_owned());
    }
    let draft = entry.head.draft || (unpublished && published);
    PlannedDay {
        number: day.number,
        date: day.settled.date,
        date_source: day.date_source,
        hours: entry.hours,
        tags: entry.head.tags.clone(),
        source: entry.candidate.source.to_owned(),
        pictures: rewritten.pictures,
        file: page::day_file(day.number),
        text: page::day(entry, &title, day.settled.date, draft, &rewritten.body),
        title,
        warnings,
    }
}

fn title_or_day(title: &str, number: u32) -> String {
    if title.is_empty() { format!("Day {number}") } else { title.to_owned() }
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

fn order_warnings(days: &mut [PlannedDay]) {
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

fn place(path: &str) -> Place {
    Place::file(SitePath::new(path))
}
