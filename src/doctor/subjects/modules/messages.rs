//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    known(
        &["dir has been modified"],
        "mod.bytes",
        "an unpacked module was changed",
        "delete its directory and GOCACHE; Go unpacks it again",
    ),
    known(
        &["zip has been modified"],
        "mod.bytes",
        "a module's archive or its hash file was changed",
        "delete its files below cache/download",
    ),
    known(
        &["corrupt input before offset"],
        "mod.bytes",
        "a module's archive is damaged",
        "delete its files below cache/download",
    ),
    known(
        &["not a valid zip file"],
        "mod.bytes",
        "a module's archive is damaged",
        "delete its files below cache/download",
    ),
    known(
        &["zip: checksum error"],
        "mod.bytes",
        "a module's archive is damaged",
        "delete its files below cache/download",
    ),
];
