//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    known(
        &["flag provided but not defined: -V"],
        "go.overlaid",
        "a tool of the toolchain is not the one that belongs to it",
        "reinstall the toolchain into an empty directory",
    ),
    known(
        &["redeclared in this block"],
        "go.leftovers",
        "if the file named is below GOROOT, two versions were unpacked over each other",
        "delete the toolchain's directory and install it again",
    ),
    known(
        &["ABI selector only permitted"],
        "go.overlaid",
        "two versions of Go were unpacked over each other",
        "delete the toolchain's directory and install it again",
    ),
    known(
        &["no such tool \""],
        "go.programs",
        "a program of the toolchain is missing",
        "reinstall the toolchain: goenvmgr install --reinstall X.Y.Z",
    ),
    known(
        &["error obtaining buildID for go tool", "permission denied"],
        "go.programs",
        "a program of the toolchain may not be executed: its mode, or a noexec mount",
        "goenvmgr doctor --only 'go.programs,fs.noexec' says which",
    ),
    known(
        &["exec format error"],
        "go.programs",
        "a program is damaged, or built for another machine",
        "reinstall the toolchain",
    ),
    // What the go command says of a program that imports nothing.
    known(
        &["/src/runtime/", ": cannot find package"],
        "go.library",
        "a package that the runtime imports is not there",
        "reinstall the toolchain",
    ),
    known(
        &["is not in std"],
        "go.library",
        "the standard library is not where GOROOT says; or GOCACHE belongs to somebody else",
        "goenvmgr doctor --only 'go.library,env.goroot,fs.owner'",
    ),
    known(
        &["is not in GOROOT"],
        "go.library",
        "the standard library is not where GOROOT says",
        "unset GOROOT, or reinstall Go",
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
        &["cannot find \"go1", "in PATH"],
        "",
        "GOTOOLCHAIN asks for a version from PATH only (+path), and PATH has no program of that name",
        "goenvmgr install the version, or unset GOTOOLCHAIN",
    ),
];
