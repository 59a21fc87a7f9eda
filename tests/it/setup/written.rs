//! How start-up files are written: through links, keeping what was there, and back again.

use std::fs;
use std::path::Path;

use crate::support::platform::{self, MetadataExt, PermissionsExt, chown, symlink};
use crate::support::program;

use super::home::{GUARD, Home};

/// A file of the home directory, as it is shown.
fn below_home(name: &str) -> String {
    format!("~{}{name}", std::path::MAIN_SEPARATOR)
}

#[test]
fn startup_files_of_every_shape_work_three_times_and_come_back_byte_for_byte() {
    let shapes: [(&str, Option<&str>); 9] = [
        ("missing", None),
        ("empty", Some("")),
        ("plain", Some("export A=1\n")),
        ("no last newline", Some("export A=1")),
        ("CRLF", Some("A=1\r\nB=2\r\n")),
        ("CRLF, no last newline", Some("A=1\r\nB=2")),
        ("interpreter line", Some("#!/bin/bash\nexport A=1\n")),
        ("guard", Some(GUARD)),
        ("not UTF-8's business", Some("# \u{1b}[0m é\n\n\n")),
    ];
    for (shape, text) in shapes {
        let home = Home::new().with_go();
        if let Some(text) = text {
            for name in [".bashrc", ".profile", ".zshrc", ".zshenv"] {
                // A guard in .zshenv would keep scripts out by the user's own wish.
                if text == GUARD && name.starts_with(".z") {
                    continue;
                }
                home.write(name, text);
                fs::set_permissions(home.at(name), PermissionsExt::from_mode(0o600)).unwrap();
            }
        }
        let before = home.tree();
        let setup = ["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"];
        home.ok(&setup);
        let once = home.tree();
        assert_eq!(home.go(&["bash", "-c", ". ~/.bashrc; go"]), "shim", "{shape}");
        assert_eq!(home.go(&["zsh", "-c", "go"]), "shim", "{shape}");
        assert_eq!(home.go(&["bash", "-i", "-c", "go"]), "toolchain", "{shape}");
        home.ok(&setup);
        home.ok(&setup);
        assert_eq!(home.tree(), once, "{shape}: again changes something");
        home.ok(&["setup", "--undo"]);
        assert_eq!(home.tree(), before, "{shape}: undo leaves a trace");
        for gone in ["env.sh", "env.fish", "env.ps1"] {
            assert!(!home.data().join(gone).exists(), "{shape}: {gone}");
        }
    }
}

#[test]
fn dry_run_shows_the_lines_and_changes_nothing() {
    let home = Home::new();
    home.write(".bashrc", "export A=1\n");
    let before = home.tree();
    let shown = home.ok(&["setup", "--dry-run"]);
    assert!(shown.contains(&below_home(".bashrc: would be changed: env, init")), "{shown}");
    assert!(shown.contains(&below_home(".profile: would be created: env")), "{shown}");
    assert!(shown.contains("+ # >>> goenvmgr env >>> v1"), "{shown}");
    assert_eq!(home.tree(), before);
    assert!(!home.at(platform::KEPT).exists(), "a dry run wrote something of ours");
    let json: serde_json::Value =
        serde_json::from_str(&home.ok(&["setup", "--dry-run", "--format", "json"])).unwrap();
    assert_eq!(json["dry_run"], true);
    assert_eq!(json["shells"][0]["shell"], "bash");
    let bashrc = &json["files"][0];
    assert_eq!((&bashrc["step"], &bashrc["blocks"][1]["name"]), (&"change".into(), &"init".into()));
    assert_eq!(bashrc["diff"][1]["line"], 5);
}

#[test]
fn links_stay_links_and_owner_and_mode_stay() {
    let home = Home::new();
    home.write("dotfiles/bashrc", "export A=1\n");
    let real = home.at("dotfiles/bashrc");
    fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
    chown(&real, Some(65534), Some(65534)).unwrap();
    symlink("dotfiles/bashrc", home.at(".bashrc")).unwrap();
    // Leads nowhere yet: a dotfile manager made the link first.
    symlink("dotfiles/new/profile", home.at(".profile")).unwrap();
    let before = home.tree();
    let told = home.ok(&["setup"]);
    assert!(told.contains("(a link to ~/dotfiles/bashrc)"), "{told}");
    assert!(fs::symlink_metadata(home.at(".bashrc")).unwrap().is_symlink());
    assert!(home.read("dotfiles/bashrc").contains("goenvmgr init"));
    assert!(home.read("dotfiles/new/profile").contains("goenvmgr env"));
    let meta = fs::metadata(&real).unwrap();
    assert_eq!((meta.mode() & 0o777, meta.uid(), meta.gid()), (0o640, 65534, 65534));
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.tree(), before);
}

#[test]
fn startup_file_with_two_names_gets_one_block_each() {
    let home = Home::new().with_go();
    home.write(".bashrc", GUARD);
    symlink(".bashrc", home.at(".bash_profile")).unwrap();
    let before = home.tree();
    home.ok(&["setup"]);
    assert_eq!(home.read(".bashrc").matches("# >>> goenvmgr").count(), 2);
    assert_eq!(home.go(&["bash", "-l", "-c", "go"]), "shim");
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.tree(), before);
}

#[test]
fn setup_stops_before_it_begins_where_something_cannot_be_written() {
    let store = Home::new();
    symlink("/nix/store/abc-home/bashrc", store.at(".bashrc")).unwrap();
    let endless = Home::new();
    endless.write(".bashrc", "A=1\n# >>> goenvmgr env >>> v1\nB=2\n");
    let looped = Home::new();
    symlink(".bashrc", looped.at(".bashrc")).unwrap();
    for (home, expected) in [
        (store, "/nix/store is written by its own package manager only"),
        (endless, "the goenvmgr block that begins in line 2 has no end"),
        (looped, "loop of links"),
    ] {
        let before = home.tree();
        let ran = home.run(&["setup"]);
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(3), "{stderr}");
        assert!(stderr.contains(expected) && stderr.contains(".bashrc"), "{stderr}");
        assert_eq!(home.tree(), before);
    }
}

#[test]
fn setup_names_the_options_of_home_manager_where_it_wrote_the_files() {
    let home = Home::new();
    for (file, store) in
        [(".bashrc", "bashrc"), (".zshrc", "zshrc"), (".config/fish/config.fish", "fish")]
    {
        fs::create_dir_all(home.at(file).parent().unwrap()).unwrap();
        symlink(format!("/nix/store/abc-home/{store}"), home.at(file)).unwrap();
    }
    let ran = home.run(&["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"]);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(3), "{said}");
    for option in [
        "for .bashrc, their marks included, into programs.bash.bashrcExtra (env) and \
         programs.bash.initExtra (init);",
        "into programs.zsh.initContent;",
        "into programs.fish.shellInitLast;",
    ] {
        assert!(said.contains(option), "{option}: {said}");
    }
    // What they are to put there is shown.
    let shown = home.ok(&["setup", "--shell", "fish", "--dry-run"]);
    assert!(shown.contains("+ # >>> goenvmgr init >>>"), "{shown}");
}

#[test]
fn setup_without_a_home_directory_says_what_to_set_and_makes_none() {
    let home = Home::new();
    let gone = home.at("gone");
    let ran = home.command(&home.program).arg("setup").env("HOME", &gone).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(3), "{said}");
    assert!(said.contains("gone (HOME) does not exist") && said.contains("export HOME="), "{said}");
    assert!(!said.contains("--shell") && !gone.exists(), "{said}");
}

#[test]
fn home_that_is_read_only_is_named() {
    let mut home = Home::new();
    home.write(".bashrc", "A=1\n");
    // Where root may write to everything: ask as somebody else, with a program that they can read.
    let own = tempfile::tempdir().unwrap();
    fs::set_permissions(own.path(), PermissionsExt::from_mode(0o777)).unwrap();
    let program = own.path().join("goenvmgr");
    program::copy(&home.program, &program);
    home.program = program;
    fs::set_permissions(home.dir.path(), PermissionsExt::from_mode(0o555)).unwrap();
    let ran = home
        .command("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&home.program)
        .arg("setup")
        .env("GOENVMGR_HOME", own.path().join("data"))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(3), "{stderr}");
    assert!(stderr.contains(".bashrc: it is read-only"), "{stderr}");
    assert!(stderr.contains("cannot be written: Permission denied"), "{stderr}");
    assert!(!own.path().join("data").exists());
}

#[test]
fn block_that_was_edited_is_reported_and_replaced_and_undo_keeps_what_is_around() {
    let home = Home::new();
    home.write(".bashrc", "export A=1\n");
    home.ok(&["setup"]);
    let good = home.read(".bashrc");
    home.write(".bashrc", &good.replace("init bash", "init bosh"));
    let told = home.ok(&["setup"]);
    assert!(told.contains("the block `init` had been edited; it is replaced"), "{told}");
    assert_eq!(home.read(".bashrc"), good);
    let older = good.replace(">>> v1", ">>> v0");
    home.write(".bashrc", &older);
    home.ok(&["setup"]);
    assert_eq!(home.read(".bashrc"), good);
    home.write(".bashrc", &format!("export Z=0\n{good}export B=2\n"));
    home.write(".profile", &format!("{}export C=3\n", home.read(".profile")));
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.read(".bashrc"), "export Z=0\nexport A=1\nexport B=2\n");
    // Created by us, but not ours alone any more.
    assert_eq!(home.read(".profile"), "export C=3\n");
    assert_eq!(home.ok(&["setup", "--undo"]), "nothing of goenvmgr is in your start-up files\n");
}

#[test]
fn startup_files_are_kept_with_their_mode() {
    let home = Home::new();
    home.write(".bashrc", "export TOKEN=secret\n");
    fs::set_permissions(home.at(".bashrc"), PermissionsExt::from_mode(0o600)).unwrap();
    let done: serde_json::Value =
        serde_json::from_str(&home.ok(&["setup", "--format", "json"])).unwrap();
    let backup = Path::new(done["backups"][0].as_str().unwrap());
    assert!(backup.starts_with(home.state().join("setup")), "{}", backup.display());
    assert_eq!(fs::read_to_string(backup).unwrap(), "export TOKEN=secret\n");
    for (kept, mode) in [(backup, 0o600), (&home.state().join("setup"), 0o700)] {
        let found = fs::metadata(kept).unwrap().mode() & 0o777;
        assert!(found == mode || !platform::IS_UNIX, "{}: {found:o}", kept.display());
    }
}

#[test]
fn undo_works_without_any_memory() {
    let home = Home::new();
    home.write(".bashrc", "no end");
    home.ok(&["setup"]);
    home.forget();
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.read(".bashrc"), "no end");
    assert_eq!(home.read(".profile"), "", "nobody knows any more that it was created");
}

#[test]
fn lines_of_other_managers_are_shown_and_left() {
    let home = Home::new();
    let text = "A=1\neval \"$(goenv init -)\"\nexport GOROOT=/usr/local/go\n";
    home.write(".bashrc", text);
    home.write(".zshrc", "export PATH=$PATH:/usr/local/go/bin\n");
    let told = home.ok(&["setup", "--shell", "sh"]);
    for line in [".bashrc:2: eval", ".bashrc:3: export GOROOT", ".zshrc:1: export PATH"] {
        let line = &below_home(line);
        assert!(told.contains(line), "{told}");
    }
    assert_eq!(home.read(".bashrc"), text);
}
