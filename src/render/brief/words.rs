//! A brief's facts in the words and addresses of the site.

use super::sheet::{Labelled, LabelledLink, Linked, Piece, Role, Section, Sheet, SheetItem, SheetPicture};
use super::shorten::Shortener;
use crate::brief::{Brief, Fact, Item, Passages, Source};
use crate::config::{Contact, Show};
use crate::content::LookingFor;
use crate::front_matter::Language;
use crate::markdown;
use crate::path::Route;
use crate::plan::Resolved;
use crate::render::scope::{Scope, host, is_followed};
use crate::render::{figure, head, item};
use crate::site::{Figure, Project, Quote};

/// Puts a brief into words.
pub(super) struct Writer<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) brief: &'a Brief<'a>,
    pub(super) project: &'a Project,
    /// Where the page is that the document is about.
    pub(super) home: Route,
    pub(super) shortener: Shortener,
}

impl Writer<'_> {
    /// The whole document in words.
    pub(super) fn sheet(mut self) -> Sheet {
        let (scope, project) = (self.scope, self.project);
        let author = &scope.site.config.author;
        let matter = &project.source.document.matter;
        let name = author.name.clone().unwrap_or_else(|| scope.site.config.title.clone());
        let sections = self.brief.passages.iter().map(|passages| self.section(passages)).collect();
        let promise = matter.tagline.as_deref().map(|said| self.shortener.cut("tagline", &plain(said), 160));
        let headline =
            author.headline.as_deref().map(|said| self.shortener.cut("headline", &plain(said), 120));
        Sheet {
            language: scope.current().language.tag().to_string(),
            title: format!("{name} · {}", project.title()),
            file_name: self.file_name(&name),
            headline,
            location: author.location.clone(),
            contacts: self.contacts(),
            looking_for: self.looking_for(),
            reader: self.reader(),
            project: Linked {
                text: project.title().to_string(),
                url: Some(scope.absolute(&scope.routes().project(&project.slug))),
            },
            promise,
            role: matter.role.as_deref().map(|role| {
                let text = self.shortener.cut("role", &plain(role), 120);
                self.labelled("project.role", text)
            }),
            strip: project.strip.iter().map(|mark| mark.state.key()).collect(),
            progress: self.progress(),
            demo: self.demo(),
            people: self.people(),
            picture: self.picture(),
            qr: self.qr(),
            sections,
            ask: self.brief.reader.and_then(|reader| reader.ask.as_deref()).map(|ask| {
                let text = self.shortener.cut("ask", &plain(ask), 160);
                self.labelled("brief.ask", text)
            }),
            proof: self.proof(),
            shortened: std::mem::take(&mut self.shortener.shortened),
            name,
        }
    }

    fn word(&self, key: &str) -> String {
        self.scope.strings().get(key).to_string()
    }

    fn labelled(&self, key: &str, text: String) -> Labelled {
        Labelled { label: self.word(key), text }
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
        let value = contact.value.clone()?;
        let url = head::contact_address(contact);
        let text = match url.as_deref() {
            Some(url) if is_followed(&value) => readable(url),
            Some(_) => value,
            // A name in a chat says nothing without the chat's.
            None => format!("{} {value}", head::contact_label(self.scope, contact)),
        };
        Some(Linked { text, url })
    }

    fn looking_for(&mut self) -> Option<Labelled> {
        let said = self.scope.current().profile.as_ref()?.document.matter.looking_for.as_ref()?;
        let text = match said {
            LookingFor::Line(line) => plain(line),
            LookingFor::Points(points) => {
                let roles = points.roles.join(", ");
                let (remote, from) = head::remote_and_from(self.scope.strings(), points);
                let parts = [Some(roles), points.place.clone(), remote, from, points.permit.clone()];
                parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
            }
        };
        let text = self.shortener.cut("looking_for", &text, 240);
        (!text.is_empty()).then(|| self.labelled("looking_for", text))
    }

    fn reader(&self) -> Option<String> {
        let reader = self.brief.reader?;
        let whom = match (&reader.person, &reader.to) {
            (Some(person), Some(to)) => format!("{person}, {to}"),
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
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn demo(&self) -> Option<LabelledLink> {
        let url = self.demo_address()?;
        Some(LabelledLink { label: self.word("demo.try"), text: readable(&url), url })
    }

    fn demo_address(&self) -> Option<String> {
        let document = &self.project.source.document;
        let said = document.matter.demo.as_ref()?.value.url.as_ref()?;
        let address = self.scope.address(&document.file.path, &said.value)?;
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
        let document = &self.project.source.document;
        let demo = document.matter.demo.as_ref().and_then(|demo| demo.value.poster.as_ref());
        let said = document.matter.cover.as_ref().or(demo)?;
        let scope = self.scope;
        let resolved = scope.plan.resolve(scope.site, scope.edition, &document.file.path, None, &said.value);
        let Resolved::Medium(path) = resolved else { return None };
        let alt = scope.strings().fill("brief.picture", &[("project", self.project.title())]);
        let picture = scope.medium(&path, &alt)?;
        Some(SheetPicture { url: picture.url, width: picture.width, height: picture.height, alt, path })
    }

    fn proof(&self) -> LabelledLink {
        let url = self.scope.absolute(&self.home);
        LabelledLink { label: self.word("brief.proof"), text: readable(&url), url }
    }

    fn section(&mut self, passages: &Passages) -> Section {
        let key = passages.passage.key();
        let items = passages.items.iter().filter_map(|item| self.item(item)).collect();
        Section { key, heading: self.word(&format!("brief.headings.{key}")), screen_only: false, items }
    }

    fn item(&mut self, item: &Item) -> Option<SheetItem> {
        let pieces = self.pieces(item)?;
        Some(SheetItem { name: item.name.clone(), rank: item.rank, screen_only: false, pieces })
    }

    fn pieces(&mut self, item: &Item) -> Option<Vec<Piece>> {
        let matter = &self.project.source.document.matter;
        let name = item.name.as_str();
        let own = self.scope.foreign(&self.project.language);
        let source = self.source(&item.source);
        let pieces = match &item.fact {
            Fact::Words(said) => vec![self.text(name, said, 420).language(own)],
            Fact::Insight(said) => vec![self.text(name, said, 220).language(own), source?],
            Fact::Evidence(at) => {
                let piece = matter.evidence.get(*at)?;
                let mut pieces = vec![self.quote(name, &piece.quote, 220).language(own)];
                pieces.extend(source);
                pieces
            }
            Fact::Because(said) => {
                let mut pieces = vec![self.quote(name, &said.quote, 220)];
                pieces.extend(source);
                pieces
            }
            Fact::Direction(at) => {
                let voice = matter.direction.get(*at)?;
                let mut pieces = vec![self.quote(name, &voice.said, 200).language(own.clone())];
                pieces.extend(
                    voice.who.as_deref().map(|who| Piece::new(Role::By, dashed(&plain(who))).language(own)),
                );
                pieces.extend(source);
                pieces
            }
            Fact::Quote(at) => self.feedback(name, self.project.quotes.get(*at)?),
            Fact::Figure(at) => self.figure(self.project.figures.get(*at)?, source),
            Fact::Change(day, which) => self.change(name, *day, *which)?,
            Fact::Day(at) => {
                let day = self.project.days.get(*at)?;
                let title = Piece::new(Role::Lead, item::day_title(self.scope, day));
                let summary = item::summary(day).map(|said| self.text(name, &said, 240));
                let language = self.scope.foreign(&day.language);
                [Some(title), summary]
                    .into_iter()
                    .flatten()
                    .map(|piece| piece.language(language.clone()))
                    .chain(source)
                    .collect()
            }
            Fact::Limit(at) => {
                let limit = matter.limits.get(*at)?;
                let mut case = self.text(name, &limit.case, 140).language(own.clone());
                case.role = Role::Lead;
                let guard = limit.guard.as_deref().map(|guard| self.text(name, guard, 180).language(own));
                [Some(case), guard].into_iter().flatten().collect()
            }
            Fact::Station(at) => self.station(*at)?,
        };
        Some(pieces)
    }

    fn text(&mut self, name: &str, said: &str, limit: usize) -> Piece {
        Piece::new(Role::Text, self.shortener.cut(name, &plain(said), limit))
    }

    fn quote(&mut self, name: &str, said: &str, limit: usize) -> Piece {
        Piece::new(Role::Quote, format!("“{}”", self.shortener.cut(name, &plain(said), limit)))
    }

    /// Where a fact can be looked up, as a few words that lead there.
    fn source(&self, source: &Source) -> Option<Piece> {
        let strings = self.scope.strings();
        let link = |text: String, url: String| Some(Piece::new(Role::Source, text).link(Some(url)));
        match source {
            Source::Day(at) => {
                let day = self.project.days.get(*at)?;
                let label = strings.fill("day_source", &[("n", &day.number.to_string())]);
                link(label, self.scope.absolute(&self.scope.day_route(self.project, day)))
            }
            Source::Quote(at) => {
                link(self.word("feedback_source"), self.feedback_address(self.project.quotes.get(*at)?))
            }
            Source::Said(said) => self.said(said),
            Source::Project | Source::About | Source::Letter => None,
        }
    }

    fn feedback_address(&self, quote: &Quote) -> String {
        let page = self.scope.absolute(&self.scope.routes().feedback(&self.project.slug));
        format!("{page}#{}", quote.anchor)
    }

    /// A record's own words for where it comes from: a day, feedback, an address, or words.
    fn said(&self, said: &str) -> Option<Piece> {
        if let Some(at) = self.project.days.iter().position(|day| day.source.name.stem == said) {
            return self.source(&Source::Day(at));
        }
        if let Some(at) = self.project.quotes.iter().position(|quote| quote.id == said) {
            return self.source(&Source::Quote(at));
        }
        if is_followed(said) {
            let text = host(said).unwrap_or_else(|| said.to_string());
            return Some(Piece::new(Role::Source, text).link(Some(said.to_string())));
        }
        // One word that is no day and no quote is the id of something that is not shown.
        said.contains(char::is_whitespace).then(|| Piece::new(Role::By, dashed(&plain(said))))
    }

    fn feedback(&mut self, name: &str, quote: &Quote) -> Vec<Piece> {
        let spoken = quote.language.as_ref().unwrap_or(&self.scope.site.config.language);
        let (words, language): (&str, &Language) = match &quote.translation {
            Some(translation) if *spoken != self.scope.current().language => {
                (translation, &self.scope.current().language)
            }
            _ => (&quote.words, spoken),
        };
        let said = self.quote(name, words, 300).language(self.scope.foreign(language));
        let who = match (&quote.name, &quote.who) {
            (Some(name), Some(who)) => format!("{name}, {who}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => self.word("quote.anonymous"),
        };
        let relation = quote.relation.map(|relation| self.word(&format!("relations.{}", relation.key())));
        let who = match relation {
            Some(relation) => dashed(&format!("{who} ({relation})")),
            None => dashed(&who),
        };
        let who = format!("{who}{}", self.word("brief.comma").trim_end());
        let text =
            quote.date.map_or_else(|| self.word("feedback_source"), |date| self.scope.strings().date(date));
        let source = Piece::new(Role::Source, text).link(Some(self.feedback_address(quote)));
        vec![said, Piece::new(Role::By, who), source]
    }

    /// From the first reading to the latest: the way that a number went is what it has to say.
    fn figure(&self, figure: &Figure, source: Option<Piece>) -> Vec<Piece> {
        let latest = figure::value(figure);
        let first = &figure.readings[0].value.0;
        let value = match figure.readings.len() {
            1 => latest,
            _ => format!("{first} → {latest}"),
        };
        let date = figure.latest().date.map(|date| self.scope.strings().date(date));
        let comma = if source.is_some() { self.word("brief.comma") } else { String::new() };
        let date = date.map(|date| Piece::new(Role::By, format!("{date}{}", comma.trim_end())));
        let label = Piece::new(Role::Label, plain(&figure.label));
        [Some(Piece::new(Role::Value, value)), Some(label), date, source].into_iter().flatten().collect()
    }

    fn change(&mut self, name: &str, day: usize, which: usize) -> Option<Vec<Piece>> {
        let source = self.source(&Source::Day(day));
        let day = self.project.days.get(day)?;
        let answer = day.answers().get(which)?;
        let said = answer.feedback.as_ref().and_then(|id| self.project.quote(&id.value));
        let language = self.scope.foreign(&day.language);
        let mut pieces = Vec::new();
        if let Some(said) = said {
            pieces.push(self.feedback(name, said).swap_remove(0));
            let text = &mut pieces[0].text;
            let words = text.trim_matches(['“', '”']).to_string();
            // Words that stand in full above are only called to mind.
            let limit = if self.is_quoted(&said.id) { 48 } else { 110 };
            *text = format!("“{}”", self.shortener.cut(name, &words, limit));
        }
        for part in [&answer.change, &answer.result].into_iter().flatten() {
            let mut piece = self.text(name, part, 170).language(language.clone());
            if !pieces.is_empty() {
                piece.text = format!("→ {}", piece.text);
            }
            pieces.push(piece);
        }
        pieces.extend(source);
        Some(pieces)
    }

    fn is_quoted(&self, id: &str) -> bool {
        let items = self.brief.passages.iter().flat_map(|passages| &passages.items);
        items.filter(|item| matches!(item.fact, Fact::Quote(_))).any(|item| item.name == id)
    }

    /// How many people stand behind the page, as far as what may be shown records it.
    fn people(&self) -> Option<Linked> {
        let strings = self.scope.strings();
        let quoted = self.brief.passages.iter().flat_map(|passages| &passages.items);
        let quoted = quoted.filter(|item| matches!(item.fact, Fact::Quote(_))).count();
        let count = |key: &str, n: usize| {
            let form = if n == 1 { "one" } else { "other" };
            (n > 0).then(|| strings.fill(&format!("brief.{key}.{form}"), &[("n", &n.to_string())]))
        };
        let heard = count("heard", self.project.people)?;
        let parts = [Some(heard), count("tried", self.project.tried), count("quoted", quoted)];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(&self.word("brief.comma"))
            + &self.word("brief.stop");
        let url = self.scope.absolute(&self.scope.routes().feedback(&self.project.slug));
        Some(Linked { text, url: Some(url) })
    }

    fn station(&mut self, at: usize) -> Option<Vec<Piece>> {
        let station = self.scope.current().background.get(at)?;
        let what = station.what.as_deref().map(|what| Piece::new(Role::Lead, plain(what)));
        let place = station.place.as_deref().map(|place| Piece::new(Role::Text, plain(place)));
        let time = match (&station.from, &station.to) {
            (Some(from), Some(to)) => Some(format!("{from}–{to}")),
            (Some(from), None) => Some(format!("{from}–{}", self.word("about.until_now"))),
            (None, to) => to.clone(),
        };
        Some([what, place, time.map(|time| Piece::new(Role::By, time))].into_iter().flatten().collect())
    }
}

/// Who said something, with a dash that stays with the name.
fn dashed(who: &str) -> String {
    format!("—\u{a0}{who}")
}

/// A short field of front matter as one line of plain text.
fn plain(said: &str) -> String {
    markdown::plain_text(said).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An address as it is read on paper and typed from it.
pub(super) fn readable(url: &str) -> String {
    let bare = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| url.strip_prefix(scheme));
    let bare = bare.unwrap_or(url);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    percent_encoding::percent_decode_str(bare.trim_end_matches('/')).decode_utf8_lossy().into_owned()
}
