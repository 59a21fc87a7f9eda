//! Our versions against Go's own `go/version`, with a real `go`.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use goenvmgr::go::version::GoVersion;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const PROGRAM: &str = r#"package main

import (
	"bufio"
	"fmt"
	"go/version"
	"os"
	"strings"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		a, b, _ := strings.Cut(in.Text(), "\t")
		fmt.Println(version.IsValid(a), version.Compare(a, b), version.Lang(a))
	}
}
"#;

/// Names near the grammar, so that many are valid and many just are not.
fn name() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        "[0-9]{1,2}",
        Just("21".to_owned()),
        Just("20".to_owned()),
        Just("0".to_owned()),
        "[1-9][0-9]{20}",
        "0[0-9]",
    ];
    let kind =
        prop_oneof![Just("rc"), Just("beta"), Just("alpha"), Just("RC"), Just("-x"), Just(".")];
    let tail = prop_oneof![
        3 => Just(String::new()),
        3 => number.clone().prop_map(|n| format!(".{n}")),
        2 => (kind, number.clone()).prop_map(|(k, n)| format!("{k}{n}")),
        1 => "(-[a-z0-9.]{0,4}|rc|\\.|x|\\+)",
    ];
    let prefix = prop_oneof![9 => Just("go"), 1 => Just(""), 1 => Just("v")];
    let major = prop_oneof![8 => Just("1".to_owned()), 1 => number.clone()];
    (prefix, major, prop::option::of(number), tail.clone(), tail).prop_map(
        |(prefix, major, minor, a, b)| match minor {
            Some(minor) => format!("{prefix}{major}.{minor}{a}{b}"),
            None => format!("{prefix}{major}{a}"),
        },
    )
}

fn asked_of_go(pairs: &[(String, String)]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("main.go"), PROGRAM).unwrap();
    let mut go = Command::new("go")
        .args(["run", "main.go"])
        .current_dir(dir.path())
        .env("GO111MODULE", "off")
        .env("GOTOOLCHAIN", "local")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a go on PATH");
    let lines: String = pairs.iter().map(|(a, b)| format!("{a}\t{b}\n")).collect();
    let mut input = go.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = go.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn versions_are_accepted_and_ordered_as_go_does() {
    let mut runner = TestRunner::deterministic();
    // In a suffix we refuse `+`, which ends a version's name in GOTOOLCHAIN; go/version does not look.
    let plain =
        |name: &String| name.split_once('-').is_none_or(|(_, suffix)| !suffix.contains('+'));
    let names = name().prop_filter("a plus in a suffix", plain);
    let mut draw = || names.new_tree(&mut runner).unwrap().current();
    let pairs: Vec<_> = (0..4000).map(|_| (draw(), draw())).collect();
    let answers = asked_of_go(&pairs);
    assert_eq!(answers.len(), pairs.len());
    let mut valid = 0;
    for ((a, b), answer) in pairs.iter().zip(answers) {
        let (ours, other) = (GoVersion::from_toolchain(a), GoVersion::from_toolchain(b));
        let order = match (&ours, &other) {
            (Some(a), Some(b)) => a.compare(b) as i32,
            (a, b) => a.is_some() as i32 - b.is_some() as i32,
        };
        let language = ours.as_ref().map(|v| v.language().toolchain()).unwrap_or_default();
        assert_eq!(format!("{} {order} {language}", ours.is_some()), answer, "{a:?} and {b:?}");
        valid += usize::from(ours.is_some());
    }
    assert!((1000..3500).contains(&valid), "{valid} valid names prove little");
}
