//! The client: redirects, retries, and what goes wrong in words.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::debug;

use super::body::Body;
use super::hosts::{Admission, Hosts};
use super::proxy::{NoRoute, Proxies, Rules};
use super::secrets::{says_who, travels};
use super::tls::Trust;
use super::trouble::{Stage, Trouble};
use super::url::{Scheme, Url};
use super::wire::{Dialer, NoResolver, Refusal};
use super::{Fetch, NetError, NetErrorKind, Patience, Request, Response, file, is_offline};
use crate::sys::env::Env;

/// Redirects that are followed.
const REDIRECTS: usize = 10;
/// How often one thing is asked, the first time included.
const ATTEMPTS: u32 = 3;
/// The first pause before asking again; doubled each time, and shortened at random by up to half.
const PAUSE: Duration = Duration::from_millis(300);
/// How much of `Retry-After` is waited for where another source is left.
const RETRY_AFTER: Duration = Duration::from_secs(5);
/// How much of it where none is.
pub const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60);

/// Asks over HTTP(S), and reads `file` URLs. One for a run: it remembers which hosts were silent
/// and keeps connections open.
#[derive(Debug)]
pub struct Client {
    agent: ureq::Agent,
    hosts: Arc<Hosts>,
    proxies: Arc<Proxies>,
    silence: Duration,
    /// How often one thing is asked, the first time included.
    attempts: u32,
    is_offline: bool,
}

impl Client {
    /// A client for this environment (proxies, certificates). `timeout_on_silence` is how long an
    /// established connection may stay silent.
    pub fn new(env: &Env, timeout_on_silence: Duration) -> Self {
        Self::with_rules(env, timeout_on_silence, Rules::default())
    }

    /// The same, where proxies are those that a certain Go would take.
    pub fn with_rules(env: &Env, timeout_on_silence: Duration, rules: Rules) -> Self {
        let client = Self::made(env, timeout_on_silence, rules, ATTEMPTS, false);
        Self { is_offline: is_offline(env), ..client }
    }

    /// The same for URLs that others wrote down: each is asked once, offline too, and never one that this machine
    /// alone can reach by its link (where clouds keep a machine's secrets), by no redirect either.
    pub fn asking_once(env: &Env, timeout_on_silence: Duration) -> Self {
        Self::made(env, timeout_on_silence, Rules::default(), 1, true)
    }

    fn made(
        env: &Env,
        timeout_on_silence: Duration,
        rules: Rules,
        attempts: u32,
        refuses_link_local: bool,
    ) -> Self {
        let silence = timeout_on_silence.max(Duration::from_millis(1));
        let hosts = Arc::new(Hosts::new(silence));
        let proxies = Arc::new(Proxies::read(env, rules));
        let dialer = Dialer {
            hosts: Arc::clone(&hosts),
            proxies: Arc::clone(&proxies),
            trust: Arc::new(Trust::from_env(env)),
            silence,
            refuses_link_local,
        };
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(super::USER_AGENT)
            // Bytes are hashed as stored.
            .accept_encoding("identity")
            .max_idle_connections_per_host(8)
            .timeout_recv_response(Some(silence))
            .build();
        let agent = ureq::Agent::with_parts(config, dialer, NoResolver);
        Self { agent, hosts, proxies, silence, attempts, is_offline: false }
    }

    fn ask_with_retries(
        &self,
        url: &Url,
        headers: &[(String, String)],
        asked: &Request,
    ) -> Result<Response, NetError> {
        let patience = asked.patience;
        let mut pause = PAUSE;
        let mut attempts = 1;
        let mut may_wait = match patience {
            Patience::Brief => RETRY_AFTER,
            Patience::Long => LONGEST_RETRY_AFTER,
        };
        if patience == Patience::Long {
            let wait = self.hosts.wanted_rest(&url.place()).min(may_wait);
            may_wait -= wait;
            std::thread::sleep(wait);
        }
        loop {
            let left = attempts < self.attempts;
            let wait = match self.ask(url, headers, asked) {
                Ok(answer) if may_pass(answer.status) => {
                    let wanted = answer.retry_after();
                    self.hosts.wants_rest(&url.place(), wanted.unwrap_or_default());
                    match wanted.map_or_else(|| shortened(pause), |wanted| wanted.max(pause)) {
                        wait if left && wait <= may_wait => wait,
                        _ => return Ok(Response { attempts, ..answer }),
                    }
                }
                Ok(answer) => return Ok(Response { attempts, ..answer }),
                Err(error) if left && self.worth_retrying(url, &error) => shortened(pause),
                Err(error) => return Err(NetError { attempts, ..error }),
            };
            debug!(url = url.without_query(), attempts, wait = ?wait, "to be asked again");
            may_wait = may_wait.saturating_sub(wait);
            std::thread::sleep(wait);
            pause *= 2;
            attempts += 1;
        }
    }

    /// Only what once answered is asked again: a host that refuses will refuse again.
    fn worth_retrying(&self, url: &Url, error: &NetError) -> bool {
        matches!(error.kind, NetErrorKind::Connection | NetErrorKind::Answer)
            && self.hosts.was_reached(&url.place())
    }

    fn ask(
        &self,
        url: &Url,
        headers: &[(String, String)],
        asked: &Request,
    ) -> Result<Response, NetError> {
        let patience = asked.patience;
        let limit = self.admit(url, patience)?;
        let mut request = ureq::http::Request::builder().uri(url.exact());
        request = request.method(if asked.body.is_some() { "POST" } else { "GET" });
        for (name, value) in headers {
            request = request.header(name, value);
        }
        if let Some(credentials) = url.credentials() {
            request = request.header("authorization", credentials.basic());
        }
        let bad = |error: ureq::http::Error| {
            NetError::new(&url.place(), NetErrorKind::Url, &error.to_string())
        };
        let begun = Instant::now();
        let answered = match &asked.body {
            None => {
                let request = self.agent.configure_request(request.body(()).map_err(bad)?);
                self.agent.run(request.timeout_connect(Some(limit)).build())
            }
            Some(body) => {
                let request = request.body(body.as_slice()).map_err(bad)?;
                let request = self.agent.configure_request(request);
                self.agent.run(request.timeout_connect(Some(limit)).build())
            }
        };
        let answer = match answered {
            Ok(answer) => self.answer(url, answer),
            Err(error) => Err(self.failure(url, patience, error)),
        };
        let (shown, took) = (url.without_query(), begun.elapsed());
        match &answer {
            Ok(answer) => debug!(url = shown, status = answer.status, ?took, "answered"),
            Err(error) => debug!(url = shown, %error, ?took, "no answer"),
        }
        answer
    }

    fn admit(&self, url: &Url, patience: Patience) -> Result<Duration, NetError> {
        let place = url.place();
        let proxy = self.proxies.route(url).map_err(|why| {
            let trouble = if why == NoRoute::Cgi { Trouble::Cgi } else { Trouble::Other };
            NetError::new(&place, NetErrorKind::Proxy, &why.to_string()).caused(trouble, true)
        })?;
        let proxy = proxy.map(super::proxy::Proxy::place);
        let mut limit = Duration::MAX;
        for host in proxy.iter().chain([&place]) {
            match self.hosts.admit(host, patience) {
                Admission::Within(time) => limit = limit.min(time),
                Admission::Refused if *host == place => {
                    return Err(NetError::new(
                        &place,
                        NetErrorKind::FirstContact,
                        "not asked again",
                    ));
                }
                Admission::Refused => {
                    let words = format!("its proxy {host} did not answer before");
                    return Err(NetError::new(&place, NetErrorKind::FirstContact, &words));
                }
            }
        }
        Ok(limit)
    }

    fn answer(
        &self,
        url: &Url,
        answer: ureq::http::Response<ureq::Body>,
    ) -> Result<Response, NetError> {
        let (parts, body) = answer.into_parts();
        let status = parts.status.as_u16();
        if status == 407 {
            let words = "407: it wants a user and a password in HTTP_PROXY";
            let offers = (parts.headers.get_all("proxy-authenticate").iter())
                .map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned())
                .map(|value| value.split(' ').next().unwrap_or_default().to_owned())
                .collect();
            let proxy = self.proxies.route(url).ok().flatten();
            let sent = proxy.is_some_and(|proxy| proxy.credentials.is_some());
            return Err(NetError::new(&url.place(), NetErrorKind::Proxy, words)
                .caused(Trouble::ProxyAuth { offers, sent }, true));
        }
        let headers: Vec<(String, String)> = parts
            .headers
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let announced = body.content_length();
        // The connection stays in the pool when the body is read to its end.
        let reader = body.into_with_config().limit(u64::MAX).reader();
        let body = Body::new(url.place(), Box::new(reader), announced, self.silence);
        Ok(Response {
            status,
            url: url.to_string(),
            headers,
            body: Box::new(body),
            attempts: 1,
            redirects: 0,
        })
    }

    fn failure(&self, url: &Url, patience: Patience, error: ureq::Error) -> NetError {
        let place = url.place();
        let error = match error {
            ureq::Error::Other(inner) => match inner.downcast::<Refusal>() {
                Ok(refusal) => return self.no_connection(url, patience, *refusal),
                Err(other) => ureq::Error::Other(other),
            },
            other => other,
        };
        let silent = Trouble::Silent(Stage::Answer);
        let (kind, words) = match &error {
            ureq::Error::Timeout(_) => (NetErrorKind::Silence, String::new()),
            ureq::Error::Io(error) if super::is_silence(error) => {
                (NetErrorKind::Silence, String::new())
            }
            ureq::Error::Io(error) => (NetErrorKind::Connection, super::plain_io_words(error)),
            ureq::Error::BadUri(why) => (NetErrorKind::Url, why.clone()),
            other => (NetErrorKind::Answer, other.to_string()),
        };
        let trouble = if kind == NetErrorKind::Silence { silent } else { Trouble::Other };
        NetError::new(&place, kind, &words).caused(trouble, false)
    }

    fn no_connection(&self, url: &Url, patience: Patience, refusal: Refusal) -> NetError {
        let place = url.place();
        let proxy = self.proxies.route(url).ok().flatten().map(super::proxy::Proxy::place);
        let culprit = if refusal.0.at_proxy { proxy.as_ref() } else { None };
        let mut error = refusal.0.error;
        if refusal.0.timed_out {
            if patience == Patience::Brief && !self.hosts.was_reached(&place) {
                error.kind = NetErrorKind::FirstContact;
            }
            self.hosts.missed(culprit.unwrap_or(&place), patience);
        }
        for host in proxy.iter().chain([&place]) {
            self.hosts.answered_no(host);
        }
        error
    }
}

impl Fetch for Client {
    fn get(&self, request: &Request) -> Result<Response, NetError> {
        let bad = |why: &str| NetError::new(&request.url.to_string(), NetErrorKind::Url, why);
        let mut url = Url::parse(request.url.exact()).map_err(|why| bad(&why))?;
        if url.scheme() == Scheme::File {
            return file::get(&url);
        }
        if self.is_offline {
            return Err(NetError::new(
                &url.place(),
                NetErrorKind::Offline,
                "--offline or GOENVMGR_OFFLINE says so",
            ));
        }
        let (mut secrets, mut headers): (Vec<_>, Vec<_>) =
            request.headers.iter().cloned().partition(|(name, _)| says_who(name));
        secrets.extend(request.secrets.0.iter().cloned());
        for followed in 0..=REDIRECTS {
            refuse_secrets_in_the_clear(&url, &secrets)?;
            let sent = [headers.as_slice(), &secrets].concat();
            let answer = self.ask_with_retries(&url, &sent, request)?;
            let Some(location) = location(&answer) else {
                let shown = if followed == 0 { url.to_string() } else { url.without_query() };
                let redirects = u32::try_from(followed).unwrap_or(u32::MAX);
                return Ok(Response { url: shown, redirects, ..answer });
            };
            let next = next(&url, location)?;
            if !next.same_origin(&url) {
                secrets.clear();
                headers.retain(|(name, _)| travels(name));
            }
            debug!(from = url.without_query(), to = next.without_query(), "redirected");
            url = next;
        }
        let words = format!("more than {REDIRECTS} redirects");
        Err(NetError::new(&url.place(), NetErrorKind::Redirect, &words))
    }
}

/// Go refuses to send credentials over plain HTTP; so do we, except to this machine itself.
fn refuse_secrets_in_the_clear(url: &Url, secrets: &[(String, String)]) -> Result<(), NetError> {
    let secret = url.credentials().is_some() || !secrets.is_empty();
    let refused = secret && url.scheme() == Scheme::Http && !url.is_loopback();
    if refused { Err(in_the_clear(url)) } else { Ok(()) }
}

/// What is said in place of a request that would show its credentials to everybody on the way.
pub fn in_the_clear(url: &Url) -> NetError {
    let words = "credentials are not sent over plain http (nor does Go): use https";
    NetError::new(&url.place(), NetErrorKind::Url, words)
}

fn location(answer: &Response) -> Option<&str> {
    matches!(answer.status, 301 | 302 | 303 | 307 | 308).then(|| answer.header("location"))?
}

fn next(url: &Url, location: &str) -> Result<Url, NetError> {
    let bad = |why: &str| NetError::new(&url.place(), NetErrorKind::Redirect, why);
    let next = url.join(location).map_err(|why| bad(&why))?;
    if next.scheme() == Scheme::File {
        return Err(bad("to a file on this machine"));
    }
    if url.scheme() == Scheme::Https && next.scheme() != Scheme::Https {
        return Err(bad(&format!("from https to plain http ({})", next.place())));
    }
    let own = if next.same_origin(url) { url.credentials().cloned() } else { None };
    Ok(next.with_credentials(own))
}

/// Whether a server that answers so may answer well a moment later.
fn may_pass(status: u16) -> bool {
    matches!(status, 429 | 500 | 502 | 503 | 504)
}

/// A pause with jitter, so that many machines do not come back in step.
fn shortened(pause: Duration) -> Duration {
    let random = RandomState::new().build_hasher().finish() % 500;
    pause.mul_f64(1.0 - f64::from(u32::try_from(random).unwrap_or(0)) / 1000.0)
}
