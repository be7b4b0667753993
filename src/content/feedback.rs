//! `feedback/<id>.md`: what somebody said, and what they allowed to be shown of it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::address::{with_credentials, words_or_address};
use super::{Document, Reading};
use crate::diagnostics::{Diagnostic, Place, SourceFile};
use crate::front_matter::{Date, Extra, Kind, Language, Spanned, null_as_default};
use crate::markdown::is_wordless;
use crate::path::SitePath;

/// A piece of feedback, whole: what of it may be shown is decided where the site is made.
#[derive(Clone, Debug)]
pub struct Feedback {
    /// The folder of its project.
    pub project: String,
    /// Its id: the file's name without `.md`.
    pub id: String,
    /// The document; the body is the quote.
    pub document: Document<FeedbackMatter>,
}

/// The keys of a piece of feedback.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FeedbackMatter {
    /// When it was said.
    pub date: Option<Spanned<Date>>,
    /// How it came.
    pub channel: Option<Channel>,
    /// A role: `video editor, 8 years`.
    pub who: Option<String>,
    /// A name, shown with `consent: name` only.
    pub name: Option<Spanned<String>>,
    /// An id that ties the pieces of one person together; never shown.
    pub person: Option<String>,
    /// What may be shown.
    pub consent: Option<Spanned<Consent>>,
    /// How and when consent was given.
    pub consent_note: Option<String>,
    /// Where it was said in public.
    pub source: Option<Spanned<String>>,
    /// What they thought.
    pub verdict: Option<Verdict>,
    /// What it is about.
    pub topic: Option<String>,
    /// What was made of it.
    pub status: Option<FeedbackStatus>,
    /// How they stand to the maker.
    pub relation: Option<Relation>,
    /// The language of the quote.
    pub language: Option<Spanned<Language>>,
    /// The quote in the site's language.
    pub translation: Option<String>,
    /// Whatever a theme wants to know.
    #[serde(deserialize_with = "null_as_default")]
    pub extra: Extra,
}

/// What somebody allowed to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Consent {
    /// Nothing.
    #[default]
    None,
    /// The quote.
    Anonymous,
    /// The quote and the role.
    Role,
    /// The quote, the role and the name.
    Name,
}

macro_rules! keyed {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $key)] $variant),+ }

        impl $name {
            /// The word for it in front matter, which is also its key among a theme's strings.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}

keyed! {
    /// How feedback came.
    Channel {
        /// By telephone or video.
        Call = "call",
        /// Face to face.
        InPerson = "in-person",
        /// In a chat.
        Chat = "chat",
        /// By mail.
        Email = "email",
        /// As a comment on a page.
        Comment = "comment",
        /// In a forum.
        Forum = "forum",
        /// In a survey.
        Survey = "survey",
        /// As an issue of a repository.
        Issue = "issue",
        /// While somebody watched them try it.
        Test = "test",
    }
}

keyed! {
    /// What somebody thought.
    Verdict {
        /// They would miss it.
        Love = "love",
        /// They would use it.
        Like = "like",
        /// Both.
        Mixed = "mixed",
        /// They would not use it.
        Dislike = "dislike",
    }
}

keyed! {
    /// What was made of a piece of feedback.
    FeedbackStatus {
        /// Nothing yet.
        New = "new",
        /// It will be answered.
        Planned = "planned",
        /// It is answered.
        Done = "done",
        /// It will not be answered, for a reason.
        Declined = "declined",
    }
}

keyed! {
    /// How somebody stands to the maker.
    Relation {
        /// A user and nothing else.
        User = "user",
        /// They work together.
        Colleague = "colleague",
        /// A friend.
        Friend = "friend",
        /// Of the family.
        Family = "family",
    }
}

impl Feedback {
    /// How feedback is spoken of in complaints.
    pub const KIND: Kind = Kind { name: "feedback", required: &[] };

    /// What its giver allowed.
    pub fn consent(&self) -> Consent {
        self.document.matter.consent.as_ref().map_or(Consent::None, |consent| consent.value)
    }

    /// Whether it was given while the maker looked on.
    pub fn is_from_a_test(&self) -> bool {
        self.document.matter.channel == Some(Channel::Test)
    }

    /// What decides whether it may be shown.
    const DECISIVE: [&str; 3] = ["consent", "name", "language"];

    pub(super) fn read_public(file: SourceFile, project: String, id: String) -> Reading<Self> {
        let Reading { document, mut faults } = Self::read_private(file, project, id);
        let document = document.filter(|feedback| {
            let source = feedback.document.matter.source.as_ref();
            faults.extend(source.and_then(|source| words_or_address(&feedback.document.file, source)));
            let file = &feedback.document.file;
            let links = feedback.document.doc.links.iter();
            faults.extend(links.filter_map(|link| with_credentials(file, &link.target, &link.span)));
            let found = feedback.consent_faults();
            let may_lie_here = found.is_empty();
            faults.extend(found);
            may_lie_here
        });
        Reading { document, faults }
    }

    pub(super) fn read_private(file: SourceFile, project: String, id: String) -> Reading<Self> {
        let path = file.path.clone();
        let Reading { document, mut faults } = Document::read(file, Self::KIND, &Self::DECISIVE);
        let document = document.filter(|document| {
            !is_wordless(document.body()) || {
                faults.push(missing_quote(path));
                false
            }
        });
        Reading { document: document.map(|document| Self { project, id, document }), faults }
    }

    /// What lies in `content/` without leave to lie there. No excerpt is shown of what is private.
    fn consent_faults(&self) -> Vec<Diagnostic> {
        let matter = &self.document.matter;
        let path = &self.document.file.path;
        let belongs = format!("private/feedback/{}/{}.md", self.project, self.id);
        let mut faults = Vec::new();
        if self.consent() == Consent::None {
            let fault = Diagnostic::error(
                "no-consent",
                "feedback without consent lies in the public folder `content/`",
            )
            .hint(format!("move the file to {belongs}"))
            .hint(
                "or, when its giver agreed, add `consent: anonymous`, `role` or `name` and a `consent_note`",
            );
            faults.push(match &matter.consent {
                Some(consent) => fault.at(self.document.file.place(consent.span.clone())),
                None => fault.at(Place::file(path.clone())),
            });
        }
        if let Some(name) = &matter.name
            && self.consent() != Consent::Name
        {
            faults.push(
                Diagnostic::error(
                    "name-without-consent",
                    "a name lies in the public folder `content/` without `consent: name`",
                )
                .at(self.document.file.place(name.span.clone()))
                .label("everybody can read this in the repository")
                .hint("take the `name` out, or set `consent: name` when its bearer agreed"),
            );
        }
        faults
    }
}

fn missing_quote(path: SitePath) -> Diagnostic {
    Diagnostic::error("missing-quote", "this feedback has no words: the body of the file is the quote")
        .at(Place::file(path))
        .hint("write what was said below the second `---`")
}
