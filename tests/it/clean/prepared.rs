//! The real module cache: filled once by the real go through the proxy that its own configuration
//! names, kept in the target directory, and copied for every test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use super::projects::{COMMANDS, GARBAGE, ROOTS, Root};
use super::world::World;

/// A world with a copy of everything, and the roots named.
pub fn ready() -> World {
    let kept = prepared();
    let world = World::with_caches();
    for what in ["mod", "src", "build"] {
        copy(&kept.join(what), &world.path(what));
    }
    let dirs: Vec<String> =
        ROOTS.iter().map(|root| world.path(root.dir).display().to_string()).collect();
    let mut args = vec!["roots", "add"];
    args.extend(dirs.iter().map(String::as_str));
    world.run(&args).exits(0);
    world
}

/// Gives the world a build cache that knows the standard library alone, so that every package of
/// a module must be read from the module cache again.
pub fn forget_builds(world: &World) {
    fs::remove_dir_all(world.path("build")).unwrap();
    copy(&prepared().join("std"), &world.path("build"));
}

/// The projects, their module cache and a build cache, made by the first test that asks.
fn prepared() -> &'static Path {
    static DONE: OnceLock<PathBuf> = OnceLock::new();
    DONE.get_or_init(|| {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clean-world-2");
        fs::create_dir_all(&kept).unwrap();
        let lock = fs::File::create(kept.join("lock")).unwrap();
        lock.lock().unwrap();
        let whole = kept.join("whole");
        if !whole.exists() {
            Filling {
                world: World::with_caches().var("GOMODCACHE", kept.join("mod")),
                kept: kept.clone(),
            }
            .fill();
            fs::write(whole, "").unwrap();
        }
        kept
    })
}

/// Goes on where an interrupted run stopped: everything here can be repeated.
struct Filling {
    world: World,
    kept: PathBuf,
}

impl Filling {
    fn fill(&self) {
        for root in ROOTS {
            self.write(root);
            self.download(root);
        }
        self.world.write("src/garbage/go.mod", "module x/garbage\n\ngo 1.22\n");
        let mut download = vec!["mod", "download"];
        download.extend(GARBAGE);
        self.go("src/garbage", &download);
        fs::remove_dir_all(self.world.path("src/garbage")).unwrap();
        self.build_standard_library();
        for (dir, args) in ROOTS.iter().flat_map(commands) {
            self.world.online(dir, &args, &self.kept.join("build"));
        }
        replace(&self.world.path("src"), &self.kept.join("src"));
    }

    fn go(&self, dir: &str, args: &[&str]) -> String {
        self.world.online(dir, args, &self.kept.join("build")).exits(0).stdout
    }

    fn write(&self, root: &Root) {
        for (name, text) in root.files {
            self.world.write(&format!("{}/{name}", root.dir), text);
        }
    }

    fn download(&self, root: &Root) {
        let prepare = || {
            for args in root.prepare {
                self.go(root.dir, args);
            }
        };
        prepare();
        for dir in root.modules {
            let workspace = *dir != root.dir;
            if workspace {
                self.go(dir, &["mod", "tidy"]);
            }
            // Tidy alone leaves most `.info` files out.
            let how = if workspace { "-mod=readonly" } else { "-mod=mod" };
            self.go(dir, &["list", how, "-m", "all"]);
        }
        // Listing with -mod=mod adds lines to go.sum that tidy does not want.
        prepare();
    }

    fn build_standard_library(&self) {
        let mut packages: Vec<String> = Vec::new();
        for dir in ROOTS.iter().flat_map(|root| root.modules) {
            let list = ["list", "-deps", "-test", "-f", "{{if .Standard}}{{.ImportPath}}{{end}}"];
            let out = self.go(dir, &[&list[..], &["./..."]].concat());
            packages.extend(out.lines().map(str::to_owned));
        }
        packages.sort();
        packages.dedup();
        let hidden =
            |name: &String| name.split('/').any(|part| matches!(part, "internal" | "vendor"));
        packages.retain(|name| !hidden(name) && !name.is_empty());
        let imports: String = packages.iter().map(|name| format!("import _ {name:?}\n")).collect();
        self.world.write("std/go.mod", "module x/std\n\ngo 1.22\n");
        self.world.write("std/std.go", &format!("package main\n\n{imports}\nfunc main() {{}}\n"));
        self.world.write("std/std_test.go", "package main\n");
        for args in COMMANDS.iter().take(3) {
            self.go("std", args);
        }
        replace(&self.kept.join("build"), &self.kept.join("std"));
    }
}

/// What a root runs: where, and which go command.
pub fn commands(root: &'static Root) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut all = Vec::new();
    for dir in root.modules {
        for args in COMMANDS {
            let mut args = args.to_vec();
            match (*dir, args.as_slice()) {
                // Tidy looks at every build tag, and alt.go answers to the other module file.
                ("src/modfile", ["mod", "tidy", ..]) => continue,
                // A vendored root lists modules from the cache only when told so.
                ("src/vendored", ["list", "-m", ..]) => args.insert(1, "-mod=mod"),
                _ => {}
            }
            all.push((*dir, args));
        }
    }
    all.extend(root.also.iter().map(|args| (root.dir, args.to_vec())));
    all
}

fn replace(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    copy(from, to);
}

/// With modes and times, and never by hard links: a sweep changes modes.
fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").args(["-a", "--reflink=auto"]).args([from, to]).status();
    assert!(copied.unwrap().success(), "{} to {}", from.display(), to.display());
}
