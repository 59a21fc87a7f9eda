//! Windows: what is told to the whole system and breaks Go.

use std::path::Path;

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::windows::facts::Windows;
use crate::go::quoted;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("win.long-paths", "programs may use long paths", long_paths)
        .needs(&[Windows::NEED])
        .reads("LongPathsEnabled in HKLM\\SYSTEM\\CurrentControlSet\\Control\\FileSystem")
        .fails("it is not 1: a file of the module cache whose path has more than 260 characters is there \
            for Go, and not for the C compiler, git and editors (`filename or extension is too long`)")
        .cure("as an administrator set it to 1, or keep GOMODCACHE in a short directory; for git: \
            git config --global core.longpaths true")
        .why("Go's own runtime writes long paths in the form that has no limit, other programs do not")
        .fixture(),
    Check::new("win.goroot", "no GOROOT is set for every program", goroot)
        .needs(&[Windows::NEED])
        .reads("GOROOT in HKCU\\Environment and in the environment of the machine")
        .fails("there is one: an installer or a guide left it, and each program that is started has it, \
            also where another Go is selected. That of the user hides that of the machine")
        .cure("take it out under `Edit the system environment variables`, and start the terminal again")
        .why("a go command finds its own GOROOT; one from outside makes it use another's library")
        .fixture(),
    Check::new("win.installers", "one installer put a Go here", installers)
        .needs(&[Windows::NEED])
        .reads("the names of installed programs in the registry, of this user and of this machine")
        .fails("there are several: each wrote its directory into PATH, and the first wins")
        .cure("remove all but one under Settings, Apps")
        .why("Go's installer removes the version before it only where both are of one processor and for all \
            users")
        .fixture(),
    Check::new("win.store-alias", "`go` is no alias of the Store", store_alias)
        .needs(&[Windows::NEED, PathFacts::NEED])
        .reads("where the first `go` on PATH lies")
        .fails("it lies in Microsoft\\WindowsApps: an alias, which starts what the Store installed, or the \
            Store")
        .cure("switch it off under Settings, Apps, App execution aliases, or put the shims before that \
            directory: goenvmgr setup")
        .why("an alias is a file without bytes that only CreateProcess follows")
        .fixture(),
    Check::new("win.cc", "CC is no compiler of Visual Studio", cc)
        .needs(&[Windows::NEED, Settings::NEED])
        .reads("CC, as Go reads it")
        .fails("it is cl or clang-cl: cgo hands it options of gcc (`cl : Command line warning D9002: \
            ignoring unknown option '-Wall'`), and reads no symbols out of what it makes")
        .cure("install a gcc or clang for mingw-w64, and name that: go env -w CC=gcc")
        .why("cmd/cgo knows the options and the objects of gcc and clang alone")
        .fixture(),
    Check::new("win.policy", "Windows PowerShell runs its profile", policy)
        .needs(&[Windows::NEED])
        .reads("ExecutionPolicy, in the order in which PowerShell looks for it")
        .fails("it is Restricted or AllSigned: the profile that `goenvmgr setup` writes is refused \
            (`running scripts is disabled on this system`), so neither hook nor completion is there")
        .cure("Set-ExecutionPolicy -Scope CurrentUser RemoteSigned; cmd and the shims need nothing of it")
        .why("a profile is a script to PowerShell (about_Execution_Policies)")
        .fixture(),
    Check::new("win.below", "below Windows, PATH finds a Go of Linux", below)
        .needs(&[Windows::NEED, PathFacts::NEED])
        .reads("go.exe in the directories of PATH, where this system is not Windows")
        .fails("WSL hands on the PATH of Windows and a go.exe is the only Go on it: it builds programs for \
            Windows, and reads files of Linux over the network")
        .cure("install a Go here: goenvmgr install latest")
        .why("WSL starts Windows programs by their whole name only; scripts that look for `go` find none")
        .fixture(),
];

/// What Windows is told; a PASS elsewhere.
fn windows(facts: &Facts) -> Result<&Windows, Verdict> {
    let windows = facts.need::<Windows>()?;
    if windows.is { Ok(windows) } else { Err(Verdict::pass("this is not Windows")) }
}

fn long_paths(facts: &Facts) -> Answer {
    if windows(facts)?.long_paths {
        return Ok(Verdict::pass("long paths are on"));
    }
    Ok(Verdict::warn("long paths are off: programs other than Go end at 260 characters").cure(
        Fix::new("as an administrator, set LongPathsEnabled to 1, or keep GOMODCACHE in a short directory"),
    ))
}

fn goroot(facts: &Facts) -> Answer {
    let [user, machine] = &windows(facts)?.goroot;
    let Some(used) = user.as_ref().or(machine.as_ref()) else {
        return Ok(Verdict::pass("GOROOT is set for nobody"));
    };
    let mut verdict = Verdict::warn(format!("GOROOT is set for every program: {}", used.visible()));
    for (label, value) in [("of the user", user), ("of the machine", machine)] {
        if let Some(value) = value {
            verdict = verdict.seen(label, value.visible().to_string());
        }
    }
    Ok(verdict.cure(Fix::new(
        "take GOROOT out under `Edit the system environment variables`, and start the terminal again",
    )))
}

fn installers(facts: &Facts) -> Answer {
    let installed = &windows(facts)?.installed;
    if installed.len() < 2 {
        return Ok(Verdict::pass(format!("{} of Go's installers was run", installed.len())));
    }
    let verdict = Verdict::warn(format!("{} installers put a Go here", installed.len()));
    let named = installed
        .iter()
        .fold(verdict, |verdict, name| verdict.seen("installed", name.visible().to_string()));
    Ok(named.cure(Fix::new("remove all but one under Settings, Apps")))
}

fn store_alias(facts: &Facts) -> Answer {
    windows(facts)?;
    let go = crate::doctor::subjects::path::first::go(facts)?;
    let text = go.path.to_string_lossy().to_lowercase().replace('\\', "/");
    if !text.contains("/microsoft/windowsapps/") {
        return Ok(Verdict::pass("`go` lies elsewhere"));
    }
    Ok(Verdict::warn(format!("`go` is an alias of the Store: {}", go.path.visible())).cure(
        Fix::new(
            "switch it off under Settings, Apps, App execution aliases, or run `goenvmgr setup`",
        ),
    ))
}

fn cc(facts: &Facts) -> Answer {
    windows(facts)?;
    let command = facts.need::<Settings>()?.value("CC").unwrap_or_default();
    // Both separators are ones of Windows.
    let program = quoted::first(command);
    let name = program.and_then(|program| program.rsplit(['/', '\\']).next()).unwrap_or_default();
    let name = Path::new(&name.to_lowercase()).with_extension("");
    if name != Path::new("cl") && name != Path::new("clang-cl") {
        return Ok(Verdict::pass("CC is no compiler of Visual Studio"));
    }
    Ok(Verdict::fail("CC names a compiler of Visual Studio, which cgo cannot use")
        .seen("CC", command.visible().to_string())
        .breaks("go build", "cl : Command line warning D9002 : ignoring unknown option '-Wall'")
        .cure(Fix::new("install a gcc or clang for mingw-w64, and let CC name that")))
}

fn policy(facts: &Facts) -> Answer {
    let set = windows(facts)?.policy.as_ref();
    // Unset it is Restricted on all but servers.
    let (policy, place) = set.map_or(("Restricted", "the default"), |(p, place)| (p, place));
    if !["restricted", "allsigned"].contains(&policy.to_lowercase().as_str()) {
        return Ok(Verdict::pass(format!(
            "the execution policy is {} ({place})",
            policy.visible()
        )));
    }
    Ok(Verdict::warn(format!("the execution policy is {}: no profile is read", policy.visible()))
        .seen("set by", place)
        .cure(Fix::new("Set-ExecutionPolicy -Scope CurrentUser RemoteSigned, in PowerShell")))
}

fn below(facts: &Facts) -> Answer {
    let Some(go) = facts.need::<Windows>()?.of_windows.first() else {
        return Ok(Verdict::pass("PATH has no go.exe of another system"));
    };
    if facts.need::<PathFacts>()?.go().is_some() {
        return Ok(Verdict::pass("PATH has a Go of this system, and one of Windows")
            .seen("of Windows", go.visible().to_string()));
    }
    Ok(Verdict::warn("the only Go on PATH is one of Windows")
        .seen("go.exe", go.visible().to_string())
        .cure(Fix::new("install a Go for this system: goenvmgr install latest")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::catalogue;
    use crate::doctor::model::finding::Status;
    use crate::doctor::subjects::path::facts::{Entry, Hit};
    use crate::settings::home::Home;
    use crate::sys::env::Env;

    fn asked(id: &str, windows: Windows, go: Option<&str>) -> Verdict {
        let mut facts = Facts::blank(Env::bare(&[]), Home::at("/nowhere".as_ref()));
        facts.put(windows);
        let hit = |go: &str| Hit { path: go.into(), ..Hit::default() };
        facts.put(PathFacts { gos: go.map(hit).into_iter().collect(), ..PathFacts::default() });
        (catalogue::find(id).unwrap().decide)(&facts).unwrap_or_else(|verdict| verdict)
    }

    #[test]
    fn windows_is_told_what_breaks_go() {
        let well = || Windows { is: true, long_paths: true, ..Windows::default() };
        let policy = |name: &str| Windows { policy: Some((name.into(), "LocalMachine")), ..well() };
        let goroot =
            |of: [Option<&str>; 2]| Windows { goroot: of.map(|v| v.map(Into::into)), ..well() };
        let installed = |names: &[&str]| Windows {
            installed: names.iter().map(|name| (*name).to_owned()).collect(),
            ..well()
        };
        let apps = r"C:\Users\a\AppData\Local\Microsoft\WindowsApps\go.exe";
        for (id, windows, go, words) in [
            ("win.long-paths", well(), None, ""),
            ("win.long-paths", Windows { long_paths: false, ..well() }, None, "long paths are off"),
            ("win.goroot", well(), None, ""),
            ("win.goroot", goroot([None, Some(r"C:\Go")]), None, r"every program: C:\Go"),
            ("win.goroot", goroot([Some(r"D:\go"), Some(r"C:\Go")]), None, r"every program: D:\go"),
            ("win.installers", installed(&["Go Programming Language amd64 go1.22.5"]), None, ""),
            (
                "win.installers",
                installed(&["Go Programming Language 386", "Go Programming Language amd64"]),
                None,
                "2 installers",
            ),
            ("win.store-alias", well(), Some(r"C:\go\bin\go.exe"), ""),
            ("win.store-alias", well(), Some(apps), "an alias of the Store"),
            ("win.policy", well(), None, "is Restricted"),
            ("win.policy", policy("AllSigned"), None, "is AllSigned"),
            ("win.policy", policy("RemoteSigned"), None, ""),
        ] {
            let said = asked(id, windows, go);
            assert_eq!(said.status == Status::Pass, words.is_empty(), "{id}: {}", said.message);
            assert!(said.message.contains(words), "{id}: {}", said.message);
            let elsewhere = asked(id, Windows::default(), go);
            assert_eq!(elsewhere.status, Status::Pass, "{id}");
        }
    }

    #[test]
    fn cc_of_visual_studio_is_told_by_its_name() {
        for (command, status) in [
            ("cl", Status::Fail),
            ("cl.exe /nologo", Status::Fail),
            (r#""C:\Program Files\VS\bin\cl.exe""#, Status::Fail),
            ("clang-cl", Status::Fail),
            ("clang", Status::Pass),
            (r"C:\msys64\mingw64\bin\gcc.exe -m64", Status::Pass),
            ("", Status::Pass),
        ] {
            let mut facts = Facts::blank(Env::bare(&[]), Home::at("/nowhere".as_ref()));
            facts.put(Windows { is: true, ..Windows::default() });
            facts.put(Settings::read(
                &Env::bare(&[("CC", command)]),
                &Home::at("/nowhere".as_ref()),
            ));
            let said = cc(&facts).unwrap_or_else(|verdict| verdict);
            assert_eq!(said.status, status, "{command}");
        }
    }

    #[test]
    fn go_of_windows_is_named_where_it_is_the_only_one() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("go.exe"), "MZ").unwrap();
        let entry = Entry { text: dir.path().to_str().unwrap().to_owned(), ..Entry::default() };
        let path = PathFacts { entries: vec![entry], ..PathFacts::default() };
        let of_windows = super::super::facts::of_windows(&path);
        assert_eq!(of_windows, [dir.path().join("go.exe")]);
        let found = || Windows { of_windows: of_windows.clone(), ..Windows::default() };
        assert_eq!(asked("win.below", found(), None).status, Status::Warn);
        assert_eq!(asked("win.below", found(), Some("/usr/bin/go")).status, Status::Pass);
        assert_eq!(asked("win.below", Windows::default(), None).status, Status::Pass);
    }
}
