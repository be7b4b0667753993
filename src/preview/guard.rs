//! Who may ask: requests that a browser sends here because another site told it to are refused.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::{HeaderMap, Uri, header};

/// The names by which the preview may be asked.
///
/// A name of another site can be made to lead to this machine (DNS rebinding), and its pages could
/// then read the drafts; an address in digits can't be made to lead anywhere else.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    every_address: bool,
}

impl Hosts {
    /// The names for a preview that listens at an address.
    pub(super) fn at(address: IpAddr) -> Self {
        Self { every_address: !address.is_loopback() }
    }

    /// Whether a request names this preview, and nothing else.
    pub(super) fn allow(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut said = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (said.next(), said.next()) else { return false };
        let is_known = host.to_str().is_ok_and(|host| self.knows(host));
        is_known && uri.authority().is_none_or(|authority| self.knows(authority.as_str()))
    }

    /// Whether the page that asks is one of the preview's own; what is no page of a browser names none.
    pub(super) fn allow_origin(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(header::ORIGIN) else { return true };
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let origin = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
        origin.is_some() && origin == host
    }

    fn knows(&self, authority: &str) -> bool {
        let name = name_of(authority).to_ascii_lowercase();
        match name.parse::<IpAddr>() {
            Ok(address) => address.is_loopback() || self.every_address,
            Err(_) => name == "localhost",
        }
    }
}

/// A host without its port, and without the brackets of an IPv6 address.
fn name_of(authority: &str) -> &str {
    if let Some((inside, rest)) = authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let is_end = rest.is_empty() || is_port(rest);
        return if is_end && inside.parse::<Ipv6Addr>().is_ok() { inside } else { "" };
    }
    match authority.rfind(':') {
        Some(colon) if is_port(&authority[colon..]) => &authority[..colon],
        Some(_) => "",
        None => authority,
    }
}

fn is_port(text: &str) -> bool {
    text.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
        pairs.collect()
    }

    fn allows(hosts: &Hosts, host: &str) -> bool {
        hosts.allow(&Uri::from_static("/"), &headers(&[(header::HOST, host)]))
    }

    #[test]
    fn on_loopback_only_names_of_this_machine_are_known() {
        let hosts = Hosts::at("127.0.0.1".parse().unwrap());
        for known in ["localhost", "LOCALHOST:4000", "127.0.0.1:4000", "127.0.0.1", "[::1]:4000", "[::1]"] {
            assert!(allows(&hosts, known), "{known}");
        }
        for foreign in [
            "evil.example",
            "localhost.evil.example:4000",
            "127.0.0.1.evil.example",
            "192.168.1.5:4000",
            "",
            "[::1]x",
        ] {
            assert!(!allows(&hosts, foreign), "{foreign}");
        }
        assert!(!hosts.allow(&Uri::from_static("/"), &HeaderMap::new()));
        let whole = Uri::from_static("http://evil.example/");
        assert!(!hosts.allow(&whole, &headers(&[(header::HOST, "localhost")])));
    }

    #[test]
    fn in_the_network_addresses_in_digits_are_known_and_names_are_not() {
        let hosts = Hosts::at("0.0.0.0".parse().unwrap());
        assert!(allows(&hosts, "192.168.1.5:4000"));
        assert!(!allows(&hosts, "evil.example:4000"));
    }

    #[test]
    fn two_hosts_are_none() {
        let mut two = headers(&[(header::HOST, "localhost")]);
        two.append(header::HOST, HeaderValue::from_static("evil.example"));
        assert!(!Hosts::at("127.0.0.1".parse().unwrap()).allow(&Uri::from_static("/"), &two));
    }

    #[test]
    fn only_a_page_of_the_preview_may_listen() {
        let hosts = Hosts::at("127.0.0.1".parse().unwrap());
        let from = |origin: &str| {
            hosts.allow_origin(&headers(&[(header::HOST, "127.0.0.1:4000"), (header::ORIGIN, origin)]))
        };
        assert!(from("http://127.0.0.1:4000"));
        assert!(!from("http://127.0.0.1:5000") && !from("https://evil.example") && !from("null"));
        assert!(hosts.allow_origin(&headers(&[(header::HOST, "127.0.0.1:4000")])));
    }
}
