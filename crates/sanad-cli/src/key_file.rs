//! The issuer's key on disk, and the passphrase it may be behind.

use std::path::Path;

use sanad_core::pem::{PemError, SecretPem};
use sanad_core::signer::SigningKey;
use zeroize::Zeroizing;

use crate::args;
use crate::fail::Failure;
use crate::file::{self, Existing, Readers};

/// Bytes of a key file. 16 KiB: an encrypted key has 500; a certificate chain may stand before it.
const KEY_BYTES: usize = 16 << 10;

/// Bytes of a passphrase file. 4 KiB.
const PASSPHRASE_BYTES: usize = 4 << 10;

/// Reads the key that signs.
pub(crate) fn read(asked: &args::Key) -> Result<SigningKey, Failure> {
    read_at(&asked.key, &asked.passphrase)
}

/// Reads the key in that file, behind that passphrase if there is one.
pub(crate) fn read_at(path: &Path, asked: &args::Passphrase) -> Result<SigningKey, Failure> {
    let text = file::read_secret(path, KEY_BYTES)?;
    let key = match &asked.passphrase_file {
        Some(path) => SigningKey::from_encrypted_pem(&text, passphrase(path)?.as_bytes()),
        None => SigningKey::from_pem(&text),
    };
    key.map_err(|error| unusable(path, &error))
}

/// Writes a key that was just made, behind a passphrase if there is a file with one.
pub(crate) fn write(path: &Path, key: &SigningKey, asked: &args::Passphrase) -> Result<(), Failure> {
    let pem = match &asked.passphrase_file {
        Some(file) => encrypted(key, &passphrase(file)?)?,
        None => key.to_pem(),
    };
    file::write(path, pem.as_str().as_bytes(), Existing::Keep, Readers::Owner)
}

/// A key of 32 bytes of the operating system's randomness.
pub(crate) fn fresh() -> Result<SigningKey, Failure> {
    let mut seed = Zeroizing::new([0; 32]);
    random(seed.as_mut())?;
    Ok(SigningKey::from_seed(&seed))
}

fn encrypted(key: &SigningKey, passphrase: &str) -> Result<SecretPem, Failure> {
    let (mut salt, mut iv) = ([0; 16], [0; 16]);
    random(&mut salt)?;
    random(&mut iv)?;
    key.to_encrypted_pem(passphrase.as_bytes(), &salt, &iv)
        .map_err(|error| Failure::new(format!("cannot encrypt the key: {error}"), "try without a passphrase"))
}

fn passphrase(path: &Path) -> Result<Zeroizing<String>, Failure> {
    let text = file::read_secret(path, PASSPHRASE_BYTES)?;
    let line = text.lines().next().unwrap_or_default();
    if line.is_empty() {
        let message = format!("the first line of `{}` is empty, and so no passphrase", path.display());
        return Err(Failure::new(message, "write the passphrase on the first line"));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

fn random(bytes: &mut [u8]) -> Result<(), Failure> {
    getrandom::fill(bytes).map_err(|error| {
        let message = format!("the operating system gives no random bytes: {error}");
        Failure::new(message, "no key was made: nothing else is a safe source of one")
    })
}

fn unusable(path: &Path, error: &PemError) -> Failure {
    let hint = match error {
        PemError::Encrypted => "name the file with its passphrase: --passphrase-file FILE",
        PemError::WrongLabel { found, .. } if found == "PRIVATE KEY" => {
            "the key has no passphrase: leave --passphrase-file out"
        }
        PemError::WrongPassphrase => "look at the first line of the passphrase file; line ends do not count",
        PemError::WrongAlgorithm { .. } => "only Ed25519 keys sign here; `sanad keygen` makes one",
        _ => "it must be an Ed25519 key in PKCS#8 PEM, as `sanad keygen` makes one",
    };
    Failure::new(format!("the key in `{}`: {error}", path.display()), hint).coded(error.code().as_str())
}
