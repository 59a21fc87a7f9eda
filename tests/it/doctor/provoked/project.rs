//! go.mod, go.sum, vendor, and the files of a package.

use super::Go::{Fails, Stops};
use super::{BUILD, Case, case, prove_all};

const CASES: &[Case] = &[
    case(
        "mod.syntax: sed -i '1s/^\\xef\\xbb\\xbf//' <file>",
        "printf '\\357\\273\\277module hello.example\\n\\ngo 1.21\\n' >go.mod",
        Fails(BUILD, "unexpected input character"),
    ),
    case(
        "mod.syntax",
        "cp go.mod $world/tmp; echo '<<<<<<< HEAD' >>go.mod",
        Fails(BUILD, "unknown directive"),
    )
    .instead("cp $world/tmp/go.mod ."),
    case(
        "mod.syntax",
        "cp go.mod $world/tmp; echo 'frobnicate x' >>go.mod",
        Fails(BUILD, "unknown directive"),
    )
    .instead("cp $world/tmp/go.mod ."),
    case(
        "env.gowork: go work edit -go=<version> <file>",
        "printf 'go 1.20\nuse .\n' >go.work",
        Fails(BUILD, "but go.work lists go 1.20"),
    ),
    case(
        "env.gowork: sed -i <line>d <file>",
        "printf 'go 1.21\nuse .\nuse ./\n' >go.work",
        Fails(BUILD, "appears multiple times in workspace"),
    ),
    case(
        "env.gowork: go work edit -dropuse=<dir> <file>",
        "mkdir b; cp go.mod b; printf 'go 1.21\nuse .\nuse ./b\n' >go.work",
        Fails(BUILD, "appears multiple times in workspace"),
    ),
    case(
        "env.gowork: unset <name>",
        "printf 'go 1.21\nuse .\n' >go.work; export GOFLAGS=-mod=mod",
        Fails(BUILD, "-mod may only be set to readonly"),
    ),
    case(
        "mod.gosum: sed -i <line>d <file>",
        "printf 'require a.example v1.0.0\\n' >>go.mod; echo 'one two' >go.sum",
        Stops("go list -m all", "malformed go.sum"),
    ),
    case(
        "mod.replace: go mod edit -dropreplace=<module> <file>",
        "printf 'require a.example v1.0.0\\nreplace a.example => ../gone\\n' >>go.mod",
        Stops("go list -m all", "reading ../gone/go.mod"),
    ),
    case(
        "mod.case",
        "echo 'package main' >A.go; echo 'package main' >a.go",
        Fails(BUILD, "case-insensitive file name collision"),
    )
    .instead("rm a.go"),
    case(
        "mod.git-owner: git config --global --add safe.directory <dir>",
        "unset GOFLAGS; git init -q .; chown -R 12345 .",
        Fails(BUILD, "error obtaining VCS status"),
    ),
];

#[test]
fn project() {
    prove_all(CASES);
}
