//! What is printed, to whom: streams that cannot be written, silence where it was asked for, settings
//! that have nothing to do with what was asked, and paths that are no text.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::process::Stdio;

use crate::support::net::Net;

/// How each command prints something, in a home with go1.22.5 in it.
pub(crate) const PRINTS: [(&str, &[&str]); 37] = [
    ("alias", &["set", "work", "1.22"]),
    ("check", &[]),
    ("clean", &["--stale", "--dry-run"]),
    ("completions", &["bash"]),
    ("config", &[]),
    ("current", &[]),
    ("deactivate", &[]),
    ("default", &["1.22.5"]),
    ("doctor", &["--list"]),
    ("du", &[]),
    ("env", &["--shell", "bash"]),
    ("explain", &[]),
    ("generations", &[]),
    ("help", &["install"]),
    ("hook", &[]),
    ("ide", &["vscode"]),
    ("import", &["--dry-run", "goenv"]),
    ("init", &["bash"]),
    ("install", &["--reinstall", "1.22.5"]),
    ("link", &["mygo", "system"]),
    ("list", &[]),
    ("lock", &["--dry-run"]),
    ("mirror", &["nginx", "."]),
    ("outdated", &[]),
    ("pin", &["1.22.5"]),
    ("health", &["list"]),
    ("roots", &["list"]),
    ("self", &["uninstall", "--dry-run"]),
    ("setup", &[]),
    ("tools", &["list"]),
    ("trust", &[]),
    ("unlink", &["--dry-run", "mygo"]),
    ("upgrade", &["--dry-run"]),
    ("use", &["1.22.5"]),
    ("verify", &[]),
    ("which", &["go"]),
    ("why", &["golang.org/x/mod@v0.20.0"]),
];

/// These print through the program that they run, or nothing.
const SILENT: [&str; 4] = ["exec", "run", "uninstall", "untrust"];

fn net() -> Net {
    let mut net = Net::new().var("__GOENVMGR_EMIT", "bash");
    net.set("GOENV_ROOT", net.world.path("goenv"));
    net.world.write(&net.world.path("goenv/version"), "1.22.5\n");
    net.run(&["install", "1.22.5"]).exits(0);
    fs::write(net.world.work().join("go.mod"), "module m\n\ngo 1.20\n").unwrap();
    net.world.goroot(&net.world.work().join("system"), "1.22.5");
    let manifest = "go = \"1.22.5\"\n[env]\nA = \"b\"\n";
    fs::write(net.world.work().join("goenvmgr.toml"), manifest).unwrap();
    net.run(&["roots", "add", "."]).exits(0);
    net
}

#[test]
fn output_of_every_command_that_cannot_be_written_is_told_and_closed_pipe_is_not() {
    let net = net();
    let mut known: BTreeSet<_> = PRINTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    known.extend(SILENT.map(str::to_owned));
    let defined = goenvmgr::cli::definition();
    let defined: BTreeSet<_> =
        defined.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    assert_eq!(known, defined, "a command that no line of the table knows");
    let helps =
        [("--help", &[][..]), ("--version", &[]), ("install", &["--help"]), ("doctor", &["docs"])];
    let jsons =
        ["list", "current", "du", "verify", "which"].map(|name| (name, &["--format", "json"][..]));
    for (name, more) in PRINTS.into_iter().chain(helps).chain(jsons) {
        let args = [&[name], more].concat();
        let well = net.run(&args);
        assert!([0, 1].contains(&well.code) && !well.stdout.is_empty(), "{args:?}: {well:?}");
        let mut command = net.world.ours(&args);
        let mut full = ran_with(&mut command, fs::File::create("/dev/full").unwrap().into());
        assert_eq!(full.0, 3, "{args:?}: {full:?}");
        let words = "error: could not write to standard output: No space left on device";
        assert!(full.1.contains(words), "{args:?}: {full:?}");
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        full = ran_with(&mut net.world.ours(&args), writer.into());
        assert_eq!(full.0, 141, "{args:?}: {full:?}");
        assert!(!full.1.contains("error"), "{args:?}: {full:?}");
    }
    // What was done stays done.
    for (file, words) in [("work/.go-version", "1.22.5"), ("home/config.toml", "1.22.5")] {
        let _ = fs::remove_file(net.world.path(file));
        let args = if file.starts_with("work") { ["pin", "1.22.5"] } else { ["default", "1.22.5"] };
        fs::remove_file(net.world.work().join("goenvmgr.toml")).ok();
        ran_with(&mut net.world.ours(&args), fs::File::create("/dev/full").unwrap().into());
        assert!(fs::read_to_string(net.world.path(file)).unwrap().contains(words), "{file}");
    }
    net.run(&["unlink", "mygo"]).exits(0);
    fs::remove_dir_all(net.root()).unwrap();
    let mut command = net.world.ours(&["install", "1.22.5"]);
    assert_eq!(ran_with(&mut command, fs::File::create("/dev/full").unwrap().into()).0, 3);
    net.is_whole(false);
    assert!(net.world.home().join("shims/go1.22.5").exists());
    let mut command = net.world.ours(&["uninstall", "--force", "1.22.5"]);
    assert_eq!(ran_with(&mut command, fs::File::create("/dev/full").unwrap().into()).0, 3);
    assert!(!net.root().exists() && net.traces().is_empty());
}

/// Exit code and standard error, with this standard output.
fn ran_with(command: &mut std::process::Command, stdout: Stdio) -> (i32, String) {
    let output = command.stdout(stdout).stderr(Stdio::piped()).spawn().unwrap();
    let output = output.wait_with_output().unwrap();
    let code = output.status.code().unwrap_or(-1);
    (code, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn quiet_says_nothing_on_success_and_data_all_the_same() {
    let net = net();
    for args in [
        &["install", "1.22.5"][..],
        &["install", "--reinstall", "1.22.5"],
        &["default", "1.22.5"],
        &["pin", "1.22.5"],
        &["trust"],
        &["untrust"],
        &["roots", "add", "."],
        &["setup"],
        &["setup", "--undo"],
        &["clean", "--stale"],
        &["default", "--unset"],
        &["uninstall", "--force", "1.22.5"],
        &["install", "1.22.5"],
    ] {
        for args in [[args, &["--quiet"]].concat(), [&["-q"], args].concat()] {
            // What can be done once only.
            let gone = args.contains(&"uninstall") && !net.root().exists();
            if gone || (args.contains(&"untrust") && args[0] == "-q") {
                continue;
            }
            let ran = net.run(&args).exits(0);
            assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""), "{args:?}");
        }
    }
    for args in [
        &["list"][..],
        &["verify"],
        &["which", "go"],
        &["install", "-n", "1.22.5"],
        &["completions", "zsh"],
    ] {
        let ran = net.run(&[args, &["-q"]].concat()).exits(0);
        assert!(!ran.stdout.is_empty() && ran.stderr.is_empty(), "{args:?}: {ran:?}");
    }
    let json = net.run(&["install", "-q", "1.22.5", "--format", "json"]).exits(0).json();
    assert_eq!(json[0]["status"], "present");
    let damaged = net.root().join("src/fmt/print.go");
    fs::write(damaged, "package fmt\n").unwrap();
    let ran = net.run(&["verify", "-q"]).exits(6);
    assert!(ran.stdout.contains("src/fmt/print.go"), "what is wrong is said: {ran:?}");
}

#[test]
fn settings_about_sources_stop_only_who_fetches() {
    let wrong = [
        ("SOURCES", "nowhere", "sources = 5"),
        ("INDEX_URL", "not a url", "index_url = \"ftp://x\""),
        ("ARCHIVE_URL", "x", "archive_url = [1]"),
        ("MIRROR", "nowhere", "mirror = { }"),
        ("HTTP_TIMEOUT", "soon", "http_timeout = 0"),
    ];
    for (name, value, line) in wrong {
        let mut net = net();
        let variable = format!("GOENVMGR_{name}");
        let before = net.run(&["list"]).exits(0).stdout;
        let config = net.world.home().join("config.toml");
        for by_file in [true, false] {
            match by_file {
                true => fs::write(&config, format!("{line}\n")).unwrap(),
                false => net.set(&variable, value),
            }
            assert_eq!(net.run(&["list"]).exits(0).stdout, before, "{line}");
            let json = net.run(&["list", "--format", "json"]).exits(0).json();
            assert_eq!(json[0]["version"], "1.22.5");
            net.run(&["exec", "1.22.5", "--", "go", "version"]).exits(0);
            net.run(&["current"]).exits(0);
            net.run(&["verify"]).exits(0);
            let place = if by_file { "config.toml:1" } else { variable.as_str() };
            for args in [&["install", "1.22.6"][..], &["list", "--remote"]] {
                // A variable goes before the file, and a right one in the file's place.
                let told = net.run(args);
                let overruled = by_file && told.code != 2;
                assert!(overruled || told.stderr.contains(place), "{args:?} {line}: {told:?}");
            }
            let _ = fs::remove_file(&config);
        }
        assert_eq!(net.run(&["install", "1.22.6"]).exits(2).stdout, "");
    }
}

#[test]
fn home_whose_path_is_no_text_is_listed() {
    let mut net = Net::new();
    let odd = net.world.path(OsStr::from_bytes(b"h\xff\xfe me"));
    fs::rename(net.world.home(), &odd).unwrap();
    net.set("GOENVMGR_HOME", &odd);
    let installed = net.run(&["install", "1.22.5", "--format", "json"]).exits(0).json();
    let listed = net.run(&["list", "--format", "json"]).exits(0).json();
    let root = odd.join("toolchains/go1.22.5");
    let bytes = {
        use base64::Engine as _;
        base64::engine::general_purpose::STANDARD.encode(root.as_os_str().as_bytes())
    };
    for json in [&installed[0], &listed[0]] {
        assert!(json["path"].is_null() && json.get("path").is_some(), "{json}");
        assert_eq!(json["path_bytes"], bytes.as_str(), "{json}");
        assert_eq!(json["version"], "1.22.5");
    }
    net.run(&["list"]).exits(0);
    let shown = net.run(&["install", "1.22.5"]).exits(0).stdout;
    assert!(shown.contains("h\u{fffd}\u{fffd} me/toolchains"), "{shown}");
    let json = net.run(&["which", "go", "--format", "json"]);
    assert!(json.code != 3, "{json:?}");
    let plain = Net::new();
    plain.run(&["install", "1.22.5"]).exits(0);
    let json = plain.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!(json[0]["path"], plain.root().to_str().unwrap());
    assert_eq!(json[0].get("path_bytes"), None);
}
