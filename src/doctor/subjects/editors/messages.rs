//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    known(
        &["file requires newer Go version"],
        "ide.readers",
        "a tool was built with an older Go than the code needs",
        "go install it again",
    ),
    known(
        &["package requires newer Go version"],
        "ide.readers",
        "a tool was built with an older Go than the code needs",
        "go install it again",
    ),
    known(
        &["This application uses version go", "source-processing packages"],
        "ide.readers",
        "a tool was built with an older Go than the one on PATH",
        "go install it again",
    ),
    known(
        &["Gopls was built with Go version"],
        "ide.readers",
        "gopls was built with an older Go",
        "go install golang.org/x/tools/gopls@latest",
    ),
];
