//! A real module cache, filled by the real go through the proxy that its own configuration names,
//! kept in the target directory between runs.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use super::world::{Said, World, tree};

/// A root: its files, and where its commands run.
struct Root {
    dir: &'static str,
    files: &'static [(&'static str, &'static str)],
    /// What is needed to have it complete, before the network goes.
    prepare: &'static [&'static [&'static str]],
    /// What must work offline besides the commands that every root runs.
    also: &'static [&'static [&'static str]],
}

const TOML: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/BurntSushi/toml\"\n)\n\n\
    func main() { var v map[string]any; _, err := toml.Decode(\"a=1\", &v); fmt.Println(v, err) }\n";
const COBRA: &str = "package main\n\nimport \"github.com/spf13/cobra\"\n\n\
    func main() { _ = (&cobra.Command{Use: \"x\"}).Execute() }\n";
const TESTIFY: &str = "package main\n\nimport (\n\t\"testing\"\n\n\
    \t\"github.com/stretchr/testify/require\"\n)\n\n\
    func TestOne(t *testing.T) { require.Equal(t, 1, 1) }\n";
const UUID: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/gofrs/uuid\"\n)\n\n\
    func main() { fmt.Println(uuid.Nil) }\n";
const LOGRUS: &str = "package main\n\nimport \"github.com/sirupsen/logrus\"\n\n\
    func main() { logrus.Info(\"x\") }\n";
const ERRORS: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/pkg/errors\"\n)\n\n\
    func main() { fmt.Println(errors.New(\"x\")) }\n";
const ZAP: &str = "package main\n\nimport \"go.uber.org/zap\"\n\n\
    func main() { zap.NewNop().Info(\"x\") }\n";
const SEMVER: &str = "package main\n\nimport (\n\t\"fmt\"\n\n\t\"github.com/Masterminds/semver/v3\"\n)\n\n\
    func main() { fmt.Println(semver.MustParse(\"1.2.3\")) }\n";
const LIB: &str = "package lib\n\nimport \"gopkg.in/yaml.v3\"\n\n\
    func Parse(b []byte) error { var v any; return yaml.Unmarshal(b, &v) }\n";

const TIDY: &[&str] = &["mod", "tidy"];

const ROOTS: &[Root] = &[
    Root {
        dir: "src/old15",
        files: &[
            (
                "go.mod",
                "module x/old15\n\ngo 1.15\n\nrequire (\n\tgithub.com/spf13/cobra v1.0.0\n\tgithub.com/stretchr/testify v1.7.0\n)\n",
            ),
            ("main.go", COBRA),
            ("main_test.go", TESTIFY),
        ],
        prepare: &[TIDY],
        also: &[],
    },
    Root {
        dir: "src/old16",
        files: &[
            (
                "go.mod",
                "module x/old16\n\ngo 1.16\n\nrequire (\n\tgithub.com/sirupsen/logrus v1.8.1\n\tgithub.com/stretchr/testify v1.7.1\n)\n",
            ),
            ("main.go", LOGRUS),
            ("main_test.go", TESTIFY),
        ],
        prepare: &[TIDY],
        also: &[],
    },
    Root {
        dir: "src/upper",
        files: &[
            ("go.mod", "module x/upper\n\ngo 1.22\n\nrequire github.com/BurntSushi/toml v1.3.2\n"),
            ("main.go", TOML),
        ],
        prepare: &[TIDY],
        also: &[&["mod", "download"]],
    },
    Root {
        dir: "src/incompatible",
        files: &[
            (
                "go.mod",
                "module x/incompatible\n\ngo 1.22\n\nrequire github.com/gofrs/uuid v3.2.0+incompatible\n",
            ),
            ("main.go", UUID),
        ],
        prepare: &[TIDY],
        also: &[&["mod", "download"]],
    },
    Root {
        dir: "src/tool",
        files: &[
            (
                "go.mod",
                "module x/tool\n\ngo 1.24\n\ntool golang.org/x/tools/cmd/stringer\n\nrequire golang.org/x/tools v0.28.0\n",
            ),
            ("main.go", "package main\n\nfunc main() {}\n"),
        ],
        prepare: &[TIDY],
        also: &[&["tool"], &["tool", "-n", "stringer"]],
    },
    Root {
        dir: "src/replaced",
        files: &[
            (
                "go.mod",
                "module x/replaced\n\ngo 1.22\n\nrequire (\n\tgithub.com/pkg/errors v0.9.1\n\tx/local v0.0.0\n)\n\nreplace github.com/pkg/errors => github.com/pkg/errors v0.8.1\n\nreplace x/local => ./local\n",
            ),
            ("main.go", ERRORS),
            ("use.go", "package main\n\nimport _ \"x/local\"\n"),
            ("local/go.mod", "module x/local\n\ngo 1.22\n"),
            ("local/local.go", "package local\n"),
        ],
        prepare: &[TIDY],
        also: &[],
    },
    Root {
        dir: "src/vendored",
        files: &[
            (
                "go.mod",
                "module x/vendored\n\ngo 1.22\n\nrequire github.com/Masterminds/semver/v3 v3.2.1\n",
            ),
            ("main.go", SEMVER),
        ],
        prepare: &[TIDY, &["mod", "vendor"]],
        also: &[&["build", "-mod=mod", "-o", "/dev/null", "./..."]],
    },
    Root {
        dir: "src/work",
        files: &[
            ("go.work", "go 1.22\n\nuse (\n\t./a\n\t./b\n)\n"),
            ("a/go.mod", "module x/a\n\ngo 1.22\n\nrequire gopkg.in/yaml.v3 v3.0.1\n"),
            ("a/lib.go", LIB),
            ("b/go.mod", "module x/b\n\ngo 1.22\n\nrequire go.uber.org/zap v1.26.0\n"),
            ("b/main.go", ZAP),
        ],
        prepare: &[&["work", "sync"]],
        also: &[&["work", "sync"], &["build", "-o", "/dev/null", "x/b"], &["vet", "x/a", "x/b"]],
    },
    Root {
        dir: "src/modfile",
        files: &[
            ("go.mod", "module x/modfile\n\ngo 1.22\n"),
            ("alt.mod", "module x/modfile\n\ngo 1.22\n\nrequire github.com/google/uuid v1.3.0\n"),
            ("alt.go", "//go:build alt\n\npackage main\n\nimport _ \"github.com/google/uuid\"\n"),
            ("main.go", "package main\n\nfunc main() {}\n"),
        ],
        prepare: &[&["mod", "tidy", "-modfile=alt.mod"]],
        also: &[
            &["build", "-modfile=alt.mod", "-tags=alt", "-o", "/dev/null", "./..."],
            &["list", "-modfile=alt.mod", "-m", "all"],
        ],
    },
];

/// What every module root runs, offline, before and after.
const COMMANDS: &[&[&str]] = &[
    &["build", "-o", "/dev/null", "./..."],
    &["vet", "./..."],
    &["test", "./..."],
    &["list", "-m", "all"],
    &["list", "-deps", "-test", "./..."],
    &["mod", "verify"],
    &["mod", "graph"],
    &["mod", "tidy", "-diff"],
];

/// Versions that no root reaches.
const GARBAGE: &[&str] = &[
    "github.com/spf13/cobra@v1.8.0",
    "github.com/BurntSushi/toml@v1.2.0",
    "github.com/stretchr/testify@v1.8.4",
    "github.com/gofrs/uuid@v3.3.0+incompatible",
    "golang.org/x/tools@v0.20.0",
    "github.com/Masterminds/semver/v3@v3.1.1",
];

/// Projects and module cache, made once and kept in the target directory.
fn prepared() -> &'static Path {
    static DONE: OnceLock<PathBuf> = OnceLock::new();
    DONE.get_or_init(|| {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clean-world-1");
        let whole = kept.join("whole");
        if !whole.exists() {
            fill(&kept);
            fs::write(whole, "").unwrap();
        }
        kept
    })
}

/// Goes on where an interrupted run stopped: everything here can be repeated.
fn fill(kept: &Path) {
    fs::create_dir_all(kept).unwrap();
    let world = World::beside(kept.join("mod"));
    let build = kept.join("build");
    let go = |dir: &str, args: &[&str]| {
        world.online(dir, args, &build).expect(0);
    };
    for root in ROOTS {
        write(&world, root);
        root.prepare.iter().for_each(|args| go(root.dir, args));
        let dirs: &[&str] =
            if root.dir == "src/work" { &["src/work/a", "src/work/b"] } else { &[root.dir] };
        for dir in dirs {
            if root.dir == "src/work" {
                go(dir, TIDY);
            }
            go(dir, &["mod", "download"]);
            // Tidy alone leaves most `.info` files out.
            if root.dir == "src/work" {
                go(dir, &["list", "-m", "all"]);
            } else {
                go(dir, &["list", "-mod=mod", "-m", "all"]);
            }
            go(dir, &["mod", "graph"]);
            go(dir, &["build", "-o", "/dev/null", "./..."]);
            go(dir, &["test", "./..."]);
        }
        root.also.iter().for_each(|args| go(root.dir, args));
        // Listing with -mod=mod adds lines to go.sum that tidy does not want.
        root.prepare.iter().for_each(|args| go(root.dir, args));
    }
    world.write("src/garbage/go.mod", "module x/garbage\n\ngo 1.22\n");
    for module in GARBAGE {
        go("src/garbage", &["mod", "download", module]);
    }
    let src = kept.join("src");
    let _ = fs::remove_dir_all(&src);
    let copied = std::process::Command::new("cp").arg("-a").arg(world.at("src")).arg(&src).status();
    assert!(copied.unwrap().success());
}

fn write(world: &World, root: &Root) {
    for (name, text) in root.files {
        world.write(&format!("{}/{name}", root.dir), text);
    }
}

/// A world with a copy of everything, and the roots named.
fn ready() -> World {
    let kept = prepared();
    let world = World::new();
    world.copy_cache(&kept.join("mod"));
    for (from, to) in [("src", "src"), ("build", "build")] {
        let copied = std::process::Command::new("cp")
            .arg("-a")
            .arg(kept.join(from))
            .arg(world.at(to))
            .status();
        assert!(copied.unwrap().success());
    }
    fs::remove_dir_all(world.at("src/garbage")).unwrap();
    let dirs: Vec<String> =
        ROOTS.iter().map(|root| world.at(root.dir).display().to_string()).collect();
    let mut args = vec!["roots", "add"];
    args.extend(dirs.iter().map(String::as_str));
    world.run(&args).expect(0);
    world
}

/// What every root's commands say without a network.
fn answers(world: &World) -> BTreeMap<String, (Option<i32>, String)> {
    let mut answers = BTreeMap::new();
    let mut note = |dir: &str, args: &[&str], said: Said| {
        // Times of tests differ from run to run.
        let mut out = said.out.clone();
        if args[0] == "test" {
            out = out
                .lines()
                .map(|line| line.split('\t').take(2).collect::<Vec<_>>().join(" "))
                .collect();
        }
        answers.insert(format!("{dir}: go {}", args.join(" ")), (said.code, out));
    };
    for root in ROOTS {
        let dirs: &[&str] =
            if root.dir == "src/work" { &["src/work/a", "src/work/b"] } else { &[root.dir] };
        for dir in dirs {
            for args in COMMANDS {
                // Tidy looks at every build tag, and alt.go answers to the other module file.
                if *dir == "src/modfile" && args.contains(&"tidy") {
                    continue;
                }
                // A vendored root lists modules from the cache only when told so.
                let mut args = args.to_vec();
                if *dir == "src/vendored" && args[0] == "list" && args[1] == "-m" {
                    args.insert(1, "-mod=mod");
                }
                let said = world.offline(dir, &args);
                note(dir, &args, said);
            }
        }
        for args in root.also {
            note(root.dir, args, world.offline(root.dir, args));
        }
    }
    answers
}

fn same(before: &BTreeMap<String, (Option<i32>, String)>, world: &World) {
    let after = answers(world);
    for (command, said) in before {
        assert_eq!(Some(said), after.get(command), "{command}");
    }
}

/// The escaped directory of a module version.
fn dir_of(world: &World, module: &str) -> PathBuf {
    let escaped: String = module
        .chars()
        .flat_map(
            |c| if c.is_ascii_uppercase() { vec!['!', c.to_ascii_lowercase()] } else { vec![c] },
        )
        .collect();
    world.cache().join(escaped)
}

#[test]
#[ignore = "takes minutes and the user's module proxy: cargo test --test it clean::real -- --ignored"]
fn a_sweep_takes_the_garbage_and_every_root_works_offline_as_before() {
    let world = ready();
    let before = answers(&world);
    for (command, (code, _)) in &before {
        // A replacement by a directory has no hash, and Go says so, sweep or no sweep.
        let known = command == "src/replaced: go mod verify";
        assert_eq!(*code, Some(i32::from(known)), "{command} must work before the sweep");
    }
    let cache = world.at("mod");
    let own = world.at("own");
    let build = world.at("build");
    let outside = || tree(&world.at(""), &[&cache, &own, &build, &world.at("home")]);
    let (outside_before, kept_before) = (outside(), graph_files(&cache));

    let dry = world.run(&["clean", "--modcache", "--dry-run", "--format", "json"]).expect(0).json();
    let untouched = tree(&cache, &[]);
    let refused = world.run(&["clean", "--modcache"]).expect(2);
    assert!(
        refused.out.contains("no root reaches it") && refused.err.contains("--yes"),
        "{refused:?}"
    );
    assert_eq!(tree(&cache, &[]), untouched, "neither a dry run nor a refusal changes anything");

    let done = world.run(&["clean", "--modcache", "--yes", "--format", "json"]).expect(0).json();
    assert_eq!(done["plan"]["remove_bytes"], dry["remove_bytes"]);
    assert_eq!(done["done"]["freed_bytes"], dry["remove_bytes"]);
    for module in GARBAGE {
        assert!(!dir_of(&world, module).exists(), "{module} is still there");
    }
    assert_eq!(graph_files(&cache), kept_before, ".mod, .info, sumdb and locks stay as they were");
    assert_eq!(outside(), outside_before);
    assert!(!cache.join(".goenvmgr-trash").exists());

    fs::remove_dir_all(&build).unwrap();
    same(&before, &world);

    let again = world.run(&["clean", "--modcache", "--yes", "--format", "json"]).expect(0).json();
    assert_eq!(again["plan"]["removals"], serde_json::json!([]), "a second run removes nothing");

    let why = world.run(&["why", "github.com/BurntSushi/toml@v1.3.2"]).expect(0);
    assert!(why.out.contains("src/upper/go.sum"), "{why:?}");
    world.run(&["why", "github.com/BurntSushi/toml@v1.2.0"]).expect(1);

    // The zips of what stays are free space, and only `go mod download` wants them.
    world.run(&["clean", "--modcache", "--zips", "--yes"]).expect(0);
    let mut without_download = before;
    without_download.retain(|command, _| !command.ends_with("go mod download"));
    same(&without_download, &world);
}

/// What a sweep never touches: `.mod`, `.info`, `.lock` and the checksum database.
fn graph_files(cache: &Path) -> BTreeMap<PathBuf, String> {
    let mut all = tree(&cache.join("cache"), &[]);
    all.retain(|path, what| {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or("");
        !what.starts_with("dir") && !matches!(end, "zip" | "ziphash" | "lock" | "partial")
    });
    all
}

#[test]
#[ignore = "takes minutes and the user's module proxy: cargo test --test it clean::real -- --ignored"]
fn killed_at_any_moment_it_leaves_every_root_building() {
    let world = ready();
    let mut random = Instant::now().elapsed().subsec_nanos() | 1;
    for round in 0..12u32 {
        let mut child = world
            .ours()
            .args(["clean", "--modcache", "--yes", "--quiet"])
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223 + round);
        std::thread::sleep(Duration::from_micros(u64::from(random % 120_000)));
        let _ = child.kill();
        child.wait().unwrap();
    }
    world.run(&["clean", "--modcache", "--stale", "--yes"]).expect(0);
    assert!(!world.cache().join(".goenvmgr-trash").exists(), "the trash of killed runs is gone");
    for module in GARBAGE {
        assert!(!dir_of(&world, module).exists(), "{module} is still there");
    }
    for root in ROOTS.iter().filter(|root| root.dir != "src/work") {
        world.offline(root.dir, &["build", "-o", "/dev/null", "./..."]).expect(0);
        let verify = world.offline(root.dir, &["mod", "verify"]);
        verify.expect(i32::from(root.dir == "src/replaced"));
    }
}

#[test]
#[ignore = "takes minutes and the user's module proxy: cargo test --test it clean::real -- --ignored"]
fn builds_beside_the_sweep_do_not_fail() {
    let world = ready();
    std::thread::scope(|scope| {
        let swept = scope.spawn(|| {
            for _ in 0..3 {
                world.run(&["clean", "--modcache", "--build-cache", "--stale", "--yes"]).expect(0);
            }
        });
        let mut rounds = 0;
        while !swept.is_finished() || rounds < 3 {
            for dir in ["src/upper", "src/old16", "src/work/b"] {
                world.offline(dir, &["build", "-o", "/dev/null", "./..."]).expect(0);
            }
            rounds += 1;
        }
        swept.join().unwrap();
    });
}

#[test]
#[ignore = "takes minutes and the user's module proxy: cargo test --test it clean::real -- --ignored"]
fn links_and_locks_are_respected() {
    let world = ready();
    let cache = world.at("mod");
    // A module directory and an `@v` that lead elsewhere.
    let (away, versions) = (world.at("away"), world.at("away-v"));
    let linked = dir_of(&world, "github.com/spf13/cobra@v1.8.0");
    std::process::Command::new("cp").arg("-a").arg(&linked).arg(&away).status().unwrap();
    std::process::Command::new("chmod").args(["-R", "u+w"]).arg(&linked).status().unwrap();
    fs::remove_dir_all(&linked).unwrap();
    symlink(&away, &linked).unwrap();
    let at_v = cache.join("cache/download/github.com/gofrs/uuid/@v");
    fs::rename(&at_v, &versions).unwrap();
    symlink(&versions, &at_v).unwrap();
    let before = (tree(&away, &[]), tree(&versions, &[]));
    // A go command works on this one.
    let busy = cache.join("cache/download/golang.org/x/tools/@v/v0.20.0.lock");
    let held = fs::File::options().append(true).create(true).open(&busy).unwrap();
    held.lock().unwrap();
    let said = world.run(&["clean", "--modcache", "--yes"]);
    assert!(said.out.contains("golang.org/x/tools@v0.20.0: a go command works on it"), "{said:?}");
    assert!(dir_of(&world, "golang.org/x/tools@v0.20.0").exists());
    assert_eq!((tree(&away, &[]), tree(&versions, &[])), before, "nothing behind a link changes");
    drop(held);
    world.run(&["clean", "--modcache", "--yes"]);
    assert!(!dir_of(&world, "golang.org/x/tools@v0.20.0").exists());
}
