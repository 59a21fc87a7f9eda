//! What each setting may be. Every value reaches these functions as text.

use std::str::FromStr;
use std::time::Duration;

use serde::Serialize;

use crate::base::fault::{Fault, Result};
use crate::base::origin::Origin;
use crate::base::secret::{UrlText, redact};
use crate::go::version::{Request, told};

/// Text to value, or what would have been right.
pub(super) type Parse<T> = fn(&str) -> Result<T, String>;

/// Those that hold a URL: it may hold secrets.
const URLS: [&str; 5] = ["archive_url", "index_url", "mirror", "release_url", "vulnerability_url"];

/// The table of names that the user gives to requests.
pub(super) const ALIASES: &str = "aliases";

/// Tables of `config.toml`, which others read: `[health]` is health's.
pub(super) const TABLES: [&str; 1] = ["health"];

/// What must verify a toolchain before it is installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// The index's SHA-256 or the checksum database, both where both can be had.
    Standard,
    /// The checksum database.
    Transparency,
}

/// What activation does to GOTOOLCHAIN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ToolchainMode {
    /// Nothing.
    Auto,
    /// Go's own switching takes only toolchains that we installed.
    Installed,
    /// The selected version and no other.
    Strict,
}

/// What activation does to GOROOT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GorootMode {
    /// Exports it together with PATH.
    Export,
    /// Takes an inherited one away.
    Unset,
}

/// What activation puts first on PATH.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PathMode {
    /// The selected toolchain's own `bin`: children keep it, wherever they go.
    Toolchain,
    /// `shims/`: each `go` selects for the directory that it runs in.
    Shims,
}

impl FromStr for Policy {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "standard" => Ok(Self::Standard),
            "transparency" => Ok(Self::Transparency),
            _ => Err("standard or transparency".to_owned()),
        }
    }
}

impl FromStr for ToolchainMode {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "auto" => Ok(Self::Auto),
            "installed" => Ok(Self::Installed),
            "strict" => Ok(Self::Strict),
            _ => Err("auto, installed or strict".to_owned()),
        }
    }
}

impl FromStr for GorootMode {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "export" => Ok(Self::Export),
            "unset" => Ok(Self::Unset),
            _ => Err("export or unset".to_owned()),
        }
    }
}

impl FromStr for PathMode {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "toolchain" => Ok(Self::Toolchain),
            "shims" => Ok(Self::Shims),
            _ => Err("toolchain or shims".to_owned()),
        }
    }
}

/// Parses, and names the key and where it stands where that fails.
pub(super) fn worded<T>(
    key: &str,
    text: &str,
    origin: &Origin,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<T> {
    parse(text).map_err(|wanted| {
        let (what, hint) = match origin {
            Origin::Environment(name) => {
                (format!("{name}={} in the environment", typed(key, text)), format!("unset {name}"))
            }
            Origin::Flag(flag) => (format!("{flag} {}", typed(key, text)), String::new()),
            at => (format!("{at}: {key} = {}", written(key, text)), format!("fix the line, {at}")),
        };
        let fault = Fault::usage(format!("{what}: it must be {wanted}"));
        if hint.is_empty() { fault } else { fault.hint(hint) }
    })
}

/// What the user has typed without the secrets of URLs: what should be a word may be one.
fn typed(key: &str, text: &str) -> String {
    match key {
        key if URLS.contains(&key) => {
            format!("{:?}", UrlText::from(text))
        }
        _ => format!("{:?}", redact(text)),
    }
}

/// What a line of the file says, where it may be said: a value that is in the wrong place may be a
/// secret.
fn written(key: &str, text: &str) -> String {
    let plain = |c: char| c.is_ascii_lowercase() || matches!(c, '-' | '.' | ',');
    match key {
        key if URLS.contains(&key) => typed(key, text),
        _ if text.len() <= 16 && text.chars().all(plain) => format!("\"{text}\""),
        _ => told(text),
    }
}

pub(super) fn word<T: FromStr<Err = String>>(text: &str) -> Result<T, String> {
    text.parse()
}

pub(super) fn request(text: &str) -> Result<Option<Request>, String> {
    text.parse().map(Some).map_err(|_| "a version, such as 1.22.5, 1.22, latest or system".into())
}

/// Names alone: which there are is known to who fetches.
pub(super) fn sources(text: &str) -> Result<Vec<UrlText>, String> {
    let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
    let mut sources: Vec<UrlText> = Vec::new();
    for name in names.map(UrlText::from) {
        if !sources.contains(&name) {
            sources.push(name);
        }
    }
    if sources.is_empty() { Err("a list of names".to_owned()) } else { Ok(sources) }
}

pub(super) fn url(text: &str) -> Result<UrlText, String> {
    let known = ["https://", "http://", "file://"].iter().any(|scheme| {
        text.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty() && rest != "/")
    });
    if known && !text.contains(char::is_whitespace) {
        return Ok(text.into());
    }
    Err("an http, https or file URL".to_owned())
}

pub(super) fn directory_url(text: &str) -> Result<UrlText, String> {
    let url = url(text)?;
    Ok(if url.exact().ends_with('/') { url } else { url.map(|url| format!("{url}/")) })
}

pub(super) fn some_directory_url(text: &str) -> Result<Option<UrlText>, String> {
    directory_url(text).map(Some)
}

/// What the build of a release says of where its successors lie. A build from a checkout knows no address.
pub(super) fn release_address() -> Option<UrlText> {
    option_env!("GOENVMGR_RELEASE_ADDRESS").and_then(|text| directory_url(text).ok())
}

pub(super) fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err("true or false".to_owned()),
    }
}

pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    // An hour of silence is a dead server by any measure, and keeps sums of times in range.
    match text.parse::<u64>() {
        Ok(seconds @ 1..=3600) => Ok(Duration::from_secs(seconds)),
        _ => Err("a number of seconds from 1 to 3600".to_owned()),
    }
}
