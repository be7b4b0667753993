//! Markdown without a site: the outline of a body, and its HTML.
//!
//! There are two entrances. [`parse`] is cheap and runs when a file is loaded: it makes no HTML and
//! highlights nothing. [`Reading`] writes the body when a page is made; where a link leads is asked of the
//! caller through [`Rendering::resolve`]. Text from other people goes through
//! [`render_untrusted`], short fields of front matter through [`render_field`].

mod doc;
mod embed;
mod escape;
mod events;
mod field;
mod footnotes;
mod highlight;
mod kept;
mod math;
mod media_lines;
mod numerals;
mod outline;
mod parse;
mod plain;
mod quotation;
mod raw_html;
mod sanitize;
mod scripts;
mod untrusted;
mod words;
mod writer;

#[cfg(test)]
mod tests;

pub(crate) use escape::{encoded, is_safe_address, push_attribute};

pub use doc::{Demo, Doc, Finding, FindingKind, Heading, Link, LinkKind};
pub use embed::{
    DemoError, DemoFields, EmbedLabels, Needs, OtherSize, Unframed, demo, is_ratio, last_screen, other_size,
    qr_code, unframed,
};
pub use field::{field_links, render_field};
pub use highlight::Highlighter;
pub use numerals::{chinese_number, is_chinese_numeral};
pub use outline::slug;
pub use parse::parse;
pub use plain::{fold, plain_field, plain_text};
pub use quotation::within_quotation;
pub use raw_html::{Tag, start_tags};
pub use scripts::{is_from_right, is_han, is_hangul, is_kana};
pub use untrusted::{is_wordless, render_untrusted};
pub use words::{is_unspaced, word_count};
pub use writer::{Labels, Reading, Rendered, Rendering, Target, render_demo};
