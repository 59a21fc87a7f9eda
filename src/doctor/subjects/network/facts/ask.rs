//! Asks what Go would ask: the `.info` of a module, of the first entry of GOPROXY or of all of them.

use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::base::secret::UrlText;
use crate::doctor::model::limit::start;
use crate::doctor::subjects::network::facts::target::wanted;
use crate::doctor::subjects::network::facts::{Entry, Names, Network, Page, WALK, log};
use crate::doctor::subjects::project::facts::Project;
use crate::go::escape::escape;
use crate::go::goproxy::{Auth, Authorized, Entry as Listed, Netrc, Way, covers};
use crate::settings::goenv::GoEnv;
use crate::sys::env::Env;
use crate::sys::fs::read;
use crate::sys::net::dns::{self, Resolver, Said};
use crate::sys::net::proxy::{Proxies, Rules};
use crate::sys::net::trouble::{Stage, Trouble};
use crate::sys::net::url::{Scheme, Url};
use crate::sys::net::{Client, Fetch, NetError, NetErrorKind, Patience, Request, Response};
use crate::sys::{machine, threads};

/// How much is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scope {
    /// The first entry of GOPROXY; all of them where there is time.
    pub proxies: bool,
    /// Every name server, about the host of the first entry.
    pub names: bool,
    /// The certificates that are trusted.
    pub trusted: bool,
    /// The checksum database.
    pub log: bool,
    /// Whether there is time.
    pub patient: bool,
    /// How proxies are read.
    pub rules: Rules,
    /// Whether this Go knows GOAUTH (1.24 and newer do).
    pub goauth: bool,
}

/// How long a host may stay silent: a lost SYN is sent again by the kernel after one second and
/// after three.
const QUICK: Duration = Duration::from_secs(4);
/// The same where there is time.
const PATIENT: Duration = Duration::from_secs(8);
/// How long one name server may take.
const NAME_SERVER: Duration = Duration::from_millis(1500);
/// More than any `.info`.
const INFO: u64 = 64 * 1024;

pub(super) fn ask(
    env: &Env,
    go: &GoEnv,
    project: Option<&Project>,
    states: &log::States,
    scope: Scope,
) -> Network {
    let private = ["GONOPROXY", "GOPRIVATE"].iter().find_map(|name| go.value(name));
    let private = private.unwrap_or_default();
    let (module, version) = wanted(project, &private);
    let listed = go.proxies().unwrap_or_default();
    let auth = auth(go, scope);
    let mut network = Network {
        module: format!("{module}@{version}"),
        entries: listed.iter().map(|listed| entry(env, listed, scope.rules)).collect(),
        patient: scope.patient,
        routes: machine::has_route().unwrap_or(true),
        reads_netrc: auth.reads_netrc(),
        ..Network::default()
    };
    // What is fetched past the proxies by the user's own word has no proxy to fail.
    let asked = if covers(&private, &module) || !(scope.proxies || scope.names) {
        0
    } else if scope.patient {
        network.entries.len()
    } else {
        1
    };
    let patience = if scope.patient { PATIENT } else { QUICK };
    let client = || Client::with_rules(env, patience, scope.rules);
    let places = listed.iter().filter_map(base).collect();
    let fetch = Arc::new(Authorized::new(client(), auth.clone(), env, places));
    let target = format!("{}/@v/{version}.info", escape(&module).unwrap_or_default());
    let pending: Vec<_> = (listed.iter().take(asked))
        .map(|listed| {
            let (env, fetch) = (env.clone(), Arc::clone(&fetch));
            let (listed, target) = (listed.clone(), target.clone());
            start(WALK, move || answer(&env, &*fetch, &listed, &target))
        })
        .collect();
    let http = (client(), auth);
    let log = scope.log.then(|| log::start(env, go, &listed, project, states, http)).flatten();
    for (entry, pending) in network.entries.iter_mut().zip(pending) {
        entry.answer = pending.wait().answer.unwrap_or_else(|_| {
            let place = entry.url.as_ref().map_or_else(String::new, Url::place);
            let silent = NetError::new(&place, NetErrorKind::Silence, "");
            Some(Err(silent.caused(Trouble::Silent(Stage::Answer), false)))
        });
    }
    let netrc = if network.reads_netrc { Netrc::read(env) } else { Netrc::default() };
    for (entry, listed) in network.entries.iter_mut().zip(&listed) {
        login(entry, listed, &fetch, &netrc);
    }
    let unresolved = network.entries.iter().find(|entry| needs_names(entry));
    let first = network.entries.iter().find(|entry| !entry.dialled.is_empty());
    let host = unresolved.or(first.filter(|_| scope.names)).map(|entry| entry.dialled.clone());
    network.names = host.and_then(|host| names(&host));
    if scope.trusted || network.entries.iter().any(refused_certificate) {
        network.trusted = Some(crate::sys::net::trusted(env));
    }
    network.log = log.and_then(log::Asked::wait);
    network
}

fn needs_names(entry: &Entry) -> bool {
    let trouble = entry.trouble().map(|(trouble, _)| trouble);
    matches!(trouble, Some(Trouble::Name | Trouble::Silent(Stage::Resolving)))
}

fn refused_certificate(entry: &Entry) -> bool {
    entry.trouble().is_some_and(|(_, error)| error.kind == NetErrorKind::Tls)
}

/// What GOAUTH says, to a Go that knows it. One that cannot be used brings nothing: another check
/// says so.
fn auth(go: &GoEnv, scope: Scope) -> Auth {
    let setting = go.by_user("GOAUTH").filter(|_| scope.goauth);
    Auth::parse(setting.as_ref().map(|setting| setting.value.as_str())).unwrap_or(Auth::off())
}

/// The URL of a proxy.
fn base(listed: &Listed) -> Option<UrlText> {
    match &listed.way {
        Way::Url(written) => Some(written.clone()),
        Way::Direct | Way::Off => None,
    }
}

/// Whether a login is sent, by the URL or by GOAUTH, and whether netrc all but names the host.
fn login(entry: &mut Entry, listed: &Listed, fetch: &Authorized<Client>, netrc: &Netrc) {
    let Some(url) = &entry.url else { return };
    let known = base(listed).is_some_and(|base| fetch.knows(&base));
    entry.credentials = url.credentials().is_some() || known;
    entry.netrc_misses = !entry.credentials && url.host() != url.place() && netrc.knows(url.host());
}

fn entry(env: &Env, listed: &Listed, rules: Rules) -> Entry {
    let mut entry = Entry { on_any_error: listed.on_any_error, ..Entry::default() };
    entry.name = match &listed.way {
        Way::Direct => "direct".to_owned(),
        Way::Off => "off".to_owned(),
        Way::Url(url) => url.to_string(),
    };
    let Some(base) = base(listed) else { return entry };
    let Ok(url) = Url::parse(base.exact()) else { return entry };
    if url.scheme() != Scheme::File {
        let proxies = Proxies::read(env, rules);
        let proxy = proxies.route(&url).ok().flatten();
        entry.by_way_of = proxy.map(crate::sys::net::proxy::Proxy::place);
        entry.dialled = proxy.map_or(url.host(), |proxy| &proxy.host).to_owned();
        entry.url = Some(url);
    }
    entry
}

fn answer(
    env: &Env,
    fetch: &dyn Fetch,
    listed: &Listed,
    target: &str,
) -> Option<Result<Page, NetError>> {
    let base = base(listed)?;
    let url = base.map(|base| format!("{}/{target}", base.trim_end_matches('/')));
    // A directory has no trouble of its own: what is not there is 404.
    let request = Request { patience: Patience::Long, ..Request::get(url) };
    Some(
        fetch
            .get(&request)
            .and_then(|response| page(env, response, base.exact().starts_with("file:"))),
    )
}

fn page(env: &Env, response: Response, file: bool) -> Result<Page, NetError> {
    let (status, attempts) = (response.status, response.attempts);
    let date = response.header("date").and_then(moment);
    let body = response.bytes(INFO)?;
    let text = String::from_utf8_lossy(&body);
    let words: Vec<&str> = text.split_whitespace().collect();
    let begins = words.join(" ").chars().filter(|c| !c.is_control()).take(120).collect();
    let json: Option<serde_json::Value> = serde_json::from_slice(&body).ok();
    Ok(Page {
        status,
        ahead: date.filter(|_| !file).map(|date| date - env.now),
        json: json.is_some_and(|json| json.is_object()),
        begins,
        attempts,
    })
}

/// `Tue, 15 Nov 1994 08:12:31 GMT` as seconds since 1970.
fn moment(date: &str) -> Option<i64> {
    let time = jiff::civil::DateTime::strptime("%a, %d %b %Y %H:%M:%S GMT", date.trim()).ok()?;
    Some(jiff::tz::Offset::UTC.to_timestamp(time).ok()?.as_second())
}

/// A file of the system; nothing where it cannot be read.
fn text(path: &str) -> String {
    read::text(Path::new(path), 1 << 20).ok().flatten().unwrap_or_default()
}

fn names(host: &str) -> Option<Names> {
    if !dns::OWN || host.parse::<std::net::IpAddr>().is_ok() || host == "localhost" {
        return None;
    }
    let resolver = Resolver::parse(&text("/etc/resolv.conf"));
    let in_hosts = dns::in_hosts(&text("/etc/hosts"), host);
    let mut said: Vec<_> =
        resolver.servers.iter().map(|server| (server.clone(), Said::Silent)).collect();
    if !in_hosts {
        thread::scope(|scope| {
            let asked: Vec<_> = (said.iter_mut())
                .map(|(server, said)| {
                    threads::beside(scope, move || *said = dns::ask(server, host, NAME_SERVER))
                })
                .collect();
            for asked in asked {
                asked.join();
            }
        });
    }
    let local = dns::is_local(host);
    Some(Names { host: host.to_owned(), resolver, in_hosts, local, said })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn server_clock_is_read_from_its_answer() {
        assert_eq!(moment("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(moment("yesterday"), None);
    }
}
