//! What others may do with what goenvmgr writes: under a umask that forbids nothing, nobody else can
//! write any of it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::net::Net;
use crate::support::world::ran;

fn modes(below: &Path) -> Vec<(String, u32)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(below).unwrap() {
        let entry = entry.unwrap();
        let meta = entry.metadata().unwrap();
        if meta.is_symlink() {
            continue;
        }
        found.push((entry.path().display().to_string(), meta.permissions().mode() & 0o7777));
        if meta.is_dir() {
            found.extend(modes(&entry.path()));
        }
    }
    found
}

#[test]
fn modes_of_ours_let_nobody_else_write_under_umask_000() {
    let net = Net::new();
    let exe = env!("CARGO_BIN_EXE_goenvmgr");
    net.world.write(&net.world.work().join("goenvmgr.toml"), "[env]\nA = 'b'\n");
    let script = format!(
        "umask 000; set -e; PATH=/usr/bin:/bin\n\
         {exe} install 1.22.5; {exe} default 1.22.5; {exe} trust; {exe} roots add .\n\
         {exe} setup --yes --shell bash || :; {exe} list; {exe} clean --stale; {exe} verify"
    );
    let ran = ran(net.world.command("/bin/sh").args(["-c", &script])).exits(0);
    let found = modes(&net.world.home());
    assert!(found.len() > 25, "{found:?}");
    let open: Vec<_> = found.iter().filter(|(_, mode)| mode & 0o022 != 0).collect();
    assert!(open.is_empty(), "{open:?}");
    assert!(ran.stdout.contains("as published"), "{ran:?}");
}
