//! How the cost of a verification grows with the size of the badge: measured, and drawn as SVG.

use std::fmt::Write as _;

use sanad_core::badge::{Securing, SignedBadge};
use sanad_core::json::Object;
use sanad_core::limits::Limits;
use sanad_core::model::draft::Draft;
use sanad_core::signer::Signer as _;

use crate::badges::{Badge, World, with_picture};
use crate::measure::{processor, run};
use crate::suite::Suite;

type Failure = Box<dyn std::error::Error>;

/// Bytes of a badge, and microseconds of a verification of it.
pub(crate) type Point = (f64, f64);

/// A way in which a badge grows.
pub(crate) struct Line {
    pub(crate) name: &'static str,
    colour: &'static str,
    pub(crate) points: Vec<Point>,
}

/// A badge of about so many bytes.
type Shape = fn(usize) -> Result<Object, Failure>;

/// Up to the largest document that is read, in two shapes and two suites.
pub(crate) fn measure(world: &World) -> Result<Vec<Line>, Failure> {
    let shapes: [(&str, &str, Suite, Shape); 4] = [
        ("eddsa-rdfc-2022, a picture", "#1f77b4", Suite::Rdfc, with_picture),
        ("eddsa-rdfc-2022, evidence", "#d62728", Suite::Rdfc, with_evidence),
        ("eddsa-jcs-2022, a picture", "#2ca02c", Suite::Jcs, with_picture),
        ("eddsa-jcs-2022, evidence", "#ff7f0e", Suite::Jcs, with_evidence),
    ];
    shapes
        .into_iter()
        .map(|(name, colour, suite, shape)| {
            let sizes = (10..20).map(|power| (1 << power) - 512);
            // Room for the badge itself and its proof.
            let largest = Limits::DEFAULT.document_bytes - 2048;
            let points = sizes.chain([largest]).map(|size| point(world, suite, shape(size)?));
            Ok(Line { name, colour, points: points.collect::<Result<_, Failure>>()? })
        })
        .collect()
}

fn point(world: &World, suite: Suite, badge: Object) -> Result<Point, Failure> {
    let issuer = world.issuer(suite, Badge::Minimal);
    let issued = world.issue(suite, &issuer, Draft::from_json(badge)).ok_or("a badge was not issued")?;
    let Securing::Embedded(document) = issued.securing() else { return Err("a JWT".into()) };
    let proof = document.proof().ok_or("a badge without proof")?;
    let bytes = document.content().clone().with("proof", proof.clone()).to_compact().into_bytes();
    let key = world.key.public_key();
    let size = u32::try_from(bytes.len())?;
    let verify = run(move || SignedBadge::read(&bytes).is_ok_and(|badge| badge.check_proof(&key).is_ok()));
    Ok((f64::from(size), processor(&verify, 7)))
}

const CHARACTERS_OF_AN_ITEM: usize = 161;

/// The minimal badge with so many characters of evidence, in items that differ.
fn with_evidence(characters: usize) -> Result<Object, Failure> {
    let items = (0..characters / CHARACTERS_OF_AN_ITEM).map(|number| {
        Object::new()
            .with("id", format!("https://academy.example/evidence/{number:06}"))
            .with("type", vec!["Evidence"])
            .with("name", format!("Photograph {number:06} of a joint"))
            .with("description", "Taken before and after the bend test.")
    });
    let items: Vec<Object> = items.collect();
    let badge = with_picture(64)?;
    Ok(if items.is_empty() { badge } else { badge.with("evidence", items) })
}

/// Both axes are logarithmic: a straight line at 45 degrees is linear growth.
pub(crate) fn svg(lines: &[Line]) -> String {
    let x = |bytes: f64| 70.0 + (bytes.log2() - 9.0) * 54.0;
    let y = |micros: f64| 420.0 - (micros.log2() - 5.0) * 34.0;
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 720 480\" font-family=\"sans-serif\" \
         font-size=\"12\"><rect width=\"720\" height=\"480\" fill=\"white\"/>\n",
    );
    // Writing to a String cannot fail.
    for power in 10..=20_i32 {
        let at = x(2_f64.powi(power));
        let label = if power < 20 { format!("{} KiB", 1 << (power - 10)) } else { "1 MiB".to_owned() };
        let _ = writeln!(
            svg,
            "<path d=\"M{at:.0} 40V420\" stroke=\"#eee\"/><text x=\"{at:.0}\" y=\"438\" text-anchor=\"middle\">{label}</text>"
        );
    }
    for power in 5..=16_i32 {
        let micros = 2_f64.powi(power);
        let at = y(micros);
        let _ = writeln!(
            svg,
            "<path d=\"M124 {at:.0}H664\" stroke=\"#eee\"/><text x=\"116\" y=\"{:.0}\" text-anchor=\"end\">{micros} µs</text>",
            at + 4.0
        );
    }
    for (place, line) in (0_u8..).zip(lines) {
        let points: Vec<String> =
            line.points.iter().map(|(bytes, micros)| format!("{:.1},{:.1}", x(*bytes), y(*micros))).collect();
        let (colour, name, row) = (line.colour, line.name, 60 + u32::from(place) * 18);
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            points.join(" ")
        );
        let _ = writeln!(svg, "<text x=\"140\" y=\"{row}\" fill=\"{colour}\">{name}</text>");
    }
    svg.push_str("<text x=\"394\" y=\"460\" text-anchor=\"middle\">size of the badge; processor time of one verification, warm</text>\n</svg>\n");
    svg
}
