//! Signing and meeting links.  A link opens the package without a login: it is a credential.

use super::record::record;
use super::{LinkType, Time};
use crate::secret::Secret;

record! {
    4
    /// A link of a signer.
    Link {
        /// Token of the link; a secret.
        "token" => token: Secret,
        /// The package.
        "packageId" => package_id: String,
        /// The document.
        "documentId" => document_id: String,
        /// The revision.
        "revisionId" => revision_id: String,
        /// Name of the document.
        "name" => name: String,
        /// The link itself; a secret.
        "link" => link: Secret,
        /// When the link expires.
        "timeExpires" => time_expires: Time,
        /// Type of the link.
        "type" => r#type: LinkType,
        /// Whether the signer is the next one in sequential signing.
        "isNext" => is_next: bool,
        /// Whether the signer has signed.
        "isSigned" => is_signed: bool,
    }
}

/// `signLink` and `meetingLink`: an object in the status sample, mere text in the vendor's links guide.
#[derive(Clone, Debug, PartialEq)]
pub enum AnyLink {
    /// The whole object.
    Link(Box<Link>),
    /// Only the link.
    Text(Secret),
}
