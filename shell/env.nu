# goenvmgr for nushell: puts shims/ first on PATH. Starts no process, and reading it again changes
# nothing. Three assignments to $env.__goenvmgr stand in front: toolchains, tools and shims.
do --env {
  let shims = $env.__goenvmgr.shims
  let below = $"($env.__goenvmgr.toolchains)/"
  let both = [$below, $"($env.__goenvmgr.tools)/"]
  $env.PATH = ($env.PATH | split row (char esep) | where {|part|
    $part != $shims and not ($both | any {|dir|
      ($part starts-with $dir) and (($part | str replace $dir '') =~ '^[^/]+/bin$')
    })
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
