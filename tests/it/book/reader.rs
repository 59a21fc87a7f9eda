//! Who reads the book and types what stands in it: a home that nobody has used, goenvmgr on PATH, and publishers on
//! loopback that have a few versions for a few platforms and agree about them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use goenvmgr::go::platform::TOOLCHAIN_MODULE;

use super::blocks::{Block, dialogue, shows};
use crate::support::program;
use crate::support::publish::{ModuleProxy, ReleaseSite, Toolchain};
use crate::support::sumdb::{self, Database};
use crate::support::world::{Ran, World, exe, ran};

/// Where the publishers are reached. They stay until the end of the tests.
struct Everybody {
    index: String,
    archives: String,
    site: String,
    proxy: String,
    key: String,
}

const VERSIONS: [&str; 4] = ["1.21.13", "1.22.5", "1.23.1", "1.24.1"];
const PLATFORMS: [&str; 4] = ["linux-arm64", "darwin-arm64", "windows-amd64", "windows-arm64"];

static EVERYBODY: LazyLock<Everybody> = LazyLock::new(|| {
    let mut database = Database::new();
    let (site, proxy) = (ReleaseSite::start(), ModuleProxy::with(&[], 404));
    for version in VERSIONS {
        let host = Toolchain::new(version);
        let others = PLATFORMS.map(|platform| {
            let mut other = Toolchain::on(version, platform);
            if platform.starts_with("windows") {
                let machine = if platform.ends_with("arm64") { 0xaa64 } else { 0x8664 };
                for name in ["bin/go", "bin/gofmt"] {
                    other.files.remove(name).unwrap();
                    other.files.insert(format!("{name}.exe"), (true, windows_program(machine)));
                }
            }
            other
        });
        let others = others.into_iter().filter(|other| other.platform != host.platform);
        for toolchain in others.chain([Toolchain::new(version)]) {
            let (module, go_mod) = (toolchain.module_version(), Toolchain::go_mod_h1());
            database.add_with(TOOLCHAIN_MODULE, &module, &toolchain.h1(), &go_mod);
            proxy.publish(&toolchain);
        }
        site.publish(&host);
    }
    proxy.serve_database(sumdb::behind_proxy(&database.name(), &database.files()));
    let everybody = Everybody {
        index: site.index_url(),
        archives: site.archive_url(),
        site: site.server.place(),
        proxy: proxy.url(),
        key: database.key(),
    };
    std::mem::forget((site, proxy));
    everybody
});

/// The head of a program of Windows for this kind of machine, which is looked at and never started.
fn windows_program(machine: u16) -> Vec<u8> {
    let mut bytes = vec![0; 0x180];
    let optional_header: [u8; 2] = 240u16.to_le_bytes();
    for (at, part) in [
        (0, &b"MZ"[..]),
        (0x3c, &[0x40]),
        (0x40, b"PE\0\0"),
        (0x44, &machine.to_le_bytes()),
        (0x54, &optional_header),
        (0x56, &[0x22]),
        (0x58, &[0x0b, 0x02]),
        (0xc4, &[16]),
        // One section, whose bytes are there.
        (0x46, &[1]),
        (0x150, &[0x10]),
        (0x158, &[0x10]),
        (0x15c, &[0x70, 0x01]),
    ] {
        bytes[at..at + part.len()].copy_from_slice(part);
    }
    bytes
}

/// One home, and what the book's example names mean there.
pub(super) struct Reader {
    pub(super) world: World,
    /// What the page says, and what that is here.
    means: Vec<(String, String)>,
    /// Variables that are not set.
    left: Vec<&'static str>,
}

impl Reader {
    pub(super) fn new() -> Self {
        let world = World::new();
        fs::create_dir(world.path("bin")).unwrap();
        symlink(exe(), world.path("bin/goenvmgr")).unwrap();
        let others = ["nu", "pwsh"].into_iter().filter_map(|name| match name {
            "pwsh" => program::pwsh().map(PathBuf::from),
            name => on_path(name),
        });
        let others = others.map(|program| format!(":{}", program.parent().unwrap().display()));
        let path = format!("{}:/usr/bin:/bin{}", world.show("bin"), others.collect::<String>());
        let world = world
            .var("PATH", path)
            .var("LANG", "C.UTF-8")
            .var("TERM", "dumb")
            .var("SHELL", "/bin/bash")
            .var("GOENVMGR_HTTP_TIMEOUT", "5")
            .var("GOENVMGR_INDEX_URL", &EVERYBODY.index)
            .var("GOENVMGR_ARCHIVE_URL", &EVERYBODY.archives)
            .var("GOPROXY", &EVERYBODY.proxy)
            .var("GOSUMDB", &EVERYBODY.key);
        Self { world, means: Vec::new(), left: vec!["GOENVMGR_HOME"] }
    }

    /// A name of the page stands for this here.
    pub(super) fn means(&mut self, page: &str, here: &str) {
        self.means.push((page.to_owned(), here.to_owned()));
    }

    /// A variable is not set.
    pub(super) fn leaves(&mut self, name: &'static str) {
        self.left.push(name);
    }

    /// The user's home.
    pub(super) fn home(&self) -> PathBuf {
        self.world.path("user")
    }

    /// Where the release site listens: `127.0.0.1:PORT`.
    pub(super) fn site(&self) -> &str {
        &EVERYBODY.site
    }

    /// Writes a file below the home.
    pub(super) fn file(&self, name: &str, text: &str) {
        self.world.write(&self.home().join(name), text);
    }

    /// A program in the home, with folders as a user has them.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = self.world.command(program);
        self.left.iter().for_each(|name| {
            command.env_remove(name);
        });
        command.current_dir(self.home());
        command
    }

    /// goenvmgr with these arguments.
    pub(super) fn ours(&self, args: &[&str]) -> Ran {
        ran(self.command(exe()).args(args))
    }

    /// Types a block; what is wrong with that, if anything is.
    pub(super) fn types(&self, block: &Block) -> Option<String> {
        if let Some(name) = block.word("file") {
            self.file(name, &block.text);
            return None;
        }
        let text = self.here(&block.text);
        let dir = self.home().join(block.word("cd").unwrap_or_default());
        if block.language == "console" {
            return self.talks(&text, &dir);
        }
        let done = ran(self.shell(&block.language, &text).current_dir(dir));
        let out = self.as_in_the_book(&done.stdout);
        // What `nu` on a terminal ends with is lost.
        if done.code != 0 || (block.language == "nu" && out.contains("Error:")) {
            return Some(format!("ended with {}:\n{out}{}", done.code, done.stderr));
        }
        let expected = block.output.as_ref().filter(|expected| !shows(expected, &out))?;
        Some(format!("the page shows:\n{expected}printed was:\n{out}{}", done.stderr))
    }

    /// What the page says, as it is here.
    fn here(&self, text: &str) -> String {
        self.means.iter().fold(text.to_owned(), |text, (page, here)| text.replace(page, here))
    }

    /// What is printed, as a page may show it.
    pub(super) fn as_in_the_book(&self, text: &str) -> String {
        let text = text.replace(&self.home().display().to_string(), "/home/you");
        self.means.iter().fold(text, |text, (page, here)| text.replace(here, page))
    }

    /// A shell that runs this as if it were typed: with start-up files, but for `sh`, which is typed where `init`
    /// has been evaluated.
    fn shell(&self, language: &str, text: &str) -> Command {
        let script = self.world.path("script");
        let write = |text: &str| fs::write(&script, text).unwrap();
        let with = |program: &str, args: &[&str]| {
            let mut command = self.command(program);
            command.args(args);
            command
        };
        match language {
            "sh" => {
                write(&format!("eval \"$(goenvmgr init bash)\"\nset -e\n{text}"));
                with("bash", &["--norc", script.to_str().unwrap()])
            }
            "bash" | "zsh" => {
                write(&format!("set -e\n{text}"));
                with(language, &["-i", script.to_str().unwrap()])
            }
            "fish" => {
                write(text);
                with("fish", &["-i", script.to_str().unwrap()])
            }
            "powershell" => with("pwsh", &["-NoLogo", "-Command", text]),
            "elvish" => {
                write(text);
                let mut command = with("elvish", &[]);
                command.stdin(fs::File::open(&script).unwrap());
                command
            }
            // It reads start-up files on a terminal alone, and draws there.
            "nu" => {
                write(text);
                let line = format!("timeout 30 nu -e 'source {}; exit'", script.display());
                let line = format!(
                    "script -qec \"{line}\" /dev/null | sed 's/\\r//g; s/\\x1b[^a-zA-Z]*[a-zA-Z]//g'"
                );
                let mut command = with("sh", &["-c", &line]);
                command.env("NO_COLOR", "1");
                command
            }
            other => panic!("nobody types {other}"),
        }
    }

    /// Types each line of a console, and compares what follows it.
    fn talks(&self, text: &str, dir: &Path) -> Option<String> {
        let lines = dialogue(text);
        let mut script = "eval \"$(goenvmgr init bash)\"\nexec 2>&1\n__is=0\n".to_owned();
        for (command, _) in &lines {
            script.push_str(&format!("printf '\\001\\n'; (exit $__is)\n{command}\n__is=$?\n"));
        }
        let file = self.world.path("script");
        fs::write(&file, script).unwrap();
        let done = ran(self.command("bash").arg("--norc").arg(&file).current_dir(dir));
        let printed = self.as_in_the_book(&done.stdout);
        let printed: Vec<&str> = printed.split("\u{1}\n").skip(1).collect();
        let both = lines.iter().zip(printed.iter().chain(std::iter::repeat(&"(nothing was run)")));
        let wrong =
            both.filter(|((_, shown), printed)| !shows(&self.as_in_the_book(shown), printed));
        let wrong = wrong.map(|((command, shown), printed)| {
            format!("$ {command}\nthe page shows:\n{shown}printed was:\n{printed}")
        });
        let wrong: Vec<String> = wrong.collect();
        (!wrong.is_empty()).then(|| wrong.join("\n") + &done.stderr)
    }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}
