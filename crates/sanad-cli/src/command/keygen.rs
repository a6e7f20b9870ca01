//! `sanad keygen`: an issuer's key, and the did:key by which others know it.

use sanad_core::signer::Signer as _;

use super::Answer;
use crate::args::Keygen;
use crate::fail::Failure;
use crate::key_file;

/// Makes a key, writes it for its owner only, and prints its did:key.
pub(crate) fn run(asked: &Keygen) -> Result<Answer, Failure> {
    let key = key_file::fresh()?;
    key_file::write(&asked.output, &key, &asked.passphrase)?;
    let data = format!("did:key:{}\n", key.public_key().to_multikey());
    Ok(Answer { data, ..Answer::default() })
}
