//! What something costs: the time of one thread, the memory of the process, on a stack of 512 KiB.

use std::process::Command;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::HEAP;

/// The stack on which everything runs: the least that a thread is given anywhere that we know of.
const STACK: usize = 512 << 10;

/// How much more time is allowed in a build for tests, whose code is hardly optimised, than in one for use.
const SLOWER: u32 = if cfg!(debug_assertions) { 5 } else { 1 };

/// What cost too much in this process.
static COMPLAINTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// What a row of the table allows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    time: Duration,
    memory: usize,
}

impl Bound {
    /// So many milliseconds of a processor in a build for use, and so many KiB on top of what is held already.
    pub(crate) const fn new(milliseconds: u64, kibibytes: usize) -> Self {
        Self { time: Duration::from_millis(milliseconds), memory: kibibytes << 10 }
    }

    /// For input of so many bytes: 16 MiB and 16 times the input at most, whatever the row says.
    const fn for_input(self, bytes: usize) -> Self {
        let rule = (16 << 20) + 16 * bytes;
        Self { memory: if self.memory < rule { self.memory } else { rule }, ..self }
    }

    /// Does something with input of so many bytes, says what it costs, and complains if that is too much; tried again if
    /// the time was, for others disturb it. What it gives counts as well. Within [`apart`], which fails where there are
    /// complaints, and where nobody else allocates.
    pub(crate) fn holds<T: Send>(self, name: &str, bytes: usize, act: impl Fn() -> T + Sync) -> T {
        let bound = self.for_input(bytes);
        let mut best: Option<(T, Duration, usize)> = None;
        for _ in 0..3 {
            let measured = on_a_small_stack(|| {
                HEAP.reset_peak_usage();
                let (before, begun) = (HEAP.current_usage(), processor_time());
                let result = act();
                let time = processor_time().saturating_sub(begun);
                (result, time, HEAP.peak_usage().saturating_sub(before))
            });
            if best.as_ref().is_none_or(|(_, time, _)| measured.1 < *time) {
                best = Some(measured);
            }
            if best.as_ref().is_some_and(|(_, time, _)| *time <= bound.time * SLOWER) {
                break;
            }
        }
        let Some((result, time, memory)) = best else { panic!("three tries and none") };
        println!("{time:10.1?} {:>6} KiB  {name}", memory >> 10);
        let mut complaints = COMPLAINTS.lock().unwrap_or_else(PoisonError::into_inner);
        if time > bound.time * SLOWER {
            complaints.push(format!("{name}: {time:?}, and {:?} are allowed", bound.time * SLOWER));
        }
        if memory > bound.memory {
            complaints.push(format!("{name}: {memory} bytes, and {} are allowed", bound.memory));
        }
        result
    }
}

fn on_a_small_stack<T: Send>(act: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let small = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, act);
        let small = small.unwrap_or_else(|error| panic!("no thread: {error}"));
        small.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Runs a test in a process of its own, where nothing else takes memory: the calling test, by its name, starts itself
/// anew.
pub(crate) fn apart(test: &str, body: impl FnOnce()) {
    const APART: &str = "SANAD_TEST_APART";
    if std::env::var_os(APART).is_some() {
        body();
        let complaints = complaints();
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        return;
    }
    let itself = std::env::current_exe().unwrap_or_else(|error| panic!("a test is a program: {error}"));
    let arguments = ["--exact", test, "--nocapture", "--test-threads=1"];
    let output = Command::new(itself).args(arguments).env(APART, "1").output();
    let output = output.unwrap_or_else(|error| panic!("{test}: {error}"));
    let [told, complained] =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    println!("{told}");
    assert!(output.status.success() && told.contains("1 passed"), "{test}\n{told}{complained}");
}

/// What cost too much since this was asked for last.
fn complaints() -> Vec<String> {
    std::mem::take(&mut *COMPLAINTS.lock().unwrap_or_else(PoisonError::into_inner))
}

/// How long this thread has had a processor, where Linux tells; elsewhere the time that has passed.
fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|numbers| numbers.split(' ').next()?.parse().ok())
        .map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// A measure that measured nothing would let everything pass.
#[test]
fn what_is_measured_is_there() {
    const FULL: usize = 20 << 20;
    let busy = |bytes: usize| {
        let bytes: Vec<u8> = (0..u32::try_from(bytes).unwrap()).map(|at| at.to_le_bytes()[1]).collect();
        std::hint::black_box(&bytes).iter().map(|byte| u64::from(*byte)).sum::<u64>()
    };
    apart("cost::what_is_measured_is_there", || {
        let complains = |bound: Bound, bytes: usize| {
            assert!(bound.holds("20 MiB", bytes, || busy(FULL)) > 0);
            !complaints().is_empty()
        };
        assert!(!complains(Bound::new(60_000, (FULL >> 10) + 1), FULL), "enough");
        assert!(complains(Bound::new(60_000, (FULL >> 10) - 1), FULL), "memory");
        assert!(complains(Bound::new(0, (FULL >> 10) + 1), FULL), "time");
        assert!(
            complains(Bound::new(60_000, (FULL >> 10) + 1), 0),
            "the rule: 16 MiB where there is no input"
        );
    });
}
