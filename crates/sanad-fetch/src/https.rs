//! The only sockets: one https request to one judged address. `spec/fetch.md#requests`

use std::fmt;
use std::io::{self, Read as _};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::{HeaderMap, Uri, Version, header};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver as Resolve};
use ureq::unversioned::transport::{Connector as _, NextTimeout, RustlsConnector, TcpConnector};
use ureq::{Agent, Body};

use crate::allowed::Allowed;
use crate::error::FetchError;
use crate::limits::FetchLimits;
use crate::resolver::Resolver;
use crate::transport::{Head, Request, Response, Transport};
use crate::url::{HTTPS_PORT, clip};

/// Asks over https: no proxies, no redirects, no cookies, no kept connections, no address that is not public.
#[derive(Clone, Debug)]
pub struct Https {
    resolver: Resolver,
    /// In the order in which they are tried: a certificate has to be good for one of them.
    roots: Vec<RootCerts>,
}

impl Https {
    /// Trusts the public certificate authorities (Mozilla's), and allows public addresses and port 443 only.
    #[must_use]
    pub fn new() -> Self {
        Self { resolver: Resolver::system(), roots: vec![RootCerts::WebPki] }
    }

    /// Allows a host at an address or on a port that is not allowed by itself; again for more.
    #[must_use]
    pub fn allow(mut self, allowed: Allowed) -> Self {
        self.resolver.allowed.push(allowed);
        self
    }

    /// Looks names up so, in place of the system's way. Every address is judged all the same.
    #[must_use]
    pub fn with_names(
        mut self,
        names: impl Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync + 'static,
    ) -> Self {
        self.resolver.names = Arc::new(names);
        self
    }

    /// Also trusts these certificate authorities, given as PEM.
    ///
    /// # Errors
    /// [`RootsError`] if there is none in the text, or something that cannot be read.
    pub fn with_root_certificates(mut self, pem: &[u8]) -> Result<Self, RootsError> {
        let mut certificates: Vec<Certificate<'static>> = Vec::new();
        for item in parse_pem(pem) {
            match item {
                Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
                Ok(_) => {}
                Err(error) => return Err(RootsError::Malformed { why: error.to_string() }),
            }
        }
        if certificates.is_empty() {
            return Err(RootsError::NoCertificate);
        }
        self.roots.insert(0, RootCerts::new_with_certs(&certificates));
        Ok(self)
    }

    fn ask(&self, request: &Request, roots: &RootCerts, time: Duration) -> Result<Response, Failed> {
        let limits = FetchLimits::DEFAULT;
        let config = Config::builder()
            .https_only(true)
            // Otherwise proxies that the environment names are asked, and they choose the address.
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections(0)
            .max_response_header_size(limits.head_bytes)
            .timeout_global(Some(time))
            .user_agent(concat!("sanad/", env!("CARGO_PKG_VERSION")))
            .accept(request.expected.accept())
            .accept_encoding("identity")
            .tls_config(TlsConfig::builder().root_certs(roots.clone()).build())
            .build();
        let connector = ().chain(TcpConnector::default()).chain(RustlsConnector::default());
        let guard = Guard { resolver: self.resolver.clone() };
        let agent = Agent::with_parts(config, connector, guard);
        let failed = |error| explain(error, time);
        let mut answer = agent.get(request.url.to_string()).call().map_err(failed)?;
        let head = head(answer.status().as_u16(), answer.headers());
        request.admit(&head).map_err(Failed::Otherwise)?;
        if head.is_redirect() {
            return Ok(Response { head, body: Vec::new() });
        }
        // Whoever is on the way can close a connection, and ureq would take that for the end.
        if head.content_length.is_none() && !is_chunked(answer.version(), answer.headers()) {
            return Err(Failed::unavailable("the answer does not say where it ends"));
        }
        let body = read(answer.body_mut(), request, time)?;
        Ok(Response { head, body })
    }
}

impl Default for Https {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for Https {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        let (host, port) = (request.url.host(), request.url.port());
        if !self.resolver.allows_port(host, port) {
            return Err(FetchError::PortForbidden { port, code: request.expected.port_code() });
        }
        let began = Instant::now();
        let mut distrusted = String::new();
        for roots in &self.roots {
            let left = request.time.saturating_sub(began.elapsed());
            if left.is_zero() {
                return Err(FetchError::Timeout { milliseconds: request.time.as_millis() });
            }
            match self.ask(request, roots, left) {
                Ok(response) => return Ok(response),
                // Certified by another of the authorities, perhaps. Nothing was asked: the handshake comes first.
                Err(Failed::Handshake(why)) => distrusted = why,
                Err(Failed::Otherwise(error)) => return Err(error),
            }
        }
        Err(FetchError::unavailable(format!("its certificate or TLS is not good: {distrusted}")))
    }
}

/// Why a text adds no certificate authorities.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RootsError {
    /// Not PEM.
    #[error("not PEM: {why}")]
    Malformed {
        /// What is wrong with it.
        why: String,
    },
    /// There is no certificate in it.
    #[error("no certificate between `-----BEGIN CERTIFICATE-----` and `-----END CERTIFICATE-----`")]
    NoCertificate,
}

/// How a request failed.
enum Failed {
    /// Before anything was asked; what TLS says.
    Handshake(String),
    /// In any other way.
    Otherwise(FetchError),
}

impl Failed {
    fn unavailable(why: impl Into<String>) -> Self {
        Self::Otherwise(FetchError::unavailable(why))
    }
}

/// Stands where ureq looks names up: what it answers is what is connected to.
#[derive(Debug)]
struct Guard {
    resolver: Resolver,
}

impl Resolve for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let refused = |error: FetchError| ureq::Error::Other(Box::new(Refused(error)));
        let (host, port) = (uri.host().unwrap_or_default(), uri.port_u16().unwrap_or(HTTPS_PORT));
        let addresses = self.resolver.resolve(host, port, *timeout.after).map_err(refused)?;
        let mut resolved = self.empty();
        // Never more than there is room for: `FetchLimits::addresses` is as large.
        addresses.into_iter().take(FetchLimits::DEFAULT.addresses).for_each(|address| resolved.push(address));
        Ok(resolved)
    }
}

/// Carries our error through ureq's.
#[derive(Debug)]
struct Refused(FetchError);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Refused {}

fn head(status: u16, headers: &HeaderMap) -> Head {
    let text = |name: header::HeaderName| {
        headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    Head {
        status,
        content_type: text(header::CONTENT_TYPE),
        content_encoding: text(header::CONTENT_ENCODING),
        content_length: text(header::CONTENT_LENGTH).and_then(|length| length.trim().parse().ok()),
        location: text(header::LOCATION),
        max_age: text(header::CACHE_CONTROL).and_then(|control| Head::max_age_in(&control)),
    }
}

fn is_chunked(version: Version, headers: &HeaderMap) -> bool {
    let coding = headers.get(header::TRANSFER_ENCODING).map(|coding| coding.as_bytes().trim_ascii());
    version == Version::HTTP_11 && coding.is_some_and(|coding| coding.eq_ignore_ascii_case(b"chunked"))
}

/// The body, whole and within its bound, or nothing.
fn read(body: &mut Body, request: &Request, time: Duration) -> Result<Vec<u8>, Failed> {
    let limit = request.expected.bytes();
    let mut bytes = Vec::new();
    let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    body.as_reader().take(bound).read_to_end(&mut bytes).map_err(|error| explain(error.into(), time))?;
    if bytes.len() > limit {
        return Err(Failed::Otherwise(FetchError::TooLarge { part: "body", limit }));
    }
    Ok(bytes)
}

/// What went wrong, in our words.
fn explain(error: ureq::Error, time: Duration) -> Failed {
    match error {
        ureq::Error::Other(other) => match other.downcast::<Refused>() {
            Ok(refused) => Failed::Otherwise(refused.0),
            Err(other) => Failed::unavailable(clip(&other.to_string())),
        },
        ureq::Error::Timeout(_) => timed_out(time),
        ureq::Error::LargeResponseHeader(..) => {
            Failed::Otherwise(FetchError::TooLarge { part: "head", limit: FetchLimits::DEFAULT.head_bytes })
        }
        ureq::Error::Io(error) => {
            let words = clip(error.to_string().split(" (os error").next().unwrap_or_default());
            match error.kind() {
                io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => timed_out(time),
                // rustls says so of whatever it does not like.
                io::ErrorKind::InvalidData => Failed::Handshake(words),
                io::ErrorKind::UnexpectedEof => Failed::unavailable("the answer broke off"),
                io::ErrorKind::ConnectionRefused => {
                    Failed::unavailable("its server does not take the connection")
                }
                _ => Failed::unavailable(format!("no answer: {words}")),
            }
        }
        ureq::Error::Rustls(error) => Failed::Handshake(clip(&error.to_string())),
        ureq::Error::HostNotFound => Failed::unavailable("there is no such host"),
        other => Failed::unavailable(format!("no good answer: {}", clip(&other.to_string()))),
    }
}

const fn timed_out(time: Duration) -> Failed {
    Failed::Otherwise(FetchError::Timeout { milliseconds: time.as_millis() })
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};
    use std::sync::atomic::{AtomicUsize, Ordering};

    use sanad_verifier::evidence::NeedKind;

    use super::*;
    use crate::expected::Expected;

    const CHECKED: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    /// Threats W2: names that say one thing to whoever checks and another to whoever connects.
    #[cfg(target_os = "linux")]
    #[test]
    fn the_address_that_was_judged_is_the_one_that_is_connected_to() {
        let checked = TcpListener::bind((CHECKED, 0)).unwrap();
        let port = checked.local_addr().unwrap().port();
        let other = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
        let unchecked = TcpListener::bind((other, port)).unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let mut https =
            Https::new().allow(format!("rebinding.edu:{port}").parse().unwrap()).with_names(move |_| {
                Ok(vec![if count.fetch_add(1, Ordering::SeqCst) == 0 { CHECKED } else { other }])
            });
        https.resolver.refuses = |address| (address != CHECKED).then_some("not the one that was checked");
        let url = format!("https://rebinding.edu:{port}/").parse().unwrap();
        let request = Request::new(url, Expected::Need(NeedKind::StatusList), Duration::from_millis(300));
        // Nobody answers the handshake.
        assert!(matches!(https.fetch(&request), Err(FetchError::Timeout { .. })));
        for listener in [&checked, &unchecked] {
            listener.set_nonblocking(true).unwrap();
        }
        assert!(checked.accept().is_ok());
        assert!(unchecked.accept().is_err());
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        assert!(
            matches!(https.fetch(&request), Err(FetchError::AddressForbidden { address, .. }) if address == other)
        );
    }

    #[test]
    fn certificates_are_added_as_pem_or_not_at_all() {
        let add = |pem: &[u8]| Https::new().with_root_certificates(pem).map(|https| https.roots.len());
        assert_eq!(add(b"words"), Err(RootsError::NoCertificate));
        assert!(add(b"-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n").is_err());
        assert_eq!(add(b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"), Ok(2));
    }
}
