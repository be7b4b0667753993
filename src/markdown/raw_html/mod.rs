//! Raw HTML inside Markdown: what of it stays, what is said of it, and how it is rewritten.
//!
//! Nothing of the author's markup is passed on as it is: it is cut into tokens, and each tag that may
//! stay is written anew with the attributes that may stay. Balance is not looked at here; a body that
//! holds raw HTML goes through the sanitiser as a whole afterwards.

mod attributes;
mod elements;
mod entities;
mod inspect;
mod left_open;
mod rewrite;
mod scan;
mod summaries;
mod tags;
mod values;

pub(super) use attributes::ATTRIBUTES;
pub(super) use elements::{ELEMENTS, is_inline_format, is_kept_out, is_unknown};
pub(super) use inspect::{Fact, inspect};
pub(super) use left_open::{LeftOpen, left_open};
pub(super) use rewrite::{Rewriter, claim, rewrite};
pub(super) use scan::{Scanner, Token};
pub(super) use summaries::with_summaries;
pub use tags::{Tag, start_tags};
