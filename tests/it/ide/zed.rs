use serde_json::json;

use super::User;

const SETTINGS: &str = ".config/zed/settings.json";

fn user() -> User {
    let mut user = User::new();
    user.world.program(&user.at("go/bin/gopls"), "#!/bin/sh\ncommand -v go\n");
    let path = format!("{}:/usr/bin:/bin", user.at("go/bin").display());
    user.world.set("PATH", path);
    user
}

/// As Zed starts it: in the project, with the arguments of its settings.
#[test]
fn ide_zed_starts_gopls_with_the_go_that_is_pinned() {
    let user = user();
    let text = "// Zed settings\n{\n  \"lsp\": {\n    \"rust-analyzer\": {}\n  },\n}\n";
    user.write(SETTINGS, text);
    user.ok(&["ide", "zed", "--write", "--yes"]);
    let written = user.read(SETTINGS);
    assert!(
        written.starts_with(
            "// Zed settings\n{\n  \"lsp\": {\n    \"rust-analyzer\": {},\n    \"gopls\": {\n"
        ),
        "{written}"
    );
    let plan = user.ok(&["ide", "zed", "--format", "json"]).json();
    let set = &plan["files"][0]["set"];
    assert_eq!(plan["files"][0]["step"], "keep");
    assert_eq!(set[1]["after"], json!(["exec", "--", "gopls"]));
    let words = set[1]["after"].as_array().unwrap().iter().map(|word| word.as_str().unwrap());
    user.world.write(&user.world.work().join(".go-version"), "1.22.5\n");
    let mut server = user.world.command(set[0]["after"].as_str().unwrap());
    let out = server.args(words).output().unwrap();
    let go = user.world.show("home/toolchains/go1.22.5/bin/go\n");
    assert_eq!(String::from_utf8(out.stdout).unwrap(), go);
    user.ok(&["ide", "zed", "--undo", "--yes"]);
    assert_eq!(user.read(SETTINGS), text);
}

#[test]
fn ide_zed_is_told_nothing_where_it_would_start_no_gopls() {
    let user = User::new();
    let refused = user.world.run(&["ide", "zed", "--write", "--yes"]).exits(3);
    assert!(refused.stderr.contains("gopls is not on PATH"), "{}", refused.stderr);
    assert!(!user.at(".config").exists());
}
