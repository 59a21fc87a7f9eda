//! PowerShell in tmux, whose server keeps the environment of whoever started it.

use super::tmux::Tmux;
use super::world::World;
use crate::support::program::pwsh;

#[test]
fn panes_of_a_server_that_an_active_powershell_started_have_their_own_directorys_go() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_two_pins();
    let prompt = "function prompt { \"<$([IO.Path]::GetFileName($PWD)):$([IO.Path]::GetFileName(\"$env:GOROOT\"))>\" }\n";
    world.write("home/.config/powershell/profile.ps1", prompt);
    world.run(&["setup", "--shell", "powershell"]).exits(0);
    let tmux = Tmux { world: &world };
    let start = format!(
        "{}\ncd p; go version\n$env:SHELL = '{pwsh}'; $env:TERM = 'xterm'\ntmux -f /dev/null -S '{}' new-session -d -c '{}'\n",
        world.init("pwsh"),
        world.show("tmux"),
        world.show("q")
    );
    world.write("start.ps1", &start);
    let mut outer = world.command(&pwsh);
    let outer = outer.args(["-NoProfile", "-File", &world.show("start.ps1")]).output().unwrap();
    let said = String::from_utf8_lossy(&outer.stdout).replace(&world.show(""), "W/");
    assert!(said.contains("go1.22.5 GOROOT=W/data/toolchains/go1.22.5"), "{outer:?}");

    let types = |line: &str, prompt: &str| {
        tmux.reads_keys();
        tmux.run(&["send-keys", "-l", line]);
        tmux.run(&["send-keys", "Enter"]);
        tmux.awaits_prompt(prompt);
    };
    tmux.awaits_prompt("<q:go1.23.1>");
    types("go version *> ../own; cd ../p", "<p:go1.22.5>");
    types("go version *> ../moved; goenvmgr check *>> ../moved; cd ../q", "<q:go1.23.1>");
    let read = |name: &str| {
        std::fs::read_to_string(world.path(name)).unwrap().replace(&world.show(""), "W/")
    };
    assert!(read("own").contains("go1.23.1 GOROOT=W/data/toolchains/go1.23.1"), "{}", read("own"));
    assert!(read("moved").contains("go1.22.5 GOROOT=W/data/toolchains/go1.22.5"));
    assert!(read("moved").contains("this shell matches"), "{}", read("moved"));

    tmux.run(&["split-window", "-c", &world.show("p")]);
    tmux.awaits_prompt("<p:go1.22.5>");
    types("goenvmgr deactivate", "<p:>");
    types("\"$env:PATH [$env:GOROOT]\" > ../left; cd ../q", "<q:>");
    assert!(!read("left").contains("W/data") && read("left").contains(" []"), "{}", read("left"));
}
