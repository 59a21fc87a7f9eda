//! Plain aligned columns, and the units in them.

use std::io::{self, Write};

use comfy_table::{CellAlignment, ColumnConstraint, Width, presets};

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// Text, flush left.
    Left(&'static str),
    /// Numbers, flush right.
    Right(&'static str),
}

/// A table without lines, 80 columns wide at most unless it is [`Table::unbroken`].
pub(crate) struct Table(comfy_table::Table);

impl Table {
    /// A table with these columns; a heading may be empty.
    pub(crate) fn new(columns: &[Column]) -> Self {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING);
        table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic).set_width(80);
        table.set_header(columns.iter().map(|column| match column {
            Column::Left(heading) | Column::Right(heading) => *heading,
        }));
        for (number, column) in columns.iter().enumerate() {
            let Some(set) = table.column_mut(number) else { continue };
            set.set_padding((0, 2));
            if let Column::Right(_) = column {
                set.set_cell_alignment(CellAlignment::Right);
                set.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(6)));
            }
        }
        Self(table)
    }

    /// Breaks no cell: what is copied must be whole, even where the table gets wider for it.
    #[must_use]
    pub(crate) fn unbroken(mut self) -> Self {
        self.0.set_content_arrangement(comfy_table::ContentArrangement::Disabled);
        self
    }

    /// One more row.
    pub(crate) fn row<I, S>(&mut self, cells: I)
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        self.0.add_row(cells.into_iter().map(Into::into).collect::<Vec<String>>());
    }

    /// Writes the table, no blanks at line ends.
    ///
    /// # Errors
    /// When the stream fails.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        self.0.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
    }
}

/// A time in seconds since 1970, as all are shown: `2026-11-30T17:31:00Z`.
pub(crate) fn moment(at: i64) -> String {
    jiff::Timestamp::from_second(at).unwrap_or_default().to_string()
}

/// A size for people: `68.6 MB` (powers of 1000, as disks are sold and downloads are measured).
pub(crate) fn bytes(size: u64) -> String {
    const UNITS: [&str; 5] = ["kB", "MB", "GB", "TB", "PB"];
    if size < 1000 {
        return format!("{size} B");
    }
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let mut value = size as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.95 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    format!("{value:.1} {}", UNITS[unit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_like_sizes() {
        for (size, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1000, "1.0 kB"),
            (72_834_461, "72.8 MB"),
            (999_960_000, "1.0 GB"),
            (1_500_000_000_000, "1.5 TB"),
        ] {
            assert_eq!(bytes(size), text);
        }
    }

    #[test]
    fn columns_align_and_lines_end_without_blanks() {
        let mut table =
            Table::new(&[Column::Left("VERSION"), Column::Right("SIZE"), Column::Left("")]);
        table.row(["1.22.5", "230.1 MB", "default"]);
        table.row(["1.9", "1 B", ""]);
        let mut text = Vec::new();
        table.write(&mut text).unwrap();
        insta::assert_snapshot!(String::from_utf8(text).unwrap(), @r"
        VERSION      SIZE
        1.22.5   230.1 MB  default
        1.9           1 B
        ");
    }
}
