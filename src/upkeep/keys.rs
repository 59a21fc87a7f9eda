//! Whose releases this program takes: public keys, which the build of a release compiles in. A build from a
//! checkout has none.

use crate::base::fault::{Fault, Result};
use crate::go::sumdb::key::VerifierKey;
use crate::sys::env::Env;
use crate::sys::prompt::BUILDS;

/// Verifier keys with commas between them: the one that signs, and the one that is to follow it.
const BUILT_IN: Option<&str> = option_env!("GOENVMGR_RELEASE_KEYS");

/// Tests sign with keys of their own, which no build holds. No release reads the variable.
#[cfg(debug_assertions)]
fn text(env: &Env) -> Option<&str> {
    env.var("GOENVMGR_TEST_RELEASE_KEYS").or(BUILT_IN)
}

#[cfg(not(debug_assertions))]
fn text(_: &Env) -> Option<&str> {
    BUILT_IN
}

/// All keys of this build.
///
/// # Errors
/// When it has none, or what was compiled in is no key (exit 2).
pub(super) fn all(env: &Env) -> Result<Vec<VerifierKey>> {
    read(text(env).unwrap_or_default())
}

fn read(text: &str) -> Result<Vec<VerifierKey>> {
    let texts = text.split(',').map(str::trim).filter(|text| !text.is_empty());
    let keys: Result<Vec<_>, _> = texts.map(VerifierKey::parse).collect();
    let keys = keys.map_err(|error| {
        Fault::usage(format!("what this program was built with is no release key: {error}"))
    })?;
    if !keys.is_empty() {
        return Ok(keys);
    }
    let fault = Fault::usage("this build has no release key: nothing would say whose a release is");
    Err(BUILDS.iter().fold(fault, |fault, line| fault.hint(*line)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fault::Exit;

    #[test]
    fn keys_are_those_between_commas_and_no_key_is_said() {
        let [one, two] = [1, 2].map(|byte| VerifierKey::new("releases.example", [byte; 32]));
        assert_eq!(read(&format!("{one}, {two},")).unwrap(), [one, two]);
        for (text, words) in
            [("", "no release key"), (" , ", "no release key"), ("x", "is no release key")]
        {
            let fault = read(text).unwrap_err();
            assert!(fault.exit == Exit::Usage && fault.what.contains(words), "{text}: {fault}");
        }
    }
}
