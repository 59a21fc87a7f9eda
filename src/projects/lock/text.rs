//! The text of a lock file, and back.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Lock;
use crate::base::digest::Sha256Sum;
use crate::go::platform::Platform;

/// The form that this program writes.
const FORM: u32 = 1;
const HEAD: &str = "\
# Written by goenvmgr lock, for goenvmgr install --locked. It belongs in version control.
";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    lock: u32,
    request: String,
    go: String,
    h1: BTreeMap<String, String>,
}

/// What a text says, or what is wrong with it.
pub(super) fn parse(text: &str) -> Result<Lock, String> {
    let Written { lock, request, go, h1 } =
        toml::from_str(text).map_err(|error| one_line(&error))?;
    if lock != FORM {
        return Err(format!("its form is {lock}, and this goenvmgr knows {FORM}"));
    }
    let request = request.parse().map_err(|error| format!("`request`: {error}"))?;
    let version = crate::go::version::GoVersion::parse(&go);
    let version = version.filter(|version| !version.is_language());
    let version = version.ok_or_else(|| format!("`go`: {go:?} is not one version of Go"))?;
    let h1 = h1.into_iter().map(|(name, h1)| {
        let platform: Platform = name.parse().map_err(|error| format!("[h1]: {error}"))?;
        match Sha256Sum::from_h1(&h1) {
            Some(_) => Ok((platform, h1)),
            None => Err(format!("[h1]: {h1:?} is no h1 hash")),
        }
    });
    Ok(Lock { request, version, h1: h1.collect::<Result<_, String>>()? })
}

fn one_line(error: &toml::de::Error) -> String {
    error.message().trim_end().replace('\n', ", ")
}

/// What stands in the file, the same for the same lock.
pub(super) fn text(lock: &Lock) -> String {
    let quoted = |text: &str| toml_edit::value(text).to_string();
    let (request, go) = (quoted(&lock.request.to_string()), quoted(&lock.version.to_string()));
    let mut text = format!("{HEAD}lock = {FORM}\nrequest = {request}\ngo = {go}\n\n[h1]\n");
    for (platform, h1) in &lock.h1 {
        text.push_str(&format!("\"{platform}\" = {}\n", quoted(h1)));
    }
    text
}
