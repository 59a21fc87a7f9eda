//! A dashboard for Grafana: how often each check failed on each machine in seven days, and what fails now.

use serde_json::{Value, json};

/// What all questions are about.
const CHOSEN: &str = r#"project=~"$project",env=~"$env""#;

/// The dashboard, as Grafana imports it.
pub fn dashboard() -> Value {
    json!({
        "title": "goenvmgr health",
        "uid": "goenvmgr-health",
        "tags": ["goenvmgr"],
        "schemaVersion": 39,
        "editable": true,
        "refresh": "1m",
        "timezone": "utc",
        "time": { "from": "now-7d", "to": "now" },
        "templating": { "list": [
            { "name": "datasource", "type": "datasource", "query": "prometheus", "label": "Source" },
            variable("project", "Project"),
            variable("env", "Environment"),
        ] },
        "panels": [rate(), time(), now()],
    })
}

fn variable(name: &str, label: &str) -> Value {
    json!({
        "name": name, "label": label, "type": "query", "datasource": source(),
        "query": format!("label_values(healthcheck_status, {name})"),
        "refresh": 2, "multi": true, "includeAll": true,
        "current": { "text": "All", "value": "$__all" },
    })
}

/// Machines and checks.
fn rate() -> Value {
    let asked = format!(
        r#"sum by (instance, check) (avg_over_time(healthcheck_status{{status=~"fail|error",{CHOSEN}}}[$__range]))"#
    );
    let mut panel = panel(1, "table", "Failure rate: instance × check", &asked, (0, 12));
    panel["targets"][0]["format"] = "table".into();
    panel["targets"][0]["instant"] = true.into();
    panel["transformations"] = json!([{ "id": "groupingToMatrix", "options": {
        "rowField": "instance", "columnField": "check", "valueField": "Value", "emptyValue": "null",
    } }]);
    panel["fieldConfig"]["defaults"]["custom"] =
        json!({ "cellOptions": { "type": "color-background", "mode": "basic" } });
    panel
}

/// Checks and time.
fn time() -> Value {
    let asked = format!(
        r#"sum by (instance, check) (avg_over_time(healthcheck_status{{status=~"fail|error",{CHOSEN}}}[$__interval])) > 0"#
    );
    let mut panel = panel(2, "status-history", "Failure rate over time", &asked, (12, 12));
    panel["maxDataPoints"] = 168.into();
    panel["targets"][0]["legendFormat"] = "{{instance}} {{check}}".into();
    panel
}

/// What fails now.
fn now() -> Value {
    let asked = format!(
        "sort_desc(max by (instance, env, check) (healthcheck_consecutive_failures{{{CHOSEN}}}) > 0)"
    );
    let mut panel = panel(3, "table", "Failures in a row, now", &asked, (24, 8));
    panel["targets"][0]["format"] = "table".into();
    panel["targets"][0]["instant"] = true.into();
    panel["fieldConfig"]["defaults"] = json!({ "unit": "none", "min": 0 });
    panel
}

fn panel(id: u32, kind: &str, title: &str, asked: &str, (top, height): (u32, u32)) -> Value {
    json!({
        "id": id, "type": kind, "title": title, "datasource": source(),
        "gridPos": { "x": 0, "y": top, "w": 24, "h": height },
        "targets": [{ "refId": "A", "datasource": source(), "expr": asked }],
        "fieldConfig": { "overrides": [], "defaults": {
            "unit": "percentunit", "min": 0, "max": 1,
            "color": { "mode": "thresholds" },
            "thresholds": { "mode": "absolute", "steps": [
                { "color": "green", "value": null },
                { "color": "yellow", "value": 0.001 },
                { "color": "orange", "value": 0.1 },
                { "color": "red", "value": 0.5 },
            ] },
        } },
    })
}

fn source() -> Value {
    json!({ "type": "prometheus", "uid": "${datasource}" })
}
