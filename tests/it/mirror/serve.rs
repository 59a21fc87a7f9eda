//! What clients make of a mirror.

use std::fs;

use super::{Client, OTHER, Site, says};
use crate::support::module;
use crate::support::publish::Toolchain;
use crate::support::server::Server;

#[test]
fn mirror_serves_plain_go_and_goenvmgr_and_every_file_that_they_ask_for_is_there() {
    let site = Site::created(&["1.22", "1.22.5"]);
    let server = site.serve();
    let client = Client::new(&site, &server.url());
    assert_eq!(client.go("1.22.5").exits(0).stdout, says("1.22.5"));
    assert_eq!(client.go("1.22.6").exits(0).stdout, says("1.22.6"));
    client.install("1.22.5").exits(0);
    let latest = client.install("latest").exits(0);
    assert!(latest.stdout.contains("go1.22.6"), "{latest:?}");
    let head = fs::read_to_string(site.log("latest")).unwrap();
    assert_eq!(fs::read_to_string(client.gos_head()).unwrap(), head);
    assert_eq!(fs::read_to_string(client.our_head()).unwrap(), head);
    for target in server.targets() {
        assert!(site.dir().join(&target[1..]).is_file(), "{target} is not in the mirror");
    }
}

#[test]
fn mirror_tells_go_which_versions_there_are() {
    let site = Site::of(&[&Toolchain::on("1.99.1", OTHER), &Toolchain::new("1.22.6")]);
    site.mirror("create", &["1.99.1", "--platform", "darwin/arm64"]).exits(0);
    site.mirror("update", &["1.22.6", "--platform", "linux/amd64"]).exits(0);
    site.mirror("verify", &[]).exits(0);
    let server = site.serve();
    let client = Client::new(&site, &server.url());
    let list = client.go_runs("local", &["list", "-m", "-versions", "toolchain"]).exits(0);
    assert!(list.stdout.contains("go1.22.6") && list.stdout.contains("go1.99.1"), "{list:?}");
    // Of a version for darwin/arm64 alone go asks whether there is one for linux/amd64.
    client.go_runs("local", &["list", "-m", "toolchain@go1.99.1"]).exits(0);
    let info = "/golang.org/toolchain/@v/v0.0.1-go1.99.1.linux-amd64.info";
    assert!(server.targets().contains(&info.to_owned()), "{:?}", server.targets());
    let info = fs::read_to_string(site.dir().join(&info[1..])).unwrap();
    assert!(info.ends_with(",\"Time\":\"2024-06-27T20:11:12Z\"}\n"), "{info}");
}

#[test]
fn mirror_before_another_proxy_answers_for_the_whole_database() {
    let site = Site::created(&["1.22.5"]);
    let (server, other) = (site.serve(), Server::start());
    module::serve(&other, "");
    let mut client = Client::new(&site, &format!("{},{}", server.url(), other.url()));
    client.world.set("GOFLAGS", "-modcacherw");
    let get =
        |client: &Client| client.go_runs("local", &["mod", "download", "example.com/a@v1.0.0"]);
    // A proxy that serves the database is the only way to it, and a mirror has records of toolchains alone.
    let go = get(&client).exits(1);
    assert!(go.stderr.contains("lookup/example.com/a@v1.0.0: 404 Not Found"), "{go:?}");
    client.world.set("GONOSUMDB", "*");
    get(&client).exits(0);
    // No pattern exempts a toolchain.
    fs::remove_file(site.log(&format!(
        "lookup/golang.org/toolchain@{}",
        Toolchain::new("1.22.5").module_version()
    )))
    .unwrap();
    assert!(client.go("1.22.5").exits(1).stderr.contains("404 Not Found"));
}

#[test]
fn mirror_in_a_directory_is_verified_by_go_behind_a_comma_and_by_goenvmgr_always() {
    let site = Site::created(&["1.22.5"]);
    let url = format!("file://{}", site.dir().display());
    let verified = format!("{url},off");
    for (proxy, version) in [(&verified, "1.22.5"), (&url, "1.22.5")] {
        let client = Client::new(&site, proxy);
        assert_eq!(client.go(version).exits(0).stdout, says(version), "{proxy}");
        client.install(version).exits(0);
    }

    let mut forged = Toolchain::new("1.22.5");
    forged.files.get_mut("src/fmt/print.go").unwrap().1[0] ^= 1;
    fs::write(site.zip("1.22.5"), forged.module_zip()).unwrap();
    let server = site.serve();
    for proxy in [&verified, &server.url(), &format!("{},off", server.url())] {
        let client = Client::new(&site, proxy);
        let go = client.go("1.22.5").exits(1);
        assert!(go.stderr.contains("SECURITY ERROR"), "{proxy}: {go:?}");
        assert!(client.install("1.22.5").exits(6).stderr.contains("is not what was published"));
    }
    // A single file URL lets GOSUMDB=off switch go's verification off; behind a comma nothing does.
    for (proxy, code) in [(&url, 0), (&verified, 1)] {
        let mut client = Client::new(&site, proxy);
        assert_eq!(client.go("1.22.5").code, 1, "{proxy}");
        client.world.set("GOSUMDB", "off");
        let go = client.go("1.22.5").exits(code);
        assert_eq!(go.stdout, if code == 0 { says("1.22.5") } else { String::new() }, "{go:?}");
        assert_eq!(client.install("1.22.5").code, 2, "{proxy}");
    }
    let client = Client::new(&site, &url);
    assert!(client.install("1.22.5").exits(6).stderr.contains("is not what was published"));
}

#[test]
fn mirror_that_somebody_changed_is_refused_by_every_client() {
    let site = Site::created(&["1.22.5", "1.22.6"]);
    let [one, two] = ["1.22.5", "1.22.6"].map(|v| Toolchain::new(v).module_version());
    let lookup = |version: &str| site.log(&format!("lookup/golang.org/toolchain@{version}"));
    let (tile, one, two) = (site.log("tile/8/0/001"), lookup(&one), lookup(&two));
    let flip = |path: &std::path::Path, at: usize| {
        let mut bytes = fs::read(path).unwrap();
        bytes[at] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    let server = site.serve();
    let changes: [(&str, &dyn Fn()); 4] = [
        ("a tile", &|| flip(&tile, 1000)),
        ("a hash in a record", &|| flip(&one, 60)),
        ("the record's place", &|| flip(&one, 0)),
        ("another record", &|| assert!(fs::copy(&two, &one).unwrap() > 0)),
    ];
    for (name, change) in changes {
        let before = [&tile, &one].map(|path| fs::read(path).unwrap());
        change();
        let client = Client::new(&site, &server.url());
        assert_eq!(client.go("1.22.5").code, 1, "{name}");
        assert!([1, 3, 6].contains(&client.install("1.22.5").code), "{name}");
        assert_eq!(site.mirror("verify", &[]).code, 6, "{name}");
        for (path, bytes) in [&tile, &one].into_iter().zip(before) {
            fs::write(path, bytes).unwrap();
        }
    }
    site.mirror("verify", &[]).exits(0);
}

#[test]
fn mirror_holds_other_platforms_too() {
    let site = Site::new();
    let made = site.mirror(
        "create",
        &["1.22.5", "--platform", "linux/amd64", "darwin/arm64", "--format", "json"],
    );
    let made = made.exits(0).json();
    let told: Vec<_> = made["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["version"].as_str().unwrap(),
                one["platform"].as_str().unwrap(),
                one["status"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [("1.22.5", "darwin/arm64", "fetched"), ("1.22.5", "linux/amd64", "fetched")]);
    let version = Toolchain::on("1.22.5", OTHER).module_version();
    let list = fs::read_to_string(site.dir().join("golang.org/toolchain/@v/list")).unwrap();
    assert_eq!(list, format!("{version}\nv0.0.1-go1.22.5.linux-amd64\n"));
}

#[test]
fn nginx_configuration_names_the_directory_and_refuses_what_nginx_cannot_read() {
    let site = Site::created(&["1.22.5"]);
    let text = site
        .mirror("nginx", &["--listen", "127.0.0.1:8080", "--name", "go.example"])
        .exits(0)
        .stdout;
    for line in ["listen 127.0.0.1:8080;", "server_name go.example;"] {
        assert!(text.contains(line), "{text}");
    }
    assert!(text.contains(&format!("root \"{}\";", site.dir().display())), "{text}");
    let odd = site.world.path("a $b \" {c}; d");
    fs::create_dir(&odd).unwrap();
    let ran = site.world.run(&["mirror", "nginx", odd.to_str().unwrap()]);
    assert!(ran.exits(2).stderr.contains("nginx cannot be told of"));
    for bad in ["80; root /", "", "80 default_server"] {
        site.mirror("nginx", &["--listen", bad]).exits(2);
    }
}
