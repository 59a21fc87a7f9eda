use super::told::{by_command, by_git};
use super::*;

#[test]
fn goauth_is_parsed_as_go_parses_it() {
    let dir = tempfile::tempdir().unwrap();
    let text = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(dir.path().join("file"), "").unwrap();
    let command = |text: &str| Method::Command(text.to_owned());
    let git = format!("git {}", text(""));
    for (value, expected) in [
        ("", Ok(vec![Method::Netrc])),
        ("off", Ok(vec![])),
        (" off ", Ok(vec![])),
        ("netrc", Ok(vec![Method::Netrc])),
        ("a b ; netrc", Ok(vec![Method::Netrc, command("a b")])),
        (&git, Ok(vec![Method::Git(dir.path().join(""))])),
        (";", Err(AuthError::Empty)),
        ("netrc;", Err(AuthError::Empty)),
        ("off;netrc", Err(AuthError::OffAndMore)),
        ("git", Err(AuthError::GitDir)),
        ("git .", Err(AuthError::GitDir)),
        ("git /a b", Err(AuthError::GitDir)),
        (&format!("git {}", text("file")), Err(AuthError::GitDir)),
        (&format!("git {}", text("none")), Err(AuthError::GitMissing)),
    ] {
        assert_eq!(Auth::parse(Some(value)), expected.map(Auth), "{value}");
    }
}

#[test]
fn goauth_output_is_read_as_go_reads_it() {
    let headers = |list: &[(&str, &str)]| -> Headers {
        list.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect()
    };
    let told = by_command(b"https://a.example/x\nhttps://b.example\n\nA: 1\nB:  two \n\n").unwrap();
    let both = headers(&[("A", "1"), ("B", "two")]);
    assert_eq!(
        told,
        [(b"https://a.example/x".to_vec(), both.clone()), (b"https://b.example".to_vec(), both)]
    );
    assert_eq!(by_command(b""), Some(vec![]));
    for bad in [
        "https://a.example\n\nA: 1\n",
        "https://a.example\n",
        "a.example\n\nA: 1\n\n",
        "https://a.example\n\nA:1\n\n",
        "https://a.example\n\nA b: 1\n\n",
        "https://a.example\n\nA: \u{1}x\n\n",
    ] {
        assert_eq!(by_command(bad.as_bytes()), None, "{bad:?}");
    }
    for (output, prefix) in [
        ("protocol=https\nhost=a.example\nusername=u\npassword=p=q\n", "https://a.example"),
        (
            "protocol=https\nhost=a.example\npath=x y\nusername=u\npassword=p=q\n",
            "https://a.example/x%20y",
        ),
        (
            "protocol=https\nhost=a.example\nusername=u\npassword=p=q\nurl=invalid\n",
            "https://a.example",
        ),
        (
            "protocol=https\nhost=a.example\nusername=u\npassword=p=q\nurl=https://go.dev\n",
            "https://go.dev",
        ),
    ] {
        let (told, user, password) = by_git(output.as_bytes());
        assert_eq!(
            (String::from_utf8(told).unwrap().as_str(), &user[..], &password[..]),
            (prefix, &b"u"[..], &b"p=q"[..])
        );
    }
    assert_eq!(by_git(b"protocol:https\n").0, b"");
}
