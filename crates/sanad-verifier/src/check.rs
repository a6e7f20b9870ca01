//! The checks, one file each; none knows another.

pub(crate) mod accreditation;
pub(crate) mod endorsements;
pub(crate) mod recipient;
pub(crate) mod status;
pub(crate) mod structure;
pub(crate) mod validity;
