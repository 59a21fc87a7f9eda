//! `completions/` is what the command line's definition says. `UPDATE=1` rewrites it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use clap_complete::Shell;

use crate::support::net::Net;
use crate::support::program::pwsh;
use crate::support::world::World;

const FILES: [(Shell, &str); 5] = [
    (Shell::Bash, "goenvmgr.bash"),
    (Shell::Elvish, "goenvmgr.elv"),
    (Shell::Fish, "goenvmgr.fish"),
    (Shell::PowerShell, "goenvmgr.ps1"),
    (Shell::Zsh, "_goenvmgr"),
];

#[test]
fn the_files_are_current() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("completions");
    let mut stale = Vec::new();
    for (shell, name) in FILES {
        let script = goenvmgr::cli::completions::script(shell).into_bytes();
        let file = folder.join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, &script).unwrap();
        } else if fs::read(&file).unwrap_or_default() != script {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "stale: {stale:?}; run: UPDATE=1 cargo test completions");
}

#[test]
fn shells_accept_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, arguments) in [
        ("bash", ["-eu", "-c", "source ./goenvmgr.bash; complete -p goenvmgr"]),
        (
            "zsh",
            [
                "-f",
                "-c",
                "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; [[ $_comps[goenvmgr] = _goenvmgr ]] && autoload +X _goenvmgr",
            ],
        ),
        (
            "fish",
            [
                "--no-config",
                "-c",
                "source goenvmgr.fish; complete -C 'goenvmgr compl' | string match -q 'completions*'",
            ],
        ),
    ] {
        let ran = Command::new(shell).args(arguments).current_dir(&folder).output();
        let ran = ran.unwrap_or_else(|error| panic!("{shell}: {error}; ./tests/run installs it"));
        assert!(ran.status.success(), "{shell}: {}", String::from_utf8_lossy(&ran.stderr));
        assert!(ran.stderr.is_empty(), "{shell}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

/// Notes what is offered, and says when the key after it has come.
const ZSHRC: &str = r#"PS1=
fpath=($PWD $fpath)
autoload -Uz compinit
compinit -u -D
compadd() {
  local -a hits
  builtin compadd -O hits "$@"
  (( $#hits )) && print -rl -- "${hits[@]}" >>$HITS
  builtin compadd "$@"
}
finish() { print -r -- DONE-$((1 + 1)) }
zle -N finish
bindkey '^X' finish
: >$HITS
print -r -- READY
"#;

/// What each shell offers after this line, with the word before the cursor unfinished.
fn offered(shell: &str, world: &World, line: &str) -> Vec<String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("completions");
    let words: Vec<String> = line.split(' ').map(|word| format!("'{word}'")).collect();
    let script = match shell {
        "bash" => format!(
            "source ./goenvmgr.bash\nspec=$(complete -p goenvmgr)\nspec=${{spec#*-F }}\n\
             COMP_WORDS=({})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             \"${{spec%% *}}\" goenvmgr \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"\n\
             printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            words.join(" ")
        ),
        "fish" => {
            format!("source goenvmgr.fish; complete -C '{line}' | string replace -r '\\t.*' ''")
        }
        "pwsh" => format!(
            ". ./goenvmgr.ps1\n$line = '{line}'\n[System.Management.Automation.CommandCompletion]::\
             CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText"
        ),
        // The whole of zsh's completion, with a key pressed in a terminal of its own.
        _ => {
            world.write(&world.path("zshrc"), ZSHRC);
            format!(
                "zmodload zsh/zpty\nzpty child zsh -f -i\nzpty -w child 'source '\"$RC\"\n\
                 until [[ -e $HITS ]]; do zpty -r child out; done\n\
                 zpty -w -n child '{line}'$'\\t'$'\\x18'\n\
                 while zpty -r child out; do [[ $out = *DONE-2* ]] && break; done\n\
                 zpty -d child\ncat \"$HITS\""
            )
        }
    };
    let (program, args): (&str, &[&str]) = match shell {
        "bash" => ("bash", &["--norc", "-c"]),
        "zsh" => ("zsh", &["-f", "-c"]),
        "fish" => ("fish", &["--no-config", "-c"]),
        _ => ("pwsh", &["-NoProfile", "-Command"]),
    };
    let mut command = world.command(&[]);
    let exe = PathBuf::from(command.get_program());
    let path = std::env::var_os("PATH").unwrap();
    let path = [exe.parent().unwrap().to_owned()].into_iter().chain(std::env::split_paths(&path));
    let vars: Vec<_> = command
        .get_envs()
        .map(|(name, value)| (name.to_owned(), value.unwrap().to_owned()))
        .collect();
    command = Command::new(program);
    command.args(args).arg(script).current_dir(folder).env_clear().envs(vars);
    command
        .env("PATH", std::env::join_paths(path).unwrap())
        .env("TERM", "dumb")
        .env("LANG", "C.UTF-8");
    let _ = fs::remove_file(world.path("hits"));
    command.env("HITS", world.path("hits")).env("RC", world.path("zshrc"));
    let done = command.output().unwrap();
    let text = String::from_utf8_lossy(&done.stdout);
    text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn versions_complete_in_every_shell_without_network() {
    let net = Net::new();
    // The copy of the index is here from now on, and nobody is asked any more.
    net.run(&["install", "-n", "1.22.5"]).exits(0);
    let asked = net.site.server.seen().len();
    let world = &net.world;
    for version in ["1.21.13", "1.23.1", "1.23.10"] {
        world.toolchain(version);
    }
    let mut shells = vec!["bash", "zsh", "fish"];
    shells.extend(pwsh().then_some("pwsh"));
    for shell in shells {
        for (line, versions) in [
            ("goenvmgr use ", &["1.23.10", "1.23.1", "1.21.13", "system"][..]),
            ("goenvmgr use 1.23", &["1.23.10", "1.23.1"]),
            ("goenvmgr -q exec ", &["1.23.10", "1.23.1", "1.21.13", "system"]),
            ("goenvmgr uninstall 1.23.10 ", &["1.23.1", "1.21.13"]),
            ("goenvmgr rm ", &["1.23.10", "1.23.1", "1.21.13"]),
            ("goenvmgr global go1.21", &["go1.21.13"]),
            ("goenvmgr local ", &["1.23.10", "1.23.1", "1.22.5", "1.21.13", "latest"]),
            ("goenvmgr install ", &["1.23.10", "1.23.1", "1.22.5", "1.21.13", "latest"]),
        ] {
            let offered = offered(shell, world, line);
            assert_eq!(offered, versions, "{shell}: {line}");
        }
        // Where no version may stand, none does.
        for line in ["goenvmgr use --", "goenvmgr use 1.23.1 ", "goenvmgr install --verify "] {
            let offered = offered(shell, world, line);
            assert!(!offered.contains(&"1.23.10".to_owned()), "{shell}: {line}: {offered:?}");
        }
    }
    assert_eq!(net.site.server.seen().len(), asked, "the network was asked");
}
