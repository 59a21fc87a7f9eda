//! What decides what comes of a build, beside the tool itself. What was built under one key stands for what would be
//! built under it again; under another it is another program, whatever version its toolchain says it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::settings::home::Home;
use crate::sys::fs::marks;
use crate::sys::record;
use crate::toolchains::store::{Installed, Receipt};

/// Who builds, and what the manifest sets meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BuildKey {
    pub builder: Builder,
    pub variables: BTreeMap<String, String>,
}

/// A toolchain, by what tells it from another that takes itself for the same version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Builder {
    /// A version that was installed.
    Release {
        /// `go1.22.5`.
        toolchain: String,
        /// The hash of its files, as its receipt has it; `None` where none can be read.
        h1: Option<String>,
    },
    /// One of the user's own, under a name: what nothing verifies.
    Link {
        /// Where it stands, links resolved.
        root: String,
        /// What it takes itself for.
        toolchain: String,
    },
}

impl BuildKey {
    /// That of a build by this toolchain, as it stands now.
    pub(crate) fn of(
        home: &Home,
        toolchain: &Installed,
        variables: &BTreeMap<String, String>,
    ) -> Self {
        Self { builder: Builder::of(home, toolchain), variables: variables.clone() }
    }
}

impl Builder {
    fn of(home: &Home, installed: &Installed) -> Self {
        let toolchain = installed.version.toolchain();
        match own_root(installed) {
            Some(root) => Self::Link { root, toolchain },
            None => {
                let receipt = Receipt::load(home, &installed.version).ok().flatten();
                Self::Release { toolchain, h1: receipt.map(|receipt| receipt.h1) }
            }
        }
    }
}

/// Where a toolchain of the user's own stands, links resolved; `None` for one that was installed. That the link is
/// another is seen by the directory that it stands in.
pub(super) fn own_root(installed: &Installed) -> Option<String> {
    installed.link.as_ref()?;
    let real = record::aside(|| marks::real(&installed.root));
    Some(real.as_deref().unwrap_or(&installed.root).to_string_lossy().into_owned())
}
