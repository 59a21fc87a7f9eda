//! All checks, in the order in which they are shown: cause before consequence.

use super::model::check::Check;
use super::subjects::{
    build, compiler, editors, filesystem, install, modules, network, path, project, proxy,
    security, settings, startup, sumdb, system, toolchain, windows,
};

const AREAS: &[&[Check]] = &[
    filesystem::checks::answers::CHECKS,
    path::checks::CHECKS,
    install::checks::store::CHECKS,
    install::checks::asked::CHECKS,
    settings::checks::file::CHECKS,
    settings::checks::places::CHECKS,
    settings::checks::lines::CHECKS,
    settings::checks::flags::CHECKS,
    settings::checks::toolchain::CHECKS,
    settings::checks::project::CHECKS,
    settings::checks::workspace::CHECKS,
    settings::checks::target::CHECKS,
    settings::checks::trust::CHECKS,
    startup::checks::CHECKS,
    filesystem::checks::places::CHECKS,
    system::checks::limits::CHECKS,
    toolchain::checks::CHECKS,
    project::checks::module::CHECKS,
    project::checks::main_module::CHECKS,
    modules::checks::CHECKS,
    network::checks::values::CHECKS,
    proxy::checks::env::CHECKS,
    proxy::checks::value::CHECKS,
    network::checks::names::CHECKS,
    proxy::checks::reach::CHECKS,
    network::checks::tls::CHECKS,
    network::checks::goproxy::CHECKS,
    system::checks::clock::CHECKS,
    sumdb::checks::CHECKS,
    compiler::checks::cc::CHECKS,
    security::checks::CHECKS,
    windows::checks::CHECKS,
    compiler::checks::libc::CHECKS,
    editors::checks::readers::CHECKS,
    editors::checks::settings::CHECKS,
    build::checks::CHECKS,
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
