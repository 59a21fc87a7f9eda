//! `cd`, `pushd` and `popd` in bash: the builtins, and then the hook.

use super::world::{World, exe};

fn world() -> World {
    let world = World::with_two_pins();
    world.write("q/below/x", "");
    world.write("-odd/x", "");
    std::os::unix::fs::symlink(world.path("q"), world.path("link")).unwrap();
    world
}

/// Words that run in a bash that has `init`, and in one that has not.
fn both(world: &World, options: &[&str], script: &str) -> [String; 2] {
    let init = world.init("bash");
    [init.replace("init bash", "init bash --no-cd"), init].map(|init| {
        let text = format!("{init}\n{script}\n");
        world.bare_script("bash", options, &text, &[])
    })
}

/// The version that ran, for each `go` of a script.
fn ran(said: &str) -> Vec<String> {
    let go = |line: &str| line.split_once(" GOROOT=").map(|(go, _)| go.to_owned());
    said.lines().filter_map(go).collect()
}

#[test]
fn cd_is_followed_by_its_directorys_go_on_the_same_line() {
    let world = world();
    for (options, script) in [
        (&[][..], "cd p && go; cd ../q && go; cd - >/dev/null && go; cd; cd \"$OLDPWD\" && go"),
        (&["-eu"], "cd p; go; cd ../q; go; cd ../p; go; cd ../p; go"),
        (&["-e"], "cd p; go; if cd ../q; then go; fi; cd missing || cd ../p; go; ! cd x; go"),
        (&[], "cd p; go; (cd ../q && go); (go); x=$(cd ../q; go >&2); go"),
        (&[], "pushd p >/dev/null; go; pushd ../q >/dev/null; go; popd >/dev/null; go; cd .; go"),
        (&["--posix"], "cd p; go; cd ../q; go; cd ../p; go; cd -P ../p; go"),
        (
            &[],
            "set -o nounset; CDPATH=$PWD; cd p >/dev/null; go; cd q >/dev/null; go; cd p >/dev/null; go; go",
        ),
        (&[], "f() { cd ../\"$1\"; go; }; cd p; go; f q; f p; go"),
        (
            &[],
            "alias cd='cd -P'; shopt -s expand_aliases\neval 'cd p'; go\neval 'cd ../link'; go; eval 'cd ../p'; go; go",
        ),
        (&[], "trap 'cd ../p; go' USR1; cd p; go; cd ../q; go; kill -USR1 $$; go"),
    ] {
        let said =
            world.bare_script("bash", options, &format!("{}\n{script}\n", world.init("bash")), &[]);
        let expected = ["go1.22.5", "go1.23.1", "go1.22.5", "go1.22.5"];
        let of_a_subshell = script.contains("(go)");
        let got = ran(&said);
        match of_a_subshell {
            true => assert_eq!(
                got,
                ["go1.22.5", "go1.23.1", "go1.22.5", "go1.22.5", "go1.23.1"],
                "{script}:\n{said}"
            ),
            false => assert_eq!(got, expected, "{options:?} {script}:\n{said}"),
        }
    }
}

#[test]
fn cd_says_and_returns_what_the_builtin_does() {
    let world = world();
    let place = regex::Regex::new("line [0-9]+: ").unwrap();
    let after = "echo \"$? ${PWD##*/} ${OLDPWD##*/} $_\"";
    for (options, script) in [
        (&[][..], "cd missing"),
        (&[], "cd p missing"),
        (&[], "cd ''"),
        (&[], "cd --"),
        (&[], "cd -x"),
        (&[], "cd ./-odd"),
        (&[], "cd -- -odd"),
        (&[], "cd q/x/.."),
        (&[], "cd q; cd -"),
        (&[], "cd link; cd -P ."),
        (&[], "CDPATH=/nonexistent:$PWD; cd q"),
        (&[], "shopt -s cdspell; cd qq"),
        (&[], "cd ~/.."),
        (&[], "unset HOME; cd"),
        (&[], "unset OLDPWD; cd -"),
        (&[], "pushd; popd"),
        (&[], "pushd q; pushd ../p; dirs; popd; popd +7; popd -n; dirs -v"),
        (&[], "pushd q >/dev/null; pushd"),
        (&["-e"], "cd q; cd missing; echo not reached"),
        (&["-eu"], "cd missing || echo $?; cd q"),
        (&["--posix"], "cd missing; echo $?; cd q"),
        (&[], "cd q; for i in 1 2; do cd missing && break; done"),
        (&[], "cd q; (exit 7); cd .."),
        (&[], "set -o pipefail; cd missing | cat"),
        (&[], "cd q >/dev/full"),
        (&[], "exec 3>&1; cd q >&-"),
    ] {
        let [plain, ours] = both(&world, options, &format!("{script}\n{after}"));
        let without_line = |said: &str| place.replace_all(said, "").into_owned();
        assert_eq!(without_line(&ours), without_line(&plain), "{options:?} {script}");
    }
}

/// `declare -f cd` pasted elsewhere and `export -f cd` have none of the rest.
#[test]
fn cd_that_was_copied_is_the_builtin() {
    let world = world();
    let script = "p=$PWD; declare -f cd pushd popd >copy; export -f cd pushd popd\n\
                  bash --norc -c 'cd missing; echo $?; cd q && echo ${PWD##*/}; pushd .. >/dev/null; popd >/dev/null; echo $? ${PWD##*/}'\n\
                  bash --norc -euc '. ./copy; cd q; echo $?; cd missing'; echo $?";
    let said = world.bare_script("bash", &[], &format!("{}\n{script}", world.init("bash")), &[]);
    let lines: Vec<&str> = said.lines().filter(|line| !line.contains("missing")).collect();
    assert_eq!(lines, ["1", "q", "0 q", "0", "1"], "{said}");
}

#[test]
fn cd_of_the_users_stays_theirs_before_and_after() {
    let world = world();
    let own = "cd() { builtin cd \"$@\" && echo mine; }";
    for script in [
        format!("{own}\n{{init}}\ncd q; goenvmgr deactivate; cd ../p; type -t cd pushd"),
        format!("{{init}}\n{own}\ncd q; goenvmgr deactivate; cd ../p; type -t cd pushd"),
    ] {
        let text = script.replace("{init}", &world.init("bash"));
        let said = world.bare_script("bash", &[], &text, &[]);
        assert_eq!(said, "mine\nmine\nfunction\nbuiltin\n", "{text}");
    }
    let text = format!(
        "{}\ngoenvmgr deactivate; type -t cd; goenvmgr use; type -t cd; goenvmgr deactivate; type -t cd",
        world.init("bash")
    );
    let said = world.bare_script("bash", &[], &text, &[]);
    assert_eq!(said, "builtin\nfunction\nbuiltin\n");
    let text = world.init("bash").replace("init bash", "init bash --no-cd");
    let text = format!("{text}\ngoenvmgr use; type -t cd; cd q && go; __goenvmgr_hook; go");
    let said = world.bare_script("bash", &[], &text, &[]);
    assert!(said.starts_with("builtin\n"), "{said}");
    assert_eq!(ran(&said).last().map(String::as_str), Some("go1.23.1"), "{said}");
    // An alias of that name stands in no function's way.
    let text = format!(
        "shopt -s expand_aliases; alias cd='cd -P'\n{}\ncd link; pwd; go",
        world.init("bash")
    );
    let said = world.bare_script("bash", &[], &text, &[]);
    assert!(said.starts_with("W/q\n"), "{said}");
    assert_eq!(ran(&said), ["go1.23.1"], "{said}");
}

#[test]
fn check_says_whose_cd_it_is() {
    let world = world();
    for (init, before, says) in [
        ("init bash", "", None),
        ("init bash --no-cd", "", Some("cd is the builtin")),
        ("init bash", "cd() { builtin cd \"$@\"; }", Some("cd is a function of your own")),
    ] {
        let init = world.init("bash").replace("init bash", init);
        let text = format!("{before}\n{init}\ncd p; __goenvmgr_hook; goenvmgr check; echo $?");
        let said = world.bare_script("bash", &[], &text, &[]);
        assert_eq!(says.is_some(), said.contains("former directory's go"), "{said}");
        assert!(said.contains(says.unwrap_or("matches")) && said.contains("\n0\n"), "{said}");
        assert!(!said.contains("__GOENVMGR_CD"), "{said}");
    }
}

/// What a caller has for itself ends with it: the pair agrees again at the next prompt.
#[test]
fn cd_under_a_callers_own_variables_leaves_no_pair_that_disagrees() {
    let world = world();
    let script = "cd p; f() { local PATH=$PATH; cd ../q; go; }; f; __goenvmgr_hook; go\n\
                  cd ../p; go; g() { local GOROOT=/x; cd ../q; }; g; __goenvmgr_hook; go\n\
                  cd ../p; GOROOT=/opt/x cd ../q; __goenvmgr_hook; go; cd ../p; go";
    let said = world.bare_script("bash", &[], &format!("{}\n{script}", world.init("bash")), &[]);
    let pairs: Vec<(&str, &str)> =
        said.lines().filter_map(|line| line.split_once(" GOROOT=W")).collect();
    for (go, root) in &pairs {
        assert!(root.contains(&format!("/{go} ")), "{go}: {root}\n{said}");
    }
    let went: Vec<&str> = pairs.iter().map(|(go, _)| *go).collect();
    let expected = ["go1.23.1", "go1.23.1", "go1.22.5", "go1.23.1", "go1.23.1", "go1.22.5"];
    assert_eq!(went, expected, "{said}");
}

#[test]
fn all_export_exports_nothing_of_ours() {
    let world = world();
    for shell in ["bash", "zsh"] {
        let show = match shell {
            "bash" => {
                "env | grep -a goenvmgr_ ; export -fp; declare -p | grep -- ' -[^ ]*x[^ ]* __goenvmgr'"
            }
            _ => "env | grep -a goenvmgr_; typeset -px | grep __goenvmgr",
        };
        let text = format!(
            "set -a\n{}\ncd p; __goenvmgr_hook; cd ../q; __goenvmgr_hook; cd ../p; __goenvmgr_hook; goenvmgr use 1.23.1; goenvmgr use\n{show}\nX=1; env | grep '^X='; go",
            world.init(shell)
        );
        let said = world.bare_script(shell, &[], &text, &[]);
        let ours: Vec<&str> = said
            .lines()
            .filter(|line| line.contains("__goenvmgr") || line.contains("cd "))
            .collect();
        assert!(ours.is_empty(), "{shell}: {ours:?}");
        assert!(said.contains("X=1\ngo1.22.5 "), "{shell}: the user's option stays\n{said}");
    }
    assert!(std::path::Path::new(exe()).exists());
}
