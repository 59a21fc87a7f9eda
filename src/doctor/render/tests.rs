//! Golden texts: one run in every rendering.

use super::*;
use crate::doctor::model::finding::{Finding, Fix, Verdict};
use crate::doctor::model::report::Mode;

fn run() -> Diagnosis {
    let fix = Fix::new("take GOROOT out of this shell").run("unset GOROOT");
    let results = [
        ("path.go", Verdict::pass("`go` is Go 1.26.8").value("/usr/local/go/bin/go")),
        (
            "env.goroot",
            Verdict::fail("GOROOT names <nothing> & \"no\" Go")
                .seen("GOROOT", "/no|pe\u{1}\u{9b}2J\u{7f}")
                .breaks("go build", "cannot find GOROOT directory: /no|pe")
                .cure(fix),
        ),
        (
            "env.secrets",
            Verdict::warn("GOPROXY holds a password")
                .seen("GOPROXY", "https://me:hunter2@proxy.example/x,direct")
                .seen("HTTPS_PROXY", "http://me:hun'ter2,|hunter2@proxy.example:1")
                .cure(Fix::new("move it\nto netrc").safe()),
        ),
        ("net.goproxy-reach", Verdict::pass("proxy.example serves it")),
        ("net.reach", Verdict::skip("offline")),
        ("fs.space", Verdict::error("no answer from /mnt/dead in 3 s")),
    ];
    let results = results.map(|(id, verdict)| {
        let mut finding = Finding::new(id, verdict);
        finding.duration_ms = 72;
        finding.attempts = if id.starts_with("net.") { 2 } else { 1 };
        finding
    });
    let now = 1_795_000_000_123;
    let mut run = Diagnosis::new(Mode::Quick, false, "worker-3".to_owned(), now, results.into());
    run.duration_ms = 1412;
    run.tool_version = "0.0.0";
    run
}

fn shown(rendering: Rendering) -> String {
    let mut out = Vec::new();
    render(&run(), rendering, &mut out).unwrap();
    String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap()
}

#[test]
fn human() {
    insta::assert_snapshot!(shown(Rendering::Human));
}

#[test]
fn json() {
    insta::assert_snapshot!(shown(Rendering::Json));
}

#[test]
fn junit() {
    insta::assert_snapshot!(shown(Rendering::Junit));
}

#[test]
fn tap() {
    insta::assert_snapshot!(shown(Rendering::Tap));
}

#[test]
fn nagios() {
    insta::assert_snapshot!(shown(Rendering::Nagios));
}

#[test]
fn github() {
    insta::assert_snapshot!(shown(Rendering::Github));
}

#[test]
fn prometheus() {
    insta::assert_snapshot!(shown(Rendering::Prometheus));
}

#[test]
fn renderings_show_no_secret_and_end_with_a_newline() {
    use clap::ValueEnum as _;
    for rendering in Rendering::value_variants() {
        let text = shown(*rendering);
        assert!(!text.contains("hunter2"), "{rendering:?}");
        assert!(text.ends_with('\n'), "{rendering:?}");
    }
}

#[test]
fn exit_codes_follow_the_worst_answer() {
    use crate::base::fault::Exit;
    let run = |statuses: &[crate::doctor::model::finding::Status], strict| {
        let results = statuses.iter().map(|s| Finding::new("a.b", Verdict::new(*s, ""))).collect();
        let run = Diagnosis::new(Mode::Quick, strict, String::new(), 0, results);
        (run.exit(), nagios_exit(&run), run.overall_status)
    };
    use crate::doctor::model::finding::Status::{Error, Fail, Pass, Skip, Warn};
    for (statuses, strict, expected) in [
        (&[Pass, Skip][..], false, (Exit::Fine, 0, "OK")),
        (&[Pass, Warn][..], false, (Exit::Fine, 1, "OK")),
        (&[Pass, Warn][..], true, (Exit::No, 2, "DEGRADED")),
        (&[Error, Warn][..], false, (Exit::Unfinished, 3, "DEGRADED")),
        (&[Error, Fail][..], false, (Exit::No, 2, "DEGRADED")),
    ] {
        assert_eq!(run(statuses, strict), expected, "{statuses:?} strict={strict}");
    }
}
