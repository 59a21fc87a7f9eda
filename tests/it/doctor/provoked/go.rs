//! The toolchain itself.

use super::BUILD;
use crate::doctor::session::Session;

/// A GOROOT of links, any part of which can be replaced.
const FARM: &str = "real=/usr/local/go; farm=$world/farm; tool=pkg/tool/$(go env GOOS)_$(go env GOARCH); \
    mkdir -p $farm/bin $farm/$tool $farm/src; ln -s $real/VERSION $real/go.env $farm/; \
    ln -s $real/src/* $farm/src/; ln -s $real/pkg/include $farm/pkg/; ln -s $real/$tool/* $farm/$tool/; \
    cp $real/bin/go $farm/bin/;";

/// Faults of the toolchain itself, provoked in a copy made of links.
const FARMED: &[(&str, &str, &str, &str)] = &[
    ("go.programs", "rm $farm/pkg/tool/*/compile", BUILD, "no such tool"),
    (
        "go.programs",
        ": >$farm/x; chmod +x $farm/x; mv $farm/x $(echo $farm/pkg/tool/*/compile)",
        BUILD,
        "exec format error",
    ),
    (
        "go.programs",
        "t=$(echo $farm/pkg/tool/*/compile); cp --remove-destination $real/pkg/tool/*/compile $t; chmod -x $t",
        BUILD,
        "permission denied",
    ),
    ("go.library", "rm -r $farm/src/fmt", BUILD, "is not in std"),
    (
        "go.overlaid",
        "t=$(echo $farm/pkg/tool/*/compile); rm $t; v=$(go env GOVERSION); o=${v%?}X; sed \"s/$v/${v%?}0/g\" /usr/local/go/pkg/tool/*/compile >$t; chmod +x $t; export GOCACHE=$world/c",
        BUILD,
        "does not match go tool version",
    ),
    (
        "go.leftovers",
        "rm $farm/src/fmt; cp -rp $real/src/fmt $farm/src/; echo 'package fmt; func Errorf() {}' >$farm/src/fmt/old.go; \
        touch -d 2020-01-01 $farm/src/fmt/old.go; export GOCACHE=$world/c",
        BUILD,
        "redeclared in this block",
    ),
    (
        "go.env",
        "rm $farm/go.env; unset GOPROXY",
        "go mod download hello.example/x@v1.0.0",
        "contains no entries",
    ),
];

#[test]
fn go() {
    let mut failed = Vec::new();
    for (check, provoke, command, says) in FARMED {
        let told = std::panic::catch_unwind(|| {
            let mut session = Session::start();
            let farmed =
                session.run(&format!("{FARM} PATH=$farm/bin:$PATH; hash -r; unset GOROOT"));
            assert_eq!(farmed.code, 0, "{}", farmed.text);
            let before = session.doctor(check);
            assert_eq!(before["status"], "PASS", "{check} before {provoke}: {before:#}");
            session.run(provoke);
            let said = session.run(command);
            assert_ne!(said.code, 0, "{provoke}: {command} did not fail");
            assert!(said.text.contains(says), "{provoke}: {command} says {}", said.text);
            let found = session.doctor(check);
            assert_eq!(found["status"], "FAIL", "{provoke}: {found:#}");
        });
        if told.is_err() {
            failed.push(format!("{check}: {provoke}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
