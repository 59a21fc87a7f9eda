//! PowerShell in a terminal, with PSReadLine and the profile that `setup` wrote: what a person sees.

use super::terminal::Terminal;
use super::world::{World, bin, exe};
use crate::support::program::pwsh;

/// It reads keys when it has asked where the cursor is; what is typed before is lost.
const READS: &str = "\u{1b}[?1h\u{1b}[6n";

/// A session whose profile says `READ` at its end; the prompt shows `$?` and the version.
fn session(world: &World, pwsh: &str, dir: &str) -> Terminal {
    let profile = "home/.config/powershell/profile.ps1";
    world.write(
        profile,
        "function prompt { \"<$?:$([IO.Path]::GetFileName(\"$env:GOROOT\"))>\" }\n",
    );
    world.run(&["setup", "--shell", "powershell"]).exits(0);
    let profile = world.path(profile);
    let text = std::fs::read_to_string(&profile).unwrap();
    std::fs::write(&profile, format!("{text}'RE' + 'AD'\n")).unwrap();
    let mut command = world.command("setsid");
    command.args(["-c", pwsh, "-NoLogo"]).current_dir(world.path(dir)).env("TERM", "xterm");
    command.env("PATH", format!("/usr/bin:/bin:{}", bin()));
    Terminal::start(command, "\u{1b}[?1l")
}

fn line(terminal: &mut Terminal, text: &str, prompt: &str) -> String {
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
    // Inner shells.
    line(&mut terminal, &format!("{pwsh} -NoLogo"), "<True:go1.23.1>");
    line(&mut terminal, "goenvmgr deactivate", "<True:>");
    line(&mut terminal, "cd ../p", "<True:>");
    terminal.type_in("exit\r");
    terminal.until("<True:go1.23.1>");
    terminal.until(READS);
    line(&mut terminal, "goenvmgr deactivate", "<True:>");
    line(&mut terminal, "cd ../p", "<True:>");
    line(&mut terminal, "goenvmgr use", "<True:go1.22.5>");
}

/// A prompt of somebody else's around ours, before and after, stays; so does the program's own name.
#[test]
fn powershell_prompts_of_others_stay_around_ours() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_two_pins();
    let init = world.init("pwsh");
    let script = format!(
        "function prompt {{ 'first> ' }}\n{init}\n{init}\n\"$(prompt)|\"\n\
         $inner = ${{function:prompt}}\nfunction prompt {{ 'outer ' + (& $inner) }}\n\"$(prompt)|\"\n\
         cd p; \"$(prompt)| $([IO.Path]::GetFileName($env:GOROOT))\"\ngoenvmgr deactivate\n\"$(prompt)|\"\n\
         goenvmgr use 1.23.1\n\"$(prompt)| $([IO.Path]::GetFileName($env:GOROOT))\"\n& '{}' --version | ForEach-Object {{ 'ran' }}\n",
        exe()
    );
    let said = world.bare_script("pwsh", &[], &script, &[]);
    let lines: Vec<&str> = said.lines().filter(|line| !line.contains("in this shell")).collect();
    let expected = [
        "first> |",
        "outer first> |",
        "outer first> | go1.22.5",
        "outer first> |",
        "outer first> | go1.23.1",
        "ran",
    ];
    assert_eq!(lines, expected, "{said}");
}
