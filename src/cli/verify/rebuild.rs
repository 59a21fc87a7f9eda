//! `goenvmgr verify V --rebuild`: is what Go published what its source says?

use super::report::{All, One};
use super::{Args, Context, Target, Verifier, bootstrap, targets};
use crate::base::fault::{Exit, Fault, Result};
use crate::sys::fs::mode;
use crate::sys::interrupt::{Interrupt, supervised};
use crate::toolchains::build::{self, Bootstrap, Builder};
use crate::toolchains::store::{Installed, Store};
use crate::toolchains::verify::{self, Basis, Claim, FoundGoroot, Verification};

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let context = args.platform.context(context)?;
    let installed = ours(args, &context)?;
    build::can_be_shown(&installed.version, &context.home.target())?;
    let minimum = build::minimum(&installed.root)?;
    let store = Store::new(&context.home);
    let by = bootstrap::asked(args.bootstrap.as_deref(), &context)?;
    let bootstrap = build::choose(&context.env, &store, Some(&installed.version), &minimum, &by)?;
    mode::readable_where_root_works();
    let (asked, here) = (args.clone(), context.in_home(context.home.clone()));
    let one = supervised(move |interrupt| {
        let verifier = Verifier::new(&here, &asked);
        Work { verifier, installed, bootstrap, interrupt }.done()
    })?;
    let all = All { verified: vec![one], policy: context.config.verify.value };
    context.out.report(&all, args.format.format)?;
    Ok(all.exit())
}

/// The version that is named.
fn ours(args: &Args, context: &Context) -> Result<Installed> {
    match targets(args.what.as_deref(), context)?.pop() {
        Some(Target::Ours(installed)) => Ok(installed),
        Some(Target::Theirs(_) | Target::Built(..)) | None => {
            Err(Fault::usage("--rebuild takes a version that goenvmgr installed")
                .hint("goenvmgr install VERSION, then goenvmgr verify VERSION --rebuild"))
        }
    }
}

/// What is to be built, and by what.
struct Work<'a> {
    verifier: Verifier<'a>,
    installed: Installed,
    bootstrap: Bootstrap,
    interrupt: &'a Interrupt,
}

impl Work<'_> {
    fn done(self) -> Result<One> {
        let Context { env, home, config, out, .. } = self.verifier.context;
        let claim = Claim::read(home, &self.installed.version);
        let mut verification = self.verified(&claim)?;
        let is_wrong = verification.exit(config.verify.value) == Exit::Integrity;
        let (Some(manifest), Some(recorded), false) =
            (&claim.manifest, bootstrap::recorded(&verification), is_wrong)
        else {
            return Err(not_to_be_built(verification, &self.installed));
        };
        let progress = out.progress();
        let builder = Builder {
            env,
            home,
            bootstrap: &self.bootstrap,
            verified: bootstrap::is_attested(&self.bootstrap, self.verifier.context)?,
            progress: progress.as_ref(),
            interrupt: self.interrupt,
        };
        let rebuild = builder.rebuild(&self.installed, manifest, &recorded)?;
        if !rebuild.is_same() {
            let (by, h1) = (&rebuild.bootstrap, &rebuild.h1);
            let what = format!("built from its source by {by} it is {h1}, the log has {recorded}");
            verification.problems.push(what);
        }
        verification.rebuilt = rebuild.rebuilt(env.now).or(verification.rebuilt);
        Ok(One { verification, rebuild: Some(rebuild) })
    }

    /// The files as they are now, by the record that the receipt has, else by the log itself.
    fn verified(&self, claim: &Claim) -> Result<Verification> {
        let progress = self.verifier.context.out.progress();
        let found = FoundGoroot::ours(&self.installed, claim, progress.as_ref())?;
        let judge = self.verifier.judge(found);
        let told = verify::installed(&judge.found, claim, &judge.trusted());
        let asks = self.verifier.online || told.rests_on != Basis::Log;
        match asks && claim.manifest.is_some() && told.problems.is_empty() {
            true => judge.online(claim.clone()),
            false => Ok(told),
        }
    }
}

fn not_to_be_built(verification: Verification, installed: &Installed) -> Fault {
    let (name, version) = (installed.version.toolchain(), &installed.version);
    let differs = verification.differences.names().into_iter();
    let first = differs.chain(verification.problems).next();
    match first {
        Some(first) => Fault::integrity(format!("{name} is not as published, and was not built"))
            .because(first)
            .hint(format!("goenvmgr verify {version}   names all that differs")),
        None => {
            let what = format!("nothing says what {name} should be, and so it was not built");
            let fault = verification.notes.into_iter().fold(Fault::no(what), Fault::because);
            fault.hint(format!(
                "goenvmgr install --reinstall {version}   asks the checksum database"
            ))
        }
    }
}
