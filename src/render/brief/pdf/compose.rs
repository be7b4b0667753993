//! A sheet as blocks of text in their order, with how each is to look.

use super::style::{BLACK, BODY, GREY, Ink, Look};
use crate::render::brief::notes::full_name;
use crate::render::brief::sheet::{Linked, Piece, Role, Section, Sheet};

/// Some words in one look.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) look: Look,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// Whether it only keeps two things apart.
    pub(super) is_separator: bool,
}

/// What a block is to somebody who hears the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading and its level, from 1.
    Heading(u16),
    Paragraph,
}

/// A paragraph or a heading.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) spans: Vec<Span>,
    /// Space above it in points, before anything is shrunk.
    pub(super) above: f32,
    /// The distance of its lines, as a multiple of its largest size.
    pub(super) leading: f32,
}

impl Block {
    fn new(kind: Kind, above: f32, leading: f32) -> Self {
        Self { kind, spans: Vec::new(), above, leading }
    }

    fn with(mut self, text: impl Into<String>, look: Look) -> Self {
        self.spans.push(Span { text: text.into(), look, url: None, language: None, is_separator: false });
        self
    }

    /// What stands between two things of a list, and not at the end of a line.
    fn between(self, text: &str, look: Look) -> Self {
        let mut block = self.with(text, look);
        if let Some(last) = block.spans.last_mut() {
            last.is_separator = true;
        }
        block
    }

    fn linked(mut self, text: impl Into<String>, look: Look, url: Option<String>) -> Self {
        self.spans.push(Span { text: text.into(), look, url, language: None, is_separator: false });
        self
    }

    /// Says in which language the last words are, where it is not the document's.
    fn in_language(mut self, language: Option<&String>) -> Self {
        if let Some(last) = self.spans.last_mut() {
            last.language = language.cloned();
        }
        self
    }

    /// Its words as one text.
    pub(super) fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// The largest size in it.
    pub(super) fn size(&self) -> f32 {
        self.spans.iter().map(|span| span.look.size).fold(0.0, f32::max)
    }
}

/// What stands on the page, from top to bottom.
#[derive(Clone, Debug)]
pub(super) enum Flow {
    /// A block across the measure.
    Block(Block),
    /// A heading in the margin, beside what it stands over.
    Heading(Block),
    /// An item under the heading before it: its rank, its name, its words. It goes as a whole where there
    /// is no room for it.
    Item(u32, String, Block),
    /// The days of the challenge.
    Strip(f32),
    /// Where picture and code begin, at the right of what follows.
    Aside,
}

impl Flow {
    /// Its words, where it has any.
    fn block(&self) -> Option<&Block> {
        match self {
            Self::Block(block) | Self::Heading(block) | Self::Item(_, _, block) => Some(block),
            Self::Strip(_) | Self::Aside => None,
        }
    }
}

/// The size of a heading in the margin.
const HEADING: f32 = 9.0;

/// Chinese is taller than Latin in its lines, and wants more air between them.
struct Setting {
    leading: f32,
    accent: Ink,
}

/// The blocks of a sheet.
pub(super) fn compose(sheet: &Sheet, accent: Ink) -> Vec<Flow> {
    let is_chinese = sheet.language.starts_with("zh");
    let setting = Setting { leading: if is_chinese { 1.56 } else { 1.4 }, accent };
    let mut flows = setting.head(sheet);
    for section in &sheet.sections {
        flows.extend(setting.section(section));
    }
    flows.extend(setting.foot(sheet).map(Flow::Block));
    // A heading that says nothing is none, and pictures that no font has may have been all of a text.
    flows.retain(|flow| flow.block().is_none_or(|block| !block.text().trim().is_empty()));
    flows
}

impl Setting {
    fn head(&self, sheet: &Sheet) -> Vec<Flow> {
        let small = Look::text(9.0, 400.0, GREY);
        let mut blocks = Vec::new();
        if let Some(reader) = &sheet.reader {
            blocks.push(
                Block::new(Kind::Paragraph, 0.0, 1.3).with(reader, Look::text(9.0, 600.0, self.accent)),
            );
        }
        let above = if blocks.is_empty() { 0.0 } else { 5.0 };
        blocks.push(Block::new(Kind::Heading(1), above, 1.14).with(&sheet.name, Look::display(25.0)));
        if let Some(headline) = &sheet.headline {
            let block = Block::new(Kind::Paragraph, 2.0, 1.3).with(headline, Look::text(11.4, 400.0, BLACK));
            blocks.push(block.in_language(sheet.languages.author.as_ref()));
        }
        blocks.extend(self.contacts(sheet, small));
        if let Some(said) = sheet.wanted() {
            let look = Look::text(9.0, 400.0, BLACK);
            let block = Block::new(Kind::Paragraph, 3.0, self.leading);
            blocks.push(
                block
                    .with(format!("{}{}", said.label, said.gap), Look { weight: 600.0, ..look })
                    .with(&said.text, look)
                    .in_language(sheet.languages.looking_for.as_ref()),
            );
        }
        let mut flows: Vec<Flow> = blocks.into_iter().map(Flow::Block).collect();
        if !sheet.strip.is_empty() {
            flows.push(Flow::Strip(11.0));
        }
        flows.push(Flow::Aside);
        flows.extend(self.project(sheet).into_iter().map(Flow::Block));
        flows
    }

    fn contacts(&self, sheet: &Sheet, look: Look) -> Option<Block> {
        let place = sheet.location.iter().map(|place| Linked { text: place.clone(), url: None });
        let all: Vec<Linked> = place.chain(sheet.contacts.iter().cloned()).collect();
        let mut block = Block::new(Kind::Paragraph, 4.0, 1.45);
        for (at, contact) in all.iter().enumerate() {
            if at > 0 {
                block = block.between("  ·  ", look);
            }
            block = block.linked(&contact.text, look, contact.url.clone());
            if at == 0 && sheet.location.is_some() {
                block = block.in_language(sheet.languages.author.as_ref());
            }
        }
        (!block.spans.is_empty()).then_some(block)
    }

    fn project(&self, sheet: &Sheet) -> Vec<Block> {
        let mut blocks = Vec::new();
        let title = Block::new(Kind::Heading(2), 13.0, 1.2);
        blocks.push(title.linked(&sheet.project.text, Look::display(16.0), sheet.project.url.clone()));
        if let Some(promise) = &sheet.promise {
            let block = Block::new(Kind::Paragraph, 2.5, 1.32).with(promise, Look::text(11.4, 400.0, BLACK));
            blocks.push(block.in_language(sheet.languages.promise.as_ref()));
        }
        if let Some(demo) = &sheet.demo {
            let look = Look::text(BODY, 600.0, self.accent);
            let block = Block::new(Kind::Paragraph, 4.5, self.leading);
            blocks.push(
                block.with(format!("{}{}", demo.label, demo.gap), Look { ink: BLACK, ..look }).linked(
                    &demo.text,
                    look,
                    Some(demo.url.clone()),
                ),
            );
        }
        if let Some(people) = &sheet.people {
            let block = Block::new(Kind::Paragraph, 2.5, self.leading);
            let look = Look::of(Role::Text);
            blocks.push(block.linked(&people.heard, look, Some(people.url.clone())).with(&people.more, look));
        }
        let look = Look::of(Role::By);
        let mut facts = Block::new(Kind::Paragraph, 2.5, 1.4);
        if !sheet.progress.is_empty() {
            facts = facts.with(&sheet.progress, look);
        }
        if let Some(role) = &sheet.role {
            let before = if facts.spans.is_empty() { "" } else { "  ·  " };
            facts = facts.with(format!("{before}{}{}", role.label, role.gap), look).with(&role.text, look);
            facts = facts.in_language(sheet.languages.role.as_ref());
        }
        blocks.extend((!facts.spans.is_empty()).then_some(facts));
        blocks
    }

    fn section(&self, section: &Section) -> Vec<Flow> {
        let heading = Block::new(Kind::Heading(3), 10.0, self.leading);
        let heading =
            heading.linked(&section.heading, Look::text(HEADING, 600.0, self.accent), section.url.clone());
        let mut flows = vec![Flow::Heading(heading)];
        for item in &section.items {
            let above = match section.key {
                "quotes" | "changes" => 4.5,
                "numbers" => 0.0,
                _ => 2.5,
            };
            flows.push(Flow::Item(
                item.rank,
                full_name(section.key, &item.name),
                self.item(section.key, &item.pieces, above),
            ));
        }
        flows
    }

    fn item(&self, key: &str, pieces: &[Piece], above: f32) -> Block {
        let mut block = Block::new(Kind::Paragraph, above, self.leading);
        for piece in pieces {
            if !block.spans.is_empty() {
                // Who said it stands below the words.
                let gap = if key == "quotes" && piece.role == Role::By { "\n" } else { piece.gap };
                block = block.with(gap, Look::of(Role::Text));
            }
            block = self.push(block, piece);
        }
        block
    }

    fn push(&self, mut block: Block, piece: &Piece) -> Block {
        block.spans.push(Span {
            text: piece.text.clone(),
            look: Look::of(piece.role),
            url: piece.url.clone(),
            language: piece.language.clone(),
            is_separator: false,
        });
        block
    }

    fn foot(&self, sheet: &Sheet) -> impl Iterator<Item = Block> {
        let small = Look::of(Role::By);
        let ask = sheet.ask.as_ref().map(|ask| {
            let look = Look::text(BODY, 600.0, BLACK);
            Block::new(Kind::Paragraph, 12.0, self.leading)
                .with(format!("{}{}", ask.label, ask.gap), look)
                .with(&ask.text, Look { weight: 400.0, ..look })
        });
        let proof = Block::new(Kind::Paragraph, 10.0, 1.35)
            .with(format!("{}{}", sheet.proof.label, sheet.proof.gap), small)
            .linked(&sheet.proof.text, Look { ink: BLACK, ..small }, Some(sheet.proof.url.clone()));
        ask.into_iter().chain([proof])
    }
}
