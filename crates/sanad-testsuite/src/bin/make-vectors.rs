//! Writes `test-vectors/` anew: `cargo run -p sanad-testsuite --bin make-vectors`.

use std::process::ExitCode;

use sanad_testsuite::tree::Tree;
use sanad_testsuite::vector;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool says what it did")]
fn main() -> ExitCode {
    let made = vector::build();
    let folder = Tree::committed();
    match made.write(&folder) {
        Ok(()) => {
            println!("{} files, {} bytes of them badges", made.names().count(), made.size_of("badge/"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
