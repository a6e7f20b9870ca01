//! The newer badge that a refresh service gives, and whether it may stand in for the one received. `spec/verification.md#refresh`

use sanad_core::badge::SignedBadge;
use sanad_core::code::Code;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::model::claims::Claims;
use sanad_core::pointer::JsonPointer;

use crate::case::Case;
use crate::outcome::Finding;
use crate::policy::Refresh;

/// What a badge's refresh service comes to.
pub(crate) enum Offer {
    /// The badge names none.
    None,
    /// The badge received is judged, and this is to be said about it.
    Stay(Finding),
    /// A badge by the same issuer to the same recipient; whether it verifies is for the caller to find out.
    Newer { badge: Box<SignedBadge>, url: String },
}

/// Asks for the newer badge of one that is known to be its issuer's word: before that anybody could have named the
/// service.
pub(crate) fn ask(badge: Claims<'_>, case: &Case<'_>) -> Offer {
    let Some(service) = badge.object().get("refreshService").and_then(Json::as_object) else {
        return Offer::None;
    };
    let url = service.text("id").unwrap_or_default();
    let stay = |code, detail| Offer::Stay(finding(code, url, detail));
    let types = service.get("type").map_or(&[][..], Json::items);
    let is_known = types.iter().any(|item| item.as_str() == Some("1EdTechCredentialRefresh"));
    if case.policy.refresh() == Refresh::Ignore || !is_known || !url.starts_with("https://") {
        return stay(
            Code::RefreshAvailable,
            format!("a newer badge may be had at {url}, which was not asked"),
        );
    }
    let document = match case.refreshed(url) {
        Ok(document) => document,
        Err(lack) => return stay(Code::RefreshUnusable, lack.detail),
    };
    let (found, limit) = (document.as_json().len(), Limits::DEFAULT.document_bytes);
    if found > limit {
        let detail = format!("the newer badge has {found} bytes, more than the {limit} allowed");
        return stay(Code::RefreshUnusable, detail);
    }
    let newer = SignedBadge::from(document.clone());
    if let Some(difference) = difference(badge, newer.unverified()) {
        let detail = format!("what {url} gives is not this badge renewed: {difference}");
        return stay(Code::RefreshIdentityChanged, detail);
    }
    if is_older(newer.unverified(), badge) {
        return stay(Code::RefreshUnusable, format!("what {url} gives is older than the badge received"));
    }
    Offer::Newer { badge: Box::new(newer), url: url.to_owned() }
}

/// The remark on a badge that was judged in place of the one received, whose digest is `received`.
pub(crate) fn followed(url: &str, received: &str) -> Finding {
    let detail = format!("judged is the newer badge that {url} gives, not the one received");
    let mut remark = finding(Code::RefreshFollowed, url, detail);
    remark.facts.insert("received", received);
    remark
}

/// The remark on a badge whose newer form does not verify.
pub(crate) fn unusable(url: &str, why: &str) -> Finding {
    finding(Code::RefreshUnusable, url, format!("what {url} gives does not verify: {why}"))
}

fn finding(code: Code, url: &str, detail: String) -> Finding {
    let mut remark = Finding::new(code, detail);
    remark.at = Some(JsonPointer::root().member("refreshService"));
    remark.facts.insert("url", url);
    remark
}

/// In what the newer badge is another one: by whom it is, or whose.
fn difference(badge: Claims<'_>, newer: Claims<'_>) -> Option<&'static str> {
    if newer.issuer_id() != badge.issuer_id() {
        return Some("it is by another issuer");
    }
    let recipient = |claims: Claims<'_>| {
        let subject = claims.subject().map(|subject| subject.object().clone()).unwrap_or_default();
        ["id", "identifier"].iter().fold(Object::new(), |who, name| match subject.get(name) {
            Some(value) => who.with(*name, value.clone()),
            None => who,
        })
    };
    (recipient(newer) != recipient(badge)).then_some("it is awarded to somebody else")
}

/// Whether it begins earlier: the later of two forms of a badge is the one that counts.
fn is_older(newer: Claims<'_>, badge: Claims<'_>) -> bool {
    match (newer.valid_from(), badge.valid_from()) {
        (Ok(Some(newer)), Ok(Some(badge))) => newer < badge,
        _ => false,
    }
}
