//! The `go env -w` file.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::settings::evidence::settings;
use crate::doctor::subjects::settings::facts::{GoEnvFile, Settings};

pub(in crate::doctor) const CHECKS: &[Check] =
    &[Check::new("env.goenv-file", "the `go env -w` file can be read", file)
        .lines(&[
            "mv <file> <file>.away",
            "sudo chown <user> <file>; chmod u+r <file>",
            "export GOENV=off",
        ])
        .needs(&[Settings::NEED])
        .reads("GOENV, XDG_CONFIG_HOME, HOME, and what stands at the path that they name")
        .fails("it is a FIFO: every go command waits for it without a word")
        .cure("move it away; a plain file, or none, is what Go expects")
        .why("cmd/go reads the file with os.ReadFile at every start, before anything else")];

fn file(facts: &Facts) -> Answer {
    Ok(match &settings(facts)?.file {
        GoEnvFile::NotAFile(path) => Verdict::fail(format!(
            "{} is no regular file: every go command waits for it",
            path.visible()
        ))
        .breaks("go version", "(nothing: it never ends)")
        .cure(Fix::new("move it away").run(Line::of("mv").word(path).word(path).text(".away"))),
        GoEnvFile::Directory(path) => Verdict::warn(format!(
            "{} is a directory: `go env -w` cannot write there",
            path.visible()
        ))
        .cure(Fix::new("move it away").run(Line::of("mv").word(path).word(path).text(".away"))),
        GoEnvFile::Unreadable(path, why, ours) => Verdict::warn(format!(
            "{} cannot be read ({why}): Go goes on without it",
            path.visible()
        ))
        .cure(if *ours {
            Fix::new("give it back to yourself (`sudo go env -w` left it to root)")
                .run(Line::of("sudo chown").word(facts.uid.to_string()).word(path))
                .run(Line::of("chmod u+r").word(path))
        } else {
            Fix::new("it belongs to another user: let GOENV name a file of your own, or `off`")
                .run("export GOENV=off")
        }),
        GoEnvFile::Read(path, _) => Verdict::pass(format!("{} can be read", path.visible())),
        GoEnvFile::Absent(path) => Verdict::pass(format!("{}: no such file", path.visible())),
        GoEnvFile::Off => Verdict::pass("GOENV=off"),
        GoEnvFile::Nowhere => Verdict::pass("no configuration directory is known"),
    })
}
