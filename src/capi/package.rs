//! A package as a whole.

use std::ffi::{c_char, c_void};

use super::answer::{Arena, Convert, free, iinked_duration, iinked_time};
use super::boundary::plain;
use super::calls::{Work, iinked_call, start, wait};
use super::client::iinked_client;
use super::error::iinked_error;
use super::iinked_code;
use super::text::id;
use super::videos::iinked_video;
use crate::model::{self, Json, PackageState, PackageType, Record};
use crate::{Client, Result};

/// How a package writes dates and numbers.
#[repr(C)]
pub struct iinked_package_format {
    /// Language and region; the form is not documented.
    pub locale: *const c_char,
}

impl Convert for model::PackageFormat {
    type C = iinked_package_format;

    fn convert(&self, arena: &Arena) -> iinked_package_format {
        iinked_package_format { locale: arena.text(self.locale.as_deref()) }
    }
}

/// The meeting of a video signing room.
#[repr(C)]
pub struct iinked_meeting {
    /// Unique identifier of the meeting.
    pub meeting_id: *const c_char,
    /// The organization.
    pub organization_id: *const c_char,
    /// The package.
    pub package_id: *const c_char,
    /// When the meeting begins.
    pub time_start: iinked_time,
    /// Length of the meeting.
    pub duration: iinked_duration,
    /// Whether the meeting is private.
    pub is_private: bool,
    /// Type of the meeting; the values are not documented.
    pub r#type: *const c_char,
    /// State of the meeting; the values are not documented.
    pub state: *const c_char,
}

impl Convert for model::Meeting {
    type C = iinked_meeting;

    fn convert(&self, arena: &Arena) -> iinked_meeting {
        iinked_meeting {
            meeting_id: arena.text(self.meeting_id.as_deref()),
            organization_id: arena.text(self.organization_id.as_deref()),
            package_id: arena.text(self.package_id.as_deref()),
            time_start: arena.time(self.time_start.as_ref()),
            duration: arena.duration(self.duration.as_ref()),
            is_private: self.is_private.unwrap_or_default(),
            r#type: arena.text(self.r#type.as_deref()),
            state: arena.text(self.state.as_deref()),
        }
    }
}

/// A revision of a document of a whole package.
#[repr(C)]
pub struct iinked_package_revision {
    /// The document.
    pub document_id: *const c_char,
    /// Unique identifier of the revision.
    pub revision_id: *const c_char,
    /// Number of the revision; -1 where nothing was sent.
    pub revision_number: i64,
    /// The revision before.
    pub revision_before_id: *const c_char,
    /// When it was last opened.
    pub time_last_opened: iinked_time,
    /// The signer.
    pub signer_id: *const c_char,
    /// Whether the signer has signed it.
    pub is_signed: bool,
    /// When the signer signed it.
    pub time_signed: iinked_time,
    /// Address from which it was signed.
    pub address: *const c_char,
}

impl Convert for model::PackageRevision {
    type C = iinked_package_revision;

    fn convert(&self, arena: &Arena) -> iinked_package_revision {
        iinked_package_revision {
            document_id: arena.text(self.document_id.as_deref()),
            revision_id: arena.text(self.revision_id.as_deref()),
            revision_number: self.revision_number.unwrap_or(-1),
            revision_before_id: arena.text(self.revision_before_id.as_deref()),
            time_last_opened: arena.time(self.time_last_opened.as_ref()),
            signer_id: arena.text(self.signer_id.as_deref()),
            is_signed: self.is_signed.unwrap_or_default(),
            time_signed: arena.time(self.time_signed.as_ref()),
            address: arena.text(self.address.as_deref()),
        }
    }
}

/// A document of a whole package.
#[repr(C)]
pub struct iinked_package_document {
    /// Unique identifier of the document.
    pub document_id: *const c_char,
    /// The package.
    pub package_id: *const c_char,
    /// The file of the document.
    pub file_id: *const c_char,
    /// The automatic template; its meaning is not documented.
    pub auto_template_id: *const c_char,
    /// The document of the automatic template; its meaning is not documented.
    pub auto_template_document_id: *const c_char,
    /// Identifier in an external system.
    pub external_id: *const c_char,
    /// Place of the document in the package (`order` in a status); -1 where nothing was sent.
    pub index: i64,
    /// Name of the document.
    pub name: *const c_char,
    /// Name of the file.
    pub file_name: *const c_char,
    /// Type of the file.
    pub file_type: *const c_char,
    /// Size of the file in bytes; -1 where nothing was sent.
    pub file_size: i64,
    /// How many pages it has; -1 where nothing was sent.
    pub number_pages: i64,
    /// When it was uploaded.
    pub time_uploaded: iinked_time,
    /// When it was last changed.
    pub time_last_modified: iinked_time,
    /// How many revisions are signed; -1 where nothing was sent.
    pub revisions_signed: i64,
    /// How many revisions there are; -1 where nothing was sent.
    pub revisions_count: i64,
    /// Description.
    pub description: *const c_char,
    /// The vendor's `cac`; neither meaning nor type is documented; as JSON text.
    pub cac: *const c_char,
    /// The vendor's `cacPages`; neither meaning nor type is documented; as JSON text.
    pub cac_pages: *const c_char,
    /// State of the document; the values are not documented.
    pub state: *const c_char,
    /// Its revisions.
    pub revisions: *const *const iinked_package_revision,
    /// How many elements `revisions` has.
    pub revisions_len: usize,
}

impl Convert for model::PackageDocument {
    type C = iinked_package_document;

    fn convert(&self, arena: &Arena) -> iinked_package_document {
        let (revisions, revisions_len) = arena.list(self.revisions.as_ref());
        iinked_package_document {
            document_id: arena.text(self.document_id.as_deref()),
            package_id: arena.text(self.package_id.as_deref()),
            file_id: arena.text(self.file_id.as_deref()),
            auto_template_id: arena.text(self.auto_template_id.as_deref()),
            auto_template_document_id: arena.text(self.auto_template_document_id.as_deref()),
            external_id: arena.text(self.external_id.as_deref()),
            index: self.index.unwrap_or(-1),
            name: arena.text(self.name.as_deref()),
            file_name: arena.text(self.file_name.as_deref()),
            file_type: arena.text(self.file_type.as_deref()),
            file_size: self.file_size.unwrap_or(-1),
            number_pages: self.number_pages.unwrap_or(-1),
            time_uploaded: arena.time(self.time_uploaded.as_ref()),
            time_last_modified: arena.time(self.time_last_modified.as_ref()),
            revisions_signed: self.revisions_signed.unwrap_or(-1),
            revisions_count: self.revisions_count.unwrap_or(-1),
            description: arena.text(self.description.as_deref()),
            cac: arena.text(self.cac.as_ref().map(Json::text)),
            cac_pages: arena.text(self.cac_pages.as_ref().map(Json::text)),
            state: arena.text(self.state.as_deref()),
            revisions,
            revisions_len,
        }
    }
}

/// A session of a meeting.
#[repr(C)]
pub struct iinked_meeting_session {
    /// The recordings.
    pub videos: *const *const iinked_video,
    /// How many elements `videos` has.
    pub videos_len: usize,
}

impl Convert for model::MeetingSession {
    type C = iinked_meeting_session;

    fn convert(&self, arena: &Arena) -> iinked_meeting_session {
        let (videos, videos_len) = arena.list(self.videos.as_ref());
        iinked_meeting_session { videos, videos_len }
    }
}

/// A meeting of a package with what was recorded of it.
#[repr(C)]
pub struct iinked_recorded_meeting {
    /// The sessions.
    pub sessions: *const *const iinked_meeting_session,
    /// How many elements `sessions` has.
    pub sessions_len: usize,
}

impl Convert for model::RecordedMeeting {
    type C = iinked_recorded_meeting;

    fn convert(&self, arena: &Arena) -> iinked_recorded_meeting {
        let (sessions, sessions_len) = arena.list(self.sessions.as_ref());
        iinked_recorded_meeting { sessions, sessions_len }
    }
}

/// A package as a whole.
#[repr(C)]
pub struct iinked_package {
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
    /// The meeting of a video signing room.
    pub meeting_id: *const c_char,
    /// The template that the package was made from.
    pub template_id: *const c_char,
    /// The form that the package was made from.
    pub form_id: *const c_char,
    /// The API key that the package was made with.
    pub key_id: *const c_char,
    /// Whether the package was made through the API.
    pub api: bool,
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
    /// Message to the signers.
    pub message: *const c_char,
    /// Message with which the package was rescinded.
    pub rescind_message: *const c_char,
    /// Message of reminders.
    pub reminder_message: *const c_char,
    /// When the package was made.
    pub time_created: iinked_time,
    /// When the signers are reminded.
    pub time_reminder: iinked_time,
    /// When retention ends; null may mean none or unknown.
    pub time_retention: iinked_time,
    /// When the package was rescinded.
    pub time_rescinded: iinked_time,
    /// When the package was deleted.
    pub time_deleted: iinked_time,
    /// By when the package should be signed.
    pub time_sign_by: iinked_time,
    /// When the package was last changed.
    pub time_last_modified: iinked_time,
    /// Options of the package; their form is not documented; as JSON text.
    pub options: *const c_char,
    /// Whether a passphrase protects the package.
    pub has_security_passphrase: bool,
    /// Language and region; the form is not documented.
    pub locale: *const c_char,
    /// Time zone; the form is not documented.
    pub time_zone: *const c_char,
    /// How dates and numbers are written; NULL where nothing was sent.
    pub format: *const iinked_package_format,
    /// How many revisions are signed; -1 where nothing was sent.
    pub revisions_signed: i64,
    /// How many revisions there are; -1 where nothing was sent.
    pub revisions_count: i64,
    /// A restriction of the type; the values are not documented.
    pub restricted_type: *const c_char,
    /// Type of the package, one of `IINKED_PACKAGE_TYPE_…`.
    pub r#type: i32,
    /// The same as the text that was sent.
    pub type_text: *const c_char,
    /// State of the package, one of `IINKED_PACKAGE_STATE_…`.
    pub state: i32,
    /// The same as the text that was sent.
    pub state_text: *const c_char,
    /// Free-form data of the integration; as JSON text.
    pub external_data: *const c_char,
    /// Version of the package; its type is not documented; as JSON text.
    pub version: *const c_char,
    /// The meeting of a video signing room; NULL where nothing was sent.
    pub meeting: *const iinked_meeting,
    /// The documents.
    pub documents: *const *const iinked_package_document,
    /// How many elements `documents` has.
    pub documents_len: usize,
    /// The meetings with their recordings.
    pub meetings: *const *const iinked_recorded_meeting,
    /// How many elements `meetings` has.
    pub meetings_len: usize,
    /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came.
    pub json: *const c_char,
}

impl Convert for model::Package {
    type C = iinked_package;

    fn convert(&self, arena: &Arena) -> iinked_package {
        let (documents, documents_len) = arena.list(self.documents.as_ref());
        let (meetings, meetings_len) = arena.list(self.meetings.as_ref());
        iinked_package {
            package_id: arena.text(self.package_id.as_deref()),
            organization_id: arena.text(self.organization_id.as_deref()),
            member_id: arena.text(self.member_id.as_deref()),
            team_id: arena.text(self.team_id.as_deref()),
            folder_id: arena.text(self.folder_id.as_deref()),
            shared: self.shared.unwrap_or_default(),
            meeting_id: arena.text(self.meeting_id.as_deref()),
            template_id: arena.text(self.template_id.as_deref()),
            form_id: arena.text(self.form_id.as_deref()),
            key_id: arena.text(self.key_id.as_deref()),
            api: self.api.unwrap_or_default(),
            name: arena.text(self.name.as_deref()),
            category: arena.text(self.category.as_deref()),
            client_number: arena.text(self.client_number.as_deref()),
            matter_number: arena.text(self.matter_number.as_deref()),
            description: arena.text(self.description.as_deref()),
            message: arena.text(self.message.as_deref()),
            rescind_message: arena.text(self.rescind_message.as_deref()),
            reminder_message: arena.text(self.reminder_message.as_deref()),
            time_created: arena.time(self.time_created.as_ref()),
            time_reminder: arena.time(self.time_reminder.as_ref()),
            time_retention: arena.time(self.time_retention.as_ref()),
            time_rescinded: arena.time(self.time_rescinded.as_ref()),
            time_deleted: arena.time(self.time_deleted.as_ref()),
            time_sign_by: arena.time(self.time_sign_by.as_ref()),
            time_last_modified: arena.time(self.time_last_modified.as_ref()),
            options: arena.text(self.options.as_ref().map(Json::text)),
            has_security_passphrase: self.has_security_passphrase.unwrap_or_default(),
            locale: arena.text(self.locale.as_deref()),
            time_zone: arena.text(self.time_zone.as_deref()),
            format: arena.one(self.format.as_ref()),
            revisions_signed: self.revisions_signed.unwrap_or(-1),
            revisions_count: self.revisions_count.unwrap_or(-1),
            restricted_type: arena.text(self.restricted_type.as_deref()),
            r#type: self.r#type.as_ref().map_or(0, PackageType::code),
            type_text: arena.text(self.r#type.as_ref().map(PackageType::as_str)),
            state: self.state.as_ref().map_or(0, PackageState::code),
            state_text: arena.text(self.state.as_ref().map(PackageState::as_str)),
            external_data: arena.text(self.external_data.as_ref().map(Json::text)),
            version: arena.text(self.version.as_ref().map(Json::text)),
            meeting: arena.one(self.meeting.as_ref()),
            documents,
            documents_len,
            meetings,
            meetings_len,
            json: arena.text(Some(&(self as &dyn Record).to_json())),
        }
    }
}

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_package_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_package_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_package,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Frees a package and everything in it.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_package_free(answer: *mut iinked_package) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    plain((), || unsafe { free(answer) });
}

/// # Safety
/// As [`id`].
unsafe fn whole(package_id: *const c_char) -> Result<impl Work<Answer = model::Package>> {
    // SAFETY: the caller's promise.
    let package = unsafe { id(package_id, "package_id") }?;
    Ok(async move |client: Client| client.get_package(&package).await)
}

/// A package as a whole: `GET packages/{id}`.  It has what a status has not: retention, and when the package was deleted
/// or rescinded.
///
/// Errors: as `iinked_client_package_status`.
///
/// Blocks until there is an answer, at most for the configuration's `timeout`.
/// On success `*out` is the answer: free it with `iinked_package_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_get_package(
    client: *const iinked_client,
    package_id: *const c_char,
    out: *mut *mut iinked_package,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || whole(package_id)) }
}

/// `iinked_client_get_package` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `*out` is a handle of the call: free it with `iinked_call_free`, at any time.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_get_package_async(
    client: *const iinked_client,
    package_id: *const c_char,
    callback: iinked_package_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { start(client, callback, user_data, out, err, || whole(package_id)) }
}
