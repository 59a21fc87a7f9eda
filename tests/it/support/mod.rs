//! The hermetic world that tests act in.

pub mod module;
pub mod net;
pub mod program;
pub mod proxies;
pub mod publish;
pub mod server;
pub mod sumdb;
pub mod tls;
pub mod world;

use goenvmgr::env::Env;

/// A process with these variables and nothing else.
pub fn env(vars: &[(&str, &str)]) -> Env {
    Env {
        args: Vec::new(),
        vars: vars.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        cwd: "/".into(),
        home: None,
        exe: "/bin/goenvmgr".into(),
        stdin_tty: false,
        stdout_tty: false,
        stderr_tty: false,
        now: 0,
    }
}
