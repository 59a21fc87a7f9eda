//! Certificates: whom this machine trusts, and whether GOPROXY is believed.

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::filesystem::looked_at::named;
use crate::doctor::subjects::filesystem::named::Named;
use crate::doctor::subjects::network::certificates;
use crate::doctor::subjects::network::checks::names::{network, verdict};
use crate::doctor::subjects::network::facts::Network;
use crate::doctor::subjects::network::order::before;
use crate::doctor::subjects::proxy::checks::reach::trouble;
use crate::sys::net::trouble::{Bad, Certificate, Trouble};

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("tls.roots", "there are certificates to trust", roots)
        .lines(&["unset SSL_CERT_FILE SSL_CERT_DIR"])
        .needs(&[Network::NEED.with(Network::TRUSTED), Named::NEED])
        .reads("SSL_CERT_FILE, SSL_CERT_DIR, and the places where systems keep their bundle")
        .fails(
            "there is none at all: `x509: certificate signed by unknown authority`, whoever asks. \
            WARN where SSL_CERT_FILE names no file: Go then reads the folders",
        )
        .cure("install ca-certificates, or let SSL_CERT_FILE name a bundle")
        .why("crypto/x509/root_unix.go: each variable replaces its half of the defaults"),
    Check::new("tls.chain", "the certificate of GOPROXY is believed", chain)
        .lines(&["export SSL_CERT_FILE=<file>"])
        .needs(&[Network::NEED.with(Network::PROXIES)])
        .reads("a TLS handshake with the certificates that Go trusts")
        .fails(
            "unknown authority (a company's proxy that opens TLS), expired or not yet valid (or \
            this clock is wrong), another host's name, or no TLS at all on that port",
        )
        .cure(
            "SSL_CERT_FILE with the company's certificate; set the clock; correct the host. Never \
            switch verification off",
        )
        .why("the handshake itself, by Go's rules; GOINSECURE does not help for GOPROXY")
        .requires(before("tls.chain")),
];

fn roots(facts: &Facts) -> Answer {
    let network = facts.need::<Network>()?;
    let set = facts.env.var("SSL_CERT_FILE");
    let missing = match certificates(&facts.env) {
        Some(file) => !named(facts)?.is_file(&file)?,
        None => false,
    };
    let verdict = match (network.trusted, missing) {
        (Some(0), _) => Verdict::fail("there is no certificate that this machine trusts")
            .breaks("go mod download (https)", "x509: certificate signed by unknown authority"),
        (_, true) => Verdict::warn("SSL_CERT_FILE names no file: Go reads the folders instead"),
        (Some(count), false) => {
            return Ok(Verdict::pass(format!("{count} certificates")).value(count.to_string()));
        }
        (None, false) => return Ok(Verdict::skip("not counted in this mode")),
    };
    let verdict = ["SSL_CERT_FILE", "SSL_CERT_DIR"]
        .iter()
        .filter_map(|name| Some((name, facts.env.var(name)?)))
        .fold(verdict, |verdict, (name, value)| verdict.seen(*name, value));
    let set = set.is_some() || facts.env.var("SSL_CERT_DIR").is_some();
    let fix = Fix::new("install the system's bundle (package ca-certificates)");
    Ok(verdict.cure(if set { fix.run("unset SSL_CERT_FILE SSL_CERT_DIR") } else { fix }))
}

fn chain(facts: &Facts) -> Answer {
    let network = network(facts)?;
    let test = |trouble: &Trouble, at_proxy: bool| {
        !at_proxy && matches!(trouble, Trouble::Certificate(_) | Trouble::NotTls)
    };
    let Some((entry, fails)) = trouble(network, test) else {
        return Ok(Verdict::pass("certificates are believed, or none is needed"));
    };
    let certificate = match entry.trouble() {
        Some((Trouble::Certificate(certificate), _)) => certificate,
        _ => {
            let place =
                entry.url.as_ref().map(crate::sys::net::url::Url::place).unwrap_or_default();
            let message = format!("{place} does not speak TLS on this port");
            let says = "http: server gave HTTP response to HTTPS client";
            return Ok(verdict(network, entry, fails, message, says)
                .cure(Fix::new("correct the port, or the scheme, in GOPROXY")));
        }
    };
    let host = &certificate.host;
    let (message, says) = match &certificate.bad {
        Bad::Untrusted => (
            format!(
                "{host} shows a certificate signed by {}, whom this machine does not trust",
                certificate.issuer
            ),
            "x509: certificate signed by unknown authority",
        ),
        Bad::Expired => (
            format!("the certificate of {host} has expired, or this machine's clock is wrong"),
            "x509: certificate has expired or is not yet valid",
        ),
        Bad::NotYet => (
            format!("the certificate of {host} is not valid yet, or this machine's clock is wrong"),
            "x509: certificate has expired or is not yet valid",
        ),
        Bad::OtherName => (
            format!("the certificate is for {}, not for {host}", certificate.names.join(", ")),
            "x509: certificate is valid for another name",
        ),
        Bad::Purpose => (
            format!(
                "the certificate of {host} is trusted for something else: its extended key usage, or \
                that of who signed it, names no servers"
            ),
            "x509: certificate specifies an incompatible key usage",
        ),
        Bad::Other(words) => (
            format!("the certificate of {host} is refused: {words}"),
            "tls: failed to verify certificate",
        ),
    };
    let found =
        verdict(network, entry, fails, message, says).seen("signed by", &certificate.issuer);
    let found = match certificate.valid {
        Some((from, to)) => found
            .seen("valid", format!("{} to {}", day(from), day(to)))
            .seen("this machine's clock", day(facts.env.now)),
        None => found,
    };
    Ok(found.cure(trust(facts, certificate)))
}

/// A moment as certificates know them: some end with the last second of 9999, which is later than any
/// timestamp.
fn day(seconds: i64) -> String {
    let since = jiff::SignedDuration::from_secs(seconds);
    let time = jiff::civil::DateTime::constant(1970, 1, 1, 0, 0, 0, 0).checked_add(since);
    time.map(|time| format!("{time}Z")).unwrap_or_default()
}

fn trust(facts: &Facts, certificate: &Certificate) -> Fix {
    match certificate.bad {
        Bad::Untrusted => {
            let fix = Fix::new(
                "if that is your company's proxy: put its certificate into the system's bundle, or \
                let SSL_CERT_FILE name a file with it",
            );
            // What others were told already.
            let told =
                ["GIT_SSL_CAINFO", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"]
                    .iter()
                    .find_map(|name| facts.env.var(name));
            match told {
                Some(file) => fix.run(Line::of("export SSL_CERT_FILE=").end(file)),
                None => fix,
            }
        }
        Bad::Expired | Bad::NotYet => Fix::new(
            "compare the clock with another one and set it (timedatectl set-ntp true); if it is \
            right, whoever runs the host has to renew the certificate",
        ),
        Bad::Purpose => Fix::new("whoever runs the host has to show a certificate for servers"),
        Bad::OtherName | Bad::Other(_) => Fix::new("correct the host in GOPROXY"),
    }
}
