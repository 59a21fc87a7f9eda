//! PowerShell in scripts, below other shells and above them: what it takes over, and what it leaves.

use std::collections::BTreeSet;

use super::world::{World, bin, exe};
use crate::support::program::pwsh;

/// Values that would run something if they left their quotes.
#[test]
fn powershell_keeps_hostile_paths_as_values() {
    if pwsh().is_none() {
        return;
    }
    let odd = "o'b \"$(touch ran)\" `touch ran` ${x} é #{ |\u{2019}\u{201d}";
    let world = World::with_shells();
    world.write(&format!("{odd}/p/.go-version"), "1.22.5\n");
    let home = world.path(&format!("{odd}/data"));
    std::fs::rename(world.path("data"), &home).unwrap();
    world.write("dir", &world.show(&format!("{odd}/p")));
    let script = format!(
        "{}\nSet-Location -LiteralPath ([IO.File]::ReadAllText('dir'))\n\"root $env:GOROOT\"; go\n",
        world.init("pwsh")
    );
    let said =
        world.bare_script("pwsh", &[], &script, &[("GOENVMGR_HOME", home.to_str().unwrap())]);
    let root = format!("W/{odd}/data/toolchains/go1.22.5");
    assert!(said.starts_with(&format!("root {root}\ngo1.22.5 GOROOT={root} ")), "{said}");
    for dir in ["", odd, &format!("{odd}/p")] {
        assert!(!world.path(dir).join("ran").exists(), "{dir}: {said}");
    }
}

/// A script reads no start-up file: the line that the refusal names gives it the function.
#[test]
fn use_in_a_powershell_script_works_by_the_line_that_its_refusal_names() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_shells();
    let path = format!("{}:/usr/bin:/bin", bin());
    let vars = [("PATH", path.as_str())];
    let said = world.bare_script("pwsh", &[], "goenvmgr use 1.22.5\n\"rc $LASTEXITCODE\"\n", &vars);
    assert!(said.starts_with("rc 1\n"), "{said}");
    let line = said.lines().find(|line| line.contains("goenvmgr init powershell"));
    let line = line.unwrap_or_else(|| panic!("{said}")).trim_start_matches("hint: ");
    let line = line.trim_start_matches("in a script: ").split("   #").next().unwrap();
    let script = format!(
        "{line}\ngoenvmgr use 1.23.1\ngoenvmgr use 1.22.5\ngoenvmgr use 1.99.9 || 'refused'\ngo version\n\
         goenvmgr deactivate\n\"left=$env:GOROOT\"\n"
    );
    let said = world.bare_script("pwsh", &[], &script, &vars);
    assert!(said.starts_with("refused\ngo1.22.5 GOROOT=") && said.contains("left=\n"), "{said}");
}

/// Nothing that the user can see is another than before `init`, but the record of how it is done.
#[test]
fn prompt_aliases_functions_and_event_of_powershell_are_what_they_were() {
    if pwsh().is_none() {
        return;
    }
    let dump = "function dump($to) {\n\
        \x20 $all = Get-ChildItem Function: | ForEach-Object { \"$($_.Name) $($_.Definition)\" }\n\
        \x20 $all += Get-ChildItem Alias: | ForEach-Object { \"$($_.Name) $($_.Definition)\" }\n\
        \x20 $all += (Get-Variable -Scope Global).Name\n\
        \x20 $event = $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction\n\
        \x20 $all += \"event $(if ($event) { $event.GetInvocationList().Count }) errors $($Error.Count)\"\n\
        \x20 $all | Where-Object { $_ -notmatch '^_*goenvmgr' } | Sort-Object > $to\n}\n\
        sh -c true; dump warm\n";
    let action = "$ExecutionContext.SessionState.InvokeCommand.LocationChangedAction";
    for before in [
        "",
        "function prompt { 'mine> ' }",
        &format!("{action} = {{ 'moved' }}"),
        "Set-Alias prompt Get-Date -Scope Global; function go { 'mine' }",
    ] {
        let world = World::with_two_pins();
        let init = world.init("pwsh");
        let script = format!(
            "{before}\n{dump}dump before\n{init}\n{init}\ndump inside\ngoenvmgr deactivate\ndump after\n"
        );
        let said = world.bare_script("pwsh", &[], &script, &[]);
        let read = |name: &str| std::fs::read_to_string(world.path(name)).unwrap();
        let lines = |text: String| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        let (was, is) = (lines(read("before")), lines(read("after")));
        let other: Vec<_> = was.symmetric_difference(&is).collect();
        assert!(other.is_empty(), "{before}: {other:?}\n{said}");
        assert!(read("inside") != read("before") || before.contains("Alias"), "{before}:\n{said}");
    }
}

#[test]
fn powershell_inside_another_shell_and_another_inside_it_restore_too() {
    let Some(pwsh) = pwsh() else { return };
    for (outer, inner) in [("bash", "pwsh"), ("pwsh", "zsh"), ("pwsh", "fish"), ("pwsh", "pwsh")] {
        let world = World::with_two_pins();
        let words = match inner {
            "pwsh" => format!("'{pwsh}' -NoProfile -File"),
            "fish" => "fish --no-config".to_owned(),
            _ => format!("{inner} -f"),
        };
        let call = if outer == "pwsh" && inner == "pwsh" { "& " } else { "" };
        let inside = format!(
            "{}\n__goenvmgr_hook\nenv | grep '^PATH='\ngoenvmgr deactivate\nenv | grep -E '^(PATH|GOROOT|__GOENVMGR.*|GOENVMGR_VERSION)=' | sort\n",
            world.init(inner)
        );
        world.write("inner.ps1", &inside);
        let script = format!(
            "{}\ncd p\n__goenvmgr_hook\ngoenvmgr use 1.23.1\n{call}{words} '{}'\n",
            world.init(outer),
            world.show("inner.ps1")
        );
        let said = world.bare_script(outer, &[], &script, &[("GOROOT", "/opt/go")]);
        // Its own directory is first on PATH, once more inside another.
        let expected =
            |entry: &&str| entry.starts_with("W/") || ["/usr/bin", "/bin"].contains(entry);
        let lines = said.lines().map(|line| match line.strip_prefix("PATH=") {
            Some(path) => {
                format!("PATH={}\n", path.split(':').filter(expected).collect::<Vec<_>>().join(":"))
            }
            None => format!("{line}\n"),
        });
        let said: String = lines.collect();
        let path = "PATH=W/data/toolchains/go1.23.1/bin:W/data/shims:/usr/bin:/bin\n";
        assert!(said.contains(path), "{outer} {inner}:\n{said}");
        assert!(said.contains("GOROOT=/opt/go\nPATH=/usr/bin:/bin\n"), "{outer} {inner}:\n{said}");
        assert!(!said.contains("__GOENVMGR_UNDO="), "{outer} {inner}:\n{said}");
        assert!(!said.contains("\nGOENVMGR_VERSION="), "{outer} {inner}:\n{said}");
    }
}

/// `env.ps1` as `setup` writes it: alone, twice, below an active parent, and in a session with the hook.
#[test]
fn env_ps1_does_in_powershell_what_env_sh_does_elsewhere() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.run(&["setup", "--shell", "powershell"]).exits(0);
    let source = format!(". '{}'\n", world.show("data/env.ps1"));
    let show = "\"$($env:PATH.Replace(\"${PSHOME}:\", ''))|$env:GOROOT|$env:__GOENVMGR_UNDO\"\n";
    let data = world.show("data");
    let root = format!("{data}/toolchains/go1.22.5");
    for (path, goroot, undo, expected) in [
        ("/a::/b", "/own", "", "W/data/shims:/a::/b|/own|"),
        (
            ":{d}/shims:{d}/shims:{d}/toolchains/a/bin:{d}/toolchains/b:",
            "/own",
            "",
            "W/data/shims::W/data/toolchains/b:|/own|",
        ),
        (
            "/x:{d}/shims:/y:{d}/toolchains/go1.22.5/bin:{d}/toolchains/a/b/bin",
            "{r}",
            "-;GOROOT=/o 'wn;",
            "W/data/shims:/x:/y:W/data/toolchains/a/b/bin|/o 'wn;|0;GOROOT=/o 'wn;",
        ),
        ("{d}/toolchains/go1.22.5/bin:{d}/shims:/usr/bin", "{r}", "-", "W/data/shims:/usr/bin||0"),
    ] {
        let fill = |text: &str| text.replace("{d}", &data).replace("{r}", &root);
        let (path, goroot) = (fill(path), fill(goroot));
        let vars = [("PATH", &*path), ("GOROOT", &*goroot), ("__GOENVMGR_UNDO", undo)];
        let said = world.bare_script("pwsh", &[], &format!("{source}{source}{show}"), &vars);
        assert_eq!(said, format!("{expected}\n"), "{path}");
    }
    let init = world.init("pwsh");
    let script = format!("{source}cd p\n{init}\n{source}{show}goenvmgr deactivate\n{show}");
    let said = world.bare_script("pwsh", &[], &script, &[]);
    let inside = "W/data/toolchains/go1.22.5/bin:W/data/shims:/usr/bin:/bin|";
    assert!(said.starts_with(inside) && said.contains("\n/usr/bin:/bin||\n"), "{said}");
    // A session that resets PATH below an active parent.
    let inner = "$env:PATH = '/usr/local/bin:/usr/bin:/bin'\n";
    let undo = "-;GOENVMGR_VERSION";
    let vars = [("GOROOT", &*root), ("__GOENVMGR_UNDO", undo)];
    let script = format!("{inner}{source}{show}cd p\n{init}\n{show}");
    let said = world.bare_script("pwsh", &[], &script, &vars);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("W/data/shims:/usr/local/bin:/usr/bin:/bin||0;"), "{said}");
    let active = "W/data/toolchains/go1.22.5/bin:W/data/shims:/usr/local/bin:/usr/bin:/bin|W/data/toolchains/go1.22.5|";
    assert!(lines[1].starts_with(active), "{said}");
}

/// `env` is what scripts evaluate.
#[test]
fn missing_pin_stops_go_after_env_in_powershell() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_shells();
    std::fs::remove_dir_all(world.path("data")).unwrap();
    world.program("other/go", "#!/bin/sh\necho \"the other go\"\n");
    world.write("p/.go-version", "1.99.1\n");
    let path = format!("{}:/usr/bin:/bin", world.show("other"));
    let script = format!(
        "cd p; . ([scriptblock]::Create((& '{}' env --shell powershell) -join \"`n\"))\ngo version; \"rc $LASTEXITCODE\"\n",
        exe()
    );
    let said = world.bare_script("pwsh", &[], &script, &[("PATH", &path)]);
    assert!(said.contains("rc 127\n") && said.contains("goenvmgr install 1.99.1"), "{said}");
    assert!(!said.contains("the other go"), "{said}");
}
