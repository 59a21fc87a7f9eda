//! What an installation would come to, without a change to the store: a dry run ends as the real
//! one would. Sources are asked for the very archive, whose bytes are then left where they are;
//! local bytes are read and weighed like any others.

use std::path::Path;

use super::checksum_lookup::ChecksumLookup;
use super::choice::Choice;
use super::missed::Missed;
use super::verify::{self, Refusal};
use super::{Installer, Options};
use crate::base::fault::Result;
use crate::go::version::GoVersion;
use crate::settings::config::{Policy, Source};
use crate::sys::net::Patience;
use crate::toolchains::store::change::{self, Change};

impl Installer<'_> {
    /// Fails where installing would, as far as that can be told before a download's bytes come.
    pub(super) fn foresee(&self, choice: &Choice, options: &Options) -> Result<()> {
        self.may_change(&choice.version)?;
        let staging = change::staging(self.home);
        Change::of(self.home, &choice.version, &staging).make_sure_it_can_come()?;
        self.log_is_asked_where_it_must_be(options)?;
        std::thread::scope(|scope| {
            let lookup = ChecksumLookup::open(scope, self, &choice.version);
            match &choice.from {
                Some(from) => self.foresee_local(&choice.version, from, options, &lookup),
                None => self.foresee_download(&choice.version, &lookup),
            }
        })
    }

    fn foresee_local(
        &self,
        version: &GoVersion,
        from: &Path,
        options: &Options,
        lookup: &ChecksumLookup<'_, '_>,
    ) -> Result<()> {
        match self.judge_local(None, version, from, options, lookup)? {
            Ok(verified) => self.foresee_fit(&verified),
            Err((staged, refusal)) => Err(super::evidence::local_hints(
                refusal.fault(version, &staged.origin),
                &staged.origin,
            )),
        }
    }

    fn foresee_download(&self, version: &GoVersion, lookup: &ChecksumLookup<'_, '_>) -> Result<()> {
        let had =
            self.ask_all(|source, patience| self.foresee_source(version, source, patience, lookup));
        had.map_err(|missed| self.nobody_has(version, missed))
    }

    fn foresee_source(
        &self,
        version: &GoVersion,
        source: Source,
        patience: Patience,
        lookup: &ChecksumLookup<'_, '_>,
    ) -> Result<(), Missed> {
        let offer = match source {
            Source::GoDev => self.offer_of_site(version, None, patience)?,
            Source::GoProxy => self.offer_of_proxy(version, None, patience)?,
        };
        let announced = offer.download.total();
        let size = announced.map(|bytes| offer.size.map_or(bytes, |size| size.min(bytes)));
        self.make_sure_of_room(version, size)?;
        let needed = offer.expected.is_none() || self.policy == Policy::Transparency;
        let patient = patience == Patience::Long || !self.an_index_may_vouch_after(source);
        let (said, origin) = (lookup.answer(needed && patient), offer.download.url());
        match verify::foresee(offer.expected.as_ref(), origin, said, self.policy)? {
            None => Ok(()),
            Some(Refusal::NotVouched { why, unasked, .. }) => {
                Err(Missed::unvouched(origin, &why, unasked))
            }
            Some(refusal) => Err(refusal.fault(version, origin).into()),
        }
    }
}
