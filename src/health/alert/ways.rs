//! The ways by which somebody is told.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ring::hmac;

use super::Message;
use crate::base::secret::UrlText;
use crate::base::visible::Visible as _;
use crate::health::policy::own::{Alert, Form};
use crate::sys::env::Env;
use crate::sys::fs::{lookup, read};
use crate::sys::net::{Client, Fetch as _, Patience, Request};
use crate::sys::proc::{Ended, Run};

/// How long one attempt may take.
const LIMIT: Duration = Duration::from_secs(3);
/// How often a webhook is asked, the first time included.
const ATTEMPTS: u32 = 3;
/// Where `sendmail` lies where PATH does not have it.
const SENDMAIL: [&str; 2] = ["/usr/sbin/sendmail", "/usr/lib/sendmail"];

/// A way.
pub(super) enum Way<'a> {
    Webhook { url: &'a UrlText, form: Form, secret: Option<&'a Path> },
    Command(&'a [String]),
    Mail(&'a str),
}

/// The ways that are configured.
pub(super) fn of(alert: &Alert) -> Vec<Way<'_>> {
    let mut ways = Vec::new();
    if let Some(url) = &alert.webhook {
        ways.push(Way::Webhook { url, form: alert.form, secret: alert.secret_file.as_deref() });
    }
    if !alert.command.is_empty() {
        ways.push(Way::Command(&alert.command));
    }
    ways.extend(alert.email.as_deref().map(Way::Mail));
    ways
}

impl Way<'_> {
    /// As messages call it; a webhook's path may be its secret.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Webhook { .. } => "the webhook".to_owned(),
            Self::Command(words) => words.first().cloned().unwrap_or_default(),
            Self::Mail(address) => (*address).to_owned(),
        }
    }

    /// Tells.
    pub(super) fn tell(&self, message: &Message, env: &Env) -> Result<(), String> {
        match self {
            Self::Webhook { url, form, secret } => posted(url, *form, *secret, message, env),
            Self::Command(words) => started(Path::new(&words[0]), &words[1..], json(message)?, env),
            Self::Mail(address) => {
                let program = sendmail(env).ok_or("there is no sendmail on this machine")?;
                let mail = format!(
                    "To: {address}\nSubject: goenvmgr: {}\nContent-Type: text/plain; charset=utf-8\n\n{}",
                    message.line().replace(['\n', '\r'], " "),
                    message.text()
                );
                started(&program, &["-t".to_owned(), "-oi".to_owned()], mail.into_bytes(), env)
            }
        }
    }
}

fn json(message: &Message) -> Result<Vec<u8>, String> {
    serde_json::to_vec(message).map_err(|error| error.to_string())
}

fn posted(
    url: &UrlText,
    form: Form,
    secret: Option<&Path>,
    message: &Message,
    env: &Env,
) -> Result<(), String> {
    let body = match form {
        Form::Json => json(message)?,
        Form::Slack => serde_json::json!({ "text": message.line() }).to_string().into_bytes(),
    };
    let mut headers = vec![
        ("content-type".to_owned(), "application/json".to_owned()),
        ("idempotency-key".to_owned(), message.idempotency_key.clone()),
    ];
    if let Some(file) = secret {
        headers.push(("x-goenvmgr-signature".to_owned(), signature(file, &body)?));
    }
    let url = url.clone();
    let request =
        Request { url, headers, patience: Patience::Long, body: Some(body), ..Request::default() };
    let client = Client::asking_once(env, LIMIT);
    let mut said = String::new();
    for attempt in 1..=ATTEMPTS {
        said = match client.get(&request) {
            Ok(answer) if (200..300).contains(&answer.status) => return Ok(()),
            // What is wrong with what was sent will be wrong again.
            Ok(answer) if (400..500).contains(&answer.status) && answer.status != 429 => {
                return Err(format!("it answered {}", answer.status_words()));
            }
            Ok(answer) => format!("it answered {}", answer.status_words()),
            Err(error) => format!("{}{}", error.kind, error.detail),
        };
        if attempt < ATTEMPTS {
            std::thread::sleep(pause(attempt));
        }
    }
    Err(format!("{said}, {ATTEMPTS} times"))
}

/// `sha256=` and the HMAC-SHA256 of the body by the key in the file.
fn signature(file: &Path, body: &[u8]) -> Result<String, String> {
    let key = read::bytes(file, 4096).map_err(|fault| fault.what)?;
    let key = key.ok_or_else(|| format!("there is no {}", file.visible()))?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, key.trim_ascii());
    let tag = hmac::sign(&key, body);
    Ok(tag.as_ref().iter().fold("sha256=".to_owned(), |text, byte| format!("{text}{byte:02x}")))
}

/// Longer each time, and never the same for two machines.
fn pause(attempt: u32) -> Duration {
    let random = RandomState::new().build_hasher().finish() % 200;
    Duration::from_millis(u64::from(attempt) * 200 + random)
}

fn started(program: &Path, words: &[String], input: Vec<u8>, env: &Env) -> Result<(), String> {
    let vars = env.vars.iter().map(|(name, value)| (name.clone(), value.clone()));
    let mut run = Run::new(program, words, Path::new("/"), LIMIT).vars(vars);
    run.input = input;
    let output = run.wait().map_err(|error| format!("it could not be started: {error}"))?;
    match output.ended {
        Ended::Code(0) => Ok(()),
        Ended::Code(code) => {
            Err(format!("it ended with {code}: {}", output.complaint().trim_end()))
        }
        Ended::Signal(number) => Err(format!("it was ended by signal {number}")),
        Ended::TimedOut => Err("it was still running after 3s and was killed".to_owned()),
    }
}

fn sendmail(env: &Env) -> Option<PathBuf> {
    let own = SENDMAIL.iter().map(PathBuf::from).find(|path| lookup::is_program(path));
    lookup::first(env.path(), "sendmail").or(own)
}
