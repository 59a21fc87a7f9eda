//! The project: go.mod, go.sum, vendor, and the repository around it.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::compiler::facts::Compiler;
use crate::doctor::subjects::filesystem::looked_at::named;
use crate::doctor::subjects::filesystem::named::Named;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::project::facts::{Other, Project, Text};
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::at_hand::INSTALL_AND_USE;
use crate::doctor::subjects::toolchain::root::Root;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("mod.syntax", "go.mod and go.work have nothing that stops their parser", syntax)
        .lines(&["sed -i '1s/^\\xef\\xbb\\xbf//' <file>", INSTALL_AND_USE])
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED, Project::NEED, Named::NEED])
        .reads(
            "go.mod upwards from the working directory, go.work and the go.mod of what it uses: first \
            bytes and lines; the version that runs here",
        )
        .fails(
            "one starts with a byte order mark (`unexpected input character`), holds a merge conflict \
            (`unknown directive: <<<<<<<`), a line of a newer Go (`unknown directive: tool`, which Go \
            1.24 knows; ignore: 1.25, godebug: 1.23, toolchain: 1.21) or one of none, or a go or \
            toolchain line without a version (`invalid go version`)",
        )
        .cure("save it as plain UTF-8; resolve the conflict; use a Go that knows the line")
        .why(
            "golang.org/x/mod/modfile, whatever the go line says; PowerShell's `>` writes a byte order \
            mark",
        ),
    Check::new("mod.gosum", "go.sum can be parsed", gosum)
        .lines(&["sed -i <line>d <file>"])
        .needs(&[Project::NEED])
        .reads("go.sum beside go.mod, line by line")
        .fails("a line has not three words: `malformed go.sum: wrong number of fields`")
        .cure("take the line out, then go mod tidy")
        .why("every command that loads required modules reads it; merge conflicts leave such lines"),
    Check::new("mod.replace", "every replacement directory exists", replace)
        .lines(&["go mod edit -dropreplace=<module> <file>"])
        .needs(&[Project::NEED, Named::NEED])
        .reads("the replace lines of go.mod")
        .fails("a directory is gone or has no go.mod: `go list -m all` says `reading …/go.mod`, a build that \
            imports it `replacement directory … does not exist`")
        .cure("fix the line, or drop it: go mod edit -dropreplace=PATH")
        .why("a build that needs the module opens the directory"),
    Check::new("mod.vendor", "vendor agrees with go.mod", vendor)
        .lines(&["go mod vendor"])
        .needs(&[Project::NEED])
        .reads("vendor/modules.txt and the require lines of go.mod")
        .fails("a requirement is missing there or has another version: `inconsistent vendoring`")
        .cure("go mod vendor")
        .why("since Go 1.14 a vendor directory is used by itself and compared first"),
    Check::new("mod.case", "no two files of a package differ in case only", case)
        .needs(&[Project::NEED])
        .reads("names of the Go files of the project, directory by directory")
        .fails("two do: `case-insensitive file name collision`, on Linux too")
        .cure("rename one")
        .why("go/build refuses them because other systems could not unpack the module"),
    Check::new("mod.git-owner", "git accepts this repository", git_owner)
        .lines(&["git config --global --add safe.directory <dir>"])
        .needs(&[Settings::NEED, Project::NEED, Compiler::NEED])
        .reads("the owner of .git, the effective user, GOFLAGS, safe.directory in ~/.gitconfig")
        .fails("it belongs to somebody else: `error obtaining VCS status: exit status 128`")
        .cure("git config --global --add safe.directory DIR, or GOFLAGS=-buildvcs=false")
        .why("go build asks git for the revision; git refuses repositories of others, to root too"),
];

fn project(facts: &Facts) -> Result<(&Project, &Text), Verdict> {
    let project = facts.need::<Project>()?;
    let file = project.go_mod.as_ref().ok_or_else(|| Verdict::skip("there is no go.mod here"))?;
    Ok((project, file))
}

fn syntax(facts: &Facts) -> Answer {
    let project = facts.need::<Project>()?;
    let Some(file) = &project.go_mod else {
        crate::doctor::subjects::project::checks::refused::lines(facts, project)?;
        let work =
            project.go_work.as_ref().ok_or_else(|| Verdict::skip("there is no go.mod here"))?;
        return Ok(Verdict::pass(format!("{} can be parsed", work.path.visible())));
    };
    let place = file.path.visible().to_string();
    if file.text.starts_with('\u{feff}') {
        return Ok(Verdict::fail("go.mod starts with a byte order mark")
            .seen("go.mod", format!("{place}:1"))
            .breaks("go build", "unexpected input character '\\ufeff'")
            .cure(
                Fix::new("take it off")
                    .run(Line::of("sed -i '1s/^\\xef\\xbb\\xbf//'").word(&file.path)),
            ));
    }
    let conflict = file.text.lines().position(|line| line.starts_with("<<<<<<<"));
    if let Some(line) = conflict {
        return Ok(Verdict::fail("go.mod holds a merge conflict")
            .seen("go.mod", format!("{place}:{}", line + 1))
            .breaks("go build", "unknown directive: <<<<<<<")
            .cure(Fix::new(format!(
                "resolve the conflict in {place}:{}, then go mod tidy",
                line + 1
            ))));
    }
    crate::doctor::subjects::project::checks::refused::lines(facts, project)?;
    Ok(Verdict::pass(format!("{place} can be parsed")))
}

fn gosum(facts: &Facts) -> Answer {
    let (project, _) = project(facts)?;
    let Some(file) = &project.go_sum else {
        return Ok(Verdict::pass("there is no go.sum"));
    };
    if project.requires().next().is_none() {
        return Ok(Verdict::pass("nothing is required, so go.sum is not read"));
    }
    let odd = (file.text.lines().enumerate())
        .find(|(_, line)| !matches!(line.split_whitespace().count(), 0 | 3));
    let Some((number, line)) = odd else {
        return Ok(Verdict::pass("go.sum can be parsed"));
    };
    let place = format!("{}:{}", file.path.visible(), number + 1);
    Ok(Verdict::fail("a line of go.sum is damaged")
        .seen(place, line)
        .breaks("go list -m all", "malformed go.sum: wrong number of fields")
        .cure(
            Fix::new("take the line out, then go mod tidy")
                .run(Line::of("sed -i").word(format!("{}d", number + 1)).word(&file.path)),
        ))
}

fn replace(facts: &Facts) -> Answer {
    let (project, file) = project(facts)?;
    for Other { line, old, target, go_mod } in project.replacements() {
        if named(facts)?.is_file(&go_mod)? {
            continue;
        }
        return Ok(Verdict::fail(format!("go.mod replaces {old} by {target}, which is no module"))
            .seen("go.mod", format!("{}:{line}", file.path.visible()))
            .breaks(
                "go list -m all",
                &format!("reading {target}/go.mod: no such file or directory"),
            )
            .cure(
                Fix::new("bring the directory back, or drop the line")
                    .run(Line::of("go mod edit -dropreplace=").end(old).word(&file.path)),
            ));
    }
    Ok(Verdict::pass("every replacement directory exists"))
}

fn vendor(facts: &Facts) -> Answer {
    let (project, _) = project(facts)?;
    let Some(vendor) = &project.vendor else {
        return Ok(Verdict::pass("there is no vendor directory"));
    };
    if project.go_work.is_some() {
        return Ok(Verdict::skip("the workspace decides about vendor"));
    }
    for (path, version, line) in project.requires() {
        let listed = vendor.text.lines().any(|text| {
            let mut words = text.split_whitespace();
            words.next() == Some("#") && words.next() == Some(path) && words.next() == Some(version)
        });
        if !listed {
            return Ok(Verdict::fail(format!("vendor does not hold {path}@{version}"))
                .seen("go.mod", format!("line {line}"))
                .breaks("go build", "inconsistent vendoring")
                .cure(Fix::new("fill vendor again").run("go mod vendor")));
        }
    }
    Ok(Verdict::pass("vendor agrees with go.mod"))
}

fn case(facts: &Facts) -> Answer {
    let (project, _) = project(facts)?;
    let Some((one, other)) = &project.case_collision else {
        return Ok(Verdict::pass("no two files differ in case only"));
    };
    Ok(Verdict::fail("two files of a package differ in case only")
        .seen("one", one.visible().to_string())
        .seen("other", other.visible().to_string())
        .breaks("go build", "case-insensitive file name collision")
        .cure(Fix::new(format!("rename one of them: {} or {}", one.visible(), other.visible()))))
}

fn git_owner(facts: &Facts) -> Answer {
    let (project, _) = project(facts)?;
    let Some((git, uid)) = &project.git else {
        return Ok(Verdict::pass("there is no repository"));
    };
    let dir = git.parent().unwrap_or(git);
    let off = crate::doctor::subjects::settings::evidence::settings(facts)?
        .value("GOFLAGS")
        .is_some_and(|f| f.contains("-buildvcs=false"));
    let programs = facts.need::<Compiler>()?;
    let text = &programs.git_config;
    let listed =
        text.contains("directory = *") || text.contains(&format!("directory = {}", dir.display()));
    let no_git = programs.git.is_none();
    if *uid == facts.uid || off || listed || no_git {
        return Ok(Verdict::pass("git accepts this repository, or is not asked"));
    }
    Ok(Verdict::fail(format!("{} belongs to user {uid}: git refuses it", dir.visible()))
        .breaks("go build", "error obtaining VCS status: exit status 128")
        .cure(
            Fix::new("tell git that you trust it")
                .run(Line::of("git config --global --add safe.directory").word(dir)),
        ))
}
