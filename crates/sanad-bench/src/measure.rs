//! Measuring two pieces of work side by side, so that whatever slows the machine slows both.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// A piece of work that can be done so many times; gives back how long that took.
pub(crate) type Run<'w> = Box<dyn Fn(u32) -> Duration + 'w>;

/// The only place where anything is measured: instruction counters are switched on and off by its name.
#[inline(never)]
pub(crate) fn measured_region(work: &mut dyn FnMut()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// Work that needs nothing made for it. Dropping what it gives is part of it.
pub(crate) fn run<'w, T>(work: impl Fn() -> T + 'w) -> Run<'w> {
    Box::new(move |times| {
        measured_region(&mut || {
            for _ in 0..times {
                black_box(work());
            }
        })
    })
}

/// Work that consumes something, which is made before the clock runs.
pub(crate) fn run_with<'w, I, T>(make: impl Fn() -> I + 'w, work: impl Fn(I) -> T + 'w) -> Run<'w> {
    Box::new(move |times| {
        let mut made: Vec<I> = (0..times).map(|_| make()).collect();
        measured_region(&mut || {
            for input in made.drain(..) {
                black_box(work(input));
            }
        })
    })
}

/// What one run of each took, in microseconds.
pub(crate) struct Measured {
    pub(crate) median: f64,
    pub(crate) floor_median: f64,
    pub(crate) ratio: f64,
}

/// Measures two pieces of work in turns, `rounds` times some 200 µs of each, and takes the median of each and the
/// median of the ratios of neighbours.
pub(crate) fn compare(sanad: &Run<'_>, floor: &Run<'_>, rounds: usize) -> Measured {
    let times = |run: &Run<'_>| {
        run(3);
        let once = run(4).as_secs_f64() / 4.0;
        whole(2e-4 / once)
    };
    let (sanad_times, floor_times) = (times(sanad), times(floor));
    let mut rounds: Vec<(f64, f64)> = (0..rounds)
        .map(|round| {
            let sanad = || micros(sanad(sanad_times), sanad_times);
            let floor = || micros(floor(floor_times), floor_times);
            // Neither always goes first.
            if round % 2 == 0 {
                let first = sanad();
                (first, floor())
            } else {
                let first = floor();
                (sanad(), first)
            }
        })
        .collect();
    let median = median_of(rounds.iter().map(|(sanad, _)| *sanad));
    let floor_median = median_of(rounds.iter().map(|(_, floor)| *floor));
    let ratio = median_of(rounds.drain(..).map(|(sanad, floor)| sanad / floor));
    Measured { median, floor_median, ratio }
}

/// The median time of one piece of work, in microseconds.
pub(crate) fn alone(run: &Run<'_>, rounds: usize) -> f64 {
    run(3);
    let times = whole(2e-4 / (run(4).as_secs_f64() / 4.0));
    median_of((0..rounds).map(|_| micros(run(times), times)))
}

/// The processor time of one piece of work in microseconds, the least of some rounds of at least 50 ms: so that what
/// else goes on does not count.
pub(crate) fn processor(run: &Run<'_>, rounds: usize) -> f64 {
    run(3);
    let times = whole(5e-2 / (run(4).as_secs_f64() / 4.0));
    let round = |_| {
        let begun = processor_time();
        run(times);
        micros(processor_time().saturating_sub(begun), times)
    };
    (0..rounds).map(round).fold(f64::INFINITY, f64::min)
}

/// What this thread has had of a processor: others on the machine do not count. Where Linux does not tell, the clock.
pub(crate) fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|numbers| numbers.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

pub(crate) fn median_of(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

fn micros(duration: Duration, times: u32) -> f64 {
    duration.as_secs_f64() * 1e6 / f64::from(times)
}

fn whole(times: f64) -> u32 {
    #[expect(clippy::as_conversions, reason = "clamped to a range that every u32 holds")]
    let times = times.clamp(1.0, 1000.0) as u32;
    times
}
