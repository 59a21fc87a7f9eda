//! Places that never answer: the cause of everything that cannot be looked at then.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::filesystem::answers::{Answers, LIMIT};
use crate::doctor::subjects::filesystem::role::Use;

pub(in crate::doctor) const CHECKS: &[Check] = &[Check::new(
    "fs.answers",
    "every place that Go touches answers",
    answers,
).lines(&["/bin/umount --lazy <mount>", "/usr/bin/sudo /bin/umount --lazy <mount>"])
        .needs(&[Answers::NEED]).explains_silence()
.reads("the directories of PATH, the working directory, HOME, what Go's settings name, and \
    goenvmgr's own directories: each is asked once, all at the same time")
.fails("one says nothing for 10 seconds, as on a network mount whose server is gone: a go command \
    that touches it waits for ever. What could not be looked at for this reason is \
    not told again")
.cure("bring the server back, or take the mount away: umount --lazy")
.why("measured on a filesystem without a server: nothing but the mount's own entry in \
    /proc/self/mountinfo can be read then, and go build, which looks for gccgo in every directory of \
    PATH, waits even for the last of them")];

fn answers(facts: &Facts) -> Answer {
    let hung = &facts.need::<Answers>()?.hung;
    let Some(first) = hung.first() else {
        return Ok(Verdict::pass("every place that Go touches answers"));
    };
    let (name, command) = touched(first.used);
    let (at, seconds) = (first.path.visible(), LIMIT.as_secs());
    let mut verdict =
        Verdict::fail(format!("{name} gives no answer: {at} said nothing for {seconds} s"))
            .breaks(command, "never ends");
    for hung in hung {
        verdict =
            verdict.seen("hangs", format!("{} ({})", hung.path.visible(), touched(hung.used).0));
    }
    let mut fix = Fix::new("bring the server of the mount back, or take the mount away");
    let mut points: Vec<_> = hung.iter().filter_map(|hung| hung.mount.as_ref()).collect();
    points.sort();
    points.dedup();
    // A shell whose PATH hangs finds no program by its name.
    let umount =
        if facts.uid == 0 { "/bin/umount --lazy" } else { "/usr/bin/sudo /bin/umount --lazy" };
    for (point, kind) in points {
        verdict = verdict.seen("mount", format!("{} ({kind})", point.visible()));
        fix = fix.run(Line::of(umount).word(point));
    }
    Ok(verdict.cure(fix))
}

/// What the place is called, and a command that touches it.
fn touched(used: Use) -> (&'static str, &'static str) {
    match used {
        Use::Path(_) => ("an entry of PATH", "go build"),
        Use::Variable(name) => (name, "go version"),
        Use::Work => ("the working directory", "go build"),
        Use::Ours => ("goenvmgr's own directory", "goenvmgr list"),
        Use::Place(role) => (role.name(), role.touched_by()),
        Use::Module => ("a module that go.mod or go.work names", "go list -m all"),
        Use::Certificates => ("SSL_CERT_FILE", "go mod download"),
    }
}
