//! The real thing: a real toolchain through the proxy that this machine's Go names, verified by the
//! real log; and the machine's own Go as an archive in go.dev's form.

use std::fs;
use std::path::Path;
use std::process::Command;

use goenvmgr::base::digest::Sha256Sum;

use crate::support::publish::{ReleaseSite, Toolchain};
use crate::support::real_go::{self, world};
use crate::support::server::Answer;
use crate::support::world::{Ran, World, ran};

fn go(world: &World, dir: &Path, cgo: &str, args: &[&str]) -> Ran {
    let root = world.home().join("toolchains/go1.22.5");
    let mut run = world.command(root.join("bin/go"));
    run.args(args).current_dir(dir);
    ran(run.env("CGO_ENABLED", cgo).env("GOTOOLCHAIN", "local").env("GOFLAGS", "-mod=mod"))
}

/// What rules of Go are tested beside: each says its own version.
#[test]
fn real_toolchains_say_their_versions() {
    for root in real_go::roots() {
        let mut go = Command::new(root.join("bin/go"));
        go.arg("version").env_clear().env("GOTOOLCHAIN", "local").env("HOME", "/nonexistent");
        let told = ran(go).exits(0).stdout;
        let version = fs::read_to_string(root.join("VERSION")).unwrap();
        let version = version.lines().next().unwrap();
        assert!(told.starts_with(&format!("go version {version} ")), "{told}");
    }
}

#[test]
fn real_toolchain_is_verified_by_the_real_log_and_builds_programs() {
    let world = world();
    let from = real_go::root("1.22.5");
    let from = from.to_str().unwrap();
    // Verified again by every run: the copy's hash against the log as it is today.
    let installed = world
        .run(&["install", "--verify", "transparency", "--format", "json", "--from", from])
        .exits(0);
    let json = &installed.json()[0];
    assert_eq!(json["files"], 9546);
    assert_eq!(json["verified"]["h1"], "h1:LQChnsjY/4sr12W+7pci1Qg1+X/n7vmLOOaq2aTBG0w=");
    assert_eq!(json["verified"]["transparency"]["database"], "sum.golang.org");
    let work = world.work();
    world.write(&work.join("go.mod"), "module example.com/hello\n\ngo 1.22\n");
    world.write(
        &work.join("main.go"),
        "package main\n\nimport (\n\t\"fmt\"\n\t\"net/http\"\n\t\"net/http/httptest\"\n\t\"runtime\"\n)\n\n\
         func main() {\n\ts := httptest.NewServer(http.NotFoundHandler())\n\tdefer s.Close()\n\
         \tr, err := http.Get(s.URL)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n\
         \tfmt.Println(r.StatusCode, runtime.Version())\n}\n",
    );
    let said = go(&world, &work, "0", &["run", "."]).exits(0);
    assert_eq!(said.stdout, "404 go1.22.5\n");
    let cgo = world.path("cgo");
    world.write(&cgo.join("go.mod"), "module example.com/cgo\n\ngo 1.22\n");
    world.write(
        &cgo.join("main.go"),
        "package main\n\n// static int twice(int x) { return 2 * x; }\nimport \"C\"\n\n\
         func main() { println(C.twice(21)) }\n",
    );
    let said = go(&world, &cgo, "1", &["run", "."]).exits(0);
    assert_eq!(said.stderr, "42\n");
}

#[test]
fn go_of_this_machine_as_an_archive_is_in_the_real_log() {
    let world = world();
    let version = fs::read_to_string("/usr/local/go/VERSION").unwrap();
    let version = version.lines().next().unwrap().trim_start_matches("go").to_owned();
    // A Docker image's Go differs from the published one in this line of go.env alone.
    let copy = world.path("go");
    let done = Command::new("cp").args(["-a", "/usr/local/go"]).arg(&copy).status().unwrap();
    assert!(done.success());
    let env = fs::read_to_string(copy.join("go.env")).unwrap();
    let env = env.replace("GOTOOLCHAIN=local", "GOTOOLCHAIN=auto");
    fs::write(copy.join("go.env"), env).unwrap();
    let archive = world.path("go.tar.gz");
    let mut tar = Command::new("tar");
    tar.args(["-C"]).arg(world.path("")).args(["-I", "gzip -1", "-cf"]).arg(&archive).arg("go");
    assert!(tar.status().unwrap().success());
    let bytes = fs::read(&archive).unwrap();
    let toolchain = Toolchain::new(&version);
    let site = ReleaseSite::start();
    site.announce(&toolchain, &Sha256Sum::of(&bytes).to_string(), bytes.len());
    site.server.on(&ReleaseSite::path(&toolchain), Answer::ok(bytes));
    let world = world
        .var("GOENVMGR_SOURCES", "go.dev")
        .var("GOENVMGR_INDEX_URL", site.index_url())
        .var("GOENVMGR_ARCHIVE_URL", site.archive_url());
    let ran = world.run(&["install", &version, "--format", "json"]).exits(0);
    let json = &ran.json()[0];
    assert!(json["verified"]["sha256"].is_string(), "{json}");
    assert_eq!(json["verified"]["transparency"]["database"], "sum.golang.org", "{json}");
    assert_eq!(json["absent"], serde_json::json!([]));
}

/// One name on PATH, two real toolchains: each directory gets its own, for a build with all that go
/// starts in turn; and where go.mod wants more than the pin, go's own switch finds the other one by
/// the name under which it looks on PATH.
#[test]
fn shim_has_two_real_toolchains_behind_it() {
    let world = world();
    let own = fs::read_to_string("/usr/local/go/VERSION").unwrap();
    let own = own.lines().next().unwrap().trim_start_matches("go").to_owned();
    world.run(&["install", "--from", real_go::root("1.22.5").to_str().unwrap()]).exits(0);
    world.run(&["install", "--unverified", "--from", "/usr/local/go"]).exits(0);
    let shims = world.home().join("shims");
    let run = |dir: &str, args: &[&str]| {
        let mut shim = world.command(shims.join("go"));
        shim.args(args).current_dir(world.path(dir));
        shim.env("PATH", format!("{}:/usr/bin:/bin", shims.display()));
        shim.env("CGO_ENABLED", "0").env("GOPROXY", "off").env("GOTOOLCHAIN", "auto");
        ran(shim).exits(0).stdout
    };
    let program =
        "package main\n\nimport \"runtime\"\n\nfunc main() { print(runtime.Version()) }\n";
    for (dir, version) in [("old", "1.22.5"), ("new", own.as_str())] {
        world.write(&world.path(dir).join(".go-version"), &format!("{version}\n"));
        world.write(&world.path(dir).join("go.mod"), "module example.com/p\n\ngo 1.22\n");
        world.write(&world.path(dir).join("main.go"), program);
        assert_eq!(run(dir, &["env", "GOVERSION"]), format!("go{version}\n"));
        let root = world.home().join(format!("toolchains/go{version}"));
        assert_eq!(run(dir, &["env", "GOROOT"]), format!("{}\n", root.display()));
        run(dir, &["build", "-o", "program", "."]);
        let built = Command::new(world.path(dir).join("program")).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&built.stderr), format!("go{version}"));
    }
    let wants = format!("module example.com/p\n\ngo {own}\n");
    world.write(&world.path("old").join("go.mod"), &wants);
    assert_eq!(run("old", &["env", "GOVERSION"]), format!("go{own}\n"));
}
