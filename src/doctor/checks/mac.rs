//! Security modules: SELinux, AppArmor, fapolicyd, Landlock.

use crate::doctor::check::Check;
use crate::doctor::facts::{Facts, need};
use crate::doctor::finding::{Answer, Fix, Verdict};

pub(in crate::doctor) const CHECKS: &[Check] = &[Check::new(
    "mac.exec-denied",
    "no security module forbids `go`",
    exec_denied,
)
.reads("what execve said to `go`, what access said, and /sys/kernel/security/lsm")
.fails(
    "access says yes and execve says EACCES or EPERM: `go: Permission denied`, with the mode and \
    the mount in order",
)
.cure(
    "SELinux: restorecon -R on the toolchain; fapolicyd: trust the directory; a sandbox: allow \
    execution below the toolchain",
)
.why("access knows modes and mounts only; security modules decide at execve")
.full()
.fixture()
.requires(&["path.go", "fs.noexec"])];

fn exec_denied(facts: &Facts) -> Answer {
    let go = super::go(facts)?;
    let smoke = need(&facts.smoke, "go run")?;
    let Some(refused) = &smoke.refused else {
        return Ok(Verdict::pass("`go` may be executed"));
    };
    let denied = refused.contains("ermission denied") || refused.contains("not permitted");
    if !smoke.access_said_yes || !denied {
        return Ok(Verdict::skip(format!("`go` did not start for another reason: {refused}")));
    }
    let modules = facts.system.get().map(|system| system.lsm.clone()).unwrap_or_default();
    Ok(Verdict::fail(format!("a security module forbids {}", go.path.display()))
        .seen("access", "yes")
        .seen("execve", refused)
        .seen("security modules", modules)
        .breaks("go version", "Permission denied")
        .cure(Fix::new(
            "SELinux: restorecon -R on the toolchain; fapolicyd: trust its directory; a sandbox: \
            allow execution there",
        )))
}
