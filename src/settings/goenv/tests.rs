//! Layers, as in Go.

use super::*;

#[test]
fn goenv_file_stands_where_each_system_has_its_settings() {
    for (os, vars, path) in [
        ("linux", [("HOME", "/h"), ("", "")], Some("/h/.config/go/env")),
        ("linux", [("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")], Some("/x/go/env")),
        ("linux", [("HOME", "/h"), ("XDG_CONFIG_HOME", "relative")], None),
        ("linux", [("HOME", ""), ("", "")], None),
        ("linux", [("HOME", "/h"), ("GOENV", "off")], None),
        ("linux", [("HOME", "/h"), ("GOENV", "/e")], Some("/e")),
        (
            "darwin",
            [("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")],
            Some("/h/Library/Application Support/go/env"),
        ),
        ("windows", [("APPDATA", "/a"), ("", "")], Some("/a/go/env")),
    ] {
        assert_eq!(user_file(os, &Env::bare(&vars)), path.map(PathBuf::from), "{os} {vars:?}");
    }
}

#[test]
fn layers_go_before_each_other_as_in_go() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    std::fs::create_dir_all(at("go/pkg/tool")).unwrap();
    std::fs::create_dir_all(at("go/bin")).unwrap();
    std::fs::copy("/bin/true", at("go/bin/go")).unwrap();
    std::fs::write(
        at("go/go.env"),
        "# c\nGOPROXY=https://a.example\nGOSUMDB=a\nGOTOOLCHAIN=auto\n",
    )
    .unwrap();
    std::fs::write(at("env"), "GOSUMDB=\nGOFLAGS=-v\n").unwrap();
    let text = |name: &str| at(name).to_str().unwrap().to_owned();
    let env = Env::bare(&[
        ("HOME", &text("home")),
        ("PATH", &text("go/bin")),
        ("GOENV", &text("env")),
        ("GOFLAGS", ""),
        ("GOTOOLCHAIN", "local"),
    ]);
    let go = GoEnv::read(&env, &Home::at(&at("own")));
    let get = |key| go.get(key).map(|set| (set.value, set.origin.to_string()));
    let line = |file: &str, line: u32| format!("{}:{line}", at(file).display());
    assert_eq!(get("GOPROXY"), Some(("https://a.example".into(), line("go/go.env", 2))));
    assert_eq!(get("GOSUMDB"), Some((String::new(), line("env", 1))), "empty, but set");
    assert_eq!(go.value("GOSUMDB"), Some(String::new()), "no default stands behind go.env");
    assert_eq!(get("GOFLAGS"), Some(("-v".into(), line("env", 2))), "an empty variable is none");
    assert_eq!(get("GOTOOLCHAIN"), Some(("local".into(), "GOTOOLCHAIN in the environment".into())));
    assert_eq!(get("GOPRIVATE"), None);
    assert_eq!(go.module_cache(), Some(at("home/go/pkg/mod")));
    assert_eq!(go.build_cache(), Some(at("home/.cache/go-build")));
}

#[test]
fn caches_are_where_go_has_them() {
    for (vars, file, expected) in [
        (vec![], "", [Some("/h/go/pkg/mod"), Some("/h/.cache/go-build")]),
        (
            vec![("GOPATH", "/a:/b")],
            "GOPATH=/c\n",
            [Some("/a/pkg/mod"), Some("/h/.cache/go-build")],
        ),
        (
            vec![("GOMODCACHE", "")],
            "GOMODCACHE=/m\n export GOCACHE=/x\n",
            [Some("/m"), Some("/h/.cache/go-build")],
        ),
        (vec![("GOCACHE", "off")], "", [Some("/h/go/pkg/mod"), None]),
        // `go env GOMODCACHE` is empty then.
        (vec![("GOPATH", ":/x")], "", [None, Some("/h/.cache/go-build")]),
        (
            vec![("XDG_CACHE_HOME", "/xdg")],
            "GOCACHE=\n",
            [Some("/h/go/pkg/mod"), Some("/xdg/go-build")],
        ),
    ] {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("env");
        std::fs::write(&at, file).unwrap();
        let own = [("HOME", "/h"), ("GOENV", at.to_str().unwrap())];
        let go = GoEnv::read(&Env::bare(&[&own[..], &vars].concat()), &Home::at(dir.path()));
        let found = [go.module_cache(), go.build_cache()];
        assert_eq!(found, expected.map(|path| path.map(PathBuf::from)), "{vars:?} {file}");
    }
}

#[test]
fn goroot_set_to_nothing_hides_no_goroot() {
    let dir = tempfile::tempdir().unwrap();
    let text = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    std::fs::create_dir(dir.path().join("root")).unwrap();
    std::fs::write(dir.path().join("root/go.env"), "GOPROXY=https://a.example\n").unwrap();
    std::fs::write(dir.path().join("env"), "GOROOT=\n").unwrap();
    let env = Env::bare(&[("GOENV", &text("env")), ("GOROOT", &text("root"))]);
    let go = GoEnv::read(&env, &Home::at(&dir.path().join("own")));
    assert_eq!(go.value("GOPROXY").as_deref(), Some("https://a.example"));
}

#[test]
fn toolchains_of_ours_speak_where_no_other_go_is_at_hand() {
    let dir = tempfile::tempdir().unwrap();
    let home = Home::at(dir.path());
    for (version, proxy) in
        [("go1.22.5", "https://old.example"), ("go1.22.10", "https://new.example")]
    {
        std::fs::create_dir_all(home.toolchains().join(version)).unwrap();
        std::fs::write(
            home.toolchains().join(version).join("go.env"),
            format!("GOPROXY={proxy}\n"),
        )
        .unwrap();
    }
    let known = roots::toolchains(&home.toolchains());
    assert!(known[0].ends_with("go1.22.10"), "{known:?}");
}
