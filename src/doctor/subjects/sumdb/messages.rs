//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    // Before the troubles on the way there.
    known(
        &["verifying ", "/lookup/"],
        "sumdb.reach",
        "the checksum database has no record of the module, or cannot be asked: private modules \
        are not in it",
        "name private prefixes in GOPRIVATE",
    ),
    known(
        &["checking tree#", "/tile/"],
        "sumdb.reach",
        "what answers for the checksum database is behind what this machine has verified, or lacks \
        tiles that lead on from there: a mirror, most likely",
        "where the mirror is kept: goenvmgr mirror update DIR, and with --head FILE where that is \
        not enough (FILE is `latest` in GOPATH/pkg/sumdb/NAME here)",
    ),
    known(
        &["go.sum database server misbehavior detected"],
        "sumdb.head",
        "the checksum database showed two histories: an attack, or a broken proxy",
        "keep the output and pkg/sumdb; do not delete `latest`; tell security@golang.org",
    ),
    known(
        &["downloaded inconsistent tile"],
        "sumdb.head",
        "the checksum database's answer does not prove itself: an attack, or a broken proxy",
        "keep pkg/sumdb, it is evidence; ask over another network or GOPROXY",
    ),
    known(
        &["checksum missing from sumdb response"],
        "sumdb.head",
        "the checksum database's answer does not hold the module",
        "ask again without the proxy",
    ),
    known(
        &["does NOT match the one reported by the checksum server"],
        "sumdb.reach",
        "what came is not what the checksum database attests",
        "do not go on; compare with GOPROXY=direct",
    ),
];
