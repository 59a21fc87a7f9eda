//! What a certificate says of itself, as far as webpki does not tell: who signed it, from when to when
//! it is valid, and what it may be used for. Rules: RFC 5280, 4.1.

use x509_parser::prelude::{FromDer as _, X509Certificate, X509Version};
use x509_parser::x509::X509Name;

/// What a certificate says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// Common name of whoever signed it, else its organisation.
    pub(super) issuer: String,
    /// Seconds since 1970: valid from, valid to. Years 1 to 9999: who means "for ever" writes such.
    pub(super) valid: Option<(i64, i64)>,
    /// Whether it may sign others, by Go's rules: version 3 must say that it is an authority, and a
    /// key usage must name signing. Before version 3 there was nothing to say.
    pub(super) signs: bool,
    /// Whether it may be a server's, or sign one's: its extended key usage names that, or is absent.
    pub(super) serves: bool,
}

impl About {
    /// Reads the beginning of a certificate; nothing where what it says of its use cannot be read, or
    /// stands there twice: Go has no use for such either.
    pub(crate) fn read(der: &[u8]) -> Option<Self> {
        let (_, told) = X509Certificate::from_der(der).ok()?;
        let authority = match told.basic_constraints().ok()? {
            Some(constraints) => constraints.value.ca,
            None => told.version.0 < X509Version::V3.0,
        };
        // One that names nothing at all forbids nothing, to Go.
        let may_sign = (told.key_usage().ok()?)
            .is_none_or(|usage| usage.value.flags == 0 || usage.value.key_cert_sign());
        let serves = (told.extended_key_usage().ok()?)
            .is_none_or(|usage| usage.value.any || usage.value.server_auth);
        let valid = told.validity();
        Some(Self {
            issuer: name(told.issuer()).unwrap_or_default(),
            valid: Some((valid.not_before.timestamp(), valid.not_after.timestamp())),
            signs: authority && may_sign,
            serves,
        })
    }
}

fn name(name: &X509Name<'_>) -> Option<String> {
    let text = name.iter_common_name().chain(name.iter_organization()).next()?;
    Some(String::from_utf8_lossy(text.attr_value().data).into_owned())
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;

    use super::*;

    #[test]
    fn issuer_and_validity_of_a_real_certificate() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/tls/");
        let about = |name: &str| {
            let der = CertificateDer::from_pem_file(format!("{folder}{name}.pem")).unwrap();
            About::read(&der).unwrap()
        };
        let good = about("good");
        assert_eq!(good.issuer, "goenvmgr test CA");
        let (from, to) = good.valid.unwrap();
        assert!(from < 1_800_000_000 && to > 4_900_000_000, "{good:?}");
        assert!(good.serves && !good.signs && about("ca").signs && about("self").signs);
        let purpose = about("purpose");
        assert!(purpose.signs && !purpose.serves, "{purpose:?}");
        let (_, ended) = about("expired").valid.unwrap();
        assert!((1_609_459_200..1_640_995_200).contains(&ended), "{ended}");
        let endless = about("endless");
        assert!(endless.signs, "{endless:?}");
        assert_eq!(endless.valid, Some((-62_135_596_800, 253_402_300_799)), "years 1 to 9999");
    }

    #[test]
    fn certificate_of_other_bytes_is_none() {
        for bytes in [&b""[..], b"\x30", b"\x30\x84\xff\xff\xff\xff", b"hello", &[0x30; 40]] {
            assert_eq!(About::read(bytes), None);
        }
    }
}
