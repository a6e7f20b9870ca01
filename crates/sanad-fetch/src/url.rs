//! The URLs that are asked: https, a domain name, and a path that every server reads alike. `spec/fetch.md#urls`

use std::fmt;
use std::str::FromStr;

use sanad_core::code::Code;

use crate::limits::FetchLimits;

/// A URL in the one grammar that is asked. Its fragment is gone: it is never sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Url {
    host: String,
    port: u16,
    target: String,
}

impl Url {
    /// The host, in lower case.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port: 443 unless the URL names another.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Path and query, beginning with a slash.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Whether both name the same host and port.
    #[must_use]
    pub fn has_authority_of(&self, other: &Self) -> bool {
        self.host == other.host && self.port == other.port
    }

    /// Where a redirect from here points to: a whole URL, or a path on the same host.
    ///
    /// # Errors
    /// [`UrlError`] if that is no URL that is asked. A path relative to this one is not resolved: servers that need
    /// redirects know whole ones.
    pub fn redirected_to(&self, location: &str) -> Result<Self, UrlError> {
        if location.starts_with('/') && !location.starts_with("//") {
            let authority = self.to_string();
            let authority = authority.strip_suffix(self.target()).unwrap_or_default();
            return format!("{authority}{location}").parse();
        }
        location.parse()
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            HTTPS_PORT => write!(f, "https://{}{}", self.host, self.target),
            port => write!(f, "https://{}:{port}{}", self.host, self.target),
        }
    }
}

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        let malformed = |reason| UrlError::Malformed { found: clip(text), reason };
        if text.len() > FetchLimits::DEFAULT.url_chars {
            return Err(malformed("it is longer than any URL that is asked"));
        }
        let rest = text.strip_prefix("https://").ok_or_else(|| malformed("it is not https"))?;
        let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
        let authority = rest.split_once(['/', '?']).map_or(rest, |(authority, _)| authority);
        let target = rest.strip_prefix(authority).unwrap_or_default();
        let (host, port) = split_port(authority).map_err(malformed)?;
        let host = host.to_ascii_lowercase();
        check_host(&host).map_err(|fault| match fault {
            Fault::Malformed(reason) => malformed(reason),
            Fault::Forbidden(why) => UrlError::HostForbidden { host: clip(&host), why },
        })?;
        check_target(target).map_err(malformed)?;
        let slash = if target.starts_with('/') { "" } else { "/" };
        Ok(Self { host, port, target: format!("{slash}{target}") })
    }
}

/// Why a text is no URL that is asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UrlError {
    /// The host is an address or a name of one label: neither is a name on the public internet.
    #[error("`{host}` {why}")]
    HostForbidden {
        /// The host.
        host: String,
        /// What it is.
        why: &'static str,
    },
    /// Not by the grammar.
    #[error("`{found}` is not asked: {reason}")]
    Malformed {
        /// The text, or its beginning.
        found: String,
        /// What is wrong with it.
        reason: &'static str,
    },
}

impl UrlError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::HostForbidden { .. } => Code::FetchAddressForbidden,
            Self::Malformed { .. } => Code::FetchUrlMalformed,
        }
    }
}

/// The port of https.
pub(crate) const HTTPS_PORT: u16 = 443;

/// The beginning of a text that may be long, for a message.
pub(crate) fn clip(text: &str) -> String {
    const KEPT: usize = 200;
    match text.char_indices().nth(KEPT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

enum Fault {
    Malformed(&'static str),
    Forbidden(&'static str),
}

fn split_port(authority: &str) -> Result<(&str, u16), &'static str> {
    if authority.contains('@') {
        return Err("it names a user");
    }
    // The colons within brackets are not before a port.
    let after_address = authority.rfind(']').map_or(0, |end| end.saturating_add(1));
    let (_, rest) = authority.split_at_checked(after_address).unwrap_or_default();
    let Some((_, port)) = rest.split_once(':') else { return Ok((authority, HTTPS_PORT)) };
    let is_plain = port.bytes().all(|b| b.is_ascii_digit()) && !port.starts_with('0');
    match port.parse() {
        Ok(number) if is_plain => {
            let host = authority.strip_suffix(port).and_then(|host| host.strip_suffix(':'));
            Ok((host.unwrap_or_default(), number))
        }
        _ => Err("its port is not a number from 1 to 65535 without leading zero"),
    }
}

/// RFC 1123 §2.1, in lower case; the same names that did:web allows.
fn check_host(host: &str) -> Result<(), Fault> {
    if host.starts_with('[') {
        return Err(Fault::Forbidden("is an IP address"));
    }
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if host.len() > 253 || !host.split('.').all(is_label) {
        return Err(Fault::Malformed("its host is no domain name"));
    }
    // URL parsers read a host as an IPv4 address if its last label is a number, also a hexadecimal one.
    let is_number = |label: &str| {
        label.bytes().all(|b| b.is_ascii_digit())
            || label.strip_prefix("0x").is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    match host.rsplit_once('.') {
        _ if is_number(host.rsplit('.').next().unwrap_or_default()) => {
            Err(Fault::Forbidden("is an IP address"))
        }
        None => Err(Fault::Forbidden("is a single label, which names no place on the internet")),
        Some(_) => Ok(()),
    }
}

/// RFC 3986 §3.3 and §3.4, without what servers and proxies read in two ways.
fn check_target(target: &str) -> Result<(), &'static str> {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&b);
    let mut parts = target.split('%');
    let first = parts.next().unwrap_or_default();
    let escaped = parts.map(|part| part.split_at_checked(2).ok_or("a `%` is not before two digits"));
    let mut plain = vec![first];
    for part in escaped {
        let (hex, rest) = part?;
        if !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err("a `%` is not before two hexadecimal digits");
        }
        plain.push(rest);
    }
    if !plain.iter().all(|part| part.bytes().all(is_plain)) {
        return Err("it holds a character that a URL may not");
    }
    let path = target.split_once('?').map_or(target, |(path, _)| path);
    let climbs = |segment: &str| {
        let dots = segment.to_ascii_lowercase().replace("%2e", ".");
        dots == "." || dots == ".."
    };
    if path.split('/').any(climbs) {
        return Err("its path holds `.` or `..`");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Code {
        text.parse::<Url>().map(|url| url.to_string()).expect_err(text).code()
    }

    #[test]
    fn a_url_is_a_host_a_port_and_what_is_asked_there() {
        for (text, host, port, target) in [
            ("https://academy.example", "academy.example", 443, "/"),
            ("https://academy.example/", "academy.example", 443, "/"),
            ("https://Academy.Example:443/a?b=c#d", "academy.example", 443, "/a?b=c"),
            ("https://academy.example?x", "academy.example", 443, "/?x"),
            ("https://a.b-c.example:8443/u/%7Ebob/did.json", "a.b-c.example", 8443, "/u/%7Ebob/did.json"),
            ("https://xn--bcher-kva.example/b%C3%BCcher", "xn--bcher-kva.example", 443, "/b%C3%BCcher"),
            ("https://1.example.0xyz/..a/b..", "1.example.0xyz", 443, "/..a/b.."),
            ("https://academy.example/a?up=../..&b=[", "", 0, ""),
        ] {
            match text.parse::<Url>() {
                Ok(url) => assert_eq!((url.host(), url.port(), url.target()), (host, port, target), "{text}"),
                Err(_) => assert_eq!(host, "", "{text}"),
            }
        }
        let url: Url = "https://academy.example:443/a#b".parse().unwrap();
        assert_eq!(url.to_string(), "https://academy.example/a");
    }

    /// Threats W1.
    #[test]
    fn an_address_is_no_host_however_it_is_spelled() {
        for host in [
            "127.0.0.1",
            "192.168.0.1:3003",
            "2130706433",
            "0x7f.1",
            "0x7f000001",
            "0177.0.0.1",
            "1.0x",
            "127.1",
            "[::1]",
            "[::1]:443",
            "[::ffff:7f00:1]",
            "[64:ff9b::7f00:1]",
            "100.64.0.1",
            "169.254.169.254",
            "192.0.0.192",
            "0.0.0.0",
            "localhost",
            "LOCALHOST",
            "intranet",
            "metadata",
        ] {
            assert_eq!(code(&format!("https://{host}/")), Code::FetchAddressForbidden, "{host}");
        }
    }

    #[test]
    fn what_has_two_readings_is_no_url() {
        for text in [
            "",
            "https://",
            "https:///x",
            "http://academy.example/",
            "HTTPS://academy.example/",
            "file:///etc/passwd",
            "//academy.example/",
            "https:/academy.example/",
            "https:academy.example",
            " https://academy.example/",
            "https://academy.example/ ",
            "https://user@academy.example/",
            "https://user:x@academy.example/",
            "https://academy.example@evil.example/",
            "https://academy.example\\@evil.example/",
            "https://academy.example./",
            "https://localhost./",
            "https://academy..example/",
            "https://.example/",
            "https://-a.example/",
            "https://a-.example/",
            "https://a_b.example/",
            "https://b\u{fc}cher.example/",
            "https://\u{2488}.com/",
            "https://a%2Eb.example/",
            "https://fe80::1%25eth0/",
            "https://[fe80::1%25eth0/",
            "https://academy.example:/",
            "https://academy.example:0/",
            "https://academy.example:0443/",
            "https://academy.example:65536/",
            "https://academy.example:+80/",
            "https://academy.example:80:80/",
            "https://academy.example/a b",
            "https://academy.example/a\\b",
            "https://academy.example/a\nHost: x",
            "https://academy.example/\u{e9}",
            "https://academy.example/%",
            "https://academy.example/%4",
            "https://academy.example/%zz",
            "https://academy.example/\"",
            "https://academy.example/<",
            "https://academy.example/../admin",
            "https://academy.example/a/%2e%2E/b",
            "https://academy.example/.",
            "https://academy.example/a/.?b",
        ] {
            assert_eq!(code(text), Code::FetchUrlMalformed, "{text}");
        }
        assert_eq!(code(&format!("https://{}.example/", "a".repeat(64))), Code::FetchUrlMalformed);
        assert_eq!(code(&format!("https://a.example/{}", "a".repeat(2_048))), Code::FetchUrlMalformed);
    }

    #[test]
    fn a_redirect_names_a_whole_url_or_a_path() {
        let url: Url = "https://academy.example:8443/a/b?c".parse().unwrap();
        let to = |location: &str| url.redirected_to(location).map(|url| url.to_string());
        assert_eq!(to("/d?e#f").unwrap(), "https://academy.example:8443/d?e");
        assert_eq!(to("https://other.example/d").unwrap(), "https://other.example/d");
        for location in
            ["", "d", "../d", "//other.example/d", "http://academy.example/", "file:///d", "/../d"]
        {
            assert_eq!(to(location).unwrap_err().code(), Code::FetchUrlMalformed, "{location}");
        }
        assert_eq!(to("https://169.254.169.254/").unwrap_err().code(), Code::FetchAddressForbidden);
    }
}
