//! Bytes that are no JSON, or JSON that two readers could see differently.

use sanad_core::code::Code;
use sanad_core::code::Code::*;
use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;
use sanad_verifier::outcome::CheckId::*;
use sanad_verifier::report::Verdict::*;

use super::documents::number;
use crate::content::Content;
use crate::document::{Document, by};
use crate::jwt::Jwt;
use crate::keys::Who::*;
use crate::vector::badge::Vector;
use crate::vector::flag::Flag;

pub(super) fn cases() -> Vec<Vector> {
    let signed = || Document::badge().sign(&by(Academy));
    [
        vec![
            // Threats S1.
            malformed(
                "json_duplicate_issuer",
                "`issuer` stands twice: one reader takes the first, another the last.",
            )
            .flag(Flag::Ambiguous)
            .badge(
                signed()
                    .replace("  \"issuer\": {", "  \"issuer\": \"did:web:evil.example\",\n  \"issuer\": {"),
            )
            .expect(Reject, Structure, JsonDuplicateKey),
            malformed(
                "json_duplicate_escaped",
                "`issuer` stands twice, once with an escape for its first letter.",
            )
            .flag(Flag::Ambiguous)
            .badge(
                signed().replace(
                    "  \"issuer\": {",
                    "  \"\\u0069ssuer\": \"did:web:evil.example\",\n  \"issuer\": {",
                ),
            )
            .expect(Reject, Structure, JsonDuplicateKey),
            // Threats S5.
            malformed("json_lone_surrogate", "A name with half a character.")
                .badge(signed().replace("\"Academy of Welding\"", "\"\\ud800\""))
                .expect(Reject, Structure, JsonInvalidUnicode),
            malformed("json_invalid_utf_8", "A byte that UTF-8 does not have.")
                .badge(Content::of_bytes(invalid_utf_8(&signed())))
                .expect(Reject, Structure, JsonInvalidUnicode),
            malformed("json_not_an_object", "An array where a badge is an object.").badge("[]").expect(
                Reject,
                Structure,
                SchemaWrongKind,
            ),
        ],
        within(&signed()),
        unicode(&signed()),
        syntax(&signed()),
        numbers(),
        sizes(),
        depths(),
        formats(),
    ]
    .concat()
}

fn malformed(name: &str, comment: &str) -> Vector {
    Vector::new(name, comment)
        .spec("canonical-form.md#strict-json")
        .flag(Flag::Malformed)
        .twin("badge_minimal")
}

fn invalid_utf_8(badge: &Document) -> Vec<u8> {
    let text = badge.replace("\"Academy of Welding\"", "\"Academy of Welding\u{1}\"");
    text.bytes().map(|byte| if byte == 1 { 0xff } else { byte }).collect()
}

/// Threats S1, deeper within.
fn within(badge: &Document) -> Vec<Vector> {
    let cases = [
        (
            "json_duplicate_in_achievement",
            "The achievement has two names.",
            "\"description\": \"Joins",
            "\"name\": \"Welding III\", \"description\": \"Joins",
        ),
        (
            "json_duplicate_in_proof",
            "The proof has two purposes.",
            "\"proofPurpose\"",
            "\"proofPurpose\": \"authentication\", \"proofPurpose\"",
        ),
        (
            "json_duplicate_the_same",
            "`validFrom` stands twice and says the same: it is refused before anybody compares.",
            "  \"validFrom\"",
            "  \"validFrom\": \"2026-02-01T09:00:00Z\",\n  \"validFrom\"",
        ),
    ];
    let case = |(name, comment, from, to): (&str, &str, &str, &str)| {
        malformed(name, comment).flag(Flag::Ambiguous).badge(badge.replace(from, to)).expect(
            Reject,
            Structure,
            JsonDuplicateKey,
        )
    };
    cases.into_iter().map(case).collect()
}

/// Threats S5: characters that are none, which readers replace, keep or refuse.
fn unicode(badge: &Document) -> Vec<Vector> {
    let name = "\"Academy of Welding\"";
    let escaped = |to: &str| Content::from(badge.replace(name, to));
    let raw = |bytes: &[u8]| {
        let text = badge.replace(name, "\"\u{1}\"");
        let (before, after) = text.split_once('\u{1}').unwrap_or_default();
        Content::of_bytes([before.as_bytes(), bytes, after.as_bytes()].concat())
    };
    let cases = [
        ("json_low_surrogate", "A name with the other half of a character.", escaped("\"\\udc00\"")),
        (
            "json_surrogates_swapped",
            "A name with both halves of a character, the second first.",
            escaped("\"\\udf93\\ud83c\""),
        ),
        (
            "json_surrogate_in_member",
            "Half a character in the name of a member.",
            Content::from(badge.replace("  \"validFrom\"", "  \"\\ud800\": 1,\n  \"validFrom\"")),
        ),
        (
            "json_surrogate_in_utf_8",
            "Half a character written as UTF-8 would, were it one.",
            raw(b"\xed\xa0\x80"),
        ),
        ("json_overlong_utf_8", "A slash in two bytes, where UTF-8 has one.", raw(b"\xc0\xaf")),
        (
            "json_past_unicode",
            "Four bytes that stand for U+110000, which there is not.",
            raw(b"\xf4\x90\x80\x80"),
        ),
    ];
    let case = |(name, comment, badge): (&str, &str, Content)| {
        malformed(name, comment).badge(badge).expect(Reject, Structure, JsonInvalidUnicode)
    };
    cases.into_iter().map(case).collect()
}

/// Threats S4 and S9: what is not JSON, however many readers take it for JSON.
fn syntax(badge: &Document) -> Vec<Vector> {
    let text = badge.text();
    let in_text = |from: &str, to: &str| badge.replace(from, to);
    let cases: [(&str, &str, String, Code); 9] = [
        (
            "json_byte_order_mark",
            "A byte order mark before the badge.",
            format!("\u{feff}{text}"),
            JsonMalformed,
        ),
        (
            "json_comment",
            "A comment.",
            in_text("  \"validFrom\"", "  /* since */ \"validFrom\""),
            JsonMalformed,
        ),
        (
            "json_trailing_comma",
            "A comma after the last member.",
            in_text("\"name\": \"Academy of Welding\"", "\"name\": \"Academy of Welding\","),
            JsonMalformed,
        ),
        (
            "json_single_quotes",
            "Single quotation marks.",
            in_text("\"Academy of Welding\"", "'Academy of Welding'"),
            JsonMalformed,
        ),
        ("json_nan", "NaN for a number.", in_text("\"Academy of Welding\"", "NaN"), JsonMalformed),
        (
            "json_infinity",
            "-Infinity for a number.",
            in_text("\"Academy of Welding\"", "-Infinity"),
            JsonMalformed,
        ),
        (
            "json_second_document",
            "A second document behind the badge.",
            format!("{text}{{}}"),
            JsonTrailingData,
        ),
        ("json_trailing_text", "A letter behind the badge.", format!("{text}x"), JsonTrailingData),
        ("json_trailing_nul", "A NUL behind the badge.", format!("{text}\0"), JsonTrailingData),
    ];
    let case = |(name, comment, badge, code): (&str, &str, String, Code)| {
        malformed(name, comment).badge(badge).expect(Reject, Structure, code)
    };
    cases.into_iter().map(case).collect()
}

/// Threats S3 and L12.
fn numbers() -> Vec<Vector> {
    let with_credits =
        |value: Json| Document::badge().set("/credentialSubject/creditsEarned", value).sign(&by(Academy));
    let spelled = |text: &str| with_credits(number(36.5)).replace("36.5", text);
    let case = |name: &str, comment: &str, text: &str, check, code| {
        malformed(name, comment)
            .twin("json_number")
            .flag(Flag::Ambiguous)
            .badge(spelled(text))
            .expect(Reject, check, code)
    };
    vec![
        Vector::new("json_number", "A badge that earned 36.5 credits.")
            .spec("canonical-form.md#strict-json")
            .badge(with_credits(number(36.5)))
            .accepted(),
        Vector::new("json_number_other_spelling", "The same number as 3650e-2: what it says is the same.")
            .spec("canonical-form.md#strict-json")
            .badge(spelled("3650e-2"))
            .accepted(),
        Vector::new("json_number_integral", "The number 42.0, which is 42 to JSON-LD and to JCS.")
            .spec("canonical-form.md#strict-json")
            .badge(with_credits(42_u32.into()).replace("\"creditsEarned\": 42", "\"creditsEarned\": 42.0"))
            .accepted(),
        Vector::new("json_number_zero", "A badge that earned no credits, in another spelling of 0.")
            .spec("canonical-form.md#strict-json")
            .badge(with_credits(0_u32.into()).replace("\"creditsEarned\": 0", "\"creditsEarned\": -0.0"))
            .accepted(),
        case(
            "json_number_too_small",
            "The number 1e-999: nothing to some readers.",
            "1e-999",
            Structure,
            JsonNumberRange,
        ),
        case(
            "json_number_not_finite",
            "The number 1e400: infinite to some readers.",
            "1e400",
            Structure,
            JsonNumberRange,
        ),
        case(
            "json_number_past_2_53",
            "The number 9007199254740993, which other readers see as …992.",
            "9007199254740993",
            Structure,
            JsonNumberRange,
        ),
        case(
            "json_number_past_minus_2_53",
            "The same with a minus.",
            "-9007199254740993",
            Structure,
            JsonNumberRange,
        ),
        case(
            "json_number_past_2_53_with_exponent",
            "The number 44E19: written by JCS it has no exponent, and is an integer that readers see differently.",
            "44E19",
            Structure,
            JsonNumberRange,
        ),
        Vector::new("json_number_with_exponent", "The number 1e+21, which JCS writes with its exponent.")
            .spec("canonical-form.md#strict-json")
            .badge(with_credits(number(1e21)))
            .accepted(),
        malformed("json_number_of_100_000_digits", "A number of 100,000 digits.")
            .twin("json_number")
            .flag(Flag::Exhausting)
            .badge(Content::folded(&spelled(&"7".repeat(100_000)), "7"))
            .expect(Reject, Structure, JsonNumberRange),
        case(
            "json_number_17_digits",
            "A number of 17 digits, of which the signature covers 16.",
            "0.30000000000000004",
            Proof,
            JsonNumberPrecision,
        )
        .flag(Flag::Unsigned),
    ]
}

/// Threats S2 and S7.
fn sizes() -> Vec<Vector> {
    let limits = Limits::DEFAULT;
    let minimal = Document::badge().sign(&by(Academy)).text();
    let padded = |bytes: usize| Content::of_pieces(&[(&minimal, 1), (" ", bytes - minimal.len())]);
    let tagged = |count: usize| {
        let tags = Json::Array(vec![Json::from("t"); count]);
        let badge = Document::badge().set("/credentialSubject/achievement/tag", tags).sign(&by(Academy));
        Content::folded(&Json::from(badge).to_compact(), "\"t\",")
    };
    vec![
        Vector::new("json_depth_at_limit", "Organisations within organisations, 64 levels of JSON deep.")
            .spec("canonical-form.md#limits")
            .badge(nested(limits.json_depth).sign(&by(Academy)))
            .accepted(),
        malformed("json_depth_past_limit", "The same, a level deeper.")
            .flag(Flag::Exhausting)
            .twin("json_depth_at_limit")
            .badge(Json::from(nested(limits.json_depth + 1)).to_pretty())
            .expect(Reject, Structure, JsonTooDeep),
        malformed("json_nested_arrays_1_mib", "1 MiB of nested arrays.")
            .flag(Flag::Exhausting)
            .badge(Content::of_pieces(&[("[", 1 << 19), ("]", 1 << 19)]))
            .expect(Reject, Structure, JsonTooDeep),
        Vector::new("json_members_at_limit", "10,000 tags.")
            .spec("canonical-form.md#limits")
            .badge(tagged(limits.json_members))
            .accepted(),
        malformed("json_members_past_limit", "10,001 tags.")
            .flag(Flag::Exhausting)
            .twin("json_members_at_limit")
            .badge(tagged(limits.json_members + 1))
            .expect(Reject, Structure, JsonTooManyMembers),
        Vector::new("input_at_limit", "A badge with spaces behind it, 1 MiB in all.")
            .spec("canonical-form.md#limits")
            .badge(padded(limits.document_bytes))
            .accepted(),
        malformed("input_past_limit", "The same with a space more.")
            .flag(Flag::Exhausting)
            .twin("input_at_limit")
            .badge(padded(limits.document_bytes + 1))
            .expect(Reject, Structure, InputTooLarge),
    ]
}

/// Threats S2: more levels than any badge has, in whatever.
fn depths() -> Vec<Vector> {
    let deep = |name: &str, comment: &str, badge: Content| {
        malformed(name, comment).flag(Flag::Exhausting).badge(badge).expect(Reject, Structure, JsonTooDeep)
    };
    let jwt = Jwt::of(Document::badge());
    let arrays = format!("{}{}", "[".repeat(64), "]".repeat(64));
    let nested =
        jwt.sign_text(&Academy.key(), |payload| payload.replacen('{', &format!("{{\"a\":{arrays},"), 1));
    vec![
        deep("json_65_arrays", "65 arrays.", Content::of_pieces(&[("[", 65), ("]", 65)])),
        deep(
            "json_100_000_objects",
            "100,000 objects within each other.",
            Content::of_pieces(&[("{\"a\":", 100_000), ("1", 1), ("}", 100_000)]),
        ),
        deep("jwt_payload_past_depth", "64 arrays within the payload of a JWT.", nested.into())
            .spec("jwt.md#payload")
            .twin("jwt"),
    ]
}

/// A badge whose issuer is part of an organisation that is part of an organisation, and so on.
fn nested(depth: usize) -> Document {
    // The badge is the first level, the issuer the second.
    let mut org = Object::new();
    for level in 0..depth - 2 {
        let parent = std::mem::take(&mut org);
        org = Object::new().with("id", format!("urn:example:org:{level}")).with("type", vec!["Profile"]);
        if level > 0 {
            org.insert("parentOrg", parent);
        }
    }
    // The innermost has an array for its type, which is a level of its own.
    let innermost = "/parentOrg".repeat(depth - 3);
    crate::edit::set(&mut org, &format!("{innermost}/type"), "Profile");
    Document::badge().set("/issuer/parentOrg", org)
}

/// Formats that later versions read: not known to be wrong.
fn formats() -> Vec<Vector> {
    let case = |name: &str, comment: &str| {
        Vector::new(name, comment)
            .spec("verification.md#structure")
            .flag(Flag::Unsupported)
            .twin("badge_minimal")
    };
    vec![
        case("input_png", "The beginning of a PNG picture.")
            .flag(Flag::Malformed)
            .badge(Content::of_bytes(*b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))
            .expect(Reject, Structure, BakeMalformed),
        case("input_html", "The page of a hotel's network: no format that holds badges.")
            .flag(Flag::Malformed)
            .badge("<html>Please log in</html>")
            .expect(Reject, Structure, JsonMalformed),
    ]
}
