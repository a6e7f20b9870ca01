//! Where a host is: one look-up a request, every address of it judged. `spec/fetch.md#addresses`

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::address::{is_reserved_name, not_public};
use crate::allowed::Allowed;
use crate::error::FetchError;
use crate::limits::FetchLimits;

/// Finds the addresses of a host: the system's names, or whatever a test says.
pub(crate) type Names = Arc<dyn Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync>;

/// Decides where a connection may go.
#[derive(Clone)]
pub(crate) struct Resolver {
    pub(crate) allowed: Vec<Allowed>,
    pub(crate) names: Names,
    /// What an address is, if it may not be connected to.
    pub(crate) refuses: fn(IpAddr) -> Option<&'static str>,
}

impl Resolver {
    /// The system's names, public addresses only.
    pub(crate) fn system() -> Self {
        Self { allowed: Vec::new(), names: Arc::new(system_names), refuses: not_public }
    }

    /// Whether the port may be asked at all. Known before any name is looked up.
    pub(crate) fn allows_port(&self, host: &str, port: u16) -> bool {
        port == crate::url::HTTPS_PORT || self.allowed.iter().any(|allowed| allowed.is_about(host, port))
    }

    /// The addresses that the connection may go to, at least one. All of them have been judged, and they are the ones
    /// that are connected to: there is no second look-up that could say otherwise.
    pub(crate) fn resolve(
        &self,
        host: &str,
        port: u16,
        time: Duration,
    ) -> Result<Vec<SocketAddr>, FetchError> {
        let mapped =
            self.allowed.iter().filter(|allowed| allowed.is_about(host, port)).find_map(Allowed::address);
        if let Some(address) = mapped {
            return Ok(vec![address]);
        }
        if is_reserved_name(host) {
            let why = "is a reserved name, which is not on the public internet";
            return Err(FetchError::HostForbidden { host: host.to_owned(), why });
        }
        let addresses = self.look_up(host, time)?;
        if let Some((address, why)) =
            addresses.iter().find_map(|address| Some((*address, (self.refuses)(*address)?)))
        {
            return Err(FetchError::AddressForbidden { host: host.to_owned(), address, why });
        }
        let limit = FetchLimits::DEFAULT.addresses;
        if addresses.len() > limit {
            let why = "has more addresses than any host that is asked";
            return Err(FetchError::HostForbidden { host: host.to_owned(), why });
        }
        if addresses.is_empty() {
            return Err(FetchError::unavailable(format!("there is no host {host}")));
        }
        Ok(addresses.into_iter().map(|address| SocketAddr::new(address, port)).collect())
    }

    /// The system's resolver knows no deadline, so it runs beside us; what comes too late is dropped.
    fn look_up(&self, host: &str, time: Duration) -> Result<Vec<IpAddr>, FetchError> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let (names, asked) = (Arc::clone(&self.names), host.to_owned());
        let spawned = thread::Builder::new().name("sanad-names".to_owned()).spawn(move || {
            // Nobody is left to tell if the time was over first.
            let _ = sender.send(names(&asked));
        });
        if spawned.is_err() {
            return Err(FetchError::unavailable("there is no room to look up names"));
        }
        match receiver.recv_timeout(time) {
            Ok(Ok(mut addresses)) => {
                let mut seen = std::collections::BTreeSet::new();
                addresses.retain(|address| seen.insert(*address));
                Ok(addresses)
            }
            Ok(Err(_)) => Err(FetchError::unavailable(format!("there is no host {host} that names know"))),
            Err(RecvTimeoutError::Timeout) => Err(FetchError::Timeout { milliseconds: time.as_millis() }),
            Err(RecvTimeoutError::Disconnected) => {
                Err(FetchError::unavailable(format!("looking up {host} went wrong")))
            }
        }
    }
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver").field("allowed", &self.allowed).finish_non_exhaustive()
    }
}

fn system_names(host: &str) -> io::Result<Vec<IpAddr>> {
    Ok((host, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const TIME: Duration = Duration::from_secs(5);

    fn answering(answers: &'static [&'static [&'static str]]) -> (Resolver, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let names: Names = Arc::new(move |_| {
            let answer = answers[count.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1)];
            Ok(answer.iter().map(|address| address.parse().unwrap()).collect())
        });
        (Resolver { names, ..Resolver::system() }, asked)
    }

    fn code(answer: Result<Vec<SocketAddr>, FetchError>) -> &'static str {
        answer.expect_err("an address").code().as_str()
    }

    #[test]
    fn one_private_address_among_public_ones_refuses_the_host() {
        let (resolver, _) = answering(&[&["8.8.8.8", "2606:4700::1111", "10.0.0.1"]]);
        let error = resolver.resolve("academy.edu", 443, TIME).unwrap_err();
        assert_eq!(error.to_string(), "academy.edu is at 10.0.0.1, which is a private address");
        assert_eq!(error.code().as_str(), "fetch.address_forbidden");
    }

    /// Threats W2.
    #[test]
    fn names_are_asked_once_and_what_they_say_the_next_time_is_judged_anew() {
        let (resolver, asked) = answering(&[&["8.8.8.8"], &["127.0.0.1"]]);
        let first = resolver.resolve("rebinding.edu", 443, TIME).unwrap();
        assert_eq!((first, asked.load(Ordering::SeqCst)), (vec!["8.8.8.8:443".parse().unwrap()], 1));
        assert_eq!(code(resolver.resolve("rebinding.edu", 443, TIME)), "fetch.address_forbidden");
    }

    #[test]
    fn a_host_with_an_address_of_the_callers_is_not_looked_up() {
        let (mut resolver, asked) = answering(&[&["8.8.8.8"]]);
        resolver.allowed = vec!["a.example=10.0.0.5".parse().unwrap(), "a.edu:8443".parse().unwrap()];
        assert_eq!(resolver.resolve("a.example", 443, TIME).unwrap(), ["10.0.0.5:443".parse().unwrap()]);
        assert_eq!(asked.load(Ordering::SeqCst), 0);
        assert_eq!(code(resolver.resolve("b.example", 443, TIME)), "fetch.address_forbidden");
        assert_eq!(asked.load(Ordering::SeqCst), 0);
        assert!(resolver.allows_port("a.edu", 8_443) && !resolver.allows_port("b.edu", 8_443));
        assert_eq!(resolver.resolve("a.edu", 8_443, TIME).unwrap(), ["8.8.8.8:8443".parse().unwrap()]);
    }

    #[test]
    fn no_name_and_no_answer_are_told_apart_from_a_wrong_one() {
        let (resolver, _) = answering(&[&[]]);
        assert_eq!(code(resolver.resolve("a.edu", 443, TIME)), "fetch.unavailable");
        let failing =
            Resolver { names: Arc::new(|_| Err(io::ErrorKind::NotFound.into())), ..Resolver::system() };
        assert_eq!(code(failing.resolve("a.edu", 443, TIME)), "fetch.unavailable");
        let names: Names = Arc::new(|_| {
            thread::sleep(Duration::from_millis(500));
            Ok(Vec::new())
        });
        let slow = Resolver { names, ..Resolver::system() };
        assert_eq!(code(slow.resolve("a.edu", 443, Duration::from_millis(20))), "fetch.timeout");
        let many = Resolver {
            names: Arc::new(|_| Ok((0..17).map(|n| IpAddr::from([8, 8, 8, n])).collect())),
            ..Resolver::system()
        };
        assert_eq!(code(many.resolve("a.edu", 443, TIME)), "fetch.address_forbidden");
    }
}
