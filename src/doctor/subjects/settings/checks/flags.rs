//! Values that every Go program, or every go command, parses before it does anything.

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::compiler::facts::Compiler;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::evidence::{UNSET, settings, unset, with};
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::at_hand::root;
use crate::doctor::subjects::toolchain::root::Root;
use crate::go::quoted;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("env.goflags", "GOFLAGS can be parsed", goflags)
        .lines(UNSET)
        .needs(&[Settings::NEED])
        .reads("GOFLAGS in all layers, split by Go's quoting")
        .fails(
            "a word is no flag (`go: parsing $GOFLAGS: non-flag \"mod=mod\"`) or one that no go \
            command has (`unknown flag`): every go command stops, `go version` too",
        )
        .cure("unset it, or quote a flag with blanks: GOFLAGS=\"'-ldflags=-s -w'\"")
        .why("cmd/go/internal/base parses GOFLAGS at start, whatever the command"),
    Check::new("env.goexperiment", "GOEXPERIMENT names experiments of this Go", goexperiment)
        .lines(UNSET)
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED])
        .reads("GOEXPERIMENT in all layers, and src/internal/goexperiment of the GOROOT")
        .fails(
            "a name is none of them: `go: unknown GOEXPERIMENT`, every go command stops; for a \
            name that starts with `no` the message leaves that out",
        )
        .cure("unset it")
        .why("the list is the one that the go command at hand was built from")
        .requires(&["path.go", "env.goroot"]),
    Check::new("env.gomemlimit", "GOMEMLIMIT is a size", gomemlimit)
        .lines(&["unset GOMEMLIMIT"])
        .reads("GOMEMLIMIT in the environment")
        .fails(
            "it is no number with an optional B, KiB, MiB, GiB or TiB, or `off`: every Go program \
            dies at start with `fatal error: malformed GOMEMLIMIT`, the go command too",
        )
        .cure("unset it, or write GOMEMLIMIT=2GiB")
        .why("the runtime parses it before main"),
    Check::new("env.govalues", "GOFIPS140 and GOCACHEPROG name what exists", other_values)
        .lines(UNSET)
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED, Compiler::NEED])
        .reads("GOFIPS140 and GOCACHEPROG in all layers")
        .fails("`go: invalid GOFIPS140`, or `error starting GOCACHEPROG program`: no build starts")
        .cure("unset it")
        .why("measured with Go 1.26"),
];

/// Every flag of every go command, without its dash: GOFLAGS may hold any of them.
pub(in crate::doctor) const FLAGS: &str = " a all args artifacts asan asmflags bench benchmem benchtime \
    blockprofile blockprofilerate buildmode buildvcs c cache changed cmd compat compiled compiler \
    count cover covermode coverpkg coverprofile cpu cpuprofile debug-actiongraph debug-runtime-trace \
    debug-trace deps diff dropexclude dropgodebug dropignore dropreplace droprequire dropretract \
    droptool dropuse e exclude exec export f failfast find fix fixtool fmt fullpath fuzz fuzzcache \
    fuzzminimizetime fuzztime gccgoflags gcflags go godebug h http i ignore insecure installsuffix \
    json l ldflags linkshared list m memprofile memprofilerate mod modcache modcacherw modfile module \
    msan mutexprofile mutexprofilefraction n o origin outputdir overlay p parallel pgo pkgdir print r \
    race replace require retract retracted reuse run s short show shuffle skip src t tags test \
    testcache timeout tool toolchain toolexec trace trimpath u unsafe use v vendor versions vet \
    vettool w work x ";

fn goflags(facts: &Facts) -> Answer {
    let Some(flags) = settings(facts)?.by_user("GOFLAGS") else {
        return Ok(Verdict::pass("GOFLAGS is not set"));
    };
    let fail = |says: String| {
        with(Verdict::fail("GOFLAGS stops every go command"), flags)
            .breaks("go version", &format!("parsing $GOFLAGS: {says}"))
            .cure(unset(flags))
    };
    let Some(words) = quoted::split(&flags.value) else {
        return Ok(fail("unterminated ' or \" string".to_owned()));
    };
    for word in words {
        let name = word.trim_start_matches('-').split('=').next().unwrap_or_default();
        let dashes = word.len() - word.trim_start_matches('-').len();
        if dashes == 0 || name.is_empty() || dashes > 2 {
            return Ok(fail(format!("non-flag \"{word}\"")));
        }
        if !FLAGS.split_whitespace().any(|known| known == name) {
            return Ok(fail(format!("unknown flag -{name}")));
        }
    }
    Ok(with(Verdict::pass("GOFLAGS can be parsed"), flags))
}

fn goexperiment(facts: &Facts) -> Answer {
    let Some(setting) = settings(facts)?.by_user("GOEXPERIMENT") else {
        return Ok(Verdict::pass("GOEXPERIMENT is not set"));
    };
    let known = &root(facts)?.experiments;
    if known.is_empty() {
        return Ok(Verdict::skip("this Go does not say which experiments it has"));
    }
    let odd = setting.value.split(',').find(|name| {
        let plain = name
            .strip_prefix("no")
            .filter(|plain| !known.iter().any(|k| k == name) || known.iter().any(|k| k == plain));
        !name.is_empty() && *name != "none" && !known.iter().any(|k| k == plain.unwrap_or(name))
    });
    let Some(odd) = odd else {
        return Ok(with(Verdict::pass("GOEXPERIMENT names experiments of this Go"), setting));
    };
    let said = odd.strip_prefix("no").unwrap_or(odd);
    Ok(with(Verdict::fail(format!("GOEXPERIMENT={} is none of this Go's", setting.value)), setting)
        .breaks("go version", &format!("unknown GOEXPERIMENT {said}"))
        .cure(unset(setting)))
}

fn gomemlimit(facts: &Facts) -> Answer {
    let Some(value) = facts.env.var("GOMEMLIMIT") else {
        return Ok(Verdict::pass("GOMEMLIMIT is not set"));
    };
    let number =
        ["KiB", "MiB", "GiB", "TiB", "B", ""].iter().find_map(|unit| value.strip_suffix(unit));
    let fine = |n: &str| !n.is_empty() && n.len() <= 19 && n.bytes().all(|b| b.is_ascii_digit());
    if value == "off" || number.is_some_and(fine) {
        return Ok(Verdict::pass("GOMEMLIMIT is a size").seen("GOMEMLIMIT", value));
    }
    Ok(Verdict::fail("GOMEMLIMIT is no size: every Go program dies at start")
        .seen("GOMEMLIMIT", value)
        .breaks("go version", "fatal error: malformed GOMEMLIMIT")
        .cure(Fix::new("take it out, or write a size such as 2GiB").run("unset GOMEMLIMIT")))
}

fn other_values(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    if let Some(setting) = settings.by_user("GOFIPS140") {
        let value = setting.value.as_str();
        let named = matches!(value, "off" | "latest" | "inprocess" | "certified");
        if !named && !value.starts_with("v1.") {
            return Ok(with(Verdict::fail("GOFIPS140 names no module"), setting)
                .breaks(
                    "go build",
                    "invalid GOFIPS140: must be off, latest, inprocess, certified, or v1.Y.Z",
                )
                .cure(unset(setting)));
        }
    }
    if let Some(setting) = settings.by_user("GOCACHEPROG") {
        let program = quoted::first(&setting.value).unwrap_or_default();
        let programs = facts.need::<Compiler>()?;
        if programs.cache_program.is_none()
            && crate::doctor::subjects::toolchain::at_hand::at_least(facts, 24)
        {
            return Ok(with(Verdict::fail("GOCACHEPROG names no program"), setting)
                .breaks("go build", &format!("error starting GOCACHEPROG program \"{program}\""))
                .cure(unset(setting)));
        }
    }
    Ok(Verdict::pass("both are unset, or name what exists"))
}
