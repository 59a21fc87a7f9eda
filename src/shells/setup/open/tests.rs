use super::*;

/// In each text, `@` begins every line that stands within something.
fn check(words: Words, texts: &[&str]) {
    for text in texts {
        let expected: Vec<bool> = text.split('\n').map(|line| line.starts_with('@')).collect();
        let plain = text.replace("\n@", "\n");
        assert_eq!(open_before(plain.as_bytes(), words), expected, "{text}");
    }
}

#[test]
fn lines_of_sh_that_are_parts_of_others_are_known() {
    check(
        Words::Posix,
        &[
            "arr=(\n@  $HOME/.goenv/bin\n@)\nx",
            "cat <<E\n@x\n@E\ny",
            "cat <<-'E' >x; cat <<F\n@\tx\n@\tE\n@ F\n@F\ny",
            "x='a\n@b'\ny",
            "x=\"a\n@b \\\" $(echo \"c\n@d\") ${e}\n@f\"\ny",
            "x=$'it\\'s\n@b'\ny",
            "x=`a\n@b`\ny",
            "a \\\n@b\nc",
            "a &&\n@b ||\n@c | # d'\n@e\nf &\ng",
            "# it's (\nb # isn't \\\nc=${#x} d=$# e#'\n@'\nf",
            "case x in\n  a) b ;;\n  (c*) d ;;\nesac\ne",
            "((x = 1 << 2))\ny=$((1<<2))\ncat <<<x\nz",
            "x=${y:-\"a}\"}\ny=\"${z:-it's}\"\nz",
            "f() {\n  a\n}\nb \\\\\nc \\'\nd",
            "if a; then\n  b\nfi",
            "[[ x == (#i)y ]]\nz",
        ],
    );
}

#[test]
fn file_that_is_not_understood_is_open_everywhere() {
    for text in ["a\nx='b\nc", "a\ncat <<E\nb", "a\nx=(b\nc", "a\n("] {
        assert!(open_before(text.as_bytes(), Words::Posix).iter().all(|open| *open), "{text}");
    }
    let text = b"x=$(case y in\na) b;;\nesac)\nc";
    assert!(open_before(text, Words::Posix).iter().all(|open| *open));
}

#[test]
fn lines_of_fish_that_are_parts_of_others_are_known() {
    check(
        Words::Fish,
        &[
            "set x 'it\\'s\n@b'\nc",
            "set x \"a\n@$(b\n@c)\"\nd",
            "set x (a\n@b)\nc # it's\nd ` <<e\nf",
            "a \\\n@b\nc",
        ],
    );
}
