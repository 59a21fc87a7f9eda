//! Names, routes, certificates, and what GOPROXY answers.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;
pub(in crate::doctor) mod messages;
pub(in crate::doctor) mod order;

use std::path::PathBuf;

use crate::doctor::model::facts::Facts;
use crate::doctor::subjects::toolchain::at_hand::go_version;
use crate::sys::env::Env;

/// The file that SSL_CERT_FILE names.
pub(in crate::doctor) fn certificates(env: &Env) -> Option<PathBuf> {
    env.var_os("SSL_CERT_FILE").map(|file| env.cwd.join(file))
}

/// Whether the Go at hand knows GOAUTH: 1.24 and newer do.
pub(in crate::doctor) fn knows_goauth(facts: &Facts) -> bool {
    go_version(facts).is_none_or(|version| version.is_at_least("1.24"))
}
