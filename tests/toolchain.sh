# shellcheck shell=sh
# Finds a Rust toolchain and a C compiler for install.sh and tests/run, or says what to install.
# Sourced; the caller has a function `fail`.

need_rust() {
    if ! command -v cargo >/dev/null 2>&1; then
        real=$(real_home)
        if [ -n "$real" ] && [ -x "$real/.cargo/bin/cargo" ]; then
            PATH=$real/.cargo/bin:$PATH
            export PATH
        else
            fail "cargo is missing: install Rust 1.89 or newer (rustup, or your distribution's cargo), then run this again"
        fi
    fi
    need_rust_toolchain
    if ! command -v "${CC:-cc}" >/dev/null 2>&1; then
        fail "a C compiler is missing (Rust links with it): $(c_compiler_advice)"
    fi
}

# Under another HOME than the account's, rustup's cargo knows no toolchain.
need_rust_toolchain() {
    cargo --version >/dev/null 2>&1 && rustc --version >/dev/null 2>&1 && return
    real=$(real_home)
    if [ -z "${RUSTUP_HOME:-}" ] && [ -n "$real" ] && [ -d "$real/.rustup/toolchains" ]; then
        RUSTUP_HOME=$real/.rustup
        export RUSTUP_HOME
        cargo --version >/dev/null 2>&1 && rustc --version >/dev/null 2>&1 && return
    fi
    fail "cargo is here but has no toolchain under HOME=${HOME:-}: run 'rustup default stable', or set RUSTUP_HOME to the .rustup directory that has one"
}

# The home directory that the account database names, whatever HOME says.
real_home() {
    getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6
}

c_compiler_advice() {
    if command -v apt-get >/dev/null 2>&1; then
        echo "apt-get install gcc libc6-dev"
    elif command -v dnf >/dev/null 2>&1; then
        echo "dnf install gcc"
    elif command -v apk >/dev/null 2>&1; then
        echo "apk add build-base"
    elif command -v pacman >/dev/null 2>&1; then
        echo "pacman -S gcc"
    else
        echo "install gcc or clang"
    fi
}
