//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    known(
        &["failed to initialize build cache", "no space left on device"],
        "fs.space",
        "the mount of the build cache has no space or no inodes left",
        "goenvmgr clean --build-cache, or GOCACHE on another mount",
    ),
    known(
        &["failed to initialize build cache", "not a directory"],
        "",
        "GOCACHE (or a part of its path) is a file, where a directory is wanted",
        "unset GOCACHE, or name a directory",
    ),
    known(
        &["failed to initialize build cache"],
        "fs.writable",
        "the build cache cannot be written: a read-only mount, or somebody else's directory",
        "goenvmgr doctor --only 'fs.writable,fs.owner' says which",
    ),
    known(
        &["no space left on device"],
        "fs.space",
        "a mount is full: space, or inodes",
        "goenvmgr clean --stale, goenvmgr clean --build-cache",
    ),
    known(
        &["fork/exec", "/compile: permission denied"],
        "fs.noexec",
        "the toolchain may not be executed: its mode, or a noexec mount",
        "goenvmgr doctor --only 'fs.noexec,go.programs' says which",
    ),
    known(
        &["fork/exec", "go-build", "permission denied"],
        "fs.noexec",
        "the temporary directory (or GOCACHE, where the path ends in -d/) is on a noexec mount",
        "export GOTMPDIR to a directory on another mount",
    ),
    known(
        &["fork/exec", "-d/", "permission denied"],
        "fs.noexec",
        "GOCACHE is on a noexec mount",
        "export GOCACHE to a directory on another mount",
    ),
    known(
        &["unlinkat ", "permission denied"],
        "fs.owner",
        "somebody else's files: `sudo go` left them; or module directories, which are read-only",
        "chown them back, or go clean -modcache",
    ),
    known(
        &["could not create module cache", "permission denied"],
        "fs.owner",
        "the module cache belongs to somebody else",
        "chown it back",
    ),
    known(
        &["writing go.mod cache", "permission denied"],
        "fs.owner",
        "the module cache belongs to somebody else",
        "chown it back",
    ),
    known(
        &["go-build", "-d: permission denied"],
        "fs.owner",
        "the build cache holds somebody else's files: `sudo go` left them",
        "chown it back",
    ),
    known(
        &["writing go env config", "permission denied"],
        "fs.owner",
        "the `go env -w` file belongs to somebody else",
        "chown it back",
    ),
];
