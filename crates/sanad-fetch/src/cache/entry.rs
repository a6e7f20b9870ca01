//! One answer as it lies in the cache: what was asked, until when it holds, a seal, the body.

use std::fmt::Write as _;

use sanad_core::timestamp::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::transport::{Head, Request, Response};

/// A file of the cache: lines `name value`, an empty line, the body.
pub(super) struct Entry<'a> {
    pub(super) url: String,
    pub(super) expected: String,
    pub(super) content_type: String,
    pub(super) fetched: i64,
    pub(super) until: i64,
    pub(super) body: &'a [u8],
}

impl<'a> Entry<'a> {
    pub(super) fn write(&self) -> Vec<u8> {
        let mut text = format!(
            "{MAGIC}\nurl {}\nexpected {}\ntype {}\nfetched {}\nuntil {}\n",
            self.url, self.expected, self.content_type, self.fetched, self.until
        );
        let seal = self.seal(&text);
        // Writing to a String does not fail.
        let _ = write!(text, "sha256 {seal}\n\n");
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(self.body);
        bytes
    }

    /// SHA-256 of everything else, so that no damaged file is taken for an answer.
    fn seal(&self, lines: &str) -> String {
        hex(&[lines.as_bytes(), self.body].concat())
    }

    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let end = bytes.windows(2).position(|pair| pair == b"\n\n")?;
        let (head, body) = bytes.split_at_checked(end.checked_add(2)?)?;
        let head = std::str::from_utf8(head).ok()?;
        let (lines, seal) = head.trim_end().rsplit_once("sha256 ")?;
        let mut rest = lines.lines();
        let mut value = |name: &str| Some(rest.next()?.strip_prefix(name)?.trim_start().to_owned());
        value(MAGIC)?.is_empty().then_some(())?;
        let entry = Self {
            url: value("url")?,
            expected: value("expected")?,
            content_type: value("type")?,
            fetched: value("fetched")?.parse().ok()?,
            until: value("until")?.parse().ok()?,
            body,
        };
        (entry.seal(lines) == seal).then_some(entry)
    }

    pub(super) fn answer(&self, request: &Request, now: Timestamp) -> Option<Response> {
        let now = now.unix_seconds();
        let is_it = self.url == request.url.to_string() && self.expected == request.expected.as_str();
        let holds = self.fetched <= now && now < self.until;
        (is_it && holds).then(|| {
            let content_type = Some(self.content_type.clone()).filter(|found| !found.is_empty());
            Response { head: Head { status: 200, content_type, ..Head::default() }, body: self.body.to_vec() }
        })
    }
}

/// SHA-256 in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

const MAGIC: &str = "sanad cache 1";
/// More than the longest lines before a body.
pub(super) const HEAD_BYTES: usize = 8 << 10;
