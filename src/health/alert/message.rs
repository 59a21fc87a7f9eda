//! What is told.

use std::fmt::Write as _;

use serde::Serialize;

use crate::base::digest::Sha256Sum;
use crate::base::secret::redact;
use crate::doctor::model::report::Diagnosis;
use crate::health::memory::state::Event;
use crate::sys::env::Env;
use crate::sys::{machine, net};

/// So much of the kernel's log is told, in lines.
const KERNEL_LINES: usize = 20;

/// An alert: keys are added, never renamed.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// `firing` or `resolved`.
    pub status: &'static str,
    /// The check.
    pub failed_check: String,
    /// What it said last.
    pub last_error: String,
    /// This machine.
    pub node_name: String,
    /// Its address: `POD_IP` where that is set.
    pub pod_ip: Option<String>,
    /// The environment.
    pub env: Option<String>,
    /// The project.
    pub project: Option<String>,
    /// Failures in a row.
    pub consecutive_failures: u64,
    /// When the first of them was: UTC.
    pub first_failed_at: String,
    /// The same for one row of failures, however often it is told.
    pub idempotency_key: String,
    /// The last lines of the kernel's log; null where this user may not read it.
    pub kernel_log: Option<Vec<String>>,
    /// How many processes the kernel killed for want of memory since it started; null where it does not say.
    pub oom_kills: Option<u64>,
    /// The whole run.
    pub report: Diagnosis,
}

impl Message {
    /// What this event says.
    pub(super) fn of(run: &Diagnosis, event: &Event, env: &Env) -> Self {
        let resolved = event.consecutive_failures == 0;
        let first = jiff::Timestamp::from_second(event.first_failed_at).unwrap_or_default();
        let status = if resolved { "resolved" } else { "firing" };
        let name = run.env.clone().unwrap_or_default();
        let project = run.project.clone().unwrap_or_default();
        let key =
            format!("{project}\n{name}\n{}\n{}\n{status}", event.check, event.first_failed_at);
        Self {
            status,
            failed_check: event.check.clone(),
            last_error: event.message.clone(),
            node_name: run.host.clone(),
            pod_ip: env.var("POD_IP").map(str::to_owned).or_else(net::own_address),
            env: run.env.clone(),
            project: run.project.clone(),
            consecutive_failures: event.consecutive_failures,
            first_failed_at: first.to_string(),
            idempotency_key: Sha256Sum::of(key.as_bytes()).to_string()[..32].to_owned(),
            kernel_log: machine::kernel_log(KERNEL_LINES).as_deref().map(redacted),
            oom_kills: machine::kills_for_memory(),
            report: run.clone(),
        }
    }

    /// One line for people.
    pub(super) fn line(&self) -> String {
        let place = [self.project.as_deref(), self.env.as_deref(), Some(&self.node_name)];
        let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
        match self.status {
            "resolved" => format!("{} is well again ({place})", self.failed_check),
            _ => format!(
                "{} failed {} times in a row ({place}): {}",
                self.failed_check, self.consecutive_failures, self.last_error
            ),
        }
    }

    /// A text for people.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{}\n", self.line());
        let _ = writeln!(text, "first failed: {}", self.first_failed_at);
        for finding in self.report.results.iter().filter(|finding| self.report.counts(finding)) {
            let (check, said) = (&finding.check, &finding.verdict.message);
            let _ = writeln!(text, "{}  {check}: {said}", finding.status().word());
        }
        text
    }
}

/// It may say how a program was started.
fn redacted(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| redact(line)).collect()
}
