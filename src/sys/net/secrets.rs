//! Headers that say who asks.

use std::fmt;

/// Headers that must not be shown, stay with the host that is asked, and go over TLS alone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets(pub Vec<(String, String)>);

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(hidden)")
    }
}

/// Whether this one says so by its name, whoever added it.
pub(super) fn says_who(header: &str) -> bool {
    is_one_of(header, &["authorization", "cookie", "proxy-authorization"])
}

/// Whether it is sent to another host too, to which a redirect leads. All others may be for the first alone:
/// what they mean, nobody here knows.
pub(super) fn travels(header: &str) -> bool {
    is_one_of(
        header,
        &[
            "accept",
            "accept-encoding",
            "accept-language",
            "content-type",
            "idempotency-key",
            "if-none-match",
            "if-range",
            "range",
            "user-agent",
            // Of what is sent, by a key that is not.
            "x-goenvmgr-signature",
        ],
    )
}

fn is_one_of(header: &str, names: &[&str]) -> bool {
    names.iter().any(|name| header.eq_ignore_ascii_case(name))
}
