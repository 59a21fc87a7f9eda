//! What a lock says, for people and programs.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;
use serde::ser::SerializeStruct;

use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::version::GoVersion;
use crate::projects::lock::Lock;
use crate::ui::Report;

/// Keys are part of the command line's contract.
pub(super) struct Shown {
    pub(super) path: PathBuf,
    /// The pin.
    pub(super) file: PathBuf,
    pub(super) lock: Lock,
    pub(super) previous: Option<GoVersion>,
    pub(super) absent: Vec<Platform>,
    pub(super) written: bool,
    pub(super) dry_run: bool,
}

impl Serialize for Shown {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = |(platform, h1): (&Platform, &String)| (platform.to_string(), h1.clone());
        let checksums: std::collections::BTreeMap<_, _> = self.lock.h1.iter().map(named).collect();
        let absent: Vec<_> = self.absent.iter().map(ToString::to_string).collect();
        let mut map = serializer.serialize_struct("Lock", 8)?;
        map.serialize_field("path", &self.path.to_string_lossy())?;
        map.serialize_field("request", &self.lock.request)?;
        map.serialize_field("version", &self.lock.version)?;
        map.serialize_field("previous", &self.previous)?;
        map.serialize_field("checksums", &checksums)?;
        map.serialize_field("absent", &absent)?;
        map.serialize_field("written", &self.written)?;
        map.serialize_field("dry_run", &self.dry_run)?;
        map.end()
    }
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let (version, path, file) = (&self.lock.version, self.path.visible(), self.file.visible());
        let request = &self.lock.request;
        let why = format!("{file} asks for {request}");
        let was = self.previous.as_ref().filter(|was| *was != version);
        let was = was.map(|was| format!(" (was {was})")).unwrap_or_default();
        match (self.written, self.dry_run) {
            (true, _) => writeln!(out, "locked {version} in {path}{was}: {why}")?,
            (false, true) => writeln!(out, "would lock {version} in {path}{was}: {why}")?,
            (false, false) => writeln!(out, "{path} is up to date: {version}")?,
        }
        for (platform, h1) in &self.lock.h1 {
            writeln!(out, "  {:14} {h1}", platform.to_string())?;
        }
        for platform in &self.absent {
            writeln!(out, "  {:14} no record of such a toolchain", platform.to_string())?;
        }
        Ok(())
    }
}
