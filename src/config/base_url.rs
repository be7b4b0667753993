//! The address at which a site is served.

use std::borrow::Cow;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use crate::path::Route;

/// Domains whose subdomains are given to many sites, so that none of them is anybody's own.
const SHARED_HOSTS: [&str; 16] = [
    "github.io",
    "gitlab.io",
    "codeberg.page",
    "bitbucket.io",
    "pages.dev",
    "workers.dev",
    "netlify.app",
    "vercel.app",
    "web.app",
    "firebaseapp.com",
    "onrender.com",
    "surge.sh",
    "fly.dev",
    "neocities.org",
    "azurestaticapps.net",
    "cloudfront.net",
];

/// An absolute web address that ends in `/`, with the sub-path that the site lives under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    whole: String,
    path_start: usize,
}

impl BaseUrl {
    /// The whole address, such as `https://name.github.io/log/`.
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// The path it is served under, such as `/log/`; `/` at a root.
    pub fn path(&self) -> &str {
        &self.whole[self.path_start..]
    }

    /// Scheme and host, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.whole[..self.path_start]
    }

    /// The host without scheme and port.
    pub fn host(&self) -> &str {
        let rest = self.whole.split_once("://").map_or("", |(_, rest)| rest);
        rest.split(['/', ':']).next().unwrap_or("")
    }

    /// A route as a root-relative URL, percent-encoded: `/log/projects/cut/`.
    pub fn relative(&self, route: &Route) -> String {
        [self.path(), &encoded(route)].concat()
    }

    /// A route as an absolute URL, percent-encoded.
    pub fn absolute(&self, route: &Route) -> String {
        [self.as_str(), &encoded(route)].concat()
    }

    /// Whether the host is the site's own: served at its root and no address of a host of many sites or of this machine.
    pub fn is_own_domain(&self) -> bool {
        let host = self.host();
        self.path() == "/"
            && host.contains('.')
            && !SHARED_HOSTS.iter().any(|shared| host == *shared || is_below(host, shared))
            && !host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    }
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|name| name.ends_with('.'))
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let url = Url::parse(text).map_err(|_| format!("`{text}` is not an absolute web address"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
            return Err(format!("`{text}` does not begin with https:// and a host"));
        }
        // What may be a password is not repeated.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(
                "the address holds a user's name or password, which every page would show".to_string()
            );
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(format!("`{text}` holds more than a host and a path"));
        }
        let origin = url.origin().ascii_serialization();
        let path = url.path().trim_matches('/');
        let whole = if path.is_empty() { format!("{origin}/") } else { format!("{origin}/{path}/") };
        Ok(Self { path_start: origin.len(), whole })
    }
}

/// What stands in the path of a URL as it is beside letters and digits (RFC 3986, section 3.3). An apostrophe and
/// an ampersand may, too, and would have to be written otherwise in HTML.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

fn encoded(route: &Route) -> Cow<'_, str> {
    utf8_percent_encode(route.as_str(), PATH).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> BaseUrl {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_ends_in_a_slash_and_knows_its_path() {
        assert_eq!(base("https://example.org").as_str(), "https://example.org/");
        assert_eq!(base("https://example.org").path(), "/");
        assert_eq!(base("https://Name.github.io/log").path(), "/log/");
        assert_eq!(base("http://localhost:8000/a/b/").origin(), "http://localhost:8000");
    }

    #[test]
    fn routes_are_percent_encoded() {
        let url = base("https://example.org/log/");
        assert_eq!(url.relative(&Route::new("projects/你好/")), "/log/projects/%E4%BD%A0%E5%A5%BD/");
        assert_eq!(url.absolute(&Route::new("a b.png")), "https://example.org/log/a%20b.png");
        let signs = "a-b.c_d~e!f$g(h)i*j+k,l;m=n:o@p";
        assert_eq!(url.relative(&Route::new(signs)), format!("/log/{signs}"));
        assert_eq!(url.relative(&Route::new("'\"&<>?#%[]")), "/log/%27%22%26%3C%3E%3F%23%25%5B%5D");
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        for wrong in
            ["example.org", "/log/", "ftp://example.org/", "https://", "https://e.org/?q", "https://u@e.org/"]
        {
            assert!(wrong.parse::<BaseUrl>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_a_domain_of_ones_own_at_its_root_is_one() {
        assert!(base("https://example.org/").is_own_domain());
        assert!(!base("https://example.org/log/").is_own_domain());
        for shared in
            ["name.github.io", "a.gitlab.io", "a.pages.dev", "a.netlify.app", "a.b.vercel.app", "a.web.app"]
        {
            assert!(!base(&format!("https://{shared}/")).is_own_domain(), "{shared}");
        }
        assert!(base("https://mysurge.sh/").is_own_domain());
        assert!(!base("http://localhost:8000/").is_own_domain());
        assert!(!base("http://127.0.0.1/").is_own_domain());
    }
}
