// Generated from src/model by `make generate`; do not edit.

//! The records of answers as C structs.  A field that is new stands at the end of its struct, wherever it is documented.

use std::ffi::c_char;

use super::answer::{Arena, Convert, iinked_duration, iinked_time};
use crate::Secret;
use crate::model::{self, Json, LinkType, PackageState, PackageType, VideoState, VideoType};

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

/// A link of a signer.  A link opens the package without a login: treat `token` and `link` as credentials.
///
/// Where the server sent mere text instead of an object, only `link` is set.
#[repr(C)]
pub struct iinked_link {
    /// Token of the link; a secret.
    pub token: *const c_char,
    /// The package.
    pub package_id: *const c_char,
    /// The document.
    pub document_id: *const c_char,
    /// The revision.
    pub revision_id: *const c_char,
    /// Name of the document.
    pub name: *const c_char,
    /// The link itself; a secret.
    pub link: *const c_char,
    /// When the link expires.
    pub time_expires: iinked_time,
    /// Type of the link, one of `IINKED_LINK_TYPE_…`.
    pub r#type: i32,
    /// The same as the text that was sent.
    pub type_text: *const c_char,
    /// Whether the signer is the next one in sequential signing.
    pub is_next: bool,
    /// Whether the signer has signed.
    pub is_signed: bool,
}

impl Convert for model::Link {
    type C = iinked_link;

    fn convert(&self, arena: &Arena) -> iinked_link {
        iinked_link {
            token: arena.text(self.token.as_ref().map(Secret::expose)),
            package_id: arena.text(self.package_id.as_deref()),
            document_id: arena.text(self.document_id.as_deref()),
            revision_id: arena.text(self.revision_id.as_deref()),
            name: arena.text(self.name.as_deref()),
            link: arena.text(self.link.as_ref().map(Secret::expose)),
            time_expires: arena.time(self.time_expires.as_ref()),
            r#type: self.r#type.as_ref().map_or(0, LinkType::code),
            type_text: arena.text(self.r#type.as_ref().map(LinkType::as_str)),
            is_next: self.is_next.unwrap_or_default(),
            is_signed: self.is_signed.unwrap_or_default(),
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
            sign_link: arena.link(self.sign_link.as_ref()),
            meeting_link: arena.link(self.meeting_link.as_ref()),
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
    /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
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
            json: arena.json(self),
        }
    }
}

/// A recording of a meeting.
#[repr(C)]
pub struct iinked_video {
    /// Unique identifier of the video.
    pub meeting_video_id: *const c_char,
    /// Shared identifier of the video.
    pub meeting_video_shared_id: *const c_char,
    /// The meeting.
    pub meeting_id: *const c_char,
    /// The session of the meeting.
    pub meeting_session_id: *const c_char,
    /// Identifier in an external system.
    pub external_video_id: *const c_char,
    /// Identifier of an external storage.
    pub external_storage_id: *const c_char,
    /// When the recording was made.
    pub time_created: iinked_time,
    /// When retention ends; null may mean none or unknown.
    pub time_retention: iinked_time,
    /// When it was deleted.
    pub time_deleted: iinked_time,
    /// Length of the recording.
    pub duration: iinked_duration,
    /// Size in bytes; -1 where nothing was sent.
    pub size: i64,
    /// Source of the video; the values are not documented.
    pub source: *const c_char,
    /// Type of the video, one of `IINKED_VIDEO_TYPE_…`.
    pub r#type: i32,
    /// The same as the text that was sent.
    pub type_text: *const c_char,
    /// State of the video, one of `IINKED_VIDEO_STATE_…`.
    pub state: i32,
    /// The same as the text that was sent.
    pub state_text: *const c_char,
    /// Temporary URL to download or play the video; a secret.
    pub url: *const c_char,
    /// When `url` stops working.
    pub time_url_expires: iinked_time,
}

impl Convert for model::Video {
    type C = iinked_video;

    fn convert(&self, arena: &Arena) -> iinked_video {
        iinked_video {
            meeting_video_id: arena.text(self.meeting_video_id.as_deref()),
            meeting_video_shared_id: arena.text(self.meeting_video_shared_id.as_deref()),
            meeting_id: arena.text(self.meeting_id.as_deref()),
            meeting_session_id: arena.text(self.meeting_session_id.as_deref()),
            external_video_id: arena.text(self.external_video_id.as_deref()),
            external_storage_id: arena.text(self.external_storage_id.as_deref()),
            time_created: arena.time(self.time_created.as_ref()),
            time_retention: arena.time(self.time_retention.as_ref()),
            time_deleted: arena.time(self.time_deleted.as_ref()),
            duration: arena.duration(self.duration.as_ref()),
            size: self.size.unwrap_or(-1),
            source: arena.text(self.source.as_deref()),
            r#type: self.r#type.as_ref().map_or(0, VideoType::code),
            type_text: arena.text(self.r#type.as_ref().map(VideoType::as_str)),
            state: self.state.as_ref().map_or(0, VideoState::code),
            state_text: arena.text(self.state.as_ref().map(VideoState::as_str)),
            url: arena.text(self.url.as_ref().map(Secret::expose)),
            time_url_expires: arena.time(self.time_url_expires.as_ref()),
        }
    }
}

/// The videos of a package; after a deletion, those that were deleted.
#[repr(C)]
pub struct iinked_package_videos {
    /// The package.
    pub package_id: *const c_char,
    /// The videos.
    pub videos: *const *const iinked_video,
    /// How many elements `videos` has.
    pub videos_len: usize,
    /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
    pub json: *const c_char,
}

impl Convert for model::PackageVideos {
    type C = iinked_package_videos;

    fn convert(&self, arena: &Arena) -> iinked_package_videos {
        let (videos, videos_len) = arena.list(self.videos.as_ref());
        iinked_package_videos {
            package_id: arena.text(self.package_id.as_deref()),
            videos,
            videos_len,
            json: arena.json(self),
        }
    }
}

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
    /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
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
            json: arena.json(self),
        }
    }
}

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
    /// The vendor's `cac`; neither meaning nor type is documented, as JSON text.
    pub cac: *const c_char,
    /// The vendor's `cacPages`; neither meaning nor type is documented, as JSON text.
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
    /// Options of the package; their form is not documented, as JSON text.
    pub options: *const c_char,
    /// Whether a passphrase protects the package.
    pub has_security_passphrase: bool,
    /// Language and region; the form is not documented.
    pub locale: *const c_char,
    /// Time zone; the form is not documented.
    pub time_zone: *const c_char,
    /// How dates and numbers are written; NULL if none.
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
    /// Free-form data of the integration, as JSON text.
    pub external_data: *const c_char,
    /// Version of the package; its type is not documented, as JSON text.
    pub version: *const c_char,
    /// The meeting of a video signing room; NULL if none.
    pub meeting: *const iinked_meeting,
    /// The documents.
    pub documents: *const *const iinked_package_document,
    /// How many elements `documents` has.
    pub documents_len: usize,
    /// The meetings with their recordings.
    pub meetings: *const *const iinked_recorded_meeting,
    /// How many elements `meetings` has.
    pub meetings_len: usize,
    /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
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
            json: arena.json(self),
        }
    }
}

/// The answer of a rescission.
#[repr(C)]
pub struct iinked_rescinded_package {
    /// The package that was rescinded.
    pub package_id: *const c_char,
    /// The whole answer as JSON text: every documented key in documented order, then unknown ones as they came; or as the server sent it (`iinked_config_set_keep_json`).
    pub json: *const c_char,
}

impl Convert for model::RescindedPackage {
    type C = iinked_rescinded_package;

    fn convert(&self, arena: &Arena) -> iinked_rescinded_package {
        iinked_rescinded_package { package_id: arena.text(self.package_id.as_deref()), json: arena.json(self) }
    }
}
