//! What stands in the directory and was not looked at.

use std::path::Path;

use super::{ProblemKind, Reading};
use crate::base::fault::Result;
use crate::sys::fs::temporary;
use crate::sys::fs::walk::{self, FileKind};
use crate::toolchains::mirror::layout::OURS;

impl Reading<'_> {
    /// Tells of it where clients would take it for a part of the mirror.
    pub(super) fn strays(&mut self) -> Result<()> {
        for entry in walk::list(&self.layout.root)? {
            if entry.path.starts_with(OURS) {
                continue;
            }
            let path = self.layout.root.join(&entry.path);
            let is_ours = ["golang.org", "sumdb"].iter().any(|dir| entry.path.starts_with(dir));
            if entry.kind == FileKind::Link && is_ours {
                self.is(ProblemKind::Unknown, &path, "it is a link, which no mirror has");
            } else if is_ours && !self.seen.contains(&path) {
                self.is(ProblemKind::Unknown, &path, said(&entry.path));
            } else if !is_ours {
                self.found.others += 1;
            }
        }
        Ok(())
    }
}

fn said(path: &Path) -> &'static str {
    match path.file_name().and_then(|name| name.to_str()) {
        Some(name) if temporary::is_ours(name) => "what a killed write left",
        _ => "nothing verifies it",
    }
}
