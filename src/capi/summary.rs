//! The packages of a list.

use std::ffi::c_char;

use super::answer::{Arena, Convert, iinked_time};
use crate::model::{self, Json, PackageState, PackageType, Record};

/// A document of a package in a list.
#[repr(C)]
pub struct iinked_summary_document {
    /// Unique identifier of the document.
    pub document_id: *const c_char,
    /// Identifier in an external system.
    pub external_id: *const c_char,
    /// Place of the document in the package (`order` in a status); -1 where nothing was sent.
    pub index: i64,
    /// Name of the document.
    pub name: *const c_char,
    /// Name of the file.
    pub file_name: *const c_char,
    /// Whether it has been signed by all signers.
    pub is_executed: bool,
    /// When the last signature came.
    pub time_executed: iinked_time,
}

impl Convert for model::SummaryDocument {
    type C = iinked_summary_document;

    fn convert(&self, arena: &Arena) -> iinked_summary_document {
        iinked_summary_document {
            document_id: arena.text(self.document_id.as_deref()),
            external_id: arena.text(self.external_id.as_deref()),
            index: self.index.unwrap_or(-1),
            name: arena.text(self.name.as_deref()),
            file_name: arena.text(self.file_name.as_deref()),
            is_executed: self.is_executed.unwrap_or_default(),
            time_executed: arena.time(self.time_executed.as_ref()),
        }
    }
}

/// A signer of a package in a list.
#[repr(C)]
pub struct iinked_summary_signer {
    /// Unique identifier of the signer.
    pub signer_id: *const c_char,
    /// Place in the signing order (`order` in a status); -1 where nothing was sent.
    pub index: i64,
    /// First name.
    pub first_name: *const c_char,
    /// Last name.
    pub last_name: *const c_char,
    /// Email address.
    pub email: *const c_char,
    /// Role of the signer.
    pub role: *const c_char,
    /// Type of the signer.
    pub r#type: *const c_char,
    /// How the signer is verified; neither type nor values are documented, as JSON text.
    pub verify: *const c_char,
    /// Whether the signer was verified.
    pub is_verified: bool,
    /// Whether the signer is the next one in sequential signing.
    pub is_next: bool,
    /// Whether the signer has signed everything.
    pub is_executed: bool,
    /// When the signer signed.
    pub time_executed: iinked_time,
}

impl Convert for model::SummarySigner {
    type C = iinked_summary_signer;

    fn convert(&self, arena: &Arena) -> iinked_summary_signer {
        iinked_summary_signer {
            signer_id: arena.text(self.signer_id.as_deref()),
            index: self.index.unwrap_or(-1),
            first_name: arena.text(self.first_name.as_deref()),
            last_name: arena.text(self.last_name.as_deref()),
            email: arena.text(self.email.as_deref()),
            role: arena.text(self.role.as_deref()),
            r#type: arena.text(self.r#type.as_deref()),
            verify: arena.text(self.verify.as_ref().map(Json::text)),
            is_verified: self.is_verified.unwrap_or_default(),
            is_next: self.is_next.unwrap_or_default(),
            is_executed: self.is_executed.unwrap_or_default(),
            time_executed: arena.time(self.time_executed.as_ref()),
        }
    }
}

/// A further recipient of a package in a list.
#[repr(C)]
pub struct iinked_summary_recipient {
    /// Unique identifier of the recipient.
    pub recipient_id: *const c_char,
    /// First name.
    pub first_name: *const c_char,
    /// Last name.
    pub last_name: *const c_char,
    /// Email address.
    pub email: *const c_char,
    /// Type of the recipient.
    pub r#type: *const c_char,
}

impl Convert for model::SummaryRecipient {
    type C = iinked_summary_recipient;

    fn convert(&self, arena: &Arena) -> iinked_summary_recipient {
        iinked_summary_recipient {
            recipient_id: arena.text(self.recipient_id.as_deref()),
            first_name: arena.text(self.first_name.as_deref()),
            last_name: arena.text(self.last_name.as_deref()),
            email: arena.text(self.email.as_deref()),
            r#type: arena.text(self.r#type.as_deref()),
        }
    }
}

/// A package in a list.
#[repr(C)]
pub struct iinked_package_summary {
    /// Unique identifier of the package.
    pub package_id: *const c_char,
    /// The organization.
    pub organization_id: *const c_char,
    /// The member who owns the package.
    pub member_id: *const c_char,
    /// The team.
    pub team_id: *const c_char,
    /// The folder.
    pub folder_id: *const c_char,
    /// Whether the package is shared.
    pub shared: bool,
    /// When the package was made.
    pub time_created: iinked_time,
    /// When it was last changed.
    pub time_last_modified: iinked_time,
    /// By when it should be signed.
    pub time_sign_by: iinked_time,
    /// Name of the package.
    pub name: *const c_char,
    /// Category.
    pub category: *const c_char,
    /// Client number.
    pub client_number: *const c_char,
    /// Matter number.
    pub matter_number: *const c_char,
    /// Description.
    pub description: *const c_char,
    /// Type of the package, one of `IINKED_PACKAGE_TYPE_…`.
    pub r#type: i32,
    /// The same as the text that was sent.
    pub type_text: *const c_char,
    /// State of the package, one of `IINKED_PACKAGE_STATE_…`.
    pub state: i32,
    /// The same as the text that was sent.
    pub state_text: *const c_char,
    /// Free-form data of the integration, as JSON text.
    pub external_data: *const c_char,
    /// Whether all documents have been signed by all signers.
    pub is_executed: bool,
    /// When the last signature came.
    pub time_executed: iinked_time,
    /// The documents.
    pub documents: *const *const iinked_summary_document,
    /// How many elements `documents` has.
    pub documents_len: usize,
    /// The signers.
    pub signers: *const *const iinked_summary_signer,
    /// How many elements `signers` has.
    pub signers_len: usize,
    /// Further recipients.
    pub recipients: *const *const iinked_summary_recipient,
    /// How many elements `recipients` has.
    pub recipients_len: usize,
    /// The whole package as JSON text: every documented key in documented order, then unknown ones as they came.
    pub json: *const c_char,
}

impl Convert for model::PackageSummary {
    type C = iinked_package_summary;

    fn convert(&self, arena: &Arena) -> iinked_package_summary {
        let (documents, documents_len) = arena.list(self.documents.as_ref());
        let (signers, signers_len) = arena.list(self.signers.as_ref());
        let (recipients, recipients_len) = arena.list(self.recipients.as_ref());
        iinked_package_summary {
            package_id: arena.text(self.package_id.as_deref()),
            organization_id: arena.text(self.organization_id.as_deref()),
            member_id: arena.text(self.member_id.as_deref()),
            team_id: arena.text(self.team_id.as_deref()),
            folder_id: arena.text(self.folder_id.as_deref()),
            shared: self.shared.unwrap_or_default(),
            time_created: arena.time(self.time_created.as_ref()),
            time_last_modified: arena.time(self.time_last_modified.as_ref()),
            time_sign_by: arena.time(self.time_sign_by.as_ref()),
            name: arena.text(self.name.as_deref()),
            category: arena.text(self.category.as_deref()),
            client_number: arena.text(self.client_number.as_deref()),
            matter_number: arena.text(self.matter_number.as_deref()),
            description: arena.text(self.description.as_deref()),
            r#type: self.r#type.as_ref().map_or(0, PackageType::code),
            type_text: arena.text(self.r#type.as_ref().map(PackageType::as_str)),
            state: self.state.as_ref().map_or(0, PackageState::code),
            state_text: arena.text(self.state.as_ref().map(PackageState::as_str)),
            external_data: arena.text(self.external_data.as_ref().map(Json::text)),
            is_executed: self.is_executed.unwrap_or_default(),
            time_executed: arena.time(self.time_executed.as_ref()),
            documents,
            documents_len,
            signers,
            signers_len,
            recipients,
            recipients_len,
            json: arena.text(Some(&(self as &dyn Record).to_json())),
        }
    }
}
