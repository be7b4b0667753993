//! The page of a project.

use serde::Serialize;
use tera::Value;

use super::super::body::Addresses;
use super::super::scope::Scope;
use super::super::{Renderer, body, figure, item, quote, structured};
use super::super::{head, masthead};
use super::{Filled, demo};
use crate::content::Stage;
use crate::front_matter::{Language, Spanned};
use crate::path::SitePath;
use crate::plan::Page;
use crate::site::{DayId, Project};

/// How many quotes a project's page shows.
const QUOTES: usize = 3;

#[derive(Serialize)]
struct ProjectData {
    #[serde(flatten)]
    item: super::super::data::ProjectItem,
    role: Option<String>,
    role_language: Option<String>,
    why_html: Option<Value>,
    audience_html: Option<Value>,
    problem_html: Option<Value>,
    evidence: Vec<EvidenceData>,
    direction: Vec<DirectionData>,
    body_html: Value,
    repo: Option<String>,
    stack: Vec<String>,
    limits: Vec<LimitData>,
    roadmap: Vec<Value>,
    numbers: Vec<super::super::data::FigureItem>,
    loops: Vec<super::super::data::LoopItem>,
    stages: Vec<StageData>,
    days: Vec<Value>,
    quotes: Vec<super::super::data::QuoteItem>,
    feedback_url: Option<String>,
    feedback_count: usize,
    feed_url: String,
    brief_url: Option<String>,
    insights: Vec<InsightData>,
    start: Option<super::super::data::DateText>,
    missed: usize,
    rested: usize,
    done: usize,
    total: Option<u32>,
    people: usize,
    extra: crate::front_matter::Extra,
}

#[derive(Serialize)]
struct EvidenceData {
    quote_html: Value,
    source: Option<String>,
    source_url: Option<String>,
    date: Option<super::super::data::DateText>,
}

#[derive(Serialize)]
struct DirectionData {
    who: Option<String>,
    said_html: Value,
    source: Option<String>,
    source_url: Option<String>,
    date: Option<super::super::data::DateText>,
}

#[derive(Serialize)]
struct LimitData {
    case_html: Value,
    guard_html: Option<Value>,
}

#[derive(Serialize)]
struct StageData {
    stage: Option<&'static str>,
    label: Option<String>,
    days: Vec<Value>,
}

#[derive(Serialize)]
struct InsightData {
    text_html: Value,
    day: super::super::data::Ref,
}

/// The template of the page, and what it gets.
pub(super) fn page(renderer: &Renderer, scope: &Scope, page: &Page, index: usize) -> Filled {
    let project = &scope.current().projects[index];
    let matter = project.matter();
    let mut data = head::page(scope, page, "project", project.title().to_string());
    let lead = &project.source.document.doc.lead;
    data.description =
        Some(matter.tagline.clone().unwrap_or_else(|| body::shorten(lead, masthead::DESCRIPTION)))
            .filter(|text| !text.is_empty());
    data.breadcrumb =
        head::breadcrumb(scope, vec![head::projects_crumb(scope), head::project_crumb(scope, project)]);
    data.image = data.image.or_else(|| head::image(scope, project));
    data.draft = matter.draft;
    data.feeds.push(super::super::data::Ref::new(
        project.title().to_string(),
        scope.url(&scope.routes().project_feed(&project.slug)),
    ));
    data.json_ld = Some(structured::project(scope, &data, project));
    let document = &project.source.document;
    let body = body::html(renderer, scope, document, Some(project.title()), Addresses::Relative);
    let mut needs = body.needs;
    let demo = demo(renderer, scope, &document.file.path, matter.demo.as_ref(), project.title(), &mut needs);
    data.allow(&needs);
    let mut details = project_data(renderer, scope, project, index, Value::safe_string(&body.html));
    details.item.demo = demo;
    Filled::new("project.html", data).with("project", &details)
}

fn project_data(
    renderer: &Renderer,
    scope: &Scope,
    project: &Project,
    index: usize,
    body_html: Value,
) -> ProjectData {
    let matter = project.matter();
    let from = head::path_of(&project.source.document);
    let text = |said: &Option<String>, language: &Language| {
        said.as_deref().map(|said| words(scope, from, said, language))
    };
    let of_limits = project.language_of(|own| !own.limits.is_empty());
    let of_roadmap = project.language_of(|own| !own.roadmap.is_empty());
    let ids = (0..project.days.len()).map(|day| DayId { project: index, day });
    let items = renderer.day_items(scope.edition, ids);
    ProjectData {
        item: item::project(scope, project, renderer.shown_with(scope.edition, index)),
        role: matter.role.clone(),
        role_language: scope.foreign(project.language_of(|own| own.role.is_some())),
        why_html: text(&matter.why, project.language_of(|own| own.why.is_some())),
        audience_html: text(&matter.audience, project.language_of(|own| own.audience.is_some())),
        problem_html: text(&matter.problem, project.language_of(|own| own.problem.is_some())),
        evidence: evidence(scope, project),
        direction: direction(scope, project),
        body_html,
        repo: matter
            .repo
            .as_ref()
            .and_then(|repo| scope.address(head::path_of(&project.source.document), &repo.value)),
        stack: matter.stack.clone(),
        limits: matter
            .limits
            .iter()
            .map(|limit| LimitData {
                case_html: words(scope, from, &limit.case, of_limits),
                guard_html: text(&limit.guard, of_limits),
            })
            .collect(),
        roadmap: matter
            .roadmap
            .iter()
            .map(|step| body::in_language(scope, of_roadmap, body::inline(scope, from, step)))
            .collect(),
        numbers: project.figures.iter().map(|number| figure::figure(scope, project, number)).collect(),
        loops: project
            .days
            .iter()
            .zip(&items)
            .flat_map(|(day, item)| quote::loops(scope, project, day, item))
            .collect(),
        stages: stages(scope, project, &items),
        days: items,
        quotes: quote::speaking(scope, project)
            .into_iter()
            .take(QUOTES)
            .map(|said| quote::quote(scope, project, said))
            .collect(),
        feedback_url: scope.url_if_there(&scope.routes().feedback(&project.slug)),
        feedback_count: project.quotes.len(),
        feed_url: scope.url(&scope.routes().project_feed(&project.slug)),
        brief_url: scope.url_if_there(&scope.routes().brief(&project.slug)),
        insights: insights(scope, project),
        start: project.challenge.start.map(|start| scope.date(start)),
        missed: project.challenge.missed,
        rested: project.challenge.rested,
        done: project.challenge.done,
        total: project.challenge.length,
        people: project.people,
        extra: matter.extra.clone(),
    }
}

/// A field as paragraphs, marked where its language is not the page's.
fn words(scope: &Scope, from: &SitePath, said: &str, language: &Language) -> Value {
    body::in_language(scope, language, body::paragraphs(scope, from, said))
}

fn evidence(scope: &Scope, project: &Project) -> Vec<EvidenceData> {
    let language = project.language_of(|own| !own.evidence.is_empty());
    let pieces = project.matter().evidence.iter();
    let data = pieces.map(|piece| {
        let (source, source_url) = said_in(scope, project, piece.source.as_ref());
        EvidenceData {
            quote_html: words(scope, &project.source.document.file.path, &piece.quote, language),
            source,
            source_url,
            date: piece.date.as_ref().map(|date| scope.date(date.value)),
        }
    });
    data.collect()
}

fn direction(scope: &Scope, project: &Project) -> Vec<DirectionData> {
    let language = project.language_of(|own| !own.direction.is_empty());
    let voices = project.matter().direction.iter();
    let data = voices.map(|voice| {
        let (source, source_url) = said_in(scope, project, voice.source.as_ref());
        DirectionData {
            who: voice.who.clone(),
            said_html: words(scope, &project.source.document.file.path, &voice.said, language),
            source,
            source_url,
            date: voice.date.as_ref().map(|date| scope.date(date.value)),
        }
    });
    data.collect()
}

/// Where words were said, and its address where it has one.
fn said_in(
    scope: &Scope,
    project: &Project,
    said: Option<&Spanned<String>>,
) -> (Option<String>, Option<String>) {
    let Some(said) = said else { return (None, None) };
    let source = figure::source(scope, project, &project.source_of_words(&said.value));
    source.map_or((None, None), |source| (Some(source.label), source.url))
}

/// The days by stage, in the order of the work; nothing where no day names one.
fn stages(scope: &Scope, project: &Project, items: &[Value]) -> Vec<StageData> {
    if project.days.iter().all(|day| day.stage().is_none()) {
        return Vec::new();
    }
    let of_stage = |stage: Option<Stage>| -> Vec<Value> {
        let days = project.days.iter().zip(items);
        days.filter(|(day, _)| day.stage() == stage).map(|(_, item)| item.clone()).collect()
    };
    let all = Stage::ALL.into_iter().map(Some).chain([None]);
    let groups = all.map(|stage| StageData {
        stage: stage.map(Stage::key),
        label: stage.map(|stage| scope.strings().get(&format!("stages.{}", stage.key())).to_string()),
        days: of_stage(stage),
    });
    groups.filter(|group| !group.days.is_empty()).collect()
}

fn insights(scope: &Scope, project: &Project) -> Vec<InsightData> {
    let days = project.days.iter();
    let all = days.flat_map(|day| day.matter().insights.iter().map(move |text| (day, text)));
    all.map(|(day, text)| {
        let language = day.language_of(|own| !own.insights.is_empty());
        let text_html = words(scope, &day.source.document.file.path, text, language);
        InsightData { text_html, day: item::day_ref(scope, project, day) }
    })
    .collect()
}
