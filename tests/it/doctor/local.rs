//! goenvmgr's own installation and the user's start-up files: faults provoked, cured by what is
//! printed, and the shell's or the program's own behaviour beside each.

use serde_json::Value;

use super::session::{Session, printed};
use crate::support::publish::{ReleaseSite, Toolchain};

/// A fault: check and cure (`check: cure`), how to provoke it, the expected answer, a line that shows
/// it (it fails with FAIL, and succeeds with WARN), and what to do where the cure is words only.
struct Fault(&'static str, &'static str, &'static str, &'static str, &'static str);

/// Integrity is 6; 1 says only that nothing verifies `--unverified` bytes.
const VERIFY: &str = "goenvmgr verify; test $? -ne 6";
const ROOT: &str = "$GOENVMGR_HOME/toolchains/go1.22.5";

/// One toolchain of ours, shims first on PATH, goenvmgr on PATH, set up for bash. It came from a
/// release site, which has a newer one too.
pub(super) fn own() -> (Session, ReleaseSite) {
    let mut session = Session::start();
    let site = ReleaseSite::with(&[&Toolchain::new("1.22.5"), &Toolchain::new("1.22.9")]);
    session.run(&from(&site));
    let said = session.run(
        "export SHELL=/bin/bash PATH=$GOENVMGR_HOME/shims:$world:$PATH; \
        printf '# mine\\nalias ll=ls\\n' >$HOME/.bashrc; \
        goenvmgr install 1.22.5 && goenvmgr setup",
    );
    assert_eq!(said.code, 0, "{}", said.text);
    (session, site)
}

/// Lets goenvmgr install from the site alone, for which its index attests.
pub(super) fn from(site: &ReleaseSite) -> String {
    format!(
        "export GOENVMGR_SOURCES=go.dev GOENVMGR_INDEX_URL={} GOENVMGR_ARCHIVE_URL={} GOSUMDB=off",
        site.index_url(),
        site.archive_url()
    )
}

const FAULTS: &[Fault] = &[
    Fault(
        "install.files: goenvmgr install --reinstall <version>",
        "chmod -x $root/bin/gofmt",
        "FAIL",
        VERIFY,
        "",
    ),
    Fault(
        "install.files: goenvmgr install --reinstall <version>",
        "rm $root/LICENSE",
        "FAIL",
        VERIFY,
        "",
    ),
    Fault(
        "install.files: goenvmgr install --reinstall <version>",
        "echo >$root/src/fmt/extra.go",
        "FAIL",
        VERIFY,
        "",
    ),
    Fault(
        "install.bytes: goenvmgr install --reinstall <version>",
        "printf X | dd of=$root/src/fmt/print.go bs=1 conv=notrunc 2>/dev/null",
        "FAIL",
        VERIFY,
        "",
    ),
    Fault(
        "install.writable: chmod -R ug-s,go-w <dir>",
        "chmod 4777 $root/bin/go",
        "WARN",
        VERIFY,
        "",
    ),
    Fault(
        "install.writable: goenvmgr install --reinstall <version>",
        "chown 1234 $root/bin/go",
        "WARN",
        VERIFY,
        "",
    ),
    Fault(
        "install.receipts: goenvmgr install --reinstall <version>",
        "rm $GOENVMGR_HOME/receipts/go1.22.5.json",
        "WARN",
        "go version",
        "",
    ),
    Fault(
        "install.receipts: goenvmgr install --reinstall <version>",
        "echo x >$GOENVMGR_HOME/receipts/go1.22.5.files",
        "WARN",
        "go version",
        "",
    ),
    Fault(
        "install.shims: goenvmgr doctor --fix --yes --only install.shims",
        "rm $GOENVMGR_HOME/shims/go1.22.5",
        "FAIL",
        "go1.22.5 version",
        "",
    ),
    Fault(
        "install.shims: goenvmgr doctor --fix --yes --only install.shims",
        "ln -sf /gone $GOENVMGR_HOME/shims/gofmt",
        "FAIL",
        "$GOENVMGR_HOME/shims/gofmt -h",
        "",
    ),
    Fault(
        "install.shims: goenvmgr doctor --fix --yes --only install.shims",
        "ln -sf /bin/true $GOENVMGR_HOME/shims/gofmt",
        "WARN",
        "gofmt",
        "",
    ),
    Fault(
        "install.selected: goenvmgr install <version>",
        "echo 1.22.9 >.go-version",
        "FAIL",
        "go version",
        "",
    ),
    Fault(
        "install.selected",
        "echo gone.mad >.go-version",
        "FAIL",
        "go version",
        "echo 1.22.5 >.go-version",
    ),
    Fault(
        "install.default: goenvmgr install <version>",
        "echo 'default = \"1.22.9\"' >$GOENVMGR_HOME/config.toml",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "install.program: rm <path>",
        "mkdir $world/b; cp $world/goenvmgr $world/b/; PATH=$world/b:$PATH",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "install.leftovers: goenvmgr doctor --fix --yes --only install.leftovers",
        "mkdir $GOENVMGR_HOME/staging/go1.22.6.new-Ab12cd",
        "WARN",
        "true",
        "",
    ),
    Fault("shell.blocks: goenvmgr setup", "rm $GOENVMGR_HOME/env.sh", "FAIL", NEW_SHELL, ""),
    Fault(
        "shell.blocks: goenvmgr setup",
        "sed -i '/>>> goenvmgr init/,/<<< goenvmgr init/d' ~/.bashrc",
        "WARN",
        NEW_SHELL,
        "",
    ),
    Fault(
        "shell.blocks",
        "cp ~/.bashrc $world/tmp/rc; sed -i '/<<< goenvmgr init/d' ~/.bashrc",
        "FAIL",
        "goenvmgr setup",
        "cp $world/tmp/rc ~/.bashrc",
    ),
    Fault(
        "shell.order: sed -i '<line>s/^/# /' <file>",
        "echo 'export PATH=/usr/local/go/bin:$PATH' >>~/.bashrc",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.order: goenvmgr setup",
        "goenvmgr setup --shell fish; cd ~/.config/fish; mv config.fish conf.d/goenvmgr.fish; \
        echo 'set -gx PATH /usr/local/go/bin $PATH' >config.fish; cd - >/dev/null",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.order: goenvmgr setup --undo; goenvmgr setup",
        "sed -i '1i case $- in *i*) ;; *) return ;; esac' ~/.bashrc",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.goroot: sed -i '<line>s/^/# /' <file>",
        "sed -i '1i export GOROOT=/opt/go' ~/.bashrc",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.managers: sed -i '<line>s/^/# /' <file>",
        "sed -i '1i eval \"$(goenv init -)\"' ~/.bashrc",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.match: eval \"$(goenvmgr env)\"",
        "echo 1.22.5 >.go-version; export GOROOT=/opt/go",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.match: unset GOENVMGR_VERSION && eval \"$(goenvmgr env)\"",
        "goenvmgr install 1.22.9 && echo 1.22.5 >.go-version && export GOENVMGR_VERSION=1.22.9 && \
        eval \"$(goenvmgr env)\"",
        "WARN",
        "true",
        "",
    ),
    Fault(
        "shell.match: goenvmgr install <version> && eval \"$(goenvmgr env)\"",
        "echo 1.22.5 >.go-version && eval \"$(goenvmgr env)\" && echo 1.22.9 >.go-version",
        "WARN",
        "true",
        "",
    ),
];

/// Only the shell's function knows: the program is asked through it.
#[test]
fn hook_that_is_gone_is_put_back_and_kept_by_what_is_printed() {
    for (named, start_up) in [
        ("shell.match: goenvmgr check --fix", "true"),
        (
            "shell.match: goenvmgr check --fix; goenvmgr setup --undo; goenvmgr setup",
            "echo \"PROMPT_COMMAND='history -a'\" >>~/.bashrc",
        ),
        (
            "shell.match: goenvmgr check --fix; sed -i '<line>s/^/# /' <file>",
            "printf '. ~/.bashrc\\nunset PROMPT_COMMAND\\n' >>~/.bash_profile",
        ),
    ] {
        let (mut session, _site) = own();
        let examine = |session: &mut Session| {
            let said = session.run("goenvmgr doctor --only shell.match --format json");
            let run: Value =
                serde_json::from_str(&said.text).unwrap_or_else(|_| panic!("{said:?}"));
            run["results"][0].clone()
        };
        let done = session.run(&format!("{start_up}; eval \"$(goenvmgr init bash)\""));
        assert_eq!(done.code, 0, "{done:?}");
        assert_eq!(examine(&mut session)["status"], "PASS");
        session.run("PROMPT_COMMAND=(true)");
        let found = examine(&mut session);
        assert_eq!(found["status"], "WARN", "{found:#}");
        session.cure(&found, named);
        assert_eq!(examine(&mut session)["status"], "PASS", "{named}");
    }
}

/// A new login shell finds shims/.
const NEW_SHELL: &str =
    "env -i HOME=$HOME PATH=/usr/bin:/bin bash -lc 'case $PATH in *shims*) ;; *) exit 1 ;; esac'";

#[test]
fn faults_of_this_machine_are_seen_and_cured() {
    let mut failed = Vec::new();
    for fault in FAULTS {
        let told = std::panic::catch_unwind(|| prove(fault));
        if told.is_err() {
            failed.push(format!("{}: {}", fault.0, fault.1));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

fn prove(Fault(named, provoke, expected, shows, instead): &Fault) {
    let check = named.split(": ").next().unwrap();
    let (mut session, _site) = own();
    session.run(&format!("root={ROOT}"));
    let before = session.doctor(check);
    assert_eq!(before["status"], "PASS", "{check} before {provoke}: {before:#}");
    let done = session.run(provoke);
    assert_eq!(done.code, 0, "{provoke}: {}", done.text);
    let said = session.run(shows);
    assert_eq!(said.code != 0, *expected == "FAIL", "{provoke}: {shows}: {}", said.text);
    let found = session.doctor(check);
    assert_eq!(found["status"], *expected, "{provoke}: {found:#}");
    let typed = session.cure_or(&found, named, instead);
    assert_eq!(session.run(shows).code, 0, "after {typed}: {shows}");
    let after = session.doctor(check);
    assert_eq!(after["status"], "PASS", "after {typed}: {after:#}");
}

/// Only `init` stands in .bashrc, and a login shell resets PATH, as Debian's /etc/profile does.
#[test]
fn shell_children_with_our_goroot_and_another_go_are_named_and_cured() {
    let mut session = Session::start();
    let other = crate::support::real_go::root("1.22.5");
    let made = session.run(&format!(
        "export SHELL=/bin/bash; v=$(head -n 1 /usr/local/go/VERSION); mkdir -p $GOENVMGR_HOME/toolchains; \
        ln -s /usr/local/go $GOENVMGR_HOME/toolchains/$v; PATH={0}/bin:/usr/bin:/bin:$world; hash -r; \
        echo 'PATH={0}/bin:/usr/bin:/bin:$world' >~/.profile; echo 'eval \"$(goenvmgr init bash)\"' >~/.bashrc",
        other.display()
    ));
    assert_eq!(made.code, 0, "{}", made.text);
    assert_eq!(session.doctor("shell.children")["status"], "PASS", "before init");
    session.run("eval \"$(goenvmgr init bash)\"");
    let child = "bash -lc 'go build -o /dev/null .'";
    let said = session.run(child);
    assert!(
        said.code != 0 && said.text.contains("does not match go tool version"),
        "{}",
        said.text
    );
    let found = session.doctor("shell.children");
    assert_eq!(found["status"], "WARN", "{found:#}");
    session.cure(&found, "shell.children: goenvmgr setup");
    let said = session.run(child);
    assert_eq!(said.code, 0, "{}", said.text);
    assert_eq!(session.doctor("shell.children")["status"], "PASS");
}

#[test]
fn words_about_a_pin_that_cannot_be_read_are_no_command() {
    let (mut session, _site) = own();
    session.run("echo gone.mad >.go-version");
    for check in ["install.selected", "shell.match"] {
        let found = session.doctor(check);
        let nothing = (serde_json::json!([]), Value::Null);
        assert!(
            found["fix"]["text"].as_str().unwrap().contains("goenvmgr pin VERSION"),
            "{found:#}"
        );
        assert_eq!((&found["fix"]["commands"], &found["fix"]["argv"]), (&nothing.0, &nothing.1));
    }
    session.run("echo 1.22.9 >.go-version");
    let found = session.doctor("install.selected");
    assert_eq!(found["fix"]["argv"], serde_json::json!(["goenvmgr", "install", "1.22.9"]));
}

/// The version that go.mod asks for and `go` may not switch to. The lines do in every shell what they
/// say, also in one that has no function of ours and can have none; once more where it has it.
#[test]
fn version_of_go_mod_is_used_in_the_shell_in_which_the_line_is_typed() {
    let (mut session, site) = own();
    site.publish(&Toolchain::new("1.99.0"));
    session.run(
        "PATH=/usr/local/go/bin:$world:/usr/bin:/bin; hash -r; \
        printf 'module x.example\\n\\ngo 1.99\\n' >go.mod",
    );
    assert_ne!(session.run("go vet .").code, 0);
    let found = session.doctor("env.gotoolchain");
    assert_eq!(found["status"], "FAIL", "{found:#}");
    let named = "env.gotoolchain: goenvmgr install <version>; \
        export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"";
    let lines = printed(&found, named);
    std::fs::write(session.path("tmp/lines"), format!("{lines}\ngo version\n")).unwrap();
    let again = format!("eval \"$(goenvmgr init)\"\n{lines}\ngo version\n");
    std::fs::write(session.path("tmp/again"), again).unwrap();
    let mut tried = vec!["dash lines", "ksh lines", "mksh lines", "yash lines"];
    tried.extend(["bash --norc lines", "zsh -f lines", "bash --norc again", "zsh -f again"]);
    // Before 3.4 fish has no `$(…)`.
    if session.run("fish --no-config -c 'echo \"$(echo yes)\"'").text.trim() == "yes" {
        tried.extend(["fish --no-config lines", "fish --no-config again"]);
    }
    for shell in tried {
        let (shell, file) = shell.rsplit_once(' ').unwrap();
        let said = session.run(&format!("goenvmgr uninstall 1.99.0; {shell} $world/tmp/{file}"));
        assert!(
            said.text.contains("go version go1.99.0"),
            "{shell} {file}: {lines}: {}",
            said.text
        );
        assert_eq!(said.code, 0, "{shell}: {lines}: {}", said.text);
    }
    session.cure(&found, named);
    assert_eq!(session.run("go vet .").text, "fake go1.99.0: vet .\n");
    assert_eq!(session.doctor("env.gotoolchain")["status"], "PASS");
}

/// A line of a newer Go, whatever the go line says.
#[test]
fn line_that_this_go_does_not_know_is_read_by_the_go_that_is_used_for_it() {
    let (mut session, site) = own();
    site.publish(&Toolchain::new("1.24.7"));
    let old = crate::support::real_go::root("1.23.12").join("bin");
    session.run(&format!("PATH={}:$world:/usr/bin:/bin; hash -r", old.display()));
    session.run("printf 'module x.example\\n\\ngo 1.21\\n\\ntool x.example/t\\n' >go.mod");
    assert!(session.run("go vet .").text.contains("unknown directive: tool"));
    let found = session.doctor("mod.syntax");
    assert_eq!(found["status"], "FAIL", "{found:#}");
    session.cure(
        &found,
        "mod.syntax: goenvmgr install <version>; \
        export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"",
    );
    assert_eq!(session.run("go vet .").text, "fake go1.24.7: vet .\n");
    assert_eq!(session.doctor("mod.syntax")["status"], "PASS");
}

#[test]
fn home_that_cannot_be_written_is_a_warning_and_what_is_there_works() {
    let mut session = Session::unprivileged();
    assert_eq!(session.doctor("install.home")["status"], "PASS");
    session.run("export GOENVMGR_HOME=/usr/share/goenvmgr-of-root");
    let found = session.doctor("install.home");
    assert_eq!(found["status"], "WARN");
    session.cure(&found, "install.home: export GOENVMGR_HOME=<dir>");
    assert_eq!(session.doctor("install.home")["status"], "PASS");
    // The default one, which `sudo goenvmgr` has made.
    let said = session.run("sudo mkdir -p $GOENVMGR_HOME/toolchains; $world/goenvmgr list");
    let found = session.doctor("install.home");
    assert_eq!(found["status"], "WARN", "{}", said.text);
    session.cure(&found, "install.home: sudo chown -R <user> <dir>");
    assert_eq!(session.doctor("install.home")["status"], "PASS");
}

#[test]
fn goroot_that_agrees_and_a_shell_without_goenvmgr_are_silent() {
    let mut session = Session::start();
    session.run(
        "mkdir ~/.goenv; export SHELL=/bin/bash; printf 'export GOROOT=/usr/local/go\\nexport PATH=$PATH:/usr/local/go/bin\\n\
        eval \"$(goenv init -)\"\\n' >~/.bashrc; ln -s .bashrc ~/.profile",
    );
    let said = session.run("\"$world/goenvmgr\" doctor --only 'install,shell' --strict");
    assert_eq!(said.code, 0, "{}", said.text);
}
