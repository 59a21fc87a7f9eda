//! The user's own GOPROXY: which of its entries may be asked for a toolchain or a list of versions, in which order, with
//! which credentials. Rules: `cmd/go/internal/modfetch/proxy.go` (`proxyList`, `TryProxies`).
//!
//! `direct` means, for this one module, the release site: Go follows the `go-import` line of
//! golang.org/toolchain, which names `https://go.dev/dl/mod` as its module server. We go there
//! without asking for the line, or to the same place below the index that the user configured.
//! There is no address of a proxy in our code.

pub(crate) mod auth;
mod netrc;
mod private;

pub use auth::{Auth, AuthError, Authorized};
pub use netrc::Netrc;
pub use private::covers;

use crate::base::secret::UrlText;
use crate::go::escape;
use crate::go::platform::{Platform, TOOLCHAIN_MODULE};
use crate::go::sources::{self, Answer, Tried};
use crate::go::version::GoVersion;
use crate::sys::net::resume::{Download, Partial, open_immutable};
use crate::sys::net::url::Url;
use crate::sys::net::{Fetch, Patience, Request};

/// Longest `@v/list` that is read, in bytes.
const LIST_LIMIT: u64 = 16 * 1024 * 1024;

pub use crate::go::goconfig::{ProxyEntry as Entry, ProxyWay as Way};

/// What decides how GOPROXY is used, all as the Go configuration has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings<'a> {
    /// GONOPROXY; empty or absent: GOPRIVATE.
    pub gonoproxy: Option<&'a str>,
    /// GOPRIVATE.
    pub goprivate: Option<&'a str>,
    /// The release index (`https://go.dev/dl/`), below which `direct` finds the modules.
    pub index_url: Option<&'a UrlText>,
}

/// GOPROXY, ready to be asked for toolchains.
#[derive(Clone, Debug)]
pub struct Proxies {
    steps: Vec<Step>,
    /// Which modules no proxy is asked for, and what says so.
    private: Option<(&'static str, String)>,
}

#[derive(Clone, Debug)]
struct Step {
    /// Base URL as it is written, or why there is none.
    base: Result<UrlText, String>,
    /// Why it is not asked for toolchains all the same.
    left_out: Option<String>,
    name: String,
    on_any_error: bool,
    is_proxy: bool,
}

/// A module zip on its way.
pub struct Zip<'a> {
    /// The bytes.
    pub download: Download<'a>,
    /// Who sends them, for messages: `goproxy (https://proxy.example)`.
    pub source: String,
}

impl Proxies {
    /// Prepares the entries, as GOPRIVATE and GONOPROXY have them.
    pub fn new(entries: &[Entry], settings: Settings<'_>) -> Self {
        let private = private(settings);
        let covered = private.as_ref().filter(|(_, patterns)| covers(patterns, TOOLCHAIN_MODULE));
        let left_out = covered.map(|(name, patterns)| format!("{name}={patterns}"));
        let mut steps = Vec::new();
        for entry in entries {
            let step = Step::new(entry, settings, left_out.as_deref());
            let last = matches!(entry.way, Way::Direct | Way::Off);
            steps.push(step);
            if last {
                break;
            }
        }
        Self { steps, private }
    }

    /// The toolchain's module zip from the first entry that has it, or what each one said.
    /// `have` is the beginning of an earlier download; it is used where it came from the same URL.
    ///
    /// # Errors
    /// Every entry that was asked, and its answer.
    pub fn toolchain_zip<'a>(
        &self,
        fetch: &'a dyn Fetch,
        version: &GoVersion,
        platform: &Platform,
        have: Option<&Partial>,
        patience: Patience,
    ) -> Result<Zip<'a>, Vec<Tried>> {
        let version = platform.module_version(version);
        let file = format!("{}.zip", escape::escape(&version).unwrap_or(version));
        self.ask(&file, |url| {
            let request = Request { patience, ..Request::get(url) };
            sources::sent(open_immutable(fetch, request, have))
        })
        .map(|(download, source)| Zip { download, source })
    }

    /// The versions for this platform that the first entry with a list knows of, in no order and
    /// with gaps: a proxy lists what it has met.
    ///
    /// # Errors
    /// Every entry that was asked, and its answer.
    pub fn versions(
        &self,
        fetch: &dyn Fetch,
        platform: &Platform,
        patience: Patience,
    ) -> Result<(Vec<GoVersion>, String), Vec<Tried>> {
        let (text, source) = self.ask("list", |url| list(fetch, url, patience))?;
        Ok((listed(&text, platform), source))
    }

    /// The versions of any module that the first entry with a list knows of, as it writes them. `direct`
    /// is not asked: where that leads the go command finds out.
    ///
    /// # Errors
    /// Every entry that was asked, and its answer.
    pub fn module_versions(
        &self,
        fetch: &dyn Fetch,
        module: &str,
        patience: Patience,
    ) -> Result<(Vec<String>, String), Vec<Tried>> {
        let not_asked = |source: &str, why: &str| {
            vec![Tried { source: source.to_owned(), answer: Answer::NotAsked(why.to_owned()) }]
        };
        if let Some((name, patterns)) =
            self.private.as_ref().filter(|(_, patterns)| covers(patterns, module))
        {
            return Err(not_asked("goproxy", &format!("{name}={patterns}")));
        }
        let Some(escaped) = escape::escape(module) else {
            return Err(not_asked("goproxy", "it is no path of a module"));
        };
        self.walk(|step, base| {
            if !step.is_proxy {
                let why = "the go command alone follows `direct`";
                return Err(Answer::NotAsked(why.to_owned()));
            }
            let below = |base: &str| format!("{}/{escaped}/@v/list", base.trim_end_matches('/'));
            let text = list(fetch, base.map(below), patience)?;
            let first = |line: &str| line.split_whitespace().next().map(str::to_owned);
            Ok(text.lines().filter_map(first).collect())
        })
    }

    /// The URLs below which something is asked, `direct` included.
    pub fn places(&self) -> impl Iterator<Item = &UrlText> {
        self.steps.iter().filter_map(|step| step.base.as_ref().ok())
    }

    /// The proxies before `direct` or `off`, and whether any failure leads
    /// on to the next: the ways to a checksum database. GOPRIVATE and GONOPROXY name modules and
    /// leave no way to the database out, as in Go.
    pub fn bases(&self) -> Vec<(UrlText, bool)> {
        let proxies = self.steps.iter().filter(|step| step.is_proxy);
        proxies.filter_map(|step| Some((step.base.clone().ok()?, step.on_any_error))).collect()
    }

    fn ask<T>(
        &self,
        file: &str,
        mut get: impl FnMut(UrlText) -> Result<T, Answer>,
    ) -> Result<(T, String), Vec<Tried>> {
        self.walk(|step, base| match &step.left_out {
            Some(why) => Err(Answer::NotAsked(why.clone())),
            None => get(base.map(|base| {
                format!("{}/{TOOLCHAIN_MODULE}/@v/{file}", base.trim_end_matches('/'))
            })),
        })
    }

    /// What the first place has that gives it, in the order and by the rules of GOPROXY, and which that was.
    fn walk<T>(
        &self,
        mut ask: impl FnMut(&Step, &UrlText) -> Result<T, Answer>,
    ) -> Result<(T, String), Vec<Tried>> {
        let mut tried = Vec::new();
        for step in &self.steps {
            let asked = step.base.as_ref().map_err(|why| Answer::NotAsked(why.clone()));
            let answer = match asked.and_then(|base| ask(step, base)) {
                Ok(found) => return Ok((found, step.name.clone())),
                Err(answer) => answer,
            };
            let goes_on = step.goes_on_after(&answer);
            tried.push(Tried { source: step.name.clone(), answer });
            if !goes_on {
                break;
            }
        }
        Err(tried)
    }
}

impl Step {
    fn goes_on_after(&self, answer: &Answer) -> bool {
        self.on_any_error || matches!(answer, Answer::Absent(_) | Answer::NotAsked(_))
    }

    fn new(entry: &Entry, settings: Settings<'_>, left_out: Option<&str>) -> Self {
        let (base, name, is_proxy) = match &entry.way {
            Way::Off => (Err("GOPROXY=off".to_owned()), "goproxy".to_owned(), false),
            Way::Direct => {
                let mirror = settings.index_url.cloned().unwrap_or_default().map(|url| {
                    let site = url.split('?').next().unwrap_or_default();
                    format!("{}/mod", site.trim_end_matches('/'))
                });
                let name = format!("goproxy direct ({mirror})");
                (Url::parse(mirror.exact()).map(|_| mirror), name, false)
            }
            Way::Url(text) => {
                let written = text.map(with_scheme);
                let url = Url::parse(written.exact());
                let shown = url.as_ref().map_or_else(
                    |_| text.to_string(),
                    |url| url.to_string().trim_end_matches('/').to_owned(),
                );
                let url = url.map(|_| written).map_err(|why| format!("it is not a URL: {why}"));
                (url, format!("goproxy ({shown})"), true)
            }
        };
        let left_out = left_out.filter(|_| is_proxy).map(str::to_owned);
        Self { base, left_out, name, on_any_error: entry.on_any_error, is_proxy }
    }
}

fn list(fetch: &dyn Fetch, url: UrlText, patience: Patience) -> Result<String, Answer> {
    let response = fetch.get(&Request { patience, ..Request::get(url) })?;
    if response.status == 200 { Ok(response.text(LIST_LIMIT)?) } else { Err(Answer::of(response)) }
}

/// Which modules GOPRIVATE or GONOPROXY covers. They say where something is fetched; whether it is
/// checked they do not touch.
fn private(settings: Settings<'_>) -> Option<(&'static str, String)> {
    let own = settings.gonoproxy.filter(|value| !value.is_empty());
    match (own, settings.goprivate) {
        (Some(patterns), _) => Some(("GONOPROXY", patterns.to_owned())),
        (None, Some(patterns)) => Some(("GOPRIVATE", patterns.to_owned())),
        (None, None) => None,
    }
}

/// Go adds `https://` to what looks like a host name.
fn with_scheme(text: &str) -> String {
    if text.contains(":/") { text.to_owned() } else { format!("https://{text}") }
}

fn listed(text: &str, platform: &Platform) -> Vec<GoVersion> {
    let ending = format!(".{}-{}", platform.os, platform.arch);
    let name = |line: &str| {
        let name = line.trim().strip_prefix("v0.0.1-")?.strip_suffix(&ending)?;
        GoVersion::from_toolchain(name)
    };
    text.lines().filter_map(name).collect()
}

#[cfg(test)]
mod tests;
