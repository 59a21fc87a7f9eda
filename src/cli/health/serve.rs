//! `goenvmgr health serve`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::asked::Asked;
use crate::base::fault::{Exit, Fault, Result};
use crate::cli::Context;
use crate::health::memory::place::Place;
use crate::health::memory::state::State;
use crate::health::run::Done;
use crate::health::serve::{Cache, answer};
use crate::sys::interrupt::supervised;
use crate::sys::net::answering::Server;

/// Metrics for Prometheus and /healthz, by HTTP
///
/// /metrics says what the textfile says, /healthz 200 or 503 (draft-inadarei-api-health-check). A run is
/// kept for --max-age; no request starts more than one. Runs are counted here alone: they are not
/// remembered, and nobody is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr health serve --env prod\n  \
                        goenvmgr health serve 127.0.0.1:9300 --env prod --max-age 60")]
pub(super) struct Args {
    /// Where to listen: ADDRESS:PORT
    #[arg(value_name = "ADDR", default_value = "127.0.0.1:9101", value_parser = address)]
    address: SocketAddr,
    /// For how long a run is answered before the next one, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    max_age: u64,
    #[command(flatten)]
    asked: Asked,
}

/// No name but `localhost`: what a name means may change, and who may ask should not.
fn address(text: &str) -> std::result::Result<SocketAddr, String> {
    let local = text.strip_prefix("localhost:").and_then(|port| port.parse().ok());
    let local = local.map(|port| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
    let given = local.or_else(|| text.parse().ok());
    given.ok_or_else(|| "an address is ADDRESS:PORT, as in 127.0.0.1:9101 or [::1]:9101".to_owned())
}

/// Serves until it is interrupted.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let policy = super::policy(context)?;
    let environment = args.asked.environment(&policy)?;
    // Counters go on from what is remembered, so that none falls while the server runs.
    let state = State::look(&Place::of(&context.home, &policy, &environment.name))?;
    let listening = |error: std::io::Error| {
        Fault::unfinished(format!("could not listen on {}: {error}", args.address))
            .hint("goenvmgr health serve ADDRESS:PORT")
    };
    let server = Server::bind(args.address).map_err(listening)?;
    let at = server.address().map_err(listening)?;
    context.out.status(&format!("http://{at}/metrics and http://{at}/healthz; Ctrl-C ends it"));
    if !at.ip().is_loopback() {
        context.out.warn("whoever reaches this address may read what fails here");
    }
    let Context { env, home, config, .. } = context;
    let (asked, env, home, config) =
        (args.asked.clone(), env.clone(), home.clone(), config.clone());
    let state = Mutex::new(state);
    let cache = Cache::new(Duration::from_secs(args.max_age), move || {
        let env = env.at_present();
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = asked.plan(&policy, &environment, state.oom_kills, &env);
        let Done { mut run, oom_kills } = plan.run(&env, &home, &config)?;
        state.oom_kills = oom_kills.or(state.oom_kills);
        state.count(&mut run, env.now);
        Ok(run)
    });
    supervised(move |_| server.serve(move |path| answer(path, &cache)))
}
