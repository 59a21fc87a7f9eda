//! Security modules: SELinux, AppArmor, fapolicyd, Landlock. Their common mark is the pair "access
//! says yes, execve says no".

use crate::doctor::model::facts::Fact;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::system::facts::System;
use crate::doctor::subjects::toolchain::root::Root;
use crate::doctor::subjects::toolchain::smoke::Smoke;
use std::path::PathBuf;

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::sys::machine::AccessControl;

const BEFORE: &[&str] = &["path.go", "fs.noexec"];

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("mac.selinux", "SELinux does not forbid `go`", selinux)
        .lines(&["sudo restorecon -Rv <dir>"])
        .needs(&[PathFacts::NEED, Root::NEED, System::NEED, Smoke::NEED])
        .reads("/sys/fs/selinux/enforce, this process's context, and what access and execve said")
        .fails("SELinux enforces, access says yes and execve says `Permission denied`: mostly a wrong \
            label after cp -a or tar from another place")
        .cure("restorecon -Rv on the toolchain; look with ausearch -m avc -ts recent")
        .why("users and services that are not confined are never blocked, so the refusal itself counts")
        .full()
        .fixture()
        .requires(BEFORE),
    Check::new("mac.apparmor", "AppArmor does not forbid `go`", apparmor)
        .needs(&[PathFacts::NEED, System::NEED, Smoke::NEED])
        .reads("the profile of this process (/proc/self/attr/current), and what access and execve said")
        .fails("a profile in enforce mode confines this process, access says yes and execve says no \
            (snap's terminals, confined services)")
        .cure("start go outside that profile, or allow the path in it; look with journalctl -k -g \
            apparmor")
        .why("a profile that does not confine this process cannot refuse it")
        .full()
        .fixture()
        .requires(BEFORE),
    Check::new("mac.fapolicyd", "fapolicyd trusts `go`", fapolicyd)
        .lines(&["sudo fapolicyd-cli --file add <dir>/; sudo fapolicyd-cli --update"])
        .needs(&[PathFacts::NEED, Root::NEED, System::NEED, Smoke::NEED])
        .reads("whether fapolicyd runs, and what access and execve said")
        .fails("it runs, access says yes and execve says `Operation not permitted`: files that came \
            from no package are not trusted")
        .cure("fapolicyd-cli --file add on the toolchain's directory, then fapolicyd-cli --update")
        .why("fapolicyd answers EPERM where modes and mounts allow")
        .full()
        .fixture()
        .requires(BEFORE),
    Check::new("mac.exec-denied", "no sandbox forbids `go`", other)
        .needs(&[PathFacts::NEED, System::NEED, Smoke::NEED])
        .reads("what execve said to `go`, what access said, and /sys/kernel/security/lsm")
        .fails("access says yes and execve says EACCES or EPERM with the mode and the mount in order, \
            and none of the modules above explains it: Landlock (a sandboxed terminal or \
            build), seccomp")
        .cure("start it outside the sandbox, or let the sandbox execute below the toolchain")
        .why("access knows modes and mounts only; security modules decide at execve")
        .full()
        .requires(&["path.go", "fs.noexec", "mac.selinux", "mac.apparmor", "mac.fapolicyd"]),
];

/// `go`, what execve said, and who is there; a PASS where nothing was refused.
fn denied(facts: &Facts) -> Result<(String, &str, AccessControl), Verdict> {
    let go = crate::doctor::subjects::path::first::go(facts)?;
    let smoke = facts.need::<Smoke>()?;
    let Some(refused) = &smoke.refused else {
        return Err(Verdict::pass("`go` may be executed"));
    };
    let denied = refused.contains("ermission denied") || refused.contains("not permitted");
    if !smoke.access_said_yes || !denied {
        return Err(Verdict::skip(format!("`go` did not start for another reason: {refused}")));
    }
    let access = facts.get::<System>().map(|system| system.access.clone()).unwrap_or_default();
    Ok((go.path.display().to_string(), refused, access))
}

fn verdict(message: String, refused: &str, access: &AccessControl) -> Verdict {
    let verdict = Verdict::fail(message)
        .seen("access", "yes")
        .seen("execve", refused)
        .breaks("go version", "Permission denied");
    let more = [("security modules", &access.modules), ("context", &access.context)];
    more.iter()
        .filter(|(_, text)| !text.is_empty())
        .fold(verdict, |verdict, (label, text)| verdict.seen(*label, text.as_str()))
}

fn root(facts: &Facts) -> PathBuf {
    facts.get::<Root>().map(|root| root.path.clone()).unwrap_or_default()
}

fn selinux(facts: &Facts) -> Answer {
    let (go, refused, access) = denied(facts)?;
    if access.selinux != Some(true) || access.fapolicyd && refused.contains("not permitted") {
        return Ok(Verdict::pass("SELinux is not there, or does not enforce"));
    }
    Ok(verdict(format!("SELinux forbids {go}"), refused, &access).cure(
        Fix::new(
            "put the labels right, as root; what was refused says: ausearch -m avc -ts recent",
        )
        .run(Line::of("sudo restorecon -Rv").word(root(facts))),
    ))
}

fn apparmor(facts: &Facts) -> Answer {
    let (go, refused, access) = denied(facts)?;
    if !access.confined() {
        return Ok(Verdict::pass("no AppArmor profile confines this process"));
    }
    let message = format!("the AppArmor profile {} forbids {go}", access.context);
    Ok(verdict(message, refused, &access).cure(Fix::new(
        "start go from a shell that the profile does not confine, or allow its path",
    )))
}

fn fapolicyd(facts: &Facts) -> Answer {
    let (go, refused, access) = denied(facts)?;
    if !access.fapolicyd || !refused.contains("not permitted") {
        return Ok(Verdict::pass("fapolicyd does not run, or did not refuse"));
    }
    Ok(verdict(format!("fapolicyd does not trust {go}"), refused, &access).cure(
        Fix::new("trust the toolchain, as root")
            .run(Line::of("sudo fapolicyd-cli --file add").word(root(facts)).text("/"))
            .run("sudo fapolicyd-cli --update"),
    ))
}

fn other(facts: &Facts) -> Answer {
    let (go, refused, access) = denied(facts)?;
    Ok(verdict(format!("a sandbox forbids to execute {go}"), refused, &access).cure(Fix::new(
        "start it outside the sandbox (Landlock, seccomp), or let that execute below the toolchain",
    )))
}
