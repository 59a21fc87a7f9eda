//! Files, where Go looks for them (crypto/x509/root_linux.go).

use rustls::pki_types::CertificateDer;

/// Where a bundle of all certificates lies on the systems that have one.
pub(super) const BUNDLES: [&str; 6] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
];
/// Folders with one certificate a file.
pub(super) const FOLDERS: [&str; 2] = ["/etc/ssl/certs", "/etc/pki/tls/certs"];

/// The system keeps none elsewhere.
pub(super) fn kept() -> Vec<CertificateDer<'static>> {
    Vec::new()
}
