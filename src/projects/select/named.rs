//! Requests by a name of the user's own.

use super::decide::Known;
use crate::go::version::{Name, Request};
use crate::projects::pins::Pin;
use crate::sys::record;

impl Known<'_> {
    /// Why nothing runs under a name that leads to no toolchain, and what to type.
    pub(super) fn leads_nowhere(&self, name: &Name) -> (String, String) {
        let link = record::aside(|| self.store.link(name));
        let why = match link.map(|link| link.toolchain) {
            Some(Err(why)) => format!("its link leads to no Go: {why}"),
            // It came between two looks.
            Some(Ok(_)) => "its link led to no Go".to_owned(),
            None => "no toolchain is linked under that name".to_owned(),
        };
        (why, format!("goenvmgr link {name} DIR"))
    }

    /// Why a pin by the name of a linked toolchain does not count: a repository could name whatever the user
    /// has linked, which nothing verifies.
    pub(super) fn refused(&self, pin: &Pin) -> Option<(String, String)> {
        let list = pin.request.as_ref().ok()?;
        let name = list.requests().find_map(|request| match request {
            Request::Named(name) => Some(name),
            _ => None,
        })?;
        let named = Request::Named(name.clone());
        if let Some(alias) = self.config.alias_of(self.store.home(), &named) {
            let why = format!("{name} is an alias of yours, which a file of a project cannot name");
            return Some((why, format!("goenvmgr pin {}", alias.value.typed())));
        }
        let mut levels = self.scan.levels();
        let manifest = levels.find(|level| level.dir() == pin.dir)?.manifest()?.as_ref().ok()?;
        let what = "a toolchain of your own, which a file of a project names after trust only";
        (!manifest.is_looked_at(self.store.home()))
            .then(|| (format!("{name} is {what}"), "goenvmgr trust".to_owned()))
    }
}
