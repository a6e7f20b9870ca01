//! Every bound on what is read, in one place, each with its reason.

/// The bounds on what is read. [`Limits::DEFAULT`] is what every function without a `_within` uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a credential, JWT or controller document. 1 MiB: thirty times the largest badge met with an
    /// embedded picture; the cost of every later step is linear in it.
    pub document_bytes: usize,
    /// Containers within containers. 64: far beyond any real badge, and safe on a 512 KiB stack
    /// (serde_json itself stops at 128; one JSON-LD processor overflows at 127).
    pub json_depth: usize,
    /// Members of one object or items of one array. 10,000: a full badge has 40.
    pub json_members: usize,
    /// Contexts in one `@context`. 16: real badges have 2 to 4.
    pub contexts: usize,
    /// Combinations of contexts kept compiled, and new ones that one document may ask for. 512: all official
    /// contexts with all their scoped ones are 200; each takes some 10 kB.
    pub compiled_contexts: usize,
    /// Quads of one document. 100,000: a 1 MiB badge has fewer than 30,000.
    pub quads: usize,
    /// Steps of Hash N-Degree Quads in one RDFC-1.0 run: calls, hashes by length, nodes of each permutation tried.
    /// 50,000, some 25 ms: the dearest positive case of the W3C suite needs 8,496, a badge with 5,000 alike nodes
    /// 10,000; a ten-node clique (rdf-canon test074) has 9! permutations to try at its first node.
    pub rdfc_work: usize,
    /// Proofs of one document. 8: a proof set of co-signers has 2 or 3; each costs one signature check.
    pub proofs: usize,
    /// Characters of a base58 text. 256: decoding is quadratic; the longest we read is a signature, 88.
    pub base58_chars: usize,
    /// Characters of an encoded status list before decoding. 4 MiB.
    pub status_list_encoded_chars: usize,
    /// Bytes of a status list after decompression. 16 MiB, 134 million badges; gzip can grow 1,029-fold.
    pub status_list_bytes: usize,
    /// Digits of a status index. 9: the list's 134,217,728 bits at most.
    pub status_index_digits: usize,
    /// Status entries of one badge. 8: revocation, suspension, message and refresh once each are 4.
    pub status_entries: usize,
    /// Verification methods of one controller document. 256.
    pub verification_methods: usize,
    /// Defects told of one document. 32: more than anybody reads, and a hostile document has a million.
    pub defects: usize,
    /// Endorsements judged in one badge. 32, each is a whole verification.
    pub endorsements: usize,
    /// N·r·p of the scrypt that opens a private key file. 2^21: twice OWASP's strongest, at most 256 MiB and a few
    /// seconds.
    pub scrypt_blocks: u64,
    /// Iterations of the PBKDF2 that opens a private key file. 10,000,000: RFC 8018 §4.2, for critical keys.
    pub pbkdf2_iterations: u64,
}

impl Limits {
    /// The bounds used where the caller names none.
    pub const DEFAULT: Self = Self {
        document_bytes: 1 << 20,
        json_depth: 64,
        json_members: 10_000,
        contexts: 16,
        compiled_contexts: 512,
        quads: 100_000,
        rdfc_work: 50_000,
        proofs: 8,
        base58_chars: 256,
        status_list_encoded_chars: 4 << 20,
        status_list_bytes: 16 << 20,
        status_index_digits: 9,
        status_entries: 8,
        verification_methods: 256,
        defects: 32,
        endorsements: 32,
        scrypt_blocks: 1 << 21,
        pbkdf2_iterations: 10_000_000,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
