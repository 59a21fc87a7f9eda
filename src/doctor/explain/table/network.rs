//! Proxies, names, certificates and the checksum database.

use super::super::{Known, known};

pub(super) const KNOWN: &[Known] = &[
    // Before the troubles on the way there.
    known(
        &["verifying ", "/lookup/"],
        "sumdb.reach",
        "the checksum database has no record of the module, or cannot be asked: private modules \
        are not in it",
        "name private prefixes in GOPRIVATE",
    ),
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
        "mend GOPROXY",
    ),
    known(
        &["module lookup disabled by GOPROXY=off"],
        "net.goproxy-syntax",
        "the module is not in the cache and GOPROXY forbids asking, or the entries before `off` \
        did not have it",
        "GOPROXY without off, or fill the cache first",
    ),
    known(
        &["Proxy Authentication Required"],
        "net.proxy-auth",
        "the HTTP proxy wants a password, or NTLM, which Go does not speak",
        "put user and password into HTTPS_PROXY; for NTLM run a local relay (px, cntlm)",
    ),
    known(
        &["proxyconnect tcp:", "first record does not look like a TLS handshake"],
        "net.proxy-reach",
        "HTTPS_PROXY says https:// for a proxy that speaks plain HTTP",
        "write http:// there",
    ),
    known(
        &["proxyconnect tcp:", "lookup http"],
        "net.proxy-value",
        "a raw # in the proxy's password cuts the URL",
        "write %23 for it",
    ),
    known(
        &["proxyconnect tcp:", "lookup socks5h"],
        "net.proxy-value",
        "Go before 1.23 knows no socks5h and takes it for a host",
        "write socks5, which is the same to Go",
    ),
    known(
        &["proxyconnect tcp:", "lookup \""],
        "net.proxy-value",
        "quotes stand in the value of HTTPS_PROXY",
        "take them out: the file that sets it is no shell script",
    ),
    known(
        &["proxyconnect tcp:", "invalid port"],
        "net.proxy-value",
        "the port in HTTPS_PROXY is beyond 65535",
        "correct it",
    ),
    known(
        &["proxyconnect tcp:"],
        "net.proxy-reach",
        "the HTTP proxy cannot be reached",
        "look at HTTPS_PROXY, or set NO_PROXY",
    ),
    known(
        &["socks connect"],
        "net.proxy-reach",
        "the SOCKS proxy cannot be reached, or its rules forbid the host",
        "look at HTTPS_PROXY, or set NO_PROXY",
    ),
    known(
        &["refusing to use HTTP_PROXY value in CGI environment"],
        "net.proxy-cgi",
        "REQUEST_METHOD is set, so Go takes this for a CGI program, where HTTP_PROXY may be forged",
        "unset REQUEST_METHOD",
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
        &["dial tcp", "i/o timeout"],
        "net.goproxy-reach",
        "packets are dropped on the way",
        "a firewall: HTTPS_PROXY, or another GOPROXY",
    ),
    known(
        &["dial tcp", "connection refused"],
        "net.goproxy-reach",
        "nothing listens there",
        "look at GOPROXY and HTTPS_PROXY",
    ),
    known(
        &["certificate signed by unknown authority"],
        "tls.chain",
        "the server's certificate is signed by nobody that this machine knows: no \
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
        &["go.sum database server misbehavior detected"],
        "sumdb.head",
        "the checksum database showed two histories: an attack, or a broken proxy",
        "keep the output and pkg/sumdb; do not delete `latest`; tell security@golang.org",
    ),
    known(
        &["downloaded inconsistent tile"],
        "sumdb.head",
        "the checksum database's answer does not prove itself: an attack, or a broken proxy",
        "keep pkg/sumdb, it is evidence; ask over another network or GOPROXY",
    ),
    known(
        &["checksum missing from sumdb response"],
        "sumdb.head",
        "the checksum database's answer does not hold the module",
        "ask again without the proxy",
    ),
    known(
        &["does NOT match the one reported by the checksum server"],
        "sumdb.reach",
        "what came is not what the checksum database vouches for",
        "do not go on; compare with GOPROXY=direct",
    ),
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
        "net.git",
        "GOVCS forbids this version control system for the module",
        "mend GOVCS",
    ),
];
