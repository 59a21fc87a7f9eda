//! Whether the hosts file or the name servers come first: nsswitch.conf, as Go reads it without
//! cgo (`lookupOrder` in net/conf.go, net/nss.go). Sources that are libraries count as absent; where
//! no `dns` stands beside them, the name servers take their place.

/// What is asked, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    FilesDns,
    DnsFiles,
    Files,
    Dns,
}

impl Order {
    /// Reads the text of nsswitch.conf; a text that breaks its rules is as good as none.
    pub(crate) fn parse(text: Option<&str>) -> Self {
        let sources = text.and_then(hosts).unwrap_or_default();
        let has_dns = sources.iter().any(|source| source == "dns");
        let mut first = None;
        let (mut files, mut dns) = (false, false);
        for source in &sources {
            match source.as_str() {
                "files" => files = true,
                "dns" => dns = true,
                _ if has_dns => continue,
                _ => dns = true,
            }
            first.get_or_insert(source != "files");
        }
        match (files, dns, first) {
            (true, true, Some(true)) => Self::DnsFiles,
            (true, false, _) => Self::Files,
            (false, true, _) => Self::Dns,
            _ => Self::FilesDns,
        }
    }

    pub(super) fn files_first(self) -> bool {
        matches!(self, Self::FilesDns | Self::Files)
    }
}

/// The sources of `hosts:`, without what stands in brackets.
fn hosts(text: &str) -> Option<Vec<String>> {
    let mut sources = Vec::new();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let (database, mut rest) = line.split_once(':')?;
        let of_hosts = database.trim() == "hosts";
        while !rest.trim().is_empty() {
            rest = rest.trim_start();
            if let Some(criteria) = rest.strip_prefix('[') {
                rest = &criteria[criteria.find(']')? + 1..];
                continue;
            }
            let end = rest.find([' ', '\t', '[']).unwrap_or(rest.len());
            if of_hosts {
                sources.push(rest[..end].to_owned());
            }
            rest = &rest[end..];
        }
    }
    Some(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_of_sources_is_gos_and_libraries_count_as_absent() {
        for (line, order) in [
            ("hosts: files dns", Order::FilesDns),
            ("hosts:\tfiles\tdns", Order::FilesDns),
            (
                "hosts: files mymachines resolve [!UNAVAIL=return] mdns4_minimal dns myhostname",
                Order::FilesDns,
            ),
            ("hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns", Order::FilesDns),
            ("hosts: files mdns4_minimal [NOTFOUND=return]", Order::FilesDns),
            ("hosts: resolve files", Order::DnsFiles),
            ("hosts: dns [SUCCESS=return] files", Order::DnsFiles),
            ("hosts: files", Order::Files),
            ("hosts: files # dns", Order::Files),
            ("hosts: resolve", Order::Dns),
            ("hosts: dns", Order::Dns),
            ("hosts:", Order::FilesDns),
            ("passwd: files systemd\nhosts: files\n", Order::Files),
            ("hosts: dns\nno colon", Order::FilesDns),
            ("hosts: dns [NOTFOUND=return", Order::FilesDns),
            ("", Order::FilesDns),
        ] {
            assert_eq!(Order::parse(Some(line)), order, "{line}");
        }
        assert_eq!(Order::parse(None), Order::FilesDns);
    }
}
