//! Which `go`, which GOROOT, and whether its parts belong together.

use super::super::{Known, known};

pub(super) const KNOWN: &[Known] = &[
    known(
        &["'go' binary is trimmed and GOROOT is not set"],
        "env.goroot-trimmed",
        "the `go` on PATH was copied out of its toolchain",
        "put a symbolic link to the toolchain's bin/go in place of the copy",
    ),
    known(
        &["cannot find GOROOT directory"],
        "env.goroot",
        "GOROOT names a directory that is no Go",
        "unset GOROOT; `goenvmgr doctor --only env.goroot` says where it is set",
    ),
    known(
        &["version \"go", "does not match go tool version"],
        "env.goroot",
        "GOROOT (or a toolchain unpacked over another) and the `go` that runs are of two versions",
        "unset GOROOT; if that does not help, install the toolchain anew into an empty directory",
    ),
    known(
        &["flag provided but not defined: -std"],
        "env.goroot",
        "the assembler is of another version than the `go` that runs",
        "unset GOROOT, or install the toolchain anew into an empty directory",
    ),
    known(
        &["flag provided but not defined: -V"],
        "go.overlaid",
        "a tool of the toolchain is not the one that belongs to it",
        "install the toolchain anew into an empty directory",
    ),
    known(
        &["redeclared in this block"],
        "go.leftovers",
        "if the file named is below GOROOT, two versions were unpacked over each other",
        "delete the toolchain's directory and install it anew",
    ),
    known(
        &["ABI selector only permitted"],
        "go.overlaid",
        "two versions of Go were unpacked over each other",
        "delete the toolchain's directory and install it anew",
    ),
    known(
        &["no such tool \""],
        "go.programs",
        "a program of the toolchain is missing",
        "install the toolchain anew: goenvmgr install --reinstall X.Y.Z",
    ),
    known(
        &["error obtaining buildID for go tool", "permission denied"],
        "go.programs",
        "a program of the toolchain may not be executed: its mode, or a noexec mount",
        "goenvmgr doctor --only 'go.programs,fs.noexec' says which",
    ),
    known(
        &["invoked to provide go1."],
        "path.named",
        "a program on PATH called go1.X.Y is another version",
        "remove it; goenvmgr install brings the real one",
    ),
    known(
        &["exec format error"],
        "go.programs",
        "a program is damaged, or built for another machine",
        "install the toolchain anew",
    ),
    // What the go command says of a program that imports nothing.
    known(
        &["/src/runtime/", ": cannot find package"],
        "go.library",
        "a package that the runtime imports is not there",
        "install the toolchain anew",
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
        "unset GOROOT, or install Go anew",
    ),
];
