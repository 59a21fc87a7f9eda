//! `setup --go-bin`: what `go install` leaves is found in every shell, after all else, and goes with `--undo`.

use std::path::PathBuf;

use super::home::Home;
use crate::support::program;

/// A shell's own file: PATH is the subject here.
fn found(shell: &str) -> PathBuf {
    if shell == "pwsh" {
        return program::pwsh().expect("CI_TOOLS has pwsh").into();
    }
    let path = std::env::var_os("PATH").unwrap();
    let mut files = std::env::split_paths(&path).map(|dir| dir.join(shell));
    files.find(|file| file.is_file()).unwrap_or_else(|| panic!("tests/run installs {shell}"))
}

#[test]
fn go_bin_stands_last_on_path_in_every_shell_and_goes_again() {
    let home = Home::new().with_go();
    let bin = home.at("go's own/bin");
    program::script(&bin.join("hello"), "#!/bin/sh\necho hello\n");
    program::script(&bin.join("go"), "#!/bin/sh\necho not me\n");
    home.write(".bashrc", "export A=1\n");
    home.write(".zshrc", "");
    let before = home.tree();
    let gobin = |args: &[&str]| {
        let told = home.command(&home.program).args(args).env("GOBIN", &bin).output().unwrap();
        assert!(told.status.success(), "{args:?}: {told:?}");
        String::from_utf8(told.stdout).unwrap()
    };
    let names = ["bash", "zsh", "fish", "powershell", "posix", "elvish", "nu"];
    let shells: Vec<&str> = names.iter().flat_map(|name| ["--shell", name]).collect();
    let setup = [&["setup", "--go-bin"][..], &shells].concat();
    let said = gobin(&setup);
    assert!(said.contains("~/.bashrc: changed: env, go-bin, init"), "{said}");
    let once = home.tree();
    gobin(&setup);
    assert!(home.tree() == once, "again changes something");
    // A plain one leaves the block, which it has not to do with.
    home.ok(&[&["setup"][..], &shells].concat());
    assert!(home.tree() == once, "without the flag the block stays");
    let nu = ["--config", "/dev/null", "--env-config", "/dev/null"];
    for (shell, options) in [
        ("bash", &["-l", "-c"][..]),
        ("bash", &["-i", "-c"]),
        ("zsh", &["-c"]),
        ("zsh", &["-i", "-c"]),
        ("fish", &["-c"]),
        ("sh", &["-l", "-c"]),
        ("elvish", &["-c"]),
        ("pwsh", &["-c"]),
        ("nu", &[&nu[..], &["-c"]].concat()),
    ] {
        // Elvish and nushell read no start-up file for a command: it is read by name.
        let text = match shell {
            "elvish" => "eval (slurp < ~/.config/elvish/rc.elv); hello; put $paths[-1]",
            "nu" => {
                "source ~/.config/nushell/autoload/goenvmgr-setup.nu; ^hello; print ($env.PATH | last)"
            }
            "fish" => "hello; echo $PATH[-1]",
            "pwsh" => "hello; \"$env:PATH\".Split(':')[-1]",
            _ => "hello; echo \"${PATH##*:}\"",
        };
        let told = home.command(found(shell)).args(options).arg(text).output().unwrap();
        let said = String::from_utf8_lossy(&told.stdout).replace("▶ ", "");
        let said: Vec<&str> =
            said.lines().map(|line| line.trim_matches('\'').trim_matches('"')).collect();
        let last = bin.to_str().unwrap();
        assert!(
            said.contains(&"hello") && said.iter().any(|line| line.replace("''", "'") == last),
            "{shell} {options:?}: {told:?}"
        );
    }
    assert_eq!(home.go(&["bash", "-i", "-c", "go"]), "toolchain");
    let doctor = home
        .command(&home.program)
        .args(["doctor", "--only", "shell.blocks", "--format", "json"])
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("\"PASS\""), "{doctor:?}");
    home.ok(&["setup", "--undo"]);
    // The shells' own.
    std::fs::remove_dir_all(home.at(".cache")).unwrap();
    assert!(home.tree() == before, "undo leaves a trace");
}

#[test]
fn go_bin_that_path_cannot_name_is_refused() {
    let home = Home::new();
    for (gobin, says) in [("/a:b", "cannot stand on PATH"), ("rel", "is no absolute path")] {
        let told = home
            .command(&home.program)
            .args(["setup", "--go-bin"])
            .env("GOBIN", gobin)
            .output()
            .unwrap();
        assert_eq!(told.status.code(), Some(2), "{told:?}");
        assert!(String::from_utf8_lossy(&told.stderr).contains(says), "{told:?}");
    }
}
