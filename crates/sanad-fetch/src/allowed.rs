//! Hosts that the caller names an address or a port for, whatever the public rules say. `spec/fetch.md#conventions`

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use crate::url::{HTTPS_PORT, Url, UrlError, clip};

/// A host, or a host and port, that may be asked although the rules for strangers' URLs say otherwise. Written
/// `HOST=ADDRESS`, `HOST:PORT=ADDRESS:PORT` or `HOST:PORT`.
///
/// With an address it is connected to there, whatever names say and whatever kind of address it is. Without one, only
/// the port is allowed. Either way its certificate has to be for the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    host: String,
    port: u16,
    address: Option<SocketAddr>,
}

impl Allowed {
    /// A host and port, connected to at that address.
    ///
    /// # Errors
    /// [`AllowedError`] if that is no host that a URL may have.
    pub fn at(host: &str, port: u16, address: SocketAddr) -> Result<Self, AllowedError> {
        let (host, port) = authority(&format!("{host}:{port}"))?;
        Ok(Self { host, port, address: Some(address) })
    }

    /// Where it is, if the caller says so.
    pub(crate) const fn address(&self) -> Option<SocketAddr> {
        self.address
    }

    /// Whether it is about that host and port.
    pub(crate) fn is_about(&self, host: &str, port: u16) -> bool {
        self.host == host && self.port == port
    }
}

impl FromStr for Allowed {
    type Err = AllowedError;

    fn from_str(text: &str) -> Result<Self, AllowedError> {
        let Some((name, address)) = text.split_once('=') else {
            let (host, port) = authority(text)?;
            return match port {
                HTTPS_PORT => Err(AllowedError::NothingAllowed { host }),
                port => Ok(Self { host, port, address: None }),
            };
        };
        let (host, port) = authority(name)?;
        let with_port = address.parse::<SocketAddr>().ok();
        let bare = address.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(address);
        let address =
            with_port.or_else(|| bare.parse::<IpAddr>().ok().map(|address| SocketAddr::new(address, port)));
        match address {
            Some(address) => Ok(Self { host, port, address: Some(address) }),
            None => Err(AllowedError::NoAddress { found: clip(text) }),
        }
    }
}

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            Some(address) => write!(f, "{}:{}={address}", self.host, self.port),
            None => write!(f, "{}:{}", self.host, self.port),
        }
    }
}

/// Why a text allows no host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AllowedError {
    /// Behind the `=` stands no IP address.
    #[error("`{found}` has no IP address behind its `=`")]
    NoAddress {
        /// The text.
        found: String,
    },
    /// No host that a URL may have.
    #[error(transparent)]
    NoHost(#[from] UrlError),
    /// Port 443 is allowed anyway.
    #[error("{host} is asked anyway: name its address, or another port than 443")]
    NothingAllowed {
        /// The host.
        host: String,
    },
}

/// A host and port by the grammar of URLs.
fn authority(text: &str) -> Result<(String, u16), UrlError> {
    let url: Url = format!("https://{text}/").parse()?;
    if text.contains(['/', '?', '#']) {
        return Err(UrlError::Malformed { found: clip(text), reason: "it is more than a host and a port" });
    }
    Ok((url.host().to_owned(), url.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_allowed_at_an_address_or_on_a_port() {
        for (text, shown) in [
            ("a.example=10.0.0.5", "a.example:443=10.0.0.5:443"),
            ("A.Example=10.0.0.5:8443", "a.example:443=10.0.0.5:8443"),
            ("a.example:8443=10.0.0.5", "a.example:8443=10.0.0.5:8443"),
            ("a.example:8443=[::1]:9", "a.example:8443=[::1]:9"),
            ("a.example=::1", "a.example:443=[::1]:443"),
            ("a.example=[::1]", "a.example:443=[::1]:443"),
            ("a.example:8443", "a.example:8443"),
        ] {
            assert_eq!(text.parse::<Allowed>().unwrap().to_string(), shown, "{text}");
        }
        for text in [
            "",
            "=",
            "a.example",
            "a.example:443",
            "a.example=",
            "a.example=b.example",
            "a.example=10.0.0",
            "intranet=10.0.0.5",
            "10.0.0.5=10.0.0.5",
            "a.example/x=10.0.0.5",
            "a.example#=10.0.0.5",
            "u@a.example=10.0.0.5",
            "*.example=10.0.0.5",
        ] {
            assert!(text.parse::<Allowed>().is_err(), "{text}");
        }
    }
}
