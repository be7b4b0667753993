//! The words of `private/` that may stand nowhere else: what people said there, who they are, what the maker would answer.

use super::Found;
use super::phrases::{Match, Phrases};
use crate::content::{Consent, Content, InterviewQuestion, Private, Recipient};
use crate::diagnostics::Severity;
use crate::markdown::is_han;
use crate::path::SitePath;

/// The maker's own words may be said twice; so many letters in a row are a copy.
const COPIED: usize = 64;

/// A name that stands in more files than this is what the log is about: a tool, a platform.
const MENTIONED: usize = 3;

/// Words behind the name of a company that are left out when it is spoken of.
const LEGAL_FORMS: [&str; 14] =
    ["AB", "AG", "B.V.", "BV", "Co.", "Corp.", "GmbH", "Inc", "Inc.", "LLC", "Limited", "Ltd", "Ltd.", "plc"];

/// What somebody is called whose name is not known yet.
const ROLES: [&str; 8] = ["ceo", "cto", "founder", "hr", "lead", "manager", "recruiter", "team"];

/// Words of `private/`, and what each of them is.
#[derive(Debug, Default)]
pub(in crate::gate) struct PrivateWords {
    phrases: Phrases,
    sayings: Vec<Saying>,
}

/// Something that is said in a private file.
#[derive(Debug)]
struct Saying {
    what: &'static str,
    file: String,
    kind: Kind,
}

/// Whose words they are, which decides how grave it is when they are public.
#[derive(Debug)]
enum Kind {
    /// Those of others, and names of people: never meant to be public.
    OfOthers,
    /// The maker's own.
    Own,
    /// The name of a company, as it is written.
    Company(String),
}

impl PrivateWords {
    /// Gathers them. What the log says in public on purpose is left out.
    pub(in crate::gate) fn of(private: &Private, content: &Content) -> Self {
        let mut words = Self::default();
        words.of_feedback(private, content);
        private.recipients.iter().for_each(|recipient| words.of_recipient(recipient, content));
        let questions = private.questions.iter().flat_map(|questions| &questions.list);
        questions.for_each(|question| words.of_question(question, content));
        words
    }

    fn of_feedback(&mut self, private: &Private, content: &Content) {
        for piece in &private.feedback {
            let file = piece.document.file.path.to_string();
            let matter = &piece.document.matter;
            // A copy that was left behind when its giver allowed it is no secret.
            let allowed = content.feedback.iter().filter(|other| {
                other.id == piece.id && other.project == piece.project && other.consent() != Consent::None
            });
            let public: Vec<&str> = allowed.map(|other| other.document.body()).collect();
            let texts = [Some(piece.document.body()), matter.translation.as_deref()];
            for text in texts.into_iter().flatten() {
                self.add_text("a private quote", &file, Kind::OfOthers, (text, &public));
            }
            if let Some(name) = &matter.name {
                self.add_person("the name on a private piece of feedback", &file, &name.value, content);
            }
        }
    }

    fn of_recipient(&mut self, recipient: &Recipient, content: &Content) {
        let file = recipient.file.path.to_string();
        let projects = || content.projects.iter().map(|project| &project.document.matter);
        let directions = projects().flat_map(|project| &project.direction).map(|it| it.said.as_str());
        let evidence = projects().flat_map(|project| &project.evidence).map(|it| it.quote.as_str());
        let allowed = content.feedback.iter().filter(|piece| piece.consent() != Consent::None);
        let allowed = allowed.map(|piece| piece.document.body());
        // What somebody wrote in public, or lets be quoted, may stand there.
        let public: Vec<&str> = directions.chain(evidence).chain(allowed).collect();
        for because in &recipient.because {
            let text = (because.quote.as_str(), public.as_slice());
            self.add_text("a quote of a private recipient", &file, Kind::OfOthers, text);
        }
        for text in recipient.relevance.iter().chain(&recipient.ask) {
            self.add_text("what you write to a private recipient", &file, Kind::Own, (text, &[]));
        }
        if let Some(person) = &recipient.person {
            self.add_person("the name of a private recipient", &file, person, content);
        }
        if let Some(token) = &recipient.token {
            let of = self.add("the token of a private recipient", &file, Kind::OfOthers);
            self.phrases.add_name(of, &token.value);
        }
        if let Some(company) = &recipient.to {
            self.add_company(&file, company, content);
        }
    }

    fn of_question(&mut self, question: &InterviewQuestion, content: &Content) {
        let file = "private/questions.yaml";
        if let Some(answer) = &question.a {
            let public = public_answers(question, content);
            self.add_text("a private answer", file, Kind::Own, (answer, &public));
        }
        if let Some(name) = &question.asked_by {
            self.add_person("the name of somebody who asked you", file, name, content);
        }
    }

    fn add(&mut self, what: &'static str, file: &str, kind: Kind) -> usize {
        self.sayings.push(Saying { what, file: file.to_string(), kind });
        self.sayings.len() - 1
    }

    fn add_text(&mut self, what: &'static str, file: &str, kind: Kind, (text, public): (&str, &[&str])) {
        let of = self.add(what, file, kind);
        self.phrases.add_text(of, text, public);
    }

    /// One short word may be anybody's name, and anything else as well; a name that the log gives is no secret.
    fn add_person(&mut self, what: &'static str, file: &str, name: &str, content: &Content) {
        let words: Vec<&str> = name.split_whitespace().collect();
        let is_name = words.iter().all(|word| !word.starts_with(char::is_lowercase))
            && !words.iter().any(|word| ROLES.contains(&word.to_lowercase().as_str()));
        let is_long = name.chars().count() >= 8 || (words.len() > 1 && name.len() >= 6) || is_in_han(name);
        if is_name && is_long && !is_named_in_public(name, content) {
            let of = self.add(what, file, Kind::OfOthers);
            self.phrases.add_name(of, name);
        }
    }

    fn add_company(&mut self, file: &str, said: &str, content: &Content) {
        let mut words: Vec<&str> = said.split_whitespace().collect();
        while words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(word)) {
            words.pop();
        }
        let name = words.join(" ");
        let name = name.trim_end_matches(',');
        let is_name = !name.starts_with(char::is_lowercase) && (name.chars().count() >= 4 || is_in_han(name));
        let files = texts(content).filter(|text| text.contains(name)).take(MENTIONED + 1).count();
        if is_name && files <= MENTIONED {
            let of = self.add("the name of a company you write to", file, Kind::Company(name.to_string()));
            self.phrases.add_name(of, name);
        }
    }

    /// Where they stand in a public text.
    pub(in crate::gate) fn find(&self, path: &SitePath, text: &str) -> Vec<Found> {
        // A recipient's own page is the one place for its words.
        if path.as_str().starts_with("public/for/") {
            return Vec::new();
        }
        let matches = self.phrases.find(text).into_iter();
        matches.filter_map(|found| self.told(found, text)).collect()
    }

    fn told(&self, found: Match, text: &str) -> Option<Found> {
        let Match { of, span, letters } = found;
        let Saying { what, file, kind } = &self.sayings[of];
        let severity = match kind {
            Kind::OfOthers => Severity::Error,
            Kind::Own if letters >= COPIED => Severity::Error,
            Kind::Own => Severity::Warning,
            // `linear` is a word, and `Linear` may be a company.
            Kind::Company(name) if same_case(&text[span.clone()], name) => Severity::Warning,
            Kind::Company(_) => return None,
        };
        Some(Found { span, key: format!("private {of}"), what, file: file.clone(), severity })
    }
}

/// Answers that the log gives to the same question in public, and the documents that an answer says it is taken from.
fn public_answers<'a>(question: &InterviewQuestion, content: &'a Content) -> Vec<&'a str> {
    let folded = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let asked = folded(&question.q);
    let answered = content.days.iter().flat_map(|day| &day.document.matter.questions);
    let same = answered.filter(|public| folded(&public.q) == asked).map(|public| public.a.as_str());
    let is_source = |stem: &str| question.from.iter().any(|from| from.value == stem);
    let days = content.days.iter().map(|day| &day.document.file);
    let pieces = content.feedback.iter().map(|piece| &piece.document.file);
    let sources =
        days.chain(pieces).filter(|file| is_source(file.path.name().split('.').next().unwrap_or_default()));
    same.chain(sources.map(|file| &*file.text)).collect()
}

fn is_named_in_public(name: &str, content: &Content) -> bool {
    let allowed = content.feedback.iter().filter(|piece| piece.consent() == Consent::Name);
    let givers =
        allowed.filter_map(|piece| piece.document.matter.name.as_ref()).map(|name| name.value.as_str());
    let projects = content.projects.iter().flat_map(|project| &project.document.matter.direction);
    let leaders = projects.filter_map(|direction| direction.who.as_deref());
    givers.chain(leaders).any(|public| public.contains(name))
}

fn texts(content: &Content) -> impl Iterator<Item = &str> {
    let profiles = content.profiles.iter().map(|profile| &profile.document.file);
    let projects = content.projects.iter().map(|project| &project.document.file);
    let days = content.days.iter().map(|day| &day.document.file);
    profiles.chain(projects).chain(days).map(|file| &*file.text)
}

fn is_in_han(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(is_han)
}

fn same_case(said: &str, name: &str) -> bool {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<String>()
    };
    words(said) == words(name)
}
