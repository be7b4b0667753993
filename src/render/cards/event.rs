//! The event card: a business card with name, promise and a QR code, as a PDF of that size and as a picture.

use fast_qr::{ECL, QRBuilder};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use resvg::tiny_skia::PathSegment;
use resvg::usvg::{Node, Paint, Tree};
use serde::Serialize;
use tera::{Context, Value};

use super::draw::{DrawError, Drawing};
use super::lettering::{Lettering, Style};
use super::lines::{self, Room};
use super::strip::{self, MarkShape};
use super::{SetData, set_data, unfit};
use crate::config::Show;
use crate::diagnostics::Diagnostic;
use crate::fonts::{is_pictograph, without};
use crate::markdown::fold;
use crate::plan::Routes;
use crate::render::Renderer;
use crate::render::brief::Subject;

/// Width and height in millimetres: the usual size of a business card in Europe and China.
const SIZE: (f32, f32) = (85.0, 55.0);

/// What a printer cuts away at each edge, in millimetres: paper and line at the top run on to there.
const BLEED: f32 = 3.0;

/// Pixels of the picture: 600 to the inch.
const PIXELS: (u32, u32) = (2008, 1299);

/// The template that a theme may have its own of; it is drawn in tenths of millimetres.
const TEMPLATE: &str = "event-card.svg";

/// How wide the code is, in tenths of millimetres; the phone of somebody standing near reads 20 mm.
const CODE: f32 = 240.0;

/// How wide the text may be beside the code, and below it, in tenths of millimetres.
const TEXT: f32 = 430.0;
const WIDE: f32 = 750.0;

/// Sizes of the name, of the promise and of small words, in tenths of millimetres.
const NAMES: [(f32, usize); 4] = [(62.0, 1), (54.0, 2), (46.0, 2), (38.0, 3)];
const PROMISES: [(f32, usize); 4] = [(31.0, 4), (28.0, 5), (25.0, 6), (22.0, 7)];
const SMALL: f32 = 24.0;
const SMALLER: [f32; 4] = [SMALL, 21.0, 19.0, 17.0];

/// Where the template sets the lines, in tenths of millimetres: the end of a name without lines, the space of the title
/// below it, the line of the address, and a contact above that.
const UNDER_NAME: f32 = 84.0;
const UNDER_TITLE: f32 = 38.0;
const ADDRESS: f32 = 450.0;
const CONTACT: f32 = 33.0;

/// How many contacts a card has room for.
const CONTACTS: usize = 2;

/// A card to hand over, in its two forms.
pub struct EventCard {
    /// A PDF of one page of 85 × 55 mm.
    pub pdf: Vec<u8>,
    /// The same as PNG.
    pub png: Vec<u8>,
    /// Where the code leads.
    pub url: String,
    /// What of the log is not on it, and why.
    pub left_out: Vec<String>,
}

/// The template variable `card`.
#[derive(Serialize)]
struct EventData {
    language: String,
    accent: String,
    name: SetData,
    project: Value,
    promise: Option<SetData>,
    contacts: Vec<Value>,
    address: Value,
    code: CodeData,
    strip: Vec<MarkShape>,
}

/// A QR code as one path in units of its modules.
#[derive(Serialize)]
struct CodeData {
    path: String,
    /// A module in tenths of millimetres.
    module: f32,
    size: f32,
}

impl Renderer {
    /// The event card of a project.
    ///
    /// # Errors
    /// A fault of the theme's template, or an address too long for a code.
    pub fn event_card(&self, subject: Subject) -> Result<EventCard, Box<Diagnostic>> {
        let route = Routes::of(&self.site, subject.edition)
            .brief(&self.site.editions[subject.edition].projects[subject.project].slug);
        let url = self.site.config.base_url.absolute(&route);
        let code = code(&url)?;
        let words = self.event_words(subject).replace(is_pictograph, "");
        let lettering = Lettering::of(self.fonts.with_system(&words));
        let mut context = Context::new();
        let (data, left_out) = self.event_data(subject, &lettering, &url, code);
        context.insert("card", &data);
        let svg = self.theme.render(TEMPLATE, &context)?;
        let told = |error: DrawError| unfit(&self.theme, TEMPLATE, &error);
        let drawing = Drawing::read(&svg, &lettering).map_err(told)?;
        let pdf = pdf(drawing.tree(), &self.title(subject), &url).map_err(told)?;
        Ok(EventCard { pdf, png: drawing.png(PIXELS).map_err(told)?, url, left_out })
    }

    fn title(&self, subject: Subject) -> String {
        let project = self.site.editions[subject.edition].projects[subject.project].title();
        let name = self.site.config.author.name.as_deref().unwrap_or(&self.site.config.title);
        format!("{name}: {project}")
    }

    /// Everything that the card may say, for the choice of fonts.
    fn event_words(&self, subject: Subject) -> String {
        let project = &self.site.editions[subject.edition].projects[subject.project];
        let author = &self.site.config.author;
        let contacts = author.contact.iter().filter_map(|contact| contact.value().map(str::to_string));
        let tagline = project.matter().tagline.clone();
        let parts =
            [author.name.clone(), Some(project.title().to_string()), tagline, author.headline.clone()];
        parts.into_iter().flatten().chain(contacts).chain([self.site.config.title.clone()]).collect()
    }

    fn event_data(
        &self,
        subject: Subject,
        lettering: &Lettering,
        url: &str,
        code: CodeData,
    ) -> (EventData, Vec<String>) {
        let config = &self.site.config;
        let edition = &self.site.editions[subject.edition];
        let project = &edition.projects[subject.project];
        let mut notes = Notes { lettering, list: Vec::new() };
        let name = notes.drawable(config.author.name.as_deref().unwrap_or(&config.title));
        let set = lines::set(&name, Room { width: TEXT, height: 130.0, leading: 1.14 }, &NAMES, |text| {
            lettering.width(text, Style::Display)
        });
        notes.of_cut("the name", &name, set.lines.last());
        let title = notes.drawable(project.title());
        let line = lines::one(&title, TEXT / SMALL, |text| lettering.width(text, Style::Strong));
        notes.of_cut("the title", &title, Some(&line));
        let shown = config.author.contact.iter().filter(|contact| contact.show.contains(&Show::Card));
        let mut contacts: Vec<&str> = shown.filter_map(|contact| contact.value()).collect();
        for gone in contacts.split_off(contacts.len().min(CONTACTS)) {
            notes.list.push(format!("{gone}: a card has room for two contacts"));
        }
        let mut contacts: Vec<(&str, Value)> =
            contacts.into_iter().filter_map(|value| Some((value, notes.small(value)?))).collect();
        let promise = project.matter().tagline.as_deref().map(|text| notes.drawable(&fold(text)));
        let top = UNDER_NAME + set.lines.len() as f32 * set.size * 1.14;
        let promise = promise.map(|text| {
            let set = |contacts: usize| promise_in(lettering, &text, top, contacts);
            // A second contact goes where the promise is then whole.
            let is_whole = |contacts: usize| !is_cut(&text, set(contacts).lines.last());
            if contacts.len() == CONTACTS && !is_whole(CONTACTS) && is_whole(CONTACTS - 1) {
                let gone = contacts.pop();
                notes.list.extend(gone.map(|(value, _)| format!("{value}: the promise needs its place")));
            }
            let promise = set(contacts.len());
            notes.of_cut("the promise", &text, promise.lines.last());
            promise
        });
        let address = notes.small(without_scheme(url)).unwrap_or_else(|| lettering.marked("", Style::Plain));
        let data = EventData {
            language: edition.language.tag().to_string(),
            accent: self.theme.accent().to_string(),
            name: set_data(lettering, Style::Display, set, 1.14),
            project: lettering.marked(&line, Style::Strong),
            promise: promise.map(|promise| set_data(lettering, Style::Plain, promise, 1.3)),
            contacts: contacts.into_iter().map(|(_, drawn)| drawn).collect(),
            address,
            code,
            strip: strip::shapes(&strip::signs(project), None, WIDE),
        };
        (data, notes.list)
    }
}

/// What of the log the card does not say, and why.
struct Notes<'a> {
    lettering: &'a Lettering,
    list: Vec<String>,
}

impl Notes<'_> {
    /// A text with what the fonts can draw.
    fn drawable(&mut self, text: &str) -> String {
        let drawn = self.lettering.drawable(&without(text, is_pictograph));
        let is_seen =
            |c: &char| !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}');
        let mut lost: Vec<String> =
            text.chars().filter(is_seen).filter(|c| !drawn.contains(*c)).map(String::from).collect();
        lost.dedup();
        if !lost.is_empty() {
            self.list.push(format!("{} in “{text}”: no font of the card has it", lost.join(" ")));
        }
        drawn
    }

    /// A contact or an address on a line, smaller where it must be: one that is cut leads nowhere.
    fn small(&mut self, text: &str) -> Option<Value> {
        let drawn = self.drawable(text);
        let width = self.lettering.width(&drawn, Style::Plain);
        let Some(size) = SMALLER.into_iter().find(|size| width * size <= WIDE) else {
            self.list.push(format!("{text}: too long for a line of the card"));
            return None;
        };
        let marked = self.lettering.marked(&drawn, Style::Plain);
        match marked.as_str().filter(|_| size < SMALL) {
            Some(inner) => Some(Value::safe_string(&format!("<tspan font-size=\"{size}\">{inner}</tspan>"))),
            None => Some(marked),
        }
    }

    fn of_cut(&mut self, what: &str, text: &str, last: Option<&String>) {
        if is_cut(text, last) {
            self.list.push(format!("the end of {what}: write it shorter"));
        }
    }
}

fn is_cut(text: &str, last: Option<&String>) -> bool {
    !text.ends_with('…') && last.is_some_and(|line| line.ends_with('…'))
}

/// The promise between the title of the project, which stands below `top`, and the contacts.
fn promise_in(lettering: &Lettering, text: &str, top: f32, contacts: usize) -> lines::Set {
    let height = ADDRESS - contacts as f32 * CONTACT - 30.0 - (top + UNDER_TITLE);
    lines::set(text, Room { width: TEXT, height, leading: 1.3 }, &PROMISES, |text| {
        lettering.width(text, Style::Plain)
    })
}

fn without_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest.trim_end_matches('/'))
}

fn code(url: &str) -> Result<CodeData, Box<Diagnostic>> {
    let Ok(code) = QRBuilder::new(url).ecl(ECL::M).build() else {
        return Err(Box::new(
            Diagnostic::error("too-long", format!("{url} is too long for a QR code"))
                .hint("give the project a shorter `slug`, or the site a shorter address"),
        ));
    };
    let mut path = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            path.push_str(&format!("M{column} {row}h1v1h-1z"));
        }
    }
    // A code has at most 177 modules a side, which a float counts exactly.
    let size = code.size as f32;
    Ok(CodeData { path, module: CODE / size, size })
}

/// The drawing as a PDF of its own size, with what a printer cuts away around it, outside of what is shown: shapes
/// as shapes, words as words.
fn pdf(tree: &Tree, title: &str, url: &str) -> Result<Vec<u8>, DrawError> {
    let points = |millimetres: f32| millimetres * 72.0 / 25.4;
    let mut document = Document::new();
    let refused = |what: &str| DrawError::Pdf(what.to_string());
    let (bleed, width, height) = (points(BLEED), points(SIZE.0), points(SIZE.1));
    let settings = PageSettings::from_wh(width + 2.0 * bleed, height + 2.0 * bleed);
    let trim = Rect::from_xywh(bleed, bleed, width, height).ok_or_else(|| refused("the size"))?;
    let settings =
        settings.ok_or_else(|| refused("the size"))?.with_crop_box(Some(trim)).with_trim_box(Some(trim));
    let whole = Rect::from_xywh(0.0, 0.0, width + 2.0 * bleed, height + 2.0 * bleed);
    let mut page = document.start_page_with(settings.with_bleed_box(whole));
    let mut surface = page.surface();
    surface.push_transform(&Transform::from_translate(bleed, bleed));
    let scale = (points(SIZE.0) / tree.size().width(), points(SIZE.1) / tree.size().height());
    surface.push_transform(&Transform::from_scale(scale.0, scale.1));
    for node in tree.root().children() {
        draw(&mut surface, tree, node);
    }
    surface.pop();
    surface.pop();
    surface.finish();
    page.finish();
    let metadata = Metadata::new().title(title.to_string()).description(url.to_string());
    document.set_metadata(metadata.creator("buildlog".to_string()));
    document.finish().map_err(|error| DrawError::Pdf(format!("{error:?}")))
}

fn draw(surface: &mut Surface, tree: &Tree, node: &Node) {
    match node {
        Node::Group(group) => group.children().iter().for_each(|node| draw(surface, tree, node)),
        Node::Path(path) => shape(surface, path),
        Node::Text(text) => {
            for span in text.layouted() {
                let fill = span.fill.as_ref().and_then(|fill| colour(fill.paint()));
                surface.set_stroke(None);
                surface.set_fill(fill.map(|colour| Fill { paint: colour.into(), ..Fill::default() }));
                for glyph in &span.positioned_glyphs {
                    letter(surface, tree, text.abs_transform(), glyph);
                }
            }
        }
        Node::Image(_) => {}
    }
}

fn letter(
    surface: &mut Surface,
    tree: &Tree,
    transform: resvg::tiny_skia::Transform,
    glyph: &resvg::usvg::layout::PositionedGlyph,
) {
    let found = tree.fontdb().face_source(glyph.font);
    let Some((resvg::usvg::fontdb::Source::Binary(bytes), index)) = found else { return };
    let Some(font) = Font::new(bytes.into(), index) else { return };
    let at = transform.pre_concat(glyph.transform());
    let letters = [KrillaGlyph::new(GlyphId::new(glyph.id.0), 0.0, 0.0, 0.0, 0.0, 0..glyph.text.len(), None)];
    surface.draw_glyphs(Point::from_xy(at.tx, at.ty), &letters, font, &glyph.text, glyph.font_size(), false);
}

fn shape(surface: &mut Surface, path: &resvg::usvg::Path) {
    let at = path.abs_transform();
    let mut builder = PathBuilder::new();
    for segment in path.data().segments() {
        match segment {
            PathSegment::MoveTo(p) => builder.move_to(p.x, p.y),
            PathSegment::LineTo(p) => builder.line_to(p.x, p.y),
            PathSegment::QuadTo(a, p) => builder.quad_to(a.x, a.y, p.x, p.y),
            PathSegment::CubicTo(a, b, p) => builder.cubic_to(a.x, a.y, b.x, b.y, p.x, p.y),
            PathSegment::Close => builder.close(),
        }
    }
    let Some(drawn) = builder.finish() else { return };
    let fill = path.fill().and_then(|fill| {
        let rule = match fill.rule() {
            resvg::usvg::FillRule::NonZero => krilla::paint::FillRule::NonZero,
            resvg::usvg::FillRule::EvenOdd => krilla::paint::FillRule::EvenOdd,
        };
        Some(Fill { paint: colour(fill.paint())?.into(), rule, ..Fill::default() })
    });
    let stroke = path.stroke().and_then(|stroke| {
        let width = stroke.width().get();
        Some(Stroke { paint: colour(stroke.paint())?.into(), width, ..Stroke::default() })
    });
    surface.push_transform(&Transform::from_row(at.sx, at.ky, at.kx, at.sy, at.tx, at.ty));
    surface.set_fill(fill);
    surface.set_stroke(stroke);
    surface.draw_path(&drawn);
    surface.pop();
}

/// A colour; a drawing of ours has no other paint.
fn colour(paint: &Paint) -> Option<rgb::Color> {
    match paint {
        Paint::Color(colour) => Some(rgb::Color::new(colour.red, colour.green, colour.blue)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::FontSet;

    #[test]
    fn no_promise_reaches_the_contacts() {
        let lettering = Lettering::of(FontSet::embedded());
        for (size, most) in NAMES {
            for (lines, contacts) in (1..=most).flat_map(|lines| [0, 1, 2].map(|contacts| (lines, contacts)))
            {
                let top = UNDER_NAME + lines as f32 * size * 1.14;
                let set = promise_in(&lettering, &"a long promise ".repeat(30), top, contacts);
                let last = top + UNDER_TITLE + set.size + (set.lines.len() - 1) as f32 * set.size * 1.3;
                let first_contact = ADDRESS - contacts as f32 * CONTACT - SMALL;
                assert!(
                    last + set.size * 0.25 < first_contact,
                    "{lines} lines of {size}, {contacts} contacts"
                );
            }
        }
    }

    #[test]
    fn what_is_not_on_the_card_is_named() {
        let lettering = Lettering::of(FontSet::embedded());
        let mut notes = Notes { lettering: &lettering, list: Vec::new() };
        assert_eq!(notes.drawable("Robin 🚀 Sample"), "Robin Sample");
        assert!(notes.small(&"a".repeat(60)).is_some_and(|line| line.to_string().contains("font-size")));
        assert!(notes.small(&"a".repeat(200)).is_none());
        notes.of_cut("the promise", "a long one", Some(&"a long…".to_string()));
        let told = notes.list.join("\n");
        assert!(
            ["🚀", "too long", "the end of the promise"].iter().all(|part| told.contains(part)),
            "{told}"
        );
    }
}
