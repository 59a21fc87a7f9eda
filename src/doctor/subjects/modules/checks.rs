//! The project's modules: go.sum, the module cache, and what leaks about private ones.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Status, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::filesystem::checks::places::{elsewhere, mounted};
use crate::doctor::subjects::filesystem::looked_at::{answered, each_place};
use crate::doctor::subjects::filesystem::places::Places;
use crate::doctor::subjects::filesystem::role::Role;
use crate::doctor::subjects::modules::facts::{Module, Modules};
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::evidence::UNSET;
use crate::doctor::subjects::settings::facts::{Layer, Settings};
use crate::go::goproxy::covers;
use crate::go::quoted;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("mod.private", "private modules are not asked for in public", private)
        .lines(&["go env -w <name>=<list>", "export <name>=<list>"])
        .needs(&[Settings::NEED, Project::NEED])
        .reads("hosts of required modules, GOPRIVATE, GONOPROXY, GONOSUMDB, GOPROXY")
        .fails("a host with a private ending (.internal, .corp, .lan, .local, .intranet) matches none of \
            the lists: its paths are sent to the proxy and to the checksum database (WARN). FAIL where go.sum \
            has no hash of it: the database cannot have one, `verifying …: reading …/lookup/…: 404`")
        .cure("go env -w GOPRIVATE=HOST")
        .why("GOPRIVATE is the default of both lists; a module of your own is in neither service")
        .requires(&["mod.syntax", "mod.gosum"]),
    Check::new("mod.sums", "go.sum has what go.mod requires", sums)
        .lines(&["go mod tidy"])
        .needs(&[Settings::NEED, Project::NEED])
        .reads("the require and replace lines of go.mod, the lines of go.sum, and what Go files of the \
            module import")
        .fails("a required module has none: `missing go.sum entry for go.mod file`, or one that is \
            imported has only its go.mod's: `missing go.sum entry for module providing package`")
        .cure("go mod tidy")
        .why("with -mod=readonly, the default since Go 1.16, go adds nothing to go.sum by itself")
        .requires(&["mod.syntax", "mod.gosum", "mod.private"]),
    Check::new("mod.cache", "the module cache agrees with go.sum", cache)
        .lines(&[
            "chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go mod download <module>",
            "rm -f <zip> <hash>; go mod download <module>",
        ])
        .needs(&[Project::NEED, Modules::NEED])
        .reads("go.sum, and the .ziphash file in the module cache of each module that it names")
        .fails("they differ: `verifying M@V: checksum mismatch … SECURITY ERROR`. WARN where a .ziphash \
            is missing or damaged, of which only `go mod verify` speaks")
        .cure("find out which of both is right: go.sum's history tells; then remove the other")
        .why("go compares the two each time it uses a module; the files themselves it trusts")
        .requires(&["mod.gosum", "env.gopath"]),
    Check::new("mod.writable", "a module cache that cannot be written is complete", writable)
        .lines(&["mkdir -p <dir>; export GOMODCACHE=<dir>"])
        .needs(&[Project::NEED, Places::NEED, Modules::NEED])
        .reads("whether GOMODCACHE can be written, the require lines of go.mod, and what of them lies in \
            the cache")
        .fails("it cannot, and a required module is not in it: `could not create module cache`, \
            `read-only file system`")
        .cure("point GOMODCACHE at a directory of yours")
        .why("go writes nothing into a complete cache, so images and CI mount it read-only")
        .requires(&["mod.syntax", "env.gopath"]),
    Check::new("mod.bytes", "the module cache holds what go.sum names", bytes)
        .lines(&[
            "chmod -R u+w <dir> && rm -r <dir>; rm -f <zip> <hash>; go clean -cache; \
            go mod download <module>",
            "rm -f <zip> <hash>; go clean -cache; go mod download <module>",
        ])
        .needs(&[Project::NEED, Modules::NEED.with(Modules::BYTES)])
        .reads("every byte of the archives and unpacked directories of this project's modules, hashed \
            as golang.org/x/mod/sumdb/dirhash does")
        .fails("one was changed: `go build` uses it without a word, `go mod verify` says `dir has been \
            modified` or `unexpected EOF`")
        .cure("remove that module from the cache, and GOCACHE, which keeps an index of it")
        .why("go hashes an archive once, when it arrives, and nothing after that")
        .full()
        .requires(&["mod.gosum", "mod.cache", "env.gopath"]),
    Check::new("mod.flag", "GOFLAGS asks for a vendor directory that is there", flag)
        .lines(UNSET)
        .needs(&[Settings::NEED, Project::NEED])
        .reads("-mod in GOFLAGS, vendor/modules.txt")
        .fails("-mod=vendor, and there is none: `inconsistent vendoring`")
        .cure("go mod vendor, or take the flag out")
        .why("a leftover of another project; since Go 1.14 a vendor directory is used by itself")
        .requires(&["env.goflags", "mod.syntax"]),
];

fn project(facts: &Facts) -> Result<&Project, Verdict> {
    let project = facts.need::<Project>()?;
    match project.go_mod {
        Some(_) => Ok(project),
        None => Err(Verdict::skip("there is no go.mod here")),
    }
}

fn flags(facts: &Facts) -> String {
    crate::doctor::subjects::settings::evidence::settings(facts)
        .ok()
        .and_then(|s| s.value("GOFLAGS"))
        .unwrap_or_default()
        .to_owned()
}

fn sums(facts: &Facts) -> Answer {
    let project = project(facts)?;
    if project.vendor.is_some() || project.go_work.is_some() || flags(facts).contains("-mod=mod") {
        return Ok(Verdict::skip("vendor, a workspace or -mod=mod decides here"));
    }
    if crate::doctor::subjects::network::checks::values::gosumdb(facts)
        .is_ok_and(|verdict| verdict.status == Status::Fail)
    {
        return Ok(Verdict::skip("because net.gosumdb failed"));
    }
    let missing = project.requires().find(|(path, version, _)| {
        !project.replaces(path) && !listed(project, path, &format!("{version}/go.mod"))
    });
    let Some((path, version, line)) = missing else { return Ok(packages(project)) };
    let file = project.go_mod.as_ref().map(|file| file.path.visible().to_string());
    Ok(Verdict::fail(format!("go.sum has no line for go.mod of {path}@{version}"))
        .seen("go.mod", format!("{}:{line}", file.unwrap_or_default()))
        .breaks(
            "go list -m all",
            &format!("{path}@{version}: missing go.sum entry for go.mod file"),
        )
        .cure(Fix::new("let go add what is missing").run("go mod tidy")))
}

/// Whether go.sum has a line of this module and version.
fn listed(project: &Project, path: &str, version: &str) -> bool {
    project.go_sum.iter().flat_map(|file| file.text.lines()).any(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some(path) && words.next() == Some(version)
    })
}

/// Whether it has the hashes of the modules whose packages are imported.
fn packages(project: &Project) -> Verdict {
    let unlisted = project.imports.iter().find_map(|(package, file)| {
        let of = |path: &str| {
            package.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let providers = project.requires().filter(|(path, _, _)| of(path));
        let (path, version, _) = providers.max_by_key(|(path, _, _)| path.len())?;
        let fits = !project.replaces(path) && !listed(project, path, version);
        fits.then_some((package, file, path, version))
    });
    let Some((package, file, path, version)) = unlisted else {
        return Verdict::pass("go.sum has what go.mod requires");
    };
    Verdict::fail(format!("go.sum has no hash of {path}@{version}"))
        .seen("imported", format!("{package} by {}", file.visible()))
        .breaks("go build", &format!("missing go.sum entry for module providing package {package}"))
        .cure(Fix::new("let go add what is missing").run("go mod tidy"))
}

fn modules(facts: &Facts) -> Result<&[Module], Verdict> {
    let project = project(facts)?;
    if project.vendor.is_some() {
        return Err(Verdict::skip("the project has a vendor directory: the cache is not read"));
    }
    Ok(&facts.need::<Modules>()?.0)
}

/// Removes one module from the cache; Go fetches and verifies it again. Go's build cache keeps an index
/// of an unpacked module, which outlives it.
fn remove(module: &Module, indexed: bool) -> Fix {
    let mut fix = Fix::new("remove this module from the cache; go fetches and verifies it again");
    if let Some(dir) = &module.dir {
        fix = fix.run(Line::of("chmod -R u+w").word(dir).text(" && rm -r").word(dir));
    }
    let stem = module.ziphash.with_extension("");
    let fix = fix.run(Line::of("rm -f").word(&stem).text(".zip").word(&stem).text(".ziphash"));
    let fix = if indexed { fix.run("go clean -cache") } else { fix };
    fix.run(Line::of("go mod download").word(&module.name))
}

fn writable(facts: &Facts) -> Answer {
    let modules = modules(facts)?;
    let project = project(facts)?;
    let roles = [Role::Modules];
    answered(facts, &roles)?;
    let Some((_, place)) = each_place(facts, &roles).find(|(_, place)| !place.writable) else {
        return Ok(Verdict::pass("the module cache can be written"));
    };
    let there = |path: &str, version: &str| {
        let name = format!("{path}@{version}");
        modules.iter().any(|module| module.name == name && module.dir.is_some())
    };
    let missing = project
        .requires()
        .find(|(path, version, _)| !project.replaces(path) && !there(path, version));
    let Some((path, version, _)) = missing else {
        return Ok(Verdict::pass("the module cache cannot be written, and is complete"));
    };
    let message = format!("GOMODCACHE cannot be written, and {path}@{version} is not in it");
    let why = if place.mount.readonly { "read-only file system" } else { "permission denied" };
    Ok(mounted(Verdict::fail(message).breaks("go mod download", why), place).cure(elsewhere(
        facts,
        "GOMODCACHE",
        "go-mod",
    )))
}

fn cache(facts: &Facts) -> Answer {
    let modules = modules(facts)?;
    // Go's own look (`modfetch.isValidSum`): what has the length of a hash and no NUL is one.
    let sum = |text: &str| text.len() == 47 && !text.contains('\0');
    let other = |module: &&Module| {
        module.recorded.as_ref().is_some_and(|r| sum(r.trim()) && r.trim() != module.sum)
    };
    if let Some(module) = modules.iter().find(other) {
        let name = &module.name;
        let recorded = module.recorded.as_deref().unwrap_or_default().trim();
        if !recorded.starts_with("h1:") {
            let says = format!("verifying {name}: unexpected ziphash: {recorded:?}");
            return Ok(Verdict::fail(format!("the hash of {name} in the cache is none"))
                .seen("file", module.ziphash.visible().to_string())
                .breaks("go build", &says)
                .cure(remove(module, false)));
        }
        return Ok(Verdict::fail(format!("{name} in the cache is not the one that go.sum names"))
            .seen(format!("go.sum:{}", module.line), module.sum.clone())
            .seen(module.ziphash.visible().to_string(), recorded)
            .breaks("go build", &format!("verifying {name}: checksum mismatch … SECURITY ERROR"))
            .cure(Fix::new(
                "compare go.sum with its history: if it was changed, take it back; if the cache is \
                wrong (a moved tag, a bad proxy), remove the module from it and fetch it again",
            )));
    }
    let damaged = |module: &&Module| !module.recorded.as_ref().is_some_and(|r| sum(r.trim()));
    let Some(module) = modules.iter().find(damaged) else {
        return Ok(Verdict::pass(format!(
            "{} modules in the cache agree with go.sum",
            modules.len()
        )));
    };
    Ok(Verdict::warn(format!("the hash of {} is missing in the cache, or damaged", module.name))
        .seen("file", module.ziphash.visible().to_string())
        .seen("go mod verify says", "missing ziphash, or: zip has been modified")
        .cure(remove(module, false)))
}

fn bytes(facts: &Facts) -> Answer {
    let modules = modules(facts)?;
    let Some(module) = modules.iter().find(|module| !module.differs.is_empty()) else {
        return Ok(Verdict::pass(format!("{} modules hold what go.sum names", modules.len())));
    };
    let verdict = Verdict::fail(format!("{} was changed in the module cache", module.name))
        .seen(format!("go.sum:{}", module.line), module.sum.clone());
    let verdict = module.differs.iter().fold(verdict, |verdict, (path, hashed)| {
        verdict.seen(path.visible().to_string(), hashed.clone())
    });
    let says = format!("{}: dir has been modified, or the archive is damaged", module.name);
    Ok(verdict.breaks("go mod verify", &says).cure(remove(module, true)))
}

fn flag(facts: &Facts) -> Answer {
    let project = project(facts)?;
    let flags = flags(facts);
    let flags = quoted::split(&flags).unwrap_or_default();
    let wanted = flags.iter().any(|flag| flag.trim_start_matches('-') == "mod=vendor");
    let Some((path, version, _)) = project.requires().next().filter(|_| wanted) else {
        return Ok(Verdict::pass("GOFLAGS asks for no vendor directory, or needs none"));
    };
    if project.vendor.is_some() {
        return Ok(Verdict::pass("the vendor directory is there"));
    }
    let verdict = Verdict::fail("GOFLAGS asks for a vendor directory, and there is none").breaks(
        "go build",
        &format!("inconsistent vendoring: {path}@{version}: is explicitly required in go.mod"),
    );
    let Some(setting) =
        crate::doctor::subjects::settings::evidence::settings(facts)?.by_user("GOFLAGS")
    else {
        return Ok(verdict);
    };
    Ok(crate::doctor::subjects::settings::evidence::with(verdict, setting)
        .cure(crate::doctor::subjects::settings::evidence::unset(setting).by_hand()))
}

const PRIVATE: [&str; 5] = [".internal", ".corp", ".lan", ".local", ".intranet"];

fn private(facts: &Facts) -> Answer {
    let project = project(facts)?;
    let settings = crate::doctor::subjects::settings::evidence::settings(facts)?;
    let list = |name: &str| {
        settings.value(name).or_else(|| settings.value("GOPRIVATE")).unwrap_or_default().to_owned()
    };
    let proxy = settings.value("GOPROXY").unwrap_or_default();
    if proxy == "off" || proxy == "direct" {
        return Ok(Verdict::pass("no proxy is asked"));
    }
    const LISTS: [&str; 2] = ["GONOPROXY", "GONOSUMDB"];
    let lists = LISTS.map(list);
    let leaks = project.requires().find(|(path, _, _)| {
        let host = path.split('/').next().unwrap_or_default();
        PRIVATE.iter().any(|end| host.ends_with(end)) && lists.iter().any(|l| !covers(l, path))
    });
    let Some((path, version, line)) = leaks else {
        return Ok(Verdict::pass("no module with a private host is asked for in public"));
    };
    let host = path.split('/').next().unwrap_or_default();
    // A list of its own goes before GOPRIVATE, and the environment before the file.
    let own = LISTS.into_iter().zip(&lists).find_map(|(name, list)| {
        (settings.value(name).is_some() && !covers(list, path)).then_some(name)
    });
    let name = own.unwrap_or("GOPRIVATE");
    let list = settings.value(name).map_or(host.to_owned(), |list| format!("{list},{host}"));
    let exported = settings.get(name).is_some_and(|one| one.layer == Layer::Environment);
    let line_to_type = Line::of(if exported { "export " } else { "go env -w " });
    let message = format!("{path} is asked for at the proxy and the checksum database");
    let known = listed(project, path, version);
    let database = settings.value("GOSUMDB") != Some("off") && !covers(&lists[1], path);
    let verdict = if known || !database {
        Verdict::warn(message)
    } else {
        let says = format!("{path}@{version}: verifying module: reading …/lookup/…: 404 Not Found");
        Verdict::fail(message).breaks("go mod download", &says)
    };
    Ok(verdict
        .seen("go.mod", format!("line {line}"))
        .cure(Fix::new("say that it is private").run(line_to_type.text(name).text("=").end(list))))
}
