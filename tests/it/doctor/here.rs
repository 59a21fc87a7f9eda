//! The shell in which doctor is asked, and the Go that the directory selects in it.

use serde_json::Value;

use super::local::own;
use super::session::{Session, printed};
use crate::support::publish::Toolchain;

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
