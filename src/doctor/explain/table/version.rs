//! What a newer Go has and this one does not, and the other way round.

use super::super::{Known, known};

pub(super) const KNOWN: &[Known] = &[
    known(
        &["path@version syntax"],
        "env.go111module",
        "path@version needs modules: GO111MODULE is off, or this Go is older than 1.16",
        "unset it: go env -u GO111MODULE, unset GO111MODULE; or a newer Go",
    ),
    known(
        &["module requires Go 1"],
        "",
        "the module that does not compile is for a newer Go than the one that runs",
        "goenvmgr install the version that the line names, and use it",
    ),
    known(
        &["requires go1.", "(-lang was set to go"],
        "",
        "the code uses what its go.mod does not ask for: the go line sets the language",
        "go mod edit -go=VERSION, the one that the message says is required",
    ),
    known(
        &["requires go1.", " or later"],
        "",
        "the code uses what its go.mod does not ask for: the go line sets the language",
        "go mod edit -go=VERSION, the one that the message says is required",
    ),
    known(
        &["unknown godebug \""],
        "",
        "a godebug line names a setting that this Go does not have",
        "take the line out, or use the Go that has the setting",
    ),
    known(
        &["unknown go command variable"],
        "",
        "this Go has no such variable: a newer one may have it, or its name is mistyped",
        "`go help environment` lists those that it has",
    ),
    known(
        &["go ", ": unknown command"],
        "",
        "this Go has no such command: a newer one may have it, or its name is mistyped",
        "`go help` lists those that it has",
    ),
    known(
        &["flag provided but not defined: -"],
        "",
        "this Go has no such flag: a newer one may have it, or its name is mistyped",
        "`go help` and the command's name lists those that it has",
    ),
    known(
        &["invalid toolchain version"],
        "mod.syntax",
        "the toolchain line names no toolchain",
        "write a full name there, such as go1.22.0",
    ),
    known(
        &["cannot find \"go1", "in PATH"],
        "",
        "GOTOOLCHAIN asks for a version from PATH only (+path), and PATH has no program of that name",
        "goenvmgr install the version, or unset GOTOOLCHAIN",
    ),
];
