//! What exactly went wrong on the way to a host: one word for each cause that has its own cure.

use std::fmt;
use std::io;

/// The cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Trouble {
    /// None of the others; the error's words say it.
    #[default]
    Other,
    /// The name does not resolve.
    Name,
    /// The host said no: nobody listens there, or a firewall rejects.
    Refused,
    /// There is no way to the host: no route, or one that forbids.
    Unreachable,
    /// Nobody answered at this stage.
    Silent(Stage),
    /// `HTTP_PROXY` in a CGI program, where Go refuses it.
    Cgi,
    /// The proxy wants to know who asks (407).
    ProxyAuth {
        /// The methods that it offers: `Basic`, `NTLM` …
        offers: Vec<String>,
        /// Whether a user and a password were sent.
        sent: bool,
    },
    /// The proxy answered a CONNECT with this line.
    ProxySaid(String),
    /// What answers does not speak TLS.
    NotTls,
    /// The certificate was refused.
    Certificate(Box<Certificate>),
}

/// What was going on when time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The name servers did not answer.
    Resolving,
    /// No connection came about: packets are dropped on the way.
    Connecting,
    /// The proxy took the connection and opened no way.
    Tunnel,
    /// The TLS handshake did not end.
    Tls,
    /// Connected, asked, and no answer.
    Answer,
}

/// A certificate that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Why.
    pub bad: Bad,
    /// The host that it was shown for.
    pub host: String,
    /// Who signed it.
    pub issuer: String,
    /// Seconds since 1970 from which on, and up to which, it is valid.
    pub valid: Option<(i64, i64)>,
    /// Names that it is for; only where they were looked at.
    pub names: Vec<String>,
}

/// Why a certificate was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bad {
    /// Signed by nobody that this machine trusts.
    Untrusted,
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYet,
    /// It is for another host.
    OtherName,
    /// It is trusted for something else: an extended key usage names no servers.
    Purpose,
    /// Something else.
    Other(String),
}

impl fmt::Display for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the certificate of {} was refused: {:?}", self.host, self.bad)
    }
}

impl std::error::Error for Certificate {}

/// A trouble on its way through an [`io::Error`].
#[derive(Clone, Debug)]
pub(super) struct Told {
    trouble: Trouble,
    words: String,
}

impl Told {
    pub(super) fn new(trouble: Trouble, words: &str) -> Self {
        Self { trouble, words: words.to_owned() }
    }

    /// The trouble that the error carries.
    pub(super) fn inside(error: &io::Error) -> Option<Trouble> {
        let told: &Self = error.get_ref()?.downcast_ref()?;
        Some(told.trouble.clone())
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl std::error::Error for Told {}
