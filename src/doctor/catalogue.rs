//! All checks, in the order in which they are shown: cause before consequence.

use super::checks;
use super::model::check::Check;

const AREAS: &[&[Check]] = &[
    checks::answers::CHECKS,
    checks::path::CHECKS,
    checks::install::CHECKS,
    checks::env::file::CHECKS,
    checks::env::places::CHECKS,
    checks::env::lines::CHECKS,
    checks::env::flags::CHECKS,
    checks::env::toolchain::CHECKS,
    checks::env::project::CHECKS,
    checks::env::workspace::CHECKS,
    checks::env::target::CHECKS,
    checks::env::trust::CHECKS,
    checks::startup::CHECKS,
    checks::fs::CHECKS,
    checks::sys::CHECKS,
    checks::go::CHECKS,
    checks::module::CHECKS,
    checks::main_module::CHECKS,
    checks::modcache::CHECKS,
    checks::net::CHECKS,
    checks::proxy::CHECKS,
    checks::names::CHECKS,
    checks::way::CHECKS,
    checks::tls::CHECKS,
    checks::goproxy::CHECKS,
    checks::sumdb::CHECKS,
    checks::cc::CHECKS,
    checks::mac::CHECKS,
    checks::ide::CHECKS,
    checks::editors::CHECKS,
    checks::build::CHECKS,
];

/// Every check.
pub fn all() -> impl Iterator<Item = &'static Check> {
    AREAS.iter().flat_map(|area| area.iter())
}

/// The check of this id.
pub fn find(id: &str) -> Option<&'static Check> {
    all().find(|check| check.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_complete_and_require_only_what_stands_before() {
        let mut before = BTreeSet::new();
        for check in all() {
            for text in [check.title, check.reads, check.fails, check.cure, check.why] {
                assert!(!text.is_empty(), "{} lacks a text", check.id);
                assert!(!text.ends_with('.'), "{}: {text}", check.id);
            }
            assert!(check.id.contains('.'), "{}", check.id);
            for required in check.requires {
                assert!(before.contains(required), "{} requires {required}", check.id);
            }
            assert!(before.insert(check.id), "{} stands twice", check.id);
        }
    }
}
