//! Every bound on what is fetched, in one place, each with its reason. `spec/fetch.md#limits`

use std::time::Duration;

/// The bounds on what is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FetchLimits {
    /// Requests of one gathering, redirects included. 8: issuer, status list, and the same for two co-signers or
    /// endorsers; a file of a thousand badges on a thousand hosts is no reason to ask a thousand hosts (threats W11).
    pub requests: usize,
    /// Time of one gathering. 5 s: longer than people wait, and than any honest server takes for 8 documents.
    pub time: Duration,
    /// Redirects followed in a row, where any are. 3: old name, new name, new path.
    pub redirects: usize,
    /// Characters of a URL. 2,048: what every server and browser takes.
    pub url_chars: usize,
    /// Bytes of an answer's head. 16 KiB: twice what common servers take from their clients.
    pub head_bytes: usize,
    /// Addresses of one name. 16: a name with more has them to be asked at random, which is not what badges need.
    pub addresses: usize,
    /// Bytes of a JSON document: as many as are read, `sanad_core::limits::Limits::document_bytes`.
    pub document_bytes: usize,
    /// Bytes of a status or revocation list: a document around the largest encoded list that is read.
    pub list_bytes: usize,
    /// Bytes of an accreditation list: as many as are read, `sanad_core::limits::Limits::ACCREDITATION_LIST`.
    pub accreditation_list_bytes: usize,
    /// Bytes of a badge that the caller names by its URL. 16 MiB: it may be a picture.
    pub badge_bytes: usize,
    /// For how long a document is kept. 1 h: a key that is withdrawn is noticed the same day.
    pub document_age: Duration,
    /// For how long a list is kept. 15 min: somebody whose badge is revoked notices before the verifier does.
    pub list_age: Duration,
    /// Bytes of a cache. 64 MiB: a dozen of the largest lists, thousands of documents.
    pub cache_bytes: u64,
}

impl FetchLimits {
    /// The bounds used where the caller names none.
    pub const DEFAULT: Self = Self {
        requests: 8,
        time: Duration::from_secs(5),
        redirects: 3,
        url_chars: 2_048,
        head_bytes: 16 << 10,
        addresses: 16,
        document_bytes: 1 << 20,
        list_bytes: 5 << 20,
        accreditation_list_bytes: 8 << 20,
        badge_bytes: 16 << 20,
        document_age: Duration::from_secs(60 * 60),
        list_age: Duration::from_secs(15 * 60),
        cache_bytes: 64 << 20,
    };
}

#[cfg(test)]
mod tests {
    use sanad_core::limits::Limits;

    use super::*;

    #[test]
    fn whatever_is_fetched_can_be_read() {
        let (fetched, read) = (FetchLimits::DEFAULT, Limits::DEFAULT);
        assert_eq!(fetched.document_bytes, read.document_bytes);
        assert_eq!(fetched.accreditation_list_bytes, Limits::ACCREDITATION_LIST.document_bytes);
        assert_eq!(fetched.list_bytes, read.document_bytes + read.status_list_encoded_chars);
    }
}
