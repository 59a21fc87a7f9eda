//! What the checks of a manifest run by sudo, as rules for sudoers(5): each a program by its whole path
//! with all its words, and no wildcard, and only where root alone can change what runs. Nothing of goenvmgr itself
//! needs root.

use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::health::policy::Policy;
use crate::sys::fs::{exposed, read};

/// A rule: as whom, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule<'a> {
    runs_as: String,
    command: String,
    program: &'a str,
    words: &'a [String],
}

/// The rules for `user`, as a file of `/etc/sudoers.d`.
///
/// # Errors
/// When a check's words are none that a narrow rule can hold, with its line; when nobody is called `user`
/// (exit 2).
pub fn rules(policy: &Policy, user: &str) -> Result<String> {
    if !is_user(user) {
        return Err(Fault::usage(format!("{} is no user's name", user.escape_debug()))
            .hint("goenvmgr health sudoers --print --user NAME"));
    }
    let mut text =
        format!("# What the checks of {} run by sudo, and nothing else.\n", policy.project);
    let mut any = false;
    for check in &policy.checks {
        let Some(argv) = check.ask.argv().filter(|argv| is_sudo(&argv[0])) else { continue };
        let rule = rule(&argv[1..]).map_err(|why| {
            let words: Vec<String> = argv.iter().map(word).collect();
            Fault::usage(format!("line {}: {}: {why}", check.line, check.id))
                .because(words.join(" "))
                .hint("argv = [\"sudo\", \"-n\", \"/whole/path/of/a/program\", …]")
        })?;
        let Rule { runs_as, command, .. } = &rule;
        let line = match open(&rule) {
            None => format!("{user} ALL=({runs_as}) NOPASSWD: {command}\n"),
            Some(why) => format!(
                "# No rule for {} (line {}): {why}. Whoever changes what runs would be {runs_as}.\n\
                 # Put it where root alone can write, as in /usr/local/sbin, and name that in the check.\n",
                check.id, check.line
            ),
        };
        if !text.contains(&line) {
            text.push_str(&line);
        }
        any = true;
    }
    if !any {
        text.push_str("# None of them does: no rule is needed.\n");
    }
    Ok(text)
}

fn is_sudo(program: &str) -> bool {
    program == "sudo" || (program.starts_with('/') && program.ends_with("/sudo"))
}

fn is_user(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') && name.chars().all(plain)
}

/// The rule for what follows `sudo`.
fn rule(mut words: &[String]) -> Result<Rule<'_>, String> {
    let mut runs_as = "root".to_owned();
    while let Some((first, rest)) = words.split_first().filter(|(first, _)| first.starts_with('-'))
    {
        words = rest;
        match (first.as_str(), rest.split_first()) {
            ("-n" | "--non-interactive", _) => {}
            ("--", _) => break,
            ("-u", Some((user, rest))) => {
                runs_as.clone_from(user);
                words = rest;
            }
            (option, _) => match option.strip_prefix("--user=") {
                Some(user) => user.clone_into(&mut runs_as),
                None => return Err(format!("sudo's {option} has no narrow rule")),
            },
        }
    }
    if !is_user(&runs_as) {
        return Err(format!("{runs_as} is no user's name"));
    }
    let (program, words) = words.split_first().ok_or("sudo is told no program")?;
    if !program.starts_with('/') {
        return Err(format!("{program} is no whole path"));
    }
    if let Some(open) = words.iter().chain([program]).find(|word| word.contains("${env:")) {
        return Err(format!("{open} may be anything"));
    }
    let mut command = escaped(program)?;
    for word in words {
        command = format!("{command} {}", escaped(word)?);
    }
    // Without words a rule would allow any.
    if words.is_empty() {
        command.push_str(" \"\"");
    }
    Ok(Rule { runs_as, command, program, words })
}

/// Why the rule would give more than it says: others decide what its program is, or what that is told to read.
fn open(rule: &Rule<'_>) -> Option<String> {
    let (program, shown) = (Path::new(rule.program), rule.program.visible());
    if !read::is_file(program) || rule.program.ends_with('/') {
        return Some(format!("{shown} is no file"));
    }
    exposed::to_others_than_root(program).or_else(|| rule.words.iter().find_map(told))
}

/// The same of a word: a script that an interpreter is told.
fn told(word: &String) -> Option<String> {
    if word.starts_with("./") || word.starts_with("../") {
        return Some(format!("{} is another file in each directory", word.visible()));
    }
    let path = Path::new(word);
    let is_one = path.is_absolute() && read::is_taken(path) && !read::is_dir(path);
    is_one.then(|| exposed::to_others_than_root(path)).flatten()
}

/// A word as it stands in a rule: what sudoers has another meaning for is escaped, wildcards too. Before
/// any other character it takes no backslash.
fn escaped(word: &str) -> Result<String, String> {
    if word.is_empty() || word.contains(char::is_control) {
        return Err(format!("{word:?} has no form in a rule"));
    }
    let special = |c: char| " \\,:=#!*?[]^".contains(c);
    Ok(word.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Result<String, String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        rule(&words).map(|rule| format!("({}) {}", rule.runs_as, rule.command))
    }

    #[test]
    fn rule_holds_each_word_and_no_wildcard() {
        for (words, said) in [
            (
                &["-n", "/bin/systemctl", "is-active", "nginx"][..],
                "(root) /bin/systemctl is-active nginx",
            ),
            (&["/sbin/ip"], "(root) /sbin/ip \"\""),
            (&["-u", "www", "--", "/bin/x", "-c"], "(www) /bin/x -c"),
            (&["/bin/x", "a*", "b c", "d=e,f"], r"(root) /bin/x a\* b\ c d\=e\,f"),
        ] {
            assert_eq!(of(words).as_deref(), Ok(said));
        }
        for words in [
            &["-E", "/bin/x"][..],
            &["systemctl"],
            &["-n"],
            &["/bin/x", "${env:A}"],
            &["/bin/x", "a\nb"],
            &["-u", "a b", "/bin/x"],
        ] {
            assert!(of(words).is_err(), "{words:?}");
        }
    }
}
