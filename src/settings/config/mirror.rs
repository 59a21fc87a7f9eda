//! Mirrors of go.dev's downloads.
//!
//! Archives may come from anywhere, because their hash does not come with them: it comes from the
//! index or from the checksum database. So a mirror that is not Go's own brings no index.

use super::keys::directory_url;
use crate::base::fault::Result;
use crate::base::secret::UrlText;

/// Go's own release index.
pub(super) const INDEX: &str = "https://go.dev/dl/";
/// Where `https://go.dev/dl/FILE` redirects to.
pub(super) const ARCHIVES: &str = "https://dl.google.com/go/";

const PRESETS: [(&str, Option<&str>, &str); 5] = [
    ("go.dev", Some(INDEX), ARCHIVES),
    ("golang.google.cn", Some("https://golang.google.cn/dl/"), "https://golang.google.cn/dl/"),
    ("aliyun", None, "https://mirrors.aliyun.com/golang/"),
    ("ustc", None, "https://mirrors.ustc.edu.cn/golang/"),
    ("nju", None, "https://mirrors.nju.edu.cn/golang/"),
];

/// Where a mirror keeps what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mirror {
    pub(super) index: Option<UrlText>,
    pub(super) archives: UrlText,
}

pub(super) fn parse(text: &str) -> Result<Mirror, String> {
    if let Some((_, index, archives)) = PRESETS.iter().find(|(name, ..)| *name == text) {
        return Ok(Mirror { index: index.map(UrlText::from), archives: (*archives).into() });
    }
    let archives = directory_url(text).map_err(|_| {
        let names: Vec<_> = PRESETS.iter().map(|(name, ..)| *name).collect();
        format!("one of {}, or the URL of a directory of archives", names.join(", "))
    })?;
    Ok(Mirror { index: None, archives })
}
