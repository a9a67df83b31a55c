/* Generated from src/model by `make generate`; do not edit.  Included by fields.h. */

static void revision(const iinked_revision *it) {
    put("{");
    key("packageId"), text(it->package_id);
    key("documentId"), text(it->document_id);
    key("revisionId"), text(it->revision_id);
    key("signerId"), text(it->signer_id);
    key("link"), text(it->link);
    key("isNext"), flag(it->is_next);
    key("isSigned"), flag(it->is_signed);
    put("}");
}

static void document(const iinked_document *it) {
    put("{");
    key("packageId"), text(it->package_id);
    key("documentId"), text(it->document_id);
    key("fileId"), text(it->file_id);
    key("externalId"), text(it->external_id);
    key("name"), text(it->name);
    key("fileName"), text(it->file_name);
    key("order"), number(it->order);
    key("isExecuted"), flag(it->is_executed);
    key("revisions"); LIST(it->revisions, revision);
    put("}");
}

static void link(const iinked_link *it) {
    put("{");
    key("token"), text(it->token);
    key("packageId"), text(it->package_id);
    key("documentId"), text(it->document_id);
    key("revisionId"), text(it->revision_id);
    key("name"), text(it->name);
    key("link"), text(it->link);
    key("timeExpires"), timed(it->time_expires.text, it->time_expires.unix_us);
    key("type"), constant(it->type, it->type_text);
    key("isNext"), flag(it->is_next);
    key("isSigned"), flag(it->is_signed);
    put("}");
}

static void signer(const iinked_signer *it) {
    put("{");
    key("signerId"), text(it->signer_id);
    key("firstName"), text(it->first_name);
    key("lastName"), text(it->last_name);
    key("email"), text(it->email);
    key("mobileNumber"), text(it->mobile_number);
    key("order"), number(it->order);
    key("links"); LIST(it->links, link);
    key("signLink");
    if (it->sign_link) link(it->sign_link);
    else put("null");
    key("meetingLink");
    if (it->meeting_link) link(it->meeting_link);
    else put("null");
    put("}");
}

static void package_status(const iinked_package_status *it) {
    put("{");
    key("packageId"), text(it->package_id);
    key("organizationId"), text(it->organization_id);
    key("memberId"), text(it->member_id);
    key("name"), text(it->name);
    key("timeSignBy"), timed(it->time_sign_by.text, it->time_sign_by.unix_us);
    key("type"), constant(it->type, it->type_text);
    key("state"), constant(it->state, it->state_text);
    key("externalData"), put(it->external_data ? it->external_data : "null");
    key("isExecuted"), flag(it->is_executed);
    key("documents"); LIST(it->documents, document);
    key("signers"); LIST(it->signers, signer);
    put("}");
}

static void video(const iinked_video *it) {
    put("{");
    key("meetingVideoId"), text(it->meeting_video_id);
    key("meetingVideoSharedId"), text(it->meeting_video_shared_id);
    key("meetingId"), text(it->meeting_id);
    key("meetingSessionId"), text(it->meeting_session_id);
    key("externalVideoId"), text(it->external_video_id);
    key("externalStorageId"), text(it->external_storage_id);
    key("timeCreated"), timed(it->time_created.text, it->time_created.unix_us);
    key("timeRetention"), timed(it->time_retention.text, it->time_retention.unix_us);
    key("timeDeleted"), timed(it->time_deleted.text, it->time_deleted.unix_us);
    key("duration"), timed(it->duration.text, it->duration.us);
    key("size"), number(it->size);
    key("source"), text(it->source);
    key("type"), constant(it->type, it->type_text);
    key("state"), constant(it->state, it->state_text);
    key("url"), text(it->url);
    key("timeUrlExpires"), timed(it->time_url_expires.text, it->time_url_expires.unix_us);
    put("}");
}

static void package_videos(const iinked_package_videos *it) {
    put("{");
    key("packageId"), text(it->package_id);
    key("videos"); LIST(it->videos, video);
    put("}");
}

static void summary_document(const iinked_summary_document *it) {
    put("{");
    key("documentId"), text(it->document_id);
    key("externalId"), text(it->external_id);
    key("index"), number(it->index);
    key("name"), text(it->name);
    key("fileName"), text(it->file_name);
    key("isExecuted"), flag(it->is_executed);
    key("timeExecuted"), timed(it->time_executed.text, it->time_executed.unix_us);
    put("}");
}

static void summary_signer(const iinked_summary_signer *it) {
    put("{");
    key("signerId"), text(it->signer_id);
    key("index"), number(it->index);
    key("firstName"), text(it->first_name);
    key("lastName"), text(it->last_name);
    key("email"), text(it->email);
    key("role"), text(it->role);
    key("type"), text(it->type);
    key("verify"), put(it->verify ? it->verify : "null");
    key("isVerified"), flag(it->is_verified);
    key("isNext"), flag(it->is_next);
    key("isExecuted"), flag(it->is_executed);
    key("timeExecuted"), timed(it->time_executed.text, it->time_executed.unix_us);
    put("}");
}

static void summary_recipient(const iinked_summary_recipient *it) {
    put("{");
    key("recipientId"), text(it->recipient_id);
    key("firstName"), text(it->first_name);
    key("lastName"), text(it->last_name);
    key("email"), text(it->email);
    key("type"), text(it->type);
    put("}");
}

static void package_summary(const iinked_package_summary *it) {
    put("{");
    key("packageId"), text(it->package_id);
    key("organizationId"), text(it->organization_id);
    key("memberId"), text(it->member_id);
    key("teamId"), text(it->team_id);
    key("folderId"), text(it->folder_id);
    key("shared"), flag(it->shared);
    key("timeCreated"), timed(it->time_created.text, it->time_created.unix_us);
    key("timeLastModified"), timed(it->time_last_modified.text, it->time_last_modified.unix_us);
    key("timeSignBy"), timed(it->time_sign_by.text, it->time_sign_by.unix_us);
    key("name"), text(it->name);
    key("category"), text(it->category);
    key("clientNumber"), text(it->client_number);
    key("matterNumber"), text(it->matter_number);
    key("description"), text(it->description);
    key("type"), constant(it->type, it->type_text);
    key("state"), constant(it->state, it->state_text);
    key("externalData"), put(it->external_data ? it->external_data : "null");
    key("isExecuted"), flag(it->is_executed);
    key("timeExecuted"), timed(it->time_executed.text, it->time_executed.unix_us);
    key("documents"); LIST(it->documents, summary_document);
    key("signers"); LIST(it->signers, summary_signer);
    key("recipients"); LIST(it->recipients, summary_recipient);
    put("}");
}

static void package_format(const iinked_package_format *it) {
    put("{");
    key("locale"), text(it->locale);
    put("}");
}

static void meeting(const iinked_meeting *it) {
    put("{");
    key("meetingId"), text(it->meeting_id);
    key("organizationId"), text(it->organization_id);
    key("packageId"), text(it->package_id);
    key("timeStart"), timed(it->time_start.text, it->time_start.unix_us);
    key("duration"), timed(it->duration.text, it->duration.us);
    key("isPrivate"), flag(it->is_private);
    key("type"), text(it->type);
    key("state"), text(it->state);
    put("}");
}

static void package_revision(const iinked_package_revision *it) {
    put("{");
    key("documentId"), text(it->document_id);
    key("revisionId"), text(it->revision_id);
    key("revisionNumber"), number(it->revision_number);
    key("revisionBeforeId"), text(it->revision_before_id);
    key("timeLastOpened"), timed(it->time_last_opened.text, it->time_last_opened.unix_us);
    key("signerId"), text(it->signer_id);
    key("isSigned"), flag(it->is_signed);
    key("timeSigned"), timed(it->time_signed.text, it->time_signed.unix_us);
    key("address"), text(it->address);
    put("}");
}

static void package_document(const iinked_package_document *it) {
    put("{");
    key("documentId"), text(it->document_id);
    key("packageId"), text(it->package_id);
    key("fileId"), text(it->file_id);
    key("autoTemplateId"), text(it->auto_template_id);
    key("autoTemplateDocumentId"), text(it->auto_template_document_id);
    key("externalId"), text(it->external_id);
    key("index"), number(it->index);
    key("name"), text(it->name);
    key("fileName"), text(it->file_name);
    key("fileType"), text(it->file_type);
    key("fileSize"), number(it->file_size);
    key("numberPages"), number(it->number_pages);
    key("timeUploaded"), timed(it->time_uploaded.text, it->time_uploaded.unix_us);
    key("timeLastModified"), timed(it->time_last_modified.text, it->time_last_modified.unix_us);
    key("revisionsSigned"), number(it->revisions_signed);
    key("revisionsCount"), number(it->revisions_count);
    key("description"), text(it->description);
    key("cac"), put(it->cac ? it->cac : "null");
    key("cacPages"), put(it->cac_pages ? it->cac_pages : "null");
    key("state"), text(it->state);
    key("revisions"); LIST(it->revisions, package_revision);
    put("}");
}

static void meeting_session(const iinked_meeting_session *it) {
    put("{");
    key("videos"); LIST(it->videos, video);
    put("}");
}

static void recorded_meeting(const iinked_recorded_meeting *it) {
    put("{");
    key("sessions"); LIST(it->sessions, meeting_session);
    put("}");
}

static void package(const iinked_package *it) {
    put("{");
    key("packageId"), text(it->package_id);
    key("organizationId"), text(it->organization_id);
    key("memberId"), text(it->member_id);
    key("teamId"), text(it->team_id);
    key("folderId"), text(it->folder_id);
    key("shared"), flag(it->shared);
    key("meetingId"), text(it->meeting_id);
    key("templateId"), text(it->template_id);
    key("formId"), text(it->form_id);
    key("keyId"), text(it->key_id);
    key("api"), flag(it->api);
    key("name"), text(it->name);
    key("category"), text(it->category);
    key("clientNumber"), text(it->client_number);
    key("matterNumber"), text(it->matter_number);
    key("description"), text(it->description);
    key("message"), text(it->message);
    key("rescindMessage"), text(it->rescind_message);
    key("reminderMessage"), text(it->reminder_message);
    key("timeCreated"), timed(it->time_created.text, it->time_created.unix_us);
    key("timeReminder"), timed(it->time_reminder.text, it->time_reminder.unix_us);
    key("timeRetention"), timed(it->time_retention.text, it->time_retention.unix_us);
    key("timeRescinded"), timed(it->time_rescinded.text, it->time_rescinded.unix_us);
    key("timeDeleted"), timed(it->time_deleted.text, it->time_deleted.unix_us);
    key("timeSignBy"), timed(it->time_sign_by.text, it->time_sign_by.unix_us);
    key("timeLastModified"), timed(it->time_last_modified.text, it->time_last_modified.unix_us);
    key("options"), put(it->options ? it->options : "null");
    key("hasSecurityPassphrase"), flag(it->has_security_passphrase);
    key("locale"), text(it->locale);
    key("timeZone"), text(it->time_zone);
    key("format");
    if (it->format) package_format(it->format);
    else put("null");
    key("revisionsSigned"), number(it->revisions_signed);
    key("revisionsCount"), number(it->revisions_count);
    key("restrictedType"), text(it->restricted_type);
    key("type"), constant(it->type, it->type_text);
    key("state"), constant(it->state, it->state_text);
    key("externalData"), put(it->external_data ? it->external_data : "null");
    key("version"), put(it->version ? it->version : "null");
    key("meeting");
    if (it->meeting) meeting(it->meeting);
    else put("null");
    key("documents"); LIST(it->documents, package_document);
    key("meetings"); LIST(it->meetings, recorded_meeting);
    put("}");
}

static void rescinded_package(const iinked_rescinded_package *it) {
    put("{");
    key("packageId"), text(it->package_id);
    put("}");
}
