//! Which platforms other than this machine's a home has toolchains of.

use std::collections::BTreeSet;

use crate::base::fault::Result;
use crate::settings::home::Home;
use crate::settings::home::foreign::toolchain_named;
use crate::sys::fs::walk;

/// A home for each of them, by name.
///
/// # Errors
/// When the directory is there and cannot be read.
pub fn homes(home: &Home) -> Result<Vec<Home>> {
    let names = walk::names(&home.foreign())?;
    let platforms = names.iter().filter_map(|name| toolchain_named(name.to_str()?)?.1);
    let mut homes: Vec<(String, Home)> =
        platforms.map(|platform| (platform.to_string(), home.of_platform(&platform))).collect();
    let mut seen = BTreeSet::new();
    homes.sort_by(|a, b| a.0.cmp(&b.0));
    homes.retain(|(name, _)| seen.insert(name.clone()));
    Ok(homes.into_iter().map(|(_, home)| home).collect())
}
