//! `buildlog` compiles the Markdown days of a build challenge into a site that shows its evidence.
//!
//! # The map
//!
//! One room reads the disk, one room writes it; between them everything is a pure function from
//! sources to pages:
//!
//! ```text
//!  disk ──> source ──> config ──> content ──> site ──> plan ──> render ──> publish ──> disk
//! ```
//!
//! - [`source`] reads every file of the site folder, once.
//! - [`config`] turns `buildlog.yaml` and the flags into what is meant; today's date comes in here.
//! - [`content`] turns one file's text into one typed document that knows no other file.
//! - [`site`] resolves the documents into the log: challenges, neighbours, tags, links, what may be shown.
//! - [`brief`] chooses which of its facts stand on one page for a busy reader.
//! - [`plan`] decides which pages there are and at which routes.
//! - [`render`] makes the bytes of one page from the site, the theme and its route.
//! - [`publish`] makes the output folder equal to the result, whole or not at all.
//! - [`pipeline`] is that sentence as code.
//!
//! Beside them, [`gate`] looks at the sources and at each page on its way out, and says what must not be published.
//!
//! [`preview`] shows the same pages to a browser in place of writing them: after a save it reads and
//! parses the one file, assembles the site anew, and makes the page that is asked for. A `Memo` in each
//! room hands on what nothing has changed in, a project at a time: it lies beside all that it was made of,
//! and is taken only where that is the same.
//!
//! To the side: [`front_matter`] reads YAML with every fault in it, [`markdown`] knows Markdown and no
//! site, [`theme`] layers templates, assets and strings, [`fonts`] says which font files there are for a text,
//! [`diagnostics`] holds complaints as data, [`media`] takes the metadata out of pictures, [`git`] asks the
//! repository around a site, [`outreach`] writes messages and posts from the log, within limits, [`import`]
//! turns other people's logs into content files, and [`cli`] is the only room that prints.
//!
//! # Absent on purpose
//!
//! There is no dependency graph between pages and no dirty flag: a page is cheap enough to be made
//! from the whole site whenever it is asked for. Templates get data and can't fetch more. Nothing
//! here opens a network connection but [`gate::external`], where somebody asks for that; the preview
//! listens for some, on this machine.

#![forbid(unsafe_code)]

pub mod brief;
pub mod cli;
pub mod config;
pub mod content;
pub mod deploy;
pub mod diagnostics;
pub mod fonts;
pub mod front_matter;
pub mod gate;
pub mod git;
pub mod import;
pub mod markdown;
pub mod media;
pub mod output;
pub mod outreach;
pub mod path;
pub mod pipeline;
pub mod plan;
pub mod preview;
pub mod publish;
pub mod render;
pub mod site;
pub mod source;
pub mod theme;
