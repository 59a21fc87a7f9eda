//! What the machine is like: plain data, one type a fact.

pub mod answers;
pub mod cgroup;
pub mod compiler;
pub mod editors;
pub mod guards;
pub mod install;
pub mod modcache;
pub mod named;
pub mod network;
pub mod places;
pub mod project;
pub mod resolve;
pub mod roots;
pub mod settings;
pub mod smoke;
pub mod startup;
pub mod system;
pub mod tools;

use std::path::PathBuf;

use roots::Root;

use super::model::facts::Facts;
use crate::env::Env;
use crate::net::proxy::Rules;
use crate::version::GoVersion;

/// The file that SSL_CERT_FILE names.
pub fn certificates(env: &Env) -> Option<PathBuf> {
    env.var_os("SSL_CERT_FILE").map(|file| env.cwd.join(file))
}

/// The version of the Go at hand, where it is known.
pub fn go_version(facts: &Facts) -> Option<GoVersion> {
    let root = facts.get::<Root>()?;
    let text = root.version.as_ref().or(root.go_version.as_ref())?;
    GoVersion::from_toolchain(text.split(' ').next()?)
}

/// How the Go at hand reads the proxy variables.
pub fn proxy_rules(facts: &Facts) -> Rules {
    let rules = |go: GoVersion| Rules::of(|version| go.is_at_least(version));
    go_version(facts).map(rules).unwrap_or_default()
}

/// Whether the Go at hand knows GOAUTH: 1.24 and newer do.
pub fn knows_goauth(facts: &Facts) -> bool {
    go_version(facts).is_none_or(|version| version.is_at_least("1.24"))
}

/// Where doctor builds and writes.
pub fn scratch(facts: &Facts) -> PathBuf {
    facts.home.cache().join("doctor")
}
