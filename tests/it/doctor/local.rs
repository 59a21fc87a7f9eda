//! goenvmgr's own installation and the user's start-up files: faults provoked, cured by what is
//! printed, and the shell's or the program's own behaviour beside each.

use serde_json::Value;

use super::session::Session;
use crate::support::publish::{ReleaseSite, Toolchain};

/// A fault: check and cure (`check: cure`), how to provoke it, the expected answer, a line that shows
/// it (it fails with FAIL, and succeeds with WARN), and what to do where the cure is words only.
struct Fault(&'static str, &'static str, &'static str, &'static str, &'static str);

/// Integrity is 6; 1 says only that nothing verifies `--unverified` bytes.
const VERIFY: &str = "goenvmgr verify; test $? -ne 6";
const ROOT: &str = "$GOENVMGR_HOME/toolchains/go1.22.5";

/// One toolchain of ours, shims first on PATH, goenvmgr on PATH, set up for bash. It came from a
/// release site, which has a newer one too.
pub(super) fn own() -> (Session, ReleaseSite) {
    let mut session = Session::start();
    let site = ReleaseSite::with(&[&Toolchain::new("1.22.5"), &Toolchain::new("1.22.9")]);
    session.run(&from(&site));
    let said = session.run(
        "export SHELL=/bin/bash PATH=$GOENVMGR_HOME/shims:$world:$PATH; \
        printf '# mine\\nalias ll=ls\\n' >$HOME/.bashrc; \
        goenvmgr install 1.22.5 && goenvmgr setup",
    );
    assert_eq!(said.code, 0, "{}", said.text);
    (session, site)
}

/// Lets goenvmgr install from the site alone, for which its index attests.
pub(super) fn from(site: &ReleaseSite) -> String {
    format!(
        "export GOENVMGR_SOURCES=go.dev GOENVMGR_INDEX_URL={} GOENVMGR_ARCHIVE_URL={} GOSUMDB=off",
        site.index_url(),
        site.archive_url()
    )
}

const FAULTS: &[Fault] = &[
    Fault(
        "install.files: goenvmgr install --reinstall <version>",
        "chmod -x $root/bin/gofmt",
        "FAIL",
        VERIFY,
        "",
    ),
    Fault(
        "install.files: goenvmgr install --reinstall <version>",
        "rm $root/LICENSE",
        "FAIL",
        VERIFY,
        "",
    ),
    Fault(
        "install.files: goenvmgr install --reinstall <version>",
        "echo >$root/src/fmt/extra.go",
        "FAIL",
        VERIFY,
        "",
    ),
    Fault(
        "install.bytes: goenvmgr install --reinstall <version>",
        "printf X | dd of=$root/src/fmt/print.go bs=1 conv=notrunc 2>/dev/null",
        "FAIL",
        VERIFY,
        "",
    ),
    Fault(
        "install.writable: chmod -R ug-s,go-w <dir>",
        "chmod 4777 $root/bin/go",
        "WARN",
        VERIFY,
        "",
    ),
    Fault(
        "install.writable: goenvmgr install --reinstall <version>",
        "chown 1234 $root/bin/go",
        "WARN",
        VERIFY,
        "",
    ),
    Fault(
        "install.receipts: goenvmgr install --reinstall <version>",
        "rm $GOENVMGR_HOME/receipts/go1.22.5.json",
        "WARN",
        "go version",
        "",
    ),
    Fault(
        "install.receipts: goenvmgr install --reinstall <version>",
        "echo x >$GOENVMGR_HOME/receipts/go1.22.5.files",
        "WARN",
        "go version",
        "",
    ),
    Fault(
        "install.shims: goenvmgr doctor --fix --yes --only install.shims",
        "rm $GOENVMGR_HOME/shims/go1.22.5",
        "FAIL",
        "go1.22.5 version",
        "",
    ),
    Fault(
        "install.shims: goenvmgr doctor --fix --yes --only install.shims",
        "ln -sf /gone $GOENVMGR_HOME/shims/gofmt",
        "FAIL",
        "$GOENVMGR_HOME/shims/gofmt -h",
        "",
    ),
    Fault(
        "install.shims: goenvmgr doctor --fix --yes --only install.shims",
        "ln -sf /bin/true $GOENVMGR_HOME/shims/gofmt",
        "WARN",
        "gofmt",
        "",
    ),
    Fault(
        "install.selected: goenvmgr install <version>",
        "echo 1.22.9 >.go-version",
        "FAIL",
        "go version",
        "",
    ),
    Fault(
        "install.selected",
        "echo gone.mad >.go-version",
        "FAIL",
        "go version",
        "echo 1.22.5 >.go-version",
    ),
    Fault(
        "install.default: goenvmgr install <version>",
        "echo 'default = \"1.22.9\"' >$GOENVMGR_HOME/config.toml",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "install.tools: goenvmgr tools sync",
        "unset GOSUMDB; old=$GOENVMGR_HOME/toolchains/go1.17.13/bin; mkdir -p $old; \
        printf '#!/bin/sh\nfor name; do :; done; name=${name%%@*}; name=${name##*/}; echo >$GOBIN/$name; chmod +x $GOBIN/$name\n' \
        >$old/go; chmod +x $old/go; \
        printf 'go = \"1.17.13\"\n[tools]\n\"example.com/t/hello\" = \"1.0.0\"\n' >goenvmgr.toml; \
        goenvmgr trust",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "install.links: goenvmgr unlink <name>",
        "ln -s $world/gone $GOENVMGR_HOME/toolchains/mygo",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "install.program: rm <path>",
        "mkdir $world/b; cp $world/goenvmgr $world/b/; PATH=$world/b:$PATH",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "install.leftovers: goenvmgr doctor --fix --yes --only install.leftovers",
        "mkdir $GOENVMGR_HOME/staging/go1.22.6.new-Ab12cd",
        "WARN",
        "true",
        "",
    ),
    Fault("shell.blocks: goenvmgr setup", "rm $GOENVMGR_HOME/env.sh", "FAIL", NEW_SHELL, ""),
    Fault(
        "shell.blocks: goenvmgr setup",
        "sed -i '/>>> goenvmgr init/,/<<< goenvmgr init/d' ~/.bashrc",
        "WARN",
        NEW_SHELL,
        "",
    ),
    Fault(
        "shell.blocks",
        "cp ~/.bashrc $world/tmp/rc; sed -i '/<<< goenvmgr init/d' ~/.bashrc",
        "FAIL",
        "goenvmgr setup",
        "cp $world/tmp/rc ~/.bashrc",
    ),
    Fault(
        "shell.order: sed -i '<line>s/^/# /' <file>",
        "echo 'export PATH=/usr/local/go/bin:$PATH' >>~/.bashrc",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.order: goenvmgr setup",
        "goenvmgr setup --shell fish; cd ~/.config/fish; mv config.fish conf.d/goenvmgr.fish; \
        echo 'set -gx PATH /usr/local/go/bin $PATH' >config.fish; cd - >/dev/null",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.order: goenvmgr setup --undo; goenvmgr setup",
        "sed -i '1i case $- in *i*) ;; *) return ;; esac' ~/.bashrc",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.goroot: sed -i '<line>s/^/# /' <file>",
        "sed -i '1i export GOROOT=/opt/go' ~/.bashrc",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.managers: sed -i '<line>s/^/# /' <file>",
        "sed -i '1i eval \"$(goenv init -)\"' ~/.bashrc",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.match: eval \"$(goenvmgr env)\"",
        "echo 1.22.5 >.go-version; export GOROOT=/opt/go",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.match: unset GOENVMGR_VERSION && eval \"$(goenvmgr env)\"",
        "goenvmgr install 1.22.9 && echo 1.22.5 >.go-version && export GOENVMGR_VERSION=1.22.9 && \
        eval \"$(goenvmgr env)\"",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.match: goenvmgr install <version> && eval \"$(goenvmgr env)\"",
        "echo 1.22.5 >.go-version && eval \"$(goenvmgr env)\" && echo 1.22.9 >.go-version",
        "WARN",
        "true",
        "",
    ),
];

/// Only the shell's function knows: the program is asked through it.
#[test]
fn hook_that_is_gone_is_put_back_and_kept_by_what_is_printed() {
    for (named, start_up) in [
        ("shell.match: goenvmgr check --fix", "true"),
        (
            "shell.match: goenvmgr check --fix; goenvmgr setup --undo; goenvmgr setup",
            "echo \"PROMPT_COMMAND='history -a'\" >>~/.bashrc",
        ),
        (
            "shell.match: goenvmgr check --fix; sed -i '<line>s/^/# /' <file>",
            "printf '. ~/.bashrc\\nunset PROMPT_COMMAND\\n' >>~/.bash_profile",
        ),
    ] {
        let (mut session, _site) = own();
        let examine = |session: &mut Session| {
            let said = session.run("goenvmgr doctor --only shell.match --format json");
            let run: Value =
                serde_json::from_str(&said.text).unwrap_or_else(|_| panic!("{said:?}"));
            run["results"][0].clone()
        };
        let done = session.run(&format!("{start_up}; eval \"$(goenvmgr init bash)\""));
        assert_eq!(done.code, 0, "{done:?}");
        assert_eq!(examine(&mut session)["status"], "PASS");
        session.run("PROMPT_COMMAND=(true)");
        let found = examine(&mut session);
        assert_eq!(found["status"], "WARN", "{found:#}");
        session.cure(&found, named);
        assert_eq!(examine(&mut session)["status"], "PASS", "{named}");
    }
}

/// A new login shell finds shims/.
const NEW_SHELL: &str =
    "env -i HOME=$HOME PATH=/usr/bin:/bin bash -lc 'case $PATH in *shims*) ;; *) exit 1 ;; esac'";

#[test]
fn faults_of_this_machine_are_seen_and_cured() {
    let mut failed = Vec::new();
    for fault in FAULTS {
        let told = std::panic::catch_unwind(|| prove(fault));
        if told.is_err() {
            failed.push(format!("{}: {}", fault.0, fault.1));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

fn prove(Fault(named, provoke, expected, shows, instead): &Fault) {
    let check = named.split(": ").next().unwrap();
    let (mut session, _site) = own();
    session.run(&format!("root={ROOT}"));
    let before = session.doctor(check);
    assert_eq!(before["status"], "PASS", "{check} before {provoke}: {before:#}");
    let done = session.run(provoke);
    assert_eq!(done.code, 0, "{provoke}: {}", done.text);
    let said = session.run(shows);
    assert_eq!(said.code != 0, *expected == "FAIL", "{provoke}: {shows}: {}", said.text);
    let found = session.doctor(check);
    assert_eq!(found["status"], *expected, "{provoke}: {found:#}");
    let typed = session.cure_or(&found, named, instead);
    assert_eq!(session.run(shows).code, 0, "after {typed}: {shows}");
    let after = session.doctor(check);
    assert_eq!(after["status"], "PASS", "after {typed}: {after:#}");
}
