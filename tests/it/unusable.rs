//! Variables that lead to where nothing can be kept: each command says which, and what to type helps.

use crate::support::world::{World, as_user, ran};

/// A user of their own, who may write nothing but their home.
const USER: u32 = 54_321;

#[test]
fn commands_that_write_name_the_variable_that_leads_nowhere_and_the_cure_helps() {
    let world = World::new();
    let home = world.path("own");
    std::fs::create_dir(&home).unwrap();
    std::os::unix::fs::chown(&home, Some(USER), None).unwrap();
    for dir in [world.path(""), world.work()] {
        std::fs::set_permissions(dir, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    let world = world.file("goenvmgr.toml", "[env]\nA = \"1\"\n");
    let own = home.display().to_string();
    let program = world.program_for_all();
    let gone = "/proc/gone/there";
    for (vars, name) in [
        (vec![("HOME", gone)], "HOME"),
        (vec![("HOME", &*own), ("GOENVMGR_HOME", gone)], "GOENVMGR_HOME"),
        (vec![("HOME", &*own), ("XDG_CONFIG_HOME", gone)], "XDG_CONFIG_HOME"),
        (vec![("HOME", &*own), ("XDG_STATE_HOME", gone)], "XDG_STATE_HOME"),
    ] {
        for args in [
            &["default", "1.22.5"][..],
            &["trust", "."],
            &["roots", "add", "."],
            &["install", "1.22.5"],
            &["setup", "--shell", "bash"],
        ] {
            let kept_there = match name {
                "XDG_CONFIG_HOME" => ["default"].contains(&args[0]),
                "XDG_STATE_HOME" => ["trust", "roots"].contains(&args[0]),
                _ => true,
            };
            if !kept_there {
                continue;
            }
            let mut command = world.command(&program);
            command
                .args(args)
                .env_remove("HOME")
                .env_remove("GOENVMGR_HOME")
                .envs(vars.iter().copied());
            let said = ran(as_user(USER, &command));
            assert_ne!(said.code, 0, "{vars:?} {args:?}: {said:?}");
            // Where a directory of one's own is all that is missing, install says how to name one.
            let how =
                args[0] == "install" && said.stderr.contains("hint: GOENVMGR_HOME=DIR goenvmgr");
            assert!(
                how || said.stderr.lines().next().is_some_and(|line| line.contains(name)),
                "{vars:?} {args:?}: {said:?}"
            );
            let cure = said.stderr.lines().find_map(|line| line.strip_prefix("hint: ")).unwrap();
            let cure = cure.split("   (").next().unwrap();
            if args[0] == "install" {
                continue;
            }
            let line = format!("{cure}; exec \"$0\" \"$@\"");
            let mut typed = world.command("/bin/sh");
            typed.arg("-c").arg(&line).arg(&program).args(args);
            typed.env_remove("HOME").env_remove("GOENVMGR_HOME").envs(vars.iter().copied());
            typed.env("PATH", "/usr/bin:/bin");
            let said = ran(as_user(USER, &typed));
            assert_eq!(said.code, 0, "{vars:?} {args:?}: {cure}: {said:?}");
        }
    }
}
