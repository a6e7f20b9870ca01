//! Accreditation lists, and whoever would like to be on one.

mod hostile_repository;
mod properties;
