//! Decides whether a badge may be believed: pure checks over evidence, one report.

pub mod anchor;
mod authenticity;
mod case;
mod check;
mod embedded;
pub mod evidence;
pub mod outcome;
pub mod policy;
pub mod report;
pub mod verify;
