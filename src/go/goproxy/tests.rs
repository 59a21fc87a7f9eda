use std::sync::Mutex;

use super::*;
use crate::sys::net::{NetError, NetErrorKind, Response};

/// Answers by URL prefix and notes what was asked.
struct Map(Vec<(&'static str, u16)>, Mutex<Vec<String>>);

impl Fetch for Map {
    fn get(&self, request: &Request) -> Result<Response, NetError> {
        self.1.lock().unwrap().push(request.url.exact().to_owned());
        let known = self.0.iter().find(|(prefix, _)| request.url.exact().starts_with(prefix));
        let Some((_, status)) = known else {
            return Err(NetError::new("h", NetErrorKind::FirstContact, ""));
        };
        let body = Box::new(std::io::Cursor::new(b"body".to_vec()));
        Ok(Response {
            status: *status,
            url: request.url.to_string(),
            headers: Vec::new(),
            body,
            attempts: 1,
            redirects: 0,
        })
    }
}

fn entries(list: &str) -> Vec<Entry> {
    list.split_inclusive([',', '|'])
        .map(|part| Entry {
            on_any_error: part.ends_with('|'),
            way: match part.trim_end_matches([',', '|']) {
                "direct" => Way::Direct,
                "off" => Way::Off,
                url => Way::Url(url.into()),
            },
        })
        .collect()
}

fn site() -> Settings<'static> {
    static INDEX: std::sync::LazyLock<UrlText> =
        std::sync::LazyLock::new(|| "https://go.dev/dl/?mode=json".into());
    Settings { gonoproxy: None, goprivate: None, index_url: Some(&INDEX) }
}

fn ask(list: &str, settings: Settings<'_>, map: &[(&'static str, u16)]) -> (String, Vec<String>) {
    let map = Map(map.to_vec(), Mutex::default());
    let proxies = Proxies::new(&entries(list), settings);
    let version = GoVersion::parse("1.22.5").unwrap();
    let platform = Platform::new("linux", "amd64");
    let said = match proxies.toolchain_zip(&map, &version, &platform, None, Patience::Brief) {
        Ok(zip) => zip.source,
        Err(tried) => tried.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
    };
    let asked = map.1.into_inner().unwrap();
    (said, asked)
}

#[test]
fn proxy_list_goes_on_as_go_goes_on() {
    const A: &str = "https://a.example";
    const B: &str = "https://b.example";
    const SITE_MODULES: &str = "https://go.dev/dl/mod";
    for (list, map, asked, from) in [
        (
            "https://a.example,https://b.example",
            [(A, 200), (B, 200)],
            1,
            "goproxy (https://a.example)",
        ),
        (
            "https://a.example,https://b.example",
            [(A, 404), (B, 200)],
            2,
            "goproxy (https://b.example)",
        ),
        (
            "https://a.example,https://b.example",
            [(A, 410), (B, 200)],
            2,
            "goproxy (https://b.example)",
        ),
        (
            "https://a.example,https://b.example",
            [(A, 403), (B, 200)],
            1,
            "goproxy (https://a.example): refused (403): body",
        ),
        (
            "https://a.example,https://b.example",
            [(A, 500), (B, 200)],
            1,
            "goproxy (https://a.example): failed (500): body",
        ),
        (
            "https://a.example|https://b.example",
            [(A, 403), (B, 200)],
            2,
            "goproxy (https://b.example)",
        ),
        (
            "https://c.example|https://b.example",
            [(A, 403), (B, 200)],
            2,
            "goproxy (https://b.example)",
        ),
        (
            "https://a.example,direct,https://b.example",
            [(A, 404), (SITE_MODULES, 200)],
            2,
            "goproxy direct (https://go.dev/dl/mod)",
        ),
        (
            "https://a.example,off",
            [(A, 404), (B, 200)],
            1,
            "goproxy (https://a.example): does not have it (404); goproxy: not asked (GOPROXY=off)",
        ),
        ("off", [(A, 404), (B, 200)], 0, "goproxy: not asked (GOPROXY=off)"),
        ("a.example", [(A, 200), (B, 200)], 1, "goproxy (https://a.example)"),
    ] {
        let (said, seen) = ask(list, site(), &map);
        assert_eq!((said.as_str(), seen.len()), (from, asked), "{list} {map:?} asked {seen:?}");
    }
}

#[test]
fn requests_ask_for_versions_under_their_names() {
    let (_, asked) = ask("https://a.example/sub/", site(), &[]);
    assert_eq!(
        asked,
        ["https://a.example/sub/golang.org/toolchain/@v/v0.0.1-go1.22.5.linux-amd64.zip"]
    );
    let escaped = escape::escape("v0.0.1-go1.28.1-Acme.linux-amd64");
    assert_eq!(escaped.as_deref(), Some("v0.0.1-go1.28.1-!acme.linux-amd64"));
    let (said, asked) = ask("https://user:s3cret@a.example", site(), &[]);
    assert!(asked[0].starts_with("https://user:s3cret@a.example/golang.org"), "{asked:?}");
    assert!(!said.contains("s3cret") && said.contains("https://a.example"), "{said}");
}

#[test]
fn goprivate_and_gonoproxy_leave_proxies_out_but_not_direct() {
    let with = |gonoproxy, goprivate| Settings { gonoproxy, goprivate, ..site() };
    let asks = |settings| ask("https://a.example,direct", settings, &[]).1.len();
    let map =
        |settings| ask("https://a.example,direct", settings, &[("https://go.dev/dl/mod", 200)]).0;
    assert_eq!(map(with(None, Some("golang.org/*"))), "goproxy direct (https://go.dev/dl/mod)");
    assert_eq!(map(with(Some("golang.org"), None)), "goproxy direct (https://go.dev/dl/mod)");
    assert_eq!(asks(with(Some("none"), Some("golang.org/*"))), 1, "GONOPROXY=none brings it back");
    let (said, _) = ask("https://a.example", with(None, Some("golang.org/*")), &[]);
    assert_eq!(said, "goproxy (https://a.example): not asked (GOPRIVATE=golang.org/*)");
}

#[test]
fn version_list_is_of_one_platform_and_nothing_else() {
    let text = "v0.0.1-go1.22.5.linux-amd64\nv0.0.1-go1.9.2rc2.linux-amd64\n\
                v0.0.1-go1.22.5.darwin-amd64\nv0.0.1-go1.23rc1.linux-amd64\nv1.0.0\n\n";
    let versions = listed(text, &Platform::new("linux", "amd64"));
    let names: Vec<String> = versions.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["1.22.5", "1.23rc1"]);
}

#[test]
fn ways_to_the_checksum_database_are_the_proxies_as_they_are_written() {
    let list = entries("https://ann:p%2Fw%401@a.example|file:///srv/proxy,direct");
    let private = Settings { goprivate: Some("*"), ..site() };
    let proxies = Proxies::new(&list, private);
    let [first, second] = ["https://ann:p%2Fw%401@a.example", "file:///srv/proxy"];
    assert_eq!(proxies.bases(), [(first.into(), true), (second.into(), false)]);
    let places: Vec<&str> = proxies.places().map(UrlText::exact).collect();
    assert_eq!(places, [first, second, "https://go.dev/dl/mod"]);
}
