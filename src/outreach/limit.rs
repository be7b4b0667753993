//! How long a text may be where it is to go: a table, each row with its source.

use super::count::Measure;
use crate::front_matter::Language;

/// How long a text should at least be and may at most be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How it is counted.
    pub measure: Measure,
    /// Below this it says too little; 0 where nothing is too short.
    pub least: usize,
    /// Above this it is cut or refused; `None` where there is no limit worth naming.
    pub most: Option<usize>,
}

impl Limit {
    const fn up_to(measure: Measure, most: usize) -> Self {
        Self { measure, least: 0, most: Some(most) }
    }

    const fn between(measure: Measure, least: usize, most: usize) -> Self {
        Self { measure, least, most: Some(most) }
    }

    /// Whether a text is not too long.
    pub fn holds(&self, text: &str) -> bool {
        self.most.is_none_or(|most| self.measure.of(text) <= most)
    }
}

/// What a draft is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A mail: subject and text.
    Mail,
    /// The note that goes with a request to connect on LinkedIn, from a free account.
    Note,
    /// The same from a paid account.
    LongNote,
    /// A message to somebody one is not connected with on LinkedIn.
    InMail,
    /// The first message in a chat.
    Chat,
    /// A post on X.
    X,
    /// A post on Bluesky.
    Bluesky,
    /// A post on Mastodon.
    Mastodon,
    /// A post on Threads.
    Threads,
    /// A post on LinkedIn.
    LinkedIn,
    /// A long post on a Chinese platform.
    LongPost,
}

impl Form {
    /// All forms of messages, in the order in which they are shown.
    pub const MESSAGES: [Form; 5] = [Self::Mail, Self::Note, Self::LongNote, Self::InMail, Self::Chat];

    /// All forms of posts, in the order in which they are shown.
    pub const POSTS: [Form; 6] =
        [Self::X, Self::Bluesky, Self::Mastodon, Self::Threads, Self::LinkedIn, Self::LongPost];

    /// The word for it on the command line and in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Note => "note",
            Self::LongNote => "long-note",
            Self::InMail => "inmail",
            Self::Chat => "chat",
            Self::X => "x",
            Self::Bluesky => "bluesky",
            Self::Mastodon => "mastodon",
            Self::Threads => "threads",
            Self::LinkedIn => "linkedin",
            Self::LongPost => "long-post",
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mail => "Mail",
            Self::Note => "LinkedIn note, free account",
            Self::LongNote => "LinkedIn note, Premium",
            Self::InMail => "LinkedIn InMail",
            Self::Chat => "Chat",
            Self::X => "X",
            Self::Bluesky => "Bluesky",
            Self::Mastodon => "Mastodon",
            Self::Threads => "Threads",
            Self::LinkedIn => "LinkedIn",
            Self::LongPost => "Chinese long post",
        }
    }

    /// Limits of the subject, where there is one.
    ///
    /// Subjects of 36 to 50 characters are opened most (Backlinko, 12 million outreach mails); InMail takes 200.
    pub fn subject(self) -> Option<Limit> {
        match self {
            Self::Mail => Some(Limit::between(Measure::Columns, 36, 50)),
            Self::InMail => Some(Limit::up_to(Measure::Units, 200)),
            _ => None,
        }
    }

    /// Limits of the text; all of them hold.
    ///
    /// Mails of 50 to 125 words are answered most (Boomerang, 40 million mails). A text of that length is about
    /// 80 to 200 characters in Chinese, where a word has one to two of them. The other figures are the platforms' own.
    pub fn text(self, language: &Language) -> &'static [Limit] {
        use Measure::{Bytes, Graphemes, Threaded, Tooted, Units, Weighted, Words};
        const MAIL: [Limit; 1] = [Limit::between(Words, 50, 125)];
        const CHINESE_MAIL: [Limit; 1] = [Limit::between(Words, 80, 200)];
        const NOTE: [Limit; 1] = [Limit::up_to(Units, 200)];
        const LONG_NOTE: [Limit; 1] = [Limit::up_to(Units, 300)];
        const IN_MAIL: [Limit; 1] = [Limit::up_to(Units, 1_900)];
        const CHAT: [Limit; 1] = [Limit { measure: Graphemes, least: 0, most: None }];
        const X: [Limit; 1] = [Limit::up_to(Weighted, 280)];
        const BLUESKY: [Limit; 2] = [Limit::up_to(Graphemes, 300), Limit::up_to(Bytes, 3_000)];
        const TOOT: [Limit; 1] = [Limit::up_to(Tooted, 500)];
        const THREADS: [Limit; 1] = [Limit::up_to(Threaded, 500)];
        const LINKEDIN: [Limit; 1] = [Limit::up_to(Units, 3_000)];
        match self {
            Self::Mail if language.is_chinese() => &CHINESE_MAIL,
            Self::Mail => &MAIL,
            Self::Note => &NOTE,
            Self::LongNote => &LONG_NOTE,
            Self::InMail => &IN_MAIL,
            Self::Chat | Self::LongPost => &CHAT,
            Self::X => &X,
            Self::Bluesky => &BLUESKY,
            Self::Mastodon => &TOOT,
            Self::Threads => &THREADS,
            Self::LinkedIn => &LINKEDIN,
        }
    }
}
