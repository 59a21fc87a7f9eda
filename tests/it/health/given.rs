//! What is given to other programs: a dashboard, rules for sudo.

use std::fs;
use std::process::Command;

use serde_json::Value;

use super::{Project, told};

#[test]
fn dashboard_asks_for_metrics_that_a_run_gives() {
    let project = Project::with("[[check]]\nname = \"x\"\ntype = \"command\"\nargv = [\"true\"]\n");
    let dashboard = project.json(&["health", "grafana"]);
    assert_eq!(dashboard["time"]["from"], "now-7d");
    let run = project.run(&["health", "run", "--only", "custom", "--format", "prometheus"]);
    let metrics = told(&run);
    let known = |name: &str| metrics.contains(&format!("# TYPE {name} "));
    let panels = dashboard["panels"].as_array().unwrap();
    let mut asked = 0;
    for panel in panels {
        for target in panel["targets"].as_array().unwrap() {
            let words = target["expr"].as_str().unwrap();
            let names = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            for name in names.filter(|name| name.starts_with("healthcheck_")) {
                assert!(known(name), "{name}\n{metrics}");
                asked += 1;
            }
        }
    }
    assert!(asked >= 3, "{asked}");
    assert_eq!(panels[0]["transformations"][0]["id"], "groupingToMatrix");
    let mut ids: Vec<&Value> = panels.iter().map(|panel| &panel["id"]).collect();
    ids.dedup();
    assert_eq!(ids.len(), panels.len());
}

#[test]
fn sudoers_are_what_visudo_takes_and_hold_nothing_but_the_checks_words() {
    let check = |name: &str, argv: &str| {
        format!("[[check]]\nname = \"{name}\"\ntype = \"command\"\nargv = [{argv}]\n")
    };
    let narrow = [
        check("unit", r#""sudo", "-n", "/usr/bin/env", "is-active", "nginx""#),
        check("again", r#""/usr/bin/sudo", "/usr/bin/env", "is-active", "nginx""#),
        check(
            "odd",
            r#""sudo", "-u", "www", "--", "/usr/bin/env", "a,b:c=d", "*?[]!", "\\", "%h #\"'""#,
        ),
        check("bare", r#""sudo", "/usr/bin/true""#),
        check("plain", r#""true""#),
    ]
    .concat();
    let project = Project::with(&narrow);
    let printed = project.run(&["health", "sudoers", "--print", "--user", "healthcheck"]);
    assert_eq!(printed.status.code(), Some(0), "{}", told(&printed));
    let text = String::from_utf8(printed.stdout).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines.len(), 3, "{text}");
    let unit = "healthcheck ALL=(root) NOPASSWD: /usr/bin/env is-active nginx";
    assert_eq!(lines[0], unit);
    assert_eq!(lines[2], "healthcheck ALL=(root) NOPASSWD: /usr/bin/true \"\"");
    let valid = |text: &str| {
        let file = project.dir.join("sudoers");
        fs::write(&file, text).unwrap();
        let visudo = Command::new("/usr/sbin/visudo").arg("-cf").arg(&file).output();
        visudo.expect("visudo is needed: ./tests/run installs sudo")
    };
    let judged = valid(&text);
    assert!(judged.status.success(), "{text}{}", told(&judged));
    assert!(!valid(&text.replace("NOPASSWD:", "NOPASSWD")).status.success(), "visudo judges");
    let none = Project::with(&check("plain", r#""true""#));
    let printed = none.run(&["health", "sudoers", "--print", "--user", "me"]);
    assert!(told(&printed).contains("no rule is needed"), "{}", told(&printed));
    let open = Project::with(&check("open", r#""sudo", "systemctl", "status""#));
    let refused = open.run(&["health", "sudoers", "--print", "--user", "me"]);
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    assert!(
        told(&refused).contains("line 2: custom.open: systemctl is no whole path"),
        "{}",
        told(&refused)
    );
}

/// A rule for what others can change would make root of them.
#[test]
fn sudoers_have_a_rule_for_what_root_alone_can_change() {
    let check = |name: &str, argv: &str| {
        format!("[[check]]\nname = \"{name}\"\ntype = \"command\"\nargv = [{argv}]\n")
    };
    let project = Project::with("");
    let own = project.dir.join("check.sh");
    fs::write(&own, "#!/bin/sh\n").unwrap();
    std::os::unix::fs::symlink("/usr/bin/env", project.dir.join("link")).unwrap();
    let (own, link) = (own.display(), project.dir.join("link"));
    let checks = [
        check("own", &format!("\"sudo\", \"-n\", \"{own}\"")),
        check("link", &format!("\"sudo\", \"-n\", \"{}\"", link.display())),
        check("told", &format!("\"sudo\", \"-n\", \"/bin/sh\", \"{own}\"")),
        check("near", "\"sudo\", \"-n\", \"/bin/sh\", \"./check.sh\""),
        check("folder", "\"sudo\", \"-n\", \"/bin/\""),
        check("gone", "\"sudo\", \"-n\", \"/usr/sbin/no-such-program\""),
        check("good", "\"sudo\", \"-n\", \"/usr/bin/env\", \"/nowhere\""),
    ];
    let project = Project::with(&checks.concat());
    let printed = project.run(&["health", "sudoers", "--print", "--user", "bob"]);
    assert_eq!(printed.status.code(), Some(0), "{}", told(&printed));
    let text = String::from_utf8(printed.stdout).unwrap();
    let rules: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(rules, ["bob ALL=(root) NOPASSWD: /usr/bin/env /nowhere"], "{text}");
    for name in ["own", "link", "told", "near", "folder", "gone"] {
        assert!(text.contains(&format!("# No rule for custom.{name} (line ")), "{name}: {text}");
    }
    assert!(text.contains("is no file") && text.contains("/usr/local/sbin"), "{text}");
}
