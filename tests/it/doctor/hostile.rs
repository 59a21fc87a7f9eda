//! Text of strangers in lines that are called ready to paste: names of modules, of directories, of
//! servers. Each printed line is typed; whatever was hidden in it would leave a file `pwned`.

use serde_json::Value;

use super::session::Session;

/// What runs where a shell reads it without quotes, between single ones, or between double ones.
const HIDDEN: &str = "a'$(:>pwned)`:>pwned`\";:>pwned;:'b";

/// Types every line of every cure, and looks for what was hidden in them.
fn type_all(session: &mut Session, found: &[Value]) -> Vec<String> {
    let fixes = found.iter().filter_map(|finding| finding["fix"]["commands"].as_array());
    let lines: Vec<String> =
        fixes.flatten().map(|line| line.as_str().unwrap().to_owned()).collect();
    for line in &lines {
        session.run(&format!("( {line} )"));
    }
    let pwned = session.run("find $world -name pwned");
    assert_eq!(pwned.text, "", "{lines:#?}");
    lines
}

/// In a directory of that name.
fn moved() -> Session {
    let mut session = Session::start();
    let dir = session.path(HIDDEN);
    std::fs::create_dir(&dir).unwrap();
    std::fs::write(session.path("tmp/dir"), dir.to_str().unwrap()).unwrap();
    let said = session.run("cp * \"$(cat $world/tmp/dir)\" && cd \"$(cat $world/tmp/dir)\"");
    assert_eq!(said.code, 0, "{}", said.text);
    session
}

#[test]
fn go_mod_of_a_stranger() {
    let quoted = HIDDEN.replace('"', "");
    for (name, printed) in [(format!("\"{quoted}\""), true), ("$(id>pwned)".to_owned(), false)] {
        let mut session = Session::start();
        let file = session.path("hello/go.mod");
        let text = format!("module hello.example\n\ngo 1.21\n\nreplace {name} => ./gone\n");
        std::fs::write(file, text).unwrap();
        let found = session.examine("--only mod.replace");
        let lines = type_all(&mut session, &found);
        assert_eq!(!lines.is_empty(), printed, "{name}: {found:#?}");
        assert_eq!(found[0]["fix"]["argv"].is_array(), printed, "{found:#?}");
    }
}

#[test]
fn go_work_of_a_stranger() {
    let mut session = Session::start();
    let quoted = HIDDEN.replace('"', "");
    let text = format!("go 1.21\n\nuse (\n\t.\n\t\"./{quoted}\"\n)\n");
    std::fs::write(session.path("hello/go.work"), text).unwrap();
    let found = session.examine("--only env.gowork");
    assert_eq!(found[0]["status"], "FAIL", "{found:#?}");
    assert_eq!(type_all(&mut session, &found).len(), 1);
    let after = session.doctor("env.gowork");
    assert_eq!(after["status"], "PASS", "the line does what it says: {after:#}");
}

#[test]
fn directory_of_a_stranger() {
    let provoke = [
        ("mod.gosum", "printf 'require a.example v1.0.0\\n' >>go.mod; echo 'one two' >go.sum"),
        ("mod.syntax", "sed -i '1s/^/\\xef\\xbb\\xbf/' go.mod"),
        ("env.goenv-lost", "echo 'export X=1' >env; export GOENV=$PWD/env"),
        ("env.goenv-file", "mkfifo f; export GOENV=$PWD/f"),
        ("env.tmpdir", "export GOTMPDIR=$PWD/gone"),
    ];
    for (check, lines) in provoke {
        let mut session = moved();
        session.run(lines);
        let found = session.examine(&format!("--only {check}"));
        assert!(matches!(found[0]["status"].as_str(), Some("WARN" | "FAIL")), "{found:#?}");
        assert!(!type_all(&mut session, &found).is_empty(), "{check}: {found:#?}");
        // In a shell of its own the line cannot take a variable away; files it has mended.
        if check.starts_with("mod.") || check.ends_with("tmpdir") {
            let after = session.doctor(check);
            assert_eq!(after["status"], "PASS", "{check}: {after:#}");
        }
    }
}

#[test]
fn path_that_holds_a_tilde_and_everything_else() {
    let mut session = moved();
    session.run("mkdir -p ~/\"$(cat $world/tmp/dir)\"; PATH='~'\"$(cat $world/tmp/dir)\":$PATH");
    let found = session.examine("--only path.tilde");
    assert_eq!(found[0]["status"], "WARN", "{found:#?}");
    let lines = type_all(&mut session, &found);
    let said = session.run(&format!(
        "{}; case $PATH in \"$HOME$(cat $world/tmp/dir)\":*) ;; *) echo \"$PATH\"; false ;; esac",
        lines.join("\n")
    ));
    assert_eq!(said.code, 0, "{lines:?}: {}", said.text);
}

#[test]
fn goproxy_of_a_stranger() {
    let mut session = Session::start();
    let list =
        format!("http://127.0.0.1:1/{},http://127.0.0.1:1/b", HIDDEN.replace(['"', '`'], ""));
    std::fs::write(session.path("tmp/list"), list).unwrap();
    session.run("export GOPROXY=$(cat $world/tmp/list)");
    let found = session.examine("--only net.goproxy-reach");
    assert_eq!(found[0]["status"], "FAIL", "{found:#?}");
    let lines = type_all(&mut session, &found);
    let said = session.run(&format!("{}; echo \"$GOPROXY\"", lines.join("\n")));
    assert!(said.text.contains("b|http://127.0.0.1:1/b"), "{lines:?}: {}", said.text);
}

#[test]
fn fix_that_a_terminal_does_not_show_is_not_called_ready_to_paste() {
    let mut session = Session::start();
    let text = "module hello.example\n\ngo 1.21\n\nreplace \"a\u{1b}[2Kb\" => ./gone\n";
    std::fs::write(session.path("hello/go.mod"), text).unwrap();
    let found = session.doctor("mod.replace");
    assert_eq!(found["status"], "FAIL", "{found:#}");
    assert_eq!(found["fix"]["commands"], serde_json::json!([]), "{found:#}");
}
