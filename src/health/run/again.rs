//! Doctor's checks that ask others are asked again where they failed: what does not answer now may answer
//! a moment later. What lies on this machine will be as it is.

use std::time::Duration;

use crate::base::fault::Result;
use crate::doctor::catalogue;
use crate::doctor::model::check::Choice;
use crate::doctor::model::finding::{Finding, Status};
use crate::doctor::model::report::Diagnosis;

/// The pause before asking again; doubled each time.
const PAUSE: Duration = Duration::from_millis(100);

/// Asks the checks of a run again that failed and may pass, each as often as `retries` says by its id.
///
/// # Errors
/// Those of `ask`.
pub(super) fn until_passed(
    run: &mut Diagnosis,
    choice: &Choice,
    retries: impl Fn(&str) -> u32,
    mut ask: impl FnMut(&Choice) -> Result<Diagnosis>,
) -> Result<()> {
    let mut pause = PAUSE;
    for attempt in 1.. {
        let due = |finding: &&Finding| is_passing(finding) && retries(&finding.check) >= attempt;
        let named = |finding: &Finding| finding.check.clone();
        let mut only: Vec<String> = run.results.iter().filter(due).map(named).collect();
        if only.is_empty() {
            break;
        }
        // What was not looked at because of one of them may have its say now.
        let hidden = |finding: &&Finding| {
            let because = |id: &String| only.contains(id);
            finding.status() == Status::Skip && finding.requires.iter().any(because)
        };
        let hidden: Vec<String> = run.results.iter().filter(hidden).map(named).collect();
        only.extend(hidden);
        std::thread::sleep(pause);
        pause *= 2;
        let again = ask(&Choice { only: only.clone(), ..choice.clone() })?;
        for mut finding in again.results.into_iter().filter(|found| only.contains(&found.check)) {
            let asked = run.results.iter_mut().find(|before| before.check == finding.check);
            if let Some(before) = asked {
                if before.status() != Status::Skip {
                    finding.attempts += before.attempts;
                }
                *before = finding;
            }
        }
    }
    Ok(())
}

/// Whether a finding may be another one a moment later.
fn is_passing(finding: &Finding) -> bool {
    let failed = matches!(finding.status(), Status::Fail | Status::Error);
    failed && catalogue::find(&finding.check).is_some_and(|check| check.network())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::model::finding::Verdict;
    use crate::doctor::model::report::Mode;

    fn run(findings: Vec<(&str, Verdict)>) -> Diagnosis {
        let findings = findings.into_iter().map(|(id, verdict)| Finding::new(id, verdict));
        Diagnosis::new(Mode::Quick, false, "h".into(), 0, findings.collect())
    }

    #[test]
    fn check_that_asks_others_is_asked_again_as_often_as_is_said() {
        let fail = || Verdict::fail("x");
        let (net, local) = ("net.goproxy-reach", "env.goroot");
        for (retries, passes_at, attempts, status) in
            [(2, 3, 3, Status::Pass), (2, 4, 3, Status::Fail), (0, 1, 1, Status::Fail)]
        {
            let mut found = run(vec![(net, fail()), (local, fail())]);
            let mut asked = 1;
            until_passed(
                &mut found,
                &Choice::default(),
                |_| retries,
                |choice| {
                    assert_eq!(choice.only, [net], "what lies here is not asked again");
                    asked += 1;
                    let verdict = if asked >= passes_at { Verdict::pass("x") } else { fail() };
                    Ok(run(vec![(net, verdict)]))
                },
            )
            .unwrap();
            assert_eq!((found.results[0].attempts, found.results[0].status()), (attempts, status));
            assert_eq!(found.results[1].attempts, 1);
        }
    }

    #[test]
    fn check_that_was_hidden_by_a_failure_has_its_say_once_that_is_over() {
        let mut found = run(vec![
            ("net.offline", Verdict::error("x")),
            ("net.goproxy-reach", Verdict::skip("because net.offline failed")),
        ]);
        found.results[1].requires = vec!["net.offline".to_owned()];
        until_passed(
            &mut found,
            &Choice::default(),
            |_| 2,
            |choice| {
                let all = choice.only.iter().map(|id| (id.as_str(), Verdict::pass("x")));
                Ok(run(all.collect()))
            },
        )
        .unwrap();
        let said = |n: usize| (found.results[n].status(), found.results[n].attempts);
        assert_eq!([said(0), said(1)], [(Status::Pass, 2), (Status::Pass, 1)]);
    }
}
