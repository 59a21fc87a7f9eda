//! The settings that hold: those of the environment and the `go env -w` file, and below them go.env of
//! the GOROOT that they lead to.

use std::path::PathBuf;

use super::facts::{BeforeRoot, Settings};
use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::toolchain::root::Root;

impl Fact for Settings {
    const WHAT: &'static str = "the `go env -w` file";
    const AFTER: &'static [Need] = &[BeforeRoot::NEED, Root::NEED];

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let BeforeRoot(settings) = known.answer::<BeforeRoot>()?.clone();
        Ok(match known.get::<Root>() {
            Some(root) => settings.with_root(&root.path),
            None => settings,
        })
    }

    fn paths(&self) -> Vec<PathBuf> {
        self.by_user("GOWORK")
            .map(|workspace| PathBuf::from(&workspace.value))
            .into_iter()
            .collect()
    }
}
