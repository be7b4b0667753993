//! What people said, and what was made of it.

use tera::Value;

use super::data::{LoopItem, QuoteItem};
use super::scope::{Scope, is_followed};
use super::{body, figure, item};
use crate::markdown;
use crate::site::{Day, Project, Quote, Standing};

/// Where the characters of Chinese, Japanese and Korean begin in Unicode.
const CJK: char = '\u{2E80}';

/// The pieces of feedback that may speak for a project, the best first: one in the language of the page goes
/// before others of those who are as close to the maker.
pub(super) fn speaking<'a>(scope: &Scope, project: &'a Project) -> Vec<&'a Quote> {
    let site = scope.site;
    let language = &scope.current().language;
    let lead: Vec<&str> = site.config.brief.lead.iter().map(|id| id.value.as_str()).collect();
    let standing = |quote: &Quote| match lead.contains(&quote.id.as_str()) {
        true => Standing::User,
        false => quote.standing(),
    };
    let is_foreign = |quote: &Quote| quote.language.as_ref().unwrap_or(&site.config.language) != language;
    let mut speaking = project.speaking(&lead, language);
    speaking.sort_by_key(|quote| (standing(quote), is_foreign(quote)));
    speaking
}

/// The piece of feedback that stands beside a project's promise.
pub(super) fn lead<'a>(scope: &Scope, project: &'a Project) -> Option<&'a Quote> {
    speaking(scope, project).first().copied()
}

/// How somebody stands to the maker, in words, where that must be told.
pub(super) fn relation(scope: &Scope, quote: &Quote) -> Option<String> {
    let relation = quote.relation?;
    Some(scope.strings().get(&format!("relations.{}", relation.key())).to_string())
}

/// What leads to a piece of feedback is called so, with the relation of who gave it.
pub(super) fn source_label(scope: &Scope, quote: &Quote) -> String {
    let strings = scope.strings();
    let note = relation(scope, quote).map(|relation| strings.fill("brief.note", &[("note", &relation)]));
    format!("{}{}", strings.get("feedback_source"), note.unwrap_or_default())
}

/// A piece of feedback as it may be shown.
pub(super) fn quote(scope: &Scope, project: &Project, quote: &Quote) -> QuoteItem {
    let strings = scope.strings();
    let label = |group: &str, key: &'static str| strings.get(&format!("{group}.{key}")).to_string();
    let page = scope.url(&scope.routes().feedback(&project.slug));
    QuoteItem {
        anchor: quote.anchor.clone(),
        url: format!("{page}#{}", quote.anchor),
        html: Value::safe_string(&markdown::render_untrusted(&quote.words)),
        text: markdown::plain_text(&quote.words),
        who: who(quote),
        who_language: who_language(scope, quote),
        channel_label: quote.channel.map(|channel| label("channels", channel.key())),
        date: quote.date.map(|date| scope.date(date)),
        verdict: quote.verdict.map(|verdict| verdict.key()),
        verdict_label: quote.verdict.map(|verdict| label("verdicts", verdict.key())),
        topic: quote.topic.clone(),
        status: quote.status.map(|status| status.key()),
        status_label: quote.status.map(|status| label("feedback_statuses", status.key())),
        relation_label: relation(scope, quote),
        source: quote.source.clone().filter(|source| is_followed(source)),
        language: quote.language.as_ref().and_then(|language| scope.foreign(language)),
        translation_html: translation(scope, quote),
        answered_by: quote
            .answered_by
            .iter()
            .map(|day| item::day_ref(scope, project, &project.days[*day]))
            .collect(),
        project: item::project_ref(scope, project),
    }
}

/// The translation, on pages in another language than the quote's.
fn translation(scope: &Scope, quote: &Quote) -> Option<Value> {
    let language = quote.language.as_ref().unwrap_or(&scope.site.config.language);
    let text = quote.translation.as_deref().filter(|_| *language != scope.current().language)?;
    Some(Value::safe_string(&markdown::render_untrusted(text)))
}

fn who(quote: &Quote) -> Option<String> {
    match (&quote.name, &quote.who) {
        (Some(name), Some(who)) => Some(format!("{name}, {who}")),
        (Some(name), None) => Some(name.clone()),
        (None, who) => who.clone(),
    }
}

/// The language of who it was, on a Chinese page that names them in other letters: fonts for Chinese set the
/// apostrophes of those as wide as a character. It is the site's own, else that in which they spoke.
fn who_language(scope: &Scope, quote: &Quote) -> Option<String> {
    let is_in_chinese = who(quote)?.chars().any(|letter| letter >= CJK);
    if is_in_chinese || !scope.current().language.is_chinese() {
        return None;
    }
    let languages = std::iter::once(&scope.site.config.language).chain(&quote.language);
    scope.foreign(languages.into_iter().find(|language| !language.is_chinese())?)
}

/// What a day answers. Where the feedback itself may not be shown, what was changed still is.
pub(super) fn loops(scope: &Scope, project: &Project, day: &Day, item: &Value) -> Vec<LoopItem> {
    let from = &day.answers_source().document.file.path;
    // The language of the day's own words is marked by the template.
    let words = |said: &Option<String>| {
        let html = body::inline(scope, from, said.as_deref()?);
        let language = day.language_of(|own| !own.answers.is_empty());
        Some(if *language == day.language { html } else { body::in_language(scope, language, html) })
    };
    let answers = day.answers().iter();
    let loops = answers.map(|answer| {
        let said = answer.feedback.as_ref().and_then(|id| project.quote(&id.value));
        let named = answer.number.as_ref().and_then(|id| project.figure(&id.value));
        // What was read later was moved by later changes too.
        let number = named.and_then(|figure| figure.since(day.date));
        LoopItem {
            answers_feedback: answer.feedback.is_some(),
            said: said.map(|said| quote(scope, project, said)),
            change: words(&answer.change),
            result: words(&answer.result),
            number: number.map(|number| figure::figure(scope, project, &number)),
            day: item.clone(),
        }
    });
    loops.filter(|pair| pair.said.is_some() || pair.change.is_some() || pair.result.is_some()).collect()
}
