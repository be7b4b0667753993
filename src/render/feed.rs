//! Feeds: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::{Value as Json, json};
use tera::Value;

use super::Renderer;
use super::body::{self, Addresses};
use super::data::field;
use super::item;
use super::scope::Scope;
use crate::front_matter::Date;
use crate::path::Route;
use crate::plan::Page;
use crate::site::{Day, DayId, Project};

/// About how many bytes an entry of a feed takes beside its text.
const ROUND_AN_ENTRY: usize = 1024;

/// One entry of a feed.
struct Entry {
    id: String,
    title: String,
    url: String,
    date: String,
    summary: Option<String>,
    html: String,
    language: String,
    tags: Vec<String>,
}

/// An id that survives a new title, a new slug and a new domain: made of the site's own id and of
/// what names the thing in the author's folder. A UUID of version 8 (RFC 9562, section 5.8).
fn id(scope: &Scope, parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in std::iter::once(scope.site.config.id.as_str()).chain(parts.iter().copied()) {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The instant at which a day begins in the site's time zone (RFC 3339).
fn timestamp(scope: &Scope, date: Date) -> String {
    scope.site.config.timezone.start_of_day(date.0).to_rfc3339()
}

fn entries(renderer: &Renderer, scope: &Scope, project: Option<usize>) -> Vec<Entry> {
    let edition = scope.current();
    let wanted = edition.timeline.iter().filter(|id| project.is_none_or(|project| id.project == project));
    wanted.take(scope.site.config.feed_limit).map(|id| entry(renderer, scope, *id)).collect()
}

fn entry(renderer: &Renderer, scope: &Scope, day_id: DayId) -> Entry {
    let edition = scope.current();
    let project = &edition.projects[day_id.project];
    let day = &project.days[day_id.day];
    let title = item::day_title(scope, day);
    let route = scope.day_route(project, day);
    let ahead = renderer.ahead.as_ref().and_then(|ahead| ahead.take(scope.edition, day_id));
    let html = ahead.unwrap_or_else(|| {
        body::html(renderer, scope, &day.source.document, Some(&title), Addresses::Absolute(&route)).html
    });
    let item = renderer.day_item(scope.edition, day_id);
    let summary = field(&item, "summary").and_then(Value::as_str).map(str::to_string);
    Entry {
        id: entry_id(scope, project, day),
        url: scope.absolute(&route),
        date: timestamp(scope, day.date),
        html,
        summary,
        language: day.language.tag().to_string(),
        tags: edition
            .tags
            .iter()
            .filter(|tag| day.tags.contains(&tag.slug))
            .map(|tag| tag.name.clone())
            .collect(),
        title,
    }
}

fn entry_id(scope: &Scope, project: &Project, day: &Day) -> String {
    id(scope, &["day", project.folder(), &day.source.name.stem, day.language.tag()])
}

fn newest(scope: &Scope, project: Option<usize>) -> String {
    let edition = scope.current();
    let newest = match project {
        Some(project) => edition.projects[project].newest(),
        None => edition.timeline.first().map(|id| edition.day(*id).date),
    };
    match newest.or_else(|| "1970-01-01".parse().ok()) {
        Some(date) => timestamp(scope, date),
        None => String::new(),
    }
}

fn author<'a>(scope: &Scope<'a>) -> &'a str {
    let config = &scope.site.config;
    config.author.name.as_deref().unwrap_or(&config.title)
}

fn title(scope: &Scope, project: Option<usize>) -> String {
    let title = &scope.site.config.title;
    match project {
        Some(project) => format!("{} · {title}", scope.current().projects[project].title()),
        None => title.clone(),
    }
}

/// The route of the page that a feed is the feed of.
fn home(scope: &Scope, project: Option<usize>) -> Route {
    match project {
        Some(project) => scope.routes().project(&scope.current().projects[project].slug),
        None => scope.routes().home(),
    }
}

/// An Atom feed of the edition, or of one of its projects.
pub(super) fn atom(renderer: &Renderer, scope: &Scope, page: &Page, project: Option<usize>) -> Vec<u8> {
    let entries = entries(renderer, scope, project);
    let mut feed = Xml::with_room(entries.iter().map(|entry| ROUND_AN_ENTRY + entry.html.len()).sum());
    let language = scope.current().language.tag();
    let folder = project.map_or("", |project| scope.current().projects[project].folder());
    feed.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)]);
    feed.text("id", &[], &id(scope, &["feed", folder, language]));
    feed.text("title", &[], &title(scope, project));
    feed.empty(
        "link",
        &[("rel", "self"), ("type", "application/atom+xml"), ("href", &scope.absolute(&page.route))],
    );
    feed.empty(
        "link",
        &[("rel", "alternate"), ("type", "text/html"), ("href", &scope.absolute(&home(scope, project)))],
    );
    feed.text("updated", &[], &newest(scope, project));
    feed.open("author", &[]);
    feed.text("name", &[], author(scope));
    feed.close("author");
    feed.text("generator", &[], "buildlog");
    for entry in &entries {
        atom_entry(&mut feed, entry);
    }
    feed.close("feed");
    feed.finish()
}

fn atom_entry(feed: &mut Xml, entry: &Entry) {
    feed.open("entry", &[("xml:lang", &entry.language)]);
    feed.text("id", &[], &entry.id);
    feed.text("title", &[], &entry.title);
    feed.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.url)]);
    feed.text("published", &[], &entry.date);
    feed.text("updated", &[], &entry.date);
    if let Some(summary) = &entry.summary {
        feed.text("summary", &[], summary);
    }
    for tag in &entry.tags {
        feed.empty("category", &[("term", tag)]);
    }
    feed.verbatim("content", &[("type", "html")], &entry.html);
    feed.close("entry");
}

/// A JSON Feed of the edition.
pub(super) fn json(renderer: &Renderer, scope: &Scope, page: &Page) -> String {
    let items: Vec<Json> = entries(renderer, scope, None).iter().map(json_item).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(scope, None),
        "home_page_url": scope.absolute(&home(scope, None)),
        "feed_url": scope.absolute(&page.route),
        "language": scope.current().language.tag(),
        "authors": [{ "name": author(scope) }],
        "items": items,
    });
    format!("{feed:#}\n")
}

fn json_item(entry: &Entry) -> Json {
    let mut item = json!({
        "id": entry.id, "url": entry.url, "title": entry.title, "content_html": entry.html,
        "date_published": entry.date, "language": entry.language,
    });
    if let Some(summary) = &entry.summary {
        item["summary"] = json!(summary);
    }
    if !entry.tags.is_empty() {
        item["tags"] = json!(entry.tags);
    }
    item
}

/// An XML document in memory, one element a line.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
}

impl Xml {
    /// With room for so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        let mut xml = Self { writer: Writer::new_with_indent(Vec::with_capacity(bytes), b' ', 1) };
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
        xml
    }

    fn put(&mut self, event: Event) {
        // A vector in memory takes everything.
        let _ = self.writer.write_event(event);
    }

    fn start<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
        BytesStart::new(name).with_attributes(attributes.iter().copied())
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Start(Self::start(name, attributes)));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Empty(Self::start(name, attributes)));
    }

    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.put(Event::Text(BytesText::new(text)));
        self.close(name);
    }

    /// Text with many signs that would have to be escaped.
    fn verbatim(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        // To be taken apart at every `>` that might end it costs more than to see once that none does.
        match memchr::memmem::find(text.as_bytes(), b"]]>") {
            None => self.put(Event::CData(BytesCData::new(text))),
            Some(_) => BytesCData::escaped(text).for_each(|part| self.put(Event::CData(part))),
        }
        self.close(name);
    }

    /// All of it, as UTF-8.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }
}
