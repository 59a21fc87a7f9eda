//! `type = "dns"`: a name resolves, and to what is expected.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Answered, Around, Ask};
use crate::health::policy::table::Table;
use crate::sys::net::dns;

#[derive(Debug)]
struct Dns {
    host: String,
    /// Addresses that must be among those found.
    includes: Vec<IpAddr>,
}

pub(super) fn read(table: &Table<'_>) -> Option<Arc<dyn Ask>> {
    let host = table.word("host");
    if !table.has("host") {
        table.problem("", "a dns check has a host: host = \"db.internal\"");
    }
    let expect = table.table("expect");
    let mut includes = Some(Vec::new());
    if let Some(expect) = expect {
        includes = expect.read("includes", "a list of addresses, as in [\"10.0.0.1\"]", |item| {
            let addresses = item.as_array()?.iter().map(|value| value.as_str()?.parse().ok());
            addresses.collect::<Option<Vec<IpAddr>>>().filter(|some| !some.is_empty())
        });
        if !expect.has("includes") {
            table.problem(
                "expect",
                "`expect` asserts nothing: expect = { includes = [\"10.0.0.1\"] }",
            );
        }
        expect.done();
    }
    Some(Arc::new(Dns { host: host?, includes: includes? }))
}

impl Ask for Dns {
    fn says(&self) -> String {
        format!("dns {}", self.host)
    }

    fn ask(&self, around: &Around, limit: Duration) -> Answered {
        let host = match around.filled(&self.host) {
            Ok(host) => host,
            Err(answered) => return answered,
        };
        let found = match dns::addresses(&host, 1, Instant::now() + limit) {
            Ok(found) => found,
            Err(why) => {
                return Answered::bad(format!("{host} does not resolve: {why}")).passing();
            }
        };
        let mut addresses: Vec<IpAddr> = found.iter().map(|address| address.ip()).collect();
        addresses.sort();
        addresses.dedup();
        let listed = addresses.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(", ");
        match self.includes.iter().find(|wanted| !addresses.contains(wanted)) {
            Some(missing) => {
                Answered::bad(format!("{host} is {listed}, without {missing}")).passing()
            }
            None => Answered::good(listed, format!("{host} resolves")),
        }
    }
}
