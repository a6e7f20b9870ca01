//! The published sequence of doubles by which the ECMAScript spelling of numbers is checked, made anew.
//!
//! `json-canonicalization` (testdata/README.md) says how its hundred million numbers come about and what each
//! thousand-fold of lines hashes to, so that nobody has to download four gigabytes.

use sanad_core::json::Number;
use sha2::{Digest, Sha256};

/// The numbers in their order, without end: edge cases, two thousand that follow the smallest normal double, then
/// what SHA-256 chains from nothing.
pub fn sequence() -> impl Iterator<Item = f64> {
    let following = (0..2000).map(|n| f64::from_bits(f64::MIN_POSITIVE.to_bits() + n));
    edge_cases().into_iter().chain(following).chain(chained())
}

/// The SHA-256 of the first `lines` lines, in hexadecimal. A line is the double's bits in hexadecimal, a comma, and
/// the number as sanad writes it.
///
/// # Panics
/// If the sequence has a number that is not finite.
#[must_use]
#[expect(clippy::expect_used, reason = "the sequence is finite by construction; a panic here fails a test")]
pub fn hash(lines: usize) -> String {
    let mut hasher = Sha256::new();
    let mut line = String::new();
    for value in sequence().take(lines) {
        line.clear();
        line.push_str(&format!("{:x},", value.to_bits()));
        Number::from_f64(value).expect("a finite number").write(&mut line);
        line.push('\n');
        hasher.update(&line);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A third of the powers of ten from 22 down to -27, as a chain of divisions left them.
#[rustfmt::skip]
const THIRDS: [f64; 50] = [
    3.3333333333333335e21, 3.333333333333333e20, 3.3333333333333336e19, 3.333333333333334e18,
    3.333333333333334e17, 3.333333333333334e16, 3.333333333333334e15, 3.333333333333334e14,
    3.3333333333333344e13, 3.333333333333334e12, 3.3333333333333344e11, 3.333333333333334e10,
    3.333333333333334e9, 3.333333333333334e8, 3.3333333333333336e7, 3.3333333333333335e6,
    3.333333333333333e5, 3.3333333333333336e4, 3.333333333333333e3, 3.333333333333333e2,
    3.3333333333333336e1, 3.3333333333333335e0, 3.333333333333333e-1, 3.333333333333333e-2,
    3.3333333333333335e-3, 3.333333333333333e-4, 3.3333333333333335e-5, 3.3333333333333333e-6,
    3.3333333333333335e-7, 3.3333333333333334e-8, 3.3333333333333334e-9, 3.333333333333333e-10,
    3.3333333333333335e-11, 3.333333333333333e-12, 3.3333333333333334e-13, 3.3333333333333334e-14,
    3.3333333333333332e-15, 3.333333333333333e-16, 3.3333333333333335e-17, 3.3333333333333333e-18,
    3.3333333333333334e-19, 3.333333333333333e-20, 3.3333333333333333e-21, 3.333333333333333e-22,
    3.3333333333333333e-23, 3.3333333333333334e-24, 3.3333333333333335e-25, 3.333333333333333e-26,
    3.333333333333333e-27, 3.3333333333333338e-28,
];

fn edge_cases() -> Vec<f64> {
    let least = f64::from_bits(1);
    let mut numbers = vec![0.0, -0.0, least, -least];
    numbers.extend(THIRDS.map(|third| -third));
    numbers.extend(THIRDS);
    numbers.extend([10.0, 5.0, 0.5, 0.05, 5e-3, 5e-4, 5e-5, 5e-6, 5e-7, 5e-8, 5e-9]);
    // 5.06e-6, 5.006e-6 and so on, until the 6 no longer shows.
    numbers.extend((2..=16).filter_map(|places| format!("5.{:0>places$}e-6", 6).parse::<f64>().ok()));
    numbers.extend([
        1.0,
        -1.0,
        -before(1.0, 6),
        -before(1.0, 5),
        before(1.0, 6),
        before(1.0, 5),
        before(1.0, 4),
    ]);
    numbers.extend([before(1.0, 2), -before(1.0, 1), -before(1.0, 1), before(1.0, 1), before(1.0, 1)]);
    numbers.extend([before(0.3, 1), 0.3, before(0.3, -1)]);
    numbers.extend([f64::MIN_POSITIVE, before(f64::MIN_POSITIVE, 3), before(f64::MIN_POSITIVE, 1)]);
    numbers.extend([f64::MAX, f64::MIN, 2f64.powi(53), -2f64.powi(53), 2f64.powi(68)]);
    numbers.extend([before(1e23, 1), 1e23, before(1e23, -1), before(1e21, 2), before(1e21, 1), 1e21]);
    numbers.extend([before(1e-6, 1), 1e-6]);
    numbers.extend((-1..=3).rev().map(|steps| before(333_333_333.333_333_4, steps)));
    numbers.extend([-THIRDS[27], 1_424_953_923_781_206.2]);
    numbers
}

/// The double so many steps nearer to zero; a positive number has its bits in its order.
fn before(value: f64, steps: i64) -> f64 {
    f64::from_bits(value.to_bits().wrapping_add_signed(-steps))
}

fn chained() -> impl Iterator<Item = f64> {
    let mut block = [0; 32];
    let blocks = std::iter::repeat_with(move || {
        block = Sha256::digest(block).into();
        block
    });
    let eighths = |block: [u8; 32]| {
        let mut words = [[0; 8]; 4];
        words.iter_mut().zip(block.chunks_exact(8)).for_each(|(word, bytes)| word.copy_from_slice(bytes));
        words
    };
    blocks.flat_map(eighths).map(f64::from_le_bytes).filter(|value| value.is_finite() && *value != 0.0)
}
