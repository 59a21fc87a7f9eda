//! Go's configuration read by us is the one that a real `go env` prints, layer by layer.

use std::path::Path;
use std::process::Command;

use goenvmgr::settings::goenv::GoEnv;
use goenvmgr::settings::home::Home;
use goenvmgr::sys::env::Env;

const KEYS: [&str; 9] = [
    "GOPROXY",
    "GOSUMDB",
    "GOTOOLCHAIN",
    "GOPRIVATE",
    "GOFLAGS",
    "GOBIN",
    "GOMODCACHE",
    "GOCACHE",
    "GOPATH",
];

/// What the real go says in this environment, which is all it gets.
fn real(vars: &[(&str, &str)]) -> serde_json::Value {
    let mut go = Command::new("go");
    go.arg("env").arg("-json").args(KEYS).env_clear().envs(vars.iter().copied()).current_dir("/");
    let go = go.output().expect("go is needed on PATH");
    assert!(go.status.success(), "{}", String::from_utf8_lossy(&go.stderr));
    serde_json::from_slice(&go.stdout).unwrap()
}

fn ours(vars: &[(&str, &str)]) -> serde_json::Value {
    let env = Env::bare(vars);
    let go = GoEnv::read(&env, &Home::at(Path::new("/nonexistent")));
    let path = |path: Option<std::path::PathBuf>| path.map(|p| p.display().to_string());
    let value = |key: &str| match key {
        "GOMODCACHE" => path(go.module_cache()),
        "GOCACHE" => path(go.build_cache()),
        // Go prints the list; its first directory is what holds the caches.
        "GOPATH" => go.value(key).or_else(|| path(go.gopath())),
        _ => go.get(key).map(|set| set.value),
    };
    KEYS.iter()
        .map(|key| ((*key).to_owned(), value(key).unwrap_or_default().into()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn goenv_is_read_as_go_reads_it() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().to_str().unwrap();
    let file = |name: &str, text: &str| {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let plain = file("plain", "GOPROXY=https://a.example|direct\nGOFLAGS=-v\nGOFLAGS=-x\n");
    let odd = file(
        "odd",
        " GOPROXY=off\nexport GOSUMDB=off\nGOSUMDB=\nGOPRIVATE=a.example=b\r\nGOBIN=/b\nGOMODCACHE=/m\nGOPATH=/p:/q\n",
    );
    file(".config/go/env", "GOPRIVATE=from.home.example\n");
    let xdg = file("xdg/go/env", "GOPRIVATE=from.xdg.example\n").replace("/go/env", "");
    let path = std::env::var("PATH").unwrap();
    let base = [("PATH", path.as_str()), ("HOME", home)];
    for extra in [
        vec![],
        vec![("GOENV", "off")],
        vec![("GOENV", plain.as_str())],
        vec![("GOENV", plain.as_str()), ("GOFLAGS", ""), ("GOPROXY", "off")],
        vec![("GOENV", odd.as_str())],
        vec![("XDG_CONFIG_HOME", xdg.as_str())],
        vec![("GOENV", "/nonexistent/file")],
        vec![("GOCACHE", "/c"), ("GOPATH", "/g")],
    ] {
        let vars = [base.as_slice(), &extra].concat();
        assert_eq!(ours(&vars), real(&vars), "{extra:?}");
    }
}

/// A file that sets every name to nothing, beside each real go: where that takes a default away, the
/// empty value is one that Go uses, and where it does not, Go's default stands.
#[test]
fn empty_values_are_used_where_go_uses_them() {
    use goenvmgr::go::goconfig::is_used;
    let dir = tempfile::tempdir().unwrap();
    for root in crate::support::real_go::roots() {
        let go_env = |file: &str| {
            let mut go = Command::new(root.join("bin/go"));
            go.args(["env", "-json"]).env_clear().env("HOME", dir.path()).env("GOENV", file);
            let told = go.current_dir(dir.path()).output().unwrap();
            assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
            let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
            told.as_object().unwrap().clone()
        };
        let before = go_env("off");
        let path = dir.path().join("env");
        let lines: String = before.keys().map(|key| format!("{key}=\n")).collect();
        std::fs::write(&path, lines).unwrap();
        let after = go_env(path.to_str().unwrap());
        let of = |key: &str| {
            let env = Env::bare(&[("HOME", "/nonexistent"), ("GOENV", path.to_str().unwrap())]);
            let go = GoEnv::read(&env, &Home::at(Path::new("/nonexistent"))).with_root(&root);
            go.value(key)
        };
        let mut taken = Vec::new();
        for (key, default) in &before {
            if default == "" || key == "GOENV" {
                continue;
            }
            let empty = after[key] == "";
            assert_eq!(is_used(key, ""), empty, "{}: {key}", root.display());
            assert_eq!(of(key).is_some(), empty, "{}: {key}", root.display());
            taken.extend(empty.then_some(key.as_str()));
        }
        assert_eq!(taken, ["GOPROXY", "GOSUMDB", "GOTOOLCHAIN"], "{}", root.display());
    }
}
