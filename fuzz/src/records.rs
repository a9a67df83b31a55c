// Generated from src/model by `make generate`; do not edit.

//! What each field of the C structs must say.

use iinkedsign::capi::*;
use serde_json::Value;

use super::fields::*;

impl Fields for iinked_revision {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.package_id, &json["packageId"]);
            compare_text(self.document_id, &json["documentId"]);
            compare_text(self.revision_id, &json["revisionId"]);
            compare_text(self.signer_id, &json["signerId"]);
            compare_text(self.link, &json["link"]);
            compare_flag(self.is_next, &json["isNext"]);
            compare_flag(self.is_signed, &json["isSigned"]);
        }
    }
}

impl Fields for iinked_document {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.package_id, &json["packageId"]);
            compare_text(self.document_id, &json["documentId"]);
            compare_text(self.file_id, &json["fileId"]);
            compare_text(self.external_id, &json["externalId"]);
            compare_text(self.name, &json["name"]);
            compare_text(self.file_name, &json["fileName"]);
            compare_number(self.order, &json["order"]);
            compare_flag(self.is_executed, &json["isExecuted"]);
            compare_list(self.revisions, self.revisions_len, &json["revisions"]);
        }
    }
}

impl Fields for iinked_link {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.token, &json["token"]);
            compare_text(self.package_id, &json["packageId"]);
            compare_text(self.document_id, &json["documentId"]);
            compare_text(self.revision_id, &json["revisionId"]);
            compare_text(self.name, &json["name"]);
            compare_text(self.link, &json["link"]);
            compare_timed(self.time_expires.text, self.time_expires.unix_us, &json["timeExpires"]);
            compare_constant(self.r#type, self.type_text, &json["type"]);
            compare_flag(self.is_next, &json["isNext"]);
            compare_flag(self.is_signed, &json["isSigned"]);
        }
    }
}

impl Fields for iinked_signer {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.signer_id, &json["signerId"]);
            compare_text(self.first_name, &json["firstName"]);
            compare_text(self.last_name, &json["lastName"]);
            compare_text(self.email, &json["email"]);
            compare_text(self.mobile_number, &json["mobileNumber"]);
            compare_number(self.order, &json["order"]);
            compare_list(self.links, self.links_len, &json["links"]);
            compare_link(self.sign_link, &json["signLink"]);
            compare_link(self.meeting_link, &json["meetingLink"]);
        }
    }
}

impl Fields for iinked_package_status {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.package_id, &json["packageId"]);
            compare_text(self.organization_id, &json["organizationId"]);
            compare_text(self.member_id, &json["memberId"]);
            compare_text(self.name, &json["name"]);
            compare_timed(self.time_sign_by.text, self.time_sign_by.unix_us, &json["timeSignBy"]);
            compare_constant(self.r#type, self.type_text, &json["type"]);
            compare_constant(self.state, self.state_text, &json["state"]);
            compare_json(self.external_data, &json["externalData"]);
            compare_flag(self.is_executed, &json["isExecuted"]);
            compare_list(self.documents, self.documents_len, &json["documents"]);
            compare_list(self.signers, self.signers_len, &json["signers"]);
        }
    }
}

impl Fields for iinked_video {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.meeting_video_id, &json["meetingVideoId"]);
            compare_text(self.meeting_video_shared_id, &json["meetingVideoSharedId"]);
            compare_text(self.meeting_id, &json["meetingId"]);
            compare_text(self.meeting_session_id, &json["meetingSessionId"]);
            compare_text(self.external_video_id, &json["externalVideoId"]);
            compare_text(self.external_storage_id, &json["externalStorageId"]);
            compare_timed(self.time_created.text, self.time_created.unix_us, &json["timeCreated"]);
            compare_timed(self.time_retention.text, self.time_retention.unix_us, &json["timeRetention"]);
            compare_timed(self.time_deleted.text, self.time_deleted.unix_us, &json["timeDeleted"]);
            compare_timed(self.duration.text, self.duration.us, &json["duration"]);
            compare_number(self.size, &json["size"]);
            compare_text(self.source, &json["source"]);
            compare_constant(self.r#type, self.type_text, &json["type"]);
            compare_constant(self.state, self.state_text, &json["state"]);
            compare_text(self.url, &json["url"]);
            compare_timed(self.time_url_expires.text, self.time_url_expires.unix_us, &json["timeUrlExpires"]);
        }
    }
}

impl Fields for iinked_package_videos {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.package_id, &json["packageId"]);
            compare_list(self.videos, self.videos_len, &json["videos"]);
        }
    }
}

impl Fields for iinked_summary_document {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.document_id, &json["documentId"]);
            compare_text(self.external_id, &json["externalId"]);
            compare_number(self.index, &json["index"]);
            compare_text(self.name, &json["name"]);
            compare_text(self.file_name, &json["fileName"]);
            compare_flag(self.is_executed, &json["isExecuted"]);
            compare_timed(self.time_executed.text, self.time_executed.unix_us, &json["timeExecuted"]);
        }
    }
}

impl Fields for iinked_summary_signer {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.signer_id, &json["signerId"]);
            compare_number(self.index, &json["index"]);
            compare_text(self.first_name, &json["firstName"]);
            compare_text(self.last_name, &json["lastName"]);
            compare_text(self.email, &json["email"]);
            compare_text(self.role, &json["role"]);
            compare_text(self.r#type, &json["type"]);
            compare_json(self.verify, &json["verify"]);
            compare_flag(self.is_verified, &json["isVerified"]);
            compare_flag(self.is_next, &json["isNext"]);
            compare_flag(self.is_executed, &json["isExecuted"]);
            compare_timed(self.time_executed.text, self.time_executed.unix_us, &json["timeExecuted"]);
        }
    }
}

impl Fields for iinked_summary_recipient {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.recipient_id, &json["recipientId"]);
            compare_text(self.first_name, &json["firstName"]);
            compare_text(self.last_name, &json["lastName"]);
            compare_text(self.email, &json["email"]);
            compare_text(self.r#type, &json["type"]);
        }
    }
}

impl Fields for iinked_package_summary {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.package_id, &json["packageId"]);
            compare_text(self.organization_id, &json["organizationId"]);
            compare_text(self.member_id, &json["memberId"]);
            compare_text(self.team_id, &json["teamId"]);
            compare_text(self.folder_id, &json["folderId"]);
            compare_flag(self.shared, &json["shared"]);
            compare_timed(self.time_created.text, self.time_created.unix_us, &json["timeCreated"]);
            compare_timed(self.time_last_modified.text, self.time_last_modified.unix_us, &json["timeLastModified"]);
            compare_timed(self.time_sign_by.text, self.time_sign_by.unix_us, &json["timeSignBy"]);
            compare_text(self.name, &json["name"]);
            compare_text(self.category, &json["category"]);
            compare_text(self.client_number, &json["clientNumber"]);
            compare_text(self.matter_number, &json["matterNumber"]);
            compare_text(self.description, &json["description"]);
            compare_constant(self.r#type, self.type_text, &json["type"]);
            compare_constant(self.state, self.state_text, &json["state"]);
            compare_json(self.external_data, &json["externalData"]);
            compare_flag(self.is_executed, &json["isExecuted"]);
            compare_timed(self.time_executed.text, self.time_executed.unix_us, &json["timeExecuted"]);
            compare_list(self.documents, self.documents_len, &json["documents"]);
            compare_list(self.signers, self.signers_len, &json["signers"]);
            compare_list(self.recipients, self.recipients_len, &json["recipients"]);
        }
    }
}

impl Fields for iinked_package_format {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.locale, &json["locale"]);
        }
    }
}

impl Fields for iinked_meeting {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.meeting_id, &json["meetingId"]);
            compare_text(self.organization_id, &json["organizationId"]);
            compare_text(self.package_id, &json["packageId"]);
            compare_timed(self.time_start.text, self.time_start.unix_us, &json["timeStart"]);
            compare_timed(self.duration.text, self.duration.us, &json["duration"]);
            compare_flag(self.is_private, &json["isPrivate"]);
            compare_text(self.r#type, &json["type"]);
            compare_text(self.state, &json["state"]);
        }
    }
}

impl Fields for iinked_package_revision {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.document_id, &json["documentId"]);
            compare_text(self.revision_id, &json["revisionId"]);
            compare_number(self.revision_number, &json["revisionNumber"]);
            compare_text(self.revision_before_id, &json["revisionBeforeId"]);
            compare_timed(self.time_last_opened.text, self.time_last_opened.unix_us, &json["timeLastOpened"]);
            compare_text(self.signer_id, &json["signerId"]);
            compare_flag(self.is_signed, &json["isSigned"]);
            compare_timed(self.time_signed.text, self.time_signed.unix_us, &json["timeSigned"]);
            compare_text(self.address, &json["address"]);
        }
    }
}

impl Fields for iinked_package_document {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.document_id, &json["documentId"]);
            compare_text(self.package_id, &json["packageId"]);
            compare_text(self.file_id, &json["fileId"]);
            compare_text(self.auto_template_id, &json["autoTemplateId"]);
            compare_text(self.auto_template_document_id, &json["autoTemplateDocumentId"]);
            compare_text(self.external_id, &json["externalId"]);
            compare_number(self.index, &json["index"]);
            compare_text(self.name, &json["name"]);
            compare_text(self.file_name, &json["fileName"]);
            compare_text(self.file_type, &json["fileType"]);
            compare_number(self.file_size, &json["fileSize"]);
            compare_number(self.number_pages, &json["numberPages"]);
            compare_timed(self.time_uploaded.text, self.time_uploaded.unix_us, &json["timeUploaded"]);
            compare_timed(self.time_last_modified.text, self.time_last_modified.unix_us, &json["timeLastModified"]);
            compare_number(self.revisions_signed, &json["revisionsSigned"]);
            compare_number(self.revisions_count, &json["revisionsCount"]);
            compare_text(self.description, &json["description"]);
            compare_json(self.cac, &json["cac"]);
            compare_json(self.cac_pages, &json["cacPages"]);
            compare_text(self.state, &json["state"]);
            compare_list(self.revisions, self.revisions_len, &json["revisions"]);
        }
    }
}

impl Fields for iinked_meeting_session {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_list(self.videos, self.videos_len, &json["videos"]);
        }
    }
}

impl Fields for iinked_recorded_meeting {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_list(self.sessions, self.sessions_len, &json["sessions"]);
        }
    }
}

impl Fields for iinked_package {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.package_id, &json["packageId"]);
            compare_text(self.organization_id, &json["organizationId"]);
            compare_text(self.member_id, &json["memberId"]);
            compare_text(self.team_id, &json["teamId"]);
            compare_text(self.folder_id, &json["folderId"]);
            compare_flag(self.shared, &json["shared"]);
            compare_text(self.meeting_id, &json["meetingId"]);
            compare_text(self.template_id, &json["templateId"]);
            compare_text(self.form_id, &json["formId"]);
            compare_text(self.key_id, &json["keyId"]);
            compare_flag(self.api, &json["api"]);
            compare_text(self.name, &json["name"]);
            compare_text(self.category, &json["category"]);
            compare_text(self.client_number, &json["clientNumber"]);
            compare_text(self.matter_number, &json["matterNumber"]);
            compare_text(self.description, &json["description"]);
            compare_text(self.message, &json["message"]);
            compare_text(self.rescind_message, &json["rescindMessage"]);
            compare_text(self.reminder_message, &json["reminderMessage"]);
            compare_timed(self.time_created.text, self.time_created.unix_us, &json["timeCreated"]);
            compare_timed(self.time_reminder.text, self.time_reminder.unix_us, &json["timeReminder"]);
            compare_timed(self.time_retention.text, self.time_retention.unix_us, &json["timeRetention"]);
            compare_timed(self.time_rescinded.text, self.time_rescinded.unix_us, &json["timeRescinded"]);
            compare_timed(self.time_deleted.text, self.time_deleted.unix_us, &json["timeDeleted"]);
            compare_timed(self.time_sign_by.text, self.time_sign_by.unix_us, &json["timeSignBy"]);
            compare_timed(self.time_last_modified.text, self.time_last_modified.unix_us, &json["timeLastModified"]);
            compare_json(self.options, &json["options"]);
            compare_flag(self.has_security_passphrase, &json["hasSecurityPassphrase"]);
            compare_text(self.locale, &json["locale"]);
            compare_text(self.time_zone, &json["timeZone"]);
            compare_record(self.format, &json["format"]);
            compare_number(self.revisions_signed, &json["revisionsSigned"]);
            compare_number(self.revisions_count, &json["revisionsCount"]);
            compare_text(self.restricted_type, &json["restrictedType"]);
            compare_constant(self.r#type, self.type_text, &json["type"]);
            compare_constant(self.state, self.state_text, &json["state"]);
            compare_json(self.external_data, &json["externalData"]);
            compare_json(self.version, &json["version"]);
            compare_record(self.meeting, &json["meeting"]);
            compare_list(self.documents, self.documents_len, &json["documents"]);
            compare_list(self.meetings, self.meetings_len, &json["meetings"]);
        }
    }
}

impl Fields for iinked_rescinded_package {
    unsafe fn compare(&self, json: &Value) {
        // SAFETY: every pointer of an answer is NULL or valid as long as the answer.
        unsafe {
            compare_text(self.package_id, &json["packageId"]);
        }
    }
}
