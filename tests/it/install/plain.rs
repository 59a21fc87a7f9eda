//! What a machine's log gets: no bar that moves and no colour, terminal or not.

use crate::support::net::Net;
use crate::support::world::{Ran, exe, ran};

/// Runs it on a terminal of `script`'s making; both streams are its standard output.
fn on_terminal(net: &Net, args: &str, vars: &[(&str, &str)]) -> Ran {
    let line = format!("{} {args}", exe());
    let mut script = net.world.command("/usr/bin/script");
    script.args(["-qec", &line, "/dev/null"]).env("SHELL", "/bin/sh");
    ran(script.envs(vars.iter().copied()))
}

#[test]
fn terminal_of_a_machine_gets_no_bar_and_no_colour() {
    let net = Net::new();
    let said = |vars: &[(&str, &str)]| {
        ["install --reinstall 1.22.5", "list", "uninstall 1.99.1", "frobnicate", "help install"]
            .map(|args| on_terminal(&net, args, vars).stdout)
            .concat()
    };
    let person = said(&[("TERM", "xterm-256color")]);
    assert!(person.contains('\u{1b}') && person.contains("error"), "{person:?}");
    for vars in [
        &[("TERM", "xterm-256color"), ("CI", "true")][..],
        &[("TERM", "xterm-256color"), ("CI", "1"), ("CLICOLOR_FORCE", "1")],
        &[("TERM", "dumb")],
        &[("TERM", "")],
        &[],
    ] {
        let said = said(vars);
        assert!(!said.contains('\u{1b}'), "{vars:?}: {said:?}");
        assert!(!said.replace("\r\n", "\n").contains('\r'), "{vars:?}: {said:?}");
        assert!(said.contains("downloading go1.22.5"), "{vars:?}: {said:?}");
    }
}
