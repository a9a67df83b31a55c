//! What an answer says against itself.

use super::signing::{Tally, is_of};
use super::{same_id, was_deleted};
use crate::audit::Found;
use crate::model::{AnyLink, Document, Link, PackageState, PackageStatus, PackageType, Revision, Signer, VideoState};
use crate::words::words;

words! {
    /// What an answer says against itself, the gravest first, as in `docs/audit.md`.
    Contradiction {
        /// A part names another package or document than the one that it is in.
        ForeignPart = "foreign_part",
        /// The package is executed, but a revision is not signed or a document not executed.
        ExecutedButUnsigned = "executed_but_unsigned",
        /// The state is `executed`, but `isExecuted` is false.
        ExecutedButNotFlagged = "executed_but_not_flagged",
        /// Everything is signed, but `isExecuted` is false.
        SignedButNotExecuted = "signed_but_not_executed",
        /// The state is `expired`, but `isExecuted` is true.
        ExpiredButExecuted = "expired_but_executed",
        /// It was not sent yet, but `isExecuted` is true.
        UnsentButExecuted = "unsent_but_executed",
        /// A document is executed, but a revision of it is not signed.
        DocumentExecutedButUnsigned = "document_executed_but_unsigned",
        /// Each revision of a document is signed, but the document is not executed.
        DocumentSignedButNotExecuted = "document_signed_but_not_executed",
        /// A revision and the link to it differ about `isSigned` or `isNext`, or about whose it is.
        RevisionAndLinkDisagree = "revision_and_link_disagree",
        /// A revision is of nobody among the signers.
        UnknownSigner = "unknown_signer",
        /// In sequential signing, one has signed or is next who comes after one who has not signed.
        OutOfOrder = "out_of_order",
        /// One is next who has signed.
        NextButSigned = "next_but_signed",
        /// A video was deleted, but can be played.
        DeletedVideoAvailable = "deleted_video_available",
    }
}

impl Contradiction {
    /// The gravest in an answer.
    pub(super) fn of(found: &Found) -> Option<Self> {
        Self::ALL.iter().copied().find(|contradiction| contradiction.is_in(found))
    }

    fn is_in(self, found: &Found) -> bool {
        let status = &found.status;
        let state = status.state.as_ref();
        let (executed, not_executed) = (status.is_executed == Some(true), status.is_executed == Some(false));
        match self {
            Self::ForeignPart => has_foreign_part(status),
            Self::ExecutedButUnsigned => {
                (executed || state == Some(&PackageState::Executed))
                    && (documents(status).any(|document| document.is_executed == Some(false))
                        || revisions(status).any(is_unsigned))
            }
            Self::ExecutedButNotFlagged => state == Some(&PackageState::Executed) && not_executed,
            Self::SignedButNotExecuted => {
                not_executed
                    && documents(status).next().is_some()
                    && (documents(status).all(|document| document.is_executed == Some(true))
                        || documents(status).all(is_signed))
            }
            Self::ExpiredButExecuted => state == Some(&PackageState::Expired) && executed,
            // Of nothing, one can say that all of it is signed: so something must be.
            Self::UnsentButExecuted => {
                matches!(state, Some(PackageState::Draft | PackageState::Select | PackageState::Add))
                    && executed
                    && revisions(status).any(|revision| revision.is_signed == Some(true))
            }
            Self::DocumentExecutedButUnsigned => documents(status).any(|document| {
                document.is_executed == Some(true) && document.revisions.iter().flatten().any(is_unsigned)
            }),
            Self::DocumentSignedButNotExecuted => {
                documents(status).any(|document| document.is_executed == Some(false) && is_signed(document))
            }
            Self::RevisionAndLinkDisagree => {
                signers(status).any(|signer| signer.links.iter().flatten().any(|link| disagrees(link, signer, status)))
            }
            Self::UnknownSigner => status.signers.as_ref().is_some_and(|signers| {
                signers.iter().all(|signer| signer.signer_id.is_some())
                    && revisions(status).any(|revision| {
                        revision.signer_id.is_some() && !signers.iter().any(|signer| is_of(revision, signer))
                    })
            }),
            Self::OutOfOrder => {
                status.r#type == Some(PackageType::Sequential)
                    && documents(status).any(|document| is_out_of_order(document, status))
            }
            Self::NextButSigned => {
                revisions(status).any(|revision| revision.is_next == Some(true) && revision.is_signed == Some(true))
            }
            Self::DeletedVideoAvailable => found.videos.iter().flatten().any(|video| {
                let archived = video.state == Some(VideoState::Archived);
                (video.state == Some(VideoState::Deleted) || was_deleted(video)) && (archived || video.url.is_some())
            }),
        }
    }
}

fn documents(status: &PackageStatus) -> impl Iterator<Item = &Document> {
    status.documents.iter().flatten()
}

fn revisions(status: &PackageStatus) -> impl Iterator<Item = &Revision> {
    documents(status).flat_map(|document| document.revisions.iter().flatten())
}

fn signers(status: &PackageStatus) -> impl Iterator<Item = &Signer> {
    status.signers.iter().flatten()
}

fn is_unsigned(revision: &Revision) -> bool {
    revision.is_signed == Some(false)
}

fn is_signed(document: &Document) -> bool {
    Tally::of_document(document).all_signed() == Some(true)
}

fn has_foreign_part(status: &PackageStatus) -> bool {
    let (package, mut documents, mut signers) = (status.package_id.as_deref(), documents(status), signers(status));
    documents.any(|document| {
        differ(document.package_id.as_deref(), package)
            || document.revisions.iter().flatten().any(|revision| {
                differ(revision.package_id.as_deref(), package)
                    || differ(revision.document_id.as_deref(), document.document_id.as_deref())
            })
    }) || signers.any(|signer| {
        let whole = [&signer.sign_link, &signer.meeting_link].into_iter().filter_map(|link| match link {
            Some(AnyLink::Link(link)) => Some(&**link),
            _ => None,
        });
        signer.links.iter().flatten().chain(whole).any(|link| differ(link.package_id.as_deref(), package))
    })
}

/// Whether two ids are known and not the same.
fn differ(one: Option<&str>, other: Option<&str>) -> bool {
    same_id(one, other) == Some(false)
}

/// Whether a signer's link says something else than the revision it leads to, or leads to another's.
fn disagrees(link: &Link, signer: &Signer, status: &PackageStatus) -> bool {
    let flags_differ = |one: Option<bool>, other: Option<bool>| one.zip(other).is_some_and(|(one, other)| one != other);
    let leads_to =
        |revision: &&Revision| same_id(link.revision_id.as_deref(), revision.revision_id.as_deref()) == Some(true);
    revisions(status).filter(leads_to).any(|revision| {
        flags_differ(revision.is_signed, link.is_signed)
            || flags_differ(revision.is_next, link.is_next)
            || differ(revision.signer_id.as_deref(), signer.signer_id.as_deref())
    })
}

/// Whether somebody has signed or is next before it is the turn.
fn is_out_of_order(document: &Document, status: &PackageStatus) -> bool {
    let order = |revision: &Revision| signers(status).find(|signer| is_of(revision, signer))?.order;
    let revisions = || document.revisions.iter().flatten();
    let Some(first) = revisions().filter(|revision| is_unsigned(revision)).filter_map(order).min() else {
        return false;
    };
    revisions()
        .filter(|revision| revision.is_signed == Some(true) || revision.is_next == Some(true))
        .filter_map(order)
        .any(|order| order > first)
}
