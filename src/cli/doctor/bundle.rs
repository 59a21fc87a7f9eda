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
use crate::sys::fs::marks;
use crate::toolchains::store::Store;
use crate::ui::Report;

const HEAD: &str = "\
Written by `goenvmgr doctor --bundle`. Credentials of addresses and the values of `-X` and `-D` flags are left out,
the home directory is `~` and the user `USER`; names of hosts, projects and directories, other flags and what is
wrong are in it: look through it before you send it.
";

/// The text. A part that cannot be had says why.
pub(super) fn text(run: &Diagnosis, context: &Context) -> String {
    let mut text = HEAD.to_owned();
    // Doctor itself reads no settings; where they cannot be read, their own part says so.
    let mut with_settings = context.in_home(context.home.clone());
    with_settings.config =
        Config::load_but_sources(&context.env, &context.home).unwrap_or_default();
    let context = &with_settings;
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
    without_the_user(&without_values(&text), context)
}

/// What a build is told to put into a program (`-X main.key=VALUE` of the linker, `-DKEY=VALUE` of the C compiler) may
/// be a secret, and is nobody's business: its name stays.
fn without_values(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name)) =
        ["-X", "-D"].iter().filter_map(|flag| flag_in(rest, flag)).min()
    {
        let is_part = |c: char| c.is_alphanumeric() || "._/%~-".contains(c);
        let given = &rest[name..];
        let equals = given.find(|c| !is_part(c)).unwrap_or(given.len());
        let from = name + equals;
        let Some(value) = rest[from..].strip_prefix('=') else {
            out.push_str(&rest[..from]);
            rest = &rest[from..];
            continue;
        };
        // What stands in quotes ends with the same one.
        let quote = rest[before..name].chars().next_back().filter(|c| matches!(c, '\'' | '"'));
        let end = match quote.or_else(|| value.chars().next().filter(|c| matches!(c, '\'' | '"'))) {
            Some(quote) => {
                let inside = usize::from(value.starts_with(quote));
                value[inside..].find(['\n', quote]).map(|end| end + inside)
            }
            None => value.find(|c: char| c.is_whitespace() || matches!(c, '\'' | '"')),
        };
        out.push_str(&rest[..from]);
        out.push_str("=…");
        rest = &value[end.unwrap_or(value.len())..];
    }
    out + rest
}

/// Where a flag with a value begins, as a word of its own, and where the name in it does.
fn flag_in(text: &str, flag: &str) -> Option<(usize, usize)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '-';
    let begins = |at: usize| !text[..at].ends_with(is_word);
    let (at, _) = text.match_indices(flag).find(|(at, _)| begins(*at))?;
    let after = &text[at + flag.len()..];
    let name = after.trim_start_matches([' ', '\t', '=', '\'', '"', '\\']);
    Some((at, text.len() - name.len()))
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

/// The home directory, by each of its names, and that of the user are nobody else's business.
fn without_the_user(text: &str, context: &Context) -> String {
    let env = &context.env;
    let home = env.home().filter(|home| *home != Path::new("/"));
    let real = home.and_then(marks::real);
    let mut text = text.to_owned();
    for home in home.into_iter().chain(real.as_deref()) {
        text = whole(&text, home.visible().to_string().as_str(), "~");
    }
    let named = ["USER", "LOGNAME"].map(|name| env.var(name).map(str::to_owned));
    let folders = [home, real.as_deref()].map(|home| home.and_then(account));
    for name in named.into_iter().chain(folders).flatten() {
        text = whole(&text, &name, "USER");
    }
    text
}

/// Whose home it is by its path: `/home/anna`, `/Users/anna`.
fn account(home: &Path) -> Option<String> {
    let is_of_all = |dir: &Path| dir.ends_with("home") || dir.ends_with("Users");
    home.parent().filter(|dir| is_of_all(dir))?;
    Some(home.file_name()?.to_str()?.to_owned())
}

/// `what` as a whole word is `instead`; names that are no more than two letters long are too common.
fn whole(text: &str, what: &str, instead: &str) -> String {
    if what.len() < 3 {
        return text.to_owned();
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(what) {
        let (before, after) = (&rest[..at], &rest[at + what.len()..]);
        let begins_inside = what.starts_with(is_word) && before.ends_with(is_word);
        let inside = begins_inside || after.starts_with(is_word);
        out.push_str(before);
        out.push_str(if inside { what } else { instead });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_a_build_is_told_are_left_out_and_their_names_stay() {
        for (text, wanted) in [
            ("GOFLAGS=-ldflags=-X=main.k=S1", "GOFLAGS=-ldflags=-X=main.k=…"),
            (
                "'-ldflags=-s -X main.k=S1 -X=a.b/c.d=S2' -v",
                "'-ldflags=-s -X main.k=… -X=a.b/c.d=…' -v",
            ),
            ("\"-ldflags=-X 'main.k=S1 S2' -w\"", "\"-ldflags=-X 'main.k=…' -w\""),
            ("CGO_CFLAGS=-O2 -DKEY=S1 -DB", "CGO_CFLAGS=-O2 -DKEY=… -DB"),
            ("-DKEY=\"S1 S2\" -g\nnext", "-DKEY=…\" -g\nnext"),
            ("a-X=b=c -X", "a-X=b=c -X"),
        ] {
            assert_eq!(without_values(text), wanted);
        }
    }

    #[test]
    fn user_is_left_out_where_the_name_is_a_word() {
        for (text, wanted) in [
            ("/srv/anna/x anna anna's anna-tmp", "/srv/USER/x USER USER's USER-tmp"),
            ("joanna annabel an", "joanna annabel an"),
        ] {
            assert_eq!(whole(text, "anna", "USER"), wanted);
        }
        assert_eq!(whole("/h/bob/x /h/bobby /h/bob", "/h/bob", "~"), "~/x /h/bobby ~");
        assert_eq!(account(Path::new("/home/anna")).as_deref(), Some("anna"));
        assert_eq!(account(Path::new("/srv/home1")), None);
    }

    #[test]
    fn fence_is_longer_than_what_stands_in_it() {
        assert_eq!(fenced("a\n"), "```text\na\n```\n");
        assert_eq!(fenced("````\n# no title\n"), "`````text\n````\n# no title\n`````\n");
    }
}
