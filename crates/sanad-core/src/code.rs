//! The closed list of codes by which errors and reports name what is wrong. `spec/report.md#codes`

macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $name:ident = $text:literal,)+) => {
        /// One reason, in one dotted word that never changes its meaning. Each has a row in `spec/report.md#codes`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code { $($(#[doc = $meaning])+ $name,)+ }

        impl Code {
            /// Every code, in the order of their words.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code's word: `area.reason_in_snake_case`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }

            /// What the code means, in a sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($meaning),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// A delegation does not let anybody be named for the action.
    AccredActionNotDelegable = "accred.action_not_delegable",
    /// An authority lists the issuer, and not for issuing badges.
    AccredActionNotGranted = "accred.action_not_granted",
    /// More lists, signatures on them, paths through them or inclusion proofs than are looked at for one badge.
    AccredBudgetExceeded = "accred.budget_exceeded",
    /// A delegation limits in a way that this version does not know.
    AccredConstraintUnknown = "accred.constraint_unknown",
    /// The achievement was defined by another than the issuer, and nothing shows the right to award it.
    AccredCreatorDiffers = "accred.creator_differs",
    /// A path through more lists than may follow one another.
    AccredDepthExceeded = "accred.depth_exceeded",
    /// Two versions of a list with one number and different contents: its authority says two things at once.
    AccredEquivocation = "accred.equivocation",
    /// The accreditation had ended when the badge was awarded or signed.
    AccredExpired = "accred.expired",
    /// Nobody the verifier trusts vouches for the issuer.
    AccredIssuerUnknown = "accred.issuer_unknown",
    /// The signature was made since the issuer's key may be in other hands.
    AccredKeyCompromised = "accred.key_compromised",
    /// The issuer's accreditation does not give the key that signed the badge.
    AccredKeyNotListed = "accred.key_not_listed",
    /// The signature was made outside the period of the issuer's key.
    AccredKeyNotValidAtSigning = "accred.key_not_valid_at_signing",
    /// The signature was made after the issuer's key was taken out of use.
    AccredKeyRetired = "accred.key_retired",
    /// A version of an accreditation list does not come right after the one before it.
    AccredListChainBroken = "accred.list_chain_broken",
    /// An accreditation list asks to be understood in a way that this version does not.
    AccredListCriticalUnknown = "accred.list_critical_unknown",
    /// Something stands twice in an accreditation list that may stand once.
    AccredListDuplicate = "accred.list_duplicate",
    /// An accreditation list that has ended: a newer one may say something else.
    AccredListExpired = "accred.list_expired",
    /// A version of an accreditation list leaves out, or tells otherwise, what an earlier one told.
    AccredListHistoryTruncated = "accred.list_history_truncated",
    /// Not an accreditation list by its rules.
    AccredListMalformed = "accred.list_malformed",
    /// An accreditation list that does not speak yet.
    AccredListNotYetValid = "accred.list_not_yet_valid",
    /// A list that names its own signers where the list above it does.
    AccredListSigningMisplaced = "accred.list_signing_misplaced",
    /// An accreditation list that has ended and is used all the same, because the policy says so.
    AccredListStale = "accred.list_stale",
    /// An accreditation list of an authority that is trusted says that another list takes its place.
    AccredListSuperseded = "accred.list_superseded",
    /// Fewer different keys have signed an accreditation list than must.
    AccredListThresholdNotMet = "accred.list_threshold_not_met",
    /// An accreditation list is not among the evidence.
    AccredListUnavailable = "accred.list_unavailable",
    /// An accreditation list by another than the authority that it should be by.
    AccredListWrongIssuer = "accred.list_wrong_issuer",
    /// A path on which somebody vouches for itself.
    AccredLoop = "accred.loop",
    /// The policy does not ask for accreditation.
    AccredNotAsked = "accred.not_asked",
    /// The accreditation began only after the badge was awarded or signed.
    AccredNotYetEffective = "accred.not_yet_effective",
    /// The accreditation asks that badges are valid under a schema that cannot be used here.
    AccredOutputNotChecked = "accred.output_not_checked",
    /// The issuer is on the list of somebody who is accredited for other things than to recognise issuers.
    AccredPathNotAuthority = "accred.path_not_authority",
    /// Fewer authorities vouch for the issuer than must.
    AccredQuorumNotMet = "accred.quorum_not_met",
    /// An accreditation list older than one that is known.
    AccredRollback = "accred.rollback",
    /// The keys that a root list hands over to have not signed it.
    AccredRootRotationNewThreshold = "accred.root_rotation_new_threshold",
    /// The keys in force have not signed a root list.
    AccredRootRotationOldThreshold = "accred.root_rotation_old_threshold",
    /// A root list changes its keys, and versions before it are left out.
    AccredRootVersionGap = "accred.root_version_gap",
    /// A schema that the accreditation asks for takes more work than is done for one badge.
    AccredSchemaBudget = "accred.schema_budget",
    /// What was found is not the schema that the accreditation asks for.
    AccredSchemaDigestMismatch = "accred.schema_digest_mismatch",
    /// The badge is not as a schema has it that the accreditation asks for.
    AccredSchemaInvalid = "accred.schema_invalid",
    /// A schema that the accreditation asks for is not among the evidence.
    AccredSchemaUnavailable = "accred.schema_unavailable",
    /// The scope does not allow the achievement.
    AccredScopeAchievement = "accred.scope_achievement",
    /// The scope does not allow achievements of this type.
    AccredScopeAchievementType = "accred.scope_achievement_type",
    /// The scope does not allow credentials of this type.
    AccredScopeCredentialType = "accred.scope_credential_type",
    /// The scope does not allow so much credit, or not in this unit.
    AccredScopeCredits = "accred.scope_credits",
    /// Two scopes along a path have nothing in common, so that nothing may be awarded.
    AccredScopeEmpty = "accred.scope_empty",
    /// The scope does not allow the field.
    AccredScopeField = "accred.scope_field",
    /// The scope does not allow awards there.
    AccredScopeJurisdiction = "accred.scope_jurisdiction",
    /// The scope does not allow the language.
    AccredScopeLanguage = "accred.scope_language",
    /// The scope does not allow the level, or no level of its framework.
    AccredScopeLevel = "accred.scope_level",
    /// A limit of a scope that does not say what it allows.
    AccredScopeMalformed = "accred.scope_malformed",
    /// The scope does not allow this mode of learning.
    AccredScopeMode = "accred.scope_mode",
    /// The scope does not allow the qualification.
    AccredScopeQualification = "accred.scope_qualification",
    /// The scope limits something that the badge does not tell.
    AccredScopeUndetermined = "accred.scope_undetermined",
    /// A limit of a scope that is not known and so cannot be kept.
    AccredScopeUnknown = "accred.scope_unknown",
    /// What an accreditation list grants and what its history takes away overlap.
    AccredStatusConflict = "accred.status_conflict",
    /// A delegation does not let that one be named.
    AccredSubjectExcluded = "accred.subject_excluded",
    /// The accreditation was suspended when the badge was awarded or signed.
    AccredSuspended = "accred.suspended",
    /// Only the issuer's own dates say that the badge was made while it was accredited.
    AccredTimeUnproven = "accred.time_unproven",
    /// An accreditation list whose number is further ahead than any authority counts.
    AccredVersionJump = "accred.version_jump",
    /// An authority that may only deny denies the issuer.
    AccredVetoed = "accred.vetoed",
    /// The accreditation was taken back for the time at which the badge was awarded or signed.
    AccredVoided = "accred.voided",
    /// The accreditation was withdrawn when the badge was awarded or signed.
    AccredWithdrawn = "accred.withdrawn",
    /// The proof does not show that a badge is among those that an accreditation list witnesses.
    AccredWitnessMismatch = "accred.witness_mismatch",
    /// The picture does something: scripts, or something loaded from elsewhere.
    BakeActiveContent = "bake.active_content",
    /// Two readers of the picture could find two badges.
    BakeAmbiguous = "bake.ambiguous",
    /// The badge in the picture is compressed, which its format does not allow.
    BakeCompressed = "bake.compressed",
    /// A checksum in the picture is not that of its data.
    BakeCrc = "bake.crc",
    /// The picture defines or uses entities of its own.
    BakeDtdForbidden = "bake.dtd_forbidden",
    /// The picture's text is not UTF-8, or holds what XML cannot.
    BakeEncoding = "bake.encoding",
    /// Nothing shows that the picture a badge came in is the one that it names.
    BakeImageUnbound = "bake.image_unbound",
    /// Not a picture, or not a badge in it, by the grammar of its format.
    BakeMalformed = "bake.malformed",
    /// The picture holds no badge.
    BakeMissing = "bake.missing",
    /// The picture holds more than one badge.
    BakeMultipleCredentials = "bake.multiple_credentials",
    /// The picture is nested deeper than allowed.
    BakeTooDeep = "bake.too_deep",
    /// Something stands after the end of the picture.
    BakeTrailingData = "bake.trailing_data",
    /// A verification method gives its key in two forms.
    DidAmbiguousKey = "did.ambiguous_key",
    /// The method or document names another controller than the one it was found under.
    DidControllerMismatch = "did.controller_mismatch",
    /// A controller document has two verification methods with one id.
    DidDuplicateMethod = "did.duplicate_method",
    /// A controller document's id is not the URL it was asked for under.
    DidIdMismatch = "did.id_mismatch",
    /// The issuer's key is none of those that it was first seen with.
    DidKeyChanged = "did.key_changed",
    /// Not a DID, DID URL or controller document by the grammar of its method.
    DidMalformed = "did.malformed",
    /// A DID method that is not supported.
    DidMethodUnsupported = "did.method_unsupported",
    /// A DID that is not written in its one canonical form.
    DidNoncanonical = "did.noncanonical",
    /// A did:web or https issuer on a port that is not asked.
    DidPortForbidden = "did.port_forbidden",
    /// The controller document is not among the evidence.
    DidUnavailable = "did.unavailable",
    /// Text with marks that change the order in which it is shown, or that are not shown at all.
    DisplayBidi = "display.bidi",
    /// Text with control characters, which can play tricks on a terminal.
    DisplayControlChars = "display.control_chars",
    /// Text that looks as if somebody had read UTF-8 as Latin-1.
    DisplayMojibake = "display.mojibake",
    /// An endorsement in the badge does not verify.
    EndorsementInvalid = "endorsement.invalid",
    /// An endorsement within an endorsement, which is not judged.
    EndorsementNested = "endorsement.nested",
    /// The badge holds no endorsement.
    EndorsementNone = "endorsement.none",
    /// An endorsement in the badge speaks about something else than what it hangs on.
    EndorsementSubjectMismatch = "endorsement.subject_mismatch",
    /// An endorsement in the badge could not be judged.
    EndorsementUndecided = "endorsement.undecided",
    /// An address that is not connected to: not a public one.
    FetchAddressForbidden = "fetch.address_forbidden",
    /// The surroundings do not let it be asked for.
    FetchBlocked = "fetch.blocked",
    /// More requests, or more time, than one verification may take.
    FetchBudgetExhausted = "fetch.budget_exhausted",
    /// An answer of another type or in another encoding than asked for.
    FetchContentType = "fetch.content_type",
    /// The server points to another place, where that may not be followed.
    FetchRedirectForbidden = "fetch.redirect_forbidden",
    /// The answer was not there in time.
    FetchTimeout = "fetch.timeout",
    /// The answer has more bytes than allowed for this kind of document.
    FetchTooLarge = "fetch.too_large",
    /// No answer, or one that says no.
    FetchUnavailable = "fetch.unavailable",
    /// Not an https URL in the one spelling that is asked for.
    FetchUrlMalformed = "fetch.url_malformed",
    /// Not a format this version reads.
    InputFormatUnsupported = "input.format_unsupported",
    /// More bytes than allowed for this kind of document.
    InputTooLarge = "input.too_large",
    /// More badges, or more layers around them, than are unwrapped in one file.
    InputTooManyBadges = "input.too_many_badges",
    /// What was shared is an address, and what is there is not among the evidence.
    InputUnavailable = "input.unavailable",
    /// The signature just made does not verify: the signer is faulty.
    IssueSelfCheckFailed = "issue.self_check_failed",
    /// The signer refused or could not be reached.
    IssueSignerFailed = "issue.signer_failed",
    /// A name stands twice in one object.
    JsonDuplicateKey = "json.duplicate_key",
    /// Text that is not Unicode.
    JsonInvalidUnicode = "json.invalid_unicode",
    /// Not JSON.
    JsonMalformed = "json.malformed",
    /// A number with more digits than are signed.
    JsonNumberPrecision = "json.number_precision",
    /// A number that not every reader sees alike.
    JsonNumberRange = "json.number_range",
    /// Nested deeper than allowed.
    JsonTooDeep = "json.too_deep",
    /// More members or items in one container than allowed.
    JsonTooManyMembers = "json.too_many_members",
    /// Something stands after the JSON value.
    JsonTrailingData = "json.trailing_data",
    /// A context that is not among the known ones.
    JsonldContextNotAllowed = "jsonld.context_not_allowed",
    /// A text direction, which RDF does not carry and so no signature covers.
    JsonldDirectionUnsigned = "jsonld.direction_unsigned",
    /// A value that JSON-LD processing would drop, so no signature covers it.
    JsonldDroppedValue = "jsonld.dropped_value",
    /// A context written into the document in place of its name.
    JsonldInlineContext = "jsonld.inline_context",
    /// JSON-LD that is not valid by its own rules.
    JsonldInvalid = "jsonld.invalid",
    /// A JSON-LD keyword or blank node label that a badge may not use.
    JsonldKeywordForbidden = "jsonld.keyword_forbidden",
    /// A context deeper in the document than at its top.
    JsonldNestedContext = "jsonld.nested_context",
    /// An identifier or type that is no absolute IRI.
    JsonldRelativeIri = "jsonld.relative_iri",
    /// A member that no context defines, so no signature covers it.
    JsonldUndefinedTerm = "jsonld.undefined_term",
    /// A context that gives every undefined term a meaning.
    JsonldVocabContext = "jsonld.vocab_context",
    /// The JWT's header names another algorithm than the key is for.
    JwtAlgKeyMismatch = "jwt.alg_key_mismatch",
    /// A signature algorithm that is not allowed, or none.
    JwtAlgNotAllowed = "jwt.alg_not_allowed",
    /// A claim of the JWT says something else than the credential in it.
    JwtClaimMismatch = "jwt.claim_mismatch",
    /// A claim that Open Badges demands of a JWT is missing.
    JwtClaimMissing = "jwt.claim_missing",
    /// The JWT's header asks for an extension that nothing here understands.
    JwtCritUnsupported = "jwt.crit_unsupported",
    /// The JWT's header has a member that it may not have.
    JwtHeaderForbidden = "jwt.header_forbidden",
    /// The key in the JWT's header is not among the issuer's.
    JwtKeyNotBoundToIssuer = "jwt.key_not_bound_to_issuer",
    /// The issuer's key set is not among the evidence.
    JwtKeysUnavailable = "jwt.keys_unavailable",
    /// The key that the JWT's header names is not among the issuer's.
    JwtKidMismatch = "jwt.kid_mismatch",
    /// Not a compact JWS with a credential in it.
    JwtMalformed = "jwt.malformed",
    /// A JWT of another type than a credential.
    JwtTypUnexpected = "jwt.typ_unexpected",
    /// Not a key by the grammar of its form.
    KeyMalformed = "key.malformed",
    /// A key that is not written in its one canonical form.
    KeyNoncanonical = "key.noncanonical",
    /// A key with numbers too small to be safe or too large to be worth the work.
    KeyParametersRefused = "key.parameters_refused",
    /// The passphrase does not open the private key.
    KeyPassphraseWrong = "key.passphrase_wrong",
    /// A document gives away a private key.
    KeyPrivateMaterial = "key.private_material",
    /// A key past its `expires` or `revoked` time.
    KeyRetired = "key.retired",
    /// A key of small order: one signature would do for every document.
    KeySmallOrder = "key.small_order",
    /// A key of another kind than the proof needs.
    KeyTypeMismatch = "key.type_mismatch",
    /// What was handed over is not what its host serves, which alone counts.
    Ob2Differs = "ob2.differs",
    /// A hosted badge has no signature: whoever controls the host can change it.
    Ob2HostedGuarantee = "ob2.hosted_guarantee",
    /// A hosted document's id is not the URL it was asked for under.
    Ob2IdMismatch = "ob2.id_mismatch",
    /// The key is not among those of the issuer's profile.
    Ob2KeyNotListed = "ob2.key_not_listed",
    /// The key says that somebody else than the issuer owns it.
    Ob2KeyOwnerMismatch = "ob2.key_owner_mismatch",
    /// The key is known to be the issuer's only by being hosted where the issuer's badges are.
    Ob2KeySameHost = "ob2.key_same_host",
    /// A document is hosted where the issuer does not host its badges.
    Ob2OutOfScope = "ob2.out_of_scope",
    /// A document of an Open Badges 2.0 badge could not be had from its host.
    Ob2Unavailable = "ob2.unavailable",
    /// A document is said to be where nothing is fetched from: at no plain https URL.
    Ob2UrlUnsupported = "ob2.url_unsupported",
    /// The signature around the badges that are shown was not checked.
    PresentationNotJudged = "presentation.not_judged",
    /// A proof chain names each other in a circle.
    ProofChainCycle = "proof.chain_cycle",
    /// The proof is for another challenge.
    ProofChallengeMismatch = "proof.challenge_mismatch",
    /// The proof was made over other contexts than the document has.
    ProofContextAppended = "proof.context_appended",
    /// The proof says it was made later than the time asked.
    ProofCreatedInFuture = "proof.created_in_future",
    /// What a proof of selective disclosure says of its statements does not fit the document shown.
    ProofDisclosureMismatch = "proof.disclosure_mismatch",
    /// The proof is for another domain.
    ProofDomainMismatch = "proof.domain_mismatch",
    /// The proof was to be relied on only until an earlier time.
    ProofExpired = "proof.expired",
    /// Not a proof by the rules of Data Integrity.
    ProofMalformed = "proof.malformed",
    /// The issuer's document does not list the method for making assertions.
    ProofMethodNotAuthorised = "proof.method_not_authorised",
    /// The issuer's document has no such verification method.
    ProofMethodNotFound = "proof.method_not_found",
    /// The verification method belongs to another than the issuer.
    ProofMethodNotIssuer = "proof.method_not_issuer",
    /// A proof stands where none may.
    ProofMisplaced = "proof.misplaced",
    /// There is no proof.
    ProofMissing = "proof.missing",
    /// The proof that lets its holder choose what to show, in place of one made from it for a verifier.
    ProofNotDerived = "proof.not_derived",
    /// A proof chain names a proof that is not there.
    ProofPreviousNotFound = "proof.previous_not_found",
    /// The proof was made for another purpose.
    ProofPurposeMismatch = "proof.purpose_mismatch",
    /// One proof of a set does not verify.
    ProofSetMemberFailed = "proof.set_member_failed",
    /// The holder chose what of the badge to show, and may have left out what would speak against it.
    ProofShownInPart = "proof.shown_in_part",
    /// The signature is in an encoding of other uses of its algorithm.
    ProofSignatureEncoding = "proof.signature_encoding",
    /// The signature does not belong to this document and key.
    ProofSignatureInvalid = "proof.signature_invalid",
    /// The signature is not written in its one canonical form.
    ProofSignatureNoncanonical = "proof.signature_noncanonical",
    /// The signature's R is a point of small order.
    ProofSignatureSmallOrderR = "proof.signature_small_order_r",
    /// More proofs than allowed.
    ProofTooMany = "proof.too_many",
    /// A proof of a kind that this version does not check.
    ProofUnsupportedSuite = "proof.unsupported_suite",
    /// The proof value is not in the encoding of its suite.
    ProofValueEncoding = "proof.value_encoding",
    /// The proof value has not the length of its suite.
    ProofValueLength = "proof.value_length",
    /// More signatures to check than any honest proof needs.
    ProofWorkLimit = "proof.work_limit",
    /// More work to canonicalise than any honest document needs.
    RdfWorkLimit = "rdf.work_limit",
    /// Not compared with anybody.
    RecipientNotAsked = "recipient.not_asked",
    /// The badge names a place where a newer one may be had, which was not asked.
    RefreshAvailable = "refresh.available",
    /// The newer badge of the refresh service was judged in place of the one received.
    RefreshFollowed = "refresh.followed",
    /// What the refresh service gave is another issuer's or recipient's badge.
    RefreshIdentityChanged = "refresh.identity_changed",
    /// The refresh service gave no newer badge that verifies, so the one received was judged.
    RefreshUnusable = "refresh.unusable",
    /// More credits were earned than the achievement has.
    ResultCreditsExceeded = "result.credits_exceeded",
    /// A result that cannot be held against what its description asks.
    ResultNotComparable = "result.not_comparable",
    /// A result says that the achievement is not, or not yet, completed.
    ResultNotEarned = "result.not_earned",
    /// A result falls short of what the achievement requires.
    ResultRequirementNotMet = "result.requirement_not_met",
    /// A result's value is none that its description allows.
    ResultValueOutOfRange = "result.value_out_of_range",
    /// More or fewer values than the model has.
    SchemaCardinality = "schema.cardinality",
    /// Criteria that neither say nor name how the achievement is earned.
    SchemaCriteriaEmpty = "schema.criteria_empty",
    /// A value outside the model's enumeration.
    SchemaEnumeration = "schema.enumeration",
    /// The badge is not as the JSON Schema that it names has it.
    SchemaJsonSchemaFailed = "schema.json_schema_failed",
    /// A schema that the badge names was not looked at.
    SchemaJsonSchemaNotChecked = "schema.json_schema_not_checked",
    /// A required member is missing.
    SchemaMissing = "schema.missing",
    /// JSON-LD's long form where the model has a plain value.
    SchemaNotCompact = "schema.not_compact",
    /// A member that the model has no place for.
    SchemaUnexpectedMember = "schema.unexpected_member",
    /// A reference to something the badge does not contain.
    SchemaUnresolved = "schema.unresolved",
    /// A value of another kind than the model has.
    SchemaWrongKind = "schema.wrong_kind",
    /// The address of a status list tells which badge, or whose, is asked about.
    StatusHerdPrivacyLow = "status.herd_privacy_low",
    /// A status index that is not a plain decimal number.
    StatusIndexMalformed = "status.index_malformed",
    /// A status index beyond the end of its list.
    StatusIndexOutOfRange = "status.index_out_of_range",
    /// A status list that is not encoded as the spec has it.
    StatusListEncoding = "status.list_encoding",
    /// The status list is past its end.
    StatusListExpired = "status.list_expired",
    /// The status list's id is not the URL it was asked for under.
    StatusListIdMismatch = "status.list_id_mismatch",
    /// Not a status list.
    StatusListMalformed = "status.list_malformed",
    /// The status list begins to speak later than the time asked.
    StatusListNotYetValid = "status.list_not_yet_valid",
    /// The status list's signature does not verify.
    StatusListProofInvalid = "status.list_proof_invalid",
    /// A status list that is older than the one seen before, or another of the same age.
    StatusListRollback = "status.list_rollback",
    /// The status list unpacks to more bytes than allowed.
    StatusListTooLarge = "status.list_too_large",
    /// The status list is shorter than herd privacy demands.
    StatusListTooShort = "status.list_too_short",
    /// A list of revoked badges that nobody signed: its word is that of the host it came from.
    StatusListUnsigned = "status.list_unsigned",
    /// The status list is signed by another than the badge's issuer.
    StatusListWrongIssuer = "status.list_wrong_issuer",
    /// Messages of a status entry that do not fit the values of its size.
    StatusMessageMalformed = "status.message_malformed",
    /// The badge declares no status.
    StatusNone = "status.none",
    /// The list is not for the purpose that the badge's entry names.
    StatusPurposeMismatch = "status.purpose_mismatch",
    /// The status list has a status of its own, which is not followed.
    StatusRecursive = "status.recursive",
    /// The list says no more that the badge is revoked, which a revocation does not end in.
    StatusRevocationReversed = "status.revocation_reversed",
    /// The issuer has revoked the badge.
    StatusRevoked = "status.revoked",
    /// A status entry of a size that is not supported.
    StatusSizeUnsupported = "status.size_unsupported",
    /// The issuer has suspended the badge for now.
    StatusSuspended = "status.suspended",
    /// A status of a kind that this version does not check.
    StatusTypeUnsupported = "status.type_unsupported",
    /// The status list is not among the evidence.
    StatusUnavailable = "status.unavailable",
    /// Badges are shown by another than the one they were awarded to.
    SubjectHolderMismatch = "subject.holder_mismatch",
    /// A personal identifier in clear.
    SubjectIdentityInClear = "subject.identity_in_clear",
    /// An identifier of the recipient that is not well formed.
    SubjectIdentityMalformed = "subject.identity_malformed",
    /// The badge was awarded to somebody else.
    SubjectMismatch = "subject.mismatch",
    /// The badge names no recipient.
    SubjectMissing = "subject.missing",
    /// More than one subject.
    SubjectMultiple = "subject.multiple",
    /// The badge names its recipient in another way than the caller does, so they were not compared.
    SubjectNotChecked = "subject.not_checked",
    /// A hashed identifier without a salt that hides it.
    SubjectUnsaltedHash = "subject.unsalted_hash",
    /// An identifier hashed with a broken function.
    SubjectWeakHash = "subject.weak_hash",
    /// The activity ends before it begins.
    TimeActivityUnordered = "time.activity_unordered",
    /// The badge was awarded later than it begins to be valid.
    TimeAwardedLater = "time.awarded_later",
    /// The time asked is earlier than one that was asked before.
    TimeClockRegressed = "time.clock_regressed",
    /// The badge's validity is over.
    TimeExpired = "time.expired",
    /// The validity ends before it begins.
    TimeIntervalEmpty = "time.interval_empty",
    /// Not an xsd:dateTimeStamp.
    TimeMalformed = "time.malformed",
    /// The badge's validity has not begun.
    TimeNotYetValid = "time.not_yet_valid",
    /// A year outside 0001 to 9999.
    TimeOutOfRange = "time.out_of_range",
    /// A document of another type than was asked for.
    TypeUnexpected = "type.unexpected",
    /// An earlier check failed, so this one would speak about unauthenticated data.
    VerifyNotReached = "verify.not_reached",
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL
            .iter()
            .copied()
            .find(|code| code.as_str() == text)
            .ok_or_else(|| UnknownCode(text.to_owned()))
    }
}

/// A word that is no code of `spec/report.md`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no report code")]
pub struct UnknownCode(String);
