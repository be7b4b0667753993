//! The page of a day.

use serde::Serialize;
use tera::Value;

use super::super::body::Addresses;
use super::super::data::{FigureItem, LoopItem, extended, field};
use super::super::scope::Scope;
use super::super::{Renderer, body, figure, item, quote, structured};
use super::super::{head, masthead};
use super::{Filled, demo};
use crate::front_matter::Language;
use crate::markdown::{DemoFields, Needs};
use crate::plan::{self, Page};
use crate::site::{Day, DayId, Project};

/// A text with at least this many headings gets a table of contents.
const LONG: usize = 4;

/// Headings deeper than this are not in the table of contents.
const DEEPEST: u8 = 3;

/// Words and Chinese characters that are read in a minute.
const WORDS_A_MINUTE: usize = 200;
const CHARACTERS_A_MINUTE: usize = 400;

/// Of how few minutes nothing is said.
const MOMENT: usize = 2;

/// Fields of a page's own record, by their names.
type Fields = Vec<(&'static str, Value)>;

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

/// The template of the page, and what it gets.
pub(super) fn page(renderer: &Renderer, scope: &Scope, page: &Page, id: DayId) -> Filled {
    let project = &scope.current().projects[id.project];
    let day = &project.days[id.day];
    let item = renderer.day_item(scope.edition, id);
    let mut data = head::page(scope, page, "day", item::day_title(scope, day));
    let summary = field(&item, "summary").and_then(Value::as_str);
    let summary = summary.map(|summary| body::shorten(summary, masthead::DESCRIPTION));
    data.description = Some(summary.unwrap_or_else(|| {
        let colon = scope.strings().find("colon").unwrap_or(": ");
        format!("{}{colon}{}", project.title(), item::day_label(scope, project, day.number, day.after))
    }));
    data.full_title = format!("{} · {} · {}", data.title, project.title(), scope.site.config.title);
    let own = item::day_ref(scope, project, day);
    data.breadcrumb =
        head::breadcrumb(scope, vec![head::projects_crumb(scope), head::project_crumb(scope, project), own]);
    data.trail_html = renderer.trail_html(scope.edition, id.project);
    data.og_type = "article";
    data.date = field(&item, "date").cloned();
    data.image = data.image.or_else(|| head::image(scope, project));
    data.draft = day.matter().draft;
    data.language = day.language.tag().to_string();
    if let Some(canonical) = &day.matter().canonical
        && super::super::scope::is_followed(&canonical.value)
    {
        data.canonical.clone_from(&canonical.value);
    }
    data.json_ld = Some(structured::day(scope, &data, day));
    let (details, needs) = day_data(renderer, scope, (id, &item), &data.title);
    data.allow(&needs);
    let mut filled = Filled::new("day.html", data);
    filled.context.insert_value("day", extended(&item, details));
    filled
}

/// What only the page of a day shows, and what that page must allow for it.
fn day_data(renderer: &Renderer, scope: &Scope, (id, item): (DayId, &Value), title: &str) -> (Fields, Needs) {
    let project = &scope.current().projects[id.project];
    let day = &project.days[id.day];
    let matter = day.matter();
    let document = &day.source.document;
    let neighbour = |index: Option<usize>| {
        let index = index.filter(|index| *index < project.days.len())?;
        Some(renderer.day_item(scope.edition, DayId { project: id.project, day: index }))
    };
    let from = head::path_of(document);
    let lines = |said: &[String], language: &Language| {
        let line = |line: &String| body::in_language(scope, language, body::inline(scope, from, line));
        Value::from(said.iter().map(line).collect::<Vec<Value>>())
    };
    let of_questions = day.language_of(|own| !own.questions.is_empty());
    let of_next = day.language_of(|own| own.next.is_some());
    let reading = body::read(document, Some(title));
    // The feed of the project holds its last days.
    let is_in_feed = project.days.len() - id.day <= scope.site.config.feed_limit;
    let body = match renderer.ahead.as_ref().filter(|_| is_in_feed) {
        Some(ahead) => {
            let route = scope.day_route(project, day);
            let (body, in_feed) = body::written_twice(renderer, scope, document, &reading, &route);
            ahead.put(scope.edition, id, in_feed);
            body
        }
        None => body::written(renderer, scope, document, &reading, Addresses::Relative),
    };
    let mut needs = body.needs;
    let from = head::path_of(document);
    let demo = demo(renderer, scope, from, matter.demo.as_ref(), project.title(), &mut needs);
    let video = video(renderer, scope, day, title, &mut needs);
    let (strip, strip_html) = renderer.strip_at(scope.edition, id);
    let questions = matter.questions.iter().map(|pair| QuestionData {
        q_html: body::in_language(scope, of_questions, body::inline(scope, from, &pair.q)),
        a_html: body::in_language(scope, of_questions, body::paragraphs(scope, from, &pair.a)),
    });
    let next = matter.next.as_deref();
    let next = next.map(|next| body::in_language(scope, of_next, body::paragraphs(scope, from, next)));
    let minutes = minutes(day);
    let fields = vec![
        ("total", project.challenge.length.into()),
        ("body_html", Value::safe_string(&body.html)),
        ("toc", Value::from_serializable(&contents(day, title))),
        ("minutes", minutes.into()),
        ("reading", reading_time(scope, minutes).into()),
        ("words", document.doc.words.into()),
        ("answers", Value::from_serializable(&answers(scope, project, id.day, item))),
        ("insights", lines(&matter.insights, day.language_of(|own| !own.insights.is_empty()))),
        ("learned", lines(&matter.learned, day.language_of(|own| !own.learned.is_empty()))),
        ("questions", Value::from_serializable(&questions.collect::<Vec<_>>())),
        ("numbers", Value::from_serializable(&numbers(scope, project, id.day))),
        ("demo", Value::from_serializable(&demo)),
        ("video", Value::from_serializable(&video)),
        ("next_html", next.into()),
        ("previous", neighbour(id.day.checked_sub(1)).into()),
        ("following", neighbour(Some(id.day + 1)).into()),
        ("strip", strip.into()),
        ("strip_html", strip_html.into()),
        ("translations", Value::from_serializable(&translations(scope, project, day))),
        ("extra", Value::from_serializable(&matter.extra)),
    ];
    (fields, needs)
}

/// The headings of a long text.
fn contents(day: &Day, title: &str) -> Vec<TocData> {
    let outline = day.source.document.doc.outline_under(Some(title));
    let shown: Vec<TocData> = outline
        .iter()
        .filter(|heading| heading.level <= DEEPEST && !heading.text.is_empty())
        .map(|heading| TocData { id: heading.id.clone(), text: heading.text.clone(), level: heading.level })
        .collect();
    if shown.len() >= LONG { shown } else { Vec::new() }
}

/// How long a text takes to read, in words; nothing of one that takes hardly longer than to say so.
fn reading_time(scope: &Scope, minutes: usize) -> Option<String> {
    (minutes > MOMENT).then(|| scope.strings().fill("day.minutes", &[("n", &minutes.to_string())]))
}

fn minutes(day: &Day) -> usize {
    let doc = &day.source.document.doc;
    let words = doc.words.saturating_sub(doc.cjk_chars);
    (words * CHARACTERS_A_MINUTE + doc.cjk_chars * WORDS_A_MINUTE)
        .div_ceil(WORDS_A_MINUTE * CHARACTERS_A_MINUTE)
        .max(1)
}

/// What the day answers, with what came of it.
fn answers(scope: &Scope, project: &Project, day: usize, item: &Value) -> Vec<LoopItem> {
    let own = quote::loops(scope, project, &project.days[day], item).into_iter().map(|answer| {
        let number = answer.number.map(|number| at_home(scope, project, day, number));
        LoopItem { number, ..answer }
    });
    own.collect()
}

/// Every reading that the file of a day states, with what the number was before, and its date and source where they
/// are others than the day. The line of its history is drawn once, at the last.
fn numbers(scope: &Scope, project: &Project, day: usize) -> Vec<FigureItem> {
    let stated = project.figures.iter().flat_map(|known| {
        let is_own = |at: &usize| known.readings[*at].stated_on.contains(&day);
        let last = (0..known.readings.len()).rfind(is_own);
        (0..known.readings.len()).filter(is_own).map(move |at| {
            let item = figure::figure(scope, project, &known.upto(at));
            let plot = item.plot.filter(|_| Some(at) == last);
            at_home(scope, project, day, FigureItem { plot, ..item })
        })
    });
    stated.collect()
}

/// A number on the page of a day, which does not lead to itself or say its own date again.
fn at_home(scope: &Scope, project: &Project, day: usize, item: FigureItem) -> FigureItem {
    let day = &project.days[day];
    let url = scope.day_url(project, day);
    let source = item.source.filter(|source| source.url.as_ref() != Some(&url));
    let date = item.date.filter(|date| date.iso != day.date.to_string());
    FigureItem { source, date, ..item }
}

fn video(
    renderer: &Renderer,
    scope: &Scope,
    day: &Day,
    title: &str,
    needs: &mut Needs,
) -> Option<super::super::data::VideoItem> {
    let said = day.matter().video.as_ref()?;
    let from = head::path_of(&day.source.document);
    let url = scope.address(from, &said.value)?;
    // What lies in the site stands under the title of the page, and needs no caption that repeats it.
    let is_local = !said.value.contains("://");
    let fields = DemoFields {
        url: Some(said.value.clone()),
        title: (!is_local).then(|| title.to_string()),
        ..DemoFields::default()
    };
    let shown = body::demo(renderer, scope, from, &fields);
    needs.extend(shown.needs);
    let embed_html = Value::safe_string(&shown.html);
    Some(super::super::data::VideoItem { title: title.to_string(), url, embed_html })
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
