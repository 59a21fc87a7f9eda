//! What a directory pins in `[tools]`, and for which toolchain.

use std::sync::Arc;

use super::set::ToolSet;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::projects::manifest::Manifest;
use crate::projects::select::Selection;
use crate::settings::home::Home;

/// What a directory pins.
#[derive(Clone, Debug)]
pub(crate) struct Pinned {
    /// The file that says so.
    pub manifest: Arc<Manifest>,
    /// Whether the user trusts it.
    pub trusted: bool,
    /// Its tools, as the toolchain that is selected here builds them; or why there is none.
    pub set: Result<ToolSet>,
}

impl Pinned {
    /// What is pinned where this is selected; `None` where nothing is.
    ///
    /// # Errors
    /// What is wrong with the manifest.
    pub(crate) fn by(selection: &Selection, home: &Home) -> Result<Option<Self>> {
        let Some(manifest) = selection.manifest.clone().transpose()? else { return Ok(None) };
        if manifest.tools.is_empty() {
            return Ok(None);
        }
        let set = match selection.installed() {
            Some(toolchain) => Ok(ToolSet::of(home, toolchain, &manifest)),
            None => Err(no_toolchain(selection)),
        };
        let trusted = manifest.is_trusted(home);
        Ok(Some(Self { manifest, trusted, set }))
    }

    /// The set, to be built or looked into.
    ///
    /// # Errors
    /// Where the manifest is not trusted (exit 2), or no toolchain of ours is selected (exit 1).
    pub(crate) fn trusted_set(&self) -> Result<&ToolSet> {
        self.make_sure_of_trust()?;
        self.set.as_ref().map_err(Clone::clone)
    }

    /// Nobody is asked for what a file names that nobody has looked at.
    ///
    /// # Errors
    /// Where the manifest is not trusted (exit 2).
    pub(crate) fn make_sure_of_trust(&self) -> Result<()> {
        if !self.trusted {
            let what = format!(
                "{} pins tools, which count after you trust it",
                self.manifest.path.visible()
            );
            return Err(Fault::usage(what).hint("goenvmgr trust"));
        }
        Ok(())
    }
}

fn no_toolchain(selection: &Selection) -> Fault {
    selection.missing(Exit::No).unwrap_or_else(|| {
        Fault::no("no toolchain of goenvmgr is selected here, and tools are built by one")
            .hint("goenvmgr use --pin latest")
    })
}
