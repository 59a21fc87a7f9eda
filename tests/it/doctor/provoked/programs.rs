//! The C compiler, and programs that do not start.

use super::Go::Fails;
use super::{Case, In, case, prove_all};

const CASES: &[Case] = &[
    case("cc.present", "export CGO_ENABLED=1 CC=nosuchcc", Fails("go build runtime/cgo", "C compiler \"nosuchcc\" not found")),
    case("cc.works", "export CGO_CFLAGS=-nosuchflag", Fails("CGO_ENABLED=1 go build runtime/cgo", "")),
    case(
        "libc.loader",
        "export GOBIN=$world/b; mkdir $GOBIN; echo 'int main(){return 0;}' >$world/tmp/a.c; \
        gcc -Wl,-dynamic-linker,/lib/nowhere.so -o $GOBIN/a $world/tmp/a.c",
        Fails("$world/b/a", ""),
    )
    .instead("gcc -o $world/b/a $world/tmp/a.c"),
    case(
        "libc.loader",
        "export GOBIN=$world/b; mkdir $GOBIN; echo 'int main(){return 0;}' >$world/tmp/a.c; \
        musl-gcc -o $GOBIN/a $world/tmp/a.c; $GOBIN/a || exit 9; \
        for d in /usr/lib/*-linux-musl; do mount -t tmpfs t $d; done",
        Fails("$world/b/a", ""),
    )
    .in_(In::Mounts)
    .instead("gcc -o $world/b/a $world/tmp/a.c"),
    case(
        "libc.version",
        "export GOBIN=$world/b; mkdir $GOBIN; echo 'int main(){return 0;}' >$world/tmp/a.c; \
        gcc -o $world/tmp/a $world/tmp/a.c; sed s/GLIBC_2.34/GLIBC_9.99/g $world/tmp/a >$GOBIN/a; chmod +x $GOBIN/a",
        Fails("$world/b/a", "GLIBC_9.99"),
    )
    .instead("cp $world/tmp/a $world/b/a"),
];

#[test]
fn programs() {
    prove_all(CASES);
}
