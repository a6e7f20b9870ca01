//! Whatever a person shared, judged: a report for each badge in it. `spec/shared.md`

use std::borrow::Cow;
use std::collections::BTreeSet;

use sanad_core::badge::SignedBadge;
use sanad_core::code::Code;
use sanad_core::json::Object;
use sanad_core::model::credential_kind::CredentialKind;
use sanad_core::pointer::JsonPointer;
use sanad_core::shared::{Found, Part, Shared, SharedError};
use sanad_core::timestamp::Timestamp;

use crate::authenticity::Audience;
use crate::case::Case;
use crate::check::structure;
use crate::evidence::{Need, NeedKind};
use crate::format::Format;
use crate::outcome::{CheckId, Finding, Outcome};
use crate::presentation;
use crate::report::{Checks, Received, Report, Verdict, digest};
use crate::reports::Reports;
use crate::verify::Verifier;

impl Verifier<'_> {
    /// Judges whatever a person shared: a report for each badge in it. What cannot be read has a report too.
    pub fn verify_shared(&self, bytes: &[u8], at: Timestamp) -> Reports {
        let unread = |error: &SharedError| {
            Reports::new(self.unread(bytes, structure::unreadable(error), at), Vec::new())
        };
        let shared = match self.unwrap(bytes) {
            Ok(shared) => shared,
            Err(error) => return unread(&error),
        };
        let case = self.case(at);
        let audience = audience(shared.parts(), &case);
        let presentations: Vec<Option<Checks>> =
            shared.parts().iter().map(|part| presented(part, shared.parts(), &case)).collect();
        let notes: Vec<Finding> =
            shared.notes().iter().map(|note| Finding::new(note.code, note.detail.as_str())).collect();
        // Nobody signed the picture: whether it is the badge's own is asked for every badge in it.
        let picture = shared.picture().map(<[u8]>::to_vec);
        let verifier = match &picture {
            Some(picture) => Cow::Owned(self.clone().with_picture(picture)),
            None => Cow::Borrowed(self),
        };
        let mut reports =
            shared.into_parts().into_iter().zip(presentations).filter_map(|(part, presentation)| {
                let mut report = verifier.verify_part(part, presentation, audience, at)?;
                report.checks.remarks.extend_from_slice(&notes);
                Some(report)
            });
        match reports.next() {
            Some(first) => Reports::new(first, reports.collect()),
            None => unread(&SharedError::Empty { container: "what was shared", at: JsonPointer::root() }),
        }
    }

    /// Judges many things that were shared, each when its reports are asked for. What they have in common, such as an
    /// issuer's keys and a checked status list, is worked out once; each report is the one that
    /// [`Self::verify_shared`] gives. A face that has threads lends each of them the same verifier.
    // spec/verification.md#many-badges
    pub fn verify_each<B: AsRef<[u8]>>(
        &self,
        shared: impl IntoIterator<Item = B>,
        at: Timestamp,
    ) -> impl Iterator<Item = Reports> {
        shared.into_iter().map(move |bytes| self.verify_shared(bytes.as_ref(), at))
    }

    /// As [`Self::needs`], for whatever a person shared.
    #[must_use]
    pub fn needs_shared(&self, bytes: &[u8], at: Timestamp) -> Vec<Need> {
        let Ok(shared) = self.unwrap(bytes) else { return Vec::new() };
        let parts = shared.parts();
        let audience = audience(parts, &self.case(at));
        let needs = parts.iter().flat_map(|part| match part.found() {
            Found::Assertion(assertion) => self.assertion_needs(assertion, at),
            Found::Badge(badge) => self.needs_of(badge, CredentialKind::Badge, audience, at),
            Found::Transcript(badge) => self.needs_of(badge, CredentialKind::Transcript, audience, at),
            Found::Presentation(_) => {
                let case = self.case(at);
                match presented(part, parts, &case).map(|checks| checks.verdict()) {
                    None | Some(Verdict::Reject) => Vec::new(),
                    Some(Verdict::Accept | Verdict::Undecided) => case.into_missing(),
                }
            }
            Found::Link(url) if self.evidence.is_silent_about(url) => {
                vec![Need { url: url.clone(), kind: NeedKind::Badge }]
            }
            _ => Vec::new(),
        });
        needs.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// What was shared, taken apart. An address stands for what the evidence has under it; what is found there is not
    /// followed further.
    fn unwrap(&self, bytes: &[u8]) -> Result<Shared, SharedError> {
        let shared = Shared::read(bytes)?;
        if let [part] = shared.parts()
            && let Found::Link(url) = part.found()
            && let Some(bytes) = self.evidence.bytes(url)
        {
            let there = Shared::read(bytes)?;
            if there.parts().iter().any(|part| matches!(part.found(), Found::Link(_))) {
                return Err(SharedError::Unsupported {
                    format: "an address at which another address stands",
                });
            }
            return Ok(match there.parts() {
                [part] if matches!(part.found(), Found::Assertion(_)) => Shared::hosted_at(url),
                _ => there,
            });
        }
        Ok(shared)
    }

    /// `None` for what has nothing to be judged: a wrapper without a signature.
    fn verify_part(
        &self,
        part: Part,
        presentation: Option<Checks>,
        audience: Audience,
        at: Timestamp,
    ) -> Option<Report> {
        let (place, found) = part.into_parts();
        let report = match found {
            Found::Assertion(assertion) => self.verify_assertion(assertion, at),
            Found::Badge(badge) => self.verify_kind(badge, CredentialKind::Badge, audience, at),
            Found::Transcript(badge) => self.verify_kind(badge, CredentialKind::Transcript, audience, at),
            Found::Presentation(document) => {
                let received = Received::from(SignedBadge::from(document));
                self.report(Some(received), Format::Presentation, presentation?, at)
            }
            Found::Link(url) => {
                let detail = format!("the badge is said to be at {url}, and was not fetched from there");
                self.unread(url.as_bytes(), Outcome::unknown(Code::InputUnavailable, detail), at)
            }
            _ => return None,
        };
        Some(Report { place, ..report })
    }

    /// The report on what could not be read.
    fn unread(&self, bytes: &[u8], structure: Outcome, at: Timestamp) -> Report {
        let checks = Checks { structure, ..Checks::not_reached(CheckId::Structure) };
        Report { digest: digest(bytes).into(), ..self.report(None, Format::Unknown, checks, at) }
    }
}

/// The checks of a part that is a presentation and is to be judged.
fn presented(part: &Part, among: &[Part], case: &Case<'_>) -> Option<Checks> {
    match part.found() {
        Found::Presentation(document) if presentation::is_judged(document, case) => {
            Some(presentation::check(document, &shown(among), case))
        }
        _ => None,
    }
}

/// Who the badges are for: in a presentation that is judged, it is the presentation that says so.
fn audience(parts: &[Part], case: &Case<'_>) -> Audience {
    let presented = parts.iter().any(|part| {
        matches!(part.found(), Found::Presentation(document) if presentation::is_judged(document, case))
    });
    if presented { Audience::Anybody } else { Audience::Asked }
}

/// The badges among the parts.
fn shown(parts: &[Part]) -> Vec<&Object> {
    let badges = parts.iter().filter_map(|part| match part.found() {
        Found::Badge(badge) | Found::Transcript(badge) => Some(badge.content()),
        _ => None,
    });
    badges.collect()
}
