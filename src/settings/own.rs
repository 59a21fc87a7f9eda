//! What a GOROOT calls itself, told from its files: nothing of it is run.

use std::path::Path;

use crate::go::buildinfo;
use crate::go::goswitch::Own;
use crate::go::version::GoVersion;
use crate::settings::toolchain_dir::program;
use crate::sys::fs::read;

/// By `VERSION`; in a checkout that was built by `VERSION.cache`, which `make.bash` leaves; else by what is built
/// into its `go`.
pub fn of(root: &Path) -> Option<Own> {
    let files = ["VERSION", "VERSION.cache"];
    let named = files.iter().find_map(|name| by_file(root, name));
    named.or_else(|| Own::of(&buildinfo::read(&program(root, "go"))?.go))
}

/// Whether it calls itself a release: what is known of releases may be said of it.
pub fn is_release(root: &Path) -> bool {
    let text = read::text(&root.join("VERSION"), 4096).ok().flatten();
    text.is_some_and(|text| GoVersion::from_version_file(&text).is_ok())
}

/// A Go takes the whole first line for its name: "go1.22.5 X:boringcrypto".
pub(super) fn by_file(root: &Path, name: &str) -> Option<Own> {
    let text = read::try_bytes(&root.join(name), 4096).ok()??;
    let text = String::from_utf8(text).ok()?;
    Own::of(text.lines().next()?)
}
