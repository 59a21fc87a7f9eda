//! Every option that a shell has, one after the other, and every builtin that it lets its users define
//! anew: what must not matter to the hook does not.

use super::world::{World, exe};

/// Each option is turned round in a subshell, which takes in `init`, sees a pin come and go, and comes
/// back to a place that it knows.
const ROUND: &str = "
round() {
  echo \"try $1\"
  eval \"$init\"
  cd p/sub; hook; one=\"${GOROOT-none}\"
  echo 1.23.1 >.go-version; hook; two=\"${GOROOT-none}\"
  rm -f .go-version; hook; three=\"${GOROOT-none}\"
  cd ../..; hook; four=\"${GOROOT-none}\"
  echo \"$1 ${one##*/} ${two##*/} ${three##*/} ${four##*/}\"
}
hook() { __goenvmgr_hook; }
";

/// `set -k` makes an assignment of every word that looks like one, and with `set -n` nothing runs.
/// Under `csh_junkie_quotes` no text of more than one line can be quoted.
const APART: [&str; 6] = ["keyword", "noexec", "onecmd", "verbose", "xtrace", "cshjunkiequotes"];
/// What zsh does not let anybody turn round, or what begins another shell.
const FIXED: [&str; 7] =
    ["exec", "interactive", "monitor", "privileged", "restricted", "shinstdin", "zle"];

#[test]
fn options_one_by_one_change_nothing() {
    let bash = "for option in $(shopt | cut -f1) ; do
          (if shopt -q $option; then shopt -u $option; else shopt -s $option; fi 2>/dev/null; round $option)
        done
        for option in $(set -o | awk '{print $1}'); do
          (case $(set -o | grep \"^$option\\s\") in *on) set +o $option ;; *) set -o $option ;; esac 2>/dev/null; round $option)
        done";
    let zsh = "for option in $(set -o | awk '{sub(/^no/, \"\", $1); print $1}'); do
          case $option in singlecommand|tify|match) continue ;; esac
          (if [[ -o $option ]]; then unsetopt $option; else setopt $option; fi 2>/dev/null; round $option)
        done";
    for (shell, each, least) in [("bash", bash, 60), ("zsh", zsh, 150)] {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let skipped = APART.iter().chain(if shell == "zsh" { &FIXED[..] } else { &[] });
        let skipped: Vec<String> = skipped.map(|name| format!("{name}) exit ;;")).collect();
        let each = each.replace("(if", &format!("(case $option in {} esac; if", skipped.join(" ")));
        let each = each
            .replace("(case $(", &format!("(case $option in {} esac; case $(", skipped.join(" ")));
        let text = format!("init=\"$('{}' init {shell})\"\n{ROUND}{each}\n", exe());
        let said = world.bare_script(shell, &[], &text, &[]);
        let tried = said.lines().filter(|line| line.starts_with("try ")).count();
        let right = |line: &&str| line.ends_with(" go1.22.5 go1.23.1 go1.22.5 none");
        let rounds = said.lines().filter(right).count();
        assert!(tried == rounds && tried >= least, "{shell}: {rounds} of {tried}:\n{said}");
    }
}

/// `alias path=…` is a function to fish.
#[test]
fn fish_is_not_misled_by_functions_with_the_names_of_builtins() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.write("q/.go-version", "1.23.1\n");
    let script = "for name in (builtin -n)
          builtin contains -- $name . cd emit source; and continue
          test -n \"$(fish --no-config -c \"function $name; end\" 2>&1)\"; and continue
          function $name; builtin echo mine; return 1; end
          set -a taken $name
        end
        builtin cd p; emit fish_prompt; emit fish_prompt; set -a roots $GOROOT
        builtin cd ../q; emit fish_prompt; set -a roots $GOROOT
        builtin cd ../p; emit fish_prompt; set -a roots $GOROOT
        builtin echo (builtin count $taken) $roots
        goenvmgr deactivate";
    let text = format!("{}\n{script}\n", world.init("fish"));
    let said = world.bare_script("fish", &[], &text, &[]);
    let (count, roots) = said.trim_end().split_once(' ').unwrap_or_default();
    assert!(count.parse::<u32>().is_ok_and(|count| count > 20), "{said}");
    let store = "W/data/toolchains/go";
    assert_eq!(roots, format!("{store}1.22.5 {store}1.23.1 {store}1.22.5"), "{said}");
}
