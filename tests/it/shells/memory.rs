//! What a shell remembers of the places where it was, and what it does not.

use super::world::{World, with_powershell};

fn world() -> World {
    let world = World::with_two_pins();
    std::fs::create_dir_all(world.path("none/one")).unwrap();
    world
}

fn asked(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.contains(" asked ")).collect()
}

#[test]
fn places_that_were_seen_cost_no_question_from_wherever_one_comes() {
    for shell in with_powershell() {
        let world = world();
        let said = world.script(
            shell,
            &[],
            "cd p; p one; cd ../q; p two; cd ../none; p none; cd ../p; p again; cd ../q; p again; cd ../none/one; p new; cd ../../p/sub; p below; cd ../../q; p back; cd ..; p out",
        );
        let expected = [
            "one: go1.22.5 asked 1",
            "two: go1.23.1 asked 2",
            "none:  asked 2",
            "again: go1.22.5 asked 2",
            "again: go1.23.1 asked 2",
            "new:  asked 2",
            "below: go1.22.5 asked 2",
            "back: go1.23.1 asked 2",
            "out:  asked 2",
        ];
        assert_eq!(asked(&said), expected, "{shell}:\n{said}");
    }
}

/// The values of a manifest must not outlive the place in a variable; what is missing may come; and
/// what was said once is said again by the program alone.
#[test]
fn places_with_variables_and_missing_versions_are_asked_for_each_time() {
    for shell in with_powershell() {
        let world = world();
        world.write("m/goenvmgr.toml", "go = \"1.22.5\"\n[env]\nSECRET_OF_M = \"value of m\"\n");
        world.write("missing/.go-version", "1.9.9\n");
        let done = world.command(super::world::exe()).args(["trust", "m"]).output().unwrap();
        assert!(done.status.success());
        let all = match shell {
            "pwsh" => "Get-ChildItem Env:, Variable: | Format-List -Force Name, Value | Out-String",
            _ => "set",
        };
        let script = format!(
            "cd m; p in; cd ../q; p out; {all} | grep 'value of m'; cd ../m; p in; cd ../missing; p gone; cd ../q; p out; cd ../missing; p gone"
        );
        let said = world.script(shell, &[], &script);
        let expected = [
            "in: go1.22.5 asked 1",
            "out: go1.23.1 asked 2",
            "in: go1.22.5 asked 3",
            "gone:  asked 4",
            "out: go1.23.1 asked 4",
            "gone:  asked 5",
        ];
        assert_eq!(asked(&said), expected, "{shell}:\n{said}");
        assert!(!said.contains("value of m"), "{shell}:\n{said}");
    }
}

#[test]
fn memory_holds_256_places_and_half_a_megabyte_and_forgets_the_oldest() {
    for shell in with_powershell() {
        let world = world();
        for n in 0..260 {
            world.write(&format!("places/n{n}/.go-version"), "1.22.5\n");
        }
        for n in 0..100 {
            let noise = format!("# {}\n", "x".repeat(3900));
            world.write(&format!("large/n{n}/.go-version"), &format!("1.22.5\n{noise}"));
        }
        let (walk, count) = match shell {
            "fish" => (
                "function walk; for n in (seq 0 $argv[2]); cd $argv[1]/n$n; __goenvmgr_hook; end; end",
                "echo places (count $__goenvmgr_places) bytes $__goenvmgr_bytes real (string length -- \"$__goenvmgr_answers$__goenvmgr_befores\")",
            ),
            "pwsh" => (
                "function walk($dir, $last) { foreach ($n in 0..$last) { cd $dir/n$n; $null = prompt } }",
                "\"places $($__goenvmgr_known.Count) bytes $__goenvmgr_bytes real $__goenvmgr_bytes\"",
            ),
            _ => (
                "walk() { local n=0; while [ $n -le $2 ]; do cd \"$1/n$n\"; __goenvmgr_hook; n=$((n + 1)); done; }",
                "all=\"${__goenvmgr_answers[*]}${__goenvmgr_befores[*]}\"; echo places ${#__goenvmgr_places[@]} bytes $__goenvmgr_bytes real ${#all}",
            ),
        };
        let (places, large) = (world.show("places"), world.show("large"));
        let said = world.script(
            shell,
            &[],
            &format!("{walk}\nwalk '{places}' 259; p all; cd '{places}/n259'; p newest; cd '{places}/n200'; p known; cd '{places}/n0'; p oldest; {count}\nwalk '{large}' 99; p large; {count}\n"),
        );
        let lines: Vec<&str> = said.lines().collect();
        let expected = [
            "all: go1.22.5 asked 260",
            "newest: go1.22.5 asked 260",
            "known: go1.22.5 asked 260",
            "oldest: go1.22.5 asked 261",
        ];
        assert_eq!(lines.get(..4), Some(&expected[..]), "{shell}:\n{said}");
        let sizes: Vec<u64> = lines
            .iter()
            .filter(|line| line.starts_with("places "))
            .flat_map(|line| line.split(' ').filter_map(|word| word.parse().ok()))
            .collect();
        assert_eq!(sizes.len(), 6, "{shell}:\n{said}");
        for three in sizes.chunks(3) {
            let [places, bytes, real] = three else { unreachable!() };
            assert!(*places <= 256 && *bytes <= 512 << 10, "{shell}: {three:?}");
            // What is counted is what there is.
            assert!(real.abs_diff(*bytes) <= 2 * places + 16, "{shell}: {three:?}");
        }
    }
}

/// A trap that calls `cd` in the middle of it all, and a key that interrupts: the next prompt looks
/// anew.
#[test]
fn places_are_entered_whole_or_looked_at_anew() {
    let world = world();
    for at in ["__goenvmgr_enter", "__goenvmgr_leave", "__goenvmgr_settled", "__goenvmgr_climb"] {
        let script = format!(
            "cd p; p in; cd ../q; p in; cd ../p; p again\n\
             trap 'case \"$BASH_COMMAND\" in {at}*) trap - DEBUG; cd \"$OLDPWD\"; cd \"$OLDPWD\";; esac' DEBUG; set -T\n\
             cd ../q; p trapped; cd ../none; p out; cd ../p; p in"
        );
        let said = world.script("bash", &[], &script);
        let versions: Vec<&str> =
            asked(&said).iter().filter_map(|line| line.split(" asked").next()).collect();
        assert_eq!(
            versions,
            [
                "in: go1.22.5",
                "in: go1.23.1",
                "again: go1.22.5",
                "trapped: go1.23.1",
                "out: ",
                "in: go1.22.5"
            ],
            "{at}:\n{said}"
        );
    }
}

/// A place whose files change is answered again and again: it never makes room for itself.
#[test]
fn memory_keeps_the_place_that_was_just_answered() {
    for shell in with_powershell().into_iter().filter(|shell| *shell != "fish") {
        let world = World::with_two_pins();
        let full = match shell {
            "pwsh" => "foreach ($n in 1..300) { $__goenvmgr_known.Add(\"/x$n\", @($null, '', 0)) }",
            _ => "for i in $(seq 300); do __goenvmgr_places+=(\"$__goenvmgr_base\"); done",
        };
        let script = format!("cd p; p in; {full}; echo 1.23.1 >.go-version; p edited; p idle");
        let said = world.script(shell, &[], &script);
        let lines: Vec<&str> = said.lines().filter(|line| line.contains(" asked ")).collect();
        let expected =
            ["in: go1.22.5 asked 1", "edited: go1.23.1 asked 1", "idle: go1.23.1 asked 0"];
        assert_eq!(lines.len(), 3, "{shell}:\n{said}");
        assert!(!said.contains("not found"), "{shell}:\n{said}");
        for (line, wanted) in lines.iter().zip(expected) {
            assert!(line.starts_with(wanted.split(" asked").next().unwrap()), "{shell}:\n{said}");
        }
    }
}
