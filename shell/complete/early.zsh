    if (( $+functions[compdef] )); then
        compdef _goenvmgr goenvmgr
    else
        # Read before compinit: known by the first prompt, when that has run.
        _goenvmgr_late() {
            emulate -L zsh
            precmd_functions=("${(@)precmd_functions:#_goenvmgr_late}")
            if (( $+functions[compdef] )); then compdef _goenvmgr goenvmgr; fi
        }
        typeset -ga precmd_functions
        precmd_functions+=(_goenvmgr_late)
    fi
