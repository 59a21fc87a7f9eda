//! Which certificates are believed: webpki's judgement, one rule of Go's beside it, and the facts of
//! a refused certificate for whoever has to explain it.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, DigitallySignedStruct, Error, OtherError, RootCertStore, SignatureScheme,
};

use super::trouble::{Bad, Certificate};
use super::x509;
use crate::digest::Sha256Sum;

/// The judge of one process's trust.
#[derive(Debug)]
pub(super) struct Verifier {
    inner: Arc<WebPkiServerVerifier>,
    trusted: Vec<Sha256Sum>,
}

impl Verifier {
    /// `trusted` are the hashes of the very certificates in `roots`.
    pub(super) fn new(
        roots: RootCertStore,
        trusted: Vec<Sha256Sum>,
        provider: Arc<CryptoProvider>,
    ) -> Result<Self, String> {
        let inner = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self { inner, trusted })
    }

    /// Go believes a server that shows one of the trusted certificates itself, as a company's proxy
    /// with a self-signed certificate does (`Certificate.Verify` in crypto/x509); webpki wants a
    /// chain. Name and time count as ever.
    fn is_trusted_itself(
        &self,
        shown: &CertificateDer<'_>,
        host: &ServerName<'_>,
        now: UnixTime,
    ) -> bool {
        let now = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        self.trusted.contains(&Sha256Sum::of(shown))
            && x509::About::read(shown)
                .and_then(|about| about.valid)
                .is_some_and(|(from, to)| (from..=to).contains(&now))
            && ParsedCertificate::try_from(shown)
                .is_ok_and(|parsed| rustls::client::verify_server_name(&parsed, host).is_ok())
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match self.inner.verify_server_cert(shown, between, host, ocsp, now) {
            Err(Error::InvalidCertificate(error)) => {
                let by_itself = matches!(error, CertificateError::Other(_))
                    || error == CertificateError::UnknownIssuer;
                if by_itself && self.is_trusted_itself(shown, host, now) {
                    return Ok(ServerCertVerified::assertion());
                }
                let told = Arc::new(refused(&error, shown, host));
                Err(Error::InvalidCertificate(CertificateError::Other(OtherError(told))))
            }
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

fn refused(
    error: &CertificateError,
    shown: &CertificateDer<'_>,
    host: &ServerName<'_>,
) -> Certificate {
    let (bad, names) = match error {
        CertificateError::UnknownIssuer => (Bad::Untrusted, Vec::new()),
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            (Bad::Expired, Vec::new())
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            (Bad::NotYet, Vec::new())
        }
        CertificateError::NotValidForName => (Bad::OtherName, Vec::new()),
        CertificateError::NotValidForNameContext { presented, .. } => {
            (Bad::OtherName, presented.clone())
        }
        // A self-signed certificate that says it is an authority: to Go, one of an unknown one.
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            (Bad::Untrusted, Vec::new())
        }
        other => (Bad::Other(other.to_string()), Vec::new()),
    };
    let about = x509::About::read(shown).unwrap_or_default();
    let host = host.to_str().into_owned();
    Certificate { bad, host, issuer: about.issuer, valid: about.valid, names }
}
