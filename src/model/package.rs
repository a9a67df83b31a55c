//! A whole package (docs/api.md section 5).
//!
//! Of some fields the vendor's pages give the name and not the type: what may be any JSON is [`Json`], so that it is
//! neither lost nor taken for drift.

use super::record::record;
use super::{IsoDuration, Json, PackageState, PackageType, Personal, Time, Video};

record! {
    12 json
    /// A package as a whole.
    Package {
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
        /// The meeting of a video signing room.
        "meetingId" => meeting_id: String,
        /// The template that the package was made from.
        "templateId" => template_id: String,
        /// The form that the package was made from.
        "formId" => form_id: String,
        /// The API key that the package was made with.
        "keyId" => key_id: String,
        /// Whether the package was made through the API.
        "api" => api: bool,
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
        /// Message to the signers.
        "message" => message: String,
        /// Message with which the package was rescinded.
        "rescindMessage" => rescind_message: String,
        /// Message of reminders.
        "reminderMessage" => reminder_message: String,
        /// When the package was made.
        "timeCreated" => time_created: Time,
        /// When the signers are reminded.
        "timeReminder" => time_reminder: Time,
        /// When retention ends; null may mean none or unknown.
        "timeRetention" => time_retention: Time,
        /// When the package was rescinded.
        "timeRescinded" => time_rescinded: Time,
        /// When the package was deleted.
        "timeDeleted" => time_deleted: Time,
        /// By when the package should be signed.
        "timeSignBy" => time_sign_by: Time,
        /// When the package was last changed.
        "timeLastModified" => time_last_modified: Time,
        /// Options of the package; their form is not documented.
        "options" => options: Json,
        /// Whether a passphrase protects the package.
        "hasSecurityPassphrase" => has_security_passphrase: bool,
        /// Language and region; the form is not documented.
        "locale" => locale: String,
        /// Time zone; the form is not documented.
        "timeZone" => time_zone: String,
        /// How dates and numbers are written.
        "format" => format: PackageFormat,
        /// How many revisions are signed.
        "revisionsSigned" => revisions_signed: i64,
        /// How many revisions there are.
        "revisionsCount" => revisions_count: i64,
        /// A restriction of the type; the values are not documented.
        "restrictedType" => restricted_type: String,
        /// Type of the package.
        "type" => r#type: PackageType,
        /// State of the package.
        "state" => state: PackageState,
        /// Free-form data of the integration.
        "externalData" => external_data: Json,
        /// Version of the package; its type is not documented.
        "version" => version: Json,
        /// The meeting of a video signing room.
        "meeting" => meeting: Meeting,
        /// The documents.
        "documents" => documents: Vec<PackageDocument>,
        /// The meetings with their recordings.
        "meetings" => meetings: Vec<RecordedMeeting>,
    }
}

record! {
    19 json
    /// The answer of a rescission.
    RescindedPackage {
        /// The package that was rescinded.
        "packageId" => package_id: String,
    }
}

record! {
    13
    /// How a package writes dates and numbers.
    PackageFormat {
        /// Language and region; the form is not documented.
        "locale" => locale: String,
    }
}

record! {
    14
    /// The meeting of a video signing room.
    Meeting {
        /// Unique identifier of the meeting.
        "meetingId" => meeting_id: String,
        /// The organization.
        "organizationId" => organization_id: String,
        /// The package.
        "packageId" => package_id: String,
        /// When the meeting begins.
        "timeStart" => time_start: Time,
        /// Length of the meeting.
        "duration" => duration: IsoDuration,
        /// Whether the meeting is private.
        "isPrivate" => is_private: bool,
        /// Type of the meeting; the values are not documented.
        "type" => r#type: String,
        /// State of the meeting; the values are not documented.
        "state" => state: String,
    }
}

record! {
    15
    /// A document of a whole package.
    PackageDocument {
        /// Unique identifier of the document.
        "documentId" => document_id: String,
        /// The package.
        "packageId" => package_id: String,
        /// The file of the document.
        "fileId" => file_id: String,
        /// The automatic template; its meaning is not documented.
        "autoTemplateId" => auto_template_id: String,
        /// The document of the automatic template; its meaning is not documented.
        "autoTemplateDocumentId" => auto_template_document_id: String,
        /// Identifier in an external system.
        "externalId" => external_id: String,
        /// Place of the document in the package (`order` in a status).
        "index" => index: i64,
        /// Name of the document.
        "name" => name: String,
        /// Name of the file.
        "fileName" => file_name: String,
        /// Type of the file.
        "fileType" => file_type: String,
        /// Size of the file in bytes.
        "fileSize" => file_size: i64,
        /// How many pages it has.
        "numberPages" => number_pages: i64,
        /// When it was uploaded.
        "timeUploaded" => time_uploaded: Time,
        /// When it was last changed.
        "timeLastModified" => time_last_modified: Time,
        /// How many revisions are signed.
        "revisionsSigned" => revisions_signed: i64,
        /// How many revisions there are.
        "revisionsCount" => revisions_count: i64,
        /// Description.
        "description" => description: String,
        /// The vendor's `cac`; neither meaning nor type is documented.
        "cac" => cac: Json,
        /// The vendor's `cacPages`; neither meaning nor type is documented.
        "cacPages" => cac_pages: Json,
        /// State of the document; the values are not documented.
        "state" => state: String,
        /// Its revisions.
        "revisions" => revisions: Vec<PackageRevision>,
    }
}

record! {
    16
    /// A revision of a document of a whole package.
    PackageRevision {
        /// The document.
        "documentId" => document_id: String,
        /// Unique identifier of the revision.
        "revisionId" => revision_id: String,
        /// Number of the revision.
        "revisionNumber" => revision_number: i64,
        /// The revision before.
        "revisionBeforeId" => revision_before_id: String,
        /// When it was last opened.
        "timeLastOpened" => time_last_opened: Time,
        /// The signer.
        "signerId" => signer_id: String,
        /// Whether the signer has signed it.
        "isSigned" => is_signed: bool,
        /// When the signer signed it.
        "timeSigned" => time_signed: Time,
        /// Address from which it was signed.
        "address" => address: Personal,
    }
}

record! {
    17
    /// A meeting of a package with what was recorded of it.
    RecordedMeeting {
        /// The sessions.
        "sessions" => sessions: Vec<MeetingSession>,
    }
}

record! {
    18
    /// A session of a meeting.
    MeetingSession {
        /// The recordings.
        "videos" => videos: Vec<Video>,
    }
}
