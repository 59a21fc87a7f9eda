//! A container as the golang image makes one: root, no home to speak of, Go in /usr/local/go, and
//! variables that elsewhere would be faults.

use super::session::{Said, Session, printed};

/// The machine's own system below another root, with a /go, a /root and a /tmp of its own.
const IMAGE: &str = "r=$world/root; mkdir -p $r/go/src $r/go/bin $r/root $r/tmp $r/var/tmp $r/home && chmod 1777 $r/go $r/go/* $r/tmp $r/var/tmp && \
    for d in bin sbin lib lib32 lib64 libx32; do test -L /$d && cp -a /$d $r/; done; \
    for d in usr etc dev proc sys bin sbin lib lib64; do test -d /$d -a ! -L /$d || continue; mkdir $r/$d; mount --rbind /$d $r/$d; done; \
    mkdir $r/opt; cp $world/goenvmgr $r/opt/; cp -r hello $r/hello 2>/dev/null || cp -r ../hello $r/hello; \
    mkdir -p $r/root/.cache/go-build; mount --bind $GOCACHE $r/root/.cache/go-build";

/// What its Dockerfile sets, and nothing else.
const ENV: &str = "env -i GOLANG_VERSION=$(sed -n 's/^go//p;q' /usr/local/go/VERSION) GOTOOLCHAIN=local GOPATH=/go \
    PATH=/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOSTNAME=0123456789ab";

fn image() -> Session {
    let mut session = Session::with_mounts();
    let made = session.run(IMAGE);
    assert_eq!(made.code, 0, "{}", made.text);
    session
}

fn inside(session: &mut Session, who: &str, lines: &str) -> Said {
    session.run(&format!("{ENV} {who} sh -c '{lines}'"))
}

const ROOT: &str = "HOME=/root chroot $world/root";
/// As `docker run --user 1000`: a user without a name, whose home is `/`.
const USER: &str = "HOME=/ chroot --userspec=1000:1000 --groups= $world/root";

#[test]
fn golang_image_is_healthy_for_root() {
    let mut session = image();
    for (dir, mode) in [("/go", "quick"), ("/root", "quick"), ("/hello", "full")] {
        let line = format!(
            "cd {dir}; /opt/goenvmgr doctor --strict --offline --skip sys,go.smoke --mode {mode}"
        );
        let said = inside(&mut session, ROOT, &line);
        assert!(said.code == 0 && !said.text.contains("WARN"), "{dir} {mode}: {}", said.text);
    }
    let go = inside(&mut session, ROOT, "cd /hello && go build -buildvcs=false -o /dev/null .");
    assert_eq!(go.code, 0, "{}", go.text);
}

#[test]
fn user_without_a_home_is_told_what_go_lacks_and_the_cure_cures() {
    let mut session = image();
    const BUILD: &str = "cd /hello && go build unsafe";
    let go = inside(&mut session, USER, BUILD);
    assert!(go.code != 0 && go.text.contains("build cache"), "{}", go.text);
    let said = inside(
        &mut session,
        USER,
        "cd /hello; GOENVMGR_HOME=/tmp/g /opt/goenvmgr doctor --offline --skip sys --format json",
    );
    let run: serde_json::Value = serde_json::from_str(&said.text).expect(&said.text);
    let results = run["results"].as_array().unwrap();
    let bad: Vec<_> = results.iter().filter(|f| f["status"] == "FAIL").collect();
    assert_eq!(bad.len(), 1, "{bad:#?}");
    assert_eq!(bad[0]["check"], "fs.writable", "{bad:#?}");
    let typed = printed(bad[0], "fs.writable: mkdir -p <dir>; export GOCACHE=<dir>");
    let cured = inside(&mut session, USER, &format!("{typed}\n{BUILD}"));
    assert_eq!(cured.code, 0, "{typed}: {}", cured.text);
}

/// A program that was linked against a library of another machine.
#[test]
fn shared_library_that_is_missing_is_named() {
    let mut session = Session::start();
    let made = session.run(
        "export GOBIN=$world/b; mkdir $GOBIN $world/l; echo 'int f(void){return 0;}' >$world/tmp/f.c; \
        echo 'int f(void); int main(){return f();}' >$world/tmp/a.c; \
        gcc -shared -Wl,-soname,libfar.so.1 -o $world/l/libfar.so.1 $world/tmp/f.c && \
        gcc -o $GOBIN/a $world/tmp/a.c $world/l/libfar.so.1",
    );
    assert_eq!(made.code, 0, "{}", made.text);
    let said = session.run("$GOBIN/a");
    assert!(said.code == 127 && said.text.contains("libfar.so.1: cannot open"), "{said:?}");
    let found = session.doctor("libc.libraries");
    assert_eq!(found["status"], "FAIL", "{found:#}");
    assert!(found["message"].to_string().contains("libfar.so.1"), "{found:#}");
    let explained = session.run("$GOBIN/a 2>&1 | $world/goenvmgr doctor explain");
    assert!(explained.text.contains("libc.libraries"), "{}", explained.text);
    // Each way in which glibc's loader finds it.
    for (find, undo) in [
        ("export LD_LIBRARY_PATH=$world/l", "unset LD_LIBRARY_PATH"),
        ("gcc -Wl,-rpath,$world/l -o $GOBIN/a $world/tmp/a.c $world/l/libfar.so.1", "true"),
        ("gcc -Wl,-rpath,\\$ORIGIN/../l -o $GOBIN/a $world/tmp/a.c $world/l/libfar.so.1", "true"),
    ] {
        let said = session.run(&format!("{find}; $GOBIN/a"));
        assert_eq!(said.code, 0, "{find}: {}", said.text);
        let found = session.doctor("libc.libraries");
        assert_eq!(found["status"], "PASS", "{find}: {found:#}");
        session.run(undo);
    }
}
