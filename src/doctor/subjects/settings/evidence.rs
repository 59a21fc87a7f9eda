//! What checks say of a setting.

use std::path::Path;

use super::facts::{GoEnvFile, Layer, Setting, Settings};
use crate::base::secret::shown_setting;
use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Fix, Remedy, Verdict};
use crate::doctor::model::line::Line;

pub(in crate::doctor) const TAKE_OUT: &str = "sed -i '/^<name>=/d' <file>";
/// The lines that take a setting out.
pub(in crate::doctor) const UNSET: &[&str] = &["unset <name>", TAKE_OUT];

/// Takes a setting out of the layer that it stands in. `go env -u` would be the usual way; where the
/// setting itself stops every go command, only editing the file works.
pub(in crate::doctor) fn unset(setting: &Setting) -> Fix {
    let name = &setting.name;
    match &setting.layer {
        Layer::Environment => Fix::new(format!(
            "take {name} out of this shell, and out of the start-up file that exports it"
        ))
        .run(Line::of("unset").word(name)),
        Layer::GoEnvFile(path, _) => Fix::new(format!("take {name} out of the `go env -w` file"))
            .run(Line::of("sed -i").word(format!("/^{name}=/d")).word(path))
            .remedy(Remedy::Unset { file: path.clone(), name: name.clone() }),
        Layer::RootGoEnv(path, line) => {
            let fix = Fix::new(format!(
                "line {line} of {} was edited by hand: restore the file as it was published",
                path.visible()
            ));
            match name.as_str() {
                "GOTOOLCHAIN" => {
                    fix.run(Line::of("sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=auto/'").word(path))
                }
                _ => fix,
            }
        }
    }
}

/// A setting as evidence.
pub(in crate::doctor) fn with(verdict: Verdict, setting: &Setting) -> Verdict {
    let value = shown_setting(&setting.name, &setting.value);
    verdict.seen(&setting.name, format!("{value} (from {})", setting.layer))
}

/// Go's settings.
pub(in crate::doctor) fn settings(facts: &Facts) -> Result<&Settings, Verdict> {
    facts.need()
}

/// The path of the `go env -w` file, where there is one.
pub(in crate::doctor) fn go_env_file(settings: &Settings) -> Option<&Path> {
    match &settings.file {
        GoEnvFile::Read(path, _)
        | GoEnvFile::Unreadable(path, ..)
        | GoEnvFile::NotAFile(path)
        | GoEnvFile::Directory(path) => Some(path),
        GoEnvFile::Off | GoEnvFile::Nowhere | GoEnvFile::Absent(_) => None,
    }
}
