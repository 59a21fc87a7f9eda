//! Programs that are linked statically with the very library that the tests have built: linking
//! takes a second, where building again takes minutes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Links the file (below the checkout) as `install.sh` links the product.
pub fn statically(source: &str, to: &Path) {
    let deps = Path::new(env!("CARGO_BIN_EXE_goenvmgr")).with_file_name("deps");
    let mut library = std::ffi::OsString::from("goenvmgr=");
    library.push(newest(&deps));
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let built = Command::new(rustc)
        .args(["--edition=2024", "-Ctarget-feature=+crt-static", "-Crelocation-model=static"])
        .args(["--target", &format!("{}-unknown-linux-gnu", std::env::consts::ARCH)])
        .arg(format!("-Ldependency={}", deps.display()))
        .arg("--extern")
        .arg(library)
        .args(["-o".as_ref(), to.as_os_str()])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(source))
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
}

fn newest(deps: &Path) -> PathBuf {
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("libgoenvmgr-") && name.ends_with(".rlib")
    };
    let files = fs::read_dir(deps).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(is_library)
        .max_by_key(|path| path.metadata().unwrap().modified().unwrap())
        .unwrap()
}
