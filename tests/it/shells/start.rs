//! Start-up: what `env.sh` does to an inherited environment, and the snippets' own lint.

use super::world::{World, exe, with_powershell};
use crate::support::program;

/// The text that `setup` writes, from the files of `shell/`.
fn env_sh(world: &World) -> String {
    let quote = |path: &str| format!("'{}'", world.show(path));
    format!(
        "__goenvmgr_toolchains={}\n__goenvmgr_tools={}\n__goenvmgr_shims={}\n{}",
        quote("data/toolchains"),
        quote("data/tools"),
        quote("data/shims"),
        include_str!("../../../shell/env.sh")
    )
}

#[test]
fn env_sh_puts_shims_first_once_and_gives_goroot_back() {
    let world = World::with_shells();
    world.write("env.sh", &env_sh(&world));
    let data = world.show("data");
    for (shell, options) in [
        ("dash", vec![]),
        ("dash", vec!["-e", "-u"]),
        ("ksh", vec!["-e", "-u"]),
        ("mksh", vec!["-e", "-u", "-f"]),
        ("yash", vec!["-e", "-u"]),
        ("bash", vec!["--norc"]),
        ("bash", vec!["--norc", "-eu"]),
        ("bash", vec!["--norc", "--posix", "-f"]),
        ("zsh", vec!["-f"]),
        ("zsh", vec!["-f", "-e", "-u"]),
        ("zsh", vec!["-f", "-o", "ksharrays", "-o", "shwordsplit"]),
    ] {
        let root = format!("{data}/toolchains/go1.22.5");
        for (path, undo, expected) in [
            ("/a::/b", None, "W/data/shims:/a::/b|none|none"),
            ("", None, "W/data/shims|none|none"),
            (
                ":{d}/shims:{d}/shims:{d}/toolchains/a/bin:{d}/toolchains/b:",
                None,
                "W/data/shims::W/data/toolchains/b:|none|none",
            ),
            (
                "/x:{d}/shims:/y:{d}/toolchains/go1.22.5/bin:{d}/toolchains/a/b/bin2",
                Some("-;GOROOT=/o 'wn;"),
                "W/data/shims:/x:/y:W/data/toolchains/a/b/bin2|/o 'wn;|0;GOROOT=/o 'wn;",
            ),
            (
                "{d}/toolchains/go1.22.5/bin:{d}/shims:/usr/bin",
                Some("-"),
                "W/data/shims:/usr/bin|none|0",
            ),
            (
                "{d}/tools/x/bin:/a:{d}/toolchains/b/bin:{d}/shims:{d}/tools/y/bin:{d}/tools:{d}/tools/z/bin",
                Some("-"),
                "W/data/shims:/a:W/data/tools|none|0",
            ),
        ] {
            // Debian's /etc/zsh/zshenv fills an empty PATH before any file of the user's.
            if path.is_empty() && shell == "zsh" {
                continue;
            }
            let path = path.replace("{d}", &data);
            world.write("s", ". ./env.sh\n. ./env.sh\n/usr/bin/printf '%s\\n' \"$PATH|${GOROOT-none}|${__GOENVMGR_UNDO-none}\"\nset | grep '^__goenvmgr' || :\n");
            let mut command = world.command(format!("/usr/bin/{shell}"));
            command.args(&options).arg(world.path("s")).env("PATH", &path);
            if let Some(undo) = undo {
                command.env("GOROOT", &root).env("__GOENVMGR_UNDO", undo);
            }
            let output = command.output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout).replace(&data, "W/data");
            let first = said.lines().next().unwrap_or_default();
            assert_eq!(
                first,
                expected,
                "{shell} {options:?} {path}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn env_sh_then_init_then_env_sh_again_leaves_one_of_each() {
    for shell in with_powershell().into_iter().filter(|shell| *shell != "fish") {
        let world = World::with_shells();
        world.write("env.sh", &env_sh(&world));
        world.run(&["setup", "--shell", "powershell"]).exits(0);
        world.write("p/.go-version", "1.22.5\n");
        let [file, path] = match shell {
            "pwsh" => ["data/env.ps1", "$($env:PATH.Replace(\"${PSHOME}:\", ''))"],
            _ => ["env.sh", "$PATH"],
        };
        // Debian's .profile sources .bashrc, and may itself read env.sh after it.
        let script = format!(
            ". ./{file}\ncd p\n{}\n. ../{file}\necho \"in {path}\"\ncd ..\n__goenvmgr_hook\necho \"out {path}\"\ngoenvmgr deactivate\necho \"off {path}\"\n",
            world.init(shell)
        );
        let said = world.bare_script(shell, &[], &script, &[]);
        for line in [
            "in W/data/toolchains/go1.22.5/bin:W/data/shims:/usr/bin:/bin",
            "out W/data/shims:/usr/bin:/bin",
            "off /usr/bin:/bin",
        ] {
            assert!(said.contains(line), "{shell}: {line}\n{said}");
        }
    }
}

/// Under `set -a` what init says of itself is exported, to a shell that has the same number.
#[test]
fn plain_shell_that_takes_the_place_of_one_with_init_reads_env_sh_like_any_other() {
    let world = World::with_shells();
    world.write("env.sh", &env_sh(&world));
    let script = format!(
        "set -a\n{}\nexport PATH=/usr/bin:/bin\nexec dash -c '. ./env.sh; echo \"plain $PATH\"'\n",
        world.init("bash")
    );
    let said = world.bare_script("bash", &[], &script, &[]);
    assert!(said.contains("plain W/data/shims:/usr/bin:/bin"), "{said}");
}

#[test]
fn login_shell_that_resets_path_below_an_active_parent_is_mended() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.write("env.sh", &env_sh(&world));
    let inner = format!(
        "PATH=/usr/local/bin:/usr/bin:/bin\n. '{}'\necho \"script $PATH ${{GOROOT-none}}\"\n{}\necho \"in $PATH $GOROOT\"\n",
        world.show("env.sh"),
        world.init("bash")
    );
    world.write("inner", &inner);
    let script = format!(
        "{}\ncd p\n__goenvmgr_hook\nbash --norc '{}'\n",
        world.init("bash"),
        world.show("inner")
    );
    let said = world.bare_script("bash", &[], &script, &[]);
    assert!(said.contains("script W/data/shims:/usr/local/bin:/usr/bin:/bin none\n"), "{said}");
    assert!(said.contains("in W/data/toolchains/go1.22.5/bin:W/data/shims:/usr/local/bin:/usr/bin:/bin W/data/toolchains/go1.22.5\n"), "{said}");
}

/// `/etc/zprofile` of macOS puts the system's directories in front of all that `.zshenv` did.
#[test]
fn path_helper_between_zshenv_and_zprofile_is_mended() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.write("env.sh", &env_sh(&world));
    let helper = "PATH=/usr/local/bin:/usr/bin:/bin:$PATH\npath=(\"${(@u)path}\")\n";
    let shims = world.show("data/shims").replace(&world.show(""), "W/");
    let script = format!(
        "export PATH=/own:$PATH\n. ./env.sh\n{helper}echo \"demoted $PATH\"\n. ./env.sh\n\
         echo \"login $PATH\"\ncd p\n{}\necho \"here $PATH\"\n",
        world.init("zsh")
    );
    let said = world.bare_script("zsh", &[], &script, &[]);
    let system = "/usr/local/bin:/usr/bin:/bin";
    for line in [
        format!("demoted {system}:{shims}:/own\n"),
        format!("login {shims}:{system}:/own\n"),
        format!("here W/data/toolchains/go1.22.5/bin:{shims}:{system}:/own\n"),
    ] {
        assert!(said.contains(&line), "{line}{said}");
    }
}

/// `env.fish` as `setup` writes it: alone, twice, below an active parent, and in a shell with the hook.
#[test]
fn env_fish_does_in_a_real_fish_what_env_sh_does_elsewhere() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.run(&["setup", "--shell", "fish"]).exits(0);
    let source = format!("source '{}'\n", world.show("data/env.fish"));
    let show = "echo (string join : -- $PATH)\"|$GOROOT|$__GOENVMGR_UNDO\"\n";
    let data = world.show("data");
    let root = format!("{data}/toolchains/go1.22.5");
    for (path, goroot, undo, expected) in [
        ("/a:/b", "/own", "", "W/data/shims:/a:/b|/own|"),
        (
            "/x:{d}/shims:/y:{d}/toolchains/go1.22.5/bin:{d}/toolchains/a/b/bin",
            "{r}",
            "-;GOROOT=/o 'wn;",
            "W/data/shims:/x:/y:W/data/toolchains/a/b/bin|/o 'wn;|0;GOROOT=/o 'wn;",
        ),
        ("{d}/toolchains/go1.22.5/bin:{d}/shims:/usr/bin", "{r}", "-", "W/data/shims:/usr/bin||0"),
    ] {
        let fill = |text: &str| text.replace("{d}", &data).replace("{r}", &root);
        let (path, goroot) = (fill(path), fill(goroot));
        let vars = [("PATH", &*path), ("GOROOT", &*goroot), ("__GOENVMGR_UNDO", undo)];
        world.write(
            "script",
            &format!("{source}{source}{show}set -n | string match '__goenvmgr*'; true\n"),
        );
        let mut command = world.command("/usr/bin/fish");
        command.arg("--no-config").arg(world.path("script")).envs(vars);
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).replace(&world.show(""), "W/");
        assert_eq!(said, format!("{expected}\n"), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let script =
        format!("{source}cd p\n{}\n{source}{show}goenvmgr deactivate\n{show}", world.init("fish"));
    let said = world.bare_script("fish", &[], &script, &[]);
    assert!(
        said.starts_with("W/data/toolchains/go1.22.5/bin:W/data/shims:/usr/bin:/bin|"),
        "{said}"
    );
    assert!(said.contains("\n/usr/bin:/bin||\n"), "{said}");
}

#[test]
fn ide_that_reads_the_environment_gets_shims_and_no_goroot() {
    for variable in ["VSCODE_RESOLVING_ENVIRONMENT", "INTELLIJ_ENVIRONMENT_READER"] {
        let world = World::with_shells();
        world.write("data/config.toml", "default = \"1.22.5\"\n");
        for shell in with_powershell() {
            let script = format!("{}\nenv | grep -e '^PATH=' -e '^GOROOT='\n", world.init(shell));
            let said = world.bare_script(shell, &[], &script, &[(variable, "1")]);
            assert!(said.starts_with("PATH=W/data/shims:/"), "{shell}: {said}");
            assert!(!said.contains("GOROOT"), "{shell}: {said}");
        }
    }
}

#[test]
fn files_that_shells_run_are_lint_clean() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/shell");
    for command in [
        vec!["shellcheck", "core.sh", "bash.sh", "env.sh"],
        vec!["bash", "-n", "core.sh"],
        vec!["bash", "-n", "bash.sh"],
        vec!["zsh", "-n", "core.sh"],
        vec!["zsh", "-n", "zsh.zsh"],
        vec!["dash", "-n", "env.sh"],
        vec!["fish", "--no-execute", "fish.fish"],
        vec!["fish", "--no-execute", "env.fish"],
        vec!["fish_indent", "--check", "fish.fish"],
        vec!["fish_indent", "--check", "env.fish"],
    ] {
        let output =
            std::process::Command::new(command[0]).args(&command[1..]).current_dir(dir).output();
        let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
        assert!(
            output.status.success(),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
}

/// A log of CI shows what the lines do, not how the hook is made.
#[test]
fn readme_lines_for_ci_are_quiet_under_x() {
    let readme = include_str!("../../../README.md");
    let line = readme.lines().find(|line| line.contains("goenvmgr install &&")).unwrap();
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    let line = line.replace("goenvmgr install &&", "");
    let text = format!("PATH={}:$PATH\ncd p\nset -x\n{line}\ngo version\n", super::world::bin());
    let said = world.bare_script("bash", &[], &text, &[]);
    assert!(said.starts_with("go1.22.5 GOROOT="), "{said}");
    let traced = said.lines().filter(|line| line.starts_with('+')).count();
    assert!(traced < 15 && !said.contains("__goenvmgr_"), "{traced}: {said}");
}

/// An output that cannot be written is a failure, not an empty activation.
#[test]
fn init_into_a_full_disk_fails() {
    let world = World::with_shells();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = world.command(exe()).args(["init", "bash"]).stdout(full).status().unwrap();
    assert_eq!(status.code(), Some(3));
}

/// `bin/goenvmgr` outlives the versioned folder that it leads to: a shell keeps the name.
#[test]
fn shell_calls_the_program_by_the_name_that_an_upgrade_leaves() {
    for shell in with_powershell() {
        let world = World::with_shells();
        std::fs::create_dir_all(world.path("bin")).unwrap();
        std::fs::create_dir_all(world.path("v1")).unwrap();
        std::fs::create_dir_all(world.path("v2")).unwrap();
        for version in ["v1", "v2"] {
            program::copy(exe(), &world.path(version).join("goenvmgr"));
        }
        let link = |version: &str| {
            let _ = std::fs::remove_file(world.path("bin/goenvmgr"));
            let target = world.path(version).join("goenvmgr");
            std::os::unix::fs::symlink(target, world.path("bin/goenvmgr")).unwrap();
        };
        link("v1");
        world.write("p/.go-version", "1.22.5\n");
        let init = world.init(shell).replace(exe(), &world.show("bin/goenvmgr"));
        let upgrade = format!(
            "rm '{0}' '{1}'; ln -s '{2}' '{0}'",
            world.show("bin/goenvmgr"),
            world.show("v1/goenvmgr"),
            world.show("v2/goenvmgr")
        );
        let text = format!("{init}\n{upgrade}\ncd p\n__goenvmgr_hook\ngo\n");
        let said = world.bare_script(shell, &[], &text, &[]);
        assert!(said.starts_with("go1.22.5 GOROOT="), "{shell}:\n{said}");
    }
}
