//! All known messages, subject by subject.

use super::model::message::Known;
use super::subjects::{
    build, compiler, editors, filesystem, modules, network, path, project, proxy, settings, sumdb,
    system, toolchain,
};

const MESSAGES: &[&[Known]] = &[
    build::messages::KNOWN,
    compiler::messages::KNOWN,
    editors::messages::KNOWN,
    filesystem::messages::KNOWN,
    modules::messages::KNOWN,
    network::messages::KNOWN,
    path::messages::KNOWN,
    project::messages::KNOWN,
    proxy::messages::KNOWN,
    settings::messages::KNOWN,
    sumdb::messages::KNOWN,
    system::messages::KNOWN,
    toolchain::messages::KNOWN,
];

/// Every known message.
pub(super) fn all() -> impl Iterator<Item = &'static Known> {
    MESSAGES.iter().flat_map(|subject| subject.iter())
}
