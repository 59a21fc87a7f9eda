//! Installing with the user's consent, from `use` and from the hook. Standard output is the
//! shell's, so nothing is reported there.

use super::Context;
use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::version::Request;
use crate::projects::seen;
use crate::sys::fs::mode;
use crate::sys::interrupt::supervised;
use crate::sys::net::Client;
use crate::toolchains::install::{Installer, Options, Upstream};
use crate::toolchains::store::{Store, shims};

/// Installs what a request means, and its shim.
pub(super) fn install(context: &Context, request: &Request) -> Result<()> {
    let (env, home, out) = (context.env.clone(), context.home.clone(), context.out.clone());
    let (config, request) = (context.config.clone(), request.clone());
    mode::readable_where_root_works();
    supervised(move |interrupt| {
        let upstream = Upstream::read(&env, &home, &config)?;
        let progress = out.progress();
        let installer = Installer {
            home: &home,
            fetch: &upstream.fetch(Client::new(&env, config.http_timeout.value), &env),
            upstream: &upstream,
            policy: config.verify.value,
            platform: &Platform::host(),
            progress: &*progress,
            interrupt,
            now: env.now,
        };
        let done = installer.install(Some(&request), &Options::default())?;
        seen::note_toolchain(&home, &done.version.toolchain(), env.now);
        out.status(&format!("installed {} in {}", done.version.toolchain(), done.path.visible()));
        shims::refresh(&home, &Store::new(&home), &env.program()).map(|_| ())
    })
}
