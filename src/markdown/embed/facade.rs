//! What stands for a demo until it is opened: poster, title, provider and a link; on paper a code, too.

use super::fields::Opening;
use super::names::bare_name;
use super::providers::{Frame, Holds, Kind, Ratio, Shape};
use super::qr::push_qr;
use super::recordings::{address, push_cast, push_moving};
use super::{DemoFields, Needs};
use crate::markdown::doc::LinkKind;
use crate::markdown::escape::{is_safe_address, push_address, push_attribute, push_text};
use crate::markdown::media_lines;
use crate::markdown::writer::{Picture, Rendering, Target, host, push_picture};

/// A demo on its way to a page.
pub(in super::super) struct Facade<'a> {
    fields: &'a DemoFields,
    rendering: &'a Rendering<'a>,
    html: String,
    needs: Needs,
}

impl<'a> Facade<'a> {
    /// The HTML of a demo, and what its page must allow.
    pub(in super::super) fn of(fields: &'a DemoFields, rendering: &'a Rendering<'a>) -> (String, Needs) {
        let mut facade = Facade { fields, rendering, html: String::new(), needs: Needs::default() };
        facade.push();
        (facade.html, facade.needs)
    }

    fn push(&mut self) {
        let url = self.fields.url();
        match self.resolve(LinkKind::Link, url) {
            Target::External(address) | Target::Card(address) if is_safe_address(&address) => {
                self.remote(&address);
            }
            Target::Url(address) if is_to_watch(url) => match self.resolve(LinkKind::Image, url) {
                Target::Url(_) => self.linked(&address, &Opening { provider: None, frame: None }),
                target => self.local(&target),
            },
            Target::Url(address) if is_safe_address(&address) => {
                self.linked(&address, &Opening { provider: None, frame: None });
            }
            _ => {
                let words = if self.fields.title().is_empty() { url } else { self.fields.title() };
                self.html.push_str("<p>");
                push_text(&mut self.html, words);
                self.html.push_str("</p>\n");
            }
        }
    }

    fn resolve(&self, kind: LinkKind, target: &str) -> Target {
        (self.rendering.resolve)(kind, target)
    }

    fn remote(&mut self, address: &str) {
        let opening = Opening::of(self.fields);
        let is_card = opening.provider.is_some_and(|provider| matches!(provider.kind, Kind::Card));
        if is_card && self.fields.poster.is_none() && self.fields.fallback.is_none() {
            return self.card(address, opening.provider.map_or("", |provider| provider.name));
        }
        self.linked(address, &opening);
    }

    /// A post or a notebook: its words, and where they stand.
    fn card(&mut self, address: &str, provider: &str) {
        self.html.push_str("<p><a class=\"link-card\" href=\"");
        push_address(&mut self.html, address);
        self.html.push_str("\" rel=\"noopener\">");
        let title = if self.fields.title().is_empty() { provider } else { self.fields.title() };
        push_text(&mut self.html, title);
        self.html.push_str(" <span class=\"link-card-host\">");
        if !self.fields.title().is_empty() {
            push_text(&mut self.html, provider);
            self.html.push_str(" · ");
        }
        push_text(&mut self.html, &short(address));
        self.html.push_str("</span></a></p>\n");
    }

    /// A recording of the site, which needs nobody's leave.
    fn local(&mut self, target: &Target) {
        self.html.push_str("<figure class=\"embed\">\n");
        self.recording(target);
        if !self.fields.title().is_empty() {
            self.html.push_str("<figcaption>");
            push_text(&mut self.html, self.fields.title());
            self.html.push_str("</figcaption>");
        }
        self.html.push_str("</figure>\n");
    }

    /// A demo with its link; a recording comes first where the demo may not be awake or opens elsewhere.
    fn linked(&mut self, address: &str, opening: &Opening) {
        let frame = opening.frame.as_ref().filter(|_| self.rendering.in_place);
        let shape = frame.map_or("", |(frame, ..)| ratio_class(frame.shape));
        let fallback = self.fallback();
        let sleeps =
            opening.frame.as_ref().is_some_and(|(frame, ..)| frame.sleeps) || self.fields.wake.is_some();
        let leads = sleeps || opening.frame.is_none();
        let first = fallback.as_ref().filter(|target| leads && !matches!(target, Target::External(_)));
        self.html.push_str(&format!("<figure class=\"embed{shape}\">\n"));
        if let Some(target) = first {
            self.recording(target);
        }
        self.opener(address, opening, first.is_some());
        if self.rendering.in_place {
            self.paper(address, first);
        }
        let start = self.html.len();
        self.wake(opening, sleeps);
        self.ways(address, opening, fallback.as_ref().filter(|_| first.is_none()));
        if self.html.len() > start {
            self.html.insert_str(start, "<figcaption>");
            self.html.push_str("</figcaption>\n");
        }
        self.html.push_str("</figure>\n");
    }

    fn fallback(&self) -> Option<Target> {
        let fallback = self.fields.fallback.as_deref()?.trim();
        let is_remote = fallback.contains("://");
        let target = self.resolve(if is_remote { LinkKind::Link } else { LinkKind::Image }, fallback);
        (target != Target::Text).then_some(target)
    }

    fn poster(&self) -> Option<Target> {
        let poster = self.resolve(LinkKind::Image, self.fields.poster.as_deref()?.trim());
        matches!(poster, Target::Picture { .. }).then_some(poster)
    }

    fn recording(&mut self, target: &Target) {
        let labels = &self.rendering.labels.embed;
        let title = self.fields.title().to_owned();
        let alt = if title.is_empty() { labels.recording.clone() } else { title };
        match target {
            Target::Video { url } => {
                self.html.push_str("<video controls playsinline preload=\"");
                let poster = self.poster();
                self.html.push_str(if poster.is_some() { "none\"" } else { "metadata\"" });
                if let Some(Target::Picture { url, size, .. }) = &poster {
                    self.address_attribute("poster", url);
                    // The poster's size keeps the room until the film says its own.
                    if let Some((width, height)) = size {
                        self.html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
                    }
                }
                self.address_attribute("src", url);
                self.attribute("aria-label", &alt);
                self.html.push_str(&format!("><a href=\"{}\">", address(url)));
                push_text(&mut self.html, &alt);
                self.html.push_str("</a></video>\n");
            }
            Target::Recording { .. } if self.rendering.in_place => {
                push_cast(&mut self.html, target, &alt, labels);
                self.needs.script = true;
            }
            Target::Picture { still: Some(_), .. } if self.rendering.in_place => {
                push_moving(&mut self.html, target, &Picture { alt: &alt, ..Picture::default() }, labels);
                self.needs.script = true;
            }
            target => push_picture(&mut self.html, target, &Picture { alt: &alt, ..Picture::default() }),
        }
    }

    /// The link that the script turns into a frame.
    fn opener(&mut self, address: &str, opening: &Opening, after_recording: bool) {
        let labels = &self.rendering.labels.embed;
        self.html.push_str("<a class=\"embed-open\" href=\"");
        push_address(&mut self.html, address);
        self.html.push_str("\" rel=\"noopener\"");
        let name = self.name(address, opening);
        if let Some((frame, source, origin)) = opening.frame.as_ref().filter(|_| self.rendering.in_place) {
            self.needs.script = true;
            self.needs.frames.insert(origin.clone());
            self.needs.frames.extend(frame.through.iter().map(|origin| (*origin).to_owned()));
            self.frame_data(frame, source, &name);
        }
        self.html.push('>');
        let poster = self.poster().filter(|_| !after_recording);
        if let Some(poster) = &poster {
            push_picture(&mut self.html, poster, &Picture { in_link: true, ..Picture::default() });
        }
        self.html.push_str("<span class=\"embed-bar\"><span class=\"title\">");
        push_text(&mut self.html, &name);
        self.html.push_str("</span> <span class=\"button\">");
        let is_film = opening.frame.as_ref().is_some_and(|(frame, ..)| frame.holds == Holds::Film);
        let words = match (is_film, after_recording) {
            (true, _) => &labels.watch,
            (false, true) => &labels.live,
            (false, false) => &labels.run,
        };
        push_text(&mut self.html, words);
        self.html.push_str("</span></span></a>\n");
    }

    fn frame_data(&mut self, frame: &Frame, source: &str, name: &str) {
        self.address_attribute("data-embed-src", source);
        self.attribute("data-embed-title", name);
        self.attribute("data-embed-allow", frame.allow);
        if !frame.sandbox.is_empty() {
            self.attribute("data-embed-sandbox", frame.sandbox);
        }
        if let Shape::Height(height) = frame.shape {
            self.attribute("data-embed-height", &height.to_string());
        }
    }

    /// The title, else whose it is, else its host.
    fn name(&self, address: &str, opening: &Opening) -> String {
        match self.fields.title() {
            "" => bare_name(address, opening),
            title => title.to_owned(),
        }
    }

    fn wake(&mut self, opening: &Opening, sleeps: bool) {
        let said = self.fields.wake.as_deref().map(str::trim).filter(|said| !matches!(*said, "" | "true"));
        let provider = opening.provider.map_or_else(|| host(self.fields.url()), |provider| provider.name);
        let words = match said {
            Some("false") => return,
            Some(said) => said.to_owned(),
            None if sleeps => self.rendering.labels.embed.wake.replace("{provider}", provider),
            None => return,
        };
        self.html.push_str("<span class=\"embed-wake\">");
        push_text(&mut self.html, &words);
        self.html.push_str("</span> ");
    }

    /// Whose it is, and the ways that are not the button.
    fn ways(&mut self, url: &str, opening: &Opening, recording: Option<&Target>) {
        let labels = &self.rendering.labels.embed;
        let whose = opening.provider.map_or_else(|| host(url), |provider| provider.name);
        if whose != self.name(url, opening) && url.contains("://") {
            self.html.push_str("<span>");
            push_text(&mut self.html, whose);
            self.html.push_str("</span> ");
        }
        if let Some(target) = recording.and_then(Target::followed) {
            self.html.push_str(&format!("<span><a href=\"{}\" rel=\"noopener\">", address(target)));
            push_text(&mut self.html, &labels.recording);
            self.html.push_str("</a></span> ");
        }
        if opening.frame.is_some() && self.rendering.in_place {
            let href = address(url);
            self.html.push_str(&format!("<span><a href=\"{href}\" target=\"_blank\" rel=\"noopener\">"));
            push_text(&mut self.html, &labels.new_tab);
            self.html.push_str("<span class=\"hidden\">");
            push_text(&mut self.html, &labels.colon);
            let name = self.name(url, opening);
            push_text(&mut self.html, &name);
            self.html.push_str("</span></a></span>");
        }
    }

    /// What paper shows in place of a button: the address as text and as a code, and for a film its poster.
    fn paper(&mut self, url: &str, recording: Option<&Target>) {
        if !url.contains("://") {
            return;
        }
        self.html.push_str("<div class=\"embed-paper\">");
        let poster = self.poster().filter(|_| matches!(recording, Some(Target::Video { .. })));
        if let Some(poster) = poster {
            push_picture(&mut self.html, &poster, &Picture::default());
        }
        push_qr(&mut self.html, url);
        self.html.push_str("<span>");
        push_text(&mut self.html, &short(url));
        self.html.push_str("</span></div>\n");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        push_attribute(&mut self.html, value);
        self.html.push('"');
    }

    fn address_attribute(&mut self, name: &str, url: &str) {
        self.html.push_str(&format!(" {name}=\"{}\"", address(url)));
    }
}

/// Whether an address within the site names something to watch.
fn is_to_watch(url: &str) -> bool {
    media_lines::is_recording(url)
        || matches!(media_lines::extension(url).as_str(), "png" | "jpg" | "jpeg" | "webp")
}

fn ratio_class(shape: Shape) -> &'static str {
    match shape {
        Shape::Ratio(Ratio::Wide) => " ratio-16-9",
        Shape::Ratio(Ratio::Tall) => " ratio-9-16",
        Shape::Ratio(Ratio::Slide) => " ratio-4-3",
        Shape::Ratio(Ratio::Square) => " ratio-1-1",
        Shape::Height(_) => "",
    }
}

/// An address as people write it down: without scheme and `www.`.
fn short(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}
