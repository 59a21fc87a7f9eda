//! GOAUTH: who we are to servers that want to know, asked of netrc, git and commands as Go 1.24 and
//! newer ask them. Rules: `cmd/go/internal/auth` and `cmd/go/internal/web/http.go`.
//!
//! What a command says is never shown, neither its standard output nor its standard error: both may
//! hold a secret.

mod ask;
pub(crate) mod told;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::Netrc;
use crate::base::secret::UrlText;
use crate::sys::env::Env;
use crate::sys::fs::read;
use crate::sys::net::url::{GoUrl, Scheme, Url};
use crate::sys::net::{Fetch, NetError, Request, Response, Secrets, in_the_clear};
use ask::Asked;

/// What GOAUTH says, in the order in which it is asked: what is named first comes last and wins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Auth(Vec<Method>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Method {
    Netrc,
    /// `git credential` in this directory.
    Git(PathBuf),
    Command(String),
}

/// Why GOAUTH cannot be used, in Go's own words but without its value, which may hold a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// Nothing between two semicolons.
    #[error("GOAUTH encountered an empty command")]
    Empty,
    /// `off` forbids what stands beside it.
    #[error("GOAUTH=off cannot be combined with other authentication commands")]
    OffAndMore,
    /// `git` alone, or with more than a directory.
    #[error("GOAUTH=git dir method requires an absolute path to the git working directory")]
    GitDir,
    /// There is no such directory.
    #[error("GOAUTH=git encountered an error; cannot stat the directory")]
    GitMissing,
}

impl Default for Auth {
    fn default() -> Self {
        Self(vec![Method::Netrc])
    }
}

impl Auth {
    /// Nobody is asked.
    pub fn off() -> Self {
        Self(Vec::new())
    }

    /// Reads the value of GOAUTH; nothing is Go's default, `netrc`.
    ///
    /// # Errors
    /// [`AuthError`], where the go command ends at its first request.
    pub fn parse(value: Option<&str>) -> Result<Self, AuthError> {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return Ok(Self::default());
        };
        let commands: Vec<&str> = value.split(';').map(str::trim).rev().collect();
        let alone = commands.len() == 1;
        let mut methods = Vec::new();
        for command in commands {
            let words: Vec<&str> = command.split_whitespace().collect();
            match words.as_slice() {
                [] => return Err(AuthError::Empty),
                ["off", ..] if alone => return Ok(Self::off()),
                ["off", ..] => return Err(AuthError::OffAndMore),
                ["netrc", ..] => methods.push(Method::Netrc),
                ["git", dir] => methods.push(Method::Git(directory(dir)?)),
                ["git", ..] => return Err(AuthError::GitDir),
                _ => methods.push(Method::Command(command.to_owned())),
            }
        }
        Ok(Self(methods))
    }

    /// Whether netrc is read.
    pub fn reads_netrc(&self) -> bool {
        self.0.contains(&Method::Netrc)
    }

    /// Whether asking again can bring anything new.
    fn may_change(&self) -> bool {
        self.0.iter().any(|method| *method != Method::Netrc)
    }
}

fn directory(dir: &str) -> Result<PathBuf, AuthError> {
    let dir = Path::new(dir);
    match (dir.is_absolute(), read::exists(dir), read::is_dir(dir)) {
        (true, true, true) => Ok(dir.to_owned()),
        (true, false, _) => Err(AuthError::GitMissing),
        _ => Err(AuthError::GitDir),
    }
}

pub(crate) type Headers = Vec<(String, String)>;

/// Asks with the headers that GOAUTH brings, where a request goes over TLS to one of these places.
#[derive(Debug)]
pub struct Authorized<F> {
    inner: F,
    auth: Auth,
    env: Env,
    places: Vec<UrlText>,
    begun: OnceLock<()>,
    /// By prefix of a URL, `https://` and the last slash left out.
    known: Mutex<BTreeMap<Vec<u8>, Secrets>>,
}

impl<F: Fetch> Authorized<F> {
    /// `places` are the URLs below which Go would ask: proxies, `direct`, the checksum database.
    pub fn new(inner: F, auth: Auth, env: &Env, places: Vec<UrlText>) -> Self {
        let (begun, known) = (OnceLock::new(), Mutex::default());
        Self { inner, auth, env: env.clone(), places, begun, known }
    }

    /// Whether something is known that a request for this URL is sent with.
    pub fn knows(&self, url: &UrlText) -> bool {
        self.wanted(url).is_some_and(|url| !self.headers(&url).is_empty())
    }

    /// The URL as Go writes it, where it is one that GOAUTH is for.
    fn wanted(&self, url: &UrlText) -> Option<Vec<u8>> {
        let parsed = self.is_asked(url).then(|| GoUrl::parse_request(url.exact().as_bytes()))??;
        (parsed.scheme == "https").then(|| parsed.text())
    }

    /// Whether Go would ask there.
    fn is_asked(&self, url: &UrlText) -> bool {
        let below = |place: &UrlText| {
            let rest = url.exact().strip_prefix(place.exact().trim_end_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.places.iter().any(below)
    }

    /// Go sends no password over http. The client makes an exception for this machine, Go does not.
    fn refuse_in_the_clear(&self, url: &UrlText) -> Result<(), NetError> {
        let url = self.is_asked(url).then(|| Url::parse(url.exact()).ok()).flatten();
        let open = |url: &Url| url.scheme() == Scheme::Http && url.credentials().is_some();
        url.filter(open).map_or(Ok(()), |url| Err(in_the_clear(&url)))
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<Vec<u8>, Secrets>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The headers of the longest prefix.
    fn headers(&self, url: &[u8]) -> Headers {
        let known = self.known();
        let mut prefix = place_of(url);
        loop {
            if let Some(Secrets(headers)) = known.get(prefix) {
                return headers.clone();
            }
            match prefix.iter().rposition(|byte| *byte == b'/') {
                Some(slash) => prefix = &prefix[..slash],
                None => return Headers::new(),
            }
        }
    }

    fn store(&self, prefix: &[u8], headers: Headers) {
        let prefix = place_of(prefix).to_vec();
        if headers.is_empty() {
            self.known().remove(&prefix);
        } else {
            self.known().insert(prefix, Secrets(headers));
        }
    }

    /// Asks all methods: at first without a URL, then with the one that was refused. Whoever says
    /// nothing, or nothing that can be read, is passed over.
    fn ask_all(&self, refused: Option<(&[u8], &Response)>) -> Option<(Asked, PathBuf)> {
        let mut git = None;
        for method in &self.auth.0 {
            match method {
                Method::Netrc => {
                    for (machine, headers) in Netrc::read(&self.env).headers().rev() {
                        self.store(machine.as_bytes(), headers);
                    }
                }
                Method::Git(dir) => {
                    let Some((url, _)) = refused else { continue };
                    let Some(asked) = ask::git(&self.env, dir, url) else { continue };
                    self.store(&asked.prefix, asked.headers.clone());
                    git = Some((asked, dir.clone()));
                }
                Method::Command(command) => {
                    for (prefix, headers) in ask::command(&self.env, command, refused) {
                        self.store(&prefix, headers);
                    }
                }
            }
        }
        git
    }

    fn get_as(&self, request: &Request, url: &[u8]) -> Result<Response, NetError> {
        let mut request = request.clone();
        request.secrets.0.extend(self.headers(url));
        self.inner.get(&request)
    }
}

fn place_of(url: &[u8]) -> &[u8] {
    let url = url.strip_prefix(b"https://").unwrap_or(url);
    url.strip_suffix(b"/").unwrap_or(url)
}

impl<F: Fetch> Fetch for Authorized<F> {
    fn get(&self, request: &Request) -> Result<Response, NetError> {
        self.refuse_in_the_clear(&request.url)?;
        let Some(url) = self.wanted(&request.url) else { return self.inner.get(request) };
        self.begun.get_or_init(|| drop(self.ask_all(None)));
        let first = self.get_as(request, &url)?;
        // 416 is the answer to a range, for which go never asks.
        if !(400..500).contains(&first.status) || first.status == 416 || !self.auth.may_change() {
            return Ok(first);
        }
        let git = self.ask_all(Some((&url, &first)));
        drop(first);
        let second = self.get_as(request, &url)?;
        if let Some((asked, dir)) = git {
            asked.tell(&self.env, &dir, second.status);
        }
        Ok(second)
    }
}

#[cfg(test)]
mod tests;
