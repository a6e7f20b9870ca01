//! Numbers modulo the order of Ed25519's group, for signatures that no honest signer makes (RFC 8032 §5.1).

use sha2::{Digest as _, Sha512};

/// 2^252 + 27742317777372353535851937790883648493, least significant byte first.
pub const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

/// A number below [`ORDER`], least significant byte first. Slow, and its time tells what it computes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scalar([u8; 32]);

impl Scalar {
    /// The remainder of a number of any length.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        bits(bytes).fold(Self([0; 32]), |number, bit| {
            let twice = number.plus(number);
            if bit { twice.plus(Self::one()) } else { twice }
        })
    }

    /// The secret number of the key of a seed (RFC 8032 §5.1.5).
    #[must_use]
    pub fn of_seed(seed: &[u8; 32]) -> Self {
        let clamp = |(at, byte): (usize, &u8)| match at {
            0 => byte & 0xf8,
            31 => byte & 0x7f | 0x40,
            _ => *byte,
        };
        let bytes: Vec<u8> = Sha512::digest(seed).iter().take(32).enumerate().map(clamp).collect();
        Self::of_bytes(&bytes)
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let sum = sum(self.0, other.0);
        Self(if is_below(&sum, &ORDER) { sum } else { difference(sum, ORDER) })
    }

    /// The product.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        bits(&other.0).fold(Self([0; 32]), |product, bit| {
            let twice = product.plus(product);
            if bit { twice.plus(self) } else { twice }
        })
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    const fn one() -> Self {
        let mut one = [0; 32];
        one[0] = 1;
        Self(one)
    }
}

/// The sum of two numbers that is below 2^256.
#[must_use]
pub fn sum(a: [u8; 32], b: [u8; 32]) -> [u8; 32] {
    let mut carry = 0;
    let mut sum = [0; 32];
    for (digit, (a, b)) in sum.iter_mut().zip(a.into_iter().zip(b)) {
        let [low, high] = (u16::from(a) + u16::from(b) + carry).to_le_bytes();
        *digit = low;
        carry = u16::from(high);
    }
    sum
}

fn difference(a: [u8; 32], b: [u8; 32]) -> [u8; 32] {
    let mut borrow = false;
    let mut difference = [0; 32];
    for (digit, (a, b)) in difference.iter_mut().zip(a.into_iter().zip(b)) {
        let (less, first) = a.overflowing_sub(b);
        let (less, second) = less.overflowing_sub(u8::from(borrow));
        *digit = less;
        borrow = first || second;
    }
    difference
}

fn is_below(a: &[u8; 32], b: &[u8; 32]) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

/// The bits of a number, the most significant first.
fn bits(bytes: &[u8]) -> impl Iterator<Item = bool> + '_ {
    bytes.iter().rev().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1 == 1))
}

#[cfg(test)]
mod tests {
    use sanad_core::signer::{Signer as _, SigningKey};

    use super::*;

    /// RFC 8032 §5.1.6, with the nonce that an honest signer makes: then the signature is the honest one.
    #[test]
    fn an_honest_signature_comes_out_of_the_same_numbers() {
        let seed = [7; 32];
        let key = SigningKey::from_seed(&seed);
        let honest = key.sign(b"message").unwrap();
        let (r, s) = honest.as_bytes().split_at(32);
        let public = key.verifying_key();
        let prefix = &Sha512::digest(seed)[32..];
        let nonce = Scalar::of_bytes(&Sha512::digest([prefix, b"message"].concat()));
        let hash = Scalar::of_bytes(&Sha512::digest([r, public.as_bytes(), b"message"].concat()));
        assert_eq!(nonce.plus(hash.times(Scalar::of_seed(&seed))).to_bytes(), s);
    }
}
