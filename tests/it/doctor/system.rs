//! Sandboxes, control groups, limits, and what an unprivileged user is told.

use std::fs;

use super::session::Session;

/// Forbids itself to execute anything outside /usr/bin, /usr/lib and the directory that `world`
/// names, then becomes the program that it is given.
const CAGE: &str = r#"
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(int argc, char **argv) {
    struct landlock_ruleset_attr all = {.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE};
    int rules = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
    if (rules < 0) { perror("landlock"); return 99; }
    const char *allowed[] = {"/usr/bin", "/usr/lib", "/usr/lib64", getenv("world")};
    for (int i = 0; i < 4; i++) {
        int dir = open(allowed[i], O_PATH | O_CLOEXEC);
        if (dir < 0) continue;
        struct landlock_path_beneath_attr rule = {LANDLOCK_ACCESS_FS_EXECUTE, dir};
        if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0)) return 99;
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return 99;
    if (syscall(SYS_landlock_restrict_self, rules, 0)) { perror("landlock"); return 99; }
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 126;
}
"#;

#[test]
fn sandbox_that_lets_access_say_yes_and_execve_say_no() {
    let mut session = Session::start();
    fs::write(session.path("tmp/cage.c"), CAGE).unwrap();
    let built = session.run("gcc -o $world/cage $world/tmp/cage.c");
    assert_eq!(built.code, 0, "{}", built.text);
    let caged = session.run("$world/cage true");
    if caged.code == 99 && std::env::var_os("GOENVMGR_TESTS_WITHOUT_LANDLOCK").is_some() {
        return;
    }
    assert_eq!(
        caged.code, 0,
        "this kernel has no Landlock (GOENVMGR_TESTS_WITHOUT_LANDLOCK=1 does without): {}",
        caged.text
    );
    let free = session.doctor("mac.exec-denied");
    assert_eq!(free["status"], "PASS", "{free:#}");
    assert_eq!(session.run("$world/cage test -x /usr/local/go/bin/go").code, 0, "access says yes");
    let go = session.run("$world/cage go version");
    assert!(go.code == 126 && go.text.contains("Permission denied"), "{}", go.text);
    let said = session.run("$world/cage $world/goenvmgr doctor --only mac,fs.noexec --format json");
    let run: serde_json::Value = serde_json::from_str(&said.text).expect("JSON");
    let bad: Vec<_> =
        run["results"].as_array().unwrap().iter().filter(|f| f["status"] == "FAIL").collect();
    assert_eq!(bad.len(), 1, "{run:#}");
    assert_eq!(bad[0]["check"], "mac.exec-denied");
}

#[test]
fn kernel_kills_and_counts() {
    let mut session = Session::start();
    assert_eq!(session.doctor("sys.oom")["status"], "PASS");
    let said = session.run(
        "g=/sys/fs/cgroup/memory/goenvmgr-oom-$$; mkdir $g && echo 24M >$g/memory.limit_in_bytes \
        && echo $$ >$g/cgroup.procs",
    );
    assert_eq!(said.code, 0, "a control group with memory: {}", said.text);
    let go = session.run("go build -ldflags=-X=main.a=$RANDOM -o $world/tmp/x .");
    // The compiler ("signal: killed"), or go itself ("Killed"): whoever had most.
    assert!(go.code != 0 && go.text.contains("illed"), "{}", go.text);
    let found = session.doctor("sys.oom");
    assert_eq!(found["status"], "WARN", "{found:#}");
    session.run("echo $$ >/sys/fs/cgroup/memory/cgroup.procs; rmdir $g");
    assert_eq!(session.doctor("sys.oom")["status"], "PASS");
}

#[test]
fn cache_that_sudo_left_behind() {
    let mut session = Session::unprivileged();
    let cache = session.path("cache");
    // As `sudo go` makes it: root's directories, which nobody else may write.
    fs::create_dir(&cache).unwrap();
    for number in 0..256 {
        fs::create_dir(cache.join(format!("{number:02x}"))).unwrap();
    }
    session.run("export GOCACHE=$world/cache");
    let go = session.run("go build -o /dev/null .");
    assert_ne!(go.code, 0, "go writes root's cache");
    let found = session.examine("--only fs.owner,fs.writable");
    let bad: Vec<_> = found.iter().filter(|f| f["status"] == "FAIL").collect();
    assert!(!bad.is_empty(), "{found:#?}");
    assert!(found.iter().any(|f| f["check"] == "fs.owner" && f["status"] == "FAIL"), "{found:#?}");
    let owner = bad.iter().find(|f| f["check"] == "fs.owner").unwrap();
    session.cure(owner, "fs.owner: sudo chown -R <user> <dir>");
    assert_eq!(session.run("go build -o /dev/null .").code, 0);
    let after = session.examine("--only fs.owner,fs.writable");
    assert!(after.iter().all(|f| f["status"] == "PASS"), "{after:#?}");
}

#[test]
fn go_env_file_that_sudo_left_behind() {
    let mut session = Session::unprivileged();
    session.run("unset GOPROXY");
    let file = session.path("goenv");
    fs::write(&file, "GOPROXY=off\n").unwrap();
    let shut =
        |mode| fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(mode));
    shut(0o600).unwrap();
    session.run("export GOENV=$world/goenv");
    assert_ne!(session.run("go env GOPROXY").text.trim(), "off", "go cannot read what is root's");
    let found = session.doctor("env.goenv-file");
    assert_eq!(found["status"], "WARN", "{found:#}");
    session.cure(&found, "env.goenv-file: sudo chown <user> <file>; chmod u+r <file>");
    assert_eq!(session.run("go env GOPROXY").text.trim(), "off");
    assert_eq!(session.doctor("env.goenv-file")["status"], "PASS");
}

/// What another owns in a directory of another's is theirs: nobody is told to take it.
#[test]
fn caches_and_settings_of_another_stay_theirs() {
    let mut session = Session::unprivileged();
    let theirs = tempfile::tempdir_in("/var/tmp").unwrap();
    let at = |name: &str| theirs.path().join(name);
    for dir in ["", "cache/00", "cache/01", "mod/cache"] {
        fs::create_dir_all(at(dir)).unwrap();
        fs::set_permissions(at(dir), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
    fs::write(at("goenv"), "GOFLAGS=\n").unwrap();
    fs::set_permissions(at("goenv"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    for (setting, status, cure) in [
        ("GOENV=goenv", "WARN", "env.goenv-file: export GOENV=off"),
        ("GOCACHE=cache", "FAIL", "fs.owner: mkdir -p <dir>; export GOCACHE=<dir>"),
        ("GOMODCACHE=mod", "WARN", "fs.owner: mkdir -p <dir>; export GOMODCACHE=<dir>"),
    ] {
        let (name, path) = setting.split_once('=').unwrap();
        session.run(&format!("export {name}={}", at(path).display()));
        let check = cure.split_once(':').unwrap().0;
        let found = session.doctor(check);
        assert_eq!(found["status"], status, "{found:#}");
        session.cure(&found, cure);
        assert_eq!(session.doctor(check)["status"], "PASS");
    }
}

/// What a healthy machine says does not depend on who asks.
#[test]
fn unprivileged_user_gets_the_same_answers() {
    let mut root = Session::start();
    let mut user = Session::unprivileged();
    // The build cache that the tests share holds files of whoever built last.
    for session in [&mut root, &mut user] {
        session.run("export GOCACHE=$world/own; mkdir \"$GOCACHE\"");
    }
    let options = "--mode full --skip go.smoke,fs.space,sys.memory,cc.works";
    let (of_root, of_user) = (root.examine(options), user.examine(options));
    assert_eq!(of_root.len(), of_user.len());
    for (one, other) in of_root.iter().zip(&of_user) {
        if other["status"] == "SKIP" {
            assert_ne!(other["message"], "", "{other:#}");
            continue;
        }
        assert_eq!(one["status"], other["status"], "{one:#} {other:#}");
    }
}
