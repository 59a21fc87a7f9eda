//! One change to a pin file: another first request.

use std::path::Path;

use toml_edit::{DocumentMut, Value};

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::projects::toml_text::{self, Lines};

/// The file that is written, and what it shall ask for first.
pub(super) struct Edit<'a> {
    pub(super) path: &'a Path,
    /// Its text now.
    pub(super) text: &'a str,
    /// The line that asks now, counted from 1; 0 where none does.
    pub(super) line: usize,
    pub(super) request: &'a Request,
}

impl Edit<'_> {
    /// Refuses a range in a file that another program reads too.
    ///
    /// # Errors
    /// Where the request is one (exit 2).
    pub(super) fn no_range(&self, whose: &str) -> Result<()> {
        if !matches!(self.request, Request::Range(_)) {
            return Ok(());
        }
        let what = format!("{} is {whose} too, which knows no ranges", self.path.visible());
        Err(Fault::usage(what)
            .hint("goenvmgr pin 1.22.5; or the range in a goenvmgr.toml beside it"))
    }

    /// The text as TOML that keeps its form.
    ///
    /// # Errors
    /// When it is none (exit 2).
    pub(super) fn document(&self) -> Result<DocumentMut> {
        self.text.parse().map_err(|error: toml_edit::TomlError| {
            let line = Lines::of(self.text).at(error.span());
            let message = toml_text::message(&error);
            let what = format!("{}:{line}: {message}", self.path.visible());
            Fault::usage(what).hint("fix the file, then try again")
        })
    }
}

/// Another value in the place of this one; the blanks and comments around it stay.
pub(super) fn replace(value: &mut Value, word: &str) {
    let decor = value.decor().clone();
    *value = word.into();
    *value.decor_mut() = decor;
}
