# goenvmgr for nushell: the hook, and the function. `goenvmgr init` puts assignments to
# $env.__goenvmgr in front of this file: a record, which no child process gets to see. Nushell
# evaluates nothing that it has not read before. Which files and variables count, the program alone
# knows: its answer is data.

# The directory that the answer was compared in last; empty: ask. The variables are as they were then.
$env.__goenvmgr.here = ''
$env.__goenvmgr.values = []
$env.__goenvmgr.told = 'first'
$env.__goenvmgr.active = false
$env.__goenvmgr.now = {kind: 'none', base: '', names: [], vars: [], files: []}

# The first bytes of a file that can be opened without waiting; no more are read, whatever its length.
def __goenvmgr_start [file: string] {
  let about = (ls --all --directory ($file | path expand --strict) | first)
  if $about.type != 'file' { error make {msg: 'no file'} }
  if $about.size == 0b { 0x[] } else { open --raw $about.name | first 4097 }
}

# Whether one condition of an answer is the case. What fails and what is not known is not.
def __goenvmgr_is [word: string, file: any, other: any, said: any] {
  let real = (try { $file | path expand --strict } catch { '' })
  let about = (if $real == '' { {type: 'nothing', mode: ''} } else { ls --all --long --directory $real | first })
  match $word {
    'absent' => ($real == '')
    'stands' => ($real != '')
    'program' => ($about.type == 'file' and $about.mode =~ 'x')
    'no-program' => (not ($about.type == 'file' and $about.mode =~ 'x'))
    'directory' => ($about.type == 'dir')
    'file' => ($real != '' and $about.type != 'dir')
    'unreadable' => ($real != '' and (try { __goenvmgr_start $real; false } catch { true }))
    'same' => ($real == $other)
    'unaltered' => ($about.modified == (ls --all --directory ($other | path expand --strict) | first).modified)
    'says' => ((__goenvmgr_start $file) == ($other | into binary))
    'bytes' => ((__goenvmgr_start $file) == ($other | decode base64))
    'begins' => ((__goenvmgr_start $file | bytes starts-with ($said | into binary)) and (__goenvmgr_is unaltered $file $other null))
    _ => false
  }
}

def __goenvmgr_values [] {
  let all = $env
  $env.__goenvmgr.now.vars | each {|name| if $name in $all { [($all | get $name)] } else { [] } }
}

# Whether all that the answer rests on is the case, here and now. What failed holds where it failed.
def __goenvmgr_holds [] {
  let state = $env.__goenvmgr
  let now = $state.now
  if $state.here == '' or (__goenvmgr_values) != $state.values { return false }
  if $env.PWD != $state.here and $now.kind != 'answer' { return false }
  mut dir = $env.PWD
  while $dir != $now.base {
    for name in $now.names {
      if ($dir | path join $name | path exists) { return false }
    }
    let parent = ($dir | path dirname)
    if $parent == $dir {
      if $now.base != '' { return false }
      break
    }
    $dir = $parent
  }
  for file in $now.files {
    if not (try { __goenvmgr_is $file.0 $file.1? $file.2? $file.3? } catch { false }) { return false }
  }
  true
}

# Takes lines of data over. Until the last statement there is no place: who is interrupted looks again.
def --env __goenvmgr_take [rows: list] {
  let of = {|word| $rows | where {|row| $row.0 == $word } | each {|row| $row | skip 1 } }
  let new = {
    kind: (do $of kind).0.0
    base: (do $of base | flatten | append '' | first)
    names: (do $of names | flatten)
    vars: (do $of vars | flatten)
    files: (do $of file)
  }
  $env.__goenvmgr.here = ''
  for step in ((do $of clean) ++ (do $of enter)) {
    let name = $step.0
    match ($step | length) {
      1 => { hide-env --ignore-errors $name }
      _ => { load-env {($name): (if $name == 'PATH' { $step.1 | split row (char esep) } else { $step.1 })} }
    }
  }
  if $new.kind == 'off' {
    __goenvmgr_off
    return
  }
  # Without an answer what counted before counts still, beside what it names.
  let before = (if $new.kind == 'none' { $env.__goenvmgr.now.vars } else { [] })
  $env.__goenvmgr.now = ($new | merge {vars: ($before ++ $new.vars | uniq)})
  $env.__goenvmgr.told = (do $of told | flatten | append $env.__goenvmgr.told | first)
  $env.__goenvmgr.values = (__goenvmgr_values)
  $env.__goenvmgr.here = $env.PWD
}

# Runs goenvmgr and takes over what it says; then fails as it did. What it says goes through a file:
# nushell forgets what a program printed that failed.
def --env __goenvmgr_ask [...args: string] {
  let state = $env.__goenvmgr
  let exe = $state.exe
  if not ($exe | path exists) {
    print --stderr $"goenvmgr: ($exe) is gone; this shell stays as it is"
    __goenvmgr_take [[kind none] [file no-program $exe]]
    error make {msg: 'goenvmgr is gone'}
  }
  let said = (mktemp --tmpdir goenvmgr.XXXXXX)
  try {
    with-env {__GOENVMGR_EMIT: 'nu', __GOENVMGR_PROTOCOL: $state.protocol, __GOENVMGR_TOLD: $state.told} {
      ^$exe ...$args o> $said
    }
  } finally {
    let text = (open --raw $said | decode utf-8)
    rm --force $said
    if ($text starts-with "#goenvmgr\n") {
      __goenvmgr_take ($text | lines | skip 1 | each {|line| $line | from json })
    } else {
      print --no-newline $text
    }
  }
}

def --env __goenvmgr_hook [] {
  if not $env.__goenvmgr.active { return }
  let holds = (__goenvmgr_holds)
  $env.__goenvmgr.here = (if $holds { $env.PWD } else { '' })
  if $holds { return }
  # What is wrong has been said; a prompt is no place to fail. Without an answer it stays as it is.
  try { __goenvmgr_ask hook }
  if $env.__goenvmgr.here == '' { __goenvmgr_take [[kind none]] }
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
  # No value of a manifest is left.
  $env.__goenvmgr.now = {kind: 'none', base: '', names: [], vars: [], files: []}
  $env.__goenvmgr.values = []
  let hooks = ($env.config?.hooks?.pre_prompt? | default [])
  $env.config.hooks.pre_prompt = ($hooks | where {|hook| $hook != '__goenvmgr_hook' })
}

# What there is to say while start-up files run is said at the first prompt; a script has none.
def --env __goenvmgr_start_up [] {
  if $nu.is-interactive { $env.__goenvmgr.told = 'starting' }
  __goenvmgr_hook
  match $env.__goenvmgr.told {
    'first' => { $env.__goenvmgr.here = '' }
    'starting' => { $env.__goenvmgr.told = 'first' }
  }
}

@complete 'nu-complete goenvmgr'
def --env --wrapped goenvmgr [...args: string] {
  # What shapes how something is said is no part of what is asked; another option may be one that changes something.
  mut words = []
  mut skip = false
  for word in $args {
    if $skip {
      $skip = false
    } else if $word in [--color --format] {
      $skip = true
    } else if $word !~ '^(--(color|format)=.*|--(quiet|verbose|offline)|-[qv]+)$' {
      $words = ($words | append $word)
    }
  }
  let asked = ($words | where {|word| not ($word starts-with '-') } | get 0? | default '')
  let said = ($words | first 2 | str join ' ')
  let exe = $env.__goenvmgr.exe
  let hooked = ('__goenvmgr_hook' in ($env.config?.hooks?.pre_prompt? | default []))
  let lost = ($env.__goenvmgr.active and $asked in [check doctor] and not $hooked)
  let word = (if $lost { {__GOENVMGR_HOOK: 'hooks.pre_prompt'} } else { {} })
  # Whoever lost the hook gets it back.
  if $lost and '--fix' in $args { __goenvmgr_on }
  if $asked in ($env.__goenvmgr.asked | split row ' ') {
    load-env $word
    try {
      __goenvmgr_ask ...$args
      if $asked == 'use' { __goenvmgr_on }
    } finally {
      hide-env --ignore-errors __GOENVMGR_HOOK
    }
    # As of a program that ended well.
    $env.LAST_EXIT_CODE = 0
  } else if $asked in ($env.__goenvmgr.changes | split row ' ') and ($said not-in ($env.__goenvmgr.reads | split row ', ')) {
    load-env $word
    try { ^$exe ...$args } finally {
      hide-env --ignore-errors __GOENVMGR_HOOK
      __goenvmgr_hook
    }
  } else {
    # The last there is, and in no `try`: nushell 0.115 cannot `save` what is followed by a `finally`.
    with-env $word { ^$exe ...$args }
  }
}
