//! The lines that a check may print, as texts in which angle brackets stand for what differs.

use super::check::Check;
use super::finding::Verdict;

impl Check {
    /// Which of its cures these lines are: of several the one that says most.
    pub fn named(&self, lines: &[String]) -> Option<&'static str> {
        let text = lines.join("; ");
        let fitting = self.lines.iter().filter(|cure| fits(cure, &text));
        fitting.max_by_key(|cure| said(cure).map(str::len).sum::<usize>()).copied()
    }

    /// The verdict without lines that are none of its cures.
    pub(in crate::doctor) fn with_known_lines(&self, mut verdict: Verdict) -> Verdict {
        if let Some(fix) = verdict.fix.as_mut().filter(|fix| self.named(&fix.commands).is_none()) {
            fix.commands.clear();
            fix.argv = None;
        }
        verdict
    }
}

/// What stands in a cure as it is, between what differs.
fn said(cure: &str) -> impl Iterator<Item = &str> {
    cure.split('<').enumerate().map(|(number, part)| match number {
        0 => part,
        _ => part.split_once('>').map_or("", |(_, said)| said),
    })
}

fn fits(cure: &str, text: &str) -> bool {
    let parts: Vec<&str> = said(cure).collect();
    let [first, between @ .., last] = parts.as_slice() else { return cure == text };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    for part in between {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(lines: &'static [&'static str], printed: &[&str]) -> Option<&'static str> {
        let check = Check::new("a.b", "", |_| Ok(Verdict::pass(""))).lines(lines);
        check.named(&printed.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn lines_are_told_by_what_stands_in_them() {
        let unset: &[&str] = &["unset GOMEMLIMIT"];
        assert_eq!(named(unset, &["unset GOMEMLIMIT"]), Some("unset GOMEMLIMIT"));
        assert_eq!(named(unset, &["unset GOMEMLIMITS"]), None);
        let gone: &[&str] = &["rm <path>", "rm <path>; unset GOTOOLCHAIN"];
        assert_eq!(named(gone, &["rm /b/go1.2"]), Some("rm <path>"));
        let both = ["rm '/b c/go1.2'", "unset GOTOOLCHAIN"];
        assert_eq!(named(gone, &both), Some("rm <path>; unset GOTOOLCHAIN"));
        assert_eq!(named(&[], &["rm /b"]), None);
    }
}
