use super::*;

/// In no host, path or word.
const S: &str = "Zq7w";

#[test]
fn url_text_shows_the_host_and_no_secret_however_it_is_written() {
    for (text, shown) in [
        ("https://u:Zq7w@h.example/x", "https://h.example/x"),
        ("https://Zq7w@h.example/x", "https://h.example/x"),
        ("u:Zq7w@h.example/x", "h.example/x"),
        ("u:Zq7w@h.example:8443", "h.example:8443"),
        ("//u:Zq7w@h.example/x", "//h.example/x"),
        ("https:/u:Zq7w@h.example/x", "https:/h.example/x"),
        ("https:///u:Zq7w@h.example", "https:///h.example"),
        ("https:u:Zq7w@h.example", "h.example"),
        ("HTTPS://u:Zq7w@h.example", "HTTPS://h.example"),
        ("\"http://u:Zq7w@h.example\"", "\"http://h.example\""),
        (" http://u:Zq7w@h.example", " http://h.example"),
        ("http://u:a/Zq7w@h.example/x", "http://h.example/x"),
        ("u:a/Zq7w@h.example/x", "h.example/x"),
        ("http://u:a@Zq7w@h.example/x", "http://h.example/x"),
        ("http://u:a#Zq7w@h.example/x", "http://h.example/x"),
        ("http://u:12#Zq7w@h.example/x", "http://h.example/x"),
        ("http://u:a?Zq7w@h.example/x", "http://h.example/x"),
        ("http://u:a\"Zq7w,|@h.example/x", "http://h.example/x"),
        ("http://u:Zq7w@h.example:99999", "http://h.example:99999"),
        ("https://h.example/x?token=Zq7w", "https://h.example/x?…"),
        ("https://h.example?Zq7w", "https://h.example?…"),
        ("https://h.example/x?mode=json&sig=Zq7w#Zq7w", "https://h.example/x?…"),
        ("https://h.example/x#Zq7w", "https://h.example/x"),
        ("h.example/x?a=Zq7w", "h.example/x?…"),
        ("socks5h://u:Zq7w@[::1]:9", "socks5h://[::1]:9"),
    ] {
        let url = UrlText::from(text);
        assert_eq!(url.to_string(), shown);
        assert_eq!(url.exact(), text);
        let json = serde_json::to_string(&url).unwrap();
        assert!(!json.contains(S) && !format!("{url:?}{url:>99}").contains(S), "{text}");
    }
    for plain in [
        "https://go.dev/dl/?mode=json&include=all",
        "https://h.example:8443/a/golang.org/toolchain@v1",
        "http://[::1]:80/a@b",
        "h.example/x",
        "h.example:80/x@v1",
        "file:///srv/a@b/c",
        "file:/srv/a@b",
        "/srv/a@b",
        "off",
        "",
    ] {
        let url = UrlText::from(plain);
        assert_eq!(url.to_string(), plain);
    }
}

#[test]
fn redaction_of_words_finds_every_form() {
    for (text, clean) in [
        ("get https://u:Zq7w@h/x failed", "get https://h/x failed"),
        ("http://Zq7w@h, https://a:se@Zq7w@b/c@v1", "http://h, https://b/c@v1"),
        ("http://u:sec/Zq7w@h/x", "http://h/x"),
        ("lookup u:Zq7w@h.example: no such host", "lookup h.example: no such host"),
        ("GOPROXY=u:Zq7w@h.example/x,direct", "GOPROXY=h.example/x,direct"),
        ("(u:a/Zq7w@h.example/x)", "(h.example/x)"),
        ("parse \"//u:Zq7w@h\": bad", "parse \"//h\": bad"),
        ("--from=https:/u:Zq7w@h", "--from=https:/h"),
        ("Get \"https://h/x?token=Zq7w\": EOF", "Get \"https://h/x?…\": EOF"),
        ("at https://h/x?Zq7w#Zq7w: 404", "at https://h/x?…: 404"),
        ("h.example/x?token=Zq7w: 404", "h.example/x?…: 404"),
        ("see https://h/x#Zq7w", "see https://h/x"),
        ("{\"a\": \"u:Zq7w@h\"}", "{\"a\": \"h\"}"),
        ("'\u{1b}[33m//u:Zq7w@h\u{1b}[0m'", "'\u{1b}[33m//h\u{1b}[0m'"),
    ] {
        assert_eq!(redact(text), clean);
    }
    for plain in [
        "go: golang.org/toolchain@v0.0.1-go1.22.5: not found",
        "go.mod:5:example.com/a@v1.2.3",
        "main.go:3:2: undefined: x",
        "https://h:80/golang.org/toolchain@v1",
        "PATH=/usr/bin:/home/a@b/bin:/x",
        "git@github.com:o/r",
        "ghcr.io/x:1@sha256:abc",
        "really?yes # a comment",
        "https://example.com/x?go-get=1: 404",
        "write it as http://user:password@host:port",
        "a@b c:d e/f?g",
        "ü?",
    ] {
        assert_eq!(redact(plain), plain);
    }
}

#[test]
fn settings_are_shown_by_their_own_rules() {
    for (name, value, shown) in [
        (
            "GOPROXY",
            "u:Zq7w@a.example,https://b.example|direct",
            "a.example,https://b.example|direct",
        ),
        ("GOSUMDB", "key https://u:Zq7w@a.example?t=Zq7w", "key https://a.example?…"),
        ("https_proxy", "u:Z/q@7,w@h:1", "h:1"),
        ("GOAUTH", "printf Zq7w", "…"),
        ("GOAUTH", "netrc", "netrc"),
        ("GOFLAGS", "-ldflags=-X=a=https://u:Zq7w@h", "-ldflags=-X=a=https://h"),
        ("GOROOT", "/a/b@c", "/a/b@c"),
    ] {
        assert_eq!(shown_setting(name, value), shown, "{name}={value}");
    }
}

proptest::proptest! {
    #[test]
    fn redaction_never_panics_and_is_done_once(text in "[a:/@?#= \"ü,.]{0,24}") {
        let once = redact(&text);
        let _ = UrlText::from(text.as_str()).to_string();
        proptest::prop_assert!(once.len() <= text.len() + 2 * text.matches('?').count());
    }
}
