use std::path::Path;

use super::*;
use crate::base::progress::Silent;

fn home() -> (tempfile::TempDir, Home) {
    let dir = tempfile::tempdir().unwrap();
    let home = Home::at(dir.path());
    (dir, home)
}

fn load(file: &str, vars: &[(&str, &str)]) -> Result<Config> {
    let (_dir, home) = home();
    std::fs::write(home.config_file(), file).unwrap();
    Config::load(&Env::bare(vars), &home)
}

#[test]
fn defaults_hold_without_file_and_variables() {
    let (_dir, home) = home();
    assert_eq!(Config::load(&Env::bare(&[]), &home).unwrap(), Config::default());
}

#[test]
fn values_carry_their_line_or_variable() {
    let file = "# mine\ndefault = 1.20\n\nhttp_timeout = 5\nsources = [\"goproxy\", \"go.dev\"]\n";
    let config = load(file, &[("GOENVMGR_HTTP_TIMEOUT", "7"), ("GOENVMGR_VERIFY", "")]).unwrap();
    assert_eq!(config.default.value, Some("1.20".parse().unwrap()));
    assert!(
        matches!(&config.default.origin, Origin::File { line: 2, path } if path.ends_with("config.toml"))
    );
    assert_eq!(config.sources.value, ["goproxy", "go.dev"].map(UrlText::from));
    assert_eq!(config.http_timeout.value, Duration::from_secs(7));
    assert_eq!(config.http_timeout.origin, Origin::Environment("GOENVMGR_HTTP_TIMEOUT".into()));
    assert_eq!(config.verify.origin, Origin::Default);
}

#[test]
fn mirror_of_archives_brings_no_index() {
    for (mirror, index, archives) in [
        ("golang.google.cn", "https://golang.google.cn/dl/", "https://golang.google.cn/dl/"),
        ("aliyun", mirror::INDEX, "https://mirrors.aliyun.com/golang/"),
        ("https://mirror.example/go", mirror::INDEX, "https://mirror.example/go/"),
    ] {
        let config = load(&format!("mirror = {mirror:?}"), &[]).unwrap();
        assert_eq!(
            (config.index_url.value.exact(), config.archive_url.value.exact()),
            (index, archives)
        );
    }
}

#[test]
fn layer_that_is_nearer_wins_and_inside_a_layer_the_more_special_key() {
    let file = "archive_url = 'https://a.example/'\nmirror = 'ustc'\n";
    assert_eq!(load(file, &[]).unwrap().archive_url.value.exact(), "https://a.example/");
    let mut config = load(file, &[("GOENVMGR_MIRROR", "nju")]).unwrap();
    assert_eq!(config.archive_url.value.exact(), "https://mirrors.nju.edu.cn/golang/");
    config.use_mirror("aliyun", &Origin::Flag("--mirror")).unwrap();
    assert_eq!(config.archive_url.origin, Origin::Flag("--mirror"));
    assert_eq!(config.use_mirror("nowhere", &Origin::Flag("--mirror")).unwrap_err().exit.code(), 2);
}

#[test]
fn mistakes_are_named_with_line_and_cure() {
    for (file, vars, words) in [
        (
            "\nverfy = 'standard'",
            &[][..],
            &["config.toml:2", "verfy", "did you mean \"verify\"?"][..],
        ),
        ("zzz = 1", &[], &["config.toml:1", "zzz", "archive_url"]),
        ("verify = 'never'", &[], &["config.toml:1", "verify", "standard or transparency"]),
        ("default = 'ba.sh'", &[], &["config.toml:1", "default", "1.22.5"]),
        ("sources = []", &[], &["sources"]),
        ("sources = [1]", &[], &["sources"]),
        ("http_timeout = 0", &[], &["http_timeout", "seconds"]),
        ("archive_url = 'x'", &[], &["archive_url", "URL"]),
        ("path = 'both'", &[], &["config.toml:1", "path", "toolchain or shims"]),
        (
            "",
            &[("GOENVMGR_PATH", "/usr/bin:/bin")],
            &["GOENVMGR_PATH", "toolchain or shims", "unset"],
        ),
        ("goroot = {}", &[], &["config.toml:1", "goroot"]),
        ("x = = 1", &[], &["config.toml:1"]),
        ("", &[("GOENVMGR_VERIFY", "off")], &["GOENVMGR_VERIFY", "standard", "unset"]),
    ] {
        let fault = load(file, vars).unwrap_err();
        assert_eq!(fault.exit.code(), 2, "{file}");
        let told = format!("{fault} {}", fault.hints.join(" "));
        for word in words {
            assert!(told.contains(word), "{file}: {word:?} in {told:?}");
        }
    }
}

#[test]
fn default_is_written_and_read_back() {
    let (_dir, home) = home();
    let request: Request = "1.22".parse().unwrap();
    set_default(&home, Some(&request), &Silent).unwrap();
    assert_eq!(Config::load(&Env::bare(&[]), &home).unwrap().default.value, Some(request));
    set_default(&home, None, &Silent).unwrap();
    assert_eq!(Config::load(&Env::bare(&[]), &home).unwrap().default.value, None);
    assert!(Path::new(home.config_file()).exists());
}
