//! The last index, so that an unchanged one is not fetched again and a lost network does not stop
//! what it can answer. One file per URL: a line of JSON about the copy, then the copy.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::digest::Sha256Sum;
use crate::base::secret::UrlText;
use crate::sys::fs;

/// A kept index.
pub(super) struct Kept {
    pub(super) etag: Option<String>,
    /// Seconds since 1970 when it was last known to be current.
    pub(super) fetched: i64,
    pub(super) text: String,
}

#[derive(Serialize, Deserialize)]
struct About {
    url: String,
    etag: Option<String>,
    fetched: i64,
    /// Of the copy: a disk that fails, or a full one, may have changed it since.
    sha256: Sha256Sum,
}

/// The copy for this URL; one that cannot be read, or is not whole, is none.
pub(super) fn read(folder: &Path, url: &UrlText) -> Option<Kept> {
    let text = fs::read::text(&file(folder, url), super::INDEX_LIMIT).ok().flatten()?;
    let (about, body) = text.split_once('\n')?;
    let about: About = serde_json::from_str(about).ok()?;
    let shown = url.to_string();
    let whole = about.sha256 == Sha256Sum::of(body.as_bytes());
    (about.url == shown && whole).then(|| Kept {
        etag: about.etag,
        fetched: about.fetched,
        text: body.to_owned(),
    })
}

/// Keeps a copy. A cache that cannot be written is no reason to fail, and another user's gets nothing of
/// root's.
pub(super) fn write(folder: &Path, url: &UrlText, etag: Option<String>, now: i64, text: &str) {
    if !fs::probe::may_leave(folder) {
        return;
    }
    let sha256 = Sha256Sum::of(text.as_bytes());
    let about = About { url: url.to_string(), etag, fetched: now, sha256 };
    if let Ok(about) = serde_json::to_string(&about) {
        let _ = fs::atomic::write_cache(&file(folder, url), format!("{about}\n{text}").as_bytes());
    }
}

fn file(folder: &Path, url: &UrlText) -> PathBuf {
    let name = Sha256Sum::of(url.to_string().as_bytes()).to_string();
    folder.join(format!("{}.json", &name[..16]))
}
