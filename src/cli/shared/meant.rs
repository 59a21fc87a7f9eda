//! What a request of the user's stands for: a name may be that of a linked toolchain, an alias, or nobody's.

use crate::base::fault::{Fault, Result};
use crate::cli::Context;
use crate::go::version::{Name, Request};
use crate::toolchains::store::Store;

/// The request as it counts: of an alias what it stands for, and the name of a linked toolchain.
///
/// # Errors
/// When the name is neither (exit 2).
pub(in crate::cli) fn meant(request: &Request, context: &Context) -> Result<Request> {
    let meant = context.config.meant(&context.home, request);
    let Request::Named(name) = &meant else { return Ok(meant) };
    match Store::new(&context.home).link(name) {
        Some(_) => Ok(meant),
        None => Err(nobodys(name, context)),
    }
}

/// As [`meant`], for a file of a project, which others read too.
///
/// # Errors
/// As [`meant`], and where the request is an alias (exit 2).
pub(in crate::cli) fn for_others(request: &Request, context: &Context) -> Result<Request> {
    match context.config.alias_of(&context.home, request) {
        Some(alias) => {
            let what =
                format!("{request} is an alias of yours, which a file of a project cannot name");
            Err(Fault::usage(what).hint(format!("goenvmgr pin {}", alias.value.typed())))
        }
        None => meant(request, context),
    }
}

/// As [`meant`], for what is published alone.
///
/// # Errors
/// As [`meant`]; and where a toolchain of the user's own is named, which nobody publishes (exit 2).
pub(in crate::cli) fn published(request: &Request, context: &Context) -> Result<Request> {
    match meant(request, context)? {
        Request::Named(name) => {
            let what = format!("{name} is a toolchain of your own, linked: nobody publishes it");
            Err(Fault::usage(what).hint(format!("goenvmgr link {name} DIR   leads elsewhere")))
        }
        request => Ok(request),
    }
}

/// All of these, by one of the above.
///
/// # Errors
/// The first.
pub(in crate::cli) fn each(
    requests: &[Request],
    meant: fn(&Request, &Context) -> Result<Request>,
    context: &Context,
) -> Result<Vec<Request>> {
    requests.iter().map(|request| meant(request, context)).collect()
}

fn nobodys(name: &Name, context: &Context) -> Fault {
    const WORDS: [&str; 5] = ["latest", "oldstable", "rc", "stable", "system"];
    let links = Store::new(&context.home).links().unwrap_or_default();
    let own = links.iter().map(|link| link.name.as_str());
    let aliases = context.config.aliases.keys().map(Name::as_str);
    let near = WORDS.into_iter().chain(own).chain(aliases);
    let near = near
        .filter(|word| strsim::osa_distance(word, name.as_str()) <= 2)
        .min_by_key(|word| strsim::osa_distance(word, name.as_str()));
    let fault = Fault::usage(format!("{name} is no Go version, no linked toolchain and no alias"));
    match (near, name.as_str()) {
        (_, "tip" | "gotip") => fault
            .because("development builds are not published".to_owned())
            .hint(format!("goenvmgr link {name} DIR   after building one in DIR"))
            .hint(format!("goenvmgr install {name} --from DIR   builds Go's source: a checkout, or an archive by its URL")),
        (Some(near), _) => fault.hint(format!("did you mean {near:?}?")),
        (None, _) => fault
            .hint("write 1.22.5, 1.22, '>=1.21 <1.24', 1.22rc1, latest, oldstable, rc or system"),
    }
}
