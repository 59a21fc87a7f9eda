//! `completions/` is what the command line's definition says. `UPDATE=1` rewrites it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use goenvmgr::cli::completions::Shell;

use crate::SHELLS;
use crate::support::net::Net;
use crate::support::program::pwsh;
use crate::support::world::{World, exe};

const FILES: [(Shell, &str); 6] = [
    (Shell::Bash, "goenvmgr.bash"),
    (Shell::Elvish, "goenvmgr.elv"),
    (Shell::Fish, "goenvmgr.fish"),
    (Shell::Nushell, "goenvmgr.nu"),
    (Shell::PowerShell, "goenvmgr.ps1"),
    (Shell::Zsh, "_goenvmgr"),
];

#[test]
fn completion_files_are_current() {
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

/// `source <(goenvmgr completions zsh)` above compinit, as it is in many a .zshrc.
#[test]
fn completions_of_zsh_may_be_read_before_compinit() {
    let text = "set -e; source ./completions/_goenvmgr; print read; autoload -Uz compinit; compinit -u -D; \
        for f in $precmd_functions; do $f; done; \
        print $_comps[goenvmgr] $#precmd_functions; source ./completions/_goenvmgr; \
        print $_comps[goenvmgr] $#precmd_functions";
    let ran = Command::new("zsh").args(["-f", "-c", text]).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(said, "read\n_goenvmgr 0\n_goenvmgr 0\n", "{errors}");
    assert!(errors.is_empty(), "{errors}");
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
        if !SHELLS.contains(&shell) {
            continue;
        }
        let ran = Command::new(shell).args(arguments).current_dir(&folder).output();
        let ran = ran.unwrap_or_else(|error| panic!("{shell}: {error}; ./tests/run installs it"));
        assert!(ran.status.success(), "{shell}: {}", String::from_utf8_lossy(&ran.stderr));
        assert!(ran.stderr.is_empty(), "{shell}: {}", String::from_utf8_lossy(&ran.stderr));
    }
}

/// Notes what is offered, and ends a line where the key after it has come.
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
finish() {
  BUFFER=
  print -r -- +END+ >>$HITS
  print -r -- DONE-$((1 + 1))
}
zle -N finish
bindkey '^X' finish
: >$HITS
print -r -- READY
"#;

/// The lines of a script that completes this line.
fn completing(shell: &str, line: &str) -> String {
    let words: Vec<String> = line.split(' ').map(|word| format!("'{word}'")).collect();
    match shell {
        "bash" => format!(
            "COMP_WORDS=({})\nCOMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             \"$completer\" goenvmgr \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"\n\
             printf '%s\\n' \"${{COMPREPLY[@]}}\" +END+\n",
            words.join(" ")
        ),
        "fish" => {
            format!("complete -C '{line}' | string replace -r '\\t.*' ''; echo +END+\n")
        }
        "pwsh" => format!(
            "$line = '{line}'\n[System.Management.Automation.CommandCompletion]::\
             CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText\n'+END+'\n"
        ),
        _ => format!(
            "zpty -w -n child '{line}'$'\\t'$'\\x18'\n\
             while zpty -r child out; do [[ $out = *DONE-2* ]] && break; done\n"
        ),
    }
}

/// What a shell offers after each of these lines, their last words unfinished.
fn offered(shell: &str, world: &World, lines: &[&str]) -> Vec<Vec<String>> {
    let body: String = lines.iter().map(|line| completing(shell, line)).collect();
    let script = match shell {
        "bash" => format!(
            "source ./goenvmgr.bash\ncompleter=$(complete -p goenvmgr)\n\
             completer=${{completer#*-F }}\ncompleter=${{completer%% *}}\n{body}"
        ),
        "fish" => format!("source goenvmgr.fish\n{body}"),
        "pwsh" => format!(". ./goenvmgr.ps1\n{body}"),
        // The whole of zsh's completion, with a key pressed in a terminal of its own.
        _ => {
            world.write(&world.path("zshrc"), ZSHRC);
            format!(
                "zmodload zsh/zpty\nzpty child zsh -f -i\nzpty -w child 'source '\"$RC\"\n\
                 until [[ -e $HITS ]]; do zpty -r child out; done\n{body}zpty -d child\ncat \"$HITS\""
            )
        }
    };
    let (program, args): (&str, &[&str]) = match shell {
        "bash" => ("bash", &["--norc", "-c"]),
        "zsh" => ("zsh", &["-f", "-c"]),
        "fish" => ("fish", &["--no-config", "-c"]),
        _ => ("pwsh", &["-NoProfile", "-Command"]),
    };
    let folder = Path::new(exe()).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap();
    let path = [folder].into_iter().chain(std::env::split_paths(&path));
    let mut command = world.command(program);
    command.args(args).arg(script);
    command.current_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("completions"));
    command.env("PATH", std::env::join_paths(path).unwrap()).env("TERM", "dumb");
    command.env("LANG", "C.UTF-8").env("HITS", world.path("hits")).env("RC", world.path("zshrc"));
    let done = command.output().unwrap();
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    let mut answers = text.split("+END+").map(|answer| {
        let words = answer.lines().map(str::trim_end).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    });
    let answers: Vec<_> = answers.by_ref().take(lines.len()).collect();
    assert_eq!(answers.len(), lines.len(), "{shell}: {done:?}");
    answers
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
    let mut shells = SHELLS.to_vec();
    shells.extend((SHELLS.len() > 1 && pwsh().is_some()).then_some("pwsh"));
    let complete = [
        ("goenvmgr use ", &["1.23.10", "1.23.1", "1.21.13", "system"][..]),
        ("goenvmgr use 1.23", &["1.23.10", "1.23.1"]),
        ("goenvmgr -q exec ", &["1.23.10", "1.23.1", "1.21.13", "system"]),
        ("goenvmgr uninstall 1.23.10 ", &["1.23.1", "1.21.13"]),
        ("goenvmgr rm ", &["1.23.10", "1.23.1", "1.21.13"]),
        ("goenvmgr global go1.21", &["go1.21.13"]),
        ("goenvmgr local ", &["1.23.10", "1.23.1", "1.22.5", "1.21.13", "latest"]),
        ("goenvmgr install ", &["1.23.10", "1.23.1", "1.22.5", "1.21.13", "latest"]),
    ];
    // Where no version may stand, none does.
    let others = ["goenvmgr use --", "goenvmgr use 1.23.1 ", "goenvmgr install --verify "];
    let lines: Vec<&str> = complete.iter().map(|(line, _)| *line).chain(others).collect();
    for shell in shells {
        let offered = offered(shell, world, &lines);
        for ((line, versions), offered) in complete.iter().zip(&offered) {
            assert_eq!(offered, versions, "{shell}: {line}");
        }
        for (line, offered) in others.iter().zip(&offered[complete.len()..]) {
            assert!(!offered.contains(&"1.23.10".to_owned()), "{shell}: {line}: {offered:?}");
        }
    }
    assert_eq!(net.site.server.seen().len(), asked, "the network was asked");
}
