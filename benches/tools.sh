#!/usr/bin/env bash
# What `tools sync` takes where all that is pinned stands, and a tool's way through `exec`, beside
# `go install` of the same tool with warm caches: what a Makefile would do each time.
#
#   benches/tools.sh [PROGRAM] [ROUNDS]
#
# Builds one tool (stringer) with the Go on PATH through the user's own GOPROXY. Goal: 0.3 s.
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/goenvmgr}")
rounds=${2:-7}
work=$(mktemp -d -p "${BENCH_DIR:-/tmp}" bench-tools.XXXXXX)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

root=$(GOTOOLCHAIN=local go env GOROOT)
export W=$work P=$program GOENVMGR_HOME=$work/data GOMODCACHE=$work/mod GOCACHE=$work/cache
export GOFLAGS='' GOTOOLCHAIN=local GOBIN=$work/bin VERSION=v0.29.0
mkdir "$work/project"
cat >"$work/project/goenvmgr.toml" <<TOML
go = "bench"

[tools]
stringer = "${VERSION#v}"
TOML
"$program" --quiet link bench "$root"
cd "$work/project"
"$program" --quiet trust
"$program" --quiet tools sync
go install "golang.org/x/tools/cmd/stringer@$VERSION"
cd "$OLDPWD"
# The timed shells expand what is quoted here.
# shellcheck disable=SC2016
benches/pair.py --rounds "$rounds" install='cd "$W/project" && go install golang.org/x/tools/cmd/stringer@$VERSION' \
    sync='cd "$W/project" && "$P" --quiet tools sync' exec='cd "$W/project" && "$P" exec -- stringer -help 2>/dev/null || test $? = 2'
