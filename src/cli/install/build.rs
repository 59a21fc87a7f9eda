//! `goenvmgr install --build V`, `goenvmgr install tip --from DIR|URL`: from source, under a name that is kept.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Args, refresh_shims};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::cli::installing::installing;
use crate::cli::verify::bootstrap::{asked, attested, is_attested};
use crate::cli::{Context, meant};
use crate::go::version::{GoVersion, Name, Request};
use crate::sys::fs::marks;
use crate::toolchains::build::{self, Bootstrap, Builder, Named, Source};
use crate::toolchains::install::{self, Installer, Options, SourceAddress};
use crate::toolchains::store::{Installed, Store};
use crate::toolchains::verify::Claim;
use crate::ui::{Report, bytes};

/// What is to be built.
pub(super) enum Wanted {
    /// A release, of its verified source.
    Release(Request),
    /// Somebody's checkout.
    Checkout(PathBuf),
    /// An archive of somebody's source.
    Archive(SourceAddress),
}

/// What is to be built, and under which name; nothing where bytes of others are to be installed.
///
/// # Errors
/// When it is not said whole, or stands in the way of something (exit 2).
pub(super) fn wanted(args: &Args, context: &Context) -> Result<Option<(Wanted, Option<Name>)>> {
    let address = args.from.as_deref().map(|from| address(from, context)).transpose()?.flatten();
    match (&args.from, args.versions.as_slice()) {
        (None, [request]) if args.build => {
            let request = meant::published(request, context)?;
            Ok(Some((Wanted::Release(request), args.name.clone())))
        }
        (_, _) if args.build => {
            Err(Fault::usage("--build takes one version, and builds its own source")
                .hint("goenvmgr install --build 1.22.5"))
        }
        (Some(from), [Request::Named(name)]) if !context.config.aliases.contains_key(name) => {
            says_nothing_of_a_release(args)?;
            if let Some(address) = address {
                return Ok(Some((Wanted::Archive(address), Some(name.clone()))));
            }
            if args.sha256.is_some() {
                return Err(Fault::usage("--sha256 is of an archive, and this is a checkout"));
            }
            let from = context.env.cwd.join(from);
            let from = marks::real(&from).unwrap_or(from);
            build::is_checkout(&from)?;
            Ok(Some((Wanted::Checkout(from), Some(name.clone()))))
        }
        (Some(_), versions) if matches!(address, Some(SourceAddress::Url(_))) => {
            let url = address.map(|url| url.to_string()).unwrap_or_default();
            let what = format!("{url} is taken as an archive of Go's source");
            Err(unnamed(&what, &word(Path::new(&url)), versions.first(), context))
        }
        (Some(from), versions) if build::is_checkout_alone(&context.env.cwd.join(from)) => {
            let what = format!("{} is a checkout of Go's source", from.visible());
            Err(unnamed(&what, &word(from), versions.first(), context))
        }
        _ if args.bootstrap.is_some() => {
            Err(Fault::usage("--bootstrap is for what is built, and nothing is built by this")
                .hint("with --build, or with a name and --from SOURCE"))
        }
        _ => Ok(None),
    }
}

/// Somebody's source is held against nothing, comes from where it is said, and has the name that is typed.
fn says_nothing_of_a_release(args: &Args) -> Result<()> {
    let of_releases = [
        ("--verify", args.verify.is_some()),
        ("--mirror", args.mirror.is_some()),
        ("--name", args.name.is_some()),
        ("--unverified", args.unverified),
    ];
    match of_releases.into_iter().find(|(_, is_given)| *is_given) {
        None => Ok(()),
        Some((flag, _)) => {
            let what =
                format!("{flag} is for what is published, and this is built of somebody's source");
            Err(Fault::usage(what).hint(format!("without {flag}: what is built stays unverified")))
        }
    }
}

/// The archive that `--from` means, if it does.
fn address(from: &Path, context: &Context) -> Result<Option<SourceAddress>> {
    let is_url = from.to_str().is_some_and(|text| text.contains("://"));
    SourceAddress::of(&if is_url { from.to_owned() } else { context.env.cwd.join(from) })
}

/// What is built from somebody's source has no version that others know: it needs a name. `typed` is what goes
/// behind `--from`.
fn unnamed(what: &str, typed: &impl Display, asked: Option<&Request>, context: &Context) -> Fault {
    let fault = Fault::usage(format!("{what}, and what is built of it needs a name of your own"));
    let aliases = &context.config.aliases;
    let alias = asked.and_then(|request| context.config.alias_of(&context.home, request));
    let fault = match (asked, alias) {
        (Some(Request::Named(_)), None) => fault.because("one name, and nothing besides"),
        (Some(name), Some(alias)) => {
            fault.because(format!("{name} is an alias for {}", alias.value))
        }
        (Some(request), None) => fault.because(format!("{request} means what is published")),
        (None, _) => fault,
    };
    let is_alias = |text: &str| text.parse().is_ok_and(|name: Name| aliases.contains_key(&name));
    let name = if is_alias("tip") { "NAME" } else { "tip" };
    fault.hint(format!("goenvmgr install {name} --from {typed}"))
}

/// Builds it.
pub(super) fn run(
    wanted: Wanted,
    name: Option<Name>,
    args: &Args,
    context: &Context,
) -> Result<Exit> {
    if args.platform.is_named() || args.dry_run {
        return Err(Fault::usage(
            "a build is for this machine, and cannot be tried without building",
        )
        .hint("without --os, --arch and --dry-run"));
    }
    let asked = asked(args.bootstrap.as_deref(), context)?;
    let (here, said) = (context.in_home(context.home.clone()), args.sha256);
    let named = installing(context, context.config.clone(), move |installer| {
        let work = Work { here: &here, installer, asked: &asked };
        // All that can be known before anything is downloaded.
        if let Some(name) = &name {
            work.may_be_named(name)?;
        }
        let named = || name.clone().ok_or_else(|| Fault::usage("a build needs a name"));
        match wanted {
            Wanted::Checkout(from) => {
                let bootstrap = work.bootstrap(None, &build::minimum(&from)?)?;
                work.builder(&bootstrap)?.build(&named()?, &Source::Checkout(from))
            }
            Wanted::Archive(address) => work.archive(&address, said, &named()?),
            Wanted::Release(request) => work.release(&request, name),
        }
    })?;
    refresh_shims(&context.home, &context.env, &context.out);
    context.out.done(&Built(named), args.format.format)?;
    Ok(Exit::Fine)
}

struct Work<'a> {
    here: &'a Context,
    installer: &'a Installer<'a>,
    asked: &'a build::Asked,
}

impl Work<'_> {
    fn release(&self, request: &Request, name: Option<Name>) -> Result<Named> {
        let Context { env, home, .. } = self.here;
        let version = install::published(self.installer, request)?;
        build::can_be_built(&version)?;
        let name = name.map_or_else(|| own_name(&version), Ok)?;
        self.may_be_named(&name)?;
        let store = Store::new(home);
        build::is_there(env, &store, Some(&version), self.asked)?;
        let exact = Request::Exact(version.clone());
        self.installer.install(Some(&exact), &Options::default())?;
        let installed = store
            .find(&version)
            .ok_or_else(|| Fault::no(format!("{} is not installed", version.toolchain())))?;
        let bootstrap = self.bootstrap(Some(&version), &build::minimum(&installed.root)?)?;
        let source = self.source(installed)?;
        self.builder(&bootstrap)?.build(&name, &source)
    }

    /// Which Go builds it, is known once it has come.
    fn archive(
        &self,
        address: &SourceAddress,
        said: Option<Sha256Sum>,
        name: &Name,
    ) -> Result<Named> {
        build::is_there(&self.here.env, &Store::new(&self.here.home), None, self.asked)?;
        let Installer { home, progress, interrupt, .. } = *self.installer;
        build::hold((home, progress, interrupt), name, |slot| {
            let (unpacked, minimum) = slot.unpack(self.installer, address, said)?;
            let bootstrap = self.bootstrap(None, &minimum)?;
            self.builder(&bootstrap)?.build_in(slot, &Source::Archive(unpacked))
        })
    }

    /// An alias counts before what has its name, which nobody would reach.
    fn may_be_named(&self, name: &Name) -> Result<()> {
        match self.here.config.aliases.get(name) {
            Some(alias) => {
                let what = format!("{name} is an alias for {} ({})", alias.value, alias.origin);
                Err(Fault::usage(what).hint("--name NAME gives another name"))
            }
            None => build::may_be_named(&self.here.home, name),
        }
    }

    /// The source of a release, whose files are held against its record now.
    fn source(&self, installed: Installed) -> Result<Source> {
        let claim = Claim::read(self.installer.home, &installed.version);
        let h1 = attested(&installed, &claim, self.here)?;
        let manifest = claim.manifest.ok_or_else(|| {
            let version = &installed.version;
            Fault::no(format!("nothing says what {} should be", version.toolchain()))
                .hint(format!("goenvmgr install --reinstall {version}"))
        })?;
        Ok(Source::Release { installed, manifest, h1 })
    }

    /// The Go that builds; where none is here and none is named, the newest is installed.
    fn bootstrap(&self, version: Option<&GoVersion>, minimum: &GoVersion) -> Result<Bootstrap> {
        let Context { env, home, .. } = self.here;
        let store = Store::new(home);
        match build::choose(env, &store, version, minimum, self.asked) {
            Err(fault) if fault.exit == Exit::No && *self.asked == build::Asked::Any => {
                self.installer.progress.note(&format!("{fault}: installing one"));
                self.installer.install(Some(&Request::Latest), &Options::default())?;
                build::choose(env, &store, version, minimum, self.asked)
            }
            chosen => chosen,
        }
    }

    fn builder<'b>(&'b self, bootstrap: &'b Bootstrap) -> Result<Builder<'b>> {
        let verified = is_attested(bootstrap, self.here)?;
        let Installer { home, progress, interrupt, .. } = *self.installer;
        let env = &self.here.env;
        Ok(Builder { env, home, bootstrap, verified, progress, interrupt })
    }
}

/// `built-1-22-5` of 1.22.5: no request can be that.
fn own_name(version: &GoVersion) -> Result<Name> {
    let text = version.to_string().to_ascii_lowercase();
    let text = text.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    format!("built-{text}").parse().map_err(|error| {
        Fault::usage(format!("{version} gives no name: {error}")).hint("--name NAME gives one")
    })
}

#[derive(serde::Serialize)]
#[serde(transparent)]
struct Built(Named);

impl Report for Built {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Named { name, path, replaced, seconds, receipt } = &self.0;
        let verb = if *replaced { "built again:" } else { "built" };
        writeln!(out, "{verb} {name} in {}: Go {}", path.visible(), receipt.version)?;
        let (files, size) = (receipt.files, bytes(receipt.size_bytes));
        writeln!(
            out,
            "  {files} files, {size}, from {} by {} in {seconds} s",
            receipt.from_told(),
            receipt.bootstrap
        )?;
        if let Some(sha256) = receipt.archive_sha256 {
            writeln!(out, "  sha256 of the archive: {sha256}")?;
        }
        writeln!(out, "  {}", receipt.told())
    }
}
