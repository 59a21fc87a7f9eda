//! GOAUTH in each of its forms, beside a real go: one proxy over TLS is asked by both for the versions
//! of the toolchain module, and must see the same requests; commands must see the same arguments and
//! the same input.

use std::path::Path;
use std::process::Command;

use crate::support::real_go;
use crate::support::server::{Answer, Seen, Server};
use crate::support::tls;
use crate::support::world::World;

const LIST: &str = "/golang.org/toolchain/@v/list";
const VERSIONS: &str = "v0.0.1-go1.22.5.linux-amd64\n";
const INFO: &str = r#"{"Version":"v0.0.1-go1.22.5.linux-amd64"}"#;
/// `me:secret`.
const BASIC: &str = "Basic bWU6c2VjcmV0";

/// What one of both did.
#[derive(Debug, PartialEq, Eq)]
struct Done {
    /// Whether the last request was let in.
    listed: bool,
    /// Login headers of each request.
    sent: Vec<Vec<String>>,
    /// What each program was started with.
    asked: String,
}

struct Stage {
    world: World,
    server: Server,
}

impl Stage {
    fn new() -> Self {
        Self::refusing(401)
    }

    /// Who sends no login is answered this.
    fn refusing(status: u16) -> Self {
        let path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
        let world = World::new().var("PATH", path).var("GOSUMDB", "off");
        let server = tls::server("good");
        server.otherwise(move |seen| {
            let known = seen.header("authorization") == Some(BASIC);
            let known = known || seen.header("x-token") == Some("secret");
            let refusal =
                || Answer::status(status, "who").with("www-authenticate", "Basic realm=x");
            match seen.target().ends_with("/@v/list") {
                true if known => Some(Answer::ok(VERSIONS)),
                true => Some(refusal()),
                // What go asks besides is answered to everybody.
                false if seen.target().ends_with(".info") => Some(Answer::ok(INFO)),
                false => Some(Answer::ok("module golang.org/toolchain\n")),
            }
        });
        let mut stage = Self { world, server };
        stage.world.set("GOPROXY", format!("https://{}", stage.server.place()));
        stage.world.set("SSL_CERT_FILE", tls::authority());
        stage.world.set("GOENVMGR_SOURCES", "goproxy");
        stage.world.set("log", stage.world.path("log"));
        stage.world.set("place", stage.server.place());
        stage
    }

    /// A command that notes how it was started and then does this.
    fn command(&self, name: &str, script: &str) -> String {
        let path = self.world.path(name);
        let notes = "{ echo \"$(basename \"$0\"):\" \"$@\"; sort; } >>\"$log\"\n";
        self.world.program(&path, &format!("#!/bin/sh\n{notes}{script}\n"));
        path.to_str().unwrap().to_owned()
    }

    fn done(&self, run: impl FnOnce()) -> Done {
        let before = self.server.seen().len();
        let log = self.world.path("log");
        let _ = std::fs::remove_file(&log);
        run();
        let seen = &self.server.seen()[before..];
        // Go asks git's credentials of the server in the background, by HEAD.
        let login = |seen: &Seen| {
            let of = |name: &str| seen.header(name).map(|value| format!("{name}: {value}"));
            ["authorization", "x-token", "x-more"].iter().filter_map(|name| of(name)).collect()
        };
        let lists =
            seen.iter().filter(|seen| seen.target() == LIST && seen.line.starts_with("GET"));
        let sent: Vec<Vec<String>> = lists.map(login).collect();
        let right = [format!("authorization: {BASIC}"), "x-token: secret".to_owned()];
        let listed = sent.last().is_some_and(|last| last.iter().any(|h| right.contains(h)));
        let asked = std::fs::read_to_string(&log).unwrap_or_default();
        Done { listed, sent, asked }
    }

    fn go(&self) -> Done {
        self.done(|| {
            let mut go = Command::new(Path::new(real_go::OWN).join("bin/go"));
            // The world's variables, as our own program gets them.
            let told = go
                .envs(self.world.vars())
                .args(["list", "-m", "-versions", "golang.org/toolchain"])
                .env("GOTOOLCHAIN", "local")
                .env("GOFLAGS", "-mod=mod -modcacherw")
                .env("GOPATH", self.world.path("gopath"))
                .env_remove("GOENVMGR_HOME")
                .current_dir(self.world.work());
            told.output().unwrap();
        })
    }

    fn ours(&self) -> (Done, String) {
        let mut said = String::new();
        let done = self.done(|| {
            let ran = self.world.run(&["list", "--remote"]);
            said = format!("{}{}", ran.stdout, ran.stderr);
            let answered = ran.stdout.contains("1.22.5");
            assert_eq!(answered, ran.code == 0, "{said}");
        });
        assert!(!said.contains("secret") && !said.contains("bWU6c2VjcmV0"), "{said}");
        (done, said)
    }
}

#[test]
fn goauth_sends_and_asks_what_go_does() {
    let mut stage = Stage::new();
    let netrc = format!("machine {} login me password secret\n", stage.server.place());
    stage.world.write(&stage.world.path("user/.netrc"), &netrc);
    std::fs::create_dir_all(stage.world.path("repository")).unwrap();
    let git = |args: &[&str]| {
        let done =
            Command::new("git").arg("-C").arg(stage.world.path("repository")).args(args).status();
        assert!(done.unwrap().success());
    };
    git(&["init", "-q"]);
    git(&[
        "config",
        "credential.helper",
        "!f() { echo \"git $1\" >>$log; echo username=me; echo password=secret; }; f",
    ]);

    let told = |header: &str| format!("printf 'https://%s\\n\\n{header}\\n\\n' $place");
    let right = stage.command("right", &told(&format!("Authorization: {BASIC}")));
    let wrong = stage.command("wrong", &told("Authorization: Basic wrong"));
    let token = stage.command("token", &told("X-Token: secret\\nX-More: a b"));
    let later =
        stage.command("later", &format!("[ $# -gt 0 ] || exit 0; {}", told("X-Token: secret")));
    let refuses =
        stage.command("refuses", &format!("{}; echo secret >&2; exit 1", told("X-Token: secret")));
    let garbage = stage.command("garbage", "echo X-Token: secret");
    let longest = stage.command(
        "longest",
        "printf 'https://%s/golang.org/toolchain/\\n\\nX-Token: secret\\n\\nhttps://%s\\n\\nX-Token: no\\n\\n' $place $place",
    );
    let sibling = stage.command(
        "sibling",
        "printf 'https://%s/golang.org/tool\\n\\nX-Token: secret\\n\\n' $place",
    );
    let forgets = stage.command(
        "forgets",
        "[ $# -gt 0 ] && printf 'https://%s\\n\\n\\n' $place || printf 'https://%s\\n\\nX-Token: no\\n\\n' $place",
    );
    let repository = stage.world.path("repository");
    let by_git = format!("git {}", repository.display());
    for (value, listed) in [
        (String::new(), true),
        ("netrc".to_owned(), true),
        ("off".to_owned(), false),
        (right.clone(), true),
        (wrong.clone(), false),
        (token, true),
        (later.clone(), true),
        (refuses.clone(), false),
        (garbage.clone(), false),
        (longest, true),
        (sibling, false),
        (forgets, false),
        (by_git.clone(), true),
        // What is named first wins; all are asked all the same.
        (format!("{right};{wrong}"), true),
        (format!("{wrong};{right}"), false),
        (format!("{wrong}; netrc"), false),
        (format!(" netrc ; {wrong} "), true),
        (format!("{garbage};{refuses};{later}"), true),
        (format!("{wrong};{by_git}"), false),
        (format!("{by_git};{wrong}"), true),
        // Words, quotes, and what stands in none of them.
        (format!("{right} 'a b' \"c  d\" e'f"), true),
        (format!("'{right}' x"), true),
        (format!("{right} 'open"), false),
        ("/nonexistent/command".to_owned(), false),
        ("no-such-command-anywhere".to_owned(), false),
    ] {
        stage.world.set("GOAUTH", &value);
        let mut turns = 0;
        let (go, ours) = loop {
            let (go, (ours, _)) = (stage.go(), stage.ours());
            turns += 1;
            // What go does where git is asked depends on which of its requests comes first.
            let alike = (ours.listed, &ours.sent) == (go.listed, &go.sent);
            if alike || turns == 8 || !value.contains(&by_git) {
                break (go, ours);
            }
        };
        assert_eq!(go.listed, listed, "GOAUTH={value}: {go:?}");
        if go.asked.is_empty() && !value.contains('/') && !value.contains("no-such") {
            // Go asks again although nothing can have changed; we do not.
            assert_eq!((ours.listed, &ours.sent[0]), (listed, &go.sent[0]), "GOAUTH={value}");
            assert_eq!(ours.sent.len(), 1, "GOAUTH={value}");
            continue;
        }
        let approved = |text: &str| text.replace("git store\n", "").replace("git erase\n", "");
        assert_eq!((ours.listed, &ours.sent), (go.listed, &go.sent), "GOAUTH={value}: {go:#?}");
        assert_eq!(approved(&ours.asked), approved(&go.asked), "GOAUTH={value}");
    }
}

/// A checkout may hold what git takes for a repository of its own, with a helper that gets the password:
/// go starts `git credential approve` there, and commands too.
#[test]
fn goauth_starts_nothing_where_goenvmgr_was_called() {
    let mut stage = Stage::new();
    let git = |dir: &str, args: &[&str]| {
        let dir = stage.world.path(dir);
        std::fs::create_dir_all(&dir).unwrap();
        assert!(Command::new("git").arg("-C").arg(dir).args(args).status().unwrap().success());
    };
    git("own", &["init", "-q"]);
    git(
        "own",
        &["config", "credential.helper", "!f() { echo username=me; echo password=secret; }; f"],
    );
    let work = stage.world.work();
    let work = work.to_str().unwrap();
    git(work, &["init", "-q", "--bare", "."]);
    let leak = stage.world.path("leak");
    let helper = format!("!f() {{ cat >>'{}'; }}; f", leak.display());
    git(work, &["config", "credential.helper", &helper]);
    let by_git = format!("git {}", stage.world.path("own").display());
    let place = stage.world.path("place");
    let told = format!(
        "pwd >'{}'; printf 'https://%s\\n\\nX-Token: secret\\n\\n' $place",
        place.display()
    );
    let command = stage.command("command", &told);
    for value in [by_git, command] {
        stage.world.set("GOAUTH", &value);
        assert!(stage.ours().0.listed, "{value}");
    }
    assert!(!leak.exists(), "{}", std::fs::read_to_string(&leak).unwrap());
    assert_eq!(
        std::fs::read_to_string(place).unwrap().trim_end(),
        stage.world.path("user").to_str().unwrap()
    );
}

#[test]
fn goauth_that_go_refuses_is_refused_in_its_words() {
    let mut stage = Stage::new();
    let file = stage.world.path("user/file");
    stage.world.write(&file, "");
    for value in [
        ";",
        "netrc;",
        ";;",
        " ",
        "off;netrc",
        "netrc ; off",
        "git",
        "git relative",
        "git /a /b",
        &format!("git {}", file.with_file_name("none").display()),
        &format!("git {}", file.display()),
    ] {
        stage.world.set("GOAUTH", value);
        let go = stage.go();
        assert!(!go.listed && go.sent.is_empty(), "GOAUTH={value}: {go:?}");
        let ran = stage.world.run(&["list", "--remote"]).exits(2);
        assert!(
            ran.stderr.contains("GOAUTH (GOAUTH in the environment) cannot be used: GOAUTH"),
            "{}",
            ran.stderr
        );
    }
}

/// Programs are named by the user alone: not by a go.env, which comes with a toolchain.
#[test]
fn goauth_is_read_from_the_users_own_file_and_from_no_toolchain() {
    let mut stage = Stage::new();
    let right = stage
        .command("right", &format!("printf 'https://%s\\n\\nAuthorization: {BASIC}\\n\\n' $place"));
    let root = stage.world.path("root");
    stage.world.goroot(&root, "1.26.8");
    stage.world.write(&root.join("go.env"), &format!("GOAUTH={right}\n"));
    stage.world.set("GOROOT", &root);
    let (ours, _) = stage.ours();
    assert!(!ours.listed && ours.asked.is_empty(), "{ours:?}");
    let env = stage.world.path("user/env");
    stage.world.write(&env, &format!("GOAUTH={right}\n"));
    stage.world.set("GOENV", &env);
    let (ours, _) = stage.ours();
    assert!(ours.listed && !ours.asked.is_empty(), "{ours:?}");
}

/// https alone: over plain HTTP, this machine itself included, nobody is asked and nothing sent.
#[test]
fn goauth_is_for_https_alone() {
    let mut stage = Stage::new();
    let plain = Server::start();
    plain.on(LIST, Answer::ok(VERSIONS));
    let right = stage
        .command("right", &format!("printf 'https://%s\\n\\nAuthorization: {BASIC}\\n\\n' $place"));
    stage.world.set("GOPROXY", plain.url());
    stage.world.set("place", plain.place());
    stage.world.write(
        &stage.world.path("user/.netrc"),
        &format!("machine {} login me password secret\n", plain.place()),
    );
    for value in ["netrc", right.as_str()] {
        stage.world.set("GOAUTH", value);
        let (go, (ours, _)) = (stage.go(), stage.ours());
        assert!(go.sent.is_empty() && ours.sent.is_empty(), "nobody came to the other server");
        assert_eq!((go.asked.as_str(), ours.asked.as_str()), ("", ""));
    }
    assert!(plain.targets().iter().filter(|target| *target == LIST).count() >= 4);
    assert!(plain.seen().iter().all(|seen| seen.header("authorization").is_none()));
}

/// The password of a URL neither, on the machine itself neither; and no way past a comma is left.
#[test]
fn goauth_or_not_a_login_in_the_url_is_for_https_alone() {
    let mut stage = Stage::new();
    let (plain, next) = (Server::start(), Server::start());
    next.on(LIST, Answer::ok(VERSIONS));
    for between in [",", "|"] {
        let list = format!("http://me:secret@{}{between}{}", plain.place(), next.url());
        stage.world.set("GOPROXY", list);
        let before = next.seen().len();
        stage.go();
        let by_go = next.seen().len() > before;
        let before = next.seen().len();
        let (_, said) = stage.ours();
        assert_eq!(next.seen().len() > before, by_go, "{between}: {said}");
        assert_eq!(by_go, between == "|");
        assert_eq!(said.contains("credentials are not sent over plain http"), !by_go, "{said}");
    }
    assert_eq!(plain.connections(), 0);
}

/// To go every refusal may be one for want of a login: 404 is what many servers answer to strangers.
#[test]
fn goauth_is_asked_again_after_any_4xx_and_after_nothing_else() {
    for (status, again) in [(403, true), (404, true), (501, false)] {
        let mut stage = Stage::refusing(status);
        let script =
            "[ $# -gt 0 ] || exit 0; printf 'https://%s\\n\\nX-Token: secret\\n\\n' $place";
        let later = stage.command("later", script);
        stage.world.set("GOAUTH", &later);
        let (go, (ours, _)) = (stage.go(), stage.ours());
        assert_eq!(go.listed, again, "{status}: {go:?}");
        assert_eq!(ours, go, "{status}");
    }
}
