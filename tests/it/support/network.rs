//! What a process needs of this machine's environment to reach what this machine reaches.

use std::ffi::OsString;

/// The variables of proxies and of certificates: the only ones that a hermetic world takes along.
pub fn vars() -> impl Iterator<Item = (OsString, OsString)> {
    std::env::vars_os().filter(|(name, _)| {
        let name = name.to_string_lossy().to_ascii_lowercase();
        name.ends_with("_proxy") || name.starts_with("ssl_cert") || name == "git_ssl_cainfo"
    })
}
