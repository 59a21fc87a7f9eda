//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    known(
        &["requires cgo"],
        "",
        "-race, plugins and the like need a C compiler and CGO_ENABLED=1",
        "install a C compiler and unset CGO_ENABLED",
    ),
    known(
        &["build constraints exclude all Go files"],
        "",
        "every file of the package needs cgo or another system; without a C compiler cgo is off",
        "install a C compiler if the package imports \"C\"",
    ),
    known(
        &["undefined reference to"],
        "",
        "a C library is missing or too old",
        "install its development package",
    ),
    known(
        &["fatal error:", "No such file or directory"],
        "",
        "a C header is missing",
        "install its development package",
    ),
    known(
        &["invalid flag in #cgo"],
        "",
        "cgo allows only known flags in source files",
        "CGO_CFLAGS_ALLOW, or take the flag out",
    ),
    known(
        &["Package ", " was not found in the pkg-config search path"],
        "",
        "pkg-config does not know a library",
        "install its development package, or PKG_CONFIG_PATH",
    ),
    known(
        &["too many open files"],
        "sys.open-files",
        "the hard limit on open files is low",
        "raise it: limits.conf, or the service's LimitNOFILE",
    ),
    known(
        &["failed to create new OS thread"],
        "sys.processes",
        "the limit on processes is low",
        "raise it: limits.conf, or the service's TasksMax",
    ),
    known(
        &["failed to reserve page summary memory"],
        "sys.address-space",
        "the limit on the address space is low",
        "ulimit -v unlimited",
    ),
    known(
        &["signal: killed"],
        "sys.oom",
        "the kernel killed a program, most often for want of memory",
        "export GOFLAGS=-p=1",
    ),
    known(
        &["/go: No such file or directory"],
        "",
        "the `go` that is there cannot start: the loader that it names is not on this system (musl against glibc), or it is gone",
        "goenvmgr install, which brings a Go that needs no loader; or hash -r where it was moved",
    ),
    known(
        &["/go’: No such file or directory"],
        "",
        "the `go` that is there cannot start: the loader that it names is not on this system (musl against glibc), or it is gone",
        "goenvmgr install, which brings a Go that needs no loader; or hash -r where it was moved",
    ),
    known(
        &["/go': No such file or directory"],
        "",
        "the `go` that is there cannot start: the loader that it names is not on this system (musl against glibc), or it is gone",
        "goenvmgr install, which brings a Go that needs no loader; or hash -r where it was moved",
    ),
    known(
        &["could not create module cache"],
        "",
        "there is no place for the module cache where GOMODCACHE (or GOPATH) says",
        "unset it, or name a directory that can be made",
    ),
    known(
        &["writing go env config"],
        "",
        "the `go env -w` file cannot be written where GOENV (or HOME) says",
        "unset GOENV, or make the directory",
    ),
    known(
        &["Exec format error"],
        "",
        "the program is damaged, or built for another machine",
        "uname -m says which this one is; goenvmgr install brings a Go for it",
    ),
    known(
        &["exec: \"", "executable file not found in $PATH"],
        "",
        "a program that the build starts is not on PATH",
        "install it, or name another: CC, CXX, FC, PKG_CONFIG",
    ),
];
