//! What is known against releases on this machine: what goenvmgr was built with, or what it has read since.

use std::path::PathBuf;

use crate::base::secret::UrlText;
use crate::go::sources::Answer;
use crate::go::vulnerabilities::{self, Known};
use crate::settings::home::Home;
use crate::sys::fs::{atomic, probe, read};
use crate::sys::net::Fetch;

/// Longest table that is read, in bytes.
const LONGEST: u64 = 16 << 20;

/// The newer of the two.
pub(crate) fn known(home: &Home) -> Known {
    kept(home).map_or_else(Known::default, |text| Known::newest(&text))
}

/// Reads the database at the setting's URL where it has changed. What cannot be kept counts all the same.
///
/// # Errors
/// What it said in place of one of its files; then what was known is.
pub(crate) fn renew(fetch: &dyn Fetch, url: &UrlText, home: &Home) -> Result<Known, Answer> {
    let before = kept(home);
    let Some(text) = vulnerabilities::newer(fetch, url, before.as_deref())? else {
        return Ok(known(home));
    };
    if probe::may_leave(home.cache()) {
        let _ = atomic::write_cache(&file(home), text.as_bytes());
    }
    Ok(Known::newest(&text))
}

fn kept(home: &Home) -> Option<String> {
    read::text(&file(home), LONGEST).ok().flatten()
}

fn file(home: &Home) -> PathBuf {
    home.cache().join("vulnerabilities")
}
