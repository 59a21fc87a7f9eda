//! What runs of health leave behind: counters by check and mode (`state`), and a line per run (`history`).

pub mod history;
pub mod place;
pub mod state;
