//! A run in the form of draft-inadarei-api-health-check-06.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::doctor::model::finding::{Finding, Status};
use crate::doctor::model::report::Diagnosis;

/// The answer: keys as the draft has them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    release_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<String>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    checks: Map<String, Value>,
}

impl Answer {
    /// Whether it is answered with 200.
    pub(super) fn is_well(&self) -> bool {
        self.status != "fail"
    }
}

/// There is no run to tell of.
pub(super) fn failed(why: &str) -> Answer {
    Answer {
        status: "fail",
        release_id: None,
        service_id: None,
        description: None,
        output: Some(why.to_owned()),
        checks: Map::new(),
    }
}

/// A run. What was not asked is left out: the draft has no word for it.
pub(super) fn of(run: &Diagnosis) -> Answer {
    let bad = run.results.iter().any(|finding| run.counts(finding));
    let status = match (bad, run.summary.warn) {
        (true, _) => "fail",
        (false, 1..) => "warn",
        (false, 0) => "pass",
    };
    let asked = run.results.iter().filter(|finding| finding.status() != Status::Skip);
    let place = |text: &Option<String>| text.clone().unwrap_or_default();
    Answer {
        status,
        release_id: Some(run.tool_version),
        service_id: Some(format!("{}/{}", place(&run.project), place(&run.env))),
        description: Some(format!("goenvmgr health on {}", run.host)),
        output: None,
        checks: asked.map(|finding| (name(finding), json!([check(finding, run)]))).collect(),
    }
}

fn name(finding: &Finding) -> String {
    format!("{}:responseTime", finding.check)
}

fn check(finding: &Finding, run: &Diagnosis) -> Value {
    let status = match (finding.status(), run.counts(finding)) {
        (_, true) => "fail",
        (Status::Warn, _) => "warn",
        _ => "pass",
    };
    let kind = if finding.area() == "host" { "system" } else { "component" };
    let mut value = json!({
        "componentType": kind,
        "observedValue": finding.duration_ms,
        "observedUnit": "ms",
        "status": status,
        "time": run.timestamp,
    });
    if status != "pass" {
        value["output"] = finding.verdict.message.clone().into();
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::model::finding::Verdict;
    use crate::doctor::model::report::Mode;

    #[test]
    fn run_is_told_as_the_draft_has_it() {
        let said = |strict, verdicts: Vec<Verdict>| {
            let findings = verdicts.into_iter().enumerate();
            let findings =
                findings.map(|(n, verdict)| Finding::new(&format!("custom.{n}"), verdict));
            let run = Diagnosis::new(Mode::Quick, strict, "h".into(), 0, findings.collect());
            serde_json::to_value(of(&run)).unwrap()
        };
        let both = || vec![Verdict::pass("fine"), Verdict::warn("slow"), Verdict::skip("not here")];
        let value = said(false, both());
        assert_eq!(value["status"], "warn");
        assert_eq!(value["checks"].as_object().unwrap().len(), 2);
        assert_eq!(value["checks"]["custom.1:responseTime"][0]["output"], "slow");
        assert_eq!(value["checks"]["custom.0:responseTime"][0].get("output"), None);
        assert_eq!(said(true, both())["status"], "fail");
        assert_eq!(said(false, vec![Verdict::error("x")])["status"], "fail");
        assert_eq!(said(false, vec![Verdict::pass("x")])["status"], "pass");
    }
}
