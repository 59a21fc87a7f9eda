use super::*;

fn sh(script: &str, limit: Duration) -> Output {
    Run::new(Path::new("/bin/sh"), ["-c", script], Path::new("/"), limit)
        .vars([("PATH", "/usr/bin:/bin")])
        .wait()
        .unwrap()
}

#[test]
fn streams_and_code_come_back() {
    let output = sh("echo out; echo err >&2; exit 7", Duration::from_secs(20));
    assert_eq!(output.ended, Ended::Code(7));
    assert_eq!((output.text().as_str(), output.complaint().as_str()), ("out\n", "err\n"));
}

#[test]
fn program_at_its_limit_is_killed_with_its_children() {
    let started = Instant::now();
    let output = sh("sleep 300 & echo $!; wait", Duration::from_millis(300));
    assert_eq!(output.ended, Ended::TimedOut);
    assert!(started.elapsed() < Duration::from_secs(20));
    let child = output.text().trim().to_owned();
    let gone = || !Path::new(&format!("/proc/{child}/exe")).exists();
    let deadline = Instant::now() + Duration::from_secs(10);
    while !gone() && Instant::now() < deadline {
        std::thread::yield_now();
    }
    assert!(gone(), "process {child} still runs");
}

#[test]
fn program_that_waits_for_ever_is_ended_and_one_that_works_is_not() {
    let idle = |script: &str| {
        Run::new(Path::new("/bin/sh"), ["-c", script], Path::new("/"), Duration::from_secs(60))
            .vars([("PATH", "/usr/bin:/bin")])
            .idle(Duration::from_millis(600))
            .wait()
            .unwrap()
    };
    let waits = idle("exec sleep 300");
    assert!(waits.ended == Ended::TimedOut && waits.took < Duration::from_secs(30));
    // It works for longer than it may be idle, by way of a child.
    let works = idle("sh -c 'i=0; while [ $i -lt 900000 ]; do i=$((i+1)); done'; exit 5");
    assert_eq!(works.ended, Ended::Code(5));
}

#[test]
fn flood_is_cut_and_does_not_block() {
    let output = sh("head -c 3000000 /dev/zero", Duration::from_secs(60));
    assert!(output.succeeded());
    assert_eq!(output.stdout.len(), KEPT);
}

#[test]
fn last_words_end_it_and_a_flood_does_not_hide_them_for_ever() {
    let run = |script: &str| {
        Run::new(Path::new("/bin/sh"), ["-c", script], Path::new("/"), Duration::from_secs(60))
            .vars([("PATH", "/usr/bin:/bin")])
            .until("<end>")
            .wait()
            .unwrap()
    };
    let output = run("printf 'a<e'; printf 'nd>'; sleep 300");
    assert_eq!(output.text(), "a<end>");
    assert!(output.ended != Ended::TimedOut && output.took < Duration::from_secs(30));
    assert_eq!(run("exec cat /dev/zero").stdout.len(), KEPT);
    assert_eq!(run("exit 3").ended, Ended::Code(3));
}

#[test]
fn background_child_that_keeps_the_stream_open_does_not_hang_us() {
    let output = sh("sleep 300 & echo done", Duration::from_secs(60));
    assert!(output.succeeded() && output.took < Duration::from_secs(30));
}
