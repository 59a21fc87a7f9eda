//! PATH: which `go` runs, and what stands in its way.

use std::path::Path;

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::path::facts::{Hit, HitKind, PathFacts};
use crate::doctor::subjects::path::first::path;
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::evidence::settings;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::at_hand::INSTALL_AND_USE;
use crate::doctor::subjects::toolchain::root::Root;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("path.go", "PATH finds a `go`", finds_go)
        .lines(&["export PATH=<bin>:\"$PATH\"", "goenvmgr default <version>", INSTALL_AND_USE])
        .needs(&[PathFacts::NEED])
        .reads("every directory of PATH, in order, and the Go version that each `go` was built with; where \
            our shim comes first, what it would run")
        .fails("no directory of PATH holds an executable `go`: the shell says `go: command not found`; \
            or it is our shim, and nothing stands behind it: no version is selected here, and there \
            is no other go on PATH")
        .cure("put the bin directory of a Go on PATH, install one: goenvmgr install latest, or select \
            an installed one: goenvmgr default VERSION")
        .why("the shell and every build tool find `go` by PATH alone; the version stands in the file \
            itself, so nothing has to be started"),
    Check::new("path.tilde", "no entry of PATH has an unexpanded `~` or `$`", tilde)
        .lines(&["PATH=$(printf %s \"$PATH\" | sed <program>)"])
        .needs(&[PathFacts::NEED])
        .reads("the text of PATH")
        .fails("an entry starts with `~` or holds `$`: bash looks there all the same, every other \
            program does not, so `env go` says `No such file or directory`")
        .cure("write $HOME in double quotes where PATH is set")
        .why("tilde and variables are expanded by the shell when PATH is set without single quotes; \
            execvp does not expand anything"),
    Check::new("path.relative", "PATH has no relative entry before `go`'s", relative)
        .lines(&["PATH=$(printf %s \"$PATH\" | tr : '\\n' | grep '^/' | paste -sd: -)"])
        .needs(&[PathFacts::NEED])
        .reads("the text of PATH")
        .fails("an entry is empty, `.` or relative: which program runs depends on the directory, and \
            go refuses tools found that way (`cannot run executable found relative to current \
            directory`)")
        .cure("take the entry out where PATH is set")
        .why("os/exec of Go 1.19 and later returns ErrDot for a program found in a relative entry"),
    Check::new("path.writable", "nobody else can put a program before `go`", writable)
        .lines(&["chmod o-w <dir>"])
        .needs(&[PathFacts::NEED])
        .reads("owner and mode of the directories of PATH up to the one that holds `go`")
        .fails("a directory before `go`'s can be written by everybody and is not sticky: anyone on \
            this machine can replace what `go` runs")
        .cure("chmod go-w the directory, or move it behind")
        .why("the first match in PATH wins"),
    Check::new("path.named", "a program called go1.X.Y is that version", named)
        .lines(&[
            "rm <path>",
            "rm <path>; unset GOTOOLCHAIN",
            "rm <path>; sed -i '/^GOTOOLCHAIN=/d' <file>",
        ])
        .needs(&[Settings::NEED, PathFacts::NEED, Root::NEED, Project::NEED])
        .reads("every program on PATH whose name starts with `go1.`, and the version in it; which \
            version Go switches to by GOTOOLCHAIN and the lines of go.mod or go.work")
        .fails("it is a go command of another version (WARN). FAIL where Go switches to that name: \
            `go: toolchain go1.X.Z invoked to provide go1.X.Y`")
        .cure("remove it or replace it by what its name says")
        .why("before it fetches a toolchain the go command looks for exactly this file name on PATH \
            and trusts it (go.dev/doc/toolchain)"),
];

fn finds_go(facts: &Facts) -> Answer {
    let path = path(facts)?;
    let Some(go) = path.go() else {
        let dirs = path.entries.len();
        let fix = match path.elsewhere.first() {
            Some(root) => {
                let bin = root.join("bin");
                let ours = root.starts_with(facts.home.toolchains());
                let words = match ours {
                    true => {
                        "goenvmgr setup puts the Go that is selected on PATH in new shells; in this one"
                    }
                    false => "put it on PATH",
                };
                Fix::new(format!("a Go stands in {}; {words}", root.visible()))
                    .run(Line::of("export PATH=").end(&bin).text(":\"$PATH\""))
            }
            None => crate::doctor::subjects::toolchain::at_hand::install_and_use(
                Fix::new("install a Go and let this shell use it"),
                "latest",
            ),
        };
        return Ok(Verdict::fail("there is no `go` on PATH")
            .seen("PATH", format!("{dirs} directories, none with an executable `go`"))
            .breaks("go version", "go: command not found")
            .cure(fix));
    };
    if let Some(dead) = &path.dead {
        let fix = match &dead.default {
            Some(version) => Fix::new("make an installed version the default")
                .run(Line::of("goenvmgr default").word(version.to_string())),
            None if dead.hint.starts_with("goenvmgr install") => {
                crate::doctor::subjects::toolchain::at_hand::install_and_use(
                    Fix::new("install a Go and let this shell use it"),
                    "latest",
                )
            }
            None => Fix::new(&dead.hint),
        };
        return Ok(Verdict::fail(dead.what.clone())
            .seen("go", format!("{}, goenvmgr's shim", go.path.visible()))
            .breaks("go version", &dead.what)
            .cure(fix));
    }
    let what = match (&go.built_with, go.kind) {
        (_, HitKind::Shim) => "goenvmgr's shim".to_owned(),
        (Some(version), HitKind::Go) => version.clone(),
        _ => "a program of somebody else".to_owned(),
    };
    let mut verdict = Verdict::pass(format!("`go` is {}: {what}", go.path.visible()))
        .value(go.path.visible().to_string());
    for later in path.gos.iter().skip(1).filter(|later| later.real != go.real) {
        let version = later.built_with.as_deref().unwrap_or("no Go program");
        verdict = verdict.seen("behind it", format!("{} ({version})", later.path.visible()));
    }
    Ok(verdict)
}

fn tilde(facts: &Facts) -> Answer {
    let path = path(facts)?;
    let odd: Vec<&str> = (path.entries.iter().map(|entry| entry.text.as_str()))
        .filter(|text| text.starts_with('~') || text.contains('$'))
        .collect();
    let Some(first) = odd.first() else {
        return Ok(Verdict::pass("every entry of PATH is spelled out"));
    };
    let home = facts.env.home.as_ref().map(|home| home.display().to_string()).unwrap_or_default();
    let tilde = first.strip_prefix('~');
    let variable = ["$HOME", "${HOME}"].iter().find_map(|name| first.strip_prefix(name));
    let mut fix = Fix::new("write \"$HOME/…\" in double quotes where PATH is set");
    let rest = tilde.or(variable);
    if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with('/')) {
        let program = format!("s|{}|{}|", escaped(first), escaped(&format!("{home}{rest}")));
        fix = fix.run(Line::of("PATH=$(printf %s \"$PATH\" | sed").word(program).text(")"));
    }
    let who = if tilde.is_some() { "only bash" } else { "nobody" };
    let verdict = Verdict::warn(format!(
        "PATH holds `{first}` as it stands: {who} looks into the directory that it means"
    ));
    Ok(odd.iter().fold(verdict, |verdict, entry| verdict.seen("entry", *entry)).cure(fix))
}

/// What stands for itself in either half of sed's `s|…|…|`.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\|&.*[]^$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn relative(facts: &Facts) -> Answer {
    let path = path(facts)?;
    let before = path.go().map_or(usize::MAX, |go| go.entry);
    let relative = |text: &str| !text.starts_with(['~', '$']) && !Path::new(text).is_absolute();
    let odd = path.entries.iter().take(before.saturating_add(1)).find(|e| relative(&e.text));
    let Some(odd) = odd else {
        return Ok(Verdict::pass("every entry of PATH up to `go`'s is absolute"));
    };
    let name =
        if odd.text.is_empty() { "an empty entry (the working directory)" } else { &odd.text };
    Ok(Verdict::warn(format!("PATH holds {name}: what runs depends on the directory"))
        .seen("PATH", facts.env.var("PATH").unwrap_or_default())
        .cure(
            Fix::new("take the entry out where PATH is set")
                .run("PATH=$(printf %s \"$PATH\" | tr : '\\n' | grep '^/' | paste -sd: -)"),
        ))
}

fn writable(facts: &Facts) -> Answer {
    let path = path(facts)?;
    let before = path.go().map_or(usize::MAX, |go| go.entry);
    let open = path.entries.iter().take(before.saturating_add(1)).find_map(|entry| {
        let (_, mode) = entry.owner_mode?;
        let open = mode & 0o002 != 0 && mode & 0o1000 == 0;
        open.then(|| entry.real.clone()).flatten()
    });
    let Some(dir) = open else {
        return Ok(Verdict::pass("only their owners can change the directories before `go`"));
    };
    Ok(Verdict::warn(format!("everybody can put a program into {}", dir.visible()))
        .seen("directory", dir.visible().to_string())
        .cure(Fix::new("let only its owner write there").run(Line::of("chmod o-w").word(&dir))))
}

fn named(facts: &Facts) -> Answer {
    let path = path(facts)?;
    let chosen = crate::doctor::subjects::settings::checks::toolchain::switches_to(facts);
    let chosen = chosen.map(|version| format!("go{}", version.as_toolchain()));
    let mut impostors = path.named.iter().filter_map(|hit| {
        let name = hit.path.file_name()?.to_str()?;
        let version = hit.built_with.as_deref()?.split(' ').next()?;
        (hit.kind == HitKind::Go && name != version).then_some((hit, name, version))
    });
    // The first of a name is the one that is started.
    let starts = |hit: &Hit| {
        let mut same =
            path.named.iter().filter(|other| other.path.file_name() == hit.path.file_name());
        same.next() == Some(hit)
    };
    let is_chosen =
        |(hit, name, _): &(&Hit, &str, &str)| chosen.as_deref() == Some(name) && starts(hit);
    let found = impostors.clone().find(is_chosen).or_else(|| impostors.next());
    let Some((hit, name, version)) = found else {
        return Ok(Verdict::pass("every toolchain on PATH is what its name says"));
    };
    let asking = settings(facts)?
        .get("GOTOOLCHAIN")
        .filter(|setting| setting.value.split('+').next() == Some(name) && setting.value != name);
    let message = format!("{} is {version}, not {name}", hit.path.visible());
    let fix = Fix::new("remove it; `goenvmgr install` brings the real one")
        .run(Line::of("rm").word(&hit.path));
    let says = format!("toolchain {version} invoked to provide {name}");
    let fails = || Verdict::fail(message.clone()).breaks("go version", &says);
    Ok(match asking {
        // Without it, go finds nothing of the name that it still asks for.
        Some(asking) => crate::doctor::subjects::settings::evidence::with(fails(), asking)
            .cure(fix.and(crate::doctor::subjects::settings::evidence::unset(asking))),
        None if is_chosen(&(hit, name, version)) => fails().cure(fix),
        None => Verdict::warn(message).cure(fix),
    })
}
