//! Messages that Go prints.

use crate::doctor::model::message::{Known, known};

pub(in crate::doctor) const KNOWN: &[Known] = &[
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
];
