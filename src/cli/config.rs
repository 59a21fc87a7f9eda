//! `goenvmgr config`: the settings, each with where it was set, and changes of them.

use std::io::{self, Write};

use clap::Subcommand;
use serde::Serialize;
use serde_json::{Map, Value};

use super::meant::meant;
use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::settings::config::{self, Config};
use crate::toolchains::install::sources_of;
use crate::ui::{Column, Report, Table};

/// Show the settings and where each was set, or change one
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "The keys are those of config.toml; the environment (GOENVMGR_KEY) goes before the file.

Examples:
  goenvmgr config
  goenvmgr config get verify
  goenvmgr config set verify transparency
  goenvmgr config set sources goproxy,go.dev
  goenvmgr config unset mirror"
)]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Option<Ask>,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// List all settings that hold, and where each was set
    List {
        #[command(flatten)]
        format: FormatArg,
    },
    /// Print the value of one that holds
    Get {
        /// Its key
        key: String,
        #[command(flatten)]
        format: FormatArg,
    },
    /// Write one into config.toml
    Set {
        /// Its key
        key: String,
        /// Its value; of several, with commas between
        value: String,
    },
    /// Take one out of config.toml
    Unset {
        /// Its key
        key: String,
    },
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        None => list(args.format, context),
        Some(Ask::List { format }) => list(*format, context),
        Some(Ask::Get { key, format }) => get(key, *format, context),
        Some(Ask::Set { key, value }) => set(key, Some(value), context),
        Some(Ask::Unset { key }) => set(key, None, context),
    }
}

fn list(format: FormatArg, context: &Context) -> Result<Exit> {
    context.out.report(&Settings(all(&context.config)?), format.format)?;
    Ok(Exit::Fine)
}

fn get(key: &str, format: FormatArg, context: &Context) -> Result<Exit> {
    let all = all(&context.config)?;
    let Some(setting) = all.get(key) else {
        if key == "mirror" {
            let fault =
                Fault::no("mirror sets index_url and archive_url, and has no value of its own");
            return Err(fault.hint("goenvmgr config get index_url"));
        }
        let keys: Vec<&str> = all.keys().map(String::as_str).collect();
        let fault = Fault::usage(format!("there is no setting {key:?}"));
        return Err(fault.hint(format!("the settings are {}", keys.join(", "))));
    };
    context.out.report(&One(setting.clone()), format.format)?;
    Ok(Exit::Fine)
}

fn set(key: &str, value: Option<&str>, context: &Context) -> Result<Exit> {
    let Context { env, home, out, .. } = context;
    let known = |config: &Config| match &config.default.value {
        Some(default) if key == "default" => meant(default, context).map(drop),
        _ => sources_of(config).map(drop),
    };
    config::edit(env, home, (key, value), known, &*out.progress()).map_err(|fault| Fault {
        hints: vec!["nothing was written; goenvmgr config shows what holds".to_owned()],
        ..fault
    })?;
    let path = home.config_file().visible();
    match value {
        Some(_) => out.status(&format!("{key} is set in {path}")),
        None => out.status(&format!("{key} is not set in {path} any more")),
    }
    let variable = format!("GOENVMGR_{}", key.to_uppercase());
    if key != "default" && env.var_os(&variable).is_some() {
        out.warn(&format!("{variable} of the environment goes before it"));
    }
    Ok(Exit::Fine)
}

/// Key → `{value, origin}`, as the settings themselves say it.
pub(super) fn all(config: &Config) -> Result<Map<String, Value>> {
    match serde_json::to_value(config) {
        Ok(Value::Object(all)) => Ok(all),
        _ => Err(Fault::unfinished("the settings cannot be shown (a bug)")),
    }
}

/// All settings, as a table.
#[derive(Serialize)]
pub(super) struct Settings(pub(super) Map<String, Value>);

impl Report for Settings {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new(&["KEY", "VALUE", "FROM"].map(Column::Left)).unbroken();
        for (key, setting) in &self.0 {
            table.row([key.clone(), shown(&setting["value"]), from(&setting["origin"])]);
        }
        table.write(out)
    }
}

#[derive(Serialize)]
struct One(Value);

impl Report for One {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", shown(&self.0["value"]))
    }
}

/// A value as `set` takes it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(","),
        // A time, in seconds.
        Value::Object(time) => time.get("secs").map(shown).unwrap_or_default(),
        other => other.to_string(),
    }
}

fn from(origin: &Value) -> String {
    let text = |key: &str| origin[key].as_str();
    match (text("path"), text("name")) {
        (Some(path), _) => format!("{path}:{}", origin["line"]),
        (None, Some(name)) => name.to_owned(),
        _ => "built in".to_owned(),
    }
}
