//! The documents of an Open Badges 2.0 badge, each from where it counts: its own URL. `spec/open-badges-2.md#documents`

use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::limits::Limits;
use sanad_core::ob2::assertion::Assertion;
use sanad_core::ob2::badge_class::BadgeClass;
use sanad_core::ob2::link::Link;
use sanad_core::ob2::member::ReadError;
use sanad_core::ob2::profile::IssuerProfile;
use sanad_core::ob2::version::Version;
use sanad_core::ob2::web_url::WebUrl;
use sanad_core::pointer::JsonPointer;

use crate::case::Case;
use crate::evidence::{Found, NeedKind};
use crate::outcome::Outcome;

/// Why a document could not be had: what becomes of the check that needs it.
pub(super) enum Lack {
    /// Its host says that it is gone for good.
    Gone,
    /// It could not be had, or is not where it may be asked for.
    Unknown(Outcome),
    /// It is there, and it is wrong.
    Wrong(Outcome),
}

impl Lack {
    /// The outcome; what is gone could not be had.
    pub(super) fn into_outcome(self, what: &str, url: &str) -> Outcome {
        match self {
            Self::Gone => unavailable(what, url, "is there no more, says its host"),
            Self::Unknown(outcome) | Self::Wrong(outcome) => outcome,
        }
    }
}

/// Who awarded the badge, and what it is.
pub(super) struct Award {
    pub(super) class: BadgeClass,
    pub(super) issuer: IssuerProfile,
}

/// The document hosted at a URL. Only over TLS: of anything else nobody knows who sent it.
pub(super) fn hosted<'a>(what: &str, url: &str, case: &Case<'a>) -> Result<&'a Object, Lack> {
    asked(what, url, NeedKind::Hosted, case)
}

/// The same for a document of another kind.
pub(super) fn asked<'a>(what: &str, url: &str, kind: NeedKind, case: &Case<'a>) -> Result<&'a Object, Lack> {
    fetchable(what, url)?;
    match case.look(url, kind) {
        Found::Document(document) => {
            let limits = Limits::DEFAULT;
            let limit = match kind {
                // It may grow as a status list does.
                NeedKind::RevocationList => limits.status_list_encoded_chars,
                _ => limits.document_bytes,
            };
            let found = document.as_json().len();
            if found > limit {
                let detail = format!("the {what} at {url} has {found} bytes, more than the {limit} allowed");
                return Err(Lack::Wrong(Outcome::fail(Code::InputTooLarge, detail)));
            }
            Ok(document.content())
        }
        Found::Bytes(_, error) => {
            let words = format!("could not be had: what came back is no document: {error}");
            Err(Lack::Unknown(unavailable(what, url, &words)))
        }
        Found::Gone => Err(Lack::Gone),
        Found::Absent(_, why) => {
            Err(Lack::Unknown(unavailable(what, url, &format!("could not be had: {why}"))))
        }
        Found::Nothing => Err(Lack::Unknown(unavailable(what, url, "is not among the evidence"))),
    }
}

/// Whether anything is asked for at a URL.
pub(super) fn fetchable(what: &str, url: &str) -> Result<(), Lack> {
    if WebUrl::read(url).is_some_and(WebUrl::is_https) {
        return Ok(());
    }
    let detail = format!(
        "the {what} is said to be at `{url}`, and nothing is fetched from where is no plain https URL"
    );
    Err(Lack::Unknown(Outcome::unknown(Code::Ob2UrlUnsupported, detail)))
}

/// spec/open-badges-2.md#documents: what a badge class or profile says counts only from its own URL. One that stands
/// within the assertion is taken as it stands where whoever vouches for the assertion vouches for it too.
pub(super) fn award(assertion: &Assertion, case: &Case<'_>) -> Result<Award, Outcome> {
    let class = match assertion.badge() {
        Link::Named(url) => hosted_class(url, case)?,
        Link::Embedded(object) => {
            let class = BadgeClass::read_embedded(object, assertion.version())
                .map_err(|error| malformed("badge class within the assertion", &error))?;
            match class.id() {
                // Anybody can write down somebody else's badge class, with another issuer in it.
                Some(id) if is_elsewhere(id, class.issuer()) => hosted_class(id, case)?,
                _ => class,
            }
        }
        _ => return Err(unavailable("badge class", "", "is referred to in an unknown way")),
    };
    let issuer = issuer(&class, assertion.version(), case)?;
    Ok(Award { class, issuer })
}

fn hosted_class(url: &str, case: &Case<'_>) -> Result<BadgeClass, Outcome> {
    let what = "badge class";
    let document = hosted(what, url, case).map_err(|lack| lack.into_outcome(what, url))?;
    let class = BadgeClass::read_hosted(document, url).map_err(|error| malformed(what, &error))?;
    same_id(what, url, class.id())?;
    Ok(class)
}

/// Whether a badge class is hosted by another server than its issuer's id.
fn is_elsewhere(id: &str, issuer: &Link) -> bool {
    match (WebUrl::read(id), issuer.id().and_then(WebUrl::read)) {
        (Some(class), Some(issuer)) => !class.is_beside(issuer),
        // Text that begins as a URL of the web and is none that is plain names a server too, whichever.
        _ => id.starts_with("http"),
    }
}

fn issuer(class: &BadgeClass, version: Version, case: &Case<'_>) -> Result<IssuerProfile, Outcome> {
    let what = "issuer's profile";
    if let (Version::V0_5, Link::Embedded(object)) = (version, class.issuer()) {
        // 0.5 has no profiles with URLs. Its issuer is the origin that it names, and the scope sees to it that the
        // assertion comes from there.
        return IssuerProfile::of_origin(object).map_err(|error| malformed(what, &error));
    }
    let Some(url) = class.issuer().id() else {
        let detail = "the issuer's profile has no id, so nobody can tell whose it is";
        return Err(Outcome::fail(Code::SchemaMissing, detail).at(issuer_place()));
    };
    let document = hosted(what, url, case).map_err(|lack| lack.into_outcome(what, url))?;
    let profile = IssuerProfile::read_hosted(document, url).map_err(|error| malformed(what, &error))?;
    same_id(what, url, Some(profile.id()))?;
    Ok(profile)
}

/// A document speaks for the URL it was asked for under, and for no other.
pub(super) fn same_id(what: &str, url: &str, id: Option<&str>) -> Result<(), Outcome> {
    match id {
        Some(id) if id == url => Ok(()),
        id => {
            let detail = format!("the {what} at {url} calls itself `{}`", id.unwrap_or_default());
            Err(Outcome::fail(Code::Ob2IdMismatch, detail))
        }
    }
}

pub(super) fn unavailable(what: &str, url: &str, words: &str) -> Outcome {
    Outcome::unknown(Code::Ob2Unavailable, format!("the {what} at {url} {words}"))
}

/// A document that is not as the standard has it. Its place is told in words: it is one of a file that the reader of
/// the report may not have.
pub(super) fn malformed(what: &str, error: &ReadError) -> Outcome {
    Outcome::fail(error.code(), format!("the {what}: {error}"))
}

/// Where a badge of 3.0 has its issuer.
pub(super) fn issuer_place() -> JsonPointer {
    JsonPointer::root().member("issuer")
}
