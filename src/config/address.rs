//! Whether the address of a site is one that readers can open.

use url::Host;

use super::BaseUrl;

/// Hosts and ends of hosts that are nobody's (RFC 2606, RFC 6761).
const RESERVED: [&str; 6] = ["example", "example.com", "example.net", "example.org", "invalid", "test"];

/// Domains whose subdomains are named after their users.
const NAMED_AFTER_USERS: [&str; 6] =
    ["codeberg.page", "github.io", "gitlab.io", "netlify.app", "pages.dev", "vercel.app"];

/// Names that examples and instructions give to a user, and to a domain of one's own.
const EXAMPLE_NAMES: [&str; 15] = [
    "my-domain",
    "mydomain",
    "name",
    "owner",
    "user",
    "user-name",
    "username",
    "you",
    "your-domain",
    "your-name",
    "your-site",
    "your-username",
    "yourdomain",
    "yourname",
    "yourusername",
];

/// Ends of the names of machines in one's own network (RFC 6762, RFC 8375).
const OWN_NETWORK: [&str; 5] = ["home.arpa", "lan", "local", "localdomain", "localhost"];

/// Why readers can't open a site at its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// It stands for an address that is still to come.
    Placeholder,
    /// It leads to this machine, or to one in its network.
    Local,
    /// The site is served somewhere else: there.
    Elsewhere(String),
}

impl BaseUrl {
    /// What is wrong with the address. `served_at` is where the host of the repository would serve it, where that is
    /// known; a domain of one's own may lead there, too.
    pub fn fault(&self, served_at: Option<&str>) -> Option<AddressFault> {
        let host = self.host().to_lowercase();
        if is_placeholder(&host) {
            return Some(AddressFault::Placeholder);
        }
        if is_local(&host) {
            return Some(AddressFault::Local);
        }
        let elsewhere = served_at.filter(|there| !self.as_str().eq_ignore_ascii_case(there))?;
        is_or_below(&host, "github.io").then(|| AddressFault::Elsewhere(elsewhere.to_string()))
    }
}

/// Whether a host stands for one that is still to be named.
fn is_placeholder(host: &str) -> bool {
    let first = host.split('.').next().unwrap_or_default();
    let is_example = EXAMPLE_NAMES.contains(&first);
    let is_own_domain =
        host.matches('.').count() == 1 && first.contains("domain") || first.starts_with("your-");
    RESERVED.iter().any(|name| is_or_below(host, name))
        || (is_example && (is_own_domain || NAMED_AFTER_USERS.iter().any(|domain| is_or_below(host, domain))))
}

fn is_local(host: &str) -> bool {
    let is_private = match Host::parse(host) {
        Ok(Host::Ipv4(address)) => address.is_loopback() || address.is_private() || address.is_unspecified(),
        _ => host.starts_with('['),
    };
    is_private || !host.contains('.') || OWN_NETWORK.iter().any(|end| is_or_below(host, end))
}

fn is_or_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(address: &str, served_at: Option<&str>) -> Option<AddressFault> {
        address.parse::<BaseUrl>().unwrap().fault(served_at)
    }

    #[test]
    fn an_address_that_stands_for_another_is_known() {
        for address in [
            "https://example.org/log/",
            "https://www.example.com/",
            "https://YOUR-NAME.github.io/log/",
            "https://you.github.io/",
            "https://username.gitlab.io/",
            "https://log.test/",
            "https://yourdomain.com/",
            "https://your-domain.dev/",
        ] {
            assert_eq!(fault(address, None), Some(AddressFault::Placeholder), "{address}");
        }
        for address in [
            "https://robin.github.io/log/",
            "https://counterexample.org/",
            "https://testing.dev/",
            "https://example.de/",
            "https://name.com/",
            "https://you.com/",
        ] {
            assert_eq!(fault(address, None), None, "{address}");
        }
    }

    #[test]
    fn an_address_of_this_machine_or_its_network_is_known() {
        for address in [
            "http://localhost:8000/",
            "http://127.0.0.1/",
            "http://192.168.1.20/",
            "http://[::1]/",
            "http://nas.local/",
        ] {
            assert_eq!(fault(address, None), Some(AddressFault::Local), "{address}");
        }
    }

    #[test]
    fn an_address_of_the_same_host_is_compared_with_the_remote() {
        let there = Some("https://ana.github.io/My-Log/");
        assert_eq!(fault("https://ana.github.io/My-Log/", there), None);
        assert_eq!(fault("https://ana.github.io/my-log/", there), None);
        assert_eq!(
            fault("https://ana.github.io/", there),
            Some(AddressFault::Elsewhere("https://ana.github.io/My-Log/".into()))
        );
        assert_eq!(fault("https://log.ana.dev/", there), None, "a domain of one's own may be any");
        assert_eq!(fault("https://ana.codeberg.page/", there), None);
    }
}
