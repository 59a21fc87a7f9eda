
use builtin;
use str;

set edit:completion:arg-completer[goenvmgr] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'goenvmgr'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'goenvmgr'= {
            cand --color 'When to use colour'
            cand -q 'Print results and errors only'
            cand --quiet 'Print results and errors only'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand completions 'Print the completion script for a shell'
        }
        &'goenvmgr;completions'= {
            cand --color 'When to use colour'
            cand -q 'Print results and errors only'
            cand --quiet 'Print results and errors only'
            cand -h 'Print help'
            cand --help 'Print help'
        }
    ]
    $completions[$command]
}
