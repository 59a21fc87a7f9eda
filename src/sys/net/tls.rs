//! TLS: rustls with ring, and the certificates that this machine trusts.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod store;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(not(target_os = "linux"))]
use store as os;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use super::verifier::Verifier;
use crate::base::visible::Visible as _;
use crate::sys::env::Env;
use crate::sys::fs::{probe, read, walk};
use crate::sys::path_list;

/// How many certificates this process trusts: none means that no TLS connection can be made.
pub fn trusted(env: &Env) -> usize {
    Trust::from_env(env).certificates().len()
}

/// Most bytes of certificates that are read, of one file and of all; a bundle has a quarter of a
/// megabyte. And most files of a folder.
const LARGEST: u64 = 16 << 20;
const MOST: u64 = 64 << 20;
const MOST_FILES: usize = 4096;

/// Certificates, each once.
#[derive(Default)]
struct Pool {
    certificates: Vec<CertificateDer<'static>>,
    known: HashSet<CertificateDer<'static>>,
    seen: HashSet<(u64, u64)>,
    read: u64,
}

impl Pool {
    /// How many certificates the file holds; none where it was read before, cannot be read or is
    /// larger than any bundle.
    fn add(&mut self, path: &Path) -> usize {
        let opened = read::open(path).and_then(|file| Ok((read::identity(&file)?, file)));
        let Ok((identity, file)) = opened else { return 0 };
        if !self.seen.insert(identity) || self.read >= MOST {
            return 0;
        }
        let Ok(bytes) = read::all(file, LARGEST) else { return 0 };
        self.read += bytes.len() as u64;
        let mut held = 0;
        for certificate in CertificateDer::pem_slice_iter(&bytes).flatten() {
            held += 1;
            self.keep(certificate);
        }
        held
    }

    fn keep(&mut self, certificate: CertificateDer<'static>) {
        if self.known.insert(certificate.clone()) {
            self.certificates.push(certificate);
        }
    }
}

/// The trust of this process, read from disk when the first TLS connection is made.
#[derive(Debug)]
pub(super) struct Trust {
    file: Option<PathBuf>,
    folders: Option<Vec<PathBuf>>,
    config: OnceLock<Result<Arc<ClientConfig>, String>>,
}

impl Trust {
    /// For connections without TLS.
    pub(super) fn none() -> Self {
        Self { file: None, folders: None, config: OnceLock::new() }
    }

    /// Reads `SSL_CERT_FILE` and `SSL_CERT_DIR`, not the certificates yet.
    pub(super) fn from_env(env: &Env) -> Self {
        let folders = env.var_os("SSL_CERT_DIR").map(path_list::paths);
        let file = env.var_os("SSL_CERT_FILE").map(PathBuf::from);
        Self { file, folders, config: OnceLock::new() }
    }

    /// The client configuration.
    pub(super) fn config(&self) -> Result<Arc<ClientConfig>, String> {
        self.config.get_or_init(|| self.load()).clone()
    }

    fn load(&self) -> Result<Arc<ClientConfig>, String> {
        let certificates = self.certificates();
        tracing::debug!(
            file = ?self.file,
            folders = ?self.folders,
            number = certificates.len(),
            "certificates to trust"
        );
        if certificates.is_empty() {
            return Err(self.nothing_to_trust());
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = Verifier::new(&certificates, Arc::clone(&provider));
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        Ok(Arc::new(config))
    }

    /// As in Go, each variable replaces its own half of the defaults: the bundle, or the folders.
    fn certificates(&self) -> Vec<CertificateDer<'static>> {
        let mut pool = Pool::default();
        match &self.file {
            Some(file) => {
                pool.add(file);
            }
            None => {
                let _ = os::BUNDLES.iter().find(|file| pool.add(Path::new(file)) > 0);
                os::kept().into_iter().for_each(|certificate| pool.keep(certificate));
            }
        }
        let folders = match &self.folders {
            Some(folders) => folders.clone(),
            None => os::FOLDERS.iter().map(PathBuf::from).collect(),
        };
        for folder in folders {
            let names = walk::names(&folder).unwrap_or_default();
            for name in names.iter().take(MOST_FILES) {
                pool.add(&folder.join(name));
            }
        }
        pool.certificates
    }

    fn nothing_to_trust(&self) -> String {
        match self.flaw() {
            Some(flaw) => format!("there is no certificate to trust: {flaw}"),
            None => "this machine has no certificates to trust (package ca-certificates, \
                     or set SSL_CERT_FILE)"
                .to_owned(),
        }
    }

    /// Why a certificate may be missing: nobody is advised to set what is set.
    pub(super) fn what_is_missing(&self) -> String {
        match (self.flaw(), &self.file) {
            (Some(flaw), _) => flaw,
            (None, Some(file)) => {
                format!("SSL_CERT_FILE={} does not hold who signed it", file.visible())
            }
            (None, None) => {
                "behind a company proxy: set SSL_CERT_FILE to its certificate".to_owned()
            }
        }
    }

    /// What is wrong with what `SSL_CERT_FILE` and `SSL_CERT_DIR` name.
    fn flaw(&self) -> Option<String> {
        let of = |name: &str, path: &Path, certificates: bool, seen: std::io::Result<()>| {
            let path = path.visible();
            match seen {
                Err(error) => Some(format!("{name}={path} cannot be read: {error}")),
                Ok(()) if !certificates => Some(format!("{name}={path} holds no certificate")),
                Ok(()) => None,
            }
        };
        let file = self.file.as_deref().and_then(|file| {
            let holds = Pool::default().add(file) > 0;
            of("SSL_CERT_FILE", file, holds, read::open(file).map(drop))
        });
        let mut folders = self.folders.iter().flatten();
        file.or_else(|| {
            folders.find_map(|dir| of("SSL_CERT_DIR", dir, true, probe::see(dir).map(drop)))
        })
    }
}
