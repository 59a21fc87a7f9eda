//! The C compiler, and programs that do not start.

use super::Go::{Bears, Fails};
use super::{BUILD, Case, In, case, prove_all, prove_by};

const CASES: &[Case] = &[
    case(
        "cc.present: unset <name>",
        "export CGO_ENABLED=1 CC=nosuchcc",
        Fails("go build runtime/cgo", "C compiler \"nosuchcc\" not found"),
    ),
    case(
        "cc.present: sed -i '/^<name>=/d' <file>",
        "echo CGO_ENABLED=1 >$world/e; export GOENV=$world/e CC=nosuchcc",
        Fails("go build runtime/cgo", "C compiler \"nosuchcc\" not found"),
    ),
    case(
        "cc.works: unset <name>",
        "export CGO_CFLAGS=-nosuchflag",
        Fails("CGO_ENABLED=1 go build runtime/cgo", ""),
    ),
    // Programs of strangers: only a person knows where they came from.
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

/// A program that a proxy in a directory serves, and with it what its import path is.
const SERVED: &str = "p=$world/proxy/$path/@v; mkdir -p $p $world/x; cd $world/x; git init -q .; \
    printf \"module $path\\n\\ngo 1.21\\n\" >go.mod; \
    printf 'package main\\n\\nimport \"C\"\\n\\nfunc main() {}\\n' >main.go; git add .; \
    git -c user.name=a -c user.email=a@x.example commit -qm x; \
    git archive --format=zip --prefix=$path@v1.0.0/ -o $p/v1.0.0.zip HEAD; cp go.mod $p/v1.0.0.mod; \
    echo '{\"Version\":\"v1.0.0\"}' >$p/v1.0.0.info; echo v1.0.0 >$p/list; cd ../hello; \
    export GOPROXY=file://$world/proxy GOSUMDB=off GOFLAGS=-modcacherw GOBIN=$world/b; t=$GOBIN/${path##*/}";

/// Programs of Go's, built for another machine than this, and built here again.
#[test]
fn built_again() {
    let tool = "path=x.example/tool";
    for (named, path, build, go) in [
        (
            "libc.loader: rm <program> && go install <package>@latest",
            tool,
            "go install -ldflags=-extldflags=-Wl,-dynamic-linker,/lib/nowhere.so $path@v1.0.0",
            Fails("$t", ""),
        ),
        (
            "libc.libraries: rm <program> && go install <package>@latest",
            tool,
            "mkdir $world/l; echo 'int f(void){return 0;}' >$world/tmp/f.c; \
            gcc -shared -Wl,-soname,libfar.so.1 -o $world/l/libfar.so $world/tmp/f.c; \
            CGO_LDFLAGS=\"-L$world/l -Wl,--no-as-needed -lfar\" go install $path@v1.0.0",
            Fails("$t", "libfar.so.1"),
        ),
        (
            "libc.version: rm <program> && go install <package>@latest",
            tool,
            "go install $path@v1.0.0; sed -i s/GLIBC_2.34/GLIBC_9.99/g $t",
            Fails("$t", "GLIBC_9.99"),
        ),
        (
            "ide.readers: rm <program> && go install <package>@latest",
            "path=golang.org/x/tools/gopls",
            "go install $path@v1.0.0; v=$(go env GOVERSION); sed -i s/$v/go1.20.9/g $t",
            Bears(BUILD),
        ),
    ] {
        prove_by(named, &format!("{path}; {SERVED}; {build}"), &go);
    }
}
