//! `install.sh --binary`: a release is taken if it has the hash that was named, and goes again as it came.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::root;
use crate::support::program::script;
use crate::support::world::{Ran, World, exe, ran};

/// A release for this machine, as far as names go: its program starts the one that is tested, which is too
/// large for a test to pack.
pub(super) fn release(folder: &Path) -> PathBuf {
    release_for(folder, "goenvmgr", "this-machine")
}

/// The same under the name of another target.
pub(super) fn release_for(folder: &Path, name: &str, target: &str) -> PathBuf {
    let program = folder.join("program").join(name);
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    script(&program, &format!("#!/bin/sh\nexec '{}' \"$@\"\n", exe()));
    let mut made = Command::new(root().join("packaging/archive.sh"));
    let made = ran(made.arg(program).arg(target).arg(folder)).exits(0);
    PathBuf::from(made.stdout.trim_end())
}

pub(super) fn sha256(file: &Path) -> String {
    let told = Command::new("sha256sum").arg(file).output().unwrap();
    String::from_utf8(told.stdout).unwrap()[..64].to_owned()
}

fn install(world: &World, args: &[&str]) -> Ran {
    let mut command = world.command(root().join("install.sh"));
    ran(command.args(args).args(["--no-modify-path"]))
}

fn all_below(dir: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut left = vec![dir.to_owned()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { left.push(path) } else { all.push(path) }
        }
    }
    all
}

#[test]
fn program_is_installed_with_its_pages_and_self_uninstall_takes_them_along() {
    let mut world = World::new().var("PATH", "/usr/local/bin:/usr/bin:/bin");
    let user = world.path("user");
    fs::create_dir_all(&user).unwrap();
    world.set("HOME", &user);
    let hash = sha256(Path::new(exe()));
    install(&world, &["--binary", exe(), "--sha256", &hash.to_uppercase()]).exits(0);
    let prefix = user.join(".local");
    let program = prefix.join("bin/goenvmgr");
    has_pages(&world, &prefix);
    let again = install(&world, &["--binary", exe(), "--sha256", &hash]).exits(0);
    assert!(again.stdout.contains("is up to date"), "{}", again.stdout);
    // What is somebody else's stays.
    world.write(&prefix.join("share/man/man1/other.1"), "other's");
    let plan = ran(world.command(&program).args(["self", "uninstall", "--dry-run"])).exits(0);
    assert!(plan.stdout.contains("manual pages, completions"), "{}", plan.stdout);
    ran(world.command(&program).args(["self", "uninstall", "--yes"])).exits(0);
    assert_eq!(all_below(&prefix), [prefix.join("share/man/man1/other.1")]);
}

fn has_pages(world: &World, prefix: &Path) {
    let pages = fs::read_dir(root().join("man")).unwrap().count();
    assert_eq!(fs::read_dir(prefix.join("share/man/man1")).unwrap().count(), pages);
    let mut man = world.command("man");
    man.args(["-M"]).arg(prefix.join("share/man")).args(["-w", "goenvmgr-install"]);
    assert!(ran(man).exits(0).stdout.ends_with("man1/goenvmgr-install.1\n"));
    for place in [
        "bash-completion/completions/goenvmgr",
        "zsh/site-functions/_goenvmgr",
        "fish/vendor_completions.d/goenvmgr.fish",
        "nushell/vendor/autoload/goenvmgr.nu",
    ] {
        assert!(prefix.join("share").join(place).is_file(), "{place}");
    }
}

#[test]
fn release_is_installed_by_the_script_that_it_holds() {
    let world = World::new().var("PATH", "/usr/local/bin:/usr/bin:/bin");
    let archive = release(&world.path("dist"));
    let unpacked = world.path("unpacked");
    fs::create_dir_all(&unpacked).unwrap();
    let mut tar = world.command("tar");
    ran(tar.arg("xzf").arg(&archive).args(["--strip-components", "1", "-C"]).arg(&unpacked))
        .exits(0);
    let script = unpacked.join("install.sh");
    let alone = ran(world.command(&script)).exits(3);
    assert!(alone.stderr.contains("--binary FILE --sha256 HEX"), "{}", alone.stderr);
    let mut command = world.command(&script);
    command.arg("--binary").arg(&archive).args(["--sha256", &sha256(&archive), "--no-modify-path"]);
    let prefix = world.path("prefix");
    let done = ran(command.arg("--prefix").arg(&prefix)).exits(0);
    assert!(!done.stdout.contains("building"), "{}", done.stdout);
    has_pages(&world, &prefix);
    ran(world.command(prefix.join("bin/goenvmgr")).arg("--version")).exits(0);
}

#[test]
fn release_that_is_another_is_not_installed() {
    let world = World::new().var("PATH", "/usr/local/bin:/usr/bin:/bin");
    let archive = release(&world.path("dist"));
    let (name, hash) = (archive.to_str().unwrap(), sha256(&archive));
    let prefix = world.path("prefix");
    let place = ["--prefix", prefix.to_str().unwrap()];
    let refused = install(&world, &[&place[..], &["--binary", name]].concat()).exits(2);
    assert!(refused.stderr.contains("--sha256"), "{}", refused.stderr);
    install(&world, &[&place[..], &["--sha256", &hash]].concat()).exits(2);
    let mut bytes = fs::read(&archive).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&archive, bytes).unwrap();
    let with = [&place[..], &["--binary", name, "--sha256", &hash]].concat();
    let refused = install(&world, &with).exits(6);
    assert!(refused.stderr.contains("nothing was installed"), "{}", refused.stderr);
    // The right hash of what is no program for this machine.
    let text = world.path("text");
    world.write(&text, "not a program");
    let (name, hash) = (text.to_str().unwrap(), sha256(&text));
    let with = [&place[..], &["--binary", name, "--sha256", &hash]].concat();
    let refused = install(&world, &with).exits(3);
    assert!(refused.stderr.contains("does not run on this machine"), "{}", refused.stderr);
    assert!(!prefix.exists());
}

#[test]
fn release_of_the_same_files_is_the_same_bytes() {
    let world = World::new();
    let (one, other) = (release(&world.path("one")), release(&world.path("other")));
    assert_eq!(sha256(&one), sha256(&other));
    let told = fs::read_to_string(one.with_extension("gz.sha256")).unwrap();
    assert!(told.starts_with(&sha256(&one)), "{told}");
}

#[test]
fn templates_are_filled_from_a_release_or_not_at_all() {
    let world = World::new();
    let dist = world.path("dist");
    let made = release(&dist);
    let fill = |template: &Path, address: &str| {
        let mut fill = Command::new(root().join("packaging/fill.sh"));
        ran(fill.arg(template).arg(address).arg(&dist))
    };
    let address = "https://downloads.example/v1";
    let formula = root().join("packaging/goenvmgr.rb.in");
    let refused = fill(&formula, address).exits(3);
    assert!(refused.stderr.contains("no archive for"), "{}", refused.stderr);
    for target in ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"] {
        let name = made.file_name().unwrap().to_str().unwrap().replace("this-machine", target);
        fs::copy(&made, dist.join(name)).unwrap();
    }
    for name in ["goenvmgr.rb.in", "Dockerfile.in"] {
        let filled = fill(&root().join("packaging").join(name), address).exits(0).stdout;
        assert!(filled.contains(&sha256(&made)) && filled.contains(address), "{filled}");
        assert!(!filled.contains("@VERSION") && !filled.contains("@SHA256"), "{filled}");
    }
    fill(&formula, "https://x.example/|e id").exits(2);
    fill(&formula, "http://x.example").exits(2);
    let odd = world.path("odd.in");
    world.write(&odd, "@VERSION@ @NOBODY@\n");
    fill(&odd, address).exits(2);
}
