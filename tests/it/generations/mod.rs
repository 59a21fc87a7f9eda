//! `goenvmgr generations`, and a gate that goes back.

mod kept;
mod rollback;
mod switched;

use std::fs;

use serde_json::Value;

use crate::support::net::Net;
use crate::support::publish::Toolchain;

/// A site that has go1.22.5 and go1.23.1, and a home with nothing in it.
fn two_versions() -> Net {
    let net = Net::new().var("GOSUMDB", "off");
    net.site.publish(&Toolchain::new("1.23.1"));
    net
}

/// The generations as `list` shows them, the newest first.
fn listed(net: &Net) -> Vec<Value> {
    let list = net.run(&["generations", "--format", "json"]).exits(0).json();
    list["generations"].as_array().unwrap().clone()
}

/// The commands that led to them, the newest first.
fn commands(net: &Net) -> Vec<String> {
    listed(net).iter().map(|one| one["command"].as_str().unwrap().to_owned()).collect()
}

/// The number that is current.
fn current(net: &Net) -> u64 {
    let all = listed(net);
    all.iter().find(|one| one["current"] == true).unwrap()["number"].as_u64().unwrap()
}

fn config(net: &Net) -> String {
    fs::read_to_string(net.world.home().join("config.toml")).unwrap_or_default()
}
