//! The C compiler that Go would use.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::compiler::facts::Compiler;
use crate::doctor::subjects::filesystem::places::Places;
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::evidence::{UNSET, settings, unset, with};
use crate::doctor::subjects::settings::facts::Settings;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("cc.present", "there is a C compiler where one is needed", present)
        .lines(UNSET)
        .needs(&[Settings::NEED, Project::NEED, Compiler::NEED])
        .reads("CC and CGO_ENABLED in all layers, PATH, and whether a file of the project imports \"C\"")
        .fails("CGO_ENABLED is 1 and the compiler is not on PATH: `C compiler \"gcc\" not found`. \
            Without CGO_ENABLED Go switches cgo off by itself, and pure Go builds: that passes. FAIL \
            where every file of a package imports \"C\": `build constraints exclude all Go files`")
        .cure("install one, or CGO_ENABLED=0")
        .why("since Go 1.20 cgo is on by default only where the compiler is found"),
    Check::new("cc.works", "the C compiler compiles and links", works)
        .lines(UNSET)
        .needs(&[Settings::NEED, Places::NEED, Compiler::NEED.with(Compiler::TRIAL)])
        .reads("what `$CC $CGO_CFLAGS … $CGO_LDFLAGS` says to a program of two lines, in our cache")
        .fails("it fails: a broken compiler, a missing libc-dev (`crt1.o`), flags that it does not \
            know. Every build with cgo fails then")
        .cure("fix CC, CGO_CFLAGS and CGO_LDFLAGS, or install the C library's development package")
        .why("the capability itself, with the flags that cgo would use")
        .full()
        .requires(&["cc.present"]),
];

fn compiler(facts: &Facts) -> Result<&Compiler, Verdict> {
    facts.need::<Compiler>()
}

fn present(facts: &Facts) -> Answer {
    let compiler = compiler(facts)?;
    let name = compiler.command.join(" ");
    if let Some(program) = &compiler.program {
        return Ok(Verdict::pass(format!("{name} is {}", program.visible())));
    }
    let settings = settings(facts)?;
    let cgo = settings.by_user("CGO_ENABLED");
    // A CC in the environment switches cgo on by itself.
    let cc = settings.environment.iter().find(|setting| setting.name == "CC");
    let off = cgo.is_some_and(|setting| setting.value == "0");
    let forced: Vec<_> = [cgo.filter(|setting| setting.value == "1"), cc]
        .into_iter()
        .flatten()
        .filter(|_| !off)
        .collect();
    if forced.is_empty() {
        let needed = facts.get::<Project>().and_then(|project| project.imports_c.as_ref());
        let only = facts.get::<Project>().and_then(|project| project.needs_c(&facts.env.cwd));
        if let Some(dir) = only.filter(|_| !off) {
            let dir = dir.visible();
            let says = format!("build constraints exclude all Go files in {dir}");
            return Ok(Verdict::fail(format!(
                "there is no {name}, and all of {dir} imports \"C\""
            ))
            .breaks("go build", &says)
            .cure(install()));
        }
        return Ok(match needed {
            Some(file) => {
                Verdict::warn(format!("there is no {name}, and this project imports \"C\""))
                    .seen("imports \"C\"", file.visible().to_string())
                    .cure(install())
            }
            None => Verdict::pass(format!("there is no {name}: Go builds without cgo")),
        });
    }
    let verdict = Verdict::fail(format!("cgo is on, and there is no {name}"))
        .breaks("go build (with cgo)", &format!("cgo: C compiler \"{name}\" not found"));
    let verdict = forced.iter().fold(verdict, |verdict, setting| with(verdict, setting));
    let fix = forced.iter().fold(install(), |fix, setting| fix.and(unset(setting)));
    Ok(verdict.cure(fix))
}

fn install() -> Fix {
    Fix::new(
        "install one (Debian: apt install gcc libc6-dev; Fedora: dnf install gcc; Alpine: \
        apk add build-base), or do without cgo",
    )
}

fn works(facts: &Facts) -> Answer {
    let compiler = compiler(facts)?;
    if let Some(relative) = compiler.program.as_ref().filter(|program| program.is_relative()) {
        let what = format!("{} is a relative path, which is not started", relative.visible());
        return Ok(Verdict::skip(what));
    }
    let Some(trial) = &compiler.trial else {
        return Ok(Verdict::skip("there is no C compiler, or no place to try it"));
    };
    let name = compiler.command.join(" ");
    if trial.is_empty() {
        let machine = compiler.machine.clone().unwrap_or_default();
        return Ok(Verdict::pass(format!("{name} compiles and links")).value(machine));
    }
    crate::doctor::subjects::filesystem::checks::places::is_cause(facts)?;
    let first = trial.lines().next().unwrap_or_default();
    let settings = settings(facts)?;
    let flags = ["CC", "CGO_CFLAGS", "CGO_LDFLAGS"];
    let set: Vec<_> = flags.iter().filter_map(|name| settings.by_user(name)).collect();
    let verdict = Verdict::fail(format!("{name} does not compile and link two lines of C"))
        .breaks("CGO_ENABLED=1 go build (with cgo)", first);
    let verdict = set.iter().fold(verdict, |verdict, setting| with(verdict, setting));
    let fix = set.iter().fold(install(), |fix, s| fix.and(unset(s)));
    Ok(verdict.cure(fix))
}
