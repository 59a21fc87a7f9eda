//! The order in which a download meets what may be wrong: what fails late is a consequence of what fails
//! before it. One table for proxy, network, tls and sumdb.

/// Ids, first cause first.
const ORDER: [&str; 14] = [
    "net.goproxy-syntax",
    "net.proxy-value",
    "net.offline",
    "dns.resolve",
    "net.proxy-cgi",
    "net.proxy-reach",
    "net.proxy-auth",
    "tls.roots",
    "tls.chain",
    "net.goproxy-auth",
    "net.goproxy-reach",
    "net.git",
    "net.gosumdb",
    "sumdb.reach",
];

/// What has to be right before this check can say anything: all above it. Another id does not compile.
pub(in crate::doctor) const fn before(id: &str) -> &'static [&'static str] {
    const IDS: &[&str] = &ORDER;
    let mut at = 0;
    while !same(IDS[at].as_bytes(), id.as_bytes()) {
        at += 1;
    }
    IDS.split_at(at).0
}

/// `==` is no const function yet.
const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}
