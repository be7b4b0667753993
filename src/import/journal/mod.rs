//! A log that is one file with a heading per day, as content files of a project.
//!
//! ```text
//!  text ──heads──> headings ──split──> pieces ──chapter──> entries ──sequence──> days ──> Plan
//! ```

mod anchors;
mod chapter;
mod choose;
mod faults;
mod fences;
mod heads;
mod project_page;
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
    DateSource, Options, Plan, PlannedDay, Skipped, UndatedDay, candidates, labels, left_out, outline,
    schedule,
};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::path::SitePath;

use chapter::Chapter;
use heads::Scan;
use project_page::Materials;
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
        plan.diagnostics.push(faults::no_entries(&journal, &skipped, options));
    }
    let known = journal.known(options);
    plan.diagnostics.extend(faults::round_warning(&journal, &chapters, &known));
    plan.diagnostics.extend(faults::encoding_warning(&journal, text));
    plan.diagnostics.extend(fences::swallowed(&journal.file, &journal.lines, &journal.scan, journal.offset));
    let days = sequence::arrange(chapters, &known);
    plan.diagnostics.extend(faults::date_faults(&journal, &days));
    let readme = candidates::readme(tree).filter(|readme| *readme != source && tree.only.is_none());
    let mut shelf = Shelf::default();
    let links = links(tree, &journal, &days, readme);
    for day in &days {
        match day.date {
            Some((date, from)) if !faults::has_fault(day) => {
                plan.days.push(planned(&journal, day, date, from, &links, &mut shelf));
            }
            _ => plan.undated.push(undated(&journal, day)),
        }
    }
    let start = known.start.map(|(start, _)| start);
    let materials = Materials { tree, journal: &journal, readme, days: &plan.days, start, links: &links };
    plan.project = project_page::plan(&materials, &mut shelf, &mut skipped);
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
