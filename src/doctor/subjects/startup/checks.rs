//! The user's start-up files: our blocks, their order, what others left, and this very shell.

use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Fact;
use crate::doctor::subjects::filesystem::looked_at::named;
use crate::doctor::subjects::filesystem::named::Named;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::startup::COMMENT_OUT;
use crate::doctor::subjects::toolchain::root::Root;
use std::path::Path;

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Remedy, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::path::facts::HitKind;
use crate::doctor::subjects::startup::facts::{Startup, literal_goroot};
use crate::shells::activate::{FIX, FOLLOW};
use crate::shells::lost::Lost;
use crate::shells::setup::Step;
use crate::shells::setup::old::OldLine;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("shell.blocks", "our blocks in start-up files are whole", blocks)
        .lines(&["goenvmgr setup"])
        .needs(&[Startup::NEED])
        .reads("every start-up file that `goenvmgr setup` knows: our blocks, what they name, and what \
            setup would write today; env.sh and its kin")
        .fails("a block has no end, or names a file that is gone: new shells find no Go of ours. WARN \
            where a block is missing, edited or of another release")
        .cure("goenvmgr setup")
        .why("setup promises that every kind of shell finds the same Go"),
    Check::new("shell.order", "nothing behind our block puts another go in front", order)
        .lines(&[COMMENT_OUT, "goenvmgr setup", "goenvmgr setup --undo; goenvmgr setup"])
        .needs(&[Startup::NEED])
        .reads("lines behind our blocks, in the same file and in those that are read later (fish's \
            config.fish after conf.d, zsh's .zlogin), and guards in front of them")
        .fails("a line behind our block sets GOROOT or puts another Go in front on PATH, or a guard for \
            interactive shells stands in front of it, so that `ssh host go` finds another Go (WARN)")
        .cure("take the line out, or let setup write its blocks again")
        .why("the last one to put itself in front of PATH wins; bash reads .bashrc for ssh commands, \
            but only down to the guard"),
    Check::new("shell.goroot", "no start-up file sets a GOROOT that differs", goroot)
        .lines(&[COMMENT_OUT])
        .needs(&[Startup::NEED, Root::NEED, Named::NEED])
        .reads("lines of start-up files that set GOROOT, and the GOROOT of the `go` on PATH")
        .fails("one names another directory: the next shell has a pair that does not match (WARN)")
        .cure("take the line out: go finds its GOROOT by itself")
        .why("`compile: version does not match go tool version` comes from such a line"),
    Check::new("shell.managers", "one version manager sets up the shell", managers)
        .lines(&[COMMENT_OUT])
        .needs(&[Startup::NEED])
        .reads("lines of goenv, gvm, g, asdf and mise in start-up files, where our blocks stand too")
        .fails("one of them puts its own go on PATH beside ours, or lines are left of a goenv or gvm \
            that is gone (WARN)")
        .cure("keep one of them; take out what is left of the others")
        .why("which one wins depends on the order of lines, and differs from shell to shell"),
    Check::new("shell.children", "a child that resets PATH does not take our GOROOT along", children)
        .lines(&["goenvmgr setup"])
        .needs(&[Startup::NEED, PathFacts::NEED])
        .reads("GOROOT of this shell, every other `go` on its PATH, and whether a block of ours in a \
            start-up file reads env.sh")
        .fails("`init` has exported the GOROOT of a toolchain of ours, no start-up file reads env.sh, \
            and there is another `go`: a login shell, a script or a task that resets PATH runs that \
            one with our GOROOT (WARN): `compile: version … does not match go tool version …`")
        .cure("goenvmgr setup; for a child that puts another go first by itself, goroot = \"unset\" in \
            config.toml")
        .why("PATH and GOROOT are exported together, and a child may change one of them alone; env.sh \
            puts shims/ first in every kind of shell and takes an inherited GOROOT of ours away"),
    Check::new("shell.match", "this shell is what activation makes of it", this_shell)
        .lines(&[
            "eval \"$(goenvmgr env)\"",
            "unset GOENVMGR_VERSION && eval \"$(goenvmgr env)\"",
            "goenvmgr install <version> && eval \"$(goenvmgr env)\"",
            "goenvmgr check --fix",
            "goenvmgr check --fix; goenvmgr setup --undo; goenvmgr setup",
            "goenvmgr check --fix; sed -i '<line>s/^/# /' <file>",
        ])
        .needs(&[Startup::NEED])
        .reads("PATH, GOROOT, GOTOOLCHAIN and GOENVMGR_VERSION, and what the pins of this directory and \
            the setting `path` make of them; nothing where goenvmgr is not active in this shell. Through \
            the shell function: whether the prompt hook still stands, and which line of a start-up file \
            takes it away")
        .fails("they differ (WARN): this shell runs another Go than the directory asks for, or the hook \
            is gone and it no longer switches by itself")
        .cure("eval \"$(goenvmgr env)\"; in a shell with the hook, goenvmgr check --fix")
        .why("the same comparison as `goenvmgr check`"),
];

fn startup(facts: &Facts) -> Result<&Startup, Verdict> {
    facts.need::<Startup>()
}

fn blocks(facts: &Facts) -> Answer {
    let startup = startup(facts)?;
    if let Some((file, message)) = startup.endless.first() {
        return Ok(Verdict::fail(format!("{}: {message}", file.visible()))
            .breaks("goenvmgr setup", message)
            .cure(Fix::new("fix or remove the block by hand, then goenvmgr setup")));
    }
    if startup.blocks.is_empty() {
        return Ok(Verdict::pass("goenvmgr stands in no start-up file"));
    }
    let setup = || {
        let fix = Fix::new("let setup write them again").run("goenvmgr setup");
        let new = startup.changes.iter().any(|file| file.step == Step::Create);
        let refused = startup.changes.iter().any(|file| file.refused.is_some());
        if new || refused { fix } else { fix.remedy(Remedy::Setup) }
    };
    if let Some((block, gone)) = startup.blocks.iter().find_map(|b| Some((b, b.gone.as_ref()?))) {
        let place = format!("{}:{}", block.file.visible(), block.line);
        return Ok(Verdict::fail(format!("{place} names {}, which is gone", gone.visible()))
            .seen("block", place)
            .breaks("a new shell", "it finds no Go of goenvmgr's, and says nothing")
            .cure(setup()));
    }
    let changes = startup.changes.iter().map(|file| file.path.visible().to_string());
    let stale = startup.stale.iter().map(|file| file.visible().to_string());
    let odd: Vec<String> = changes.chain(stale).collect();
    let Some(first) = odd.first() else {
        let count = startup.blocks.len();
        return Ok(Verdict::pass(format!("{count} blocks are as setup writes them")));
    };
    let verdict = Verdict::warn(format!("{first} is not as setup writes it today"));
    Ok(odd.iter().fold(verdict, |verdict, file| verdict.seen("file", file.clone())).cure(setup()))
}

fn order(facts: &Facts) -> Answer {
    let startup = startup(facts)?;
    let lines: Vec<&OldLine> = startup.behind.iter().collect();
    if let Some(first) = lines.first() {
        let verdict = Verdict::warn(format!(
            "{}:{} comes behind our block: {}",
            first.file.visible(),
            first.line,
            first.what
        ));
        let verdict = lines.iter().fold(verdict, |verdict, old| evidence(verdict, old));
        // Where setup has a block to write into that very file, it goes behind these lines.
        let written = |old: &&OldLine| startup.changes.iter().any(|file| file.adds_to(&old.file));
        return Ok(verdict.cure(match lines.iter().all(written) {
            true => Fix::new("let setup write its block behind these lines").run("goenvmgr setup"),
            false => out_of(&lines),
        }));
    }
    let guarded = startup.blocks.iter().find_map(|block| Some((block, block.guard?)));
    let Some((block, guard)) = guarded else {
        return Ok(Verdict::pass("nothing behind our blocks puts another go in front"));
    };
    let file = block.file.visible();
    Ok(Verdict::warn(format!(
        "{file}:{guard} ends shells that are not interactive before our block"
    ))
    .seen("guard", format!("{file}:{guard}"))
    .seen("block", format!("{file}:{}", block.line))
    .cure(
        Fix::new("let setup put its block to the top")
            .run("goenvmgr setup --undo")
            .run("goenvmgr setup"),
    ))
}

fn evidence(verdict: Verdict, old: &OldLine) -> Verdict {
    verdict.seen(format!("{}:{}", old.file.visible(), old.line), old.text.clone())
}

/// Comments the lines out; only a person can know whether they are still wanted.
fn out_of(lines: &[&OldLine]) -> Fix {
    let mut fix = Fix::new("take these lines out where they are not wanted any more");
    for old in lines {
        fix = fix.run(Line::of("sed -i").word(format!("{}s/^/# /", old.line)).word(&old.file));
    }
    fix
}

fn goroot(facts: &Facts) -> Answer {
    let startup = startup(facts)?;
    let own = facts.get::<Root>().and_then(|root| root.own.as_deref());
    let real = |path: &Path| Ok::<_, Verdict>(named(facts)?.at(path)?.real.clone());
    let own = own.map(real).transpose()?.flatten();
    let mut lines: Vec<&OldLine> = Vec::new();
    for old in startup.old.iter().filter(|old| old.what.contains("GOROOT by hand")) {
        let Some(said) = literal_goroot(old) else { continue };
        if own.is_none() || real(&said)? != own {
            lines.push(old);
        }
    }
    let Some(first) = lines.first() else {
        return Ok(Verdict::pass("no start-up file sets a GOROOT that differs"));
    };
    let verdict = Verdict::warn(format!(
        "{}:{} sets a GOROOT that is not that of the `go` on PATH",
        first.file.visible(),
        first.line
    ));
    Ok(lines.iter().fold(verdict, |verdict, old| evidence(verdict, old)).cure(out_of(&lines)))
}

fn managers(facts: &Facts) -> Answer {
    let startup = startup(facts)?;
    if let Some(first) = startup.left.first() {
        let verdict = Verdict::warn(format!(
            "{}:{} is left of a version manager that is gone",
            first.file.visible(),
            first.line
        ));
        let lines: Vec<&OldLine> = startup.left.iter().collect();
        return Ok(lines
            .iter()
            .fold(verdict, |verdict, old| evidence(verdict, old))
            .cure(out_of(&lines)));
    }
    let managers = ["goenv puts", "gvm sets", "g sets", "asdf puts", "mise puts"];
    let lines: Vec<&OldLine> = (startup.old.iter())
        .filter(|old| managers.iter().any(|start| old.what.starts_with(start)))
        .collect();
    let Some(first) = lines.first() else {
        return Ok(Verdict::pass("no other version manager stands in start-up files"));
    };
    if startup.blocks.is_empty() {
        let verdict = Verdict::pass("another manager sets up the shell, and goenvmgr does not");
        return Ok(lines.iter().fold(verdict, |verdict, old| evidence(verdict, old)));
    }
    let verdict = Verdict::warn(format!(
        "two version managers set up the shell: {}, and so does goenvmgr",
        first.what
    ));
    Ok(lines.iter().fold(verdict, |verdict, old| evidence(verdict, old)).cure(out_of(&lines)))
}

fn children(facts: &Facts) -> Answer {
    let startup = startup(facts)?;
    let ours = facts.env.var_os("GOROOT").map(Path::new);
    let Some(goroot) = ours.filter(|root| root.starts_with(facts.home.toolchains())) else {
        return Ok(Verdict::pass("this shell exports no GOROOT of ours"));
    };
    if startup.blocks.iter().any(|block| block.name == "env") {
        return Ok(Verdict::pass("env.sh takes our GOROOT away where PATH is reset"));
    }
    let others = crate::doctor::subjects::path::first::path(facts)?
        .gos
        .iter()
        .filter(|go| go.kind != HitKind::Shim);
    let mut others = others.filter(|go| !go.path.starts_with(facts.home.toolchains()));
    let Some(other) = others.next() else {
        return Ok(Verdict::pass("no other `go` is on PATH"));
    };
    Ok(Verdict::warn(format!(
        "a child that resets PATH runs {} with our GOROOT: no start-up file reads env.sh",
        other.path.visible()
    ))
    .seen("GOROOT", goroot.visible().to_string())
    .seen("another go", other.built_with.as_deref().unwrap_or("of an unknown version"))
    .cure(Fix::new("let setup write the blocks that read env.sh").run("goenvmgr setup")))
}

fn this_shell(facts: &Facts) -> Answer {
    let startup = startup(facts)?;
    if !startup.active {
        return Ok(Verdict::pass("goenvmgr is not active in this shell"));
    }
    let Some(first) = startup.drift.first() else {
        return Ok(Verdict::pass("this shell is what activation makes of it"));
    };
    let mut verdict = Verdict::warn(format!("{}: {}", first.name, first.what));
    if let Some(by) = startup.lost.as_ref().and_then(|lost| lost.by.as_ref()) {
        verdict = verdict.seen(by.place(), by.text.clone());
    }
    for drift in &startup.drift {
        verdict = verdict.seen(
            &drift.name,
            format!(
                "is {}, should be {}",
                drift.is.as_deref().unwrap_or("not set"),
                drift.should.as_deref().unwrap_or("not set")
            ),
        );
    }
    if let Some(lost) = &startup.lost {
        return Ok(verdict.cure(hook_back(lost)));
    }
    // Not the hints themselves: `check --fix` and `use` need the function, which this shell may lack.
    const HERE: &str = "eval \"$(goenvmgr env)\"";
    let fix = || Fix::new("fix this shell");
    Ok(verdict.cure(match first.hint.as_str() {
        FIX => fix().run(HERE),
        FOLLOW => fix().run(Line::of("unset GOENVMGR_VERSION && ").text(HERE)),
        words => match words.strip_prefix("goenvmgr install ") {
            Some(version) => {
                fix().run(Line::of("goenvmgr install").word(version).text(" && ").text(HERE))
            }
            None => Fix::new(words),
        },
    }))
}

/// That the hook is gone only the function says: it is there.
fn hook_back(lost: &Lost) -> Fix {
    let back = |words: &'static str| Fix::new(words).run("goenvmgr check --fix");
    let kept = "put the hook back in this shell, and see to it that the next one keeps it";
    match &lost.by {
        None => back("put the hook back in this shell"),
        Some(by) if by.below => back(kept).run("goenvmgr setup --undo").run("goenvmgr setup"),
        Some(by) => {
            back(kept).run(Line::of("sed -i").word(format!("{}s/^/# /", by.line)).word(&by.file))
        }
    }
}
