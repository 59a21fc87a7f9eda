//! What each kind of shell finds after `setup`, and by which name.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::support::program;

use super::home::{GUARD, Home, PROFILE};

#[test]
fn setup_lets_every_kind_of_shell_find_the_same_go() {
    let home = Home::new().with_go();
    home.write(".bashrc", GUARD);
    home.write(".profile", PROFILE);
    home.ok(&["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"]);
    // Scripts and login shells take the shim, which selects by directory; shells with the hook have
    // the toolchain itself in front.
    for (shell, expected) in [
        (&["bash", "-l", "-c", "go"][..], "shim"),
        (&["bash", "-i", "-c", "go"], "toolchain"),
        (&["bash", "-l", "-i", "-c", "go"], "toolchain"),
        // As sshd's shell, which reads .bashrc without being interactive: above the guard.
        (&["bash", "-c", ". ~/.bashrc; go"], "shim"),
        (&["dash", "-l", "-c", "go"], "shim"),
        (&["zsh", "-c", "go"], "shim"),
        (&["zsh", "-l", "-c", "go"], "shim"),
        (&["zsh", "-i", "-c", "go"], "toolchain"),
        (&["zsh", "-l", "-i", "-c", "go"], "toolchain"),
        (&["fish", "-c", "go"], "shim"),
        (&["fish", "-l", "-c", "go"], "shim"),
        (&["fish", "-i", "-c", "go"], "toolchain"),
    ] {
        assert_eq!(home.go(shell), expected, "{shell:?}");
    }
}

#[test]
fn setup_of_a_debian_home_puts_the_selected_go_first_and_everything_of_ours_once() {
    let home = Home::new().with_go();
    home.write(".bashrc", GUARD);
    // Debian's own, as it is: it reads .bashrc, and puts these in front afterwards.
    let own = "if [ -d \"$HOME/.local/bin\" ] ; then\n    PATH=\"$HOME/.local/bin:$PATH\"\nfi\n";
    home.write(".profile", &format!("{PROFILE}{own}"));
    home.write(".local/bin/x", "");
    home.ok(&["setup"]);
    let toolchain = home.data().join("toolchains/go1.22.5");
    let (bin, shims) = (toolchain.join("bin"), home.data().join("shims"));
    let show = "printf '%s|%s\n' \"$PATH\" \"${GOROOT-none}\"";
    let below = |mode: &str| format!("bash {mode} '{}'", show.replace('\'', "'\\''"));
    for (mode, script, interactive) in [
        ("-lic", show.to_owned(), true),
        ("-ic", show.to_owned(), true),
        ("-ic", below("-lic"), true),
        ("-ic", below("-lc"), false),
        ("-lc", show.to_owned(), false),
    ] {
        let said = home.go(&["bash", mode, &script]);
        let (path, goroot) = said.split_once('|').unwrap();
        let path: Vec<&Path> = path.split(':').map(Path::new).collect();
        let ours = path.iter().filter(|dir| dir.starts_with(home.data())).count();
        let first: &[&Path] = if interactive { &[&bin, &shims] } else { &[&shims] };
        assert_eq!((&path[..first.len()], ours), (first, first.len()), "{mode} {script}: {said}");
        let expected = if interactive { toolchain.to_str().unwrap() } else { "none" };
        assert_eq!(goroot, expected, "{mode} {script}");
        assert!(!path.contains(&Path::new("")), "{said}");
    }
    // Back to what it was before us, in the order that the user's own lines made.
    let after = home.go(&["bash", "-lic", &format!("goenvmgr deactivate; {show}")]);
    assert!(!after.contains("goenvmgr") && after.ends_with("|none"), "{after}");
}

#[test]
fn path_of_the_program_that_is_hostile_is_only_a_path() {
    let mut home = Home::new().with_go();
    let folder = home.at("o'b \"x\" $(touch pwned) `touch pwned` \\ é\nnew");
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join("goenvmgr");
    program::copy(&home.program, &program);
    home.program = program;
    home.ok(&["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"]);
    for shell in ["bash", "zsh", "fish"] {
        assert_eq!(home.go(&[shell, "-i", "-c", "go"]), "toolchain", "{shell}");
    }
    assert!(!home.at("pwned").exists());
    let once = home.tree();
    home.ok(&["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"]);
    assert_eq!(home.tree(), once);
    home.ok(&["setup", "--undo"]);
    assert!(!home.at(".bashrc").exists());
}

#[test]
fn name_that_leads_to_the_program_is_written_not_what_it_leads_to() {
    let mut home = Home::new();
    fs::create_dir(home.at("bin")).unwrap();
    symlink(&home.program, home.at("bin/goenvmgr")).unwrap();
    home.program = home.at("bin/goenvmgr");
    home.ok(&["setup"]);
    let program = home.program.display().to_string();
    assert!(home.read(".bashrc").contains(&program), "{}", home.read(".bashrc"));
}

#[test]
fn zsh_is_found_where_its_own_files_say() {
    let home = Home::new().with_go();
    home.write(".zshenv", "export ZDOTDIR=$HOME/.config/zsh\n");
    home.write(".config/zsh/.zshrc", "A=1\n");
    let before = home.tree();
    let told = home.ok(&["setup"]);
    assert!(told.contains("~/.config/zsh/.zshrc: changed: init"), "{told}");
    assert!(!home.at(".zshrc").exists());
    assert_eq!(home.go(&["zsh", "-c", "go"]), "shim");
    assert_eq!(home.go(&["zsh", "-i", "-c", "go"]), "toolchain");
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.tree(), before);
}

#[test]
fn store_of_the_users_own_choice_is_found_by_every_new_shell() {
    let home = Home::new().with_go();
    let own = home.at("own store");
    fs::rename(home.data(), &own).unwrap();
    fs::rename(home.at(".config/goenvmgr/config.toml"), own.join("config.toml")).unwrap();
    let ran = home.command(&home.program).arg("setup").env("GOENVMGR_HOME", &own).output().unwrap();
    assert!(ran.status.success());
    assert_eq!(home.go(&["bash", "-i", "-c", "go"]), "toolchain");
    assert_eq!(home.go(&["sh", "-l", "-c", "echo \"$GOENVMGR_HOME\""]), own.display().to_string());
}
