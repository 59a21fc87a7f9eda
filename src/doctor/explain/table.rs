//! The known messages. The first entry whose parts stand in a line wins, so the special stand
//! before the general; a test holds the tables against that.

mod flags;
mod machine;
mod network;
mod project;
mod settings;
mod toolchain;
mod version;

use super::Known;

/// All tables, in the order of looking.
const TABLES: [&[Known]; 7] = [
    settings::KNOWN,
    toolchain::KNOWN,
    version::KNOWN,
    flags::KNOWN,
    project::KNOWN,
    network::KNOWN,
    machine::KNOWN,
];

/// Every known message.
pub(super) fn all() -> impl Iterator<Item = &'static Known> {
    TABLES.iter().flat_map(|table| table.iter())
}
