//! Go's own configuration, in the environment and in the `go env -w` file.

use super::Go::{Bears, Fails};
use super::{BUILD, Case, case, prove_all};

const CASES: &[Case] = &[
    case(
        "env.goenv-file",
        "mkfifo $world/f; export GOENV=$world/f",
        Fails("timeout 2 go version", ""),
    ),
    case("env.goroot", "export GOROOT=/nope", Fails(BUILD, "cannot find GOROOT directory")),
    case(
        "env.goroot",
        "mkdir -p $world/r/pkg/tool; export GOROOT=$world/r",
        Fails(BUILD, "is not in std"),
    ),
    case(
        "env.goroot",
        "mkdir -p $HOME/.config/go; echo GOROOT=/nope >$HOME/.config/go/env",
        Fails(BUILD, "cannot find GOROOT directory"),
    ),
    case(
        "env.goroot-trimmed",
        "mkdir $world/b; cp /usr/local/go/bin/go $world/b/; PATH=$world/b:$PATH; hash -r",
        Fails(BUILD, "binary is trimmed and GOROOT is not set"),
    ),
    case("env.gopath", "export GOPATH=rel", Fails(BUILD, "GOPATH entry is relative")),
    case("env.gopath", "export GOPATH='~/go'", Fails(BUILD, "shell metacharacter")),
    case("env.gobin", "export GOBIN=rel", Fails("go install .", "GOBIN must be an absolute path"))
        .instead("export GOBIN=$world/tmp"),
    case("env.gocache", "export GOCACHE=off", Fails(BUILD, "build cache is disabled")),
    case("env.gocache", "export GOCACHE=rel", Fails(BUILD, "GOCACHE is not an absolute path")),
    case(
        "env.gocache",
        "unset HOME GOCACHE; export GOPATH=$world/tmp/go",
        Fails(BUILD, "neither $XDG_CACHE_HOME nor $HOME are defined"),
    )
    .instead("export HOME=$world/home"),
    case("env.tmpdir", "export GOTMPDIR=$world/gone", Fails(BUILD, "creating work dir")),
    case("env.tmpdir", "export TMPDIR=$world/gone", Fails(BUILD, "creating work dir")),
    case(
        "env.goenv-lost",
        "mkdir -p $HOME/.config/go; printf 'export GOFLAGS=-x\\n GOOS=windows\\n' >$HOME/.config/go/env",
        Bears(BUILD),
    ),
    case(
        "env.goenv-unknown",
        "mkdir -p $HOME/.config/go; echo HTTP_PROXY=http://proxy.example >$HOME/.config/go/env",
        Bears(BUILD),
    ),
    case("env.goflags", "export GOFLAGS=mod=mod", Fails("go version", "non-flag \"mod=mod\"")),
    case("env.goflags", "export GOFLAGS=-nosuch", Fails(BUILD, "unknown flag -nosuch")),
    case(
        "env.goexperiment",
        "export GOEXPERIMENT=nosuchthing",
        Fails("go version", "unknown GOEXPERIMENT suchthing"),
    ),
    case("env.gomemlimit", "export GOMEMLIMIT=much", Fails("go version", "malformed GOMEMLIMIT")),
    case("env.gotoolchain", "export GOTOOLCHAIN=bogus", Fails("go version", "invalid GOTOOLCHAIN")),
    case(
        "env.gotoolchain",
        "unset GOTOOLCHAIN; mkdir -p $HOME/.config/go; printf 'GOTOOLCHAIN=local\\r\\n' >$HOME/.config/go/env",
        Fails("go version", "invalid GOTOOLCHAIN"),
    ),
    case(
        "env.gotoolchain",
        "printf 'module x.example\\n\\ngo 1.99\\n' >go.mod",
        Fails(BUILD, "requires go >= 1.99"),
    )
    .instead("printf 'module x.example\\n\\ngo 1.21\\n' >go.mod"),
    case(
        "env.go111module",
        "export GO111MODULE=off",
        Fails("go list -m", "cannot be used with GO111MODULE=off"),
    ),
    case(
        "env.go111module",
        "export GO111MODULE=maybe",
        Fails(BUILD, "unknown environment setting GO111MODULE"),
    ),
    case("env.gowork", "export GOWORK=rel", Fails(BUILD, "not an absolute path")),
    case("env.gowork", "export GOWORK=$world/gone.work", Fails(BUILD, "reading go.work")),
    case(
        "env.gowork",
        "printf 'go 1.21\\n\\nuse (\\n\\t.\\n\\t./gone\\n)\\n' >go.work",
        Fails(BUILD, "listed in go.work file"),
    ),
    case("env.goos", "export GOOS=windows", Fails("go run .", "exec format error")),
    case("env.goos", "export GOARCH=x86_64", Fails(BUILD, "unsupported GOOS/GOARCH pair")),
    case("env.goamd64", "export GOAMD64=v9", Bears("true")),
    case("env.goamd64", "export GOARM64=v7", Fails(BUILD, "invalid GOARM64")),
    case("env.govalues", "export GOFIPS140=bad", Fails(BUILD, "invalid GOFIPS140")),
    case("env.govalues", "export GOCACHEPROG=/nope", Fails(BUILD, "error starting GOCACHEPROG")),
    case("env.insecure", "export GOSUMDB=off", Bears(BUILD)),
    case("env.insecure", "export GONOSUMDB='*'", Bears(BUILD)),
    case("env.secrets", "export GOPROXY=https://me:hunter2@proxy.example", Bears(BUILD))
        .instead("export GOPROXY=off"),
];

#[test]
fn env() {
    prove_all(CASES);
}
