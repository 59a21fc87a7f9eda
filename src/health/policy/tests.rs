use std::path::Path;
use std::time::Duration;

use super::*;
use crate::doctor::model::report::Mode;

const PATH: &str = "/p/service/goenvmgr.toml";

fn read(text: &str) -> Result<Policy> {
    Policy::parse(Path::new(PATH), text)
}

#[test]
fn policy_of_three_environments_is_read_as_it_is_written() {
    let policy = read(
        "[health]\nname = \"shop\"\ntimeout = \"3s\"\nretries = 2\njobs = 4\n\
         [health.env.prod]\nevery = \"2m\"\nalert_after = 3\nstrict = true\nmode = \"full\"\n\
         [health.env.dev]\nevery = \"manual\"\nskip = [\"custom.pg\", \"net\"]\nretries = 0\n\
         [[check]]\nname = \"pg\"\ntype = \"tcp\"\naddress = \"127.0.0.1:5432\"\ntimeout = \"1s\"\n\
         envs = [\"prod\"]\n",
    )
    .unwrap();
    assert_eq!((policy.project.as_str(), policy.jobs), ("shop", 4));
    let prod = policy.environment("prod").unwrap();
    assert_eq!(prod.every, Every::Time(Duration::from_secs(120)));
    assert_eq!((prod.alert_after, prod.strict, prod.mode), (3, true, Mode::Full));
    let dev = policy.environment("dev").unwrap();
    assert_eq!((dev.every, dev.skip.len()), (Every::Manual, 2));
    let pg = &policy.checks[0];
    let limits = pg.limits.or(dev.limits).or(policy.limits);
    assert_eq!((limits.timeout(), limits.retries()), (Duration::from_secs(1), 0));
    assert_eq!(
        (pg.id.as_str(), pg.line, pg.ask.says().as_str()),
        ("custom.pg", 16, "tcp 127.0.0.1:5432")
    );
}

#[test]
fn projects_of_one_name_have_memories_of_their_own() {
    let (a, b) = (Policy::none(Path::new("/x/app")), Policy::none(Path::new("/y/app")));
    assert_ne!(a.key, b.key);
    assert_ne!(a.project, b.project);
    assert!(a.project.starts_with("app-") && a.project.len() == 12, "{}", a.project);
}

#[test]
fn environment_that_is_not_there_is_told_with_what_is() {
    let policy = read("[health.env.prod]\n[health.env.dev]\n").unwrap();
    let hint = |name: &str| policy.environment(name).unwrap_err().hints.join(" ");
    assert_eq!(hint("prd"), "did you mean prod?");
    assert_eq!(hint("nowhere"), "there are prod, dev");
    let none = read("").unwrap().environment("prod").unwrap_err();
    assert!(none.hints[0].contains("goenvmgr health init"), "{none:?}");
}

#[test]
fn mistakes_are_told_with_line_and_what_was_meant() {
    let check = |rest: &str| format!("[[check]]\nname = \"a\"\n{rest}");
    for (text, line, words) in [
        (
            "[health]\ntimeuot = \"3s\"".to_owned(),
            2,
            "unknown key `timeuot` in [health]: did you mean `timeout`?",
        ),
        ("[health]\ntimeout = 3".to_owned(), 2, "`timeout` in [health] is a duration"),
        ("[health]\nretries = -1".to_owned(), 2, "`retries` in [health] is a number from 0 to 100"),
        (
            "[health]\nalert = { webhook = \"https://x\" }".to_owned(),
            2,
            "`alert` is the user's own to say",
        ),
        ("[health]\nstate_dir = \"/x\"".to_owned(), 2, "`state_dir` is the user's own to say"),
        ("[health.env]\nprod = 1".to_owned(), 2, "`prod` is a table: [health.env.prod]"),
        (
            "[health.env.prod]\nalert_afer = 3".to_owned(),
            2,
            "unknown key `alert_afer` in [health.env.prod]",
        ),
        (
            "[health.env.prod]\nevery = \"5\"".to_owned(),
            2,
            "`every` in [health.env.prod] is \"manual\", or a duration",
        ),
        ("[health.env.prod]\nevery = \"1s\"".to_owned(), 2, "`every` is ten seconds or more"),
        (
            "[health.env.prod]\nskip = [\"env.gorot\"]".to_owned(),
            2,
            "no check is called env.gorot: did you mean env.goroot?",
        ),
        ("[health.env.prod]\nonly = [\"custom.x\"]".to_owned(), 2, "no check is called custom.x"),
        ("[[check]]\ntype = \"tcp\"\naddress = \"h:1\"".to_owned(), 2, "a check has a name"),
        (
            "[[check]]\nname = \"A b\"\ntype = \"tcp\"\naddress = \"h:1\"".to_owned(),
            2,
            "a name is small letters",
        ),
        (check(""), 2, "a check has a type, one of command, dns"),
        (check("type = \"tpc\""), 3, "`type` in [[check]] is one of command, dns"),
        (check("type = \"tcp\""), 2, "a tcp check has an address"),
        (check("type = \"tcp\"\naddress = \"h\""), 4, "`address` in [[check]] is HOST:PORT"),
        (check("type = \"tcp\"\naddress = \"h:0\""), 4, "`address` in [[check]] is HOST:PORT"),
        (
            check("type = \"tcp\"\naddress = \"h:1\"\nport = 1"),
            5,
            "unknown key `port` in [[check]]",
        ),
        (check("type = \"tcp\"\naddress = \"h:1\"\nexpect = {}"), 5, "`expect` asserts nothing"),
        (check("type = \"file\"\npath = \"x\""), 2, "this check asserts nothing"),
        (
            check("type = \"file\"\npath = \"x\"\nexpect = { mode_max = \"999\" }"),
            5,
            "`mode_max` in [[check]] expect is a mode in octal",
        ),
        (
            check("type = \"file\"\npath = \"x\"\nexpect = { exists = false, mode = \"0600\" }"),
            5,
            "a file that must not exist",
        ),
        (check("type = \"command\"\nargv = []"), 4, "`argv` in [[check]] is a program"),
        (
            check("type = \"command\"\nargv = [\"x\"]\nexpect = { stdout_matches = \"\" }"),
            5,
            "`stdout_matches` in [[check]] expect is a regular expression that does not match everything",
        ),
        (
            check("type = \"command\"\nargv = [\"x\"]\nexpect = { stdout_matches = \"(\" }"),
            5,
            "`stdout_matches` in [[check]] expect is a regular expression",
        ),
        (
            check("type = \"http\"\nurl = \"ftp://x\""),
            4,
            "`url` in [[check]] is an http or https URL",
        ),
        (
            check("type = \"http\"\nurl = \"http://x\"\nexpect = { json = {} }"),
            5,
            "`json` asserts nothing",
        ),
        (
            check("type = \"http\"\nurl = \"http://x\"\nexpect = { status = 999 }"),
            5,
            "`status` in [[check]] expect is a status",
        ),
        (check("type = \"go-version\""), 2, "this check asserts nothing"),
        (
            check("type = \"process\"\nprocess = \"x\"\nexpect = { min = 3, max = 2 }"),
            5,
            "`max` is less than `min`",
        ),
        (
            check("type = \"port\"\nport = 1\nexpect = { listening = false, process = \"x\" }"),
            5,
            "where nobody is to listen",
        ),
        (
            check("type = \"port\"\nport = 1\nenvs = [\"prd\"]\n[health.env.prod]\n"),
            2,
            "no environment is called prd: did you mean prod?",
        ),
        (
            check("type = \"port\"\nport = 1\n[[check]]\nname = \"a\"\ntype = \"port\"\nport = 2"),
            6,
            "the check of line 2 is called so already",
        ),
    ] {
        let fault = read(&text).unwrap_err();
        let wanted = format!("{PATH}:{line}: {words}");
        assert!(
            fault.what.starts_with(&wanted),
            "{text}\n  wanted {wanted}\n  is     {}",
            fault.what
        );
        assert_eq!(fault.exit, Exit::Usage);
    }
}

#[test]
fn mistakes_are_told_all_at_once_in_the_order_of_lines() {
    let fault = read("[health]\na = 1\n[[check]]\nname = 1\n").unwrap_err();
    assert!(fault.what.contains(":2: unknown key `a`"), "{}", fault.what);
    assert_eq!(fault.causes.len(), 2, "{:?}", fault.causes);
}

proptest::proptest! {
    #[test]
    fn policy_of_any_text_is_no_panic(text in "(\\[\\[check\\]\\]\n)?(\\[health(\\.env\\.a)?\\]\n)?[a-z]{0,8} = [\"0-9a-z{}\\[\\]=, ]{0,24}\n") {
        let _ = read(&text);
    }
}
