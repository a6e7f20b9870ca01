//! Verifies a badge file, trusting the issuers named after it, with the documents named `@FILE` at hand.
//!
//! `cargo run -p sanad-verifier --example verify badge.json did:key:z6Mk… @list.json`

use std::io::Write as _;

use sanad_core::timestamp::Timestamp;
use sanad_verifier::anchor::TrustAnchor;
use sanad_verifier::evidence::Evidence;
use sanad_verifier::verify::Verifier;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let badge = std::fs::read(arguments.next().ok_or("name a badge file")?)?;
    let mut anchors = Vec::new();
    let mut evidence = Evidence::new();
    for argument in arguments {
        match argument.strip_prefix('@') {
            Some(file) => {
                evidence.insert_document(&std::fs::read(file)?)?;
            }
            None => anchors.push(TrustAnchor::issuer(argument)),
        }
    }
    // The library has no clock: the time is an argument, so the same question has the same answer tomorrow.
    let at: Timestamp = "2026-03-02T09:00:00Z".parse()?;
    let report = Verifier::new(&anchors, &evidence).verify_shared(&badge, at).into_decisive();

    let mut out = std::io::stdout();
    writeln!(out, "{}", report.verdict().as_str())?;
    for (check, outcome) in report.checks() {
        let code = outcome.code().map_or("", |code| code.as_str());
        // `{:?}` because a detail may quote the badge, and a badge may hold anything, terminal escapes too.
        writeln!(
            out,
            "{:<14}{:<8}{code:<26}{:?}",
            check.as_str(),
            outcome.standing().as_str(),
            outcome.detail()
        )?;
    }
    match report.accept() {
        Ok(badge) => writeln!(out, "{:?}", badge.claims().name(&[]))?,
        Err(rejection) => writeln!(out, "{rejection}")?,
    }
    Ok(())
}
