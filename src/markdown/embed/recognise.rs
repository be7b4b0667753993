//! Recognising an address by the table of providers, and writing the address of its frame.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use super::providers::{Form, PROVIDERS, Provider};

/// What a part of a query may hold as it is (RFC 3986, "unreserved").
const UNRESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// An address of a provider.
#[derive(Debug)]
pub(super) struct Known {
    /// Whose it is.
    pub(super) provider: &'static Provider,
    /// Which of its forms.
    pub(super) form: &'static Form,
    /// The address of the frame; empty for a card.
    pub(super) frame: String,
}

/// The provider of an address, and where its frame is; `None` for every other address, those with a
/// user, a password or a port included.
pub(super) fn recognise(address: &str) -> Option<Known> {
    let url = web_address(address)?;
    let forms = PROVIDERS.iter().flat_map(|provider| provider.forms.iter().map(move |form| (provider, form)));
    forms.into_iter().find_map(|(provider, form)| {
        let found = Found::of(&url, form.address)?;
        Some(Known { provider, form, frame: found.fill(form.frame) })
    })
}

/// The provider at whose host an address is, whichever page of it that may be.
pub(super) fn host_of(address: &str) -> Option<&'static Provider> {
    let url = web_address(address)?;
    let is_at = |form: &Form| {
        let host = form.address.split('/').next().unwrap_or_default();
        url.domain().and_then(|domain| Found::default().host(domain, host)).is_some()
    };
    PROVIDERS.iter().find(|provider| provider.forms.iter().any(is_at))
}

/// An address that may be a provider's: one with a port is not.
fn web_address(address: &str) -> Option<Url> {
    app_address(address).filter(|url| url.port().is_none())
}

/// An address on the web that means what it seems to mean.
pub(super) fn app_address(address: &str) -> Option<Url> {
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    if address.contains(is_odd) || !address.contains("://") {
        return None;
    }
    let url = Url::parse(address).ok()?;
    let is_plain = matches!(url.scheme(), "https" | "http")
        && url.username().is_empty()
        && url.password().is_none()
        && url.domain().is_some();
    is_plain.then_some(url)
}

/// The values that an address has for the names in a form.
#[derive(Default)]
struct Found {
    values: Vec<(&'static str, String)>,
    /// The parameters that the form does not name.
    others: Vec<(String, String)>,
}

impl Found {
    fn of(url: &Url, form: &'static str) -> Option<Found> {
        let (place, query) = form.split_once('?').unwrap_or((form, ""));
        let (host, path) = place.split_once('/').unwrap_or((place, ""));
        let mut found = Found::default();
        found.host(url.domain()?, host)?;
        found.path(url, path)?;
        found.query(url, query)?;
        Some(found)
    }

    fn host(&mut self, host: &str, form: &'static str) -> Option<()> {
        let bare = host.strip_prefix("www.").or_else(|| host.strip_prefix("m.")).unwrap_or(host);
        let candidates = [host, bare];
        let labels = candidates.iter().map(|host| host.split('.').collect::<Vec<_>>());
        let wanted: Vec<&'static str> = form.split('.').collect();
        let fits = |labels: &Vec<&str>| {
            let same = |(label, wanted): (&&str, &&str)| wanted.starts_with('{') || label == wanted;
            labels.len() == wanted.len() && labels.iter().zip(&wanted).all(same)
        };
        let labels = labels.into_iter().find(fits)?;
        for (label, wanted) in labels.iter().zip(wanted) {
            self.part(label, wanted)?;
        }
        Some(())
    }

    fn path(&mut self, url: &Url, form: &'static str) -> Option<()> {
        let mut parts: Vec<&str> = url.path_segments()?.collect();
        parts.pop_if(|last| last.is_empty());
        let mut parts = parts.into_iter();
        for wanted in form.split('/').filter(|part| !part.is_empty()) {
            if let Some(name) = wanted.strip_prefix('{').and_then(|name| name.strip_suffix("*}")) {
                let rest: Vec<&str> = parts.by_ref().collect();
                self.values.push((name, rest.join("/")));
            } else {
                self.part(parts.next()?, wanted)?;
            }
        }
        parts.next().is_none().then_some(())
    }

    /// One part of a host or path: words, then perhaps a name in braces.
    fn part(&mut self, part: &str, wanted: &'static str) -> Option<()> {
        let Some((before, name)) = wanted.split_once('{') else {
            return (part == wanted).then_some(());
        };
        let value = part.strip_prefix(before)?;
        let (name, class) =
            name.trim_end_matches('}').split_once(':').unwrap_or((name.trim_end_matches('}'), ""));
        is_of(class, value).then(|| self.values.push((name, value.to_owned())))
    }

    fn query(&mut self, url: &Url, form: &'static str) -> Option<()> {
        let given: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let mut named = vec![];
        for (key, name) in form.split('&').filter_map(|pair| pair.split_once('=')) {
            named.push(key);
            let name = name.trim_start_matches('{').trim_end_matches('}');
            let value = given.iter().find(|(given, _)| given == key).map(|(_, value)| value.as_str());
            match (name.strip_suffix('?'), value) {
                (None, value) => {
                    let value = value.filter(|value| is_of("", value))?;
                    self.values.push((name, value.to_owned()));
                }
                (Some(name), Some(value)) => self.values.push((name, value.to_owned())),
                (Some(_), None) => {}
            }
        }
        if form.split('&').any(|pair| pair == "*") {
            self.others = given.into_iter().filter(|(key, _)| !named.contains(&key.as_str())).collect();
        }
        Some(())
    }

    /// Writes a frame's address.
    fn fill(&self, frame: &'static str) -> String {
        let (place, query) = frame.split_once('?').unwrap_or((frame, ""));
        let mut address = String::new();
        let mut rest = place;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            address.push_str(before);
            address.push_str(&self.value(name).unwrap_or_default());
            rest = tail;
        }
        address.push_str(rest);
        let pairs = query.split('&').filter(|pair| !pair.is_empty()).flat_map(|pair| self.pairs(pair, query));
        for (at, pair) in pairs.enumerate() {
            address.push(if at == 0 { '?' } else { '&' });
            address.push_str(&pair);
        }
        address
    }

    fn pairs(&self, pair: &'static str, query: &'static str) -> Vec<String> {
        let encode = |text: &str| utf8_percent_encode(text, &UNRESERVED).to_string();
        if pair == "*" {
            let fixed = |key: &str| query.split('&').any(|pair| pair.split('=').next() == Some(key));
            let others = self.others.iter().filter(|(key, _)| !fixed(key));
            return others.map(|(key, value)| format!("{}={}", encode(key), encode(value))).collect();
        }
        let Some((key, value)) = pair.split_once('=') else { return vec![pair.to_owned()] };
        let Some((before, name)) = value.split_once('{') else { return vec![pair.to_owned()] };
        let value = self.value(name.trim_end_matches('}')).filter(|value| !value.is_empty());
        value.map(|value| format!("{key}={before}{}", encode(&value))).into_iter().collect()
    }

    fn value(&self, name: &str) -> Option<String> {
        let (name, otherwise) =
            name.split_once('=').map_or((name, None), |(name, value)| (name, Some(value)));
        let (name, change) = name.split_once('|').unwrap_or((name, ""));
        let name = name.trim_end_matches('*');
        let value = self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        let value = value.filter(|value| !value.is_empty()).or(otherwise)?;
        match change {
            "seconds" => seconds(value).map(|seconds| seconds.to_string()),
            "label" => Some(host_label(value)),
            _ => Some(value.to_owned()),
        }
    }
}

/// Whether a value is of a class that a form names.
fn is_of(class: &str, value: &str) -> bool {
    let is_allowed = |byte: u8| match class {
        "digits" => byte.is_ascii_digit(),
        "name" => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'),
        _ => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
    };
    (1..=128).contains(&value.len()) && value.bytes().all(is_allowed)
}

/// A name as a part of a host: small letters, and a hyphen for everything else.
fn host_label(name: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    name.chars().map(letter).collect()
}

/// `90`, `90s` and `1m30s` in seconds.
fn seconds(time: &str) -> Option<u32> {
    if let Ok(seconds) = time.parse() {
        return Some(seconds);
    }
    let mut total = 0_u32;
    let mut number = String::new();
    for c in time.chars() {
        let unit = match c {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            c if c.is_ascii_digit() => {
                number.push(c);
                continue;
            }
            _ => return None,
        };
        total = total.checked_add(std::mem::take(&mut number).parse::<u32>().ok()?.checked_mul(unit)?)?;
    }
    number.is_empty().then_some(total)
}

#[cfg(test)]
mod tests;
