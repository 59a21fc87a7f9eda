
# Versions: goenvmgr itself says which may stand here, without network.
var goenvmgr-words = $edit:completion:arg-completer[goenvmgr]
set edit:completion:arg-completer[goenvmgr] = {|@words|
    var word = $words[-1]
    var versions = []
    if (not (str:has-prefix $word '-')) {
        try {
            set versions = [((external goenvmgr) __versions '='$word (all $words[1..-1]) 2>/dev/null | from-lines)]
        } catch { nop }
    }
    if (eq $versions []) { $goenvmgr-words $@words } else { all $versions }
}
