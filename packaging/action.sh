#!/usr/bin/env bash
# What action.yml runs: installs the Go that is asked for with the goenvmgr on PATH, or with a release that is
# named by address and hash, and hands its environment to the steps after it. bash 3.2, as macOS has it.
set -euo pipefail

fail() { printf '::error::%s\n' "$*"; exit 1; }

# A release, taken if it has the hash that the workflow names.
fetch() {
  [[ -n ${INPUT_SHA256:-} ]] || fail "archive needs sha256: the hash that the release page says"
  local into=$RUNNER_TEMP/goenvmgr found
  mkdir -p "$into/bin"
  curl --fail --silent --show-error --location --retry 3 --output "$into/release" "$INPUT_ARCHIVE" || fail "could not fetch $INPUT_ARCHIVE"
  found=$(sha256sum <"$into/release"); found=${found%% *}
  [[ $found == "$INPUT_SHA256" ]] || fail "$INPUT_ARCHIVE has sha256 $found, not $INPUT_SHA256"
  tar xzf "$into/release" -C "$into" --strip-components 1
  mv "$into/goenvmgr" "$into/bin/goenvmgr"
  PATH=$into/bin:$PATH
  echo "$into/bin" >>"$GITHUB_PATH"
}

# pass NAME VALUE: to the steps after this one. The mark stands in no value.
pass() {
  local mark=END_$RANDOM$RANDOM$RANDOM
  printf '%s<<%s\n%s\n%s\n' "$1" "$mark" "$2" "$mark" >>"$GITHUB_ENV"
}

# What activation changes: new entries of PATH, and every variable that is another than before.
hand_over() {
  local name before=$PATH entry old
  for name in $(compgen -e); do printf -v "was_$name" %s "${!name}"; done
  # In words of its own: a failure inside eval would be lost.
  local statements
  statements=$(goenvmgr env --shell bash)
  eval "$statements"
  local entries=() IFS=:
  for entry in $PATH; do
    case :$before: in *:"$entry":*) ;; *) entries=("$entry" ${entries[@]+"${entries[@]}"}) ;; esac
  done
  # The last that is written stands first.
  for entry in ${entries[@]+"${entries[@]}"}; do printf '%s\n' "$entry" >>"$GITHUB_PATH"; done
  unset IFS
  for name in $(compgen -e); do
    old=was_$name
    case $name in PATH | _ | SHLVL | PWD | OLDPWD) continue ;; esac
    [[ ${!name} == "${!old-}" ]] || pass "$name" "${!name}"
  done
}

[[ -z ${INPUT_ARCHIVE:-} ]] || fetch
command -v goenvmgr >/dev/null || fail "goenvmgr is not on PATH: name a release with archive and sha256"
if [[ -n ${INPUT_GO_VERSION:-} ]]; then
  goenvmgr install "$INPUT_GO_VERSION" || fail "goenvmgr could not install Go $INPUT_GO_VERSION"
  export GOENVMGR_VERSION=$INPUT_GO_VERSION
  pass GOENVMGR_VERSION "$INPUT_GO_VERSION"
else
  goenvmgr install || fail "goenvmgr could not install what $PWD asks for"
fi
hand_over
version=$(go version); version=${version#go version go}
{
  echo "go-version=${version%% *}"
  echo "modcache=$(go env GOMODCACHE)"
  echo "gocache=$(go env GOCACHE)"
} >>"$GITHUB_OUTPUT"
