//! `config.toml` as text values with their lines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{ALIASES, TABLES};
use super::known::{is_key, names};
use crate::base::fault::{Fault, Result};
use crate::base::origin::Origin;
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::sys::fs;

/// Larger than any configuration, smaller than a mistake.
const LIMIT: u64 = 1 << 20;

/// The values of `config.toml`.
#[derive(Debug, Default)]
pub(crate) struct File {
    path: PathBuf,
    values: BTreeMap<String, (Option<String>, usize)>,
    aliases: Vec<(String, Option<String>, usize)>,
}

impl File {
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = fs::read::text(path, LIMIT).map_err(|fault| {
            let path = word(path);
            fault.or_hint(format!("mv {path} {path}.bad goes on without it"))
        })?;
        match text {
            Some(text) => Self::parse(path, &text),
            None => Ok(Self::default()),
        }
    }

    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self> {
        let table = DeTable::parse(text).map_err(|error| {
            let line = line_of(text, error.span().map_or(0, |span| span.start));
            Fault::usage(format!("{}:{line}: {}", path.visible(), error.message()))
                .hint("fix that line; a setting is written NAME = \"text\"")
        })?;
        let (mut values, mut aliases) = (BTreeMap::new(), Vec::new());
        for (key, value) in table.get_ref() {
            let line = line_of(text, key.span().start);
            let at = format!("{}:{line}", path.visible());
            let name: &str = key.get_ref();
            if name == ALIASES {
                let table = value.get_ref().as_table().ok_or_else(|| {
                    Fault::usage(format!("{at}: {name} is a table: [{name}]"))
                        .hint(format!("write [{name}] there, and NAME = \"1.22\" below it"))
                })?;
                aliases.extend(table.iter().map(|(key, value)| {
                    let line = line_of(text, key.span().start);
                    (key.get_ref().to_string(), as_text(value), line)
                }));
                continue;
            }
            if TABLES.contains(&name) {
                continue;
            }
            if !is_key(name) {
                return Err(unknown(&at, name));
            }
            values.insert(name.to_owned(), (as_text(value), line));
        }
        Ok(Self { path: path.to_owned(), values, aliases })
    }

    /// `[aliases]`: each name, its value where that is text, and where it stands.
    pub(super) fn aliases(&self) -> impl Iterator<Item = (&str, Option<&str>, Origin)> {
        self.aliases.iter().map(|(name, text, line)| {
            (name.as_str(), text.as_deref(), Origin::file(&self.path, *line))
        })
    }

    pub(crate) fn get(&self, key: &str) -> Result<Option<(String, Origin)>> {
        let Some((text, line)) = self.values.get(key) else { return Ok(None) };
        let Some(text) = text else {
            let at = format!("{}:{line}", self.path.visible());
            return Err(Fault::usage(format!(
                "{at}: {key} must be text, a number, true, false or a list"
            ))
            .hint(format!("write {key} = \"text\" there")));
        };
        Ok(Some((text.clone(), Origin::file(&self.path, *line))))
    }
}

pub(super) fn unknown(at: &str, name: &str) -> Fault {
    // A link to a secret may be read as keys; a mistake is short and has letters alone.
    let plain = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_');
    let named = if name.len() <= 24 && name.chars().all(plain) {
        format!(" {name:?}")
    } else {
        String::new()
    };
    let fault = Fault::usage(format!("{at}: unknown key{named}"));
    let nearest = names()
        .max_by(|a, b| strsim::jaro_winkler(a, name).total_cmp(&strsim::jaro_winkler(b, name)));
    match nearest.filter(|key| strsim::jaro_winkler(key, name) > 0.8) {
        Some(key) => fault.hint(format!("did you mean {key:?}?")),
        None => fault.hint(format!("the keys are {}", names().collect::<Vec<_>>().join(", "))),
    }
}

/// Numbers as they are written: `default = 1.20` is not 1.2.
fn as_text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    Some(match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| item.get_ref().as_str());
            items.collect::<Option<Vec<_>>>()?.join(",")
        }
        _ => return None,
    })
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}
