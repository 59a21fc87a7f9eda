//! The hook is gone: who notices, what is said of it, and that the cures that are printed cure.

use super::world::{SHELLS, World, exe};

/// A world with `goenvmgr` in its shells' start-up file, and the lines that follow there.
fn world(shell: &str, behind: &str) -> World {
    let world = World::with_two_pins();
    world.write(".go-version", "1.22.5\n");
    let file = match shell {
        "bash" => "home/.bashrc",
        "zsh" => "home/.zshrc",
        _ => "home/.config/fish/config.fish",
    };
    world.write(file, &format!("{}\n{behind}\n", world.init(shell)));
    world
}

fn reads(shell: &str) -> &'static str {
    match shell {
        "bash" => ". ~/.bashrc",
        "zsh" => ". ~/.zshrc",
        _ => "source ~/.config/fish/config.fish",
    }
}

#[test]
fn hook_that_a_start_up_file_takes_away_is_named_with_its_line() {
    for (shell, behind, place) in [
        ("bash", "\nPROMPT_COMMAND='history -a'", "W/home/.bashrc:3: PROMPT_COMMAND='history -a'"),
        ("bash", "export PROMPT_COMMAND=(mine)", "W/home/.bashrc:2: export"),
        ("bash", "unset PROMPT_COMMAND", "W/home/.bashrc:2: unset"),
        (
            "bash",
            "# PROMPT_COMMAND=no\n[ -r ~/.prompt ] && . ~/.prompt",
            "W/home/.prompt:1: PROMPT",
        ),
        (
            "bash",
            "tool() { echo PROMPT_COMMAND=tool_prompt; }; unset PROMPT_COMMAND\neval \"$(tool init bash)\"",
            "W/home/.bashrc:3: eval",
        ),
        (
            "zsh",
            "precmd_functions=(mine) chpwd_functions=()",
            "W/home/.zshrc:2: precmd_functions=(mine)",
        ),
        (
            "zsh",
            "autoload -U add-zsh-hook; add-zsh-hook -d precmd __goenvmgr_hook\nunset chpwd_functions",
            "W/home/.zshrc:3: unset",
        ),
        (
            "fish",
            "functions -e __goenvmgr_prompt __goenvmgr_cd",
            "W/home/.config/fish/config.fish:2: functions -e",
        ),
        ("fish", "function __goenvmgr_prompt; end", "W/home/.config/fish/config.fish:2: function"),
    ] {
        let world = world(shell, behind);
        world.write("home/.prompt", "PROMPT_COMMAND='echo -n'\n");
        let script = format!(
            "{}\ngoenvmgr check\ngoenvmgr doctor --format json >doctor\necho FIX\ngoenvmgr check --fix\necho FIXED\ngoenvmgr check\n",
            reads(shell)
        );
        let said = world.bare_script(shell, &[], &script, &[]);
        let (before, after) =
            said.split_once("FIXED").unwrap_or_else(|| panic!("{behind}: {said}"));
        assert!(before.contains("the prompt hook is gone"), "{behind}: {said}");
        assert!(before.contains(&format!("set by  {place}")), "{behind}: {place}: {said}");
        assert!(after.contains("this shell matches"), "{behind}: {said}");
        let doctor = std::fs::read_to_string(world.path("doctor")).unwrap();
        assert!(doctor.contains("the prompt hook is gone"), "{behind}: {doctor}");
    }
}

/// Lines above ours, lines that keep what is there, and a wrapper that runs what it found, take nothing.
#[test]
fn hook_that_still_runs_is_not_called_gone() {
    for (shell, behind) in [
        ("bash", "PROMPT_COMMAND=\"history -a; $PROMPT_COMMAND\""),
        ("bash", "PROMPT_COMMAND+=(mine)"),
        // As starship's set-up does.
        (
            "bash",
            "starship_precmd() { eval \"$STARSHIP_PROMPT_COMMAND\"; }\nSTARSHIP_PROMPT_COMMAND=\"$PROMPT_COMMAND\"\nPROMPT_COMMAND=starship_precmd",
        ),
        ("zsh", "precmd_functions+=(mine)\nchpwd_functions=(mine $chpwd_functions)"),
        ("fish", "function mine --on-event fish_prompt; end"),
    ] {
        let world = world(shell, behind);
        let said =
            world.bare_script(shell, &[], &format!("{}\ngoenvmgr check\n", reads(shell)), &[]);
        assert!(said.contains("this shell matches") && !said.contains("gone"), "{behind}: {said}");
    }
}

/// Where one of two is left it puts the other back.
#[test]
fn hook_of_which_one_half_was_taken_comes_back_at_the_next_change() {
    for (shell, lost, count) in [
        ("zsh", "precmd_functions=(true)", "[[ -n ${precmd_functions[(re)__goenvmgr_hook]} ]]"),
        ("fish", "functions -e __goenvmgr_prompt", "functions -q __goenvmgr_prompt"),
    ] {
        let world = world(shell, lost);
        let script = format!("{}\ncd p; go; {count} && echo BACK\ngoenvmgr check\n", reads(shell));
        let said = world.bare_script(shell, &[], &script, &[]);
        assert!(said.starts_with("go1.22.5 ") && said.contains("BACK"), "{lost}: {said}");
        assert!(said.contains("this shell matches"), "{lost}: {said}");
    }
    for (shell, lost, at) in [
        ("zsh", "chpwd_functions=()", "for f in $precmd_functions; do $f; done"),
        ("fish", "functions -e __goenvmgr_cd", "emit fish_prompt"),
    ] {
        let world = world(shell, lost);
        let script = format!("{}\ncd p; {at}; go; cd ../q; go\n", reads(shell));
        let said = world.bare_script(shell, &[], &script, &[]);
        assert!(said.starts_with("go1.22.5 ") && said.contains("\ngo1.23.1 "), "{lost}: {said}");
    }
}

/// What is printed for the next shells is typed, and the next shell is asked.
#[test]
fn cure_that_is_printed_for_new_shells_cures_them() {
    for (shell, file, behind) in [
        ("bash", "home/.bashrc", "PROMPT_COMMAND='history -a'"),
        ("zsh", "home/.zshrc", "precmd_functions=(true) chpwd_functions=(true)"),
        (
            "fish",
            "home/.config/fish/config.fish",
            "functions -e __goenvmgr_prompt __goenvmgr_cd; true",
        ),
    ] {
        let world = World::with_two_pins().var("SHELL", format!("/usr/bin/{shell}"));
        world.run(&["setup", "--shell", shell]).exits(0);
        world.write(".go-version", "1.22.5\n");
        let text = std::fs::read_to_string(world.path(file)).unwrap();
        world.write(file, &format!("{text}{behind}\n"));
        let fresh = || {
            let mut command = world.command(shell);
            command.args(["-i", "-c", "goenvmgr check"]);
            String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
        };
        let said = fresh();
        let cure = said.lines().rev().find_map(|line| line.trim().strip_prefix("type    "));
        let cure = cure.unwrap_or_else(|| panic!("{said}")).split("   (").next().unwrap();
        let path = format!("{}:/usr/bin:/bin", super::world::bin());
        let typed = world.command("sh").args(["-c", cure]).env("PATH", path).output().unwrap();
        assert!(typed.status.success(), "{cure}: {typed:?}");
        let said = fresh();
        assert!(said.contains("this shell matches"), "{shell}: {cure}: {said}");
    }
}

/// `. ~/.bashrc` after each edit: nobody's command comes twice.
#[test]
fn start_up_file_that_is_read_three_times_doubles_nothing() {
    for (shell, line, at) in [
        (
            "bash",
            "PROMPT_COMMAND='echo MINE'",
            "for c in \"${PROMPT_COMMAND[@]}\"; do eval \"$c\"; done",
        ),
        (
            "bash",
            "case $PROMPT_COMMAND in *MINE*) ;; *) PROMPT_COMMAND=\"echo MINE;$PROMPT_COMMAND\" ;; esac",
            "for c in \"${PROMPT_COMMAND[@]}\"; do eval \"$c\"; done",
        ),
        (
            "bash",
            "PROMPT_COMMAND=('echo MINE')",
            "for c in \"${PROMPT_COMMAND[@]}\"; do eval \"$c\"; done",
        ),
        (
            "zsh",
            "autoload -U add-zsh-hook; mine() { echo MINE }; add-zsh-hook precmd mine",
            "for f in $precmd_functions; do $f; done",
        ),
        (
            "zsh",
            "mine() { echo MINE }; precmd_functions=(mine)",
            "for f in $precmd_functions; do $f; done",
        ),
        ("fish", "function mine --on-event fish_prompt; echo MINE; end", "emit fish_prompt"),
    ] {
        for ours_first in [true, false] {
            let world = World::with_two_pins();
            let lines = match ours_first {
                true => format!("{}\n{line}\n", world.init(shell)),
                false => format!("{line}\n{}\n", world.init(shell)),
            };
            world.write("home/rc", &lines);
            let ours = match shell {
                "bash" => "echo \"OURS ${PROMPT_COMMAND[*]}\"",
                "zsh" => "echo \"OURS $precmd_functions\"",
                _ => "echo OURS __goenvmgr_hook",
            };
            let script = format!("{}{at}\n{ours}\n", ". ~/rc\n".repeat(3));
            let said = world.bare_script(shell, &[], &script, &[]);
            let prompt = said.split("OURS").next().unwrap();
            assert_eq!(
                prompt.matches("MINE").count(),
                1,
                "{line}, ours first: {ours_first}: {said}"
            );
            let ours = said.split("OURS").nth(1).unwrap().matches("__goenvmgr_hook").count();
            assert!(ours == 1 || ours_first && ours == 0, "{line}: {said}");
        }
    }
    let world = World::with_two_pins();
    let read = format!("eval ((external '{}') init elvish | slurp)\n", exe());
    world.write("script", &format!("{}count $after-chdir", read.repeat(3)));
    let mut elvish = world.command("elvish");
    let counted = elvish.arg("-norc").arg(world.path("script")).output().unwrap();
    assert!(counted.stdout.ends_with(b"(num 1)\n"), "{counted:?}");
    world.write("init.nu", &world.run(&["init", "nu"]).exits(0).stdout);
    let count = "$env.config.hooks.pre_prompt | where {|it| $it == '__goenvmgr_hook' } | length";
    world.write("script", &format!("source init.nu\n{count}\n"));
    let mut nu = world.command("nu");
    nu.env("PATH", std::env::var_os("PATH").unwrap());
    nu.arg("--env-config").arg(world.path("init.nu")).arg("--config").arg(world.path("init.nu"));
    let counted = nu.arg(world.path("script")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&counted.stdout), "1\n", "{counted:?}");
}

/// What scp and rsync start reads start-up files, and takes each byte for its own.
#[test]
fn start_up_files_print_nothing_where_nobody_looks() {
    for shell in SHELLS {
        let world = World::with_two_pins();
        world.run(&["setup", "--shell", shell]).exits(0);
        world.write("home/.go-version", "1.22.99\n");
        let mut command = world.command(shell);
        command.args(["-c", "true"]).current_dir(world.path("home"));
        command
            .env("SSH_CLIENT", "127.0.0.1 1 22")
            .env("SHLVL", "0")
            .env("GOENVMGR_VERSION", "9.9.9");
        let ran = command.output().unwrap();
        assert!(ran.stdout.is_empty() && ran.stderr.is_empty(), "{shell}: {ran:?}");
    }
}
