//! What PATH finds.

use super::Go::{Bears, Fails};
use super::{BUILD, Case, case, prove_all};

const CASES: &[Case] = &[
    case("path.go", "PATH=/usr/bin:/bin", Fails("go version", "command not found")),
    case("path.tilde", "ln -s /usr/local/go/bin $HOME/b; PATH='~/b':$PATH", Bears(BUILD)),
    case("path.relative", "PATH=.:$PATH", Bears(BUILD)),
    case(
        "path.writable",
        "mkdir $world/open; chmod 777 $world/open; PATH=$world/open:$PATH",
        Bears(BUILD),
    ),
    case(
        "path.named",
        "mkdir $world/b; ln -s /usr/local/go/bin/go $world/b/go1.22.0; PATH=$world/b:$PATH; \
        export GOTOOLCHAIN=go1.22.0+path",
        Fails("go version", "invoked to provide go1.22.0"),
    )
    .instead("rm $world/b/go1.22.0; export GOTOOLCHAIN=local"),
];

#[test]
fn path() {
    prove_all(CASES);
}
