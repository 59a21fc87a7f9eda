//! `--os`, `--arch`: toolchains of another machine's platform, which are kept apart and never selected.

use std::ffi::OsStr;

use crate::base::fault::{Fault, Result};
use crate::cli::Context;
use crate::go::platform::Platform;
use crate::settings::GOENVMGR_VERSION;

/// For which machine.
#[derive(Clone, Debug, Default, clap::Args)]
pub(in crate::cli) struct ForPlatform {
    /// For another system, by Go's name: linux, darwin, windows; such toolchains are kept apart and never selected
    #[arg(long, value_name = "GOOS")]
    os: Option<String>,
    /// For another processor, by Go's name: amd64, arm64
    #[arg(long, value_name = "GOARCH")]
    arch: Option<String>,
}

impl ForPlatform {
    /// Whether one is named.
    pub(in crate::cli) fn is_named(&self) -> bool {
        self.os.is_some() || self.arch.is_some()
    }

    /// The platform; where one half is not named it is this machine's.
    ///
    /// # Errors
    /// When a word is no name of Go's (exit 2).
    pub(in crate::cli) fn platform(&self) -> Result<Platform> {
        let host = Platform::host();
        let os = self.os.as_ref().unwrap_or(&host.os);
        let arch = self.arch.as_ref().unwrap_or(&host.arch);
        format!("{os}/{arch}").parse().map_err(|_| {
            Fault::usage(format!("{os:?} and {arch:?} name no platform"))
                .hint("goenvmgr install VERSION --os windows --arch arm64")
        })
    }

    /// What a command works on: of another platform its toolchains, which nothing here selects.
    ///
    /// # Errors
    /// As [`ForPlatform::platform`].
    pub(in crate::cli) fn context(&self, context: &Context) -> Result<Context> {
        let platform = self.platform()?;
        let home = context.home.of_platform(&platform);
        let mut context = context.in_home(home);
        if context.home.platform().is_some() {
            context.env.vars.remove(OsStr::new(GOENVMGR_VERSION));
            context.config.default.value = None;
        }
        Ok(context)
    }
}
