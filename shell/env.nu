# goenvmgr for nushell: puts shims/ first on PATH. Starts no process, and reading it again changes
# nothing. Two assignments to $env.__goenvmgr stand in front: toolchains and shims.
do --env {
  let shims = $env.__goenvmgr.shims
  let below = $"($env.__goenvmgr.toolchains)/"
  $env.PATH = ($env.PATH | split row (char esep) | where {|part|
    let inner = ($part | str replace $below '')
    $part != $shims and not (($part starts-with $below) and ($inner =~ '^[^/]+/bin$'))
  } | prepend $shims)
  let undo = ($env.__GOENVMGR_UNDO? | default '')
  # An inherited GOROOT of ours would belong to another directory's version.
  if ($env.GOROOT? | default '') starts-with $below {
    let parts = ($undo | split row --number 2 ';GOROOT=')
    if ($parts | length) == 2 { $env.GOROOT = ($parts | last) } else { hide-env GOROOT }
  }
  # From here on shims/ is the user's own wish: it stays where nothing is selected.
  if $undo != '' { $env.__GOENVMGR_UNDO = ($undo | str replace --regex '^[^;]*' '0') }
}
