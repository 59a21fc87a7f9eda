//! Mounts, owners and space of the directories that Go works in.

use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Fact;
use crate::doctor::subjects::filesystem::looked_at::ELSEWHERE;
use std::path::{Path, PathBuf};

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Status, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::filesystem::looked_at::{answered, each_place};
use crate::doctor::subjects::filesystem::places::{Place, Places};
use crate::doctor::subjects::filesystem::role::Role;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::root::Root;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("fs.noexec", "programs may run where Go runs them", noexec)
        .lines(&[
            "mkdir -p <dir>; export GOTMPDIR=<dir>",
            "mkdir -p <dir>; export GOCACHE=<dir>",
            "mount -o remount,exec <mount>",
            "sudo mount -o remount,exec <mount>",
        ])
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED, Places::NEED])
        .reads("the mount flags of GOROOT, GOTMPDIR (or TMPDIR), GOCACHE, GOBIN and our data")
        .fails("the mount is noexec: `go run` and `go test` end with `fork/exec …: permission denied` \
            (GOTMPDIR; GOCACHE from the second `go run` on, since Go 1.24), every build does (GOROOT). \
            WARN for GOBIN: installed programs do not run. nosuid and nodev are harmless")
        .cure("point GOTMPDIR or GOCACHE at a directory on another mount")
        .why("Go starts what it has built from GOTMPDIR, and what it has cached from GOCACHE")
        .requires(&["env.tmpdir"]),
    Check::new("fs.writable", "Go can write where it must", writable)
        .lines(ELSEWHERE)
        .needs(&[Settings::NEED, Places::NEED])
        .reads("mount flags, owner and mode of GOCACHE and GOTMPDIR, or of the directory that will \
            hold them")
        .fails("the mount is read-only or the directory is not writable: `failed to initialize build \
            cache at …: read-only file system`, `permission denied`")
        .cure("point GOCACHE or GOTMPDIR at a directory of yours")
        .why("every build writes both; a read-only module cache is fine as long as it is complete")
        .requires(&["env.gocache", "env.tmpdir"]),
    Check::new("fs.space", "there is space left", space)
        .lines(ELSEWHERE)
        .needs(&[Settings::NEED, Places::NEED])
        .reads("free bytes on the mounts of GOCACHE, GOTMPDIR and our data")
        .fails("less than 64 MB are left for GOTMPDIR: `no space left on device`. WARN below 500 MB, \
            and for a full GOCACHE, without which a small program builds all the same")
        .cure("goenvmgr clean --build-cache, goenvmgr clean --stale, or a larger mount")
        .why("an empty program needs some 60 MB of build cache when it is built for the first time"),
    Check::new("fs.inodes", "files can be made", inodes)
        .lines(ELSEWHERE)
        .needs(&[Settings::NEED, Places::NEED])
        .reads("free inodes on the mounts of GOCACHE, GOTMPDIR and our data")
        .fails("fewer than 500 are left: `no space left on device` while df shows free space. The \
            build cache alone makes 256 directories")
        .cure("goenvmgr clean --build-cache, or another mount")
        .why("statvfs counts them; filesystems without the limit say zero and are left out"),
    Check::new("fs.owner", "the caches belong to this user", owner)
        .lines(&["sudo chown -R <user> <dir>", "mkdir -p <dir>; export GOCACHE=<dir>", "mkdir -p <dir>; export GOMODCACHE=<dir>"])
        .needs(&[Places::NEED])
        .reads("owner of GOCACHE, GOMODCACHE and our data, two levels deep")
        .fails("something in GOCACHE belongs to somebody else and this user may not write it (`sudo \
            go` left it): `permission denied`, or the misleading `package fmt is not in std`. WARN \
            for the module cache, and for root")
        .cure("give back what lies in a directory of yours: chown -R, as root. A cache that is another's as a whole \
            stays theirs: GOCACHE or GOMODCACHE of your own")
        .why("measured: root-owned directories in a cold build cache hide the standard library"),
    Check::new("fs.remote", "the caches are on a local filesystem", remote)
        .lines(&["mkdir -p <dir>; export GOCACHE=<dir>", "mkdir -p <dir>; export GOMODCACHE=<dir>"])
        .needs(&[Places::NEED])
        .reads("the filesystem type of GOCACHE, GOMODCACHE and the working directory")
        .fails("it is 9p, drvfs, NFS, CIFS or vboxsf: file locks are unreliable there, and builds slow")
        .cure("keep GOCACHE and GOMODCACHE on a local disk")
        .why("cmd/go guards both caches with file locks"),
];

const RUNS: [Role; 5] = [Role::Root, Role::Temp, Role::Cache, Role::Bin, Role::Ours];

fn noexec(facts: &Facts) -> Answer {
    answered(facts, &RUNS)?;
    let found = each_place(facts, &RUNS).find(|(role, place)| {
        place.mount.noexec && (place.exists || *role == Role::Temp || *role == Role::Cache)
    });
    let Some((role, place)) = found else {
        return Ok(Verdict::pass("no mount forbids programs"));
    };
    let message = format!("{} is on a mount without exec", named(role, facts));
    let verdict = match role {
        Role::Temp => Verdict::fail(message)
            .breaks("go run, go test", "fork/exec …/go-build…: permission denied"),
        Role::Cache if crate::doctor::subjects::toolchain::at_hand::at_least(facts, 24) => {
            Verdict::fail(message)
                .breaks("go run, the second time", "fork/exec …-d/…: permission denied")
        }
        Role::Root | Role::Ours => {
            Verdict::fail(message).breaks("go build", "fork/exec …/compile: permission denied")
        }
        _ => Verdict::warn(message),
    };
    let fix = match role {
        Role::Temp => elsewhere(facts, "GOTMPDIR", "go-tmp"),
        Role::Cache => elsewhere(facts, "GOCACHE", "go-build-exec"),
        _ => Fix::new("remount it with exec, as root, or move the directory").run(
            crate::doctor::subjects::filesystem::looked_at::as_root(facts, "mount -o remount,exec")
                .word(&place.mount.point),
        ),
    };
    Ok(mounted(verdict, place).cure(fix))
}

/// Another directory as replacement: below the home, or, where that cannot be written either (a
/// container that runs as a user without one), of this user in /var/tmp.
pub(in crate::doctor) fn elsewhere(facts: &Facts, variable: &'static str, name: &str) -> Fix {
    moved(variable, &replacement(facts, name))
}

fn replacement(facts: &Facts, name: &str) -> PathBuf {
    let shut = |dir: &PathBuf| {
        let places = facts.get::<Places>().into_iter().flat_map(|places| &places.0);
        let mut known = places.filter_map(|(_, place)| place.get());
        known.any(|place| !place.writable && dir.starts_with(&place.base))
    };
    let own = facts.env.home.as_ref().map(|home| home.join(".cache").join(name));
    match own.filter(|dir| !shut(dir)) {
        Some(dir) => dir,
        None => PathBuf::from(format!("/var/tmp/{name}-{}", facts.uid)),
    }
}

fn moved(variable: &'static str, dir: &Path) -> Fix {
    Fix::new(format!("let {variable} be a directory on another mount"))
        .run(Line::of("mkdir -p").word(dir))
        .run(Line::of("export ").text(variable).text("=").end(dir))
}

pub(in crate::doctor) fn mounted(verdict: Verdict, place: &Place) -> Verdict {
    let flags = [(place.mount.noexec, "noexec"), (place.mount.readonly, "ro")];
    let flags: Vec<&str> = flags.iter().filter(|(on, _)| *on).map(|(_, name)| *name).collect();
    verdict.seen("directory", place.path.visible().to_string()).seen(
        "mount",
        format!("{} ({}) {}", place.mount.point.visible(), place.mount.kind, flags.join(","))
            .trim_end()
            .to_owned(),
    )
}

fn named(role: Role, facts: &Facts) -> String {
    match (role, facts.get::<Settings>()) {
        (Role::Temp, Some(settings)) => settings.gotmpdir(&facts.env).1.to_owned(),
        _ => role.name().to_owned(),
    }
}

fn writable(facts: &Facts) -> Answer {
    let roles = [Role::Cache, Role::Temp];
    answered(facts, &roles)?;
    let found = each_place(facts, &roles).find(|(_, place)| !place.writable);
    let Some((role, place)) = found else {
        return Ok(Verdict::pass("GOCACHE and the temporary directory can be written"));
    };
    let name = named(role, facts);
    let why = if place.mount.readonly { "read-only file system" } else { "permission denied" };
    let at = place.path.visible();
    let verdict = Verdict::fail(format!("{name} cannot be written: {why}"));
    let verdict = match role {
        Role::Cache => verdict
            .breaks("go build", &format!("failed to initialize build cache at {at}: … {why}")),
        _ => verdict.breaks("go build", &format!("creating work dir: mkdir {at}/go-build…: {why}")),
    };
    let (variable, dir) = match role {
        Role::Cache => ("GOCACHE", "go-build-own"),
        _ => ("GOTMPDIR", "go-tmp"),
    };
    Ok(mounted(verdict, place)
        .seen("owner", format!("user {}, mode {:04o}", place.uid, place.mode))
        .cure(elsewhere(facts, variable, dir)))
}

/// For a trial that failed: a place that cannot be used is the cause, and told by its own check.
///
/// # Errors
/// A SKIP that names it.
pub(in crate::doctor) fn is_cause(facts: &Facts) -> Result<(), Verdict> {
    let answers = [
        ("fs.writable", writable(facts)),
        ("fs.space", space(facts)),
        ("fs.inodes", inodes(facts)),
    ];
    let failed = answers
        .iter()
        .find(|(_, answer)| answer.as_ref().is_ok_and(|verdict| verdict.status == Status::Fail));
    failed.map_or(Ok(()), |(id, _)| Err(Verdict::skip(format!("because {id} failed"))))
}

const FILLED: [Role; 3] = [Role::Cache, Role::Temp, Role::Ours];

fn space(facts: &Facts) -> Answer {
    const LITTLE: u64 = 64_000_000;
    const SOME: u64 = 500_000_000;
    answered(facts, &FILLED)?;
    let Some((role, place)) = each_place(facts, &FILLED).min_by_key(|(_, p)| p.mount.free) else {
        return Ok(Verdict::skip("no directory is known"));
    };
    let free = crate::doctor::megabytes(place.mount.free);
    let message = format!("{free} left for {}", named(role, facts));
    let verdict = match place.mount.free {
        SOME.. => return Ok(Verdict::pass(message).value(place.mount.free.to_string())),
        LITTLE.. => Verdict::warn(message),
        // Without room for its cache Go builds all the same, only slowly.
        _ if role != Role::Temp => Verdict::warn(message),
        _ => Verdict::fail(message).breaks("go build", "no space left on device"),
    };
    Ok(mounted(verdict, place)
        .value(place.mount.free.to_string())
        .cure(roomier(facts, role, place)))
}

fn inodes(facts: &Facts) -> Answer {
    const FEW: u64 = 500;
    const SOME: u64 = 5_000;
    answered(facts, &FILLED)?;
    let counted = each_place(facts, &FILLED)
        .filter_map(|(role, place)| place.mount.free_files.map(|files| (role, place, files)));
    let Some((role, place, files)) = counted.min_by_key(|(_, _, files)| *files) else {
        return Ok(Verdict::pass("the filesystems have no such limit"));
    };
    let message = format!("{files} files can still be made for {}", named(role, facts));
    let verdict = match files {
        SOME.. => return Ok(Verdict::pass(message).value(files.to_string())),
        FEW.. => Verdict::warn(message),
        _ if role == Role::Ours => Verdict::warn(message),
        _ => Verdict::fail(message).breaks("go build", "mkdir …: no space left on device"),
    };
    Ok(mounted(verdict, place).value(files.to_string()).cure(roomier(facts, role, place)))
}

/// Room on another mount; for what is installed already, and where no other mount is known, only a person can make it.
fn roomier(facts: &Facts, role: Role, place: &Place) -> Fix {
    let (variable, name) = match role {
        Role::Temp => ("GOTMPDIR", "go-tmp"),
        _ => ("GOCACHE", "go-build-own"),
    };
    let make = match role {
        Role::Ours => "goenvmgr clean --stale, goenvmgr uninstall VERSION",
        _ => "goenvmgr clean --build-cache, goenvmgr clean --stale",
    };
    let dir = replacement(facts, name);
    match role == Role::Ours || is_beside(facts, &dir, place) {
        true => Fix::new(format!("make room on {}: {make}", place.mount.point.visible())),
        false => moved(variable, &dir),
    }
}

/// Whether another place that was looked at tells that this directory, beside it, lies on the mount of the full one.
fn is_beside(facts: &Facts, dir: &Path, full: &Place) -> bool {
    let point = &full.mount.point;
    let places = facts.get::<Places>().into_iter().flat_map(|places| &places.0);
    let mut on_it = places
        .filter_map(|(_, place)| place.get())
        .filter(|place| place.mount.point == *point && dir.starts_with(point));
    on_it.any(|place| dir.parent().is_some_and(|parent| place.path.starts_with(parent)))
}

fn owner(facts: &Facts) -> Answer {
    let roles = [Role::Cache, Role::Modules, Role::Ours];
    answered(facts, &roles)?;
    // A home of ours that is another's as a whole is used as it is: `install.home` says so.
    let used =
        |role, place: &Place| role == Role::Ours && place.uid != facts.uid && !place.ours_to_claim;
    let found = each_place(facts, &roles).find_map(|(role, place)| {
        let foreign = place.foreign.as_ref().filter(|_| !used(role, place));
        foreign.map(|(path, uid)| (role, place, path, uid))
    });
    let Some((role, place, path, uid)) = found else {
        return Ok(Verdict::pass("the caches belong to this user"));
    };
    // Root may write everything, and in containers works on other users' volumes all day.
    if facts.uid == 0 {
        return Ok(Verdict::pass("root may write the caches, whoever owns them")
            .seen(role.name(), format!("{} belongs to user {uid}", path.visible())));
    }
    let message = format!("{} holds {}, which belongs to user {uid}", role.name(), path.visible());
    let verdict = match role {
        Role::Cache => Verdict::fail(message)
            .breaks("go build", "permission denied, or: package fmt is not in std"),
        _ => Verdict::warn(message),
    };
    Ok(verdict.seen("this user", facts.uid.to_string()).cure(match role {
        _ if place.ours_to_claim => {
            Fix::new("give it back, as root (`sudo go` must not happen again)")
                .run(Line::of("sudo chown -R").word(facts.uid.to_string()).word(&place.path))
        }
        Role::Cache => elsewhere(facts, "GOCACHE", "go-build-own"),
        Role::Modules => elsewhere(facts, "GOMODCACHE", "go-mod"),
        _ => Fix::new("it is theirs to change: ask its owner"),
    }))
}

fn remote(facts: &Facts) -> Answer {
    const KINDS: [&str; 9] =
        ["9p", "drvfs", "nfs", "nfs4", "cifs", "smb3", "vboxsf", "fuse.sshfs", "afs"];
    let roles = [Role::Cache, Role::Modules, Role::Work];
    answered(facts, &roles)?;
    let found =
        each_place(facts, &roles).find(|(_, place)| KINDS.contains(&place.mount.kind.as_str()));
    let Some((role, place)) = found else {
        return Ok(Verdict::pass("the caches are on local filesystems"));
    };
    let message =
        format!("{} is on {}: slow, and its locks are unreliable", role.name(), place.mount.kind);
    Ok(mounted(Verdict::warn(message), place).cure(match role {
        Role::Modules => elsewhere(facts, "GOMODCACHE", "go-mod"),
        Role::Work => {
            Fix::new(format!("keep the project on a local disk: {}", place.path.visible()))
        }
        _ => elsewhere(facts, "GOCACHE", "go-build"),
    }))
}
