//! Those of a POSIX shell.

pub(super) const BUILDS: &[&str] = &[
    "git pull && ./install.sh   in the checkout that it was built from",
    "./install.sh --binary FILE --sha256 HEX   takes a release that you have",
];

pub(super) fn takes(_: &str) -> bool {
    true
}
