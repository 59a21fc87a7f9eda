# shellcheck shell=bash
# Sourced by what measures with real toolchains.

# unpacked VERSION CACHE DIR: the Go that the user's own GOPROXY has, through the module cache CACHE, as it was
# published.
unpacked() {
    local module
    module=golang.org/toolchain@v0.0.1-go$1.$(go env GOHOSTOS)-$(go env GOHOSTARCH)
    GOMODCACHE=$2 GOFLAGS=-modcacherw GOTOOLCHAIN=local go mod download "$module"
    cp -a "$2/$module" "$3"
    find "$3" -name _go.mod -execdir mv {} go.mod ';'
    chmod -R u+w "$3"
    chmod 755 "$3/bin"/* "$3/pkg/tool"/*/*
}
