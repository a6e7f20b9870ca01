//! Somebody's verifier as a program that runs beside: asked a line, given so long for its own. `spec/vector-runner.md#conversation`

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::fail::Failure;
use crate::file;

/// Bytes of an answer. 1 MiB: it is a verdict, some codes and a sentence.
const ANSWER_BYTES: u64 = 1 << 20;

/// The program, started when it is first asked, and anew after it has failed.
#[derive(Debug)]
pub(crate) struct Program {
    command: String,
    patience: Duration,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    questions: Sender<String>,
    answers: Receiver<Vec<u8>>,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// A line.
    Line(Vec<u8>),
    /// Nothing, and its time is over.
    Late,
    /// Nothing, and the program has ended.
    Ended,
}

impl Program {
    /// A program by its words, and how long it may take for an answer.
    pub(crate) fn new(command: &str, patience: Duration) -> Self {
        Self { command: command.to_owned(), patience, running: None }
    }

    /// Asks one question. After [`Reply::Late`] and [`Reply::Ended`] the next one is for a new run of the program.
    ///
    /// # Errors
    /// [`Failure`] if the program cannot be started.
    pub(crate) fn ask(&mut self, question: String) -> Result<Reply, Failure> {
        if self.running.is_none() {
            self.running = Some(Running::start(&self.command)?);
        }
        let Some(running) = &self.running else { return Ok(Reply::Ended) };
        // A program that reads no more shows in that it says no more.
        let _ = running.questions.send(question);
        match running.answers.recv_timeout(self.patience) {
            Ok(line) => Ok(Reply::Line(line)),
            Err(ended) => {
                self.stop();
                Ok(if ended == RecvTimeoutError::Timeout { Reply::Late } else { Reply::Ended })
            }
        }
    }

    /// Ends the program, whatever it is doing.
    pub(crate) fn stop(&mut self) {
        if let Some(mut running) = self.running.take() {
            let _ = running.child.kill();
            let _ = running.child.wait();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Running {
    fn start(command: &str) -> Result<Self, Failure> {
        let mut words = command.split_whitespace();
        let not_started = |why: &str| {
            let message = format!("cannot start `{command}`: {why}");
            Failure::new(message, "give the program and its words, parted by spaces; or a script of yours")
        };
        let name = words.next().ok_or_else(|| not_started("it has no name"))?;
        let mut child = Command::new(name)
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| not_started(&file::words(&error)))?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(not_started("it has no standard input and output"));
        };
        // Threads of their own: a program that does not read must not keep us from looking at the clock.
        let (questions, to_ask) = channel::<String>();
        thread::spawn(move || {
            for question in to_ask {
                let line = [question.as_bytes(), b"\n"].concat();
                if stdin.write_all(&line).and_then(|()| stdin.flush()).is_err() {
                    return;
                }
            }
        });
        let (told, answers) = channel();
        thread::spawn(move || {
            let mut reader = BufReader::new(stdout);
            loop {
                let mut line = Vec::new();
                let read = reader.by_ref().take(ANSWER_BYTES).read_until(b'\n', &mut line);
                if !matches!(read, Ok(1..)) || told.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, questions, answers })
    }
}
