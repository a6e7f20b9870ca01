//! Digests by which a credential holds a resource fast (VC 2.0, "Integrity of Related Resources").

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::json::Object;
use crate::multibase::Base;

/// Whether bytes are what an object's `digestSRI` and `digestMultibase` say; `None` if it has neither, or none by a
/// function that is known. Where it has both, both have to fit.
#[must_use]
pub fn fits(resource: &Object, bytes: &[u8]) -> Option<bool> {
    let sri = resource.text("digestSRI").and_then(|text| fits_sri(text, bytes));
    let multihash = resource.text("digestMultibase").and_then(|text| fits_multihash(text, bytes));
    match (sri, multihash) {
        (Some(one), Some(other)) => Some(one && other),
        (one, other) => one.or(other),
    }
}

/// Subresource Integrity §3.3: digests one after the other; those of the strongest function count, and one of them has
/// to fit.
fn fits_sri(text: &str, bytes: &[u8]) -> Option<bool> {
    let by = |prefix: &str, digest: fn(&[u8]) -> String| {
        let all = || text.split_ascii_whitespace().filter_map(|item| item.strip_prefix(prefix));
        all().next()?;
        let wanted = digest(bytes);
        // What follows a question mark are options, of which there are none.
        Some(all().any(|item| item.split('?').next() == Some(wanted.as_str())))
    };
    by("sha512-", |bytes| STANDARD.encode(Sha512::digest(bytes)))
        .or_else(|| by("sha384-", |bytes| STANDARD.encode(Sha384::digest(bytes))))
        .or_else(|| by("sha256-", |bytes| STANDARD.encode(Sha256::digest(bytes))))
}

/// A multihash: the number of the function, the length, the digest.
fn fits_multihash(text: &str, bytes: &[u8]) -> Option<bool> {
    let multihash = Base::Base58Btc.decode(text).or_else(|_| Base::Base64Url.decode(text)).ok()?;
    let (head, digest) = multihash.split_at_checked(2)?;
    match head {
        [0x12, 32] => Some(digest == Sha256::digest(bytes).as_slice()),
        [0x20, 48] => Some(digest == Sha384::digest(bytes).as_slice()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(members: &[(&str, String)]) -> Object {
        members.iter().fold(Object::new(), |object, (name, value)| object.with(*name, value.as_str()))
    }

    #[test]
    fn the_strongest_function_counts_and_both_forms_have_to_fit() {
        let sri = |name: &str, digest: &[u8]| format!("{name}-{}", STANDARD.encode(digest));
        let (good, strong, bad) = (
            sri("sha256", &Sha256::digest(b"a")),
            sri("sha384", &Sha384::digest(b"a")),
            sri("sha384", &Sha384::digest(b"b")),
        );
        let hash = |of: &[u8]| {
            let bytes = [&[0x12, 32][..], Sha256::digest(of).as_slice()].concat();
            Base::Base64Url.encode(&bytes)
        };
        for (members, expected) in [
            (vec![], None),
            (vec![("digestSRI", good.clone())], Some(true)),
            (vec![("digestSRI", format!("{good} {strong}"))], Some(true)),
            (vec![("digestSRI", format!("{good} {bad}"))], Some(false)),
            (vec![("digestSRI", format!("{bad} {strong}"))], Some(true)),
            (vec![("digestSRI", "md5-x".to_owned())], None),
            (vec![("digestMultibase", hash(b"a"))], Some(true)),
            (vec![("digestMultibase", hash(b"b"))], Some(false)),
            (vec![("digestMultibase", "uEQ".to_owned())], None),
            (vec![("digestSRI", good), ("digestMultibase", hash(b"b"))], Some(false)),
        ] {
            assert_eq!(fits(&with(&members), b"a"), expected, "{members:?}");
        }
    }
}
