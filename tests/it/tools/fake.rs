//! A toolchain of Go 1.17, whose programs do not say what they were built from, with a `go` that builds
//! scripts.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::world::World;

/// The version that it is.
pub(crate) const OLD: &str = "1.17.13";

/// `go install -- PACKAGE@VERSION`: a script that says so, and a line in the log for each. A package whose name
/// is `broken` cannot be built.
const GO: &str = "#!/bin/sh
echo \"$* GOFLAGS=$GOFLAGS GOTOOLCHAIN=$GOTOOLCHAIN GOSUMDB=${GOSUMDB%%+*} GOPROXY=$GOPROXY\" >>\"$HOME/built\"
env >\"$HOME/seen\"
for last; do :; done
name=${last%@*}
name=${name##*/}
case $name in broken) echo 'go: it is broken' >&2; exit 1 ;; esac
printf '#!/bin/sh\\necho %s by VERSION\\n' \"$last\" >\"$GOBIN/$name\"
chmod 755 \"$GOBIN/$name\"
";

/// A world whose toolchains of these versions build so, with what is pinned here trusted.
pub(crate) fn world(manifest: &str) -> World {
    let world = World::new().var("PATH", "/usr/bin:/bin").var("GOENV", "off");
    toolchain(&world, OLD);
    pin(&world, manifest);
    world
}

/// One more toolchain that builds so.
pub(crate) fn toolchain(world: &World, version: &str) {
    let root = world.toolchain(version);
    program(world, &root.join("bin/go"), version);
}

/// A `go` that says that this built it.
pub(super) fn program(world: &World, path: &Path, by: &str) {
    world.program(path, &GO.replace("VERSION", by));
}

/// The variables of its last go command, a line each.
pub(super) fn seen(world: &World) -> String {
    format!("\n{}", fs::read_to_string(world.path("user/seen")).unwrap())
}

/// Writes the manifest and trusts it.
pub(super) fn pin(world: &World, manifest: &str) {
    world.write(&world.work().join("goenvmgr.toml"), manifest);
    world.run(&["trust"]).exits(0);
}

/// What its go commands were asked for since the last time.
pub(super) fn built(world: &World) -> Vec<String> {
    let log = world.path("user/built");
    let said = fs::read_to_string(&log).unwrap_or_default();
    let _ = fs::remove_file(log);
    said.lines().map(str::to_owned).collect()
}

/// The sets that stand.
pub(super) fn sets(world: &World) -> Vec<String> {
    let names = fs::read_dir(world.home().join("tools")).into_iter().flatten();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

/// What lies in staging, locks aside.
pub(super) fn staged(world: &World) -> Vec<PathBuf> {
    let names = fs::read_dir(world.home().join("tools/.staging")).into_iter().flatten();
    let paths = names.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_none_or(|end| end != "lock")).collect()
}
