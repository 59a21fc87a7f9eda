//! What nobody prints or keeps: a login, a token, however the URL that holds it is written.

use std::fs;
use std::path::Path;

use crate::support::net::Net;
use crate::support::publish::ReleaseSite;
use crate::support::server::Answer;
use crate::support::world::{Ran, World, ran};

/// In no word of ours, and nothing that a URL has to escape.
const SECRET: &str = "Zq7secretXw";
/// Whose secret it is: a place that refuses at once.
const HOST: &str = "127.0.0.1:1";

/// Every form that hides a secret somewhere else.
fn forms() -> Vec<String> {
    let tail = format!("{HOST}/x");
    vec![
        format!("me:{SECRET}@{tail}"),
        format!("{SECRET}@{tail}"),
        format!("//me:{SECRET}@{tail}"),
        format!("https:/me:{SECRET}@{tail}"),
        format!("https:me:{SECRET}@{tail}"),
        format!("http://me:{SECRET}@{tail}"),
        format!("HTTP://me:{SECRET}@{tail}"),
        format!("http:///me:{SECRET}@{tail}"),
        format!("ftp://me:{SECRET}@{tail}"),
        format!("http://me:a/{SECRET}@{tail}"),
        format!("me:a/{SECRET}@{tail}"),
        format!("http://me:a@{SECRET}@{tail}"),
        format!("http://me:a%zz{SECRET}@{tail}"),
        format!("http://me:a#{SECRET}@{tail}"),
        format!("http://me:{SECRET}@127.0.0.1:99999/x"),
        format!("http://me:{SECRET}@[::1/x"),
        format!("http://me:{SECRET}@ho st/x"),
        format!("http://{tail}?token={SECRET}"),
        format!("{tail}?token={SECRET}"),
        format!("http://{tail}?{SECRET}"),
        format!("http://{tail}?mode=json&sig={SECRET}"),
        format!("http://{tail}#{SECRET}"),
        format!("http://{tail}?a=b#token={SECRET}"),
    ]
}

#[track_caller]
fn keeps_quiet(ran: &Ran, case: &str) {
    for text in [&ran.stdout, &ran.stderr] {
        assert!(!text.contains(SECRET), "{case}: {text}");
    }
    assert!((0..=6).contains(&ran.code), "{case}: {ran:?}");
}

/// No file of ours holds it, and none is called so.
#[track_caller]
fn nothing_is_kept(dir: &Path, but: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        assert!(!path.to_string_lossy().contains(SECRET), "{}", path.display());
        if path.is_dir() {
            nothing_is_kept(&path, but);
        } else if path != but {
            let held = fs::read(&path).unwrap_or_default();
            let found = held.windows(SECRET.len()).any(|part| part == SECRET.as_bytes());
            assert!(!found, "{} holds the secret", path.display());
        }
    }
}

fn run(net: &Net, args: &[&str]) -> Ran {
    let mut command = net.world.ours(args);
    command.env("GOENVMGR_LOG", "trace").env("GOENVMGR_HTTP_TIMEOUT", "1");
    ran(command)
}

#[test]
fn secret_of_a_source_is_in_no_output_and_no_file() {
    for (variable, sources) in [
        ("GOPROXY", "goproxy"),
        ("GOENVMGR_INDEX_URL", "go.dev"),
        ("GOENVMGR_ARCHIVE_URL", "go.dev"),
        ("GOENVMGR_MIRROR", "go.dev"),
        ("GOSUMDB", "go.dev,goproxy"),
    ] {
        let mut net = Net::new();
        let key = net.database.key().to_string();
        net.set("GOENVMGR_SOURCES", sources);
        for form in forms() {
            net.set(
                variable,
                if variable == "GOSUMDB" { format!("{key} {form}") } else { form.clone() },
            );
            for args in [
                &["install", "1.22.5", "--verify", "transparency"][..],
                &["install", "-n", "1.22.5", "--format", "json"],
            ] {
                keeps_quiet(&run(&net, args), &format!("{variable}={form} {args:?}"));
            }
        }
        nothing_is_kept(net.world.path("").as_path(), Path::new(""));
    }
}

#[test]
fn secret_of_a_file_or_an_argument_is_repeated_by_nobody() {
    let net = Net::new();
    let config = net.world.home().join("config.toml");
    for form in forms() {
        for key in ["mirror", "index_url", "archive_url"] {
            net.world.write(&config, &format!("{key} = '{form}'\n"));
            keeps_quiet(&run(&net, &["list", "--remote"]), &format!("{key} = {form}"));
        }
        fs::remove_file(&config).unwrap();
        // `a@b` alone may be a file.
        let from = if form.starts_with(SECRET) { "x" } else { &form };
        for args in [
            &["install", "1.22.5", "--mirror", &form][..],
            &["install", "--from", from],
            &["install", from],
            &["install", "1.22.5", &format!("--nonsense={form}")],
        ] {
            keeps_quiet(&run(&net, args), &format!("{args:?}"));
        }
    }
}

#[test]
fn secret_in_the_place_of_a_word_is_repeated_by_no_message() {
    for form in forms() {
        // `a@b` alone may be anything.
        let form = if form.starts_with(SECRET) { HOST } else { &form };
        for name in ["GOENVMGR_SOURCES", "GOENVMGR_VERIFY", "GOENVMGR_TOOLCHAIN"] {
            let world = World::new().var(name, form);
            for args in [&["config"][..], &["config", "get", "sources"], &["install", "1.22.5"]] {
                let ran = world.run(args);
                keeps_quiet(&ran, &format!("{name} {form} {args:?}"));
                let is_asked = args[0] == "install" || name != "GOENVMGR_SOURCES";
                assert!(!is_asked || ran.code == 2, "{name} {form} {args:?}: {ran:?}");
            }
        }
    }
}

#[test]
fn secret_of_a_redirect_is_not_repeated() {
    let net = Net::new();
    let from = ReleaseSite::path(&net.toolchain);
    for place in [format!("http://{HOST}"), "//127.0.0.1:1".into(), "ftp://x.example".into()] {
        let to = place.replacen("//", &format!("//me:{SECRET}@"), 1);
        for to in [to, format!("{place}/x?token={SECRET}")] {
            net.site.server.on(&from, Answer::redirect(to.clone()));
            let ran = run(&net, &["install", "1.22.5"]);
            keeps_quiet(&ran, &to);
        }
    }
}

#[test]
fn secret_in_settings_is_in_no_rendering_of_doctor() {
    let mut world = World::with(&["1.22.5"]).file("go.mod", "module m\ngo 1.22\n");
    world.set("PATH", "/usr/bin:/bin");
    let forms = forms();
    let formats = ["human", "json", "junit", "prometheus", "github", "tap"];
    for (run, format) in formats.iter().enumerate() {
        // Every form stands in some variable of some run.
        let form = |slot: usize| &forms[(4 * run + slot) % forms.len()];
        for (slot, name) in ["GOPROXY", "HTTPS_PROXY", "http_proxy", "ALL_PROXY"].iter().enumerate()
        {
            world.set(name, form(slot));
        }
        world.set("GOSUMDB", format!("sum.golang.org {}", form(4)));
        world.set("GOAUTH", format!("printf {}", form(5)));
        // `a@b` alone may be anything.
        let words = if form(6).starts_with(SECRET) { HOST } else { form(6) };
        world.set("GOFLAGS", format!("-ldflags=-X=main.url={words}"));
        let ran = world.run(&["doctor", "--mode", "debug", "--offline", "--format", format]);
        keeps_quiet(&ran, &format!("{run} {format}"));
    }
    for form in &forms {
        let words = if form.starts_with(SECRET) { HOST } else { form };
        // Whose it is stays readable.
        let line = format!(
            "go: example.com/a@v1.2.3: Get \"{words}\": dial tcp: lookup h: no such host\n"
        );
        let log = world.path("log");
        fs::write(&log, line).unwrap();
        let ran = world.run(&["doctor", "explain", log.to_str().unwrap()]);
        keeps_quiet(&ran, &format!("explain {form}"));
        assert!(ran.stdout.contains("example.com/a@v1.2.3"), "{form}: {ran:?}");
        fs::remove_file(&log).unwrap();
    }
    nothing_is_kept(&world.home(), Path::new(""));
}

#[test]
fn secret_of_a_manifest_is_not_shown_and_reaches_the_program() {
    let url = format!("me:{SECRET}@{HOST}/x");
    let world = World::with(&["1.22.5"])
        .file("goenvmgr.toml", &format!("go = \"1.22.5\"\n[env]\nGOPROXY = \"{url}\"\n"));
    for args in
        [&["trust"][..], &["trust", "--format", "json"], &["check"], &["check", "--format", "json"]]
    {
        let ran = world.run(args);
        keeps_quiet(&ran, &format!("{args:?}"));
        assert!(ran.code > 0 || ran.stdout.contains(HOST), "{args:?}: {ran:?}");
    }
    let tool = world.path("tool");
    world.program(&tool, "#!/bin/sh\necho \"$GOPROXY\"\n");
    let ran = world.run(&["exec", "1.22.5", "--", tool.to_str().unwrap()]).exits(0);
    assert_eq!(ran.stdout, format!("{url}\n"));
}

#[test]
fn plain_url_is_shown_as_it_is_and_asked_as_it_was_written() {
    let net = Net::new();
    let ran = run(&net, &["install", "1.22.5"]).exits(0);
    for url in [net.site.index_url(), net.site.archive_url()] {
        assert!(ran.stderr.contains(&url), "{url}: {ran:?}");
    }
    let origin = net.receipt().to_string();
    assert!(origin.contains(&net.site.archive_url()), "{origin}");
}
