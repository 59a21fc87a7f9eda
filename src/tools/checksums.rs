//! Whether what a tool is built from is verified. The go command asks the checksum database itself; what
//! stands here is whether the user's Go configuration lets it, told before anything is built.

use super::receipt::Built;
use crate::base::fault::{Fault, Result};
use crate::go::goproxy::covers;
use crate::settings::config::Policy;
use crate::settings::goenv::{ChecksumSetting, GoEnv, GoSetting};

/// Who verifies modules, and which not.
#[derive(Clone, Debug)]
pub(crate) struct Checksums {
    /// GOSUMDB as it is to be, whatever a toolchain's go.env says.
    pub setting: String,
    /// The name of the database.
    pub database: String,
    /// GONOSUMDB, else GOPRIVATE: patterns of modules that it is not asked for.
    exempt: Option<(&'static str, GoSetting)>,
}

impl Checksums {
    /// Reads the user's Go configuration.
    ///
    /// # Errors
    /// Where no database is asked at all, or GOSUMDB is one that Go refuses (exit 2, naming the layer):
    /// nothing else verifies what a tool is built from.
    pub(crate) fn of(go: &GoEnv) -> Result<Self> {
        let ChecksumSetting { value, database } = go.checksum_database()?;
        let database =
            database.map_err(|off| off.refuse("verifying what tools are built from", "tools …"))?;
        let set = |name| Some((name, go.authority(name).filter(|set| !set.value.is_empty())?));
        let exempt = set("GONOSUMDB").or_else(|| set("GOPRIVATE"));
        Ok(Self { setting: value, database: database.name, exempt })
    }

    /// Who verifies a module, by its path; `None` where it is exempt.
    pub(crate) fn verifier(&self, module: &str) -> Option<&str> {
        let exempt = self.exempt.as_ref().is_some_and(|(_, set)| covers(&set.value, module));
        (!exempt).then_some(&self.database)
    }

    /// Who verifies a program that is built of these modules; `None` where one is exempt.
    pub(crate) fn verifier_of<'a>(
        &self,
        mut modules: impl Iterator<Item = &'a str>,
    ) -> Option<&str> {
        modules.all(|module| self.verifier(module).is_some()).then_some(&self.database)
    }

    /// Whether what was built was verified by whom it would be now.
    pub(crate) fn verified(&self, built: &Built) -> bool {
        built.database.as_deref() == self.verifier_of(built.modules())
    }

    /// Fails where one of these packages is exempt and the policy demands the database.
    ///
    /// # Errors
    /// Names the package and what exempts it (exit 2).
    pub(crate) fn may_be_built<'a>(
        &self,
        packages: impl Iterator<Item = &'a str>,
        policy: Policy,
    ) -> Result<()> {
        let Some((name, set)) = &self.exempt else { return Ok(()) };
        let mut exempt = packages.filter(|package| self.verifier(package).is_none());
        match exempt.next().filter(|_| policy == Policy::Transparency) {
            None => Ok(()),
            Some(package) => Err(Fault::usage(format!(
                "verify = transparency needs the checksum database, but {name}={} ({}) exempts {package}",
                set.value, set.origin
            ))
            .hint("take the pattern out, or set verify = \"standard\"")),
        }
    }

    /// What has to be said where modules are exempt.
    pub(crate) fn note(&self) -> Option<String> {
        let (name, set) = self.exempt.as_ref()?;
        let GoSetting { value, origin } = set;
        Some(format!(
            "{name}={value} ({origin}): modules of that are built as they come, {} is not asked for them",
            self.database
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::home::Home;
    use crate::sys::env::Env;

    fn of(vars: &[(&str, &str)]) -> Result<Checksums> {
        let dir = tempfile::tempdir().unwrap();
        let env = Env::bare(&[vars, &[("GOENV", "off")]].concat());
        Checksums::of(&GoEnv::read(&env, &Home::at(dir.path())))
    }

    #[test]
    fn database_is_asked_or_it_is_said_what_is_in_the_way() {
        let plain = of(&[]).unwrap();
        assert_eq!(plain.verifier("golang.org/x/tools"), Some("sum.golang.org"));
        assert_eq!(plain.note(), None);
        let off = of(&[("GOSUMDB", "off")]).unwrap_err();
        assert!(off.what.ends_with("but GOSUMDB=off (GOSUMDB in the environment)"), "{off}");
        assert!(of(&[("GOSUMDB", "x y z")]).is_err());
        for name in ["GONOSUMDB", "GOPRIVATE"] {
            let own = of(&[(name, "corp.example/*")]).unwrap();
            assert_eq!(own.verifier("corp.example/x"), None);
            assert!(own.verifier("golang.org/x/tools").is_some());
            let of = |modules: &[&'static str]| own.verifier_of(modules.iter().copied()).is_some();
            assert!(of(&["golang.org/x/tools", "golang.org/x/mod"]));
            assert!(!of(&["golang.org/x/tools", "corp.example/x"]), "it is linked with it");
            assert!(own.note().is_some_and(|note| note.starts_with(name)));
            let packages = ["golang.org/x/tools/gopls", "corp.example/x/cmd/y"];
            assert!(own.may_be_built(packages.into_iter(), Policy::Standard).is_ok());
            let refused = own.may_be_built(packages.into_iter(), Policy::Transparency).unwrap_err();
            assert!(refused.what.contains("exempts corp.example/x/cmd/y"), "{refused}");
        }
    }
}
