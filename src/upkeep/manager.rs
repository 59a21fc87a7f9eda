//! Who installed this program, told by facts: then its newer versions are that one's to bring.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path};
use std::time::Duration;

use crate::base::quoting::word;
use crate::sys::env::Env;
use crate::sys::fs::{lookup, read};
use crate::sys::net::url::Url;
use crate::sys::proc::Run;

/// How long a package manager may look into its own list.
const LIMIT: Duration = Duration::from_secs(20);
/// Longest list of what cargo installed, in bytes.
const LONGEST: u64 = 1 << 20;

/// A package manager that has the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Manager {
    pub(crate) name: &'static str,
    /// What to type for a newer one.
    pub(super) command: String,
    /// What to type so that it goes.
    pub(crate) removal: String,
}

/// Whose the program at this real path is; nobody's, where it came by install.sh or by hand.
pub(crate) fn of(env: &Env, program: &Path) -> Option<Manager> {
    by_path(program).or_else(|| by_cargo(program)).or_else(|| by_package(env, program))
}

/// Those that keep each program in a directory of their own.
fn by_path(program: &Path) -> Option<Manager> {
    let names: Vec<&str> = program
        .components()
        .filter(|part| matches!(part, Component::Normal(_)))
        .filter_map(|part| part.as_os_str().to_str())
        .collect();
    let made = |name, [command, removal]: [String; 2]| Some(Manager { name, command, removal });
    let both =
        |newer: &str, gone: &str, what: &str| [newer, gone].map(|verb| format!("{verb} {what}"));
    let is = |name: &str, other: &str| name.eq_ignore_ascii_case(other);
    names.windows(3).find_map(|three| match three {
        ["Cellar", formula, _] => {
            made("Homebrew", both("brew upgrade", "brew uninstall", &word(formula)))
        }
        [scoop, apps, name] if is(scoop, "scoop") && is(apps, "apps") => {
            made("Scoop", both("scoop update", "scoop uninstall", &word(name)))
        }
        [winget, packages, _] if is(winget, "winget") && is(packages, "packages") => {
            made("winget", both("winget upgrade", "winget uninstall", "goenvmgr"))
        }
        ["nix", "store", _] => {
            made("Nix", both("nix profile upgrade", "nix profile remove", "goenvmgr"))
        }
        _ => None,
    })
}

/// What `cargo install` writes down beside `bin`: `"goenvmgr 0.1.0 (path+file:///src)" = ["goenvmgr"]`.
fn by_cargo(program: &Path) -> Option<Manager> {
    let root = program.parent().filter(|bin| bin.ends_with("bin"))?.parent()?;
    let text = read::text(&root.join(".crates.toml"), LONGEST).ok().flatten()?;
    let list: toml::Table = text.parse().ok()?;
    let name = program.file_name()?.to_str()?;
    let has = |files: &toml::Value| {
        files.as_array().is_some_and(|all| all.iter().any(|file| file.as_str() == Some(name)))
    };
    let all = list.get("v1")?.as_table()?;
    let source = all.iter().find_map(|(package, files)| {
        let source = package.strip_prefix("goenvmgr ")?.split_once(" (")?.1.strip_suffix(')')?;
        has(files).then_some(source)
    })?;
    let words = match source.split_once('+') {
        Some(("git", url)) => {
            let url = url.split(['#', '?']).next().unwrap_or_default();
            format!("cargo install --locked --git {} goenvmgr", word(url))
        }
        Some(("path", url)) => {
            let dir = Url::parse(url).map(|url| url.file_path().display().to_string());
            format!("cargo install --locked --path {}", word(dir.as_deref().unwrap_or(url)))
        }
        _ => "cargo install --locked goenvmgr".to_owned(),
    };
    let removal = "cargo uninstall goenvmgr".to_owned();
    Some(Manager { name: "cargo", command: words, removal })
}

/// Those that know each file of theirs.
fn by_package(env: &Env, program: &Path) -> Option<Manager> {
    let apt = || {
        // `goenvmgr:amd64: /usr/bin/goenvmgr`
        let said = said(env, "dpkg", &["-S"], program)?;
        let (packages, path) = said.trim_end().rsplit_once(": ")?;
        let package = packages.split([',', ':']).next().filter(|_| Path::new(path) == program)?;
        let command = format!("apt update && apt install --only-upgrade {}", word(package));
        Some(Manager { name: "apt", command, removal: format!("apt remove {}", word(package)) })
    };
    let rpm = || {
        let said = said(env, "rpm", &["-qf", "--qf", "%{NAME}\\n"], program)?;
        let package = word(said.lines().next()?);
        let [command, removal] = ["upgrade", "remove"].map(|verb| format!("dnf {verb} {package}"));
        Some(Manager { name: "rpm", command, removal })
    };
    apt().or_else(rpm)
}

/// What a program that is there says of ours, where it knows it.
fn said(env: &Env, tool: &str, args: &[&str], program: &Path) -> Option<String> {
    let tool = lookup::first(env.path(), tool)?;
    let args = args.iter().map(OsString::from).chain([program.into()]);
    let path = env.var_os("PATH").unwrap_or_default();
    let run = Run::new(&tool, args, Path::new("/"), LIMIT);
    let done = run.vars([("PATH", path), ("LC_ALL", OsStr::new("C"))]).wait().ok()?;
    done.succeeded().then(|| done.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manager_is_told_by_the_directory_that_it_keeps() {
        for (path, command, removal) in [
            ("/opt/homebrew/Cellar/goenvmgr/0.1.0/bin/goenvmgr", "brew upgrade", "brew uninstall"),
            (
                "/c/Users/u/Scoop/apps/goenvmgr/current/goenvmgr.exe",
                "scoop update",
                "scoop uninstall",
            ),
            ("/c/u/WinGet/Packages/x_y/goenvmgr.exe", "winget upgrade", "winget uninstall"),
            (
                "/nix/store/abc-goenvmgr-0.1.0/bin/goenvmgr",
                "nix profile upgrade",
                "nix profile remove",
            ),
        ] {
            let found = by_path(Path::new(path)).unwrap();
            let typed = [command, removal].map(|words| format!("{words} goenvmgr"));
            assert_eq!([found.command, found.removal], typed, "{path}");
        }
        for path in ["/home/u/.local/bin/goenvmgr", "/usr/bin/goenvmgr", "/Cellar/goenvmgr"] {
            assert_eq!(by_path(Path::new(path)), None, "{path}");
        }
    }

    #[test]
    fn manager_is_cargo_where_its_list_names_the_program() {
        let dir = tempfile::tempdir().unwrap();
        let program = dir.path().join("bin/goenvmgr");
        let listed = |line: &str| {
            std::fs::write(dir.path().join(".crates.toml"), format!("[v1]\n{line}\n")).unwrap();
            by_cargo(&program).map(|manager| manager.command)
        };
        let quoted = format!("cargo install --locked --path {}", word("/src/my dir"));
        for (source, command) in [
            ("registry+https://index.example/x", "cargo install --locked goenvmgr"),
            ("path+file:///src/goenvmgr", "cargo install --locked --path /src/goenvmgr"),
            ("path+file:///src/my%20dir", quoted.as_str()),
            (
                "git+https://git.example/g?tag=v1#abc",
                "cargo install --locked --git https://git.example/g goenvmgr",
            ),
        ] {
            let line = format!("\"goenvmgr 0.1.0 ({source})\" = [\"goenvmgr\"]");
            assert_eq!(listed(&line).as_deref(), Some(command), "{source}");
        }
        for line in
            ["\"other 0.1.0 (x+y)\" = [\"goenvmgr\"]", "\"goenvmgr 1 (x)\" = [\"other\"]", "x ="]
        {
            assert_eq!(listed(line), None, "{line}");
        }
    }
}
