//! The vectors were run through `go/version`; `tests/it/version.rs` compares with a real one.

use proptest::prelude::*;

use super::*;

fn v(text: &str) -> GoVersion {
    GoVersion::parse(text).unwrap_or_else(|| panic!("{text} is valid"))
}

#[test]
fn version_file_is_read_as_gos_own_build_reads_it() {
    for (text, version) in [
        ("go1.22.5\ntime 2024-06-27T20:11:12Z\n", "1.22.5"),
        ("go1.22.5", "1.22.5"),
        ("go1.20\n", "1.20"),
        ("go1.4-bootstrap-20170531 \r\n\n", "1.4-bootstrap-20170531"),
        ("go1\n", "1"),
        ("go1.23rc1\ntime\t2024-06-27T20:11:12+02:00", "1.23rc1"),
    ] {
        assert_eq!(GoVersion::from_version_file(text), Ok(v(version)), "{text:?}");
    }
    for (text, why) in [
        ("", "does not begin with a version"),
        ("\ngo1.22.5\n", "does not begin with a version"),
        (" go1.22.5\n", "holds 9 characters"),
        ("1.22.5\n", "holds \"1.22.5\""),
        ("go1.22.5 X:boringcrypto\n", "holds 23 characters"),
        ("devel go1.24-abcdef\n", "holds 19 characters"),
        ("go1.22.5-../../../x\n", "holds 19 characters"),
        ("go1.22.5\0\n", "holds 9 characters"),
        ("go1.22.5\u{1b}[2J", "holds 12 characters"),
        ("go1.22.5\ngo1.23.0\n", "holds \"go1.23.0\""),
        ("go1.22.5\ntime now\n", "holds 8 characters"),
        ("go1.22.5\ntime 2024-06-27\n", "holds 15 characters"),
        ("go1.22.5\ntime 2024-06-27T20:11:12Z and more\n", "holds 34 characters"),
    ] {
        let error = GoVersion::from_version_file(text).unwrap_err();
        assert!(error.starts_with(why), "{text:?}: {error}");
    }
}

#[test]
fn version_takes_what_go_accepts() {
    for name in [
        "go1",
        "go1.0",
        "go1.4.0",
        "go1.21rc",
        "go1.21alpha",
        "go1.21-foo",
        "go1.22.5-foo",
        "go2",
        "go0.1",
        "go1.4-bootstrap-20170531",
        "go1.99999999999999999999999.3",
    ] {
        assert!(GoVersion::from_toolchain(name).is_some(), "{name}");
    }
    for name in [
        "go1.21.0rc1",
        "go1.9.2rc2",
        "go1.021",
        "go1.21.01",
        "go1.21.",
        "1.21",
        "go1.21RC1",
        "gotip",
        "devel go1.22",
        "go1.22.5+auto",
        "go1.22.5X:boringcrypto",
        "",
        "go",
        "go1.",
        "go.1",
        "go1.22.5 X",
        "go1.22.5-a/b",
        "go1.22.5-a+auto",
        "go1.22.5-a\n",
        "go01",
        "go1.22é",
        "go1.22rc01",
    ] {
        assert!(GoVersion::from_toolchain(name).is_none(), "{name}");
    }
}

#[test]
fn orders_as_go_orders() {
    let rising = [
        "1",
        "1.0.3",
        "1.9.7",
        "1.10",
        "1.20beta1",
        "1.20rc3",
        "1.20",
        "1.20.14",
        "1.21",
        "1.21beta1",
        "1.21rc1",
        "1.21rc2",
        "1.21rc10",
        "1.21.0",
        "1.21.9",
        "1.21.10",
        "1.22rc1",
        "1.22.0",
        "1.22.0-foo",
        "2",
    ];
    for (i, a) in rising.iter().enumerate() {
        for (j, b) in rising.iter().enumerate() {
            assert_eq!(v(a).cmp(&v(b)), i.cmp(&j), "{a} {b}");
        }
    }
    for (a, b) in [("1", "1.0"), ("1", "1.0.0"), ("1.20", "1.20.0")] {
        assert_eq!(v(a), v(b));
    }
    assert_eq!(v("1.22.0").compare(&v("1.22.0-foo")), Ordering::Equal);
    assert_ne!(v("1.22.0"), v("1.22.0-foo"));
    assert!(v("1.22.0").meets(&v("1.22.0-foo")) && v("1.22.0").meets(&v("1.22")));
    assert!(!v("1.22rc1").meets(&v("1.22.0")) && v("1.22rc1").meets(&v("1.22")));
}

#[test]
fn version_has_one_name() {
    for (text, shown, toolchain) in [
        ("1.22.5", "1.22.5", "go1.22.5"),
        ("1.20.0", "1.20", "go1.20"),
        ("1.20.0-x", "1.20-x", "go1.20-x"),
        ("1.21.0", "1.21.0", "go1.21.0"),
        ("1", "1", "go1"),
        ("1.0", "1.0", "go1"),
        ("1.0.0", "1.0", "go1"),
        ("1.22rc1", "1.22rc1", "go1.22rc1"),
    ] {
        assert_eq!((v(text).to_string(), v(text).toolchain()), (shown.into(), toolchain.into()));
    }
}

#[test]
fn language_versions_are_known() {
    for (text, language, is_language, as_toolchain) in [
        ("1.22.5", "1.22", false, "1.22.5"),
        ("1.22", "1.22", true, "1.22.0"),
        ("1.22-foo", "1.22", true, "1.22.0-foo"),
        ("1.22rc1", "1.22", false, "1.22rc1"),
        ("1.20", "1.20", false, "1.20"),
        ("1", "1", false, "1"),
        ("1.0.3", "1", false, "1.0.3"),
    ] {
        let version = v(text);
        assert_eq!(version.language().to_string(), language, "{text}");
        assert_eq!(version.is_language(), is_language, "{text}");
        assert_eq!(version.as_toolchain().to_string(), as_toolchain, "{text}");
    }
}

#[test]
fn requests_are_read() {
    for (text, wanted) in [
        ("1.22.5", Request::Exact(v("1.22.5"))),
        ("go1.22.5", Request::Exact(v("1.22.5"))),
        ("v1.22.5", Request::Exact(v("1.22.5"))),
        ("1.22rc1", Request::Exact(v("1.22rc1"))),
        ("1.22.5-acme", Request::Exact(v("1.22.5-acme"))),
        ("go1.21-acme", Request::Exact(v("1.21-acme"))),
        ("1.20.0", Request::Exact(v("1.20"))),
        ("1.22", Request::Line(v("1.22"))),
        ("go1.22", Request::Line(v("1.22"))),
        ("1.20", Request::Line(v("1.20"))),
        ("1.22.x", Request::Line(v("1.22"))),
        ("1", Request::Line(v("1"))),
        ("1.x", Request::Line(v("1"))),
        ("1.99.99", Request::Exact(v("1.99.99"))),
        ("latest", Request::Latest),
        ("stable", Request::Latest),
        ("oldstable", Request::OldStable),
        ("rc", Request::Rc),
        ("system", Request::System),
    ] {
        let request: Request = text.parse().unwrap();
        assert_eq!(request, wanted, "{text}");
        assert_eq!(request.to_string().parse(), Ok(request), "{text} survives printing");
    }
    for text in
        ["", "go", "go1x", "X", ".x", "1.22.5.x", "1.22rc1.x", "1.2.3.4", "-1", "1.22.5;id", "auto"]
    {
        assert!(text.parse::<Request>().is_err(), "{text}");
    }
    assert!("1.21.01".parse::<Request>().unwrap_err().to_string().contains("leading zero"));
}

#[test]
fn request_picks_the_newest() {
    let all: Vec<_> =
        ["1.21.9", "1.22.5", "1.22.10", "1.23rc2", "1.22.10-acme", "1.20", "1.24rc1", "1.24rc2"]
            .map(v)
            .into();
    for (request, wanted) in [
        ("1.22", Some("1.22.10")),
        ("1.22.x", Some("1.22.10")),
        ("1", Some("1.22.10")),
        ("1.24", Some("1.24rc2")),
        ("latest", Some("1.22.10")),
        ("oldstable", Some("1.21.9")),
        ("rc", Some("1.24rc2")),
        ("1.20.0", Some("1.20")),
        ("1.19", None),
        ("1.22.11", None),
        ("system", None),
    ] {
        let found = request.parse::<Request>().unwrap().newest(&all).map(ToString::to_string);
        assert_eq!(found.as_deref(), wanted, "{request}");
    }
}

proptest! {
    #[test]
    fn version_of_any_text_is_read_or_refused(text in "\\PC*") {
        let _ = text.parse::<Request>();
        if let Some(version) = GoVersion::parse(&text) {
            prop_assert_eq!(GoVersion::parse(&version.to_string()), Some(version));
        }
    }
}

#[test]
fn request_written_out_means_the_same_again() {
    for text in ["1.22.5", "1.22", "1", "1.20.0", "1.22rc1", "latest", "oldstable", "rc", "system"]
    {
        let request: Request = text.parse().unwrap();
        assert_eq!(request.to_string().parse(), Ok(request), "{text}");
    }
    for version in ["1.20", "1.22rc1", "1.22.0", "1.9.7"] {
        let exact = Request::Exact(GoVersion::parse(version).unwrap().as_toolchain());
        assert_eq!(exact.to_string().parse(), Ok(exact), "{version}");
    }
}

#[test]
fn name_is_no_request_and_no_word_that_means_something() {
    for name in
        ["mygo", "msgo", "tip", "gotip", "go-acme", "work", "a", "x1", "rc-candidate", "v-next"]
    {
        assert!(name.parse::<Name>().is_ok(), "{name}");
        assert!(Request::published(name).is_err(), "{name}");
        assert_eq!(name.parse(), Ok(Request::Named(name.parse().unwrap())));
    }
    for word in [
        "latest",
        "stable",
        "oldstable",
        "rc",
        "system",
        "local",
        "path",
        "auto",
        "default",
        "none",
        "main",
        "master",
        "newest",
        "all",
        "go",
        "gofmt",
        "goenvmgr",
        "con",
        "nul",
        "com1",
        "lpt9",
        "go1",
        "go1-acme",
        "go1x",
        "v1",
        "v2-x",
        "ref",
        "",
        "1",
        "-a",
        "A",
        "a_b",
        "a.b",
        "a/b",
        "é",
        "a b",
        "mygo\n",
    ] {
        assert!(word.parse::<Name>().is_err(), "{word:?}");
    }
    assert!("a".repeat(41).parse::<Name>().is_err());
}

proptest::proptest! {
    #[test]
    fn no_name_is_a_request(text in "[a-z0-9.-]{1,12}") {
        if text.parse::<Name>().is_ok() {
            proptest::prop_assert!(Request::published(&text).is_err());
        }
    }
}
