//! `goenvmgr verify V --rebuild`: a toolchain from its own source, by another Go. The source is a make.bash that does
//! what stands in `build` of the Go that builds.

use std::process::{Child, Command, Stdio};

use super::*;
use crate::support::publish::Toolchain;
use crate::support::publishers::Publishers;
use crate::support::until;

const MAKE: &str = "#!/usr/bin/env bash\nset -e\nbootgo=1.20.6\n\
                    echo \"Building Go cmd/dist using $GOROOT_BOOTSTRAP.\"\n\
                    . \"$GOROOT_BOOTSTRAP/build\"\n";

/// A toolchain that holds its own source.
fn with_source() -> Toolchain {
    let mut toolchain = Toolchain::new("1.22.5");
    toolchain.files.insert("src/make.bash".to_owned(), (true, MAKE.as_bytes().to_vec()));
    toolchain
}

/// go1.22.5 is installed, and the system's Go is another one.
fn world() -> Net {
    let toolchain = with_source();
    let h1 = toolchain.h1();
    let net = Net::with_record(toolchain, &h1);
    let system = net.world.path("system");
    net.world.goroot(&system, "1.26.8");
    let path = format!("{}:/usr/bin:/bin", system.join("bin").display());
    let net = net.var("PATH", &path);
    net.run(&["install", "1.22.5"]).exits(0);
    net
}

/// The system's Go does this when it is to build.
fn builds(net: &Net, script: &str) {
    net.world.write("system/build", script);
}

/// What a build does that gives this toolchain.
fn giving(net: &Net, toolchain: &Toolchain) -> String {
    gives(&net.world.path("built.zip"), toolchain)
}

fn gives(zip: &Path, toolchain: &Toolchain) -> String {
    fs::write(zip, toolchain.module_zip()).unwrap();
    let name = format!("{}.zip", toolchain.module_version());
    format!("mkdir -p ../pkg/distpack && cp {} ../pkg/distpack/{name}\n", zip.display())
}

const REBUILD: [&str; 3] = ["verify", "--rebuild", "1.22.5"];

fn log(net: &Net) -> PathBuf {
    net.world.home().join("state/logs/build-go1.22.5.log")
}

#[test]
fn rebuild_that_gives_the_same_bytes_is_noted_and_shown() {
    let net = world();
    let gives = giving(&net, &net.toolchain);
    let is_source = "[[ $1 == -distpack && ! -e ../bin && ! -e ../pkg && ! -e ../api && -f go.mod && -x make.bash ]]";
    builds(&net, &format!("{is_source}\n{gives}\necho packed >&2"));
    let done = net.run(&REBUILD).exits(0);
    let system = net.world.show("system");
    let says = format!("built from its source by go1.26.8 in {system} (not verified) in ");
    assert!(done.stdout.contains("as published: 16 files"), "{done:?}");
    assert!(done.stdout.contains(&says) && done.stdout.contains(" s: the same bytes"), "{done:?}");
    assert!(done.stdout.contains(log(&net).to_str().unwrap()), "{done:?}");
    let said = format!(
        "building go1.22.5 with go1.26.8 in {system}\nBuilding Go cmd/dist using {system}.\npacked\n"
    );
    assert_eq!(fs::read_to_string(log(&net)).unwrap(), said);
    assert!(done.stderr.contains("  Building Go cmd/dist using"), "{done:?}");
    net.is_tidy();
    net.is_whole(false);

    let noted = &net.receipt()["rebuilt"];
    assert_eq!(noted["h1"], net.toolchain.h1());
    assert_eq!(noted["bootstrap"]["version"], "1.26.8");
    assert_eq!(noted["bootstrap"]["verified"], false);
    let told = net.run(&["verify", "1.22.5"]).exits(0).stdout;
    assert!(
        told.contains("built from its source on 20") && told.contains("the same bytes"),
        "{told}"
    );
    let told = net.run(&["list"]).exits(0).stdout;
    assert!(told.contains("; rebuilt"), "{told}");
    let told = net.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(told[0]["rebuilt"]["bootstrap"]["path"], system);
    let told = net.run(&[&REBUILD[..], &["--format", "json"]].concat()).exits(0).json();
    assert_eq!(told[0]["rebuild"]["h1"], told[0]["rebuild"]["recorded"]);
    assert_eq!(told[0]["rebuild"]["differences"]["changed"], serde_json::json!([]));
    // A new install knows nothing of builds of the old one.
    net.run(&["install", "--reinstall", "1.22.5"]).exits(0);
    assert_eq!(net.receipt()["rebuilt"], serde_json::Value::Null);
}

#[test]
fn rebuild_that_gives_other_bytes_ends_with_six_and_names_the_files() {
    let net = world();
    let mut other = with_source();
    other.files.insert("bin/go".to_owned(), (true, b"another".to_vec()));
    other.files.insert("src/more.go".to_owned(), (false, b"package more\n".to_vec()));
    other.files.remove("LICENSE");
    builds(&net, &giving(&net, &other));
    let done = net.run(&REBUILD).exits(6);
    for line in [
        "built otherwise: bin/go\n",
        "built otherwise: LICENSE (missing)\n",
        "built otherwise: src/more.go (not a part of it)\n",
        " s: other bytes\n",
    ] {
        assert!(done.stdout.contains(line), "{line}: {done:?}");
    }
    let (built, recorded) = (other.h1(), net.toolchain.h1());
    let wrong = format!("(not verified) it is {built}, the log has {recorded}");
    assert!(done.stdout.contains(&wrong), "{done:?}");
    assert_eq!(net.receipt()["rebuilt"], serde_json::Value::Null);
    net.is_tidy();
    let told = net.run(&[&REBUILD[..], &["--format", "json"]].concat()).exits(6).json();
    assert_eq!(told[0]["rebuild"]["differences"]["changed"][0], "bin/go");
}

#[test]
fn rebuild_that_fails_shows_what_was_said_last_and_where_all_of_it_is() {
    let net = world();
    for (script, says) in [
        ("seq 20; echo 'cannot find GOROOT' >&2; exit 2", "make.bash ended with 2"),
        ("kill -9 $$", "signal 9 ended make.bash"),
        ("true", "the build wrote no "),
        (
            "mkdir -p ../pkg/distpack; echo x >../pkg/distpack/v0.0.1-go1.22.5.PLATFORM.zip",
            "wrote no",
        ),
    ] {
        let script = script.replace("PLATFORM", &net.toolchain.platform);
        builds(&net, &script);
        let done = net.run(&REBUILD).exits(3);
        assert!(done.stderr.contains(says), "{done:?}");
        assert!(done.stderr.contains(&format!("all that it said: {}", log(&net).display())));
        assert!(!script.starts_with("seq") || done.stderr.contains("cannot find GOROOT\n"));
        assert_eq!(net.receipt()["rebuilt"], serde_json::Value::Null);
        net.is_tidy();
    }
    fs::remove_dir_all(net.world.home().join("state/logs")).unwrap();
    fs::write(net.world.home().join("state/logs"), "").unwrap();
    let done = net.run(&REBUILD).exits(3);
    assert!(done.stderr.contains("state/logs"), "{done:?}");
    net.is_tidy();
}

#[test]
fn rebuild_sees_nothing_of_the_users_environment() {
    let mut net = world();
    builds(&net, &format!("env | sort\n{}", giving(&net, &net.toolchain)));
    for (name, value) in [
        ("GOFLAGS", "-race"),
        ("GOEXPERIMENT", "boringcrypto"),
        ("GOROOT", "/nonexistent"),
        ("GOROOT_BOOTSTRAP", "/nonexistent"),
        ("GOOS", "plan9"),
        ("GOAMD64", "v3"),
        ("CC", "/nonexistent/cc"),
        ("CGO_CFLAGS", "-O0"),
        ("GO_LDFLAGS", "-X main.x=1"),
        ("BASH_ENV", "/nonexistent"),
        ("LD_PRELOAD", ""),
        ("A_TOKEN", "secret"),
    ] {
        net.set(name, value);
    }
    net.run(&REBUILD).exits(0);
    let said = fs::read_to_string(log(&net)).unwrap();
    let vars: Vec<_> = said.lines().filter_map(|line| line.split_once('=')).collect();
    let names: Vec<_> = vars
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !["PWD", "OLDPWD", "SHLVL", "_", "GOARM"].contains(name))
        .collect();
    let own = [
        "GOCACHE",
        "GOENV",
        "GOFLAGS",
        "GOPROXY",
        "GOROOT_BOOTSTRAP",
        "GOTOOLCHAIN",
        "HOME",
        "LANG",
        "LC_ALL",
        "PATH",
        "TMPDIR",
        "TZ",
    ];
    assert_eq!(names, own, "{said}");
    let staging = net.world.show("home/staging/go1.22.5.new-");
    for (name, value) in vars {
        let is_place = ["HOME", "GOCACHE", "TMPDIR"].contains(&name);
        assert!(!is_place || value.starts_with(&staging), "{name}={value}");
        assert!(name != "GOFLAGS" || value.is_empty());
    }
}

fn signal(child: &Child, name: &str) {
    let done = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status();
    assert!(done.unwrap().success());
}

#[test]
fn rebuild_that_is_stopped_ends_what_it_started_and_leaves_nothing() {
    let net = world();
    let started = net.world.path("started");
    builds(&net, &format!("sleep 600 & echo $! >{0}.new; mv {0}.new {0}; wait", started.display()));
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let mut command = net.world.ours(&REBUILD);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        until("the build has begun", || started.exists());
        let sleeper = fs::read_to_string(&started).unwrap();
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), Some(code));
        let status = Path::new("/proc").join(sleeper.trim()).join("stat");
        let runs = || fs::read_to_string(&status).is_ok_and(|stat| !stat.contains(") Z "));
        until("what it started has ended", || !runs());
        net.is_tidy();
        fs::remove_file(&started).unwrap();
    }
    // After a kill the next run takes away what was left.
    let mut command = net.world.ours(&REBUILD);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    until("the build has begun", || started.exists());
    child.kill().unwrap();
    child.wait().unwrap();
    let sleeper = fs::read_to_string(&started).unwrap();
    let _ = Command::new("kill").args(["-9", sleeper.trim()]).status();
    assert!(net.traces().iter().any(|name| name.starts_with("go1.22.5.new-")));
    builds(&net, &giving(&net, &net.toolchain));
    net.run(&REBUILD).exits(0);
    net.is_tidy();
}

#[test]
fn rebuild_refuses_what_it_cannot_show_before_anything_is_built() {
    let mut net = world();
    builds(&net, "echo built; exit 1");
    let refused = |net: &Net, args: &[&str], code: i32, says: &str| {
        let done = net.run(&[&REBUILD[..], args].concat()).exits(code);
        assert!(done.stderr.contains(says), "{says}: {done:?}");
        assert!(!log(net).exists(), "{done:?}");
        net.is_tidy();
        done.stderr
    };
    net.world.goroot(&net.world.path("old"), "1.19.1");
    net.world.goroot(&net.world.path("same"), "1.22.5");
    refused(
        &net,
        &["--bootstrap", &net.world.show("old")],
        1,
        "is too old to build go1.22.5, which takes go1.20.6",
    );
    refused(&net, &["--bootstrap", &net.world.show("same")], 2, "go1.22.5 cannot vouch for itself");
    refused(&net, &["--bootstrap", "1.22.5"], 2, "go1.22.5 cannot vouch for itself");
    refused(&net, &["--bootstrap", "1.23"], 1, "go 1.23 is not installed");
    refused(&net, &["--bootstrap", &net.world.show("work")], 2, "there is no Go in");
    refused(&net, &["--bootstrap", "x?"], 2, "is neither a directory nor a version");
    refused(&net, &["--against-source"], 2, "cannot be used with");
    let system = net.world.vars()[std::ffi::OsStr::new("PATH")].clone();
    for (path, why) in [("old/bin", "is older"), ("same/bin", "is the same version"), ("none", "")]
    {
        net.set("PATH", net.world.path(path));
        let told = refused(
            &net,
            &[],
            1,
            "no Go here can build go1.22.5: it takes another one, go1.20.6 or newer",
        );
        assert!(told.contains(why) && told.contains("goenvmgr install latest"), "{told}");
    }
    net.set("PATH", system);
    fs::write(net.root().join("src/fmt/print.go"), "package fmt\n").unwrap();
    refused(&net, &[], 6, "go1.22.5 is not as published, and was not built");
    fs::remove_file(net.world.home().join("receipts/go1.22.5.files")).unwrap();
    let done = net.run(&REBUILD).exits(1);
    assert!(done.stderr.contains("nothing says what go1.22.5 should be"), "{done:?}");

    let dir = net.world.run(&["verify", "--rebuild", &net.world.show("system")]).exits(2);
    assert!(dir.stderr.contains("takes a version that goenvmgr installed"), "{dir:?}");
    net.world.toolchain("1.20.1");
    let old = net.run(&["verify", "--rebuild", "1.20.1"]).exits(1);
    assert!(old.stderr.contains("before Go 1.21 every build is another"), "{old:?}");
    for (os, says) in
        [("darwin", "Apple's signature"), ("windows", "for the machine's own platform")]
    {
        let arch = net.toolchain.platform.split_once('-').unwrap().1.to_owned();
        net.world.goroot(&net.world.home().join(format!("foreign/go1.22.5.{os}-{arch}")), "1.22.5");
        let other = net.run(&[&REBUILD[..], &["--os", os]].concat()).exits(1);
        assert!(other.stderr.contains(says), "{other:?}");
    }
}

#[test]
fn rebuild_is_done_by_the_newest_go_of_ours_that_was_verified() {
    let mut newer = Toolchain::new("1.24.1");
    let (dir, built) = (tempfile::tempdir().unwrap(), with_source());
    let script = gives(&dir.path().join("built.zip"), &built);
    newer.files.insert("build".to_owned(), (false, script.into_bytes()));
    let publishers = Publishers::of(&[&built, &newer]);
    let world = publishers.world().var("PATH", "/usr/bin:/bin");
    world.run(&["install", "1.22.5", "1.24.1"]).exits(0);
    // A later one that nothing verified is left alone.
    world.toolchain("1.25.1");
    let done = world.run(&[&REBUILD[..], &["--format", "json"]].concat()).exits(0).json();
    assert_eq!(done[0]["rebuild"]["bootstrap"]["version"], "1.24.1");
    assert_eq!(done[0]["rebuild"]["bootstrap"]["verified"], true);
    let done = world.run(&["verify", "1.22.5"]).exits(0).stdout;
    assert!(done.contains("by go1.24.1 (verified): the same bytes"), "{done}");
    fs::write(world.home().join("toolchains/go1.24.1/LICENSE"), "mine").unwrap();
    let done = world.run(&REBUILD).exits(6);
    assert!(
        done.stderr.contains("go1.24.1 is not what was installed, and was to build"),
        "{done:?}"
    );
}
