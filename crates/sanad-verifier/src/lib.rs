//! Decides whether a badge may be believed: pure checks over evidence, one report.

pub mod accreditation;
pub mod anchor;
mod authenticity;
mod case;
mod check;
mod embedded;
pub mod evidence;
pub mod format;
mod json_schema;
mod jwt;
pub mod jwt_profile;
mod memo;
mod open_badges2;
pub mod outcome;
mod picture;
mod pins;
pub mod policy;
mod presentation;
mod recognition;
mod refresh;
mod remark;
pub mod report;
pub mod reports;
mod schemas;
mod shared;
pub mod trust_state;
pub mod verify;
