//! Leaving: after `deactivate` a shell is what it was before `init`, however it got there.

use super::world::{SHELLS, World, exe, with_powershell};
use crate::support::program::pwsh;

#[test]
fn deactivate_restores_the_environment_to_the_byte() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write(
            "p/goenvmgr.toml",
            "go = \"1.22.5\"\n[env]\nMINE = \"theirs\"\nNEW = \"it's $x\"\n",
        );
        world.run(&["trust", &world.show("p")]).exits(0);
        // PowerShell keeps PWD and its path of modules as it got them, or made them.
        let dump = "env | grep -v -e '^_=' -e '^OLDPWD=' -e '^PWD=' -e '^SHLVL='| sort >";
        let script = format!(
            "{dump} before\n{}\ncd p\n__goenvmgr_hook\n{dump} ../inside\ngoenvmgr use 1.23.1\ngoenvmgr use\ncd ..\n__goenvmgr_hook\ncd p\n__goenvmgr_hook\ngoenvmgr deactivate\ncd ..\n{dump} after\n",
            world.init(shell)
        );
        let vars = [("GOROOT", "/opt/own go"), ("MINE", "my; own"), ("GOTOOLCHAIN", "local")];
        let said = world.bare_script(shell, &[], &script, &vars);
        let read = |name: &str| std::fs::read_to_string(world.path(name)).unwrap();
        assert_eq!(read("before"), read("after"), "{shell}:\n{said}");
        let inside = read("inside");
        assert!(
            inside.contains("MINE=theirs") && inside.contains("NEW=it's $x"),
            "{shell}: {inside}\n{said}"
        );
        assert!(inside.contains("GOTOOLCHAIN=local"), "{shell}: {inside}");
        assert!(said.contains("GOROOT=/opt/own go is replaced"), "{shell}:\n{said}");
        assert!(said.contains("replaces your own MINE"), "{shell}:\n{said}");
    }
}

/// What a shell remembers of the place it is in holds the values of its manifest as well.
#[test]
fn deactivate_leaves_no_value_of_a_manifest_in_any_variable_or_function() {
    for shell in SHELLS {
        let world = World::with_shells();
        world.write("p/goenvmgr.toml", "go = \"1.22.5\"\n[env]\nTOKEN = \"value of p\"\n");
        world.run(&["trust", &world.show("p")]).exits(0);
        let dump = match shell {
            "fish" => "begin; set; for name in (functions -a -n); functions $name; end; end",
            "bash" => "set",
            _ => "{ set; functions; }",
        };
        let script = format!(
            "cd p; __goenvmgr_hook; goenvmgr deactivate; {dump} >../left; goenvmgr use 1.23.1; {dump} >../used"
        );
        let said = world.bare_script(shell, &[], &format!("{}\n{script}", world.init(shell)), &[]);
        let read = |name: &str| {
            String::from_utf8_lossy(&std::fs::read(world.path(name)).unwrap()).into_owned()
        };
        assert!(!read("left").contains("value of p"), "{shell}: {}\n{said}", read("left"));
        assert!(read("used").contains("value of p"), "{shell}:\n{said}");
    }
}

const PROMPTS: [&str; 8] = [
    "",
    "PROMPT_COMMAND='echo x'",
    "PROMPT_COMMAND=(a 'b c')",
    "PROMPT_COMMAND='x;'",
    "PROMPT_COMMAND=\nexport PROMPT_COMMAND",
    "PROMPT_COMMAND=()",
    "PROMPT_COMMAND='x # y'",
    "trap 'echo int' INT; trap 'echo bye' EXIT; mine() { :; }; shopt -s nocasematch",
];

/// `init` as the bash at hand takes it, and as one before 5.1 does, to which a list of prompt commands is
/// its first.
fn of_each_age(init: &str, before: &str) -> Vec<String> {
    assert!(init.contains("BASH_VERSINFO["));
    let older = format!("older=(5 0)\n{}", init.replace("BASH_VERSINFO[", "older["));
    let is_list = before.starts_with("PROMPT_COMMAND=(");
    [init.to_owned()].into_iter().chain((!is_list).then_some(older)).collect()
}

#[test]
fn traps_options_functions_and_prompt_hooks_are_what_they_were() {
    for before in
        PROMPTS.iter().flat_map(|prompt| [prompt.to_string(), format!("{prompt}\nset -u")])
    {
        let world = World::with_shells();
        for init in of_each_age(&world.run(&["init", "bash"]).exits(0).stdout, &before) {
            let dump = "{ declare -p PROMPT_COMMAND 2>/dev/null; trap -p; shopt; set -o; declare -F | grep -v -e goenvmgr; } >";
            let script = format!(
                "{before}\n{dump} before\n{init}\n{init}\n{dump} inside\ngoenvmgr deactivate\n{dump} after\ntrap - EXIT\n"
            );
            let said = world.bare_script("bash", &[], &script, &[]);
            let read = |name: &str| std::fs::read_to_string(world.path(name)).unwrap();
            assert_eq!(read("before"), read("after"), "{before}:\n{said}");
            assert_eq!(read("inside").matches("__goenvmgr_hook").count(), 1, "{before}:\n{said}");
            assert!(!said.contains("unbound"), "{before}:\n{said}");
        }
    }
    let world = World::with_shells();
    let dump = "{ typeset -p precmd_functions chpwd_functions 2>/dev/null; trap; setopt; print -l ${(ok)functions:#*goenvmgr*}; } >";
    let script = format!(
        "precmd_functions=(mine)\nmine() {{ : }}\ntrap 'echo x' INT\n{dump} before\n{0}\n{0}\ngoenvmgr deactivate\n{dump} after\n",
        world.init("zsh")
    );
    let said = world.bare_script("zsh", &[], &script, &[]);
    let read = |name: &str| std::fs::read_to_string(world.path(name)).unwrap();
    assert_eq!(read("before"), read("after"), "{said}");
}

/// The hook is a word of its own there.
#[test]
fn prompt_command_whose_name_ends_as_the_hooks_stays() {
    let before = "foo__goenvmgr_hook() { :; }\nPROMPT_COMMAND=foo__goenvmgr_hook";
    let world = World::with_shells();
    for init in of_each_age(&world.run(&["init", "bash"]).exits(0).stdout, before) {
        let show = "echo \"[${PROMPT_COMMAND[*]}]\"";
        let script = format!("{before}\n{init}\n{show}\ngoenvmgr deactivate\n{show}\n");
        let said = world.bare_script("bash", &[], &script, &[]);
        assert!(said.replace('\n', " ").contains("foo__goenvmgr_hook __goenvmgr_hook]"), "{said}");
        assert!(said.ends_with("[foo__goenvmgr_hook]\n"), "{said}");
    }
}

#[test]
fn readonly_prompt_command_is_said_in_our_words() {
    let before = "readonly PROMPT_COMMAND=mine";
    let world = World::with_shells();
    for init in of_each_age(&world.run(&["init", "bash"]).exits(0).stdout, before) {
        let script = format!("{before}\n{init}\ngoenvmgr deactivate\necho on\n");
        let said = world.bare_script("bash", &[], &script, &[]);
        let ours = "goenvmgr: PROMPT_COMMAND is readonly: directory changes go unnoticed\n";
        assert!(said.contains(ours) && !said.contains("readonly variable"), "{said}");
        assert!(said.contains("on\n"), "{said}");
    }
}

#[test]
fn shell_inside_a_shell_and_one_that_replaced_its_parent_restore_too() {
    for (outer, inner) in [("bash", "zsh"), ("zsh", "fish"), ("fish", "bash"), ("bash", "bash")] {
        for how in ["", "exec "] {
            let world = World::with_shells();
            world.write("p/.go-version", "1.22.5\n");
            let quiet = |shell: &str| match shell {
                "bash" => "--norc",
                "zsh" => "-f",
                _ => "--no-config",
            };
            world.write(
                "inner",
                &format!(
                    "{}\n__goenvmgr_hook\necho \"in PATH=\"(string join : $PATH)\"\"\n",
                    world.init(inner)
                )
                .replace(
                    "(string join : $PATH)",
                    if inner == "fish" { "(string join : $PATH)" } else { "\"$PATH\"" },
                ),
            );
            let tail = "goenvmgr deactivate\nenv | grep -E '^(PATH|GOROOT|__GOENVMGR.*|GOENVMGR_VERSION)=' | sort\n";
            let mut text = std::fs::read_to_string(world.path("inner")).unwrap();
            text.push_str(tail);
            world.write("inner", &text);
            let script = format!(
                "{}\ncd p\n__goenvmgr_hook\ngoenvmgr use 1.23.1\n{how}{inner} {} '{}'\n",
                world.init(outer),
                quiet(inner),
                world.show("inner")
            );
            let said = world.bare_script(outer, &[], &script, &[("GOROOT", "/opt/go")]);
            assert!(
                said.contains(
                    "in PATH=W/data/toolchains/go1.23.1/bin:W/data/shims:/usr/bin:/bin\n"
                ),
                "{outer} {how}{inner}:\n{said}"
            );
            assert!(
                said.contains("\nGOROOT=/opt/go\nPATH=/usr/bin:/bin\n"),
                "{outer} {how}{inner}:\n{said}"
            );
            assert!(
                !said.contains("__GOENVMGR_UNDO=") && !said.contains("\nGOENVMGR_VERSION="),
                "{outer} {how}{inner}:\n{said}"
            );
        }
    }
}

#[test]
fn switches_by_the_thousand_grow_nothing() {
    for shell in ["bash"].into_iter().chain(pwsh().is_some().then_some("pwsh")) {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let go = "cd ../q; __goenvmgr_hook; cd ../p; __goenvmgr_hook";
        let [export, often] = match shell {
            "pwsh" => ["", "foreach ($n in 1..500) { GO }"],
            _ => ["export PROMPT_COMMAND", "for i in {1..500}; do GO; done"],
        };
        let often = often.replace("GO", go);
        let script =
            format!("{}\n{export}\ncd p; {go}; env >../a\n{often}\nenv >../b\n", world.init(shell));
        let said = world.bare_script(shell, &[], &script, &[]);
        let size = |name: &str| std::fs::read_to_string(world.path(name)).unwrap().len();
        assert!(size("a") > 100 && size("a") == size("b"), "{shell}: {said}");
    }
}

#[test]
fn use_without_the_function_says_what_to_type() {
    let world = World::with_shells();
    let ran = world.run(&["use", "1.22.5"]).exits(1);
    assert!(ran.stderr.contains("goenvmgr init") && ran.stdout.is_empty(), "{ran:?}");
}

/// What it says can be typed where it is said: `init bash` would be no help in a POSIX sh.
#[test]
fn shell_that_gets_no_function_hears_what_it_can_do() {
    let world = World::with_shells();
    world.write("script", &format!("'{}' use 1.22.5; exit $?\n", exe()));
    let output = world.command("dash").arg(world.path("script")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("eval \"$(goenvmgr env)\""), "{said}");
    assert!(!said.contains("init bash"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn version_that_cannot_be_had_is_named_as_it_was_typed_and_changes_nothing() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let script = "cd p; p in; goenvmgr use 1.50.0; p after";
        let said = world.script(shell, &[], script);
        assert!(said.contains("error: 1.50.0: it is not installed"), "{shell}:\n{said}");
        assert!(said.contains("goenvmgr install 1.50.0"), "{shell}:\n{said}");
        assert!(said.contains("after: go1.22.5"), "{shell}:\n{said}");
    }
}

#[test]
fn init_that_is_cached_is_harmless_elsewhere() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let cached = world
            .command(exe())
            .args(["init", if shell == "pwsh" { "powershell" } else { shell }])
            .current_dir(world.path("p"))
            .output()
            .unwrap();
        world.write("cached.ps1", &String::from_utf8(cached.stdout).unwrap());
        let root = if shell == "pwsh" { "$env:GOROOT" } else { "$GOROOT" };
        let text = format!(
            ". '{}'\necho \"root {root}.\"\ncd p\n__goenvmgr_hook\necho \"root {root}.\"\n",
            world.show("cached.ps1")
        );
        let said = world.bare_script(shell, &[], &text, &[]);
        assert!(said.starts_with("root .\nroot W/data/toolchains/go1.22.5.\n"), "{shell}:\n{said}");
    }
}
