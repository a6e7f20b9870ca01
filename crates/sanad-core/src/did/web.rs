//! The grammar of `did:web`: a public domain name, a port, a path that no server and no URL parser reads otherwise.

use super::{Fault, a_label};

/// did:web, "Method-specific identifier": a domain name, a port behind `%3A`, and a path whose slashes are colons.
pub(super) fn check(id: &str) -> Result<(), Fault> {
    let (authority, path) =
        id.split_once(':').map_or((id, None), |(authority, path)| (authority, Some(path)));
    let (host, port) = authority.split_once('%').map_or((authority, None), |(host, p)| (host, Some(p)));
    check_host(host)?;
    if let Some(port) = port {
        let digits = match port.strip_prefix("3A") {
            Some(digits) => digits,
            None if port.starts_with("3a") => return Err(Fault::Noncanonical("a port follows `%3A`")),
            None => return Err(Fault::Malformed("only a port may be percent-encoded in a did:web host")),
        };
        let is_port = !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit())
            && digits.parse::<u16>().is_ok();
        if !is_port {
            return Err(Fault::Malformed("a port is a number from 1 to 65535 without leading zero"));
        }
    }
    path.map_or(Ok(()), |path| path.split(':').try_for_each(check_path_segment))
}

/// A domain name as it is registered (RFC 1123 §2.1): labels of letters, digits and hyphens, two at least, and no IP
/// address, which did:web forbids.
fn check_host(host: &str) -> Result<(), Fault> {
    if host.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err(Fault::Noncanonical("a host is written in lower case"));
    }
    // The name of the same host from the root of all names; certificates and cookies do not know it.
    if let Some(bare) = host.strip_suffix('.').filter(|bare| !bare.ends_with('.')) {
        check_host(bare)?;
        return Err(Fault::Noncanonical("a host is written without the dot of the root behind it"));
    }
    host.split('.').try_for_each(a_label::check).map_err(Fault::Noncanonical)?;
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if host.len() > 253 || !host.split('.').all(is_label) {
        return Err(Fault::Malformed("its host is no domain name"));
    }
    let last = host.rsplit('.').next().unwrap_or_default();
    // URL parsers read a host as an IPv4 address if its last label is a number, also a hexadecimal one.
    let is_number = |label: &str| {
        label.bytes().all(|b| b.is_ascii_digit())
            || label.strip_prefix("0x").is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    if is_number(last) {
        return Err(Fault::Malformed("its host is an IP address"));
    }
    if !host.contains('.') {
        return Err(Fault::Malformed("its host is a single label, which names no place on the internet"));
    }
    Ok(())
}

/// A path segment must come through every server and URL parser unchanged: no dots alone, and percent-encoding only
/// where DID Core leaves no other way to write it, for `~` and for letters outside ASCII.
fn check_path_segment(segment: &str) -> Result<(), Fault> {
    if segment.bytes().all(|b| b == b'.') {
        return Err(Fault::Malformed("a path segment is empty or made of dots"));
    }
    let mut parts = segment.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (hex, rest) = part.split_at_checked(2).unwrap_or_default();
        match u8::from_str_radix(hex, 16) {
            Ok(byte @ (b'~' | 0x80..)) => bytes.push(byte),
            _ => return Err(Fault::Malformed("a path segment encodes a character that it may not")),
        }
        if hex.bytes().any(|b| b.is_ascii_lowercase()) {
            return Err(Fault::Noncanonical("percent-encoding is written in upper case"));
        }
        bytes.extend_from_slice(rest.as_bytes());
    }
    if std::str::from_utf8(&bytes).is_err() {
        return Err(Fault::Malformed("a path segment is not UTF-8"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::code::Code;
    use crate::did::{Did, Method};

    fn code(text: &str) -> Code {
        text.parse::<Did>().expect_err(text).code()
    }

    #[test]
    fn a_did_web_names_the_address_of_its_document() {
        for (text, url, port) in [
            ("did:web:example.com", "https://example.com/.well-known/did.json", None),
            ("did:web:a.b-c.example.com:u:bob", "https://a.b-c.example.com/u/bob/did.json", None),
            ("did:web:example.com%3A8443", "https://example.com:8443/.well-known/did.json", Some(8443)),
            ("did:web:example.com%3A8443:u", "https://example.com:8443/u/did.json", Some(8443)),
            ("did:web:xn--bcher-kva.example", "https://xn--bcher-kva.example/.well-known/did.json", None),
            ("did:web:example.com:%7Ebob", "https://example.com/%7Ebob/did.json", None),
            ("did:web:example.com:b%C3%BCcher", "https://example.com/b%C3%BCcher/did.json", None),
            ("did:web:example.com:Faculty_1.2", "https://example.com/Faculty_1.2/did.json", None),
        ] {
            let did: Did = text.parse().unwrap();
            assert_eq!(did.method(), Method::Web);
            assert_eq!(did.document_url().as_deref(), Some(url));
            assert_eq!(did.port(), port);
            assert_eq!(did.to_string(), text);
        }
    }

    #[test]
    fn addresses_and_names_that_are_not_on_the_public_internet_are_no_did_web() {
        for host in [
            "127.0.0.1",
            "192.168.0.1%3A3003",
            "2130706433",
            "0x7f.1",
            "0x7f000001",
            "1.0x7f",
            "1.0x",
            "0177.0.0.1",
            "[::1]",
            "[::ffff:7f00:1]",
            "::1",
            "fe80::1%25eth0",
            "localhost",
            "localhost.",
            "example.com..",
            "intranet",
            ".example.com",
            "example..com",
            "-a.example",
            "a-.example",
            "a_b.example",
            "b\u{fc}cher.example",
            "b%C3%BCcher.example",
            "\u{2488}.com",
            "",
            "%3A80",
        ] {
            assert_eq!(code(&format!("did:web:{host}")), Code::DidMalformed, "{host}");
        }
        let long = format!("{}.com", "a".repeat(64));
        assert_eq!(code(&format!("did:web:{long}")), Code::DidMalformed);
        let long = format!("{}com", "a.".repeat(126));
        assert_eq!(code(&format!("did:web:{long}")), Code::DidMalformed);
    }

    #[test]
    fn path_tricks_are_no_did_web() {
        for path in [
            "..:..:admin",
            ".",
            "...",
            "%2e%2e",
            "%2E%2E",
            "u:",
            ":u",
            "u::v",
            "%2F",
            "%5C",
            "%00",
            "%40evil.com",
            "%253A",
            "%3A",
            "%20",
            "%41",
            "u?x",
            "u#x",
            "u/v",
            "u@v",
            "~bob",
            "%7",
            "%",
            "%zz",
            "%+7",
            "%C3",
            "%ED%A0%80",
            "a b",
            "a\n",
        ] {
            assert_eq!(code(&format!("did:web:example.com:{path}")), Code::DidMalformed, "{path}");
        }
        for host in ["a.com%40evil.com", "a.com%2Fb", "a.com@evil.com", "a.com?x", "a.com%253A1", "a.com%00"]
        {
            assert_eq!(code(&format!("did:web:{host}")), Code::DidMalformed, "{host}");
        }
    }

    #[test]
    fn ports_are_plain_numbers_behind_an_upper_case_escape() {
        for port in
            ["%3A", "%3A0", "%3A0443", "%3A65536", "%3A99999", "%3A+80", "%3A-1", "%3A8a", "%3A80%3A80"]
        {
            assert_eq!(code(&format!("did:web:example.com{port}")), Code::DidMalformed, "{port}");
        }
        assert!("did:web:example.com%3A65535".parse::<Did>().is_ok());
        assert_eq!(code("did:web:example.com%3a443"), Code::DidNoncanonical);
    }

    #[test]
    fn a_second_spelling_is_noncanonical() {
        for text in [
            "did:web:EXAMPLE.com",
            "did:web:example.coM:u",
            "did:web:example.com:b%c3%bccher",
            "did:web:example.com.",
            "did:web:example.com.%3A8443:u",
            "did:web:xn--example-.com",
            "did:web:xn--bcher-2pa.example",
            "did:web:www.xn--bcher-kv.example",
        ] {
            assert_eq!(code(text), Code::DidNoncanonical, "{text}");
        }
    }
}
