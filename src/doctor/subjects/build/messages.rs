//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    known(
        &["-mod may only be set to readonly or vendor when in workspace mode"],
        "",
        "-mod=mod (of GOFLAGS, or of the command) and a go.work above do not go together",
        "leave -mod out: go env GOFLAGS says whether it is set there; or GOWORK=off",
    ),
    known(
        &["-mod=", "not supported (can be"],
        "",
        "-mod has a value that Go does not know",
        "readonly, vendor or mod: in GOFLAGS or on the command line",
    ),
    known(
        &["-modfile cannot be used in workspace mode"],
        "",
        "-modfile (of GOFLAGS, or of the command) and a go.work above do not go together",
        "leave -modfile out, or GOWORK=off",
    ),
    known(
        &["-modfile=", "does not have .mod extension"],
        "",
        "-modfile names a file that does not end in .mod",
        "rename it",
    ),
    known(
        &["go mod vendor' cannot be run in workspace mode"],
        "",
        "a go.work stands above, and a workspace has a vendor directory of its own",
        "go work vendor, or GOWORK=off go mod vendor",
    ),
    known(
        &["lookup disabled by -mod=vendor"],
        "",
        "vendor/ does not hold what the code imports, and with it Go looks nowhere else",
        "go mod tidy, then go mod vendor; or -mod=mod",
    ),
    known(
        &["using the vendor directory"],
        "",
        "with a vendor directory Go does not know all modules",
        "-mod=mod for this command",
    ),
    known(
        &["updates to go.mod needed"],
        "",
        "go.mod is not as Go would write it, and -mod=readonly, which is the default, forbids that",
        "go mod tidy",
    ),
    known(
        &["reading overlay:"],
        "",
        "-overlay (of GOFLAGS, or of the command) names a file that cannot be read",
        "leave -overlay out: go env GOFLAGS says whether it is set there",
    ),
    known(
        &["parsing overlay JSON:"],
        "",
        "-overlay (of GOFLAGS, or of the command) names a file that is not its JSON",
        "leave -overlay out, or fix the file",
    ),
    known(
        &["-p must be a positive integer"],
        "",
        "-p (of GOFLAGS, or of the command) is no number of programs",
        "leave -p out: go env GOFLAGS says whether it is set there",
    ),
    known(
        &["invalid", " for flag -", "(from $GOFLAGS)"],
        "",
        "a flag in GOFLAGS has a value that Go does not know",
        "go env -u GOFLAGS, unset GOFLAGS",
    ),
    known(
        &["-race is not supported on"],
        "",
        "Go has no race detector for this GOOS and GOARCH",
        "leave -race out, or unset GOOS GOARCH",
    ),
    known(
        &["san is not supported on"],
        "",
        "Go has no such sanitizer for this GOOS and GOARCH",
        "leave -msan or -asan out, or unset GOOS GOARCH",
    ),
    known(
        &["may not use -", " simultaneously"],
        "",
        "of -race, -msan and -asan Go takes one; GOFLAGS counts",
        "leave one out: go env GOFLAGS says what is set there",
    ),
    known(
        &["buildmode=", " not supported"],
        "",
        "this GOOS and GOARCH have no such -buildmode; GOFLAGS counts",
        "leave -buildmode out, or unset GOOS GOARCH",
    ),
    known(
        &["-linkshared not supported on"],
        "",
        "this GOOS and GOARCH have no shared Go libraries; GOFLAGS counts",
        "leave -linkshared out, or unset GOOS GOARCH",
    ),
    known(
        &["requires external (cgo) linking, but cgo is not enabled"],
        "",
        "programs for this GOOS and GOARCH are linked by a C compiler, and cgo is off",
        "CGO_ENABLED=1 with CC=the cross compiler, or another GOOS",
    ),
    known(
        &["cannot use GOFIPS140 with GOEXPERIMENT=boringcrypto"],
        "",
        "GOFIPS140 and GOEXPERIMENT=boringcrypto are two ways to the same and exclude each other",
        "unset one of them",
    ),
];
