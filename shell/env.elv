# goenvmgr for elvish: puts shims/ first on PATH. Starts no process, and reading it again changes
# nothing. Three variables stand in front: toolchains, tools and shims. It is read by eval, in a namespace of
# its own.
use re
use str

var below = $toolchains/
fn is-bin {|part dir|
  and (str:has-prefix $part $dir) (re:match '^[^/]+/bin$' (str:trim-prefix $part $dir))
}
fn is-ours {|part|
  or (eq $part $shims) (is-bin $part $below) (is-bin $part $tools/)
}
set paths = [$shims (each {|part| if (not (is-ours $part)) { put $part } } $paths)]

var undo = ''
if (has-env __GOENVMGR_UNDO) { set undo = $E:__GOENVMGR_UNDO }
# An inherited GOROOT of ours would belong to another directory's version.
if (and (has-env GOROOT) (str:has-prefix $E:GOROOT $below)) {
  var at = (str:index $undo ';GOROOT=')
  if (>= $at 0) {
    set-env GOROOT $undo[(+ $at 8)..]
  } else {
    unset-env GOROOT
  }
}
# From here on shims/ is the user's own wish: it stays where nothing is selected.
if (not-eq $undo '') { set-env __GOENVMGR_UNDO (re:replace '^[^;]*' 0 $undo) }
