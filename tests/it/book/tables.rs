//! `docs/settings.md` and `docs/exit-codes.md`: what the code's own tables say, in words around them. `UPDATE=1`
//! rewrites them.

use std::fmt::Write as _;

use goenvmgr::base::fault::Exit;
use goenvmgr::settings::config::{Config, KEYS};
use serde_json::Value;

use super::is_current;

const SETTINGS: &str = "\
# Settings

A setting comes from the first of these that has it: an option of the command, the environment, `config.toml`, what is
built in. `goenvmgr config` shows what holds, and where each was set:

```console
$ goenvmgr config set verify transparency
verify is set in /home/you/.config/goenvmgr/config.toml
$ GOENVMGR_PATH=shims goenvmgr config
KEY … FROM
…
verify … transparency … /home/you/.config/goenvmgr/config.toml:1
…
path … shims … GOENVMGR_PATH
…
```

`config.toml` lies in `~/.config/goenvmgr` (XDG_CONFIG_HOME), on Windows in `%APPDATA%\\goenvmgr`, with GOENVMGR_HOME
below that. `config set` changes one key and leaves everything else as it is; what is wrong is named with file and line,
and nothing is written.

";

const MORE: &str = "
Of `mirror` and the two URLs the URLs go first, within one place. Beside these keys `config.toml` has two tables: `[aliases]`,
names of your own for versions (`goenvmgr alias`), and `[health]`, whom to call and where to write
([Health](health.md#what-your-own-configuration-says)).

## The environment alone

| variable | does |
|---|---|
| GOENVMGR_HOME | moves everything that goenvmgr owns below one directory |
| GOENVMGR_VERSION | selects a version, before any pin: `goenvmgr use` sets it for one shell |
| GOENVMGR_OFFLINE | `1`: asks no network, as `--offline` does |
| GOENVMGR_LOG | says on standard error what is read, asked and started, with the words of RUST_LOG: `debug`, `goenvmgr::sys::net=trace` |
| NO_COLOR, CI | no colours, unless `--color always` |

What the go command has of its own (GOPROXY, GOSUMDB, GOTOOLCHAIN, proxies, certificates) is read as Go reads it:
[Behind a company proxy](company-proxy.md).
";

#[test]
fn page_of_settings_is_current() {
    let built_in = serde_json::to_value(Config::default()).unwrap();
    let mut text = SETTINGS.to_owned();
    text.push_str("| key, variable | built in | |\n|---|---|---|\n");
    for key in KEYS {
        let value = shown(&built_in[key.name]["value"]);
        let variable = key.variable().unwrap_or_default();
        writeln!(text, "| `{}` {variable} | {value} | {}: {} |", key.name, key.values, key.means)
            .unwrap();
    }
    text.push_str(MORE);
    is_current("docs/settings.md", &text);
}

/// As `config set` takes it; `mirror` has no value of its own.
fn shown(value: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match value {
        Value::Null => "none".to_owned(),
        Value::Array(items) => {
            format!("`{}`", items.iter().map(text).collect::<Vec<_>>().join(","))
        }
        Value::Object(time) => format!("`{}`", time["secs"]),
        one => format!("`{}`", text(one)),
    }
}

const CODES: &str = "\
# Exit codes

The same for people and for `--format json`.

";

const PROGRAMS: &str = "
`exec`, `run` and shims end as the program that they run. `doctor --format nagios` has Nagios's own codes, 0 to 3. Output
that cannot be written ends with 3; what was done stays done.

```console
$ goenvmgr which go
error: …
…
$ echo $?
1
$ goenvmgr install 1.22.5 --quiet
$ goenvmgr exec 1.99.0 -- go version
error: …
…
$ echo $?
127
```

## What commands say of their own

";

#[test]
fn page_of_exit_codes_is_current() {
    let mut text = CODES.to_owned();
    text.push_str("| code | says |\n|---|---|\n");
    for (exit, says) in Exit::MEANINGS {
        writeln!(text, "| {} | {says} |", exit.code()).unwrap();
    }
    text.push_str(PROGRAMS);
    text.push_str("| command | |\n|---|---|\n");
    for (command, help) in helps(&goenvmgr::cli::definition(), "") {
        for said in help.split("\n\n").filter_map(|part| part.trim().strip_prefix("Exit status")) {
            let said =
                said.trim_start_matches(':').split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(text, "| `goenvmgr {command}` | {said} |").unwrap();
        }
    }
    is_current("docs/exit-codes.md", &text);
}

/// Each command with what stands below its options in `--help`.
pub(super) fn helps(command: &clap::Command, name: &str) -> Vec<(String, String)> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut all = vec![(name.to_owned(), help)];
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        all.extend(helps(below, format!("{name} {}", below.get_name()).trim()));
    }
    all
}
