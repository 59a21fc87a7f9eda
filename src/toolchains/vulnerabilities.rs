//! What is known against releases on this machine: what goenvmgr was built with, or what it has read since from the
//! database that the settings name.

use std::path::PathBuf;
use std::time::Duration;

use crate::base::digest::Sha256Sum;
use crate::base::secret::UrlText;
use crate::go::sources::Answer;
use crate::go::vulnerabilities::{self, Known};
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::sys::fs::{atomic, probe, read};
use crate::sys::net::{Fetch, Within};

/// How long reading the database may take: a file for each vulnerability, one after the other.
const LIMIT: Duration = Duration::from_secs(120);
/// Longest table that is read, in bytes.
const LONGEST: u64 = 16 << 20;

/// The newer of the two; `now` is in seconds since 1970.
pub(crate) fn known(home: &Home, config: &Config, now: i64) -> Known {
    let kept = config.vulnerability_url.value.as_ref().and_then(|url| kept(home, url));
    kept.map_or_else(Known::default, |text| Known::newest(&text, now))
}

/// Reads the database where it has changed. What cannot be kept counts all the same.
///
/// # Errors
/// What it said in place of one of its files; then what was known is.
pub(crate) fn renew(
    fetch: &dyn Fetch,
    url: &UrlText,
    home: &Home,
    now: i64,
) -> Result<Known, Answer> {
    let before = kept(home, url);
    let fetch = Within::new(fetch, LIMIT);
    let text = match vulnerabilities::newer(&fetch, url, before.as_deref())? {
        Some(text) => {
            if probe::may_leave(home.cache()) {
                let _ = atomic::write_cache(&file(home, url), text.as_bytes());
            }
            text
        }
        None => before.unwrap_or_default(),
    };
    Ok(Known::newest(&text, now))
}

fn kept(home: &Home, url: &UrlText) -> Option<String> {
    read::text(&file(home, url), LONGEST).ok().flatten()
}

/// One for each database.
fn file(home: &Home, url: &UrlText) -> PathBuf {
    let name = Sha256Sum::of(url.to_string().as_bytes()).to_string();
    home.cache().join(format!("vulnerabilities-{}", &name[..16]))
}
