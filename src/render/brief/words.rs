//! A brief's facts in the words and addresses of the site.

use super::marks;
use super::notes::Note;
use super::sheet::{BETWEEN, Labelled, LabelledLink, Languages, Linked, People, Sheet, SheetPicture};
use super::shorten::Shortener;
use crate::brief::{Brief, Fact};
use crate::config::{Contact, Show};
use crate::content::LookingFor;
use crate::fonts;
use crate::markdown;
use crate::path::Route;
use crate::plan::Resolved;
use crate::render::scope::{Scope, is_followed};
use crate::render::{item, masthead};
use crate::site::Project;

/// What stands before a name, and stays with it.
pub(super) const DASH: &str = "—\u{a0}";

/// Puts a brief into words.
pub(super) struct Writer<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) brief: &'a Brief<'a>,
    pub(super) project: &'a Project,
    /// Where the page is that the document is about.
    pub(super) home: Route,
    pub(super) shortener: Shortener,
    /// What is said otherwise than in the log, but for what is cut.
    pub(super) notes: Vec<Note>,
}

impl Writer<'_> {
    /// The whole document in words.
    pub(super) fn sheet(mut self) -> Sheet {
        let (scope, project) = (self.scope, self.project);
        let author = &scope.site.config.author;
        let matter = project.matter();
        let name = author.name.clone().unwrap_or_else(|| scope.site.config.title.clone());
        let sections = self.brief.passages.iter().map(|passages| self.section(passages)).collect();
        let promise = matter.tagline.as_deref().map(|said| self.shortener.cut("tagline", &line(said), 160));
        let headline =
            author.headline.as_deref().map(|said| self.shortener.cut("headline", &line(said), 120));
        let (looking_for, terms) = self.looking_for();
        let mut sheet = Sheet {
            author: author.name.clone(),
            language: scope.current().language.tag().to_string(),
            title: format!("{name} · {}", project.title()),
            file_name: self.file_name(&name),
            headline,
            location: author.location.clone(),
            contacts: self.contacts(),
            looking_for,
            terms,
            reader: self.reader(),
            project: Linked {
                text: project.title().to_string(),
                url: Some(scope.absolute(&scope.routes().project(&project.slug))),
            },
            promise,
            role: matter.role.as_deref().map(|role| {
                let text = self.shortener.cut("role", &line(role), 120);
                self.labelled("brief.role", text)
            }),
            strip: project.strip.iter().map(|mark| mark.state.key()).collect(),
            progress: self.progress(),
            demo: self.demo(),
            people: self.people(),
            picture: self.picture(),
            qr: self.qr(),
            sections,
            ask: self.brief.reader.and_then(|reader| reader.ask.as_deref()).map(|ask| {
                let text = self.shortener.cut("ask", &line(ask), 160);
                self.labelled("brief.ask", text)
            }),
            proof: self.proof(),
            languages: Languages {
                author: scope.foreign(&scope.site.config.language),
                looking_for: scope.foreign(&scope.current().told_in.looking_for),
                promise: scope.foreign(project.language_of(|matter| matter.tagline.is_some())),
                role: scope.foreign(project.language_of(|matter| matter.role.is_some())),
            },
            notes: self.notes.into_iter().chain(self.shortener.notes()).collect(),
            name,
        };
        sheet.for_each_text(|text| *text = legible(text));
        sheet
    }

    /// A word of the theme.
    pub(super) fn word(&self, key: &str) -> String {
        self.scope.strings().get(key).to_string()
    }

    fn labelled(&self, key: &str, text: String) -> Labelled {
        Labelled::new(self.word(key), text)
    }

    /// `First-Last-Project`, as English-speaking offices sort them; in Chinese the role comes first.
    fn file_name(&self, name: &str) -> String {
        let title = self.project.title();
        let role = match self
            .scope
            .current()
            .profile
            .as_ref()
            .and_then(|profile| profile.document.matter.looking_for.as_ref())
        {
            Some(LookingFor::Points(points)) => points.roles.first().map(String::as_str),
            _ => None,
        };
        let parts = match self.scope.current().language.is_chinese() {
            true => [role, Some(name), Some(title)],
            false => [Some(name), Some(title), None],
        };
        let words = parts.into_iter().flatten().flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
    }

    /// Contacts that are to be shown here, in their order, then pages elsewhere.
    fn contacts(&self) -> Vec<Linked> {
        let author = &self.scope.site.config.author;
        let shown = author.contact.iter().filter(|contact| contact.show.contains(&Show::Brief));
        let links = author.links.iter().filter(|link| is_followed(&link.url.value));
        shown
            .filter_map(|contact| self.contact(contact))
            .chain(
                links.map(|link| Linked {
                    text: readable(&link.url.value),
                    url: Some(link.url.value.clone()),
                }),
            )
            .collect()
    }

    fn contact(&self, contact: &Contact) -> Option<Linked> {
        let value = contact.value()?.to_string();
        let url = masthead::contact_address(contact);
        let text = match url.as_deref() {
            Some(url) if is_followed(&value) => readable(url),
            Some(_) => value,
            // A name in a chat says nothing without the chat's.
            None => format!("{} {value}", masthead::contact_label(self.scope, contact)),
        };
        Some(Linked { text, url })
    }

    /// What they look for, and the terms: a small screen shows the first alone at its top.
    fn looking_for(&mut self) -> (Option<Labelled>, Option<String>) {
        let profile = self.scope.current().profile.as_ref();
        let said = profile.and_then(|profile| profile.document.matter.looking_for.as_ref());
        let mut parts = match said {
            None => return (None, None),
            Some(LookingFor::Line(said)) => vec![plain(said)],
            Some(LookingFor::Points(points)) => {
                let roles = points.roles.join(&self.word("brief.list"));
                let (remote, from) = masthead::remote_and_from(self.scope.strings(), points);
                let parts = [Some(roles), points.place.clone(), remote, from, points.permit.clone()];
                parts.into_iter().flatten().filter(|part| !part.is_empty()).collect()
            }
        };
        if parts.is_empty() {
            return (None, None);
        }
        let mut cut = |text: String| self.shortener.cut_parts("looking_for", &text, BETWEEN, 160);
        let first = cut(parts.remove(0));
        let terms = (!parts.is_empty()).then(|| cut(parts.join(BETWEEN)));
        (Some(self.labelled("brief.looking_for", first)), terms)
    }

    fn reader(&self) -> Option<String> {
        let reader = self.brief.reader?;
        let whom = match (&reader.person, &reader.to) {
            (Some(person), Some(to)) => format!("{person}{}{to}", self.word("brief.comma")),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => return None,
        };
        Some(self.scope.strings().fill("brief.for", &[("whom", &whom)]))
    }

    fn progress(&self) -> String {
        let strings = self.scope.strings();
        let challenge = &self.project.challenge;
        let counted = |key: &str, n: usize| {
            let form = if n == 1 { "one" } else { "other" };
            (n > 0).then(|| strings.fill(&format!("{key}.{form}"), &[("n", &n.to_string())]))
        };
        let parts = [
            (!self.project.days.is_empty()).then(|| item::progress(self.scope.strings(), self.project)),
            counted("project.rested", challenge.rested),
            counted("project.missed", challenge.missed),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(BETWEEN)
    }

    fn demo(&self) -> Option<LabelledLink> {
        let url = self.demo_address()?;
        Some(LabelledLink::new(self.word("brief.demo"), readable(&url), url))
    }

    fn demo_address(&self) -> Option<String> {
        let said = self.project.matter().demo.as_ref()?.value.url.as_ref()?;
        let address = self.scope.address(&self.project.source.document.file.path, &said.value)?;
        Some(self.whole(address))
    }

    /// The address of this site's own page with its host before it.
    fn whole(&self, address: String) -> String {
        match is_followed(&address) {
            true => address,
            false => format!("{}{address}", self.scope.site.config.base_url.origin()),
        }
    }

    /// The demo where there is one, else the project's page: whoever holds paper wants to see the thing.
    fn qr(&self) -> Option<String> {
        let is_wanted = self.scope.site.config.brief.qr.unwrap_or(true);
        let page = || self.scope.absolute(&self.scope.routes().project(&self.project.slug));
        is_wanted.then(|| self.demo_address().unwrap_or_else(page))
    }

    fn picture(&self) -> Option<SheetPicture> {
        let matter = self.project.matter();
        let demo = matter.demo.as_ref().and_then(|demo| demo.value.poster.as_ref());
        let said = matter.cover.as_ref().or(demo)?;
        let scope = self.scope;
        // A translation lies beside its original, so that a path means the same file in both.
        let from = &self.project.source.document.file.path;
        let resolved = scope.plan.resolve(scope.site, scope.edition, from, None, &said.value);
        let Resolved::Medium(path) = resolved else { return None };
        let alt = scope.strings().fill("brief.picture", &[("project", self.project.title())]);
        let picture = scope.medium(&path, &alt)?;
        Some(SheetPicture { url: picture.url, width: picture.width, height: picture.height, alt, path })
    }

    fn proof(&self) -> LabelledLink {
        let url = self.scope.absolute(&self.home);
        LabelledLink::new(self.word("brief.proof"), readable(&url), url)
    }

    /// How many people stand behind the page, as far as what may be shown records it.
    fn people(&self) -> Option<People> {
        let items = self.brief.passages.iter().flat_map(|passages| &passages.items);
        let quoted = items.filter(|item| matches!(item.fact, Fact::Quote(_))).count();
        let more_by_quotes: Vec<String> = (0..=quoted).map(|quoted| self.more_of_people(quoted)).collect();
        Some(People {
            heard: self.count("heard", self.project.people)?,
            url: self.scope.absolute(&self.scope.routes().feedback(&self.project.slug)),
            more: more_by_quotes.last().cloned().unwrap_or_default(),
            more_printed: None,
            more_by_quotes,
        })
    }

    /// What there is to say of their number, with so many of them quoted.
    fn more_of_people(&self, quoted: usize) -> String {
        let Project { people, tried, near, .. } = *self.project;
        // A number that has just been said is not said again.
        let part = |all: &'static str, some: &'static str, n: usize| {
            self.count(if n == people { all } else { some }, n).map(|part| self.word("brief.comma") + &part)
        };
        let quoted = self.count("quoted", quoted).map(|quoted| self.word("brief.semicolon") + &quoted);
        let parts = [
            part("tried_all", "tried", tried),
            part("near_all", "near", near),
            quoted,
            Some(self.word("brief.stop")),
        ];
        parts.into_iter().flatten().collect()
    }

    /// A number of people in words; none where it is none.
    fn count(&self, key: &str, n: usize) -> Option<String> {
        let form = if n == 1 { "one" } else { "other" };
        (n > 0).then(|| self.scope.strings().fill(&format!("brief.{key}.{form}"), &[("n", &n.to_string())]))
    }
}

/// A text without what is no text: a line break is a space, and what nothing can draw is not there.
fn legible(text: &str) -> String {
    let text = text.chars().filter(|c| fonts::is_text(*c));
    text.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Who said something, with a dash that stays with the name.
pub(super) fn dashed(who: &str) -> String {
    format!("{DASH}{who}")
}

/// A name or another short line, letter for letter as a page shows it.
pub(super) fn line(said: &str) -> String {
    marks::turned(&marks::on_one_line(said))
}

/// A sentence of front matter, which is Markdown, as one line of plain text.
pub(super) fn plain(said: &str) -> String {
    line(&markdown::plain_field(said))
}

/// An address as it is read on paper and typed from it.
pub(super) fn readable(url: &str) -> String {
    let bare = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let bare = bare.unwrap_or(url);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    percent_encoding::percent_decode_str(bare.trim_end_matches('/')).decode_utf8_lossy().into_owned()
}
