//! What something costs: the time of one thread, and the memory of a process.

use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// What an act has cost.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Cost {
    /// The time that the thread has had a processor, once on average.
    pub time: Duration,
    /// The bytes that the process has had beyond what it had before; where Linux tells.
    pub memory: Option<usize>,
}

const TIMES: u32 = 5;

/// Does something a few times and tells what it gives and what it costs. Within [`apart`], else memory that was freed
/// before and that the allocator kept is not seen.
pub fn of<T>(act: impl Fn() -> T) -> (T, Cost) {
    let memory = extra_memory(|| drop(act()));
    let begun = processor_time();
    // The clock of the scheduler moves in steps of some milliseconds: too coarse for one run of a quick act.
    (1..TIMES).for_each(|_| drop(act()));
    let result = act();
    let time = processor_time().saturating_sub(begun) / TIMES;
    (result, Cost { time, memory })
}

/// Runs a test in a process of its own, whose allocator gives back every large block when it is freed: the calling
/// test, by its name, starts itself anew.
///
/// # Panics
/// If the test fails there.
#[expect(clippy::print_stdout, clippy::expect_used, reason = "part of a test")]
pub fn apart(test: &str, body: impl FnOnce()) {
    const APART: &str = "SANAD_TEST_APART";
    if std::env::var_os(APART).is_some() {
        return body();
    }
    let itself = std::env::current_exe().expect("a test is a program");
    let output = Command::new(itself)
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(APART, "1")
        .env("MALLOC_MMAP_THRESHOLD_", "65536")
        .env("MALLOC_TRIM_THRESHOLD_", "65536")
        .output()
        .expect("a test that starts");
    let [told, complained] =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    println!("{told}");
    assert!(output.status.success() && told.contains("1 passed"), "{test}\n{told}{complained}");
}

fn extra_memory(act: impl FnOnce()) -> Option<usize> {
    // The highest mark of this process begins anew.
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    let before = kibibytes("VmRSS:")?;
    act();
    Some(kibibytes("VmHWM:")?.saturating_sub(before) << 10)
}

fn kibibytes(row: &str) -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(row)?.split_ascii_whitespace().next()?.parse().ok())
}

fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|numbers| numbers.split(' ').next()?.parse().ok())
        .map_or_else(|| START.elapsed(), Duration::from_nanos)
}
