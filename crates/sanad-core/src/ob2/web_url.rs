//! URLs that say where a document is hosted: read so strictly that no two readers see another host.

use crate::model::lexical;

/// An `http` or `https` URL whose host is plain to see.
///
/// No user name, no percent-encoding or IP literal in its host, no dot segments in its path: each of them has made
/// one program see another place than the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebUrl<'a> {
    text: &'a str,
    is_https: bool,
    authority: &'a str,
}

impl<'a> WebUrl<'a> {
    /// Reads a URL; `None` if it is none of the web, or not plain.
    #[must_use]
    pub fn read(text: &'a str) -> Option<Self> {
        let (is_https, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return None,
        };
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end)?;
        let url = Self { text, is_https, authority };
        let is_host = |host: &str| {
            !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
        };
        let is_port = |port: Option<&str>| {
            port.is_none_or(|port| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok())
        };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let is_plain = lexical::is_absolute_uri(text)
            && is_host(url.host_and_port().0)
            && is_port(url.host_and_port().1)
            && !path.split('/').any(is_dots);
        is_plain.then_some(url)
    }

    /// Whether it is to be fetched over TLS.
    #[must_use]
    pub const fn is_https(self) -> bool {
        self.is_https
    }

    /// The URL.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        self.text
    }

    /// The host's name, as it is spelled.
    #[must_use]
    pub fn host(self) -> &'a str {
        self.host_and_port().0
    }

    /// Whether the same server is meant: the same host and port. The scheme plays no part, since nothing is fetched
    /// without TLS.
    #[must_use]
    pub fn is_beside(self, other: Self) -> bool {
        self.host().eq_ignore_ascii_case(other.host()) && self.port() == other.port()
    }

    /// Whether the server is the one of an authority such as `academy.example` or `academy.example:8443`. One that
    /// names no port is of every port, as Open Badges 2.0 has host names there.
    #[must_use]
    pub fn is_of(self, authority: &str) -> bool {
        match authority.split_once(':') {
            None => self.host().eq_ignore_ascii_case(authority),
            Some((host, port)) => {
                self.host().eq_ignore_ascii_case(host) && port.parse() == Ok(self.port().unwrap_or(443))
            }
        }
    }

    /// The port, where it is not the scheme's own.
    fn port(self) -> Option<u16> {
        let port = self.host_and_port().1?.parse().ok()?;
        (port != if self.is_https { 443 } else { 80 }).then_some(port)
    }

    fn host_and_port(self) -> (&'a str, Option<&'a str>) {
        self.authority.split_once(':').map_or((self.authority, None), |(host, port)| (host, Some(port)))
    }
}

/// `.` and `..`, however they are spelled.
fn is_dots(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> WebUrl<'_> {
        WebUrl::read(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn hosts_that_two_readers_could_see_differently_are_none() {
        for text in [
            "https://academy.example@evil.example/a",
            "https://academy.example:secret@evil.example/a",
            "https://academy.example%2f.evil.example/",
            "https://evil.example\\@academy.example/",
            "https://[::1]/",
            "https://академия.example/",
            "https://academy.example:/a",
            "https://academy.example:99999/a",
            "https://academy.example:1:2/a",
            "https:///a",
            "https://",
            "HTTPS://academy.example/",
            "ftp://academy.example/",
            "urn:uuid:7",
            "https://academy.example/a/../b",
            "https://academy.example/a/%2E%2e/b",
            "https://academy.example/.",
            "https://academy.example/a b",
        ] {
            assert_eq!(WebUrl::read(text), None, "{text}");
        }
    }

    #[test]
    fn the_same_server_is_the_same_host_and_port() {
        let academy = url("https://academy.example/issuer");
        for (text, same) in [
            ("https://academy.example", true),
            ("https://ACADEMY.example:443/badges/7?x#y", true),
            ("http://academy.example/", true),
            ("http://academy.example:80/", true),
            ("https://academy.example:8443/", false),
            ("https://www.academy.example/", false),
            ("https://academy.example.evil.example/", false),
            ("https://evil.example/academy.example", false),
        ] {
            assert_eq!(academy.is_beside(url(text)), same, "{text}");
        }
    }

    #[test]
    fn an_authority_is_a_host_with_or_without_its_port() {
        for (authority, same) in [
            ("academy.example", true),
            ("Academy.Example", true),
            ("academy.example:443", true),
            ("academy.example:8443", false),
            ("https://academy.example", false),
            ("academy", false),
            ("", false),
        ] {
            assert_eq!(url("https://academy.example/a").is_of(authority), same, "{authority}");
        }
        assert!(url("https://academy.example:8443/a").is_of("academy.example"));
    }
}
