//! A log that is one file with a heading per day, as content files of a project.
//!
//! ```text
//!  text ──heads──> headings ──split──> pieces ──chapter──> entries ──sequence──> days ──> Plan
//! ```

mod anchors;
mod chapter;
mod choose;
mod fences;
mod heads;
mod sequence;
mod split;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::chronology::Fault;
use super::dates::{self, Reading};
use super::front_matter::{self, Head};
use super::page::{self, DayKeys};
use super::rewrite::Links;
use super::shelf::Shelf;
use super::tree::{Text, Tree};
use super::{
    DateSource, Options, Plan, PlannedDay, PlannedProject, Skipped, UndatedDay, candidates, labels, left_out,
    outline, project, schedule,
};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::path::SitePath;

use chapter::Chapter;
use heads::Scan;
use sequence::{DayOfLog, Known};
use split::Split;

/// What to do with a folder in which no file or folder is named after a day.
pub(super) enum Choice<'a> {
    /// This file is the log.
    One(&'a str),
    /// There are several, and the person who imports has to choose.
    Several(Diagnostic),
    /// There is none.
    None,
}

/// Looks for the log of a folder among the files at its top.
pub(super) fn choose<'a>(tree: &'a Tree, any_name: bool, options: &Options) -> Choice<'a> {
    let found = choose::find(tree, any_name, options.loose);
    match found.as_slice() {
        [] => Choice::None,
        [one] => Choice::One(one.path),
        several => Choice::Several(choose::several(tree, several)),
    }
}

/// Whether the name of a file says only that it is a log.
pub(super) fn is_log(stem: &str) -> bool {
    choose::is_log(stem)
}

/// The places at which the lines of a text end.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line that a byte is on, from 1.
    pub(super) fn number(&self, at: usize) -> usize {
        self.0.partition_point(|end| *end < at) + 1
    }
}

/// A log that was read but not yet planned.
struct Journal<'a> {
    source: &'a str,
    file: SourceFile,
    lines: Lines,
    head: Head,
    body: &'a str,
    /// Where the body begins in the file.
    offset: usize,
    scan: Scan,
    split: Split,
    definitions: anchors::Definitions,
}

impl<'a> Journal<'a> {
    fn read(source: &'a str, text: &'a Text, options: &Options) -> Self {
        let (head, body) = front_matter::read(&text.text);
        let scan = heads::scan(body, options.loose);
        let split = split::split(body, &scan);
        Self {
            source,
            file: SourceFile::new(SitePath::new(source), Arc::from(text.text.as_str())),
            lines: Lines::of(&text.text),
            head,
            body,
            offset: text.text.len() - body.len(),
            scan,
            split,
            definitions: anchors::Definitions::of(body),
        }
    }

    fn line(&self, at: usize) -> usize {
        self.lines.number(self.offset + at)
    }

    /// What is said of the log as a whole: by its name, its head, its first lines, and by who imports it.
    fn known(&self, options: &Options) -> Known {
        let given = options.start.map(|start| (start, DateSource::Start));
        let start = given
            .or_else(|| start_line(&self.body[self.split.intro.clone()]))
            .or_else(|| self.head.date.as_deref().and_then(whole_date));
        Known { round: choose::round(candidates::stem(self.source)), start, order: options.date_order }
    }
}

/// Plans the import of one file of a tree. Pure: the same tree and options give the same plan.
pub(super) fn plan(tree: &Tree, source: &str, text: &Text, options: &Options, mut plan: Plan) -> Plan {
    let journal = Journal::read(source, text, options);
    let mut skipped = Vec::new();
    let chapters = chapters(&journal, &mut skipped);
    if chapters.is_empty() {
        plan.diagnostics.push(no_entries(&journal, &skipped, options));
    }
    let known = journal.known(options);
    plan.diagnostics.extend(round_warning(&journal, &chapters, &known));
    plan.diagnostics.extend(encoding_warning(&journal, text));
    plan.diagnostics.extend(fences::swallowed(&journal.file, &journal.lines, &journal.scan, journal.offset));
    let days = sequence::arrange(chapters, &known);
    plan.diagnostics.extend(date_faults(&journal, &days));
    let readme = candidates::readme(tree).filter(|readme| *readme != source && tree.only.is_none());
    let mut shelf = Shelf::default();
    let links = links(tree, &journal, &days, readme);
    for day in &days {
        match day.date {
            Some((date, from)) if !has_fault(day) => {
                plan.days.push(planned(&journal, day, date, from, &links, &mut shelf));
            }
            _ => plan.undated.push(undated(&journal, day)),
        }
    }
    plan.project =
        planned_project(tree, &journal, readme, &plan.days, &known, &links, &mut shelf, &mut skipped);
    super::planner::order_warnings(&mut plan.days);
    let placed = tree.files.keys().filter(|path| shelf.holds(path)).map(String::as_str);
    let imported = placed.chain(readme).chain([source]).collect();
    plan.skipped = left_out::list(tree, &imported, skipped);
    plan.media = shelf.into_media(tree);
    crate::diagnostics::sort(&mut plan.diagnostics);
    plan
}

fn chapters<'a>(journal: &Journal<'a>, skipped: &mut Vec<Skipped>) -> Vec<Chapter<'a>> {
    let mut chapters = Vec::new();
    for piece in journal.split.pieces.clone() {
        let line = journal.line(piece.heading.start);
        match chapter::read(journal.body, piece, line) {
            Ok(chapter) => chapters.push(chapter),
            Err(reason) => skipped.push(Skipped::new(&format!("{}:{line}", journal.source), reason)),
        }
    }
    chapters
}

fn no_entries(journal: &Journal<'_>, skipped: &[Skipped], options: &Options) -> Diagnostic {
    let source = journal.source;
    if !skipped.is_empty() {
        let message = format!("`{source}` holds no entry but what a template left behind");
        return Diagnostic::error("import-no-days", message)
            .at(schedule::place(source))
            .hint("fill in a day, then import again");
    }
    let fault = Diagnostic::error("import-no-days", format!("no days were found in `{source}`"))
        .at(schedule::place(source))
        .hint("begin each day with a heading that names it: `## Day 1 — 2026-05-06`, `### R1D1`, `# 2026-05-06`");
    if options.loose || !heads::scan(journal.body, true).heads.iter().any(split::is_day) {
        return fault;
    }
    fault.hint("its days seem to begin with plain lines: read those too with `--loose`")
}

/// The date of day 1 that the text before the first day gives: `Started on May 15, 2020`.
fn start_line(intro: &str) -> Option<(NaiveDate, DateSource)> {
    let outline = outline::read(intro);
    let mut lines = labels::prose_lines(intro, &outline.code);
    lines.find_map(|line| {
        let line = &line[..line.floor_char_boundary(300)];
        let lower = line.to_lowercase();
        let says_start =
            ["started", "start date", "start:", "开始日期", "开始于"].iter().any(|word| lower.contains(word));
        whole_date(line).filter(|_| says_start)
    })
}

fn whole_date(text: &str) -> Option<(NaiveDate, DateSource)> {
    match dates::find(text)?.reading {
        Reading::Date(date) => Some((date, DateSource::StartLine)),
        _ => None,
    }
}

fn round_warning(journal: &Journal<'_>, chapters: &[Chapter<'_>], known: &Known) -> Option<Diagnostic> {
    let round = known.round?;
    let other = |chapter: &&Chapter<'_>| chapter.piece.headline.round.is_some_and(|said| said != round);
    let count = chapters.iter().filter(other).count();
    let first = chapters.iter().find(other)?;
    let headings = if count == 1 { "heading names" } else { "headings name" };
    let message = format!(
        "{count} {headings} another round than the file `{}`, first on line {}; taken for round {round}",
        journal.source, first.line
    );
    let at = journal.offset + first.piece.heading.start;
    Some(Diagnostic::warning("import-other-round", message).at(journal.file.place(at..at)))
}

fn encoding_warning(journal: &Journal<'_>, text: &Text) -> Option<Diagnostic> {
    let at = text.invalid_at?;
    let message =
        format!("`{}` is not UTF-8 from byte {at} on; what could not be read was replaced", journal.source);
    Some(
        Diagnostic::warning("import-encoding", message)
            .at(schedule::place(journal.source))
            .hint("save the file as UTF-8, then import again"),
    )
}

fn has_fault(day: &DayOfLog<'_>) -> bool {
    day.chapters.iter().any(|(_, fault)| fault.is_some())
}

fn date_faults(journal: &Journal<'_>, days: &[DayOfLog<'_>]) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for day in days {
        for (chapter, fault) in &day.chapters {
            let missing = day.date.is_none() && !has_fault(day);
            let written = chapter.date.as_ref().map_or("", |(_, mention)| &mention.written);
            let span = chapter.piece.heading.start..chapter.piece.heading.end;
            let place = journal.file.place(journal.offset + span.start..journal.offset + span.end);
            let fault = fault.or(missing.then_some(Fault::Missing));
            faults.extend(fault.map(|fault| schedule::Undated {
                fault,
                name: format!("`{}:{}`", journal.source, chapter.line),
                written: written.to_owned(),
                place,
            }));
        }
    }
    schedule::undated_faults(faults)
}

fn undated(journal: &Journal<'_>, day: &DayOfLog<'_>) -> UndatedDay {
    let chapter = day.chapters.iter().find(|(_, fault)| fault.is_some()).or(day.chapters.first());
    let fault = chapter.and_then(|(_, fault)| *fault).unwrap_or(Fault::Missing);
    let date = chapter.and_then(|(chapter, _)| chapter.date.as_ref());
    UndatedDay {
        number: day.number,
        title: page::title_or_day(title(day), day.number),
        source: journal.source.to_owned(),
        line: chapter.map(|(chapter, _)| chapter.line),
        reason: schedule::reason(fault, date.map_or("", |(_, mention)| &mention.written)),
        warnings: day.warnings.clone(),
    }
}

fn links<'a>(
    tree: &'a Tree,
    journal: &Journal<'a>,
    days: &[DayOfLog<'_>],
    readme: Option<&'a str>,
) -> Links<'a> {
    let project = "project.md".to_owned();
    let mut pages = BTreeMap::from([(journal.source, project.clone()), ("", project.clone())]);
    pages.extend(readme.map(|readme| (readme, project)));
    let anchors = anchors::of(&journal.scan, days);
    Links::new(tree, pages).with_anchors(anchors)
}

fn title<'a>(day: &'a DayOfLog<'_>) -> &'a str {
    let mut titles = day.chapters.iter().map(|(chapter, _)| chapter.piece.headline.title.as_str());
    titles.find(|title| !title.is_empty()).unwrap_or_default()
}

fn planned(
    journal: &Journal<'_>,
    day: &DayOfLog<'_>,
    date: NaiveDate,
    date_source: DateSource,
    links: &Links<'_>,
    shelf: &mut Shelf,
) -> PlannedDay {
    let chapters = || day.chapters.iter().map(|(chapter, _)| chapter);
    let body = body(journal, day);
    let rewritten = links.rewrite(&body, journal.source, &page::day_name(day.number), shelf);
    let hours = chapters().filter_map(|chapter| chapter.hours).reduce(|one, other| one + other);
    let hours = hours.map(|hours| (hours * 100.0).round() / 100.0);
    let rest = chapters().all(|chapter| chapter.rest);
    let tags = unique(chapters().flat_map(|chapter| &chapter.tags));
    let title = page::title_or_day(title(day), day.number);
    let keys = DayKeys {
        hours,
        rest,
        tags: tags.clone(),
        links: unique(chapters().flat_map(|chapter| &chapter.links)),
        ..DayKeys::new(&title, date)
    };
    let mut warnings = day.warnings.clone();
    warnings.extend(rest.then(|| "a rest day".to_owned()));
    warnings.extend(rewritten.warnings);
    PlannedDay {
        number: day.number,
        date,
        date_source,
        hours,
        tags,
        source: journal.source.to_owned(),
        line: chapters().map(|chapter| chapter.line).min(),
        pictures: rewritten.pictures,
        file: page::day_file(day.number),
        text: page::day(&keys, &rewritten.body),
        title,
        warnings,
    }
}

/// The day's text as it is written. The heading goes where the day's keys hold all that it says; the headings of
/// several entries stay, to tell them apart.
fn body(journal: &Journal<'_>, day: &DayOfLog<'_>) -> String {
    let mut body = match day.chapters.as_slice() {
        [(chapter, _)] if !chapter.keeps_heading(day.number) => chapter.text.to_owned(),
        chapters => {
            let wholes: Vec<String> = chapters.iter().map(|(chapter, _)| chapter.whole()).collect();
            wholes.join("\n\n")
        }
    };
    if !body.is_empty() {
        body.push('\n');
    }
    let definitions = journal.definitions.used_by(&body);
    if !definitions.is_empty() {
        body.push('\n');
        body.push_str(&definitions);
    }
    body
}

fn unique<'a>(items: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen = Vec::new();
    for item in items {
        if !seen.contains(item) {
            seen.push(item.clone());
        }
    }
    seen
}

#[expect(
    clippy::too_many_arguments,
    reason = "each is a stage of the plan, and only this one call needs them all"
)]
fn planned_project(
    tree: &Tree,
    journal: &Journal<'_>,
    readme: Option<&str>,
    days: &[PlannedDay],
    known: &Known,
    links: &Links<'_>,
    shelf: &mut Shelf,
    skipped: &mut Vec<Skipped>,
) -> Option<PlannedProject> {
    let text = readme.and_then(|path| tree.files.get(path)?.text.as_ref());
    let (readme_head, readme_body) = text.map(|text| front_matter::read(&text.text)).unwrap_or_default();
    let intro = chapter::without_empty_lines(&journal.body[journal.split.intro.clone()]);
    let titled = journal.head.title.clone().or(readme_head.title.clone());
    let opening = if readme_body.is_empty() { intro } else { readme_body };
    let title =
        titled.unwrap_or_else(|| project::title(tree, opening, &super::headline::from_words(&tree.name)));
    let mut warnings = journal.head.warnings.clone();
    warnings.extend(readme_head.warnings);
    let readme_part = links.rewrite(readme_body.trim_end(), readme.unwrap_or_default(), "project", shelf);
    let own_part = links.rewrite(&own_text(journal, intro, skipped), journal.source, "project", shelf);
    let parts = [readme_part, own_part].into_iter().filter(|part| !part.body.is_empty());
    let mut body = String::new();
    for part in parts {
        body.push_str(if body.is_empty() { "" } else { "\n\n" });
        body.push_str(&part.body);
        warnings.extend(part.warnings);
    }
    let start = known.start.map(|(start, _)| start);
    let text = project::page(&title, &tree.name, days, start, &body)?;
    Some(PlannedProject { title, source: readme.or(Some(journal.source)).map(str::to_owned), text, warnings })
}

/// What stands before the first day and in sections that belong to no day. A heading with nothing below it stood
/// above days and is left out.
fn own_text(journal: &Journal<'_>, intro: &str, skipped: &mut Vec<Skipped>) -> String {
    let mut parts = vec![intro.to_owned()];
    for aside in &journal.split.asides {
        let text = chapter::without_empty_lines(&journal.body[aside.clone()]);
        let scan = journal.scan.heads.iter().find(|head| head.span.start == aside.start);
        let heading_end = scan.map_or(aside.start, |head| head.span.end);
        if journal.body[heading_end.min(aside.end)..aside.end].trim().is_empty() {
            let place = format!("{}:{}", journal.source, journal.line(aside.start));
            skipped.push(Skipped::new(&place, "a heading above several days, with no text of its own"));
        } else {
            parts.push(text.to_owned());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}
