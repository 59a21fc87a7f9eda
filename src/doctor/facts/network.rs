//! What proxies, name servers and the checksum database answered.

/// The network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {}
