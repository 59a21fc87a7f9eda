//! What the machine and the network say: programs, settings, name servers, certificates.

use super::text;
use crate::base::secret;
use crate::go::buildinfo;
use crate::go::goconfig::{self, EnvText, LineKind};
use crate::go::goproxy::Netrc;
use crate::go::goproxy::auth::told;
use crate::sys::fs::unnamed::at_path;
use crate::sys::net::dns::message::{AddressKind, Question, Says};
use crate::sys::net::dns::{self, Resolver, order};
use crate::sys::net::proxy::{Proxy, Rules};
use crate::sys::net::url::{GoUrl, Hosts, Url};
use crate::sys::net::{self};

/// Programs and libraries.
pub fn elf(bytes: &[u8]) {
    if let Some(program) = at_path(bytes, crate::sys::executable::read).flatten() {
        let _ = (program.goarch(), program.build_info(), program.is_format_of("windows"));
        let _ = program.unfit(bytes.len() as u64, "amd64");
    }
    let Some(elf) = at_path(bytes, crate::sys::elf::read).flatten() else { return };
    let _ = (elf.goarch(), elf.glibc(), elf.section(".text"));
    let _ = elf.unfit(bytes.len() as u64, "amd64");
}

/// What the Go linker wrote: the texts alone, then a whole program.
pub fn build_info(bytes: &[u8]) {
    let info = buildinfo::parse("go1.22.5", bytes);
    let _ = info.setting("GOOS");
    let _ = at_path(bytes, buildinfo::read);
}

/// Files of `go env -w`, go.env, and the lists that stand in them.
pub fn go_env(bytes: &[u8]) {
    let file = EnvText::parse(bytes);
    for line in file.lines.iter().take(100) {
        let LineKind::Entry { key, .. } = &line.kind else { continue };
        assert!(file.get(key).is_some_and(|(_, last)| last >= line.number));
    }
    let text = text(bytes);
    if let Ok(entries) = goconfig::proxy_list(text) {
        assert!(!entries.is_empty());
    }
    let _ = crate::go::sumdb::gosumdb::parse(text);
    let words = crate::go::quoted::split(text).unwrap_or_default();
    assert!(words.iter().all(|word| text.contains(word)));
    let _ = goconfig::modfile(text);
}

/// netrc.
pub fn netrc(bytes: &[u8]) {
    let netrc = Netrc::parse(&String::from_utf8_lossy(bytes));
    let _ = netrc.knows("go.dev");
}

/// What a command of GOAUTH and what git prints.
pub fn goauth(bytes: &[u8]) {
    for (url, headers) in told::by_command(bytes).unwrap_or_default() {
        assert!(GoUrl::parse_request(&url).is_some(), "{}", url.escape_ascii());
        assert!(headers.iter().all(|(name, value)| !(name.clone() + value).contains(['\r', '\n'])));
    }
    let _ = told::by_git(bytes);
}

/// Answers of name servers.
pub fn dns(bytes: &[u8]) {
    for kind in [AddressKind::V4, AddressKind::V6] {
        let Some(question) = Question::new("go.dev", kind) else { continue };
        let _ = question.answer(bytes);
        // Nobody guesses the number of the question: an answer has it.
        let (asked, (flags, rest)) =
            (question.bytes(false), bytes.split_at_checked(8).unwrap_or_default());
        let Some(flags) = flags.get(..2).zip(flags.get(2..)) else { continue };
        let name = asked.get(12..asked.len() - 11).unwrap_or_default();
        let id = asked.get(..2).unwrap_or_default();
        let message = [id, flags.0, &[0, 1], flags.1, name, rest].concat();
        if let Some(answer) = question.answer(&message)
            && let Says::Addresses(found) = answer.says
        {
            assert!(!found.is_empty());
            assert!(found.iter().all(|address| address.is_ipv4() == (kind == AddressKind::V4)));
        }
    }
}

/// resolv.conf, nsswitch.conf and the hosts file.
pub fn resolver(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let resolver = Resolver::parse(text);
    assert!((1..=3).contains(&resolver.servers.len()));
    assert!(resolver.timeout > 0 && resolver.attempts > 0);
    let _ = (order::Order::parse(Some(text)), dns::in_hosts(text, "go.dev"));
}

/// URLs as we, and as the go command reads them, and proxies.
pub fn url(bytes: &[u8]) {
    let text = text(bytes);
    if let Ok(url) = Url::parse(text) {
        let shown = url.to_string();
        assert_eq!(Url::parse(&shown).map(|url| url.to_string()), Ok(shown));
        assert_eq!(Url::parse(&url.exact()).map(|again| again.exact()), Ok(url.exact()));
    }
    let (first, second) = text.split_once('\n').unwrap_or((text, ""));
    if let Ok(base) = Url::parse(first) {
        let _ = base.join(second);
    }
    for hosts in [Hosts::Strict, Hosts::Lenient] {
        let _ = GoUrl::parse(bytes, hosts).map(|url| url.text());
    }
    let _ = GoUrl::parse_request(bytes).map(|url| url.text());
    let _ = Proxy::parse(text, Rules::default());
    let _ = secret::redact(text);
}

/// Certificates.
pub fn x509(bytes: &[u8]) {
    let _ = net::x509::About::read(bytes);
}
