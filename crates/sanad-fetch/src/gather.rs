//! Everything a verification needs: asked for until nothing more is wanted. `spec/fetch.md#budget`

use std::collections::BTreeSet;

use sanad_core::code::Code;
use sanad_verifier::evidence::{Evidence, Need, NeedKind};

use crate::error::FetchError;
use crate::expected::Expected;
use crate::retrieve::{Budget, retrieve};
use crate::transport::Transport;

/// Fetches what `needs` names into `evidence`, and again what it names then, until it names nothing new.
///
/// `needs` is [`Verifier::needs`](sanad_verifier::verify::Verifier::needs) of one badge or of many: it makes a verifier
/// over the evidence it is given. Whatever cannot be had is noted in the evidence with its reason, so that the report
/// tells it; nothing here can make a badge look better or worse than unknown.
pub fn gather(
    transport: &(impl Transport + ?Sized),
    evidence: &mut Evidence,
    budget: &mut Budget,
    mut needs: impl FnMut(&Evidence) -> Vec<Need>,
) -> Vec<Asked> {
    let mut asked = Vec::new();
    let mut urls = BTreeSet::new();
    loop {
        let mut wanted = needs(evidence);
        wanted.retain(|need| urls.insert(need.url.clone()));
        if wanted.is_empty() {
            return asked;
        }
        // Where requests are scarce, whether the badge is revoked comes before who endorses it.
        wanted.sort_by_key(|need| !matches!(need.kind, NeedKind::StatusList | NeedKind::RevocationList));
        for need in wanted {
            let answer = retrieve(transport, &need.url, Expected::Need(need.kind), budget);
            asked.push(Asked { error: answer.as_ref().err().cloned(), need: need.clone() });
            match answer {
                // What is no JSON is remembered as such, and may be a JWT.
                Ok(bytes) => drop(evidence.insert(need.url, &bytes)),
                Err(FetchError::Gone) => evidence.insert_gone(need.url),
                Err(error) => evidence.insert_unreachable_because(need.url, error.code(), error.to_string()),
            }
        }
    }
}

/// A URL that was asked for, and how that ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Asked {
    /// What was wanted.
    pub need: Need,
    /// Why it could not be had; `None` if it could.
    pub error: Option<FetchError>,
}

impl Asked {
    /// The code of why it could not be had.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.error.as_ref().map(FetchError::code)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::Duration;

    use super::*;
    use crate::closed_world::ClosedWorld;
    use crate::transport::{Head, Request, Response};

    fn needs(urls: &[(&str, NeedKind)]) -> Vec<Need> {
        urls.iter().map(|(url, kind)| Need::new(*url, *kind)).collect()
    }

    fn moved(to: &str) -> Result<Response, FetchError> {
        let head = Head { status: 302, location: Some(to.to_owned()), ..Head::default() };
        Ok(Response { head, body: Vec::new() })
    }

    fn codes(
        world: &ClosedWorld,
        budget: &mut Budget,
        urls: &[(&str, NeedKind)],
    ) -> Vec<Option<&'static str>> {
        let asked = gather(world, &mut Evidence::new(), budget, |_| needs(urls));
        asked.iter().map(|asked| asked.code().map(Code::as_str)).collect()
    }

    #[test]
    fn what_is_wanted_is_asked_for_once_and_then_what_is_wanted_next() {
        let world =
            ClosedWorld::new().with_json("https://a.example/1", "{}").with_json("https://a.example/2", "{}");
        let rounds = Cell::new(0);
        let asked = gather(&world, &mut Evidence::new(), &mut Budget::new(), |_| {
            rounds.set(rounds.get() + 1);
            let both = [
                ("https://a.example/1", NeedKind::ControllerDocument),
                ("https://a.example/2", NeedKind::StatusList),
            ];
            needs(&both[..rounds.get().min(2)])
        });
        let urls: Vec<&str> = asked.iter().map(|asked| asked.need.url.as_str()).collect();
        assert_eq!(urls, ["https://a.example/1", "https://a.example/2"]);
        assert!(asked.iter().all(|asked| asked.error.is_none()));
        assert_eq!(rounds.get(), 3);
    }

    #[test]
    fn the_ninth_request_is_not_made_and_the_list_is_not_the_one_that_is_left_out() {
        let urls: Vec<String> = (0..9).map(|n| format!("https://{n}.example/did.json")).collect();
        let world = urls.iter().fold(ClosedWorld::new(), |world, url| world.with_json(url, "{}"));
        let mut wanted: Vec<_> =
            urls.iter().map(|url| (url.as_str(), NeedKind::ControllerDocument)).collect();
        wanted.last_mut().unwrap().1 = NeedKind::StatusList;
        let mut budget = Budget::new();
        let mut expected = vec![None; 8];
        expected.push(Some("fetch.budget_exhausted"));
        let asked = gather(&world, &mut Evidence::new(), &mut budget, |_| needs(&wanted));
        assert_eq!(asked[0].need.kind, NeedKind::StatusList);
        assert_eq!(asked.iter().map(|asked| asked.code().map(Code::as_str)).collect::<Vec<_>>(), expected);
        assert_eq!(budget.spent(), 8);
        let mut over = Budget::of(8, Duration::ZERO);
        assert_eq!(codes(&world, &mut over, &wanted[..1]), [Some("fetch.budget_exhausted")]);
        assert_eq!(over.spent(), 0);
    }

    #[test]
    fn a_redirect_is_followed_only_where_the_place_is_still_the_same() {
        let world = ClosedWorld::new()
            .with("https://a.example/hop", moved("/there"))
            .with("https://a.example/away", moved("https://b.example/there"))
            .with("https://a.example/down", moved("http://a.example/there"))
            .with("https://a.example/in", moved("https://169.254.169.254/there"))
            .with("https://a.example/port", moved("https://a.example:8443/there"))
            .with("https://a.example/loop", moved("https://a.example/loop"))
            .with_json("https://a.example/there", "{}")
            .with_json("https://b.example/there", "{}")
            .with_json("https://a.example:8443/there", "{}");
        let ask = |path: &str, kind| {
            codes(&world, &mut Budget::new(), &[(&format!("https://a.example/{path}"), kind)])
        };
        for kind in [NeedKind::Hosted, NeedKind::RevocationList] {
            assert_eq!(ask("hop", kind), [None]);
            for path in ["away", "down", "in", "port", "loop"] {
                assert_eq!(ask(path, kind), [Some("fetch.redirect_forbidden")], "{path}");
            }
        }
        for kind in [NeedKind::ControllerDocument, NeedKind::StatusList, NeedKind::KeySet, NeedKind::Schema] {
            assert_eq!(ask("hop", kind), [Some("fetch.redirect_forbidden")]);
        }
        let badge = |path: &str| {
            let url = format!("https://a.example/{path}");
            retrieve(&world, &url, Expected::Badge, &mut Budget::new()).map_err(|error| error.code().as_str())
        };
        assert_eq!(badge("hop"), Ok(b"{}".to_vec()));
        assert_eq!(badge("away"), Ok(b"{}".to_vec()));
        for path in ["down", "in", "loop"] {
            assert_eq!(badge(path), Err("fetch.redirect_forbidden"), "{path}");
        }
    }

    #[test]
    fn redirects_are_requests_too() {
        let world = ClosedWorld::new().with("https://a.example/hop", moved("/there"));
        let world = world.with_json("https://a.example/there", "{}");
        let mut budget = Budget::of(1, Duration::from_secs(5));
        assert_eq!(
            codes(&world, &mut budget, &[("https://a.example/hop", NeedKind::Hosted)]),
            [Some("fetch.budget_exhausted")]
        );
    }

    #[test]
    fn a_transport_that_does_not_look_at_what_it_carries_is_looked_after() {
        struct Careless(Response);
        impl Transport for Careless {
            fn fetch(&self, _: &Request) -> Result<Response, FetchError> {
                Ok(self.0.clone())
            }
        }
        let ask = |head: Head, bytes: usize| {
            let careless = Careless(Response { head, body: vec![b' '; bytes] });
            let answer = retrieve(
                &careless,
                "https://a.example/",
                Expected::Need(NeedKind::ControllerDocument),
                &mut Budget::new(),
            );
            answer.map(|body| body.len()).map_err(|error| error.code().as_str())
        };
        let ok = Head { status: 200, ..Head::default() };
        assert_eq!(ask(ok.clone(), 1 << 20), Ok(1 << 20));
        assert_eq!(ask(ok.clone(), (1 << 20) + 1), Err("fetch.too_large"));
        let html = Head { content_type: Some("text/html".to_owned()), ..ok.clone() };
        assert_eq!(ask(html, 1), Err("fetch.content_type"));
        let zipped = Head { content_encoding: Some("gzip".to_owned()), ..ok };
        assert_eq!(ask(zipped, 1), Err("fetch.content_type"));
        for status in [0, 100, 201, 204, 206, 300, 304, 401, 404, 410, 429, 500, 503] {
            assert_eq!(ask(Head { status, ..Head::default() }, 1), Err("fetch.unavailable"), "{status}");
        }
    }

    #[test]
    fn a_url_that_is_not_asked_is_not_carried() {
        let world = ClosedWorld::new();
        let ask = |url: &str| codes(&world, &mut Budget::new(), &[(url, NeedKind::StatusList)]);
        assert_eq!(ask("http://a.example/"), [Some("fetch.url_malformed")]);
        assert_eq!(ask("https://127.0.0.1/"), [Some("fetch.address_forbidden")]);
        assert_eq!(ask("https://a.example/"), [Some("fetch.blocked")]);
    }
}
