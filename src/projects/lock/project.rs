//! Which project a directory belongs to: that of the file that pins its version.

use std::path::{Path, PathBuf};

use super::NAME;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::projects::scan::AncestorScan;
use crate::projects::select::select;
use crate::settings::GOENVMGR_VERSION;
use crate::settings::config::Config;
use crate::sys::env::Env;
use crate::toolchains::store::Store;

/// The file that says which version a directory is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Project {
    /// What it asks for.
    pub(crate) request: Request,
    /// The pin, go.mod or go.work.
    pub(crate) file: PathBuf,
}

impl Project {
    /// That of the working directory, whatever a shell has chosen for itself.
    ///
    /// # Errors
    /// When no file pins anything, when it asks for the system's Go or one of the user's own, or cannot be read (exit 2).
    pub(crate) fn here(env: &Env, store: &Store, config: &Config) -> Result<Self> {
        let mut env = env.clone();
        env.vars.remove(std::ffi::OsStr::new(GOENVMGR_VERSION));
        let selection = select(&env, store, config, &AncestorScan::of(&env.cwd))?;
        if let Some(pin) = &selection.pin {
            let origin = pin.origin();
            return match &pin.request {
                Ok(list) => match &list.first {
                    Request::System => {
                        let what =
                            format!("{origin} asks for the system's Go, which nobody can lock");
                        Err(Fault::usage(what).hint("goenvmgr pin 1.22.5"))
                    }
                    Request::Named(name) => {
                        let what =
                            format!("{name} is a toolchain of your own, which nobody can lock");
                        let own = || Fault::usage(what).hint("goenvmgr pin 1.22.5");
                        Err(selection.missing(Exit::Usage).unwrap_or_else(own))
                    }
                    request => Ok(Self { request: request.clone(), file: pin.path() }),
                },
                Err(why) => Err(Fault::usage(format!("{origin}: {why}")).hint("goenvmgr explain")),
            };
        }
        let Some(minimum) = &selection.minimum else {
            let what = format!("no file in {} or above it asks for a version", env.cwd.visible());
            return Err(Fault::usage(what).hint("goenvmgr pin 1.22.5"));
        };
        Ok(Self {
            request: Request::Exact(minimum.version.published()),
            file: minimum.file.clone(),
        })
    }

    /// Where its lock lies.
    pub(crate) fn lock_file(&self) -> PathBuf {
        self.file.parent().unwrap_or(Path::new("")).join(NAME)
    }
}
