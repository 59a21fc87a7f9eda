//! `goenvmgr tools list`.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::Here;
use crate::base::fault::{Exit, Result};
use crate::base::visible::Visible as _;
use crate::cli::{Context, FormatArg};
use crate::go::version::GoVersion;
use crate::settings::goenv::GoEnv;
use crate::tools::directives::{self, ToolLine};
use crate::tools::found::{self, Found, State};
use crate::tools::go_bin::{self, Program};
use crate::tools::pinned::Pinned;
use crate::ui::{Column, DIM, Report, STRONG, Table};

/// Show what is pinned here, whether it stands, and which Go built it
///
/// Beside the tools of goenvmgr.toml it names those of go.mod (`tool` lines, which `go tool` runs) and the programs in
/// GOBIN that an older Go built than the one that is selected: gopls and golangci-lint refuse newer code then.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: manifest, trusted, toolchain, set, tools [{name, package, version, line, state (installed, missing, damaged),
path, module, sum, go, database}], module_tools [{package, file, line}], go_bin [{name, path, package, version, go,
older}]; unknown is null.

Examples:
  goenvmgr tools list
  goenvmgr tools list --format json | jq '.tools[] | select(.state != \"installed\").name'")]
pub(super) struct Args {
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let here = Here::read(context)?;
    let pinned = here.pinned.as_ref();
    let set = pinned.and_then(|pinned| pinned.set.as_ref().ok());
    let selected = here.selection.installed().map(|installed| installed.version.clone());
    let bin = GoEnv::read(&context.env, &context.home).bin();
    let go_bin = bin.map(|bin| go_bin::list(&bin, selected.as_ref())).transpose()?;
    let list = List {
        manifest: pinned.map(|pinned| pinned.manifest.path.clone()),
        trusted: pinned.map(|pinned| pinned.trusted),
        toolchain: selected,
        set: set.map(|set| set.name.clone()),
        tools: pinned.map(lines).unwrap_or_default(),
        module_tools: directives::nearest(&here.scan),
        go_bin: go_bin.unwrap_or_default(),
    };
    context.out.report(&list, args.format.format)?;
    list.advise(context);
    if let Some(Err(fault)) = pinned.map(|pinned| &pinned.set) {
        context.out.warn(&fault.to_string());
        fault.hints.iter().for_each(|hint| context.out.hint(hint));
    }
    Ok(Exit::Fine)
}

/// What is pinned, and what stands of it. Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
struct List {
    manifest: Option<PathBuf>,
    trusted: Option<bool>,
    toolchain: Option<GoVersion>,
    set: Option<String>,
    tools: Vec<Line>,
    module_tools: Vec<ToolLine>,
    go_bin: Vec<Program>,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    package: String,
    version: String,
    line: usize,
    state: State,
    #[serde(flatten, serialize_with = "optional_path")]
    path: Option<PathBuf>,
    module: Option<String>,
    sum: Option<String>,
    go: Option<String>,
    database: Option<String>,
}

fn optional_path<S: serde::Serializer>(
    path: &Option<PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap as _;
    match path {
        Some(path) => crate::base::json::path(path, serializer),
        None => {
            let mut map = serializer.serialize_map(Some(1))?;
            map.serialize_entry("path", &None::<&str>)?;
            map.end()
        }
    }
}

fn lines(pinned: &Pinned) -> Vec<Line> {
    let missing = |tool: &crate::projects::manifest::Tool| Found {
        tool: tool.clone(),
        state: State::Missing,
        built: None,
        key: None,
    };
    let found = match &pinned.set {
        Ok(set) => found::look(set),
        Err(_) => pinned.manifest.tools.iter().map(missing).collect(),
    };
    let line = |Found { tool, state, built, .. }: Found| Line {
        path: pinned
            .set
            .as_ref()
            .ok()
            .filter(|_| state == State::Installed)
            .map(|set| set.program(&tool)),
        name: tool.name,
        package: tool.package,
        version: tool.version,
        line: tool.line,
        state,
        module: built.as_ref().and_then(|built| built.module.clone()),
        sum: built.as_ref().and_then(|built| built.sum.clone()),
        go: built.as_ref().and_then(|built| built.go.clone()),
        database: built.and_then(|built| built.database),
    };
    found.into_iter().map(line).collect()
}

impl List {
    fn advise(&self, context: &Context) {
        let out = &context.out;
        if self.trusted == Some(false) {
            out.hint("goenvmgr trust   lets these tools count");
        } else if self.set.is_some() && self.tools.iter().any(|line| line.state != State::Installed)
        {
            out.hint("goenvmgr tools sync   builds them");
        }
        if self.go_bin.iter().any(|program| program.older && program.again().is_some()) {
            out.hint("goenvmgr tools rebuild --go-bin   builds them with the Go that is selected");
        }
    }

    fn pinned(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(manifest) = &self.manifest else {
            return writeln!(out, "nothing pins a tool here");
        };
        let columns = ["NAME", "VERSION", "STATE", "BUILT BY"].map(Column::Left);
        let mut table = Table::new(&columns);
        for line in &self.tools {
            table.row([
                line.name.clone(),
                line.version.clone(),
                line.state.label().to_owned(),
                line.go.clone().unwrap_or_default(),
            ]);
        }
        let trust = if self.trusted == Some(true) { "" } else { ", which is not trusted" };
        writeln!(out, "{STRONG}pinned by {}{STRONG:#}{trust}", manifest.visible())?;
        table.write(out)
    }
}

impl Report for List {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        self.pinned(out)?;
        if let Some(first) = self.module_tools.first() {
            writeln!(out, "{STRONG}of {}{STRONG:#}: go tool runs them", first.file.visible())?;
        }
        for ToolLine { package, line, .. } in &self.module_tools {
            writeln!(out, "  {package}  {DIM}line {line}{DIM:#}")?;
        }
        let older: Vec<&Program> = self.go_bin.iter().filter(|program| program.older).collect();
        let (Some(selected), Some(first)) = (&self.toolchain, older.first()) else { return Ok(()) };
        let dir = first.path.parent().unwrap_or(&first.path).visible();
        let than = selected.toolchain();
        writeln!(out, "{STRONG}in {dir}{STRONG:#}, built by an older Go than {than}")?;
        for program in older {
            let version = program.version.as_deref().unwrap_or_default();
            writeln!(out, "  {} {version}  {DIM}{}{DIM:#}", program.name, program.go)?;
        }
        Ok(())
    }
}
