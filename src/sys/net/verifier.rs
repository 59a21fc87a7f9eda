//! Which certificates are believed: webpki's judgement of chains, Go's rules of who may stand at their
//! end, and the facts of
//! a refused certificate for whoever has to explain it.

use std::sync::{Arc, OnceLock};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{
    CryptoProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::{CertificateDer, ServerName, TrustAnchor, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{
    CertificateError, DigitallySignedStruct, Error, OtherError, RootCertStore, SignatureScheme,
};

use super::trouble::{Bad, Certificate};
use super::x509;
use crate::base::digest::Sha256Sum;

/// The judge of one process's trust.
#[derive(Debug)]
pub(super) struct Verifier {
    anchors: Vec<Anchor>,
    /// What is trusted and may sign, but not for servers: no more than an explanation.
    elsewhere: Vec<Anchor>,
    trusted: Vec<Sha256Sum>,
    provider: Arc<CryptoProvider>,
    /// Made for the moment of the first handshake; nothing where no certificate may sign then.
    chains: OnceLock<Option<Arc<WebPkiServerVerifier>>>,
}

/// A trusted certificate that may sign others.
#[derive(Debug)]
struct Anchor {
    anchor: TrustAnchor<'static>,
    valid: (i64, i64),
    serves: bool,
}

impl Anchor {
    /// webpki takes whatever is called an anchor for an authority, for any purpose and for ever. Go
    /// does not (`CheckSignatureFrom`, `isValid` and `checkChainForKeyUsage` in crypto/x509): who was
    /// trusted as one server must not sign for another.
    fn new(trusted: &CertificateDer<'static>) -> Option<Self> {
        let about = x509::About::read(trusted).filter(|about| about.signs)?;
        let mut parsed = RootCertStore::empty();
        parsed.add(trusted.clone()).ok()?;
        Some(Self { anchor: parsed.roots.pop()?, valid: about.valid?, serves: about.serves })
    }
}

fn seconds(now: UnixTime) -> i64 {
    i64::try_from(now.as_secs()).unwrap_or(i64::MAX)
}

fn within((from, to): (i64, i64), now: UnixTime) -> bool {
    (from..=to).contains(&seconds(now))
}

impl Verifier {
    /// Trusts these certificates, and what those among them sign that may.
    pub(super) fn new(
        certificates: &[CertificateDer<'static>],
        provider: Arc<CryptoProvider>,
    ) -> Self {
        let signing = certificates.iter().filter_map(Anchor::new);
        let (anchors, elsewhere) = signing.partition(|anchor| anchor.serves);
        Self {
            anchors,
            elsewhere,
            trusted: certificates.iter().map(|der| Sha256Sum::of(der)).collect(),
            provider,
            chains: OnceLock::new(),
        }
    }

    fn algorithms(&self) -> &WebPkiSupportedAlgorithms {
        &self.provider.signature_verification_algorithms
    }

    fn chains(&self, now: UnixTime) -> Option<&Arc<WebPkiServerVerifier>> {
        self.chains.get_or_init(|| self.judge(&self.anchors, now)).as_ref()
    }

    fn judge(&self, anchors: &[Anchor], now: UnixTime) -> Option<Arc<WebPkiServerVerifier>> {
        let valid = anchors.iter().filter(|anchor| within(anchor.valid, now));
        let roots = RootCertStore { roots: valid.map(|valid| valid.anchor.clone()).collect() };
        let provider = Arc::clone(&self.provider);
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().ok()
    }

    /// Whether what no trusted certificate signs would be believed if it were not for its purpose, or for that
    /// of who signed it.
    fn is_for_something_else(
        &self,
        shown: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        now: UnixTime,
    ) -> bool {
        let itself = self.trusted.contains(&Sha256Sum::of(shown))
            && x509::About::read(shown).is_some_and(|about| !about.serves);
        let chains = self.judge(&self.elsewhere, now);
        let signed =
            || chains.is_some_and(|c| c.verify_server_cert(shown, between, host, &[], now).is_ok());
        itself || signed()
    }

    /// Go believes a server that shows one of the trusted certificates itself, as a company's proxy
    /// with a self-signed certificate does (`Certificate.Verify` in crypto/x509); webpki wants a
    /// chain. Name, time and purpose count as ever.
    fn is_trusted_itself(
        &self,
        shown: &CertificateDer<'_>,
        host: &ServerName<'_>,
        now: UnixTime,
    ) -> bool {
        let about = x509::About::read(shown).unwrap_or_default();
        self.trusted.contains(&Sha256Sum::of(shown))
            && about.serves
            && about.valid.is_some_and(|valid| within(valid, now))
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
        let unknown = || Err(Error::InvalidCertificate(CertificateError::UnknownIssuer));
        let chains = self.chains(now);
        match chains.map_or_else(unknown, |c| c.verify_server_cert(shown, between, host, ocsp, now))
        {
            Err(Error::InvalidCertificate(error)) => {
                let by_itself = matches!(error, CertificateError::Other(_))
                    || error == CertificateError::UnknownIssuer;
                if by_itself && self.is_trusted_itself(shown, host, now) {
                    return Ok(ServerCertVerified::assertion());
                }
                let mut told = refused(&error, shown, host);
                if told.bad == Bad::Untrusted
                    && self.is_for_something_else(shown, between, host, now)
                {
                    told.bad = Bad::Purpose;
                }
                let told = Arc::new(told);
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
        verify_tls12_signature(message, certificate, signed, self.algorithms())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, self.algorithms())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms().supported_schemes()
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
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            (Bad::Purpose, Vec::new())
        }
        CertificateError::NotValidForName => (Bad::OtherName, Vec::new()),
        CertificateError::NotValidForNameContext { presented, .. } => {
            (Bad::OtherName, presented.clone())
        }
        // A self-signed certificate that says it is an authority: to Go, one of an unknown one.
        CertificateError::Other(other)
            if matches!(other.0.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity)) =>
        {
            (Bad::Untrusted, Vec::new())
        }
        other => (Bad::Other(other.to_string()), Vec::new()),
    };
    let about = x509::About::read(shown).unwrap_or_default();
    let host = host.to_str().into_owned();
    Certificate { bad, host, issuer: about.issuer, valid: about.valid, names }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rustls::pki_types::pem::PemObject as _;

    use super::*;

    fn certificate(name: &str) -> CertificateDer<'static> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/tls/");
        CertificateDer::from_pem_file(format!("{folder}{name}.pem")).unwrap()
    }

    /// Why it is not believed, where `trusted` is all that is trusted.
    fn judged(shown: &str, trusted: &str) -> Option<Bad> {
        judged_at(1_800_000_000, shown, trusted)
    }

    fn judged_at(seconds: u64, shown: &str, trusted: &str) -> Option<Bad> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = Verifier::new(&[certificate(trusted)], provider);
        let host = ServerName::try_from("localhost").unwrap();
        let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        match verifier.verify_server_cert(&certificate(shown), &[], &host, &[], now) {
            Ok(_) => None,
            Err(Error::InvalidCertificate(CertificateError::Other(OtherError(told)))) => {
                Some(told.downcast_ref::<Certificate>().unwrap().bad.clone())
            }
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn refusal_says_what_is_wrong() {
        for (shown, trusted, bad) in [
            ("good", "ca", None),
            // An authority that is shown as a server: webpki has a word of its own for that.
            ("self", "self", None),
            ("self", "ca", Some(Bad::Untrusted)),
            ("twin", "self", Some(Bad::Untrusted)),
            ("good", "self", Some(Bad::Untrusted)),
            ("expired", "ca", Some(Bad::Expired)),
            ("purpose", "purpose", Some(Bad::Purpose)),
            ("under-old", "old", Some(Bad::Untrusted)),
            ("under-endless", "endless", None),
        ] {
            assert_eq!(judged(shown, trusted), bad, "{shown} by {trusted}");
        }
        assert_eq!(judged("other", "ca"), Some(Bad::OtherName));
        assert_eq!(judged_at(1_000_000_000, "under-endless", "endless"), Some(Bad::NotYet));
    }
}
