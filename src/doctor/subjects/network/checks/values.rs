//! What GOPROXY, GOSUMDB and the proxy variables say, before anything is asked.

use crate::base::secret::{UrlText, shown_setting};
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::network::knows_goauth;
use crate::doctor::subjects::settings::evidence::{TAKE_OUT, UNSET, settings, unset, with};
use crate::doctor::subjects::settings::facts::Settings;
use crate::go::goconfig::{ProxyListError, ProxyWay, proxy_url};

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("net.goproxy-syntax", "GOPROXY can be parsed", goproxy)
        .lines(&["unset <name>", TAKE_OUT, "export GOPROXY=<list>"])
        .needs(&[Settings::NEED])
        .reads("GOPROXY in all layers")
        .fails(
            "it holds no entry (`GOPROXY list is not the empty string, but contains no entries`), \
            an entry without scheme (`invalid proxy URL missing scheme`), or one that is neither \
            https, http nor file (`invalid proxy URL scheme`). WARN for entries that stand behind \
            `direct` or `off`, which are never asked",
        )
        .cure("unset it, or fix the entry")
        .why("cmd/go/internal/modfetch parses the list at the first download"),
    Check::new("net.gosumdb", "GOSUMDB names a database", gosumdb)
        .lines(UNSET)
        .needs(&[Settings::NEED])
        .reads("GOSUMDB in all layers")
        .fails(
            "it cannot be parsed (`invalid GOSUMDB: malformed verifier id`), or the `go env -w` \
            file sets it to nothing (`missing GOSUMDB`)",
        )
        .cure("unset it")
        .why("the same parser that our own client uses reads it, by the rules of cmd/go"),
    Check::new("net.goauth", "GOAUTH can be used", goauth)
        .lines(UNSET)
        .needs(&[Settings::NEED])
        .reads("GOAUTH in all layers, the version of Go, GOPROXY")
        .fails(
            "it holds an empty command (`GOAUTH encountered an empty command`), `off` beside others \
            (`GOAUTH=off cannot be combined`), or `git` without the absolute path of a directory \
            (`GOAUTH=git dir method requires an absolute path`). WARN where GOPROXY asks nobody over \
            https",
        )
        .cure("unset it: then ~/.netrc is read")
        .why("since Go 1.24 cmd/go reads it at its first request over https, and ends there"),
];

fn goproxy(facts: &Facts) -> Answer {
    let Some(setting) = settings(facts)?.by_user("GOPROXY") else {
        return Ok(Verdict::pass("GOPROXY has its default"));
    };
    let entries: Vec<&str> =
        setting.value.split([',', '|']).map(str::trim).filter(|entry| !entry.is_empty()).collect();
    let fail = |message: String, says: String| {
        with(Verdict::fail(message), setting).breaks("go mod download", &says).cure(unset(setting))
    };
    if entries.is_empty() {
        let says = "GOPROXY list is not the empty string, but contains no entries";
        return Ok(fail("GOPROXY holds no entry".to_owned(), says.to_owned()));
    }
    for (number, entry) in entries.iter().enumerate() {
        if matches!(*entry, "direct" | "off" | "noproxy") {
            if number + 1 == entries.len() {
                break;
            }
            let message = format!("what stands behind `{entry}` in GOPROXY is never asked");
            let fix = Fix::new("take it out, or move it to the front");
            let asked = entries[..=number].join(",");
            // With | in it the list says more than commas do; with a login, it is not to be shown.
            let secret = shown_setting("GOPROXY", &setting.value) != setting.value;
            let fix = match secret || setting.value.contains('|') {
                true => fix,
                false => fix.run(Line::of("export GOPROXY=").end(asked)),
            };
            return Ok(with(Verdict::warn(message), setting).cure(fix));
        }
        match proxy_url(entry) {
            Ok(_) => {}
            Err(why @ ProxyListError::MissingScheme(_)) => {
                let entry = UrlText::from(*entry);
                let message = format!("GOPROXY holds {entry}, which is no URL");
                return Ok(fail(message, why.to_string()));
            }
            Err(why) => {
                let entry = UrlText::from(*entry);
                return Ok(fail(format!("GOPROXY holds {entry}"), why.to_string()));
            }
        }
    }
    Ok(with(Verdict::pass("GOPROXY can be parsed"), setting))
}

pub(in crate::doctor) fn gosumdb(facts: &Facts) -> Answer {
    let Some(setting) = settings(facts)?.by_user("GOSUMDB") else {
        return Ok(Verdict::pass("GOSUMDB has its default"));
    };
    match crate::go::sumdb::gosumdb::parse(&setting.value) {
        Ok(_) => Ok(with(Verdict::pass("GOSUMDB can be parsed"), setting)),
        Err(why) => Ok(with(Verdict::fail(format!("GOSUMDB names no database: {why}")), setting)
            .breaks("go mod download", why.to_string().split(':').next().unwrap_or_default())
            .cure(unset(setting))),
    }
}

fn goauth(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let Some(setting) = settings.used("GOAUTH").filter(|_| knows_goauth(facts)) else {
        return Ok(Verdict::pass("GOAUTH has its default, or this Go does not know it"));
    };
    let Some(why) = &settings.goauth else {
        return Ok(with(Verdict::pass("GOAUTH can be used"), setting));
    };
    let listed = settings.go().and_then(|go| go.proxies().ok()).unwrap_or_default();
    let asks = listed.iter().any(|entry| match &entry.way {
        ProxyWay::Url(url) => url.exact().starts_with("https:"),
        ProxyWay::Direct => true,
        ProxyWay::Off => false,
    });
    let message = format!("GOAUTH cannot be used: {why}");
    let verdict = match asks {
        true => Verdict::fail(message).breaks("go mod download", why),
        false => Verdict::warn(message),
    };
    Ok(with(verdict, setting).cure(unset(setting)))
}
