//! The release site and GOPROXY, asked over the network.

use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use goenvmgr::go::godev::{self, Fetched};
use goenvmgr::go::goproxy::{Entry, Proxies, Settings, Way};
use goenvmgr::go::platform::Platform;
use goenvmgr::go::sources::{Answer, Tried};
use goenvmgr::go::version::{GoVersion, Request};
use goenvmgr::sys::env::Env;
use goenvmgr::sys::net::{Client, Patience};

use crate::support::proxies::{Manner, Proxy};
use crate::support::publish::{ModuleProxy, ReleaseSite, Toolchain};
use crate::support::server::Answer as Play;

fn client() -> Client {
    Client::new(&Env::bare(&[]), Duration::from_millis(500))
}

fn version(text: &str) -> GoVersion {
    GoVersion::parse(text).unwrap()
}

fn index(site: &ReleaseSite, folder: &Path, now: i64) -> Result<Fetched, Answer> {
    godev::fetch_index(&client(), &site.index_url().into(), folder, Patience::Brief, now)
}

#[test]
fn index_that_is_unchanged_is_not_fetched_again_and_a_lost_network_leaves_the_old_one() {
    let cache = tempfile::tempdir().unwrap();
    let folder = cache.path().join("index");
    let site = ReleaseSite::with(&[&Toolchain::new("1.22.5"), &Toolchain::new("1.23rc1")]);
    let platform = Platform::host();
    let fresh = index(&site, &folder, 1000).unwrap();
    assert!(fresh.stale.is_none());
    let latest = fresh.index.newest(&Request::Latest, &platform);
    assert_eq!(latest.map(ToString::to_string).as_deref(), Some("1.22.5"));
    index(&site, &folder, 2000).unwrap();
    let seen = site.server.seen();
    assert!(seen[0].header("if-none-match").is_none() && seen[1].header("if-none-match").is_some());

    // A page, and an answer that breaks off, are no index either.
    let cut =
        Play::CutAfter { bytes: 9, headers: vec![], body: b"[{\"version\": 1}]".to_vec().into() };
    for bad in [Play::html(), cut] {
        site.server.on("/dl/?mode=json&include=all", bad);
        assert!(index(&site, &folder, 2500).unwrap().stale.is_some());
    }
    site.server.on("/dl/?mode=json&include=all", Play::status(403, "down"));
    let old = index(&site, &folder, 2600).unwrap();
    let stale = old.stale.unwrap();
    assert_eq!(stale.age, 600, "known to be current at 2000");
    assert_eq!(stale.why.to_string(), "refused (403): down");
    assert!(old.index.file(&version("1.22.5"), &platform).is_some());
    let without = index(&site, &cache.path().join("other"), 2600).unwrap_err();
    assert_eq!(without, Answer::Refused { status: 403, body: "down".to_owned() });

    site.server.on("/dl/?mode=json&include=all", Play::html());
    let page = index(&site, &cache.path().join("other"), 2600).unwrap_err();
    assert!(page.to_string().contains("web page"), "{page}");
}

#[test]
fn cache_that_is_spoiled_is_none() {
    let cache = tempfile::tempdir().unwrap();
    let site = ReleaseSite::with(&[&Toolchain::new("1.22.5")]);
    index(&site, cache.path(), 1).unwrap();
    let file = std::fs::read_dir(cache.path()).unwrap().next().unwrap().unwrap().path();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, &text[..text.len() / 3]).unwrap();
    let again = index(&site, cache.path(), 2);
    assert_eq!(again.unwrap().index.releases().len(), 1);
}

#[test]
fn archives_come_from_where_one_likes_and_a_page_is_not_one() {
    let toolchain = Toolchain::new("1.22.5");
    let site = ReleaseSite::with(&[&toolchain]);
    let cache = tempfile::tempdir().unwrap();
    let (client, platform) = (client(), Platform::host());
    let index = index(&site, cache.path(), 0).unwrap().index;
    let file = index.file(&version("1.22.5"), &platform).unwrap();
    let ask = |base: &str| godev::archive(&client, &base.into(), &file, None, Patience::Brief);
    let mut bytes = Vec::new();
    ask(&site.archive_url()).unwrap().read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, toolchain.archive());
    assert_eq!(ask(&(site.server.url() + "/empty")).err(), Some(Answer::Absent("404".to_owned())));
    site.server.on(&ReleaseSite::path(&toolchain), Play::html());
    let page = ask(&site.archive_url()).err().unwrap().to_string();
    assert!(page.contains("a web page") && page.contains("Please log in"), "{page}");
}

fn proxies(urls: &[&str]) -> Proxies {
    let entry = |url: &&str| Entry { way: Way::Url((*url).into()), on_any_error: false };
    let entries: Vec<Entry> = urls.iter().map(entry).collect();
    Proxies::new(
        &entries,
        Settings { index_url: Some(&"http://127.0.0.1:1/".into()), ..Settings::default() },
    )
}

fn zip(proxies: &Proxies, version: &GoVersion) -> Result<(Vec<u8>, String), Vec<Tried>> {
    let client = client();
    let mut zip =
        proxies.toolchain_zip(&client, version, &Platform::host(), None, Patience::Brief)?;
    let mut bytes = Vec::new();
    zip.download.read_to_end(&mut bytes).unwrap();
    Ok((bytes, zip.source))
}

#[test]
fn toolchain_comes_from_a_proxy_and_the_refusal_of_one_is_quoted() {
    let toolchain = Toolchain::new("1.22.5");
    let (first, second) = (ModuleProxy::with(&[], 404), ModuleProxy::with(&[&toolchain], 403));
    let list = proxies(&[&first.url(), &second.url()]);
    let (bytes, source) = zip(&list, &version("1.22.5")).unwrap();
    assert_eq!(bytes, toolchain.module_zip());
    assert_eq!(source, format!("goproxy ({})", second.url()));
    let tried = zip(&list, &version("1.99.0")).unwrap_err();
    let fault = goenvmgr::go::sources::conclude("go1.99.0", &tried);
    assert_eq!(fault.exit.code(), 3, "{fault}");
    assert_eq!(
        fault.causes,
        [
            format!("goproxy ({}): does not have it (404)", first.url()),
            format!(
                "goproxy ({}): refused (403): not found: golang.org/toolchain: unknown",
                second.url()
            ),
        ]
    );
    let client = client();
    let (known, _) = list.versions(&client, &Platform::host(), Patience::Brief).unwrap();
    assert!(known.is_empty(), "the first proxy has a list, and it is empty");
}

#[test]
fn proxy_may_be_a_folder() {
    let toolchain = Toolchain::new("1.22.5");
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("golang.org/toolchain/@v");
    std::fs::create_dir_all(&below).unwrap();
    let name = format!("{}.zip", toolchain.module_version());
    std::fs::write(below.join(name), toolchain.module_zip()).unwrap();
    let url = format!("file://{}", folder.path().display());
    let list = proxies(&[&url]);
    assert_eq!(zip(&list, &version("1.22.5")).unwrap().0, toolchain.module_zip());
    let tried = zip(&list, &version("1.22.6")).unwrap_err();
    assert!(tried[0].answer.says_no(), "{}", tried[0]);
}

#[test]
fn credentials_reach_the_proxy_and_no_message() {
    let toolchain = Toolchain::new("1.22.5");
    let proxy = ModuleProxy::with(&[&toolchain], 404);
    for (url, sent) in [
        (proxy.url(), None),
        (proxy.url().replace("://", "://bob:s3cret@"), Some("Basic Ym9iOnMzY3JldA==")),
    ] {
        let list = proxies(&[&url]);
        let (_, source) = zip(&list, &version("1.22.5")).unwrap();
        let seen = proxy.server.seen();
        assert_eq!(seen.last().unwrap().header("authorization"), sent);
        let tried = zip(&list, &version("1.0.1")).unwrap_err();
        let said = format!("{source} {tried:?} {list:?}");
        assert!(!said.contains("s3cret"), "{said}");
    }
}

#[test]
fn silence_is_told_from_no_and_the_next_round_is_longer() {
    // Takes the connection for https and never shakes hands.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let env = Env::bare(&[("SSL_CERT_FILE", crate::support::tls::authority().to_str().unwrap())]);
    let client = Client::new(&env, Duration::from_millis(100));
    let list = proxies(&[&url]);
    let ask = |patience| {
        let asked =
            list.toolchain_zip(&client, &version("1.22.5"), &Platform::host(), None, patience);
        asked.err().unwrap()
    };
    let tried = ask(Patience::Brief);
    let next = goenvmgr::go::sources::next_round(&tried, Patience::Brief);
    assert_eq!(next, Some(Patience::Long), "{}", tried[0]);
    let tried = ask(Patience::Long);
    assert_eq!(goenvmgr::go::sources::next_round(&tried, Patience::Long), None);
    assert_eq!(goenvmgr::go::sources::verdict(&tried).code(), 3);
}

#[test]
fn company_that_has_only_its_proxies_is_enough() {
    // The module proxy is reached through an HTTP proxy that alone knows its name.
    let toolchain = Toolchain::new("1.22.5");
    let modules = ModuleProxy::with(&[&toolchain], 404);
    let way_out = Proxy::http(&modules.server.place(), Manner::Open);
    let env = Env::bare(&[("HTTP_PROXY", way_out.place().as_str())]);
    let client = Client::new(&env, Duration::from_secs(30));
    let list = proxies(&["http://proxy.example"]);
    let mut zip = list
        .toolchain_zip(&client, &version("1.22.5"), &Platform::host(), None, Patience::Brief)
        .unwrap_or_else(|tried| panic!("{}", tried[0]));
    let mut bytes = Vec::new();
    zip.download.read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes, toolchain.module_zip());
}
