//! Go's own configuration, in the environment and in the `go env -w` file.

use super::Go::{self, Bears, Fails, Stops};
use super::{BUILD, Case, DOWNLOAD, In, case, prove_all, prove_by};

const CASES: &[Case] = &[
    case(
        "env.goenv-file: mv <file> <file>.away",
        "mkfifo $world/f; export GOENV=$world/f",
        Fails("timeout 2 go version", ""),
    ),
    case(
        "env.goroot: unset <name>",
        "export GOROOT=/nope",
        Fails(BUILD, "cannot find GOROOT directory"),
    ),
    case(
        "env.goroot: unset <name>",
        "mkdir -p $world/r/pkg/tool; export GOROOT=$world/r",
        Fails(BUILD, "is not in std"),
    ),
    case(
        "env.goroot: sed -i '/^<name>=/d' <file>",
        "mkdir -p $HOME/.config/go; echo GOROOT=/nope >$HOME/.config/go/env",
        Fails(BUILD, "cannot find GOROOT directory"),
    ),
    case(
        "env.goroot-trimmed: ln -sf <go> <copy>",
        "mkdir $world/b; cp /usr/local/go/bin/go $world/b/; PATH=$world/b:$PATH; hash -r",
        Fails(BUILD, "binary is trimmed and GOROOT is not set"),
    ),
    case("env.gopath: unset <name>", "export GOPATH=rel", Fails(BUILD, "GOPATH entry is relative")),
    case("env.gopath: unset <name>", "export GOPATH='~/go'", Fails(BUILD, "shell metacharacter")),
    case(
        "env.gobin: unset <name>",
        "export GOBIN=rel",
        Fails("go install .", "GOBIN must be an absolute path"),
    ),
    case(
        "env.gocache: unset <name>",
        "export GOCACHE=off",
        Fails(BUILD, "build cache is disabled"),
    ),
    case(
        "env.gocache: unset <name>",
        "export GOCACHE=rel",
        Fails(BUILD, "GOCACHE is not an absolute path"),
    ),
    // HOME as the system knows it: one that this test may write.
    case(
        "env.gocache: export HOME=<dir>",
        "mount -t tmpfs t /root; mkdir /root/.cache; ln -s $GOCACHE /root/.cache/go-build; \
        unset HOME GOCACHE; export GOPATH=$world/tmp/go",
        Fails(BUILD, "neither $XDG_CACHE_HOME nor $HOME are defined"),
    )
    .in_(In::Mounts),
    // The account of a service: its home does not exist.
    case(
        "env.gocache: mkdir -p <dir>; export HOME=<dir>",
        "sed 's#^root:.*#root:x:0:0::/nowhere:/bin/sh#' /etc/passwd >$world/tmp/passwd; \
        mount --bind $world/tmp/passwd /etc/passwd; mkdir -p /var/tmp/home-0; \
        mount -t tmpfs t /var/tmp/home-0; mkdir /var/tmp/home-0/.cache; ln -s $GOCACHE /var/tmp/home-0/.cache/go-build; \
        unset HOME GOCACHE; export GOPATH=$world/tmp/go",
        Fails(BUILD, "neither $XDG_CACHE_HOME nor $HOME are defined"),
    )
    .in_(In::Mounts),
    case(
        "env.gocache: unset <name>",
        "unset GOCACHE; export XDG_CACHE_HOME=rel",
        Fails(BUILD, "path in $XDG_CACHE_HOME is relative"),
    ),
    case(
        "env.tmpdir: mkdir -p <dir>",
        "export GOTMPDIR=$world/gone",
        Fails(BUILD, "creating work dir"),
    ),
    case(
        "env.tmpdir: mkdir -p <dir>",
        "export TMPDIR=$world/gone",
        Fails(BUILD, "creating work dir"),
    ),
    case(
        "env.goenv-lost: sed -i <edits> <file>",
        "mkdir -p $HOME/.config/go; printf 'export GOFLAGS=-x\\n GOOS=windows\\n' >$HOME/.config/go/env",
        Bears(BUILD),
    ),
    // Of what it covers nothing would be private.
    case(
        "env.goenv-lost: sed -i <edits> <file>",
        "mkdir -p $HOME/.config/go; echo 'GOPRIVATE=corp.example ' >$HOME/.config/go/env",
        Bears(BUILD),
    ),
    case(
        "env.goenv-unknown: sed -i <edits> <file>",
        "mkdir -p $HOME/.config/go; echo HTTP_PROXY=http://proxy.example >$HOME/.config/go/env",
        Bears(BUILD),
    ),
    case(
        "env.goflags: unset <name>",
        "export GOFLAGS=mod=mod",
        Fails("go version", "non-flag \"mod=mod\""),
    ),
    case(
        "env.goflags: unset <name>",
        "export GOFLAGS=-nosuch",
        Fails(BUILD, "unknown flag -nosuch"),
    ),
    case(
        "env.goexperiment: unset <name>",
        "export GOEXPERIMENT=nosuchthing",
        Fails("go version", "unknown GOEXPERIMENT suchthing"),
    ),
    case(
        "env.gomemlimit: unset GOMEMLIMIT",
        "export GOMEMLIMIT=much",
        Fails("go version", "malformed GOMEMLIMIT"),
    ),
    case(
        "env.gotoolchain: unset <name>",
        "export GOTOOLCHAIN=bogus",
        Fails("go version", "invalid GOTOOLCHAIN"),
    ),
    case(
        "env.gotoolchain: sed -i '/^<name>=/d' <file>",
        "unset GOTOOLCHAIN; mkdir -p $HOME/.config/go; printf 'GOTOOLCHAIN=local\\r\\n' >$HOME/.config/go/env",
        Fails("go version", "invalid GOTOOLCHAIN"),
    ),
    case(
        "env.gotoolchain: unset <name>",
        "export GOTOOLCHAIN=go1.22 GOPROXY=file://$world/tmp",
        Fails("go version", "is a language version but not a toolchain version"),
    ),
    case(
        "env.gotoolchain: sed -i <line>d <file>",
        "echo 'toolchain local' >>go.mod; export GOTOOLCHAIN=auto",
        Fails("go version", "invalid toolchain \"local\""),
    ),
    case(
        "env.go111module: unset <name>",
        "export GO111MODULE=off",
        Fails("go list -m", "cannot be used with GO111MODULE=off"),
    ),
    case(
        "env.go111module: unset <name>",
        "export GO111MODULE=maybe",
        Fails(BUILD, "unknown environment setting GO111MODULE"),
    ),
    case("env.gowork: unset <name>", "export GOWORK=rel", Fails(BUILD, "not an absolute path")),
    case(
        "env.gowork: unset <name>",
        "export GOWORK=$world/gone.work",
        Fails(BUILD, "reading go.work"),
    ),
    case(
        "env.gowork: go work edit -dropuse=<dir> <file>",
        "printf 'go 1.21\\n\\nuse (\\n\\t.\\n\\t./gone\\n)\\n' >go.work",
        Fails(BUILD, "listed in go.work file"),
    ),
    case("env.goos: unset <name>", "export GOOS=windows", Fails("go run .", "exec format error")),
    case(
        "env.goos: unset <name>",
        "export GOARCH=x86_64",
        Fails(BUILD, "unsupported GOOS/GOARCH pair"),
    ),
    case("env.goamd64: unset <name>", "export GOAMD64=v9", Bears("true")),
    case("env.goamd64: unset <name>", "export GOARM64=v7", Fails(BUILD, "invalid GOARM64")),
    case("env.govalues: unset <name>", "export GOFIPS140=bad", Fails(BUILD, "invalid GOFIPS140")),
    case(
        "env.govalues: unset <name>",
        "export GOCACHEPROG=/nope",
        Fails(BUILD, "error starting GOCACHEPROG"),
    ),
    case("env.insecure: unset <name>", "export GOSUMDB=off", Bears(BUILD)),
    case("env.insecure: unset <name>", "export GONOSUMDB='*'", Bears(BUILD)),
    case("env.secrets", "export GOPROXY=https://me:hunter2@proxy.example", Bears(BUILD))
        .instead("export GOPROXY=off"),
    case("env.secrets", "export HTTPS_PROXY=http://me:hunter2@proxy.example:1", Bears(BUILD))
        .instead("unset HTTPS_PROXY"),
    case(
        "env.home: export HOME=<dir>",
        "mkdir $world/theirs; chown 12345 $world/theirs; export HOME=$world/theirs SUDO_USER=tester",
        Bears(BUILD),
    ),
];

/// The same in the `go env -w` file, where `unset` takes nothing away.
const WRITTEN: &[(&str, &str, Go)] = &[
    (
        "env.gopath: sed -i '/^<name>=/d' <file>",
        "GOPATH=rel",
        Fails(BUILD, "GOPATH entry is relative"),
    ),
    (
        "env.gobin: sed -i '/^<name>=/d' <file>",
        "GOBIN=rel",
        Fails("go install .", "GOBIN must be an absolute path"),
    ),
    (
        "env.gocache: sed -i '/^<name>=/d' <file>",
        "GOCACHE=off",
        Fails(BUILD, "build cache is disabled"),
    ),
    ("env.goflags: sed -i '/^<name>=/d' <file>", "GOFLAGS=x", Fails("go version", "non-flag")),
    (
        "env.goexperiment: sed -i '/^<name>=/d' <file>",
        "GOEXPERIMENT=nosuchthing",
        Fails("go version", "unknown GOEXPERIMENT suchthing"),
    ),
    ("env.govalues: sed -i '/^<name>=/d' <file>", "GOFIPS140=bad", Fails(BUILD, "GOFIPS140")),
    (
        "env.go111module: sed -i '/^<name>=/d' <file>",
        "GO111MODULE=maybe",
        Fails(BUILD, "unknown environment setting GO111MODULE"),
    ),
    ("env.gowork: sed -i '/^<name>=/d' <file>", "GOWORK=rel", Fails(BUILD, "not an absolute path")),
    (
        "env.goos: sed -i '/^<name>=/d' <file>",
        "GOOS=windows\\nGOARCH=arm64",
        Fails("go run .", "exec format error"),
    ),
    ("env.goamd64: sed -i '/^<name>=/d' <file>", "GOAMD64=v9", Bears("true")),
    ("env.insecure: sed -i '/^<name>=/d' <file>", "GOSUMDB=off", Bears(BUILD)),
    ("sumdb.variables: sed -i '/^<name>=/d' <file>", "GONOSUMCHECK=1", Bears(BUILD)),
    (
        "net.goproxy-syntax: sed -i '/^<name>=/d' <file>",
        "GOPROXY=,",
        Stops(DOWNLOAD, "contains no entries"),
    ),
    (
        "cc.works: sed -i '/^<name>=/d' <file>",
        "CGO_CFLAGS=-nosuchflag",
        Fails("CGO_ENABLED=1 go build runtime/cgo", ""),
    ),
];

#[test]
fn written() {
    let mut failed = Vec::new();
    for (named, lines, go) in WRITTEN {
        let provoke = format!(
            "unset GOCACHE GOFLAGS GOPROXY; printf '{lines}\\n' >$world/e; export GOENV=$world/e"
        );
        if std::panic::catch_unwind(|| prove_by(named, &provoke, go)).is_err() {
            failed.push(format!("{named}: {lines}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn env() {
    prove_all(CASES);
}
