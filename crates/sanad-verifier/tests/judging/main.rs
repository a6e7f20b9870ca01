//! The verifier as a program that links it uses it.

mod authenticity;
mod endorsements;
mod many;
mod needs;
mod report;
mod status;
mod world;
