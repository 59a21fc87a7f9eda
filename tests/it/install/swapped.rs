//! An archive whose hash the user says, and that somebody swaps for another while it is read: whatever comes of it has
//! that hash. strace stops the program each time it has closed the archive, and it is another before it goes on.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use goenvmgr::base::digest::Sha256Sum;

use super::built::{MAKE, builds, gives, world};
use super::built_fetched::{SOURCE, below, zip};
use crate::support::net::Net;
use crate::support::publish::Toolchain;
use crate::support::until;
use crate::support::world::{Ran, World};

/// Runs a command, with `other` in the place of the archive from the moment at which it was closed for the `nth` time.
/// `None` where it is not closed as often as that.
fn swapped(world: &World, args: &[&str], archive: &Path, other: &[u8], nth: usize) -> Option<Ran> {
    let log = world.path("strace.log");
    world.write(&log, "");
    let mut strace = Command::new("/usr/bin/strace");
    strace.args(["-f", "-qq", "-o", log.to_str().unwrap(), "-P", archive.to_str().unwrap()]);
    // Of each thread: strace counts their calls apart.
    strace.args(["-e", "trace=close", "-e", "inject=close:signal=SIGSTOP:when=1+", "--"]);
    let mut command = world.behind(strace, args);
    command.env("RAYON_NUM_THREADS", "1").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("strace");
    let (mut seen, mut closed, mut is_swapped) = (0, 0, false);
    until("the command has ended", || {
        let text = fs::read_to_string(&log).unwrap();
        for line in text.split_inclusive('\n').skip(seen).filter(|line| line.ends_with('\n')) {
            seen += 1;
            closed += usize::from(line.contains("--- SIGSTOP {"));
            if !line.contains("stopped by SIGSTOP") {
                continue;
            }
            if closed >= nth && !is_swapped {
                // In place: who has it open still, or by a second name, reads the other too.
                fs::write(archive, other).unwrap();
                is_swapped = true;
            }
            // Each thread says that it stands still; by the last of them all may have ended.
            let thread = line.split(' ').next().unwrap();
            let kill = Command::new("kill").args(["-CONT", thread]).stderr(Stdio::null()).status();
            assert!(kill.is_ok());
        }
        child.try_wait().unwrap().is_some()
    });
    let ran = Ran::from(child.wait_with_output().unwrap());
    is_swapped.then_some(ran)
}

#[test]
fn source_that_is_swapped_while_it_is_read_is_built_as_it_was_hashed_or_not_at_all() {
    let own = zip(&below("go/", SOURCE));
    let build = MAKE.replace(". \"$GOROOT_BOOTSTRAP/build\"\n", &gives("other"));
    let mut files = below("go/", SOURCE);
    let make = files.iter_mut().find(|(name, _)| name == "go/src/make.bash").unwrap();
    assert_ne!(make.1, build);
    make.1 = build;
    let (other, sum) = (zip(&files), Sha256Sum::of(&own).to_string());
    let mut built = 0;
    for nth in 1.. {
        let world = world();
        let archive = world.path("go.zip");
        fs::write(&archive, &own).unwrap();
        let from = archive.to_str().unwrap();
        let args = ["install", "tip", "--from", from, "--sha256", &sum];
        let Some(ran) = swapped(&world, &args, &archive, &other, nth) else { break };
        assert_eq!(fs::read(&archive).unwrap(), other, "it was swapped");
        if ran.code != 0 {
            assert!(ran.exits(6).stderr.contains("is the user's own hash"));
            assert!(builds(&world).is_empty());
            continue;
        }
        built += 1;
        assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "first env\n");
    }
    assert!(built > 0, "once it has a copy nothing of theirs counts");
}

#[test]
fn toolchain_that_is_swapped_while_it_is_read_is_installed_as_it_was_hashed_or_not_at_all() {
    let mut installed = 0;
    for nth in 1.. {
        let mut net = Net::new().var("GOPROXY", "http://127.0.0.1:1");
        net.without_site();
        let own = net.toolchain.module_zip();
        let mut toolchain = Toolchain::new("1.22.5");
        toolchain.files.get_mut("src/fmt/print.go").unwrap().1 = b"package other\n".to_vec();
        let (archive, sum) = (net.world.path("go.zip"), Sha256Sum::of(&own).to_string());
        fs::write(&archive, &own).unwrap();
        let args = ["install", "--from", archive.to_str().unwrap(), "--sha256", &sum];
        let other = toolchain.module_zip();
        let Some(ran) = swapped(&net.world, &args, &archive, &other, nth) else { break };
        assert_eq!(fs::read(&archive).unwrap(), other, "it was swapped");
        if ran.code != 0 {
            assert!(ran.exits(6).stderr.contains("is the user's own hash"));
            assert!(net.installed().is_empty());
            continue;
        }
        installed += 1;
        net.is_whole(true);
    }
    assert!(installed > 0, "once it has a copy nothing of theirs counts");
}
