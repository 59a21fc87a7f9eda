//! What `setup` writes for PowerShell is all that it reads: shells of other kinds below it, scripts, and
//! what is left after `--undo`.

use super::session::{READS, line};
use super::terminal::Terminal;
use super::world::World;
use crate::support::program::pwsh;

const PROFILE: &str = "home/.config/powershell/profile.ps1";

/// Afterwards every byte is as it was.
#[test]
fn setup_lets_powershell_follow_the_directory_and_undo_leaves_no_trace() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_two_pins();
    world.write("m/.go-version", "1.99.1\n");
    world.program("other/go", "#!/bin/sh\necho \"the other go\"\n");
    // Without an end of its last line.
    world.write(PROFILE, "function prompt { \"<$([IO.Path]::GetFileName($PWD)):$([IO.Path]::GetFileName(\"$env:GOROOT\"))>\" }");
    let before = std::fs::read(world.path(PROFILE)).unwrap();
    for _ in 0..2 {
        world.run(&["setup", "--shell", "powershell"]).exits(0);
    }
    let mut command = world.command("setsid");
    command.args(["-c", &pwsh, "-NoLogo"]).env_remove("GOENVMGR_HOME").env("TERM", "xterm");
    command.env("PATH", format!("{}:/usr/bin:/bin", world.show("other")));
    let mut terminal = Terminal::start(command, "\u{1b}[?1l");
    terminal.until(":>");
    terminal.until(READS);
    for (typed, prompt) in [
        ("cd p", "<p:go1.22.5>"),
        ("cd ../q", "<q:go1.23.1>"),
        // The user's prompt is made first: it shows what was changed where one stands at the next one.
        ("'1.22.5' > .go-version", "<q:go1.23.1>"),
        ("$true", "<q:go1.22.5>"),
        ("goenvmgr use 1.23.1", "<q:go1.23.1>"),
        ("cd ../p", "<p:go1.23.1>"),
        ("goenvmgr use", "<p:go1.22.5>"),
        ("cd ../m", "<m:>"),
        ("sh -c 'go version >../said 2>&1; echo rc $? >>../said'; cd ..", ":>"),
        ("sh -c 'cd p; go version >../script 2>&1; echo $PATH >>../script'; cd p", "<p:go1.22.5>"),
        ("goenvmgr deactivate", "<p:>"),
        ("cd ../q", "<q:>"),
    ] {
        line(&mut terminal, typed, prompt);
    }
    let said = std::fs::read_to_string(world.path("said")).unwrap();
    assert!(said.contains("goenvmgr install 1.99.1") && said.contains("rc 127"), "{said}");
    // Where nothing is selected shims/ is first all the same: a child selects by its directory.
    let script = std::fs::read_to_string(world.path("script")).unwrap();
    assert!(script.starts_with("go1.22.5 GOROOT="), "{script}");
    let shims = world.show("data/shims");
    assert_eq!(script.matches(&format!("{shims}:")).count(), 1, "{script}");

    world.run(&["setup", "--undo"]).exits(0);
    assert_eq!(std::fs::read(world.path(PROFILE)).unwrap(), before);
    for gone in ["env.ps1", "goenvmgr.ps1"] {
        assert!(!world.path("data").join(gone).exists(), "{gone}");
    }
}

/// What another program starts reads the profile, and takes each byte for its own. What there is to say
/// goes to standard error: nothing tells a profile whether somebody types.
#[test]
fn powershell_profile_prints_nothing_where_nobody_looks() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_two_pins();
    world.run(&["setup", "--shell", "powershell"]).exits(0);
    world.write("home/.go-version", "1.22.99\n");
    let mut command = world.command(pwsh);
    command.args(["-Command", "exit"]).current_dir(world.path("home"));
    command.env("SSH_CLIENT", "127.0.0.1 1 22").env("GOENVMGR_VERSION", "9.9.9");
    let ran = command.output().unwrap();
    assert!(ran.status.success() && ran.stdout.is_empty(), "{ran:?}");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(said.lines().count() <= 3 && !said.contains("\u{1b}"), "{said}");
}

/// The cure that `check` prints for new shells is typed, and the next one is asked.
#[test]
fn cure_that_is_printed_for_new_powershells_cures_them() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_two_pins().var("SHELL", &pwsh);
    world.run(&["setup", "--shell", "powershell"]).exits(0);
    world.write(".go-version", "1.22.5\n");
    let text = std::fs::read_to_string(world.path(PROFILE)).unwrap();
    world.write(PROFILE, &format!("{text}function prompt {{ 'mine> ' }}\n"));
    let fresh = || {
        let mut command = world.command(&pwsh);
        command.args(["-Command", "$null = prompt; goenvmgr check"]);
        String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
    };
    let said = fresh();
    assert!(said.contains("the prompt hook is gone"), "{said}");
    let cure = said.lines().rev().find_map(|line| line.trim().strip_prefix("type    "));
    let cure = cure.unwrap_or_else(|| panic!("{said}")).split("   (").next().unwrap();
    let mut typed = world.command(&pwsh);
    typed.args(["-NoProfile", "-Command", cure]);
    let typed = typed.env("PATH", format!("{}:/usr/bin:/bin", super::world::bin())).output();
    let typed = typed.unwrap();
    assert!(typed.status.success(), "{cure}: {typed:?}");
    let said = fresh();
    assert!(said.contains("this shell matches"), "{cure}: {said}");
}
