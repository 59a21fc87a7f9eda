//! Installing from commands that do more than that. Standard output may be a shell's, so nothing is
//! reported there.

use super::{user_hooks, watched};
use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::cli::Context;
use crate::go::version::Request;
use crate::projects::seen;
use crate::projects::select::Selection;
use crate::settings::config::Config;
use crate::sys::fs::mode;
use crate::sys::interrupt::supervised;
use crate::sys::net::Client;
use crate::toolchains::install::{Installer, Options, Status, Upstream};
use crate::toolchains::store::{Store, shims};

/// Does work that installs as these settings say.
pub(in crate::cli) fn installing<T: Send + 'static>(
    context: &Context,
    config: Config,
    work: impl FnOnce(&Installer<'_>) -> Result<T> + Send + 'static,
) -> Result<T> {
    let Context { env, home, out, .. } = context.outside();
    mode::readable_where_root_works();
    supervised(move |interrupt| {
        let upstream = Upstream::read(&env, &home, &config)?;
        let progress = out.progress();
        work(&Installer {
            home: &home,
            fetch: &upstream.fetch(Client::new(&env, config.http_timeout.value), &env),
            upstream: &upstream,
            policy: config.verify.value,
            platform: &home.target(),
            progress: &*progress,
            interrupt,
            now: env.now,
        })
    })
}

/// Installs what a request means, and its shim: from `use` and from the hook, with the user's consent.
pub(in crate::cli) fn with_consent(context: &Context, request: &Request) -> Result<()> {
    let context = context.outside();
    watched::watched(&context, || get(&context, request))
}

fn get(context: &Context, request: &Request) -> Result<()> {
    let (env, home, out) = (context.env.clone(), context.home.clone(), context.out.clone());
    let request = request.clone();
    let work = move |installer: &Installer<'_>| {
        let done = installer.install(Some(&request), &Options::default())?;
        seen::note_toolchain(&home, &done.version.toolchain(), env.now);
        // Of several that wanted it one did it, and says so.
        let new = done.status != Status::Present;
        if new {
            let name = done.version.toolchain();
            out.status(&format!("installed {name} in {}", done.path.visible()));
        }
        shims::refresh(&home, &Store::new(&home), &env.program())?;
        Ok(new.then_some(done.version))
    };
    let new = installing(context, context.config.clone(), work)?;
    user_hooks::after_install(new.as_slice(), context);
    Ok(())
}

/// What is missing and may be installed without a question, where `auto_install = true` is the user's consent.
pub(in crate::cli) fn allowed<'a>(
    config: &Config,
    selection: &'a Selection,
) -> Option<&'a Request> {
    selection.to_install().filter(|_| config.auto_install.value)
}

/// Installs what is [`allowed`]. Several that ask at once wait for the one that installs.
pub(in crate::cli) fn unasked(context: &Context, request: &Request) -> Result<()> {
    let name = format!("install {request} (auto_install)");
    let context = context.outside();
    watched::called(&name, &context, || get(&context, request))
}
