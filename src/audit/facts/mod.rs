//! What follows from an answer: facts that no field states.
//!
//! A pure function of the answer and an instant; no clock is read.  A fact is `None` where it cannot be known.
//! `docs/audit.md` has a table of every rule with its source.

mod contradiction;
mod due;
mod signing;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test ends with what failed")]
mod tests;

pub use contradiction::Contradiction;

use super::Found;
use crate::model::{Document, PackageState, Time, Video, VideoState};
use due::Due;
use signing::Tally;

/// Everything that follows from an answer at an instant.
#[derive(Debug)]
#[cfg_attr(test, derive(serde::Serialize))]
pub struct Facts<'a> {
    /// Of the package.
    #[cfg_attr(test, serde(flatten))]
    pub package: PackageFacts<'a>,
    /// Of each document, in the answer's order; none where the answer has no documents.
    pub documents: Vec<DocumentFacts>,
    /// Of each signer, in the answer's order; none where the answer has no signers.
    pub signers: Vec<SignerFacts>,
    /// Of each video, in the answer's order; none where they were not requested.
    pub videos: Vec<VideoFacts>,
}

/// What follows for a package.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize))]
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
#[cfg_attr(test, derive(serde::Serialize))]
pub struct DocumentFacts {
    /// How many revisions it has.
    pub revisions_total: Option<i32>,
    /// How many of them are signed.
    pub revisions_signed: Option<i32>,
}

/// What follows for a signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Serialize))]
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
#[cfg_attr(test, derive(serde::Serialize))]
pub struct VideoFacts {
    /// Whether it is still there although its retention has ended.
    pub retention_expired: Option<bool>,
}

impl<'a> Facts<'a> {
    /// What follows from an answer at an instant in microseconds since 1970-01-01T00:00:00Z.
    pub fn of(found: &'a Found, as_of_us: i64) -> Self {
        let status = &found.status;
        let due = Due::of(status, as_of_us);
        let effective_state = due.effective_state();
        let is_overdue = due.is_overdue();
        let signers = signing::signers(status, effective_state);
        let videos: Vec<_> = found.videos.iter().flatten().map(|video| VideoFacts::of(video, as_of_us)).collect();
        let package = PackageFacts {
            effective_state,
            is_overdue,
            days_overdue: due.days_overdue(is_overdue),
            signers_total: status.signers.as_ref().map(|signers| count(signers.len())),
            signers_signed: status.signers.is_some().then(|| signing::signed(&signers)).flatten(),
            next_signers: status.signers.as_ref().and_then(|list| signing::next(list, &signers)),
            documents_total: status.documents.as_ref().map(|documents| count(documents.len())),
            documents_executed: status.documents.as_deref().and_then(documents_executed),
            videos_total: found.videos.as_ref().map(|videos| count(videos.len())),
            videos_retention_expired: found
                .videos
                .as_ref()
                .map(|_| count(videos.iter().filter(|video| video.retention_expired == Some(true)).count())),
            contradiction: Contradiction::of(found),
        };
        let documents = status.documents.iter().flatten().map(DocumentFacts::of).collect();
        Self { package, documents, signers, videos }
    }
}

impl DocumentFacts {
    fn of(document: &Document) -> Self {
        let tally = Tally::of_document(document);
        Self { revisions_total: tally.total(), revisions_signed: tally.signed() }
    }
}

impl VideoFacts {
    fn of(video: &Video, as_of_us: i64) -> Self {
        let is_deleted = match &video.state {
            Some(VideoState::Deleted) => Some(true),
            _ if was_deleted(video) => Some(true),
            // An unknown state may be one more way of being deleted.
            Some(VideoState::Other(_)) | None => None,
            Some(_) => Some(false),
        };
        let ended = video.time_retention.as_ref().and_then(Time::unix_us).map(|time| time < as_of_us);
        Self { retention_expired: and(ended, is_deleted.map(|is_deleted| !is_deleted)) }
    }
}

/// Whether the answer says when a video was deleted.
fn was_deleted(video: &Video) -> bool {
    video.time_deleted.as_ref().is_some_and(|time| !time.is_no_date())
}

fn documents_executed(documents: &[Document]) -> Option<i32> {
    documents.iter().try_fold(0, |executed, document| Some(executed + i32::from(document.is_executed?)))
}

/// Whether two ids are the same, if both are known.  In GUIDs, case means nothing.
fn same_id(one: Option<&str>, other: Option<&str>) -> Option<bool> {
    Some(one?.eq_ignore_ascii_case(other?))
}

/// The number of things in a list.
fn count(len: usize) -> i32 {
    i32::try_from(len).unwrap_or(i32::MAX)
}

/// Whether both hold: no, if one is known not to.
fn and(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}
