//! Installing with the user's consent, from `use` and from the hook. Standard output is the
//! shell's, so nothing is reported there.

use super::Context;
use crate::fault::Result;
use crate::fs::mode;
use crate::install::{Installer, Upstream, Wishes};
use crate::interrupt::supervised;
use crate::net::Client;
use crate::platform::Platform;
use crate::seen;
use crate::store::{Store, shims};
use crate::version::Request;
use crate::visible::Visible as _;

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
        let done = installer.install(Some(&request), &Wishes::default())?;
        seen::note_toolchain(&home, &done.version.toolchain(), env.now);
        out.status(&format!("installed {} in {}", done.version.toolchain(), done.path.visible()));
        shims::refresh(&home, &Store::new(&home), &env.program()).map(|_| ())
    })
}
