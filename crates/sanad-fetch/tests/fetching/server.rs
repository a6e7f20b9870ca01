//! An https server on this computer that answers however a test wants, and an authority that certifies it.

// Each test program uses its part of this one.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "shared by several test crates")]

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Signs certificates. Whoever wants to speak to a [`Server`] has to trust its PEM.
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pub pem: String,
}

impl Authority {
    pub fn new() -> Self {
        let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    pub fn certify(&self, host: &str) -> Arc<ServerConfig> {
        self.certify_until(host, 4_000)
    }

    pub fn certify_until(&self, host: &str, year: i32) -> Arc<ServerConfig> {
        let mut params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2_000, 1, 1);
        params.not_after = date_time_ymd(year, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.into()], PrivatePkcs8KeyDer::from(key.serialize_der()).into())
            .unwrap();
        Arc::new(config)
    }
}

/// Where an answer is written.
pub type Stream = StreamOwned<ServerConnection, TcpStream>;

/// Answers until its process ends, each connection on a thread of its own.
pub struct Server {
    pub address: SocketAddr,
    connections: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Speaks TLS and hands the path of each request to `answer`, which writes whatever it likes. An error of its is
    /// that of a client that has gone, which is what many tests are about.
    pub fn start(
        config: Arc<ServerConfig>,
        answer: impl Fn(&str, &mut Stream) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&requests);
        let speak = move |socket: TcpStream| {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), socket);
            let head = read_head(&mut stream)?;
            let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
            heard.lock().unwrap().push(head);
            answer(&path, &mut stream)
        };
        let (address, connections) = listen(speak);
        Self { address, connections, requests }
    }

    /// Speaks no TLS.
    pub fn start_plain(answer: impl Fn(TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Self {
        let (address, connections) = listen(answer);
        Self { address, connections, requests: Arc::default() }
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The heads of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn listen(
    speak: impl Fn(TcpStream) -> io::Result<()> + Send + Sync + 'static,
) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let connections = Arc::new(AtomicUsize::new(0));
    let (counted, speak) = (Arc::clone(&connections), Arc::new(speak));
    thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            let speak = Arc::clone(&speak);
            // A client that goes early is what many tests are about.
            thread::spawn(move || drop(speak(socket)));
        }
    });
    (address, connections)
}

fn read_head(stream: &mut impl Read) -> io::Result<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && head.len() < 8_192 {
        stream.read_exact(&mut byte)?;
        head.extend_from_slice(&byte);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

/// A whole answer, and an orderly end.
pub fn send(stream: &mut Stream, head: &str, body: &[u8]) -> io::Result<()> {
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n", body.len())?;
    stream.write_all(body)?;
    finish(stream)
}

/// A whole answer with a JSON document.
pub fn send_json(stream: &mut Stream, body: &[u8]) -> io::Result<()> {
    send(stream, "200 OK\r\nContent-Type: application/json", body)
}

/// TLS is ended as it should be.
pub fn finish(stream: &mut Stream) -> io::Result<()> {
    stream.conn.send_close_notify();
    stream.flush()
}

/// One byte at a time.
pub fn drip(stream: &mut impl Write, bytes: impl IntoIterator<Item = u8>, pause: Duration) -> io::Result<()> {
    for byte in bytes {
        stream.write_all(&[byte])?;
        stream.flush()?;
        thread::sleep(pause);
    }
    Ok(())
}
