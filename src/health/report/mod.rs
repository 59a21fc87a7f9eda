//! What a report says, and the page that shows it: `templates/report.html`, one file with all that it
//! needs. A report is made of one run with the history of its machine, or of what several machines
//! remember.

mod heat;
mod machines;
mod page;
mod problem;

pub use heat::{Cell, Heat, Row};
pub use machines::Machine;
pub use page::Report;
pub use problem::{Problem, Took};

/// How many days the heat map shows, the day of the report included.
pub const DAYS: i64 = 7;
