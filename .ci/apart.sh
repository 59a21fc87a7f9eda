# shellcheck shell=bash
# Sourced by what .ci/long runs in a network of its own: a machine that reaches loopback alone. `goenvmgr` is the program,
# GOSUMDB whom it believes.
set -euo pipefail
trap 'jobs -p | xargs -r kill 2>/dev/null; wait 2>/dev/null' EXIT
ip link set lo up
! curl -s -m 2 -o /dev/null https://go.dev || { echo 'there is a way out'; exit 1; }

# answers URL: somebody does, within ten seconds.
answers() {
  for _ in $(seq 100); do if curl -sf -o /dev/null "$1"; then return; fi; sleep 0.1; done
  echo "nobody answers: $1"
  exit 1
}

# What both are told besides: NAME=VALUE.
also=()

# plain NAME GOPROXY: the machine's own go, in a home of this name.
plain() {
  mkdir -p "$1"
  env -i HOME="$PWD/$1" GOPATH="$PWD/$1/go" GOFLAGS=-modcacherw GOPROXY="$2" GOSUMDB="$GOSUMDB" GOTOOLCHAIN=go1.22.5 \
    "${also[@]}" /usr/local/go/bin/go version 2>&1
}

# ours NAME GOPROXY [REQUEST]: goenvmgr, in a home of this name.
ours() {
  mkdir -p "$1"
  env -i HOME="$PWD/$1" GOPROXY="$2" GOSUMDB="$GOSUMDB" TERM=dumb "${also[@]}" \
    "${goenvmgr:?}" install --verify transparency "${3:-1.22.5}" 2>&1
}

# says WORDS: what is read holds them.
says() {
  local said
  said=$(cat)
  [[ $said == *"$1"* ]] || { printf '%s\n' "$said"; echo "nobody says: $1"; exit 1; }
  printf '  %s\n' "$1"
}
