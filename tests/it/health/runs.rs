//! Runs: what is asked, what ends how, what is remembered.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{Project, told};

const FLAG: &str = "[health.env.prod]\nalert_after = 3\n[health.env.dev]\nskip = [\"custom.flag\"]\n\
                    [[check]]\nname = \"flag\"\ntype = \"file\"\npath = \"flag\"\n\
                    expect = { exists = true }\n";

#[test]
fn manifest_runs_nothing_before_it_is_trusted() {
    let project = Project::untrusted(
        "[[check]]\nname = \"x\"\ntype = \"command\"\nargv = [\"touch\", \"ran\"]\n",
    );
    for command in [&["health", "run"][..], &["health", "gate"], &["health", "list"]] {
        let refused = project.run(command);
        assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
        assert!(told(&refused).contains("goenvmgr trust"), "{}", told(&refused));
    }
    assert!(!project.dir.join("ran").exists());
    let trusted = project.run(&["trust"]);
    assert!(told(&trusted).contains("custom.x  command touch ran"), "{}", told(&trusted));
    let ran = project.health(&[]);
    assert_eq!(ran.status.code(), Some(0), "{}", told(&ran));
    assert!(project.dir.join("ran").exists());
    // Any other byte is another manifest.
    let file = project.dir.join("goenvmgr.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap() + "# more\n").unwrap();
    assert_eq!(project.health(&[]).status.code(), Some(2));
}

#[test]
fn runs_count_by_environment_and_are_remembered() {
    let project = Project::with(FLAG);
    for (env, code) in [("prod", 1), ("dev", 0), ("prod", 1)] {
        let run = project.health(&["--env", env]);
        assert_eq!(run.status.code(), Some(code), "{env}: {}", told(&run));
    }
    let run =
        project.json(&["health", "run", "--only", "custom", "--env", "prod", "--format", "json"]);
    let finding = &run["results"][0];
    assert_eq!((&run["env"], &run["overall_status"]), (&"prod".into(), &"DEGRADED".into()));
    assert_eq!(finding["consecutive_failures"], 3);
    assert_eq!(finding["alerting"], false, "nobody is configured: {finding}");
    let status = project.run(&["health", "status", "--env", "prod"]);
    assert_eq!(status.status.code(), Some(1));
    assert!(told(&status).contains("custom.flag"), "{}", told(&status));
    for unnamed in ["status", "history"] {
        let said = told(&project.run(&["health", unnamed]));
        assert!(said.contains("--env prod"), "{said}");
    }
    fs::write(project.dir.join("flag"), "").unwrap();
    assert_eq!(project.health(&["--env", "prod"]).status.code(), Some(0));
    assert_eq!(project.run(&["health", "status", "--env", "prod"]).status.code(), Some(0));
    let history = project.json(&["health", "history", "--env", "prod", "--format", "json"]);
    assert_eq!(history["runs"], 4);
    assert_eq!(
        (&history["checks"][0]["runs"], &history["checks"][0]["failed"]),
        (&4.into(), &3.into())
    );
    assert_eq!(history["failures"][0]["status"], "FAIL");
    let mode =
        fs::metadata(project.memory("prod").join("state.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn gate_counts_nothing() {
    let project = Project::with(FLAG);
    for _ in 0..2 {
        let gate = project.run(&["health", "gate", "--only", "custom", "--env", "prod"]);
        assert_eq!(gate.status.code(), Some(1), "{}", told(&gate));
    }
    let status = project.json(&["health", "status", "--env", "prod", "--format", "json"]);
    assert_eq!(status["last_run"], serde_json::Value::Null);
}

#[test]
fn state_that_is_damaged_is_set_aside_and_stops_no_run() {
    let project = Project::with(FLAG);
    project.health(&["--env", "prod"]);
    let state = project.memory("prod").join("state.json");
    for text in ["", "{", "{\"schema\":99}", "\u{0}\u{0}"] {
        fs::write(&state, text).unwrap();
        let run = project.health(&["--env", "prod"]);
        assert_eq!(run.status.code(), Some(1), "{}", told(&run));
        assert!(told(&run).contains("counters begin at 0"), "{}", told(&run));
        assert_eq!(fs::read_to_string(state.with_extension("json.bad")).unwrap(), text);
    }
}

#[test]
fn second_run_leaves_at_once_or_waits_as_long_as_it_is_told() {
    let project = Project::with(
        "[[check]]\nname = \"slow\"\ntype = \"command\"\nargv = [\"sh\", \"-c\", \
         \"touch begun; while ! test -e go; do :; done\"]\ntimeout = \"1m\"\n",
    );
    let mut first = project.command(&["health", "run", "--only", "custom"]).spawn().unwrap();
    let begun = project.dir.join("begun");
    crate::support::until("the first run is at work", || begun.exists());
    let second = project.health(&[]);
    assert_eq!(second.status.code(), Some(3), "{}", told(&second));
    assert!(told(&second).contains("another run holds"), "{}", told(&second));
    let waiting = project
        .command(&["health", "run", "--only", "custom", "--lock-wait", "60"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    fs::write(project.dir.join("go"), "").unwrap();
    assert!(first.wait().unwrap().success());
    assert!(waiting.wait_with_output().unwrap().status.success());
}

#[test]
fn run_on_a_full_disk_shows_what_it_found_and_ends_with_3() {
    let project = Project::with(FLAG);
    project.health(&["--env", "prod"]);
    let memory = project.memory("prod");
    // Nobody, root included, replaces a file by a directory of its name.
    fs::remove_file(memory.join("state.json")).unwrap();
    fs::create_dir_all(memory.join("state.json/full")).unwrap();
    let run = project.health(&["--env", "prod"]);
    assert_eq!(run.status.code(), Some(3), "{}", told(&run));
}

#[test]
fn checks_wait_side_by_side() {
    let checks: String = (0..40)
        .map(|n| {
            format!("[[check]]\nname = \"c{n}\"\ntype = \"command\"\nargv = [\"sleep\", \"0.2\"]\n")
        })
        .collect();
    let project = Project::with(&format!("[health]\njobs = 40\n{checks}"));
    let run = project.json(&["health", "run", "--only", "custom", "--format", "json"]);
    assert_eq!(run["summary"]["pass"], 40);
    let whole = run["duration_ms"].as_u64().unwrap();
    let sum: u64 = run["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["duration_ms"].as_u64().unwrap())
        .sum();
    assert!(whole * 2 < sum, "{whole} of {sum}");
}

#[test]
fn retries_are_as_many_as_the_nearest_says_and_a_late_pass_is_flaky() {
    let project = Project::with(
        "[health]\nretries = 5\n[[check]]\nname = \"third\"\ntype = \"command\"\n\
         argv = [\"sh\", \"-c\", \"echo >> tries; test $(wc -l < tries) = 3\"]\n\
         [[check]]\nname = \"never\"\ntype = \"command\"\nargv = [\"false\"]\nretries = 1\n",
    );
    let run = project.json(&["health", "run", "--only", "custom", "--format", "json"]);
    let [third, never] = [&run["results"][0], &run["results"][1]];
    assert_eq!(
        (&third["status"], &third["attempts"], &third["flaky"]),
        (&"PASS".into(), &3.into(), &true.into())
    );
    assert_eq!((&never["status"], &never["attempts"]), (&"FAIL".into(), &2.into()));
}

#[test]
fn command_at_its_limit_is_killed_with_all_that_it_started() {
    let project = Project::with(
        "[[check]]\nname = \"hangs\"\ntype = \"command\"\ntimeout = \"300ms\"\nretries = 0\n\
         argv = [\"sh\", \"-c\", \"sleep 987654 & echo $! > pid; wait\"]\n",
    );
    let run = project.health(&[]);
    assert_eq!(run.status.code(), Some(1), "{}", told(&run));
    assert!(told(&run).contains("was still running after 300ms"), "{}", told(&run));
    let pid = fs::read_to_string(project.dir.join("pid")).unwrap();
    let process = std::path::PathBuf::from(format!("/proc/{}", pid.trim()));
    crate::support::until("what it started is gone", || !process.exists());
}

#[test]
fn init_writes_what_a_run_reads_and_leaves_what_is_there() {
    let project = Project::untrusted("# ours\ngo = \"1.22.5\"\n");
    let shown = project.run(&["health", "init", "--dry-run"]);
    assert!(told(&shown).contains("[health.env.prod]"), "{}", told(&shown));
    let unasked = project.run(&["health", "init"]);
    assert_eq!(unasked.status.code(), Some(2), "{}", told(&unasked));
    let written = project.run(&["health", "init", "--yes"]);
    assert!(written.status.success(), "{}", told(&written));
    let text = fs::read_to_string(project.dir.join("goenvmgr.toml")).unwrap();
    assert!(text.starts_with("# ours\ngo = \"1.22.5\"\n\n# What"), "{text}");
    assert!(project.run(&["trust"]).status.success());
    let run = project.run(&["health", "run", "--only", "custom.room", "--env", "dev"]);
    assert_eq!(run.status.code(), Some(0), "{}", told(&run));
    assert_eq!(project.run(&["health", "init", "--yes"]).status.code(), Some(1));
}

#[test]
fn textfile_is_whole_and_one_for_each_project_and_environment() {
    let project = Project::with(&format!("[health]\nname = \"shop\"\n{FLAG}"));
    let metrics = project.dir.join("metrics");
    fs::create_dir(&metrics).unwrap();
    let project = project.configured(&format!("[health]\ntextfile = {metrics:?}\n"));
    project.health(&["--env", "prod"]);
    project.health(&["--env", "prod"]);
    let names: Vec<_> =
        fs::read_dir(&metrics).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert_eq!(names, ["goenvmgr_shop_prod.prom"]);
    let text = fs::read_to_string(metrics.join("goenvmgr_shop_prod.prom")).unwrap();
    let place = "check=\"custom.flag\",env=\"prod\",project=\"shop\"";
    for line in [
        "# TYPE healthcheck_failures_total counter".to_owned(),
        format!("healthcheck_consecutive_failures{{{place}}} 2"),
        format!("healthcheck_failures_total{{{place}}} 2"),
        format!("healthcheck_status{{{place},status=\"fail\"}} 1"),
    ] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
}

#[test]
fn environment_and_check_that_are_not_there_are_usage_errors() {
    let project = Project::with(FLAG);
    for (arguments, words) in [
        (&["health", "run", "--env", "prd"][..], "did you mean prod?"),
        (&["health", "status", "--env", "x"], "there are prod, dev"),
        (&["health", "run", "--only", "custom.flg"], "no check is called custom.flg"),
    ] {
        let output = project.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(told(&output).contains(words), "{}", told(&output));
    }
}

#[test]
fn timeout_of_an_environment_counts_before_that_of_all_and_after_that_of_a_check() {
    let project = Project::with(
        "[health]\ntimeout = \"1m\"\nretries = 0\n[health.env.prod]\ntimeout = \"200ms\"\n\
         [[check]]\nname = \"hangs\"\ntype = \"command\"\nargv = [\"sleep\", \"987655\"]\n\
         [[check]]\nname = \"own\"\ntype = \"command\"\nargv = [\"sleep\", \"987656\"]\n\
         timeout = \"300ms\"\n",
    );
    let run =
        project.json(&["health", "gate", "--only", "custom", "--env", "prod", "--format", "json"]);
    for (number, limit) in [(0, "200ms"), (1, "300ms")] {
        let message = run["results"][number]["message"].as_str().unwrap();
        assert!(message.contains(&format!("was still running after {limit}")), "{message}");
    }
}

#[test]
fn environment_is_called_by_what_a_directory_and_a_unit_can_be_called() {
    let project = Project::untrusted("[health.env.\"../../prod\"]\nalert_after = 1\n");
    let refused = project.run(&["trust"]);
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    assert!(told(&refused).contains("an environment is called by letters"), "{}", told(&refused));
}
