//! The clock, by what a server says.

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::network::checks::names::network;
use crate::doctor::subjects::network::facts::Network;

pub(in crate::doctor) const CHECKS: &[Check] =
    &[Check::new("sys.clock", "the clock is right", clock)
        .needs(&[Network::NEED.with(Network::PROXIES)])
        .reads("the Date of GOPROXY's answer against this machine's time")
        .fails(
            "WARN: they differ by more than five minutes. A clock far off makes certificates fail \
            (tls.chain)",
        )
        .cure("timedatectl set-ntp true; under WSL: hwclock -s")
        .why("a server's own clock may be wrong too, so this alone fails nothing")
        .requires(&["net.proxy-value", "net.offline", "dns.resolve"])];

fn clock(facts: &Facts) -> Answer {
    const MINUTES: i64 = 5;
    let network = network(facts)?;
    let ahead = network.entries.iter().find_map(|entry| entry.page()?.ahead);
    let Some(ahead) = ahead else {
        return Ok(Verdict::skip("no answer came that says what time it is"));
    };
    if ahead.abs() <= MINUTES * 60 {
        return Ok(Verdict::pass("this clock agrees with GOPROXY's").value(ahead.to_string()));
    }
    let way = if ahead > 0 { "behind" } else { "ahead of" };
    Ok(Verdict::warn(format!("this clock is {} minutes {way} GOPROXY's", ahead.abs() / 60))
        .value(ahead.to_string())
        .cure(Fix::new("set the clock: timedatectl set-ntp true (WSL: sudo hwclock -s)")))
}
