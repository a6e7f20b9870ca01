//! Measures sanad against the least work that the same answers need, in one process and in turns.
//!
//! `cargo run --release -p sanad-bench` prints a table, with `--json` one JSON line per suite, operation and badge.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program whose output is its purpose")]
#![expect(
    clippy::indexing_slicing,
    reason = "the floor knows three documents, and a wrong place in one must stop the bench"
)]

mod accreditation;
mod badges;
mod cases;
mod floor;
mod growth;
mod measure;
mod sizes;
mod suite;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};

use sanad_core::badge::SignedBadge;
use sanad_core::signer::Signer as _;
use sanad_verifier::verify::Verifier;

use crate::badges::{Badge, World};
use crate::suite::Suite;

const USAGE: &str = "\
sanad-bench [--json] [--rounds N]   sanad against the floor
sanad-bench --steps                 where the time of a verification goes
sanad-bench --sizes                 bytes of badges, reports and status lists
sanad-bench --growth FILE.svg       how the time of a verification grows with the badge
sanad-bench --badges N SUITE        N full badges that differ, one on each line, for a batch
sanad-bench --world FOLDER          a badge, and what is needed to verify it
sanad-bench --peers                 libraries of others on the same badges; needs node, python3 and the network
sanad-bench --count                 every operation a few times, for an instruction counter
sanad-bench --loop SUITE OP BADGE   one row again and again for some seconds, for a profiler
sanad-bench --loop-floor SUITE OP BADGE   the same of the floor
sanad-bench --accreditation         fifty thousand institutions in lists, and a thousand of their badges
sanad-bench --first SUITE BADGE     the first verification of a process, in nanoseconds";

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match bench(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn bench(arguments: &[String]) -> Result<(), Failure> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => compare(Output::Table, 300),
        ["--json"] => compare(Output::Lines, 300),
        ["--rounds", rounds] => compare(Output::Table, rounds.parse()?),
        ["--json", "--rounds", rounds] => compare(Output::Lines, rounds.parse()?),
        ["--steps"] => steps(),
        ["--sizes"] => sizes(),
        ["--growth", file] => growth(file),
        ["--badges", count, suite] => badges_for_a_batch(count.parse()?, suite),
        ["--world", folder] => world(Path::new(folder)).map(|arguments| println!("{arguments}")),
        ["--peers"] => peers(),
        ["--count"] => count(),
        ["--loop", suite, operation, badge] => repeat([suite, operation, badge], |case| &case.sanad),
        ["--loop-floor", suite, operation, badge] => repeat([suite, operation, badge], |case| &case.floor),
        ["--accreditation"] => accreditation::measure(),
        ["--accreditation-of", folder, stage] => accreditation::stage(folder, stage),
        ["--first", suite, badge] => first(suite, badge),
        _ => Err(USAGE.into()),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Output {
    Table,
    Lines,
}

impl Output {
    fn row(self, suite: Suite, operation: &str, badge: Badge, median: f64, floor: f64, ratio: f64) {
        let (suite, badge) = (suite.name(), badge.name());
        match self {
            Self::Table => {
                println!("{suite:<16} {operation:<12} {badge:<8} {median:>9.2} {floor:>9.2} {ratio:>6.2}")
            }
            Self::Lines => println!(
                "{{\"suite\":\"{suite}\",\"op\":\"{operation}\",\"badge\":\"{badge}\",\"median_us\":{median:.2},\
                 \"floor_us\":{floor:.2},\"ratio\":{ratio:.3}}}"
            ),
        }
    }
}

fn compare(output: Output, rounds: usize) -> Result<(), Failure> {
    let world = World::new()?;
    let verifier = Verifier::new(&world.anchors, &world.evidence);
    let cases = cases::all(&world, &verifier)?;
    if output == Output::Table {
        for badge in Badge::ALL {
            let bytes = cases::signed(&world, Suite::Rdfc, badge)?.len();
            println!("{:<8} {bytes} bytes", badge.name());
        }
        println!("\nsuite            operation    badge           µs     floor  ratio");
    }
    for case in &cases {
        let measured = measure::compare(&case.sanad, &case.floor, rounds);
        let measure::Measured { median, floor_median, ratio } = measured;
        output.row(case.suite, case.operation.name(), case.badge, median, floor_median, ratio);
        // The first one of a process reads and compiles the contexts.
        if case.operation == cases::Operation::Verify {
            let cold = cold(case.suite, case.badge)?;
            output.row(case.suite, "verify_cold", case.badge, cold, floor_median, cold / floor_median);
        }
    }
    Ok(())
}

/// The median of the first verification in twenty processes, in microseconds.
fn cold(suite: Suite, badge: Badge) -> Result<f64, Failure> {
    let this = std::env::current_exe()?;
    let mut times = Vec::new();
    for _ in 0..20 {
        let output = Command::new(&this).args(["--first", suite.name(), badge.name()]).output()?;
        times.push(String::from_utf8(output.stdout)?.trim().parse::<f64>()? / 1000.0);
    }
    Ok(measure::median_of(times.into_iter()))
}

/// Badges are issued by the parent: issuing here would warm what is to be cold. They come in by a file.
fn first(suite: &str, badge: &str) -> Result<(), Failure> {
    let suite = Suite::ALL.into_iter().find(|known| known.name() == suite).ok_or(USAGE)?;
    let badge = Badge::ALL.into_iter().find(|known| known.name() == badge).ok_or(USAGE)?;
    let this = std::env::current_exe()?;
    let file = this.with_file_name(format!("sanad-bench-{}-{}.badge", suite.name(), badge.name()));
    let key = sanad_core::signer::SigningKey::from_seed(&badges::SEED).public_key();
    if !file.exists() || std::fs::metadata(&file)?.modified()? < std::fs::metadata(&this)?.modified()? {
        std::fs::write(&file, cases::signed(&World::new()?, suite, badge)?)?;
        // What was just made is warm; the next process measures.
        let output = Command::new(&this).args(["--first", suite.name(), badge.name()]).output()?;
        print!("{}", String::from_utf8(output.stdout)?);
        return Ok(());
    }
    let bytes = std::fs::read(&file)?;
    let start = std::time::Instant::now();
    let good = SignedBadge::read(&bytes).is_ok_and(|badge| badge.check_proof(&key).is_ok());
    let elapsed = start.elapsed();
    if !good {
        return Err("the badge does not verify".into());
    }
    println!("{}", elapsed.as_nanos());
    Ok(())
}

/// One side of one row for five seconds, for a profiler to look at.
fn repeat(
    row: [&str; 3],
    side: impl for<'c, 'w> Fn(&'c cases::Case<'w>) -> &'c measure::Run<'w>,
) -> Result<(), Failure> {
    let world = World::new()?;
    let verifier = Verifier::new(&world.anchors, &world.evidence);
    let cases = cases::all(&world, &verifier)?;
    let name = |case: &cases::Case<'_>| [case.suite.name(), case.operation.name(), case.badge.name()];
    let run = side(cases.iter().find(|case| name(case) == row).ok_or(USAGE)?);
    let begun = std::time::Instant::now();
    while begun.elapsed().as_secs() < 5 {
        run(100);
    }
    Ok(())
}

fn steps() -> Result<(), Failure> {
    let world = World::new()?;
    let verifier = Verifier::new(&world.anchors, &world.evidence);
    println!("eddsa-rdfc-2022, full badge, warm, each step alone, µs");
    for (name, run) in cases::steps(&world, &verifier)? {
        println!("{name:<46} {:>8.2}", measure::alone(&run, 300));
    }
    Ok(())
}

fn sizes() -> Result<(), Failure> {
    let world = World::new()?;
    let verifier = Verifier::new(&world.anchors, &world.evidence);
    println!("suite            badge      bytes  report");
    for row in sizes::badges(&world, &verifier)? {
        println!("{row}");
    }
    println!("\nlist: places, set, bytes");
    for row in sizes::lists(&world)? {
        println!("{row}");
    }
    Ok(())
}

fn growth(file: &str) -> Result<(), Failure> {
    let lines = growth::measure(&World::new()?)?;
    for line in &lines {
        for (bytes, micros) in &line.points {
            let each = micros * 1000.0 / bytes;
            println!("{:<28} {bytes:>9} {micros:>10.1} {each:>7.2} ns a byte", line.name);
        }
    }
    std::fs::write(file, growth::svg(&lines))?;
    Ok(())
}

/// So many full badges that differ, each on its line.
fn badges_for_a_batch(count: u32, suite: &str) -> Result<(), Failure> {
    let suite = Suite::ALL.into_iter().find(|known| known.name() == suite).ok_or(USAGE)?;
    let world = World::new()?;
    let issuer = world.issuer(suite, Badge::Full);
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    for learner in 0..count {
        let issued = world.issue(suite, &issuer, badges::full_for(learner)?);
        output.write_all(&cases::as_sent(&issued.ok_or("a badge was not issued")?)?)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(())
}

/// What `sanad verify` needs to judge the bench's badges: the documents, one badge of each suite, and its arguments.
fn world(folder: &Path) -> Result<String, Failure> {
    let world = World::new()?;
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("did.json"), &world.document)?;
    std::fs::write(folder.join("list.json"), &world.list)?;
    for suite in Suite::ALL {
        let bytes = cases::signed(&world, suite, Badge::Full)?;
        std::fs::write(folder.join(format!("{}.badge", suite.name())), bytes)?;
    }
    Ok(format!("--offline --at {} --issuer {}", badges::JUDGED, badges::ACADEMY))
}

/// What the script beside this says of each.
fn peers() -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("sanad-bench-{}", std::process::id()));
    world(&folder)?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/peers/run");
    let ended = Command::new(script).arg(&folder).status();
    std::fs::remove_dir_all(&folder)?;
    if ended?.success() { Ok(()) } else { Err("the peers were not measured".into()) }
}

/// How often each operation is done in one measured region.
const COUNTED: u32 = 4;

/// Four measured regions for each row, of which the first and third only warm: sanad, sanad, floor, floor. The names
/// of the rows go to standard output, with the number of operations in a region.
fn count() -> Result<(), Failure> {
    let world = World::new()?;
    let verifier = Verifier::new(&world.anchors, &world.evidence);
    for case in cases::all(&world, &verifier)? {
        for run in [&case.sanad, &case.floor] {
            run(COUNTED);
            run(COUNTED);
        }
        println!("{} {} {} {COUNTED}", case.suite.name(), case.operation.name(), case.badge.name());
    }
    Ok(())
}
