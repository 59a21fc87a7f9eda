//! `-v` and `GOENVMGR_LOG`: what is told, where, and what never is.

use crate::support::net::Net;
use crate::support::proxies::{Manner, Proxy};
use crate::support::world::World;

/// In no word of ours, and nothing that a URL has to escape.
const SECRET: &str = "Zq7secretXw";

/// A release site behind a proxy, and a GOPROXY, that all want to know who asks.
fn behind_a_proxy() -> (Net, Proxy) {
    let net = Net::new();
    let site = net.site.index_url();
    let place = site.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
    let proxy = Proxy::http(&place, Manner::Open);
    // Over http nobody is sent a login; the next is asked.
    let open = net.proxy.url();
    let goproxy = format!("{}|{open}", open.replacen("://", &format!("://me:{SECRET}@"), 1));
    let net = net
        .var("GOENVMGR_INDEX_URL", &site.replace(&place, "go.test"))
        .var("GOENVMGR_ARCHIVE_URL", &format!("http://me:{SECRET}@{place}/dl/"))
        .var("GOPROXY", &goproxy)
        .var("http_proxy", &format!("http://me:{SECRET}@{}", proxy.place()));
    (net, proxy)
}

#[test]
fn verbose_names_file_url_proxy_address_and_time() {
    let (net, proxy) = behind_a_proxy();
    let settings = net.world.home().join("config.toml");
    net.world.write(&settings, "http_timeout = 3\n");
    let ran = net.run(&["-v", "install", "1.22.5"]).exits(0);
    for word in [
        &*settings.display().to_string(),
        "http://go.test/dl/",
        &format!("proxy=\"{}\"", proxy.place()),
        &format!("address=Some({})", proxy.place()),
        "status=200",
        "took=",
        "downloading go1.22.5",
    ] {
        assert!(ran.stderr.contains(word), "{word} is not in {}", ran.stderr);
    }
    assert!(ran.stdout.starts_with("installed go1.22.5") && !ran.stdout.contains("DEBUG"));
    // Without it nothing of all that is told.
    let ran = net.run(&["install", "1.22.5", "--reinstall"]).exits(0);
    assert!(!ran.stderr.contains("DEBUG") && !ran.stderr.contains("took="), "{}", ran.stderr);
}

#[test]
fn verbose_goes_before_and_after_every_command() {
    let world = World::with(&["1.22.5"]);
    for command in ["current", "ls", "version", "which", "du", "explain", "env"] {
        for args in
            [&["-v", command][..], &[command, "-v"], &[command, "--verbose"], &["-vv", command]]
        {
            let told = world.run(args).stderr;
            assert!(told.contains(" DEBUG goenvmgr::"), "{args:?}: {told}");
            assert_eq!(told.contains(" TRACE "), args[0] == "-vv", "{args:?}: {told}");
        }
        assert!(!world.run(&[command]).stderr.contains("DEBUG"));
    }
    let version = world.run(&["-V"]).exits(0);
    assert!(version.stdout.starts_with("goenvmgr ") && version.stderr.is_empty(), "{version:?}");
}

#[test]
fn log_variable_takes_the_words_of_rust_log() {
    let world = World::with(&["1.22.5"]).file(".go-version", "1.22.5\n");
    let told = |value: &str, args: &[&str]| {
        let mut command = world.ours(args);
        command.env("GOENVMGR_LOG", value);
        crate::support::world::ran(command).exits(0).stderr
    };
    for (value, args, shown, hidden) in [
        ("debug", &["current"][..], "goenvmgr::projects::select", "TRACE"),
        ("trace", &["current"], "TRACE", "WARN"),
        (
            "goenvmgr::projects::select=debug",
            &["current"],
            "goenvmgr::projects::select",
            "goenvmgr::sys::fs",
        ),
        (
            "goenvmgr::sys::fs=debug,goenvmgr::projects::select=off",
            &["current"],
            "goenvmgr::sys::fs",
            "goenvmgr::projects::select",
        ),
        (
            "goenvmgr::sys::fs=off",
            &["-v", "current"],
            "goenvmgr::projects::select",
            "goenvmgr::sys::fs",
        ),
        ("error", &["-v", "current"], "DEBUG", "TRACE"),
        ("a=b=c", &["current"], "GOENVMGR_LOG=\"a=b=c\" is not read", "DEBUG"),
    ] {
        let told = told(value, args);
        assert!(told.contains(shown) && !told.contains(hidden), "{value} {args:?}: {told}");
    }
    for value in ["", "off", "error"] {
        assert_eq!(told(value, &["current"]), "", "{value}");
    }
    // A shim has no options; the variable reaches it.
    world.program(&world.path("sh"), "#!/bin/sh\n");
    let shim = world.home().join("shims/go");
    std::fs::create_dir_all(shim.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(crate::support::world::exe(), &shim).unwrap();
    let mut command = std::process::Command::new(&shim);
    command.arg("version").env("GOENVMGR_LOG", "debug").current_dir(world.work());
    command.env("GOENVMGR_HOME", world.home()).env("PATH", "/usr/bin:/bin");
    let ran = crate::support::world::ran(command).exits(0);
    assert!(ran.stderr.contains("becoming") && ran.stdout.starts_with("go1.22.5 "), "{ran:?}");
}

/// `-v` after the program's name is the program's.
#[test]
fn verbose_of_a_program_is_not_ours() {
    let world = World::with(&["1.22.5"]).var("PATH", "/usr/bin:/bin");
    let tool = world.path("tool");
    world.program(&tool, "#!/bin/sh\necho \"got $*\"\n");
    let tool = tool.to_str().unwrap();
    for (args, got, ours) in [
        (&["run", tool, "test", "-v", "--verbose"][..], "got test -v --verbose\n", false),
        (&["run", "--", tool, "-v"], "got -v\n", false),
        (&["run", "-v", tool, "-v"], "got -v\n", true),
        (&["-v", "run", tool, "-q"], "got -q\n", true),
        (&["exec", "1.22.5", "--", tool, "-v"], "got -v\n", false),
        (&["exec", "-v", "1.22.5", "--", tool, "test", "-v"], "got test -v\n", true),
    ] {
        let ran = world.run(args).exits(0);
        assert_eq!(ran.stdout, got, "{args:?}: {ran:?}");
        assert_eq!(ran.stderr.contains("DEBUG"), ours, "{args:?}: {ran:?}");
    }
}

#[test]
fn verbose_never_tells_a_password() {
    let (mut net, proxy) = behind_a_proxy();
    let place = proxy.place();
    let odd = [
        format!("http://me:{SECRET}@{place}"),
        format!("me:{SECRET}@{place}"),
        format!("http://me:{SECRET}@{place}:99999"),
        format!("http://me:a/{SECRET}@{place}"),
        format!("http://me:a@{SECRET}@{place}"),
        format!("socks5://me:{SECRET}@{place}"),
        format!("\"http://me:{SECRET}@{place}\""),
        format!("http://{SECRET}@127.0.0.1:1"),
    ];
    for value in &odd {
        net.set("http_proxy", value);
        net.set("HTTPS_PROXY", value);
        for args in [
            &["-vv", "install", "1.22.5", "--reinstall"][..],
            &["-vv", "install", "-n", "1.22.5", "--reinstall"],
            &["-vv", "list", "--remote"],
            &["-v", "env"],
            &["-vv", "exec", "--", "/bin/true"],
        ] {
            let mut command = net.world.ours(args);
            command.env("GOENVMGR_LOG", "trace").env("GOENVMGR_HTTP_TIMEOUT", "1");
            let ran = crate::support::world::ran(command);
            assert!(ran.stderr.contains("DEBUG"), "{args:?}: {ran:?}");
            assert!(!ran.stderr.contains(SECRET), "{value} {args:?}: {}", ran.stderr);
            assert!(!ran.stdout.contains(SECRET), "{value} {args:?}: {}", ran.stdout);
        }
    }
    for value in &odd {
        net.set("GOPROXY", value);
        let mut command = net.world.ours(&["-vv", "install", "1.22.5", "--reinstall"]);
        command.env("GOENVMGR_SOURCES", "goproxy").env("GOENVMGR_HTTP_TIMEOUT", "1");
        let ran = crate::support::world::ran(command);
        assert!(!ran.stderr.contains(SECRET) && !ran.stdout.contains(SECRET), "{value}: {ran:?}");
    }
}
