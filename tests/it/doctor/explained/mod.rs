//! What `doctor explain` knows, beside real Go commands: each message of `said.tsv` is provoked and
//! explained, the check that the explanation names finds the fault, and the list of all messages of
//! the go command (docs/go-messages.md) calls explained what was said here and nothing else.

mod list;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use goenvmgr::doctor::explain::{Explanation, explain};
use serde_json::Value;

use super::session::Session;
use crate::support::real_go;

const SAID: &str = include_str!("said.tsv");

/// A proxy in a directory: one module, and another that calls itself by the first one's name.
const PROXY: &str = "export proxy=$world/proxy; for m in x y; do p=$proxy/$m.example/@v; mkdir -p $p $world/src; \
    cd $world/src; test -d .git || { git init -q .; echo 'module x.example' >go.mod; git add .; \
    git -c user.name=a -c user.email=a@x.example commit -qm x; }; \
    git archive --format=zip --prefix=$m.example@v1.0.0/ -o $p/v1.0.0.zip HEAD; \
    cp go.mod $p/v1.0.0.mod; echo '{\"Version\":\"v1.0.0\"}' >$p/v1.0.0.info; touch $p/list; done; cd ../hello; \
    unset GOFLAGS";

/// One line of `said.tsv`.
struct Case {
    wrong: &'static str,
    command: &'static str,
    says: &'static str,
}

fn cases() -> Vec<Case> {
    let lines = SAID.lines().filter(|line| !line.starts_with('#'));
    let case = |line: &'static str| {
        let [wrong, command, says] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three fields: {line}")
        };
        Case { wrong, command, says }
    };
    lines.map(case).collect()
}

/// What became of a case.
struct Shown {
    said: String,
    explanation: Option<Explanation>,
    /// What is not as it should be.
    amiss: Option<String>,
}

/// Provokes the fault in a directory and a home of its own, and asks the check that is named.
fn show(session: &mut Session, number: usize, case: &Case) -> Shown {
    let here = again(&number.to_string(), case.wrong);
    let out = session.run(&format!("({here}\n{} )", case.command));
    let explanations = explain(&out.text);
    let explanation = explanations.into_iter().find(|one| one.line.contains(case.says));
    let amiss = if out.code == 0 {
        Some("go does not fail".to_owned())
    } else if !out.text.contains(case.says) {
        Some("go says something else".to_owned())
    } else {
        match &explanation {
            None => Some("not explained".to_owned()),
            Some(known) if known.check.is_empty() => None,
            Some(known) => unfound(session, number, case, known.check),
        }
    };
    Shown { said: out.text, explanation, amiss }
}

/// The lines that bring the fault about, in a place of this name.
fn again(name: &str, wrong: &str) -> String {
    format!(
        "export HOME=$world/{name}/home tmproot=$world/{name}/tmp; \
        mkdir -p $HOME $tmproot $world/{name}/hello; cd $world/{name}/hello; cp $world/hello/* .; {{ {wrong}\n}} >/dev/null 2>&1"
    )
}

/// Why the check that the explanation names does not find the fault, where it does not.
fn unfound(session: &mut Session, number: usize, case: &Case, check: &str) -> Option<String> {
    let again = again(&format!("{number}.again"), case.wrong);
    let doctor = format!("\"$world/goenvmgr\" doctor --only {check} --format json");
    let said = session.run(&format!("({again}\n{doctor} 2>/dev/null) | sed -n '/^{{/,$p'"));
    let Ok(run) = serde_json::from_str::<Value>(&said.text) else {
        return Some(format!("doctor --only {check}: {}", said.text));
    };
    let found = run["results"].as_array().is_some_and(|all| {
        all.iter().any(|one| matches!(one["status"].as_str(), Some("FAIL" | "WARN" | "ERROR")))
    });
    (!found).then(|| format!("doctor --only {check} finds nothing: {}", run["results"]))
}

/// Runs all, on two shells.
fn all() -> Vec<(Case, Shown)> {
    let [go121, go122, go123] = real_go::OLDER.map(real_go::root);
    let paths = format!(
        "export go126={} go121={} go122={} go123={}",
        real_go::OWN,
        go121.display(),
        go122.display(),
        go123.display()
    );
    let numbered: Vec<(usize, Case)> = cases().into_iter().enumerate().collect();
    let half = numbered.len() / 2;
    let run = |cases: Vec<(usize, Case)>| {
        let mut session = Session::with_mounts();
        session.run(&format!("{paths}; {PROXY}"));
        let show_one = |(number, case): (usize, Case)| {
            let shown = show(&mut session, number, &case);
            (case, shown)
        };
        cases.into_iter().map(show_one).collect::<Vec<_>>()
    };
    let mut first = numbered;
    let second = first.split_off(half);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| run(second));
        let mut all = run(first);
        all.extend(other.join().unwrap());
        all
    })
}

#[test]
fn explain_knows_what_a_real_go_says_and_its_check_finds_it() {
    let all = all();
    let mut amiss = String::new();
    for (case, shown) in &all {
        if let Some(why) = &shown.amiss {
            let said: String = shown.said.chars().take(400).collect();
            writeln!(
                amiss,
                "{} :: {} :: {}\n  {why}\n  {said}",
                case.wrong, case.command, case.says
            )
            .unwrap();
        }
    }
    assert!(amiss.is_empty(), "{amiss}");
    let causes: BTreeSet<_> = all
        .iter()
        .filter_map(|(_, shown)| shown.explanation.as_ref())
        .map(|one| &one.cause)
        .collect();
    assert!(causes.len() >= 60, "{} causes are provoked", causes.len());
    let said: Vec<&str> = all.iter().flat_map(|(_, shown)| shown.said.lines()).collect();
    list::holds(&said);
}

/// Asks each Go for each package of the table: those that came later are the ones that it lacks.
#[test]
fn explain_knows_which_go_brought_which_package() {
    let listed = packages();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages/packages.go");
    let own = std::path::Path::new(real_go::OWN).join("bin/go");
    let run = std::process::Command::new(own)
        .args(["run", script, real_go::OWN])
        .env("GOTOOLCHAIN", "local")
        .output()
        .unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/doctor/explain/packages.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &run.stdout).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(String::from_utf8(run.stdout).unwrap() == kept, "UPDATE=1 rewrites packages.txt");

    for version in real_go::OLDER {
        let minor: u32 = version.split('.').nth(1).unwrap().parse().unwrap();
        let mut session = Session::start();
        session.run(&format!("export PATH={}/bin:$PATH", real_go::root(version).display()));
        let names: Vec<&str> = listed.iter().map(|(name, _)| name.as_str()).collect();
        let asked =
            format!("go list -e -f '{{{{.ImportPath}}}} {{{{.Error}}}}' {}", names.join(" "));
        let said = session.run(&asked);
        assert_eq!(said.code, 0, "{}", said.text);
        for (name, brought) in &listed {
            let line =
                said.text.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap();
            let lacks = !line.ends_with("<nil>");
            assert_eq!(lacks, *brought > minor, "{version}: {line}");
            if lacks {
                let cause = &explain(line)[0].cause;
                assert!(cause.starts_with(&format!("{name} came with Go 1.{brought}:")), "{cause}");
            }
        }
    }
}

/// The kept table: packages and the minor versions of the Go that brought them.
fn packages() -> Vec<(String, u32)> {
    let kept = include_str!("../../../../src/doctor/explain/packages.txt");
    let line = |line: &str| {
        let (name, go) = line.split_once(" 1.").unwrap();
        (name.to_owned(), go.parse().unwrap())
    };
    kept.lines().map(line).collect()
}
