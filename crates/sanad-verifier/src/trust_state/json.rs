//! The text of a trust state: one version, every member, nothing else. `spec/trust-state.md#text`

use std::collections::{BTreeMap, BTreeSet};

use sanad_core::json::{Json, Number, Object};
use sanad_core::limits::Limits;
use sanad_core::pointer::JsonPointer;
use sanad_core::public_key::PublicKey;
use sanad_core::timestamp::Timestamp;

use super::controllers::KnownController;
use super::lists::{KnownList, ListKeys};
use super::status_lists::{KnownStatusList, StatusListMark};
use super::{TrustState, TrustStateError};

const VERSION: &str = "v1";

pub(super) fn write(state: &TrustState) -> String {
    let controllers = state.controllers.iter().map(|(id, known)| {
        Object::new()
            .with("id", id.as_str())
            .with("first_seen", time(known.first_seen()))
            .with("keys", known.keys().collect::<Vec<_>>())
    });
    let status_lists = state.status_lists.iter().map(|(url, known)| {
        let mark = known.mark();
        Object::new()
            .with("url", url.as_str())
            .with("valid_from", time(mark.valid_from()))
            .with("signed", time(mark.signed()))
            .with("digest", mark.digest())
            .with("revoked", known.revoked().collect::<Vec<_>>())
    });
    let lists = state.lists.iter().map(|(id, known)| {
        let history = known
            .history
            .iter()
            .map(|(event, until)| Object::new().with("event", event.as_str()).with("until", time(*until)));
        Object::new()
            .with("id", id.as_str())
            .with("sequence", whole(known.sequence))
            .with("digest", known.digest.to_string())
            .with("signers", known.signers.iter().map(String::as_str).collect::<Vec<_>>())
            .with("mandate", list_keys(&known.mandate))
            .with("signing", known.signing.as_ref().map_or(Json::Null, |keys| list_keys(keys).into()))
            .with("history", history.collect::<Vec<_>>())
    });
    let object = Object::new()
        .with("trust_state", VERSION)
        .with("last_seen", time(state.last_seen))
        .with("controllers", controllers.collect::<Vec<_>>())
        .with("status_lists", status_lists.collect::<Vec<_>>())
        .with("accreditation_lists", lists.collect::<Vec<_>>());
    Json::Object(object).to_pretty()
}

fn list_keys(keys: &ListKeys) -> Object {
    Object::new().with("threshold", u32::from(keys.threshold())).with("keys", keys.keys().collect::<Vec<_>>())
}

/// A number of at most 2^53 − 1, which JSON has exactly.
fn whole(number: u64) -> Json {
    number.to_string().parse().ok().and_then(Number::from_f64).map_or(Json::Null, Json::Number)
}

fn time(time: Option<Timestamp>) -> Json {
    time.map_or(Json::Null, |time| time.to_string().into())
}

pub(super) fn read(bytes: &[u8]) -> Result<TrustState, TrustStateError> {
    let mut limits = Limits::DEFAULT;
    limits.document_bytes = limits.trust_state_bytes;
    limits.json_members = limits.trust_state_entries;
    let json = Json::parse_within(bytes, &limits)?;
    let state = Reader { json: &json, at: JsonPointer::root() };
    let version = state.member("trust_state")?.text()?;
    if version != VERSION {
        return Err(TrustStateError::Version { found: version.to_owned(), expected: VERSION });
    }
    state.only(&["trust_state", "last_seen", "controllers", "status_lists", "accreditation_lists"])?;
    let read = TrustState {
        last_seen: state.member("last_seen")?.time()?,
        controllers: distinct(&state.member("controllers")?, controller)?,
        status_lists: distinct(&state.member("status_lists")?, status_list)?,
        lists: distinct(&state.member("accreditation_lists")?, accreditation_list)?,
    };
    read.check_size()?;
    Ok(read)
}

fn controller(row: &Reader<'_>) -> Result<(String, KnownController), TrustStateError> {
    row.only(&["id", "first_seen", "keys"])?;
    let keys = row.member("keys")?.multikeys()?;
    if keys.is_empty() {
        return Err(row.member("keys")?.malformed("a key at least"));
    }
    let known = KnownController::new(row.member("first_seen")?.time()?, keys);
    Ok((row.member("id")?.text()?.to_owned(), known))
}

fn status_list(row: &Reader<'_>) -> Result<(String, KnownStatusList), TrustStateError> {
    row.only(&["url", "valid_from", "signed", "digest", "revoked"])?;
    let mut revoked = BTreeSet::new();
    for item in row.member("revoked")?.items()? {
        if !revoked.insert(item.index()?) {
            return Err(item.malformed("an index that stands there once"));
        }
    }
    let mark = StatusListMark {
        valid_from: row.member("valid_from")?.time()?,
        signed: row.member("signed")?.time()?,
        digest: row.member("digest")?.digest()?.to_owned(),
    };
    Ok((row.member("url")?.text()?.to_owned(), KnownStatusList::with_revoked(mark, revoked)))
}

fn accreditation_list(row: &Reader<'_>) -> Result<(String, KnownList), TrustStateError> {
    row.only(&["id", "sequence", "digest", "signers", "mandate", "signing", "history"])?;
    let signing = row.member("signing")?;
    let digest = row.member("digest")?;
    let known = KnownList {
        sequence: row.member("sequence")?.whole()?,
        digest: digest.text()?.parse().map_err(|_| digest.malformed("the digest of a list"))?,
        signers: row.member("signers")?.multikeys()?,
        mandate: read_list_keys(&row.member("mandate")?)?,
        signing: if *signing.json == Json::Null { None } else { Some(read_list_keys(&signing)?) },
        history: distinct(&row.member("history")?, |event| {
            event.only(&["event", "until"])?;
            Ok((event.member("event")?.digest()?.to_owned(), event.member("until")?.time()?))
        })?,
    };
    Ok((row.member("id")?.text()?.to_owned(), known))
}

fn read_list_keys(row: &Reader<'_>) -> Result<ListKeys, TrustStateError> {
    row.only(&["threshold", "keys"])?;
    let threshold = row.member("threshold")?;
    let number = threshold.whole().ok().and_then(|number| u8::try_from(number).ok());
    let number = number.ok_or_else(|| threshold.malformed("a whole number below 256"))?;
    Ok(ListKeys::new(number, row.member("keys")?.multikeys()?))
}

/// The rows of an array by their names, of which none stands there twice.
fn distinct<T>(
    rows: &Reader<'_>,
    read: impl Fn(&Reader<'_>) -> Result<(String, T), TrustStateError>,
) -> Result<BTreeMap<String, T>, TrustStateError> {
    let mut found = BTreeMap::new();
    for row in rows.items()? {
        let (name, value) = read(&row)?;
        if found.insert(name, value).is_some() {
            return Err(row.malformed("one row for each name"));
        }
    }
    Ok(found)
}

/// A value, and where it stands.
struct Reader<'a> {
    json: &'a Json,
    at: JsonPointer,
}

impl<'a> Reader<'a> {
    fn malformed(&self, expected: &'static str) -> TrustStateError {
        let found = match self.json {
            Json::String(text) => format!("`{}`", text.chars().take(100).collect::<String>()),
            other => other.kind().to_owned(),
        };
        TrustStateError::Malformed { at: self.at.clone(), found, expected }
    }

    fn object(&self) -> Result<&'a Object, TrustStateError> {
        self.json.as_object().ok_or_else(|| self.malformed("an object"))
    }

    /// What is not understood might restrict what is believed.
    fn only(&self, names: &[&str]) -> Result<(), TrustStateError> {
        match self.object()?.iter().find(|(name, _)| !names.contains(name)) {
            None => Ok(()),
            Some((name, json)) => {
                Err(Self { json, at: self.at.member(name) }.malformed("no member of this name"))
            }
        }
    }

    fn member(&self, name: &'static str) -> Result<Self, TrustStateError> {
        let at = self.at.member(name);
        match self.object()?.get(name) {
            Some(json) => Ok(Self { json, at }),
            None => Err(TrustStateError::Malformed { at, found: "nothing".to_owned(), expected: "a member" }),
        }
    }

    fn items(&self) -> Result<Vec<Self>, TrustStateError> {
        let items = self.json.as_array().ok_or_else(|| self.malformed("an array"))?;
        Ok(items.iter().enumerate().map(|(index, json)| Self { json, at: self.at.item(index) }).collect())
    }

    fn text(&self) -> Result<&'a str, TrustStateError> {
        self.json.as_str().ok_or_else(|| self.malformed("a string"))
    }

    fn time(&self) -> Result<Option<Timestamp>, TrustStateError> {
        if *self.json == Json::Null {
            return Ok(None);
        }
        let time = self.text()?.parse();
        time.map(Some).map_err(|error| TrustStateError::Time { at: self.at.clone(), error })
    }

    fn digest(&self) -> Result<&'a str, TrustStateError> {
        let text = self.text()?;
        let is_hex = |hex: &str| {
            hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
        };
        if text.strip_prefix("sha256:").is_some_and(is_hex) {
            Ok(text)
        } else {
            Err(self.malformed("`sha256:` and 64 hexadecimal digits"))
        }
    }

    /// Keys, each once.
    fn multikeys(&self) -> Result<BTreeSet<String>, TrustStateError> {
        let mut keys = BTreeSet::new();
        for item in self.items()? {
            let key = item.text()?;
            if PublicKey::from_multikey(key).is_err() || !keys.insert(key.to_owned()) {
                return Err(item.malformed("a Multikey that stands there once"));
            }
        }
        Ok(keys)
    }

    fn whole(&self) -> Result<u64, TrustStateError> {
        let text = self.json.as_number().map(|number| {
            let mut text = String::new();
            number.write(&mut text);
            text
        });
        text.and_then(|text| text.parse().ok()).ok_or_else(|| self.malformed("a whole number"))
    }

    fn index(&self) -> Result<u32, TrustStateError> {
        let index = self.whole().ok().and_then(|number| u32::try_from(number).ok());
        index.ok_or_else(|| self.malformed("a whole number below 2^32"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sightings::Sightings;
    use super::*;

    const KEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    const FULL: &str = r#"{
  "trust_state": "v1",
  "last_seen": "2026-03-01T09:00:00Z",
  "controllers": [
    {
      "id": "did:web:academy.example",
      "first_seen": "2026-02-01T09:00:00Z",
      "keys": [
        "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
      ]
    }
  ],
  "status_lists": [
    {
      "url": "https://academy.example/status/1",
      "valid_from": "2026-02-28T00:00:00Z",
      "signed": null,
      "digest": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
      "revoked": [
        7,
        94567
      ]
    }
  ],
  "accreditation_lists": [
    {
      "id": "https://commission.example/lists/issuers",
      "sequence": 9007199254740991,
      "digest": "uEiDOl6j0XfNy3yd5qnMDC5HHRzhBQvu1f0eZLqgYPf5mCg",
      "signers": [],
      "mandate": {
        "threshold": 1,
        "keys": []
      },
      "signing": null,
      "history": [
        {
          "event": "sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210",
          "until": null
        }
      ]
    }
  ]
}
"#;

    #[test]
    fn a_state_is_written_as_it_was_read() {
        let state = TrustState::from_json(FULL.as_bytes()).unwrap();
        assert_eq!(state.to_json(), FULL);
        assert!(state.controller("did:web:academy.example").unwrap().knows(KEY));
        assert!(state.status_list("https://academy.example/status/1").unwrap().had_revoked(7));
        let empty = TrustState::new();
        assert_eq!(TrustState::from_json(empty.to_json().as_bytes()), Ok(empty));
    }

    #[test]
    fn what_is_not_understood_is_no_state() {
        for (from, to) in [
            ("\"v1\"", "\"v2\""),
            ("\"v1\"", "1"),
            ("\"trust_state\": \"v1\",", ""),
            ("\"last_seen\": \"2026-03-01T09:00:00Z\",", ""),
            ("2026-03-01T09:00:00Z", "yesterday"),
            ("\"controllers\": [", "\"more\": 1, \"controllers\": ["),
            ("\"first_seen\"", "\"more\": 1, \"first_seen\""),
            ("\"signed\"", "\"signs\""),
            ("sha256:0", "sha256:"),
            ("sha256:0", "sha512:0"),
            ("89abcdef\"", "89ABCDEF\""),
            ("94567", "7"),
            ("94567", "-1"),
            ("94567", "1.5"),
            ("94567", "4294967296"),
            ("94567", "\"94567\""),
            ("\"z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2\"", ""),
            ("\"z6Mkr", "\"z6Mk0"),
            ("\"last_seen\"", "\"last_seen\": null, \"last_seen\""),
            ("9007199254740991", "9007199254740992"),
            ("9007199254740991", "-1"),
            ("uEiDO", "uEiD"),
            ("\"signing\": null", "\"signing\": {}"),
            ("\"threshold\": 1", "\"threshold\": 256"),
            ("\"threshold\": 1", "\"threshold\": true"),
            ("\"signers\": []", "\"signers\": [\"key\"]"),
            ("sha256:f", "sha256:"),
            ("\"until\": null", "\"until\": 0"),
        ] {
            assert_eq!(FULL.matches(from).count(), 1, "{from}");
            let text = FULL.replace(from, to);
            assert!(TrustState::from_json(text.as_bytes()).is_err(), "{from} → {to}");
        }
        let row = FULL.split_once("\"controllers\": [").unwrap().1.split_once("\n  ],").unwrap().0;
        let twice = FULL.replacen(row, &format!("{row},{row}"), 1);
        assert!(TrustState::from_json(twice.as_bytes()).is_err(), "{twice}");
    }

    #[test]
    fn a_full_state_keeps_what_it_has() {
        let mut state = TrustState::from_json(FULL.as_bytes()).unwrap();
        let before = state.clone();
        let mut sightings = Sightings::at_time("2026-03-02T09:00:00Z".parse().unwrap());
        for number in 0..Limits::DEFAULT.trust_state_entries {
            sightings.note_controller(&format!("did:web:{number}.example"), [KEY.to_owned()]);
        }
        assert!(matches!(state.remember(&sightings), Err(TrustStateError::Full { .. })));
        assert_eq!(state, before);
    }

    #[test]
    fn an_issuer_keeps_the_keys_it_was_first_seen_with() {
        let mut state = TrustState::from_json(FULL.as_bytes()).unwrap();
        let mut sightings = Sightings::at_time("2026-03-02T09:00:00Z".parse().unwrap());
        let other = "z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp".to_owned();
        sightings.note_controller("did:web:academy.example", [other.clone()]);
        state.remember(&sightings).unwrap();
        let knows = |state: &TrustState| {
            state.controller("did:web:academy.example").is_some_and(|known| known.knows(&other))
        };
        assert!(!knows(&state));
        state.confirm_key("did:web:academy.example", &other).unwrap();
        assert!(knows(&state));
        assert!(state.forget_controller("did:web:academy.example").is_some());
        assert!(state.confirm_key("did:web:academy.example", &other).is_err());
    }
}
