//! Whatever hangs, doctor ends within twenty seconds and names it.

use std::time::{Duration, Instant};

use crate::support::server::{Answer, Server};

use super::session::Session;

const LIMIT: Duration = Duration::from_secs(20);

fn status<'a>(found: &'a [serde_json::Value], check: &str) -> &'a str {
    found.iter().find(|one| one["check"] == check).unwrap()["status"].as_str().unwrap()
}

/// In the worst order: everything at once, in full mode.
#[test]
fn programs_and_servers_that_never_answer_are_named_in_time() {
    let server = Server::start();
    for path in ["/golang.org/x/text/@v/v0.3.0.info", "/sumdb/sum.golang.org/supported"] {
        server.on(path, Answer::Stall);
    }
    let mut session = Session::start();
    session.run(&format!(
        "mkdir $world/b; printf '#!/bin/sh\\nexec sleep 600\\n' >$world/b/gcc; \
        cp $world/b/gcc $world/b/go; chmod +x $world/b/*; PATH=$world/b:$PATH; \
        export GOPROXY={} GOSUMDB=sum.golang.org",
        server.url()
    ));
    assert_eq!(session.run("timeout 1 go version").code, 124);
    let begun = Instant::now();
    let found = session.examine("--mode full");
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
    assert_eq!(status(&found, "net.goproxy-reach"), "FAIL", "{found:#?}");
    assert_eq!(status(&found, "cc.works"), "FAIL", "{found:#?}");
    assert_eq!(status(&found, "go.smoke"), "ERROR", "{found:#?}");
}

/// A FIFO where a file is expected: go waits for a writer, and doctor does not.
#[test]
fn files_that_are_fifos_hang_nobody() {
    let mut session = Session::start();
    session.warm_smoke();
    session.run("mkdir -p ~/.config/go; mkfifo ~/.config/go/env; cd ~");
    assert_eq!(session.run("timeout 1 go version").code, 124);
    let begun = Instant::now();
    let found = session.examine("--mode full");
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
    assert_eq!(status(&found, "env.goenv-file"), "FAIL", "{found:#?}");
    assert_eq!(status(&found, "go.smoke"), "SKIP", "{found:#?}");
    // What else is read, here or by another.
    session.run(
        "rm ~/.config/go/env; mkdir -p vendor .vscode $GOENVMGR_HOME; for f in go.mod go.sum go.work \
        vendor/modules.txt .go-version .tool-versions goenvmgr.toml .vscode/settings.json ~/.netrc \
        ~/.gitconfig ~/.bashrc ~/.profile ~/.zshrc; do mkfifo $f; done",
    );
    for command in [
        "doctor --mode full --offline --skip go.smoke",
        "current",
        "check",
        "list",
        "explain",
        "env",
    ] {
        let said = session.run(&format!("timeout 20 $world/goenvmgr {command}"));
        assert_ne!(said.code, 124, "{command}: {}", said.text);
    }
}
