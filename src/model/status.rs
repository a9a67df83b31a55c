//! The status of a package (vendor's status page).

use super::record::record;
use super::{AnyLink, Json, Link, PackageState, PackageType, Personal, Time};
use crate::secret::Secret;

record! {
    0 json
    /// The status of a package.
    PackageStatus {
        /// Unique identifier of the package.
        "packageId" => package_id: String,
        /// The organization.
        "organizationId" => organization_id: String,
        /// The member who owns the package.
        "memberId" => member_id: String,
        /// Name of the package.
        "name" => name: String,
        /// By when the package should be signed.
        "timeSignBy" => time_sign_by: Time,
        /// Type of the package.
        "type" => r#type: PackageType,
        /// State of the package.
        "state" => state: PackageState,
        /// Free-form data of the integration.
        "externalData" => external_data: Json,
        /// Whether all documents have been signed by all signers.
        "isExecuted" => is_executed: bool,
        /// The documents.
        "documents" => documents: Vec<Document>,
        /// The signers.
        "signers" => signers: Vec<Signer>,
    }
}

record! {
    1
    /// A document of a package.
    Document {
        /// The package.
        "packageId" => package_id: String,
        /// Unique identifier of the document.
        "documentId" => document_id: String,
        /// The file of the document.
        "fileId" => file_id: String,
        /// Identifier in an external system.  The vendor's sample misspells its key as `exernalId`.
        "externalId" | "exernalId" => external_id: String,
        /// Name of the document.
        "name" => name: String,
        /// Name of the file.
        "fileName" => file_name: String,
        /// Place of the document in the package, from 0.
        "order" => order: i64,
        /// Whether the document has been signed by all signers.
        "isExecuted" => is_executed: bool,
        /// One revision for each signer.
        "revisions" => revisions: Vec<Revision>,
    }
}

record! {
    2
    /// One signer's revision of a document.
    Revision {
        /// The package.
        "packageId" => package_id: String,
        /// The document.
        "documentId" => document_id: String,
        /// Unique identifier of the revision.
        "revisionId" => revision_id: String,
        /// The signer.
        "signerId" => signer_id: String,
        /// The link to sign this revision; a secret.
        "link" => link: Secret,
        /// Whether the signer is the next one in sequential signing.
        "isNext" => is_next: bool,
        /// Whether the signer has signed this revision.
        "isSigned" => is_signed: bool,
    }
}

record! {
    3
    /// A signer of a package.
    Signer {
        /// Unique identifier of the signer.
        "signerId" => signer_id: String,
        /// First name.
        "firstName" => first_name: Personal,
        /// Last name.
        "lastName" => last_name: Personal,
        /// Email address.
        "email" => email: Personal,
        /// Mobile number; empty where unset.
        "mobileNumber" => mobile_number: Personal,
        /// Place in the signing order, from 0.
        "order" => order: i64,
        /// Links to the signer's revisions; none unless the package was made with `generateSignerLinks`.
        "links" => links: Vec<Link>,
        /// Link to sign the whole package.
        "signLink" => sign_link: AnyLink,
        /// Link to the meeting.
        "meetingLink" => meeting_link: AnyLink,
    }
}
