//! A brief as a JSON Resume (version 1.0.0, jsonresume.org): for forms that read one.

use serde_json::{Map, Value, json};

use super::sheet::{Role, Sheet, SheetItem};
use super::text;
use crate::content::{Background, Skill, Station, Status};
use crate::front_matter::{Date, When};
use crate::render::masthead;
use crate::render::scope::{Scope, is_followed};
use crate::site::Project;

/// Where the schema of this version is.
const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// The document as JSON, with the keys and dates that the schema allows.
pub(super) fn resume(scope: &Scope, project: &Project, sheet: &Sheet) -> Value {
    let past = &scope.current().background;
    let of = |station: Station| past.iter().filter(move |background| background.station == station);
    with_values([
        ("$schema", json!(SCHEMA)),
        ("basics", basics(scope, sheet)),
        ("work", of(Station::Work).map(|past| station(past, "name", "position")).collect()),
        ("volunteer", of(Station::Volunteer).map(|past| station(past, "organization", "position")).collect()),
        ("education", of(Station::Education).map(|past| station(past, "institution", "area")).collect()),
        ("skills", scope.current().skills.iter().map(skill).collect()),
        ("projects", json!([entry(project, sheet)])),
        ("references", references(sheet)),
    ])
}

fn basics(scope: &Scope, sheet: &Sheet) -> Value {
    let author = &scope.site.config.author;
    let shown = author.contact.iter().filter(|contact| contact.show.contains(&crate::config::Show::Brief));
    let of_kind =
        |kind: &str| shown.clone().find(|contact| contact.kind == kind).and_then(|contact| contact.value());
    let profiles = author.links.iter().filter(|link| is_followed(&link.url.value));
    let profiles: Vec<Value> =
        profiles.map(|link| json!({ "network": link.label, "url": link.url.value })).collect();
    let elsewhere = shown.clone().filter(|contact| !matches!(contact.kind.as_str(), "email" | "phone"));
    let elsewhere = elsewhere.filter_map(|contact| {
        let network = masthead::contact_label(scope, contact);
        let value = contact.value()?;
        Some(match is_followed(value) {
            true => json!({ "network": network, "url": value }),
            false => json!({ "network": network, "username": value }),
        })
    });
    with_values([
        ("name", json!(sheet.author)),
        ("label", json!(sheet.headline)),
        ("email", json!(of_kind("email").filter(|address| address.contains('@')))),
        ("phone", json!(of_kind("phone"))),
        ("url", json!(scope.site.config.base_url.as_str())),
        ("summary", json!(sheet.wanted().map(|said| format!("{}{}{}", said.label, said.gap, said.text)))),
        ("location", sheet.location.as_ref().map_or(Value::Null, |place| json!({ "city": place }))),
        ("profiles", elsewhere.chain(profiles).collect()),
    ])
}

fn station(past: &Background, place: &'static str, what: &'static str) -> Value {
    // Education has no place for a text.
    let tells = past.station != Station::Education;
    with_values([
        (place, json!(past.place)),
        (what, json!(past.what)),
        ("startDate", json!(past.from.as_ref().and_then(When::iso))),
        ("endDate", json!(past.to.as_ref().and_then(|to| to.value.iso()))),
        ("studyType", json!(past.degree)),
        ("summary", json!(past.text.as_ref().filter(|_| tells))),
        ("highlights", past.highlights.iter().filter(|_| tells).map(|said| json!(said)).collect()),
    ])
}

fn skill(skill: &Skill) -> Value {
    with_values([
        ("name", json!(skill.name)),
        ("level", json!(skill.level)),
        ("keywords", json!(skill.keywords)),
    ])
}

fn entry(project: &Project, sheet: &Sheet) -> Value {
    let matter = project.matter();
    let date = |date: Option<Date>| json!(date.map(|date| date.to_string()));
    let numbers =
        section(sheet, "numbers").map(|item| text::item(item, &sheet.language).replace('\u{a0}', " "));
    with_values([
        ("name", json!(sheet.project.text)),
        ("description", json!(sheet.promise)),
        ("highlights", numbers.map(Value::from).collect()),
        ("keywords", json!(matter.stack)),
        ("startDate", date(project.challenge.start.or_else(|| project.days.first().map(|day| day.date)))),
        // What goes on has no end, however long ago its newest entry was written.
        ("endDate", date(project.newest().filter(|_| matter.status == Some(Status::Done)))),
        ("url", json!(sheet.project.url)),
        ("roles", sheet.role.iter().map(|role| Value::from(role.text.as_str())).collect()),
    ])
}

/// What people said who may be quoted, each by the words for them on the page.
fn references(sheet: &Sheet) -> Value {
    let quotes = section(sheet, "quotes");
    let references = quotes.map(|item| {
        let name = said(item, |role| role == Role::By);
        let name = name.trim_start_matches(['—', '\u{a0}']).trim_end_matches([',', '，']);
        let words = said(item, |role| role == Role::Quote);
        json!({ "name": name, "reference": words.trim_matches(['“', '”']) })
    });
    references.collect()
}

fn section<'a>(sheet: &'a Sheet, key: &'a str) -> impl Iterator<Item = &'a SheetItem> {
    sheet.sections.iter().filter(move |section| section.key == key).flat_map(|section| &section.items)
}

fn said(item: &SheetItem, which: impl Fn(Role) -> bool) -> String {
    let pieces = item.pieces.iter().filter(|piece| which(piece.role));
    let said: String = pieces.map(|piece| format!("{}{}", piece.gap, piece.text)).collect();
    said.trim().to_string()
}

/// Keys with a value; what is not known is left out and never `null`.
fn with_values<const N: usize>(keys: [(&'static str, Value); N]) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::String(text) => !text.is_empty(),
        _ => true,
    };
    let known = keys.into_iter().filter(|(_, value)| says(value));
    Value::Object(known.map(|(key, value)| (key.to_string(), value)).collect::<Map<_, _>>())
}
