//! The program under other names.

use std::os::unix::fs::symlink;

use super::world::{World, exe};

#[test]
fn shim_runs_what_the_directory_selects_and_its_exit_is_the_tools() {
    let world = World::with_shells();
    world.shims();
    world.write("p/.go-version", "1.22.5\n");
    let run = |name: &str, dir: &str| {
        let output = world
            .command(world.path("data/shims").join(name))
            .current_dir(world.path(dir))
            .env("GOROOT", "/stale")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned()
            + &String::from_utf8_lossy(&output.stderr);
        (output.status.code(), text.replace(&world.show("data"), "D"))
    };
    let (code, said) = run("go", "p/sub");
    assert_eq!(
        (code, said.trim()),
        (Some(0), "go1.22.5 GOROOT=D/toolchains/go1.22.5 GOTOOLCHAIN=none")
    );
    let (_, said) = run("go1.23.1", "p");
    assert_eq!(said.trim(), "go1.23.1 GOROOT=D/toolchains/go1.23.1 GOTOOLCHAIN=none");
    let (code, said) = run("go", "home");
    assert_eq!(code, Some(127), "{said}");
    assert!(said.contains("goenvmgr default 1.23.1"), "{said}");
    world.write("p/.go-version", "1.99.9\n");
    let (code, said) = run("go", "p");
    assert_eq!(code, Some(127), "{said}");
    assert!(
        said.contains(".go-version:1 asks for 1.99.9") && said.contains("goenvmgr install 1.99.9"),
        "{said}"
    );
}

#[test]
fn shim_with_nothing_selected_runs_the_next_go_and_never_ourselves() {
    let world = World::with_shells();
    world.shims();
    world.program("other/go", "#!/bin/sh\necho \"system $GOROOT\"\n");
    let path = format!("{0}/data/shims:{0}/linked:{0}/other:/usr/bin:/bin", world.show(""));
    std::fs::create_dir(world.path("linked")).unwrap();
    symlink(exe(), world.path("linked/go")).unwrap();
    let output = world
        .command(world.path("data/shims/go"))
        .env("PATH", path)
        .env("GOROOT", "/own")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "system /own");
}

/// A real go asks PATH for `go1.99.9`, runs our shim with argv[0] `go`, and gets that toolchain.
#[test]
fn real_go_switches_through_our_shim() {
    let world = World::with_shells();
    let real = std::path::Path::new("/usr/local/go");
    let version = std::fs::read_to_string(real.join("VERSION")).expect("a Go in /usr/local/go");
    let version = version.lines().next().unwrap().trim_start_matches("go").to_owned();
    symlink(real, world.path(&format!("data/toolchains/go{version}"))).unwrap();
    world.toolchain("1.99.9");
    world.shims();
    world.write("data/config.toml", "toolchain = \"installed\"\n");
    world.write("p/.go-version", &format!("{version}\n"));
    world.write("p/go.mod", "module m\n\ngo 1.22\n\ntoolchain go1.99.9\n");
    let version_said = || {
        let mut shim = world.command(world.path("data/shims/go"));
        let output = shim.arg("version").current_dir(world.path("p")).output().unwrap();
        let (out, err) = (output.stdout, output.stderr);
        String::from_utf8_lossy(&out).into_owned() + &String::from_utf8_lossy(&err)
    };
    let said = version_said();
    assert!(said.starts_with("go1.99.9 GOROOT="), "{said}");
    assert!(said.contains("/data/toolchains/go1.99.9 "), "{said}");
    // A mere suggestion that is not installed must not stop the build.
    world.write("p/go.mod", "module m\n\ngo 1.22\n\ntoolchain go1.98.1\n");
    let said = version_said();
    assert!(said.contains(&format!("go version go{version}")), "{said}");
}
