use super::*;
use crate::code::Code;
use crate::signer::{Signer, SignerError, SigningKey};

const HEADER: &str = r#"{"alg":"EdDSA"}"#;

fn encode(text: &str) -> String {
    Base::Base64Url.encode_bare(text.as_bytes())
}

fn compact(header: &str) -> String {
    format!("{}.{}.AA", encode(header), encode("{}"))
}

fn code(text: &str) -> Code {
    Jws::parse(text.as_bytes()).expect_err(text).code()
}

#[test]
fn three_segments_are_read_and_what_stands_around_them_is_not() {
    let text = compact(HEADER);
    let jws = Jws::parse(format!(" {text}\r\n").as_bytes()).unwrap();
    assert_eq!(jws.as_str(), text);
    assert_eq!(jws.signing_input(), text.rsplit_once('.').unwrap().0.as_bytes());
    assert_eq!((jws.payload(), jws.signature()), (&b"{}"[..], &[0][..]));
    assert_eq!(jws.algorithm(), Algorithm::EdDsa);
    assert_eq!(Jws::parse(compact(r#"{"alg":"Ed25519"}"#).as_bytes()).unwrap().algorithm(), Algorithm::EdDsa);
}

#[test]
fn there_is_one_way_to_write_a_jws() {
    let (header, payload) = (encode(HEADER), encode("{}"));
    for text in [
        format!("{header}.{payload}"),
        format!("{header}.{payload}.AA.AA"),
        format!("{header}.{payload}.AA.AA.AA"),
        format!("{header}.{payload}.AA=="),
        format!("{header}=.{payload}.AA"),
        format!("{header}.{payload}.AB"),
        format!("{header}.{payload}.A"),
        format!("{header}.{payload}.A+"),
        format!("{header}.{payload}.A/"),
        format!("{header}.{payload}\n.AA"),
        format!("{header}. {payload}.AA"),
        format!("{header}.{payload}.\u{e9}"),
        format!(r#"{{"protected":"{header}","payload":"{payload}","signature":"AA"}}"#),
        format!("{}.{payload}.AA", encode(r#"["EdDSA"]"#)),
    ] {
        assert_eq!(code(&text), Code::JwtMalformed, "{text}");
    }
    assert_eq!(Jws::parse(b"\xff.\xff.\xff").unwrap_err(), JwsError::NotText);
    assert_eq!(code(&format!(".{payload}.AA")), Code::JsonMalformed);
    assert_eq!(code(&format!("{header}.{}.AA", "A".repeat(1 << 20))), Code::InputTooLarge);
}

#[test]
fn a_header_asks_for_nothing_but_a_signature_that_we_check() {
    use Code::{
        JsonDuplicateKey, JwtAlgNotAllowed, JwtCritUnsupported, JwtHeaderForbidden, JwtKidMismatch,
        JwtMalformed, KeyPrivateMaterial,
    };
    let long_kid = format!(r#"{{"alg":"EdDSA","kid":"{}"}}"#, "k".repeat(4096));
    for (header, expected) in [
        (r#"{"alg":"none"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"None"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"nOnE"}"#, JwtAlgNotAllowed),
        (r#"{"alg":""}"#, JwtAlgNotAllowed),
        (r#"{"alg":null}"#, JwtAlgNotAllowed),
        (r#"{"alg":["EdDSA"]}"#, JwtAlgNotAllowed),
        ("{}", JwtAlgNotAllowed),
        (r#"{"alg":"HS256"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"PS256"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"RS512"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"ES512"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"ES256K"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"eddsa"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"Ed448"}"#, JwtAlgNotAllowed),
        (r#"{"alg":"EdDSA","crit":["exp"]}"#, JwtCritUnsupported),
        (r#"{"alg":"EdDSA","crit":[]}"#, JwtCritUnsupported),
        (r#"{"alg":"EdDSA","b64":false}"#, JwtCritUnsupported),
        (r#"{"alg":"EdDSA","b64":true}"#, JwtCritUnsupported),
        (r#"{"alg":"EdDSA","jku":"https://a.example/"}"#, JwtHeaderForbidden),
        (r#"{"alg":"EdDSA","x5u":"https://a.example/"}"#, JwtHeaderForbidden),
        (r#"{"alg":"EdDSA","x5c":[]}"#, JwtHeaderForbidden),
        (r#"{"alg":"EdDSA","x5t":"AA"}"#, JwtHeaderForbidden),
        (r#"{"alg":"EdDSA","x5t#S256":"AA"}"#, JwtHeaderForbidden),
        (r#"{"alg":"EdDSA","kid":7}"#, JwtMalformed),
        (r#"{"alg":"EdDSA","typ":null}"#, JwtMalformed),
        (r#"{"alg":"EdDSA","jwk":"k"}"#, JwtMalformed),
        (r#"{"alg":"EdDSA","jwk":{"kty":"OKP","crv":"Ed25519","x":"","d":""}}"#, KeyPrivateMaterial),
        (r#"{"alg":"EdDSA","alg":"none"}"#, JsonDuplicateKey),
        (&long_kid, JwtKidMismatch),
    ] {
        assert_eq!(code(&compact(header)), expected, "{header}");
    }
    for header in
        [r#"{"alg":"EdDSA","kid":"k","typ":"at+jwt","cty":"x"}"#, r#"{"alg":"RS256","jwk":{"kty":"RSA"}}"#]
    {
        Jws::parse(compact(header).as_bytes()).expect(header);
    }
}

#[test]
fn a_jws_is_known_by_its_beginning() {
    for header in [HEADER, "{ \"alg\"", "{\n", "{}", "{\t\"alg\""] {
        assert!(begins_as_jws(compact(header).as_bytes()), "{header:?}");
    }
    for text in ["", "{}", "<html>.", "eyJ", "e", "true.", "\u{89}PNG.", "https://a.example/eyJ.x"] {
        assert!(!begins_as_jws(text.as_bytes()), "{text}");
    }
}

/// RFC 8037, appendix A.4.
#[test]
fn the_signature_of_rfc_8037_holds_and_is_made_again() {
    let text = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
        hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    let jws = Jws::parse(text.as_bytes()).unwrap();
    assert_eq!(jws.payload(), b"Example of Ed25519 signing");
    // Appendix A.1; `d` is the seed.
    let key = key(r#"{"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#);
    assert_eq!(jws.verify(&key), Ok(()));
    let seed = Base::Base64Url.decode_bare("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").unwrap();
    let signer = SigningKey::from_seed(seed.as_slice().try_into().unwrap());
    assert_eq!(Jws::sign(&Object::new(), jws.payload(), &signer).unwrap(), jws);
}

/// RFC 7515, appendices A.2 and A.3: one payload under two kinds of keys.
#[cfg(all(feature = "ecdsa", feature = "rsa"))]
#[test]
fn the_signatures_of_rfc_7515_hold_each_under_its_own_kind_of_key() {
    let payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    let rs256 = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdb\
        F9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOL\
        n6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB\
        p0igcN_IoypGlUPQGe77Rw";
    let rsa = key(
        r#"{"kty": "RSA", "e": "AQAB", "n": "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}"#,
    );
    let es256 = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    let p256 = key(
        r#"{"kty": "EC", "crv": "P-256", "x": "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "y": "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
    );
    let jws = |header: &str, signature: &str| {
        Jws::parse(format!("{header}.{payload}.{signature}").as_bytes()).unwrap()
    };
    let by_rsa = jws("eyJhbGciOiJSUzI1NiJ9", rs256);
    let by_p256 = jws("eyJhbGciOiJFUzI1NiJ9", es256);
    assert_eq!(by_rsa.verify(&rsa), Ok(()));
    assert_eq!(by_p256.verify(&p256), Ok(()));
    let (found, expected) = (Algorithm::Rs256, Algorithm::Es256);
    assert_eq!(by_rsa.verify(&p256), Err(JwsError::AlgKeyMismatch { found, expected }));
    let swapped = jws("eyJhbGciOiJFUzI1NiJ9", rs256);
    assert_eq!(swapped.verify(&p256).unwrap_err().code(), Code::ProofValueLength);
}

#[test]
fn a_signer_whose_signature_does_not_hold_lets_nothing_out() {
    struct Faulty(SigningKey);
    impl Signer for Faulty {
        fn public_key(&self) -> PublicKey {
            self.0.public_key()
        }
        fn sign(&self, message: &[u8]) -> Result<Signature, SignerError> {
            self.0.sign(&message[1..])
        }
    }
    let error = Jws::sign(&Object::new(), b"{}", &Faulty(SigningKey::from_seed(&[1; 32]))).unwrap_err();
    assert_eq!(error.code(), Code::IssueSelfCheckFailed);
}

fn key(jwk: &str) -> PublicKey {
    let jwk = Json::parse(jwk.as_bytes()).unwrap();
    PublicKey::from_jwk(jwk.as_object().unwrap(), &Trail::Root).unwrap()
}
