//! `[health.env.NAME]`: what runs there, how often, and from which failure on somebody is told.

use std::time::Duration;

use super::duration;
use super::limits::{Limits, MODES};
use super::table::Table;
use crate::doctor::model::report::Mode;

/// One environment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// Its name.
    pub name: String,
    /// How often a timer asks.
    pub every: Every,
    /// Checks that are left out: ids, areas, globs.
    pub skip: Vec<String>,
    /// Checks that are asked alone; none: all.
    pub only: Vec<String>,
    /// At which failure in a row somebody is told; 0: never.
    pub alert_after: u32,
    /// How much is looked at.
    pub mode: Mode,
    /// Whether warnings count as failures.
    pub strict: bool,
    /// Its limits.
    pub limits: Limits,
}

/// How often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Every {
    /// By hand alone.
    #[default]
    Manual,
    /// Each time so much has passed.
    Time(Duration),
}

impl Environment {
    /// The one that nobody has named: as a manifest without environments asks.
    pub fn unnamed() -> Self {
        Self { name: "default".to_owned(), ..Self::default() }
    }

    pub(super) fn read(name: &str, table: Table<'_>) -> Self {
        let every = table.read("every", "\"manual\", or a duration: 2m, 1h", |item| {
            match item.as_str()? {
                "manual" => Some(Every::Manual),
                text => duration::parse(text).map(Every::Time),
            }
        });
        if matches!(every, Some(Every::Time(time)) if time < Duration::from_secs(10)) {
            table.problem("every", "`every` is ten seconds or more");
        }
        let environment = Self {
            name: name.to_owned(),
            every: every.unwrap_or_default(),
            skip: table.texts("skip").unwrap_or_default(),
            only: table.texts("only").unwrap_or_default(),
            alert_after: table.number("alert_after", 0..=1000).unwrap_or_default(),
            mode: table.one_of("mode", &MODES).unwrap_or_default(),
            strict: table.flag("strict").unwrap_or_default(),
            limits: Limits::read(&table),
        };
        table.done();
        environment
    }
}
