//! Values that decide for which machine Go builds.

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::settings::evidence::{UNSET, settings, unset, with};
use crate::doctor::subjects::settings::facts::{Setting, Settings};
use crate::go::platform::Platform;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("env.goos", "GOOS and GOARCH are this machine's", goos)
        .lines(UNSET)
        .needs(&[Settings::NEED])
        .reads("GOOS and GOARCH in all layers")
        .fails("the pair is none of Go's (`go: unsupported GOOS/GOARCH pair`), or another machine's: \
            go build makes foreign programs and `go run` and `go test` end with `exec format error`")
        .cure("unset them; set them for one command: GOOS=windows go build")
        .why("exported by a build script that was sourced, or written with `go env -w`"),
    Check::new("env.goamd64", "GOAMD64 and its kin are valid", microarchitecture)
        .lines(UNSET)
        .needs(&[Settings::NEED])
        .reads("GOAMD64, GOARM64, GO386, GOARM, GOPPC64, GORISCV64, GOMIPS in all layers")
        .fails("the value of the variable for this machine is none of Go's. GOARM64: \
            `go: invalid GOARM64`; GOAMD64=v9 builds all the same (WARN): the value goes into the \
            program unchecked")
        .cure("unset it")
        .why("measured with Go 1.26: each value was tried"),
];

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
    let fix = set
        .iter()
        .fold(Fix::new("take them out; set them for one command only"), |fix, s| fix.and(unset(s)));
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
