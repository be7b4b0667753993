//! Messages, posts and the interview bank: text within limits, made of facts of the log and of nothing else.
//!
//! What is in `private/` comes in here, and goes out to the person at the terminal alone: nothing that makes
//! pages can name this room.

mod bank;
mod check;
mod count;
mod facts;
mod fit;
mod limit;
mod link;
mod message;
mod note;
mod phrases;
mod post;
mod recipients;
mod sentence;
mod standard;

pub use bank::{Bank, Entry, Evidence, ProjectBank, StandardEntry, bank};
pub use check::faults;
pub use count::Measure;
pub use fit::{Counted, LeftOut, Role};
pub use limit::{Form, Limit};
pub use link::Link;
pub use message::{Draft, Message, message, own_forms};
pub use phrases::LinkKind;
pub use post::{NoPost, Post, post};
pub use recipients::{Due, channel_key, drafts, due, is_due, status, status_key};
