//! Answers kept in a folder for a while, so that a hundred badges of one issuer ask it once. `spec/fetch.md#cache`

mod age;
mod entry;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use sanad_core::timestamp::Timestamp;

use self::age::holds_until;
use self::entry::{Entry, HEAD_BYTES, hex};
use crate::error::FetchError;
use crate::limits::FetchLimits;
use crate::transport::{Request, Response, Transport};

/// A folder of answers, each with the time until which it is used. Only its owner may enter it: what is in it is
/// believed.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    bytes: u64,
}

impl Cache {
    /// Opens the folder, or makes it.
    ///
    /// # Errors
    /// [`CacheError`] if it cannot be made, or others than its owner may enter it.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self, CacheError> {
        let folder = folder.into();
        let unusable =
            |error: io::Error| CacheError::Unusable { folder: folder.clone(), why: error.to_string() };
        make_private(&folder).map_err(unusable)?;
        let metadata = fs::metadata(&folder).map_err(unusable)?;
        if !metadata.is_dir() {
            return Err(unusable(io::ErrorKind::NotADirectory.into()));
        }
        match mode_for_others(&metadata) {
            Some(mode) => Err(CacheError::OpenToOthers { folder, mode }),
            None => Ok(Self { folder, bytes: FetchLimits::DEFAULT.cache_bytes }),
        }
    }

    /// What is known of a request's URL and still holds at `now`. What is damaged is not known.
    #[must_use]
    pub fn find(&self, request: &Request, now: Timestamp) -> Option<Response> {
        let bound = request.expected.bytes().saturating_add(HEAD_BYTES);
        let mut text = Vec::new();
        let file = File::open(self.path(request)).ok()?;
        file.take(u64::try_from(bound).unwrap_or(u64::MAX)).read_to_end(&mut text).ok()?;
        Entry::read(&text)?.answer(request, now)
    }

    /// Keeps an answer that came at `now`, if it may be kept at all.
    ///
    /// # Errors
    /// [`io::Error`] if it cannot be written. That is no reason to stop: it is asked for again.
    pub fn keep(&self, request: &Request, response: &Response, now: Timestamp) -> io::Result<()> {
        let Some(until) = holds_until(request.expected, response, now) else { return Ok(()) };
        let content_type = response.head.content_type.clone().unwrap_or_default();
        if content_type.contains(char::is_control) {
            return Ok(());
        }
        let entry = Entry {
            url: request.url.to_string(),
            expected: request.expected.as_str().to_owned(),
            content_type,
            fetched: now.unix_seconds(),
            until: until.unix_seconds(),
            body: &response.body,
        };
        let path = self.path(request);
        let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
        let written = private_file(&temporary)
            .and_then(|mut file| file.write_all(&entry.write()))
            .and_then(|()| fs::rename(&temporary, &path));
        if written.is_err() {
            // Nothing half written stays; that it is not there is as good.
            let _ = fs::remove_file(&temporary);
        }
        written.and_then(|()| self.shrink())
    }

    fn path(&self, request: &Request) -> PathBuf {
        let named = format!("{} {}", request.expected.as_str(), request.url);
        self.folder.join(hex(named.as_bytes())).with_extension(EXTENSION)
    }

    /// Drops what was fetched first until the rest is within the bound.
    fn shrink(&self) -> io::Result<()> {
        let mut files: Vec<(SystemTime, u64, PathBuf)> = fs::read_dir(&self.folder)?
            .filter_map(|entry| {
                let path = entry.ok()?.path();
                let ours = path.extension().is_some_and(|end| end == EXTENSION || end == "tmp");
                let metadata =
                    fs::symlink_metadata(&path).ok().filter(|metadata| ours && metadata.is_file())?;
                Some((metadata.modified().ok()?, metadata.len(), path))
            })
            .collect();
        files.sort();
        let mut all = files.iter().fold(0_u64, |sum, (_, bytes, _)| sum.saturating_add(*bytes));
        for (_, bytes, path) in files {
            if all <= self.bytes {
                break;
            }
            fs::remove_file(path)?;
            all = all.saturating_sub(bytes);
        }
        Ok(())
    }
}

/// A transport that asks only for what its cache does not know.
#[derive(Clone, Debug)]
pub struct Cached<T> {
    transport: T,
    cache: Cache,
    now: Timestamp,
}

impl<T: Transport> Cached<T> {
    /// Asks through `transport` for what `cache` does not know at `now`: the time of the clock, not the time that a
    /// badge is judged for.
    pub const fn new(transport: T, cache: Cache, now: Timestamp) -> Self {
        Self { transport, cache, now }
    }
}

impl<T: Transport> Transport for Cached<T> {
    fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
        let response = self.transport.fetch(request)?;
        if request.admit(&response.head).is_ok() && response.body.len() <= request.expected.bytes() {
            // A cache that cannot be written to is none.
            let _ = self.cache.keep(request, &response, self.now);
        }
        Ok(response)
    }

    fn recall(&self, request: &Request) -> Option<Response> {
        self.transport.recall(request).or_else(|| self.cache.find(request, self.now))
    }
}

/// Why a folder is no cache.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CacheError {
    /// Others may enter it, and put documents there that would be believed.
    #[error("the cache `{}` is open to other users: its mode is {mode:04o}, not 0700", folder.display())]
    OpenToOthers {
        /// The folder.
        folder: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// It cannot be made or entered.
    #[error("the cache `{}` cannot be used: {why}", folder.display())]
    Unusable {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        why: String,
    },
}

const EXTENSION: &str = "fetched";
#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).open(path)
}

/// The mode of a folder that group or others may enter.
#[cfg(unix)]
fn mode_for_others(metadata: &fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = metadata.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

#[cfg(not(unix))]
fn mode_for_others(_: &fs::Metadata) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::Duration;

    use sanad_verifier::evidence::NeedKind;

    use super::*;
    use crate::closed_world::ClosedWorld;
    use crate::expected::Expected;
    use crate::retrieve::{Budget, retrieve};
    use crate::transport::Head;

    const DOCUMENT: Expected = Expected::Need(NeedKind::ControllerDocument);
    const LIST: Expected = Expected::Need(NeedKind::StatusList);

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sanad-cache-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn time(seconds: i64) -> Timestamp {
        "2026-03-01T09:00:00Z".parse::<Timestamp>().unwrap().plus_seconds(seconds).unwrap()
    }

    fn request(url: &str, expected: Expected) -> Request {
        Request::new(url.parse().unwrap(), expected, Duration::from_secs(5))
    }

    fn answer(body: &str, max_age: Option<u64>) -> Response {
        let head = Head {
            status: 200,
            content_type: Some("application/json".to_owned()),
            max_age: max_age.map(Duration::from_secs),
            ..Head::default()
        };
        Response { head, body: body.into() }
    }

    /// For how many seconds the answer is used.
    fn kept(cache: &Cache, expected: Expected, response: &Response) -> i64 {
        let asked = request("https://a.example/1", expected);
        let _ = fs::remove_file(cache.path(&asked));
        cache.keep(&asked, response, time(0)).unwrap();
        let holds = |seconds| cache.find(&asked, time(seconds)).is_some();
        assert!(!holds(-1), "it is not known before it came");
        let seconds = (0..4_000).take_while(|seconds| holds(*seconds)).count();
        i64::try_from(seconds).unwrap()
    }

    #[test]
    fn an_answer_is_used_for_as_long_as_everybody_allows() {
        let cache = Cache::open(folder("age")).unwrap();
        for (expected, body, max_age, seconds) in [
            (DOCUMENT, "{}", None, 3_600),
            (DOCUMENT, "{}", Some(60), 60),
            (DOCUMENT, "{}", Some(86_400), 3_600),
            (DOCUMENT, "{}", Some(0), 0),
            (LIST, "{}", None, 900),
            (LIST, "{}", Some(86_400), 900),
            (LIST, r#"{"credentialSubject": {"ttl": 300000}}"#, None, 300),
            (LIST, r#"{"credentialSubject": {"ttl": 86400000}}"#, Some(60), 60),
            (LIST, r#"{"credentialSubject": {"ttl": 0}}"#, None, 0),
            (LIST, r#"{"credentialSubject": {"ttl": -1}}"#, None, 0),
            (LIST, r#"{"credentialSubject": {"ttl": "long"}}"#, None, 0),
            (LIST, r#"{"validUntil": "2026-03-01T09:02:00Z"}"#, None, 120),
            (LIST, r#"{"validUntil": "2026-03-01T08:00:00Z"}"#, None, 0),
            (
                LIST,
                r#"{"validUntil": "2026-03-01T09:02:00Z", "credentialSubject": {"ttl": 30000}}"#,
                None,
                30,
            ),
            (LIST, "eyJh.eyJi.c", None, 900),
            (Expected::Need(NeedKind::Hosted), "{}", None, 900),
            (Expected::Badge, "{}", None, 0),
        ] {
            assert_eq!(
                kept(&cache, expected, &answer(body, max_age)),
                seconds,
                "{expected:?} {body} {max_age:?}"
            );
        }
        for status in [301, 404, 410, 500] {
            let head = Head { status, location: Some("/x".to_owned()), ..Head::default() };
            assert_eq!(kept(&cache, DOCUMENT, &Response { head, body: Vec::new() }), 0, "{status}");
        }
        fs::remove_dir_all(&cache.folder).unwrap();
    }

    #[test]
    fn an_answer_is_to_one_question_only_and_comes_back_as_it_was() {
        let cache = Cache::open(folder("question")).unwrap();
        let asked = request("https://a.example/1", DOCUMENT);
        let body = "{\"a\": \"\n\nsha256 \u{fffd}\"}";
        cache.keep(&asked, &answer(body, None), time(0)).unwrap();
        let found = cache.find(&asked, time(1)).unwrap();
        assert_eq!((found.body.as_slice(), found.head.status), (body.as_bytes(), 200));
        assert_eq!(found.head.content_type.as_deref(), Some("application/json"));
        assert!(cache.find(&request("https://a.example/1", LIST), time(1)).is_none());
        assert!(cache.find(&request("https://a.example/2", DOCUMENT), time(1)).is_none());
        // A file that somebody has put at another's place is not believed.
        let other = request("https://b.example/did.json", DOCUMENT);
        fs::copy(cache.path(&asked), cache.path(&other)).unwrap();
        assert!(cache.find(&other, time(1)).is_none());
        fs::remove_dir_all(&cache.folder).unwrap();
    }

    #[test]
    fn a_damaged_answer_is_not_known_and_is_replaced() {
        let cache = Cache::open(folder("damage")).unwrap();
        let asked = request("https://a.example/1", DOCUMENT);
        cache.keep(&asked, &answer("{\"key\": 1}", None), time(0)).unwrap();
        let whole = fs::read(cache.path(&asked)).unwrap();
        for place in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[place] ^= 1;
            fs::write(cache.path(&asked), &damaged).unwrap();
            assert!(cache.find(&asked, time(1)).is_none(), "byte {place}");
            fs::write(cache.path(&asked), &whole[..place]).unwrap();
            assert!(cache.find(&asked, time(1)).is_none(), "{place} bytes");
        }
        cache.keep(&asked, &answer("{\"key\": 2}", None), time(0)).unwrap();
        assert_eq!(cache.find(&asked, time(1)).unwrap().body, b"{\"key\": 2}");
        fs::remove_dir_all(&cache.folder).unwrap();
    }

    #[test]
    fn the_cache_is_bounded_and_the_oldest_goes_first() {
        let mut cache = Cache::open(folder("bound")).unwrap();
        cache.bytes = 3_000;
        fs::write(cache.folder.join("somebody-elses"), [0; 9_999]).unwrap();
        let asked: Vec<Request> =
            (0..6).map(|n| request(&format!("https://{n}.example/"), DOCUMENT)).collect();
        for request in &asked {
            cache.keep(request, &answer(&format!("\"{}\"", "a".repeat(998)), None), time(0)).unwrap();
            std::thread::sleep(Duration::from_millis(15));
        }
        let known: Vec<bool> = asked.iter().map(|request| cache.find(request, time(1)).is_some()).collect();
        assert_eq!(known, [false, false, false, false, true, true]);
        assert!(cache.folder.join("somebody-elses").exists());
        fs::remove_dir_all(&cache.folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_the_cache_or_put_something_into_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder("mode");
        let cache = Cache::open(&folder).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        let asked = request("https://a.example/1", DOCUMENT);
        cache.keep(&asked, &answer("{}", None), time(0)).unwrap();
        assert_eq!(mode(&cache.path(&asked)), 0o600);
        for open in [0o755, 0o770, 0o701] {
            fs::set_permissions(&folder, fs::Permissions::from_mode(open)).unwrap();
            assert!(
                matches!(Cache::open(&folder), Err(CacheError::OpenToOthers { mode, .. }) if mode == open)
            );
        }
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        assert!(matches!(Cache::open(cache.path(&asked)), Err(CacheError::Unusable { .. })));
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_is_known_is_not_asked_again_and_costs_no_request() {
        struct Counting(ClosedWorld, Cell<usize>);
        impl Transport for Counting {
            fn fetch(&self, request: &Request) -> Result<Response, FetchError> {
                self.1.set(self.1.get() + 1);
                self.0.fetch(request)
            }
        }
        let world =
            ClosedWorld::new().with_json("https://a.example/1", "{}").with_status("https://a.example/2", 410);
        let counting = Counting(world, Cell::new(0));
        let cache = Cache::open(folder("counting")).unwrap();
        let mut budget = Budget::of(2, Duration::from_secs(5));
        let mut ask = |path: &str, seconds| {
            let cached = Cached::new(&counting, cache.clone(), time(seconds));
            let url = format!("https://a.example/{path}");
            retrieve(&cached, &url, DOCUMENT, &mut budget).map_err(|error| error.code().as_str())
        };
        for seconds in [0, 1, 3_599] {
            assert_eq!(ask("1", seconds), Ok(b"{}".to_vec()));
        }
        assert_eq!(ask("2", 0), Err("fetch.unavailable"));
        assert_eq!(ask("2", 0), Err("fetch.budget_exhausted"));
        assert_eq!(ask("1", 0), Ok(b"{}".to_vec()));
        assert_eq!(counting.1.get(), 2);
        fs::remove_dir_all(&cache.folder).unwrap();
    }
}
