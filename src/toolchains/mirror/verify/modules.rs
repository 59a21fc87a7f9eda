//! The module proxy's part: zips and what stands beside them, by their records.

use std::fs::File;

use super::{ProblemKind, Reading};
use crate::base::fault::{Exit, Fault, Result};
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
            let (path, with) =
                (self.layout.list(), |of: &Distribution| records.iter().any(|it| it.of == *of));
            let listed: Vec<_> = here.into_iter().filter(with).collect();
            self.must_be(&path, &list(&listed))?;
        }
        Ok(())
    }

    fn one(&mut self, of: &Distribution, record: Option<&Record>) -> Result<()> {
        let path = self.layout.file(of, "zip");
        // What stands beside a zip is told of where the zip is what it should be.
        let beside = ["zip", "mod", "info"].map(|ending| self.layout.file(of, ending));
        let Some(record) = record else {
            self.seen.extend(beside);
            self.is(ProblemKind::Unknown, &path, "no verified record is here that would verify it");
            return Ok(());
        };
        let Some(zip) = self.zip(of, record)? else {
            self.seen.extend(beside);
            return Ok(());
        };
        self.seen.insert(path);
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

    /// The zip, where it is what its record says.
    fn zip(&mut self, of: &Distribution, record: &Record) -> Result<Option<File>> {
        let path = self.layout.file(of, "zip");
        let Installer { progress, interrupt, .. } = *self.installer;
        let zip = read::open(&path).map_err(|error| Fault::io("read", &path, &error));
        let verified = zip
            .and_then(|zip| attest::zip(&zip, of, &record.text, progress, interrupt).map(|()| zip));
        match verified {
            Ok(zip) => {
                self.good(read::length(&path).unwrap_or(0));
                Ok(Some(zip))
            }
            Err(fault) if matches!(fault.exit, Exit::Signal(_)) => Err(fault),
            Err(fault) => {
                self.is(ProblemKind::Wrong, &path, &fault.to_string());
                Ok(None)
            }
        }
    }

    fn info(&mut self, of: &Distribution, held: &Distribution, zip: &File) -> Result<bool> {
        let path = self.layout.file(of, "info");
        if self.seen.contains(&path) {
            return Ok(true);
        }
        self.must_be(&path, &attest::info(of, held, zip))
    }
}
