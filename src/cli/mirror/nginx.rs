//! `goenvmgr mirror nginx`.

use std::path::PathBuf;

use askama::Template;

use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::Context;
use crate::sys::fs::marks;

/// Print a configuration of nginx that serves a mirror
///
/// It is a `server` block for the `http` part: files alone, nothing is computed, nothing is asked elsewhere.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  goenvmgr mirror nginx /srv/go > /etc/nginx/conf.d/go-mirror.conf
  goenvmgr mirror nginx /srv/go --listen 127.0.0.1:8080 --name go.example")]
pub(super) struct Args {
    /// The mirror
    dir: PathBuf,
    /// Where nginx listens: PORT or ADDRESS:PORT
    #[arg(long, value_name = "ADDRESS", default_value = "80", value_parser = address)]
    listen: String,
    /// The name by which clients ask
    #[arg(long, value_name = "HOST", default_value = "_", value_parser = host)]
    name: String,
}

#[derive(Template)]
#[template(path = "mirror/nginx.conf", escape = "none")]
struct Server<'a> {
    root: &'a str,
    listen: &'a str,
    name: &'a str,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let dir = marks::real(&args.dir).ok_or_else(|| {
        Fault::usage(format!("there is no {}", args.dir.visible()))
            .hint("goenvmgr mirror create makes one")
    })?;
    let root = quoted(dir.to_str().unwrap_or_default()).ok_or_else(|| {
        Fault::usage(format!("nginx cannot be told of {}", dir.visible()))
            .because("in its words $ begins a variable, and a line break ends nothing well")
            .hint("give the mirror another name, or a link that nginx is told of")
    })?;
    let server = Server { root: &root, listen: &args.listen, name: &args.name };
    let text = server
        .render()
        .map_err(|error| Fault::unfinished(format!("the template: {error} (a bug)")))?;
    context.out.data(text.as_bytes())?;
    Ok(Exit::Fine)
}

/// A path as a word of nginx's; `None` where it has no way to write it.
fn quoted(path: &str) -> Option<String> {
    let odd = |c: char| c == '$' || c.is_control();
    let fine = !path.is_empty() && !path.contains(odd);
    fine.then(|| format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\"")))
}

fn address(text: &str) -> Result<String, String> {
    let fine = |c: char| c.is_ascii_alphanumeric() || ".:[]*-/_".contains(c);
    match !text.is_empty() && text.chars().all(fine) {
        true => Ok(text.to_owned()),
        false => Err("write PORT or ADDRESS:PORT".to_owned()),
    }
}

fn host(text: &str) -> Result<String, String> {
    let fine = |c: char| c.is_ascii_alphanumeric() || ".-_*".contains(c);
    match !text.is_empty() && text.chars().all(fine) {
        true => Ok(text.to_owned()),
        false => Err("write a host's name".to_owned()),
    }
}
