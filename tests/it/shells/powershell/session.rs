//! PowerShell in a terminal, with PSReadLine and the profile that `setup` wrote: what a person sees.

use super::terminal::Terminal;
use super::world::{World, bin};
use crate::support::program::pwsh;
use crate::support::publish::{ReleaseSite, Toolchain};

/// It reads keys when it has asked where the cursor is; what is typed before is lost.
pub(super) const READS: &str = "\u{1b}[?1h\u{1b}[6n";

/// A session whose profile says `READ` at its end; the prompt shows `$?` and the version.
fn session(world: &World, pwsh: &str, dir: &str) -> Terminal {
    session_of(world, dir, &["setsid", "-c", pwsh, "-NoLogo"])
}

/// A session that another program starts.
fn session_of(world: &World, dir: &str, words: &[&str]) -> Terminal {
    let profile = "home/.config/powershell/profile.ps1";
    world.write(
        profile,
        "function prompt { \"<$?:$([IO.Path]::GetFileName(\"$env:GOROOT\"))>\" }\n",
    );
    world.run(&["setup", "--shell", "powershell"]).exits(0);
    let profile = world.path(profile);
    let text = std::fs::read_to_string(&profile).unwrap();
    std::fs::write(&profile, format!("{text}'RE' + 'AD'\n")).unwrap();
    let mut command = world.command(words[0]);
    command.args(&words[1..]).current_dir(world.path(dir)).env("TERM", "xterm");
    command.env("PATH", format!("/usr/bin:/bin:{}", bin()));
    Terminal::start(command, "\u{1b}[?1l")
}

pub(super) fn line(terminal: &mut Terminal, text: &str, prompt: &str) -> String {
    let said = terminal.line(text, prompt);
    terminal.until(READS);
    said
}

#[test]
fn powershell_session_says_at_its_first_prompt_what_there_is_to_say() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_two_pins();
    world.write("m/.go-version", "1.99.9\n");
    let mut terminal = session(&world, &pwsh, "m");
    let before = terminal.until("READ");
    assert!(!before.contains("1.99.9"), "{before}");
    let after = terminal.until(READS);
    assert!(after.contains("asks for 1.99.9: it is not installed"), "{after}");
    let said = line(&mut terminal, "cd .", "<True:>");
    assert!(!said.contains("1.99.9"), "{said}");
    // And what comes to be wrong where one stands, at the prompt after.
    line(&mut terminal, "cd ../p", "<True:go1.22.5>");
    let said = terminal.line("echo 1.98.7 > .go-version", "<True:");
    let said = said + &terminal.until(READS);
    assert!(said.contains("asks for 1.98.7: it is not installed"), "{said}");
}

#[test]
fn powershell_session_goes_from_directory_to_directory_and_back() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_two_pins();
    let mut terminal = session(&world, &pwsh, "");
    terminal.until("<True:>");
    terminal.until(READS);
    line(&mut terminal, "cd p", "<True:go1.22.5>");
    line(&mut terminal, "cd ../q", "<True:go1.23.1>");
    line(&mut terminal, "goenvmgr use 1.22.5", "<True:go1.22.5>");
    terminal.line("goenvmgr use 9.9.9", "Install it? [y/N] ");
    terminal.type_in("n\r");
    terminal.until("<False:go1.22.5>");
    terminal.until(READS);
    line(&mut terminal, "goenvmgr use", "<True:go1.23.1>");
    line(&mut terminal, "sh -c 'exit 7'", "<False:go1.23.1>");
    // Without a pipe the program has the terminal.
    line(
        &mut terminal,
        "goenvmgr exec -- sh -c 'test -t 0 && test -t 1 && test -t 2'",
        "<True:go1.23.1>",
    );
    line(&mut terminal, "goenvmgr exec -- sh -c 'exit 5'", "<False:go1.23.1>");
    // Ctrl-C ends it as it ends a program, and the shell goes on.
    for command in ["goenvmgr", "& (Get-Command goenvmgr -CommandType Application)"] {
        terminal.type_in(&format!("{command} exec -- sh -c 'echo WAI\"\"TS; exec sleep 300'\r"));
        terminal.until("WAITS\r\n");
        terminal.interrupt("<False:go1.23.1>");
        terminal.until(READS);
        let said = line(&mut terminal, "\"code $LASTEXITCODE\"", "<True:go1.23.1>");
        assert!(said.contains("code 130\r\n"), "{command}: {said}");
    }
}

/// Ctrl-C at a half-typed line runs nothing, and what was typed before comes back with a key.
#[test]
fn powershell_session_keeps_keys_and_history_as_they_are() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_two_pins();
    let mut terminal = session(&world, &pwsh, "p");
    terminal.until("<True:go1.22.5>");
    terminal.until(READS);
    terminal.type_in("goenvmgr deactivate");
    terminal.until("deactivate");
    terminal.interrupt("<True:go1.22.5>");
    terminal.until(READS);
    line(&mut terminal, "goenvmgr use 1.23.1", "<True:go1.23.1>");
    line(&mut terminal, "goenvmgr use", "<True:go1.22.5>");
    // Two lines up.
    terminal.type_in("\x1b[A\x1b[A\r");
    terminal.until("<True:go1.23.1>");
    terminal.until(READS);
    let said = line(&mut terminal, "(Get-History).CommandLine -join '|'", "<True:go1.23.1>");
    let history = "goenvmgr use 1.23.1|goenvmgr use|goenvmgr use 1.23.1\r\n";
    assert!(said.contains(history), "{said}");
}

#[test]
fn powershell_inside_powershell_goes_on_and_stays_clean() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_two_pins().var("GOROOT", "/own/root");
    let mut terminal = session(&world, &pwsh, "");
    terminal.until("<True:root>");
    terminal.until(READS);
    line(&mut terminal, "cd p", "<True:go1.22.5>");
    line(&mut terminal, &format!("{pwsh} -NoLogo"), "<True:go1.22.5>");
    line(&mut terminal, "cd ../q", "<True:go1.23.1>");
    let count = "\"ours $(($env:PATH.Split(':') -like '*/data/*').Count)\"";
    let said = line(&mut terminal, count, "<True:go1.23.1>");
    assert!(said.contains("ours 2\r\n"), "{said}");
    line(&mut terminal, "goenvmgr deactivate", "<True:root>");
    line(&mut terminal, "cd ../p", "<True:root>");
    terminal.type_in("exit\r");
    terminal.until("<True:go1.22.5>");
    terminal.until(READS);
    // What an inner one inherits is said at its first prompt.
    line(&mut terminal, "$env:GOENVMGR_VERSION = '1.22.99'", "<True:go1.22.5>");
    terminal.type_in(&format!("{pwsh} -NoLogo\r"));
    let before = terminal.until("READ");
    assert!(!before.contains("this shell inherited"), "{before}");
    let after = terminal.until(READS);
    assert_eq!(after.matches("this shell inherited").count(), 1, "{after}");
    terminal.type_in("exit\r");
    terminal.until("<True:root>");
    terminal.until(READS);
    line(&mut terminal, "goenvmgr use", "<True:go1.22.5>");
    line(&mut terminal, "cd", "<True:root>");
}

/// Where the version is not there `use` asks; only a yes installs.
#[test]
fn powershell_session_is_asked_once_and_a_no_changes_nothing() {
    let Some(pwsh) = pwsh() else { return };
    let toolchain = Toolchain::new("1.24.3");
    let site = ReleaseSite::with(&[&toolchain]);
    let mut world = World::with_shells();
    for (name, value) in [
        ("GOENVMGR_INDEX_URL", site.index_url().as_str()),
        ("GOENVMGR_ARCHIVE_URL", site.archive_url().as_str()),
        ("GOENVMGR_HTTP_TIMEOUT", "5"),
        ("GOENV", "off"),
        ("GOSUMDB", "off"),
        ("GOPROXY", "off"),
    ] {
        world.set(name, value);
    }
    // What a script starts with `&`, or nohup, ignores Ctrl-C; the question ends at it all the same.
    let script = "trap '' INT; exec setsid -c \"$0\" -NoLogo";
    let mut terminal = session_of(&world, "", &["sh", "-c", script, &pwsh]);
    terminal.until("<True:>");
    terminal.until(READS);
    let is_there = || world.path("data/toolchains/go1.24.3").exists();
    terminal.line("goenvmgr use 1.24.3", "Install it? [y/N] ");
    terminal.type_in("n\r");
    terminal.until("<False:>");
    terminal.until(READS);
    assert!(!is_there());
    terminal.line("goenvmgr use 1.24.3", "Install it? [y/N] ");
    terminal.interrupt("<False:>");
    terminal.until(READS);
    assert!(!is_there());
    terminal.line("goenvmgr use 1.24.3", "Install it? [y/N] ");
    terminal.type_in("y\r");
    terminal.until("<True:go1.24.3>");
    terminal.until(READS);
    assert!(world.path("data/toolchains/go1.24.3/bin/go").exists());
    assert!(world.path("data/shims/go1.24.3").exists());
    // The prompt does not ask: it says what to type, once.
    world.write("p/.go-version", "1.99.9\n");
    line(&mut terminal, "goenvmgr use", "<True:>");
    let said = line(&mut terminal, "cd p", "<True:>");
    assert!(said.contains("goenvmgr install 1.99.9") && !said.contains("[y/N]"), "{said}");
    let said = line(&mut terminal, "$true", "<True:>");
    assert!(!said.contains("1.99.9"), "{said}");
}
