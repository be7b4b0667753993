//! Messages to one recipient: what they said first, beside one number, the promise, a link and a small ask.

use super::facts::{Facts, Number, line, plain, says};
use super::fit::{Counted, Gap, Part, Role, fit};
use super::limit::{Form, Limit};
use super::link::Link;
use super::phrases::{self, Phrases, Said, SaidIn, Wording};
use super::sentence::{begun, closed, sentences};
use crate::content::{Because, OutreachChannel, Recipient};
use crate::front_matter::Language;
use crate::plan::Plan;
use crate::site::Site;

/// What a letter keeps first; it is never without greeting, link and name.
const LETTER: [Role; 10] = [
    Role::Because,
    Role::Number,
    Role::Ask,
    Role::Who,
    Role::Promise,
    Role::Relevance,
    Role::Headline,
    Role::Reason,
    Role::How,
    Role::Audience,
];

/// Words of companies' names that their addresses leave out.
const COMPANY: [&str; 6] = ["co", "corp", "gmbh", "inc", "llc", "ltd"];

/// Places where everybody writes: the address of one tells nothing of who did.
const PLATFORMS: [&str; 12] = [
    "bsky.app",
    "facebook.com",
    "github.com",
    "gitlab.com",
    "linkedin.com",
    "medium.com",
    "news.ycombinator.com",
    "reddit.com",
    "stackoverflow.com",
    "x.com",
    "youtube.com",
    "zhihu.com",
];

/// A text for one place.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is for.
    pub form: Form,
    /// The subject, where there is one.
    pub subject: Option<Counted>,
    /// The text.
    pub text: Counted,
}

/// All drafts for one recipient.
#[derive(Clone, Debug)]
pub struct Message {
    /// The language they are written in.
    pub language: Language,
    /// Title of the project.
    pub project: String,
    /// Where they lead.
    pub link: Link,
    /// The address of the project's demo, where it has one on the web.
    pub demo: Option<String>,
    /// The drafts, the recipient's own channel first.
    pub drafts: Vec<Draft>,
    /// What is missing, and where to write it.
    pub hints: Vec<String>,
}

/// The drafts for a recipient; `None` where the project that they are shown is not in the log.
pub fn message(site: &Site, plan: &Plan, recipient: &Recipient) -> Option<Message> {
    let language = recipient.language.as_ref().map_or(&site.config.language, |said| &said.value);
    let facts = Facts::of(site, language, recipient.project.as_ref().map(|said| said.value.as_str()))?;
    let link = Link::to(&facts, plan, recipient);
    let written = Writing::of(facts, recipient, &link);
    let mut drafts: Vec<Draft> = Form::MESSAGES.iter().map(|form| written.draft(*form)).collect();
    let first = recipient.channel.map(own_forms).unwrap_or_default();
    drafts.sort_by_key(|draft| !first.contains(&draft.form));
    let hints = written.hints();
    Some(Message {
        language: language.clone(),
        project: facts.project.title().to_string(),
        link,
        demo: facts.demo(),
        drafts,
        hints,
    })
}

/// The forms that a channel takes.
pub fn own_forms(channel: OutreachChannel) -> &'static [Form] {
    match channel {
        OutreachChannel::Email => &[Form::Mail],
        OutreachChannel::Linkedin => &[Form::Note, Form::LongNote, Form::InMail],
        OutreachChannel::Chat | OutreachChannel::Event => &[Form::Chat],
    }
}

/// Facts, and the recipient they are put before.
pub(super) struct Writing<'a> {
    pub(super) facts: Facts<'a>,
    pub(super) recipient: &'a Recipient,
    pub(super) link: &'a Link,
    pub(super) phrases: &'static dyn Phrases,
    number: Option<Number>,
    relevance: Vec<String>,
    log: String,
}

impl<'a> Writing<'a> {
    fn of(facts: Facts<'a>, recipient: &'a Recipient, link: &'a Link) -> Self {
        let phrases = phrases::phrases(facts.language);
        let own = recipient.lead.iter().map(|id| id.value.as_str());
        let leads = own.chain(facts.site.config.brief.lead.iter().map(|id| id.value.as_str()));
        let relevance =
            plain(recipient.relevance.as_deref()).map(|text| closed(begun(&text).as_str(), phrases.stop()));
        let relevance = relevance.map(|text| sentences(&text)).unwrap_or_default();
        // The promise stands beside the number as well.
        let promise = facts.tagline().map(|tagline| sentences(&tagline)).unwrap_or_default();
        let beside: Vec<String> = relevance.iter().chain(&promise).cloned().collect();
        Self {
            number: facts.number(leads, &beside),
            relevance,
            log: facts.log(),
            facts,
            recipient,
            link,
            phrases,
        }
    }

    fn draft(&self, form: Form) -> Draft {
        let limits = form.text(self.facts.language);
        let text = match form {
            Form::Mail | Form::InMail => self.letter(limits),
            Form::Chat => self.fitted(&self.chat(), &[], limits),
            _ => self.note(limits),
        };
        Draft { form, subject: form.subject().map(|limit| self.subject(form, limit)), text }
    }

    fn fitted(&self, parts: &[Part], keep: &[Role], limits: &[Limit]) -> Counted {
        fit(parts, keep, limits, self.phrases.space())
    }

    /// A letter. Where the maker's own paragraph says the number, it need not be said twice; but when that
    /// sentence finds no room, it must be said after all.
    fn letter(&self, limits: &[Limit]) -> Counted {
        let says =
            |sentences: &[String]| self.number.as_ref().is_none_or(|number| says(sentences, &number.now));
        if says(&self.relevance) {
            let once = self.fitted(&self.letter_parts(false), &LETTER, limits);
            if says(std::slice::from_ref(&once.text)) {
                return once;
            }
        }
        self.fitted(&self.letter_parts(true), &LETTER, limits)
    }

    /// Four short paragraphs between greeting and name.
    fn letter_parts(&self, with_number: bool) -> Vec<Part> {
        let mut parts = vec![part(Role::Greeting, Gap::Sentence, self.greeting(true))];
        parts.extend(self.first_because(Gap::Paragraph));
        if !self.recipient.because.is_empty() {
            parts.push(part(Role::Reason, Gap::Sentence, self.phrases.reason()));
        }
        parts.extend(self.who(Gap::Paragraph));
        parts.extend(self.headline());
        parts.push(self.promise(Gap::Sentence));
        if with_number {
            parts.extend(self.number(Gap::Sentence, Wording::Whole));
            parts.extend(self.how());
        }
        parts.extend(self.audience());
        parts.extend(self.relevance.iter().enumerate().map(|(at, sentence)| {
            let gap = if at == 0 { Gap::Paragraph } else { Gap::Sentence };
            part(Role::Relevance, gap, sentence.clone())
        }));
        parts.push(self.link(Gap::Paragraph));
        parts.extend(self.whole_ask(Gap::Paragraph));
        parts.extend(self.facts.name().map(|name| part(Role::Sign, Gap::Paragraph, name.to_string())));
        parts
    }

    /// A chat is read on a phone: a line a thought.
    fn chat(&self) -> Vec<Part> {
        let mut parts = vec![part(Role::Greeting, Gap::Sentence, self.greeting(false))];
        parts.extend(self.who(Gap::Sentence));
        parts.extend(self.first_because(Gap::Line));
        parts.push(self.promise(Gap::Line));
        parts.extend(self.number(Gap::Sentence, Wording::Whole));
        parts.push(self.link(Gap::Line));
        parts.extend(self.whole_ask(Gap::Line));
        parts
    }

    fn subject(&self, form: Form, limit: Limit) -> Counted {
        let tagline = self.facts.tagline();
        let title = self.facts.project.title();
        let to = self.recipient.to.as_deref();
        let choices = self.phrases.subjects(title, to, tagline.as_deref(), self.number.as_ref());
        let least = form.subject().map_or(0, |limit| limit.least);
        let count = |text: &String| limit.measure.of(text);
        let fitting = choices.iter().find(|text| limit.holds(text) && count(text) >= least);
        let longest = || choices.iter().filter(|text| limit.holds(text)).max_by_key(|text| count(text));
        let shortest = || choices.iter().min_by_key(|text| count(text));
        let chosen = fitting.or_else(longest).or_else(shortest).cloned().unwrap_or_default();
        Counted::of(chosen, &[limit], Vec::new())
    }

    fn greeting(&self, letter: bool) -> String {
        self.phrases.greeting(self.recipient.person.as_deref(), letter)
    }

    fn first_because(&self, gap: Gap) -> Option<Part> {
        self.recipient.because.first().map(|said| self.because(said, gap, true))
    }

    pub(super) fn because(&self, said: &Because, gap: Gap, dated: bool) -> Part {
        let quote = plain(Some(&said.quote)).unwrap_or_default();
        let date = said.date.as_ref().map(|date| date.value).filter(|_| dated);
        let source = said.source.as_ref().map(|source| source.value.trim());
        let place = match source.filter(|source| phrases::is_address(source)) {
            None => SaidIn::Talk,
            Some(url) if self.is_theirs(url) => SaidIn::OwnPage,
            Some(url) => SaidIn::Page(host(url)),
        };
        part(Role::Because, gap, self.phrases.because(&Said { quote: &quote, date, place }))
    }

    /// Their words without where they stand, where that is a page which need not be theirs; nothing where it is said in
    /// a word or two anyway.
    pub(super) fn because_anywhere(&self, said: &Because, gap: Gap) -> Option<Part> {
        let source = said.source.as_ref()?.value.trim();
        let is_page = phrases::is_address(source) && !self.is_theirs(source);
        let quote = plain(Some(&said.quote)).unwrap_or_default();
        let place = SaidIn::Somewhere;
        let said = Said { quote: &quote, date: None, place };
        is_page.then(|| part(Role::Because, gap, self.phrases.because(&said)))
    }

    /// Whether a page is the recipient's own, as far as its address shows: its host is called by their whole name or
    /// by the person's. A path says nothing: others write about them, too.
    fn is_theirs(&self, url: &str) -> bool {
        let person = self.recipient.person.iter().filter(|person| phrases::is_name(person));
        let host = host(url).to_lowercase();
        let labels: Vec<String> =
            host.split('.').map(|label| label.chars().filter(|c| c.is_alphanumeric()).collect()).collect();
        let named = |name: &String| {
            let words = name.to_lowercase();
            let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !COMPANY.contains(word));
            let name: String = words.collect();
            name.chars().count() > 2 && labels.contains(&name)
        };
        !PLATFORMS.iter().any(|platform| host == *platform || host.ends_with(&format!(".{platform}")))
            && self.recipient.to.iter().chain(person).any(named)
    }

    fn who(&self, gap: Gap) -> Option<Part> {
        Some(part(Role::Who, gap, self.phrases.who(self.facts.name()?)))
    }

    fn headline(&self) -> Option<Part> {
        Some(part(Role::Headline, Gap::Sentence, self.phrases.headline(&self.facts.headline()?)))
    }

    pub(super) fn promise(&self, gap: Gap) -> Part {
        self.made(gap, self.facts.tagline().as_deref())
    }

    /// The project's name alone.
    pub(super) fn name(&self, gap: Gap) -> Part {
        self.made(gap, None)
    }

    fn made(&self, gap: Gap, tagline: Option<&str>) -> Part {
        let (status, title) = (self.facts.status(), self.facts.project.title());
        part(Role::Promise, gap, self.phrases.promise(status, title, tagline, &self.log))
    }

    pub(super) fn number(&self, gap: Gap, wording: Wording) -> Option<Part> {
        Some(part(Role::Number, gap, self.phrases.number(self.number.as_ref()?, wording)))
    }

    fn how(&self) -> Option<Part> {
        let how = self.number.as_ref()?.how.as_ref()?;
        Some(part(Role::How, Gap::Sentence, self.phrases.how(how, &self.log)))
    }

    fn audience(&self) -> Option<Part> {
        let audience = self.facts.audience()?;
        Some(part(Role::Audience, Gap::Sentence, self.phrases.audience(&audience, &self.log)))
    }

    fn link(&self, gap: Gap) -> Part {
        part(Role::Link, gap, self.phrases.link(self.link.kind, &self.link.url))
    }

    fn whole_ask(&self, gap: Gap) -> Option<Part> {
        self.ask(self.recipient.ask.as_deref()?, gap, Wording::Whole)
    }

    pub(super) fn ask(&self, ask: &str, gap: Gap, wording: Wording) -> Option<Part> {
        Some(part(Role::Ask, gap, self.phrases.ask(&line(Some(ask))?, &self.log, wording)))
    }

    fn hints(&self) -> Vec<String> {
        let file = format!("private/recipients/{}.yaml", self.recipient.name);
        let project = format!("content/projects/{}/project.md", self.facts.project.folder());
        let missing = [
            (self.recipient.because.is_empty(), format!("what they said: add `because` to {file}")),
            (
                self.recipient.relevance.is_none(),
                format!("why it matters to them: add `relevance` to {file}"),
            ),
            (self.recipient.ask.is_none(), format!("what you ask: add `ask` to {file}")),
            (self.recipient.person.is_none(), format!("whom to greet: add `person` to {file}")),
            (self.number.is_none(), format!("a number: add `numbers` to a day or to {project}")),
            (self.facts.tagline().is_none(), format!("the promise: add `tagline` to {project}")),
            (self.facts.name().is_none(), "your name: add `author.name` to buildlog.yaml".to_string()),
        ];
        let mut hints: Vec<String> =
            missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, hint)| hint).collect();
        let (wanted, written) = (self.facts.language, &self.facts.project.language);
        if !phrases::speaks(wanted) {
            hints.push(format!(
                "sentences in `{wanted}`: there are English and Chinese ones; these are English"
            ));
        } else if wanted.is_chinese() != written.is_chinese() {
            hints.push(format!("the project in `{wanted}`: its own words stay in `{written}`"));
        }
        hints
    }
}

pub(super) fn part(role: Role, gap: Gap, text: String) -> Part {
    Part { role, gap, text }
}

/// The host of an address, as it is said.
fn host(url: &str) -> &str {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or(bare);
    host.strip_prefix("www.").unwrap_or(host)
}
