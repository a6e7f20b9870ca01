//! Many rows: read one after the other, worked on by all cores, answered in their order, continued where they stopped. `spec/batch.md`

pub(crate) mod output;
pub(crate) mod progress;
pub(crate) mod rows;

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Rows worked on at a time: some 25 ms of work, so that the threads that share it cost nothing beside it.
pub(crate) const ROWS_AT_A_TIME: usize = 256;

/// Bytes of the rows worked on at a time, one row more or less. 4 MiB: a thousand full badges.
pub(crate) const BYTES_AT_A_TIME: usize = 4 << 20;

/// Does the same with every row, on all cores; the answers stand in the order of the rows.
pub(crate) fn spread<R: Sync, T: Send>(rows: &[R], work: impl Fn(&R) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(row) = rows.get(place) else { return done };
            done.push((place, work(row)));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(rows.len());
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        for other in others {
            done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, answer)| answer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_stand_in_the_order_of_the_rows() {
        for length in [0, 1, 2, 1000] {
            let rows: Vec<usize> = (0..length).collect();
            assert_eq!(spread(&rows, |row| row * 3), rows.iter().map(|row| row * 3).collect::<Vec<_>>());
        }
    }
}
