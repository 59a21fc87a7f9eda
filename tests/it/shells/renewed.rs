//! A shell that was started before an update: its function speaks another form of questions, and gets
//! this program's with the next answer. `earlier/` holds what the last one with each form printed.

use super::world::{World, exe, with_powershell};

/// Of each form of questions that a shell may still speak.
fn earlier(shell: &str) -> Vec<&'static str> {
    match shell {
        "bash" => vec![include_str!("earlier/bash"), include_str!("earlier/2/bash")],
        "zsh" => vec![include_str!("earlier/zsh"), include_str!("earlier/2/zsh")],
        "pwsh" => vec![include_str!("earlier/powershell")],
        _ => vec![include_str!("earlier/fish"), include_str!("earlier/2/fish")],
    }
}

fn said(shell: &str, earlier: &str, script: &str) -> String {
    let world = World::with_two_pins();
    let init = earlier.replace("@EXE@", exe()).replace("@WORLD@", &world.show(""));
    let options: &[&str] = if ["bash", "zsh"].contains(&shell) { &["-eu"] } else { &[] };
    let now = match shell {
        "fish" => "function now; __goenvmgr_hook; echo $argv (path basename -- \"$GOROOT\"); end",
        "pwsh" => {
            "function now($label) { $null = prompt; \"$label $([IO.Path]::GetFileName(\"$env:GOROOT\"))\" }"
        }
        _ => "now() { __goenvmgr_hook; root=${GOROOT-}; echo \"$1 ${root##*/}\"; }",
    };
    world.bare_script(shell, options, &format!("{init}\n{now}\n{script}\n"), &[])
}

#[test]
fn renewed_function_goes_on_where_the_earlier_one_was() {
    for shell in with_powershell() {
        for (script, expected) in [
            (
                "cd p; now in; cd ../q; now in; cd ../p; now again; cd ..; now out; cd p; now back",
                "in go1.22.5\nin go1.23.1\nagain go1.22.5\nout \nback go1.22.5\n",
            ),
            (
                "cd p; goenvmgr use 1.23.1 2>/dev/null; now used; cd ../q; now used; goenvmgr use 2>/dev/null; cd ../p; now free",
                "used go1.23.1\nused go1.23.1\nfree go1.22.5\n",
            ),
            (
                "cd p; now in; goenvmgr deactivate; now off; cd ../q; now off; goenvmgr use 2>/dev/null; now on; cd ../p; now on",
                "in go1.22.5\noff \noff \non go1.23.1\non go1.22.5\n",
            ),
            (
                "goenvmgr deactivate; cd q; now off; goenvmgr use 2>/dev/null; now on; cd ../p; now on",
                "off \non go1.23.1\non go1.22.5\n",
            ),
        ] {
            let lines = |text: &str| -> Vec<String> {
                let lines = text.lines().filter(|line| !line.ends_with("in this shell"));
                lines.map(|line| line.trim_end().to_owned()).collect()
            };
            for earlier in earlier(shell) {
                let said = said(shell, earlier, script);
                assert_eq!(lines(&said), lines(expected), "{shell} {script}:\n{said}");
            }
        }
    }
}

/// From then on it is the one that remembers.
#[test]
fn renewed_function_is_this_programs() {
    for shell in with_powershell() {
        let show = match shell {
            "fish" => {
                "functions -q __goenvmgr_take; and echo new; set -q __goenvmgr_way; and echo key"
            }
            "pwsh" => "if (${function:__goenvmgr_take}) { 'key' }",
            _ => "command -v __goenvmgr_define; echo ${__goenvmgr_key:+key}",
        };
        for earlier in earlier(shell) {
            let said = said(shell, earlier, &format!("cd p; now in; {show}"));
            assert!(said.contains("in go1.22.5\n") && said.ends_with("key\n"), "{shell}:\n{said}");
        }
    }
}
