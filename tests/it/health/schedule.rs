//! Timers: what is printed is what systemd, cron, launchd and Windows take; what is installed is ours.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::{Project, told};

const MANIFEST: &str = "[health]\nname = \"shop\"\n[health.env.prod]\nevery = \"2m\"\n\
                        [health.env.odd]\nevery = \"7m\"\n[health.env.dev]\nevery = \"manual\"\n";

/// A project in a directory that every form has to quote, with a copy of the program beside it.
struct Odd {
    project: Project,
    dir: PathBuf,
    program: PathBuf,
}

impl Odd {
    fn new() -> Self {
        let project = Project::with(MANIFEST);
        let dir = project.dir.join("a b'c%d\"e$HOME&<f>\\");
        fs::create_dir(&dir).unwrap();
        fs::copy(project.dir.join("goenvmgr.toml"), dir.join("goenvmgr.toml")).unwrap();
        let program = dir.join("goenvmgr");
        fs::hard_link(env!("CARGO_BIN_EXE_goenvmgr"), &program)
            .or_else(|_| fs::copy(env!("CARGO_BIN_EXE_goenvmgr"), &program).map(|_| ()))
            .unwrap();
        let odd = Self { project, dir, program };
        assert!(odd.run(&["trust"]).status.success());
        odd
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let theirs = self.project.command(arguments);
        let mut command = Command::new(&self.program);
        command.args(arguments).current_dir(&self.dir).env_clear();
        let vars = theirs.get_envs().filter_map(|(name, value)| Some((name, value?)));
        command.envs(vars).output().unwrap()
    }

    fn printed(&self, kind: &str) -> String {
        let output = self.run(&["health", "schedule", "--print", kind, "--env", "prod"]);
        assert!(output.status.success(), "{kind}: {}", told(&output));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Programs of the system that write down how they were called, in front of PATH.
fn fakes(project: &Project, names: &[&str]) -> String {
    let bin = project.dir.join("fakes");
    fs::create_dir_all(&bin).unwrap();
    for name in names {
        let text = "#!/bin/sh\necho \"${0##*/} $*\" >> \"$HOME/calls\"\n\
                    case \"${0##*/} $*\" in\n\
                    'crontab -l') cat \"$HOME/crontab\" 2>/dev/null || { echo 'no crontab for me' >&2; exit 1; } ;;\n\
                    'crontab -') cat > \"$HOME/crontab\" ;;\nesac\n";
        fs::write(bin.join(name), text).unwrap();
        fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    format!("{}:/usr/bin:/bin", bin.display())
}

fn calls(project: &Project) -> String {
    let text = fs::read_to_string(project.dir.join("calls")).unwrap_or_default();
    let _ = fs::remove_file(project.dir.join("calls"));
    text
}

#[test]
fn cron_line_runs_this_program_in_that_directory_whatever_it_is_called() {
    let odd = Odd::new();
    let printed = odd.printed("cron");
    let lines: Vec<&str> = printed.lines().collect();
    assert!(
        lines[0].starts_with('#') && lines[2].starts_with('#') && lines.len() == 3,
        "{printed}"
    );
    let command = lines[1].strip_prefix("*/2 * * * * ").unwrap();
    // As cron takes it: the first bare % ends it, and an escaped one is one.
    let bare = command.replace("\\%", "");
    assert!(!bare.contains('%'), "{command}");
    let fake = format!(
        "#!/bin/sh\npwd > '{0}/ran'; printf '%s\\n' \"$GOENVMGR_HOME\" \"$@\" >> '{0}/ran'\n",
        odd.project.dir.display()
    );
    fs::remove_file(&odd.program).unwrap();
    fs::write(&odd.program, fake).unwrap();
    fs::set_permissions(&odd.program, fs::Permissions::from_mode(0o755)).unwrap();
    let shell = Command::new("sh")
        .arg("-c")
        .arg(command.replace("\\%", "%"))
        .current_dir("/")
        .env("HOME", "/")
        .output()
        .unwrap();
    assert!(shell.status.success(), "{}", told(&shell));
    let ran = fs::read_to_string(odd.project.dir.join("ran")).unwrap();
    let home = odd.project.dir.join("home");
    let expected =
        format!("{}\n{}\nhealth\nrun\n--env\nprod\n--quiet\n", odd.dir.display(), home.display());
    assert_eq!(ran, expected);
}

#[test]
fn systemd_units_are_what_systemd_takes() {
    let odd = Odd::new();
    let printed = odd.printed("systemd");
    let (service, timer) = printed.split_once("# goenvmgr-health-shop-prod.timer").unwrap();
    let units = odd.project.dir.join("units");
    fs::create_dir(&units).unwrap();
    let [service_file, timer_file] =
        ["service", "timer"].map(|kind| units.join(format!("goenvmgr-health-shop-prod.{kind}")));
    fs::write(&service_file, service).unwrap();
    fs::write(&timer_file, format!("#{timer}")).unwrap();
    let verified = Command::new("systemd-analyze")
        .args(["verify", "--user", "--man=no"])
        .args([&service_file, &timer_file])
        .env("XDG_RUNTIME_DIR", &units)
        .env("SYSTEMD_UNIT_PATH", format!("{}:", units.display()))
        .output()
        .expect("systemd-analyze is needed: ./tests/run installs it");
    let complaints = told(&verified);
    assert!(verified.status.success() && !complaints.contains("goenvmgr-health"), "{complaints}");
    assert!(timer.contains("\nOnUnitActiveSec=120s\n"), "{timer}");
    // systemd starts no program whose path has a quote in it: a shell does.
    let line = service.lines().find_map(|line| line.strip_prefix("ExecStart=:")).unwrap();
    let program = odd.program.display().to_string();
    let quoted = program.replace('\\', r"\\").replace('"', "\\\"").replace('%', "%%");
    let words = r#""/bin/sh" "-c" "exec \"$0\" \"$@\"""#;
    assert!(line.starts_with(&format!("{words} \"{quoted}\" \"health\"")), "{line}\n{quoted}");
    let plain = odd.project.run(&["health", "schedule", "--print", "systemd", "--env", "prod"]);
    let plain = told(&plain);
    let line = plain.lines().find_map(|line| line.strip_prefix("ExecStart=")).unwrap();
    assert_eq!(
        line,
        format!(
            "\"{}\" \"health\" \"run\" \"--env\" \"prod\" \"--quiet\"",
            env!("CARGO_BIN_EXE_goenvmgr")
        )
    );
    let dir = odd.dir.display().to_string().replace('%', "%%");
    assert!(service.contains(&format!("\nWorkingDirectory={dir}/\n")), "{service}");
}

#[test]
fn plist_and_task_are_xml_that_says_the_same() {
    let odd = Odd::new();
    let script = "import sys, xml.etree.ElementTree as e\n\
                  print('\\n'.join((x.text or '').strip() for x in e.parse(sys.argv[1]).iter()))";
    for (kind, wanted) in [("launchd", vec!["120"]), ("schtasks", vec!["PT120S"])] {
        let file = odd.project.dir.join(kind);
        fs::write(&file, odd.printed(kind)).unwrap();
        let read = Command::new("python3").args(["-c", script]).arg(&file).output().unwrap();
        let text = String::from_utf8(read.stdout.clone()).unwrap();
        let paths = [odd.program.display().to_string(), odd.dir.display().to_string()];
        let wanted = wanted.into_iter().map(str::to_owned).chain(paths);
        for line in wanted {
            assert!(text.lines().any(|one| one == line), "{kind}: {line}\n{}", told(&read));
        }
    }
    let read = Command::new("python3")
        .args(["-c", "import plistlib, sys; print(*plistlib.load(open(sys.argv[1], 'rb'))['ProgramArguments'], sep='\\n')"])
        .arg(odd.project.dir.join("launchd"))
        .output()
        .unwrap();
    let expected = format!("{}\nhealth\nrun\n--env\nprod\n--quiet\n", odd.program.display());
    assert_eq!(String::from_utf8_lossy(&read.stdout), expected);
}

#[test]
fn interval_that_a_kind_does_not_have_is_refused() {
    let project = Project::with(MANIFEST);
    for (kind, env, words) in [
        ("cron", "odd", "cron has no interval of 7m"),
        ("systemd", "dev", "dev is run by hand"),
        ("systemd", "prd", "did you mean prod?"),
    ] {
        let refused = project.run(&["health", "schedule", "--print", kind, "--env", env]);
        assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
        assert!(told(&refused).contains(words), "{}", told(&refused));
    }
    let printed = project.run(&["health", "schedule", "--print", "systemd", "--env", "odd"]);
    assert!(told(&printed).contains("OnUnitActiveSec=420s"), "{}", told(&printed));
    assert_eq!(
        project.run(&["health", "schedule", "systemd", "--env", "odd"]).status.code(),
        Some(2)
    );
}

#[test]
fn timer_is_written_and_begun_and_taken_away_and_what_is_not_ours_stays() {
    let project = Project::with(MANIFEST);
    let path = fakes(&project, &["systemctl", "launchctl", "crontab"]);
    let schedule = |words: &[&str]| {
        let words = [&["health", "schedule"], words, &["--env", "prod"]].concat();
        project.command(&words).env("PATH", &path).output().unwrap()
    };
    let asked = schedule(&["--install", "systemd"]);
    assert_eq!(asked.status.code(), Some(2), "{}", told(&asked));
    assert!(told(&asked).contains("no terminal to ask on"), "{}", told(&asked));
    let unit = project.dir.join(".config/systemd/user/goenvmgr-health-shop-prod.timer");
    assert!(!unit.exists() && calls(&project).is_empty());
    for (kind, file, begun, ended) in [
        (
            "systemd",
            unit.as_path(),
            "systemctl --user daemon-reload\nsystemctl --user enable --now goenvmgr-health-shop-prod.timer\n",
            "systemctl --user disable --now goenvmgr-health-shop-prod.timer\nsystemctl --user daemon-reload\n",
        ),
        (
            "launchd",
            Path::new(&project.dir.join("Library/LaunchAgents/goenvmgr-health-shop-prod.plist")),
            "launchctl load -w ",
            "launchctl unload -w ",
        ),
    ] {
        let installed = schedule(&["--install", kind, "--yes"]);
        assert_eq!(installed.status.code(), Some(0), "{}", told(&installed));
        assert!(file.exists() && calls(&project).starts_with(begun), "{kind}");
        let again = schedule(&["--install", kind, "--yes"]);
        assert_eq!(again.status.code(), Some(0), "{}", told(&again));
        calls(&project);
        let removed = schedule(&["--remove", kind, "--yes"]);
        assert_eq!(removed.status.code(), Some(0), "{}", told(&removed));
        assert!(!file.exists() && calls(&project).starts_with(ended), "{kind}");
        assert!(told(&schedule(&["--remove", kind, "--yes"])).contains("there was none"));
        fs::write(file, "[Unit]\n").unwrap();
        for what in ["--install", "--remove"] {
            let refused = schedule(&[what, kind, "--yes"]);
            assert_eq!(refused.status.code(), Some(1), "{}", told(&refused));
            assert!(told(&refused).contains("was not written by goenvmgr"), "{}", told(&refused));
        }
        assert_eq!(fs::read_to_string(file).unwrap(), "[Unit]\n");
        calls(&project);
    }
    let crontab = project.dir.join("crontab");
    for before in [None, Some("MAILTO=me\n1 2 * * * mine\n")] {
        match before {
            Some(text) => fs::write(&crontab, text).unwrap(),
            None => drop(fs::remove_file(&crontab)),
        }
        let installed = schedule(&["--install", "cron", "--yes"]);
        assert_eq!(installed.status.code(), Some(0), "{}", told(&installed));
        let text = fs::read_to_string(&crontab).unwrap();
        assert!(text.starts_with(before.unwrap_or_default()), "{text}");
        assert_eq!(text.matches("'health' 'run' '--env' 'prod'").count(), 1, "{text}");
        schedule(&["--remove", "cron", "--yes"]);
        assert_eq!(fs::read_to_string(&crontab).unwrap(), before.unwrap_or_default());
    }
}

#[test]
fn timer_goes_with_the_program_that_it_calls() {
    let project = Project::with(MANIFEST);
    let path = fakes(&project, &["systemctl", "launchctl", "crontab"]);
    let run = |words: &[&str]| project.command(words).env("PATH", &path).output().unwrap();
    for kind in ["systemd", "launchd", "cron"] {
        let done = run(&["health", "schedule", "--install", kind, "--env", "prod", "--yes"]);
        assert_eq!(done.status.code(), Some(0), "{kind}: {}", told(&done));
    }
    let crontab = project.dir.join("crontab");
    let lines = fs::read_to_string(&crontab).unwrap();
    let other =
        lines.replace("shop", "other").replace(env!("CARGO_BIN_EXE_goenvmgr"), "/opt/goenvmgr");
    fs::write(&crontab, format!("MAILTO=me\n{lines}{other}")).unwrap();
    let plan = run(&["self", "uninstall", "--dry-run"]);
    let said = told(&plan);
    assert_eq!(
        said.matches("the timer goenvmgr-health-shop-prod would be removed").count(),
        3,
        "{said}"
    );
    calls(&project);
    let done = run(&["self", "uninstall", "--yes"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let called = calls(&project);
    for end in
        ["systemctl --user disable --now goenvmgr-health-shop-prod.timer", "launchctl unload -w"]
    {
        assert!(called.contains(end), "{called}");
    }
    let units = project.dir.join(".config/systemd/user");
    assert_eq!(fs::read_dir(units).unwrap().count(), 0);
    assert_eq!(
        fs::read_to_string(&crontab).unwrap(),
        format!("MAILTO=me\n{other}"),
        "another program's"
    );
}
