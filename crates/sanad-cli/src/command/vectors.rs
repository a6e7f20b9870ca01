//! `sanad vectors`: any verifier, held against the test vectors. `spec/vector-runner.md`

use std::io::{BufRead, Read as _, Write};
use std::time::Duration;

use sanad_core::json::{Json, Object};
use sanad_core::limits::Limits;

use super::{Answer, Exit};
use crate::args::vectors::VectorsRun;
use crate::fail::Failure;
use crate::file;
use crate::text::safe;
use crate::vectors::answer::answer as answer_line;
use crate::vectors::case::{Case, Corpus};
use crate::vectors::exceptions::Exceptions;
use crate::vectors::matrix::{Matrix, Outcome};
use crate::vectors::program::{Program, Reply};
use crate::vectors::{needed, object, text, texts};

/// Questions without an answer, one after the other, after which the program is given up.
const VAIN_QUESTIONS: usize = 20;

/// What a program said about a vector.
struct Said {
    verdict: String,
    codes: Vec<String>,
    detail: String,
}

/// A vector that was answered otherwise than expected.
struct Difference<'c> {
    case: &'c Case,
    outcome: Outcome,
    said: Said,
}

/// Asks the program about every vector.
pub(crate) fn run(asked: &VectorsRun) -> Result<Answer, Failure> {
    let corpus = Corpus::read(&asked.folder)?;
    let mut exceptions = asked.exceptions.as_deref().map(Exceptions::read).transpose()?.unwrap_or_default();
    let mut program = Program::new(&asked.program, Duration::from_secs(asked.timeout));
    let bare = |case: &Case| case.name.trim_start_matches("badge/").to_owned();
    let chosen =
        |case: &&Case| asked.only.is_empty() || asked.only.iter().any(|only| bare(case).starts_with(only));
    let cases: Vec<&Case> = corpus.cases.iter().filter(chosen).collect();
    if cases.is_empty() {
        return Err(Failure::new(
            "there is no such vector",
            "--only takes the beginning of a name, such as jwt",
        ));
    }
    let mut matrix = Matrix::default();
    let mut differences = Vec::new();
    let mut vain = 0;
    for case in &cases {
        let said = match program.ask(case.question(&asked.folder)?)? {
            Reply::Line(line) => read(&line),
            Reply::Late => Err(format!("no answer in {} s", asked.timeout)),
            Reply::Ended => Err("the program ended".to_owned()),
        };
        let (said, outcome) = match said {
            Ok(said) => {
                vain = 0;
                let outcome = Outcome::of(&said.verdict, &case.verdict);
                (said, outcome)
            }
            Err(why) => {
                // Whatever it says next may be to an earlier question.
                program.stop();
                vain += 1;
                let said = Said { verdict: "error".to_owned(), codes: Vec::new(), detail: why };
                (said, Outcome::Failed)
            }
        };
        if vain == VAIN_QUESTIONS {
            let message =
                format!("`{}` has not answered {vain} questions in a row: {}", asked.program, said.detail);
            return Err(Failure::new(message, "ask it one by hand: spec/vector-runner.md has an example"));
        }
        matrix.count(case, outcome, &said.codes);
        if !outcome.is_fine() && !exceptions.takes(&case.name, &said.verdict) {
            differences.push(Difference { case, outcome, said });
        }
    }
    let stale = exceptions.stale(cases.iter().map(|case| case.name.as_str()));
    let exit = if differences.is_empty() && stale.is_empty() { Exit::Done } else { Exit::Rejected };
    let data = if asked.json {
        to_json(asked, &corpus, &matrix, (&differences, &stale))
    } else {
        words(&corpus, &matrix, (&differences, &stale))
    };
    Ok(Answer { data, exit, ..Answer::default() })
}

/// An answer, if it is one.
fn read(line: &[u8]) -> Result<Said, String> {
    let said = object(line).map_err(|why| format!("no answer: {why}"))?;
    let verdict = needed(&said, "verdict")?.to_owned();
    if !["accept", "reject", "undecided", "unsupported", "error"].contains(&verdict.as_str()) {
        return Err(format!("`{verdict}` is no verdict"));
    }
    let detail = text(&said, "detail")?.unwrap_or_default().to_owned();
    Ok(Said { verdict, codes: texts(&said, "codes")?, detail })
}

fn words(corpus: &Corpus, matrix: &Matrix, (differences, stale): (&[Difference<'_>], &[String])) -> String {
    let mut words = matrix.table(corpus);
    if !differences.is_empty() {
        words.push('\n');
    }
    for Difference { case, said, .. } in differences {
        let codes = said.codes.iter().chain((!said.detail.is_empty()).then_some(&said.detail));
        let why = codes.map(|code| safe(code, 200)).collect::<Vec<_>>().join(", ");
        let why = if why.is_empty() { why } else { format!(" ({why})") };
        let line =
            format!("{}: {}{why}, expected {}. {}\n", case.name, said.verdict, case.verdict, case.comment);
        words.push_str(&line);
    }
    for case in stale {
        words.push_str(&format!("{case}: the exception no longer applies\n"));
    }
    words
}

fn to_json(
    asked: &VectorsRun,
    corpus: &Corpus,
    matrix: &Matrix,
    (differences, stale): (&[Difference<'_>], &[String]),
) -> String {
    let differences = differences.iter().map(|Difference { case, outcome, said }| {
        Json::Object(
            Object::new()
                .with("case", case.name.as_str())
                .with("expected", case.verdict.as_str())
                .with("answer", said.verdict.as_str())
                .with("outcome", outcome.word())
                .with("codes", said.codes.clone())
                .with("detail", said.detail.as_str()),
        )
    });
    let whole = Object::new()
        .with("program", asked.program.as_str())
        .with("matrix", matrix.to_object(corpus))
        .with("differences", Json::Array(differences.collect()))
        .with("staleExceptions", stale.to_vec());
    format!("{}\n", whole.to_pretty().trim_end())
}

/// Answers every line until there are no more.
pub(crate) fn answer(input: &mut dyn BufRead, output: &mut dyn Write) -> Result<Answer, Failure> {
    let limit = u64::try_from(Limits::VECTOR_QUESTION.document_bytes).unwrap_or(u64::MAX);
    loop {
        let mut line = Vec::new();
        let read = input.take(limit).read_until(b'\n', &mut line);
        let count = read.map_err(|error| {
            Failure::new(format!("cannot read standard input: {}", file::words(&error)), "ask again")
        })?;
        if count == 0 {
            return Ok(Answer::default());
        }
        let answer = format!("{}\n", answer_line(line.trim_ascii_end()));
        output.write_all(answer.as_bytes()).and_then(|()| output.flush()).map_err(|error| {
            let message = format!("cannot write to standard output: {}", file::words(&error));
            Failure::new(message, "whoever asked has left").coded("cli.write_failed")
        })?;
    }
}
