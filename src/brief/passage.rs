//! What a brief is made of: passages, and facts in them that point into the log.

use crate::content::Because;
use crate::site;

/// A part of the page under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passage {
    /// What one reader said or does that this answers.
    Because,
    /// Why it matters to them.
    Relevance,
    /// The problem, with the words of those who have it.
    Problem,
    /// For whom it is.
    Audience,
    /// Numbers with date and source.
    Numbers,
    /// What people said who used it.
    Quotes,
    /// What changed because of what was said.
    Changes,
    /// Days that tell most.
    Days,
    /// The newest days, where the log says nothing else of the project yet.
    Latest,
    /// Where it breaks, and what guards it.
    Limits,
    /// What was learnt about the field, and where its leaders say that it goes.
    Insights,
    /// Why this maker.
    Why,
    /// What comes next.
    Next,
    /// What the maker did before.
    Background,
}

impl Passage {
    /// Its name among a theme's strings and classes.
    pub fn key(self) -> &'static str {
        match self {
            Self::Because => "because",
            Self::Relevance => "relevance",
            Self::Problem => "problem",
            Self::Audience => "audience",
            Self::Numbers => "numbers",
            Self::Quotes => "quotes",
            Self::Changes => "changes",
            Self::Days => "days",
            Self::Latest => "latest",
            Self::Limits => "limits",
            Self::Insights => "insights",
            Self::Why => "why",
            Self::Next => "next",
            Self::Background => "background",
        }
    }
}

/// The facts under one heading, in their order.
#[derive(Clone, Debug)]
pub struct Passages {
    /// Which heading.
    pub passage: Passage,
    /// The facts; never none.
    pub items: Vec<Item>,
}

/// A fact with its place in the order.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is said.
    pub fact: Fact,
    /// Where it can be looked up.
    pub source: Source,
    /// How dear it is: where a page is too small, the item with the highest rank goes first. Rank 0 stays.
    pub rank: u32,
    /// What it is called when the choice is explained: `day-24`, `minutes`, `limit 2`.
    pub name: String,
    /// The rule by which it was taken.
    pub why: &'static str,
}

/// What is said, as a place in the log; indices are those of the project.
#[derive(Clone, Debug)]
pub enum Fact {
    /// The maker's words, in Markdown.
    Words(String),
    /// The evidence of the problem with this index.
    Evidence(usize),
    /// A voice of the field, by its index.
    Direction(usize),
    /// A piece of feedback, by its index.
    Quote(usize),
    /// A number, by its index.
    Figure(usize),
    /// What a day answers: index of the day, and of the answer.
    Change(usize, usize),
    /// A day, by its index.
    Day(usize),
    /// A limit, by its index.
    Limit(usize),
    /// An insight: index of the day, and of the insight.
    Insight(usize, usize),
    /// A station of the maker's past, by its index.
    Station(usize),
    /// What a reader said.
    Because(Because),
}

/// Where a fact can be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The project's page.
    Project,
    /// The page about the maker.
    About,
    /// A day, by its index.
    Day(usize),
    /// A piece of feedback, by its index.
    Quote(usize),
    /// What the log says itself: where a number comes from, or where words were said.
    Said(site::Origin),
    /// The maker's letter to one reader.
    Letter,
}

/// Something that the log holds and the page does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it would have stood.
    pub passage: Passage,
    /// What it is called.
    pub name: String,
    /// The rule by which it was left out.
    pub why: &'static str,
}
