//! Who has signed, and whose turn it is.

use super::{SignerFacts, count, same_id};
use crate::model::{Document, Link, PackageState, PackageStatus, PackageType, Revision, Signer};

/// What is known of a number of revisions.
#[derive(Default)]
pub(super) struct Tally {
    total: usize,
    signed: usize,
    unsigned: usize,
    /// There may be further ones, of which nothing is known.
    partial: bool,
}

impl Tally {
    /// Of all revisions of a document.
    pub(super) fn of_document(document: &Document) -> Self {
        let mut tally = Self { partial: document.revisions.is_none(), ..Self::default() };
        for revision in document.revisions.iter().flatten() {
            tally.add(revision.is_signed);
        }
        tally
    }

    /// Of a signer's revisions in all documents.
    fn of_signer(signer: &Signer, documents: Option<&[Document]>) -> Self {
        let mut tally = Self { partial: documents.is_none() || signer.signer_id.is_none(), ..Self::default() };
        for document in documents.unwrap_or_default() {
            tally.partial |= document.revisions.is_none();
            for revision in document.revisions.iter().flatten() {
                if revision.signer_id.is_none() {
                    tally.partial = true;
                } else if is_of(revision, signer) {
                    tally.add(revision.is_signed);
                }
            }
        }
        tally
    }

    /// Of the revisions that a signer's links lead to.  They may be of some revisions only.
    fn of_links(signer: &Signer) -> Self {
        let mut tally = Self::default();
        for is_signed in signer.links.iter().flatten().filter_map(|link| link.is_signed) {
            tally.add(Some(is_signed));
        }
        tally
    }

    fn add(&mut self, is_signed: Option<bool>) {
        self.total += 1;
        self.signed += usize::from(is_signed == Some(true));
        self.unsigned += usize::from(is_signed == Some(false));
    }

    pub(super) fn total(&self) -> Option<i32> {
        (!self.partial).then(|| count(self.total))
    }

    pub(super) fn signed(&self) -> Option<i32> {
        let known = !self.partial && self.signed + self.unsigned == self.total;
        known.then(|| count(self.signed))
    }

    /// Whether all are signed; where there are none, nothing shows that anything was signed.
    pub(super) fn all_signed(&self) -> Option<bool> {
        match self {
            Self { unsigned: 1.., .. } => Some(false),
            Self { partial: false, total: 1.., .. } if self.signed == self.total => Some(true),
            _ => None,
        }
    }
}

/// Whether a revision is a signer's.
pub(super) fn is_of(revision: &Revision, signer: &Signer) -> bool {
    same_id(revision.signer_id.as_deref(), signer.signer_id.as_deref()) == Some(true)
}

/// What follows for each signer.
pub(super) fn signers(status: &PackageStatus, effective_state: Option<&PackageState>) -> Vec<SignerFacts> {
    let signers = status.signers.as_deref().unwrap_or_default();
    let mut facts: Vec<_> = signers
        .iter()
        .map(|signer| {
            let tally = Tally::of_signer(signer, status.documents.as_deref());
            let has_signed = tally.all_signed().or_else(|| Tally::of_links(signer).all_signed());
            let revisions_signed = tally.signed();
            SignerFacts { has_signed, is_next: None, revisions_total: tally.total(), revisions_signed }
        })
        .collect();
    match effective_state {
        Some(PackageState::Open) => take_turns(status, signers, &mut facts),
        Some(PackageState::Other(_)) | None => {}
        // Nobody can sign.
        Some(_) => facts.iter_mut().for_each(|fact| fact.is_next = Some(false)),
    }
    facts
}

/// Settles whose turn it is in an open package.
fn take_turns(status: &PackageStatus, signers: &[Signer], facts: &mut [SignerFacts]) {
    match status.r#type {
        Some(PackageType::Sequential) => {
            if !by_flags(status, signers, facts) {
                by_order(signers, facts);
            }
        }
        // Whatever the type is, the flags would say it; without them only those who have signed are out of it.
        Some(PackageType::Other(_)) | None => {
            if !by_flags(status, signers, facts) {
                for fact in facts {
                    fact.is_next = (fact.has_signed == Some(true)).then_some(false);
                }
            }
        }
        Some(_) => {
            for fact in facts {
                fact.is_next = fact.has_signed.map(|has_signed| !has_signed);
            }
        }
    }
}

/// By `isNext`; false if nobody has it.
fn by_flags(status: &PackageStatus, signers: &[Signer], facts: &mut [SignerFacts]) -> bool {
    let revisions = || status.documents.iter().flatten().flat_map(|document| document.revisions.iter().flatten());
    let waits = |revision: &Revision| revision.is_next == Some(true) && revision.is_signed != Some(true);
    let leads_to = |link: &Link| link.is_next == Some(true) && link.is_signed != Some(true);
    let mut found = false;
    for (signer, fact) in signers.iter().zip(&mut *facts) {
        let is_next = revisions().any(|revision| is_of(revision, signer) && waits(revision))
            || signer.links.iter().flatten().any(leads_to);
        found |= is_next;
        fact.is_next = Some(is_next);
    }
    found
}

/// By `order`: the first of those who have not signed, which can be several of the same order.
fn by_order(signers: &[Signer], facts: &mut [SignerFacts]) {
    let remaining = || signers.iter().zip(&*facts).filter(|(_, fact)| fact.has_signed != Some(true));
    let known = remaining().all(|(signer, fact)| signer.order.is_some() && fact.has_signed.is_some());
    let first = remaining().filter_map(|(signer, _)| signer.order).min();
    for (signer, fact) in signers.iter().zip(facts) {
        fact.is_next = match fact.has_signed {
            Some(true) => Some(false),
            _ => known.then_some(signer.order == first),
        };
    }
}

/// How many have signed.
pub(super) fn signed(facts: &[SignerFacts]) -> Option<i32> {
    facts.iter().try_fold(0, |signed, fact| Some(signed + i32::from(fact.has_signed?)))
}

/// The ids of those whose turn it is.
pub(super) fn next<'a>(signers: &'a [Signer], facts: &[SignerFacts]) -> Option<Vec<&'a str>> {
    let mut ids = Vec::new();
    for (signer, fact) in signers.iter().zip(facts) {
        if fact.is_next? {
            ids.push(signer.signer_id.as_deref()?);
        }
    }
    Some(ids)
}
