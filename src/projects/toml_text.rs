//! TOML with places: which line a key or a value stands in.

use std::ops::Range;

use toml_edit::{Item, Key, TableLike, TomlError};

/// Where the lines of a text end.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    /// Those of a text.
    pub(crate) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at);
        Self(ends.collect())
    }

    /// The line in which a place begins, counted from 1.
    pub(crate) fn at(&self, span: Option<Range<usize>>) -> usize {
        let start = span.map_or(0, |span| span.start);
        1 + self.0.partition_point(|end| *end < start)
    }
}

/// Every key of a table with its place. `toml_edit` hides the places from its plain iterator.
pub(crate) fn keys(table: &dyn TableLike) -> impl Iterator<Item = (&Key, &Item)> {
    table.iter().filter_map(|(name, _)| table.get_key_value(name))
}

/// What is wrong with a text, on one line.
pub(crate) fn message(error: &TomlError) -> String {
    error.message().trim_end().replace('\n', ", ")
}
