//! What the verifier insists on: strict by default, each looseness by name.

use std::fmt;

use crate::accreditation::formula::Formula;
use crate::jwt_profile::JwtProfile;

/// What the verifier insists on. Two policies have names; each knob that is turned afterwards shows in
/// the report, which prints the policy as [`fmt::Display`] does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    base: Base,
    undecided_endorsements: UndecidedEndorsements,
    jwt_profile: JwtProfile,
    refresh: Refresh,
    unavailable_status: UnavailableStatus,
    formula: Formula,
    claimed_times: ClaimedTimes,
    unpinned_keys: UnpinnedKeys,
    list_grace_seconds: u32,
    clock_skew_seconds: u32,
    domain: Option<String>,
    challenge: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    Accredited,
    Authentic,
}

/// Whether somebody trusted has to vouch for the issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Accreditation {
    /// An issuer whom nobody trusted vouches for leaves the badge undecided.
    Require,
    /// The question is not asked: the badge is what its issuer says, whoever that is.
    Disregard,
}

/// What an endorsement that could not be judged does to a badge that is otherwise good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UndecidedEndorsements {
    /// The badge stays undecided.
    Hold,
    /// The check is skipped and says so; the endorsement is not among those that hold.
    Tolerate,
}

/// Whether a badge that names a refresh service is asked for there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refresh {
    /// It is not: the badge received is judged. That there is such a service is a remark.
    Ignore,
    /// It is, and what comes back is judged in its place; where that names a refresh service too, nothing is asked.
    Once,
}

/// What a status list that could not be had does to a badge that is otherwise good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnavailableStatus {
    /// The badge stays undecided.
    Hold,
    /// The check is skipped and says so. A list that is there and not right is never passed over.
    Tolerate,
}

/// What an accreditation is worth that only the issuer's own dates speak for: it was there when the badge says it was
/// awarded, and is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClaimedTimes {
    /// Nothing: the badge stays undecided. Who is no longer accredited can still write an earlier date.
    Refuse,
    /// As much as any other. The report calls it claimed.
    Accept,
}

/// What an entry of an accreditation list is worth that gives no keys of the issuer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnpinnedKeys {
    /// Nothing: the badge stays undecided. Whoever has the issuer's domain has its keys.
    Refuse,
    /// The keys of the issuer's own controller document count.
    Accept,
}

impl Policy {
    /// How far ahead of the verifier's clock an issuer's may be when it writes `created`: 60 seconds, what a machine
    /// without time service drifts in a few weeks.
    pub const DEFAULT_CLOCK_SKEW_SECONDS: u32 = 60;

    /// The default, `accredited`: a badge is accepted only if somebody the verifier trusts vouches for its issuer.
    /// A good signature by an unknown issuer is undecided, because anybody can make a key and call it a university.
    #[must_use]
    pub const fn accredited() -> Self {
        Self::named_base(Base::Accredited)
    }

    /// `authentic`: a badge is accepted if its issuer made it and it is in force, whoever the issuer is. For callers
    /// who decide about the issuer themselves.
    #[must_use]
    pub const fn authentic() -> Self {
        Self::named_base(Base::Authentic)
    }

    /// The policy of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "accredited" => Some(Self::accredited()),
            "authentic" => Some(Self::authentic()),
            _ => None,
        }
    }

    const fn named_base(base: Base) -> Self {
        Self {
            base,
            undecided_endorsements: UndecidedEndorsements::Hold,
            jwt_profile: JwtProfile::Strict,
            refresh: Refresh::Ignore,
            unavailable_status: UnavailableStatus::Hold,
            formula: Formula::Any,
            claimed_times: ClaimedTimes::Refuse,
            unpinned_keys: UnpinnedKeys::Refuse,
            list_grace_seconds: 0,
            clock_skew_seconds: Self::DEFAULT_CLOCK_SKEW_SECONDS,
            domain: None,
            challenge: None,
        }
    }

    /// Decides about endorsements that cannot be judged. By default they hold the badge back: unknown is never yes.
    /// `spec/decisions/0006-endorsements.md` has the reasons, also why one that has lapsed does not.
    #[must_use]
    pub const fn with_undecided_endorsements(mut self, choice: UndecidedEndorsements) -> Self {
        self.undecided_endorsements = choice;
        self
    }

    /// Decides how much of what Open Badges demands of a JWT is insisted on. By default all of it.
    #[must_use]
    pub const fn with_jwt_profile(mut self, profile: JwtProfile) -> Self {
        self.jwt_profile = profile;
        self
    }

    /// Decides about refresh services. By default they are not asked: it tells the issuer who looks at which badge.
    #[must_use]
    pub const fn with_refresh(mut self, choice: Refresh) -> Self {
        self.refresh = choice;
        self
    }

    /// Decides about status lists that could not be had. By default they hold the badge back: who can keep a list from
    /// the verifier could otherwise use a revoked badge.
    #[must_use]
    pub const fn with_unavailable_status(mut self, choice: UnavailableStatus) -> Self {
        self.unavailable_status = choice;
        self
    }

    /// Decides how many of the authorities trusted must vouch for the issuer. By default one.
    #[must_use]
    pub const fn with_formula(mut self, formula: Formula) -> Self {
        self.formula = formula;
        self
    }

    /// Decides about accreditations that only the issuer's dates speak for. By default they are worth nothing.
    #[must_use]
    pub const fn with_claimed_times(mut self, choice: ClaimedTimes) -> Self {
        self.claimed_times = choice;
        self
    }

    /// Decides about entries without keys. By default they are worth nothing.
    #[must_use]
    pub const fn with_unpinned_keys(mut self, choice: UnpinnedKeys) -> Self {
        self.unpinned_keys = choice;
        self
    }

    /// Uses accreditation lists for so many seconds after their end, for verifiers that are offline. By default none: who
    /// can keep a newer list from the verifier could otherwise use what was withdrawn.
    #[must_use]
    pub const fn with_list_grace_seconds(mut self, seconds: u32) -> Self {
        self.list_grace_seconds = seconds;
        self
    }

    /// Allows issuers' clocks to be ahead by so many seconds, in `created` of a proof and the beginning of a
    /// status list. The badge's own validity is compared to the second.
    #[must_use]
    pub const fn with_clock_skew_seconds(mut self, seconds: u32) -> Self {
        self.clock_skew_seconds = seconds;
        self
    }

    /// Asks that every proof of the badge is made for this domain and no other.
    #[must_use]
    pub fn with_domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = Some(domain.into());
        self
    }

    /// Asks that every proof of the badge answers this challenge.
    #[must_use]
    pub fn with_challenge(mut self, challenge: impl Into<String>) -> Self {
        self.challenge = Some(challenge.into());
        self
    }

    /// Whether somebody trusted has to vouch for the issuer.
    #[must_use]
    pub const fn accreditation(&self) -> Accreditation {
        match self.base {
            Base::Accredited => Accreditation::Require,
            Base::Authentic => Accreditation::Disregard,
        }
    }

    /// What an endorsement that could not be judged does.
    #[must_use]
    pub const fn undecided_endorsements(&self) -> UndecidedEndorsements {
        self.undecided_endorsements
    }

    /// How much of what Open Badges demands of a JWT is insisted on.
    #[must_use]
    pub const fn jwt_profile(&self) -> JwtProfile {
        self.jwt_profile
    }

    /// Whether a badge is asked for at its refresh service.
    #[must_use]
    pub const fn refresh(&self) -> Refresh {
        self.refresh
    }

    /// What a status list that could not be had does.
    #[must_use]
    pub const fn unavailable_status(&self) -> UnavailableStatus {
        self.unavailable_status
    }

    /// How many of the authorities trusted must vouch for the issuer.
    #[must_use]
    pub const fn formula(&self) -> Formula {
        self.formula
    }

    /// What an accreditation is worth that only the issuer's dates speak for.
    #[must_use]
    pub const fn claimed_times(&self) -> ClaimedTimes {
        self.claimed_times
    }

    /// What an entry without keys is worth.
    #[must_use]
    pub const fn unpinned_keys(&self) -> UnpinnedKeys {
        self.unpinned_keys
    }

    /// For how many seconds after its end an accreditation list is used.
    #[must_use]
    pub const fn list_grace_seconds(&self) -> u32 {
        self.list_grace_seconds
    }

    /// How many seconds an issuer's clock may be ahead.
    #[must_use]
    pub const fn clock_skew_seconds(&self) -> u32 {
        self.clock_skew_seconds
    }

    /// The domain that proofs must be made for, if any.
    #[must_use]
    pub fn domain(&self) -> Option<&str> {
        self.domain.as_deref()
    }

    /// The challenge that proofs must answer, if any.
    #[must_use]
    pub fn challenge(&self) -> Option<&str> {
        self.challenge.as_deref()
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::accredited()
    }
}

impl fmt::Display for Policy {
    /// The policy's name, and after it every knob that is not as the name has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.base {
            Base::Accredited => "accredited",
            Base::Authentic => "authentic",
        })?;
        if self.undecided_endorsements == UndecidedEndorsements::Tolerate {
            f.write_str(", undecided endorsements tolerated")?;
        }
        if self.jwt_profile != JwtProfile::Strict {
            write!(f, ", JWT profile {}", self.jwt_profile.as_str())?;
        }
        if self.refresh == Refresh::Once {
            f.write_str(", refreshed once")?;
        }
        if self.unavailable_status == UnavailableStatus::Tolerate {
            f.write_str(", unavailable status tolerated")?;
        }
        match self.formula {
            Formula::Any => {}
            Formula::All => f.write_str(", all authorities")?,
            Formula::AtLeast(number) => write!(f, ", at least {number} authorities")?,
        }
        if self.claimed_times == ClaimedTimes::Accept {
            f.write_str(", claimed times accepted")?;
        }
        if self.unpinned_keys == UnpinnedKeys::Accept {
            f.write_str(", unpinned keys accepted")?;
        }
        if self.list_grace_seconds != 0 {
            write!(f, ", lists used {} s after their end", self.list_grace_seconds)?;
        }
        if self.clock_skew_seconds != Self::DEFAULT_CLOCK_SKEW_SECONDS {
            write!(f, ", clock skew {} s", self.clock_skew_seconds)?;
        }
        if self.domain.is_some() {
            f.write_str(", domain asked")?;
        }
        if self.challenge.is_some() {
            f.write_str(", challenge asked")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_found_by_the_name_it_prints_and_shows_every_knob_turned() {
        for policy in [Policy::accredited(), Policy::authentic()] {
            assert_eq!(Policy::named(&policy.to_string()), Some(policy));
        }
        assert_eq!(Policy::named("Accredited"), None);
        let turned = Policy::authentic()
            .with_undecided_endorsements(UndecidedEndorsements::Tolerate)
            .with_jwt_profile(JwtProfile::Compatible)
            .with_refresh(Refresh::Once)
            .with_unavailable_status(UnavailableStatus::Tolerate)
            .with_formula(Formula::All)
            .with_claimed_times(ClaimedTimes::Accept)
            .with_unpinned_keys(UnpinnedKeys::Accept)
            .with_list_grace_seconds(3600)
            .with_clock_skew_seconds(0)
            .with_domain("academy.example")
            .with_challenge("7");
        assert_eq!(
            turned.to_string(),
            "authentic, undecided endorsements tolerated, JWT profile compatible, refreshed once, unavailable status tolerated, all authorities, claimed times accepted, unpinned keys accepted, lists used 3600 s after their end, clock skew 0 s, domain asked, challenge asked"
        );
    }
}
