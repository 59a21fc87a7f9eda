//! SELinux, AppArmor, fapolicyd.

pub(in crate::doctor) mod checks;
