//! Real toolchains: through the proxy that this machine's Go names, verified by the real log.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::network;
use super::world::{World, ran};

/// The Go versions beside which rules of Go are tested; the machine's own is the newest.
pub const OLDER: [&str; 3] = ["1.21.13", "1.22.5", "1.23.12"];

/// The machine's own Go.
pub const OWN: &str = "/usr/local/go";

/// A setting of the machine's Go.
pub fn env(key: &str) -> String {
    let told = Command::new(Path::new(OWN).join("bin/go")).args(["env", key]).output().unwrap();
    assert!(told.status.success(), "the tests need Go in {OWN}");
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

/// A world that reaches what the machine's Go reaches.
pub fn world() -> World {
    let world = World::new()
        .var("GOENV", "off")
        .var("GOPROXY", env("GOPROXY"))
        .var("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")
        .var("GOENVMGR_SOURCES", "goproxy");
    network::vars().fold(world, |world, (name, value)| world.var(&name.to_string_lossy(), value))
}

/// A published toolchain's GOROOT: downloaded once, kept in the target directory. Nobody writes to it.
pub fn root(version: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real-go");
    let world = world();
    let mut command = world.ours(&["install", "--verify", "transparency", version]);
    command.args(["--format", "json"]).env("GOENVMGR_HOME", &home);
    let json = ran(command).exits(0).json();
    assert_eq!(json[0]["source"], "goproxy");
    assert_eq!(json[0]["verified"]["transparency"]["database"], "sum.golang.org");
    home.join(format!("toolchains/go{version}"))
}

/// GOROOTs of all of [`OLDER`], and the machine's own last.
pub fn roots() -> Vec<PathBuf> {
    OLDER.iter().map(|version| root(version)).chain([PathBuf::from(OWN)]).collect()
}
