//! Who else, beside modes and mounts, may forbid a program to start.

use std::path::Path;

use crate::sys::fs::{probe, read};

/// Security modules, as far as this process sees them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AccessControl {
    /// `/sys/kernel/security/lsm`: `capability,landlock,…`; empty where it is not shown.
    pub modules: String,
    /// SELinux: whether it enforces; nothing where there is none.
    pub selinux: Option<bool>,
    /// The SELinux context or AppArmor profile of this process.
    pub context: String,
    /// Whether AppArmor is there.
    pub apparmor: bool,
    /// Whether fapolicyd runs.
    pub fapolicyd: bool,
}

impl AccessControl {
    /// Looks.
    pub(crate) fn read() -> Self {
        let text = |path: &str| {
            let text = read::text(Path::new(path), 4096).ok().flatten().unwrap_or_default();
            text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned()
        };
        let enforces = text("/sys/fs/selinux/enforce");
        Self {
            modules: text("/sys/kernel/security/lsm"),
            selinux: (!enforces.is_empty()).then(|| enforces == "1"),
            context: text("/proc/self/attr/current"),
            apparmor: text("/sys/module/apparmor/parameters/enabled") == "Y",
            fapolicyd: probe::see("/run/fapolicyd/fapolicyd.fifo".as_ref()).is_ok(),
        }
    }

    /// Whether an AppArmor profile confines this process.
    pub(crate) fn confined(&self) -> bool {
        self.apparmor && self.context.ends_with("(enforce)")
    }
}
