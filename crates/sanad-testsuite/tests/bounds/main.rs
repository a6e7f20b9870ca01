//! What hostile input may cost at every entry point: processor time, memory, stack. `spec/bounds.md`

#![expect(clippy::print_stdout, reason = "a test says what it measured")]

mod accreditation_list;
mod carrier;
mod cost;
mod documents;
mod graphs;
mod oversized;
mod status_list;

use peak_alloc::PeakAlloc;

/// Counts every byte that is held, and the most there were at a time.
#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;
