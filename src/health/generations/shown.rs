//! Settings as they may be shown: without what somebody is called by.

use toml_edit::{DocumentMut, Item};

/// What `[health.alert]` may hold of secrets.
const SECRETS: [&str; 2] = ["webhook", "command"];

/// The text of config.toml without its secrets; nothing of one that is no TOML.
pub fn settings(text: &str) -> String {
    let Ok(mut document) = text.parse::<DocumentMut>() else { return "# no TOML\n".to_owned() };
    let health = document.get_mut("health").and_then(Item::as_table_like_mut);
    let alert = health.and_then(|health| health.get_mut("alert"));
    if let Some(alert) = alert.and_then(Item::as_table_like_mut) {
        for key in SECRETS {
            if let Some(item) = alert.get_mut(key) {
                *item = toml_edit::value("…");
            }
        }
    }
    document.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_shown_without_whom_an_alert_calls() {
        let text = "verify = \"standard\" # mine\n[health.alert]\nwebhook = \"https://h/T0/secret\"\n\
                    command = [\n\"/bin/tell\",\n\"--token\", \"ghp_x\",\n]\nformat = \"slack\"\n";
        let shown = settings(text);
        assert!(!shown.contains("secret") && !shown.contains("ghp_x"), "{shown}");
        assert!(shown.contains("verify = \"standard\" # mine"), "{shown}");
        assert!(shown.contains("format = \"slack\""), "{shown}");
        let inline = settings("health = { alert = { webhook = \"https://h/secret\" } }\n");
        assert!(!inline.contains("secret"), "{inline}");
        assert!(!settings("webhook = = secret").contains("secret"));
    }
}
