//! Values that touch on trust: verification, credentials, whose HOME it is.

use crate::base::secret::shown_setting;
use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::filesystem::looked_at::named;
use crate::doctor::subjects::filesystem::named::Named;
use crate::doctor::subjects::settings::evidence::{UNSET, settings, unset, with};
use crate::doctor::subjects::settings::facts::{Account, Settings};
use crate::go::quoted;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("env.insecure", "nothing switches verification off", insecure)
        .lines(UNSET)
        .needs(&[Settings::NEED])
        .reads("GOSUMDB, GONOSUMDB, GONOSUMCHECK, GOINSECURE, GOPRIVATE, GOFLAGS in all layers")
        .fails(
            "GOSUMDB is `off` (which also stops toolchain switches: `checksum database disabled by \
            GOSUMDB=off`), a list holds a bare `*`, or GOFLAGS holds -insecure: modules are taken \
            unverified",
        )
        .cure("name the private prefixes in GOPRIVATE, and nothing else")
        .why("go.sum attests only what was once seen; the database is what makes first sight safe"),
    Check::new("env.secrets", "no password stands in a variable", secrets)
        .needs(&[Settings::NEED])
        .reads("GOPROXY, GOSUMDB, HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, upper and lower case")
        .fails("a URL holds a password: every child process can read it")
        .cure(
            "GOPROXY: put it into ~/.netrc (mode 600) or GOAUTH, and take it out of the URL; \
            HTTPS_PROXY: a relay on this machine that holds it",
        )
        .why(
            "the environment of a process can be read below /proc by the same user, and is what \
            CI systems print",
        ),
    Check::new("env.home", "HOME belongs to this user", home)
        .lines(&["export HOME=<dir>"])
        .needs(&[Settings::NEED, Account::NEED, Named::NEED])
        .reads("HOME, its owner, the effective user")
        .fails(
            "HOME belongs to somebody else (`sudo` without -H): what Go writes there will lock \
            the owner out (`permission denied` in the build cache)",
        )
        .cure("use sudo -H, or no sudo: nothing in Go needs it")
        .why("GOCACHE, GOPATH and the `go env -w` file all stand below HOME"),
];

fn insecure(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let bare = |value: &str| value.split(',').any(|part| matches!(part.trim(), "*" | "*/*"));
    let found = ["GOSUMDB", "GONOSUMDB", "GONOSUMCHECK", "GOINSECURE", "GOPRIVATE", "GOFLAGS"]
        .iter()
        .filter_map(|name| settings.by_user(name))
        .find(|setting| match setting.name.as_str() {
            "GOSUMDB" => setting.value == "off",
            "GONOSUMCHECK" => !matches!(setting.value.as_str(), "0" | "false"),
            "GOFLAGS" => quoted::split(&setting.value).unwrap_or_default().contains(&"-insecure"),
            _ => bare(&setting.value),
        });
    let Some(setting) = found else {
        return Ok(Verdict::pass("modules are verified"));
    };
    Ok(with(Verdict::warn(format!("{} takes modules unverified", setting.name)), setting)
        // What the user meant by it only a person can tell.
        .cure(unset(setting).by_hand()))
}

fn secrets(facts: &Facts) -> Answer {
    let names = [
        "GOPROXY",
        "GOSUMDB",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ];
    let settings = settings(facts)?;
    let value = |name: &str| {
        let go = settings.value(name).map(str::to_owned);
        go.or_else(|| facts.env.var(name).map(str::to_owned))
    };
    let holder = names.iter().find_map(|name| {
        let value = value(name)?;
        (shown_setting(name, &value) != value).then_some((name, value))
    });
    let Some((name, value)) = holder else {
        return Ok(Verdict::pass("no URL in a variable holds a password"));
    };
    let place = settings.get(name).map_or("the environment".to_owned(), |s| s.layer.to_string());
    Ok(Verdict::warn(format!("{name} holds credentials, which every child process can read"))
        .seen(*name, format!("{} (from {place})", shown_setting(name, &value)))
        .cure(Fix::new(elsewhere(name))))
}

/// Where else a password may stand. Which command that takes would show it.
fn elsewhere(name: &str) -> String {
    match name {
        "GOPROXY" | "GOSUMDB" => format!(
            "put `machine HOST login USER password PASSWORD` into ~/.netrc (mode 600) and take them \
            out of the URL in {name}"
        ),
        _ => format!(
            "let a relay on this machine (cntlm, px) hold them, and {name} name that: Go reads those \
            of a proxy from its URL only"
        ),
    }
}

fn home(facts: &Facts) -> Answer {
    let Some(home) = facts.env.var_os("HOME") else {
        return Ok(Verdict::skip("HOME is not set"));
    };
    // Where the home does not answer there are no settings either.
    settings(facts)?;
    let seen = named(facts)?.at(home.as_ref())?;
    if seen.kind.is_none() {
        return Ok(Verdict::pass("HOME does not exist yet"));
    }
    let sudo = facts.env.var("SUDO_USER").is_some_and(|user| user != "root");
    if seen.uid == facts.uid
        || (seen.mode & 0o1000 != 0)
        || !(facts.uid == 0 && sudo || facts.uid != 0 && seen.uid != 0)
    {
        return Ok(Verdict::pass("HOME is this user's"));
    }
    let fix = match &facts.need::<Account>()?.0 {
        Some(own) => Fix::new("use sudo -H, or no sudo").run(Line::of("export HOME=").end(own)),
        None => Fix::new("use sudo -H, or no sudo"),
    };
    Ok(Verdict::warn(format!("HOME is {}, which belongs to user {}", home.visible(), seen.uid))
        .seen("this user", facts.uid.to_string())
        .cure(fix))
}
