//! `--offline` and GOENVMGR_OFFLINE: nobody is asked, and what needs nobody works.

use crate::support::net::Net;

#[test]
fn offline_asks_nobody_and_says_so() {
    let mut net = Net::new();
    for args in [
        &["install", "1.22.5"][..],
        &["install", "1.22"],
        &["list", "--remote"],
        &["outdated"],
        &["upgrade"],
        &["use", "--pin", "1.22.5", "--install"],
    ] {
        let asked = net.run(&[args, &["--offline"]].concat());
        assert_ne!(asked.code, 0, "{args:?}: {asked:?}");
        if args[0] != "use" {
            assert!(asked.stderr.contains("offline"), "{args:?}: {asked:?}");
        }
    }
    assert!(net.installed().is_empty());
    net.set("GOENVMGR_OFFLINE", "1");
    let refused = net.run(&["install", "1.22.5"]).exits(3);
    assert!(refused.stderr.contains("hint: without --offline and GOENVMGR_OFFLINE"), "{refused:?}");
    net.set("GOENVMGR_OFFLINE", "0");
    net.run(&["install", "1.22.5"]).exits(0);
    net.set("GOENVMGR_OFFLINE", "1");
    for args in [&["verify", "1.22.5"][..], &["list"], &["exec", "1.22.5", "--", "go"], &["doctor"]]
    {
        let ran = net.run(args);
        assert!(!ran.stderr.contains("offline"), "{args:?}: {ran:?}");
    }
    let present = net.run(&["install", "1.22.5"]).exits(0);
    assert!(present.stderr.contains("1.22.5") || present.stdout.contains("1.22.5"), "{present:?}");
    net.is_whole(false);
}
