# goenvmgr for nushell: the hook, and the function. `goenvmgr init` puts assignments to
# $env.__goenvmgr in front of this file: a record, which no child process gets to see. Nushell
# evaluates nothing that it has not read before, so the program answers with data.

$env.__goenvmgr.stop = ''
$env.__goenvmgr.has = ''
$env.__goenvmgr.lacks = ''
$env.__goenvmgr.names = 'all'
$env.__goenvmgr.told = ''
$env.__goenvmgr.seen = []
$env.__goenvmgr.here = ''
$env.__goenvmgr.active = false
$env.__goenvmgr.noted = []

# What one file is: nobody opens it to know whether it has changed.
def __goenvmgr_look [file: string] {
  let kind = (try { $file | path expand | path type } catch { null })
  match $kind {
    null => null
    'dir' => 'dir'
    # What a link leads to may change, and the link not.
    _ => (try { ls --all --directory --full-paths ($file | path expand) | first | $"($in.size) ($in.modified | into int)" } catch { '?' })
  }
}

# The files upwards that may decide, each with what it is.
def __goenvmgr_walk [] {
  let state = $env.__goenvmgr
  let names = (if $state.names == 'manifest' { ['goenvmgr.toml'] } else {
    ['goenvmgr.toml' '.go-version' '.tool-versions' 'go.work' 'go.mod']
  })
  mut found = [($env.GOENVMGR_VERSION? | default '') ($env.GOWORK? | default '')]
  mut module = false
  mut dir = $env.PWD
  loop {
    for name in $names {
      if $module and $name == 'go.mod' { continue }
      let file = ($dir | path join $name)
      let what = (__goenvmgr_look $file)
      if $what == null { continue }
      $found = ($found | append [$file $what])
      if $name == 'go.mod' { $module = true }
      # What comes after the pin that decides does not count.
      if $state.names == 'all' and $file == $state.stop { break }
    }
    let parent = ($dir | path dirname)
    if $parent == $dir or ($state.stop != '' and ($state.stop | path dirname) == $dir) { break }
    $dir = $parent
  }
  $found = ($found | append [(__goenvmgr_look $state.config)])
  if $state.has != '' { $found = ($found | append ($state.has | path exists)) }
  if $state.lacks != '' { $found = ($found | append ($state.lacks | path exists)) }
  $found
}

def --env __goenvmgr_mark [] {
  $env.__goenvmgr.seen = (__goenvmgr_walk)
  $env.__goenvmgr.here = $env.PWD
}

# A project that one walks into without a question is noted for `clean` all the same, once a session.
def --env __goenvmgr_note [] {
  mut dir = $env.PWD
  while not (($dir | path join 'go.mod' | path exists) or ($dir | path join 'go.work' | path exists)) {
    let parent = ($dir | path dirname)
    if $parent == $dir { return }
    $dir = $parent
  }
  if $dir in $env.__goenvmgr.noted or $dir =~ '[\n\\]' { return }
  $env.__goenvmgr.noted = ($env.__goenvmgr.noted | append $dir)
  if ($env.__goenvmgr.roots | path type) == 'symlink' { return }
  try { $"($dir)\n" | save --append --raw $env.__goenvmgr.roots }
}

def --env __goenvmgr_apply [said: string] {
  if not ($said starts-with "#goenvmgr\n") {
    print --no-newline $said
    return
  }
  let data = ($said | str substring 10.. | from json)
  for name in $data.unset { hide-env --ignore-errors $name }
  load-env ($data.set | items {|name, value|
    [$name (if $name == 'PATH' { $value | split row (char esep) } else { $value })]
  } | into record)
  if $data.watch != null {
    $env.__goenvmgr = ($env.__goenvmgr | merge $data.watch)
  }
  match $data.then {
    'mark' => { __goenvmgr_mark }
    'off' => { __goenvmgr_off }
    _ => { }
  }
}

# Runs goenvmgr and takes over what it says; then fails as it did. What it says goes through a file:
# nushell forgets what a program printed that failed.
def --env __goenvmgr_ask [...args: string] {
  let said = (mktemp --tmpdir goenvmgr.XXXXXX)
  let exe = $env.__goenvmgr.exe
  try {
    with-env {__GOENVMGR_EMIT: 'nu', __GOENVMGR_TOLD: $env.__goenvmgr.told} {
      ^$exe ...$args o> $said
    }
  } finally {
    let text = (open --raw $said | decode utf-8)
    rm --force $said
    __goenvmgr_apply $text
  }
}

def --env __goenvmgr_moved [] {
  mut now = (__goenvmgr_walk)
  if $env.__goenvmgr.here == '' or $now != $env.__goenvmgr.seen {
    let before = ($env.__goenvmgr | select stop has lacks names)
    # What is wrong has been said; a prompt is no place to fail.
    try { __goenvmgr_ask hook }
    if $before != ($env.__goenvmgr | select stop has lacks names) { $now = (__goenvmgr_walk) }
  } else if $env.__goenvmgr.here != $env.PWD {
    __goenvmgr_note
  }
  $env.__goenvmgr.seen = $now
  $env.__goenvmgr.here = $env.PWD
}

def --env __goenvmgr_hook [] {
  if $env.__goenvmgr.active { __goenvmgr_moved }
}

# Text, so that it can be told from the hooks of others.
def --env __goenvmgr_on [] {
  $env.__goenvmgr.active = true
  let hooks = ($env.config?.hooks?.pre_prompt? | default [])
  if '__goenvmgr_hook' not-in $hooks {
    $env.config.hooks.pre_prompt = ($hooks | append '__goenvmgr_hook')
  }
}

def --env __goenvmgr_off [] {
  $env.__goenvmgr.active = false
  $env.__goenvmgr.here = ''
  let hooks = ($env.config?.hooks?.pre_prompt? | default [])
  $env.config.hooks.pre_prompt = ($hooks | where {|hook| $hook != '__goenvmgr_hook' })
}

def --env --wrapped goenvmgr [...args: string] {
  mut command = ''
  mut skip = false
  for word in $args {
    if $skip {
      $skip = false
    } else if $word == '--color' {
      $skip = true
    } else if not ($word starts-with '-') {
      $command = $word
      break
    }
  }
  let asked = $command
  if $asked in ($env.__goenvmgr.asked | split row ' ') {
    __goenvmgr_ask ...$args
    if $asked == 'use' { __goenvmgr_on }
    return
  }
  let exe = $env.__goenvmgr.exe
  try {
    ^$exe ...$args
  } finally {
    if $env.__goenvmgr.active and $asked in ($env.__goenvmgr.changes | split row ' ') {
      $env.__goenvmgr.here = ''
      __goenvmgr_moved
    }
  }
}

