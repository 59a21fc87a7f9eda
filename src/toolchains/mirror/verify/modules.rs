//! The module proxy's part: zips and what stands beside them, by their records.

use std::fs::File;

use super::{ProblemKind, Reading};
use crate::base::fault::{Exit, Result};
use crate::sys::fs::read;
use crate::toolchains::install::Installer;
use crate::toolchains::mirror::attest;
use crate::toolchains::mirror::distribution::Distribution;
use crate::toolchains::mirror::made::{asked_for, list};
use crate::toolchains::mirror::records::Record;

impl Reading<'_> {
    /// Every toolchain that is here or was asked for.
    pub(super) fn modules(&mut self, records: &[Record]) -> Result<()> {
        let here = self.layout.with("zip")?;
        for of in &here {
            let record = records.iter().find(|record| record.of == *of);
            self.one(of, record)?;
        }
        for of in self.description.distributions() {
            let path = self.layout.file(&of, "zip");
            if !here.contains(&of) {
                self.is(ProblemKind::Missing, &path, "it was asked for, and is not here");
            }
            let path = self.layout.lookup(&of);
            if !read::is_taken(&path) {
                self.is(ProblemKind::Missing, &path, "it was asked for, and is not here");
            }
        }
        if !here.is_empty() {
            let path = self.layout.list();
            self.must_be(&path, &list(&here))?;
        }
        Ok(())
    }

    fn one(&mut self, of: &Distribution, record: Option<&Record>) -> Result<()> {
        let path = self.layout.file(of, "zip");
        self.seen.insert(path.clone());
        let Some(record) = record else {
            self.is(ProblemKind::Unknown, &path, "no verified record is here that would verify it");
            return Ok(());
        };
        let zip = match read::open(&path) {
            Ok(zip) => zip,
            Err(error) => {
                self.is(ProblemKind::Wrong, &path, &error.to_string());
                return Ok(());
            }
        };
        let Installer { progress, interrupt, .. } = *self.installer;
        match attest::zip(&zip, of, &record.text, progress, interrupt) {
            Ok(()) => self.good(read::length(&path).unwrap_or(0)),
            Err(fault) if matches!(fault.exit, Exit::Signal(_)) => return Err(fault),
            Err(fault) => {
                self.is(ProblemKind::Wrong, &path, &fault.to_string());
                return Ok(());
            }
        }
        let go_mod = self.layout.file(of, "mod");
        if let Err(fault) = attest::go_mod(of, &record.text) {
            self.is(ProblemKind::Wrong, &go_mod, &fault.to_string());
        }
        if self.must_be(&go_mod, attest::GO_MOD)? & self.info(of, of, &zip)? {
            self.found.verified.push(of.clone());
        }
        let asked = asked_for(of);
        if !read::is_file(&self.layout.file(&asked, "zip")) {
            self.info(&asked, of, &zip)?;
        }
        Ok(())
    }

    fn info(&mut self, of: &Distribution, held: &Distribution, zip: &File) -> Result<bool> {
        let path = self.layout.file(of, "info");
        if self.seen.contains(&path) {
            return Ok(true);
        }
        self.must_be(&path, &attest::info(of, held, zip))
    }
}
