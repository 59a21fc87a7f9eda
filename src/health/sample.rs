//! What `health init` adds to a manifest: environments, and checks to begin with.

/// Three environments, and three checks of which each is of another layer.
pub const SAMPLE: &str = r#"
# What `goenvmgr health` does here; it counts after `goenvmgr trust`.
[health]
timeout = "3s"   # one attempt of a check
retries = 2      # how often a check that failed is asked again

# every: how often a timer runs it. alert_after: at which failure in a row somebody is told; 0 is never.
[health.env.prod]
every = "2m"
alert_after = 3

[health.env.staging]
every = "5m"
skip = ["custom.service"]
alert_after = 2

[health.env.dev]
every = "manual"
skip = ["custom.service"]

# This machine: room for builds beside this file.
[[check]]
name = "room"
type = "file"
path = "."
expect = { min_free = "1GB" }

# What it depends on: a server that takes connections.
# [[check]]
# name = "database"
# type = "tcp"
# address = "127.0.0.1:5432"
# envs = ["prod", "staging"]

# What it is for: the service answers, and says that it is well.
[[check]]
name = "service"
type = "http"
url = "http://127.0.0.1:8080/health"
expect = { status = 200, json = { pointer = "/status", equals = "ok" } }

# That the code is sound: a program, started by no shell, with this directory's Go.
[[check]]
name = "vet"
type = "command"
argv = ["go", "vet", "./..."]
timeout = "2m"
retries = 0
mode = "full"
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::health::policy::Policy;
    use std::path::Path;

    #[test]
    fn sample_is_what_the_parser_takes() {
        let policy = Policy::parse(Path::new("/p/goenvmgr.toml"), SAMPLE).unwrap();
        let names: Vec<_> = policy.environments.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["prod", "staging", "dev"]);
        assert_eq!(policy.checks.len(), 3);
        assert_eq!(policy.environment("prod").unwrap().alert_after, 3);
    }
}
