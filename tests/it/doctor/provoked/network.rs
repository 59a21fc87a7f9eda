//! What GOPROXY, GOSUMDB and the proxy variables say, before anything is asked.

use super::Go::{Bears, Stops};
use super::{BUILD, Case, DOWNLOAD, case, prove_all, prove_by};

const CASES: &[Case] = &[
    case(
        "net.goproxy-syntax: unset <name>",
        "export GOPROXY=,",
        Stops(DOWNLOAD, "contains no entries"),
    ),
    case(
        "net.goproxy-syntax: unset <name>",
        "export GOPROXY=foo",
        Stops(DOWNLOAD, "missing scheme"),
    ),
    case(
        "net.goproxy-syntax: unset <name>",
        "export GOPROXY=ftp://x.example",
        Stops(DOWNLOAD, "invalid proxy URL scheme"),
    ),
    case(
        "net.goproxy-syntax: export GOPROXY=<list>",
        "export GOPROXY=off,https://proxy.example",
        Bears(BUILD),
    ),
    case(
        "net.goauth: unset <name>",
        "export GOPROXY=https://127.0.0.1:1 GOAUTH='netrc; hunter2;'",
        Stops(DOWNLOAD, "GOAUTH encountered an empty command"),
    ),
    case(
        "net.goauth: unset <name>",
        "export GOPROXY=https://127.0.0.1:1 GOAUTH='off;netrc'",
        Stops(DOWNLOAD, "GOAUTH=off cannot be combined"),
    ),
    case(
        "net.goauth: sed -i '/^<name>=/d' <file>",
        "export GOPROXY=https://127.0.0.1:1 GOENV=$world/e; echo 'GOAUTH=git relative' >$GOENV",
        Stops(DOWNLOAD, "GOAUTH=git dir method requires an absolute path"),
    ),
    case(
        "net.proxy-env: export HTTPS_PROXY=\"$ALL_PROXY\" HTTP_PROXY=\"$ALL_PROXY\"",
        "export ALL_PROXY=http://proxy.example:1",
        Bears(BUILD),
    ),
    case(
        "net.proxy-env: export HTTPS_PROXY=\"$all_proxy\" HTTP_PROXY=\"$all_proxy\"",
        "export all_proxy=http://proxy.example:1",
        Bears(BUILD),
    ),
    case(
        "net.proxy-env: export http_proxy=\"$HTTP_PROXY\"",
        "export HTTP_PROXY=http://a.example:1 http_proxy=http://b.example:1",
        Bears(BUILD),
    ),
    case(
        "net.proxy-env: export https_proxy=\"$HTTPS_PROXY\"",
        "export HTTPS_PROXY=http://a.example:1 https_proxy=http://b.example:1",
        Bears(BUILD),
    ),
];

#[test]
fn network() {
    prove_all(CASES);
}

/// What the proxy has is in no database: nothing more can be asked of go once GOSUMDB is mended.
#[test]
fn gosumdb() {
    const MODULE: &str = "p=$world/proxy/x.example/@v; mkdir -p $p $world/x; cd $world/x; git init -q .; \
        echo 'module x.example' >go.mod; git add .; \
        git -c user.name=a -c user.email=a@x.example commit -qm x; \
        git archive --format=zip --prefix=x.example@v1.0.0/ -o $p/v1.0.0.zip HEAD; \
        cp go.mod $p/v1.0.0.mod; echo '{\"Version\":\"v1.0.0\"}' >$p/v1.0.0.info; cd ../hello; \
        export GOPROXY=file://$world/proxy GOFLAGS=-modcacherw";
    for (named, set) in [
        ("net.gosumdb: unset <name>", "export GOSUMDB=offsum://key"),
        (
            "net.gosumdb: sed -i '/^<name>=/d' <file>",
            "export GOENV=$world/e; echo GOSUMDB=offsum://key >$GOENV",
        ),
    ] {
        prove_by(named, &format!("{MODULE}; {set}"), &Stops(DOWNLOAD, "GOSUMDB"));
    }
}
