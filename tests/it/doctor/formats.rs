//! Every rendering of a run against hostile texts, held against its own specification: by the parsers
//! that exist here (Go's encoding/xml, Perl's TAP::Parser), else by its grammar.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;

use super::session::Session;

/// Passwords, control characters, marks that reorder, and what ends a text in each of the formats.
const HOSTILE: &str = r#"d="$world/a]]>&<\"|%0A::error::x,y"; mkdir "$d"; cd "$d"; printf 'module h.example\n\ngo 1.21\n\nreplace a.example => ../gone]]>|\n' >go.mod;
    export GOFLAGS=$'-x\e[2J\x7f\xc2\x9b \xe2\x80\xae' GOROOT=$'/no\e]0;pe]]>\a' GOBIN=rel GONOSUMDB='*' \
    GOPROXY='https://me:hunter2@127.0.0.1:1,direct' GOSUMDB='sum.test https://me:hunter2@127.0.0.1:1' \
    HTTPS_PROXY="http://me:hunter'2,|hunter2@p.example:1" https_proxy=me:hunter2@q.example:2 \
    ALL_PROXY=socks5://me:hunter2@h.example"#;

/// What doctor prints in this format, and its exit code.
fn print(session: &mut Session, format: &str) -> (String, i32) {
    let said = session.run(&format!(
        "\"$world/goenvmgr\" doctor --skip go.smoke --format {format} >$world/tmp/out"
    ));
    let bytes = fs::read(session.path("tmp/out")).unwrap();
    let text = String::from_utf8(bytes).unwrap_or_else(|error| panic!("{format}: {error}"));
    assert_eq!(said.text, "", "{format}: everything goes to standard output");
    (text, said.code)
}

#[test]
fn renderings_hold_to_their_specifications_and_show_no_secret() {
    let mut session = Session::start();
    session.run(HOSTILE);
    let hidden = Regex::new(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u{202a}-\u{202e}]").unwrap();
    type Judge = fn(&mut Session, &str);
    let judges: [(&str, i32, Judge); 7] = [
        ("human", 1, |_, text| assert!(text.contains("FAIL  env.goroot"), "{text}")),
        ("json", 1, json),
        ("junit", 1, junit),
        ("tap", 1, tap),
        ("nagios", 2, |_, text| nagios(text)),
        ("github", 1, |_, text| github(text)),
        ("prometheus", 1, |_, text| prometheus(text)),
    ];
    for (format, code, judge) in judges {
        let (text, ended) = print(&mut session, format);
        assert_eq!(ended, code, "{format}");
        assert!(!text.contains("hunter") && !text.contains("me:"), "{format}: {text}");
        assert!(!hidden.is_match(&text), "{format}: {text:?}");
        assert!(text.ends_with('\n'), "{format}");
        judge(&mut session, &text);
    }
}

fn json(_: &mut Session, text: &str) {
    let run: serde_json::Value = serde_json::from_str(text).unwrap();
    let wrong = super::schema::check(&super::schema::shipped(), &run);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let results = run["results"].as_array().unwrap();
    let number = |status: &str| results.iter().filter(|r| r["status"] == status).count() as u64;
    assert_eq!(run["summary"]["fail"], number("FAIL"));
    assert!(number("FAIL") > 3 && number("WARN") > 1 && number("PASS") > 20, "{text}");
}

/// A strict reader of XML, and the counts that the schema of JUnit wants to be right.
const READER: &str = r#"package main

import ("encoding/xml"; "fmt"; "io"; "os")

func main() {
	in := xml.NewDecoder(os.Stdin)
	count := map[string]int{}
	for {
		token, err := in.Token()
		if err == io.EOF { break }
		if err != nil { fmt.Println(err); os.Exit(1) }
		if start, ok := token.(xml.StartElement); ok {
			count[start.Name.Local]++
			if start.Name.Local == "testsuite" {
				for _, a := range start.Attr { fmt.Printf("%s=%s ", a.Name.Local, a.Value) }
			}
		}
	}
	fmt.Printf("| tests=%d failures=%d errors=%d skipped=%d suites=%d", count["testcase"], count["failure"], count["error"], count["skipped"], count["testsuites"])
}
"#;

fn junit(session: &mut Session, text: &str) {
    fs::create_dir(session.path("reader")).unwrap();
    fs::write(session.path("reader/main.go"), READER).unwrap();
    fs::write(session.path("tmp/xml"), text).unwrap();
    let said = session
        .run("(cd $world/reader; unset GOROOT GOBIN; GOFLAGS= go run main.go <$world/tmp/xml)");
    assert_eq!(said.code, 0, "{}: {text}", said.text);
    let (told, counted) = said.text.split_once('|').unwrap();
    let told: BTreeSet<_> = told.split_whitespace().collect();
    for count in counted.split_whitespace().filter(|count| !count.starts_with("suites")) {
        assert!(told.contains(count), "{count} in {told:?}");
    }
    assert!(counted.contains("suites=1"), "{counted}");
    let time = Regex::new(r" timestamp=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d ").unwrap();
    assert!(time.is_match(&said.text), "{}", said.text);
}

fn tap(session: &mut Session, text: &str) {
    fs::write(session.path("tmp/run.t"), text).unwrap();
    let parse = r#"perl -MTAP::Parser -e '
        local $/; open my $in, "<", "$ENV{world}/tmp/run.t"; my $p = TAP::Parser->new({tap => scalar <$in>});
        my ($yaml, $odd) = (0, 0);
        while (my $r = $p->next) { $yaml++ if $r->is_yaml; $odd++ if $r->is_unknown }
        printf "version %s yaml %d odd %d failed %d errors [%s]", $p->version, $yaml, $odd, scalar($p->failed), join ";", $p->parse_errors'"#;
    let said = session.run(parse);
    let failed = text.lines().filter(|line| line.starts_with("not ok")).count();
    let blocks = text.lines().filter(|line| *line == "  ---").count();
    let expected = format!("version 13 yaml {blocks} odd 0 failed {failed} errors []");
    assert_eq!(said.text, expected, "{text}");
    assert!(failed > 3 && blocks > failed, "{text}");
}

/// Monitoring Plugins Development Guidelines: one line of text, a bar, performance data; then text.
fn nagios(text: &str) {
    let number = r"[0-9.]+(s|%|B|c)?";
    let value = format!(r"[^ =']+={number}(;[0-9.:~@]*){{0,4}}");
    let first = format!(r"^GOENVMGR CRITICAL - [^|\n]+\|( {value})+$");
    let mut lines = text.lines();
    let line = lines.next().unwrap();
    assert!(Regex::new(&first).unwrap().is_match(line), "{line}");
    assert!(lines.all(|line| !line.contains('|') && !line.is_empty()), "{text}");
}

/// Workflow commands: each on a line of its own, and nothing else.
fn github(text: &str) {
    let command = Regex::new(r"^::(error|warning|notice) title=[^,:\n\r]+::[^\n\r]+$").unwrap();
    assert!(text.lines().all(|line| command.is_match(line)), "{text}");
    let errors = text.lines().filter(|line| line.starts_with("::error")).count();
    assert!(errors > 3 && text.contains("%250A"), "{text}");
}

/// The text format 0.0.4: each family once, its HELP and TYPE before it, no series twice, no times.
fn prometheus(text: &str) {
    let label = r#"[a-zA-Z_][a-zA-Z0-9_]*="(\\[\\n"]|[^\\"\n])*""#;
    let sample = format!(r"^([a-z_]+)\{{({label}(,{label})*)?\}} [0-9]+(\.[0-9]+)?$");
    let sample = Regex::new(&sample).unwrap();
    let (mut families, mut series, mut current) = (BTreeSet::new(), BTreeSet::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(help) = line.strip_prefix("# HELP ") {
            current = help.split(' ').next().unwrap().to_owned();
            assert!(families.insert(current.clone()), "{current} twice");
            assert_eq!(lines.next(), Some(&*format!("# TYPE {current} gauge")));
            continue;
        }
        let found = sample.captures(line).unwrap_or_else(|| panic!("no sample: {line}"));
        assert_eq!(found[1], current, "{line}");
        let name = line.rsplit_once(' ').unwrap().0;
        assert!(series.insert(name.to_owned()), "{name} twice");
    }
    assert_eq!(families.len(), 4, "{families:?}");
}
