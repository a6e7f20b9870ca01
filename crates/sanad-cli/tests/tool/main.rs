//! The tool as its users run it.

mod cli;
mod displayer;
mod example;
mod faults;
mod network;
mod vectors;
