//! Shells that are answered with data: when they ask, and when they need not.

use super::world::{World, exe};
use crate::support::program::pwsh;

/// `p LABEL` is a prompt that says what is active and how often the shell has asked.
const ELVISH: &str = "var g: = (ns [&])
eval ($E:EXE init elvish | slurp) &on-end={|n| set g: = $n}
set g:exe = $E:COUNT
use path
var top = $pwd
fn asked { if (path:is-regular $top/log) { count [(from-lines < $top/log)] } else { put 0 } }
fn p {|l| g:hook; echo $l': '(if (has-env GOROOT) { path:base $E:GOROOT } else { put none }) asked (asked) }
fn goenvmgr {|@a| g:goenvmgr $@a }
fn write {|file text| echo $text > $top/$file }
fn remove {|file| (external rm) $top/$file }
";
const NU: &str = "source init.nu
$env.__goenvmgr.exe = $env.COUNT
let top = $env.PWD
def --env p [l] { __goenvmgr_hook; print $\"($l): ($env.GOROOT? | default none | path basename) asked (try { open $\"($env.TOP)/log\" | lines | length } catch { 0 })\" }
def write [file text] { $\"($text)\\n\" | save --force $\"($env.TOP)/($file)\" }
def remove [file] { rm $\"($env.TOP)/($file)\" }
";
const PWSH: &str = "(& $env:EXE init powershell) -join \"`n\" | Invoke-Expression
$global:__goenvmgr_exe = $env:COUNT
function asked { if ([IO.File]::Exists(\"$env:TOP/log\")) { [IO.File]::ReadAllLines(\"$env:TOP/log\").Count } else { 0 } }
function p($l) { $null = prompt; \"${l}: $(if ($env:GOROOT) { [IO.Path]::GetFileName($env:GOROOT) } else { 'none' }) asked $(asked)\" }
function write($file, $text) { [IO.File]::WriteAllText(\"$env:TOP/$file\", \"$text`n\") }
function remove($file) { [IO.File]::Delete(\"$env:TOP/$file\") }
";

/// What a script says after `p` of its shell's, and what it says of errors.
fn run(world: &World, shell: &str, script: &str) -> (Vec<String>, String) {
    let (count, top) = (world.show("count"), world.show(""));
    let path = std::env::var("PATH").unwrap();
    let vars = [("EXE", exe()), ("COUNT", &count), ("TOP", &top), ("PATH", &path)];
    let (said, error) = if shell == "pwsh" {
        let said = world.powershell(&format!("{PWSH}{script}"), &vars);
        (said.out, said.err)
    } else {
        let (head, option) = match shell {
            "elvish" => (ELVISH, "-norc"),
            _ => (NU, "--no-config-file"),
        };
        std::fs::write(world.path("init.nu"), world.run(&["init", "nu"]).stdout).unwrap();
        world.write("script", &format!("{head}{script}"));
        let mut command = world.command(shell);
        let done = command.arg(option).arg(world.path("script")).envs(vars).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (text(done.stdout), text(done.stderr))
    };
    let lines = said.lines().filter(|line| line.contains(" asked "));
    (lines.map(str::to_owned).collect(), format!("{shell}: {said}\n{error}"))
}

fn shells() -> Vec<&'static str> {
    let mut shells = vec!["elvish", "nu"];
    shells.extend(pwsh().is_some().then_some("pwsh"));
    shells
}

#[test]
fn data_shell_asks_at_another_base_alone_and_powershell_remembers_it() {
    for shell in shells() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        std::fs::create_dir_all(world.path("none/deep")).unwrap();
        let (said, all) = run(
            &world,
            shell,
            "cd p; p in; cd sub/deep; p deep; p idle; cd ../../../none; p none; cd deep; p within; cd ../../q; p q\n\
             cd ../p; p again; cd ../q; p back\n\
             write p/sub/.go-version 1.23.1; cd ../p/sub; p nearer; remove p/sub/.go-version; p farther\n",
        );
        // PowerShell has the place that it began in by then.
        let asked = match shell {
            "pwsh" => [1, 1, 2, 2, 2, 3, 4],
            _ => [2, 2, 3, 4, 5, 6, 7],
        };
        let places = [
            "none: none",
            "within: none",
            "q: go1.23.1",
            "again: go1.22.5",
            "back: go1.23.1",
            "nearer: go1.23.1",
            "farther: go1.22.5",
        ];
        let mut expected: Vec<String> =
            ["in", "deep", "idle"].map(|at| format!("{at}: go1.22.5 asked 1")).to_vec();
        expected.extend(
            places.iter().zip(asked).map(|(place, asked)| format!("{place} asked {asked}")),
        );
        assert_eq!(said, expected, "{all}");
    }
}

/// A question that failed is one line, and no other until something is another.
#[test]
fn data_shell_stays_as_it_is_while_a_question_fails() {
    for shell in shells() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let (said, all) = run(
            &world,
            shell,
            "cd p; p in; write data/config.toml 'default = '; p broken; p idle; remove data/config.toml; p fixed\n",
        );
        let fixed = if shell == "pwsh" { 2 } else { 3 };
        let expected = [
            "in: go1.22.5 asked 1".to_owned(),
            "broken: go1.22.5 asked 2".to_owned(),
            "idle: go1.22.5 asked 2".to_owned(),
            format!("fixed: go1.22.5 asked {fixed}"),
        ];
        assert_eq!(said, expected, "{all}");
        assert_eq!(all.matches("config.toml:1: ").count(), 1, "{all}");

        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let (said, all) = run(
            &world,
            shell,
            "cd p; p in; remove count; cd ../q; p gone; p idle; cd ../p; p within\n",
        );
        assert!(said.iter().all(|line| line.contains("go1.22.5 asked 1")), "{all}");
        assert_eq!(said.len(), 4, "{all}");
        let lines = all.matches("/count is gone; this shell stays as it is").count();
        assert!((1..=2).contains(&lines), "{lines} {all}");
    }
}

/// What led to a fault may be a variable that did not count before.
#[test]
fn data_shell_asks_again_when_a_variable_that_was_wrong_is_another() {
    for shell in shells() {
        let world = World::with_two_pins();
        let (set, unset) = match shell {
            "elvish" => ("set-env XDG_DATA_HOME ", "unset-env GOENVMGR_HOME"),
            "nu" => ("$env.XDG_DATA_HOME = ", "hide-env GOENVMGR_HOME"),
            _ => ("$env:XDG_DATA_HOME = ", "$env:GOENVMGR_HOME = $null"),
        };
        let script = format!(
            "cd p; p in; {unset}; {set}'here'; p here; p idle; {set}'there'; p there; p idle; {set}'/none'; p none; p idle\n"
        );
        let (said, all) = run(&world, shell, &script);
        let counts = said.iter().filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok());
        let counts: Vec<usize> = counts.collect();
        let asked: Vec<usize> = counts.iter().map(|count| count - counts[0]).collect();
        assert_eq!(asked, [0, 1, 1, 2, 2, 3, 3], "{all}");
    }
}

/// As in the other shells: `shims/` first, GOROOT kept, and a child's go is its directory's.
#[test]
fn data_shell_with_shims_first_gives_children_their_directorys_go() {
    for shell in shells() {
        let world = World::with_two_pins();
        world.write("q/Makefile", "all:\n\tgo made\n");
        let make = match shell {
            "elvish" => "(external make) -s -C ../q; (external bash) -c 'echo first ${PATH%%:*}'",
            "nu" => "^make -s -C ../q; ^bash -c 'echo first ${PATH%%:*}'",
            _ => "make -s -C ../q; bash -c 'echo first ${PATH%%:*}'",
        };
        let config = "write data/config.toml";
        let script = format!(
            "cd p; p in; {config} 'path = \"shims\"'; p shims; {make}; cd ../none; p none; {make}; cd ../p; p in; \
             {config} 'path = \"toolchain\"'; p toolchain; {make}\n"
        );
        std::fs::create_dir(world.path("none")).unwrap();
        let (said, all) = run(&world, shell, &script);
        let roots = said.iter().map(|line| line.split(' ').nth(1).unwrap_or_default());
        let expected = ["go1.22.5", "go1.22.5", "none", "go1.22.5", "go1.22.5"];
        assert_eq!(roots.collect::<Vec<_>>(), expected, "{all}");
        let at = world.show("data");
        let made = |version: &str, first: &str| {
            let goroot = format!("go{version} GOROOT={at}/toolchains/go{version} ");
            (goroot, format!("first {at}/{first}"))
        };
        let lines = all.lines().map(|line| line.split("GOTOOLCHAIN").next().unwrap_or_default());
        let lines: Vec<&str> =
            lines.filter(|line| line.contains("GOROOT=") || line.starts_with("first")).collect();
        let lines: Vec<&str> =
            lines.iter().map(|line| line.trim_start_matches(&format!("{shell}: "))).collect();
        let told = [
            made("1.23.1", "shims"),
            made("1.23.1", "shims"),
            made("1.22.5", "toolchains/go1.22.5/bin"),
        ];
        let told: Vec<String> = told.into_iter().flat_map(|(go, first)| [go, first]).collect();
        assert_eq!(lines, told, "{all}");
    }
}

/// Contents that are no text, and a file that is replaced by one that never ends.
#[test]
fn data_shell_compares_what_is_no_text_and_waits_for_no_fifo() {
    for shell in shells() {
        let world = World::with_shells();
        world.write("p/go.mod", "");
        std::fs::write(world.path("p/go.mod"), b"module m // \xff\n\ngo 1.22.5\n").unwrap();
        let fifo = "remove p/go.mod; (^mkfifo) ../p/go.mod; cd ../p; p fifo\n";
        let fifo = match shell {
            "nu" => fifo.replace("(^mkfifo)", "^mkfifo"),
            "elvish" => fifo.replace("(^mkfifo)", "(external mkfifo)"),
            _ => fifo.replace("(^mkfifo)", "mkfifo"),
        };
        let (said, all) = run(&world, shell, &format!("cd p; p in; p idle\n{fifo}"));
        assert_eq!(said.len(), 3, "{all}");
        assert!(said[0].starts_with("in: go1.22.5"), "{all}");
        if shell != "elvish" {
            assert_eq!(said[1], "idle: go1.22.5 asked 1", "{all}");
        }
        assert!(said[2].starts_with("fifo: none "), "{all}");
    }
}
