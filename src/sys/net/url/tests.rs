use super::*;

#[test]
fn url_as_it_is_asked_and_as_it_is_shown() {
    for (text, shown, target) in [
        ("https://go.dev", "https://go.dev/", "/"),
        ("HTTPS://Go.Dev:443/dl/?mode=json#top", "https://go.dev/dl/?mode=json", "/dl/?mode=json"),
        ("http://u:p%40w@h.example:8080/a b", "http://h.example:8080/a%20b", "/a%20b"),
        ("https://B\u{fc}cher.example/x", "https://xn--bcher-kva.example/x", "/x"),
        ("http://[::1]:80/x", "http://[::1]/x", "/x"),
        ("http://h.example?q=1", "http://h.example/?…", "/?q=1"),
        ("file:///a%20b/ü", "file:///a%20b/%C3%BC", "/a%20b/%C3%BC"),
    ] {
        let url = Url::parse(text).unwrap();
        assert_eq!((url.to_string().as_str(), url.target()), (shown, target), "{text}");
    }
    let url = Url::parse("http://u:p%40w@h.example/").unwrap();
    assert_eq!(url.credentials().unwrap().basic(), "Basic dTpwQHc=");
    assert!(!format!("{url:?} {:?}", url.credentials()).contains("p@w"));
    assert_eq!(Url::parse("file:///a%20b").unwrap().file_path().to_str(), Some("/a b"));
}

#[test]
fn url_that_cannot_be_asked_says_why() {
    for (text, why) in [
        ("go.dev/dl", "scheme"),
        ("ftp://h/", "only http"),
        ("https:///x", "no host"),
        ("http://h:x/", "port"),
        ("http://h:99999/", "port"),
        ("http://[::1/", "]"),
        ("http://h\u{0}/", "host name"),
        ("http://h/\n", "control"),
        ("file://host/x", "names no host"),
    ] {
        let said = Url::parse(text).unwrap_err();
        assert!(said.contains(why), "{text}: {said}");
    }
}

#[test]
fn redirects_resolve_like_in_a_browser() {
    let base = Url::parse("https://u:p@go.dev/dl/mod/x?y=1").unwrap();
    for (location, to) in [
        ("https://dl.google.com/go/a", "https://dl.google.com/go/a"),
        ("//other.example/z", "https://other.example/z"),
        ("/root", "https://go.dev/root"),
        ("sibling?a=b:c", "https://go.dev/dl/mod/sibling?a=b:c"),
        ("../up/./x", "https://go.dev/dl/up/x"),
        ("?q", "https://go.dev/dl/mod/x?q"),
    ] {
        assert_eq!(base.join(location).unwrap().exact(), to, "{location}");
    }
    assert!(base.join("/x").unwrap().credentials().is_some());
    assert!(base.join("https://dl.google.com/").unwrap().credentials().is_none());
    assert!(base.join("gopher://x/").is_err());
}
