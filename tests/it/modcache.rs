//! A toolchain that the real go command put into its module cache, from a proxy on loopback.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::support::net::Net;
use crate::support::world::{Ran, ran};

/// The real go, which reaches nobody but the proxy of `net`.
#[track_caller]
fn go(net: &Net, toolchain: &str, args: &[&str]) -> Ran {
    let mut go = net.world.command("/usr/local/go/bin/go");
    go.args(args).env("GOPATH", net.world.path("gopath")).env("GOFLAGS", "-modcacherw");
    // The toolchain's go is a script.
    go.env("PATH", "/usr/bin:/bin").env("GOTOOLCHAIN", toolchain);
    ran(go).exits(0)
}

fn downloaded(net: &Net) -> PathBuf {
    let module = format!("golang.org/toolchain@{}", net.toolchain.module_version());
    go(net, "local", &["mod", "download", &module]);
    net.world.path("gopath/pkg/mod").join(module)
}

#[track_caller]
fn installs_and_verifies(net: &Net, from: &Path) {
    let from = from.to_str().unwrap();
    net.run(&["verify", from]).exits(0);
    net.run(&["verify", from, "--against-source"]).exits(0);
    let said = net.run(&["install", "--reinstall", "--from", from]).exits(0);
    assert!(said.stdout.contains("a log of"), "{said:?}");
    net.is_whole(true);
    assert!(!net.root().join("src/_go.mod").exists());
    net.run(&["verify", "1.22.5"]).exits(0);
    net.is_tidy();
}

#[test]
fn copy_in_gos_module_cache_installs_before_and_after_go_has_run_it() {
    let net = Net::new();
    let cached = downloaded(&net);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert!(!cached.join("src/go.mod").exists() && mode(&cached.join("bin/go")) & 0o111 == 0);
    installs_and_verifies(&net, &cached);

    let said = go(&net, "go1.22.5", &["version"]);
    assert!(said.stdout.starts_with("go version go1.22.5 "), "{said:?}");
    assert!(cached.join("src/go.mod").exists() && cached.join("src/_go.mod").exists());
    installs_and_verifies(&net, &cached);

    // Go would read this one.
    fs::write(cached.join("src/go.mod"), "module mine\n").unwrap();
    let from = cached.to_str().unwrap();
    net.run(&["verify", from]).exits(6);
    let said = net.run(&["install", "--reinstall", "--from", from]).exits(6);
    assert!(said.stderr.contains("src/_go.mod"), "{said:?}");
    net.is_whole(true);
}

#[test]
fn copy_from_the_module_cache_runs_unverified() {
    let net = Net::new();
    let cached = downloaded(&net);
    fs::write(cached.join("VERSION"), "go1.22.5\ntime 2001-02-03T04:05:06Z\n").unwrap();
    let from = cached.to_str().unwrap();
    net.run(&["install", "--from", from]).exits(6);
    net.run(&["install", "--from", from, "--unverified"]).exits(0);
    let mut run = net.world.ours(&["exec", "1.22.5", "--", "go", "version"]);
    run.env("PATH", "/usr/bin:/bin");
    let said = ran(run).exits(0);
    assert!(said.stdout.starts_with("go version go1.22.5 "), "{said:?}");
    assert!(net.root().join("src/go.mod").exists());
}
