//! The feature for development containers: its script in a clean root of its own, as it runs while an image is built.

use std::fs;

use super::placed::{release, sha256};
use super::root;
use crate::support::net::Net;
use crate::support::world::{Ran, ran};

fn feature() -> serde_json::Value {
    let text = fs::read(root().join("packaging/devcontainer/goenvmgr/devcontainer-feature.json"));
    serde_json::from_slice(&text.unwrap()).unwrap()
}

fn build(net: &Net, options: &[(&str, &str)]) -> Ran {
    let mut script = net.world.command("sh");
    script.arg(root().join("packaging/devcontainer/goenvmgr/install.sh"));
    ran(script.env("PREFIX", net.world.path("usr")).envs(options.iter().copied()))
}

#[test]
fn feature_of_a_container_installs_a_release_and_a_verified_go_for_all() {
    let net = Net::new().var("PATH", "/usr/bin:/bin");
    let made = release(&net.world.path("dist"));
    let (address, hash) = (format!("file://{}", made.display()), sha256(&made));
    build(&net, &[("ARCHIVE", &address), ("SHA256", &hash), ("VERSION", "none")]).exits(0);
    let ours = net.world.path("usr/bin");
    assert!(ours.join("goenvmgr").is_file() && net.installed().is_empty());
    let go = [("ARCHIVE", &*address), ("SHA256", &*hash), ("VERSION", "1.22.5")];
    let built = build(&net, &go);
    assert_eq!(net.installed(), ["go1.22.5"], "{built:?}");
    // What containerEnv of the feature sets.
    let path =
        format!("{}:{}:/usr/bin:/bin", net.world.home().join("shims").display(), ours.display());
    let said = ran(net.world.command("sh").args(["-c", "go version"]).env("PATH", path)).exits(0);
    assert!(said.stdout.starts_with("go version go1.22.5 "), "{said:?}");
}

#[test]
fn feature_of_a_container_takes_no_other_bytes() {
    let net = Net::new().var("PATH", "/usr/bin:/bin");
    let made = release(&net.world.path("dist"));
    let address = format!("file://{}", made.display());
    for (options, code, words) in [
        (&[][..], 2, "names no release"),
        (&[("ARCHIVE", &*address)], 2, "needs sha256"),
        (&[("ARCHIVE", &*address), ("SHA256", "00")], 6, "has sha256"),
        (&[("ARCHIVE", "file:///nowhere"), ("SHA256", "00")], 3, "could not fetch"),
    ] {
        let refused = build(&net, options).exits(code);
        assert!(refused.stderr.contains(words), "{refused:?}");
    }
    assert!(!net.world.path("usr").exists());
}

#[test]
fn feature_of_a_container_says_which_options_its_script_reads() {
    let feature = feature();
    assert_eq!(feature["version"], env!("CARGO_PKG_VERSION"));
    let script = root().join("packaging/devcontainer/goenvmgr/install.sh");
    let script = fs::read_to_string(script).unwrap();
    for option in feature["options"].as_object().unwrap().keys() {
        assert!(script.contains(&format!("${{{}:-", option.to_uppercase())), "{option}");
    }
    let (home, path) =
        (&feature["containerEnv"]["GOENVMGR_HOME"], &feature["containerEnv"]["PATH"]);
    assert_eq!(path.as_str().unwrap(), format!("{}/shims:${{PATH}}", home.as_str().unwrap()));
}
