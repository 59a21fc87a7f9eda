//! go.mod, go.sum, the workspace, vendor, and the module cache.

use super::super::{Known, known};

pub(super) const KNOWN: &[Known] = &[
    known(
        &["does NOT match an earlier download recorded in go.sum"],
        "mod.gosum",
        "what came is not what go.sum says: a moved tag, a changed proxy, or a damaged cache",
        "do not delete go.sum; `go mod verify`, and compare with another proxy",
    ),
    known(
        &["checksum mismatch"],
        "mod.gosum",
        "a module is not what go.sum or the checksum database says",
        "do not delete go.sum; `go mod verify`",
    ),
    known(
        &["missing go.sum entry"],
        "mod.gosum",
        "go.sum does not name a module that the build needs",
        "go mod tidy, or go mod download",
    ),
    known(
        &["malformed go.sum"],
        "mod.gosum",
        "a line of go.sum is damaged: a merge conflict",
        "take the line out; go mod tidy",
    ),
    known(
        &["dir has been modified"],
        "mod.cache",
        "an unpacked module was changed",
        "delete its directory and GOCACHE; Go unpacks it again",
    ),
    known(
        &["zip has been modified"],
        "mod.cache",
        "a module's archive or its hash file was changed",
        "delete its files below cache/download",
    ),
    known(
        &["corrupt input before offset"],
        "mod.cache",
        "a module's archive is damaged",
        "delete its files below cache/download",
    ),
    known(
        &["not a valid zip file"],
        "mod.cache",
        "a module's archive is damaged",
        "delete its files below cache/download",
    ),
    known(
        &["zip: checksum error"],
        "mod.cache",
        "a module's archive is damaged",
        "delete its files below cache/download",
    ),
    known(
        &["no required module provides package"],
        "mod.cache",
        "go.mod lacks a requirement; or the unpacked module has lost files, which Go does not say",
        "go mod tidy; if go.mod is right, remove the module's directory and GOCACHE",
    ),
    known(
        &["inconsistent vendoring"],
        "mod.vendor",
        "vendor/modules.txt and go.mod disagree",
        "go mod vendor, or -mod=mod",
    ),
    known(
        &["replacement directory", "does not exist"],
        "mod.replace",
        "a replace line of go.mod names a directory that is gone",
        "mend the line, or drop it",
    ),
    known(
        &["case-insensitive file name collision"],
        "mod.case",
        "two files of a package differ in case only",
        "rename one",
    ),
    known(
        &["case-insensitive import collision"],
        "mod.case",
        "two imports differ in case only",
        "write them alike",
    ),
    known(
        &["unexpected input character"],
        "mod.syntax",
        "go.mod begins with a byte order mark, or holds what does not belong there",
        "save it as UTF-8 without BOM",
    ),
    known(
        &["unknown directive: <<<<<<<"],
        "mod.syntax",
        "go.mod holds a merge conflict",
        "resolve it; go mod tidy",
    ),
    known(
        &["unknown directive:"],
        "mod.syntax",
        "go.mod or go.work holds a line that this Go does not know, whatever its go line says",
        "a newer Go: toolchain needs 1.21, godebug 1.23, tool 1.24, ignore 1.25; no Go knows others",
    ),
    known(
        &["invalid go version"],
        "mod.syntax",
        "the go line of go.mod is for Go 1.21 or newer, or no version",
        "use a newer Go, or write go 1.20",
    ),
    known(&["repeated go statement"], "mod.syntax", "go.mod has two go lines", "take one out"),
    known(
        &["ignoring go.mod in system temp root"],
        "mod.syntax",
        "a go.mod in the temporary directory itself is not read",
        "move it, or delete it",
    ),
    known(
        &["go.mod file not found"],
        "mod.syntax",
        "this directory is not in a module",
        "cd into it, or go mod init",
    ),
    known(
        &["error obtaining VCS status"],
        "mod.git-owner",
        "git refuses a repository that belongs to somebody else",
        "git config --global --add safe.directory DIR, or -buildvcs=false",
    ),
];
