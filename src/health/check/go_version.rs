//! `type = "go-version"`: which Go the project's own directory selects.

use std::sync::Arc;
use std::time::Duration;

use super::{Answered, Around, Ask};
use crate::go::version::{GoVersion, Request};
use crate::health::policy::table::Table;

#[derive(Debug)]
struct Version {
    matches: Option<Request>,
    at_least: Option<GoVersion>,
}

pub(super) fn read(table: &Table<'_>) -> Option<Arc<dyn Ask>> {
    let Some(expect) = table.table("expect") else {
        table.problem("", "this check asserts nothing: expect = { at_least = \"1.22\" }");
        return None;
    };
    let matches = expect.read("matches", "a version or a line: \"1.22.5\", \"1.22\"", |item| {
        item.as_str()?.parse().ok()
    });
    let at_least =
        expect.read("at_least", "a version: \"1.22.5\"", |item| GoVersion::parse(item.as_str()?));
    if !expect.has("matches") && !expect.has("at_least") {
        table.problem("expect", "`expect` asserts nothing: expect = { at_least = \"1.22\" }");
    }
    expect.done();
    Some(Arc::new(Version { matches, at_least }))
}

impl Ask for Version {
    fn says(&self) -> String {
        "go-version".to_owned()
    }

    fn ask(&self, around: &Around, _: Duration) -> Answered {
        let version = match &around.go {
            Ok(version) => version,
            Err(why) => return Answered::bad(why.clone()),
        };
        let selected = format!("go {version} is selected");
        if let Some(request) = self.matches.as_ref().filter(|request| !request.matches(version)) {
            return Answered::bad(format!("{selected}, expected {request}"));
        }
        if let Some(least) = self.at_least.as_ref().filter(|least| !version.meets(least)) {
            return Answered::bad(format!("{selected}, expected at least {least}"));
        }
        Answered::good(version.to_string(), selected)
    }
}
