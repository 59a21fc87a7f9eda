//! What GOPROXY, GOSUMDB and the proxy variables say, before anything is asked.

use super::Go::{Bears, Fails, Stops};
use super::{BUILD, Case, DOWNLOAD, case, prove_all};

const CASES: &[Case] = &[
    case("net.goproxy-syntax", "export GOPROXY=,", Stops(DOWNLOAD, "contains no entries"))
        .instead("export GOPROXY=off"),
    case("net.goproxy-syntax", "export GOPROXY=foo", Stops(DOWNLOAD, "missing scheme"))
        .instead("export GOPROXY=off"),
    case(
        "net.goproxy-syntax",
        "export GOPROXY=ftp://x.example",
        Stops(DOWNLOAD, "invalid proxy URL scheme"),
    )
    .instead("export GOPROXY=off"),
    case("net.goproxy-syntax", "export GOPROXY=off,https://proxy.example", Bears(BUILD))
        .instead("export GOPROXY=off"),
    case("net.proxy-env", "export ALL_PROXY=http://proxy.example:1", Bears(BUILD)),
    case(
        "net.proxy-env",
        "export HTTPS_PROXY=http://a.example:1 https_proxy=http://b.example:1",
        Bears(BUILD),
    ),
    case(
        "net.gosumdb",
        "p=$world/proxy/x.example/@v; mkdir -p $p $world/x; cd $world/x; git init -q .; \
        echo 'module x.example' >go.mod; git add .; \
        git -c user.name=a -c user.email=a@x.example commit -qm x; \
        git archive --format=zip --prefix=x.example@v1.0.0/ -o $p/v1.0.0.zip HEAD; \
        cp go.mod $p/v1.0.0.mod; echo '{\"Version\":\"v1.0.0\"}' >$p/v1.0.0.info; cd ../hello; \
        export GOPROXY=file://$world/proxy GOFLAGS=-modcacherw GOSUMDB=offsum://key",
        Fails(DOWNLOAD, "GOSUMDB"),
    )
    .instead("export GOSUMDB=off"),
];

#[test]
fn network() {
    prove_all(CASES);
}
