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
    /// Members and items of all containers of one document. 100,000: a value that is written in two bytes takes two
    /// hundred in memory; a badge of 1 MiB with 5,000 pieces of evidence has 25,000.
    pub json_values: usize,
    /// Contexts in one `@context`. 16: real badges have 2 to 4.
    pub contexts: usize,
    /// Combinations of contexts kept compiled, and new ones that one document may ask for. 512: all official
    /// contexts with all their scoped ones are 200; each takes some 10 kB.
    pub compiled_contexts: usize,
    /// Bytes of the `kid` of a JWS. 2,048: the longest we know is a `did:jwk` of an RSA key of 8,192 bits, with 1,900.
    pub kid_bytes: usize,
    /// Quads of one document. 30,000, some 30 MB while they are put in order: a badge of 1 MiB with 5,000 pieces of
    /// evidence has 15,000.
    pub quads: usize,
    /// Steps of Hash N-Degree Quads in one RDFC-1.0 run: calls, hashes by length, nodes of each permutation tried.
    /// 50,000, some 25 ms: the dearest positive case of the W3C suite needs 8,496, a badge with 5,000 alike nodes
    /// 10,000; a ten-node clique (rdf-canon test074) has 9! permutations to try at its first node.
    pub rdfc_work: usize,
    /// Proofs of one document. 8: a proof set of co-signers has 2 or 3; each costs one signature check.
    pub proofs: usize,
    /// Statements signed one by one, in all proofs of selective disclosure that come with one badge. 256: a full badge
    /// has some 100; each costs one signature check, which takes up to half a millisecond.
    pub proof_statements: usize,
    /// Characters of a base58 text. 256: decoding is quadratic; the longest we read is a signature, 88.
    pub base58_chars: usize,
    /// Bits of an RSA modulus at least. 2,048: 112 bits of security, the least that NIST SP 800-131A allows.
    pub rsa_bits_least: usize,
    /// Bits of an RSA modulus at most. 8,192: a check takes 16 times as long as with 2,048.
    pub rsa_bits: usize,
    /// RSA public exponent at least. 65,537 (FIPS 186-5 §5.1).
    pub rsa_exponent_least: u64,
    /// RSA public exponent at most. 2^33 − 1: the work grows with its digits, and nearly all are 65,537.
    pub rsa_exponent: u64,
    /// Characters of an encoded status list before decoding. 4 MiB.
    pub status_list_encoded_chars: usize,
    /// Bytes of a status list after decompression. 16 MiB, 134 million badges; gzip can grow 1,029-fold.
    pub status_list_bytes: usize,
    /// Bytes of status lists read and unpacked in one verification, each as often as it is looked up. 64 MiB: four of
    /// the largest. A hostile badge with 32 endorsements of 8 entries each would unpack one list 264 times; a list for
    /// 131,072 badges has 16 KiB.
    pub status_work_bytes: usize,
    /// Bytes of unpacked status lists that a verifier keeps for the badges to come. 32 MiB: 2,000 lists of the least
    /// size, or two of the largest.
    pub status_lists_kept_bytes: usize,
    /// Controllers that a verifier keeps for the badges to come, and answers on whose word a list is. 4,096: each takes
    /// some 2 kB.
    pub answers_kept: usize,
    /// Digits of a status index. 9: the list's 134,217,728 bits at most.
    pub status_index_digits: usize,
    /// Bits of a badge's value in a status list. 8, a byte: 256 messages, which the badge itself has to spell out; the
    /// standard's own examples have 2 bits.
    pub status_size_bits: u8,
    /// Status entries of one badge. 8: revocation, suspension, message and refresh once each are 4.
    pub status_entries: usize,
    /// Verification methods of one controller document. 256.
    pub verification_methods: usize,
    /// Keys of one Open Badges 2.0 issuer that are tried where the badge names none. 8: each may be a document of its own
    /// to be fetched.
    pub issuer_keys: usize,
    /// Defects told of one document. 32: more than anybody reads, and a hostile document has a million.
    pub defects: usize,
    /// Endorsements judged in one badge. 32, each is a whole verification.
    pub endorsements: usize,
    /// Badges in one file. 64: a transcript of a whole degree has 40; each costs a verification.
    pub shared_badges: usize,
    /// Layers around a badge in a file: an envelope, a presentation, a transcript, a token. 6.
    pub wrappings: usize,
    /// Characters of a URL. 2,048: what browsers and servers agree on.
    pub url_chars: usize,
    /// Bytes of a picture. 16 MiB: ten times the largest badge image met; it is walked once, and copied once when a
    /// badge is put in.
    pub image_bytes: usize,
    /// Badges of an SVG that another is put in place of. 64: there should be one at most.
    pub image_badges: usize,
    /// Elements within elements of an SVG. 256: drawing programs nest groups some 20 deep.
    pub svg_depth: usize,
    /// Namespaces declared at one place of an SVG. 128: drawing programs declare some 10; each prefix is looked up
    /// among them.
    pub svg_namespaces: usize,
    /// Lists that may follow an anchor's own on a path of accreditation. 8: the longest chain met in the world (union,
    /// state, regulator, accreditor, institution) has 4; each is a signature and a place to hide.
    pub accreditation_path_length: u8,
    /// Accreditation lists believed in one verification, every version counted. 256: a federal state's regulators, four
    /// times.
    pub accreditation_lists: usize,
    /// Signatures checked on accreditation lists in one verification, each proof with each key. 8,192, half a second: 32
    /// for each list.
    pub accreditation_signatures: usize,
    /// Inclusion proofs held as evidence. 1,024, some milliseconds: each is followed once for every badge that needs a
    /// witness, and a badge needs one.
    pub inclusion_proofs: usize,
    /// Steps taken along paths of accreditation for one badge. 10,000, some milliseconds: eight lists that all name each
    /// other have 2^30 paths through them, and an honest world a few dozen steps.
    pub accreditation_steps: usize,
    /// Paths told in a report that do not accredit. 32, as many as defects.
    pub rejected_paths: usize,
    /// Remarks made on one badge. 32, as many as defects.
    pub remarks: usize,
    /// Bytes of a JSON Schema that a badge names. 256 KiB: four times the official schema of badges.
    pub schema_bytes: usize,
    /// Steps of a JSON Schema on one badge: how often one of its parts meets a value. 100,000, some 50 ms; a full badge
    /// under a schema of the size of the official one takes a few thousand.
    pub schema_steps: usize,
    /// Parts within parts of a JSON Schema while it goes down a badge. 128: an honest one takes four for each level.
    pub schema_depth: usize,
    /// Bytes of one compiled regular expression of a JSON Schema. 256 KiB: patterns of identifiers take a few.
    pub schema_regex_bytes: usize,
    /// Regular expressions in a JSON Schema. 256, at most 64 MiB compiled: an honest one has some twenty.
    pub schema_patterns: usize,
    /// Bytes of the text of a trust state. 64 MiB: 100,000 entries with long names take half of it.
    pub trust_state_bytes: usize,
    /// Keys, lists and revocations that a trust state remembers. 100,000: every issuer there is, several times.
    pub trust_state_entries: usize,
    /// Versions of an accreditation list from the one last believed to the next. 10,000: one an hour for a year, and who
    /// has stolen a key cannot end the list's counting with 2^53 − 1.
    pub list_version_jump: u64,
    /// N·r·p of the scrypt that opens a private key file. 2^21: twice OWASP's strongest, at most 256 MiB and a few
    /// seconds.
    pub scrypt_blocks: u64,
    /// Iterations of the PBKDF2 that opens a private key file. 10,000,000: RFC 8018 §4.2, for critical keys.
    pub pbkdf2_iterations: u64,
    /// Keys that may sign one accreditation list. 32: TUF's largest public root has 5; each proof is tried with each.
    pub list_keys: usize,
    /// Accreditations of one entity. 1,024: one for each of twenty programmes, renewed every two years for a century.
    pub recognized_actions: usize,
    /// Events in one entity's history. 1,024, as many.
    pub status_events: usize,
    /// Subjects, or actions, that one delegation names. 1,024: more are told apart by their scope.
    pub delegation_subjects: usize,
    /// Schemas that what one accreditation issues must be valid under. 8.
    pub output_schemas: usize,
    /// Such schemas looked for in one verification. 16, twice as many as one accreditation may have: each takes up to
    /// [`Self::schema_steps`].
    pub output_schemas_tried: usize,
}

impl Limits {
    /// The bounds of an accreditation list: 8 MiB, 100,000 entities, 600,000 values, 16 co-signers. Some 10,000
    /// institutions with keys and scope fit in, of 35 values each; more are told in several lists.
    pub const ACCREDITATION_LIST: Self = Self {
        document_bytes: 8 << 20,
        json_members: 100_000,
        json_values: 600_000,
        quads: 100_000,
        proofs: 16,
        ..Self::DEFAULT
    };

    /// The bounds of a question of the test vectors, and of their manifest: 32 MiB. A vector brings its evidence along, of
    /// which the largest are lists of 8 MiB, and base64 makes a third more of it.
    pub const VECTOR_QUESTION: Self = Self { document_bytes: 32 << 20, ..Self::DEFAULT };

    /// The bounds used where the caller names none.
    pub const DEFAULT: Self = Self {
        document_bytes: 1 << 20,
        json_depth: 64,
        json_members: 10_000,
        json_values: 100_000,
        contexts: 16,
        compiled_contexts: 512,
        kid_bytes: 2048,
        quads: 30_000,
        rdfc_work: 50_000,
        proofs: 8,
        proof_statements: 256,
        base58_chars: 256,
        rsa_bits_least: 2048,
        rsa_bits: 8192,
        rsa_exponent_least: 65_537,
        rsa_exponent: (1 << 33) - 1,
        status_list_encoded_chars: 4 << 20,
        status_list_bytes: 16 << 20,
        status_lists_kept_bytes: 32 << 20,
        answers_kept: 4096,
        status_work_bytes: 64 << 20,
        status_index_digits: 9,
        status_size_bits: 8,
        status_entries: 8,
        verification_methods: 256,
        issuer_keys: 8,
        defects: 32,
        endorsements: 32,
        shared_badges: 64,
        wrappings: 6,
        url_chars: 2048,
        image_bytes: 16 << 20,
        image_badges: 64,
        svg_depth: 256,
        svg_namespaces: 128,
        accreditation_path_length: 8,
        accreditation_lists: 256,
        accreditation_signatures: 8192,
        inclusion_proofs: 1024,
        accreditation_steps: 10_000,
        rejected_paths: 32,
        remarks: 32,
        schema_bytes: 256 << 10,
        schema_steps: 100_000,
        schema_depth: 128,
        schema_regex_bytes: 256 << 10,
        schema_patterns: 256,
        trust_state_bytes: 64 << 20,
        trust_state_entries: 100_000,
        list_version_jump: 10_000,
        scrypt_blocks: 1 << 21,
        pbkdf2_iterations: 10_000_000,
        list_keys: 32,
        recognized_actions: 1024,
        status_events: 1024,
        delegation_subjects: 1024,
        output_schemas: 8,
        output_schemas_tried: 16,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}
