//! Every line that a check may print as its cure. A line that does not stand here is not shown, and
//! a test holds each that does against the tests that type it: none is called ready to paste that
//! nobody has pasted.

/// Check, and what its cures may be: lines with `; ` between them, `<…>` for what differs.
const CURES: &[(&str, &[&str])] = &[
    ("fs.answers", &["/bin/umount --lazy <mount>", "/usr/bin/sudo /bin/umount --lazy <mount>"]),
    ("path.go", &["export PATH=<bin>:\"$PATH\"", "goenvmgr default <version>", INSTALL_AND_USE]),
    ("path.tilde", &["PATH=$(printf %s \"$PATH\" | sed <program>)"]),
    ("path.relative", &["PATH=$(printf %s \"$PATH\" | tr : '\\n' | grep '^/' | paste -sd: -)"]),
    ("path.writable", &["chmod o-w <dir>"]),
    (
        "path.named",
        &[
            "rm <path>",
            "rm <path>; unset GOTOOLCHAIN",
            "rm <path>; sed -i '/^GOTOOLCHAIN=/d' <file>",
        ],
    ),
    ("install.files", &[REINSTALL]),
    ("install.bytes", &[REINSTALL]),
    ("install.writable", &[REINSTALL, "chmod -R ug-s,go-w <dir>"]),
    ("install.receipts", &[REINSTALL]),
    ("install.shims", &["goenvmgr doctor --fix --yes --only install.shims"]),
    ("install.selected", &["goenvmgr install <version>"]),
    ("install.default", &["goenvmgr install <version>"]),
    ("install.program", &["rm <path>"]),
    ("install.leftovers", &["goenvmgr doctor --fix --yes --only install.leftovers"]),
    ("install.home", &["export GOENVMGR_HOME=<dir>", "sudo chown -R <user> <dir>"]),
    (
        "env.goenv-file",
        &[
            "mv <file> <file>.away",
            "sudo chown <user> <file>; chmod u+r <file>",
            "export GOENV=off",
        ],
    ),
    ("env.goroot", UNSET),
    ("env.goroot-trimmed", &["ln -sf <go> <copy>", INSTALL_AND_USE]),
    ("env.gopath", UNSET),
    ("env.gobin", UNSET),
    ("env.gocache", &["unset <name>", TAKE_OUT, "export HOME=<dir>"]),
    ("env.tmpdir", &["mkdir -p <dir>"]),
    ("env.goenv-lost", &["sed -i <edits> <file>"]),
    ("env.goenv-unknown", &["sed -i <edits> <file>"]),
    ("env.goflags", UNSET),
    ("env.goexperiment", UNSET),
    ("env.gomemlimit", &["unset GOMEMLIMIT"]),
    ("env.govalues", UNSET),
    (
        "env.gotoolchain",
        &[
            "unset <name>",
            TAKE_OUT,
            "sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=auto/' <file>",
            "sed -i <line>d <file>",
            INSTALL_AND_USE,
        ],
    ),
    ("env.go111module", UNSET),
    (
        "env.gowork",
        &[
            "unset <name>",
            TAKE_OUT,
            "go work edit -dropuse=<dir> <file>",
            "go work edit -go=<version> <file>",
            "sed -i <line>d <file>",
        ],
    ),
    ("env.goos", UNSET),
    ("env.goamd64", UNSET),
    ("env.insecure", UNSET),
    ("env.home", &["export HOME=<dir>"]),
    ("shell.blocks", &["goenvmgr setup"]),
    ("shell.order", &[COMMENT_OUT, "goenvmgr setup --undo; goenvmgr setup"]),
    ("shell.goroot", &[COMMENT_OUT]),
    ("shell.managers", &[COMMENT_OUT]),
    ("shell.children", &["goenvmgr setup"]),
    (
        "shell.match",
        &[
            "eval \"$(goenvmgr env)\"",
            "unset GOENVMGR_VERSION && eval \"$(goenvmgr env)\"",
            "goenvmgr install <version> && eval \"$(goenvmgr env)\"",
        ],
    ),
    (
        "fs.noexec",
        &[
            "mkdir -p <dir>; export GOTMPDIR=<dir>",
            "mkdir -p <dir>; export GOCACHE=<dir>",
            "mount -o remount,exec <mount>",
            "sudo mount -o remount,exec <mount>",
        ],
    ),
    ("fs.writable", ELSEWHERE),
    ("fs.space", ELSEWHERE),
    ("fs.inodes", ELSEWHERE),
    (
        "fs.owner",
        &[
            "sudo chown -R <user> <dir>",
            "mkdir -p <dir>; export GOCACHE=<dir>",
            "mkdir -p <dir>; export GOMODCACHE=<dir>",
        ],
    ),
    (
        "fs.remote",
        &["mkdir -p <dir>; export GOCACHE=<dir>", "mkdir -p <dir>; export GOMODCACHE=<dir>"],
    ),
    ("sys.address-space", &["ulimit -Sv unlimited"]),
    ("sys.processes", &["prlimit --pid $$ --nproc=4096:"]),
    ("go.programs", &["chmod +x <program>", REINSTALL, INSTALL_AND_USE]),
    ("go.library", ANEW),
    ("go.overlaid", ANEW),
    ("go.leftovers", ANEW),
    ("go.env", ANEW),
    ("go.smoke", ANEW),
    ("mod.syntax", &["sed -i '1s/^\\xef\\xbb\\xbf//' <file>", INSTALL_AND_USE]),
    ("mod.gosum", &["sed -i <line>d <file>"]),
    ("mod.replace", &["go mod edit -dropreplace=<module> <file>"]),
    ("mod.vendor", &["go mod vendor"]),
    ("mod.git-owner", &["git config --global --add safe.directory <dir>"]),
    ("mod.workspace", &["export GOWORK=off"]),
    ("mod.godebug", &["sed -i <line>d <file>"]),
    ("mod.sums", &["go mod tidy"]),
    (
        "mod.cache",
        &[
            "chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go mod download <module>",
            "rm -f <zip> <hash>; go mod download <module>",
        ],
    ),
    ("mod.writable", &["mkdir -p <dir>; export GOMODCACHE=<dir>"]),
    (
        "mod.bytes",
        &[
            "chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go clean -cache; \
            go mod download <module>",
            "rm -f <zip> <hash>; go clean -cache; go mod download <module>",
        ],
    ),
    ("mod.flag", UNSET),
    ("mod.private", &["go env -w <name>=<list>", "export <name>=<list>"]),
    ("net.goproxy-syntax", &["unset <name>", TAKE_OUT, "export GOPROXY=<list>"]),
    ("net.gosumdb", UNSET),
    ("net.goauth", UNSET),
    (
        "net.proxy-env",
        &[
            "export HTTPS_PROXY=\"$ALL_PROXY\" HTTP_PROXY=\"$ALL_PROXY\"",
            "export HTTPS_PROXY=\"$all_proxy\" HTTP_PROXY=\"$all_proxy\"",
            "export https_proxy=\"$HTTPS_PROXY\"",
            "export http_proxy=\"$HTTP_PROXY\"",
        ],
    ),
    (
        "net.proxy-value",
        &["unset <name>", "export <name>=<list>", "export <name>=\"socks5${<name>#socks5h}\""],
    ),
    ("net.proxy-cgi", &["unset REQUEST_METHOD"]),
    (
        "net.proxy-reach",
        &[
            "export HTTPS_PROXY=http://<proxy>",
            "export HTTP_PROXY=http://<proxy>",
            "export NO_PROXY=<list>",
        ],
    ),
    ("net.goproxy-reach", &["export GOPROXY=<list>"]),
    ("tls.roots", &["unset SSL_CERT_FILE SSL_CERT_DIR"]),
    ("tls.chain", &["export SSL_CERT_FILE=<file>"]),
    ("sumdb.variables", UNSET),
    ("sumdb.head", &["mv <file> <aside>"]),
    ("cc.present", UNSET),
    ("cc.works", UNSET),
    ("mac.selinux", &["sudo restorecon -Rv <dir>"]),
    ("mac.fapolicyd", &["sudo fapolicyd-cli --file add <dir>/; sudo fapolicyd-cli --update"]),
    ("libc.loader", &[BUILD_AGAIN, INSTALL_AND_USE]),
    ("libc.libraries", &[BUILD_AGAIN, INSTALL_AND_USE]),
    ("libc.version", &[BUILD_AGAIN, INSTALL_AND_USE]),
    ("ide.readers", &[BUILD_AGAIN]),
    ("build.flags", &[COMMENT_OUT]),
];

const REINSTALL: &str = "goenvmgr install --reinstall <version>";
const INSTALL_AND_USE: &str =
    "goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"";
const ANEW: &[&str] = &[REINSTALL, INSTALL_AND_USE];
const TAKE_OUT: &str = "sed -i '/^<name>=/d' <file>";
const UNSET: &[&str] = &["unset <name>", TAKE_OUT];
const COMMENT_OUT: &str = "sed -i '<line>s/^/# /' <file>";
const BUILD_AGAIN: &str = "rm <program> && go install <package>@latest";
const ELSEWHERE: &[&str] =
    &["mkdir -p <dir>; export GOCACHE=<dir>", "mkdir -p <dir>; export GOTMPDIR=<dir>"];

/// Every check that prints lines, with its cures.
pub fn all() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    CURES.iter().copied()
}

/// What the cures of this check may be.
pub fn of(check: &str) -> &'static [&'static str] {
    CURES.iter().find(|(id, _)| *id == check).map_or(&[], |(_, cures)| cures)
}

/// Which of the check's cures these lines are: of several the one that says most.
pub fn named(check: &str, lines: &[String]) -> Option<&'static str> {
    let text = lines.join("; ");
    let fitting = of(check).iter().filter(|cure| fits(cure, &text));
    fitting.max_by_key(|cure| said(cure).map(str::len).sum::<usize>()).copied()
}

/// What stands in a cure as it is, between what differs.
fn said(cure: &str) -> impl Iterator<Item = &str> {
    cure.split('<').enumerate().map(|(number, part)| match number {
        0 => part,
        _ => part.split_once('>').map_or("", |(_, said)| said),
    })
}

fn fits(cure: &str, text: &str) -> bool {
    let parts: Vec<&str> = said(cure).collect();
    let [first, between @ .., last] = parts.as_slice() else { return cure == text };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    for part in between {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::catalogue;

    #[test]
    fn every_cure_is_a_check_s() {
        for (id, cures) in all() {
            assert!(catalogue::find(id).is_some() && !cures.is_empty(), "{id}");
            assert_eq!(CURES.iter().filter(|(other, _)| *other == id).count(), 1, "{id}");
        }
    }

    #[test]
    fn lines_are_told_by_what_stands_in_them() {
        let named = |check, lines: &[&str]| {
            named(check, &lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(named("env.gomemlimit", &["unset GOMEMLIMIT"]), Some("unset GOMEMLIMIT"));
        assert_eq!(named("env.gomemlimit", &["unset GOMEMLIMITS"]), None);
        assert_eq!(named("path.named", &["rm /b/go1.2"]), Some("rm <path>"));
        let both = ["rm '/b c/go1.2'", "unset GOTOOLCHAIN"];
        assert_eq!(named("path.named", &both), Some("rm <path>; unset GOTOOLCHAIN"));
        assert_eq!(named("path.relative", &["rm /b"]), None);
        assert_eq!(named("nosuch.check", &["rm /b"]), None);
    }
}
