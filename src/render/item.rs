//! Projects and days as they stand in lists.

use tera::Value;

use super::data::{DayItem, DemoItem, MarkItem, ProjectItem, Ref, SaidItem, ShortFigure, TagItem, field};
use super::scope::{Scope, host};
use super::{body, figure, quote};
use crate::content::Demo;
use crate::front_matter::Spanned;
use crate::markdown;
use crate::path::SitePath;
use crate::site::{Day, Mark, MarkState, Project, Quote};
use crate::theme::Strings;

/// For whom something is, and what somebody said, are cut to about so many columns where a project is one of several.
const AUDIENCE: usize = 80;
const SAID: usize = 110;

/// A summary made of a text is cut to about this many characters.
const SUMMARY: usize = 200;

/// Parts of a project's entry in a list that are made once for all pages.
pub(super) struct ShownWith {
    pub(super) strip: Vec<Value>,
    pub(super) strip_html: Option<Value>,
    pub(super) latest: Option<Value>,
}

/// A project in a list.
pub(super) fn project(scope: &Scope, project: &Project, shown: ShownWith) -> ProjectItem {
    let matter = project.matter();
    let path = &project.source.document.file.path;
    let cover = matter.cover.as_ref().and_then(|cover| scope.picture(path, &cover.value, project.title()));
    ProjectItem {
        title: project.title().to_string(),
        url: scope.url(&scope.routes().project(&project.slug)),
        tagline: matter.tagline.clone(),
        tagline_language: scope.foreign(project.language_of(|own| own.tagline.is_some())),
        audience: matter
            .audience
            .as_deref()
            .map(|text| body::first_clauses(&markdown::plain_text(text), AUDIENCE)),
        audience_language: scope.foreign(project.language_of(|own| own.audience.is_some())),
        status: matter.status.map(|status| status.key()),
        status_label: matter
            .status
            .map(|status| scope.strings().get(&format!("statuses.{}", status.key())).to_string()),
        cover,
        strip: shown.strip,
        strip_html: shown.strip_html,
        progress: progress(scope.strings(), project),
        figures: figures(scope, project),
        said: quote::lead(scope, project).map(|lead| said(scope, project, lead)),
        demo: matter.demo.as_ref().and_then(|said| demo(scope, path, said, project.title())),
        latest: shown.latest,
        draft: matter.draft,
        language: scope.foreign(&project.language),
    }
}

fn said(scope: &Scope, project: &Project, lead: &Quote) -> SaidItem {
    let shown = quote::quote(scope, project, lead);
    SaidItem {
        text: body::first_clauses(&shown.text, SAID),
        who: shown.who,
        who_language: shown.who_language,
        relation_label: shown.relation_label,
        url: shown.url,
        language: shown.language,
    }
}

/// A project by its title.
pub(super) fn project_ref(scope: &Scope, project: &Project) -> Ref {
    let url = scope.url(&scope.routes().project(&project.slug));
    Ref { title: project.title().to_string(), url, language: scope.foreign(&project.language) }
}

/// What the entry of a day in lists shares with other values.
pub(super) struct SharedWith<'a> {
    /// Its mark in the strip of its project, if that is of the same date.
    pub(super) mark: Option<&'a Value>,
    /// Its project by its title.
    pub(super) project: Value,
    pub(super) tags: Vec<Value>,
}

/// A day in a list.
pub(super) fn day(scope: &Scope, project: &Project, day: &Day, shared: SharedWith) -> DayItem {
    let strings = scope.strings();
    let matter = day.matter();
    let marked = |name| shared.mark.and_then(|mark| field(mark, name)).cloned();
    let stage = day.stage().map(|stage| stage.key());
    DayItem {
        number: day.number,
        label: day_label(scope, project, day.number, day.after),
        title: marked("title").unwrap_or_else(|| day_title(scope, day).into()),
        url: marked("url").unwrap_or_else(|| scope.day_url(project, day).into()),
        date: marked("date").unwrap_or_else(|| Value::from_serializable(&scope.date(day.date))),
        stage,
        stage_label: stage.map(|stage| strings.get(&format!("stages.{stage}")).to_string()),
        rest: day.rest(),
        after: day.after,
        summary: summary(day),
        hours: day.hours().map(|hours| strings.fill("hours", &[("n", &hours.to_string())])),
        draft: matter.draft,
        language: scope.foreign(&day.language),
        project: shared.project,
        tags: shared.tags,
    }
}

/// A day by its title.
pub(super) fn day_ref(scope: &Scope, project: &Project, day: &Day) -> Ref {
    // What it is called where it has no title of its own is said in the words of the page.
    let language = day.title.as_ref().and_then(|_| scope.foreign(&day.language));
    Ref { title: day_title(scope, day), url: scope.day_url(project, day), language }
}

/// What a day is called: its own title, else that it was a day off, else its number.
pub(super) fn day_title(scope: &Scope, day: &Day) -> String {
    title(scope.strings(), day)
}

/// What a day is called, in the words of a language.
pub(super) fn title(strings: &Strings, day: &Day) -> String {
    match &day.title {
        Some(title) => title.clone(),
        None if day.rest() => strings.get("rest_title").to_string(),
        None => strings.fill("day_n", &[("n", &day.number.to_string())]),
    }
}

/// "Day 3 of 7", and what becomes of that where the length is open or over.
pub(super) fn day_label(scope: &Scope, project: &Project, number: u32, after: bool) -> String {
    label(scope.strings(), project, number, after)
}

/// "Day 3 of 7", in the words of a language; a day 0 is none of the seven.
pub(super) fn label(strings: &Strings, project: &Project, number: u32, after: bool) -> String {
    let shown = number.to_string();
    match project.challenge.length {
        Some(_) if after => strings.fill("day_after", &[("n", &shown)]),
        Some(_) if number == 0 => strings.fill("day_before", &[("n", &shown)]),
        Some(length) => strings.fill("day_of", &[("n", &shown), ("total", &length.to_string())]),
        None => strings.fill("day_n", &[("n", &shown)]),
    }
}

/// "25 of 30 days", in the words of a language.
pub(super) fn progress(strings: &Strings, project: &Project) -> String {
    let is_within = |day: &&Day| !day.after && (day.number > 0 || project.challenge.length.is_none());
    let done = project.days.iter().filter(is_within).filter(|day| !day.rest()).count();
    let form = |n: usize| if n == 1 { "one" } else { "other" };
    let counted = done.to_string();
    match project.challenge.length {
        // "1 of 30 days": the word goes with the length.
        Some(length) => {
            let key = format!("progress.{}", form(length as usize));
            strings.fill(&key, &[("done", &counted), ("total", &length.to_string())])
        }
        None => strings.fill(&format!("progress_open.{}", form(done)), &[("done", &counted)]),
    }
}

/// Three figures at most: people first, because they are what is hardest to have; then the numbers
/// of the project in their order.
fn figures(scope: &Scope, project: &Project) -> Vec<ShortFigure> {
    let strings = scope.strings();
    let mut figures = Vec::new();
    if project.people > 0 {
        let label = if project.people == 1 { "figures.person" } else { "figures.people" };
        let label = strings.get(label).to_string();
        figures.push(ShortFigure { value: project.people.to_string(), label, language: None });
    }
    let numbers = project.figures.iter().take(3 - figures.len());
    figures.extend(numbers.map(|number| ShortFigure {
        value: figure::value(number),
        label: number.label.clone(),
        language: scope.foreign(&number.label_language),
    }));
    figures
}

/// The strip of a project.
pub(super) fn strip(scope: &Scope, project: &Project) -> Vec<MarkItem> {
    project.strip.iter().map(|mark| mark_item(scope, project, mark)).collect()
}

fn mark_item(scope: &Scope, project: &Project, mark: &Mark) -> MarkItem {
    let strings = scope.strings();
    let day = mark.day.map(|index| &project.days[index]);
    let date = mark.date.map(|date| scope.date(date));
    let written = date.as_ref().map_or("", |date| &date.text);
    let number = strings.fill("day_n", &[("n", &mark.number.to_string())]);
    let is_draft = day.is_some_and(|day| day.matter().draft);
    let state = if is_draft { "draft" } else { mark.state.key() };
    let label = strings.fill(&format!("marks.{state}"), &[("day", &number), ("date", written)]);
    // Without a date the words would begin with a gap: "Day 9, : to come".
    let label = if written.is_empty() { label.replace(", :", ":").replace("，：", "：") } else { label };
    MarkItem {
        state: mark.state.key(),
        number: mark.number,
        date,
        url: day.map(|day| scope.day_url(project, day)),
        title: day.map(|day| day_title(scope, day)),
        stage: day.and_then(Day::stage).filter(|_| mark.state == MarkState::Done).map(|stage| stage.key()),
        label,
        here: false,
    }
}

/// A day in a sentence or two: what its author wrote for lists, else the start of the text.
pub(super) fn summary(day: &Day) -> Option<String> {
    let said = day.matter().summary.as_deref().map(markdown::plain_text);
    let text = said.unwrap_or_else(|| day.source.document.doc.lead.clone());
    let text = body::shorten(text.trim(), SUMMARY);
    (!text.is_empty()).then_some(text)
}

/// A tag with its page.
pub(super) fn tag(scope: &Scope, tag: &crate::site::Tag) -> TagItem {
    TagItem { name: tag.name.clone(), url: scope.url(&scope.routes().tag(&tag.slug)), count: tag.days.len() }
}

/// Something to try; nothing where it leads nowhere.
pub(super) fn demo(scope: &Scope, from: &SitePath, said: &Spanned<Demo>, title: &str) -> Option<DemoItem> {
    let said = &said.value;
    let url = said.url.as_ref()?;
    let title = said.title.clone().unwrap_or_else(|| title.to_string());
    let address = scope.address(from, &url.value)?;
    Some(DemoItem {
        host: host(&address),
        url: address,
        poster: said.poster.as_ref().and_then(|poster| scope.picture(from, &poster.value, &title)),
        wake: said.wake.clone(),
        fallback: said.fallback.as_ref().and_then(|fallback| scope.address(from, &fallback.value)),
        embed_html: None,
        title,
    })
}
