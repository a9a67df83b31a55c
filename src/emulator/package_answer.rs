//! The answer of `packages/{id}`: a package as a whole.
//!
//! What the vendor's pages only name, and no other answer has, is null here or made of the package's id, so that it is
//! the same on every run.

use super::package::{Document, Package, Video};
use super::render::{Object, list, owner, video};

/// The answer of `packages/{id}`.
pub(super) fn package(package: &Package) -> String {
    let room = package.kind == "video_closing_room";
    let meeting_id = room.then(|| meeting_id(package));
    let (signed, count) = revisions(&package.documents);
    let documents = package.documents.iter().enumerate();
    owner(package)
        .put("meetingId", &meeting_id)
        .put("templateId", ())
        .put("formId", ())
        .put("keyId", ())
        .put("api", true)
        .put("name", &package.name)
        .put("category", &package.category)
        .put("clientNumber", &package.client_number)
        .put("matterNumber", &package.matter_number)
        .put("description", &package.description)
        .put("message", &package.message)
        .put("rescindMessage", &package.rescind_message)
        .put("reminderMessage", ())
        .put("timeCreated", package.time_created)
        .put("timeReminder", ())
        .put("timeRetention", package.time_retention)
        .put("timeRescinded", package.time_rescinded)
        .put("timeDeleted", package.time_deleted)
        .put("timeSignBy", package.time_sign_by)
        .put("timeLastModified", package.time_last_modified)
        .put("options", ())
        .put("hasSecurityPassphrase", false)
        .put("locale", "en-US")
        .put("timeZone", "America/Toronto")
        .put("format", Object::default().put("locale", "en-US"))
        .put("revisionsSigned", signed)
        .put("revisionsCount", count)
        .put("restrictedType", ())
        .put("type", package.kind)
        .put("state", package.state)
        .put("externalData", &package.external_data)
        .put("version", 1)
        .put("meeting", meeting_id.as_ref().map(|id| meeting(package, id)))
        .put("documents", list(documents.map(|(index, own)| document(package, own, index))))
        .put("meetings", meetings(package))
        .to_string()
}

/// The meeting of the recordings, or else one of its own.
fn meeting_id(package: &Package) -> String {
    let recorded = package.videos.first().map(|video| video.meeting_id.clone());
    recorded.unwrap_or_else(|| package.id.chars().rev().collect::<String>().replace('-', ""))
}

fn revisions<'a>(documents: impl IntoIterator<Item = &'a Document>) -> (usize, usize) {
    let all = documents.into_iter().flat_map(|document| &document.revisions);
    all.fold((0, 0), |(signed, count), revision| (signed + usize::from(revision.is_signed), count + 1))
}

fn meeting(package: &Package, id: &str) -> Object {
    Object::default()
        .put("meetingId", id)
        .put("organizationId", &package.organization_id)
        .put("packageId", &package.id)
        .put("timeStart", package.time_sign_by)
        .put("duration", "PT1H")
        .put("isPrivate", false)
        // Their values are documented nowhere.
        .put("type", ())
        .put("state", ())
}

fn document(package: &Package, document: &Document, index: usize) -> Object {
    let (signed, count) = revisions([document]);
    let own = document.revisions.iter().enumerate().map(|(place, revision)| {
        let before = place.checked_sub(1).map(|before| &document.revisions[before].id);
        Object::default()
            .put("documentId", &document.id)
            .put("revisionId", &revision.id)
            .put("revisionNumber", place + 1)
            .put("revisionBeforeId", before)
            .put("timeLastOpened", ())
            .put("signerId", &package.signers[revision.signer].id)
            .put("isSigned", revision.is_signed)
            .put("timeSigned", revision.is_signed.then_some(package.time_last_modified))
            .put("address", revision.is_signed.then_some("192.0.2.17"))
    });
    Object::default()
        .put("documentId", &document.id)
        .put("packageId", &package.id)
        .put("fileId", &document.file_id)
        .put("autoTemplateId", ())
        .put("autoTemplateDocumentId", ())
        .put("externalId", &document.external_id)
        .put("index", index)
        .put("name", &document.name)
        .put("fileName", &document.file_name)
        .put("fileType", "application/pdf")
        .put("fileSize", 20_000 + document.file_name.len() * 1_000)
        .put("numberPages", 1 + index)
        .put("timeUploaded", package.time_created)
        .put("timeLastModified", document.time_executed.unwrap_or(package.time_created))
        .put("revisionsSigned", signed)
        .put("revisionsCount", count)
        .put("description", ())
        .put("cac", ())
        .put("cacPages", ())
        .put("state", ())
        .put("revisions", list(own))
}

/// Each meeting with its sessions, each session with its recordings.
fn meetings(package: &Package) -> Vec<Object> {
    let meetings = groups(&package.videos, |video| &video.meeting_id);
    list(meetings.into_iter().map(|meeting| {
        let sessions = groups(meeting, |video| &video.session_id);
        let sessions =
            sessions.into_iter().map(|session| Object::default().put("videos", list(session.into_iter().map(video))));
        Object::default().put("sessions", list(sessions))
    }))
}

/// The videos with the same key together, in the order of the first of each.
fn groups<'a>(
    videos: impl IntoIterator<Item = &'a Video>,
    key: impl Fn(&'a Video) -> &'a String,
) -> Vec<Vec<&'a Video>> {
    let mut groups: Vec<Vec<&Video>> = Vec::new();
    for video in videos {
        match groups.iter_mut().find(|group| key(group[0]) == key(video)) {
            Some(group) => group.push(video),
            None => groups.push(vec![video]),
        }
    }
    groups
}
