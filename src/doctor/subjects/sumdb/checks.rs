//! The checksum database: reached, and consistent with every head that was seen before.

use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Fact;
use crate::doctor::subjects::settings::evidence::UNSET;
use std::path::Path;

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::network::facts::{Head, Log, Network};
use crate::doctor::subjects::network::order::before;
use crate::doctor::subjects::settings::evidence::{settings, with};
use crate::doctor::subjects::settings::facts::Settings;
use crate::go::sumdb::SumdbErrorKind;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("sumdb.variables", "no variable is set that Go has forgotten", variables)
        .lines(UNSET)
        .needs(&[Settings::NEED])
        .reads("GONOSUMCHECK, which proxies' manuals still name")
        .fails(
            "WARN: it is set. Go does not read it; what keeps private modules from the database \
            is GOPRIVATE or GONOSUMDB",
        )
        .cure("unset it; GOPRIVATE with the prefixes of your own modules")
        .why("`go env GONOSUMCHECK` prints nothing, and cmd/go has no such variable"),
    Check::new("sumdb.reach", "the checksum database answers", reach)
        .needs(&[Settings::NEED, Network::NEED.with(Network::LOG)])
        .reads(
            "a look-up of one module, through GOPROXY's /sumdb/ where it is served there, else \
            directly",
        )
        .fails(
            "nobody answers: `verifying …: … /lookup/…`, for every module that go.sum does not \
            name yet",
        )
        .cure(
            "a GOPROXY that passes the database on, or GOSUMDB=sum.golang.google.cn where only \
            that is reachable; GOPRIVATE for private modules. Never off",
        )
        .why("our own client asks it by Go's rules: a proxy that says it serves it is the only way")
        .full()
        .attempts(|facts| log(facts).map_or(1, |log| log.attempts))
        .requires(before("sumdb.reach")),
    Check::new("sumdb.head", "the checksum database has one history", head)
        .lines(&["mv <file> <aside>"])
        .needs(&[Network::NEED.with(Network::LOG)])
        .reads(
            "the signed head that it shows, against those that goenvmgr and Go remember (Go's in \
            GOPATH/pkg/sumdb)",
        )
        .fails(
            "it signed two histories, or what it shows does not prove itself: `SECURITY ERROR`, \
            `misbehavior detected`, `downloaded inconsistent tile`; or what is remembered is no \
            signed head: `malformed note`. What only goenvmgr remembers fails its own installs",
        )
        .cure(
            "keep what is remembered: it is the evidence. Ask over another network whether the \
            database or the way to it lies",
        )
        .why("the new head must contain the old one, proved by hashes, as Go proves it")
        .full()
        .requires(&["net.gosumdb", "net.offline", "sumdb.reach"]),
];

fn variables(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    Ok(match settings.by_user("GONOSUMCHECK") {
        Some(setting) => {
            with(Verdict::warn("GONOSUMCHECK is set, which Go does not read"), setting)
                .cure(crate::doctor::subjects::settings::evidence::unset(setting))
        }
        None => Verdict::pass("no forgotten variable is set"),
    })
}

fn log(facts: &Facts) -> Result<&Log, Verdict> {
    let network = facts.need::<Network>()?;
    network.log.as_ref().ok_or_else(|| {
        Verdict::skip("nothing would be looked up: GOSUMDB or GOPROXY is off, or all is private")
    })
}

fn failed(log: &Log, kinds: fn(&SumdbErrorKind) -> bool) -> Option<(&Head, &str)> {
    log.heads.iter().find_map(|head| match &head.answer {
        Err((kind, what)) if kinds(kind) => Some((head, what.as_str())),
        _ => None,
    })
}

fn reach(facts: &Facts) -> Answer {
    let log = log(facts)?;
    let kinds = |kind: &SumdbErrorKind| {
        matches!(kind, SumdbErrorKind::NotReached { .. } | SumdbErrorKind::Misconfigured)
    };
    let Some((_, what)) = failed(log, kinds) else {
        let size = log.heads.iter().find_map(|head| head.answer.as_ref().ok());
        let size = size.map(u64::to_string).unwrap_or_default();
        return Ok(Verdict::pass(format!("{} answers", log.name)).value(size));
    };
    let verdict = Verdict::fail(format!("the checksum database {} does not answer", log.name))
        .breaks(&format!("go mod download {} (not in go.sum)", log.module), "verifying …/lookup/…")
        .seen("seen", what);
    let setting = settings(facts)?.by_user("GOSUMDB");
    let verdict = setting.into_iter().fold(verdict, with);
    Ok(verdict.cure(Fix::new(
        "use a GOPROXY that serves the database, or the other address of Go's database \
        (sum.golang.google.cn); name private modules in GOPRIVATE",
    )))
}

fn head(facts: &Facts) -> Answer {
    let log = log(facts)?;
    if let Some((head, file)) = log.heads.iter().find_map(|head| Some((head, head.damaged_file()?)))
    {
        return Ok(damaged(log, head, file));
    }
    let contradicts = |head: &&Head| matches!(head.answer, Err((SumdbErrorKind::Misbehaving, _)));
    // What Go remembers first: only then does Go fail.
    let gos = log.heads.iter().filter(contradicts).find(|head| head.of_go);
    let Some(head) = gos.or_else(|| log.heads.iter().find(contradicts)) else {
        if let Some((_, what)) = failed(log, |kind| *kind == SumdbErrorKind::Local) {
            return Ok(Verdict::error(what));
        }
        let known = log.heads.iter().filter(|head| head.file.is_some()).count();
        return Ok(Verdict::pass(format!("{known} remembered heads lie in its history")));
    };
    let verdict = Verdict::fail(format!("{} contradicts itself, or the way to it lies", log.name));
    let says = "SECURITY ERROR, or: downloaded inconsistent tile";
    let seen = head.answer.as_ref().err().and_then(|(_, what)| what.lines().next());
    let verdict = breaks(verdict, log, head, says).seen("seen", seen.unwrap_or_default());
    let verdict = match &head.file {
        Some(file) => verdict.seen(remembered_by(head), file.visible().to_string()),
        None => verdict,
    };
    Ok(verdict.cure(Fix::new(
        "keep that file, it is evidence; try another network and another GOPROXY; if it stays, \
        report both heads to the database's operators",
    )))
}

fn remembered_by(head: &Head) -> String {
    format!("remembered by {}", if head.of_go { "Go" } else { "goenvmgr" })
}

/// The command that fails: Go knows nothing of what only we remember.
fn breaks(verdict: Verdict, log: &Log, head: &Head, says: &str) -> Verdict {
    if head.of_go {
        return verdict.breaks(&format!("go mod download {} (not in go.sum)", log.module), says);
    }
    let verdict = verdict.breaks("goenvmgr install", "the checksum database misbehaves");
    verdict.seen("go", "remembers no other history, and notices nothing")
}

fn damaged(log: &Log, head: &Head, file: &Path) -> Verdict {
    let words = head.answer.as_ref().err().map(|(_, words)| words.as_str()).unwrap_or_default();
    let message = format!("what is remembered of {} cannot be read", log.name);
    let aside = file.with_extension("damaged");
    let aside = Line::of("mv").word(file).word(&aside);
    let verdict = breaks(Verdict::fail(message), log, head, words);
    verdict.seen(remembered_by(head), file.visible().to_string()).cure(
        Fix::new("move it aside: the next look-up starts over, and cannot tell a rollback")
            .run(aside),
    )
}
