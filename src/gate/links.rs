//! Where the links of a finished page lead: to something that is there, and to no machine but the reader's own world.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use crate::markdown::{Tag, start_tags};

/// What a page refers to, and what may be referred to in it.
#[derive(Debug, Default)]
pub(super) struct PageLinks {
    /// Targets as written, each once, with the element that refers.
    pub(super) targets: BTreeMap<String, &'static str>,
    /// Ids, and names of anchors.
    pub(super) anchors: HashSet<String>,
}

/// Attributes that hold an address, by element; `srcset` holds several.
const ADDRESSES: [(&str, &str); 11] = [
    ("a", "href"),
    ("area", "href"),
    ("audio", "src"),
    ("form", "action"),
    ("iframe", "src"),
    ("img", "src"),
    ("link", "href"),
    ("script", "src"),
    ("source", "src"),
    ("track", "src"),
    ("video", "src"),
];

impl PageLinks {
    /// Reads a page.
    pub(super) fn of(html: &str) -> (PageLinks, Vec<Tag>) {
        let mut links = PageLinks::default();
        let tags = start_tags(html);
        for tag in &tags {
            links.anchors.extend(tag.attribute("id").map(str::to_string));
            if tag.name == "a" {
                links.anchors.extend(tag.attribute("name").map(str::to_string));
            }
            for (element, attribute) in ADDRESSES.iter().filter(|(element, _)| *element == tag.name) {
                links.add(tag.attribute(attribute), element);
            }
            links.add(tag.attribute("poster").filter(|_| tag.name == "video"), "video");
            for candidate in tag.attribute("srcset").unwrap_or_default().split(',') {
                links.add(candidate.split_whitespace().next(), "img");
            }
        }
        (links, tags)
    }

    fn add(&mut self, target: Option<&str>, element: &'static str) {
        if let Some(target) = target.map(str::trim).filter(|target| !target.is_empty()) {
            self.targets.entry(target.to_string()).or_insert(element);
        }
    }
}

/// Where a target leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// To a file of the output, and a place in it.
    Inside { file: String, anchor: Option<String> },
    /// To another site.
    Outside(Url),
    /// To a machine that only its owner can reach.
    Local(Url),
    /// To a program, such as mail.
    Elsewhere,
}

/// Reads a target as a browser would that shows the page at `page`, whose site is served at `base`.
fn follow(base: &Url, page: &Url, target: &str) -> Leads {
    let Ok(url) = page.join(target) else { return Leads::Elsewhere };
    if !matches!(url.scheme(), "http" | "https") {
        return Leads::Elsewhere;
    }
    let is_same = url.origin() == base.origin();
    if let Some(inside) = url.path().strip_prefix(base.path()).filter(|_| is_same) {
        let path = percent_decode_str(inside).decode_utf8_lossy();
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.into_owned()
        };
        let anchor = url.fragment().map(|anchor| percent_decode_str(anchor).decode_utf8_lossy().into_owned());
        return Leads::Inside {
            file,
            anchor: anchor.filter(|anchor| !anchor.is_empty() && !anchor.starts_with(":~:")),
        };
    }
    // A site that is served from this machine may link to itself.
    if !is_same && is_local(&url) { Leads::Local(url) } else { Leads::Outside(url) }
}

/// Reads the targets of all pages; one that says the same on each of them is read once.
pub(super) struct Follower<'a> {
    base: &'a Url,
    known: HashMap<&'a str, Leads>,
}

impl<'a> Follower<'a> {
    pub(super) fn new(base: &'a Url) -> Self {
        Self { base, known: HashMap::new() }
    }

    /// Where a target leads from the page at an address.
    pub(super) fn follow(&mut self, at: &Url, target: &'a str) -> Leads {
        match ["/", "https://", "http://"].iter().any(|start| target.starts_with(start)) {
            true => self.known.entry(target).or_insert_with(|| follow(self.base, at, target)).clone(),
            false => follow(self.base, at, target),
        }
    }
}

/// Whether a host is this machine, or one in a private network (RFC 1918, RFC 4193, RFC 6762, RFC 8375).
pub(super) fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => {
            address.is_loopback()
                || address.is_private()
                || address.is_link_local()
                || address.is_unspecified()
        }
        Some(Host::Ipv6(address)) => {
            address.is_loopback() || address.is_unspecified() || (address.segments()[0] & 0xfe00) == 0xfc00
        }
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let ends = ["local", "localhost", "internal", "lan", "home.arpa", "localdomain"];
            !name.contains('.')
                || ends.iter().any(|end| name.strip_suffix(end).is_some_and(|before| before.ends_with('.')))
        }
        None => false,
    }
}

/// A link that leads nowhere: the page, its target, and whether the page is there and only the place on it is not.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Broken {
    pub(super) target: String,
    pub(super) page: String,
    pub(super) only_anchor: bool,
}

/// Every broken link between finished pages; of equal ones on several pages the first.
pub(super) fn broken<'a>(
    follower: &mut Follower<'a>,
    pages: &'a BTreeMap<String, PageLinks>,
    files: &HashSet<String>,
) -> Vec<Broken> {
    let mut known: HashMap<(String, Option<String>), bool> = HashMap::new();
    let mut told: BTreeSet<Broken> = BTreeSet::new();
    for (page, links) in pages {
        let Ok(at) = follower.base.join(&address_of(page)) else { continue };
        for target in links.targets.keys() {
            let Leads::Inside { file, anchor } = follower.follow(&at, target) else { continue };
            let has_file = files.contains(&file);
            let leads = *known.entry((file.clone(), anchor.clone())).or_insert_with(|| {
                // A file that is no page is opened and not searched: a recording takes `#t=12`.
                let has_place =
                    |anchor: &String| pages.get(&file).is_none_or(|page| page.anchors.contains(anchor));
                has_file && anchor.as_ref().is_none_or(|anchor| anchor == "top" || has_place(anchor))
            });
            let is_new = || !told.iter().any(|known| known.target == *target);
            if !leads && is_new() {
                told.insert(Broken { target: target.clone(), page: page.clone(), only_anchor: has_file });
            }
        }
    }
    told.into_iter().collect()
}

/// The address of a file of the output, relative to the base.
pub(super) fn address_of(file: &str) -> String {
    let path =
        file.strip_suffix("index.html").filter(|path| path.is_empty() || path.ends_with('/')).unwrap_or(file);
    let parts = path.split('/').map(|part| {
        percent_encoding::utf8_percent_encode(part, percent_encoding::NON_ALPHANUMERIC).to_string()
    });
    // Without the dot, a first part with a colon would be a scheme.
    format!("./{}", parts.collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_target_is_read_as_a_browser_reads_it() {
        let base = url("https://ana.github.io/log/");
        let page = base.join(&address_of("projects/cut/index.html")).unwrap();
        let inside = |file: &str, anchor: Option<&str>| Leads::Inside {
            file: file.into(),
            anchor: anchor.map(str::to_string),
        };
        for (target, leads) in [
            ("/log/about/", inside("about/index.html", None)),
            ("/log/about/#top%20place", inside("about/index.html", Some("top place"))),
            ("day-01/", inside("projects/cut/day-01/index.html", None)),
            ("../%E5%AD%97.png", inside("projects/字.png", None)),
            ("#here", inside("projects/cut/index.html", Some("here"))),
            ("https://ana.github.io/log/feed.xml?x", inside("feed.xml", None)),
            ("https://ana.github.io/other/", Leads::Outside(url("https://ana.github.io/other/"))),
            ("//example.org/a", Leads::Outside(url("https://example.org/a"))),
            ("mailto:robin@example.org", Leads::Elsewhere),
            ("http://localhost:3000/a", Leads::Local(url("http://localhost:3000/a"))),
        ] {
            assert_eq!(follow(&base, &page, target), leads, "{target}");
        }
    }

    #[test]
    fn machines_that_only_their_owner_reaches_are_told_from_the_web() {
        for local in [
            "localhost",
            "app.localhost",
            "127.0.0.1:8080",
            "0.0.0.0",
            "10.1.2.3",
            "192.168.0.7",
            "172.20.0.1",
            "169.254.1.1",
            "[::1]",
            "[fd00::1]",
            "nas.local",
            "wiki.internal",
            "router.lan",
            "intranet",
        ] {
            assert!(is_local(&url(&format!("http://{local}/"))), "{local}");
        }
        for open in ["example.org", "172.32.0.1", "11.0.0.1", "[2606:4700::1]", "local.example", "lan.party"]
        {
            assert!(!is_local(&url(&format!("http://{open}/"))), "{open}");
        }
    }

    #[test]
    fn a_link_to_no_file_and_to_no_place_is_told_once() {
        let base = url("https://ana.github.io/log/");
        let page = |html: &str| PageLinks::of(html).0;
        let one = "<a href=/log/two/>a</a> <a href='/log/two/#nowhere'>b</a> <img src=gone.png> <p id=x><a href='#x'>c</a>";
        let pages = BTreeMap::from([
            ("index.html".to_string(), page(one)),
            (
                "two/index.html".to_string(),
                page("<a href='/log/two/#nowhere'>again</a> <a href='/log/film.mp4#t=3'>f</a>"),
            ),
        ]);
        let files = HashSet::from(["index.html", "two/index.html", "film.mp4"].map(str::to_string));
        let broken = broken(&mut Follower::new(&base), &pages, &files);
        let told: Vec<_> =
            broken.iter().map(|link| (link.target.as_str(), link.page.as_str(), link.only_anchor)).collect();
        assert_eq!(told, [("/log/two/#nowhere", "index.html", true), ("gone.png", "index.html", false)]);
    }
}
