# goenvmgr for elvish: the hook, and the function. `goenvmgr init` puts `var` lines in front of this
# file: exe, protocol and asked. It is read by eval, in a namespace of its own: the function is
# put into the session by hand.
#
# Which files and variables count, the program alone knows: its answer is data. Elvish cannot read a
# part of a file, nor tell its time: `head` does the one and `test` the other, where the answer asks for
# that. Where these are not there, and where there is no other way to compare, it asks again.
use path
use str

var unknown = [&kind=[[none]] &clean=[] &enter=[] &leave=[] &base=[['']] &names=[[]] &vars=[[]] &file=[] &used=[['']]]
var now = $unknown
# The directory that the answer was compared in last; none: ask. The variables are as they were then.
var here = ''
var values = []
var told = first
var active = $false

fn exists {|file| bool ?(nop (path:eval-symlinks $file)) }

# The first bytes of a file that can be opened without waiting; no more are read, whatever its length.
fn start {|file|
  if (not (path:is-regular &follow-symlink=$true $file)) { fail 'no file' }
  (external head) -c 4097 $file 2> /dev/null | slurp
}

# Whether one condition of an answer is the case; what fails and what is not known is not.
var words = [
  &absent={|file| not (exists $file) }
  &stands=$exists~
  &program={|file| has-external $file }
  &no-program={|file| not (has-external $file) }
  &directory={|file| path:is-dir &follow-symlink=$true $file }
  &file={|file| and (exists $file) (not (path:is-dir &follow-symlink=$true $file)) }
  &unreadable={|file| and (exists $file) (not ?(start $file)) }
  &same={|one other| eq (path:eval-symlinks $one) $other }
  &unaltered={|one other| bool ?((external test) '(' -e $one -a -e $other ')' -a ! '(' $one -nt $other -o $one -ot $other ')') }
  &says={|file said| eq (start $file) $said }
]
set words[begins] = {|file stamp said| and (str:has-prefix (start $file) $said) ($words[unaltered] $file $stamp) }

fn look {
  put $pwd
  for name $now[vars][0] { put $name; if (has-env $name) { put [(get-env $name)] } }
}

# Whether all that the answer rests on is the case, here and now. What failed holds where it failed.
fn holds {
  if (or (eq $here '') (not-eq [(look)][1..] $values)) { put $false; return }
  if (and (not-eq $pwd $here) (not-eq $now[kind][0][0] answer)) { put $false; return }
  var dir = $pwd
  while (not-eq $dir $now[base][0][0]) {
    for name $now[names][0] {
      if (exists (path:join $dir $name)) { put $false; return }
    }
    if (eq (path:dir $dir) $dir) {
      if (eq $now[base][0][0] '') { break }
      put $false
      return
    }
    set dir = (path:dir $dir)
  }
  for file $now[file] {
    var word @rest = $@file
    if (not (try { $words[$word] $@rest } catch { put $false })) { put $false; return }
  }
  put $true
}

fn settle {
  set values = [(look)][1..]
  set here = $pwd
}

# Set before they are used: what puts the hook on and takes it off stands below, and needs the hook.
var off = { nop }
var on = { nop }
var lost = { put '' }

# Until the last statement there is no place: who is interrupted looks again.
fn take {|lines|
  var new = $unknown
  for row $lines {
    var word @rest = $@row
    if (and (has-key $new $word) (has-value [clean enter leave file] $word)) {
      set new[$word] = [(all $new[$word]) $rest]
    } else {
      set new[$word] = [$rest]
    }
  }
  set here = ''
  for step [(all $new[clean]) (all $new[enter])] {
    if (== (count $step) 2) { set-env $@step } else { unset-env $@step }
  }
  if (eq $new[kind][0][0] off) { $off; return }
  # Without an answer what counted before counts still, beside what it names.
  if (eq $new[kind][0][0] none) {
    var before = $now[vars][0]
    set new[vars] = [[$@before (each {|name| if (not (has-value $before $name)) { put $name } } $new[vars][0])]]
  }
  if (has-key $new told) { set told = $new[told][0][0] }
  set now = $new
  settle
}

# Runs goenvmgr and takes over what it says, if that is meant for a shell; then fails as it did.
fn ask {|@args|
  if (not (has-external $exe)) {
    echo 'goenvmgr: '$exe' is gone; this shell stays as it is' >&2
    take [[kind none] [file no-program $exe]]
    fail gone
  }
  var failed = $nil
  var mine = [&__GOENVMGR_EMIT=elvish &__GOENVMGR_PROTOCOL=$protocol &__GOENVMGR_TOLD=$told]
  keys $mine | each {|name| set-env $name $mine[$name] }
  # In after-chdir it is not yet what it is going to be.
  set-env PWD $pwd
  var said = (try { (external $exe) $@args } catch error { set failed = $error } | slurp)
  keys $mine | each $unset-env~
  var mark = "#goenvmgr\n"
  if (str:has-prefix $said $mark) {
    take [(print (str:trim-prefix $said $mark) | from-json)]
  } else {
    print $said
  }
  # As a condition, an exception is false.
  if (not-eq $failed $nil) { fail $failed }
}

fn moved {
  if (holds) { set here = $pwd; return }
  set here = ''
  # Where one of the two was assigned, the other puts it back.
  if (and $active (not-eq ($lost) '')) { $on }
  # What is wrong has been said; a prompt is no place to fail. Without an answer it stays as it is.
  try { ask hook < /dev/null } catch { nop }
  if (eq $here '') { take [[kind none]] }
}

# The name of its argument is what it is known by, to who reads this a second time too.
fn hook {|@goenvmgr-hook|
  if $active { moved }
}

fn is-hook {|one| try { has-value $one[arg-names] goenvmgr-hook } catch { put $false } }

fn others {|all| each {|one| if (not (is-hook $one)) { put $one } } $all }

# Scripts have no editor, and its names are errors there.
fn editing {|code @names|
  try { eval $code &ns=(ns $@names) } catch { nop }
}

set on = {
  set active = $true
  set after-chdir = [(others $after-chdir) $hook~]
  editing 'set edit:before-readline = [(others $edit:before-readline) $hook]' [&hook=$hook~ &others~=$others~]
}

# Which of the two no longer has it.
set lost = {
  var without = {|all name| if (not (has-value [(each $is-hook~ $all)] $true)) { put $name } }
  str:join ' ' [
    ($without $after-chdir after-chdir)
    (editing '$without $edit:before-readline edit:before-readline' [&without=$without])
  ]
}

set off = {
  set active = $false
  set here = ''
  # No value of a manifest is left.
  set now = $unknown
  set values = []
  set after-chdir = [(others $after-chdir)]
  editing 'set edit:before-readline = [(others $edit:before-readline)]' [&others~=$others~]
}

fn goenvmgr {|@args|
  var command = ''
  var skip = $false
  for word $args {
    if $skip {
      set skip = $false
    } elif (eq $word --color) {
      set skip = $true
    } elif (not (str:has-prefix $word -)) {
      set command = $word
      break
    }
  }
  if (and $active (has-value [check doctor] $command)) {
    set-env __GOENVMGR_HOOK ($lost)
  }
  try {
    if (has-value [(str:split ' ' $asked)] $command) {
      ask $@args
      if (eq $command use) { $on }
    } else {
      try { (external $exe) $@args } finally { hook }
    }
  } finally {
    unset-env __GOENVMGR_HOOK
    # Whoever lost the hook gets it back.
    if (and $active (eq $command check) (has-value $args --fix)) { $on }
  }
}

# What there is to say while start-up files run is said at the first prompt; a script has none.
fn start-up {
  $on
  editing 'nop $edit:before-readline; set-told' [&set-told~={ set told = starting }]
  moved
  if (eq $told first) { set here = '' } elif (eq $told starting) { set told = first }
  editing 'edit:add-var goenvmgr~ $goenvmgr' [&goenvmgr=$goenvmgr~]
}
