//! TLS for [`Server`]: with a certificate that is right, expired, or somebody else's.

use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::server::{Duplex, Server};

/// A server with the certificate of this name (see tls/README.md): `good`, `expired`, `other`,
/// `future`, `self`.
pub fn server(certificate: &str) -> Server {
    let config = Arc::new(config(certificate));
    Server::start_with(move |stream| handshake(stream, &config))
}

/// The certificate that signed the others.
pub fn authority() -> PathBuf {
    certificate("ca")
}

/// The file of this certificate.
pub fn certificate(name: &str) -> PathBuf {
    folder().join(format!("{name}.pem"))
}

/// The server's side of TLS.
pub fn config(certificate: &str) -> rustls::ServerConfig {
    let file = |ending: &str| folder().join(format!("{certificate}.{ending}"));
    let chain = CertificateDer::from_pem_file(file("pem")).expect("certificate");
    let key = PrivateKeyDer::from_pem_file(file("key")).expect("key");
    rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![chain], key)
        .expect("a pair")
}

fn handshake(stream: TcpStream, config: &Arc<rustls::ServerConfig>) -> Option<Box<dyn Duplex>> {
    let mut session = rustls::ServerConnection::new(Arc::clone(config)).ok()?;
    let mut stream = stream;
    while session.is_handshaking() {
        session.complete_io(&mut stream).ok()?;
    }
    Some(Box::new(rustls::StreamOwned::new(session, stream)))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/tls")
}
