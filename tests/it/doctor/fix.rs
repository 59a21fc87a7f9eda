//! `doctor --fix` and `--undo`: what is shown, what is changed, and what a kill or a full disk leaves.

use serde_json::Value;

use super::local::own;
use super::session::{Said, Session};

/// Everything but what doctor itself remembers: kind, mode, target and contents.
const TREE: &str = "(cd $HOME; find . -path ./goenvmgr/state -prune -o -path ./goenvmgr/cache -prune -o -path ./.config/go/telemetry -prune -o \
    -printf '%p %y %m %l\\n' | sort; find . -path ./goenvmgr/state -prune -o -path ./goenvmgr/cache -prune -o -path ./.config/go/telemetry -prune \
    -o -type f -print0 | sort -z | xargs -0 sha256sum)";

/// Several faults at once that `--fix` cures.
const MANY: &str = "mkdir -p ~/.config/go; \
    printf 'GOFLAGS=-nosuch\\nGOPROXY=off\\r\\nexport X=1\\n' >~/.config/go/env; chmod 640 ~/.config/go/env; \
    unset GOFLAGS; rm $GOENVMGR_HOME/shims/go1.22.5; ln -sf /gone $GOENVMGR_HOME/shims/gofmt; \
    mkdir -p $GOENVMGR_HOME/staging/go1.22.6.new-Ab12cd/bin; echo half >$GOENVMGR_HOME/staging/go1.22.6.new-Ab12cd/bin/go; \
    sed -i '/>>> goenvmgr init/,/<<< goenvmgr init/d' ~/.bashrc; rm $GOENVMGR_HOME/env.fish";
const FIX: &str = "goenvmgr doctor --fix --only 'env.goflags,env.goenv-lost,install.shims,install.leftovers,shell.blocks'";

fn many() -> (Session, String) {
    let (mut session, _) = own();
    // Not through shims: /usr/local/go is what these faults are about.
    session.run("PATH=/usr/local/go/bin:$PATH; hash -r");
    let made = session.run(MANY);
    assert_eq!(made.code, 0, "{}", made.text);
    let tree = session.run(TREE).text;
    (session, tree)
}

#[test]
fn fix_shows_cures_looks_again_and_is_undone_byte_for_byte() {
    let (mut session, before) = many();
    assert_ne!(session.run("go vet .").code, 0, "GOFLAGS=-nosuch stops it");
    let asked = session.run(FIX);
    assert_eq!(asked.code, 2, "there is no terminal to ask on: {}", asked.text);
    let shown = session.run(&format!("{FIX} --dry-run"));
    assert_eq!(shown.code, 1, "{}", shown.text);
    for part in [
        "-GOFLAGS=-nosuch",
        "-export X=1",
        "--> /gone",
        "+# >>> goenvmgr init",
        "staging/go1.22.6.new",
    ] {
        assert!(shown.text.contains(part), "{part} is not shown: {}", shown.text);
    }
    assert_eq!(session.run(TREE).text, before, "neither asking nor showing changes anything");
    let fixed = session.run(&format!("{FIX} --yes"));
    assert_eq!(fixed.code, 0, "{}", fixed.text);
    assert_eq!(session.run("go vet .").code, 0);
    assert_eq!(session.run("cat ~/.config/go/env").text, "GOPROXY=off\n");
    assert_eq!(session.run(&FIX.replace("--fix ", "")).code, 0);
    assert_ne!(session.run(TREE).text, before);
    let undone = session.run("goenvmgr doctor --undo");
    assert_eq!(undone.code, 0, "{}", undone.text);
    assert_eq!(session.run(TREE).text, before);
    assert_eq!(session.run("goenvmgr doctor --undo").code, 1, "there is nothing left");
}

#[test]
fn copies_of_a_fix_allow_no_more_than_what_they_are_copies_of() {
    let (mut session, before) = many();
    assert_eq!(session.run("chmod 600 ~/.config/go/env ~/.bashrc").code, 0);
    assert_eq!(session.run(&format!("umask 000; {FIX} --yes")).code, 0);
    let loose = session.run("find $HOME/goenvmgr -type f -perm /022 ! -path '*/toolchains/*'");
    assert_eq!(loose.text, "");
    let copies = session.run("grep -rl -e '-nosuch' $HOME/goenvmgr | xargs stat -c %a");
    assert_eq!(copies.text, "600\n", "the copy of a 0600 file");
    assert_eq!(session.run("goenvmgr doctor --undo").code, 0);
    assert_eq!(session.run("stat -c %a ~/.config/go/env").text, "600\n");
    assert_eq!(session.run("chmod 640 ~/.config/go/env; chmod 644 ~/.bashrc").code, 0);
    assert_eq!(session.run(TREE).text, before);
}

/// What was moved aside waits for --undo; once it is old a clean takes it, and --undo says so and gives
/// back the rest.
#[test]
fn undo_says_so_where_what_lay_aside_for_long_was_cleaned() {
    let (mut session, _) = many();
    let settings = session.run("cat ~/.config/go/env").text;
    assert_eq!(session.run(&format!("{FIX} --yes")).code, 0);
    let aside = "test -e $GOENVMGR_HOME/undo/go1.22.6.new-Ab12cd/bin/go";
    assert_eq!(session.run(&format!("goenvmgr clean --stale; {aside}")).code, 0, "it is new");
    let du = session.run("goenvmgr du --format json").text;
    let du: Value = serde_json::from_str(&du).unwrap();
    assert!(du["staging"]["files"].as_u64().unwrap() >= 1, "{du:#}");
    session.run("touch -d '31 days ago' $GOENVMGR_HOME/undo");
    let cleaned = session.run("goenvmgr clean --stale");
    assert_eq!(cleaned.code, 0, "{}", cleaned.text);
    assert!(cleaned.text.contains("go1.22.6.new-Ab12cd"), "{}", cleaned.text);
    assert_ne!(session.run(aside).code, 0);
    let undone = session.run("goenvmgr doctor --undo");
    assert_eq!(undone.code, 0, "{}", undone.text);
    assert!(undone.text.contains("staging/go1.22.6.new-Ab12cd"), "{}", undone.text);
    assert_eq!(session.run("cat ~/.config/go/env").text, settings);
    assert_eq!(session.run("goenvmgr doctor --undo").code, 1, "there is nothing left");
}

fn under_strace(session: &mut Session, inject: &str) -> Said {
    session.run(&format!("strace -f -qq -o /dev/null -e inject={inject} {FIX} --yes"))
}

#[test]
fn kill_at_any_step_leaves_what_undo_takes_back() {
    let (mut session, before) = many();
    let mut kills = 0;
    // Which of these a library call is differs between machines.
    for call in ["rename", "renameat", "renameat2", "symlink", "symlinkat"] {
        for step in 1..40 {
            let ended = under_strace(&mut session, &format!("{call}:signal=KILL:when={step}"));
            session.run("goenvmgr doctor --undo");
            assert_eq!(session.run(TREE).text, before, "{call} {step}: {}", ended.text);
            if ended.code == 0 {
                break;
            }
            kills += 1;
        }
    }
    assert!(kills > 6, "only {kills} steps were seen: does strace still know the calls?");
}

#[test]
fn failure_is_rolled_back_with_4_and_a_failed_rollback_is_5() {
    let (mut session, before) = many();
    let mut codes = std::collections::BTreeSet::new();
    for (call, on) in ["rename", "renameat", "renameat2"]
        .into_iter()
        .flat_map(|call| ["", "+"].map(|on| (call, on)))
    {
        for step in 1..20 {
            let inject = format!("{call}:error=EIO:when={step}{on}");
            let ended = under_strace(&mut session, &inject);
            let tree = session.run(TREE).text;
            let cured = ended.text.contains("cured:");
            match ended.code {
                _ if cured => assert_ne!(tree, before, "{inject}: {}", ended.text),
                // The copies and the record come first: nothing has changed when one of them fails.
                3 | 4 => assert_eq!(tree, before, "{inject}: {}", ended.text),
                5 => assert_ne!(tree, before, "{inject}: {}", ended.text),
                code => panic!("{code} {inject}: {}", ended.text),
            }
            codes.insert(ended.code);
            session.run("goenvmgr doctor --undo");
            assert_eq!(session.run(TREE).text, before, "{inject}: {}", ended.text);
            if cured {
                break;
            }
        }
    }
    assert!([3, 4, 5].iter().all(|code| codes.contains(code)), "{codes:?}");
}
