//! One case a fault.

use super::session::Session;

/// How the go command takes it.
enum Go {
    /// This command fails and says this; doctor says FAIL.
    Fails(&'static str, &'static str),
    /// As `Fails`; what makes the command succeed again needs a network, so it is not asked again.
    Stops(&'static str, &'static str),
    /// This command succeeds all the same; doctor says WARN.
    Bears(&'static str),
}
use Go::{Bears, Fails, Stops};

/// What shell the case needs.
#[derive(Clone, Copy)]
enum In {
    Plain,
    Mounts,
    User,
}

struct Case {
    check: &'static str,
    shell: In,
    provoke: &'static str,
    go: Go,
    /// What to do in place of typing the printed commands, where they are words only or need what a
    /// test must not do; empty: type them.
    instead: &'static str,
}

const fn case(check: &'static str, provoke: &'static str, go: Go) -> Case {
    Case { check, shell: In::Plain, provoke, go, instead: "" }
}

impl Case {
    const fn in_(mut self, shell: In) -> Self {
        self.shell = shell;
        self
    }
    const fn instead(mut self, lines: &'static str) -> Self {
        self.instead = lines;
        self
    }
}

const BUILD: &str = "go build -o /dev/null .";
const DOWNLOAD: &str = "go mod download x.example@v1.0.0";
/// A GOROOT of links, any part of which can be replaced.
const FARM: &str = "real=/usr/local/go; farm=$world/farm; tool=pkg/tool/$(go env GOOS)_$(go env GOARCH); \
    mkdir -p $farm/bin $farm/$tool $farm/src; ln -s $real/VERSION $real/go.env $farm/; \
    ln -s $real/src/* $farm/src/; ln -s $real/pkg/include $farm/pkg/; ln -s $real/$tool/* $farm/$tool/; \
    cp $real/bin/go $farm/bin/;";

const CASES: &[Case] = &[
    case("path.go", "PATH=/usr/bin:/bin", Fails("go version", "command not found")),
    case("path.tilde", "ln -s /usr/local/go/bin $HOME/b; PATH='~/b':$PATH", Bears(BUILD)),
    case("path.relative", "PATH=.:$PATH", Bears(BUILD)),
    case("path.writable", "mkdir $world/open; chmod 777 $world/open; PATH=$world/open:$PATH", Bears(BUILD)),
    case(
        "path.named",
        "mkdir $world/b; ln -s /usr/local/go/bin/go $world/b/go1.22.0; PATH=$world/b:$PATH; \
        export GOTOOLCHAIN=go1.22.0+path",
        Fails("go version", "invoked to provide go1.22.0"),
    )
    .instead("rm $world/b/go1.22.0; export GOTOOLCHAIN=local"),
    case("env.goenv-file", "mkfifo $world/f; export GOENV=$world/f", Fails("timeout 2 go version", "")),
    case("env.goroot", "export GOROOT=/nope", Fails(BUILD, "cannot find GOROOT directory")),
    case("env.goroot", "mkdir -p $world/r/pkg/tool; export GOROOT=$world/r", Fails(BUILD, "is not in std")),
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
    case("env.goexperiment", "export GOEXPERIMENT=nosuchthing", Fails("go version", "unknown GOEXPERIMENT suchthing")),
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
    case("env.go111module", "export GO111MODULE=off", Fails("go list -m", "cannot be used with GO111MODULE=off")),
    case("env.go111module", "export GO111MODULE=maybe", Fails(BUILD, "unknown environment setting GO111MODULE")),
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
    case("env.secrets", "export GOPROXY=https://me:hunter2@proxy.example", Bears(BUILD)).instead("export GOPROXY=off"),
    case(
        "fs.noexec",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; export GOTMPDIR=$world/n",
        Fails("go run .", "permission denied"),
    )
    .in_(In::Mounts),
    case(
        "fs.noexec",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; cp -r $GOCACHE $world/n/c; export GOCACHE=$world/n/c; go run .",
        Fails("go run .", "permission denied"),
    )
    .in_(In::Mounts),
    case(
        "fs.noexec",
        "mkdir $world/n; mount -t tmpfs -o noexec t $world/n; mkdir $world/n/bin; export GOBIN=$world/n/bin",
        Bears("go install ."),
    )
    .in_(In::Mounts)
    .instead("unset GOBIN"),
    case(
        "fs.writable",
        "mkdir $world/n; mount -t tmpfs -o ro t $world/n; export GOCACHE=$world/n/c",
        Fails(BUILD, "read-only file system"),
    )
    .in_(In::Mounts),
    case(
        "fs.writable",
        "mkdir $world/n; mount -t tmpfs -o ro t $world/n; export GOTMPDIR=$world/n",
        Fails(BUILD, "read-only file system"),
    )
    .in_(In::Mounts),
    case(
        "fs.writable",
        "export GOCACHE=/root/.cache/goenvmgr-not-yours",
        Fails(BUILD, "permission denied"),
    )
    .in_(In::User),
    case(
        "fs.writable",
        "mkdir $world/n; chattr +i $world/n; export GOCACHE=$world/n/c",
        Fails(BUILD, "not permitted"),
    )
    .instead("chattr -i $world/n"),
    case(
        "fs.space",
        "mkdir $world/n; mount -t tmpfs -o size=1m t $world/n; export GOCACHE=$world/n",
        Bears(BUILD),
    )
    .in_(In::Mounts),
    case(
        "fs.space",
        "mkdir $world/n; mount -t tmpfs -o size=64k t $world/n; export GOTMPDIR=$world/n",
        Fails("go build -o $world/tmp/x .", "no space left on device"),
    )
    .in_(In::Mounts),
    case(
        "fs.inodes",
        "mkdir $world/n; mount -t tmpfs -o nr_inodes=8 t $world/n; export GOCACHE=$world/n",
        Fails(BUILD, "no space left on device"),
    )
    .in_(In::Mounts),
    case("sys.address-space", "ulimit -Sv 300000", Fails("go version", "failed to reserve")),
    case(
        "sys.memory-limit",
        "g=/sys/fs/cgroup/memory/goenvmgr-test-$$; mkdir $g && echo 24M >$g/memory.limit_in_bytes && echo $$ >$g/cgroup.procs",
        Fails("go build -ldflags=-X=main.a=$RANDOM -o $world/tmp/x .", "signal: killed"),
    )
    .instead("echo $$ >/sys/fs/cgroup/memory/cgroup.procs; rmdir $g"),
    case("net.goproxy-syntax", "export GOPROXY=,", Stops(DOWNLOAD, "contains no entries")).instead("export GOPROXY=off"),
    case("net.goproxy-syntax", "export GOPROXY=foo", Stops(DOWNLOAD, "missing scheme")).instead("export GOPROXY=off"),
    case("net.goproxy-syntax", "export GOPROXY=ftp://x.example", Stops(DOWNLOAD, "invalid proxy URL scheme")).instead("export GOPROXY=off"),
    case("net.goproxy-syntax", "export GOPROXY=off,https://proxy.example", Bears(BUILD)).instead("export GOPROXY=off"),
    case("net.proxy-env", "export ALL_PROXY=http://proxy.example:1", Bears(BUILD)),
    case("net.proxy-env", "export HTTPS_PROXY=http://a.example:1 https_proxy=http://b.example:1", Bears(BUILD)),
    case(
        "net.gosumdb",
        "p=$world/proxy/x.example/@v; mkdir -p $p $world/x; cd $world/x; git init -q .; \
        echo 'module x.example' >go.mod; git add .; \
        git -c user.name=a -c user.email=a@x.example commit -qm x; \
        git archive --format=zip --prefix=x.example@v1.0.0/ -o $p/v1.0.0.zip HEAD; \
        cp go.mod $p/v1.0.0.mod; echo '{\"Version\":\"v1.0.0\"}' >$p/v1.0.0.info; cd ../hello; \
        export GOPROXY=file://$world/proxy GOFLAGS=-modcacherw GOSUMDB=offsum://key",
        Fails(DOWNLOAD, "GOSUMDB"),
    )
    .instead("export GOSUMDB=off"),
    case("cc.present", "export CGO_ENABLED=1 CC=nosuchcc", Fails("go build runtime/cgo", "C compiler \"nosuchcc\" not found")),
    case("cc.works", "export CGO_CFLAGS=-nosuchflag", Fails("CGO_ENABLED=1 go build runtime/cgo", "")),
    case(
        "mod.syntax",
        "printf '\\357\\273\\277module hello.example\\n\\ngo 1.21\\n' >go.mod",
        Fails(BUILD, "unexpected input character"),
    ),
    case("mod.syntax", "cp go.mod $world/tmp; echo '<<<<<<< HEAD' >>go.mod", Fails(BUILD, "unknown directive"))
        .instead("cp $world/tmp/go.mod ."),
    case(
        "mod.gosum",
        "printf 'require a.example v1.0.0\\n' >>go.mod; echo 'one two' >go.sum",
        Stops("go list -m all", "malformed go.sum"),
    ),
    case(
        "mod.replace",
        "printf 'require a.example v1.0.0\\nreplace a.example => ../gone\\n' >>go.mod",
        Stops("go list -m all", "reading ../gone/go.mod"),
    ),
    case(
        "mod.vendor",
        "printf 'require a.example v1.0.0\\n' >>go.mod; mkdir vendor; echo '# b.example v1.0.0' >vendor/modules.txt",
        Stops(BUILD, "inconsistent vendoring"),
    )
    .instead("rm -r vendor"),
    case(
        "mod.case",
        "echo 'package main' >A.go; echo 'package main' >a.go",
        Fails(BUILD, "case-insensitive file name collision"),
    )
    .instead("rm a.go"),
    case(
        "mod.git-owner",
        "unset GOFLAGS; git init -q .; chown -R 12345 .",
        Fails(BUILD, "error obtaining VCS status"),
    ),
    case(
        "libc.loader",
        "export GOBIN=$world/b; mkdir $GOBIN; echo 'int main(){return 0;}' >$world/tmp/a.c; \
        gcc -Wl,-dynamic-linker,/lib/nowhere.so -o $GOBIN/a $world/tmp/a.c",
        Fails("$world/b/a", ""),
    )
    .instead("gcc -o $world/b/a $world/tmp/a.c"),
    case(
        "libc.loader",
        "export GOBIN=$world/b; mkdir $GOBIN; echo 'int main(){return 0;}' >$world/tmp/a.c; \
        musl-gcc -o $GOBIN/a $world/tmp/a.c; $GOBIN/a || exit 9; \
        for d in /usr/lib/*-linux-musl; do mount -t tmpfs t $d; done",
        Fails("$world/b/a", ""),
    )
    .in_(In::Mounts)
    .instead("gcc -o $world/b/a $world/tmp/a.c"),
    case(
        "libc.version",
        "export GOBIN=$world/b; mkdir $GOBIN; echo 'int main(){return 0;}' >$world/tmp/a.c; \
        gcc -o $world/tmp/a $world/tmp/a.c; sed s/GLIBC_2.34/GLIBC_9.99/g $world/tmp/a >$GOBIN/a; chmod +x $GOBIN/a",
        Fails("$world/b/a", "GLIBC_9.99"),
    )
    .instead("cp $world/tmp/a $world/b/a"),
];

/// Faults of the toolchain itself, provoked in a copy made of links.
const FARMED: &[(&str, &str, &str, &str)] = &[
    ("go.programs", "rm $farm/pkg/tool/*/compile", BUILD, "no such tool"),
    (
        "go.programs",
        ": >$farm/x; chmod +x $farm/x; mv $farm/x $(echo $farm/pkg/tool/*/compile)",
        BUILD,
        "exec format error",
    ),
    (
        "go.programs",
        "t=$(echo $farm/pkg/tool/*/compile); cp --remove-destination $real/pkg/tool/*/compile $t; chmod -x $t",
        BUILD,
        "permission denied",
    ),
    ("go.library", "rm -r $farm/src/fmt", BUILD, "is not in std"),
    (
        "go.overlaid",
        "t=$(echo $farm/pkg/tool/*/compile); rm $t; v=$(go env GOVERSION); o=${v%?}X; sed \"s/$v/${v%?}0/g\" /usr/local/go/pkg/tool/*/compile >$t; chmod +x $t; export GOCACHE=$world/c",
        BUILD,
        "does not match go tool version",
    ),
    (
        "go.leftovers",
        "rm $farm/src/fmt; cp -rp $real/src/fmt $farm/src/; echo 'package fmt; func Errorf() {}' >$farm/src/fmt/old.go; \
        touch -d 2020-01-01 $farm/src/fmt/old.go; export GOCACHE=$world/c",
        BUILD,
        "redeclared in this block",
    ),
    (
        "go.env",
        "rm $farm/go.env; unset GOPROXY",
        "go mod download hello.example/x@v1.0.0",
        "contains no entries",
    ),
];

fn prove(case: &Case) {
    let mut session = match case.shell {
        In::Plain => Session::start(),
        In::Mounts => Session::with_mounts(),
        In::User => Session::unprivileged(),
    };
    let (check, provoke) = (case.check, case.provoke);
    let before = session.doctor(check);
    assert_eq!(before["status"], "PASS", "{check} before {provoke}: {before:#}");
    session.run(provoke);
    let found = session.doctor(check);
    let (command, expected) = match case.go {
        Fails(command, says) | Stops(command, says) => {
            let said = session.run(command);
            assert_ne!(said.code, 0, "{provoke}: {command} did not fail: {}", said.text);
            assert!(said.text.contains(says), "{provoke}: {command} says {}", said.text);
            (command, "FAIL")
        }
        Bears(command) => {
            let said = session.run(command);
            assert_eq!(said.code, 0, "{provoke}: {command}: {}", said.text);
            (command, "WARN")
        }
    };
    assert_eq!(found["status"], expected, "{provoke}: {found:#}");
    assert!(!found.to_string().contains("hunter2"), "{found:#}");
    let typed = if case.instead.is_empty() {
        let lines = found["fix"]["commands"].as_array().unwrap();
        assert!(!lines.is_empty(), "{check} prints no command: {found:#}");
        lines.iter().map(|line| line.as_str().unwrap()).collect::<Vec<_>>().join("\n")
    } else {
        case.instead.to_owned()
    };
    let cured = session.run(&typed);
    assert_eq!(cured.code, 0, "{typed}: {}", cured.text);
    if !matches!(case.go, Stops(..)) {
        let said = session.run(command);
        assert_eq!(said.code, 0, "after {typed}: {command}: {}", said.text);
    }
    let after = session.doctor(check);
    assert_eq!(after["status"], "PASS", "after {typed}: {after:#}");
}

fn prove_all(area: &str) {
    let mut failed = Vec::new();
    let skip = |case: &&Case| {
        case.check.starts_with(area) && !(case.check == "go.programs" || case.check == "env.home")
    };
    for case in CASES.iter().filter(skip) {
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| prove(case)));
        if told.is_err() {
            failed.push(format!("{}: {}", case.check, case.provoke));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn path() {
    prove_all("path.");
}

#[test]
fn env() {
    prove_all("env.");
}

#[test]
fn fs() {
    prove_all("fs.");
}

#[test]
fn net() {
    prove_all("net.");
}

#[test]
fn project() {
    prove_all("mod.");
}

#[test]
fn programs() {
    prove_all("cc.");
    prove_all("libc.");
}

#[test]
fn sys() {
    prove_all("sys.");
    // A hard limit cannot be lifted again everywhere, so this one has a shell of its own.
    let mut session = Session::start();
    session.run("ulimit -n 12");
    let said = session.run(BUILD);
    assert!(said.code != 0 && said.text.contains("too many open files"), "{}", said.text);
    assert_eq!(session.doctor("sys.open-files")["status"], "FAIL");
}

#[test]
fn go() {
    let mut failed = Vec::new();
    for (check, provoke, command, says) in FARMED {
        let told = std::panic::catch_unwind(|| {
            let mut session = Session::start();
            let farmed =
                session.run(&format!("{FARM} PATH=$farm/bin:$PATH; hash -r; unset GOROOT"));
            assert_eq!(farmed.code, 0, "{}", farmed.text);
            let before = session.doctor(check);
            assert_eq!(before["status"], "PASS", "{check} before {provoke}: {before:#}");
            session.run(provoke);
            let said = session.run(command);
            assert_ne!(said.code, 0, "{provoke}: {command} did not fail");
            assert!(said.text.contains(says), "{provoke}: {command} says {}", said.text);
            let found = session.doctor(check);
            assert_eq!(found["status"], "FAIL", "{provoke}: {found:#}");
        });
        if told.is_err() {
            failed.push(format!("{check}: {provoke}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
