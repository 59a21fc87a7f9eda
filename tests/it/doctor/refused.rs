//! Projects that a real go refuses for their lines, on four versions: doctor fails where go does, blames
//! the file that go blames, and is content where go is.

use std::path::Path;
use std::process::Command;
use std::thread;

use crate::support::real_go;
use crate::support::world::{World, ran};

/// go.work, go.mod, b/go.mod, GOFLAGS.
const WORLDS: [[&str; 4]; 26] = [
    ["", "go 1.21", "", ""],
    ["", "go 1.21\ntool x.example/t", "", ""],
    ["", "go 1.21\nignore ./x", "", ""],
    ["", "go 1.21\ngodebug (\n\tpanicnil=1\n)", "", ""],
    ["", "go 1.21\nfrobnicate x", "", ""],
    ["", "go 1.x", "", ""],
    ["", "go 1.21\ntoolchain local", "", ""],
    ["", "go 1.24.0\ntool x.example/t", "", ""],
    ["go 1.21\nuse .\nuse ./b", "go 1.21", "go 1.21", ""],
    ["go 1.21\nuse .\nuse ./b\ngodebug panicnil=1", "go 1.21", "go 1.21", ""],
    ["go 1.21\nuse .\nuse ./b\ntool x.example/t", "go 1.21", "go 1.21", ""],
    ["go 1.21\nuse .\nuse ./b", "go 1.21", "go 1.21\nignore ./x", ""],
    ["go 1.21\nuse .", "go 1.21", "frobnicate x", ""],
    ["go 1.20\nuse .\nuse ./b", "go 1.20", "go 1.21", ""],
    ["go 1.18\nuse .\nuse ./b", "go 1.20", "go 1.19", ""],
    ["go 1.21\nuse (\n\t.\n\t./b\n)", "go 1.21", "go 1.21.1", ""],
    ["use .\nuse ./b", "go 1.21", "go 1.20", ""],
    ["use .\nuse ./b", "go 1.20", "", ""],
    ["go 1.21\nuse .\nuse ./b/\nuse b", "go 1.21", "go 1.21", ""],
    ["go 1.21\nuse .\nuse ./gone", "go 1.21", "go 1.21", ""],
    ["go 1.23.0\nuse .\nuse ./b", "go 1.21", "go 1.21", ""],
    ["go 1.21\nuse .\nuse ./b", "go 1.21", "go 1.21", "-mod=mod"],
    ["go 1.21\nuse .\nuse ./b", "go 1.21", "go 1.21", "-trimpath --mod=vendor"],
    ["go 1.21\nuse .\nuse ./b", "go 1.21", "go 1.21", "-mod=readonly"],
    ["go 1.21\nuse .\nuse ./b", "go 1.21", "go 1.21", "-modfile=x.mod"],
    ["", "go 1.21", "", "-mod=mod"],
];

fn differs(root: &Path, [work, here, b, flags]: [&str; 4]) -> Option<String> {
    let bin = root.join("bin");
    let world = World::new().var("PATH", &bin).var("GOTOOLCHAIN", "local").var("GOFLAGS", flags);
    let world =
        world.var("GOPROXY", "off").file("go.mod", &format!("module m.example\n\n{here}\n"));
    if !work.is_empty() {
        world.write(&world.work().join("go.work"), &format!("{work}\n"));
        world.write(&world.work().join("b/go.mod"), &format!("module b.example\n\n{b}\n"));
    }
    let mut go = Command::new(bin.join("go"));
    go.args(["list", "-m"]).env_clear().current_dir(world.work());
    go.envs([("HOME", world.path("user")), ("PATH", bin)]);
    go.envs([("GOTOOLCHAIN", "local"), ("GOFLAGS", flags), ("GOPROXY", "off")]);
    let really = go.output().unwrap();
    let says = String::from_utf8_lossy(&really.stderr).into_owned();
    let checks = "mod.syntax,env.gowork,env.gotoolchain,path.go";
    let doctor = world.ours(&["doctor", "--only", checks, "--format", "json"]);
    let found = ran(doctor).json();
    let failed: Vec<_> =
        found["results"].as_array().unwrap().iter().filter(|one| one["status"] == "FAIL").collect();
    // The line that go names is the one that is blamed.
    let line = regex::Regex::new(r"go\.(mod|work):\d+").unwrap();
    let blamed = line.find(&says).map_or("", |found| found.as_str());
    let agree = match really.status.success() {
        true => failed.is_empty(),
        false => failed.iter().any(|one| one["evidence"].to_string().contains(blamed)),
    };
    let cured =
        failed.iter().all(|one| !one["fix"]["text"].as_str().unwrap_or_default().is_empty());
    let shown = root.display();
    (!agree || !cured)
        .then(|| format!("{shown} {work:?} {here:?} {b:?} {flags:?}: {says}{failed:#?}"))
}

#[test]
fn refused_projects_fail_in_doctor_as_with_four_real_versions() {
    let differences: Vec<String> = thread::scope(|scope| {
        let running: Vec<_> = (real_go::roots().into_iter())
            .map(|root| {
                scope.spawn(move || {
                    WORLDS.into_iter().filter_map(|world| differs(&root, world)).collect::<Vec<_>>()
                })
            })
            .collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}
