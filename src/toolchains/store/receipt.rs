//! What is known about an installed toolchain: where it came from and what verified it.
//!
//! `receipts/goX.json` is small and read by `list`; `receipts/goX.files` is the per-file manifest.
//! Neither decides whether a toolchain is installed. While a toolchain changes they lie inside it
//! (see [`toolchain_dir`]), and then those hold.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::rebuilt::Rebuilt;
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::visible;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::sumdb::Evidence;
use crate::go::tree::Tree;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::settings::toolchain_dir;
use crate::sys::fs::{atomic, read};

/// The form that this program writes.
pub const SCHEMA: u32 = 1;
/// Longest receipt and manifest that are read, in bytes.
const RECEIPT_LIMIT: u64 = 1 << 20;
const MANIFEST_LIMIT: u64 = 64 << 20;

/// The record of one installation. The names of the fields are the keys of the JSON file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Form of this file; see [`SCHEMA`].
    pub schema: u32,
    /// The version, `1.22.5`.
    pub version: GoVersion,
    /// `{"os": "linux", "arch": "amd64"}`.
    pub platform: Platform,
    /// When it was installed, in seconds since 1970.
    pub installed_at: i64,
    /// `go.dev`, `goproxy` or `local`.
    pub source: String,
    /// The URL without credentials, or the path, that the bytes came from.
    pub origin: String,
    /// Length of the archive in bytes; null for a directory.
    pub archive_bytes: Option<u64>,
    /// Regular files.
    pub files: u64,
    /// Sum of their sizes in bytes.
    pub size_bytes: u64,
    /// The h1 hash of these files, as the checksum database would have it.
    pub h1: String,
    /// The release index that has the archive's SHA-256; null where none was compared.
    pub sha256: Option<IndexAttestation>,
    /// The archive's SHA-256 as the user named it (`install --sha256`); else null.
    #[serde(default)]
    pub own_sha256: Option<Sha256Sum>,
    /// The record of the checksum database with its inclusion proof; null where it was not had.
    pub transparency: Option<Evidence>,
    /// Why nothing verified these bytes, for `--unverified` installs; else null.
    pub unverified: Option<String>,
    /// Directories that a release archive has and this toolchain has not.
    pub absent: Vec<String>,
    /// What could not be checked, and why.
    pub notes: Vec<String>,
    /// The last build from its own source that gave the same bytes (`verify --rebuild`); else null.
    #[serde(default)]
    pub rebuilt: Option<Rebuilt>,
}

/// A release index that attests an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexAttestation {
    /// The archive's SHA-256.
    pub sha256: Sha256Sum,
    /// The index's URL.
    pub index: String,
}

impl Receipt {
    /// Reads the receipt of a version; `None` where there is none.
    ///
    /// # Errors
    /// When it is there and is not one (exit 3).
    pub fn load(home: &Home, version: &GoVersion) -> Result<Option<Self>> {
        let path = Self::path(home, version);
        let bytes = match read::bytes(&toolchain_dir::receipt(&root(home, version)), RECEIPT_LIMIT)?
        {
            None => read::bytes(&path, RECEIPT_LIMIT)?,
            travels => travels,
        };
        let Some(bytes) = bytes else { return Ok(None) };
        match serde_json::from_slice(&bytes) {
            Ok(receipt) => Ok(Some(receipt)),
            Err(error) => Err(damaged(&path, &visible::json(&error), version)),
        }
    }

    /// Reads the manifest of a version; `None` where there is none.
    ///
    /// # Errors
    /// When it is there and is not one (exit 3).
    pub fn manifest(home: &Home, version: &GoVersion) -> Result<Option<Tree>> {
        let path = Self::manifest_path(home, version);
        let text = match read::text(&toolchain_dir::manifest(&root(home, version)), MANIFEST_LIMIT)?
        {
            None => read::text(&path, MANIFEST_LIMIT)?,
            travels => travels,
        };
        let Some(text) = text else { return Ok(None) };
        match Tree::from_text(&text) {
            Ok(tree) => Ok(Some(tree)),
            Err(line) => Err(damaged(&path, &format!("line {line} is damaged"), version)),
        }
    }

    /// `receipts/goX.json`.
    pub fn path(home: &Home, version: &GoVersion) -> PathBuf {
        home.receipts().join(format!("{}.json", home.named(version)))
    }

    /// `receipts/goX.files`.
    pub fn manifest_path(home: &Home, version: &GoVersion) -> PathBuf {
        home.receipts().join(format!("{}.files", home.named(version)))
    }

    /// Writes the receipt to `path`. Whoever publishes the tree flushes both to disk.
    ///
    /// # Errors
    /// When the file cannot be written (exit 3).
    pub fn write(&self, path: &std::path::Path) -> Result<()> {
        atomic::write_cache(path, &self.text()?)
    }

    /// Writes it in the place of the receipt of a toolchain that stands, flushed to disk.
    ///
    /// # Errors
    /// When the file cannot be written (exit 3).
    pub fn replace(&self, path: &std::path::Path) -> Result<()> {
        atomic::write(path, &self.text()?)
    }

    fn text(&self) -> Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(self)
            .map_err(|error| Fault::unfinished(format!("a receipt cannot be written: {error}")))?;
        text.push(b'\n');
        Ok(text)
    }

    /// Whether the same bytes can be had again from those who publish them: the user's own hash says that
    /// of nobody.
    pub fn can_be_had_again(&self) -> bool {
        self.unverified.is_none() && (self.sha256.is_some() || self.transparency.is_some())
    }

    /// Why the directories in [`Receipt::absent`] are not there, for people.
    pub fn why_absent(source: &str) -> &'static str {
        match source {
            "goproxy" => "a toolchain module has none",
            _ => "they were not there, or nothing verified them",
        }
    }
}

fn root(home: &Home, version: &GoVersion) -> PathBuf {
    home.toolchains().join(home.named(version))
}

fn damaged(path: &std::path::Path, why: &str, version: &GoVersion) -> Fault {
    Fault::unfinished(format!("{} is damaged: {why}", path.visible()))
        .hint(format!("goenvmgr install --reinstall {version} writes it again"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipt_round_trips_and_a_damaged_one_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(dir.path());
        let version = GoVersion::parse("1.22.5").unwrap();
        assert_eq!(Receipt::load(&home, &version), Ok(None));
        let sha256 = Sha256Sum::of(b"archive");
        let receipt = Receipt {
            schema: SCHEMA,
            version: version.clone(),
            platform: Platform::new("linux", "amd64"),
            installed_at: 7,
            source: "go.dev".into(),
            origin: "https://dl.google.com/go/x".into(),
            archive_bytes: Some(1),
            files: 1,
            size_bytes: 2,
            h1: sha256.to_h1(),
            sha256: Some(IndexAttestation { sha256, index: "https://go.dev/dl/".into() }),
            own_sha256: None,
            transparency: None,
            unverified: None,
            absent: vec!["api".into()],
            notes: Vec::new(),
            rebuilt: None,
        };
        let path = Receipt::path(&home, &version);
        receipt.write(&path).unwrap();
        assert_eq!(Receipt::load(&home, &version), Ok(Some(receipt.clone())));
        assert_eq!(receipt.verified().to_string(), "sha256");
        atomic::write(&path, b"{\"schema\": 1").unwrap();
        let fault = Receipt::load(&home, &version).unwrap_err();
        assert!(fault.what.contains("go1.22.5.json is damaged"), "{fault}");
    }
}
