//! Each fact of a brief as words, and as a link to where it can be looked up.

use super::notes::{Note, full_name};
use super::sheet::{Piece, Role, Section, SheetItem, gap_after};
use super::words::{DASH, Writer, dashed, line, plain};
use crate::brief::{Fact, Item, Passage, Passages, Source};
use crate::content::ProjectMatter;
use crate::front_matter::Language;
use crate::markdown;
use crate::render::scope::host;
use crate::render::{figure, item, quote};
use crate::site::{self, Figure, Quote, Reading, says_value};

impl Writer<'_> {
    /// The words under one heading.
    pub(super) fn section(&mut self, passages: &Passages) -> Section {
        let key = passages.passage.key();
        self.shortener.within = Some(key);
        let items = passages.items.iter().filter_map(|item| self.item(passages.passage, item)).collect();
        self.shortener.within = None;
        let heading = self.word(&format!("brief.headings.{key}"));
        Section { key, heading, url: self.section_address(passages), screen_only: false, items }
    }

    /// Where the site says all that stands under a heading: the part of a page that holds it. What was said to one
    /// reader has none, nor have days, each of which is a page.
    fn section_address(&self, passages: &Passages) -> Option<String> {
        let routes = self.scope.routes();
        let is_of_days = passages.items.iter().any(|item| matches!(item.fact, Fact::Insight(..)));
        let part = match passages.passage {
            Passage::Because | Passage::Relevance | Passage::Days | Passage::Latest => return None,
            Passage::Background => {
                let about = routes.about();
                let url = self.scope.plan.has(&about).then(|| self.scope.absolute(&about))?;
                return Some(format!("{url}#in_background"));
            }
            Passage::Quotes => return Some(self.scope.absolute(&routes.feedback(&self.project.slug))),
            Passage::Changes => "loops",
            Passage::Insights if is_of_days => "insights",
            Passage::Insights => "direction",
            Passage::Next => "roadmap",
            passage => passage.key(),
        };
        let page = self.scope.absolute(&routes.project(&self.project.slug));
        Some(format!("{page}#in_{part}"))
    }

    /// The language of what the project's front matter says, where it is not the page's: a translation takes
    /// from its original what it leaves out.
    fn own(&self, says: impl Fn(&ProjectMatter) -> bool) -> Option<String> {
        self.scope.foreign(self.project.language_of(says))
    }

    fn language_of_words(&self, passage: Passage) -> Option<String> {
        match passage {
            Passage::Audience => self.own(|matter| matter.audience.is_some()),
            Passage::Problem => self.own(|matter| matter.problem.is_some()),
            Passage::Why => self.own(|matter| matter.why.is_some()),
            Passage::Next => self.own(|matter| !matter.roadmap.is_empty()),
            // A letter is written in its reader's language.
            _ => None,
        }
    }

    fn item(&mut self, passage: Passage, item: &Item) -> Option<SheetItem> {
        let mut pieces = self.pieces(passage, item)?;
        for at in 1..pieces.len() {
            pieces[at].gap = gap_after(&pieces[at - 1].text);
        }
        Some(SheetItem { name: item.name.clone(), rank: item.rank, screen_only: false, pieces })
    }

    fn pieces(&mut self, passage: Passage, item: &Item) -> Option<Vec<Piece>> {
        let matter = self.project.matter();
        let name = item.name.as_str();
        let source = self.source(&item.source);
        let pieces = match &item.fact {
            Fact::Words(said) => {
                let said = self.text(name, said, 420).language(self.language_of_words(passage));
                [said].into_iter().chain(source).collect()
            }
            Fact::Insight(day, which) => {
                let day = self.project.days.get(*day)?;
                let language = day.language_of(|matter| !matter.insights.is_empty());
                let said = self.text(name, day.matter().insights.get(*which)?, 220);
                vec![said.language(self.scope.foreign(language)), source?]
            }
            Fact::Evidence(at) => {
                let piece = matter.evidence.get(*at)?;
                let own = self.own(|matter| !matter.evidence.is_empty());
                let mut pieces = vec![self.quote(name, &plain(&piece.quote), 220).language(own)];
                pieces.extend(source);
                pieces
            }
            Fact::Because(said) => {
                let mut pieces = vec![self.quote(name, &plain(&said.quote), 220)];
                pieces.extend(source);
                pieces
            }
            Fact::Direction(at) => {
                let voice = matter.direction.get(*at)?;
                let own = self.own(|matter| !matter.direction.is_empty());
                let mut pieces = vec![self.quote(name, &plain(&voice.said), 200).language(own.clone())];
                let who =
                    voice.who.as_deref().map(|who| Piece::new(Role::By, dashed(&line(who))).language(own));
                pieces.extend(self.with_source(who, source));
                pieces
            }
            Fact::Quote(at) => self.feedback(name, self.project.quotes.get(*at)?),
            Fact::Figure(at) => self.figure(name, self.project.figures.get(*at)?, source),
            Fact::Change(day, which) => self.change(name, *day, *which)?,
            Fact::Day(at) => {
                let day = self.project.days.get(*at)?;
                let title = Self::opening(&item::day_title(self.scope, day));
                let title = title.language(self.scope.foreign(&day.language));
                let language = day.language_of(|matter| matter.summary.is_some());
                let summary = item::summary(day)
                    .map(|said| self.words(name, &line(&said), 240).language(self.scope.foreign(language)));
                [Some(title), summary].into_iter().flatten().chain(source).collect()
            }
            Fact::Limit(at) => {
                let limit = matter.limits.get(*at)?;
                let own = self.own(|matter| !matter.limits.is_empty());
                let case = self.text(name, &limit.case, 140).text;
                let case = Self::opening(&case).language(own.clone());
                let guard = limit.guard.as_deref().map(|guard| self.text(name, guard, 180).language(own));
                [Some(case), guard].into_iter().flatten().chain(source).collect()
            }
            Fact::Station(at) => self.station(*at)?,
        };
        Some(pieces)
    }

    fn text(&mut self, name: &str, said: &str, limit: usize) -> Piece {
        self.words(name, &plain(said), limit)
    }

    fn words(&mut self, name: &str, said: &str, limit: usize) -> Piece {
        Piece::new(Role::Text, self.shortener.cut(name, said, limit))
    }

    fn quote(&mut self, name: &str, said: &str, limit: usize) -> Piece {
        let said = markdown::within_quotation(said);
        Piece::new(Role::Quote, format!("“{}”", self.shortener.cut(name, &said, limit)))
    }

    /// Words that begin an item: a sentence of their own, be there more or not.
    fn opening(text: &str) -> Piece {
        let stop = match text.chars().next_back() {
            Some('.' | '!' | '?' | '…' | ':' | '。' | '！' | '？' | '：' | '”' | '"') => "",
            // The words may be in another language than the page.
            Some('\u{2e80}'..='\u{9fff}') => "。",
            _ => ".",
        };
        Piece::new(Role::Lead, format!("{text}{stop}"))
    }

    /// Where a fact can be looked up, as a few words that lead there.
    fn source(&self, source: &Source) -> Option<Piece> {
        let strings = self.scope.strings();
        let link = |text: String, url: String| Some(Piece::new(Role::Source, text).link(Some(url)));
        match source {
            Source::Day(at) => {
                let day = self.project.days.get(*at)?;
                let label = strings.fill("day_source", &[("n", &day.number.to_string())]);
                link(unbroken(&label), self.scope.absolute(&self.scope.day_route(self.project, day)))
            }
            Source::Quote(at) => {
                let said = self.project.quotes.get(*at)?;
                link(quote::source_label(self.scope, said), self.feedback_address(said))
            }
            Source::Said(said) => self.said(said),
            Source::Project | Source::About | Source::Letter => None,
        }
    }

    fn feedback_address(&self, quote: &Quote) -> String {
        let page = self.scope.absolute(&self.scope.routes().feedback(&self.project.slug));
        format!("{page}#{}", quote.anchor)
    }

    /// Where the log itself says that something comes from.
    fn said(&self, said: &site::Origin) -> Option<Piece> {
        match said {
            site::Origin::Day(at) => self.source(&Source::Day(*at)),
            site::Origin::Quote(at) => self.source(&Source::Quote(*at)),
            site::Origin::Web(url) => {
                let text = host(url).unwrap_or_else(|| url.clone());
                Some(Piece::new(Role::Source, text).link(Some(url.clone())))
            }
            site::Origin::File(target) => {
                let url = self.scope.absolute_address(&self.project.source.document.file.path, target)?;
                let name = target.rsplit('/').find(|part| !part.is_empty()).unwrap_or(target);
                Some(Piece::new(Role::Source, name.to_string()).link(Some(url)))
            }
            site::Origin::Words(words) => Some(Piece::new(Role::By, dashed(&line(words)))),
            site::Origin::Unshown => None,
        }
    }

    fn feedback(&mut self, name: &str, quote: &Quote) -> Vec<Piece> {
        let strings = self.scope.strings();
        let spoken = quote.language.as_ref().unwrap_or(&self.scope.site.config.language);
        let translation = quote.translation.as_deref().filter(|_| *spoken != self.scope.current().language);
        let (words, language): (&str, &Language) = match translation {
            Some(translation) => (translation, &self.scope.current().language),
            None => (&quote.words, spoken),
        };
        let said =
            self.quote(name, &line(&markdown::plain_text(words)), 300).language(self.scope.foreign(language));
        let who = match (&quote.name, &quote.who) {
            (Some(name), Some(who)) => format!("{name}{}{}", self.word("brief.comma"), line(who)),
            (Some(name), None) => name.clone(),
            (None, Some(who)) => line(who),
            (None, None) => self.word("quote.anonymous"),
        };
        let relation = quote::relation(self.scope, quote);
        // Words that somebody else found for what was said are never shown as the giver's own.
        let translated = translation.map(|_| self.word("quote.translated"));
        let notes: Vec<String> = relation.into_iter().chain(translated).collect();
        let note = match notes.is_empty() {
            true => String::new(),
            false => strings.fill("brief.note", &[("note", &notes.join(&self.word("brief.comma")))]),
        };
        let who = format!("{}{note}{}", dashed(&who), self.word("brief.comma").trim_end());
        let text =
            quote.date.map_or_else(|| self.word("feedback_source"), |date| unbroken(&strings.date(date)));
        let source = Piece::new(Role::Source, text).link(Some(self.feedback_address(quote)));
        // A role is written in the site's own language; a note is in the page's.
        let language = self.scope.foreign(&self.scope.site.config.language).filter(|_| note.is_empty());
        vec![said, Piece::new(Role::By, who).language(language), source]
    }

    /// From the first reading to the latest: the way that a number went is what it has to say. Where the letter above
    /// says where it stands now and begins elsewhere, two beginnings of one number would read like a slip.
    fn figure(&mut self, name: &str, figure: &Figure, source: Option<Piece>) -> Vec<Piece> {
        let latest = figure::value(figure);
        let relevance = self.brief.reader.and_then(|reader| reader.relevance.as_deref()).unwrap_or_default();
        let agrees = |first: &&Reading| {
            says_value(relevance, &first.shown()) || !says_value(relevance, &figure.latest().shown())
        };
        let value = match figure.moved_from() {
            None => latest,
            Some(first) if agrees(&first) => format!("{} → {latest}", first.shown_value()),
            Some(_) => {
                let name = full_name(Passage::Numbers.key(), name);
                self.notes.push(Note::new(name, "without its beginning: `relevance` says another"));
                latest
            }
        };
        let date = figure.latest().date.map(|date| unbroken(&self.scope.strings().date(date)));
        let date = date.map(|date| Piece::new(Role::By, date));
        let label = Piece::new(Role::Label, line(&figure.label));
        [Piece::new(Role::Value, value), label].into_iter().chain(self.with_source(date, source)).collect()
    }

    /// Who said something or when it was read, and where it can be looked up: a comma between them, and no
    /// second dash.
    fn with_source(&self, by: Option<Piece>, source: Option<Piece>) -> impl Iterator<Item = Piece> {
        let (mut by, mut source) = (by, source);
        if let (Some(by), Some(source)) = (&mut by, &mut source) {
            by.text.push_str(self.word("brief.comma").trim_end());
            if let Some(bare) = source.text.strip_prefix(DASH) {
                source.text = bare.to_string();
            }
        }
        by.into_iter().chain(source)
    }

    fn change(&mut self, name: &str, day: usize, which: usize) -> Option<Vec<Piece>> {
        let source = self.source(&Source::Day(day));
        let day = self.project.days.get(day)?;
        let answer = day.answers().get(which)?;
        let said = answer.feedback.as_ref().and_then(|id| self.project.quote(&id.value));
        let language = self.scope.foreign(day.language_of(|matter| !matter.answers.is_empty()));
        let mut pieces = Vec::new();
        if let Some(said) = said {
            pieces.push(self.feedback(name, said).swap_remove(0));
            let text = &mut pieces[0].text;
            let bare = text.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
            let words = bare.unwrap_or(text).to_string();
            // Words that stand in full above are only called to mind.
            let limit = if self.is_quoted(&said.id) { 48 } else { 110 };
            *text = format!("“{}”", self.shortener.cut(name, &words, limit));
            let relation = quote::relation(self.scope, said);
            pieces.extend(relation.map(|relation| Piece::new(Role::By, dashed(&relation))));
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

    fn station(&mut self, at: usize) -> Option<Vec<Piece>> {
        let station = self.scope.current().background.get(at)?;
        let what = station.title().map(|what| Piece::new(Role::Lead, line(&what)));
        let place = station.place.as_deref().map(|place| Piece::new(Role::Text, line(place)));
        let strings = self.scope.strings();
        let to = station.to.as_ref().map(|to| strings.when(&to.value));
        let time = match &station.from {
            Some(from) => {
                let to = to.unwrap_or_else(|| self.word("about.until_now"));
                Some(format!("{} – {to}", strings.when(from)))
            }
            None => to,
        };
        let time = time.map(|time| Piece::new(Role::By, time));
        let mut pieces: Vec<Piece> = [what, place, time].into_iter().flatten().collect();
        let comma = self.word("brief.comma");
        if let Some((_, before)) = pieces.split_last_mut() {
            before.iter_mut().for_each(|piece| piece.text.push_str(comma.trim_end()));
        }
        Some(pieces)
    }
}

/// A few words that stay on one line.
fn unbroken(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}
