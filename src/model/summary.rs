//! The items of a package list (docs/api.md section 4).

use super::record::record;
use super::{Json, PackageState, PackageType, Personal, Time};

record! {
    7 json
    /// A package in a list.
    PackageSummary {
        /// Unique identifier of the package.
        "packageId" => package_id: String,
        /// The organization.
        "organizationId" => organization_id: String,
        /// The member who owns the package.
        "memberId" => member_id: String,
        /// The team.
        "teamId" => team_id: String,
        /// The folder.
        "folderId" => folder_id: String,
        /// Whether the package is shared.
        "shared" => shared: bool,
        /// When the package was made.
        "timeCreated" => time_created: Time,
        /// When it was last changed.
        "timeLastModified" => time_last_modified: Time,
        /// By when it should be signed.
        "timeSignBy" => time_sign_by: Time,
        /// Name of the package.
        "name" => name: String,
        /// Category.
        "category" => category: String,
        /// Client number.
        "clientNumber" => client_number: String,
        /// Matter number.
        "matterNumber" => matter_number: String,
        /// Description.
        "description" => description: String,
        /// Type of the package.
        "type" => r#type: PackageType,
        /// State of the package.
        "state" => state: PackageState,
        /// Free-form data of the integration.
        "externalData" => external_data: Json,
        /// Whether all documents have been signed by all signers.
        "isExecuted" => is_executed: bool,
        /// When the last signature came.
        "timeExecuted" => time_executed: Time,
        /// The documents.
        "documents" => documents: Vec<SummaryDocument>,
        /// The signers.
        "signers" => signers: Vec<SummarySigner>,
        /// Further recipients.
        "recipients" => recipients: Vec<SummaryRecipient>,
    }
}

record! {
    8
    /// A document of a package in a list.
    SummaryDocument {
        /// Unique identifier of the document.
        "documentId" => document_id: String,
        /// Identifier in an external system.
        "externalId" => external_id: String,
        /// Place of the document in the package (`order` in a status).
        "index" => index: i64,
        /// Name of the document.
        "name" => name: String,
        /// Name of the file.
        "fileName" => file_name: String,
        /// Whether it has been signed by all signers.
        "isExecuted" => is_executed: bool,
        /// When the last signature came.
        "timeExecuted" => time_executed: Time,
    }
}

record! {
    9
    /// A signer of a package in a list.
    SummarySigner {
        /// Unique identifier of the signer.
        "signerId" => signer_id: String,
        /// Place in the signing order (`order` in a status).
        "index" => index: i64,
        /// First name.
        "firstName" => first_name: Personal,
        /// Last name.
        "lastName" => last_name: Personal,
        /// Email address.
        "email" => email: Personal,
        /// Role of the signer.
        "role" => role: String,
        /// Type of the signer.
        "type" => r#type: String,
        /// How the signer is verified; neither type nor values are documented.
        "verify" => verify: Json,
        /// Whether the signer was verified.
        "isVerified" => is_verified: bool,
        /// Whether the signer is the next one in sequential signing.
        "isNext" => is_next: bool,
        /// Whether the signer has signed everything.
        "isExecuted" => is_executed: bool,
        /// When the signer signed.
        "timeExecuted" => time_executed: Time,
    }
}

record! {
    10
    /// A further recipient of a package in a list.
    SummaryRecipient {
        /// Unique identifier of the recipient.
        "recipientId" => recipient_id: String,
        /// First name.
        "firstName" => first_name: Personal,
        /// Last name.
        "lastName" => last_name: Personal,
        /// Email address.
        "email" => email: Personal,
        /// Type of the recipient.
        "type" => r#type: String,
    }
}

record! {
    11
    /// One page of a package list.
    PackagePage {
        /// The packages of this page.
        "items" => items: Vec<PackageSummary>,
        /// How many packages match, over all pages.
        "total" => total: i64,
        /// The page size that the server used.
        "take" => take: i64,
        /// The offset that the server used.
        "skip" => skip: i64,
    }
}
