//! What follows from an answer: facts that no field states.
//!
//! A pure function of the answer and an instant; no clock is read.  A fact is `None` where it cannot be known.
//! `docs/audit.md` has a table of every rule with its source.

mod contradiction;

pub use contradiction::Contradiction;

use super::Found;
use crate::model::PackageState;

/// Everything that follows from an answer at an instant.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Of the package.
    pub package: PackageFacts<'a>,
    /// Of each document, in the answer's order; none where the answer has no documents.
    pub documents: Vec<DocumentFacts>,
    /// Of each signer, in the answer's order; none where the answer has no signers.
    pub signers: Vec<SignerFacts>,
    /// Of each video, in the answer's order; none where they were not asked for.
    pub videos: Vec<VideoFacts>,
}

/// What follows for a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageFacts<'a> {
    /// The state as a server of release 4.0 would say it: earlier ones say `open` of executed and expired packages.
    pub effective_state: Option<&'a PackageState>,
    /// Whether it still lacks signatures although the date by which it should be signed has passed.
    pub is_overdue: Option<bool>,
    /// For how many whole days it has been overdue; 0 where it is not.
    pub days_overdue: Option<i64>,
    /// How many signers there are.
    pub signers_total: Option<i32>,
    /// How many of them have signed all that they have to sign.
    pub signers_signed: Option<i32>,
    /// The ids of those who can sign now, in the answer's order; empty where nobody can.
    pub next_signers: Option<Vec<&'a str>>,
    /// How many documents there are.
    pub documents_total: Option<i32>,
    /// How many of them were signed by all.
    pub documents_executed: Option<i32>,
    /// How many videos are listed.
    pub videos_total: Option<i32>,
    /// How many of them are known to be kept beyond their retention.
    pub videos_retention_expired: Option<i32>,
    /// What the answer says against itself; the gravest, if there are several.
    pub contradiction: Option<Contradiction>,
}

/// What follows for a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentFacts {
    /// How many revisions it has.
    pub revisions_total: Option<i32>,
    /// How many of them are signed.
    pub revisions_signed: Option<i32>,
}

/// What follows for a signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignerFacts {
    /// Whether the signer has signed all that there is to sign.
    pub has_signed: Option<bool>,
    /// Whether the signer can sign now.
    pub is_next: Option<bool>,
    /// How many revisions are the signer's, in all documents.
    pub revisions_total: Option<i32>,
    /// How many of them are signed.
    pub revisions_signed: Option<i32>,
}

/// What follows for a video.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VideoFacts {
    /// Whether it is still there although its retention has ended.
    pub retention_expired: Option<bool>,
}

impl<'a> Facts<'a> {
    /// What follows from an answer at an instant in microseconds since 1970-01-01T00:00:00Z.
    pub fn of(found: &'a Found, as_of_us: i64) -> Self {
        let _ = (found, as_of_us); // The rules come with the next commit.
        let package = PackageFacts {
            effective_state: None,
            is_overdue: None,
            days_overdue: None,
            signers_total: None,
            signers_signed: None,
            next_signers: None,
            documents_total: None,
            documents_executed: None,
            videos_total: None,
            videos_retention_expired: None,
            contradiction: None,
        };
        Self { package, documents: Vec::new(), signers: Vec::new(), videos: Vec::new() }
    }
}
