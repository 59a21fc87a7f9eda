//! Which proxy the environment means.

use crate::base::secret::shown_setting;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;

pub(in crate::doctor) const CHECKS: &[Check] =
    &[Check::new("net.proxy-env", "Go reads the proxy that is meant", proxy_env)
        .lines(&[
            "export HTTPS_PROXY=\"$ALL_PROXY\" HTTP_PROXY=\"$ALL_PROXY\"",
            "export HTTPS_PROXY=\"$all_proxy\" HTTP_PROXY=\"$all_proxy\"",
            "export https_proxy=\"$HTTPS_PROXY\"",
            "export http_proxy=\"$HTTP_PROXY\"",
        ])
        .reads("HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, upper and lower case")
        .fails(
            "only ALL_PROXY is set, which curl reads and Go does not, or upper and lower case \
            differ: Go takes the upper, curl the lower",
        )
        .cure("set HTTPS_PROXY and HTTP_PROXY")
        .why("golang.org/x/net/http/httpproxy reads neither ALL_PROXY nor lower case first")];

fn proxy_env(facts: &Facts) -> Answer {
    let value = |name: &str| facts.env.var(name);
    for (upper, lower) in [("HTTPS_PROXY", "https_proxy"), ("HTTP_PROXY", "http_proxy")] {
        if let (Some(here), Some(there)) = (value(upper), value(lower))
            && here != there
        {
            return Ok(Verdict::warn(format!("{upper} and {lower} differ: Go takes the first"))
                .seen(upper, shown_setting(upper, here))
                .seen(lower, shown_setting(lower, there))
                .cure(
                    Fix::new("let them agree")
                        .run(Line::of("export ").text(lower).text("=\"$").text(upper).text("\"")),
                ));
        }
    }
    let read = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];
    let all = value("ALL_PROXY")
        .map(|v| ("ALL_PROXY", v))
        .or(value("all_proxy").map(|v| ("all_proxy", v)));
    let line = match all {
        Some(("ALL_PROXY", _)) => "export HTTPS_PROXY=\"$ALL_PROXY\" HTTP_PROXY=\"$ALL_PROXY\"",
        _ => "export HTTPS_PROXY=\"$all_proxy\" HTTP_PROXY=\"$all_proxy\"",
    };
    match all {
        Some((name, address)) if read.iter().all(|name| value(name).is_none()) => {
            Ok(Verdict::warn(format!("only {name} is set, which curl reads and Go does not"))
                .seen(name, shown_setting(name, address))
                .cure(Fix::new("set the two that Go reads").run(line)))
        }
        _ => Ok(Verdict::pass("Go reads the proxy variables as they are")),
    }
}
