use std::fs;
use std::process::Stdio;

use serde_json::json;

use super::User;
use crate::support::world::tree;

const SETTINGS: &str = ".config/Code/User/settings.json";
const WRITE: [&str; 4] = ["ide", "vscode", "--write", "--yes"];
const UNDO: [&str; 4] = ["ide", "vscode", "--undo", "--yes"];

/// As people have them: a comment, a stray comma, no line break at the end.
const TEXT: &str = "{\n\t// mine\n\t\"editor.fontSize\": 12, // small\n\t\"go.alternateTools\": { \"dlv\": \"/d\", \"go\": \"/opt/go\" },\n}";

fn user() -> User {
    let user = User::new();
    user.write(SETTINGS, TEXT);
    user
}

#[test]
fn ide_vscode_shows_its_plan_and_changes_nothing() {
    let user = user();
    let before = tree(&user.world.path(""), &[]);
    let shown = user.ok(&["ide", "vscode"]).stdout;
    let (go, path) = (user.go(), user.world.show("home/shims:${env:PATH}"));
    for line in [
        "~/.config/Code/User/settings.json: would be changed",
        &format!("go.alternateTools.go: \"{go}\" takes the place of \"/opt/go\""),
        &format!("+ \t\"go.alternateTools\": {{ \"dlv\": \"/d\", \"go\": \"{go}\" }},"),
        &format!("+ \t\t\"PATH\": \"{path}\""),
        "Choose Go Environment",
    ] {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let plan = user.ok(&["ide", "vscode", "--format", "json"]).json();
    assert_eq!(
        (&plan["dry_run"], &plan["action"], &plan["editor"]),
        (&json!(true), &json!("write"), &json!("vscode"))
    );
    let file = &plan["files"][0];
    assert_eq!((&file["step"], &file["refused"]), (&json!("change"), &json!(null)));
    let set = json!({"key": "go.alternateTools.go", "before": "/opt/go", "after": go, "changed_since": false});
    assert_eq!(file["set"][0], set);
    assert_eq!(file["set"][1]["after"], json!(path));
    // Nobody is there to ask.
    let refused = user.world.run(&["ide", "vscode", "--write"]).exits(2);
    assert!(refused.stderr.contains("goenvmgr ide vscode --write --yes"), "{}", refused.stderr);
    assert_eq!(tree(&user.world.path(""), &[]), before);
}

#[test]
fn ide_vscode_writes_once_and_undo_gives_back_every_byte() {
    let user = user();
    let before = tree(&user.world.path("user"), &[]);
    let done = user.ok(&WRITE).stdout;
    assert!(done.contains("settings.json: changed") && done.contains("state/ide/"), "{done}");
    let written = user.read(SETTINGS);
    assert!(
        written.starts_with("{\n\t// mine\n\t\"editor.fontSize\": 12, // small\n"),
        "{written}"
    );
    assert!(
        written.contains(&format!("{{ \"dlv\": \"/d\", \"go\": \"{}\" }},", user.go())),
        "{written}"
    );
    assert!(user.world.home().join("shims/go").exists());
    let again = user.ok(&WRITE);
    assert!(again.stdout.contains("settings.json: as it should be"), "{again:?}");
    assert_eq!(user.read(SETTINGS), written);
    let undone = user.ok(&UNDO).stdout;
    assert!(undone.contains("settings.json: changed"), "{undone}");
    assert_eq!(tree(&user.world.path("user"), &[]), before);
    let nothing = user.ok(&UNDO).stdout;
    assert!(nothing.contains("nothing that was written is left"), "{nothing}");
}

#[test]
fn ide_vscode_undo_keeps_what_was_changed_since() {
    let user = user();
    user.ok(&WRITE);
    let written = user.read(SETTINGS);
    // The editor saved another setting: ours go, and nothing else.
    user.write(SETTINGS, &written.replace("12, // small", "14, // small"));
    user.ok(&UNDO);
    assert_eq!(user.read(SETTINGS), TEXT.replace("12, // small", "14, // small"));
    // One of our values is another by now.
    user.write(SETTINGS, TEXT);
    user.ok(&WRITE);
    let mine = user.read(SETTINGS).replace(&user.go(), "/mine/go");
    user.write(SETTINGS, &mine);
    let undone = user.ok(&UNDO).stdout;
    assert!(undone.contains("go.alternateTools.go was changed since, and stays"), "{undone}");
    let left = user.read(SETTINGS);
    assert!(left.contains("\"go\": \"/mine/go\"") && !left.contains("toolsEnvVars"), "{left}");
}

#[test]
fn ide_vscode_makes_a_file_that_was_not_there_and_takes_it_along() {
    let user = User::new();
    let shown = user.ok(&["ide", "vscode"]).stdout;
    assert!(
        shown.contains("no settings of VS Code") && shown.contains("would be created"),
        "{shown}"
    );
    user.ok(&WRITE);
    assert!(user.read(SETTINGS).starts_with("{\n    \"go.alternateTools\": {\n        \"go\":"));
    user.ok(&UNDO);
    assert!(!user.at(".config").exists(), "directories that were made for it");
    // An editor that is used here, and one on another machine that is connected to this one.
    fs::create_dir_all(user.at(".config/VSCodium")).unwrap();
    fs::create_dir_all(user.at(".vscode-server")).unwrap();
    user.ok(&WRITE);
    assert!(user.at(".config/VSCodium/User/settings.json").exists());
    assert!(user.at(".vscode-server/data/Machine/settings.json").exists());
    assert!(!user.at(SETTINGS).exists());
}

#[test]
fn ide_vscode_of_a_project_names_no_home_directory_and_says_who_reads_it() {
    let mut user = User::new();
    let home = user.at(".goenvmgr");
    user.world.set("GOENVMGR_HOME", &home);
    fs::create_dir(user.world.work().join(".git")).unwrap();
    let project = ["ide", "vscode", "--project"];
    let shown = user.ok(&project).stdout;
    assert!(
        shown.contains("is a git repository") && shown.contains("each reader's home"),
        "{shown}"
    );
    user.ok(&[&project[..], &["--write", "--yes"]].concat());
    let file = user.world.work().join(".vscode/settings.json");
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("\"~/.goenvmgr/shims/go\"")
            && text.contains("\"~/.goenvmgr/shims:${env:PATH}\""),
        "{text}"
    );
    // That of the user is none of it.
    user.ok(&UNDO);
    assert!(file.exists());
    user.ok(&[&project[..], &["--undo", "--yes"]].concat());
    assert!(!file.parent().unwrap().exists());
    let refused = user.world.run(&["ide", "zed", "--project"]).exits(2);
    assert!(refused.stderr.contains("--project is for vscode"), "{}", refused.stderr);
}

#[test]
fn ide_vscode_follows_the_shims_to_another_home_and_remembers_what_was_first() {
    let mut user = user();
    user.ok(&WRITE);
    // The same home under another name: the record is found, and another path is written.
    let moved = user.at("moved");
    fs::rename(user.world.home(), &moved).unwrap();
    user.world.set("GOENVMGR_HOME", &moved);
    user.ok(&WRITE);
    assert!(user.read(SETTINGS).contains("/moved/shims/go\""));
    user.ok(&UNDO);
    assert_eq!(user.read(SETTINGS), TEXT);
}

#[test]
fn ide_vscode_killed_at_any_step_can_be_run_again_and_taken_back() {
    let mut kills = 0;
    loop {
        kills += 1;
        let mut user = user();
        user.world.set("PATH", "/usr/bin:/bin");
        let mut command = user.world.killed_at(kills, &WRITE);
        let ended = command.output().expect("strace: ./tests/run installs it");
        let now = user.read(SETTINGS);
        let is_new = now.contains(&user.go()) && now.contains("toolsEnvVars");
        assert!(now == TEXT || is_new, "kill {kills}: {now}");
        user.ok(&WRITE);
        user.ok(&UNDO);
        assert_eq!(user.read(SETTINGS), TEXT, "kill {kills}");
        if ended.status.success() {
            break;
        }
    }
    assert!(kills > 5, "only {kills} steps were seen: does strace still know the calls?");
}

#[test]
fn ide_vscode_goes_with_all_of_goenvmgr() {
    let user = user();
    user.ok(&WRITE);
    let plan = user.ok(&["self", "uninstall", "--dry-run"]).stdout;
    assert!(plan.contains("Code/User/settings.json: our lines would be removed"), "{plan}");
    user.ok(&["self", "uninstall", "--yes"]);
    assert_eq!(user.read(SETTINGS), TEXT);
}

#[test]
fn ide_vscode_written_by_several_at_once_is_written_once_and_all_are_content() {
    let user = user();
    user.write(SETTINGS, "{}");
    let write = ["ide", "vscode", "--write", "--yes", "--quiet"];
    let started: Vec<_> = (0..8)
        .map(|_| user.world.ours(&write).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn())
        .collect();
    for one in started {
        let done = one.unwrap().wait_with_output().unwrap();
        assert!(done.status.success() && done.stdout.is_empty(), "{done:?}");
    }
    assert!(user.ok(&write).stdout.is_empty(), "there is nothing to do");
    user.ok(&["ide", "vscode", "--undo", "--yes"]);
    assert_eq!(user.read(SETTINGS), "{}");
}
