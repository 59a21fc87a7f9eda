//! A binary that is linked statically still resolves names, whatever nsswitch.conf names.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Takes the place of the three files in a mount namespace of its own, then resolves.
const IN_NAMESPACE: &str = "set -e
mount --bind \"$1/hosts\" /etc/hosts
mount --bind \"$1/resolv.conf\" /etc/resolv.conf
mount --bind \"$1/nsswitch.conf\" /etc/nsswitch.conf
exec \"$1/resolve\" 127.53.53.53 go.dns.example listed.example absent.example";

#[test]
fn names_resolve_with_the_nsswitch_lines_of_systemd_resolved_and_mdns() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/static/resolve.rs");
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let built = Command::new(rustc)
        .args(["--edition=2024", "-Ctarget-feature=+crt-static", "--target", &target, "-o"])
        .args([at("resolve"), source])
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    fs::write(at("hosts"), "127.0.0.1 localhost\n192.0.2.99 listed.example\n").unwrap();
    fs::write(at("resolv.conf"), "nameserver 127.53.53.53\n").unwrap();
    for line in [
        "files dns",
        "files resolve [!UNAVAIL=return] mymachines mdns4_minimal [NOTFOUND=return] dns",
        "mymachines resolve [!UNAVAIL=return] files myhostname dns",
        "files mdns4_minimal [NOTFOUND=return] dns myhostname",
    ] {
        fs::write(at("nsswitch.conf"), format!("hosts: {line}\n")).unwrap();
        let out = Command::new("unshare")
            .args(["-m", "sh", "-c", IN_NAMESPACE, "sh"])
            .arg(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&out.stdout);
        assert_eq!(
            said,
            "go.dns.example 192.0.2.7\nlisted.example 192.0.2.99\nabsent.example unknown\n",
            "hosts: {line}\n{}",
            String::from_utf8_lossy(&out.stderr)
        );
    }
}
