//! The status of a package.

use std::ffi::{c_char, c_void};

use super::answer::{Arena, Convert, free, iinked_time};
use super::boundary::plain;
use super::calls::{Work, iinked_call, start, wait};
use super::client::iinked_client;
use super::error::iinked_error;
use super::iinked_code;
use super::link::{any_link, iinked_link};
use super::text::id;
use crate::model::{self, Json, PackageState, PackageType, Record};
use crate::{Client, Result, Secret};

/// One signer's revision of a document.
#[repr(C)]
pub struct iinked_revision {
    /// The package.
    pub package_id: *const c_char,
    /// The document.
    pub document_id: *const c_char,
    /// Unique identifier of the revision.
    pub revision_id: *const c_char,
    /// The signer.
    pub signer_id: *const c_char,
    /// The link to sign this revision; a secret.
    pub link: *const c_char,
    /// Whether the signer is the next one in sequential signing.
    pub is_next: bool,
    /// Whether the signer has signed this revision.
    pub is_signed: bool,
}

impl Convert for model::Revision {
    type C = iinked_revision;

    fn convert(&self, arena: &Arena) -> iinked_revision {
        iinked_revision {
            package_id: arena.text(self.package_id.as_deref()),
            document_id: arena.text(self.document_id.as_deref()),
            revision_id: arena.text(self.revision_id.as_deref()),
            signer_id: arena.text(self.signer_id.as_deref()),
            link: arena.text(self.link.as_ref().map(Secret::expose)),
            is_next: self.is_next.unwrap_or_default(),
            is_signed: self.is_signed.unwrap_or_default(),
        }
    }
}

/// A document of a package.
#[repr(C)]
pub struct iinked_document {
    /// The package.
    pub package_id: *const c_char,
    /// Unique identifier of the document.
    pub document_id: *const c_char,
    /// The file of the document.
    pub file_id: *const c_char,
    /// Identifier in an external system.  The vendor's sample misspells its key as `exernalId`.
    pub external_id: *const c_char,
    /// Name of the document.
    pub name: *const c_char,
    /// Name of the file.
    pub file_name: *const c_char,
    /// Place of the document in the package, from 0; -1 where nothing was sent.
    pub order: i64,
    /// Whether the document has been signed by all signers.
    pub is_executed: bool,
    /// One revision for each signer.
    pub revisions: *const *const iinked_revision,
    /// How many elements `revisions` has.
    pub revisions_len: usize,
}

impl Convert for model::Document {
    type C = iinked_document;

    fn convert(&self, arena: &Arena) -> iinked_document {
        let (revisions, revisions_len) = arena.list(self.revisions.as_ref());
        iinked_document {
            package_id: arena.text(self.package_id.as_deref()),
            document_id: arena.text(self.document_id.as_deref()),
            file_id: arena.text(self.file_id.as_deref()),
            external_id: arena.text(self.external_id.as_deref()),
            name: arena.text(self.name.as_deref()),
            file_name: arena.text(self.file_name.as_deref()),
            order: self.order.unwrap_or(-1),
            is_executed: self.is_executed.unwrap_or_default(),
            revisions,
            revisions_len,
        }
    }
}

/// A signer of a package.
#[repr(C)]
pub struct iinked_signer {
    /// Unique identifier of the signer.
    pub signer_id: *const c_char,
    /// First name.
    pub first_name: *const c_char,
    /// Last name.
    pub last_name: *const c_char,
    /// Email address.
    pub email: *const c_char,
    /// Mobile number; empty where unset.
    pub mobile_number: *const c_char,
    /// Place in the signing order, from 0; -1 where nothing was sent.
    pub order: i64,
    /// Links to the signer's revisions; none unless the package was made with `generateSignerLinks`.
    pub links: *const *const iinked_link,
    /// How many elements `links` has.
    pub links_len: usize,
    /// Link to sign the whole package; NULL if none.
    pub sign_link: *const iinked_link,
    /// Link to the meeting; NULL if none.
    pub meeting_link: *const iinked_link,
}

impl Convert for model::Signer {
    type C = iinked_signer;

    fn convert(&self, arena: &Arena) -> iinked_signer {
        let (links, links_len) = arena.list(self.links.as_ref());
        iinked_signer {
            signer_id: arena.text(self.signer_id.as_deref()),
            first_name: arena.text(self.first_name.as_deref()),
            last_name: arena.text(self.last_name.as_deref()),
            email: arena.text(self.email.as_deref()),
            mobile_number: arena.text(self.mobile_number.as_deref()),
            order: self.order.unwrap_or(-1),
            links,
            links_len,
            sign_link: any_link(arena, self.sign_link.as_ref()),
            meeting_link: any_link(arena, self.meeting_link.as_ref()),
        }
    }
}

/// The status of a package.
#[repr(C)]
pub struct iinked_package_status {
    /// Unique identifier of the package.
    pub package_id: *const c_char,
    /// The organization.
    pub organization_id: *const c_char,
    /// The member who owns the package.
    pub member_id: *const c_char,
    /// Name of the package.
    pub name: *const c_char,
    /// By when the package should be signed.
    pub time_sign_by: iinked_time,
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
    /// The documents.
    pub documents: *const *const iinked_document,
    /// How many elements `documents` has.
    pub documents_len: usize,
    /// The signers.
    pub signers: *const *const iinked_signer,
    /// How many elements `signers` has.
    pub signers_len: usize,
    /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came.
    pub json: *const c_char,
}

impl Convert for model::PackageStatus {
    type C = iinked_package_status;

    fn convert(&self, arena: &Arena) -> iinked_package_status {
        let (documents, documents_len) = arena.list(self.documents.as_ref());
        let (signers, signers_len) = arena.list(self.signers.as_ref());
        iinked_package_status {
            package_id: arena.text(self.package_id.as_deref()),
            organization_id: arena.text(self.organization_id.as_deref()),
            member_id: arena.text(self.member_id.as_deref()),
            name: arena.text(self.name.as_deref()),
            time_sign_by: arena.time(self.time_sign_by.as_ref()),
            r#type: self.r#type.as_ref().map_or(0, PackageType::code),
            type_text: arena.text(self.r#type.as_ref().map(PackageType::as_str)),
            state: self.state.as_ref().map_or(0, PackageState::code),
            state_text: arena.text(self.state.as_ref().map(PackageState::as_str)),
            external_data: arena.text(self.external_data.as_ref().map(Json::text)),
            is_executed: self.is_executed.unwrap_or_default(),
            documents,
            documents_len,
            signers,
            signers_len,
            json: arena.text(Some(&(self as &dyn Record).to_json())),
        }
    }
}

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_package_status_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_package_status_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_package_status,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Frees a status and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_status_free(answer: *mut iinked_package_status) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    plain((), || unsafe { free(answer) });
}

/// # Safety
/// As [`id`].
unsafe fn status(package_id: *const c_char) -> Result<impl Work<Answer = model::PackageStatus>> {
    // SAFETY: the caller's promise.
    let package = unsafe { id(package_id, "package_id") }?;
    Ok(async move |client: Client| client.package_status(&package).await)
}

/// The status of a package: `GET packages/{id}/status`.
///
/// Errors: every one but `IINKED_ERR_OUTCOME_UNKNOWN`, `IINKED_ERR_RETENTION` and `IINKED_ERR_CANCELLED`;
/// `IINKED_ERR_NOT_FOUND` means that there is no such package, or that the key may not see it.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_package_status_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_package_status(
    client: *const iinked_client,
    package_id: *const c_char,
    out: *mut *mut iinked_package_status,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || status(package_id)) }
}

/// `iinked_client_package_status` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_package_status_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_status_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || status(package_id)) }
}
