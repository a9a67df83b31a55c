// Generated from src/model by `make generate`; do not edit.  Included by cases.cpp.

void show(const iinkedsign::Revision &it);
void show(const iinkedsign::Document &it);
void show(const iinkedsign::Link &it);
void show(const iinkedsign::Signer &it);
void show(const iinkedsign::PackageStatus &it);
void show(const iinkedsign::Video &it);
void show(const iinkedsign::PackageVideos &it);
void show(const iinkedsign::SummaryDocument &it);
void show(const iinkedsign::SummarySigner &it);
void show(const iinkedsign::SummaryRecipient &it);
void show(const iinkedsign::PackageSummary &it);
void show(const iinkedsign::PackageFormat &it);
void show(const iinkedsign::Meeting &it);
void show(const iinkedsign::PackageRevision &it);
void show(const iinkedsign::PackageDocument &it);
void show(const iinkedsign::MeetingSession &it);
void show(const iinkedsign::RecordedMeeting &it);
void show(const iinkedsign::Package &it);
void show(const iinkedsign::RescindedPackage &it);

void show(const iinkedsign::Revision &it) {
    put("{");
    key("packageId"), show(it.package_id());
    key("documentId"), show(it.document_id());
    key("revisionId"), show(it.revision_id());
    key("signerId"), show(it.signer_id());
    key("link"), show(it.link());
    key("isNext"), show(it.is_next());
    key("isSigned"), show(it.is_signed());
    put("}");
}

void show(const iinkedsign::Document &it) {
    put("{");
    key("packageId"), show(it.package_id());
    key("documentId"), show(it.document_id());
    key("fileId"), show(it.file_id());
    key("externalId"), show(it.external_id());
    key("name"), show(it.name());
    key("fileName"), show(it.file_name());
    key("order"), show(it.order());
    key("isExecuted"), show(it.is_executed());
    key("revisions"), show(it.revisions());
    put("}");
}

void show(const iinkedsign::Link &it) {
    put("{");
    key("token"), show(it.token());
    key("packageId"), show(it.package_id());
    key("documentId"), show(it.document_id());
    key("revisionId"), show(it.revision_id());
    key("name"), show(it.name());
    key("link"), show(it.link());
    key("timeExpires"), show(it.time_expires());
    key("type"), constant(it.type(), it.type_text());
    key("isNext"), show(it.is_next());
    key("isSigned"), show(it.is_signed());
    put("}");
}

void show(const iinkedsign::Signer &it) {
    put("{");
    key("signerId"), show(it.signer_id());
    key("firstName"), show(it.first_name());
    key("lastName"), show(it.last_name());
    key("email"), show(it.email());
    key("mobileNumber"), show(it.mobile_number());
    key("order"), show(it.order());
    key("links"), show(it.links());
    key("signLink"), show(it.sign_link());
    key("meetingLink"), show(it.meeting_link());
    put("}");
}

void show(const iinkedsign::PackageStatus &it) {
    put("{");
    key("packageId"), show(it.package_id());
    key("organizationId"), show(it.organization_id());
    key("memberId"), show(it.member_id());
    key("name"), show(it.name());
    key("timeSignBy"), show(it.time_sign_by());
    key("type"), constant(it.type(), it.type_text());
    key("state"), constant(it.state(), it.state_text());
    key("externalData"), json(it.external_data());
    key("isExecuted"), show(it.is_executed());
    key("documents"), show(it.documents());
    key("signers"), show(it.signers());
    put("}");
}

void show(const iinkedsign::Video &it) {
    put("{");
    key("meetingVideoId"), show(it.meeting_video_id());
    key("meetingVideoSharedId"), show(it.meeting_video_shared_id());
    key("meetingId"), show(it.meeting_id());
    key("meetingSessionId"), show(it.meeting_session_id());
    key("externalVideoId"), show(it.external_video_id());
    key("externalStorageId"), show(it.external_storage_id());
    key("timeCreated"), show(it.time_created());
    key("timeRetention"), show(it.time_retention());
    key("timeDeleted"), show(it.time_deleted());
    key("duration"), show(it.duration());
    key("size"), show(it.size());
    key("source"), show(it.source());
    key("type"), constant(it.type(), it.type_text());
    key("state"), constant(it.state(), it.state_text());
    key("url"), show(it.url());
    key("timeUrlExpires"), show(it.time_url_expires());
    put("}");
}

void show(const iinkedsign::PackageVideos &it) {
    put("{");
    key("packageId"), show(it.package_id());
    key("videos"), show(it.videos());
    put("}");
}

void show(const iinkedsign::SummaryDocument &it) {
    put("{");
    key("documentId"), show(it.document_id());
    key("externalId"), show(it.external_id());
    key("index"), show(it.index());
    key("name"), show(it.name());
    key("fileName"), show(it.file_name());
    key("isExecuted"), show(it.is_executed());
    key("timeExecuted"), show(it.time_executed());
    put("}");
}

void show(const iinkedsign::SummarySigner &it) {
    put("{");
    key("signerId"), show(it.signer_id());
    key("index"), show(it.index());
    key("firstName"), show(it.first_name());
    key("lastName"), show(it.last_name());
    key("email"), show(it.email());
    key("role"), show(it.role());
    key("type"), show(it.type());
    key("verify"), json(it.verify());
    key("isVerified"), show(it.is_verified());
    key("isNext"), show(it.is_next());
    key("isExecuted"), show(it.is_executed());
    key("timeExecuted"), show(it.time_executed());
    put("}");
}

void show(const iinkedsign::SummaryRecipient &it) {
    put("{");
    key("recipientId"), show(it.recipient_id());
    key("firstName"), show(it.first_name());
    key("lastName"), show(it.last_name());
    key("email"), show(it.email());
    key("type"), show(it.type());
    put("}");
}

void show(const iinkedsign::PackageSummary &it) {
    put("{");
    key("packageId"), show(it.package_id());
    key("organizationId"), show(it.organization_id());
    key("memberId"), show(it.member_id());
    key("teamId"), show(it.team_id());
    key("folderId"), show(it.folder_id());
    key("shared"), show(it.shared());
    key("timeCreated"), show(it.time_created());
    key("timeLastModified"), show(it.time_last_modified());
    key("timeSignBy"), show(it.time_sign_by());
    key("name"), show(it.name());
    key("category"), show(it.category());
    key("clientNumber"), show(it.client_number());
    key("matterNumber"), show(it.matter_number());
    key("description"), show(it.description());
    key("type"), constant(it.type(), it.type_text());
    key("state"), constant(it.state(), it.state_text());
    key("externalData"), json(it.external_data());
    key("isExecuted"), show(it.is_executed());
    key("timeExecuted"), show(it.time_executed());
    key("documents"), show(it.documents());
    key("signers"), show(it.signers());
    key("recipients"), show(it.recipients());
    put("}");
}

void show(const iinkedsign::PackageFormat &it) {
    put("{");
    key("locale"), show(it.locale());
    put("}");
}

void show(const iinkedsign::Meeting &it) {
    put("{");
    key("meetingId"), show(it.meeting_id());
    key("organizationId"), show(it.organization_id());
    key("packageId"), show(it.package_id());
    key("timeStart"), show(it.time_start());
    key("duration"), show(it.duration());
    key("isPrivate"), show(it.is_private());
    key("type"), show(it.type());
    key("state"), show(it.state());
    put("}");
}

void show(const iinkedsign::PackageRevision &it) {
    put("{");
    key("documentId"), show(it.document_id());
    key("revisionId"), show(it.revision_id());
    key("revisionNumber"), show(it.revision_number());
    key("revisionBeforeId"), show(it.revision_before_id());
    key("timeLastOpened"), show(it.time_last_opened());
    key("signerId"), show(it.signer_id());
    key("isSigned"), show(it.is_signed());
    key("timeSigned"), show(it.time_signed());
    key("address"), show(it.address());
    put("}");
}

void show(const iinkedsign::PackageDocument &it) {
    put("{");
    key("documentId"), show(it.document_id());
    key("packageId"), show(it.package_id());
    key("fileId"), show(it.file_id());
    key("autoTemplateId"), show(it.auto_template_id());
    key("autoTemplateDocumentId"), show(it.auto_template_document_id());
    key("externalId"), show(it.external_id());
    key("index"), show(it.index());
    key("name"), show(it.name());
    key("fileName"), show(it.file_name());
    key("fileType"), show(it.file_type());
    key("fileSize"), show(it.file_size());
    key("numberPages"), show(it.number_pages());
    key("timeUploaded"), show(it.time_uploaded());
    key("timeLastModified"), show(it.time_last_modified());
    key("revisionsSigned"), show(it.revisions_signed());
    key("revisionsCount"), show(it.revisions_count());
    key("description"), show(it.description());
    key("cac"), json(it.cac());
    key("cacPages"), json(it.cac_pages());
    key("state"), show(it.state());
    key("revisions"), show(it.revisions());
    put("}");
}

void show(const iinkedsign::MeetingSession &it) {
    put("{");
    key("videos"), show(it.videos());
    put("}");
}

void show(const iinkedsign::RecordedMeeting &it) {
    put("{");
    key("sessions"), show(it.sessions());
    put("}");
}

void show(const iinkedsign::Package &it) {
    put("{");
    key("packageId"), show(it.package_id());
    key("organizationId"), show(it.organization_id());
    key("memberId"), show(it.member_id());
    key("teamId"), show(it.team_id());
    key("folderId"), show(it.folder_id());
    key("shared"), show(it.shared());
    key("meetingId"), show(it.meeting_id());
    key("templateId"), show(it.template_id());
    key("formId"), show(it.form_id());
    key("keyId"), show(it.key_id());
    key("api"), show(it.api());
    key("name"), show(it.name());
    key("category"), show(it.category());
    key("clientNumber"), show(it.client_number());
    key("matterNumber"), show(it.matter_number());
    key("description"), show(it.description());
    key("message"), show(it.message());
    key("rescindMessage"), show(it.rescind_message());
    key("reminderMessage"), show(it.reminder_message());
    key("timeCreated"), show(it.time_created());
    key("timeReminder"), show(it.time_reminder());
    key("timeRetention"), show(it.time_retention());
    key("timeRescinded"), show(it.time_rescinded());
    key("timeDeleted"), show(it.time_deleted());
    key("timeSignBy"), show(it.time_sign_by());
    key("timeLastModified"), show(it.time_last_modified());
    key("options"), json(it.options());
    key("hasSecurityPassphrase"), show(it.has_security_passphrase());
    key("locale"), show(it.locale());
    key("timeZone"), show(it.time_zone());
    key("format"), show(it.format());
    key("revisionsSigned"), show(it.revisions_signed());
    key("revisionsCount"), show(it.revisions_count());
    key("restrictedType"), show(it.restricted_type());
    key("type"), constant(it.type(), it.type_text());
    key("state"), constant(it.state(), it.state_text());
    key("externalData"), json(it.external_data());
    key("version"), json(it.version());
    key("meeting"), show(it.meeting());
    key("documents"), show(it.documents());
    key("meetings"), show(it.meetings());
    put("}");
}

void show(const iinkedsign::RescindedPackage &it) {
    put("{");
    key("packageId"), show(it.package_id());
    put("}");
}
