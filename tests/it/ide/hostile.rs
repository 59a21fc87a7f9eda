use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use super::User;

const SETTINGS: &str = ".config/Code/User/settings.json";
const WRITE: [&str; 4] = ["ide", "vscode", "--write", "--yes"];

#[test]
fn ide_writes_through_a_link_to_where_settings_are_kept() {
    let user = User::new();
    user.write("dotfiles/settings.json", "{}");
    fs::create_dir_all(user.at(".config/Code/User")).unwrap();
    symlink(user.at("dotfiles/settings.json"), user.at(SETTINGS)).unwrap();
    let shown = user.ok(&["ide", "vscode"]).stdout;
    assert!(shown.contains("settings.json (a link to ~/dotfiles/settings.json)"), "{shown}");
    user.ok(&WRITE);
    assert!(
        user.at(SETTINGS).is_symlink() && user.read("dotfiles/settings.json").contains(&user.go())
    );
    user.ok(&["ide", "vscode", "--undo", "--yes"]);
    assert!(user.at(SETTINGS).is_symlink());
    assert_eq!(user.read("dotfiles/settings.json"), "{}");
}

#[test]
fn ide_refuses_settings_that_nobody_can_change_and_says_why() {
    for (text, why) in [
        (&b"{\n\"a\": 1\n\"b\": 2}\n"[..], "line 2: Expected comma"),
        (b"{\n\"a\": \"\xff\"}\n", "line 2: it is not UTF-8"),
        (b"[]\n", "line 1: settings are an object, and this is none"),
        (b"{\"go.alternateTools\": 1}", "line 1: go.alternateTools holds no object"),
        (
            b"{\"go.alternateTools\": {},\n\"go.alternateTools\": {}}",
            "line 2: go.alternateTools stands here",
        ),
    ] {
        let user = User::new();
        user.write(SETTINGS, "");
        fs::write(user.at(SETTINGS), text).unwrap();
        let shown = user.ok(&["ide", "vscode"]).stdout;
        assert!(shown.contains(&format!("cannot be written: {why}")), "{shown}");
        let refused = user.world.run(&WRITE).exits(3);
        let told =
            format!("nothing was changed, because of {}: {why}", user.at(SETTINGS).display());
        assert!(refused.stderr.contains(&told), "{}", refused.stderr);
        assert_eq!(fs::read(user.at(SETTINGS)).unwrap(), text);
        assert!(!user.world.home().join("state/ide.json").exists());
    }
}

#[test]
fn ide_waits_for_no_fifo_and_reads_nothing_huge() {
    let user = User::new();
    user.write(SETTINGS, "");
    fs::remove_file(user.at(SETTINGS)).unwrap();
    assert!(Command::new("mkfifo").arg(user.at(SETTINGS)).status().unwrap().success());
    let refused = user.world.run(&WRITE).exits(3);
    assert!(refused.stderr.contains("not a regular file"), "{}", refused.stderr);
    fs::remove_file(user.at(SETTINGS)).unwrap();
    fs::File::create(user.at(SETTINGS)).unwrap().set_len(1 << 30).unwrap();
    let refused = user.world.run(&WRITE).exits(3);
    assert!(refused.stderr.contains("settings.json"), "{}", refused.stderr);
    // So deep that a reader would run out of stack.
    fs::write(user.at(SETTINGS), "[".repeat(1 << 20)).unwrap();
    let refused = user.world.run(&WRITE).exits(3);
    assert!(
        refused.stderr.contains("line 1: Maximum nesting depth exceeded"),
        "{}",
        refused.stderr
    );
}

#[test]
fn ide_changes_no_settings_that_are_read_only_or_of_somebody_else() {
    let user = User::new();
    user.write(SETTINGS, "{}");
    fs::set_permissions(user.at(SETTINGS), fs::Permissions::from_mode(0o444)).unwrap();
    user.world.give_to_nobody();
    let refused = user.world.as_nobody(&WRITE).exits(3);
    assert!(refused.stderr.contains("it is read-only"), "{}", refused.stderr);
    fs::set_permissions(user.at(SETTINGS), fs::Permissions::from_mode(0o644)).unwrap();
    let folder = user.at(".config/Code/User");
    assert!(
        Command::new("chown").arg("-R").arg("root:root").arg(&folder).status().unwrap().success()
    );
    let refused = user.world.as_nobody(&WRITE).exits(3);
    assert!(refused.stderr.contains("it is read-only"), "{}", refused.stderr);
    assert_eq!(user.read(SETTINGS), "{}");
}

#[test]
fn ide_follows_no_link_out_of_a_project() {
    let user = User::new();
    user.write(".bashrc", "{}");
    fs::create_dir(user.world.work().join(".vscode")).unwrap();
    symlink(user.at(".bashrc"), user.world.work().join(".vscode/settings.json")).unwrap();
    let refused = user.world.run(&["ide", "vscode", "--project", "--write", "--yes"]).exits(3);
    assert!(refused.stderr.contains("it leads out of the project"), "{}", refused.stderr);
    assert_eq!(user.read(".bashrc"), "{}");
}

/// Neither when it writes nor, once somebody has put the link there since, when it takes back.
#[test]
fn ide_follows_no_folder_that_leads_out_of_a_project() {
    let user = User::new();
    let (folder, outside) = (user.world.work().join(".vscode"), user.at("elsewhere"));
    let write = ["ide", "vscode", "--project", "--write", "--yes"];
    fs::create_dir(&outside).unwrap();
    symlink(&outside, &folder).unwrap();
    for text in [None, Some("{}")] {
        text.into_iter().for_each(|text| user.write("elsewhere/settings.json", text));
        let refused = user.world.run(&write).exits(3);
        assert!(refused.stderr.contains("it leads out of the project"), "{}", refused.stderr);
        assert_eq!(fs::read_to_string(outside.join("settings.json")).ok().as_deref(), text);
    }
    fs::remove_file(&folder).unwrap();
    user.ok(&write);
    fs::copy(folder.join("settings.json"), outside.join("settings.json")).unwrap();
    fs::remove_dir_all(&folder).unwrap();
    symlink(&outside, &folder).unwrap();
    user.ok(&["ide", "vscode", "--project", "--undo", "--yes"]);
    assert!(fs::read_to_string(outside.join("settings.json")).unwrap().contains("alternateTools"));
    // Within the project it may lead where it likes.
    fs::remove_file(&folder).unwrap();
    fs::create_dir(user.world.work().join("editor")).unwrap();
    symlink("editor", &folder).unwrap();
    user.ok(&write);
}

#[test]
fn ide_keeps_a_byte_order_mark_and_line_ends() {
    let user = User::new();
    let text = "\u{feff}{\r\n  \"a\": 1\r\n}\r\n";
    user.write(SETTINGS, text);
    user.ok(&WRITE);
    let written = user.read(SETTINGS);
    assert!(
        written.starts_with("\u{feff}{\r\n  \"a\": 1,\r\n  \"go.alternateTools\": {\r\n"),
        "{written:?}"
    );
    assert_eq!(written.matches('\n').count(), written.matches("\r\n").count());
    user.ok(&["ide", "vscode", "--undo", "--yes"]);
    assert_eq!(user.read(SETTINGS), text);
}
