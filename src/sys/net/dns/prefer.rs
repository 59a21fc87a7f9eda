//! Which of several addresses comes first: RFC 6724, section 6, as far as Go follows it
//! (net/addrselect.go). Rules that need to know how old an address is are left out there too.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// Puts those that this machine reaches before those that it does not, and so on.
pub(super) fn sort(addresses: &mut [SocketAddr]) {
    if addresses.len() > 1 {
        addresses.sort_by_cached_key(|address| rank(address.ip(), source(address)));
    }
}

/// Where packets to this address would come from. Nothing is sent.
fn source(address: &SocketAddr) -> Option<IpAddr> {
    let here: SocketAddr = if address.is_ipv4() {
        (Ipv4Addr::UNSPECIFIED, 0).into()
    } else {
        (Ipv6Addr::UNSPECIFIED, 0).into()
    };
    let socket = UdpSocket::bind(here).ok()?;
    socket.connect(address).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// What compares less is better; equals keep their order.
type Rank = (bool, bool, bool, u8, u8, u32);

fn rank(to: IpAddr, from: Option<IpAddr>) -> Rank {
    let Some(from) = from else { return (true, false, false, 0, 0, 0) };
    let ((precedence, label), (_, own_label)) = (policy(to), policy(from));
    (
        false,
        scope(to) != scope(from),
        label != own_label,
        u8::MAX - precedence,
        scope(to),
        apart(to, from),
    )
}

/// Section 2.1: precedence and label, the longest prefix first.
fn policy(address: IpAddr) -> (u8, u8) {
    let IpAddr::V6(six) = address else { return (35, 4) };
    let bytes = six.octets();
    match bytes {
        _ if six.is_loopback() => (50, 0),
        _ if six.to_ipv4_mapped().is_some() => (35, 4),
        _ if bytes[..12] == [0; 12] => (1, 3),
        [0x20, 0x01, 0, 0, ..] => (5, 5),
        [0x20, 0x02, ..] => (30, 2),
        [0x3f, 0xfe, ..] => (1, 12),
        [0xfe, 0xc0..=0xff, ..] => (1, 11),
        [0xfc | 0xfd, ..] => (3, 13),
        _ => (40, 1),
    }
}

/// Section 3.1.
fn scope(address: IpAddr) -> u8 {
    const LINK: u8 = 2;
    const SITE: u8 = 5;
    const GLOBAL: u8 = 14;
    match address {
        IpAddr::V4(four) if four.is_loopback() || four.is_link_local() => LINK,
        IpAddr::V4(_) => GLOBAL,
        IpAddr::V6(six) => match six.octets() {
            _ if six.is_loopback() => LINK,
            [0xfe, 0x80..=0xbf, ..] => LINK,
            [0xff, second, ..] => second & 0xf,
            [0xfe, 0xc0..=0xff, ..] => SITE,
            _ => GLOBAL,
        },
    }
}

/// How many of the first 64 bits differ from the first difference on; IPv4 does not count.
fn apart(to: IpAddr, from: IpAddr) -> u32 {
    let (IpAddr::V6(to), IpAddr::V6(from)) = (to, from) else { return 0 };
    64 - (((to.to_bits() ^ from.to_bits()) >> 64) as u64).leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_ordered_by_rfc_6724() {
        // Destination and source, best first: examples of RFC 6724, 10.2.
        for better_first in [
            [("2001:db8:1::1", "2001:db8:1::2"), ("198.51.100.121", "169.254.13.78")],
            [("198.51.100.121", "198.51.100.117"), ("2001:db8:1::1", "fe80::1")],
            [("2001:db8:1::1", "2001:db8:1::2"), ("10.1.2.3", "10.1.2.4")],
            [("fe80::1", "fe80::2"), ("2001:db8:1::1", "2001:db8:1::2")],
            [("2002:c633:6401::1", "2002:c633:6401::2"), ("2001:db8:1::1", "2002:c633:6401::2")],
            [("2001:db8:1::1", "2001:db8:1::2"), ("2001:db9::1", "2001:db8:1::2")],
            [("10.1.2.3", "10.1.2.4"), ("2001:db8:1::1", "")],
        ] {
            let [better, worse] = better_first
                .map(|(to, from)| rank(to.parse().unwrap(), from.parse::<IpAddr>().ok()));
            assert!(better < worse, "{better_first:?}: {better:?} {worse:?}");
        }
        let mut here: Vec<SocketAddr> =
            ["192.0.2.1:1", "127.0.0.1:1"].map(|text| text.parse().unwrap()).to_vec();
        let before = here.clone();
        sort(&mut here);
        assert_eq!(here.len(), before.len());
    }
}
