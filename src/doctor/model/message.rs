//! What Go prints, and what it means.

/// A message: parts that stand in one line in this order.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The parts.
    pub parts: &'static [&'static str],
    /// The check that looks for this cause; empty where none does.
    pub check: &'static str,
    /// What happened.
    pub cause: &'static str,
    /// What to do.
    pub cure: &'static str,
}

/// A known message.
pub const fn known(
    parts: &'static [&'static str],
    check: &'static str,
    cause: &'static str,
    cure: &'static str,
) -> Known {
    Known { parts, check, cause, cure }
}

impl Known {
    /// Whether its parts stand in the line, in this order.
    pub fn stands_in(&self, line: &str) -> bool {
        let mut rest = line;
        self.parts.iter().all(|part| {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
            true
        })
    }
}
