//! `completions/` is what the command line's definition says. `UPDATE=1` rewrites it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use clap_complete::Shell;

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
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut goenvmgr::cli::definition(), "goenvmgr", &mut script);
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
