//! The finished pages together: where their links lead, and how large all of it is.

use std::collections::{BTreeMap, HashSet};

use url::Url;

use super::links::{self, Broken, Follower, Leads, PageLinks};
use super::output::shown;
use super::{Findings, Gate};
use crate::content::address_in_short;
use crate::diagnostics::{Diagnostic, Place, SourceFile};
use crate::markdown;
use crate::path::SitePath;
use crate::render::Renderer;
use crate::site::Site;

/// The largest site that GitHub Pages serves ("GitHub Pages limits" in its documentation).
const LARGEST_SITE: u64 = 1024 * 1024 * 1024;

/// What each page refers to, by its file.
type Pages = BTreeMap<String, PageLinks>;

/// What all pages together show; `bytes` is their length with all that belongs to them.
pub(super) fn of_all(gate: &Gate<'_>, renderer: &Renderer, pages: &Pages, bytes: u64) -> Findings {
    let mut found = Findings::default();
    found.list.extend((bytes > LARGEST_SITE).then(|| site_too_large(bytes)));
    // The settings hold nothing that is no address.
    let Ok(base) = Url::parse(renderer.site().config.base_url.as_str()) else { return found };
    let files: HashSet<String> = renderer.plan().pages.iter().map(|page| page.route.file()).collect();
    let mut follower = Follower::new(&base);
    for link in links::broken(&mut follower, pages, &files) {
        found.list.push(leads_nowhere(&link).at(place(gate, &link.target, &link.page)));
    }
    lead_away(gate, renderer.site(), (&base, pages), &mut follower, &mut found);
    found
}

/// Links that leave the site: to machines that only their owner reaches, and to the rest of the world.
fn lead_away<'a>(
    gate: &Gate<'_>,
    site: &Site,
    (base, pages): (&Url, &'a Pages),
    follower: &mut Follower<'a>,
    found: &mut Findings,
) {
    let demos = demos(site);
    let mut told = HashSet::new();
    for (page, links) in pages {
        let Ok(at) = base.join(&links::address_of(page)) else { continue };
        for (target, element) in &links.targets {
            match follower.follow(&at, target) {
                Leads::Local(url) if told.insert(url.to_string()) => {
                    let is_shown = *element != "a" || demos.contains(target.as_str());
                    found.list.push(leads_home(&url, is_shown).at(place(gate, target, page)));
                }
                // What a page says of itself in its head is followed by no reader.
                Leads::Outside(url) if *element != "link" => {
                    found.outside.entry(without_fragment(url)).or_default().insert(page.clone());
                }
                _ => {}
            }
        }
    }
}

/// Where an address stands in the site's files; else the page that shows it.
fn place(gate: &Gate<'_>, target: &str, page: &str) -> Place {
    let copied = SitePath::new(format!("static/{page}"));
    let of_static = || {
        let text = gate.sources.bytes(&copied).ok().and_then(|bytes| String::from_utf8(bytes).ok())?;
        let at = text.find(target)?;
        Some(SourceFile::new(copied.clone(), text).place(at..at + target.len()))
    };
    let at_all = || if gate.sources.contains(&copied) { copied.clone() } else { shown(page) };
    of_static().or_else(|| gate.locate(target)).unwrap_or_else(|| Place::file(at_all()))
}

/// The addresses that the log asks people to try.
pub(super) fn demos(site: &Site) -> HashSet<String> {
    let projects = || site.editions.iter().flat_map(|edition| &edition.projects);
    let keys = projects().flat_map(|project| {
        let days = project.days.iter().filter_map(|day| day.matter().demo.as_ref());
        project.matter().demo.iter().chain(days)
    });
    let keys = keys.filter_map(|demo| demo.value.url.as_ref()).map(|url| url.value.clone());
    let profiles = site.editions.iter().filter_map(|edition| edition.profile.as_ref());
    let docs = projects().flat_map(|project| {
        let days = project.days.iter().map(|day| &day.source.document.doc);
        days.chain([&project.source.document.doc])
    });
    let docs = docs.chain(profiles.map(|profile| &profile.document.doc));
    // A block that can't be read has been told where it was read first.
    let blocks = docs.flat_map(|doc| &doc.demos).filter_map(|block| markdown::demo(&block.yaml).ok()?.url);
    keys.chain(blocks).collect()
}

fn without_fragment(mut url: Url) -> String {
    url.set_fragment(None);
    url.to_string()
}

fn leads_nowhere(link: &Broken) -> Diagnostic {
    let (code, what) = match link.only_anchor {
        true => ("broken-anchor", "names a place that its page does not have"),
        false => ("broken-link", "leads nowhere"),
    };
    Diagnostic::error(
        code,
        format!(
            "the link `{}` on /{} {what}",
            address_in_short(&link.target),
            link.page.trim_end_matches("index.html")
        ),
    )
    .hint("mend it in the text, the template or the file of static/ that it stands in")
}

fn leads_home(url: &Url, is_shown: bool) -> Diagnostic {
    let host = url.host_str().unwrap_or_default();
    let url = address_in_short(url.as_str());
    let words = format!("`{url}` leads to {host}, which only you can reach");
    if is_shown {
        return Diagnostic::error("local-link", words)
            .hint("put the demo where others can open it, and write that address");
    }
    Diagnostic::warning("local-link", words)
        .hint("write the public address, or put it between backticks where it belongs to an instruction")
}

fn site_too_large(bytes: u64) -> Diagnostic {
    let size = bytes / (1024 * 1024);
    Diagnostic::warning(
        "site-over-limit",
        format!("the site has {size} MB: GitHub Pages serves at most 1024 MB"),
    )
    .at(Place::file(SitePath::new("public/")))
    .hint("put long recordings on a host for recordings, and link to them")
}
