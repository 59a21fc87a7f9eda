//! The metrics of the last run, as a file for node_exporter's textfile collector: one for each project
//! and environment, changed by a rename (a temporary file whose name ends in `.prom` would be read).

use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::doctor::model::report::Diagnosis;
use crate::doctor::render::{Rendering, render};
use crate::sys::fs::atomic;

/// Writes `goenvmgr_PROJECT_ENV.prom` into the directory.
///
/// # Errors
/// When it cannot be written (exit 3).
pub fn write(dir: &Path, run: &Diagnosis) -> Result<()> {
    let name = |text: &Option<String>| text.clone().unwrap_or_default();
    let file = dir.join(format!("goenvmgr_{}_{}.prom", name(&run.project), name(&run.env)));
    let mut text = Vec::new();
    render(run, Rendering::Prometheus, &mut text)
        .map_err(|error| Fault::unfinished(format!("could not render the metrics: {error}")))?;
    // Whoever collects is another user.
    atomic::write_shared(&file, &text)
}
