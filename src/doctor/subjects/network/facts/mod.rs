//! What proxies, name servers and the checksum database answered.

mod ask;
mod log;
mod target;

use ask::{Scope, ask};
use log::States;
pub(crate) use log::{Head, Log};

use std::time::Duration;

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::filesystem::answers::Answers;
use crate::doctor::subjects::filesystem::role::{Role, Use};
use crate::doctor::subjects::filesystem::scratch::Scratch;
use crate::doctor::subjects::network::knows_goauth;
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::proxy::proxy_rules;
use crate::doctor::subjects::settings::facts::Settings;
use crate::sys::net::dns::{Resolver, Said, Server};
use crate::sys::net::url::Url;
use crate::sys::net::{NetError, Trouble};

/// How long one walk may take in all, redirects and further tries included: whoever answers a
/// little at a time is as silent.
const WALK: Duration = Duration::from_secs(14);

/// The network, as Go's next download would meet it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Network {
    /// The module that was asked for, as on a command line: `golang.org/x/text@v0.3.0`.
    pub module: String,
    /// GOPROXY up to `direct` or `off`.
    pub entries: Vec<Entry>,
    /// Whether it was asked with the longer wait, after which silence is a failure.
    pub patient: bool,
    /// Whether there is a route to anywhere but this machine itself.
    pub routes: bool,
    /// Whether GOAUTH has netrc read.
    pub reads_netrc: bool,
    /// Name servers, and what each said about the host that did not resolve in time.
    pub names: Option<Names>,
    /// How many certificates are trusted; only where it was counted.
    pub trusted: Option<usize>,
    /// The checksum database; only where it was asked.
    pub log: Option<Log>,
}

/// One entry of GOPROXY.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// As people may see it: without credentials.
    pub name: String,
    /// Its URL, where it is one.
    pub url: Option<Url>,
    /// Whether any failure leads on to the next.
    pub on_any_error: bool,
    /// The HTTP or SOCKS proxy on the way, and the host that has to be resolved.
    pub by_way_of: Option<String>,
    /// Host that is connected to: the HTTP proxy's, else its own.
    pub dialled: String,
    /// Whether credentials are sent (from the URL or netrc).
    pub credentials: bool,
    /// A machine of netrc that is this host but for its port, which Go does not take for it.
    pub netrc_misses: bool,
    /// What came back; nothing where it was not asked.
    pub answer: Option<Result<Page, NetError>>,
}

/// An answer over HTTP.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub status: u16,
    /// The server's clock minus ours, in seconds.
    pub ahead: Option<i64>,
    /// Whether it is the JSON object that Go expects.
    pub json: bool,
    /// How it begins.
    pub begins: String,
    /// How often it was asked for.
    pub attempts: u32,
}

/// How an entry ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Not asked.
    Unknown,
    /// The module is served.
    Served,
    /// 404 or 410: Go asks the next.
    Absent,
    /// Everything else.
    Failed,
}

impl Entry {
    /// How it ended.
    pub(crate) fn end(&self) -> End {
        match &self.answer {
            None => End::Unknown,
            Some(Err(_)) => End::Failed,
            Some(Ok(page)) => match page.status {
                404 | 410 => End::Absent,
                200 if page.json => End::Served,
                _ => End::Failed,
            },
        }
    }

    /// The trouble on the way, where no answer came.
    pub(crate) fn trouble(&self) -> Option<(&Trouble, &NetError)> {
        let error = self.answer.as_ref()?.as_ref().err()?;
        Some((&error.trouble, error))
    }

    /// How often it was asked before it ended so: what may pass is asked again.
    pub(crate) fn attempts(&self) -> u32 {
        match &self.answer {
            None => 1,
            Some(Ok(page)) => page.attempts,
            Some(Err(error)) => error.attempts,
        }
    }

    /// The answer, where one came.
    pub(crate) fn page(&self) -> Option<&Page> {
        self.answer.as_ref()?.as_ref().ok()
    }
}

impl Network {
    /// The entry at which Go's walk along the list ends in failure. Go walks on after 404 and 410,
    /// and after anything where `|` follows and something to ask is left.
    pub(crate) fn decisive(&self) -> Option<usize> {
        for (number, entry) in self.entries.iter().enumerate() {
            match entry.end() {
                End::Served | End::Unknown => return None,
                End::Absent => {}
                End::Failed if self.goes_on(number) => {}
                End::Failed => return Some(number),
            }
        }
        None
    }

    /// Whether Go walks on from this entry, whatever went wrong with it.
    pub(crate) fn goes_on(&self, number: usize) -> bool {
        self.entries.get(number).is_some_and(|entry| entry.on_any_error)
            && self.entries.get(number + 1).is_some_and(|next| next.name != "off")
    }

    /// The entry of this kind that makes Go's download fail, else the first that Go passes over;
    /// and which of both it is.
    pub(crate) fn blame(&self, kind: impl Fn(&Entry) -> bool) -> Option<(&Entry, bool)> {
        let decisive = self.decisive().and_then(|number| self.entries.get(number));
        match decisive.filter(|entry| kind(entry)) {
            Some(entry) => Some((entry, true)),
            None => self.entries.iter().find(|entry| kind(entry)).map(|entry| (entry, false)),
        }
    }
}

/// Name servers and their answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Names {
    pub host: String,
    /// resolv.conf.
    pub resolver: Resolver,
    /// Whether the hosts file names it: then no name server is asked.
    pub in_hosts: bool,
    /// Whether it ends with `.local`: mDNS knows such names, and neither Go nor goenvmgr asks it.
    pub local: bool,
    /// What each server said.
    pub said: Vec<(Server, Said)>,
}

impl Names {
    /// The first server is silent or away, and a later one answers.
    pub(crate) fn first_is_dead(&self) -> bool {
        let dead = |said: &Said| matches!(said, Said::Silent | Said::Unreachable(_));
        self.said.first().is_some_and(|(_, said)| dead(said))
            && self.said.iter().any(|(_, said)| !dead(said))
    }
}

/// How long the network may take: it keeps a time of its own, and this is for what that forgets.
const LIMIT: Duration = Duration::from_secs(18);

impl Network {
    /// What the entries of GOPROXY answer, and why.
    pub(crate) const PROXIES: Parts = Parts::number(0);
    /// What each name server says, even where names resolve.
    pub(crate) const NAME_SERVERS: Parts = Parts::number(1);
    /// The certificates that this machine trusts.
    pub(crate) const TRUSTED: Parts = Parts::number(2);
    /// What the checksum database answers.
    pub(crate) const LOG: Parts = Parts::number(3);
}

impl Fact for Network {
    const WHAT: &'static str = "the network";
    const AFTER: &'static [Need] = &[Answers::NEED, Scratch::NEED, Settings::NEED, Project::NEED];
    const ASKS_OTHERS: Parts = Self::PROXIES.and(Self::NAME_SERVERS).and(Self::LOG);

    fn limit(_: Parts) -> Duration {
        LIMIT
    }

    fn gather(known: &Facts, parts: Parts) -> Result<Self, Missing> {
        let settings = known.answer::<Settings>()?;
        let go = settings.go().ok_or(Missing::NotAsked)?;
        Answers::must_come_from(known, &[Use::Place(Role::Modules), Use::Certificates])?;
        let scope = Scope {
            proxies: parts.any(Self::PROXIES),
            names: parts.any(Self::NAME_SERVERS),
            trusted: parts.any(Self::TRUSTED),
            log: parts.any(Self::LOG),
            patient: known.thorough,
            rules: proxy_rules(known),
            goauth: knows_goauth(known),
        };
        let states = States {
            ours: known.home.state().to_owned(),
            gopath: go.gopath(),
            scratch: known.answer::<Scratch>()?.clone(),
        };
        Ok(ask(&known.env, go, known.get::<Project>(), &states, scope))
    }
}
