//! Packages as the JSON of the remote API, with the keys in the documented order.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::package::{Document, Link, Links, Package, Revision, Signer, Video, VideoShape};

/// Where the vendor's samples say links lead.
const LINK: &str = "https://localhost/tws/link/";

/// The address that a link token opens.
pub(super) fn link(token: &str) -> String {
    format!("{LINK}{token}")
}

/// A JSON object with its keys in the order in which they are put: `serde_json`'s own maps would sort them.
#[derive(Default)]
pub(super) struct Object(Vec<(&'static str, Box<RawValue>)>);

impl Object {
    pub(super) fn put(mut self, key: &'static str, value: impl Serialize) -> Self {
        // Only maps with keys that are no text could fail, and there are none.
        self.0.extend(to_raw_value(&value).map(|value| (key, value)));
        self
    }

    fn put_if(self, is_there: bool, key: &'static str, value: impl Serialize) -> Self {
        if is_there { self.put(key, value) } else { self }
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl fmt::Display for Object {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

pub(super) fn list(items: impl IntoIterator<Item = Object>) -> Vec<Object> {
    items.into_iter().collect()
}

/// An error answer.
pub(super) fn error(code: &str, message: &str) -> String {
    Object::default().put("error", code).put("message", message).to_string()
}

/// The answer that names nothing but the package.
pub(super) fn id(package: &Package) -> String {
    Object::default().put("packageId", &package.id).to_string()
}

/// What a package as a whole and in a list begin with.
pub(super) fn owner(package: &Package) -> Object {
    Object::default()
        .put("packageId", &package.id)
        .put("organizationId", &package.organization_id)
        .put("memberId", &package.member_id)
        .put("teamId", &package.team_id)
        .put("folderId", &package.folder_id)
        .put("shared", package.shared)
}

/// The answer of `packages/{id}/status`.
pub(super) fn status(package: &Package) -> String {
    if let Some(text) = package.status_text {
        return text.trim_end().to_owned();
    }
    let documents = package.documents.iter().enumerate();
    let signers = package.signers.iter().enumerate();
    Object::default()
        .put("packageId", &package.id)
        .put("organizationId", &package.organization_id)
        .put("memberId", &package.member_id)
        .put("name", &package.name)
        .put("timeSignBy", package.time_sign_by)
        .put("type", package.kind)
        .put("state", package.state)
        .put("externalData", &package.external_data)
        .put("isExecuted", package.is_executed)
        .put("documents", list(documents.map(|(order, document)| status_document(package, document, order))))
        .put("signers", list(signers.map(|(order, signer)| status_signer(package, signer, order))))
        .to_string()
}

fn status_document(package: &Package, document: &Document, order: usize) -> Object {
    let external_id = if package.misspelt { "exernalId" } else { "externalId" };
    let revisions = document.revisions.iter();
    Object::default()
        .put("packageId", &package.id)
        .put("documentId", &document.id)
        .put("fileId", &document.file_id)
        .put(external_id, &document.external_id)
        .put("name", &document.name)
        .put("fileName", &document.file_name)
        .put("order", order)
        .put("isExecuted", document.is_executed())
        .put("revisions", list(revisions.map(|revision| status_revision(package, document, revision))))
}

fn status_revision(package: &Package, document: &Document, revision: &Revision) -> Object {
    let out = Object::default()
        .put("packageId", &package.id)
        .put("documentId", &document.id)
        .put("revisionId", &revision.id)
        .put("signerId", &package.signers[revision.signer].id);
    let out = match package.links {
        Links::Absent => out,
        Links::Empty => out.put("link", ()),
        Links::Present => out.put("link", link(&revision.token)),
    };
    out.put("isNext", revision.is_next).put("isSigned", revision.is_signed)
}

fn status_signer(package: &Package, signer: &Signer, order: usize) -> Object {
    let out = Object::default()
        .put("signerId", &signer.id)
        .put("firstName", &signer.first_name)
        .put("lastName", &signer.last_name)
        .put("email", &signer.email)
        .put("mobileNumber", &signer.mobile_number)
        .put("order", order);
    match package.links {
        Links::Absent => out,
        Links::Empty => out.put("links", [(); 0]).put("signLink", ()).put("meetingLink", ()),
        Links::Present => {
            let own = package.documents.iter().flat_map(|document| {
                let revisions = document.revisions.iter().filter(|revision| revision.signer == order);
                revisions.map(move |revision| document_link(package, document, revision))
            });
            let out = out.put("links", list(own));
            let out = put_package_link(out, "signLink", package, &signer.sign_link);
            put_package_link(out, "meetingLink", package, &signer.meeting_link)
        }
    }
}

fn document_link(package: &Package, document: &Document, revision: &Revision) -> Object {
    // The sample's link bears the file's name without its ending.
    let name = document.file_name.rsplit_once('.').map_or(&*document.file_name, |(stem, _)| stem);
    Object::default()
        .put("name", name)
        .put("link", link(&revision.token))
        .put("type", "document")
        .put("token", &revision.token)
        .put("timeExpires", package.time_links_expire)
        .put("packageId", &package.id)
        .put("documentId", &document.id)
        .put("revisionId", &revision.id)
        .put("isNext", revision.is_next)
        .put("isSigned", revision.is_signed)
}

fn put_package_link(out: Object, key: &'static str, package: &Package, way: &Link) -> Object {
    match way {
        Link::Null => out.put(key, ()),
        Link::Text(token) => out.put(key, link(token)),
        Link::Object { token } => {
            let object = Object::default()
                .put("name", &package.name)
                .put("link", link(token))
                .put("type", "package_sign")
                .put("token", token)
                .put("timeExpires", package.time_links_expire)
                .put("packageId", &package.id);
            out.put(key, object)
        }
    }
}

/// An item of `packages/list`.
fn summary(package: &Package) -> Object {
    let documents = package.documents.iter().enumerate().map(|(index, document)| {
        Object::default()
            .put("documentId", &document.id)
            .put("externalId", &document.external_id)
            .put("index", index)
            .put("name", &document.name)
            .put("fileName", &document.file_name)
            .put("isExecuted", document.is_executed())
            .put("timeExecuted", document.time_executed)
    });
    let signers = package.signers.iter().enumerate().map(|(index, signer)| summary_signer(signer, index));
    let recipients = package.recipients.iter().map(|recipient| {
        Object::default()
            .put("recipientId", &recipient.id)
            .put("firstName", &recipient.first_name)
            .put("lastName", &recipient.last_name)
            .put("email", &recipient.email)
            .put("type", ())
    });
    owner(package)
        .put("timeCreated", package.time_created)
        .put("timeLastModified", package.time_last_modified)
        .put("timeSignBy", package.time_sign_by)
        .put("name", &package.name)
        .put("category", &package.category)
        .put("clientNumber", &package.client_number)
        .put("matterNumber", &package.matter_number)
        .put("description", &package.description)
        .put("type", package.kind)
        .put("state", package.state)
        .put("externalData", &package.external_data)
        .put("isExecuted", package.is_executed)
        .put("timeExecuted", package.time_executed)
        .put("documents", list(documents))
        .put("signers", list(signers))
        .put("recipients", list(recipients))
}

/// `type` and `verify` are null: their values are documented nowhere.
fn summary_signer(signer: &Signer, index: usize) -> Object {
    Object::default()
        .put("signerId", &signer.id)
        .put("index", index)
        .put("firstName", &signer.first_name)
        .put("lastName", &signer.last_name)
        .put("email", &signer.email)
        .put("role", &signer.role)
        .put("type", ())
        .put("verify", ())
        .put("isVerified", false)
        .put("isNext", signer.is_next)
        .put("isExecuted", signer.is_executed)
        .put("timeExecuted", signer.time_executed)
}

/// A page of `packages/list`.
pub(super) fn page(items: &[Package], total: usize, take: usize, skip: usize) -> String {
    let items = list(items.iter().map(summary));
    Object::default().put("items", items).put("total", total).put("take", take).put("skip", skip).to_string()
}

/// `{packageId, videos}`: the answer of the videos list and of both deletes.
pub(super) fn videos(package: &Package, videos: &[Video]) -> String {
    if let Some(text) = package.deleted_text
        && videos.len() == package.videos.len()
        && videos.iter().all(Video::is_deleted)
    {
        return text.trim_end().to_owned();
    }
    Object::default().put("packageId", &package.id).put("videos", list(videos.iter().map(video))).to_string()
}

/// One recording.
pub(super) fn video(video: &Video) -> Object {
    let (full, brief) = (video.shape == VideoShape::Full, video.shape == VideoShape::Brief);
    Object::default()
        .put("meetingVideoId", &video.id)
        .put_if(full, "meetingVideoSharedId", &video.shared_id)
        .put_if(!brief, "meetingId", &video.meeting_id)
        .put_if(full, "meetingSessionId", &video.session_id)
        .put_if(full, "externalVideoId", &video.external_video_id)
        .put_if(full, "externalStorageId", &video.external_storage_id)
        .put("timeCreated", video.time_created)
        .put_if(!brief, "timeRetention", video.time_retention)
        .put_if(!brief || video.time_deleted.is_some(), "timeDeleted", video.time_deleted)
        .put("duration", &video.duration)
        .put("size", video.size)
        // Its values are documented nowhere.
        .put_if(full, "source", ())
        .put("type", "video")
        .put("state", video.state)
        .put("url", &video.url)
        .put("timeUrlExpires", video.time_url_expires)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emulator::samples;
    use crate::emulator::stamp::Stamp;

    /// The text without the white space between tokens, so that the order of the keys is compared too.
    fn dense(text: &str) -> String {
        let mut quoted = false;
        let keep = |letter: &char| {
            quoted ^= *letter == '"';
            quoted || !letter.is_whitespace()
        };
        text.chars().filter(keep).collect()
    }

    #[test]
    fn what_is_rendered_is_what_the_vendor_shows() {
        for mut package in samples::all() {
            if let Some(text) = package.status_text.take() {
                assert_eq!(status(&package), dense(text));
            }
            if let Some(text) = package.deleted_text.take() {
                let mut gone = package.videos.clone();
                for video in &mut gone {
                    video.delete(video.sample_time_deleted.unwrap_or(Stamp::NOW));
                }
                assert_eq!(videos(&package, &gone), dense(text));
            }
        }
        assert_eq!(Stamp::NOW.to_string(), crate::emulator::NOW);
    }
}
