//! Values of Go's variables that stop the go command, or change what it does without a word.

use std::path::Path;

use super::{root, settings, unset, with};
use crate::doctor::check::Check;
use crate::doctor::facts::Facts;
use crate::doctor::facts::settings::Setting;
use crate::doctor::finding::{Answer, Fix, Verdict};
use crate::fs::{probe, walk};
use crate::platform::Platform;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("env.goflags", "GOFLAGS can be parsed", goflags)
        .reads("GOFLAGS in all layers, split by Go's quoting")
        .fails("a word is no flag (`go: parsing $GOFLAGS: non-flag \"mod=mod\"`) or one that no go \
            command has (`unknown flag`): every go command stops, `go version` too")
        .cure("unset it, or quote a flag with blanks: GOFLAGS=\"'-ldflags=-s -w'\"")
        .why("cmd/go/internal/base parses GOFLAGS at start, whatever the command"),
    Check::new("env.goexperiment", "GOEXPERIMENT names experiments of this Go", goexperiment)
        .reads("GOEXPERIMENT in all layers, and src/internal/goexperiment of the GOROOT")
        .fails("a name is none of them: `go: unknown GOEXPERIMENT`, every go command stops; for a \
            name that starts with `no` the message leaves that out")
        .cure("unset it")
        .why("the list is the one that the go command at hand was built from")
        .requires(&["path.go", "env.goroot"]),
    Check::new("env.gomemlimit", "GOMEMLIMIT is a size", gomemlimit)
        .reads("GOMEMLIMIT in the environment")
        .fails("it is no number with an optional B, KiB, MiB, GiB or TiB, or `off`: every Go program \
            dies at start with `fatal error: malformed GOMEMLIMIT`, the go command too")
        .cure("unset it, or write GOMEMLIMIT=2GiB")
        .why("the runtime parses it before main"),
    Check::new("env.gotoolchain", "GOTOOLCHAIN is valid and serves this project", gotoolchain)
        .reads("GOTOOLCHAIN in all layers, the go line of go.mod and go.work, the version on PATH")
        .fails("it cannot be parsed (`go: invalid GOTOOLCHAIN`), or it is `local` and go.mod needs a \
            newer Go (`go.mod requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)`)")
        .cure("install the version that the project asks for, or let Go switch: GOTOOLCHAIN=auto")
        .why("go.dev/doc/toolchain; GOTOOLCHAIN=local by itself is no fault")
        .requires(&["path.go"]),
    Check::new("env.go111module", "modules are switched on", go111module)
        .reads("GO111MODULE in all layers")
        .fails("it is `off` (in a module: `go: modules disabled by GO111MODULE=off`), or none of on, \
            off and auto (`go: unknown environment setting GO111MODULE`)")
        .cure("unset it: a leftover of 2018")
        .why("modules are the default since Go 1.16; `off` also ends toolchain switching"),
    Check::new("env.gowork", "the workspace can be read", gowork)
        .reads("GOWORK in all layers, go.work upwards from the working directory")
        .fails("GOWORK is relative (`go: invalid GOWORK: not an absolute path`), names no file \
            (`go: reading go.work: open …`), or a directory that go.work uses has no go.mod \
            (`cannot load module … listed in go.work file`)")
        .cure("unset GOWORK, or mend the use lines: go work edit -dropuse=DIR")
        .why("cmd/go loads the workspace before it looks at the command's own module"),
    Check::new("env.goos", "GOOS and GOARCH are this machine's", goos)
        .reads("GOOS and GOARCH in all layers")
        .fails("the pair is none of Go's (`go: unsupported GOOS/GOARCH pair`), or another machine's: \
            go build makes foreign programs and `go run` and `go test` end with `exec format error`")
        .cure("unset them; set them for one command: GOOS=windows go build")
        .why("exported by a build script that was sourced, or written with `go env -w`"),
    Check::new("env.goamd64", "GOAMD64 and its kin are valid", microarchitecture)
        .reads("GOAMD64, GOARM64, GO386, GOARM, GOPPC64, GORISCV64, GOMIPS in all layers")
        .fails("the value of the variable for this machine is none of Go's. GOARM64: \
            `go: invalid GOARM64`; GOAMD64=v9 builds all the same (WARN): the value goes into the \
            program unchecked")
        .cure("unset it")
        .why("measured with Go 1.26: each value was tried"),
    Check::new("env.govalues", "GOFIPS140 and GOCACHEPROG name what exists", other_values)
        .reads("GOFIPS140 and GOCACHEPROG in all layers")
        .fails("`go: invalid GOFIPS140`, or `error starting GOCACHEPROG program`: no build starts")
        .cure("unset it")
        .why("measured with Go 1.26"),
    Check::new("env.insecure", "nothing switches verification off", insecure)
        .reads("GOSUMDB, GONOSUMDB, GONOSUMCHECK, GOINSECURE, GOPRIVATE, GOFLAGS in all layers")
        .fails("GOSUMDB is `off` (which also stops toolchain switches: `checksum database disabled by \
            GOSUMDB=off`), a list holds a bare `*`, or GOFLAGS holds -insecure: modules are taken \
            unverified")
        .cure("name the private prefixes in GOPRIVATE, and nothing else")
        .why("go.sum vouches only for what was once seen; the database is what makes first sight safe"),
    Check::new("env.secrets", "no password stands in a variable", secrets)
        .reads("GOPROXY, GOSUMDB, HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, upper and lower case")
        .fails("a URL holds a password: every child process can read it")
        .cure("GOPROXY: put it into ~/.netrc (mode 600) or GOAUTH, and take it out of the URL")
        .why("the environment of a process can be read below /proc by the same user, and is what \
            CI systems print"),
    Check::new("env.home", "HOME belongs to this user", home)
        .reads("HOME, its owner, the effective user")
        .fails("HOME belongs to somebody else (`sudo` without -H): what Go writes there will lock \
            the owner out (`permission denied` in the build cache)")
        .cure("use sudo -H, or no sudo: nothing in Go needs it")
        .why("GOCACHE, GOPATH and the `go env -w` file all stand below HOME")
        .fixture(),
];

/// What `go env -w` knows, of all versions from 1.21 on.
pub(super) const KNOWN: [&str; 65] = [
    "AR",
    "CC",
    "CGO_CFLAGS",
    "CGO_CFLAGS_ALLOW",
    "CGO_CFLAGS_DISALLOW",
    "CGO_CPPFLAGS",
    "CGO_CPPFLAGS_ALLOW",
    "CGO_CPPFLAGS_DISALLOW",
    "CGO_CXXFLAGS",
    "CGO_CXXFLAGS_ALLOW",
    "CGO_CXXFLAGS_DISALLOW",
    "CGO_ENABLED",
    "CGO_FFLAGS",
    "CGO_FFLAGS_ALLOW",
    "CGO_FFLAGS_DISALLOW",
    "CGO_LDFLAGS",
    "CGO_LDFLAGS_ALLOW",
    "CGO_LDFLAGS_DISALLOW",
    "CXX",
    "FC",
    "GCCGO",
    "GCCGOTOOLDIR",
    "GO111MODULE",
    "GO386",
    "GOAMD64",
    "GOARCH",
    "GOARM",
    "GOARM64",
    "GOAUTH",
    "GOBIN",
    "GOCACHE",
    "GOCACHEPROG",
    "GODEBUG",
    "GOENV",
    "GOEXE",
    "GOEXPERIMENT",
    "GOFIPS140",
    "GOFLAGS",
    "GOGCCFLAGS",
    "GOHOSTARCH",
    "GOHOSTOS",
    "GOINSECURE",
    "GOMIPS",
    "GOMIPS64",
    "GOMODCACHE",
    "GONOPROXY",
    "GONOSUMDB",
    "GOOS",
    "GOPATH",
    "GOPPC64",
    "GOPRIVATE",
    "GOPROXY",
    "GORISCV64",
    "GOROOT",
    "GOSUMDB",
    "GOTELEMETRY",
    "GOTMPDIR",
    "GOTOOLCHAIN",
    "GOTOOLDIR",
    "GOVCS",
    "GOVERSION",
    "GOWASM",
    "GOWORK",
    "GO_EXTLINK_ENABLED",
    "PKG_CONFIG",
];

/// Every flag of every go command, without its dash: GOFLAGS may hold any of them.
pub(super) const FLAGS: &str = " a all args artifacts asan asmflags bench benchmem benchtime \
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
    for word in split_quoted(&flags.value) {
        let Ok(word) = word else { return Ok(fail("unterminated ' or \" string".to_owned())) };
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

/// Go's own splitting: words between blanks, quotes only around a whole word.
fn split_quoted(text: &str) -> Vec<Result<String, ()>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if first == '\'' || first == '"' {
            let Some((word, after)) = rest[1..].split_once(first) else {
                words.push(Err(()));
                return words;
            };
            words.push(Ok(word.to_owned()));
            rest = after.trim_start();
        } else {
            let (word, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            words.push(Ok(word.to_owned()));
            rest = after.trim_start();
        }
    }
    words
}

fn goexperiment(facts: &Facts) -> Answer {
    let Some(setting) = settings(facts)?.by_user("GOEXPERIMENT") else {
        return Ok(Verdict::pass("GOEXPERIMENT is not set"));
    };
    let dir = root(facts)?.path.join("src/internal/goexperiment");
    let known: Vec<String> = (walk::names(&dir).unwrap_or_default().iter())
        .filter_map(|name| {
            Some(name.to_str()?.strip_prefix("exp_")?.strip_suffix("_on.go")?.to_owned())
        })
        .collect();
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

fn gotoolchain(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let setting = settings.get("GOTOOLCHAIN").filter(|setting| !setting.value.is_empty());
    let value = setting.map_or("auto", |setting| setting.value.as_str());
    if let Some(setting) = setting.filter(|_| !is_toolchain_choice(value)) {
        return Ok(with(Verdict::fail("GOTOOLCHAIN cannot be parsed"), setting)
            .breaks("go version", &format!("invalid GOTOOLCHAIN \"{}\"", value.escape_debug()))
            .cure(unset(setting)));
    }
    let project = crate::doctor::facts::need(&facts.project, "the project")?;
    let Some(line) = project.directive("go") else {
        return Ok(Verdict::pass(format!("GOTOOLCHAIN is {value}")));
    };
    let wanted = line.words.get(1).map_or("", String::as_str);
    let root = root(facts)?;
    let running = root.go_version.clone().or_else(|| root.version.clone()).unwrap_or_default();
    let running = running.split(' ').next().unwrap_or_default().trim_start_matches("go").to_owned();
    let newer = match (
        crate::version::GoVersion::parse(wanted),
        crate::version::GoVersion::parse(&running),
    ) {
        (Some(wanted), Some(running)) => !running.meets(&wanted),
        _ => return Ok(Verdict::pass(format!("GOTOOLCHAIN is {value}"))),
    };
    let place =
        project.go_mod.as_ref().map(|file| file.path.display().to_string()).unwrap_or_default();
    if newer && value == "local" {
        let verdict = Verdict::fail(format!(
            "go.mod asks for Go {wanted}, `go` is {running} and may not switch"
        ))
        .seen("go.mod", format!("{place}:{}", line.line));
        let verdict = setting.map_or(verdict.clone(), |setting| with(verdict, setting));
        return Ok(verdict
            .breaks(
                "go build",
                &format!(
                    "go.mod requires go >= {wanted} (running go {running}; GOTOOLCHAIN=local)"
                ),
            )
            .cure(
                Fix::new("install that version and use it here")
                    .run(format!("goenvmgr install {wanted}"))
                    .run(format!("eval \"$(goenvmgr use {wanted})\"")),
            ));
    }
    let what = if newer {
        format!("go.mod asks for Go {wanted}: Go will run that one")
    } else {
        format!("Go {running} serves go.mod's {wanted}")
    };
    Ok(Verdict::pass(what))
}

/// The grammar of GOTOOLCHAIN: a name, or `NAME+auto` or `NAME+path`, or auto, path.
fn is_toolchain_choice(value: &str) -> bool {
    let name =
        |name: &str| name == "local" || crate::version::GoVersion::from_toolchain(name).is_some();
    match value.split_once('+') {
        None => matches!(value, "auto" | "path") || name(value),
        Some((first, mode)) => matches!(mode, "auto" | "path") && name(first),
    }
}

fn go111module(facts: &Facts) -> Answer {
    let Some(setting) = settings(facts)?.by_user("GO111MODULE") else {
        return Ok(Verdict::pass("GO111MODULE is not set"));
    };
    let in_module = facts.project.get().is_some_and(|project| project.go_mod.is_some());
    let verdict = match setting.value.as_str() {
        "on" | "auto" => return Ok(with(Verdict::pass("modules are on"), setting)),
        "off" if in_module => Verdict::fail("modules are switched off inside a module")
            .breaks("go list -m", "list -m cannot be used with GO111MODULE=off"),
        "off" => Verdict::warn(
            "modules are switched off: GOPATH mode, no versions, no toolchain switches",
        ),
        other => Verdict::fail("GO111MODULE is none of on, off and auto")
            .breaks("go build", &format!("unknown environment setting GO111MODULE={other}")),
    };
    Ok(with(verdict, setting).cure(unset(setting)))
}

fn gowork(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let setting = settings.by_user("GOWORK");
    let project = crate::doctor::facts::need(&facts.project, "the project")?;
    if let Some(setting) = setting.filter(|s| s.value != "off" && s.value != "auto") {
        let path = Path::new(&setting.value);
        let says = if !path.is_absolute() {
            "invalid GOWORK: not an absolute path".to_owned()
        } else if probe::is_file(path) {
            String::new()
        } else {
            format!("reading go.work: open {}: no such file or directory", path.display())
        };
        if !says.is_empty() {
            return Ok(with(Verdict::fail("GOWORK names no workspace"), setting)
                .breaks("go build", &says)
                .cure(unset(setting)));
        }
    }
    let Some(work) = &project.go_work else {
        return Ok(Verdict::pass("there is no workspace"));
    };
    let dir = work.path.parent().unwrap_or(Path::new("/"));
    for used in project.work_directives.iter().filter(|d| d.words[0] == "use") {
        let Some(target) = used.words.get(1) else { continue };
        if probe::is_file(&dir.join(target).join("go.mod")) {
            continue;
        }
        return Ok(Verdict::fail(format!("go.work uses {target}, which has no go.mod"))
            .seen("go.work", format!("{}:{}", work.path.display(), used.line))
            .breaks("go build", &format!("cannot load module {target} listed in go.work file"))
            .cure(
                Fix::new("take it out of the workspace, or bring the directory back")
                    .run(format!("go work edit -dropuse={target} {}", super::quoted(&work.path))),
            ));
    }
    Ok(Verdict::pass(format!("{} can be read", work.path.display())))
}

fn goos(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let host = Platform::host();
    let set: Vec<&Setting> =
        ["GOOS", "GOARCH"].iter().filter_map(|name| settings.by_user(name)).collect();
    let value = |name: &str, default: &str| settings.value(name).unwrap_or(default).to_owned();
    let (os, arch) = (value("GOOS", &host.os), value("GOARCH", &host.arch));
    if (os == host.os && arch == host.arch) || set.is_empty() {
        return Ok(Verdict::pass(format!("Go builds for {os}/{arch}, this machine")));
    }
    let supported = is_pair(&os, &arch);
    let verdict = if supported {
        Verdict::fail(format!("Go builds for {os}/{arch}: what it builds does not run here"))
            .breaks("go run", "fork/exec …: exec format error")
    } else {
        Verdict::fail(format!("there is no {os}/{arch}"))
            .breaks("go build", &format!("unsupported GOOS/GOARCH pair {os}/{arch}"))
    };
    let verdict = set.iter().fold(verdict, |verdict, setting| with(verdict, setting));
    let fix =
        set.iter().fold(Fix::new("take them out; set them for one command only"), |fix, s| {
            unset(s).commands.into_iter().fold(fix, Fix::run)
        });
    Ok(verdict.cure(fix))
}

const PAIRS: &str = "aix/ppc64 android/386 android/amd64 android/arm android/arm64 darwin/amd64 \
    darwin/arm64 dragonfly/amd64 freebsd/386 freebsd/amd64 freebsd/arm freebsd/arm64 \
    freebsd/riscv64 illumos/amd64 ios/amd64 ios/arm64 js/wasm linux/386 linux/amd64 linux/arm \
    linux/arm64 linux/loong64 linux/mips linux/mips64 linux/mips64le linux/mipsle linux/ppc64 \
    linux/ppc64le linux/riscv64 linux/s390x netbsd/386 netbsd/amd64 netbsd/arm netbsd/arm64 \
    openbsd/386 openbsd/amd64 openbsd/arm openbsd/arm64 openbsd/ppc64 openbsd/riscv64 plan9/386 \
    plan9/amd64 plan9/arm solaris/amd64 wasip1/wasm windows/386 windows/amd64 windows/arm \
    windows/arm64";

fn is_pair(os: &str, arch: &str) -> bool {
    PAIRS.split_whitespace().any(|pair| pair.split_once('/') == Some((os, arch)))
}

fn microarchitecture(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let host = Platform::host();
    let arch = settings.value("GOARCH").unwrap_or(&host.arch).to_owned();
    let within = |value: &str, allowed: &str| allowed.split(' ').any(|one| one == value);
    for (name, for_arch, allowed, strict) in [
        ("GOAMD64", "amd64", "v1 v2 v3 v4", false),
        ("GO386", "386", "sse2 softfloat", true),
        ("GOPPC64", "ppc64le", "power8 power9 power10", true),
        ("GORISCV64", "riscv64", "rva20u64 rva22u64 rva23u64", true),
        ("GOMIPS", "mips", "hardfloat softfloat", true),
    ] {
        let Some(setting) = settings.by_user(name) else { continue };
        if within(&setting.value, allowed) {
            continue;
        }
        let message = format!("{name}={} is none of {}", setting.value, allowed.replace(' ', ", "));
        let verdict = if strict && arch == for_arch {
            Verdict::fail(message).breaks("go build", &format!("invalid {name}"))
        } else {
            Verdict::warn(message)
        };
        return Ok(with(verdict, setting).cure(unset(setting)));
    }
    if let Some(setting) = settings.by_user("GOARM64") {
        let base = setting.value.split(',').next().unwrap_or_default();
        let valid = match base.split_once('.') {
            Some(("v8", n)) => n.parse::<u8>().is_ok_and(|n| n <= 9),
            Some(("v9", n)) => n.parse::<u8>().is_ok_and(|n| n <= 5),
            _ => false,
        };
        if !valid {
            let message = format!("GOARM64={} is no architecture of Go's", setting.value);
            return Ok(with(Verdict::fail(message), setting)
                .breaks("go build", "invalid GOARM64: must start with v8.{0-9} or v9.{0-5}")
                .cure(unset(setting)));
        }
    }
    Ok(Verdict::pass("the microarchitecture is Go's default, or valid"))
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
        let program = setting.value.split_whitespace().next().unwrap_or_default();
        let found =
            super::super::facts::compiler::on_path(&facts.env, program.trim_matches(['"', '\'']));
        if found.is_none() && super::env::at_least(facts, 24) {
            return Ok(with(Verdict::fail("GOCACHEPROG names no program"), setting)
                .breaks("go build", &format!("error starting GOCACHEPROG program \"{program}\""))
                .cure(unset(setting)));
        }
    }
    Ok(Verdict::pass("both are unset, or name what exists"))
}

fn insecure(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let bare = |value: &str| value.split(',').any(|part| matches!(part.trim(), "*" | "*/*"));
    let found = ["GOSUMDB", "GONOSUMDB", "GONOSUMCHECK", "GOINSECURE", "GOPRIVATE", "GOFLAGS"]
        .iter()
        .filter_map(|name| settings.by_user(name))
        .find(|setting| match setting.name.as_str() {
            "GOSUMDB" => setting.value == "off",
            "GONOSUMCHECK" => !matches!(setting.value.as_str(), "0" | "false"),
            "GOFLAGS" => setting.value.split_whitespace().any(|word| word == "-insecure"),
            _ => bare(&setting.value),
        });
    let Some(setting) = found else {
        return Ok(Verdict::pass("modules are verified"));
    };
    Ok(with(Verdict::warn(format!("{} takes modules unverified", setting.name)), setting)
        .cure(unset(setting)))
}

fn secrets(facts: &Facts) -> Answer {
    let names = [
        "GOPROXY",
        "GOSUMDB",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ];
    let settings = settings(facts)?;
    let value = |name: &str| {
        let go = settings.value(name).map(str::to_owned);
        go.or_else(|| facts.env.var(name).map(str::to_owned))
    };
    let holder = names.iter().find_map(|name| {
        let value = value(name)?;
        (crate::net::url::redact(&value) != value && value.contains("://")).then_some((name, value))
    });
    let Some((name, value)) = holder else {
        return Ok(Verdict::pass("no URL in a variable holds a password"));
    };
    let place = settings.get(name).map_or("the environment".to_owned(), |s| s.layer.to_string());
    Ok(Verdict::warn(format!("{name} holds credentials, which every child process can read"))
        .seen(*name, format!("{value} (from {place})"))
        .cure(Fix::new("put them into ~/.netrc (mode 600) and take them out of the URL")))
}

fn home(facts: &Facts) -> Answer {
    let Some(home) = facts.env.var_os("HOME") else {
        return Ok(Verdict::skip("HOME is not set"));
    };
    let Ok(seen) = probe::see(Path::new(home)) else {
        return Ok(Verdict::pass("HOME does not exist yet"));
    };
    let sudo = facts.env.var("SUDO_USER").is_some_and(|user| user != "root");
    if seen.uid == facts.uid
        || (seen.mode & 0o1000 != 0)
        || !(facts.uid == 0 && sudo || facts.uid != 0 && seen.uid != 0)
    {
        return Ok(Verdict::pass("HOME is this user's"));
    }
    let fix = match &facts.passwd_home {
        Some(own) => {
            Fix::new("use sudo -H, or no sudo").run(format!("export HOME={}", super::quoted(own)))
        }
        None => Fix::new("use sudo -H, or no sudo"),
    };
    Ok(Verdict::warn(format!("HOME is {}, which belongs to user {}", home.display(), seen.uid))
        .seen("this user", facts.uid.to_string())
        .cure(fix))
}
