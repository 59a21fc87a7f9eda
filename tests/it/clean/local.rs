//! Module caches that the real go fills from a proxy in a directory: small, quick, made to measure.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::world::{Ran, World, ran};

/// A world with such a proxy.
pub struct Local {
    pub world: World,
}

impl Local {
    pub fn new() -> Self {
        // What is built of the standard library is the same for all.
        let builds = Path::new(env!("CARGO_TARGET_TMPDIR")).join("clean-builds");
        Self { world: World::with_caches().var("GOCACHE", builds) }
    }

    /// Publishes a module whose package imports the packages of what it requires.
    pub fn publish(&self, path: &str, version: &str, go: &str, requires: &[(String, String)]) {
        let at = format!("proxy/{path}/@v");
        let go_mod = go_mod(path, go, requires);
        self.world.write(&format!("{at}/{version}.mod"), &go_mod);
        let info = format!("{{\"Version\":{version:?},\"Time\":\"2024-01-02T03:04:05Z\"}}");
        self.world.write(&format!("{at}/{version}.info"), &info);
        let list = self.world.path(&format!("{at}/list"));
        let listed = fs::read_to_string(&list).unwrap_or_default();
        fs::write(&list, format!("{listed}{version}\n")).unwrap();
        let zip = fs::File::create(self.world.path(&format!("{at}/{version}.zip"))).unwrap();
        let mut zip = zip::ZipWriter::new(zip);
        let package = path.rsplit('/').next().unwrap();
        for (name, text) in [
            ("go.mod", go_mod),
            ("p.go", source(package, requires)),
            ("sub/q.go", "package sub\n".to_owned()),
        ] {
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(format!("{path}@{version}/{name}"), options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
    }

    /// Writes a program that requires and imports modules.
    pub fn program(&self, dir: &str, go: &str, requires: &[(String, String)]) {
        self.world.write(&format!("{dir}/go.mod"), &go_mod(&format!("x/{dir}"), go, requires));
        let main = format!("{}\nfunc main() {{}}\n", source("main", requires));
        self.world.write(&format!("{dir}/main.go"), &main);
    }

    /// A go command that may use the proxy in the directory, and no other.
    pub fn go(&self, dir: &str, args: &[&str]) -> Ran {
        ran(self.command(dir, args))
    }

    pub fn command(&self, dir: &str, args: &[&str]) -> std::process::Command {
        let mut command = self.world.go_command(dir, args);
        command
            .env("GOPROXY", format!("file://{}", self.world.path("proxy").display()))
            .env("GOSUMDB", "off");
        command
    }

    pub fn module_dir(&self, path: &str, version: &str) -> PathBuf {
        self.world.cache().join(format!("{path}@{version}"))
    }

    /// A file of a version below `cache/download`.
    pub fn download(&self, path: &str, version: &str, end: &str) -> PathBuf {
        self.world.cache().join(format!("cache/download/{path}/@v/{version}.{end}"))
    }
}

fn go_mod(path: &str, go: &str, requires: &[(String, String)]) -> String {
    let lines = requires.iter().map(|(path, version)| format!("require {path} {version}\n"));
    format!("module {path}\n\ngo {go}\n\n{}", lines.collect::<String>())
}

fn source(package: &str, requires: &[(String, String)]) -> String {
    let imports = requires.iter().map(|(path, _)| format!("import _ {path:?}\n"));
    format!("package {package}\n\n{}", imports.collect::<String>())
}
