//! Where editors keep what they are told. VS Code: <https://code.visualstudio.com/docs/configure/settings>;
//! Zed: <https://zed.dev/docs/configuring-zed>; Neovim: `:help stdpath()`; JetBrains: the directory of a product
//! that its help calls "IDE configuration directory".

use std::path::{Path, PathBuf};

use crate::base::fault::Result;
use crate::shells::setup;
use crate::sys::env::Env;
use crate::sys::folders::Desktop;
use crate::sys::fs::read;

/// Folders of VS Code and its kin.
const CODES: [&str; 6] =
    ["Code", "Code - Insiders", "Code - OSS", "VSCodium", "Cursor", "Windsurf"];
/// What they leave in the home directory of a machine that they are connected to. What is set there goes before
/// the user's settings, on that machine.
const SERVERS: [&str; 4] =
    [".vscode-server", ".vscode-server-insiders", ".vscodium-server", ".cursor-server"];

/// What a place is computed from.
#[derive(Clone, Debug)]
pub(crate) struct Roots {
    desktop: Desktop,
    home: PathBuf,
    /// `XDG_CONFIG_HOME`, `APPDATA`, `LOCALAPPDATA`, where they are set.
    folders: [Option<PathBuf>; 3],
    /// `NVIM_APPNAME`.
    neovim: Option<PathBuf>,
}

impl Roots {
    /// Those of this user.
    ///
    /// # Errors
    /// When no home directory is known (exit 2).
    pub(crate) fn of(env: &Env) -> Result<Self> {
        let folder = |name| env.var_os(name).map(PathBuf::from).filter(|dir| dir.is_absolute());
        Ok(Self {
            desktop: Desktop::HERE,
            home: setup::home_of(env)?,
            folders: ["XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"].map(folder),
            neovim: env.var_os("NVIM_APPNAME").filter(|name| !name.is_empty()).map(PathBuf::from),
        })
    }

    /// The user's home directory.
    pub(super) fn home(&self) -> &Path {
        &self.home
    }

    fn xdg(&self) -> PathBuf {
        self.folders[0].clone().unwrap_or_else(|| self.home.join(".config"))
    }

    fn roaming(&self) -> PathBuf {
        self.folders[1].clone().unwrap_or_else(|| self.home.join("AppData").join("Roaming"))
    }

    /// Where programs with windows keep settings.
    fn settings(&self) -> PathBuf {
        match self.desktop {
            Desktop::Xdg => self.xdg(),
            Desktop::Apple => self.home.join("Library").join("Application Support"),
            Desktop::Windows => self.roaming(),
        }
    }

    /// Settings of the user in VS Code and its kin, and the folder that shows its use.
    fn vscode_all(&self) -> Vec<(PathBuf, PathBuf)> {
        let settings = self.settings();
        let code = |name: &str| {
            let folder = settings.join(name);
            (folder.join("User").join("settings.json"), folder)
        };
        let server = |name: &str| {
            let folder = self.home.join(name);
            (folder.join("data").join("Machine").join("settings.json"), folder)
        };
        CODES.into_iter().map(code).chain(SERVERS.into_iter().map(server)).collect()
    }

    /// The files of those that are used here.
    pub(crate) fn vscode(&self) -> Vec<PathBuf> {
        let used = self.vscode_all().into_iter().filter(|(_, folder)| read::is_dir(folder));
        used.map(|(file, _)| file).collect()
    }

    /// That of VS Code itself.
    pub(super) fn vscode_itself(&self) -> PathBuf {
        self.settings().join(CODES[0]).join("User").join("settings.json")
    }

    /// The folder in which each of JetBrains' products has one of its own.
    pub(crate) fn jetbrains(&self) -> PathBuf {
        self.settings().join("JetBrains")
    }

    /// Zed's, which looks like a program of the terminal on macOS.
    pub(super) fn zed(&self) -> PathBuf {
        let folder = match self.desktop {
            Desktop::Xdg => self.xdg().join("zed"),
            Desktop::Apple => self.home.join(".config").join("zed"),
            Desktop::Windows => self.roaming().join("Zed"),
        };
        folder.join("settings.json")
    }

    /// A file of ours that Neovim reads at its start, after all others.
    pub(super) fn neovim(&self) -> PathBuf {
        let name = self.neovim.as_deref().unwrap_or(Path::new("nvim"));
        let folder = match (self.desktop, &self.folders) {
            (Desktop::Windows, [None, _, Some(local)]) => local.clone(),
            (Desktop::Windows, [None, ..]) => self.home.join("AppData").join("Local"),
            _ => self.xdg(),
        };
        folder.join(name).join("after").join("plugin").join("goenvmgr.lua")
    }

    /// Where golang.org/dl puts toolchains, and editors look for them.
    pub(super) fn sdk(&self) -> PathBuf {
        self.home.join("sdk")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(desktop: Desktop, folders: [Option<&str>; 3]) -> Roots {
        let folders = folders.map(|folder| folder.map(PathBuf::from));
        Roots { desktop, home: "/h".into(), folders, neovim: None }
    }

    #[test]
    fn places_follow_the_rule_of_each_system() {
        let code = "Code/User/settings.json";
        let lua = "nvim/after/plugin/goenvmgr.lua";
        let none = [None; 3];
        let all = [Some("/x"), Some("/roaming"), Some("/local")];
        for (desktop, folders, settings, zed, neovim) in [
            (Desktop::Xdg, none, "/h/.config", "/h/.config/zed", "/h/.config"),
            (Desktop::Xdg, all, "/x", "/x/zed", "/x"),
            (
                Desktop::Apple,
                none,
                "/h/Library/Application Support",
                "/h/.config/zed",
                "/h/.config",
            ),
            (Desktop::Apple, all, "/h/Library/Application Support", "/h/.config/zed", "/x"),
            (
                Desktop::Windows,
                none,
                "/h/AppData/Roaming",
                "/h/AppData/Roaming/Zed",
                "/h/AppData/Local",
            ),
            (Desktop::Windows, [None, all[1], all[2]], "/roaming", "/roaming/Zed", "/local"),
            (Desktop::Windows, all, "/roaming", "/roaming/Zed", "/x"),
        ] {
            let roots = roots(desktop, folders);
            assert_eq!(roots.vscode_itself(), Path::new(settings).join(code));
            assert_eq!(roots.jetbrains(), Path::new(settings).join("JetBrains"));
            assert_eq!(roots.zed(), Path::new(zed).join("settings.json"));
            assert_eq!(roots.neovim(), Path::new(neovim).join(lua));
        }
        let named = Roots { neovim: Some("mine".into()), ..roots(Desktop::Xdg, none) };
        assert_eq!(named.neovim(), Path::new("/h/.config/mine/after/plugin/goenvmgr.lua"));
    }
}
