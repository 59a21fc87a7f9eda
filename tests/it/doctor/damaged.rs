//! Toolchains that are damaged: copied without what belongs to them, unpacked over an older one, cut
//! short. Of goenvmgr's own and of others, each beside the real go, and cured by what is printed: a
//! release is fetched from a site on loopback.

use std::process::Command;
use std::sync::OnceLock;

use goenvmgr::base::digest::Sha256Sum;

use crate::support::publish::{ReleaseSite, Toolchain};
use crate::support::server::Answer;

use super::local::from;
use super::session::Session;

/// What of the machine's own Go builds a program that prints something.
const PARTS: &str = "cd /usr/local && { echo go/VERSION; echo go/go.env; echo go/bin/go; echo go/bin/gofmt; ls go/pkg/tool/*/asm go/pkg/tool/*/c* go/pkg/tool/*/link go/pkg/tool/*/vet; \
    find go/pkg/include go/src/go.mod go/src/vendor/modules.txt -type f; \
    go/bin/go list -deps -f '{{.Dir}}' fmt runtime/cgo | sed s,^/usr/local/,, | \
    while read -r dir; do find $dir -maxdepth 1 -type f; done; } | sort -u | \
    tar -I 'gzip -1' -cT - -f -";

/// A site that publishes that as the release that it is. Returns its version too.
fn release() -> (ReleaseSite, String) {
    static ARCHIVE: OnceLock<Vec<u8>> = OnceLock::new();
    let archive = ARCHIVE.get_or_init(|| {
        let packed = Command::new("sh").args(["-c", PARTS]).env("GOTOOLCHAIN", "local").output();
        let packed = packed.unwrap();
        assert!(packed.status.success(), "{}", String::from_utf8_lossy(&packed.stderr));
        packed.stdout
    });
    let version = std::fs::read_to_string("/usr/local/go/VERSION").expect("Go in /usr/local/go");
    let version = version.lines().next().unwrap().trim_start_matches("go").to_owned();
    let toolchain = Toolchain::new(&version);
    let site = ReleaseSite::start();
    site.announce(&toolchain, &Sha256Sum::of(archive).to_string(), archive.len());
    site.server.on(&ReleaseSite::path(&toolchain), Answer::ok(archive.clone()));
    (site, version)
}

/// A GOROOT of links, any part of which can be replaced.
const FARM: &str = "farm=$world/farm; tool=pkg/tool/$(go env GOOS)_$(go env GOARCH); \
    mkdir -p $farm/bin $farm/$tool $farm/src; ln -s $real/VERSION $real/go.env $farm/; \
    ln -s $real/src/* $farm/src/; ln -s $real/pkg/include $farm/pkg/; ln -s $real/$tool/* $farm/$tool/; \
    cp $real/bin/go $farm/bin/; PATH=$farm/bin:/usr/bin:/bin:$world; hash -r; unset GOROOT";

/// A release of ours, and this shell uses it.
const OURS: &str = "goenvmgr install latest && export GOENVMGR_VERSION=latest && eval \"$(goenvmgr env)\" && \
    farm=$(go env GOROOT) && cd $world/hello && case $farm in $GOENVMGR_HOME/*) ;; *) false ;; esac";

/// A shell with goenvmgr and a site, and what belongs to it.
fn start(mut session: Session) -> (Session, ReleaseSite) {
    let (site, _) = release();
    session.warm_smoke();
    session.run(&format!("real=/usr/local/go; PATH=$PATH:$world; {}", from(&site)));
    (session, site)
}

const BUILD: &str = "go build -o /dev/null .";
/// What builds with a compiler of another version must not meet what others have built.
const APART: &str = "GOCACHE=$world/c go build -o /dev/null .";

/// Check; provocation in $farm; a command that fails, and what it says; what works afterwards.
struct Damage(&'static str, &'static str, &'static str, &'static str, &'static str);

const DAMAGES: &[Damage] = &[
    Damage("go.programs", "rm $farm/pkg/tool/*/compile", BUILD, "no such tool", BUILD),
    Damage(
        "go.programs",
        ": >$world/x; chmod +x $world/x; mv $world/x $(echo $farm/pkg/tool/*/compile)",
        BUILD,
        "exec format error",
        BUILD,
    ),
    Damage("go.library", "rm -r $farm/src/fmt", BUILD, "is not in std", BUILD),
    Damage(
        "go.overlaid",
        "t=$(echo $farm/pkg/tool/*/compile); rm $t; v=$(go env GOVERSION); \
        sed \"s/$v/${v%?}0/g\" $real/pkg/tool/*/compile >$t; chmod +x $t",
        APART,
        "does not match go tool version",
        BUILD,
    ),
    Damage(
        "go.leftovers",
        // goenvmgr keeps no times, and where they were not kept nothing is judged.
        "find $farm/src $farm/VERSION -type f -exec touch -r $real/VERSION {} +; \
        rm -r $farm/src/fmt; cp -rp $real/src/fmt $farm/src/; \
        echo 'package fmt; func Errorf() {}' >$farm/src/fmt/old.go; touch -d 2020-01-01 $farm/src/fmt/old.go",
        APART,
        "redeclared in this block",
        BUILD,
    ),
    Damage(
        "go.env",
        "rm $farm/go.env; unset GOPROXY",
        "go mod download hello.example/x@v1.0.0",
        "contains no entries",
        "test -n \"$(go env GOPROXY)\"",
    ),
    // What no other check looks for.
    Damage(
        "go.smoke",
        "i=$farm/src/internal; test ! -L $i || { rm $i; mkdir $i; ln -s $real/src/internal/* $i/; }; \
        rm -r $i/goos",
        BUILD,
        "is not in std",
        BUILD,
    ),
];

/// Before each damage, in one shell for all: its variables as they were, and no farm.
const AFRESH: &str = "PATH=/usr/local/go/bin:/usr/bin:/bin:$world; hash -r; rm -rf $world/farm; \
    unset GOROOT GOENVMGR_VERSION __GOENVMGR_UNDO; export GOPROXY=off GOTOOLCHAIN=local";

/// The same damages to a toolchain of this kind, one after the other, each cured by this.
fn each_is_cured(kind: &str, damages: &[Damage], named: fn(&str) -> String) {
    let (mut session, _site) = start(Session::start());
    let mut failed = Vec::new();
    for damage in damages {
        let cure = named(damage.0);
        let told = std::panic::AssertUnwindSafe(|| is_cured(&mut session, kind, damage, &cure));
        if std::panic::catch_unwind(told).is_err() {
            failed.push(format!("{}: {}", damage.0, damage.1));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

fn is_cured(session: &mut Session, kind: &str, damage: &Damage, named: &str) {
    let Damage(check, provoke, command, says, works) = damage;
    let made = session.run(&format!("{AFRESH}; {kind}"));
    assert_eq!(made.code, 0, "{}", made.text);
    let before = session.doctor(check);
    assert_eq!(before["status"], "PASS", "{check} before {provoke}: {before:#}");
    session.run(provoke);
    let said = session.run(command);
    assert_ne!(said.code, 0, "{provoke}: {command} did not fail");
    assert!(said.text.contains(says), "{provoke}: {command} says {}", said.text);
    let found = session.doctor(check);
    assert_eq!(found["status"], "FAIL", "{provoke}: {found:#}");
    let typed = session.cure(&found, named);
    let said = session.run(works);
    assert_eq!(said.code, 0, "after {typed}: {works}: {}", said.text);
    let after = session.doctor(check);
    assert_eq!(after["status"], "PASS", "after {typed}: {after:#}");
}

#[test]
fn toolchain_of_others_is_replaced_by_one_of_ours() {
    each_is_cured(FARM, DAMAGES, |check| {
        let cures = [
            "go.programs: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
            "go.library: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
            "go.overlaid: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
            "go.leftovers: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
            "go.env: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
            "go.smoke: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
        ];
        cures.into_iter().find(|cure| cure.starts_with(&format!("{check}:"))).unwrap().to_owned()
    });
}

#[test]
fn toolchain_of_ours_is_reinstalled() {
    // Two of them look alike from here, and each is a whole installation.
    each_is_cured(OURS, &DAMAGES[1..], |check| {
        let cures = [
            "go.programs: goenvmgr install --reinstall <version>",
            "go.library: goenvmgr install --reinstall <version>",
            "go.overlaid: goenvmgr install --reinstall <version>",
            "go.leftovers: goenvmgr install --reinstall <version>",
            "go.env: goenvmgr install --reinstall <version>",
            "go.smoke: goenvmgr install --reinstall <version>",
        ];
        cures.into_iter().find(|cure| cure.starts_with(&format!("{check}:"))).unwrap().to_owned()
    });
}

/// What a copy loses: modes, and, of its go.env, what somebody wrote into it.
#[test]
fn copy_that_has_lost_a_mode_gets_it_back() {
    const LOST: &[Damage] = &[Damage(
        "go.programs",
        "t=$(echo $farm/pkg/tool/*/compile); cp --remove-destination $real/pkg/tool/*/compile $t; chmod -x $t",
        BUILD,
        "permission denied",
        BUILD,
    )];
    for kind in [FARM, OURS] {
        each_is_cured(kind, LOST, |_| "go.programs: chmod +x <program>".to_owned());
    }
    const WRITTEN: &[Damage] = &[Damage(
        "env.gotoolchain",
        "unset GOTOOLCHAIN; rm $farm/go.env; \
        sed 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=bogus/' $real/go.env >$farm/go.env",
        "go version",
        "invalid GOTOOLCHAIN",
        "go version",
    )];
    each_is_cured(FARM, WRITTEN, |_| {
        "env.gotoolchain: sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=auto/' <file>".to_owned()
    });
}

/// Two real releases unpacked over each other: what only the older one has is compiled with the rest.
#[test]
fn archive_unpacked_over_an_older_release() {
    let older = crate::support::real_go::root("1.22.5");
    let (mut session, _site) = start(Session::start());
    let made = session.run(&format!(
        "{FARM}; old={}; for d in runtime internal; do rm $farm/src/$d; cp -r $old/src/$d $farm/src/; done; \
        find $farm/src/runtime $farm/src/internal -type f -exec touch -d 2024-07-02 {{}} +; \
        cp -rpf $real/src/runtime $real/src/internal $farm/src/",
        older.display()
    ));
    assert_eq!(made.code, 0, "{}", made.text);
    let said = session.run(APART);
    assert_ne!(said.code, 0, "go builds with files of two releases");
    let found = session.doctor("go.leftovers");
    assert_eq!(found["status"], "FAIL", "{found:#}: {}", said.text);
    session.cure(&found, "go.leftovers: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"");
    let said = session.run(BUILD);
    assert_eq!(said.code, 0, "{}", said.text);
    assert_eq!(session.doctor("go.leftovers")["status"], "PASS");
}

/// A `go` that cannot be used, or none at all, anywhere: check and cure, provocation, what `go` says.
const GOES: &[(&str, &str, &str)] = &[
    (
        "path.go: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
        "mount -t tmpfs t /usr/local/go; hash -r",
        "",
    ),
    (
        "env.goroot-trimmed: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
        "mkdir $world/b; cp $real/bin/go $world/b/; PATH=$world/b:/usr/bin:/bin:$world; hash -r",
        "binary is trimmed",
    ),
    (
        "libc.loader: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
        "go build -ldflags=-extldflags=-Wl,-dynamic-linker,/lib/nowhere.so -o $world/b/go . && become",
        "",
    ),
    (
        "libc.libraries: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
        "mkdir $world/l; echo 'int f(void){return 0;}' >$world/tmp/f.c; \
        gcc -shared -Wl,-soname,libfar.so.1 -o $world/l/libfar.so $world/tmp/f.c; \
        CGO_LDFLAGS=\"-L$world/l -Wl,--no-as-needed -lfar\" go build -o $world/b/go . && become",
        "libfar.so.1",
    ),
    (
        "libc.version: goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
        "go build -o $world/b/go . && sed -i s/GLIBC_2.34/GLIBC_9.99/g $world/b/go && become",
        "GLIBC_9.99",
    ),
];

/// A `go` that was linked against a system's library, as some distributions' are. A whole one takes
/// half a minute to build, so a small program says that it is one: both names are of one length.
const DYNAMIC: &str = "mkdir $world/y; cd $world/y; printf 'module xmd.go\\n\\ngo 1.21\\n' >go.mod; \
    printf 'package main\\n\\nimport \"C\"\\n\\nfunc main() {}\\n' >main.go; \
    become() { sed -i 's,xmd\\.go,cmd/go,g' $world/b/go; PATH=$world/b:/usr/bin:/bin:$world; hash -r; cd $world/hello; }";

#[test]
fn go_that_cannot_start_is_replaced() {
    let mut failed = Vec::new();
    for (named, provoke, says) in GOES {
        let told = std::panic::catch_unwind(|| {
            let (mut session, _site) = start(Session::with_mounts());
            let check = named.split(": ").next().unwrap();
            assert_eq!(session.doctor(check)["status"], "PASS", "{check}");
            if named.starts_with("libc") {
                session.run(DYNAMIC);
            }
            session.run(provoke);
            let said = session.run(BUILD);
            assert!(said.code != 0 && said.text.contains(says), "{provoke}: {}", said.text);
            let found = session.doctor(check);
            assert_eq!(found["status"], "FAIL", "{provoke}: {found:#}");
            let typed = session.cure(&found, named);
            let said = session.run(BUILD);
            assert_eq!(said.code, 0, "after {typed}: {}", said.text);
            assert_eq!(session.doctor(check)["status"], "PASS", "after {typed}");
        });
        if told.is_err() {
            failed.push(named);
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
