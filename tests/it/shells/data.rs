//! Shells that are answered with data: elvish and nushell, through the function and the hook.

use std::path::{Path, PathBuf};

use super::world::{World, exe};
use crate::support::program::on_path;

struct Told {
    out: String,
    err: String,
    code: Option<i32>,
}

/// A script in a shell that has read `init`; what is active is said by `show LABEL`, after what the
/// hook does at a prompt.
fn run(world: &World, shell: &str, script: &str) -> Told {
    let (program, text) = match shell {
        "elvish" => ("elvish", format!("{ELVISH}{script}")),
        _ => {
            let init = world.run(&["init", "nu"]);
            world.write("init.nu", &init.stdout);
            ("nu", format!("{NU}{script}"))
        }
    };
    world.write("script", &text);
    let mut command = world.command(program);
    command.arg(if shell == "elvish" { "-norc" } else { "--no-config-file" });
    command.arg(world.path("script")).env("EXE", exe()).env("COUNT", world.path("count"));
    command.env("PATH", std::env::var_os("PATH").unwrap()).stdin(std::process::Stdio::null());
    let done = command.output().unwrap();
    let text = |bytes: Vec<u8>| {
        String::from_utf8_lossy(&bytes).replace(&world.path("").display().to_string(), "W/")
    };
    Told { code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
}

const ELVISH: &str = "var g: = (ns [&])
eval ($E:EXE init elvish | slurp) &on-end={|n| set g: = $n}
set g:exe = $E:COUNT
use str
fn goroot { if (has-env GOROOT) { put (str:replace $pwd '' $E:GOROOT) } else { put none } }
fn show {|l| g:hook; echo $l (goroot) (str:split : $E:PATH | take 1) }
fn failing {|l f| try { $f; echo $l 0 } catch e { echo $l $e[reason][exit-status] } }
fn goenvmgr {|@a| g:goenvmgr $@a }
fn put-text {|file text| print $text > $file }
";

const NU: &str = "source init.nu
$env.__goenvmgr.exe = $env.COUNT
def --env show [l] { __goenvmgr_hook; print $\"($l) ($env.GOROOT? | default none) ($env.PATH | first)\" }
def --env failing [l f] { try { do --env $f; print $\"($l) 0\" } catch {|e| print $\"($l) ($e.exit_code?)\" } }
def put-text [file text] { $text | save --force $file }
";

/// The lines that a label begins, without it.
fn said<'a>(told: &'a Told, label: &str) -> Vec<&'a str> {
    told.out.lines().filter_map(|line| line.strip_prefix(label)?.strip_prefix(' ')).collect()
}

const JOURNEY: &str = "cd p; show pinned
cd sub; show below
cd ../../q; show other
goenvmgr use 1.22.5; show used
cd ../none; show still
goenvmgr use; show bare
cd ../q; put-text .go-version \"1.22.5\\n\"; show edited
goenvmgr check
";

#[test]
fn session_goes_from_directory_to_directory_and_back() {
    for shell in ["elvish", "nu"] {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        std::fs::create_dir(world.path("none")).unwrap();
        let rest = "failing refused { goenvmgr use 9.9.9 }\nfailing passed { goenvmgr which no }\n\
                    goenvmgr deactivate; show off\ncd ../p; show away\ngoenvmgr use; show back\n";
        let told = run(&world, shell, &format!("{JOURNEY}{rest}"));
        assert_eq!(told.code, Some(0), "{shell}: {}\n{}", told.out, told.err);
        let one = "W/data/toolchains/go1.22.5 W/data/toolchains/go1.22.5/bin".to_owned();
        let two = one.replace("1.22.5", "1.23.1");
        for (label, state) in [
            ("pinned", &*one),
            ("below", &one),
            ("other", &two),
            ("used", &one),
            ("still", &one),
            ("edited", &one),
            ("back", &one),
            ("refused", "1"),
            ("passed", "1"),
        ] {
            assert_eq!(said(&told, label), [state], "{shell} {label}: {}\n{}", told.out, told.err);
        }
        for label in ["bare", "off", "away"] {
            let state = said(&told, label);
            assert!(
                state.len() == 1 && state[0].starts_with("none "),
                "{shell} {label}: {state:?}"
            );
            assert!(!state[0].contains("W/data/toolchains"), "{shell} {label}: {state:?}");
        }
        assert!(told.out.contains("this shell matches"), "{shell}: {}", told.out);
        assert!(told.err.contains("9.9.9") && told.err.contains("stays as it is"), "{}", told.err);
    }
}

#[test]
fn prompt_that_is_idle_asks_nothing_and_a_missing_version_is_said_once() {
    for shell in ["elvish", "nu"] {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("m/.go-version", "1.20.1\n");
        let told = run(&world, shell, "cd p; show a; show b; show c\ncd ../m; show d; show e\n");
        assert_eq!(told.code, Some(0), "{shell}: {}\n{}", told.out, told.err);
        let asked = std::fs::read_to_string(world.path("log")).unwrap();
        assert_eq!(asked.lines().filter(|line| *line == "hook").count(), 2, "{shell}: {asked}");
        assert_eq!(told.err.matches("1.20.1").count().min(2), 2, "{shell}: {}", told.err);
        assert_eq!(told.err.matches("is not installed").count(), 1, "{shell}: {}", told.err);
    }
}

/// Values that would run something if they left their quotes.
#[test]
fn hostile_paths_stay_values() {
    let odd = "o'b \"$(touch ran)\" `touch ran` ${x} \\ é #{ |";
    for shell in ["elvish", "nu"] {
        let world = World::with_shells();
        let home = format!("{odd}/data");
        for version in ["1.22.5", "1.23.1"] {
            let from = world.path(&format!("data/toolchains/go{version}"));
            let to = world.path(&format!("{home}/toolchains/go{version}"));
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::rename(from, to).unwrap();
        }
        std::os::unix::fs::symlink(world.path(&home), world.path("h")).unwrap();
        world.write(&format!("{odd}/p/.go-version"), "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        std::os::unix::fs::symlink(world.path(&format!("{odd}/p")), world.path("link")).unwrap();
        let home = world.path(&home);
        let set = match shell {
            "elvish" => "set-env GOENVMGR_HOME (slurp < where)\n",
            _ => "$env.GOENVMGR_HOME = (open --raw where | decode utf-8)\n",
        };
        world.write("where", home.to_str().unwrap());
        let cd = if shell == "elvish" {
            "cd (slurp < dir)"
        } else {
            "cd (open --raw dir | decode utf-8)"
        };
        world.write("dir", world.path(&format!("{odd}/p")).to_str().unwrap());
        let told = run(&world, shell, &format!("{set}{cd}\nshow odd\n"));
        assert_eq!(told.code, Some(0), "{shell}: {}\n{}", told.out, told.err);
        let root = format!("W/{odd}/data/toolchains/go1.22.5");
        assert_eq!(said(&told, "odd"), [format!("{root} {root}/bin")], "{shell}: {}", told.err);
        for dir in ["", "q", "p", odd] {
            assert!(!Path::new(&world.path(dir)).join("ran").exists(), "{shell}");
        }
    }
}

/// A script reads no start-up file: what the message says for one gives it the function.
#[test]
fn use_in_a_script_works_by_the_line_that_its_refusal_names() {
    let world = World::with_shells();
    let path = format!("{}:{}", super::world::bin(), std::env::var("PATH").unwrap());
    let run = |shell: &str, text: &str| {
        world.write("script", text);
        let mut command = world.command(shell);
        command.arg(if shell == "elvish" { "-norc" } else { "--no-config-file" });
        let output = command.arg(world.path("script")).env("PATH", &path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        (output.status.success(), said)
    };
    let plain = "eval (goenvmgr init elvish | slurp)\ngoenvmgr use 1.22.5\ngo version\n";
    let (fine, said) = run("elvish", plain);
    assert!(!fine, "elvish looks `goenvmgr` up before `eval` has run: {said}");
    let line = said.lines().find_map(|line| line.strip_prefix("hint: in a script: ")).unwrap();
    let (fine, said) = run("elvish", &format!("{line}\ngoenvmgr use 1.22.5\ngo version\n"));
    assert!(fine && said.contains("go1.22.5 GOROOT="), "{said}");
    // Once more, and what does not exist is an exception that a script can catch.
    let text = format!(
        "{line}\ngoenvmgr use 1.23.1\ngoenvmgr use 1.22.5\ntry {{ goenvmgr use 1.99.9 }} catch {{ echo refused }}\ngo version\ngoenvmgr deactivate\necho left=$E:GOROOT\n"
    );
    let (fine, said) = run("elvish", &text);
    assert!(fine && said.contains("refused\n") && said.contains("left=\n"), "{said}");
    assert!(said.contains("go1.22.5 GOROOT=") && !said.contains("go1.23.1 GOROOT="), "{said}");

    let (fine, said) = run("nu", "goenvmgr use 1.22.5\n");
    assert!(!fine && said.contains("in a script: source FILE"), "{said}");
    world.run(&["setup", "--shell", "nu"]).exits(0);
    let source = format!("source {}\n", world.show("data/init.nu"));
    let (fine, said) = run("nu", &format!("{source}goenvmgr use 1.22.5\n^go version\n"));
    assert!(fine && said.contains("go1.22.5 GOROOT="), "{said}");
}

/// As the kernel counts it: what the shell and all that it started have read.
#[test]
fn prompt_reads_little_of_any_file() {
    for (shell, count) in
        [("elvish", "grep rchar /proc/$pid/io"), ("nu", "^grep rchar $\"/proc/($nu.pid)/io\"")]
    {
        let world = World::with_shells();
        world.write("p/go.mod", "");
        let go_mod = std::fs::File::options().write(true).open(world.path("p/go.mod"));
        go_mod.unwrap().set_len(200 << 20).unwrap();
        world.write("p/sub/.go-version", &"1.22.5\0\n".repeat(1 << 20));
        let journey = "cd p; show in; show idle; cd sub; show below; show idle";
        let told = run(&world, shell, &format!("{count}\n{journey}\n{count}\n"));
        let counts = told.out.lines().filter_map(|line| line.strip_prefix("rchar: "));
        let counts: Vec<u64> = counts.map(|count| count.trim().parse().unwrap()).collect();
        let [before, after] = counts[..] else { panic!("{shell}: {}\n{}", told.out, told.err) };
        assert!(after - before < 3 << 20, "{shell}: {before} to {after}\n{}", told.out);
        assert_eq!(said(&told, "idle").len(), 2, "{shell}: {}\n{}", told.out, told.err);
    }
}

/// What a start-up file reads, or keeps in a file, is text that does nothing; what is wrong is said once.
#[test]
fn init_that_fails_is_text_that_does_nothing() {
    let world = World::with_shells();
    world.write("data/config.toml", "default = \n");
    for words in
        [&["init", "elvish"][..], &["init", "elvish", "--nonsense"], &["env", "--shell", "nu"]]
    {
        let failed = world.run(words);
        assert_eq!(failed.stdout, "#goenvmgr\n", "{words:?}");
        assert!(failed.stderr.starts_with("error: "), "{words:?}: {}", failed.stderr);
    }
    let script = format!(
        "try {{ eval (try {{ (external '{}') init elvish }} catch {{ nop }} | slurp) }} catch e {{ echo $e }}\necho on\n",
        exe()
    );
    world.write("script", &script);
    let mut elvish = world.command("elvish");
    let ran = elvish.arg("-norc").arg(world.path("script")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stdout), "on\n", "{ran:?}");
}

/// By nushell's own answer to what it would offer, with the script, and with the function of `init nu`.
#[test]
fn nushell_completes_commands_options_values_and_versions() {
    let world = World::with(&["1.22.5", "1.23.1"]);
    let bin = Path::new(exe()).parent().unwrap();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("completions/goenvmgr.nu");
    world.write(&world.path("init.nu"), &world.run(&["init", "nu"]).exits(0).stdout);
    for script in [folder, world.path("init.nu")] {
        for (line, some, none) in [
            ("goenvmgr ins", "install", "uninstall"),
            ("goenvmgr use ", "1.23.1", "install"),
            ("goenvmgr exec 1.2", "1.22.5", "system"),
            ("goenvmgr ide ", "vscode", "1.22.5"),
            ("goenvmgr install --of", "--offline", "--from"),
            ("goenvmgr ide zed --format ", "json", "zed"),
        ] {
            let text =
                format!("source {}\n'{line}' | commandline complete | to text\n", script.display());
            world.write(&world.path("ask.nu"), &text);
            let mut nu = world.command(on_path("nu"));
            nu.args(["--no-config-file"])
                .arg(world.path("ask.nu"))
                .env("PATH", format!("{}:/usr/bin:/bin", bin.display()));
            let out = nu.output().unwrap();
            let said = String::from_utf8_lossy(&out.stdout).into_owned();
            let has = |word: &str| said.lines().any(|offered| offered == word);
            assert!(
                has(some) && !has(none),
                "{line}: {said}{}",
                String::from_utf8_lossy(&out.stderr)
            );
        }
    }
}

#[test]
fn nushell_saves_what_the_function_prints() {
    let world = World::with_shells();
    let read = ["list --format json", "config list", "alias list"];
    let saves = read.iter().enumerate();
    let saves = saves.map(|(at, words)| format!("goenvmgr {words} | save said{at}\n"));
    let script = format!(
        "{}goenvmgr env | lines | length | print\n\
         print $\"versions (open --raw said0 | from json | get version | length)\"\n\
         failing refused {{ goenvmgr which no }}\n",
        saves.collect::<String>()
    );
    let told = run(&world, "nu", &script);
    assert_eq!(told.code, Some(0), "{}\n{}", told.out, told.err);
    assert!(told.out.contains("versions 2\n") && told.out.contains("refused 1\n"), "{}", told.out);
    let config = std::fs::read_to_string(world.path("said1")).unwrap();
    assert!(config.contains("default"), "{config}");
}

#[test]
fn nushell_looks_again_after_what_changes_and_knows_how_it_ended() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    let script = "cd p; show before\n\
        goenvmgr config set path shims; show changed\n\
        failing worse { goenvmgr config set path nonsense }\n\
        $env.LAST_EXIT_CODE = 7; goenvmgr use 1.23.1; print $\"ended ($env.LAST_EXIT_CODE)\"\n";
    let told = run(&world, "nu", script);
    assert_eq!(told.code, Some(0), "{}\n{}", told.out, told.err);
    let first = "W/data/toolchains/go1.22.5";
    assert_eq!(said(&told, "before"), [format!("{first} {first}/bin")], "{}", told.err);
    assert_eq!(said(&told, "changed"), [format!("{first} W/data/shims")], "{}", told.err);
    assert_eq!(said(&told, "worse"), ["2"], "{}", told.err);
    assert_eq!(said(&told, "ended"), ["0"], "{}", told.err);
}
