//! Pages made by templates: which template, and what it gets.

use serde::Serialize;
use tera::{Context, Value};

use super::body::Addresses;
use super::data::TagItem;
use super::head::{self, PageData};
use super::scope::Scope;
use super::{Renderer, body, figure, item, quote, structured};
use crate::content::{Demo, Stage};
use crate::diagnostics::Diagnostic;
use crate::front_matter::Spanned;
use crate::markdown::{DemoFields, Needs};
use crate::path::{Route, SitePath};
use crate::plan::{self, Page, PageKind};
use crate::site::{Day, DayId, Project};

/// How many days the home page lists.
const LATEST: usize = 7;

/// How many quotes a project's page shows.
const QUOTES: usize = 3;

/// A text with at least this many headings gets a table of contents.
const LONG: usize = 4;

/// Headings deeper than this are not in the table of contents.
const DEEPEST: u8 = 3;

/// Words and Chinese characters that are read in a minute.
const WORDS_A_MINUTE: usize = 200;
const CHARACTERS_A_MINUTE: usize = 400;

/// A template, and the variables that only this kind of page has.
struct Filled {
    template: &'static str,
    page: PageData,
    context: Context,
}

impl Filled {
    fn new(template: &'static str, page: PageData) -> Self {
        Self { template, page, context: Context::new() }
    }

    fn with<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        self.context.insert(name, value);
        self
    }
}

/// The HTML of a page.
pub(super) fn render(renderer: &Renderer, scope: &Scope, page: &Page) -> Result<String, Box<Diagnostic>> {
    let filled = match &page.kind {
        PageKind::Home => home(renderer, scope, page),
        PageKind::About => about(renderer, scope, page),
        PageKind::Projects => {
            let listed =
                head::page(scope, page, "projects", scope.strings().get("pages.projects").to_string());
            Filled::new("projects.html", listed).with("projects", &renderer.project_items(scope.edition))
        }
        PageKind::Project(index) => project(renderer, scope, page, *index),
        PageKind::Day(id) => day(renderer, scope, page, *id),
        PageKind::Feedback(index) => feedback(renderer, scope, page, *index),
        PageKind::Tags => tags(scope, page),
        PageKind::Tag(index) => tag(renderer, scope, page, *index),
        PageKind::Archive(year) => archive(renderer, scope, page, *year),
        PageKind::Redirect(to) => redirect(renderer, scope, page, to),
        _ => not_found(scope, page),
    };
    let Filled { template, page, mut context } = filled;
    let shared = &renderer.shared[scope.edition];
    context.insert("page", &page);
    context.insert_value("site", shared.site.clone());
    context.insert_value("t", shared.strings.clone());
    context.insert_value("assets", shared.assets.clone());
    scope.theme.render(template, &context)
}

fn home(renderer: &Renderer, scope: &Scope, page: &Page) -> Filled {
    let edition = scope.current();
    let config = &scope.site.config;
    let mut data = head::page(scope, page, "home", config.title.clone());
    data.description = head::description(scope);
    data.json_ld = Some(structured::profile(scope, &data));
    data.og_type = "profile";
    let latest = edition.timeline.iter().take(LATEST).copied();
    let quoted = edition.projects.iter().find_map(|project| Some((project, project.quotes.first()?)));
    let quoted = quoted.map(|(project, said)| quote::quote(scope, project, said));
    let lead = edition.profile.as_ref().map(|profile| &profile.document);
    let lead = lead.filter(|document| !document.doc.lead.is_empty());
    Filled::new("home.html", data)
        .with("projects", &renderer.project_items(scope.edition))
        .with("days", &renderer.day_items(scope.edition, latest))
        .with("quote", &quoted)
        .with("about_html", &lead.map(|said| body::paragraphs(scope, &said.file.path, &said.doc.lead)))
}

#[derive(Serialize)]
struct BackgroundData {
    what: Option<String>,
    r#where: Option<String>,
    from: Option<String>,
    to: Option<String>,
    text_html: Option<Value>,
}

fn about(renderer: &Renderer, scope: &Scope, page: &Page) -> Filled {
    let Some(profile) = &scope.current().profile else { return not_found(scope, page) };
    let document = &profile.document;
    let said = document.matter.title.as_ref().map(|title| title.value.clone());
    let title = said.unwrap_or_else(|| scope.strings().get("pages.about").to_string());
    let mut data = head::page(scope, page, "about", title);
    data.description =
        Some(body::shorten(&document.doc.lead, 160)).filter(|text| !text.is_empty()).or(data.description);
    data.og_type = "profile";
    data.json_ld = Some(structured::profile(scope, &data));
    let background: Vec<BackgroundData> = document
        .matter
        .background
        .iter()
        .map(|station| BackgroundData {
            what: station.what.clone(),
            r#where: station.place.clone(),
            from: station.from.clone(),
            to: station.to.clone(),
            text_html: station.text.as_deref().map(|text| body::paragraphs(scope, &document.file.path, text)),
        })
        .collect();
    let body = body::html(renderer, scope, document, Some(&data.title), Addresses::Relative);
    data.allow(&body.needs);
    Filled::new("about.html", data)
        .with("body_html", &Value::safe_string(&body.html))
        .with("background", &background)
        .with("skills", &document.matter.skills)
}

#[derive(Serialize)]
struct ProjectData {
    #[serde(flatten)]
    item: super::data::ProjectItem,
    role: Option<String>,
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
    numbers: Vec<super::data::FigureItem>,
    loops: Vec<super::data::LoopItem>,
    stages: Vec<StageData>,
    days: Vec<Value>,
    quotes: Vec<super::data::QuoteItem>,
    feedback_url: Option<String>,
    feedback_count: usize,
    feed_url: String,
    insights: Vec<InsightData>,
    start: Option<super::data::DateText>,
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
    date: Option<super::data::DateText>,
}

#[derive(Serialize)]
struct DirectionData {
    who: Option<String>,
    said_html: Value,
    source: Option<String>,
    source_url: Option<String>,
    date: Option<super::data::DateText>,
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
    day: super::data::Ref,
}

fn project(renderer: &Renderer, scope: &Scope, page: &Page, index: usize) -> Filled {
    let project = &scope.current().projects[index];
    let matter = &project.source.document.matter;
    let mut data = head::page(scope, page, "project", project.title().to_string());
    let lead = &project.source.document.doc.lead;
    data.description = Some(matter.tagline.clone().unwrap_or_else(|| body::shorten(lead, 160)))
        .filter(|text| !text.is_empty());
    data.breadcrumb =
        head::breadcrumb(scope, vec![head::projects_crumb(scope), head::project_crumb(scope, project)]);
    data.image = head::image(scope, project);
    data.draft = matter.draft;
    data.feeds.push(super::data::Ref {
        title: project.title().to_string(),
        url: scope.url(&scope.routes().project_feed(&project.slug)),
    });
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

/// The demo of a page's own front matter.
fn demo(
    renderer: &Renderer,
    scope: &Scope,
    from: &SitePath,
    said: Option<&Spanned<Demo>>,
    title: &str,
    needs: &mut Needs,
) -> Option<super::data::DemoItem> {
    let said = said?;
    let item = item::demo(scope, from, said, title)?;
    let text = |field: &Option<Spanned<String>>| field.as_ref().map(|field| field.value.clone());
    let fields = DemoFields {
        url: text(&said.value.url),
        title: Some(item.title.clone()),
        poster: text(&said.value.poster),
        fallback: text(&said.value.fallback),
        height: said.value.height.map(|height| height.to_string()),
        ratio: said.value.ratio.clone(),
        wake: said.value.wake.clone(),
    };
    let shown = body::demo(renderer, scope, from, &fields);
    needs.extend(shown.needs);
    Some(super::data::DemoItem { embed_html: Some(Value::safe_string(&shown.html)), ..item })
}

fn project_data(
    renderer: &Renderer,
    scope: &Scope,
    project: &Project,
    index: usize,
    body_html: Value,
) -> ProjectData {
    let matter = &project.source.document.matter;
    let from = head::path_of(&project.source.document);
    let text = |said: &Option<String>| said.as_deref().map(|said| body::paragraphs(scope, from, said));
    let ids = (0..project.days.len()).map(|day| DayId { project: index, day });
    let items = renderer.day_items(scope.edition, ids);
    ProjectData {
        item: item::project(scope, project),
        role: matter.role.clone(),
        why_html: text(&matter.why),
        audience_html: text(&matter.audience),
        problem_html: text(&matter.problem),
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
                case_html: body::paragraphs(scope, from, &limit.case),
                guard_html: text(&limit.guard),
            })
            .collect(),
        roadmap: matter.roadmap.iter().map(|step| body::inline(scope, from, step)).collect(),
        numbers: project.figures.iter().map(|number| figure::figure(scope, project, number)).collect(),
        loops: project
            .days
            .iter()
            .zip(&items)
            .flat_map(|(day, item)| quote::loops(scope, project, day, item))
            .collect(),
        stages: stages(scope, project, &items),
        days: items,
        quotes: project.quotes.iter().take(QUOTES).map(|said| quote::quote(scope, project, said)).collect(),
        feedback_url: scope.url_if_there(&scope.routes().feedback(&project.slug)),
        feedback_count: project.quotes.len(),
        feed_url: scope.url(&scope.routes().project_feed(&project.slug)),
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

fn evidence(scope: &Scope, project: &Project) -> Vec<EvidenceData> {
    let pieces = project.source.document.matter.evidence.iter();
    let data = pieces.map(|piece| {
        let (source, source_url) = body::source(piece.source.as_ref().map(|source| source.value.as_str()));
        EvidenceData {
            quote_html: body::paragraphs(scope, &project.source.document.file.path, &piece.quote),
            source,
            source_url,
            date: piece.date.as_ref().map(|date| scope.date(date.value)),
        }
    });
    data.collect()
}

fn direction(scope: &Scope, project: &Project) -> Vec<DirectionData> {
    let voices = project.source.document.matter.direction.iter();
    let data = voices.map(|voice| {
        let (source, source_url) = body::source(voice.source.as_ref().map(|source| source.value.as_str()));
        DirectionData {
            who: voice.who.clone(),
            said_html: body::paragraphs(scope, &project.source.document.file.path, &voice.said),
            source,
            source_url,
            date: voice.date.as_ref().map(|date| scope.date(date.value)),
        }
    });
    data.collect()
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
    all.map(|(day, text)| InsightData {
        text_html: body::paragraphs(scope, &day.source.document.file.path, text),
        day: item::day_ref(scope, project, day),
    })
    .collect()
}

#[derive(Serialize)]
struct DayData {
    total: Option<u32>,
    body_html: Value,
    toc: Vec<TocData>,
    minutes: usize,
    words: usize,
    answers: Vec<super::data::LoopItem>,
    insights: Vec<Value>,
    learned: Vec<Value>,
    questions: Vec<QuestionData>,
    numbers: Vec<super::data::FigureItem>,
    demo: Option<super::data::DemoItem>,
    video: Option<super::data::VideoItem>,
    next_html: Option<Value>,
    previous: Option<Value>,
    following: Option<Value>,
    strip: Vec<Value>,
    translations: Vec<TranslationData>,
    extra: crate::front_matter::Extra,
}

#[derive(Serialize)]
struct TocData {
    id: String,
    text: String,
    level: u8,
}

#[derive(Serialize)]
struct QuestionData {
    q_html: Value,
    a_html: Value,
}

#[derive(Serialize)]
struct TranslationData {
    language: String,
    name: String,
    url: String,
}

fn day(renderer: &Renderer, scope: &Scope, page: &Page, id: DayId) -> Filled {
    let project = &scope.current().projects[id.project];
    let day = &project.days[id.day];
    let mut data = head::page(scope, page, "day", item::day_title(scope, day));
    let summary = item::summary(day).map(|summary| body::shorten(&summary, 160));
    data.description = Some(summary.unwrap_or_else(|| {
        format!("{}: {}", project.title(), item::day_label(scope, project, day.number, day.after))
    }));
    data.full_title = format!("{} · {} · {}", data.title, project.title(), scope.site.config.title);
    let own = item::day_ref(scope, project, day);
    data.breadcrumb =
        head::breadcrumb(scope, vec![head::projects_crumb(scope), head::project_crumb(scope, project), own]);
    data.og_type = "article";
    data.date = Some(scope.date(day.date));
    data.image = head::image(scope, project);
    data.draft = day.matter().draft;
    data.language = day.language.tag().to_string();
    if let Some(canonical) = &day.matter().canonical
        && super::scope::is_followed(&canonical.value)
    {
        data.canonical.clone_from(&canonical.value);
    }
    data.json_ld = Some(structured::day(scope, &data, day));
    let (details, needs) = day_data(renderer, scope, project, id, &data.title);
    data.allow(&needs);
    let mut filled = Filled::new("day.html", data);
    filled.context.insert_value("day", extended(renderer.day_item(scope.edition, id), &details));
    filled
}

/// What only the page of a day shows, and what that page must allow for it.
fn day_data(
    renderer: &Renderer,
    scope: &Scope,
    project: &Project,
    id: DayId,
    title: &str,
) -> (DayData, Needs) {
    let day = &project.days[id.day];
    let matter = day.matter();
    let document = &day.source.document;
    let neighbour = |index: Option<usize>| {
        let index = index.filter(|index| *index < project.days.len())?;
        Some(renderer.day_item(scope.edition, DayId { project: id.project, day: index }))
    };
    let from = head::path_of(document);
    let lines = |said: &[String]| said.iter().map(|line| body::inline(scope, from, line)).collect();
    let item = renderer.day_item(scope.edition, id);
    let body = body::html(renderer, scope, document, Some(title), Addresses::Relative);
    let mut needs = body.needs;
    let from = head::path_of(document);
    let demo = demo(renderer, scope, from, matter.demo.as_ref(), title, &mut needs);
    let video = video(renderer, scope, day, title, &mut needs);
    let data = DayData {
        total: project.challenge.length,
        body_html: Value::safe_string(&body.html),
        toc: contents(day, title),
        minutes: minutes(day),
        words: document.doc.words,
        answers: quote::loops(scope, project, day, &item),
        insights: lines(&matter.insights),
        learned: lines(&matter.learned),
        questions: matter
            .questions
            .iter()
            .map(|pair| QuestionData {
                q_html: body::inline(scope, from, &pair.q),
                a_html: body::paragraphs(scope, from, &pair.a),
            })
            .collect(),
        numbers: numbers(scope, project, day),
        demo,
        video,
        next_html: matter.next.as_deref().map(|next| body::paragraphs(scope, from, next)),
        previous: neighbour(id.day.checked_sub(1)),
        following: neighbour(Some(id.day + 1)),
        strip: strip_at(renderer, scope, project, id),
        translations: translations(scope, project, day),
        extra: matter.extra.clone(),
    };
    (data, needs)
}

/// An entry of a list with what only its own page shows.
fn extended<T: Serialize>(item: Value, details: &T) -> Value {
    let mut map = item.into_map().unwrap_or_default();
    map.extend(Value::from_serializable(details).into_map().unwrap_or_default());
    Value::from(map)
}

/// The project's strip with this day marked; the other marks are shared by all its days.
fn strip_at(renderer: &Renderer, scope: &Scope, project: &Project, id: DayId) -> Vec<Value> {
    let mut strip = renderer.strip(scope.edition, id.project).to_vec();
    if let Some((position, mark)) = item::mark_here(scope, project, id.day) {
        strip[position] = Value::from_serializable(&mark);
    }
    strip
}

/// The headings of a long text.
fn contents(day: &Day, title: &str) -> Vec<TocData> {
    let outline = day.source.document.doc.outline_under(Some(title));
    let shown: Vec<TocData> = outline
        .into_iter()
        .filter(|heading| heading.level <= DEEPEST && !heading.text.is_empty())
        .map(|heading| TocData { id: heading.id, text: heading.text, level: heading.level })
        .collect();
    if shown.len() >= LONG { shown } else { Vec::new() }
}

fn minutes(day: &Day) -> usize {
    let doc = &day.source.document.doc;
    let words = doc.words.saturating_sub(doc.cjk_chars);
    (words * CHARACTERS_A_MINUTE + doc.cjk_chars * WORDS_A_MINUTE)
        .div_ceil(WORDS_A_MINUTE * CHARACTERS_A_MINUTE)
        .max(1)
}

/// The numbers that this day measured, as they were on it.
fn numbers(scope: &Scope, project: &Project, day: &Day) -> Vec<super::data::FigureItem> {
    let measured = project.figures.iter().filter_map(|known| {
        let upto = known.readings.iter().rposition(|reading| reading.date == Some(day.date))?;
        let own = day.numbers().iter().any(|number| crate::site::number_id(number) == known.id);
        let then = crate::site::Figure { readings: known.readings[..=upto].to_vec(), ..known.clone() };
        own.then(|| figure::figure(scope, project, &then))
    });
    measured.collect()
}

fn video(
    renderer: &Renderer,
    scope: &Scope,
    day: &Day,
    title: &str,
    needs: &mut Needs,
) -> Option<super::data::VideoItem> {
    let said = day.matter().video.as_ref()?;
    let from = head::path_of(&day.source.document);
    let url = scope.address(from, &said.value)?;
    let fields =
        DemoFields { url: Some(said.value.clone()), title: Some(title.to_string()), ..DemoFields::default() };
    let shown = body::demo(renderer, scope, from, &fields);
    needs.extend(shown.needs);
    let embed_html = Value::safe_string(&shown.html);
    Some(super::data::VideoItem { title: title.to_string(), url, embed_html })
}

fn translations(scope: &Scope, project: &Project, day: &Day) -> Vec<TranslationData> {
    let others = day.translations.iter().map(|edition| {
        let tag = scope.site.editions[*edition].language.tag();
        let route = plan::Routes::of(scope.site, *edition).day(&project.slug, &day.source.name.stem);
        TranslationData {
            language: tag.to_string(),
            name: scope.strings().find(&format!("languages.{tag}")).unwrap_or(tag).to_string(),
            url: scope.url(&route),
        }
    });
    others.collect()
}

fn feedback(renderer: &Renderer, scope: &Scope, page: &Page, index: usize) -> Filled {
    let project = &scope.current().projects[index];
    let title = scope.strings().fill("pages.feedback", &[("project", project.title())]);
    let mut data = head::page(scope, page, "feedback", title);
    let own = super::data::Ref { title: data.title.clone(), url: data.url.clone() };
    data.breadcrumb =
        head::breadcrumb(scope, vec![head::projects_crumb(scope), head::project_crumb(scope, project), own]);
    data.image = head::image(scope, project);
    let quotes: Vec<_> = project.quotes.iter().map(|said| quote::quote(scope, project, said)).collect();
    Filled::new("feedback.html", data)
        .with("project", renderer.project_item(scope.edition, index))
        .with("quotes", &quotes)
        .with("people", &project.people)
}

fn tags(scope: &Scope, page: &Page) -> Filled {
    let tags: Vec<TagItem> = scope.current().tags.iter().map(|tag| item::tag(scope, tag)).collect();
    let data = head::page(scope, page, "tags", scope.strings().get("pages.tags").to_string());
    Filled::new("tags.html", data).with("tags", &tags)
}

fn tag(renderer: &Renderer, scope: &Scope, page: &Page, index: usize) -> Filled {
    let tag = &scope.current().tags[index];
    let mut data = head::page(scope, page, "tag", scope.strings().fill("pages.tag", &[("tag", &tag.name)]));
    let all = super::data::Ref {
        title: scope.strings().get("pages.tags").to_string(),
        url: scope.url(&scope.routes().tags()),
    };
    let own = super::data::Ref { title: tag.name.clone(), url: data.url.clone() };
    data.breadcrumb = head::breadcrumb(scope, vec![all, own]);
    let days = renderer.day_items(scope.edition, tag.days.iter().copied());
    Filled::new("tag.html", data).with("tag", &item::tag(scope, tag)).with("days", &days)
}

#[derive(Serialize)]
struct YearData {
    year: i32,
    url: Option<String>,
    count: usize,
    days: Vec<Value>,
}

fn archive(renderer: &Renderer, scope: &Scope, page: &Page, year: Option<i32>) -> Filled {
    use chrono::Datelike;
    let edition = scope.current();
    let strings = scope.strings();
    let title = match year {
        Some(year) => strings.fill("pages.archive_year", &[("year", &year.to_string())]),
        None => strings.get("pages.archive").to_string(),
    };
    let mut data = head::page(scope, page, "archive", title);
    let split = plan::archive_years(edition);
    if year.is_some() {
        let all = super::data::Ref {
            title: strings.get("pages.archive").to_string(),
            url: scope.url(&scope.routes().archive()),
        };
        let own = super::data::Ref { title: data.title.clone(), url: data.url.clone() };
        data.breadcrumb = head::breadcrumb(scope, vec![all, own]);
    }
    let year_of = |id: &DayId| edition.day(*id).date.0.year();
    let parts =
        edition.timeline.chunk_by(|a, b| year_of(a) == year_of(b)).map(|days| (year_of(&days[0]), days));
    let years: Vec<YearData> = parts
        .filter(|(part, _)| year.is_none_or(|year| year == *part))
        .map(|(part, days)| YearData {
            year: part,
            url: split.contains(&part).then(|| scope.url(&scope.routes().archive_year(part))),
            count: days.len(),
            // The index of a split archive only counts.
            days: match year.is_none() && split.contains(&part) {
                true => Vec::new(),
                false => renderer.day_items(scope.edition, days.iter().copied()),
            },
        })
        .collect();
    Filled::new("archive.html", data).with("year", &year).with("years", &years)
}

fn redirect(renderer: &Renderer, scope: &Scope, page: &Page, to: &Route) -> Filled {
    let title = scope.strings().get("pages.redirect").to_string();
    let mut data = head::page(scope, page, "redirect", title);
    data.noindex = true;
    data.canonical = scope.absolute(to);
    Filled::new("redirect.html", data)
        .with("target", &renderer.url(to))
        .with("target_absolute", &scope.absolute(to))
}

fn not_found(scope: &Scope, page: &Page) -> Filled {
    let mut data = head::page(scope, page, "not-found", scope.strings().get("pages.not_found").to_string());
    data.noindex = true;
    Filled::new("404.html", data)
}
