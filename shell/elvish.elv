# goenvmgr for elvish: the hook, and the function. `goenvmgr init` puts `var` lines in front of this
# file: exe, home, config, roots, kind. It is read by eval, in a namespace of its own: the function is
# put into the session by hand. Elvish cannot ask for the time of a file, so what is compared is what
# the files say, up to a bound. It cannot read up to a bound either: `head` does.
use path
use str

var stop = ''
var has = ''
var lacks = ''
var names = all
var told = ''
var seen = []
var here = ''
var active = $false
var dark = $false
var noted = [&]

fn value {|name|
  if (has-env $name) { put (get-env $name) } else { put '' }
}

# What one file says. Nobody waits for what is no file. Of a longer one, or where there is no `head`,
# the shell does not know whether it has changed.
fn look {|file|
  if (not (path:is-regular &follow-symlink=$true $file)) {
    put '?'
  } elif (has-external head) {
    var said = (try { (external head) -c 65536 $file 2> /dev/null } catch { nop } | slurp)
    if (== (count $said) 65536) { set dark = $true }
    put $said
  } else {
    set dark = $true
    put '?'
  }
}

fn there {|file|
  or (path:is-regular &follow-symlink=$true $file) (path:is-dir &follow-symlink=$true $file)
}

fn above {|dir|
  var parent = (path:dir $dir)
  if (not-eq $parent $dir) { put $parent } else { put '' }
}

# The files upwards that may decide, each with what it says.
fn walk {
  set dark = $false
  put (value GOENVMGR_VERSION) (value GOWORK)
  var wanted = [goenvmgr.toml .go-version .tool-versions go.work go.mod]
  if (eq $names manifest) { set wanted = [goenvmgr.toml] }
  var module = $false
  var dir = $pwd
  while (not-eq $dir '') {
    for name $wanted {
      var file = (path:join $dir $name)
      if (and (there $file) (not (and $module (eq $name go.mod)))) {
        put $file (look $file)
        if (eq $name go.mod) { set module = $true }
        # What comes after the pin that decides does not count.
        if (and (eq $names all) (eq $file $stop)) { break }
      }
    }
    if (and (not-eq $stop '') (eq (path:dir $stop) $dir)) { break }
    set dir = (above $dir)
  }
  put (look $config)
  if (not-eq $has '') { put (path:is-regular &follow-symlink=$true $has) }
  if (not-eq $lacks '') { put (path:is-dir &follow-symlink=$true $lacks) }
}

fn mark {
  set seen = [(walk)]
  set here = $pwd
}

# A project that one walks into without a question is noted for `clean` all the same, once a session.
fn note {
  var dir = $pwd
  while (and (not-eq $dir '') (not (there (path:join $dir go.mod))) (not (there (path:join $dir go.work)))) {
    set dir = (above $dir)
  }
  if (or (eq $dir '') (has-key $noted $dir) (str:contains-any $dir "\n\\")) { return }
  set noted[$dir] = $true
  try { echo $dir >> $roots } catch { nop }
}

# Set before it is used: what takes the hook off stands below, and needs the hook.
var off = { nop }

fn apply {|data|
  for name $data[unset] { unset-env $name }
  for name [(keys $data[set])] { set-env $name $data[set][$name] }
  if $data[watch] {
    set stop = $data[watch][stop]
    set has = $data[watch][has]
    set lacks = $data[watch][lacks]
    set names = $data[watch][names]
    set told = $data[watch][told]
  }
  if (eq $data[then] mark) { mark }
  if (eq $data[then] off) { $off }
}

# Runs goenvmgr and takes over what it says, if that is meant for a shell; then fails as it did.
fn ask {|@args|
  var failed = $nil
  set-env __GOENVMGR_EMIT elvish
  set-env __GOENVMGR_TOLD $told
  var said = (try { (external $exe) $@args } catch error { set failed = $error } | slurp)
  unset-env __GOENVMGR_EMIT
  unset-env __GOENVMGR_TOLD
  if (str:has-prefix $said "#goenvmgr\n") {
    apply (print (str:trim-prefix $said "#goenvmgr\n") | from-json)
  } else {
    print $said
  }
  # As a condition, an exception is false.
  if (not-eq $failed $nil) { fail $failed }
}

fn moved {
  var now = [(walk)]
  if (or $dark (eq $here '') (not-eq $now $seen)) {
    var before = [$stop $has $lacks $names]
    # What is wrong has been said; a prompt is no place to fail.
    try { ask hook } catch { nop }
    if (not-eq $before [$stop $has $lacks $names]) { set now = [(walk)] }
  } elif (not-eq $here $pwd) {
    note
  }
  set seen = $now
  set here = $pwd
}

fn hook {|@_|
  if $active { moved }
}

# Scripts have no editor, and its names are errors there.
fn editing {|code @names|
  try { eval $code &ns=(ns $@names) } catch { nop }
}

fn on {
  if $active { return }
  set active = $true
  set after-chdir = [$@after-chdir $hook~]
  editing 'set edit:before-readline = [$@edit:before-readline $hook]' [&hook=$hook~]
}

set off = {
  set active = $false
  set here = ''
  var others = {|all| each {|one| if (not-eq $one $hook~) { put $one } } $all }
  set after-chdir = [($others $after-chdir)]
  editing 'set edit:before-readline = [($others $edit:before-readline)]' [&others=$others]
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
  if (has-value [(str:split ' ' $asked)] $command) {
    ask $@args
    if (eq $command use) { on }
    return
  }
  try {
    (external $exe) $@args
  } finally {
    if (and $active (has-value [(str:split ' ' $changes)] $command)) {
      set here = ''
      moved
    }
  }
}

# What was found out holds for the shell that asked, where it stood; else it is asked anew.
fn start {|shells dir data|
  on
  if (and (has-value $shells (to-string $pid)) (eq $dir $pwd)) {
    apply (print $data | from-json)
  } else {
    moved
  }
  editing 'edit:add-var goenvmgr~ $goenvmgr' [&goenvmgr=$goenvmgr~]
}
