//! The report: what stands in the page, and of whom.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Project, told};

/// A check that fails with words that a browser would take for its own.
const HOSTILE: &str = "[health]\nname = \"shop\"\n[[check]]\nname = \"flag\"\ntype = \"file\"\npath = \"flag\"\n\
    expect = { exists = true }\n[[check]]\nname = \"markup\"\ntype = \"command\"\nretries = 0\n\
    argv = [\"sh\", \"-c\", \"echo '</dd><script>alert(1)</script>' >&2; exit 1\"]\n\
    [[check]]\nname = \"fine\"\ntype = \"command\"\nargv = [\"true\"]\n";

fn page(project: &Project, arguments: &[&str]) -> (Option<i32>, String) {
    let arguments = [&["health", "report", "--html", "out.html"], arguments].concat();
    let output = project.run(&arguments);
    let page = fs::read_to_string(project.dir.join("out.html"));
    (output.status.code(), page.unwrap_or_else(|_| panic!("{}", told(&output))))
}

#[test]
fn report_is_one_file_with_verdict_causes_and_the_week() {
    let project = Project::with(HOSTILE);
    project.health(&[]);
    project.health(&[]);
    let (code, html) = page(&project, &["--only", "custom"]);
    assert_eq!(code, Some(1));
    for outside in ["<script", "<link", "src=", "href=", "@import", "url(", "http:", "https:"] {
        assert!(!html.contains(outside), "{outside}\n{html}");
    }
    for words in [
        "<title>DEGRADED: shop, default</title>",
        "<strong>DEGRADED</strong> 2 checks failed; 0 warned, 1 passed, 0 not asked.",
        "<span class=\"word FAIL\">FAIL</span> custom.flag",
        "&#60;/dd&#62;&#60;script&#62;alert(1)",
        "<dt>failures in a row</dt><dd>2, before this run</dd>",
        "<th scope=\"row\">custom.flag</th>",
        "<span class=\"hidden\">2 of 2 failed</span>",
        "1 checks neither failed nor warned in 2 runs",
        "<span class=\"hidden\">2 passed</span>",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    // Each cell belongs to a row and a column that are told to who hears the page.
    let days = html.matches("scope=\"colgroup\"").count();
    assert_eq!(days, 14, "two tables of seven days");
    let state = project.json(&["health", "status", "--format", "json"]);
    assert_eq!(state["failing"][0]["consecutive_failures"], 2, "a report counts nothing");
    let shown = project.run(&["health", "report", "--html", "-", "--only", "custom.fine"]);
    assert_eq!(shown.status.code(), Some(0), "{}", told(&shown));
    assert!(told(&shown).contains("<strong>OK</strong> no check failed"), "{}", told(&shown));
}

#[test]
fn report_of_several_machines_shows_hosts_and_checks_and_runs_nothing() {
    let project = Project::with(HOSTILE);
    project.health(&[]);
    let state = project.dir.join("home/state");
    copy(&state, &project.dir.join("web-1"));
    fs::write(project.dir.join("flag"), "").unwrap();
    project.health(&["--only", "custom.flag,custom.fine"]);
    // The failures of `markup` are not asked about any more: they stay what was seen last.
    copy(&state, &project.dir.join("elsewhere"));
    let (code, html) = page(&project, &["--state", "web-1", "--state", "web-2=elsewhere"]);
    assert_eq!(code, Some(1));
    for words in [
        "<strong>DEGRADED</strong> 2 machines failed in the last run",
        "<th scope=\"col\">custom.flag</th><th scope=\"col\">custom.markup</th>",
        "<tr><th scope=\"row\">web-1</th><td class=\"most\"><span aria-hidden=\"true\">1</span>\
         <span class=\"hidden\">1 of 1 failed</span></td>",
        "<tr><th scope=\"row\">web-2</th><td class=\"most\"><span aria-hidden=\"true\">1</span>\
         <span class=\"hidden\">1 of 2 failed</span></td>",
        "custom.flag on web-1",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    assert!(!html.contains("custom.flag on web-2"), "it passes there\n{html}");
    for (state, words) in [
        (&["--state", "web-1", "--state", "./web-1"][..], "two machines are called web-1"),
        (&["--state", "nowhere"], "nowhere holds no runs of default"),
    ] {
        let refused = project.run(&[&["health", "report", "--html", "-"], state].concat());
        assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
        assert!(told(&refused).contains(words), "{}", told(&refused));
    }
}

fn copy(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-r").args([from, to]).status().unwrap().success());
}
