//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
    known(
        &["GOPROXY list is not the empty string, but contains no entries"],
        "net.goproxy-syntax",
        "GOPROXY is empty or only commas, or go.env of the toolchain is gone",
        "unset GOPROXY; goenvmgr doctor --only 'net.goproxy-syntax,go.env'",
    ),
    known(
        &["invalid proxy URL"],
        "net.goproxy-syntax",
        "an entry of GOPROXY is no http, https or file URL",
        "fix GOPROXY",
    ),
    known(
        &["module lookup disabled by GOPROXY=off"],
        "",
        "the module is not in the cache and GOPROXY forbids asking, or the entries before `off` \
        did not have it",
        "GOPROXY without off, or fill the cache first",
    ),
    known(
        &["refusing to pass credentials to insecure URL"],
        "net.goproxy-auth",
        "GOPROXY has a user and a password in an http:// URL",
        "https://, or no credentials",
    ),
    known(
        &["server gave HTTP response to HTTPS client"],
        "tls.chain",
        "GOPROXY says https:// for a port that speaks plain HTTP",
        "correct the port or the scheme",
    ),
    known(
        &["403 Forbidden"],
        "net.goproxy-reach",
        "the module proxy refuses; after a comma Go does not ask the next one",
        "ask its owner, or write | in place of the comma",
    ),
    known(
        &["401 Unauthorized"],
        "net.goproxy-auth",
        "the module proxy wants a password; in netrc a port other than 443 is part of the machine",
        "~/.netrc: machine HOST:PORT login USER password TOKEN; or GOAUTH",
    ),
    known(
        &["invalid response from proxy", "invalid character '<'"],
        "net.goproxy-reach",
        "a page of HTML came in place of an answer: a captive portal or a wrong URL",
        "open the URL in a browser",
    ),
    known(
        &["no such host"],
        "dns.resolve",
        "a name does not resolve",
        "goenvmgr doctor --only dns",
    ),
    known(
        &["server misbehaving"],
        "dns.resolve",
        "the name server answers with an error",
        "look into /etc/resolv.conf",
    ),
    known(
        &["network is unreachable"],
        "net.offline",
        "there is no route",
        "connect, or work with GOPROXY=off and a full cache",
    ),
    known(
        &["lookup ", "i/o timeout"],
        "dns.resolve",
        "the name server does not answer",
        "look into /etc/resolv.conf; options timeout:1",
    ),
    known(
        &["lookup ", "connection refused"],
        "dns.resolve",
        "nothing listens where /etc/resolv.conf says",
        "look into /etc/resolv.conf",
    ),
    known(
        &["dial tcp ", "i/o timeout"],
        "net.goproxy-reach",
        "packets are dropped on the way",
        "a firewall: HTTPS_PROXY, or another GOPROXY",
    ),
    known(
        &["dial tcp ", "connection refused"],
        "net.goproxy-reach",
        "nothing listens there",
        "look at GOPROXY and HTTPS_PROXY",
    ),
    known(
        &["certificate signed by unknown authority"],
        "tls.chain",
        "the server's certificate is not trusted by this machine: no \
        ca-certificates, or a proxy that looks into TLS",
        "install ca-certificates, or name the company's bundle in SSL_CERT_FILE",
    ),
    known(
        &["has expired or is not yet valid"],
        "tls.chain",
        "a certificate is out of date, or the clock is wrong",
        "look at the clock: date",
    ),
    known(
        &["x509: certificate is valid for"],
        "tls.chain",
        "the certificate is another host's",
        "look at the URL; a portal answers for every name",
    ),
    known(
        &["doesn't contain any IP SANs"],
        "tls.chain",
        "the certificate names no address",
        "use the host's name",
    ),
    known(
        &["GOAUTH encountered an empty command"],
        "net.goauth",
        "nothing stands before or behind a semicolon in GOAUTH",
        "take the semicolon out",
    ),
    known(
        &["GOAUTH=off cannot be combined"],
        "net.goauth",
        "`off` stands beside other words in GOAUTH",
        "off alone, or the others without it",
    ),
    known(
        &["GOAUTH=git "],
        "net.goauth",
        "`git` in GOAUTH names no directory that is there",
        "git and the absolute path of a directory, without blanks in it",
    ),
    known(
        &["missing GOSUMDB"],
        "net.gosumdb",
        "GOSUMDB is set to nothing: no default stands behind that, and `off` is another word",
        "go env -u GOSUMDB",
    ),
    known(&["invalid GOSUMDB"], "net.gosumdb", "GOSUMDB names no database", "unset it"),
    known(&["malformed verifier id"], "net.gosumdb", "GOSUMDB names no database", "unset it"),
    known(
        &["missing Git command"],
        "net.git",
        "`direct` needs git",
        "install git, or GOPROXY with a proxy",
    ),
    known(
        &["exec: \"git\": executable file not found"],
        "net.git",
        "`direct` needs git",
        "install git, or GOPROXY with a proxy",
    ),
    known(
        &["terminal prompts disabled"],
        "net.git",
        "a private repository, and git has no credentials for it",
        "GOPRIVATE for its prefix; ~/.netrc, or git config url.…insteadOf",
    ),
    known(
        &["GOVCS disallows using"],
        "",
        "GOVCS forbids this version control system for the module",
        "fix GOVCS",
    ),
    known(&[" in GOVCS"], "", "GOVCS cannot be parsed", "unset it: the default needs no setting"),
    known(
        &["invalid character '<'"],
        "",
        "a page of HTML came in place of an answer: a captive portal or a wrong URL",
        "open the URL in a browser",
    ),
];
