//! Issues a badge with a result, an expiry date and a revocable status, to a learner known by a hashed e-mail address.
//!
//! `cargo run -p sanad-verifier --example issue > badge.json`

use std::io::Write as _;

use sanad_core::issue::Issuer;
use sanad_core::model::achievement::{Achievement, Criteria};
use sanad_core::model::alignment::Alignment;
use sanad_core::model::draft::Draft;
use sanad_core::model::profile::Profile;
use sanad_core::model::recipient::Recipient;
use sanad_core::model::result::{AchievementResult, ResultDescription};
use sanad_core::model::status_entry::StatusEntry;
use sanad_core::signer::{Signer as _, SigningKey};
use sanad_core::timestamp::Timestamp;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // A real seed is 32 random bytes that nobody else sees; `sanad keygen` makes a PEM file of one.
    let key = SigningKey::from_seed(&[7; 32]);
    let at: Timestamp = "2026-03-01T09:00:00Z".parse()?;

    let grade = "urn:example:welding-1:grade";
    let welding = Achievement::new(
        "https://academy.example/welding-1",
        "Welding I",
        "Joins mild steel plate in the flat position.",
        Criteria::new().narrative("Pass the bench test."),
    )
    .achievement_type("Certificate")
    .alignment(Alignment::new("Arc welding", "https://standards.example/arc-welding"))
    .result_description(
        ResultDescription::new(grade, "Bench test", "LetterGrade")
            .allowed_value("C")
            .allowed_value("B")
            .allowed_value("A"),
    );

    // The salt must be random, at least 128 bits and new for each badge; a constant only keeps this example short.
    let ada = Recipient::hashed("emailAddress", "ada@example.org", "c29tZSByYW5kb20gYnl0ZXM")?;

    let did = format!("did:key:{}", key.public_key().to_multikey());
    let issuer = Issuer::did_key(&key).with_profile(Profile::new(did).name("Academy of Metal"));
    let badge = Draft::new(welding, ada)
        .name("Welding I")
        .result(AchievementResult::new().result_description(grade).value("A"))
        .valid_until("2029-03-01T00:00:00Z".parse()?)
        .status(&StatusEntry::revocation("https://academy.example/status/1", 94_567)?)
        .issue(&issuer, at)?;

    std::io::stdout().write_all(badge.as_received())?;
    Ok(())
}
