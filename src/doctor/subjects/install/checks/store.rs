//! What goenvmgr keeps, and goenvmgr itself.

use super::{install, owners};
use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Remedy, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::filesystem::named::Named;
use crate::doctor::subjects::filesystem::places::{Place, Places};
use crate::doctor::subjects::filesystem::role::Role;
use crate::doctor::subjects::install::facts::{Install, ShimTrouble};
use crate::doctor::subjects::install::open::Open;
use crate::doctor::subjects::toolchain::at_hand::{REINSTALL, reinstall};
use crate::sys::fs::exposed::Why;
use crate::sys::fs::rights::KNOWN;
use std::path::{Path, PathBuf};

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("install.files", "installed toolchains are complete", files)
        .lines(&[REINSTALL])
        .needs(&[Install::NEED.with(Install::FILES)])
        .reads("names, sizes and executable bits of every file of every toolchain of ours, and its \
            manifest in receipts/")
        .fails("a file is missing, has another size, has lost its executable bit or came on top: what \
            was installed is not what stands there")
        .cure("goenvmgr install --reinstall VERSION fetches and verifies it again; --fix leaves it to \
            you, since a download can neither be shown as a diff nor taken back")
        .why("goenvmgr promises that toolchains/goX is exactly what was published; `go build` may not \
            notice"),
    Check::new("install.bytes", "installed toolchains hold what was verified", bytes)
        .lines(&[REINSTALL])
        .needs(&[Install::NEED.with(Install::BYTES)])
        .reads("every byte of every toolchain of ours, hashed, and its manifest in receipts/")
        .fails("the contents of a file are others than those that were verified at installation")
        .cure("goenvmgr install --reinstall VERSION fetches and verifies it again; --fix leaves it to \
            you, since a download can neither be shown as a diff nor taken back")
        .why("goenvmgr promises these bytes; a changed standard library builds without a word")
        .full()
        .requires(&["install.files"]),
    Check::new("install.writable", "nobody else may change what is installed", writable)
        .lines(&[REINSTALL, "chmod -R ug-s,go-w <dir>"])
        .needs(&[Install::NEED.with(Install::FILES)])
        .reads("mode and owner of every file and directory of every toolchain of ours, of toolchains/, \
            receipts/ and what lies in it; of all that is built here, and the programs of tools; and of all \
            directories that goenvmgr writes in")
        .fails("one may be written by others, belongs to another than toolchains/ does, or has a setuid \
            or setgid bit (WARN): `goenvmgr verify` ends with 1, and links that others can set in our \
            directories are followed by nobody")
        .cure("chmod -R ug-s,go-w takes the bits away; install --reinstall makes the files its owner's")
        .why("whoever can change a toolchain runs his program as everybody who builds with it"),
    Check::new("install.receipts", "every toolchain has its receipt", receipts)
        .lines(&[REINSTALL])
        .needs(&[Install::NEED])
        .reads("receipts/goX.json and receipts/goX.files of every toolchain of ours")
        .fails("one is missing or cannot be read: nothing tells what was verified (WARN)")
        .cure("goenvmgr install --reinstall VERSION verifies it again and writes both")
        .why("`verify` and a repairing `install` compare with them"),
    Check::new("install.shims", "shims lead to this program", shims)
        .lines(&["goenvmgr doctor --fix --yes --only install.shims"])
        .needs(&[Install::NEED])
        .reads("the links in shims/, what they lead to, and which toolchains are installed")
        .fails("one is missing or leads to nothing. WARN where one leads to another program, or has no \
            toolchain")
        .cure("goenvmgr doctor --fix --only install.shims")
        .why("scripts, cron and IDEs find Go through shims/; a moved or upgraded program leaves them \
            behind"),
    Check::new("install.program", "one goenvmgr is on PATH, and it is this one", program)
        .lines(&["rm <path>"])
        .needs(&[Install::NEED])
        .reads("every goenvmgr on PATH, links resolved, and the path of this program")
        .fails("the first one is another program than this, or there are two (WARN)")
        .cure("remove the one that is not wanted")
        .why("start-up files, shims and hooks name a program by its path: two releases would take \
            turns"),
    Check::new("install.leftovers", "nothing half-done is left", leftovers)
        .lines(&["goenvmgr doctor --fix --yes --only install.leftovers"])
        .needs(&[Install::NEED])
        .reads("staging/, and whether somebody holds the lock of what lies there")
        .fails("the owner of something there is dead (WARN): it takes space and is of no use")
        .cure("goenvmgr doctor --fix --only install.leftovers")
        .why("a killed install leaves its directory; the next one sweeps it, until then it lies there"),
    Check::new("install.home", "goenvmgr may write where it keeps things", home)
        .lines(&["export GOENVMGR_HOME=<dir>", "sudo chown -R <user> <dir>"])
        .needs(&[Places::NEED, Named::NEED])
        .reads("whether this user may write goenvmgr's data directory, or make it, and whose it is")
        .fails("it may not, and it is no home of another's that is used as it is (WARN): `goenvmgr \
            install` ends with 3, what is installed works on")
        .cure("give it back to yourself, or set GOENVMGR_HOME to a directory of your own")
        .why("toolchains, receipts and shims are written there"),
];

fn shown(verdict: Verdict, paths: &[String]) -> Verdict {
    const FEW: usize = 5;
    let verdict =
        paths.iter().take(FEW).fold(verdict, |verdict, path| verdict.seen("file", path.clone()));
    match paths.len().checked_sub(FEW) {
        None | Some(0) => verdict,
        Some(more) => verdict.seen("file", format!("and {more} more")),
    }
}

fn files(facts: &Facts) -> Answer {
    let install = install(facts)?;
    let Some(broken) = install.toolchains.iter().find(|one| !one.wrong.is_empty()) else {
        let count = install.toolchains.len();
        return Ok(Verdict::pass(format!("{count} toolchains of ours are complete")));
    };
    let version = &broken.version;
    let message = format!(
        "go{version} is not what was installed: {} differ",
        match broken.wrong.len() {
            1 => "one file".to_owned(),
            more => format!("{more} files"),
        }
    );
    let verdict = Verdict::fail(message)
        .seen("toolchain", broken.root.visible().to_string())
        .breaks("goenvmgr verify", &format!("go{version} differs from its manifest"));
    Ok(shown(verdict, &broken.wrong).cure(owners(facts, reinstall(version))))
}

fn bytes(facts: &Facts) -> Answer {
    let install = install(facts)?;
    let differs = install.toolchains.iter().find_map(|one| {
        let hashed = one.hashed.as_ref()?;
        (!hashed.is_empty()).then_some((one, hashed))
    });
    let Some((broken, paths)) = differs else {
        let hashed = install.toolchains.iter().filter(|one| one.hashed.is_some()).count();
        return Ok(Verdict::pass(format!("{hashed} toolchains hold what was verified")));
    };
    let version = &broken.version;
    let verdict = Verdict::fail(format!("go{version} holds other bytes than were verified"))
        .seen("toolchain", broken.root.visible().to_string())
        .breaks("goenvmgr verify", &format!("go{version} differs from its manifest"));
    Ok(shown(verdict, paths).cure(owners(facts, reinstall(version))))
}

fn writable(facts: &Facts) -> Answer {
    if !KNOWN {
        return Ok(Verdict::skip("who may change what is not known on this system"));
    }
    let install = install(facts)?;
    let exposed = install.toolchains.iter().find(|one| !one.exposed.is_empty());
    let Some(exposed) = exposed else {
        let open = install.open_to.first().map(|first| open_home(&first.place, &install.open_to));
        let pass = || Verdict::pass("nobody else may change what is installed");
        return Ok(open.unwrap_or_else(pass));
    };
    let verdict = Verdict::warn(format!("others may change go{}", exposed.version))
        .seen("toolchain", exposed.root.visible().to_string());
    let who = exposed.exposed.iter();
    let verdict = who.fold(verdict, |verdict, one| verdict.seen("who", one.to_string()));
    let foreign = exposed.exposed.iter().any(|one| matches!(one.why, Why::Owner(_)));
    let fix = if foreign {
        reinstall(&exposed.version)
    } else {
        Fix::new("take the bits away, as whoever owns it")
            .run(Line::of("chmod -R ug-s,go-w").word(facts.home.data()))
    };
    Ok(verdict.cure(owners(facts, fix)))
}

/// No link that others set is followed; but what they put there is found in place of ours.
fn open_home(first: &Path, all: &[Open]) -> Verdict {
    let dir = first.visible();
    let verdict = Verdict::warn(format!("others may change {dir}, which goenvmgr keeps"));
    let verdict = all.iter().fold(verdict, |verdict, one| verdict.seen("who", one.way.to_string()));
    let is_foreign = |one: &&Open| matches!(one.way.why, Why::Owner(_));
    let (foreign, bits): (Vec<_>, Vec<_>) = all.iter().partition(is_foreign);
    let move_out = "let its owner use it, and set GOENVMGR_HOME to a directory of your own";
    let take_away = "take the bits away, as whoever owns it";
    let fix = Fix::new(match (&foreign[..], &bits[..]) {
        (_, []) => move_out.to_owned(),
        ([], _) => take_away.to_owned(),
        (_, _) => format!("{take_away}; what belongs to another: {move_out}"),
    });
    let mut places: Vec<&Path> = bits.iter().map(|one| one.place.as_path()).collect();
    places.sort_unstable();
    // What lies below the one before it goes along.
    places.dedup_by(|place, before| place.starts_with(before));
    verdict.cure(
        places.iter().fold(fix, |fix, place| fix.run(Line::of("chmod -R ug-s,go-w").word(place))),
    )
}

fn receipts(facts: &Facts) -> Answer {
    let install = install(facts)?;
    let without = install.toolchains.iter().find_map(|one| Some((one, one.record.as_ref()?)));
    let Some((toolchain, what)) = without else {
        return Ok(Verdict::pass("every toolchain has its receipt"));
    };
    let version = &toolchain.version;
    Ok(Verdict::warn(format!("nothing tells what was verified of go{version}: {what}"))
        .seen("toolchain", toolchain.root.visible().to_string())
        .cure(owners(facts, reinstall(version))))
}

fn shims(facts: &Facts) -> Answer {
    let install = install(facts)?;
    let broken =
        |trouble: &ShimTrouble| matches!(trouble, ShimTrouble::Missing | ShimTrouble::Dangling);
    let first = install.shims.iter().find(|(_, trouble)| broken(trouble));
    let Some((path, trouble)) = first.or(install.shims.first()) else {
        return Ok(Verdict::pass("every shim leads to this program"));
    };
    let message = format!("{} {trouble}", path.visible());
    let verdict = if broken(trouble) {
        Verdict::fail(message).breaks(&path.visible().to_string(), "No such file or directory")
    } else {
        Verdict::warn(message)
    };
    let all = install.shims.iter().map(|(path, trouble)| format!("{} {trouble}", path.visible()));
    let verdict = all.fold(verdict, |verdict, one| verdict.seen("shim", one));
    Ok(verdict.seen("this program", install.program.visible().to_string()).cure(owners(
        facts,
        Fix::new("link them again")
            .run("goenvmgr doctor --fix --yes --only install.shims")
            .remedy(Remedy::Shims),
    )))
}

fn program(facts: &Facts) -> Answer {
    let install = install(facts)?;
    let other = install.on_path.iter().find(|(_, real)| *real != install.program);
    let Some((path, _)) = other else {
        return Ok(Verdict::pass(format!("this is {}", install.program.visible())));
    };
    let ours = install.on_path.iter().any(|(_, real)| *real == install.program);
    let message = if ours {
        format!("{} is a second goenvmgr on PATH", path.visible())
    } else {
        format!("{} is on PATH, but this is {}", path.visible(), install.program.visible())
    };
    let seen = install.on_path.iter();
    let verdict = seen.fold(Verdict::warn(message), |verdict, (path, real)| {
        verdict.seen("on PATH", format!("{} ({})", path.visible(), real.visible()))
    });
    Ok(verdict.cure(Fix::new("keep one; if it is this one").run(Line::of("rm").word(path))))
}

fn leftovers(facts: &Facts) -> Answer {
    let install = install(facts)?;
    if install.leftovers.is_empty() {
        return Ok(Verdict::pass("nothing half-done is left"));
    }
    let paths: Vec<String> =
        install.leftovers.iter().map(|path| path.visible().to_string()).collect();
    let verdict = Verdict::warn("half-done work lies in staging, and its owner is dead");
    Ok(shown(verdict, &paths).cure(owners(facts,
        Fix::new(
            "move it out of the way, where --undo finds it for 30 days; `goenvmgr clean --stale` in \
            place of that gives the space back at once",
        )
            .run("goenvmgr doctor --fix --yes --only install.leftovers")
            .remedy(Remedy::Aside(install.leftovers.clone())),
    )))
}

fn home(facts: &Facts) -> Answer {
    let Some(place) = facts.need::<Places>()?.of(Role::Ours) else {
        return Ok(Verdict::skip("no directory is known"));
    };
    let place = place.need("goenvmgr's data")?;
    if place.writable {
        return Ok(Verdict::pass(format!("{} can be written", place.path.visible()))
            .seen("configuration", facts.home.config_file().visible().to_string()));
    }
    if place.exists && place.uid != facts.uid && !place.ours_to_claim {
        let (path, uid) = (place.path.visible(), place.uid);
        return Ok(Verdict::pass(format!(
            "{path} belongs to user {uid}: what is installed there is used, and what is yours lies in \
             your own directories"
        ))
        .seen("configuration", facts.home.config_file().visible().to_string())
        .seen("what this user trusts and enters", facts.home.state().visible().to_string()));
    }
    let what = if place.mount.readonly { "is on a read-only mount" } else { "belongs to another" };
    Ok(Verdict::warn(format!(
        "{} {what}: nothing can be installed, what is there works on",
        place.base.visible()
    ))
    .seen("data directory", place.path.visible().to_string())
    .seen("mode", format!("{:o}, user {}", place.mode, place.uid))
    .cure(own_home(facts, place)))
}

/// A data directory of this user, where the one that is set can be nobody else's by accident.
fn own_home(facts: &Facts, place: &Place) -> Fix {
    let fix = Fix::new("give it back to yourself, or set GOENVMGR_HOME to a directory of your own");
    let home = facts.env.home.as_ref();
    let own = home.map(|home| home.join(".local/share/goenvmgr"));
    let stands = |home: &PathBuf| {
        facts.get::<Named>().and_then(|named| Some(named.at(home).ok()?.kind.is_some()))
    };
    let own = own.filter(|_| home.and_then(stands).unwrap_or_default());
    match own.filter(|own| !own.starts_with(facts.home.data())) {
        Some(own) => fix.run(Line::of("export GOENVMGR_HOME=").end(&own)),
        // What lies in this user's own home and is another's, `sudo goenvmgr` has left there.
        None if place.exists && !place.mount.readonly && place.ours_to_claim => {
            fix.run(Line::of("sudo chown -R").word(facts.uid.to_string()).word(&place.path))
        }
        None => fix,
    }
}
