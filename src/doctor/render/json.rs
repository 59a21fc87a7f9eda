//! For programs: the value itself.

use std::io::{self, Write};

use crate::doctor::model::report::Diagnosis;

pub(super) fn write(run: &Diagnosis, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, run)?;
    writeln!(out)
}
