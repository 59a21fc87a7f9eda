//! Go's publishers on loopback: a small toolchain in every form that Go publishes, a release site
//! (index and archives) and a module proxy.

use std::collections::BTreeMap;
use std::env::consts::EXE_SUFFIX;
use std::io::Write as _;
use std::sync::{Arc, Mutex};

use goenvmgr::base::digest::Sha256Sum;
use goenvmgr::go::platform::Platform;

use super::program;
use super::server::{Answer, Seen, Server};
use super::sumdb::Files;

/// A GOROOT of a few files that runs far enough for tests: `bin/go` answers `version` and `env`, whatever
/// platform it is said to be for.
pub struct Toolchain {
    /// `1.22.5`.
    pub version: String,
    /// `linux-amd64`.
    pub platform: String,
    /// Path below the GOROOT, whether it is executable, contents; sorted by path.
    pub files: BTreeMap<String, (bool, Vec<u8>)>,
}

impl Toolchain {
    /// For the machine that the tests run on.
    pub fn new(version: &str) -> Self {
        let platform = Platform::host();
        Self::on(version, &format!("{}-{}", platform.os, platform.arch))
    }

    /// For another platform (`darwin-arm64`).
    pub fn on(version: &str, platform: &str) -> Self {
        let mut files: BTreeMap<_, _> = ["go", "gofmt"]
            .map(|name| (format!("bin/{name}{EXE_SUFFIX}"), (true, program::fake_go().to_vec())))
            .into();
        for (path, executable, text) in [
            ("VERSION", false, format!("go{version}\ntime 2024-06-27T20:11:12Z\n")),
            ("LICENSE", false, "a license\n".to_owned()),
            ("go.env", false, "GOTOOLCHAIN=auto\n".to_owned()),
            ("pkg/tool/any/compile", true, "#!/bin/sh\n".to_owned()),
            ("lib/wasm/go_js_wasm_exec", true, "#!/bin/sh\n".to_owned()),
            ("src/go.mod", false, "module std\n".to_owned()),
            ("src/cmd/go.mod", false, "module cmd\n".to_owned()),
            ("src/fmt/print.go", false, "package fmt\n".repeat(500)),
            ("src/vendor/.gitignore", false, "x\n".to_owned()),
            ("api/go1.txt", false, "pkg fmt\n".to_owned()),
            ("doc/go_spec.html", false, "<html>\n".to_owned()),
            ("misc/wasm/run.js", false, "//\n".to_owned()),
            ("test/a.go", false, "package a\n".to_owned()),
        ] {
            files.insert(path.to_owned(), (executable, text.into_bytes()));
        }
        Self { version: version.to_owned(), platform: platform.to_owned(), files }
    }

    /// The version of the module: `v0.0.1-go1.22.5.linux-amd64`.
    pub fn module_version(&self) -> String {
        format!("v0.0.1-go{}.{}", self.version, self.platform)
    }

    /// The archive as go.dev publishes it: `go/…` with directories, gzipped; for Windows as a zip.
    pub fn archive(&self) -> Vec<u8> {
        match self.extension() {
            "zip" => zipped(
                self.files.iter().map(|(path, (_, bytes))| (format!("go/{path}"), &bytes[..])),
            ),
            _ => self.archive_with_modes(|executable| if executable { 0o755 } else { 0o644 }),
        }
    }

    fn extension(&self) -> &'static str {
        let (os, arch) = self.platform.split_once('-').expect("os-arch");
        Platform::new(os, arch).archive_extension()
    }

    /// The same with other modes: of what is executable, and of what is not.
    pub fn archive_with_modes(&self, mode: impl Fn(bool) -> u32) -> Vec<u8> {
        let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let mut tar = tar::Builder::new(gzip);
        let mut folders = std::collections::BTreeSet::from(["go/".to_owned()]);
        for path in self.files.keys() {
            let whole = format!("go/{path}");
            folders.extend(whole.match_indices('/').map(|(at, _)| whole[..=at].to_owned()));
        }
        for folder in folders {
            let mut header = header(0o755, 0);
            header.set_entry_type(tar::EntryType::Directory);
            tar.append_data(&mut header, folder, std::io::empty()).expect("a folder");
        }
        for (path, (executable, bytes)) in &self.files {
            let mut header = header(mode(*executable), bytes.len() as u64);
            tar.append_data(&mut header, format!("go/{path}"), &bytes[..]).expect("a file");
        }
        tar.into_inner().and_then(flate2::write::GzEncoder::finish).expect("an archive")
    }

    /// The zip of the toolchain module.
    pub fn module_zip(&self) -> Vec<u8> {
        zipped(self.module_files())
    }

    /// What the checksum database holds for it.
    pub fn h1(&self) -> String {
        let mut lines: Vec<(String, String)> = self
            .module_files()
            .map(|(name, bytes)| (name.clone(), format!("{}  {name}\n", Sha256Sum::of(bytes))))
            .collect();
        lines.sort();
        let text: String = lines.into_iter().map(|(_, line)| line).collect();
        Sha256Sum::of(text.as_bytes()).to_h1()
    }

    /// What the checksum database holds for the go.mod of any toolchain.
    pub fn go_mod_h1() -> String {
        let line = format!("{}  go.mod\n", Sha256Sum::of(GO_MOD.as_bytes()));
        Sha256Sum::of(line.as_bytes()).to_h1()
    }

    fn module_files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let left_out = ["api/", "doc/", "misc/", "test/"];
        let files = self.files.iter();
        files.filter(move |(path, _)| !left_out.iter().any(|l| path.starts_with(l))).map(
            |(path, (_, bytes))| {
                let path = match path.strip_suffix("/go.mod") {
                    Some(folder) => format!("{folder}/_go.mod"),
                    None => path.clone(),
                };
                (format!("golang.org/toolchain@{}/{path}", self.module_version()), &bytes[..])
            },
        )
    }
}

fn zipped<'a>(files: impl Iterator<Item = (String, &'a [u8])>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(name, options).expect("a file");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

fn header(mode: u32, size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_mode(mode);
    header.set_size(size);
    header.set_mtime(1_719_519_072);
    header
}

/// A release site: the index at `/dl/?mode=json&include=all`, archives at `/go/NAME`.
pub struct ReleaseSite {
    /// To misbehave with, and to ask what was seen.
    pub server: Server,
    releases: Arc<Mutex<Vec<String>>>,
}

impl ReleaseSite {
    /// An empty one.
    pub fn start() -> Self {
        let server = Server::start();
        let releases: Arc<Mutex<Vec<String>>> = Arc::default();
        let shared = Arc::clone(&releases);
        server.otherwise(move |seen| {
            let releases = shared.lock().expect("releases");
            (seen.target() == Self::INDEX).then(|| index(&releases))
        });
        Self { server, releases }
    }

    /// One that has published these.
    pub fn with(toolchains: &[&Toolchain]) -> Self {
        let site = Self::start();
        toolchains.iter().for_each(|toolchain| site.publish(toolchain));
        site
    }

    /// Publishes the toolchain.
    pub fn publish(&self, toolchain: &Toolchain) {
        let archive = toolchain.archive();
        self.announce(toolchain, &Sha256Sum::of(&archive).to_string(), archive.len());
        self.server.on(&Self::path(toolchain), file(archive));
    }

    /// Lists an archive with this hash and length, and serves nothing.
    pub fn announce(&self, toolchain: &Toolchain, sha256: &str, size: usize) {
        let (os, arch) = toolchain.platform.split_once('-').expect("os-arch");
        let arch = if (os, arch) == ("linux", "arm") { "armv6l" } else { arch };
        let version = &toolchain.version;
        let stable = !version.contains("rc") && !version.contains("beta");
        let name = Self::path(toolchain).trim_start_matches("/go/").to_owned();
        self.releases.lock().expect("releases").push(format!(
            r#"{{"version": "go{version}", "stable": {stable}, "files": [{{"filename": "{name}",
            "os": "{os}", "arch": "{arch}", "version": "go{version}", "sha256": "{sha256}",
            "size": {size}, "kind": "archive"}}]}}"#
        ));
    }

    /// What it answers at [`Self::INDEX`].
    pub fn index(&self) -> Answer {
        index(&self.releases.lock().expect("releases"))
    }

    /// Where its index is.
    pub const INDEX: &str = "/dl/?mode=json&include=all";

    /// The path of its archive.
    pub fn path(toolchain: &Toolchain) -> String {
        let Toolchain { version, platform, .. } = toolchain;
        format!("/go/go{version}.{platform}.{}", toolchain.extension())
    }

    /// For GOENVMGR_INDEX_URL.
    pub fn index_url(&self) -> String {
        self.server.url() + "/dl/"
    }

    /// For GOENVMGR_ARCHIVE_URL.
    pub fn archive_url(&self) -> String {
        self.server.url() + "/go/"
    }
}

fn index(releases: &[String]) -> Answer {
    let body = format!("[{}]", releases.join(","));
    let tag = Sha256Sum::of(body.as_bytes()).to_string();
    Answer::ok(body).with("content-type", "application/json").with("etag", format!("\"{tag}\""))
}

fn file(bytes: Vec<u8>) -> Answer {
    let tag = Sha256Sum::of(&bytes).to_string();
    Answer::ok(bytes).with("etag", format!("\"{tag}\"")).with("accept-ranges", "bytes")
}

/// A module proxy that knows the toolchain module, and a checksum database if told so.
pub struct ModuleProxy {
    /// To misbehave with, and to ask what was seen.
    pub server: Server,
    known: Arc<Mutex<Vec<String>>>,
}

/// The go.mod of the toolchain module.
const GO_MOD: &str = "module golang.org/toolchain\n";

/// Where the toolchain module lies below a proxy.
const BELOW: &str = "/golang.org/toolchain/@v/";

impl ModuleProxy {
    /// One that has these. What it does not have it answers with `unknown` (the great one: 403).
    pub fn with(toolchains: &[&Toolchain], unknown: u16) -> Self {
        let server = Server::start();
        let known: Arc<Mutex<Vec<String>>> = Arc::default();
        let shared = Arc::clone(&known);
        server.otherwise(move |seen| {
            let list = shared.lock().expect("known").concat();
            let list = || Answer::ok(list.clone());
            (seen.target() == format!("{BELOW}list")).then(list)
        });
        server.otherwise(move |seen| {
            let ours = seen.target().starts_with(BELOW);
            ours.then(|| Answer::status(unknown, "not found: golang.org/toolchain: unknown"))
        });
        let proxy = Self { server, known };
        toolchains.iter().for_each(|toolchain| proxy.publish(toolchain));
        proxy
    }

    /// Adds a toolchain.
    pub fn publish(&self, toolchain: &Toolchain) {
        let version = toolchain.module_version();
        let info = format!("{{\"Version\": \"{version}\", \"Time\": \"2024-06-27T20:11:12Z\"}}\n");
        self.server.on(&format!("{BELOW}{version}.info"), Answer::ok(info));
        self.server.on(&format!("{BELOW}{version}.mod"), Answer::ok(GO_MOD));
        self.server.on(&Self::zip_path(toolchain), file(toolchain.module_zip()));
        self.known.lock().expect("known").push(format!("{version}\n"));
    }

    /// Serves the files of a database, as `sumdb::behind_proxy` gives them.
    pub fn serve_database(&self, files: Files) {
        self.server.otherwise(move |seen: &Seen| {
            files.get(seen.target().trim_start_matches('/')).cloned().map(Answer::ok)
        });
    }

    /// The path of its zip.
    pub fn zip_path(toolchain: &Toolchain) -> String {
        format!("{BELOW}{}.zip", toolchain.module_version())
    }

    /// For GOPROXY.
    pub fn url(&self) -> String {
        self.server.url()
    }
}
