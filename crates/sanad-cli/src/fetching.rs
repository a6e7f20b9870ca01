//! What the tool fetches for whoever verifies, and how it is told not to.

use std::path::{Path, PathBuf};

use clap::Args;
use sanad_core::limits::Limits;
use sanad_core::timestamp::Timestamp;
use sanad_fetch::allowed::Allowed;
use sanad_fetch::cache::{Cache, Cached};
use sanad_fetch::error::FetchError;
use sanad_fetch::expected::Expected;
use sanad_fetch::https::Https;
use sanad_fetch::retrieve::{Budget, retrieve};
use sanad_fetch::transport::Transport;
use sanad_verifier::evidence::{Evidence, Need};

use crate::command::given_or_now;
use crate::fail::Failure;
use crate::file;

/// Flags of every command that fetches.
#[derive(Debug, Default, Args)]
pub(crate) struct Fetching {
    /// Fetch nothing: open no connection at all
    #[arg(long, conflicts_with_all = ["allow_host", "ca_file", "cache"])]
    pub(crate) offline: bool,
    /// Ask this host at that address, or on that port; repeatable
    #[arg(long, value_name = "HOST[:PORT][=ADDRESS]")]
    pub(crate) allow_host: Vec<Allowed>,
    /// Also trust the certificate authorities in this PEM file
    #[arg(long, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
    /// Keep what is fetched in this folder for up to an hour
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,
}

/// Fetches what is needed into the evidence, unless that was forbidden. What cannot be had is noted there.
pub(crate) fn gather(
    fetching: &Fetching,
    evidence: &mut Evidence,
    needs: impl FnMut(&Evidence) -> Vec<Need>,
) -> Result<(), Failure> {
    if fetching.offline {
        return Ok(());
    }
    let transport = transport(fetching)?;
    sanad_fetch::gather::gather(&*transport, evidence, &mut Budget::new(), needs);
    Ok(())
}

/// Whether the words name a badge on the web and not a file.
pub(crate) fn is_url(words: &Path) -> bool {
    words.to_str().is_some_and(|words| words.starts_with("https://") || words.starts_with("http://"))
}

/// The badge at a URL, in whatever format it is.
pub(crate) fn fetch_url(fetching: &Fetching, url: &str) -> Result<Vec<u8>, Failure> {
    if fetching.offline {
        return Err(Failure::new(
            format!("`{url}` is not fetched with --offline"),
            "download it, and name the file",
        ));
    }
    if url.starts_with("http://") {
        let message = format!("`{url}` is not https: anybody on the way could change the badge");
        return Err(Failure::new(message, "try it with https://, or download it and name the file")
            .coded(sanad_core::code::Code::FetchUrlMalformed.as_str()));
    }
    let transport = transport(fetching)?;
    retrieve(&*transport, url, Expected::Badge, &mut Budget::new()).map_err(|error| not_fetched(url, &error))
}

fn transport(fetching: &Fetching) -> Result<Box<dyn Transport>, Failure> {
    let mut https = Https::new();
    for allowed in &fetching.allow_host {
        https = https.allow(allowed.clone());
    }
    if let Some(path) = &fetching.ca_file {
        let pem = file::read(path, Limits::DEFAULT.document_bytes)?;
        https = https.with_root_certificates(&pem).map_err(|error| {
            let message = format!("`{}` adds no certificate authority: {error}", path.display());
            Failure::new(message, "give the authority's certificate as PEM")
        })?;
    }
    let Some(folder) = &fetching.cache else { return Ok(Box::new(https)) };
    let cache = Cache::open(folder).map_err(|error| {
        Failure::new(error, "name a folder that only you may enter: what is in it is believed")
    })?;
    // The clock's time, whatever time the badge is to hold at.
    let now: Timestamp = given_or_now(None)?;
    Ok(Box::new(Cached::new(https, cache, now)))
}

fn not_fetched(url: &str, error: &FetchError) -> Failure {
    let hint = match error {
        FetchError::AddressForbidden { .. }
        | FetchError::HostForbidden { .. }
        | FetchError::PortForbidden { .. } => {
            "if you know that host, allow it: --allow-host HOST[:PORT]=ADDRESS"
        }
        FetchError::ContentType { .. } => "is that the badge itself, or a page about it? Download the badge",
        FetchError::Timeout { .. } => "try again later, or download it and name the file",
        _ => "look at the URL, or download the badge and name the file",
    };
    Failure::new(format!("cannot fetch `{url}`: {error}"), hint).coded(error.code().as_str())
}
