//! Off this machine at all, and from names to addresses.

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::network::facts::{Entry, Names, Network};
use crate::doctor::subjects::network::order::before;
use crate::sys::net::Trouble;
use crate::sys::net::dns::Said;
use crate::sys::net::trouble::Stage;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("net.offline", "there is a way off this machine", offline)
        .needs(&[Network::NEED.with(Network::PROXIES)])
        .reads("the routing tables, and what the first entry of GOPROXY answered")
        .fails(
            "there is no route but that of this machine itself: `network is unreachable`, \
            `dial udp …:53: connect: network is unreachable`. One finding, and the rest of the \
            network is skipped",
        )
        .cure(
            "connect it; in a container: give it a network. Builds whose modules are all in the \
            module cache or in vendor/ need none",
        )
        .why("without a route every connection ends at once, whatever is configured")
        .requires(&["net.goproxy-syntax"]),
    Check::new("dns.resolve", "the host of GOPROXY resolves", resolve)
        .needs(&[Network::NEED.with(Network::PROXIES)])
        .reads(
            "what resolving the first host says (the HTTP proxy's, where one is set), and what \
            each name server of /etc/resolv.conf says to a question of our own",
        )
        .fails(
            "it does not: `lookup … no such host` (a wrong name, or a name server that knows only \
            others), `i/o timeout` (no name server answers), `server misbehaving`; a name below `.local`, which \
            mDNS alone knows",
        )
        .cure("correct the name in GOPROXY or HTTPS_PROXY, or the name servers in /etc/resolv.conf")
        .why("each server is asked by itself, so that a dead server and a wrong name differ")
        .requires(before("dns.resolve")),
    Check::new("dns.first-server", "the first name server answers", first_server)
        .needs(&[Network::NEED.with(Network::PROXIES).with(Network::NAME_SERVERS)])
        .reads("what each name server of /etc/resolv.conf says")
        .fails(
            "WARN: the first is silent or away and a later one answers. Every look-up of Go waits \
            for the first: five seconds, unless `options timeout:` says otherwise",
        )
        .cure("put the one that answers first, or: options timeout:1 attempts:1")
        .why("measured: `go mod download` took 15 s for three look-ups")
        .full()
        .requires(&["net.offline"]),
];

/// The network; a SKIP where the user's own configuration leaves it out.
pub(in crate::doctor) fn network(facts: &Facts) -> Result<&Network, Verdict> {
    let network = facts.need::<Network>()?;
    match network.entries.first() {
        Some(first) if first.name == "off" => {
            Err(Verdict::skip("GOPROXY=off: nothing is downloaded"))
        }
        Some(first) if first.name == "direct" => {
            Err(Verdict::skip("GOPROXY=direct: modules come from their own hosts"))
        }
        None => Err(Verdict::skip("nothing names a proxy")),
        Some(first) if first.answer.is_none() => {
            Err(Verdict::skip("GONOPROXY or GOPRIVATE covers the modules of this project"))
        }
        Some(_) => Ok(network),
    }
}

/// A FAIL where Go's download ends here, a WARN where it walks on, with what Go says.
pub(in crate::doctor) fn verdict(
    network: &Network,
    entry: &Entry,
    fails: bool,
    message: String,
    says: &str,
) -> Verdict {
    let verdict = if fails {
        Verdict::fail(message).breaks(&format!("go mod download {}", network.module), says)
    } else {
        Verdict::warn(message).seen("then", "Go goes on to the next entry of GOPROXY")
    };
    let verdict = verdict.seen("GOPROXY", &entry.name);
    match &entry.by_way_of {
        Some(proxy) => verdict.seen("through the proxy", proxy),
        None => verdict,
    }
}

fn is(entry: &Entry, wanted: &[Trouble]) -> bool {
    entry.trouble().is_some_and(|(trouble, _)| wanted.contains(trouble))
}

const NAMES: [Trouble; 2] = [Trouble::Name, Trouble::Silent(Stage::Resolving)];

fn offline(facts: &Facts) -> Answer {
    let network = network(facts)?;
    let cut_off = |entry: &Entry| {
        !network.routes && (is(entry, &NAMES) || is(entry, &[Trouble::Unreachable]))
    };
    let Some((entry, fails)) = network.blame(cut_off) else {
        return Ok(Verdict::pass("there is a way off this machine, or none is needed"));
    };
    let message = "this machine has no network: there is no route to anywhere else".to_owned();
    Ok(verdict(network, entry, fails, message, "network is unreachable").cure(Fix::new(
        "connect it (in a container: start it with a network); what is in the module cache or in \
        vendor/ builds without",
    )))
}

fn resolve(facts: &Facts) -> Answer {
    let network = network(facts)?;
    let Some((entry, fails)) = network.blame(|entry| is(entry, &NAMES)) else {
        return Ok(Verdict::pass("names resolve"));
    };
    let host = &entry.dialled;
    let Some(names) = &network.names else {
        let found =
            verdict(network, entry, fails, format!("{host} does not resolve"), "no such host");
        return Ok(found.cure(right_name(entry)));
    };
    if names.first_is_dead() && names.said.iter().any(|(_, said)| *said == Said::Knows) {
        return Ok(Verdict::skip(
            "it takes longer than was waited for: see dns.first-server (full)",
        ));
    }
    let servers = names.said.iter().map(|(server, _)| server.to_string()).collect::<Vec<_>>();
    let all = |test: fn(&Said) -> bool| names.said.iter().all(|(_, said)| test(said));
    let (message, says, fix) = if all(|said| matches!(said, Said::Silent | Said::Unreachable(_))) {
        let message = format!("no name server answers ({})", servers.join(", "));
        let fix = Fix::new(
            "name a server that answers in /etc/resolv.conf, or start the one that is named",
        );
        (message, format!("lookup {host} on {}:53: … i/o timeout", servers.join(", ")), fix)
    } else if names.local {
        let message = format!("no name server knows {host}: names below .local are mDNS's");
        let fix = Fix::new(format!(
            "write {host} and its address into /etc/hosts: the go command asks no mDNS either"
        ));
        (message, format!("lookup {host}: no such host"), fix)
    } else if names.said.iter().any(|(_, said)| *said == Said::NoSuchName) {
        let message = format!("there is no host called {host}");
        (message, format!("lookup {host}: no such host"), right_name(entry))
    } else {
        let message = format!("the name servers could not find {host}");
        let fix = Fix::new("ask whoever runs them, or name others in /etc/resolv.conf");
        (message, format!("lookup {host}: server misbehaving"), fix)
    };
    let found = verdict(network, entry, fails, message, &says).cure(fix);
    Ok(said(found, names))
}

fn right_name(entry: &Entry) -> Fix {
    let variable = if entry.by_way_of.is_some() { "HTTPS_PROXY or HTTP_PROXY" } else { "GOPROXY" };
    Fix::new(format!("correct the name in {variable}; inside a company: use its name servers"))
}

fn said(verdict: Verdict, names: &Names) -> Verdict {
    names.said.iter().fold(verdict, |verdict, (server, said)| {
        let words = match said {
            Said::Knows => "knows it".to_owned(),
            Said::NoSuchName => "no such name".to_owned(),
            Said::Failure(code) => format!("failure {code}"),
            Said::Silent => "no answer".to_owned(),
            Said::Unreachable(words) => words.clone(),
        };
        verdict.seen("name server", format!("{server}: {words}"))
    })
}

fn first_server(facts: &Facts) -> Answer {
    let network = network(facts)?;
    let Some(names) = &network.names else {
        return Ok(Verdict::pass("no name has to be resolved"));
    };
    if names.in_hosts || !names.first_is_dead() {
        return Ok(Verdict::pass("the first name server answers"));
    }
    let wait = names.resolver.timeout;
    let found = Verdict::warn(format!(
        "the first name server does not answer: every look-up waits {wait} s for it"
    ));
    let answers = names.said.iter().find(|(_, said)| *said == Said::Knows);
    let answers = answers.map(|(server, _)| server.to_string()).unwrap_or_default();
    Ok(said(found, names).cure(Fix::new(format!(
        "put `nameserver {answers}` first in /etc/resolv.conf, or add there: options timeout:1"
    ))))
}
