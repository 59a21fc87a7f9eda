//! Seven renderings of one value. Nothing is decided here.

mod github;
mod human;
mod json;
mod junit;
mod nagios;
mod prometheus;
mod tap;

use std::io::{self, Write};

use super::model::report::Diagnosis;

/// How a run is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Rendering {
    /// For people.
    #[default]
    Human,
    /// One JSON value, as `schema/doctor.json` describes it.
    Json,
    /// JUnit XML, for CI test reports.
    Junit,
    /// Test Anything Protocol, version 13.
    Tap,
    /// One line and Nagios's own exit codes, 0 to 3.
    Nagios,
    /// GitHub workflow commands, which annotate a run.
    Github,
    /// Prometheus text format 0.0.4, for the textfile collector.
    Prometheus,
}

/// Writes the run.
///
/// # Errors
/// When the stream fails.
pub(crate) fn render(run: &Diagnosis, rendering: Rendering, out: &mut dyn Write) -> io::Result<()> {
    match rendering {
        Rendering::Human => human::write(run, out),
        Rendering::Json => json::write(run, out),
        Rendering::Junit => junit::write(run, out),
        Rendering::Tap => tap::write(run, out),
        Rendering::Nagios => nagios::write(run, out),
        Rendering::Github => github::write(run, out),
        Rendering::Prometheus => prometheus::write(run, out),
    }
}

pub(crate) use nagios::exit as nagios_exit;

#[cfg(test)]
mod tests;
