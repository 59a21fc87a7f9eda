//! What PATH finds.

use super::Go::{Bears, Fails};
use super::{BUILD, Case, case, prove_all};

const CASES: &[Case] = &[
    case(
        "path.go: export PATH=<bin>:\"$PATH\"",
        "PATH=/usr/bin:/bin",
        Fails("go version", "command not found"),
    ),
    case(
        "path.go: goenvmgr default <version>",
        "mkdir -p $GOENVMGR_HOME/toolchains $GOENVMGR_HOME/shims; ln -s $world/goenvmgr $GOENVMGR_HOME/shims/go; \
        v=$(head -n 1 /usr/local/go/VERSION); ln -s /usr/local/go $GOENVMGR_HOME/toolchains/$v; \
        PATH=$GOENVMGR_HOME/shims:/usr/bin:/bin:$world; hash -r; cd $world/tmp",
        Fails("go version", "goenvmgr default"),
    ),
    case(
        "path.tilde: PATH=$(printf %s \"$PATH\" | sed <program>)",
        "ln -s /usr/local/go/bin $HOME/b; PATH='~/b':$PATH",
        Bears(BUILD),
    ),
    case(
        "path.tilde: PATH=$(printf %s \"$PATH\" | sed <program>)",
        "mkdir $HOME/b; echo 'exit 7' >$HOME/b/mine; chmod +x $HOME/b/mine; PATH='$HOME/b':$PATH",
        Bears(BUILD),
    ),
    case(
        "path.relative: PATH=$(printf %s \"$PATH\" | tr : '\\n' | grep '^/' | paste -sd: -)",
        "PATH=.:$PATH",
        Bears(BUILD),
    ),
    case(
        "path.writable: chmod o-w <dir>",
        "mkdir $world/open; chmod 777 $world/open; PATH=$world/open:$PATH",
        Bears(BUILD),
    ),
    case(
        "path.named: rm <path>",
        "mkdir $world/b; ln -s /usr/local/go/bin/go $world/b/go1.22.0; PATH=$world/b:$PATH",
        Bears(BUILD),
    ),
    case(
        "path.named: rm <path>; unset GOTOOLCHAIN",
        "mkdir $world/b; ln -s /usr/local/go/bin/go $world/b/go1.22.0; PATH=$world/b:$PATH; \
        export GOTOOLCHAIN=go1.22.0+path",
        Fails("go version", "invoked to provide go1.22.0"),
    ),
    case(
        "path.named: rm <path>; sed -i '/^GOTOOLCHAIN=/d' <file>",
        "mkdir $world/b; ln -s /usr/local/go/bin/go $world/b/go1.22.0; PATH=$world/b:$PATH; \
        unset GOTOOLCHAIN; export GOENV=$world/e; echo GOTOOLCHAIN=go1.22.0+path >$GOENV",
        Fails("go version", "invoked to provide go1.22.0"),
    ),
];

#[test]
fn path() {
    prove_all(CASES);
}
