//! What others say about issuers, taken in as what it is: who somebody is, or a claim that nobody here has checked.

mod ebsi;
mod lote;
mod registry;

use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_core::multibase::Base;

use crate::args::trust::ImportKind;
use crate::fail::Failure;

/// A file of another system, read for what it says about whom. Never believed: no member of it makes a badge pass.
#[derive(Debug, PartialEq)]
pub(crate) struct Imported {
    pub(crate) kind: ImportKind,
    /// Who says it, by its own word.
    pub(crate) by: Option<String>,
    pub(crate) claims: Vec<Claim>,
}

/// What is said of one issuer.
#[derive(Debug, PartialEq)]
pub(crate) struct Claim {
    /// The ids under which a badge may name it.
    pub(crate) ids: Vec<String>,
    pub(crate) name: Option<String>,
    /// What is said, in a line.
    pub(crate) says: String,
}

impl ImportKind {
    /// The word in file names and after `--as`.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Registry => "registry",
            Self::Lote => "lote",
            Self::Ebsi => "ebsi",
        }
    }

    /// What being in such a file means, and what it does not.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Registry => "identity known, not accredited",
            Self::Lote => "named in an unverified list of trusted entities, not accredited",
            Self::Ebsi => "claimed in an unverified accreditation credential, not accredited",
        }
    }
}

impl Imported {
    /// Reads a file: as what it is said to be, or as what its content tells.
    pub(crate) fn read(bytes: &[u8], kind: Option<ImportKind>) -> Result<Self, Failure> {
        let object = document(bytes)?;
        let told = kind.or_else(|| told(&object));
        let Some(kind) = told else {
            let message = "it is no register of names, list of trusted entities, or accreditation credential";
            return Err(Failure::new(message, "a list that sanad verifies is no import: `sanad trust add`"));
        };
        let read = match kind {
            ImportKind::Registry => registry::read(&object),
            ImportKind::Lote => lote::read(&object),
            ImportKind::Ebsi => ebsi::read(&object),
        };
        let (by, claims) = read.map_err(|missing| {
            Failure::new(
                format!("it is no {}: {missing}", what(kind)),
                "leave --as out, or look at what the file is",
            )
        })?;
        if claims.is_empty() {
            let message = format!("nobody is named in this {}", what(kind));
            return Err(Failure::new(message, "nothing was taken in"));
        }
        Ok(Self { kind, by, claims })
    }

    /// What it says about somebody, compared to the letter.
    pub(crate) fn about<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Claim> {
        self.claims.iter().filter(move |claim| claim.ids.iter().any(|known| known == id))
    }
}

const fn what(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Registry => "register of names",
        ImportKind::Lote => "list of trusted entities",
        ImportKind::Ebsi => "EBSI accreditation credential",
    }
}

fn told(object: &Object) -> Option<ImportKind> {
    if object.get("registry").is_some_and(|value| value.as_object().is_some()) {
        return Some(ImportKind::Registry);
    }
    if object.contains("LoTE") || object.contains("TrustedEntitiesList") {
        return Some(ImportKind::Lote);
    }
    ebsi::credential(object).map(|_| ImportKind::Ebsi)
}

/// The JSON object in the file, or in the payload of the token that the file is.
fn document(bytes: &[u8]) -> Result<Object, Failure> {
    let mut limits = Limits::DEFAULT;
    (limits.document_bytes, limits.json_members) = (MAX_BYTES, MAX_ENTRIES);
    let payload = payload(bytes);
    match Json::parse_within(payload.as_deref().unwrap_or(bytes), &limits) {
        Ok(Json::Object(object)) => Ok(object),
        Ok(other) => Err(Failure::new(format!("it is {}, not a JSON object", other.kind()), HINT)),
        Err(error) => Err(Failure::new(error.to_string(), HINT).coded(error.code().as_str())),
    }
}

const HINT: &str = "it must be JSON, or a compact token with JSON in it";

/// Bytes of a file that is taken in. 16 MiB: the largest public register has under one.
pub(crate) const MAX_BYTES: usize = 16 << 20;

/// Names in one file. 100,000, as in an accreditation list.
const MAX_ENTRIES: usize = 100_000;

fn payload(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let mut parts = text.split('.');
    let (Some(header), Some(payload), Some(_), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    header.starts_with("ey").then(|| Base::Base64Url.decode_bare(payload).ok())?
}

/// The text of a member in the first language of `[{lang, value}]`, or the text itself.
fn first_text<'o>(object: &'o Object, member: &str) -> Option<&'o str> {
    let item = object.get(member)?.items().first()?;
    item.as_str().or_else(|| item.as_object()?.text("value"))
}

/// Ids as badges name issuers: DIDs and https URLs.
fn is_id(text: &str) -> bool {
    (text.starts_with("did:") || text.starts_with("https://")) && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const REGISTRY: &str = r#"{"meta": {"created": "2024-01-01"}, "registry": {
        "did:key:z6Mk1": {"name": "DCC", "location": "Cambridge, MA, USA", "url": "https://a.example"},
        "no id": {"name": "X"}}}"#;
    const LOTE: &str = r#"{"LoTE": {"ListAndSchemeInformation": {"LoTESequenceNumber": 1,
          "SchemeOperatorName": [{"lang": "en", "value": "Operator"}]},
        "TrustedEntitiesList": [{"TrustedEntityInformation": {"TEName": [{"lang": "en", "value": "Foo University"}],
          "TEInformationURI": [{"lang": "en", "uriValue": "https://foo.example"}]},
        "TrustedEntityServices": [{"ServiceInformation": {"ServiceTypeIdentifier": "http://a.example/SvcType/Issuance",
          "ServiceStatus": "http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/granted",
          "ServiceDigitalIdentity": {"OtherIds": ["did:web:foo.example"]}}}]}]}}"#;
    const EBSI: &str = r#"{"@context": ["https://www.w3.org/2018/credentials/v1"], "issuer": "did:ebsi:root",
        "type": ["VerifiableCredential", "VerifiableAttestation", "VerifiableAccreditationToAttest"],
        "expirationDate": "2027-01-01T00:00:00Z",
        "credentialSubject": {"id": "did:ebsi:ti", "accreditedFor": [
          {"schemaId": "https://s.example", "types": ["VerifiableCredential", "UniversityDegree"],
           "limitJurisdiction": "https://publications.europa.eu/resource/authority/atu/FIN"}]}}"#;

    fn read(text: &str) -> Imported {
        Imported::read(text.as_bytes(), None).unwrap()
    }

    #[test]
    fn each_kind_is_told_by_its_content_and_says_what_it_is_not() {
        for (text, kind, by, id, name, says) in [
            (REGISTRY, ImportKind::Registry, None, "did:key:z6Mk1", Some("DCC"), "Cambridge"),
            (
                LOTE,
                ImportKind::Lote,
                Some("Operator"),
                "did:web:foo.example",
                Some("Foo University"),
                "granted",
            ),
            (EBSI, ImportKind::Ebsi, Some("did:ebsi:root"), "did:ebsi:ti", None, "UniversityDegree"),
        ] {
            let imported = read(text);
            assert_eq!((imported.kind, imported.by.as_deref()), (kind, by));
            let [claim] = imported.about(id).collect::<Vec<_>>()[..] else { panic!("{imported:?}") };
            assert_eq!(claim.name.as_deref(), name);
            assert!(claim.says.contains(says), "{}", claim.says);
            assert_eq!(imported.about("did:web:other.example").count(), 0);
            assert!(kind.label().ends_with("not accredited"));
        }
        assert_eq!(read(REGISTRY).claims.len(), 1, "what is no id names nobody");
        assert_eq!(read(LOTE).about("https://foo.example").count(), 1);
    }

    #[test]
    fn a_token_is_read_for_its_payload_and_not_checked() {
        let payload = format!(r#"{{"iss": "did:ebsi:root", "vc": {EBSI}}}"#);
        let token = format!("eyJhbGciOiJub25lIn0.{}.x", Base::Base64Url.encode_bare(payload.as_bytes()));
        assert_eq!(read(&token), read(EBSI));
    }

    #[test]
    fn what_is_none_of_them_is_refused() {
        for text in [
            "{}",
            "[]",
            "x",
            r#"{"registry": {}}"#,
            r#"{"registry": []}"#,
            r#"{"LoTE": 7}"#,
            r#"{"type": ["VerifiableAccreditationToAttest"], "issuer": "did:ebsi:root"}"#,
            r#"{"registry": {"a": {}, "a": {}}}"#,
        ] {
            assert!(Imported::read(text.as_bytes(), None).is_err(), "{text}");
        }
        assert!(Imported::read(REGISTRY.as_bytes(), Some(ImportKind::Ebsi)).is_err());
    }
}
