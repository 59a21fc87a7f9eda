//! `goenvmgr install` and `uninstall`: against publishers that behave and that do not, against
//! kills, and against disks that are full.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use goenvmgr::digest::Sha256Sum;

use crate::support::net::Net;
use crate::support::program;
use crate::support::publish::{ModuleProxy, ReleaseSite, Toolchain};
use crate::support::server::Answer;
use crate::support::world::ran;

/// Waits until the condition holds.
#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < end, "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn signal(child: &Child, name: &str) {
    let done = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status();
    assert!(done.unwrap().success());
}

fn spawn(net: &Net, args: &[&str]) -> Child {
    let mut command = net.world.command(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn an_archive_is_proved_twice_and_both_proofs_stand_in_the_receipt() {
    let net = Net::new();
    let ran = net.run(&["install", "1.22.5", "--format", "json"]).exits(0);
    net.is_whole(false);
    let json = &ran.json()[0];
    assert_eq!(json["version"], "1.22.5");
    assert_eq!(json["status"], "installed");
    assert_eq!(json["source"], "go.dev");
    let sha256 = Sha256Sum::of(&net.toolchain.archive()).to_string();
    assert_eq!(json["verified"]["sha256"], sha256);
    assert_eq!(json["verified"]["h1"], net.toolchain.h1());
    assert!(json["verified"]["transparency"]["tree_size"].as_u64().unwrap() > 0);
    assert_eq!(net.receipt()["h1"], net.toolchain.h1());
    assert_eq!(net.receipt()["absent"], serde_json::json!([]));
    net.is_tidy();
    assert!(ran.stderr.contains("goenvmgr default 1.22.5"), "{ran:?}");
    let again = net.run(&["install", "1.22.5"]).exits(0);
    assert!(again.stdout.contains("already installed"), "{again:?}");
}

#[test]
fn a_proxy_is_enough_where_it_is_all_there_is() {
    let mut net = Net::new();
    net.without_site();
    let ran = net.run(&["install", "go1.22.5"]).exits(0);
    net.is_whole(true);
    assert_eq!(net.receipt()["source"], "goproxy");
    assert_eq!(net.receipt()["absent"], serde_json::json!(["api", "doc", "misc", "test"]));
    assert!(ran.stdout.contains("without api, doc, misc, test"), "{ran:?}");
    assert!(ran.stdout.contains("a log of"), "{ran:?}");
}

#[test]
fn bytes_that_disagree_are_refused_with_six_and_kept_as_evidence() {
    let wrong_index = || {
        let net = Net::new();
        let other = ReleaseSite::start();
        other.announce(&net.toolchain, &"0".repeat(64), net.toolchain.archive().len());
        let url = other.index_url();
        (net.var("GOENVMGR_INDEX_URL", &url), Some(other))
    };
    let wrong_log = || {
        let h1 = Sha256Sum::of(b"other").to_h1();
        (Net::with_record(Toolchain::new("1.22.5"), &h1), None)
    };
    for (words, (net, _other)) in [("sha256 0000", wrong_index()), ("h1:", wrong_log())] {
        let ran = net.run(&["install", "1.22.5"]).exits(6);
        assert!(ran.stderr.contains("is not what was published"), "{ran:?}");
        assert!(ran.stderr.contains(words), "{ran:?}");
        assert!(ran.stderr.contains("kept as evidence"), "{ran:?}");
        assert_eq!(net.traces(), BTreeSet::new());
        assert_eq!(fs::read_dir(net.world.home().join("state/evidence")).unwrap().count(), 1);
    }
}

#[test]
fn what_a_server_does_wrong_never_reaches_the_store() {
    let archive = || std::sync::Arc::new(Toolchain::new("1.22.5").archive());
    let cut = |bytes| Answer::CutAfter { bytes, headers: Vec::new(), body: archive() };
    let table: Vec<(&str, Answer, i32, &str)> = vec![
        ("cut", cut(700), 3, "not reached"),
        ("stall", Answer::StallAfter { bytes: 700, body: archive() }, 3, "silence"),
        ("silence", Answer::Stall, 3, "silence"),
        ("reset", Answer::Reset, 3, "not reached"),
        ("length", Answer::WrongLength { announced: 1 << 20, body: archive() }, 3, "not reached"),
        ("page", Answer::html(), 3, "web page"),
        ("403", Answer::status(403, "no"), 3, "refused (403): no"),
        ("404", Answer::status(404, ""), 1, "404"),
        ("410", Answer::status(410, ""), 1, "410"),
        ("429", Answer::status(429, ""), 3, "failed (429)"),
        ("500", Answer::status(500, "oops"), 3, "failed (500): oops"),
        ("garbage", Answer::ok("not an archive"), 6, "not a gzip file"),
        ("loris", Answer::SlowLoris, 3, "not reached"),
    ];
    for (name, answer, code, words) in table {
        let net = Net::new().var("GOPROXY", "off");
        net.site.server.on(&ReleaseSite::path(&net.toolchain), answer);
        let ran = net.run(&["install", "1.22.5"]);
        assert_eq!(ran.code, code, "{name}: {ran:?}");
        assert!(ran.stderr.contains(words), "{name}: {ran:?}");
        assert_eq!(net.traces(), BTreeSet::new(), "{name}");
    }
}

#[test]
fn every_source_is_named_with_its_answer() {
    let net = Net::new();
    let ran = net.run(&["install", "1.99.0"]).exits(3);
    assert!(ran.stderr.contains("not in its index"), "{ran:?}");
    assert!(ran.stderr.contains("refused (403)"), "{ran:?}");
    let all_say_no = Net::new().var("GOPROXY", "off");
    all_say_no.run(&["install", "1.99.0"]).exits(1);
    let newest = net.run(&["install", "latest", "--dry-run", "--format", "json"]).exits(0);
    assert_eq!(newest.json()[0]["version"], "1.22.5");
    assert_eq!(newest.json()[0]["action"], "install");
    assert_eq!(net.traces(), BTreeSet::new(), "a dry run changes nothing");
}

#[test]
fn with_the_log_off_the_index_alone_vouches_and_a_proxy_does_not() {
    let net = Net::new().var("GOSUMDB", "off");
    let ran = net.run(&["install", "1.22.5"]).exits(0);
    assert!(ran.stdout.contains("GOSUMDB=off"), "{ran:?}");
    assert_eq!(net.receipt()["transparency"], serde_json::Value::Null);
    let strict = net.run(&["install", "--verify", "transparency", "1.22.5"]).exits(2);
    assert!(strict.stderr.contains("GOSUMDB=off (GOSUMDB in the environment)"), "{strict:?}");
    let proxy_only = Net::new().var("GOSUMDB", "off").var("GOENVMGR_SOURCES", "goproxy");
    let ran = proxy_only.run(&["install", "1.22.5"]).exits(2);
    assert!(ran.stderr.contains("GOSUMDB=off"), "{ran:?}");
    assert_eq!(proxy_only.traces(), BTreeSet::new());
}

#[test]
fn ctrl_c_shows_nothing_and_the_next_run_goes_on_where_it_stopped() {
    let net = Net::new().var("GOENVMGR_SOURCES", "goproxy");
    let path = ModuleProxy::zip_path(&net.toolchain);
    let zip = net.toolchain.module_zip();
    net.proxy.server.on(&path, Answer::StallAfter { bytes: 900, body: zip.into() });
    let asked = || net.proxy.server.targets().iter().filter(|target| **target == path).count();
    for (before, (name, code)) in [("INT", 130), ("TERM", 143)].into_iter().enumerate() {
        let mut child = spawn(&net, &["install", "1.22.5"]);
        let downloads = net.world.home().join("cache/downloads");
        until("bytes on disk", || {
            asked() > before
                && fs::read_dir(&downloads).is_ok_and(|dir| {
                    dir.flatten().any(|f| f.metadata().is_ok_and(|about| about.len() >= 900))
                })
        });
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), Some(code));
        assert!(!net.root().exists());
    }
    net.proxy.publish(&net.toolchain);
    net.run(&["install", "1.22.5"]).exits(0);
    net.is_whole(true);
    let seen = net.proxy.server.seen();
    let ranges = seen.iter().filter_map(|seen| seen.header("range")).collect::<Vec<_>>();
    assert!(ranges.contains(&"bytes=900-"), "{ranges:?}");
    net.is_tidy();
}

/// Each kill strikes while the archive is on its way: the server never sends the rest. What comes
/// after the last byte is killed step by step in `kills.rs`.
#[test]
fn a_kill_at_any_byte_leaves_a_store_that_tells_the_truth() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let path = ReleaseSite::path(&net.toolchain);
    let archive = std::sync::Arc::new(net.toolchain.archive());
    let asked = || net.site.server.targets().iter().filter(|target| **target == path).count();
    for part in 0..12 {
        let bytes = (archive.len() - 1) * part / 11;
        net.site.server.on(&path, Answer::StallAfter { bytes, body: archive.clone() });
        let before = asked();
        let mut child = spawn(&net, &["install", "--reinstall", "1.22.5"]);
        until("the archive is asked for", || asked() > before);
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(9), "{bytes} bytes");
        assert_eq!(net.installed(), ["go1.22.5"]);
        net.is_whole(false);
    }
    net.site.server.on(&path, Answer::ok(net.toolchain.archive()));
    net.run(&["install", "--reinstall", "1.22.5"]).exits(0);
    net.is_whole(false);
    net.run(&["verify", "1.22.5"]).exits(0);
    net.is_tidy();
}

#[test]
fn the_second_installer_waits_says_for_whom_and_finds_it_done() {
    let net = Net::new();
    let path = ReleaseSite::path(&net.toolchain);
    let whole = Answer::ok(net.toolchain.archive());
    net.site.server.on_each(&path, vec![Answer::Trickle { gap: Duration::from_millis(1) }, whole]);
    let whole = Answer::ok(net.toolchain.archive());
    net.site.server.on(&path, whole);
    let lock = net.world.home().join("staging/go1.22.5.lock");
    fs::create_dir_all(lock.parent().unwrap()).unwrap();
    let held = fs::File::create(&lock).unwrap();
    held.lock().unwrap();
    fs::write(&lock, "4711\n").unwrap();
    let mut two: Vec<Child> = (0..2).map(|_| spawn(&net, &["install", "1.22.5"])).collect();
    for child in &mut two {
        let mut told = std::io::BufReader::new(child.stderr.as_mut().unwrap());
        let mut line = String::new();
        std::io::BufRead::read_line(&mut told, &mut line).unwrap();
        assert!(line.contains("waiting for process 4711"), "{line}");
    }
    drop(held);
    let outputs: Vec<_> = two.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    let texts: Vec<_> =
        outputs.iter().map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).collect();
    assert!(outputs.iter().all(|o| o.status.success()), "{outputs:?}");
    assert_eq!(texts.iter().filter(|t| t.contains("already installed")).count(), 1, "{texts:?}");
    let targets = net.site.server.targets();
    assert_eq!(targets.iter().filter(|t| **t == path).count(), 1, "downloaded once");
}

#[test]
fn a_damaged_tree_is_mended_and_a_whole_one_reinstalled_on_demand() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    type Bite = fn(&Path);
    let bite: [(&str, Bite); 3] = [
        ("removed", |root| fs::remove_file(root.join("src/fmt/print.go")).unwrap()),
        ("shorter", |root| fs::write(root.join("src/fmt/print.go"), "x").unwrap()),
        ("mode", |root| {
            fs::set_permissions(root.join("bin/go"), fs::Permissions::from_mode(0o644)).unwrap();
        }),
    ];
    for (name, damage) in bite {
        damage(&net.root());
        let ran = net.run(&["install", "1.22.5"]).exits(0);
        assert!(ran.stdout.contains("mended go1.22.5"), "{name}: {ran:?}");
        net.is_whole(false);
    }
    let ran = net.run(&["install", "--reinstall", "1.22.5"]).exits(0);
    assert!(ran.stdout.contains("reinstalled go1.22.5"), "{ran:?}");
    net.is_whole(false);
}

#[test]
fn local_bytes_are_proved_too_or_stay_marked() {
    let net = Net::new();
    let [archive, zip, dir] = ["go.tar.gz", "go.zip", "goroot"].map(|n| net.world.path(n));
    fs::write(&archive, net.toolchain.archive()).unwrap();
    fs::write(&zip, net.toolchain.module_zip()).unwrap();
    net.unpack(&dir);
    for from in [&archive, &zip, &dir] {
        let from = from.to_str().unwrap();
        let ran = net.run(&["install", "--reinstall", "--from", from]).exits(0);
        assert!(ran.stdout.contains("a log of"), "{ran:?}");
        assert_eq!(net.receipt()["source"], "local");
        // Of an archive the index vouches for every file, else the log for those that it knows.
        net.is_whole(!from.ends_with(".tar.gz"));
    }
    net.run(&["install", "1.22.6", "--from", archive.to_str().unwrap()]).exits(2);
    fs::write(dir.join("go.env"), "GOTOOLCHAIN=local\n").unwrap();
    let from = dir.to_str().unwrap();
    let before = net.receipt();
    let ran = net.run(&["install", "--reinstall", "--from", from]).exits(6);
    assert!(ran.stderr.contains("--unverified"), "{ran:?}");
    assert!(ran.stderr.contains(&format!("verify {from} --against-source")), "{ran:?}");
    assert_eq!(net.receipt(), before);
    let ran = net.run(&["install", "--reinstall", "--unverified", "--from", from]).exits(0);
    assert!(ran.stdout.contains("unverified: they disagree"), "{ran:?}");
    assert!(net.receipt()["unverified"].as_str().unwrap().contains("disagree"));
    let dark = Net::new()
        .var("GOPROXY", "http://127.0.0.1:1")
        .var("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/");
    dark.run(&["install", "--from", from]).exits(1);
    dark.run(&["install", "--from", from, "--unverified"]).exits(0);
    dark.run(&["install", "--unverified", "1.22.5"]).exits(2);
}

#[test]
fn uninstall_asks_who_needs_it_and_leaves_nothing() {
    let net = Net::new();
    net.run(&["uninstall", "1.22.5"]).exits(1);
    net.run(&["install", "1.22.5"]).exits(0);
    net.world.write(&net.world.home().join("config.toml"), "default = \"1.22\"\n");
    let ran = net.run(&["uninstall", "1.22.5"]).exits(1);
    assert!(ran.stderr.contains("it is the default"), "{ran:?}");
    assert!(net.root().exists());
    fs::remove_file(net.world.home().join("config.toml")).unwrap();
    let sleeper = net.root().join("bin/sleeper");
    program::copy("/bin/sleep", &sleeper);
    let mut running = Command::new(&sleeper).arg("60").spawn().unwrap();
    let ran = net.run(&["uninstall", "1.22.5"]).exits(1);
    assert!(ran.stderr.contains(&format!("process {}", running.id())), "{ran:?}");
    running.kill().unwrap();
    running.wait().unwrap();
    net.run(&["uninstall", "1.22.5"]).exits(0);
    assert_eq!(net.traces(), BTreeSet::new());
}

#[test]
fn homes_with_blanks_and_quotes_and_homes_that_cannot_be_written() {
    let net = Net::new();
    let odd = net.world.path("it's a \"home\" of mine");
    let mut command = net.world.command(&["install", "1.22.5"]);
    command.env("GOENVMGR_HOME", &odd);
    ran(command).exits(0);
    assert!(odd.join("toolchains/go1.22.5/bin/go").exists());
    let file = net.world.path("a-file");
    fs::write(&file, "").unwrap();
    for home in [file.join("below"), PathBuf::from("/proc/nowhere")] {
        let mut command = net.world.command(&["install", "1.22.5"]);
        command.env("GOENVMGR_HOME", &home);
        let ran = ran(command).exits(3);
        assert!(ran.stderr.contains(home.to_str().unwrap()), "{ran:?}");
    }
}

/// A small filesystem of its own, unmounted at the end.
struct Small(PathBuf);

impl Small {
    fn mount(at: PathBuf, options: &str) -> Self {
        fs::create_dir_all(&at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "none"]).arg(&at);
        assert!(mount.status().unwrap().success(), "the tests may mount a tmpfs (root)");
        Self(at)
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_disk_without_room_is_said_before_the_first_byte_and_survived_when_it_fills_up() {
    let mut net = Net::new();
    let noise: Vec<u8> = (0..600_000_u32).flat_map(|i| Sha256Sum::of(&i.to_le_bytes()).0).collect();
    net.toolchain.files.insert("pkg/noise".to_owned(), (false, noise));
    let site = ReleaseSite::with(&[&net.toolchain]);
    let net = net
        .var("GOSUMDB", "off")
        .var("GOENVMGR_INDEX_URL", &site.index_url())
        .var("GOENVMGR_ARCHIVE_URL", &site.archive_url());
    let path = ReleaseSite::path(&net.toolchain);
    for (options, words) in [("size=16m", "MB are free"), ("size=400m,nr_inodes=900", "inodes")] {
        let small = Small::mount(net.world.path("small"), options);
        let mut command = net.world.command(&["install", "1.22.5"]);
        command.env("GOENVMGR_HOME", small.0.join("home"));
        let ran = ran(command).exits(3);
        assert!(ran.stderr.contains(words), "{ran:?}");
        assert!(!small.0.join("home/toolchains/go1.22.5").exists());
    }
    assert!(site.server.targets().contains(&path));
    // Without a length nobody can tell beforehand.
    let chunked = Answer::Raw(
        [b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".as_slice(), &net.toolchain.archive()]
            .concat(),
    );
    site.server.on(&path, chunked);
    let small = Small::mount(net.world.path("small"), "size=16m");
    let mut command = net.world.command(&["install", "1.22.5"]);
    command.env("GOENVMGR_HOME", small.0.join("home"));
    let ran = ran(command).exits(3);
    assert!(ran.stderr.contains("No space left on device"), "{ran:?}");
    assert!(!small.0.join("home/toolchains/go1.22.5").exists());
}

#[test]
fn a_dry_run_of_local_bytes_shows_the_plan_and_changes_nothing() {
    let net = Net::new();
    let archive = net.world.path("go.tar.gz");
    fs::write(&archive, net.toolchain.archive()).unwrap();
    let from = archive.to_str().unwrap();
    let plan = |args: &[&str]| {
        let mut all = vec!["install", "--dry-run", "--from", from];
        all.extend(args);
        net.run(&all)
    };
    let shown = plan(&[]).exits(0);
    assert!(shown.stdout.contains("would install go1.22.5"), "{shown:?}");
    assert!(shown.stdout.contains(from), "{shown:?}");
    let json = &plan(&["--format", "json"]).exits(0).json()[0];
    assert_eq!((&json["version"], &json["action"]), (&"1.22.5".into(), &"install".into()));
    assert_eq!(json["sources"], serde_json::json!(["local"]));
    assert_eq!(json["archive_bytes"], net.toolchain.archive().len());
    plan(&["1.22.6"]).exits(2);
    assert_eq!(net.traces(), BTreeSet::new());
    net.run(&["install", "--from", from]).exits(0);
    let json = |args: &[&str]| plan(args).exits(0).json()[0]["action"].clone();
    assert_eq!(json(&["--format", "json"]), "nothing");
    assert_eq!(json(&["--format", "json", "--reinstall"]), "reinstall");
}

#[test]
fn another_machines_go_is_refused_by_name_also_unverified() {
    let net = Net::new();
    for platform in ["darwin-arm64", "windows-amd64"] {
        let mut theirs = Toolchain::on("1.22.5", platform);
        let tool = theirs.files.remove("pkg/tool/any/compile").unwrap();
        let folder = platform.replace('-', "_");
        theirs.files.insert(format!("pkg/tool/{folder}/compile"), tool);
        let forms = [("go.tar.gz", theirs.archive()), ("go.zip", theirs.module_zip())];
        for (name, bytes) in forms {
            let archive = net.world.path(name);
            fs::write(&archive, bytes).unwrap();
            for more in [&[][..], &["--unverified"]] {
                let mut args = vec!["install", "--from", archive.to_str().unwrap()];
                args.extend(more);
                let ran = net.run(&args).exits(2);
                let words = format!("holds go1.22.5 for {}", platform.replace('-', "/"));
                assert!(ran.stderr.contains(&words), "{ran:?}");
                assert!(ran.stderr.contains("this machine is"), "{ran:?}");
            }
        }
    }
    assert_eq!(net.traces(), BTreeSet::new());
}
