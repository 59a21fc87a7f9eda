//! The keys of `config.toml`: what a mistake is held against, and what the page of settings is made of.

/// A key of `config.toml`, as the page of settings has it.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name there; `GOENVMGR_` and the name in capitals is its variable.
    pub name: &'static str,
    /// What it may be.
    pub values: &'static str,
    /// What it does.
    pub means: &'static str,
}

impl Key {
    const fn new(name: &'static str, values: &'static str, means: &'static str) -> Self {
        Self { name, values, means }
    }

    /// The variable that goes before the file. A default has none: GOENVMGR_VERSION pins, and that is another thing.
    pub fn variable(self) -> Option<String> {
        (self.name != "default").then(|| format!("GOENVMGR_{}", self.name.to_ascii_uppercase()))
    }
}

/// All keys of `config.toml`, sorted by name.
pub const KEYS: [Key; 13] = [
    Key::new("archive_url", "a URL", "the directory that holds the archives"),
    Key::new(
        "auto_install",
        "`true`, `false`",
        "whether `exec` and shims install what is asked for and not there, without a question",
    ),
    Key::new(
        "default",
        "a version, an alias, the name of a linked toolchain",
        "the version that is active where no pin says otherwise",
    ),
    Key::new("goroot", "`export`, `unset`", "what activation does to GOROOT"),
    Key::new("http_timeout", "seconds, 1 to 3600", "how long a connected server may be silent"),
    Key::new(
        "index_url",
        "a URL",
        "where the release index is, which attests archives by their SHA-256",
    ),
    Key::new(
        "mirror",
        "`golang.google.cn`, `aliyun`, `ustc`, `nju`, or a URL",
        "sets `archive_url`, and `index_url` where the mirror has an index of its own",
    ),
    Key::new(
        "path",
        "`toolchain`, `shims`",
        "what activation puts first on PATH: the toolchain's own `bin`, or shims that select for the directory in which each `go` runs",
    ),
    Key::new(
        "release_url",
        "a URL",
        "the directory in which releases of goenvmgr lie, for `self update`; without it what the release was built with",
    ),
    Key::new(
        "sources",
        "a list of `go.dev`, `goproxy`",
        "where toolchains come from, in the order of asking",
    ),
    Key::new(
        "toolchain",
        "`auto`, `installed`, `strict`",
        "what activation does to GOTOOLCHAIN: nothing; Go's own switch takes installed versions alone; the selected version and no other",
    ),
    Key::new(
        "verify",
        "`standard`, `transparency`",
        "what must verify a toolchain: the index or the checksum database, both where both can be had; the checksum database",
    ),
    Key::new(
        "vulnerability_url",
        "a URL",
        "a Go vulnerability database, which `outdated` reads; without it the table that goenvmgr was built with",
    ),
];

/// Whether there is such a key.
pub(super) fn is_key(name: &str) -> bool {
    names().any(|key| key == name)
}

/// Their names.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|key| key.name)
}
