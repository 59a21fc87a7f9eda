//! All known messages, subject by subject.

use super::model::message::Known;
use super::subjects::{
    build, compiler, editors, filesystem, modules, network, path, project, proxy, settings, sumdb,
    system, toolchain,
};

/// Subjects that say more of a line before those that say less: the first entry whose parts stand in a line
/// wins, and in a subject too the special stand before the general.
const MESSAGES: &[&[Known]] = &[
    settings::messages::KNOWN,
    toolchain::messages::KNOWN,
    path::messages::KNOWN,
    build::messages::KNOWN,
    project::messages::KNOWN,
    modules::messages::KNOWN,
    sumdb::messages::KNOWN,
    proxy::messages::KNOWN,
    network::messages::KNOWN,
    filesystem::messages::KNOWN,
    compiler::messages::KNOWN,
    editors::messages::KNOWN,
    system::messages::KNOWN,
];

/// Every known message.
pub(super) fn all() -> impl Iterator<Item = &'static Known> {
    MESSAGES.iter().flat_map(|subject| subject.iter())
}
