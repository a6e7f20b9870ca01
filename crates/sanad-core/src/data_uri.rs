//! Bytes written into an identifier: `data:` URIs (RFC 2397), as badges hold their pictures.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The bytes in a `data:` URI, and what it says they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataUri {
    media_type: String,
    bytes: Vec<u8>,
}

impl DataUri {
    /// The bytes of a URI, if it is a `data:` URI in canonical base64 or in text with percent signs.
    #[must_use]
    pub fn parse(uri: &str) -> Option<Self> {
        let (scheme, rest) = uri.split_once(':')?;
        if !scheme.eq_ignore_ascii_case("data") {
            return None;
        }
        let (head, data) = rest.split_once(',')?;
        let (head, bytes) = match head.strip_suffix(";base64") {
            Some(head) => (head, STANDARD.decode(data).ok()?),
            None => (head, percent_decoded(data)?),
        };
        let media_type = head.split(';').next().unwrap_or_default().to_ascii_lowercase();
        Some(Self { media_type, bytes })
    }

    /// What the bytes are said to be, in lower case and without parameters: `image/png`. Empty if nothing is said.
    #[must_use]
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

fn percent_decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let (high, low) = (digit()?, digit()?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_out_of_base64_and_of_text() {
        for (uri, media_type, bytes) in [
            ("data:image/png;base64,iVBORw==", "image/png", &b"\x89PNG"[..]),
            ("DATA:Image/SVG+xml;charset=utf-8,%3Csvg%20x=%22y%22/%3e", "image/svg+xml", b"<svg x=\"y\"/>"),
            ("data:,a", "", b"a"),
            ("data:;base64,", "", b""),
        ] {
            let read = DataUri::parse(uri).unwrap();
            assert_eq!((read.media_type(), read.bytes()), (media_type, bytes), "{uri}");
        }
    }

    #[test]
    fn other_texts_are_no_data() {
        for uri in [
            "",
            "data:image/png",
            "https://example.org/,",
            "data:;base64,iVBORw",
            "data:;base64,iV BO",
            "data:,%4",
            "data:,%zz",
        ] {
            assert_eq!(DataUri::parse(uri), None, "{uri}");
        }
    }
}
