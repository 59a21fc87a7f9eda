//! Sessions on a terminal, in start-up files that `setup` made: what a person sees and types.

use super::terminal::Terminal;
use super::world::{SHELLS, World, exe};
use crate::support::publish::{ReleaseSite, Toolchain};

/// The prompt shows status and version: `<0:go1.22.5>`.
fn rc(shell: &str) -> (&'static str, &'static str) {
    match shell {
        "bash" => (".bashrc", "PS1='<$?:${GOROOT##*/}>'\n"),
        "zsh" => (
            ".zshrc",
            "setopt prompt_subst\nunsetopt prompt_sp prompt_cr\nPS1='<$?:${GOROOT##*/}>'\n",
        ),
        _ => (
            ".config/fish/config.fish",
            "set -g fish_greeting\nfunction fish_prompt\n  set -l s $status\n  echo -n \"<$s:\"(string replace -r '.*/' '' -- \"$GOROOT\")\">\"\nend\n",
        ),
    }
}

fn session(world: &World, shell: &str, vars: &[(&str, &str)]) -> Terminal {
    session_of(world, shell, vars, "exec setsid -c \"$0\" -i")
}

/// A session that a script starts.
fn session_of(world: &World, shell: &str, vars: &[(&str, &str)], script: &str) -> Terminal {
    let (file, text) = rc(shell);
    world.write(&format!("home/{file}"), text);
    world.shims();
    let mut setup = world.command(exe());
    let done = setup.args(["setup", "--shell", shell]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut command = world.command("sh");
    command.args(["-c", script, shell]).envs(vars.iter().copied());
    command.env("TERM", "dumb").env("SHELL", format!("/usr/bin/{shell}"));
    command.env_remove("GOENVMGR_HOME").env("GOENVMGR_HTTP_TIMEOUT", "5");
    Terminal::start(command, if shell == "bash" { "\n" } else { "\x1b[?2004l" })
}

#[test]
fn session_goes_from_directory_to_directory_and_back() {
    for shell in SHELLS {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let mut terminal = session(&world, shell, &[]);
        terminal.until("<0:>");
        terminal.line("cd p", "<0:go1.22.5>");
        terminal.line("go", "go1.22.5 GOROOT=");
        terminal.until("<0:go1.22.5>");
        terminal.line("cd ../q", "<0:go1.23.1>");
        terminal.line("goenvmgr use 1.22.5", "<0:go1.22.5>");
        terminal.line("cd ../p; cd ../q", "<0:go1.22.5>");
        terminal.line("goenvmgr use", "<0:go1.23.1>");
        // Statuses go through the hook, with and without a change of directory.
        let failed = if shell == "fish" { "sh -c 'exit 7'" } else { "(exit 7)" };
        terminal.line(failed, "<7:go1.23.1>");
        terminal.line(&format!("cd ../p; {failed}"), "<7:go1.22.5>");
        // Ctrl-C at a half-typed line: the next prompt is there and nothing was run.
        terminal.type_in("goenvmgr deactivate");
        terminal.until("deactivate");
        let (shows, prompt) = match shell {
            "fish" => ("^C", "<7:go1.22.5>"),
            _ => ("<130:go1.22.5>", ""),
        };
        terminal.interrupt(shows);
        terminal.until(prompt);
        terminal.line("true", "<0:go1.22.5>");
        terminal.line("goenvmgr check", "this shell matches");
        terminal.until("<0:go1.22.5>");
        terminal.line("goenvmgr deactivate", "<0:>");
        terminal.line("cd ../q; cd ../p", "<0:>");
        terminal.line("goenvmgr use", "<0:go1.22.5>");
        terminal.line("cd", "<0:>");
    }
}

#[test]
fn inner_shells_and_replaced_ones_go_on_and_stay_clean() {
    for shell in SHELLS {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let mut terminal = session(&world, shell, &[("GOROOT", "/own/root")]);
        terminal.until("<0:root>");
        terminal.line("cd p", "<0:go1.22.5>");
        terminal.line(shell, "<0:go1.22.5>");
        terminal.line("cd ../q", "<0:go1.23.1>");
        terminal.line(&format!("exec {shell}"), "<0:go1.23.1>");
        let count = if shell == "fish" {
            "count (string match '*/data/*' -- $PATH)"
        } else {
            "echo $PATH | tr : '\\n' | grep -c /data/"
        };
        let said = terminal.line(count, "<0:go1.23.1>");
        assert!(said.contains("2\r\n"), "{shell}: {said:?}");
        terminal.line("goenvmgr deactivate", "<0:root>");
        terminal.line("exit", "<0:go1.22.5>");
        terminal.line("cd", "<0:root>");
    }
}

/// Where the version is not there, `use` asks; only a yes installs.
#[test]
fn question_on_the_terminal_is_asked_once_and_a_no_changes_nothing() {
    for shell in SHELLS {
        let world = World::with_shells();
        let toolchain = Toolchain::new("1.24.3");
        let site = ReleaseSite::with(&[&toolchain]);
        let (index, archive) = (site.index_url(), site.archive_url());
        let vars = [
            ("GOENVMGR_INDEX_URL", &*index),
            ("GOENVMGR_ARCHIVE_URL", &*archive),
            ("GOENV", "off"),
            ("GOSUMDB", "off"),
            ("GOPROXY", "off"),
        ];
        let mut terminal = session(&world, shell, &vars);
        terminal.until("<0:>");
        terminal.line("goenvmgr use 1.24.3", "Install it? [y/N] ");
        terminal.type_in("n\r");
        terminal.until("<1:>");
        assert!(!world.path("data/toolchains/go1.24.3").exists(), "{shell}");
        terminal.line("goenvmgr use 1.24.3", "Install it? [y/N] ");
        terminal.interrupt(":>");
        assert!(!world.path("data/toolchains/go1.24.3").exists(), "{shell}");
        terminal.line("true", "<0:>");
        terminal.line("goenvmgr use 1.24.3", "Install it? [y/N] ");
        terminal.type_in("y\r");
        terminal.until("<0:go1.24.3>");
        assert!(world.path("data/toolchains/go1.24.3/bin/go").exists(), "{shell}");
        assert!(world.path("data/shims/go1.24.3").exists(), "{shell}");
        // The prompt does not ask: it says what to type, once.
        world.write("p/.go-version", "1.99.9\n");
        terminal.line("goenvmgr use", "<0:>");
        let said = terminal.line("cd p", "<0:>");
        assert!(said.contains("goenvmgr install 1.99.9") && !said.contains("[y/N]"), "{said:?}");
        let said = terminal.line("true", "<0:>");
        assert!(!said.contains("1.99.9"), "{said:?}");
    }
}

/// What a script starts with `&`, or nohup, ignores Ctrl-C, and a bash below it hands that on.
#[test]
fn question_ends_at_ctrl_c_that_the_shell_inherited_ignored() {
    for shell in SHELLS {
        let world = World::with_shells();
        let script = "trap '' INT; exec setsid -c \"$0\" -i";
        let mut terminal = session_of(&world, shell, &[], script);
        terminal.until("<0:>");
        terminal.line("goenvmgr use 1.24.3", "Install it? [y/N] ");
        terminal.interrupt(":>");
        terminal.line("true", "<0:>");
    }
}
