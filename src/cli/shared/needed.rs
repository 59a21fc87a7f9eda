//! Why a version that is installed is to stay: `upgrade --prune` and `uninstall --keep-newest` ask.

use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::caches::facts::{Ask, Facts};
use crate::cli::Context;
use crate::go::version::GoVersion;
use crate::health::generations::keep_last_good;
use crate::settings::config::Config;
use crate::toolchains::store::Store;

/// What known projects, the default, the last good generation and running programs need.
pub(in crate::cli) struct Needed {
    facts: Facts,
    store: Store,
}

impl Needed {
    /// Looks at all of them, with these settings.
    ///
    /// # Errors
    /// When what is known of projects or generations cannot be read (exit 3).
    pub(in crate::cli) fn gather(context: &Context, config: &Config) -> Result<Self> {
        let mut facts = Facts::gather(&context.env, &context.home, config, &[], Ask::default())?;
        keep_last_good(&context.home, &mut facts)?;
        Ok(Self { facts, store: Store::new(&context.home) })
    }

    /// Whether it is installed.
    pub(in crate::cli) fn knows(&self, version: &GoVersion) -> bool {
        let name = version.toolchain();
        self.facts.toolchains.iter().any(|toolchain| toolchain.name == name)
    }

    /// Why it stays; nothing where it may go.
    pub(in crate::cli) fn why(&self, version: &GoVersion) -> Option<String> {
        let name = version.toolchain();
        let known = self.facts.toolchains.iter().find(|toolchain| toolchain.name == name)?;
        if !self.store.receipt(version).is_some_and(|receipt| receipt.can_be_had_again()) {
            return Some("nothing attested it, so nothing could bring it back".to_owned());
        }
        if known.running {
            return Some("a program in it runs".to_owned());
        }
        known.wanted.first().map(|who| format!("wanted by {}", who.visible()))
    }
}
