//! Pins, lists of them, and files that are named and not read.

use super::*;

/// As asdf 0.20, row by row; but `system` ends the list wherever it stands, as in asdf 0.15, and what
/// cannot be read is an error where it stands first.
#[test]
fn pin_list_selects_the_first_that_is_there() {
    for (line, wanted) in [
        ("golang 1.22.5 1.23.1 system", "1.22.5 | Pin | a/.tool-versions:1"),
        ("golang 1.21.3 1.22.5 system", "1.22.5 | Pin | a/.tool-versions:1"),
        ("golang 1.21.3 prefix:1.22 1.23.1", "1.22.10 | Pin | a/.tool-versions:1"),
        ("golang 1.21.3 1.20.1 system 1.22.5", "system | Pin | a/.tool-versions:1"),
        ("golang 1.22.5 ref:main", "1.22.5 | Pin | a/.tool-versions:1"),
        ("golang 1.21.3 path:/opt/go 1.22.5", "1.22.5 | Pin | a/.tool-versions:1"),
        ("golang system 1.22.5", "system | Pin | a/.tool-versions:1"),
        (
            "golang 1.21.3 1.20",
            "missing 1.21.3: it is not installed, nor is what may take its place: 1.20 \
             | Pin | a/.tool-versions:1",
        ),
        (
            "golang ref:main 1.22.5",
            "missing : what `ref:` names is no published version | Pin | a/.tool-versions:1",
        ),
    ] {
        let place = three().system("1.26.8").default("1.23.1").file("a/.tool-versions", line);
        assert_eq!(place.says(), wanted, "{line}");
    }
    let alone = three().default("1.23.1").file("a/.tool-versions", "golang 1.21.3 system");
    let missing = "missing 1.21.3: it is not installed, nor is what may take its place: system \
                   | Pin | a/.tool-versions:1";
    assert_eq!(alone.says(), missing, "there is no other go");
    let selection = alone.selection();
    assert_eq!(selection.to_install().unwrap().to_string(), "1.21.3");
    let second = three().file("a/.tool-versions", "golang 1.21.3 1.22.5 system").explanation();
    let step = second.chain.iter().find(|step| step.verdict == StepVerdict::Selected).unwrap();
    assert_eq!(step.says.as_deref(), Some("1.21.3 1.22.5 system"));
    assert_eq!(step.note, "1.22.5, for 1.21.3 is not installed");
    assert_eq!(second.selection.request.unwrap().to_string(), "1.22.5");
}

#[test]
fn mise_toml_is_asked_after_the_others_and_the_dotted_one_first() {
    let pin = |version: &str| format!("[tools]\nnode = '20'\ngo = '{version}'\n");
    let plain = three().file("a/mise.toml", &pin("1.22.5"));
    assert_eq!(plain.says(), "1.22.5 | Pin | a/mise.toml:3");
    let silent = plain.file("a/.mise.toml", "[tools]\nnode = '20'\n");
    assert_eq!(silent.says(), "1.22.5 | Pin | a/mise.toml:3");
    let dotted = silent.file("a/.mise.toml", &pin("1.23"));
    assert_eq!(dotted.says(), "1.23.1 | Pin | a/.mise.toml:3");
    let tools = dotted.file("a/.tool-versions", "golang 1.22.10");
    assert_eq!(tools.says(), "1.22.10 | Pin | a/.tool-versions:1");
    let module = three().file("a/mise.toml", &pin("1.22.5")).file("a/go.mod", "go 1.23");
    assert_eq!(module.says(), "1.22.5 | Pin | a/mise.toml:3");
    let broken = three().file(".go-version", "1.22.5").file("a/mise.toml", &pin("{{ x }}"));
    assert_eq!(
        broken.says(),
        "missing : goenvmgr evaluates no template: write the version itself | Pin | a/mise.toml:3"
    );
    let list = three().file("a/mise.toml", "[tools]\ngo = ['1.21.3', '1.23.1']");
    assert_eq!(list.says(), "1.23.1 | Pin | a/mise.toml:2");
    let manifest = three().file("a/goenvmgr.toml", "[tools]\ngo = '1.23'");
    assert_eq!(manifest.says(), "1.23.1 | Pin | a/goenvmgr.toml:2");
}

#[test]
fn unread_files_decide_nothing_and_stand_in_the_chain() {
    let place = three().default("1.22.5").file(".prototools", "go = '1.23.1'\n");
    let place = place.file("a/b/devbox.json", "{\"packages\": [\"go@1.21.3\"]}");
    assert_eq!(place.says(), "1.22.5 | Default | config.toml:1");
    let chain = place.explanation().chain;
    let passed = chain.iter().filter(|step| step.verdict == StepVerdict::Ignored);
    let root = place.dir.path().display();
    let notes: Vec<_> =
        passed.map(|step| (step.says.clone().unwrap(), step.note.clone())).collect();
    let read = |program: &str, cure: &str| {
        format!("goenvmgr does not read this file of {program}; type: {cure}")
    };
    assert_eq!(
        notes,
        [
            ("1.21.3".to_owned(), read("devbox", "goenvmgr pin 1.21.3")),
            ("1.23.1".to_owned(), read("proto", &format!("cd {root} && goenvmgr pin 1.23.1"))),
        ]
    );
    let scan = AncestorScan::of(&place.env.cwd);
    select(&place.env, &place.store, &place.config, &scan).unwrap();
    let looked_at = scan.asked().iter().any(|file| file.path().ends_with("devbox.json"));
    assert!(!looked_at, "a switch has no time for them");
}

#[test]
fn pin_of_what_is_not_there_is_missing() {
    for (file, text, wanted) in [
        ("a/.go-version", "1.22.6", "missing 1.22.6: it is not installed | Pin | a/.go-version:1"),
        (
            "a/.go-version",
            "1.21",
            "missing 1.21: no such version is installed | Pin | a/.go-version:1",
        ),
        (
            "a/.tool-versions",
            "golang ref:x",
            "missing : what `ref:` names is no published version | Pin | a/.tool-versions:1",
        ),
        ("a/.go-version", "", "missing : the file names no version | Pin | a/.go-version"),
        ("a/.go-version", "rc", "missing rc: no such version is installed | Pin | a/.go-version:1"),
    ] {
        let place = three().default("1.23.1").file(".go-version", "1.22.5").file(file, text);
        assert_eq!(place.says(), wanted, "{text}");
    }
    let broken = three().file("a/goenvmgr.toml", "\ngo = 1.\n");
    assert!(broken.says().starts_with("missing : "), "{}", broken.says());
    let variable = three().var("GOENVMGR_VERSION", "bash");
    let says = variable.says();
    assert!(says.starts_with("missing bash: no toolchain is linked under that name"), "{says}");
    let variable = three().var("GOENVMGR_VERSION", "1.2.3.4");
    assert!(variable.says().starts_with("missing : \"1.2.3.4\" is not a Go version"));
    assert!(three().default("1.19").says().starts_with("missing 1.19: no such"));
}
