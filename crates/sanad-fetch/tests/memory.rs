//! Whatever a server sends, memory stays bounded. One test, alone in its process: it measures the process.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test stops where it goes wrong")]

#[path = "fetching/server.rs"]
mod server;

use std::fs;
use std::io::Write as _;
use std::time::Duration;

use sanad_core::code::Code;
use sanad_fetch::allowed::Allowed;
use sanad_fetch::expected::Expected;
use sanad_fetch::https::Https;
use sanad_fetch::retrieve::{Budget, retrieve};
use sanad_verifier::evidence::NeedKind;

use server::{Authority, Server, send_json};

const MIB: usize = 1 << 20;
const JSON: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json";

/// A line of `/proc/self/status` in bytes.
fn status(name: &str) -> usize {
    let text = fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap() << 10
}

/// How far above `base` the process's memory rises. The server is in the same process, and what an earlier act has
/// given back may still be counted, so this is an upper bound.
fn peak_above(base: usize, act: impl FnOnce()) -> usize {
    fs::write("/proc/self/clear_refs", "5").unwrap();
    act();
    status("VmHWM:").saturating_sub(base)
}

#[test]
fn an_answer_takes_no_more_memory_than_it_may_have_bytes() {
    let authority = Authority::new();
    let server = Server::start(authority.certify("academy.example"), |path, stream| match path {
        "/endless" => {
            write!(stream, "{JSON}\r\nTransfer-Encoding: chunked\r\n\r\n")?;
            loop {
                write!(stream, "4000\r\n{}\r\n", " ".repeat(0x4000))?;
            }
        }
        "/says-large" => {
            write!(stream, "{JSON}\r\nContent-Length: 9999999999\r\n\r\n")?;
            loop {
                stream.write_all(&[b' '; 0x4000])?;
            }
        }
        "/endless-head" => {
            write!(stream, "{JSON}\r\nX: ")?;
            loop {
                stream.write_all(&[b'a'; 0x4000])?;
            }
        }
        _ => send_json(stream, b"{}"),
    });
    let client = Https::new()
        .with_root_certificates(authority.pem.as_bytes())
        .unwrap()
        .allow(Allowed::at("academy.example", 443, server.address).unwrap());
    let ask = |path: &str, expected: Expected| {
        let url = format!("https://academy.example{path}");
        let answer = retrieve(&client, &url, expected, &mut Budget::of(8, Duration::from_secs(60)));
        answer.map(drop).map_err(|error| error.code())
    };
    let document = Expected::Need(NeedKind::ControllerDocument);
    // What the first connection sets up once is not what an answer costs.
    assert_eq!(ask("/", document), Ok(()));
    let base = status("VmRSS:");
    for (path, expected, bound) in [
        ("/says-large", Expected::Badge, MIB),
        ("/endless-head", document, MIB),
        // Twice what may come, as a growing buffer is copied, and the buffers of both sides.
        ("/endless", document, 4 * MIB),
        ("/endless", Expected::Need(NeedKind::StatusList), 12 * MIB),
        ("/endless", Expected::Badge, 40 * MIB),
    ] {
        let mut code = Ok(());
        let peak = peak_above(base, || code = ask(path, expected));
        assert_eq!(code, Err(Code::FetchTooLarge), "{path}");
        assert!(peak < bound, "{path} as {}: {peak} bytes, more than {bound}", expected.as_str());
    }
    // The measure measures: something kept is seen.
    let mut kept = Vec::new();
    assert!(peak_above(base, || kept.resize(64 * MIB, 1_u8)) > 60 * MIB);
}
