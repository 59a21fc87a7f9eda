//! Which manifests the user has trusted: by place and by content, so that a changed file, or the
//! same file elsewhere, has to be looked at again.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize, Serializer};

use super::Manifest;
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::settings::home::Home;
use crate::settings::stamp;
use crate::sys::fs;
use crate::sys::text::bytes;

/// One record below `state/trust/`, named by the sum of the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The manifest. For people: which bytes count is in the record's name. A path, so that whoever shows it has
    /// to say how: its directory's name may hold a line break.
    #[serde(serialize_with = "as_text")]
    pub path: PathBuf,
    /// The sum of the bytes that were trusted.
    pub sha256: Sha256Sum,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The variables that it sets.
    pub env: Vec<String>,
    /// The tools that it pins: `gopls v0.16.1`.
    #[serde(default)]
    pub tools: Vec<String>,
}

/// Whether the user trusted these bytes at this place.
pub fn is_trusted(home: &Home, path: &Path, bytes: &[u8]) -> bool {
    holds(home, path, Sha256Sum::of(bytes))
}

/// As [`is_trusted`], with the sum at hand. A record that cannot be read trusts nothing.
pub fn holds(home: &Home, path: &Path, sum: Sha256Sum) -> bool {
    let record = read(&file(home, path));
    record.ok().flatten().is_some_and(|record| record.sha256 == sum)
}

/// Trusts the bytes that `manifest` was read from, from now (seconds since 1970) on.
///
/// # Errors
/// When the record cannot be written.
pub fn grant(home: &Home, manifest: &Manifest, now: i64, told: &dyn Progress) -> Result<Record> {
    let record = Record {
        path: real(&manifest.path),
        sha256: manifest.sha256,
        at: now,
        env: manifest.env.iter().map(|variable| variable.name.clone()).collect(),
        tools: manifest
            .tools
            .iter()
            .map(|tool| format!("{} {}", tool.name, tool.version))
            .collect(),
    };
    let text = serde_json::to_vec_pretty(&record)
        .map_err(|error| Fault::unfinished(format!("could not write down the trust: {error}")))?;
    let path = file(home, &manifest.path);
    stamp::changing(home, told, || fs::atomic::write(&path, &text))?;
    Ok(record)
}

/// Takes trust back; whether there was any. The manifest itself need not exist any more.
///
/// # Errors
/// When the record cannot be removed.
pub fn revoke(home: &Home, path: &Path, told: &dyn Progress) -> Result<bool> {
    stamp::changing(home, told, || fs::remove::file(&file(home, path)))
}

/// All records, sorted by path.
///
/// # Errors
/// When the folder cannot be read. A record that is no record is passed over.
pub fn list(home: &Home) -> Result<Vec<Record>> {
    let folder = folder(home);
    let mut records = Vec::new();
    for name in fs::walk::names(&folder)? {
        records.extend(read(&folder.join(name)).ok().flatten());
    }
    records.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(records)
}

/// A path that is no text is written down as far as it is one.
fn as_text<S: Serializer>(path: &Path, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

fn read(file: &Path) -> Result<Option<Record>> {
    let Some(bytes) = fs::read::bytes(file, 1 << 20)? else { return Ok(None) };
    Ok(serde_json::from_slice(&bytes).ok())
}

fn folder(home: &Home) -> PathBuf {
    home.state().join("trust")
}

fn file(home: &Home, manifest: &Path) -> PathBuf {
    let place = real(manifest);
    folder(home).join(format!("{}.json", Sha256Sum::of(bytes(&place))))
}

/// One spelling per place: links above the file are followed. The file itself may be gone.
fn real(manifest: &Path) -> PathBuf {
    match (manifest.parent().and_then(fs::marks::real), manifest.file_name()) {
        (Some(parent), Some(name)) => parent.join(name),
        _ => manifest.to_owned(),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::base::progress::Silent;

    fn world() -> (tempfile::TempDir, Home) {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(&dir.path().join("home"));
        (dir, home)
    }

    #[test]
    fn trust_is_for_these_bytes_at_this_place() {
        let (dir, home) = world();
        let path = dir.path().join("goenvmgr.toml");
        let text = "[env]\nA = \"1\"\n";
        let manifest = Manifest::parse(&path, text).unwrap();
        assert!(!manifest.is_trusted(&home));
        grant(&home, &manifest, 7, &Silent).unwrap();
        assert!(manifest.is_trusted(&home));
        assert!(is_trusted(&home, &path, text.as_bytes()));
        assert!(!is_trusted(&home, &path, text.replace('1', "2").as_bytes()));
        assert!(!is_trusted(&home, &dir.path().join("x/goenvmgr.toml"), text.as_bytes()));
        let listed = list(&home).unwrap();
        assert_eq!((listed.len(), listed[0].env.as_slice()), (1, &["A".to_owned()][..]));
        assert!(revoke(&home, &path, &Silent).unwrap());
        assert!(!revoke(&home, &path, &Silent).unwrap());
        assert!(!manifest.is_trusted(&home));
    }

    #[test]
    fn trust_of_a_place_holds_by_its_other_names() {
        let (dir, home) = world();
        let (real, link) = (dir.path().join("real"), dir.path().join("link"));
        std::fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        let manifest = Manifest::parse(&link.join("goenvmgr.toml"), "[env]\nA='1'").unwrap();
        grant(&home, &manifest, 7, &Silent).unwrap();
        assert!(is_trusted(&home, &real.join("goenvmgr.toml"), b"[env]\nA='1'"));
    }

    #[test]
    fn record_that_is_broken_trusts_nothing_and_no_variables_need_no_trust() {
        let (dir, home) = world();
        let path = dir.path().join("goenvmgr.toml");
        let manifest = Manifest::parse(&path, "[env]\nA='1'").unwrap();
        fs::atomic::write(&file(&home, &path), b"{\"sha256\": \"").unwrap();
        assert!(!manifest.is_trusted(&home));
        assert!(list(&home).unwrap().is_empty());
        assert!(Manifest::parse(&path, "go='1.22'").unwrap().is_trusted(&home));
    }
}
