//! The directories that Go is told to work in.

use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Fact;
use crate::doctor::subjects::filesystem::places::Places;
use crate::doctor::subjects::filesystem::role::Role;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::evidence::{TAKE_OUT, UNSET};
use crate::doctor::subjects::settings::facts::{Account, Settings};
use crate::doctor::subjects::startup::facts::Startup;
use crate::doctor::subjects::toolchain::at_hand::INSTALL_AND_USE;
use crate::doctor::subjects::toolchain::root::Root;
use std::path::Path;

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::path::facts::HitKind;
use crate::doctor::subjects::path::first::go;
use crate::doctor::subjects::settings::evidence::{settings, unset, with};
use crate::doctor::subjects::settings::facts::{Layer, Setting};
use crate::doctor::subjects::startup::facts::literal_goroot;
use crate::doctor::subjects::toolchain::at_hand::{install_and_use, installable, root};
use crate::go::platform::Platform;
use crate::shells::setup::old::OldLine;
use crate::sys::path_list::SEPARATOR;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("env.goroot", "GOROOT agrees with the `go` on PATH", goroot)
        .lines(UNSET)
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED, Startup::NEED])
        .reads("GOROOT in the environment and in the `go env -w` file, VERSION there, the version in \
            the `go` that PATH finds (behind our shim: that it runs), and lines of start-up files that set \
            GOROOT")
        .fails("GOROOT names no Go (`go: cannot find GOROOT directory`, `package fmt is not in std`) \
            or another version (`compile: version \"go1.X\" does not match go tool version \
            \"go1.Y\"`). A GOROOT equal to that of the `go` on PATH passes")
        .cure("unset it: go finds its GOROOT by itself")
        .why("cmd/go takes GOROOT from the environment, then from the `go env -w` file, and only then \
            from its own place; `go version` prints the version of the binary either way")
        .requires(&["path.go"]),
    Check::new("env.goroot-trimmed", "the `go` on PATH finds its GOROOT", trimmed)
        .lines(&["ln -sf <go> <copy>", INSTALL_AND_USE])
        .needs(&[PathFacts::NEED, Root::NEED])
        .reads("whether `pkg/tool` stands beside the directory of the `go` binary, links resolved")
        .fails("the binary was copied out of its toolchain: `go: cannot find GOROOT directory: 'go' \
            binary is trimmed and GOROOT is not set`")
        .cure("put a symbolic link in place of the copy")
        .why("published binaries are built with -trimpath and find GOROOT by their own path only")
        .requires(&["path.go"]),
    Check::new("env.gopath", "GOPATH is an absolute path", gopath)
        .lines(UNSET)
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED])
        .reads("GOPATH in all layers")
        .fails("an entry is relative (`go: GOPATH entry is relative; must be absolute path`) or starts \
            with `~` (`go: GOPATH entry cannot start with shell metacharacter '~'`). WARN where it is \
            the GOROOT")
        .cure("unset it: the default, $HOME/go, needs no setting")
        .why("cmd/go checks every entry at start; nothing expands `~` in a file or in quotes"),
    Check::new("env.gobin", "GOBIN is an absolute path", gobin)
        .lines(UNSET)
        .needs(&[Settings::NEED])
        .reads("GOBIN in all layers")
        .fails("it is relative: `go: cannot install, GOBIN must be an absolute path`")
        .cure("unset it, or write the whole path")
        .why("cmd/go refuses it when something is installed, not before"),
    Check::new("env.gocache", "there is a place for the build cache", gocache)
        .lines(&["unset <name>", TAKE_OUT, "export HOME=<dir>", "mkdir -p <dir>; export HOME=<dir>"])
        .needs(&[Settings::NEED, Account::NEED])
        .reads("GOCACHE in all layers, XDG_CACHE_HOME, HOME")
        .fails("GOCACHE is `off` or relative, or HOME is not set: `build cache is required, but could \
            not be located`, `build cache is disabled by GOCACHE=off, but required as of Go 1.12`")
        .cure("set HOME, or take GOCACHE out")
        .why("every build writes the build cache since Go 1.12"),
    Check::new("env.tmpdir", "the directory for temporary files exists", tmpdir)
        .lines(&["mkdir -p <dir>"])
        .needs(&[Settings::NEED, Places::NEED])
        .reads("GOTMPDIR in all layers, TMPDIR")
        .fails("the directory is gone: `go: creating work dir: stat …: no such file or directory`")
        .cure("make the directory, or take the variable out")
        .why("go build makes its work directory there and does not create the parent"),
];

fn goroot(facts: &Facts) -> Answer {
    let go = go(facts)?;
    let settings = settings(facts)?;
    let Some(said) = settings.by_user("GOROOT") else {
        return Ok(Verdict::pass("GOROOT is not set: `go` finds its own"));
    };
    let root = root(facts)?;
    if go.kind == HitKind::Shim && root.said_by.is_none() {
        return Ok(with(Verdict::pass("the shim gives `go` its own GOROOT"), said));
    }
    let command = "go build";
    let fail = |message: String, says: String| {
        let fix = unset(said);
        let verdict = with(Verdict::fail(message), said).breaks(command, &says);
        Ok(set_by(facts, said)
            .fold(verdict, |verdict, line| {
                let place = format!("{}:{}", line.file.visible(), line.line);
                verdict.seen(place, line.text.clone())
            })
            .cure(fix))
    };
    let place = root.path.visible();
    if !root.has_tools {
        return fail(
            format!("GOROOT is {place}, which holds no Go"),
            format!("cannot find GOROOT directory: {place}"),
        );
    }
    // What is damaged in the toolchain of this very `go` is no fault of the variable.
    let bin = root.path.join("bin");
    if [&go.path, &go.real].iter().any(|go| go.parent() == Some(&bin)) {
        return Ok(with(Verdict::pass(format!("GOROOT agrees with {}", go.path.visible())), said));
    }
    if root.missing_source.contains(&"src/fmt") {
        return fail(
            format!("GOROOT is {place}, which has no standard library"),
            format!("package fmt is not in std ({place}/src/fmt)"),
        );
    }
    if go.kind != HitKind::Go {
        return Ok(Verdict::pass("GOROOT is a Go; the `go` on PATH chooses by itself"));
    }
    let tool = root.programs.iter().find(|program| program.path.ends_with("/compile"));
    match (tool.and_then(|tool| tool.built_with.as_deref()), &root.go_version) {
        (Some(there), Some(here)) if there != here => fail(
            format!("GOROOT is {place} ({there}), but `go` is {here}: no build can end"),
            format!("compile: version \"{there}\" does not match go tool version \"{here}\""),
        ),
        _ => Ok(with(Verdict::pass(format!("GOROOT agrees with {}", go.path.visible())), said)),
    }
}

/// The lines of start-up files that may have put this value into the environment.
fn set_by<'a>(facts: &'a Facts, said: &'a Setting) -> impl Iterator<Item = &'a OldLine> {
    let lines = facts.get::<Startup>().into_iter().flat_map(|startup| &startup.old);
    lines.filter(|line| {
        said.layer == Layer::Environment
            && line.what.contains("GOROOT by hand")
            && literal_goroot(line).is_none_or(|value| value == Path::new(&said.value))
    })
}

fn trimmed(facts: &Facts) -> Answer {
    let go = go(facts)?;
    let root = facts.need::<Root>()?;
    if go.kind != HitKind::Go {
        return Ok(Verdict::pass("the `go` on PATH is a launcher, which finds its own"));
    }
    if root.own.is_some() || root.said_by.is_some() {
        return Ok(Verdict::pass("the `go` on PATH knows its GOROOT"));
    }
    let mut fix = Fix::new("put a symbolic link to the toolchain's own bin/go in its place");
    let mut others = crate::doctor::subjects::path::first::path(facts)?.gos.iter().skip(1);
    let real = others.find(|hit| hit.root.is_some());
    fix = match real {
        Some(real) => fix.run(Line::of("ln -sf").word(&real.real).word(&go.path)),
        None => install_and_use(
            Fix::new("remove it, and let goenvmgr bring a whole toolchain"),
            &installable(go.built_with.as_deref()),
        ),
    };
    Ok(Verdict::fail(format!("{} is a copy outside of its toolchain", go.path.visible()))
        .breaks(
            "go build",
            "go: cannot find GOROOT directory: 'go' binary is trimmed and GOROOT is not set",
        )
        .cure(fix))
}

fn gopath(facts: &Facts) -> Answer {
    let Some(gopath) = settings(facts)?.by_user("GOPATH") else {
        return Ok(Verdict::pass("GOPATH has its default"));
    };
    for entry in gopath.value.split(SEPARATOR).filter(|entry| !entry.is_empty()) {
        let says = if entry.starts_with('~') {
            format!("GOPATH entry cannot start with shell metacharacter '~': \"{entry}\"")
        } else if !Path::new(entry).is_absolute() {
            format!("GOPATH entry is relative; must be absolute path: \"{entry}\"")
        } else {
            continue;
        };
        return Ok(with(
            Verdict::fail(format!("GOPATH holds `{entry}`, which Go refuses")),
            gopath,
        )
        .breaks("go build", &says)
        .cure(unset(gopath)));
    }
    if root(facts).is_ok_and(|root| Path::new(&gopath.value) == root.path) {
        return Ok(with(Verdict::warn("GOPATH and GOROOT are the same directory"), gopath)
            .seen("go says", "warning: both GOPATH and GOROOT are the same directory")
            .cure(unset(gopath)));
    }
    Ok(with(Verdict::pass("GOPATH is an absolute path"), gopath))
}

fn gobin(facts: &Facts) -> Answer {
    let Some(gobin) = settings(facts)?.by_user("GOBIN") else {
        return Ok(Verdict::pass("GOBIN has its default"));
    };
    if Path::new(&gobin.value).is_absolute() {
        return Ok(with(Verdict::pass("GOBIN is an absolute path"), gobin));
    }
    Ok(with(Verdict::fail("GOBIN is a relative path: nothing can be installed"), gobin)
        .breaks("go install", "cannot install, GOBIN must be an absolute path")
        .cure(unset(gobin)))
}

fn gocache(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    if let Some(gocache) = settings.by_user("GOCACHE") {
        let says = match gocache.value.as_str() {
            "off" => "build cache is disabled by GOCACHE=off, but required as of Go 1.12",
            path if Path::new(path).is_absolute() => {
                return Ok(with(Verdict::pass("GOCACHE is an absolute path"), gocache));
            }
            _ => {
                "build cache is required, but could not be located: GOCACHE is not an absolute path"
            }
        };
        return Ok(with(Verdict::fail("GOCACHE names no place for the build cache"), gocache)
            .breaks("go build", says)
            .cure(unset(gocache)));
    }
    let env = &facts.env;
    if Platform::host().os == "windows" {
        return Ok(windows_cache(facts));
    }
    let relative = env.var("XDG_CACHE_HOME").filter(|dir| !dir.starts_with('/'));
    if let Some(dir) = relative {
        return Ok(Verdict::fail("XDG_CACHE_HOME is a relative path")
            .seen("XDG_CACHE_HOME", dir)
            .breaks("go build", "build cache is required, but could not be located: path in $XDG_CACHE_HOME is relative")
            .cure(Fix::new("take it out").run("unset XDG_CACHE_HOME")));
    }
    if env.var_os("HOME").is_some() || env.var_os("XDG_CACHE_HOME").is_some() {
        return Ok(Verdict::pass("the build cache has its default place"));
    }
    let fix = match &facts.need::<Account>()?.0 {
        Some(home) => Fix::new("set HOME").run(Line::of("export HOME=").end(home)),
        // A user of a service has none.
        None => {
            let home = format!("/var/tmp/home-{}", facts.uid);
            Fix::new("set HOME to a directory of this user")
                .run(Line::of("mkdir -p").word(&home))
                .run(Line::of("export HOME=").end(&home))
        }
    };
    Ok(Verdict::fail("HOME is not set (cron, systemd and `docker exec` do this)")
        .breaks(
            "go build",
            "build cache is required, but could not be located: GOCACHE is not defined and neither \
            $XDG_CACHE_HOME nor $HOME are defined",
        )
        .cure(fix))
}

fn windows_cache(facts: &Facts) -> Verdict {
    if facts.env.var_os("LOCALAPPDATA").is_some() {
        return Verdict::pass("the build cache has its default place");
    }
    Verdict::fail("LOCALAPPDATA is not set")
        .breaks(
            "go build",
            "build cache is required, but could not be located: GOCACHE is not defined and \
            %LocalAppData% is not defined",
        )
        .cure(Fix::new("set LOCALAPPDATA to the AppData\\Local of this user's profile"))
}

fn tmpdir(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let (dir, name) = settings.gotmpdir(&facts.env);
    let there = match facts.need::<Places>()?.of(Role::Temp) {
        Some(place) => place.need(name)?.exists,
        None => return Ok(Verdict::skip(format!("{name} is a relative path"))),
    };
    if there {
        return Ok(Verdict::pass(format!("{} exists", dir.visible())));
    }
    let fix = Fix::new("make the directory").run(Line::of("mkdir -p").word(&dir));
    Ok(Verdict::fail(format!("{name} names {}, which does not exist", dir.visible()))
        .seen(name, dir.visible().to_string())
        .breaks(
            "go build",
            &format!("creating work dir: stat {}: no such file or directory", dir.visible()),
        )
        .cure(fix))
}
