//! The HTTP or SOCKS proxy on the way.

pub(in crate::doctor) mod checks;
pub(in crate::doctor) mod messages;

use crate::doctor::model::facts::Facts;
use crate::doctor::subjects::toolchain::at_hand::go_version;
use crate::go::version::GoVersion;
use crate::sys::net::proxy::Rules;

/// How the Go at hand reads the proxy variables.
pub(in crate::doctor) fn proxy_rules(facts: &Facts) -> Rules {
    let rules = |go: GoVersion| Rules::of(|version| go.is_at_least(version));
    go_version(facts).map(rules).unwrap_or_default()
}
