//! What a request of the user's stands for: a name that is theirs, or nobody's.

use super::Context;
use crate::base::fault::{Fault, Result};
use crate::go::version::{Name, Request};
use crate::toolchains::store::Store;

/// The request, where its name is one that there is.
///
/// # Errors
/// When no toolchain is linked under the name (exit 2).
pub(super) fn meant(request: &Request, context: &Context) -> Result<Request> {
    let Request::Named(name) = request else { return Ok(request.clone()) };
    match Store::new(&context.home).link(name) {
        Some(_) => Ok(request.clone()),
        None => Err(nobodys(name, context)),
    }
}

/// As [`meant`], for what is published alone.
///
/// # Errors
/// As [`meant`]; and where a toolchain of the user's own is named, which nobody publishes (exit 2).
pub(super) fn published(request: &Request, context: &Context) -> Result<Request> {
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
pub(super) fn each(
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
    let near = WORDS.into_iter().chain(own);
    let near = near
        .filter(|word| strsim::osa_distance(word, name.as_str()) <= 2)
        .min_by_key(|word| strsim::osa_distance(word, name.as_str()));
    let fault = Fault::usage(format!(
        "{name} is no Go version, and no toolchain is linked under that name"
    ));
    match (near, name.as_str()) {
        (_, "tip" | "gotip") => fault
            .because("development builds are not published".to_owned())
            .hint(format!("goenvmgr link {name} DIR   after building one in DIR")),
        (Some(near), _) => fault.hint(format!("did you mean {near:?}?")),
        (None, _) => fault
            .hint("write 1.22.5, 1.22, '>=1.21 <1.24', 1.22rc1, latest, oldstable, rc or system"),
    }
}
