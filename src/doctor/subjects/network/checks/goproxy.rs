//! What GOPROXY itself answered, and the time that it has.

use crate::base::secret::shown_setting;
use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::compiler::facts::Compiler;
use crate::doctor::subjects::network::checks::names::{network, verdict};
use crate::doctor::subjects::network::facts::{End, Entry, Network};
use crate::doctor::subjects::network::order::before;
use crate::doctor::subjects::settings::evidence::settings;
use crate::doctor::subjects::settings::facts::Settings;
use crate::sys::net::trouble::{Stage, Trouble};
use crate::sys::net::url::Scheme;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("net.goproxy-auth", "GOPROXY accepts the login", auth)
        .needs(&[Network::NEED.with(Network::PROXIES)])
        .reads("the status of the answer, credentials in the URL, the machines of netrc")
        .fails("401, or 403 without credentials; or credentials over http://, which Go never sends \
            (`refusing to pass credentials to insecure URL`)")
        .cure("a line `machine HOST login USER password TOKEN` in ~/.netrc; with a port other than \
            443 the machine is HOST:PORT")
        .why("cmd/go sends what netrc has for exactly this host and port, over TLS only; measured")
        .requires(before("net.goproxy-auth")),
    Check::new("net.goproxy-reach", "GOPROXY answers", reach)
        .lines(&["export GOPROXY=<list>"])
        .needs(&[Settings::NEED, Network::NEED.with(Network::PROXIES)])
        .reads("one request for a module's .info: of this project's first, else golang.org/x/text; \
            in full mode to every entry")
        .fails("the walk along the list ends in a failure: refused, dropped (`i/o timeout`), 403, 5xx, \
            a web page in place of JSON (`invalid character '<'`). After `,` Go walks on only for 404 \
            and 410, after `|` for everything. WARN where it walks on past an entry that is broken")
        .cure("correct GOPROXY, or put | in place of , before the entry that should stand in")
        .why("the same request as `go mod download`, judged by cmd/go's own rule of the walk")
        .attempts(attempts)
        .requires(before("net.goproxy-reach")),
    Check::new("net.git", "git is there where modules come from their hosts", git)
        .needs(&[Settings::NEED, Compiler::NEED])
        .reads("GOPROXY, GOPRIVATE, GONOPROXY, and whether git is on PATH")
        .fails("GOPROXY=direct and there is no git: `missing Git command`. WARN where only \
            GOPRIVATE or GONOPROXY asks for it")
        .cure("install git")
        .why("a `direct` after proxies is reached only for what they do not have, so it warns nobody"),
];

/// How often the most stubborn entry was asked.
fn attempts(facts: &Facts) -> u32 {
    let entries = facts.get::<Network>().map_or(&[][..], |network| &network.entries);
    entries.iter().map(Entry::attempts).max().unwrap_or(1)
}

fn place(entry: &Entry) -> String {
    entry.url.as_ref().map_or_else(|| entry.name.clone(), crate::sys::net::url::Url::place)
}

/// Go sends no password over http, not even to this machine.
fn in_the_clear(entry: &Entry) -> bool {
    entry.credentials && entry.url.as_ref().is_some_and(|url| url.scheme() == Scheme::Http)
}

fn wants_login(entry: &Entry) -> bool {
    let status = entry.page().map(|page| page.status);
    status == Some(401) || (status == Some(403) && !entry.credentials && entry.netrc_misses)
}

fn auth(facts: &Facts) -> Answer {
    let network = network(facts)?;
    if let Some(entry) = network.entries.first().filter(|entry| in_the_clear(entry)) {
        let message = format!("GOPROXY has a user and a password for {} over http", place(entry));
        let says = "refusing to pass credentials to insecure URL";
        return Ok(verdict(network, entry, !network.goes_on(0), message, says)
            .cure(Fix::new("use https, or take the credentials out of GOPROXY")));
    }
    let Some((entry, fails)) = network.blame(wants_login) else {
        return Ok(Verdict::pass("GOPROXY asks for no login, or knows us"));
    };
    let status = entry.page().map(|page| page.status).unwrap_or_default();
    let place = place(entry);
    let message = match entry.credentials {
        true => format!("{place} does not accept the credentials that are sent ({status})"),
        false => format!("{place} wants a login ({status})"),
    };
    let says = format!("{status} {}", if status == 401 { "Unauthorized" } else { "Forbidden" });
    let found = verdict(network, entry, fails, message, &says);
    let found = if entry.netrc_misses {
        found.seen(
            "netrc",
            format!("has this host without its port: Go looks for `machine {place}`"),
        )
    } else {
        found
    };
    Ok(found.cure(Fix::new(login_cure(network, entry, &place))))
}

/// What brings the login, or a right one, by the way that is open.
fn login_cure(network: &Network, entry: &Entry, place: &str) -> String {
    if entry.url.as_ref().is_some_and(|url| url.scheme() == Scheme::Http) {
        return format!("name {place} by https:// in GOPROXY: over http Go sends no login");
    }
    let line = format!("put `machine {place} login USER password TOKEN` into ~/.netrc (mode 600)");
    match (entry.credentials, network.reads_netrc) {
        (true, true) => "renew the password or token, in the URL of GOPROXY or in ~/.netrc".into(),
        (true, false) => "renew the password or token, in the URL of GOPROXY or where GOAUTH has \
                          it from"
            .into(),
        (false, true) => line,
        (false, false) => {
            format!("unset GOAUTH, which brings no login and reads no netrc, and {line}")
        }
    }
}

/// A failure of the host itself: those on the way to it are other checks'.
fn is_its_own(entry: &Entry) -> bool {
    let elsewhere = |(trouble, error): (&Trouble, &crate::sys::net::NetError)| {
        let way = [Trouble::Name, Trouble::Silent(Stage::Resolving), Trouble::NotTls];
        error.at_proxy || way.contains(trouble) || matches!(trouble, Trouble::Certificate(_))
    };
    entry.end() == End::Failed && !wants_login(entry) && !entry.trouble().is_some_and(elsewhere)
}

fn reach(facts: &Facts) -> Answer {
    let network = network(facts)?;
    let Some((entry, fails)) = network.blame(is_its_own) else {
        let served = network.entries.iter().find(|entry| entry.end() == End::Served);
        let module = &network.module;
        return Ok(match served {
            Some(entry) => Verdict::pass(format!("{} serves {module}", place(entry))),
            None => Verdict::pass(format!("GOPROXY answers, and does not have {module}")),
        });
    };
    let place = place(entry);
    let (message, says, hangs) = match (entry.page(), entry.trouble()) {
        (Some(page), _) if page.status == 200 => (
            format!("{place} answers with something that is no answer of a module proxy"),
            "invalid character '<' looking for beginning of value".to_owned(),
            false,
        ),
        (Some(page), _) => {
            (format!("{place} answers {}", page.status), page.status.to_string(), false)
        }
        (_, Some((Trouble::Refused, _))) => (
            format!("{place} refuses the connection"),
            "connect: connection refused".to_owned(),
            false,
        ),
        (_, Some((Trouble::Unreachable, error))) => (
            format!("there is no way to {place}"),
            error.detail.trim_start_matches(": ").to_owned(),
            false,
        ),
        (_, Some((Trouble::Silent(Stage::Connecting), _))) => (
            format!("{place} does not answer: packets to it are dropped"),
            "i/o timeout".to_owned(),
            false,
        ),
        (_, Some((Trouble::Silent(_), _))) => (
            format!("{place} takes the connection and does not answer"),
            "nothing: it waits without a limit".to_owned(),
            true,
        ),
        (_, error) => {
            let words = error.map(|(_, error)| error.to_string()).unwrap_or_default();
            (format!("{place} gives no usable answer"), words, false)
        }
    };
    // Who is slow may still answer: only the longer wait of full mode tells.
    let found = verdict(network, entry, fails && (!hangs || network.patient), message, &says);
    let found = match entry.page() {
        Some(page) if !page.begins.is_empty() => found.seen("answer", &page.begins),
        _ => found,
    };
    Ok(found.cure(cure(facts, network, entry)?))
}

fn cure(facts: &Facts, network: &Network, entry: &Entry) -> Result<Fix, Verdict> {
    let settings = settings(facts)?;
    let list = settings.value("GOPROXY").unwrap_or_default();
    let number = network.entries.iter().position(|other| other == entry).unwrap_or_default();
    let next = network.entries.get(number + 1).map(|next| next.name.as_str());
    let comma = next.is_some_and(|next| !matches!(next, "off" | "direct")) && !entry.on_any_error;
    let html = entry.page().is_some_and(|page| page.status == 200);
    Ok(if html {
        Fix::new("log in to the network first (it shows a page of its own), or correct GOPROXY")
    } else if comma && shown_setting("GOPROXY", list) == list {
        Fix::new("let the next entry stand in after any failure: | in place of ,")
            .run(Line::of("export GOPROXY=").end(list.replace(',', "|")))
    } else {
        Fix::new("correct GOPROXY, or ask whoever runs that host; a firewall may be in between")
    })
}

fn git(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let compiler = facts.need::<Compiler>()?;
    if let Some(git) = &compiler.git {
        return Ok(Verdict::pass(format!("git is {}", git.visible())));
    }
    let list = settings.value("GOPROXY").unwrap_or_default();
    let fix = || Fix::new("install git (Debian: apt install git; Alpine: apk add git)");
    if list.split([',', '|']).map(str::trim).find(|entry| !entry.is_empty()) == Some("direct") {
        return Ok(Verdict::fail("GOPROXY=direct clones modules, and there is no git")
            .breaks("go mod download", "missing Git command. See https://golang.org/s/gogetcmd")
            .seen("GOPROXY", shown_setting("GOPROXY", list))
            .cure(fix()));
    }
    let private = ["GONOPROXY", "GOPRIVATE"].iter().find_map(|name| settings.by_user(name));
    Ok(match private.filter(|setting| setting.value != "none") {
        Some(setting) => crate::doctor::subjects::settings::evidence::with(
            Verdict::warn("private modules are cloned, and there is no git"),
            setting,
        )
        .cure(fix()),
        None => Verdict::pass("there is no git, and proxies do without"),
    })
}
