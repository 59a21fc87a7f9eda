//! `goenvmgr generations list`.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::counted::counted;
use crate::base::fault::{Exit, Result};
use crate::cli::{Context, FormatArg};
use crate::health::generations::Generation;
use crate::health::generations::kept::{Generations, Pointer, Unfinished};
use crate::ui::{Column, Report, Table, moment};

#[derive(Serialize)]
struct List {
    generations: Vec<Row>,
    /// A switch that was begun and not ended; null where there is none.
    unfinished: Option<Unfinished>,
}

#[derive(Serialize)]
struct Row {
    number: u32,
    after: Option<u32>,
    /// In seconds since 1970.
    at: i64,
    command: String,
    toolchains: Vec<String>,
    current: bool,
    last_good: bool,
}

pub(super) fn run(format: FormatArg, context: &Context) -> Result<Exit> {
    let generations = Generations::of(&context.home);
    let current = generations.number(Pointer::Current)?;
    let last_good = generations.number(Pointer::LastGood)?;
    let row = |one: Generation| Row {
        current: current == Some(one.number),
        last_good: last_good == Some(one.number),
        number: one.number,
        after: one.after,
        at: one.at,
        command: one.command,
        toolchains: one.holds.toolchains.into_keys().collect(),
    };
    let mut rows = Vec::new();
    for number in generations.numbers()?.into_iter().rev() {
        match generations.read(number) {
            Ok(one) => rows.push(row(one)),
            // One that is damaged hides no other.
            Err(fault) => context.out.warn(&fault.what),
        }
    }
    let list = List { generations: rows, unfinished: generations.unfinished()? };
    context.out.report(&list, format.format)?;
    if let Some(Unfinished { to, .. }) = list.unfinished {
        context.out.warn(&format!("a switch to generation {to} was interrupted"));
        context.out.hint(&format!("goenvmgr generations switch {to} does the rest"));
    }
    Ok(Exit::Fine)
}

impl Report for List {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.generations.is_empty() {
            return writeln!(out, "none yet: the next command that changes something writes one");
        }
        let columns = ["", "when", "command", "holds", ""].map(Column::Left);
        let mut table = Table::new(&columns);
        for row in &self.generations {
            let marks = [(row.current, "current"), (row.last_good, "last good")];
            let marks = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark);
            table.row([
                row.number.to_string(),
                moment(row.at),
                row.command.clone(),
                counted(row.toolchains.len(), "version"),
                marks.collect::<Vec<_>>().join(", "),
            ]);
        }
        table.write(out)
    }
}
