//! The official contexts as embedded: their terms as facts, with where they come from and the digest of the original.

use std::sync::OnceLock;

use super::document::Document;
use crate::json::{Json, Object};

/// What is recorded of an embedded context.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ContextFacts {
    /// The URL that documents name it by.
    pub url: String,
    /// SHA-256 of the official file, in lower-case hexadecimal.
    pub sha256: String,
    /// The specification it belongs to.
    pub source: String,
    /// The licence of the official file.
    pub licence: String,
    /// Whose work the official file is.
    pub attribution: String,
}

/// The form of a context that was edited under its one URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The only one, or the newest.
    Current,
    /// Open Badges 3.0.3 as of April 2025.
    April2025,
}

/// A context in the program.
pub(super) struct Embedded {
    pub(super) url: &'static str,
    pub(super) form: Form,
    text: &'static str,
    document: OnceLock<Option<Document>>,
}

impl Embedded {
    const fn new(url: &'static str, form: Form, text: &'static str) -> Self {
        Self { url, form, text, document: OnceLock::new() }
    }

    /// The context, read when it is first asked for; a test proves that every one reads.
    pub(super) fn loaded(&self) -> Option<&Document> {
        let read = || Some(Document::trusted(self.url, self.object()?.remove("context")?));
        self.document.get_or_init(read).as_ref()
    }

    /// What is recorded of it; the same test proves that there is something.
    pub(super) fn facts(&self) -> Option<ContextFacts> {
        let object = self.object()?;
        let text = |name| object.text(name).unwrap_or_default().to_owned();
        Some(ContextFacts {
            url: text("url"),
            sha256: text("sha256"),
            source: text("source"),
            licence: text("licence"),
            attribution: text("attribution"),
        })
    }

    fn object(&self) -> Option<Object> {
        match Json::parse(self.text.as_bytes()) {
            Ok(Json::Object(object)) => Some(object),
            _ => None,
        }
    }
}

/// Other names under which a context is met: the place that Open Badges 3.0 gave before `context.json`.
pub(super) const ALIASES: [(&str, &str); 1] = [(
    "https://purl.imsglobal.org/spec/ob/v3p0/context/ob_v3p0.jsonld",
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
)];

macro_rules! embedded {
    ($($url:literal $form:ident $file:literal,)+) => {
        pub(super) static EMBEDDED: [Embedded; [$($file),+].len()] = [$(
            Embedded::new($url, Form::$form, include_str!(concat!("../../../contexts/", $file))),
        )+];
    };
}

embedded! {
    "https://www.w3.org/ns/credentials/v2" Current "credentials-v2.json",
    "https://www.w3.org/2018/credentials/v1" Current "credentials-v1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json" Current "ob-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json" April2025 "ob-3.0.3-2025-04.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json" Current "ob-3.0.2.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json" Current "ob-3.0.1.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json" Current "ob-3.0.0.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json" Current "ob-extensions.json",
    "https://w3id.org/openbadges/v2" Current "ob-2.0.json",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json" Current "clr-2.0.1.json",
    "https://purl.imsglobal.org/spec/clr/v2p0/context.json" Current "clr-2.0.0.json",
    "https://w3id.org/security/data-integrity/v2" Current "data-integrity-v2.json",
    "https://w3id.org/security/data-integrity/v1" Current "data-integrity-v1.json",
    "https://w3id.org/security/suites/ed25519-2020/v1" Current "ed25519-2020-v1.json",
    "https://w3id.org/security/multikey/v1" Current "multikey-v1.json",
    "https://w3id.org/security/jwk/v1" Current "jwk-v1.json",
    "https://www.w3.org/ns/cid/v1" Current "cid-v1.json",
    "https://www.w3.org/ns/did/v1" Current "did-v1.json",
    "https://www.w3.org/ns/credentials/status/v1" Current "bitstring-status-list-v1.json",
    "https://w3id.org/vc/status-list/2021/v1" Current "status-list-2021-v1.json",
    "https://www.w3.org/ns/credentials/undefined-terms/v2" Current "undefined-terms-v2.json",
    "https://w3id.org/sanad/badge-facts/v1" Current "badge-facts-v1.json",
    "https://w3id.org/sanad/accreditation-list/v1" Current "accreditation-list-v1.json",
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::jsonld::{ContextSet, Rules};

    #[test]
    fn every_embedded_context_reads_and_bears_the_url_it_is_listed_under() {
        for embedded in &EMBEDDED {
            assert_eq!(embedded.facts().unwrap().url, embedded.url);
            assert!(embedded.loaded().is_some());
        }
    }

    #[test]
    fn every_embedded_context_is_stored_as_our_own_writer_writes_it() {
        for embedded in &EMBEDDED {
            let again = Json::parse(embedded.text.as_bytes()).unwrap().to_compact() + "\n";
            assert_eq!(again, embedded.text, "{}", embedded.url);
        }
    }

    #[test]
    fn the_scoped_contexts_that_are_trusted_to_be_good_are() {
        for url in EMBEDDED.iter().map(|embedded| embedded.url) {
            let set = ContextSet::official();
            let bytes = Object::new().with("@context", set.context(url).unwrap());
            // Handed in, the same document is tried in all its parts.
            let set = set.with_document(url, Json::from(bytes).to_compact().as_bytes()).unwrap();
            let named = Object::new().with("@context", url);
            let tables = set.tables();
            assert_eq!(tables.to_rdf(&named, &Rules::general()), Ok(Vec::new()), "{url}");
        }
    }

    #[test]
    fn no_url_stands_twice_in_one_form() {
        for (index, one) in EMBEDDED.iter().enumerate() {
            assert!(!EMBEDDED[..index].iter().any(|other| other.url == one.url && other.form == one.form));
        }
    }
}
