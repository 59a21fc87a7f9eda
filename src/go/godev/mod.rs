//! The release site (go.dev/dl and whatever answers in its form): the index, which alone attests
//! for a hash, and the archives, which may come from anywhere.

mod cache;
mod index;

use std::path::Path;

pub use index::{Index, IndexFile, Release};

use crate::base::secret::UrlText;
use crate::go::platform::Platform;
use crate::go::sources::{self, Answer};
use crate::go::version::GoVersion;
use crate::sys::net::resume::{Download, Partial, is_break, open};
use crate::sys::net::url::Url;
use crate::sys::net::{Fetch, Patience, Request};

/// Longest index that is read, in bytes; go.dev's has some two million.
const INDEX_LIMIT: u64 = 64 * 1024 * 1024;
/// What `?mode=json&include=all` asks for: every release, not only the two newest.
const QUERY: &str = "?mode=json&include=all";

/// An index, and how fresh it is.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The releases.
    pub index: Index,
    /// Where the network failed and an older copy serves: its age in seconds, and the failure.
    pub stale: Option<Stale>,
}

/// An older copy serves, because the site was not reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Seconds since the copy was last known to be current.
    pub age: i64,
    /// Why there is no newer one.
    pub why: Answer,
}

/// The index at this URL (`https://go.dev/dl/`), by ETag from `folder` where it has not changed. A
/// copy there that is damaged counts for nothing, and a new one takes its place.
/// `now` is in seconds since 1970.
///
/// # Errors
/// What the site said, where no copy can stand in.
pub fn fetch_index(
    fetch: &dyn Fetch,
    url: &UrlText,
    folder: &Path,
    patience: Patience,
    now: i64,
) -> Result<Fetched, Answer> {
    let asked = index_url(url);
    let kept = cache::read(folder, &asked);
    let kept = kept.and_then(|kept| Some((Index::parse(&kept.text).ok()?, kept)));
    let (copy, kept) = kept.unzip();
    let etag = kept.as_ref().and_then(|kept| kept.etag.clone());
    let failed = match ask(fetch, &asked, etag, patience) {
        Ok(Some(New { index, text, etag })) => {
            cache::write(folder, &asked, etag, now, &text);
            return Ok(Fetched { index, stale: None });
        }
        Ok(None) => None,
        Err(why) => Some(why),
    };
    let (Some(index), Some(kept)) = (copy, kept) else {
        return Err(failed.unwrap_or(Answer::Absent("304".to_owned())));
    };
    if failed.is_none() {
        cache::write(folder, &asked, kept.etag, now, &kept.text);
    }
    let stale = failed.map(|why| Stale { age: now.saturating_sub(kept.fetched), why });
    Ok(Fetched { index, stale })
}

/// The index at this URL as it is now, whatever was kept of it: for those who judge what this machine
/// has on its disk.
///
/// # Errors
/// What the site said in place of an index.
pub fn index_now(fetch: &dyn Fetch, url: &UrlText) -> Result<Index, Answer> {
    match ask(fetch, &index_url(url), None, Patience::Long)? {
        Some(new) => Ok(new.index),
        None => Err(Answer::Unusable("304 to a request that named no copy".to_owned())),
    }
}

/// The copy of the index, whatever its age; `None` where there is none that can be read.
pub fn kept_index(url: &UrlText, folder: &Path) -> Option<Index> {
    Index::parse(&cache::read(folder, &index_url(url))?.text).ok()
}

/// An index that came over the network.
struct New {
    index: Index,
    text: String,
    etag: Option<String>,
}

/// The index, or none where it has not changed.
fn ask(
    fetch: &dyn Fetch,
    url: &UrlText,
    etag: Option<String>,
    patience: Patience,
) -> Result<Option<New>, Answer> {
    let mut request = Request { patience, ..Request::get(url.clone()) };
    request.headers.extend(etag.map(|etag| ("if-none-match".to_owned(), etag)));
    let mut response = fetch.get(&request)?;
    match response.status {
        200 => {
            let mut etag = response.header("etag").map(str::to_owned);
            let mut text = response.text(INDEX_LIMIT);
            // The client asks again for what does not come at all, not for what breaks off.
            if text.as_ref().is_err_and(|error| is_break(error.kind)) {
                request.headers.clear();
                response = fetch.get(&request)?;
                if response.status != 200 {
                    return Err(Answer::of(response));
                }
                etag = response.header("etag").map(str::to_owned);
                text = response.text(INDEX_LIMIT);
            }
            let text = text?;
            let index = Index::parse(&text).map_err(Answer::Unusable)?;
            Ok(Some(New { index, text, etag }))
        }
        304 => Ok(None),
        _ => Err(Answer::of(response)),
    }
}

/// The archive of this file from `base` (`https://dl.google.com/go/`, or a mirror).
///
/// # Errors
/// What the site said in place of the archive.
pub fn archive<'a>(
    fetch: &'a dyn Fetch,
    base: &UrlText,
    file: &IndexFile,
    have: Option<&Partial>,
    patience: Patience,
) -> Result<Download<'a>, Answer> {
    let request = Request { patience, ..Request::get(archive_url(base, file)) };
    sources::sent(open(fetch, request, have))
}

/// The archive of a version under the name that Go gives its archives, for when no index can be
/// asked. Nothing is known of it but the name, which the oldest releases for macOS do not follow.
pub fn well_known(version: &GoVersion, platform: &Platform) -> IndexFile {
    let (os, arch) = (&platform.os, platform.dl_arch());
    let ending = platform.archive_extension();
    let filename = format!("{}.{os}-{arch}.{ending}", version.toolchain());
    IndexFile { filename, size: None, sha256: None }
}

/// Where the archive lies below `base`.
pub fn archive_url(base: &UrlText, file: &IndexFile) -> UrlText {
    base.map(|base| format!("{}/{}", base.trim_end_matches('/'), file.filename))
}

/// A URL that already has a query is taken as it is.
fn index_url(url: &UrlText) -> UrlText {
    url.map(|url| {
        if url.contains('?') || url.ends_with(".json") {
            return url.to_owned();
        }
        format!("{}/{QUERY}", url.trim_end_matches('/'))
    })
}

/// How messages call the site with this index.
pub fn name(url: &UrlText) -> String {
    match Url::parse(url.exact()) {
        Ok(parsed) => format!("{} ({})", parsed.place(), parsed.without_query()),
        Err(_) => url.to_string(),
    }
}
