//! The text that goes into a picture: a signed badge as JSON or as a compact JWS, and nothing else.

use crate::code::Code;
use crate::json::{Json, Object};
use crate::limits::Limits;
use crate::model::credential_kind::CredentialKind;
use crate::signed::{ParseError, SignedDocument};
use crate::vc_jwt::VcJwt;

/// A signed badge as text. That its signature holds has not been asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadgeText {
    form: Form,
    text: String,
}

/// How a badge is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "Open Badges 3.0 has these two")]
pub enum Form {
    /// JSON with embedded proofs.
    Json,
    /// A compact JWS.
    Jws,
}

impl BadgeText {
    /// Reads what is to be put into a picture. JSON is kept byte for byte; around a JWS white space is taken off.
    ///
    /// # Errors
    /// [`BadgeTextError`] if it is no Open Badge 3.0, or one without a signature.
    pub fn of(bytes: &[u8]) -> Result<Self, BadgeTextError> {
        let trimmed = bytes.trim_ascii();
        if trimmed.starts_with(b"{") {
            let badge = SignedDocument::from_json(bytes)?;
            is_badge(badge.content())?;
            if badge.proof().is_none() {
                return Err(BadgeTextError::NotSigned);
            }
            let text = String::from_utf8_lossy(bytes).into_owned();
            return Ok(Self { form: Form::Json, text });
        }
        let limit = Limits::DEFAULT.document_bytes;
        if trimmed.len() > limit {
            return Err(BadgeTextError::TooLarge { found: trimmed.len(), limit });
        }
        let text = str::from_utf8(trimmed).map_err(|_| BadgeTextError::NeitherForm)?;
        let jwt = VcJwt::parse(trimmed).map_err(|_| BadgeTextError::NeitherForm)?;
        is_badge(jwt.content())?;
        Ok(Self { form: Form::Jws, text: text.to_owned() })
    }

    /// How it is written.
    #[must_use]
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn is_badge(content: &Object) -> Result<(), BadgeTextError> {
    if CredentialKind::of(content) == Some(CredentialKind::Badge) {
        return Ok(());
    }
    let types = content.get("type").map_or(&[][..], Json::items);
    let found: Vec<&str> = types.iter().filter_map(Json::as_str).take(8).collect();
    Err(BadgeTextError::NotABadge { found: found.join(", ") })
}

/// Why a text is nothing to put into a picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadgeTextError {
    /// Neither a JSON object nor three parts of base64url.
    #[error("neither the JSON of a badge nor a compact JWS")]
    NeitherForm,
    /// Of another type.
    #[error("a document of type `{found}`, not a badge")]
    NotABadge {
        /// Its types.
        found: String,
    },
    /// A badge without a proof.
    #[error("the badge has no proof: it is not signed")]
    NotSigned,
    /// JSON that cannot be read.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// More bytes than a reader would take.
    #[error("{found} bytes, more than the {limit} allowed")]
    TooLarge {
        /// How many there are.
        found: usize,
        /// The bound.
        limit: usize,
    },
}

impl BadgeTextError {
    /// The code this is reported under.
    #[must_use]
    pub const fn code(&self) -> Code {
        match self {
            Self::NeitherForm => Code::InputFormatUnsupported,
            Self::NotABadge { .. } => Code::TypeUnexpected,
            Self::NotSigned => Code::ProofMissing,
            Self::Parse(error) => error.code(),
            Self::TooLarge { .. } => Code::InputTooLarge,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::multibase::Base;

    const JSON: &str = r#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential","OpenBadgeCredential"],"proof":{}}"#;

    fn jws(header: &str, payload: &str) -> String {
        let encoded = |text: &str| Base::Base64Url.encode_bare(text.as_bytes());
        format!("{}.{}.{}", encoded(header), encoded(payload), encoded("signature"))
    }

    #[test]
    fn json_is_kept_byte_for_byte_and_a_jws_without_what_stands_around_it() {
        let text = format!(" {JSON}\n");
        let json = BadgeText::of(text.as_bytes()).unwrap();
        assert_eq!((json.form(), json.as_str()), (Form::Json, text.as_str()));
        let text = jws(r#"{"alg":"EdDSA"}"#, JSON);
        let badge = BadgeText::of(format!("{text}\r\n").as_bytes()).unwrap();
        assert_eq!((badge.form(), badge.as_str()), (Form::Jws, text.as_str()));
        let older = JSON.replace("ns/credentials/v2", "2018/credentials/v1");
        let in_vc = jws(r#"{"alg":"EdDSA"}"#, &format!(r#"{{"vc":{older}}}"#));
        assert_eq!(BadgeText::of(in_vc.as_bytes()).unwrap().form(), Form::Jws);
    }

    #[test]
    fn what_is_no_signed_badge_is_not_put_into_a_picture() {
        let alg = r#"{"alg":"EdDSA"}"#;
        for (text, code) in [
            (JSON.replace("proof", "poof"), Code::ProofMissing),
            (JSON.replace("OpenBadge", "Endorsement"), Code::TypeUnexpected),
            (JSON.replace("{}", "{"), Code::JsonMalformed),
            ("https://academy.example/1".to_owned(), Code::InputFormatUnsupported),
            ("a.b".to_owned(), Code::InputFormatUnsupported),
            (jws("{}", JSON), Code::InputFormatUnsupported),
            (jws(alg, JSON) + ".", Code::InputFormatUnsupported),
            (jws(alg, JSON) + "=", Code::InputFormatUnsupported),
            (jws(alg, "{}"), Code::InputFormatUnsupported),
            ("a".repeat((1 << 20) + 1), Code::InputTooLarge),
        ] {
            assert_eq!(BadgeText::of(text.as_bytes()).unwrap_err().code(), code, "{:.80}", text);
        }
    }
}
