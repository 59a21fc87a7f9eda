use std::fs;
use std::path::Path;

use super::User;
use crate::support::program::on_path;

const FILE: &str = ".config/nvim/after/plugin/goenvmgr.lua";
const WRITE: [&str; 4] = ["ide", "neovim", "--write", "--yes"];
const UNDO: [&str; 4] = ["ide", "neovim", "--undo", "--yes"];

#[test]
fn ide_neovim_writes_a_file_of_its_own_and_removes_it_while_it_is_as_written() {
    let user = User::new();
    user.write(".config/nvim/init.lua", "-- mine\n");
    let shown = user.ok(&["ide", "neovim"]).stdout;
    assert!(
        shown.contains("goenvmgr.lua: would be created") && shown.contains("vim.env.PATH = "),
        "{shown}"
    );
    user.ok(&WRITE);
    assert!(user.ok(&WRITE).stdout.contains("as it should be"));
    user.ok(&UNDO);
    assert!(!user.at(".config/nvim/after").exists() && user.at(".config/nvim/init.lua").exists());
    // What somebody changed is theirs.
    user.ok(&WRITE);
    let mine = user.read(FILE) + "-- mine\n";
    user.write(FILE, &mine);
    let undone = user.ok(&UNDO).stdout;
    assert!(undone.contains("was changed since it was written, and stays"), "{undone}");
    let refused = user.world.run(&WRITE).exits(3);
    assert!(refused.stderr.contains("it was changed since it was written"), "{}", refused.stderr);
    assert_eq!(user.read(FILE), mine);
    let other = User::new();
    other.write(FILE, "-- theirs\n");
    let refused = other.world.run(&WRITE).exits(3);
    assert!(refused.stderr.contains("it is not ours"), "{}", refused.stderr);
}

/// By the real program, started in a shell that has another toolchain in front.
#[test]
fn ide_neovim_finds_the_go_of_the_directory_in_which_a_program_runs() {
    let mut user = User::new();
    let moved = user.at("a \"b\\c");
    fs::rename(user.world.home(), &moved).unwrap();
    user.world.set("GOENVMGR_HOME", &moved);
    user.world.toolchain("1.21.3");
    user.world.write(&user.world.work().join(".go-version"), "1.21.3\n");
    let front = moved.join("toolchains/go1.22.5/bin");
    user.world.set("PATH", format!("{}:/usr/bin:/bin", front.display()));
    user.world.set("GOROOT", front.parent().unwrap());
    user.ok(&WRITE);
    let mut command = user.world.command(on_path("nvim"));
    command.args([
        "--headless",
        "-c",
        "lua io.write(vim.fn.system('go version') .. vim.env.PATH)",
        "-c",
        "qa!",
    ]);
    let out = command.output().unwrap();
    let told =
        String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    let shims = moved.join("shims");
    assert!(told.starts_with("go1.21.3 "), "{told}");
    let path = format!("{}:{}:/usr/bin:/bin", shims.display(), front.display());
    assert!(told.contains(&path), "{told}");
    assert!(Path::new(&shims).join("go").exists());
}
