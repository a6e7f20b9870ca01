//! What a hostile server, a hostile name and a hostile certificate can do: nothing but waste a bounded time. `spec/fetch.md`

#![expect(clippy::unwrap_used, reason = "a test stops where it goes wrong")]

use std::io::{self, Write as _};
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use sanad_core::code::Code;
use sanad_fetch::allowed::Allowed;
use sanad_fetch::error::FetchError;
use sanad_fetch::expected::Expected;
use sanad_fetch::gather::gather;
use sanad_fetch::https::Https;
use sanad_fetch::retrieve::{Budget, retrieve};
use sanad_verifier::evidence::{Evidence, Need, NeedKind};

use crate::server::{Authority, Server, Stream, drip, finish, send, send_json};

const HOST: &str = "academy.example";

/// Trusts the authority, and finds the host at the server.
fn client(authority: &Authority, server: &Server) -> Https {
    Https::new()
        .with_root_certificates(authority.pem.as_bytes())
        .unwrap()
        .allow(Allowed::at(HOST, 443, server.address).unwrap())
}

fn ask(client: &Https, path: &str, kind: NeedKind, time: Duration) -> Result<Vec<u8>, FetchError> {
    let mut budget = Budget::of(8, time);
    retrieve(client, &format!("https://{HOST}{path}"), Expected::Need(kind), &mut budget)
}

/// A server that does whatever its paths say.
fn misbehave(path: &str, stream: &mut Stream) -> io::Result<()> {
    let json = "200 OK\r\nContent-Type: application/json";
    let pause = Duration::from_millis(50);
    match path {
        "/good" => send_json(stream, b"{}"),
        "/good-chunked" => {
            write!(stream, "HTTP/1.1 {json}\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n")?;
            finish(stream)
        }
        "/cookie" => send(stream, &format!("{json}\r\nSet-Cookie: id=7; Path=/"), b"{}"),
        "/to-http" => send(stream, &format!("302 Found\r\nLocation: http://{HOST}/good"), b""),
        "/to-other" => send(stream, "302 Found\r\nLocation: https://elsewhere.example/good", b""),
        "/to-metadata" => send(stream, "302 Found\r\nLocation: https://169.254.169.254/latest", b""),
        "/to-file" => send(stream, "302 Found\r\nLocation: file:///etc/passwd", b""),
        "/to-good" => send(stream, "308 Moved\r\nLocation: /good", b""),
        "/to-nowhere" => send(stream, "302 Found", b""),
        "/loop" => send(stream, "302 Found\r\nLocation: /loop", b""),
        "/slow-head" => drip(stream, format!("HTTP/1.1 {json}\r\n").bytes().cycle(), pause),
        "/slow-body" => {
            write!(stream, "HTTP/1.1 {json}\r\nContent-Length: 1000\r\n\r\n")?;
            drip(stream, std::iter::repeat_n(b' ', 1000), pause)
        }
        "/silence" => {
            thread::sleep(Duration::from_secs(20));
            Ok(())
        }
        "/continue" => loop {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        },
        "/endless" => {
            write!(stream, "HTTP/1.1 {json}\r\nTransfer-Encoding: chunked\r\n\r\n")?;
            loop {
                write!(stream, "1000\r\n{}\r\n", " ".repeat(0x1000))?;
            }
        }
        "/endless-unframed" => {
            write!(stream, "HTTP/1.1 {json}\r\nConnection: close\r\n\r\n")?;
            loop {
                stream.write_all(&[b' '; 0x1000])?;
            }
        }
        "/says-large" => {
            write!(stream, "HTTP/1.1 {json}\r\nContent-Length: 9999999999\r\n\r\n")?;
            loop {
                stream.write_all(&[b' '; 0x1000])?;
            }
        }
        "/one-too-many" => send_json(stream, &vec![b' '; (1 << 20) + 1]),
        "/just-enough" => send_json(stream, &vec![b' '; 1 << 20]),
        "/endless-head" => {
            write!(stream, "HTTP/1.1 {json}\r\n")?;
            loop {
                write!(stream, "X-Filler: {}\r\n", "a".repeat(1_000))?;
            }
        }
        "/many-headers" => {
            write!(stream, "HTTP/1.1 {json}\r\n")?;
            loop {
                stream.write_all(b"X: a\r\n")?;
            }
        }
        "/long-line" => {
            write!(stream, "HTTP/1.1 {json}\r\nX-Filler: ")?;
            loop {
                stream.write_all(&[b'a'; 0x1000])?;
            }
        }
        "/portal" => send(stream, "200 OK\r\nContent-Type: text/html", b"<html>Please log in</html>"),
        "/gzip" => send(stream, &format!("{json}\r\nContent-Encoding: gzip"), b"\x1f\x8b\x08"),
        "/brotli" => send(stream, &format!("{json}\r\nContent-Encoding: identity, br"), b"{}"),
        "/truncated" => {
            write!(stream, "HTTP/1.1 {json}\r\nContent-Length: 100\r\n\r\n{{}}")?;
            finish(stream)
        }
        "/truncated-chunk" => {
            write!(stream, "HTTP/1.1 {json}\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{{}}")?;
            finish(stream)
        }
        // Nobody can tell that this is all: whoever is on the way can close a connection.
        "/cut" => {
            write!(stream, "HTTP/1.1 {json}\r\nConnection: close\r\n\r\n{{}}")?;
            stream.flush()
        }
        "/hangs-up" => Ok(()),
        "/garbage" => {
            stream.write_all(b"SSH-2.0-OpenSSH_9.9\r\n\r\n")?;
            finish(stream)
        }
        "/bad-chunk" => {
            write!(stream, "HTTP/1.1 {json}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{{}}\r\n")?;
            finish(stream)
        }
        "/partial" => send(stream, "206 Partial Content\r\nContent-Type: application/json", b"{}"),
        "/no-content" => send(stream, "204 No Content", b""),
        status => send(stream, &format!("{} Status", &status[1..]), b"{}"),
    }
}

#[test]
fn every_misbehaviour_has_its_code_and_ends_in_time() {
    let authority = Authority::new();
    let server = Server::start(authority.certify(HOST), misbehave);
    let client = client(&authority, &server);
    for path in ["/good", "/good-chunked", "/just-enough"] {
        assert!(ask(&client, path, NeedKind::ControllerDocument, Duration::from_secs(20)).is_ok(), "{path}");
    }
    for (path, code) in [
        ("/to-http", Code::FetchRedirectForbidden),
        ("/to-other", Code::FetchRedirectForbidden),
        ("/to-metadata", Code::FetchRedirectForbidden),
        ("/to-file", Code::FetchRedirectForbidden),
        ("/to-good", Code::FetchRedirectForbidden),
        ("/to-nowhere", Code::FetchUnavailable),
        ("/loop", Code::FetchRedirectForbidden),
        ("/slow-head", Code::FetchTimeout),
        ("/slow-body", Code::FetchTimeout),
        ("/silence", Code::FetchTimeout),
        ("/endless", Code::FetchTooLarge),
        ("/endless-unframed", Code::FetchUnavailable),
        ("/says-large", Code::FetchTooLarge),
        ("/one-too-many", Code::FetchTooLarge),
        ("/endless-head", Code::FetchTooLarge),
        ("/long-line", Code::FetchTooLarge),
        // The parser's own bound, before ours of bytes.
        ("/many-headers", Code::FetchUnavailable),
        ("/portal", Code::FetchContentType),
        ("/gzip", Code::FetchContentType),
        ("/brotli", Code::FetchContentType),
        ("/truncated", Code::FetchUnavailable),
        ("/truncated-chunk", Code::FetchUnavailable),
        ("/cut", Code::FetchUnavailable),
        ("/hangs-up", Code::FetchUnavailable),
        ("/garbage", Code::FetchUnavailable),
        ("/bad-chunk", Code::FetchUnavailable),
        ("/partial", Code::FetchUnavailable),
        ("/no-content", Code::FetchUnavailable),
        ("/401", Code::FetchUnavailable),
        ("/404", Code::FetchUnavailable),
        ("/410", Code::FetchUnavailable),
        ("/429", Code::FetchUnavailable),
        ("/500", Code::FetchUnavailable),
        ("/503", Code::FetchUnavailable),
    ] {
        let time = Duration::from_millis(if code == Code::FetchTimeout { 700 } else { 10_000 });
        let began = Instant::now();
        let error = ask(&client, path, NeedKind::ControllerDocument, time).expect_err(path);
        assert_eq!(error.code(), code, "{path}: {error}");
        assert!(began.elapsed() < time + Duration::from_secs(3), "{path} took {:?}", began.elapsed());
    }
}

/// ureq reads on after `100 Continue`, so that only the time ends it.
#[test]
fn a_server_that_says_continue_for_ever_is_left() {
    let authority = Authority::new();
    let server = Server::start(authority.certify(HOST), misbehave);
    let began = Instant::now();
    let answer = ask(
        &client(&authority, &server),
        "/continue",
        NeedKind::ControllerDocument,
        Duration::from_millis(700),
    );
    let code = answer.unwrap_err().code();
    assert!(matches!(code, Code::FetchTimeout | Code::FetchUnavailable | Code::FetchTooLarge), "{code}");
    assert!(began.elapsed() < Duration::from_secs(4));
}

#[test]
fn hosted_badges_may_move_on_their_host() {
    let authority = Authority::new();
    let server = Server::start(authority.certify(HOST), misbehave);
    let client = client(&authority, &server);
    let time = Duration::from_secs(20);
    assert_eq!(ask(&client, "/to-good", NeedKind::Hosted, time).unwrap(), b"{}");
    for path in ["/to-http", "/to-other", "/to-metadata", "/to-file", "/loop"] {
        let error = ask(&client, path, NeedKind::Hosted, time).unwrap_err();
        assert_eq!(error.code(), Code::FetchRedirectForbidden, "{path}");
    }
    assert_eq!(ask(&client, "/410", NeedKind::Hosted, time), Err(FetchError::Gone));
    // Any place will do for a badge that somebody asks for by its URL; the next hop is judged like the first.
    let anywhere =
        retrieve(&client, &format!("https://{HOST}/to-other"), Expected::Badge, &mut Budget::new());
    assert_eq!(anywhere.unwrap_err().code(), Code::FetchAddressForbidden);
}

#[test]
fn nothing_is_said_but_the_question() {
    let authority = Authority::new();
    let server = Server::start(authority.certify(HOST), misbehave);
    let client = client(&authority, &server);
    for path in ["/cookie", "/good?id=7#part"] {
        drop(ask(&client, path, NeedKind::StatusList, Duration::from_secs(20)));
    }
    let requests = server.requests();
    assert_eq!((requests.len(), server.connections()), (2, 2), "connections are not kept");
    for head in requests {
        let lines: Vec<String> = head.trim_end().split("\r\n").map(str::to_lowercase).collect();
        assert!(lines[0] == "get /cookie http/1.1" || lines[0] == "get /good?id=7 http/1.1", "{head}");
        let mut names: Vec<&str> = lines[1..].iter().map(|line| line.split(':').next().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"], "{head}");
        assert!(lines.contains(&format!("host: {HOST}")), "{head}");
        assert!(lines.contains(&"accept-encoding: identity".to_owned()), "{head}");
        assert!(lines.contains(&format!("user-agent: sanad/{}", env!("CARGO_PKG_VERSION"))), "{head}");
    }
}

#[test]
fn a_certificate_has_to_be_the_hosts_in_force_and_by_an_authority_that_is_trusted() {
    let authority = Authority::new();
    let time = Duration::from_secs(20);
    for (what, config) in [
        ("another authority", Authority::new().certify(HOST)),
        ("another host", authority.certify("elsewhere.example")),
        ("expired", authority.certify_until(HOST, 2_020)),
    ] {
        let server = Server::start(config, misbehave);
        let error =
            ask(&client(&authority, &server), "/good", NeedKind::ControllerDocument, time).expect_err(what);
        assert_eq!(error.code(), Code::FetchUnavailable, "{what}");
        assert!(error.to_string().contains("invalid peer certificate"), "{what}: {error}");
        assert!(server.requests().is_empty(), "{what}: nothing is asked of a stranger");
    }
    let good = Server::start(authority.certify(HOST), misbehave);
    assert!(ask(&client(&authority, &good), "/good", NeedKind::ControllerDocument, time).is_ok());
    let untrusting = Https::new().allow(Allowed::at(HOST, 443, good.address).unwrap());
    let error = ask(&untrusting, "/good", NeedKind::ControllerDocument, time).unwrap_err();
    assert_eq!(error.code(), Code::FetchUnavailable);
    assert!(good.requests().len() == 1);
}

#[test]
fn a_server_without_tls_and_one_that_does_not_finish_its_handshake_are_left() {
    let authority = Authority::new();
    let plain =
        Server::start_plain(|mut socket| socket.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
    let time = Duration::from_secs(20);
    let error = ask(&client(&authority, &plain), "/", NeedKind::ControllerDocument, time).unwrap_err();
    assert_eq!(error.code(), Code::FetchUnavailable);
    // A TLS record of 16 KiB that comes a byte at a time.
    let slow = Server::start_plain(|mut socket| {
        let record = [22, 3, 3, 64, 0].into_iter().chain(std::iter::repeat_n(0, 1 << 14));
        drip(&mut socket, record, Duration::from_millis(50))
    });
    let silent = Server::start_plain(|_socket| {
        thread::sleep(Duration::from_secs(20));
        Ok(())
    });
    for server in [slow, silent] {
        let began = Instant::now();
        let time = Duration::from_millis(700);
        let error = ask(&client(&authority, &server), "/", NeedKind::ControllerDocument, time).unwrap_err();
        assert_eq!(error.code(), Code::FetchTimeout, "{error}");
        assert!(began.elapsed() < Duration::from_secs(4), "took {:?}", began.elapsed());
    }
}

/// Threats W2: a public address for whoever checks, a private one for whoever connects.
#[test]
fn names_that_point_into_private_networks_are_connected_to_never() {
    let authority = Authority::new();
    let server = Server::start(authority.certify("rebinding.edu"), misbehave);
    for addresses in [&["127.0.0.1"][..], &["::1"], &["8.8.8.8", "127.0.0.1"], &["::ffff:127.0.0.1"]] {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let addresses: Vec<IpAddr> = addresses.iter().map(|address| address.parse().unwrap()).collect();
        let client = Https::new()
            .with_root_certificates(authority.pem.as_bytes())
            .unwrap()
            .allow(format!("rebinding.edu:{}", server.address.port()).parse().unwrap())
            .with_names(move |_| {
                count.fetch_add(1, Ordering::SeqCst);
                Ok(addresses.clone())
            });
        let url = format!("https://rebinding.edu:{}/good", server.address.port());
        let expected = Expected::Need(NeedKind::ControllerDocument);
        let error = retrieve(&client, &url, expected, &mut Budget::new()).unwrap_err();
        assert_eq!(error.code(), Code::FetchAddressForbidden, "{error}");
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
    assert_eq!(server.connections(), 0);
}

#[test]
fn only_port_443_is_asked_unless_another_is_allowed() {
    let authority = Authority::new();
    let server = Server::start(authority.certify(HOST), misbehave);
    let client = client(&authority, &server).with_names(|_| panic!("no name is looked up"));
    let port = server.address.port();
    for (kind, code) in [
        (NeedKind::ControllerDocument, Code::DidPortForbidden),
        (NeedKind::StatusList, Code::FetchAddressForbidden),
    ] {
        let url = format!("https://{HOST}:{port}/good");
        let error = retrieve(&client, &url, Expected::Need(kind), &mut Budget::new()).unwrap_err();
        assert_eq!(error.code(), code);
    }
    assert_eq!(server.connections(), 0);
    let client = client.allow(Allowed::at(HOST, port, server.address).unwrap());
    let url = format!("https://{HOST}:{port}/good");
    let expected = Expected::Need(NeedKind::ControllerDocument);
    assert_eq!(retrieve(&client, &url, expected, &mut Budget::new()).unwrap(), b"{}");
}

#[test]
fn one_gathering_takes_no_longer_than_its_time_however_slow_every_server_is() {
    let authority = Authority::new();
    let server = Server::start(authority.certify(HOST), misbehave);
    let mut evidence = Evidence::new();
    let began = Instant::now();
    let mut budget = Budget::of(8, Duration::from_millis(900));
    let asked = gather(&client(&authority, &server), &mut evidence, &mut budget, |_| {
        ["/slow-body", "/silence", "/slow-head"]
            .map(|path| Need::new(format!("https://{HOST}{path}"), NeedKind::ControllerDocument))
            .to_vec()
    });
    let codes: Vec<Code> = asked.iter().map(|asked| asked.code().unwrap()).collect();
    assert_eq!(codes, [Code::FetchTimeout, Code::FetchBudgetExhausted, Code::FetchBudgetExhausted]);
    assert!(began.elapsed() < Duration::from_secs(4), "took {:?}", began.elapsed());
}
