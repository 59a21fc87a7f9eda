//! The project's modules, build files and editors: provoked beside the real go and the real make.

use super::session::Session;

/// A module that needs another one, which a proxy in a directory serves.
const MODULE: &str = "p=$world/proxy/x.example/@v; mkdir -p $p; mv $world/tmp/x.zip $p/v1.0.0.zip; \
    printf 'module x.example\\n\\ngo 1.21\\n' >$p/v1.0.0.mod; echo '{\"Version\":\"v1.0.0\"}' >$p/v1.0.0.info; \
    export GOPROXY=file://$world/proxy GOSUMDB=off GOMODCACHE=$world/mc; \
    printf '\\nrequire x.example v1.0.0\\n' >>go.mod; \
    printf 'package main\\n\\nimport (\\n\\t\"fmt\"\\n\\t\"x.example\"\\n)\\n\\nfunc main() { fmt.Println(x.F()) }\\n' >main.go; \
    go mod tidy && go build -o /dev/null . && z=$GOMODCACHE/cache/download/x.example/@v/v1.0.0 d=$GOMODCACHE/x.example@v1.0.0";

/// Check and cure (`check: cure`), provocation, answer, the command that fails with FAIL and succeeds
/// with WARN, and what to do where the cure is words only.
struct Fault(&'static str, &'static str, &'static str, &'static str, &'static str);

const BUILD: &str = "go build -o /dev/null .";
/// The printed cure empties the build cache: that of these tests is shared.
const OWN_CACHE: &str = "cp -r $GOCACHE/. $world/gocache; export GOCACHE=$world/gocache";

const FAULTS: &[Fault] = &[
    Fault("mod.sums: go mod tidy", "rm go.sum", "FAIL", "go list -m all", ""),
    Fault("mod.sums: go mod tidy", "sed -i '/v1.0.0 h1:/d' go.sum", "FAIL", BUILD, ""),
    Fault(
        "mod.cache: chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go mod download <module>",
        "chmod u+w $z.ziphash; printf %047d 0 >$z.ziphash",
        "FAIL",
        BUILD,
        "",
    ),
    Fault(
        "mod.cache",
        "sed -i 's/v1.0.0 h1:./v1.0.0 h1:A/' go.sum",
        "FAIL",
        BUILD,
        "rm go.sum; go mod tidy",
    ),
    Fault(
        "mod.cache: chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go mod download <module>",
        "rm -f $z.ziphash",
        "WARN",
        BUILD,
        "",
    ),
    Fault(
        "mod.cache: chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go mod download <module>",
        "chmod u+w $z.ziphash; head -c 47 /dev/zero >$z.ziphash",
        "WARN",
        BUILD,
        "",
    ),
    Fault(
        "mod.bytes: chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go clean -cache; go mod download <module>",
        "chmod -R u+w $d; echo '// changed' >>$d/x.go",
        "FAIL",
        "go mod verify",
        "",
    ),
    Fault(
        "mod.bytes: chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go clean -cache; go mod download <module>",
        "chmod u+w $z.zip; printf XXXX | dd of=$z.zip bs=1 seek=80 conv=notrunc 2>/dev/null",
        "FAIL",
        "go mod verify",
        "",
    ),
    Fault(
        "mod.writable: mkdir -p <dir>; export GOMODCACHE=<dir>",
        "chmod -R u+w $GOMODCACHE; rm -r $GOMODCACHE/*; mount --bind $GOMODCACHE $GOMODCACHE; \
        mount -o remount,bind,ro $GOMODCACHE",
        "FAIL",
        "go mod download",
        "",
    ),
    Fault("mod.flag: unset <name>", "export GOFLAGS=-mod=vendor", "FAIL", BUILD, ""),
    Fault(
        "mod.private: go env -w <name>=<list>",
        "printf 'require git.internal/x v1.0.0\\n' >>go.mod; export GOPROXY=https://proxy.example",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "mod.flag: sed -i '/^<name>=/d' <file>",
        "unset GOFLAGS; export GOENV=$world/e; echo GOFLAGS=-mod=vendor >$GOENV",
        "FAIL",
        BUILD,
        "",
    ),
    Fault(
        "mod.private: export <name>=<list>",
        "printf 'require git.internal/x v1.0.0\\n' >>go.mod; export GOPROXY=https://proxy.example GOPRIVATE=a.example",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "mod.private: go env -w <name>=<list>",
        "printf 'require git.internal/x v1.0.0\\n' >>go.mod; export GOPROXY=https://proxy.example; \
        export GOENV=$world/e; printf 'GONOPROXY=a.example\\nGOPRIVATE=*.internal\\n' >$GOENV",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "mod.cache: rm -f <zip> <hash>; go mod download <module>",
        "rm -f $z.ziphash; chmod -R u+w $d; rm -r $d",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "mod.bytes: rm -f <zip> <hash>; go clean -cache; go mod download <module>",
        "chmod -R u+w $d; rm -r $d; \
        chmod u+w $z.zip; printf XXXX | dd of=$z.zip bs=1 seek=80 conv=notrunc 2>/dev/null",
        "FAIL",
        "go mod verify",
        "",
    ),
    Fault(
        "mod.vendor: go mod vendor",
        "go mod vendor && sed -i s/v1.0.0/v1.0.1/ vendor/modules.txt",
        "FAIL",
        BUILD,
        "",
    ),
    Fault(
        "ide.vscode",
        "mkdir .vscode; printf '{\\n  // old\\n  \"go.goroot\": \"/opt/go\",\\n}\\n' >.vscode/settings.json",
        "WARN",
        BUILD,
        "rm -r .vscode",
    ),
    Fault(
        "ide.vscode",
        "mkdir -p ~/.config/Code/User; echo '{\"go.toolsEnvVars\": {\"GOFLAGS\": \"-tags=x\"}}' >~/.config/Code/User/settings.json",
        "WARN",
        BUILD,
        "rm -r ~/.config/Code",
    ),
    Fault(
        "ide.goland",
        "mkdir .idea; echo '<project><component name=\"GOROOT\" url=\"file:///opt/go\" /></project>' >.idea/workspace.xml",
        "WARN",
        BUILD,
        "rm -r .idea",
    ),
];

#[test]
fn faults_around_a_project_are_seen_and_cured() {
    let mut failed = Vec::new();
    for fault in FAULTS {
        if std::panic::catch_unwind(|| prove(fault)).is_err() {
            failed.push(format!("{}: {}", fault.0, fault.1));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

/// A module's archive as Go makes it: no entries for directories.
fn zip(path: &std::path::Path) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in [
        ("go.mod", "module x.example\n\ngo 1.21\n"),
        ("x.go", "package x\n\nfunc F() string { return \"x\" }\n"),
    ] {
        zip.start_file(format!("x.example@v1.0.0/{name}"), options).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn prove(Fault(named, provoke, expected, shows, instead): &Fault) {
    let check = named.split(": ").next().unwrap();
    let mut session = Session::with_mounts();
    zip(&session.path("tmp/x.zip"));
    let made = session.run(MODULE);
    assert_eq!(made.code, 0, "{}", made.text);
    let before = session.doctor(check);
    assert_eq!(before["status"], "PASS", "{check} before {provoke}: {before:#}");
    let done = session.run(provoke);
    assert_eq!(done.code, 0, "{provoke}: {}", done.text);
    let found = session.doctor(check);
    assert_eq!(found["status"], *expected, "{provoke}: {found:#}");
    let said = session.run(shows);
    assert_eq!(said.code != 0, *expected == "FAIL", "{provoke}: {shows}: {}", said.text);
    if instead.is_empty() && named.contains("go clean -cache") {
        session.run(OWN_CACHE);
    }
    let typed = session.cure_or(&found, named, instead);
    let said = session.run(shows);
    assert_eq!(said.code, 0, "after {typed}: {shows}: {}", said.text);
    let after = session.doctor(check);
    assert_eq!(after["status"], "PASS", "after {typed}: {after:#}");
}

/// File, its text, the check (and the cure that is printed), the line that the evidence names, a
/// command that fails by it, and the text that cures where words alone are printed.
type Built = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const BUILDS: &[Built] = &[
    (
        "Makefile",
        "export GOOS = windows\nrun:\n\tgo run .\n",
        "build.target",
        "Makefile:1",
        "make run",
        "build:\n\tGOOS=windows go build -o /dev/null .\nrun:\n\tgo run .\n",
    ),
    (
        "Makefile",
        "export CGO_ENABLED := 0\ntest:\n\tgo test -race .\n",
        "build.race",
        "Makefile:3",
        "make test",
        "export CGO_ENABLED := 0\ntest:\n\tgo test .\n",
    ),
    (
        "Makefile",
        "GOROOT = /opt/go\nexport GOROOT\nrun:\n\tgo run .\n",
        "build.flags: sed -i '<line>s/^/# /' <file>",
        "Makefile:1",
        "make run",
        "",
    ),
    (
        "docker-compose.yml",
        "services:\n  a:\n    environment:\n      GOROOT: /opt/go\n",
        "build.flags",
        "docker-compose.yml:4",
        "false",
        "services:\n",
    ),
    (
        "Dockerfile",
        "FROM golang:1.20\nRUN go build .\n",
        "build.versions",
        "Dockerfile:1",
        "false",
        "FROM golang:1.21\n",
    ),
    (
        ".github/workflows/ci.yml",
        "steps:\n  - uses: actions/setup-go@v5\n    with:\n      go-version: '1.19'\n",
        "build.versions",
        "ci.yml:4",
        "false",
        "go-version-file: go.mod\n",
    ),
];

#[test]
fn build_files_are_named_with_their_line_and_make_really_fails() {
    for (name, text, named, line, fails, cured) in BUILDS {
        let check = named.split(": ").next().unwrap();
        let mut session = Session::start();
        let path = session.path("hello").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        assert_eq!(session.doctor(check)["status"], "PASS", "{check}");
        std::fs::write(&path, text).unwrap();
        let said = session.run(fails);
        assert_ne!(said.code, 0, "{name}: {fails}: {}", said.text);
        let found = session.doctor(check);
        assert_eq!(found["status"], "WARN", "{name}: {found:#}");
        assert!(found["evidence"].to_string().contains(line), "{line}: {found:#}");
        let words = found["fix"]["text"].as_str().unwrap();
        assert!(*check == *"build.race" || words.contains(line), "{line}: {found:#}");
        if cured.is_empty() {
            session.cure(&found, named);
        } else {
            assert_eq!(found["fix"]["commands"], serde_json::json!([]), "not typed: {found:#}");
            std::fs::write(&path, cured).unwrap();
        }
        let said = session.run(fails);
        assert!(*fails == "false" || said.code == 0, "{name}: {fails}: {}", said.text);
        assert_eq!(session.doctor(check)["status"], "PASS", "{check} after the cure");
    }
}
