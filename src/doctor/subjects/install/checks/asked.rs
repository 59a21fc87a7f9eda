//! What is asked for is there: versions, tools, and toolchains of the user's own.

use super::{install, owners};
use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::install::facts::{Install, OwnLink};
use crate::doctor::subjects::path::facts::{HitKind, PathFacts};

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("install.selected", "the version asked for here is installed", selected)
        .lines(&["goenvmgr install <version>"])
        .needs(&[Install::NEED, PathFacts::NEED])
        .reads("pins upwards from the working directory, the default, GOENVMGR_VERSION, and what is \
            installed")
        .fails("it is not installed and `go` is our shim: it ends with 127. WARN where another `go` is \
            first on PATH")
        .cure("goenvmgr install VERSION")
        .why("in place of a missing version no other Go runs")
        .requires(&["path.go"]),
    Check::new("install.default", "the default is installed", default)
        .lines(&["goenvmgr install <version>"])
        .needs(&[Install::NEED])
        .reads("`default` in config.toml, and what is installed")
        .fails("nothing installed meets it: every directory without a pin will ask for it (WARN)")
        .cure("goenvmgr install VERSION, or goenvmgr default another")
        .why("uninstalling a version does not change what the user said"),
    Check::new("install.tools", "the tools that are pinned here are built", tools)
        .lines(&["goenvmgr tools sync"])
        .needs(&[Install::NEED])
        .reads("[tools] of the goenvmgr.toml that counts here, and the set of tools that follows from it and \
            the selected version")
        .fails("a tool is not built, or is not what was built (WARN): it is not on PATH, or another one of \
            its name is")
        .cure("goenvmgr tools sync")
        .why("the hook builds nothing: it puts on PATH what stands"),
    Check::new("install.links", "linked toolchains lead to a Go", links)
        .lines(&["goenvmgr unlink <name>"])
        .needs(&[Install::NEED])
        .reads("the names in toolchains/ that `goenvmgr link` gave, where each leads, and whether a Go is there")
        .fails("one leads to none (WARN): `use`, `default` and pins that name it end with what is missing. \
            What a name leads to is never verified, and the answer says so")
        .cure("goenvmgr link NAME DIR leads it elsewhere, goenvmgr unlink NAME takes it away")
        .why("a build of one's own is moved or deleted, and its name stays"),
];

fn selected(facts: &Facts) -> Answer {
    let install = install(facts)?;
    let Some(missing) = &install.missing else {
        return Ok(Verdict::pass("what is asked for here is installed, or nothing is"));
    };
    let message = &missing.what;
    let shim =
        crate::doctor::subjects::path::first::go(facts).is_ok_and(|go| go.kind == HitKind::Shim);
    let verdict = if shim {
        Verdict::fail(message.clone()).breaks("go version", message)
    } else {
        Verdict::warn(message.clone())
    };
    Ok(verdict.cure(match &missing.install {
        Some(wanted) => {
            owners(facts, Fix::new("install it").run(Line::of("goenvmgr install").word(wanted)))
        }
        None => Fix::new(&missing.hint),
    }))
}

fn tools(facts: &Facts) -> Answer {
    let Some(pinned) = &install(facts)?.tools else {
        return Ok(Verdict::pass("nothing pins a tool here"));
    };
    let file = pinned.file.visible();
    if !pinned.trusted {
        return Ok(Verdict::pass(format!("{file} pins tools, which count after goenvmgr trust")));
    }
    if pinned.missing.is_empty() {
        return Ok(Verdict::pass(format!("{} built what {file} pins", pinned.by)));
    }
    let what = format!("{} has not built {}", pinned.by, pinned.missing.join(", "));
    Ok(Verdict::warn(what)
        .seen("[tools]", file.to_string())
        .cure(owners(facts, Fix::new("build them").run("goenvmgr tools sync"))))
}

fn default(facts: &Facts) -> Answer {
    let Some((default, place)) = &install(facts)?.lost_default else {
        return Ok(Verdict::pass("the default is installed, or there is none"));
    };
    let is_name = install(facts)?.links.iter().any(|one| one.name == *default);
    if is_name {
        let verdict = Verdict::warn(format!("the default is {default}, which is linked to no Go"));
        return Ok(verdict.seen("default", format!("{default} (from {place})")).cure(owners(
            facts,
            Fix::new("link it again, or choose another: goenvmgr default VERSION"),
        )));
    }
    Ok(Verdict::warn(format!("the default is {default}, and nothing installed meets it"))
        .seen("default", format!("{default} (from {place})"))
        .cure(owners(
            facts,
            Fix::new("install it, or choose another: goenvmgr default VERSION")
                .run(Line::of("goenvmgr install").word(default)),
        )))
}

fn links(facts: &Facts) -> Answer {
    let links = &install(facts)?.links;
    let Some((broken, why)) = links.iter().find_map(|one| Some((one, one.trouble.as_ref()?)))
    else {
        let pass = match links.len() {
            0 => "no toolchain is linked".to_owned(),
            1 => "one linked toolchain leads to a Go, unverified".to_owned(),
            more => format!("{more} linked toolchains lead to a Go each, unverified"),
        };
        let seen = |verdict: Verdict, one: &OwnLink| {
            verdict.seen("link", format!("{} to {}", one.name, one.to.visible()))
        };
        return Ok(links.iter().fold(Verdict::pass(pass), seen));
    };
    let name = &broken.name;
    Ok(Verdict::warn(format!("{name} is linked to no Go: {why}"))
        .seen("link", format!("{name} to {}", broken.to.visible()))
        .cure(owners(
            facts,
            Fix::new("lead it elsewhere with `goenvmgr link NAME DIR`, or take the name away")
                .run(Line::of("goenvmgr unlink").word(name)),
        )))
}
