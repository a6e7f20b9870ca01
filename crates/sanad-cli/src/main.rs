//! The tool `sanad`: issue and verify digital badges.

mod accreditation_words;
mod args;
mod batch;
mod command;
mod compose;
mod draft;
mod facts;
mod fail;
mod fetching;
mod file;
mod imported;
mod key_file;
mod list_page;
mod render;
mod seen;
mod signing;
mod state_file;
mod template;
mod text;
mod trust_folder;
mod trusting;
mod vectors;
mod working_list;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use crate::args::status::Status;
use crate::args::vectors::Vectors;
use crate::args::{Command, Sanad};
use crate::command::{
    Answer, accredit, bake, demo, explain, extract, inspect, issue, issue_batch, keygen, status, trust,
    vectors as vectors_command, verify, verify_batch,
};
use crate::fail::Failure;

/// Usage, or input and output: the question could not be asked. `spec/report.md#exit-codes`
const COULD_NOT_ASK: u8 = 2;

fn main() -> ExitCode {
    let code = match Sanad::try_parse() {
        Ok(sanad) => match run(sanad.command).and_then(print) {
            Ok(code) => code,
            Err(failure) => complain(&failure.to_string()),
        },
        Err(error) if error.use_stderr() => {
            complain(&args::usage(&error, &std::env::args().skip(1).collect::<Vec<_>>()))
        }
        // `--help` and `--version` are what was asked for.
        Err(error) => print(Answer { data: error.render().to_string(), ..Answer::default() })
            .unwrap_or_else(|failure| complain(&failure.to_string())),
    };
    ExitCode::from(code)
}

fn run(command: Command) -> Result<Answer, Failure> {
    match command {
        Command::Keygen(asked) => keygen::run(&asked),
        Command::Issue(asked) if asked.batch => issue_batch::run(&asked, &mut io::stdout().lock()),
        Command::Issue(asked) => issue::run(&asked),
        Command::Verify(asked) if asked.rows.batch => verify_batch::run(&asked, &mut io::stdout().lock()),
        Command::Verify(asked) => verify::run(&asked),
        Command::Inspect(asked) => inspect::run(&asked),
        Command::Explain(asked) => explain::run(&asked),
        Command::Bake(asked) => bake::run(&asked),
        Command::Extract(asked) => extract::run(&asked),
        Command::Status(Status::New(asked)) => status::new(&asked),
        Command::Status(Status::Set(asked)) => status::set(&asked),
        Command::Status(Status::Get(asked)) => status::get(&asked),
        Command::Accredit(asked) => accredit::run(&asked),
        Command::Trust(asked) => trust::run(&asked),
        Command::Vectors(Vectors::Run(asked)) => vectors_command::run(&asked),
        Command::Vectors(Vectors::Answer(_)) => {
            vectors_command::answer(&mut io::stdin().lock(), &mut io::stdout().lock())
        }
        Command::Demo(asked) => demo::run(&asked),
    }
}

/// Prints an answer. One that did not get through is a failure, whatever it said.
fn print(answer: Answer) -> Result<u8, Failure> {
    let mut out = io::stdout().lock();
    out.write_all(answer.data.as_bytes()).and_then(|()| out.flush()).map_err(|error| {
        let message = format!("cannot write to standard output: {}", file::words(&error));
        Failure::new(message, "the answer is lost; files that were asked for are written")
            .coded("cli.write_failed")
    })?;
    complain(&answer.words);
    Ok(answer.exit.code())
}

/// Prints words to standard error, and gives the code that goes with an error.
fn complain(words: &str) -> u8 {
    // If even this fails there is nobody left to tell; the exit code still does.
    let _ = io::stderr().lock().write_all(words.as_bytes());
    COULD_NOT_ASK
}
