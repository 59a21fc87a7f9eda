//! The toolchain itself: its programs, its library, and whether it works.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::filesystem::places::Places;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::evidence::settings;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::at_hand::{
    INSTALL_AND_USE, REINSTALL, REINSTALLS, go_version, install_and_use, root,
};
use crate::doctor::subjects::toolchain::root::{Root, Trouble};
use crate::doctor::subjects::toolchain::smoke::Smoke;
use crate::go::platform::Platform;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("go.programs", "every program of the toolchain can run", programs)
        .lines(&["chmod +x <program>", REINSTALL, INSTALL_AND_USE])
        .needs(&[PathFacts::NEED, Root::NEED])
        .reads("kind, mode, ELF headers and machine of bin/go and pkg/tool/…/{asm,cgo,compile,cover,\
            link,vet}")
        .fails("one is missing (`go: no such tool \"compile\"`), has lost its executable bit \
            (`permission denied`), is empty or cut short (`exec format error`, a signal), or is built \
            for another machine (`exec format error`)")
        .cure("reinstall the toolchain: goenvmgr install --reinstall X.Y.Z")
        .why("a build starts each of them; the ELF header says how long the file must be")
        .requires(&["path.go", "env.goroot"]),
    Check::new("go.library", "the standard library is there", library)
        .lines(REINSTALLS)
        .needs(&[PathFacts::NEED, Root::NEED])
        .reads("src/fmt, src/runtime, src/unsafe and src/internal/abi of the GOROOT")
        .fails("one has no Go files: `package fmt is not in std`")
        .cure("reinstall the toolchain; on Debian the sources are a package of their own")
        .why("since Go 1.20 the library is compiled from its sources")
        .requires(&["path.go", "env.goroot"]),
    Check::new("go.overlaid", "the toolchain is of one version", overlaid)
        .lines(REINSTALLS)
        .needs(&[PathFacts::NEED, Root::NEED])
        .reads("VERSION of the GOROOT and the version in each of its programs")
        .fails("they differ: an archive was unpacked over an older one. `compile: version \"go1.X\" \
            does not match go tool version \"go1.Y\"`")
        .cure("delete the directory and install into an empty one")
        .why("go.dev/doc/install says so in its first step; the version is linked into every program")
        .requires(&["path.go", "env.goroot", "go.programs"]),
    Check::new("go.leftovers", "no files of an older Go lie in the toolchain", leftovers)
        .lines(REINSTALLS)
        .needs(&[PathFacts::NEED, Root::NEED])
        .reads("the time in VERSION, and the times of the Go files of packages that every build compiles")
        .fails("one is older than the release: an archive was unpacked over an older one. `redeclared in \
            this block`")
        .cure("delete the directory and install into an empty one")
        .why("go.dev/doc/install: never untar into an existing tree; every file of an archive carries \
            the time that its VERSION states, so a tree whose times were not kept is not judged")
        .requires(&["path.go", "env.goroot", "go.programs"]),
    Check::new("go.env", "go.env of the toolchain is there", go_env)
        .lines(REINSTALLS)
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED])
        .reads("go.env of the GOROOT, GOPROXY in all layers")
        .fails("it is missing and nothing else sets GOPROXY: `GOPROXY list is not the empty string, \
            but contains no entries`")
        .cure("reinstall the toolchain")
        .why("since Go 1.21 the defaults of GOPROXY, GOSUMDB and GOTOOLCHAIN stand in this file only")
        .requires(&["path.go", "env.goroot"]),
    Check::new("go.vulnerable", "no vulnerability of this Go is known", vulnerable)
        .lines(&[INSTALL_AND_USE])
        .needs(&[PathFacts::NEED, Root::NEED])
        .reads("the version of the Go at hand, and the Go vulnerability database as it was on the day that the \
            message names: that which is part of goenvmgr, or which `outdated` has read")
        .fails("its standard library or its programs have one (WARN). A program that it builds may have it; \
            `govulncheck -mode binary` says whether one is reached")
        .cure("the release that the message names; where its line has none, a newer line")
        .why("a release of Go is all that mends its library, and nothing in a module says so")
        .full()
        .fixture()
        .requires(&["path.go"]),
    Check::new("go.smoke", "an empty program builds and runs", smoke)
        .lines(REINSTALLS)
        .needs(&[PathFacts::NEED, Settings::NEED, Root::NEED, Places::NEED, Smoke::NEED])
        .reads("what `go run` says to an empty program, with your settings, in directories of our own \
            cache; the first run compiles a part of the standard library and takes seconds")
        .fails("it fails; the message is looked up among the known ones")
        .cure("what `goenvmgr doctor explain` says about the message")
        .why("the capability itself, not its symptoms")
        .full()
        .requires(&[
            "path.go", "env.goenv-file", "env.goroot", "env.goroot-trimmed", "env.goflags", "env.tmpdir",
            "env.goexperiment", "env.gomemlimit", "env.gotoolchain", "env.goos", "env.goamd64",
            "env.govalues", "fs.noexec", "go.programs", "go.library", "go.overlaid",
        ]),
];

fn reinstall(facts: &Facts) -> Fix {
    let root = facts.get::<Root>();
    let ours = root.and_then(|root| root.path.strip_prefix(facts.home.toolchains()).ok());
    if let Some(version) = ours.and_then(|below| below.to_str()?.strip_prefix("go")) {
        return crate::doctor::subjects::toolchain::at_hand::reinstall(version);
    }
    let version = root.and_then(|root| root.version.as_deref().or(root.go_version.as_deref()));
    let version = &crate::doctor::subjects::toolchain::at_hand::installable(version);
    let fix = Fix::new(
        "this toolchain is not goenvmgr's: install it again as it was installed, or let \
        goenvmgr bring one",
    );
    install_and_use(fix, version)
}

fn programs(facts: &Facts) -> Answer {
    let root = root(facts)?;
    let Some((program, trouble)) = root.broken() else {
        return Ok(Verdict::pass(format!("{} programs can run", root.programs.len())));
    };
    let tool = program.path.rsplit('/').next().unwrap_or_default();
    let path = root.path.join(&program.path);
    let says = match trouble {
        Trouble::Missing if tool == "go" => "no such file".to_owned(),
        Trouble::Missing => format!("no such tool \"{tool}\""),
        Trouble::NotExecutable => format!("fork/exec {}: permission denied", path.visible()),
        Trouble::Cut => "signal: segmentation fault, or: exec format error".to_owned(),
        Trouble::NotAProgram | Trouble::ForeignMachine(_) => {
            format!("fork/exec {}: exec format error", path.visible())
        }
    };
    // Go takes its own `go` from where it runs, and asks for these only when they are needed.
    let needed = matches!(tool, "compile" | "link" | "asm")
        || (tool == "go" && root.own.as_ref() == Some(&root.path));
    let message = format!("{} {trouble}", path.visible());
    let verdict = if needed {
        Verdict::fail(message).breaks("go build", &says)
    } else {
        let command = match tool {
            "vet" => "go vet, go test",
            "cover" => "go test -cover",
            "cgo" => "go build with cgo",
            _ => "go",
        };
        Verdict::fail(message).breaks(command, &says)
    };
    let fix = match trouble {
        Trouble::NotExecutable => {
            Fix::new("give it back its executable bit").run(Line::of("chmod +x").word(&path))
        }
        _ => reinstall(facts),
    };
    Ok(verdict.cure(fix))
}

fn library(facts: &Facts) -> Answer {
    let root = root(facts)?;
    let Some(missing) = root.missing_source.first() else {
        return Ok(Verdict::pass("the standard library is there"));
    };
    let package = missing.trim_start_matches("src/");
    let at = root.path.join(missing);
    Ok(Verdict::fail(format!("{} has no Go files", at.visible()))
        .breaks("go build", &format!("package {package} is not in std ({})", at.visible()))
        .cure(reinstall(facts)))
}

fn overlaid(facts: &Facts) -> Answer {
    let root = root(facts)?;
    let Some(stated) = root.version.as_deref() else {
        return Ok(Verdict::skip("the toolchain has no VERSION (built from source)"));
    };
    // An experiment or a distribution's suffix stands behind a blank or a dash.
    let same = |built: &str| built == stated || built.starts_with(&format!("{stated} "));
    let other = root.programs.iter().find_map(|program| {
        let built = program.built_with.as_deref()?;
        (!same(built) && !built.starts_with("devel")).then_some((program, built))
    });
    let Some((program, built)) = other else {
        return Ok(Verdict::pass(format!("every program is {stated}")).value(stated));
    };
    let tool = program.path.rsplit('/').next().unwrap_or_default();
    Ok(Verdict::fail(format!(
        "{} is {built}, the toolchain says {stated}",
        root.path.join(&program.path).visible()
    ))
    .breaks(
        "go build",
        &format!("{tool}: version \"{built}\" does not match go tool version \"{stated}\""),
    )
    .cure(reinstall(facts)))
}

fn leftovers(facts: &Facts) -> Answer {
    let root = root(facts)?;
    let Some(old) = &root.leftover else {
        return Ok(Verdict::pass("no files of an older Go were found"));
    };
    Ok(Verdict::fail(format!("{} is older than this Go: it came with another one", old.visible()))
        .seen("GOROOT", root.path.visible().to_string())
        .breaks("go build", "… redeclared in this block")
        .cure(reinstall(facts)))
}

fn go_env(facts: &Facts) -> Answer {
    let root = root(facts)?;
    if root.has_go_env || !crate::doctor::subjects::toolchain::at_hand::at_least(facts, 21) {
        return Ok(Verdict::pass("go.env is there"));
    }
    let message =
        format!("{} is missing: Go has lost its defaults", root.path.join("go.env").visible());
    let verdict = match settings(facts)?.value("GOPROXY") {
        Some(_) => Verdict::warn(message),
        None => Verdict::fail(message).breaks(
            "go mod download",
            "GOPROXY list is not the empty string, but contains no entries",
        ),
    };
    Ok(verdict.cure(reinstall(facts)))
}

fn vulnerable(facts: &Facts) -> Answer {
    let table = &root(facts)?.vulnerabilities;
    let Some(version) = go_version(facts) else {
        return Ok(Verdict::skip("this Go does not say which release it is"));
    };
    let known = table.exposure(&version, &Platform::host());
    let day = table.as_of();
    let Some(told) = known.told(&version) else {
        return Ok(Verdict::pass(format!("none of {version} was known on {day}")).value(day));
    };
    let better = known.fixed_in.map_or_else(|| "latest".to_owned(), |fixed| fixed.to_string());
    let ids = known.ids.iter().rev().take(5).cloned().collect::<Vec<_>>().join(" ");
    let fix = install_and_use(Fix::new("a release without them"), &better);
    Ok(Verdict::warn(told).value(day).seen("newest", ids).cure(fix))
}

fn smoke(facts: &Facts) -> Answer {
    crate::doctor::subjects::path::first::go(facts)?;
    let smoke = facts.need::<Smoke>()?;
    if smoke.works {
        return Ok(Verdict::pass(format!("an empty program built and ran in {} ms", smoke.took)));
    }
    if smoke.timed_out {
        return Ok(Verdict::error("`go run` of an empty program did not end in 120 s"));
    }
    crate::doctor::subjects::filesystem::checks::places::is_cause(facts)?;
    let said = smoke.refused.clone().unwrap_or_else(|| smoke.complaint.clone());
    let known = crate::doctor::explain::explain(&said).into_iter().next();
    let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let verdict =
        Verdict::fail("an empty program does not build and run").breaks(&smoke.command, last);
    Ok(match known {
        Some(known) => {
            let fix = match known.check.starts_with("go.") {
                true => reinstall(facts),
                false => Fix::new(known.cure),
            };
            let verdict = verdict.seen("cause", known.cause).cure(fix);
            if known.check.is_empty() { verdict } else { verdict.seen("check", known.check) }
        }
        None => verdict.cure(Fix::new("read the message; no known one is in it")),
    })
}
