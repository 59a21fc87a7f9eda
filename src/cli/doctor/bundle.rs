//! `goenvmgr doctor --bundle`: what an issue needs to know of a machine, as one text of Markdown that can be pasted.

use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::selected::Shown;
use crate::cli::{Context, config, list};
use crate::doctor::model::report::Diagnosis;
use crate::doctor::render::{self, Rendering};
use crate::go::platform::Platform;
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Explanation, explain};
use crate::settings::config::Config;
use crate::toolchains::store::Store;
use crate::ui::Report;

const HEAD: &str = "\
Written by `goenvmgr doctor --bundle`. Credentials are left out, the home directory is `~` and the user `USER`;
names of hosts, projects and directories are in it: look through it before you send it.
";

/// The text. A part that cannot be had says why.
pub(super) fn text(run: &Diagnosis, context: &Context) -> String {
    let mut text = HEAD.to_owned();
    let parts = [
        ("The program", Ok(program(context))),
        ("Which version is selected, and by what", selected(context)),
        ("Settings", settings(context)),
        ("Installed", list::installed(context).and_then(|list| human(&list))),
        ("What doctor found", findings(run)),
    ];
    for (title, part) in parts {
        let part =
            part.unwrap_or_else(|fault: Fault| format!("could not be had: {}\n", fault.what));
        text.push_str(&format!("\n## {title}\n\n{}", fenced(&part)));
    }
    without_the_user(&text, context)
}

fn program(context: &Context) -> String {
    let Context { env, home, .. } = context;
    format!(
        "goenvmgr {} for {}\nprogram    {}\ndata       {}\nsettings   {}\n",
        env!("CARGO_PKG_VERSION"),
        Platform::host(),
        env.program().visible(),
        home.data().visible(),
        home.config_file().visible(),
    )
}

fn selected(context: &Context) -> Result<String> {
    let store = Store::new(&context.home);
    let scan = AncestorScan::of(&context.env.cwd);
    let Explanation { selection, chain } = explain(&context.env, &store, &context.config, &scan)?;
    human(&Shown::with_chain(context, &scan, &selection, chain)?)
}

/// Doctor itself looks at no source of toolchains: what is wrong in one is said here.
fn settings(context: &Context) -> Result<String> {
    let config = Config::load(&context.env, &context.home)?;
    human(&config::Settings(config::all(&config)?))
}

fn findings(run: &Diagnosis) -> Result<String> {
    let mut bytes = Vec::new();
    render::render(run, Rendering::Human, &mut bytes).map_err(|error| broken(&error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn human(report: &impl Report) -> Result<String> {
    let mut bytes = Vec::new();
    report.human(&mut bytes).map_err(|error| broken(&error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn broken(error: &std::io::Error) -> Fault {
    Fault::unfinished(format!("could not be shown: {error}"))
}

/// As a block of Markdown, without colours. What is in it ends it nowhere: the fence is longer than any of its own.
fn fenced(part: &str) -> String {
    let part = anstream::adapter::strip_str(part).to_string();
    let longest = part.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    let part = if part.trim().is_empty() { "none" } else { part.trim_end() };
    format!("{fence}text\n{part}\n{fence}\n")
}

/// The home directory and the name of the user are nobody else's business.
fn without_the_user(text: &str, context: &Context) -> String {
    let Some(home) = context.env.home().filter(|home| *home != Path::new("/")) else {
        return text.to_owned();
    };
    let text = text.replace(home.visible().to_string().as_str(), "~");
    match home.file_name().and_then(|name| name.to_str()).filter(|name| name.len() > 2) {
        Some(user) => whole_words(&text, user),
        None => text,
    }
}

/// `user` as a whole word is `USER`.
fn whole_words(text: &str, user: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(user) {
        let (before, after) = (&rest[..at], &rest[at + user.len()..]);
        let inside = before.ends_with(is_word) || after.starts_with(is_word);
        out.push_str(before);
        out.push_str(if inside { user } else { "USER" });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_is_left_out_where_the_name_is_a_word() {
        for (text, wanted) in [
            ("/srv/anna/x anna anna's", "/srv/USER/x USER USER's"),
            ("joanna annabel anna-1 an", "joanna annabel anna-1 an"),
        ] {
            assert_eq!(whole_words(text, "anna"), wanted);
        }
    }

    #[test]
    fn fence_is_longer_than_what_stands_in_it() {
        assert_eq!(fenced("a\n"), "```text\na\n```\n");
        assert_eq!(fenced("````\n# no title\n"), "`````text\n````\n# no title\n`````\n");
    }
}
