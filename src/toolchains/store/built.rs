//! Toolchains that were built here, under names: `toolchains/NAME` leads to `built/NAME-Ab12cd/go`, and receipt and
//! manifest lie beside that. So one rename, that of the name, brings the tree with what is known of it, or takes both;
//! what no name leads to is half-done, or was replaced, and goes with the next build or `clean`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Store;
use super::rebuilt::BuiltBy;
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::visible::{self, Visible as _};
use crate::go::tree::Tree;
use crate::go::version::Name;
use crate::settings::home::Home;
use crate::sys::fs::{atomic, dir_link, passing_lock, read, walk};

/// The form that this program writes.
const SCHEMA: u32 = 1;
const RECEIPT_LIMIT: u64 = 1 << 20;
const MANIFEST_LIMIT: u64 = 64 << 20;
/// How many characters of chance a directory's name ends with.
const RANDOM: usize = 6;

/// What is known of a toolchain that was built here. The names of the fields are the keys of the JSON file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuiltReceipt {
    /// Form of this file.
    pub schema: u32,
    /// What it calls itself: `1.22.5`.
    pub version: String,
    /// The Go that built it.
    pub bootstrap: BuiltBy,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Where the source came from: `go1.22.5`, a directory, or an archive's path or address.
    pub from: String,
    /// The recorded h1 of the toolchain whose source it is; null where nothing verified the source.
    pub source: Option<String>,
    /// The SHA-256 of the archive that the source came in; null where it came in none.
    #[serde(default)]
    pub archive_sha256: Option<Sha256Sum>,
    /// Why it is worth no more than who made its source; null where that was verified.
    pub unverified: Option<String>,
    /// Regular files.
    pub files: u64,
    /// Sum of their sizes in bytes.
    pub size_bytes: u64,
}

impl BuiltReceipt {
    /// The form that is written.
    pub const fn schema() -> u32 {
        SCHEMA
    }

    /// Where its source came from, and in which bytes.
    pub fn source_told(&self) -> String {
        match self.archive_sha256 {
            Some(sha256) => format!("{} (sha256 {sha256})", self.from_told()),
            None => self.from_told(),
        }
    }

    /// Where its source came from, on one line: it may be a directory.
    pub fn from_told(&self) -> String {
        self.from.as_str().visible().to_string()
    }

    /// What it is worth, in words.
    pub fn told(&self) -> String {
        match &self.unverified {
            None => "built here from verified source".to_owned(),
            Some(why) => format!("unverified: {why}"),
        }
    }
}

/// The directory of one build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildDir(PathBuf);

impl BuildDir {
    /// Of a directory that was made for it.
    pub fn new(dir: PathBuf) -> Self {
        Self(dir)
    }

    /// The one that `toolchains/NAME` leads to; `None` where it leads elsewhere.
    pub fn of(home: &Home, name: &Name) -> Option<Self> {
        let to = dir_link::target(&Store::new(home).link_path(name))?;
        let dir = to.parent().filter(|_| to.file_name() == Some(OsStr::new("go")))?;
        let is_ours =
            dir.parent() == Some(&*home.built()) && owner(dir.file_name()?) == Some(name.as_str());
        is_ours.then(|| Self(dir.to_owned()))
    }

    /// All that it holds.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The GOROOT.
    pub fn root(&self) -> PathBuf {
        self.0.join("go")
    }

    /// Reads what is known of it.
    ///
    /// # Errors
    /// When it is not there or damaged (exit 3).
    pub fn receipt(&self) -> Result<BuiltReceipt> {
        let path = self.0.join("receipt.json");
        let bytes =
            read::bytes(&path, RECEIPT_LIMIT)?.ok_or_else(|| damaged(&path, "it is missing"))?;
        serde_json::from_slice(&bytes).map_err(|error| damaged(&path, &visible::json(&error)))
    }

    /// Reads what its files were.
    ///
    /// # Errors
    /// As [`BuildDir::receipt`].
    pub fn manifest(&self) -> Result<Tree> {
        let path = self.0.join("files");
        let text =
            read::text(&path, MANIFEST_LIMIT)?.ok_or_else(|| damaged(&path, "it is missing"))?;
        Tree::from_text(&text).map_err(|line| damaged(&path, &format!("line {line} is damaged")))
    }

    /// That its receipt says what it cannot.
    pub fn damaged(&self, why: &str) -> Fault {
        damaged(&self.0.join("receipt.json"), why)
    }

    /// Writes both, not flushed.
    ///
    /// # Errors
    /// When they cannot be written (exit 3).
    pub fn write(&self, receipt: &BuiltReceipt, manifest: &Tree) -> Result<()> {
        let mut text = serde_json::to_vec_pretty(receipt)
            .map_err(|error| Fault::unfinished(format!("a receipt cannot be written: {error}")))?;
        text.push(b'\n');
        atomic::write_cache(&self.0.join("receipt.json"), &text)?;
        atomic::write_cache(&self.0.join("files"), manifest.to_text().as_bytes())
    }
}

/// The name that a directory of `built/` belongs to: `tip` of `tip-Ab12cd`. Nobody but us gives such names.
pub fn owner(dir: &OsStr) -> Option<&str> {
    let (name, end) = dir.to_str()?.rsplit_once('-')?;
    let random = end.len() == RANDOM && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (random && name.parse::<Name>().is_ok()).then_some(name)
}

/// The lock of who builds, replaces or removes what has this name.
pub fn lock_path(home: &Home, name: &str) -> PathBuf {
    passing_lock::path_in(&home.built(), name)
}

/// What was built here, by name.
///
/// # Errors
/// When the directory of toolchains is there and cannot be read.
pub fn all(home: &Home) -> Result<Vec<(Name, BuildDir)>> {
    let links = Store::new(home).links()?.into_iter();
    Ok(links
        .filter_map(|link| BuildDir::of(home, &link.name).map(|dir| (link.name, dir)))
        .collect())
}

/// The directories that no name leads to, each with the name that it was made for.
pub fn unnamed(home: &Home) -> Vec<(String, PathBuf)> {
    let built = home.built();
    let names = walk::names(&built).unwrap_or_default();
    let dirs = names.iter().filter_map(|dir| Some((owner(dir)?.to_owned(), built.join(dir))));
    let leads = |name: &str, dir: &Path| {
        let name: Option<Name> = name.parse().ok();
        name.and_then(|name| BuildDir::of(home, &name)).is_some_and(|named| named.path() == dir)
    };
    dirs.filter(|(name, dir)| !leads(name, dir)).collect()
}

fn damaged(path: &Path, why: &str) -> Fault {
    Fault::unfinished(format!("{} is damaged: {why}", path.visible()))
        .hint("goenvmgr install builds it again")
}
