//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    known(
        &["C compiler \"", "not found"],
        "cc.present",
        "CGO_ENABLED=1, and there is no C compiler",
        "install one (Debian: apt install gcc libc6-dev), or CGO_ENABLED=0",
    ),
    known(
        &["exec: \"gcc\": executable file not found"],
        "cc.present",
        "a package needs a C compiler and there is none",
        "install one (Debian: apt install gcc libc6-dev), or CGO_ENABLED=0",
    ),
    known(
        &["exec: \"clang\": executable file not found"],
        "cc.present",
        "CC is clang, and there is none",
        "install it, or unset CC",
    ),
    known(
        &["version `GLIBC_", "not found"],
        "libc.version",
        "the program was built on a newer system than this one",
        "build it here, in an older image, or with CGO_ENABLED=0",
    ),
    known(
        &["error while loading shared libraries"],
        "libc.libraries",
        "the program was linked against a library that this system does not have",
        "install that library, or build the program here",
    ),
    known(
        &["required file not found"],
        "libc.loader",
        "the program names a loader that this system does not have (musl against glibc)",
        "build it with CGO_ENABLED=0, or on the same kind of system",
    ),
];
