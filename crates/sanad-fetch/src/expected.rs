//! What may come back for each kind of document: types, bytes, redirects. `spec/fetch.md#answers`

use std::time::Duration;

use sanad_core::code::Code;
use sanad_verifier::evidence::NeedKind;

use crate::limits::FetchLimits;

/// What is expected at a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "somebody asks for every document: a verification or a person")]
pub enum Expected {
    /// What a verification needs.
    Need(NeedKind),
    /// A badge in whatever format, that somebody names by its URL.
    Badge,
}

/// Which redirects are followed. `spec/fetch.md#redirects`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "whoever follows redirects must know each")]
pub enum Redirects {
    /// None.
    Refuse,
    /// Those to the same host and port.
    SameAuthority,
    /// All, since nothing is believed for its place.
    Anywhere,
}

impl Expected {
    /// What it is, in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Need(kind) => kind.as_str(),
            Self::Badge => "badge",
        }
    }

    /// How many bytes it may have.
    #[must_use]
    pub const fn bytes(self) -> usize {
        let limits = FetchLimits::DEFAULT;
        match self {
            Self::Badge | Self::Need(NeedKind::Badge) => limits.badge_bytes,
            Self::Need(NeedKind::AccreditationList) => limits.accreditation_list_bytes,
            Self::Need(NeedKind::StatusList | NeedKind::RevocationList) => limits.list_bytes,
            Self::Need(_) => limits.document_bytes,
        }
    }

    /// The value of the request's `Accept`.
    #[must_use]
    pub const fn accept(self) -> &'static str {
        match self {
            Self::Need(NeedKind::ControllerDocument) => {
                "application/did+json, application/did, application/cid, application/ld+json, application/json"
            }
            Self::Need(NeedKind::AccreditationList) => {
                "application/vc, application/ld+json, application/json"
            }
            Self::Need(NeedKind::KeySet) => "application/jwk-set+json, application/json",
            Self::Need(NeedKind::Schema) => "application/schema+json, application/json",
            Self::Need(NeedKind::StatusList | NeedKind::RevocationList | NeedKind::Refreshed) => {
                "application/vc, application/vc+jwt, application/jwt, application/ld+json, application/json"
            }
            Self::Badge | Self::Need(NeedKind::Badge) => {
                "application/vc, application/vc+jwt, application/jwt, application/ld+json, application/json, \
                 image/png, image/svg+xml"
            }
            Self::Need(_) => "application/ld+json, application/json",
        }
    }

    /// Whether a `Content-Type` can be the one of such a document.
    #[must_use]
    pub fn admits(self, content_type: Option<&str>) -> bool {
        let essence = content_type.and_then(|text| text.split(';').next()).unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        let says_nothing =
            ["", "text/plain", "application/octet-stream", "binary/octet-stream"].contains(&essence.as_str());
        let is_json = essence.ends_with("+json")
            || ["application/json", "text/json", "application/did", "application/cid"]
                .contains(&essence.as_str());
        let is_credential = ["application/vc", "application/vp"].contains(&essence.as_str())
            || essence == "application/jwt"
            || essence.ends_with("+jwt");
        let is_picture = ["image/png", "image/svg+xml"].contains(&essence.as_str());
        match self {
            Self::Badge | Self::Need(NeedKind::Badge) => {
                says_nothing || is_json || is_credential || is_picture
            }
            Self::Need(NeedKind::AccreditationList) => says_nothing || is_json || essence == "application/vc",
            Self::Need(NeedKind::StatusList | NeedKind::RevocationList | NeedKind::Refreshed) => {
                says_nothing || is_json || is_credential
            }
            Self::Need(_) => says_nothing || is_json,
        }
    }

    /// The types that are expected, in words.
    #[must_use]
    pub const fn types(self) -> &'static str {
        match self {
            Self::Badge | Self::Need(NeedKind::Badge) => "JSON, a JSON Web Token, or a PNG or SVG picture",
            Self::Need(NeedKind::StatusList | NeedKind::RevocationList | NeedKind::Refreshed) => {
                "JSON or a JSON Web Token"
            }
            Self::Need(_) => "JSON",
        }
    }

    /// Which redirects are followed.
    #[must_use]
    pub const fn redirects(self) -> Redirects {
        match self {
            Self::Badge | Self::Need(NeedKind::Badge) => Redirects::Anywhere,
            Self::Need(NeedKind::Hosted | NeedKind::RevocationList) => Redirects::SameAuthority,
            Self::Need(_) => Redirects::Refuse,
        }
    }

    /// For how long it is kept at most. `spec/fetch.md#cache`
    #[must_use]
    pub const fn longest_age(self) -> Duration {
        let limits = FetchLimits::DEFAULT;
        match self {
            // Whatever says, by being as it is, that a badge is not revoked.
            Self::Need(
                NeedKind::AccreditationList
                | NeedKind::StatusList
                | NeedKind::RevocationList
                | NeedKind::Hosted
                | NeedKind::Refreshed,
            ) => limits.list_age,
            Self::Badge | Self::Need(NeedKind::Badge) => Duration::ZERO,
            Self::Need(_) => limits.document_age,
        }
    }

    /// The code of a port that is not asked.
    pub(crate) const fn port_code(self) -> Code {
        match self {
            Self::Need(NeedKind::ControllerDocument) => Code::DidPortForbidden,
            Self::Need(_) | Self::Badge => Code::FetchAddressForbidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_a_hotels_network_is_no_document() {
        for kind in [NeedKind::ControllerDocument, NeedKind::StatusList, NeedKind::Hosted, NeedKind::Schema] {
            let expected = Expected::Need(kind);
            for found in
                ["text/html", "text/html; charset=utf-8", "TEXT/HTML", "application/xhtml+xml", "image/png"]
            {
                assert!(!expected.admits(Some(found)), "{found} as {}", expected.as_str());
            }
            for found in ["application/json", "Application/LD+JSON; charset=utf-8", "text/plain", " "] {
                assert!(expected.admits(Some(found)), "{found} as {}", expected.as_str());
            }
            assert!(expected.admits(None));
        }
    }

    #[test]
    fn a_token_is_a_list_and_a_picture_is_a_badge() {
        let admits = |kind, found| Expected::Need(kind).admits(Some(found));
        assert!(admits(NeedKind::StatusList, "application/vc+jwt"));
        assert!(!admits(NeedKind::ControllerDocument, "application/vc+jwt"));
        assert!(Expected::Badge.admits(Some("image/png")) && Expected::Badge.admits(Some("application/jwt")));
        assert!(!Expected::Badge.admits(Some("text/html")));
    }
}
