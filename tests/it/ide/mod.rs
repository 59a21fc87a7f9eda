//! `goenvmgr ide`: what editors are told, and that all of it goes again.

mod goland;
mod hostile;
mod neovim;
mod vscode;
mod zed;

use std::fs;
use std::path::PathBuf;

use crate::support::world::{Ran, World};

/// A user with an installed toolchain.
struct User {
    world: World,
}

impl User {
    fn new() -> Self {
        Self { world: World::with(&["1.22.5"]) }
    }

    /// A path below the user's home directory.
    fn at(&self, below: &str) -> PathBuf {
        self.world.path("user").join(below)
    }

    fn write(&self, below: &str, text: &str) {
        self.world.write(&self.at(below), text);
    }

    fn read(&self, below: &str) -> String {
        fs::read_to_string(self.at(below)).unwrap()
    }

    #[track_caller]
    fn ok(&self, args: &[&str]) -> Ran {
        self.world.run(args).exits(0)
    }

    /// The shim, as settings name it.
    fn go(&self) -> String {
        self.world.show("home/shims/go")
    }
}
