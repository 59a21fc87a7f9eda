//! What a server of health answers: `/metrics`, as the textfile has them, and `/healthz`. All answers are
//! made of one run, which is kept for a while; whoever asks meanwhile waits for the same one.

mod cache;
mod healthz;

use std::sync::Arc;

pub(crate) use cache::{Cache, Given};

use crate::base::fault::Fault;
use crate::doctor::model::report::Diagnosis;
use crate::doctor::render::{Rendering, render};
use crate::sys::net::answering::Reply;

/// The media type of metrics.
const METRICS: &str = "text/plain; version=0.0.4; charset=utf-8";
/// The media type of `/healthz`.
const HEALTH: &str = "application/health+json";

/// A run as it is answered.
#[derive(Debug)]
pub(crate) struct Rendered {
    metrics: Reply,
    healthz: Reply,
}

impl Rendered {
    /// A run, or why there is none.
    pub(crate) fn of(run: &Result<Diagnosis, Fault>) -> Self {
        match run {
            Ok(run) => Self { metrics: metrics(run), healthz: reply(&healthz::of(run)) },
            Err(fault) => Self {
                metrics: Reply::line(503, &fault.what),
                healthz: reply(&healthz::failed(&fault.what)),
            },
        }
    }
}

fn metrics(run: &Diagnosis) -> Reply {
    let mut text = Vec::new();
    match render(run, Rendering::Prometheus, &mut text) {
        Ok(()) => Reply { status: 200, kind: METRICS, body: text.into() },
        Err(error) => Reply::line(503, &format!("could not render the metrics: {error}")),
    }
}

fn reply(answer: &healthz::Answer) -> Reply {
    let status = if answer.is_well() { 200 } else { 503 };
    let body = serde_json::to_vec(answer).unwrap_or_default();
    Reply { status, kind: HEALTH, body: body.into() }
}

/// Answers a path.
pub(crate) fn answer(path: &str, cache: &Arc<Cache>) -> Reply {
    let pick = match path {
        "/metrics" => |run: &Rendered| run.metrics.clone(),
        "/healthz" => |run: &Rendered| run.healthz.clone(),
        _ => return Reply::line(404, "there are /metrics and /healthz"),
    };
    match cache.given() {
        Given::Run(run) => pick(&run),
        Given::None(why) if path == "/healthz" => reply(&healthz::failed(&why)),
        Given::None(why) => Reply::line(503, &why),
    }
}
