//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[known(
    &["invoked to provide go1."],
    "path.named",
    "a program on PATH called go1.X.Y is another version",
    "remove it; goenvmgr install brings the real one",
)];
