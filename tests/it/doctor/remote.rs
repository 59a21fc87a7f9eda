//! A cache on a mount that comes from elsewhere.

use super::session::Session;

/// Serves an empty directory at file descriptor 9, until whoever started it ends.
const SERVER: &str = r#"
#include <errno.h>
#include <linux/fuse.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>
static char in[1 << 17], out[4096];
int main(void) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;) {
        if (read(9, in, sizeof in) <= 0) {
            if (errno == EINTR || errno == EAGAIN) continue;
            return 0;
        }
        struct fuse_in_header *asked = (void *)in;
        struct fuse_out_header *head = (void *)out;
        char *body = out + sizeof *head;
        unsigned length = 0;
        int error = 0;
        memset(out, 0, sizeof out);
        switch (asked->opcode) {
        case FUSE_INIT: {
            struct fuse_init_out *init = (void *)body;
            init->major = 7;
            init->minor = 31;
            init->max_write = 4096;
            length = sizeof *init;
            break;
        }
        case FUSE_GETATTR: {
            struct fuse_attr_out *attr = (void *)body;
            attr->attr.ino = 1;
            attr->attr.mode = S_IFDIR | 0777;
            attr->attr.nlink = 2;
            length = sizeof *attr;
            break;
        }
        case FUSE_STATFS: {
            struct fuse_statfs_out *fs = (void *)body;
            fs->st.bsize = fs->st.frsize = 4096;
            fs->st.blocks = fs->st.bfree = fs->st.bavail = 1 << 24;
            length = sizeof *fs;
            break;
        }
        case FUSE_OPENDIR: length = sizeof(struct fuse_open_out); break;
        case FUSE_READDIR: case FUSE_RELEASEDIR: case FUSE_ACCESS: break;
        case FUSE_LOOKUP: error = -ENOENT; break;
        case FUSE_FORGET: case FUSE_BATCH_FORGET: continue;
        default: error = -ENOSYS;
        }
        head->len = sizeof *head + length;
        head->error = error;
        head->unique = asked->unique;
        if (write(9, out, head->len) < 0 && errno == ENODEV) return 0;
    }
}
"#;

/// The kernel names such a mount as it names one of sshfs.
const MOUNT: &str = "test -e /dev/fuse || mknod /dev/fuse c 10 229; exec 9<>/dev/fuse; \
    mount -i -t fuse.sshfs -o fd=9,rootmode=40000,user_id=0,group_id=0,allow_other none $world/n && \
    { $world/server & exec 9<&-; }";

#[test]
fn cache_at_another_machine_is_a_warning_and_moves_here() {
    for (variable, shows, named) in [
        ("GOCACHE", "go version", "fs.remote: mkdir -p <dir>; export GOCACHE=<dir>"),
        (
            "GOMODCACHE",
            "go build -o /dev/null .",
            "fs.remote: mkdir -p <dir>; export GOMODCACHE=<dir>",
        ),
    ] {
        let mut session = Session::with_mounts();
        std::fs::write(session.path("tmp/server.c"), SERVER).unwrap();
        let made = session.run("gcc -o $world/server $world/tmp/server.c && mkdir $world/n");
        assert_eq!(made.code, 0, "{}", made.text);
        assert_eq!(session.doctor("fs.remote")["status"], "PASS");
        let mounted = session.run(&format!("{MOUNT}; export {variable}=$world/n; ls $world/n"));
        assert_eq!(mounted.code, 0, "{}", mounted.text);
        let said = session.run(shows);
        assert_eq!(said.code, 0, "{}", said.text);
        let found = session.doctor("fs.remote");
        assert_eq!(found["status"], "WARN", "{found:#}");
        session.cure(&found, named);
        let said = session.run("go build -o /dev/null .");
        assert_eq!(said.code, 0, "{}", said.text);
        assert_eq!(session.doctor("fs.remote")["status"], "PASS");
    }
}
