//! Clients that have verified heads elsewhere, older and newer than the mirror's.

use super::{Client, Site, says};

/// A client with the head over so many records comes to the mirror's head.
fn comes(site: &Site, url: &str, size: u64) {
    let client = Client::new(site, url).remembers(&site.publishers.database.note(size));
    let go = client.go("1.22.5").exits(0);
    assert_eq!(go.stdout, says("1.22.5"), "tree#{size}");
    client.install("1.22.5").exits(0);
}

#[test]
fn mirror_with_every_tile_takes_a_client_from_any_older_head() {
    let mut site = Site::new();
    site.publishers.go_on(300);
    site.mirror("create", &["1.22.5", "--any-head"]).exits(0);
    let size = site.publishers.database.size();
    let server = site.serve();
    for old in [1, 100, 255, 256, 257, 512, 513, 800, size - 1, size] {
        comes(&site, &server.url(), old);
    }
    site.mirror("verify", &[]).exits(0);
}

#[test]
fn mirror_takes_along_clients_of_every_head_since_its_first_day_and_of_those_that_are_named() {
    let mut site = Site::created(&["1.22.5"]);
    let first = site.publishers.database.size();
    site.publishers.go_on(700);
    site.mirror("update", &[]).exits(0);
    let server = site.serve();
    for old in [first, first + 1, 767, 768, 769, 1000, first + 700] {
        comes(&site, &server.url(), old);
    }

    let stranger = Client::new(&site, &server.url());
    let stranger = stranger.remembers(&site.publishers.database.note(100));
    let go = stranger.go("1.22.5").exits(1);
    assert!(go.stderr.contains("checking tree#100: reading"), "{go:?}");
    assert!(stranger.install("1.22.5").exits(3).stderr.contains("tile/8/0/000: no such record"));
    let head = stranger.gos_head();
    site.mirror("update", &["--head", head.to_str().unwrap()]).exits(0);
    assert_eq!(stranger.go("1.22.5").exits(0).stdout, says("1.22.5"));
    stranger.install("1.22.5").exits(0);
    // It stays so.
    site.publishers.go_on(300);
    site.mirror("update", &[]).exits(0);
    site.mirror("prune", &["--yes"]).exits(0);
    site.mirror("verify", &[]).exits(0);
    for old in [100, first, 768, first + 700, first + 999] {
        comes(&site, &server.url(), old);
    }
}

#[test]
fn head_of_the_go_command_on_the_machine_that_makes_the_mirror_is_known_to_it() {
    let mut site = Site::new();
    let note = site.publishers.database.note(100);
    site.world.set("GOPATH", site.world.path("go"));
    site.world.write("go/pkg/sumdb/sum.test/latest", &note);
    site.publishers.go_on(300);
    site.mirror("create", &["1.22.5"]).exits(0);
    comes(&site, &site.serve().url(), 100);
}

#[test]
fn mirror_that_is_behind_says_so_and_an_update_cures_it_for_both() {
    let mut site = Site::created(&["1.22.5"]);
    let then = site.publishers.database.size();
    site.publishers.go_on(300);
    let now = site.publishers.database.size();
    let server = site.serve();
    let client = Client::new(&site, &server.url());
    let client = client.remembers(&site.publishers.database.note(now));
    let go = client.go("1.22.5").exits(1);
    assert!(go.stderr.contains(&format!("checking tree#{now}: reading")), "{go:?}");
    assert!(go.stderr.contains("404"), "{go:?}");
    let ours = client.install("1.22.5").exits(3);
    let words = format!("is at tree#{then}, and this machine has verified tree#{now}");
    assert!(ours.stderr.contains(&words) && ours.stderr.contains("mirror update"), "{ours:?}");
    client.world.write(&client.world.work().join("said"), &go.stderr);
    let explained = client.world.run(&["doctor", "explain", "said"]);
    assert!(explained.stdout.contains("mirror update"), "{explained:?}");

    // By the time of the update the log has gone on once more.
    site.publishers.go_on(300);
    site.mirror("update", &[]).exits(0);
    assert_eq!(client.go("1.22.5").exits(0).stdout, says("1.22.5"));
    client.install("1.22.5").exits(0);
}

#[test]
fn head_that_is_none_or_newer_than_what_is_told_is_refused() {
    let mut site = Site::created(&["1.22.5"]);
    let before = site.tree();
    site.world.write("strange", "no head\n");
    let strange = site.world.show("strange");
    let ran = site.mirror("update", &["--head", &strange]).exits(2);
    assert!(ran.stderr.contains("is no head of sum.test"), "{ran:?}");
    site.mirror("update", &["--head", "/nowhere"]).exits(2);
    let told = site.publishers.database.files();
    site.publishers.go_on(5);
    site.world.write("newer", &site.publishers.database.note(site.publishers.database.size()));
    site.publishers.serve(&told);
    let ran = site.mirror("update", &["--head", &site.world.show("newer")]).exits(3);
    assert!(ran.stderr.contains("newer than what is told here"), "{ran:?}");
    assert_eq!(site.tree(), before);
}

#[test]
fn fork_of_the_log_is_told_and_the_mirror_stays_as_it_is() {
    let mut site = Site::created(&["1.22.5"]);
    let before = site.tree();
    // The same log, with another past. What this machine remembers is gone; what the mirror has is not.
    std::fs::remove_dir_all(site.world.home().join("state")).unwrap();
    site.publishers
        .database
        .rewrite(200, "example.com/m200 v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    site.publishers.go_on(10);
    let ran = site.mirror("update", &[]).exits(6);
    assert!(ran.stderr.contains("two histories"), "{ran:?}");
    assert_eq!(site.tree(), before);
}
