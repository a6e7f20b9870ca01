//! Whether a badge stands in a list of revoked badges that nobody signed. `spec/status.md#revocation-lists`

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::revocation_list::{Revocation, RevocationList};

use crate::case::Case;
use crate::outcome::Outcome;

/// The 1EdTech Revocation List Status Method. The badge's signature covers the list's URL, so the issuer has said that
/// this host speaks for it; that the host said it, is the transport's word alone.
pub(super) fn look_up(entry: &Object, content: &Object, issuer: &str, case: &Case<'_>) -> Outcome {
    let Some(url) = entry.text("id") else {
        return Outcome::fail(Code::SchemaMissing, "no `id`, expected the URL of the list of revoked badges");
    };
    let Some(badge) = content.text("id") else {
        return Outcome::fail(Code::SchemaMissing, "no `id` by which the list could name it");
    };
    if !url.starts_with("https://") {
        let detail =
            format!("the list of revoked badges `{url}` is not at an https URL, so anybody may write it");
        return Outcome::unknown(Code::StatusTypeUnsupported, detail);
    }
    let doubt =
        |code, detail| Outcome::unknown(code, format!("the list of revoked badges at {url}: {detail}"));
    let document = match case.revocation_list(url) {
        Ok(document) => document,
        Err(lack) => return lack.into_unknown(),
    };
    let list = match RevocationList::read(document.content()) {
        Ok(list) => list,
        Err(error) => return doubt(error.code(), error.to_string()),
    };
    if list.id() != url {
        return doubt(Code::StatusListIdMismatch, format!("it calls itself `{}`", list.id()));
    }
    if list.issuer() != issuer {
        let detail = format!("it is about badges of `{}`, not of `{issuer}`", list.issuer());
        return doubt(Code::StatusListWrongIssuer, detail);
    }
    match list.find(badge) {
        Some(Revocation::Revoked { reason }) => {
            let revoked = Outcome::fail(Code::StatusRevoked, "the issuer has revoked the badge");
            match reason {
                Some(reason) => revoked.with_fact("message", reason),
                None => revoked,
            }
        }
        Some(Revocation::NotRevoked) | None => {
            Outcome::pass("not revoked, by a list that is not signed").with_fact("unsigned_list", true)
        }
    }
}
