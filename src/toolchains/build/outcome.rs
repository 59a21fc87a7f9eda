//! What came of a build, held against what was published.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::make::Made;
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::tree::Tree;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::sys::fs::read;
use crate::toolchains::store::Receipt;
use crate::toolchains::store::rebuilt::{BuiltBy, Rebuilt};
use crate::toolchains::verify::{Differences, MAX_ZIP, read_zip};

/// A toolchain that was built again. The names of the fields are keys of the JSON of `verify`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Rebuild {
    /// The Go that built it.
    pub bootstrap: BuiltBy,
    /// The h1 of what came of it.
    pub h1: String,
    /// The h1 that the checksum database has.
    pub recorded: String,
    /// How long `make.bash` took.
    pub seconds: u64,
    /// All that it said.
    #[serde(serialize_with = "as_text")]
    pub log: PathBuf,
    /// What is another than in the published one, file by file.
    pub differences: Differences,
}

impl Rebuild {
    /// Whether the same bytes came of it.
    pub(crate) fn is_same(&self) -> bool {
        self.h1 == self.recorded
    }

    /// What is kept of it, where the bytes are the same.
    pub(crate) fn rebuilt(&self, now: i64) -> Option<Rebuilt> {
        let Self { bootstrap, h1, .. } = self;
        self.is_same().then(|| Rebuilt { bootstrap: bootstrap.clone(), at: now, h1: h1.clone() })
    }
}

/// Notes in the toolchain's receipt, where it has one, that the same bytes came of a build. The version's lock is held.
///
/// # Errors
/// When the receipt cannot be read or written (exit 3).
pub(super) fn note(home: &Home, version: &GoVersion, rebuilt: Rebuilt) -> Result<()> {
    let Some(receipt) = Receipt::load(home, version)? else { return Ok(()) };
    let receipt = Receipt { rebuilt: Some(rebuilt), ..receipt };
    receipt.replace(&Receipt::path(home, version))
}

/// Reads the zip of the toolchain's module that `make.bash -distpack` wrote. `expected` is what the published one
/// holds.
pub(super) fn judge(
    version: &GoVersion,
    root: &Path,
    expected: &Tree,
    recorded: &str,
    bootstrap: BuiltBy,
    made: Made,
) -> Result<Rebuild> {
    let module_version = Platform::host().module_version(version);
    let path = root.join("pkg/distpack").join(format!("{module_version}.zip"));
    let broken = |why: String| {
        Fault::unfinished(format!("the build wrote no {}: {why}", path.visible()))
            .hint(format!("all that it said: {}", made.log.visible()))
    };
    let zip = read::bytes(&path, MAX_ZIP)?.ok_or_else(|| broken("there is none".to_owned()))?;
    let built = read_zip("the build", &zip, &module_version).map_err(broken)?;
    let differences = Differences::between(expected, &built.tree, &[]);
    Ok(Rebuild {
        bootstrap,
        h1: built.h1.to_h1(),
        recorded: recorded.to_owned(),
        seconds: made.seconds,
        log: made.log,
        // A zip of a module has no executable bits.
        differences: Differences { not_executable: Vec::new(), ..differences },
    })
}

fn as_text<S: serde::Serializer>(path: &Path, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(&path.visible())
}
