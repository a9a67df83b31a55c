//! Packages as the JSON of the remote API, with the keys in the documented order.

use serde::Serialize;

use super::package::{Document, Link, Links, Package, Revision, Signer, Video, VideoShape};

/// Where the vendor's samples say links lead.
const LINK: &str = "https://localhost/tws/link/";

/// The address that a link token opens.
pub(super) fn link(token: &str) -> String {
    format!("{LINK}{token}")
}

/// A JSON object written key by key: `serde_json`'s own maps would sort the keys.
pub(super) struct Object(Vec<u8>);

impl Object {
    pub(super) fn new() -> Self {
        Self(b"{".to_vec())
    }

    fn key(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0.push(b',');
        }
        self.0.push(b'"');
        self.0.extend_from_slice(key.as_bytes());
        self.0.extend_from_slice(b"\":");
    }

    pub(super) fn put(&mut self, key: &str, value: impl Serialize) -> &mut Self {
        self.key(key);
        if serde_json::to_writer(&mut self.0, &value).is_err() {
            // Only maps with keys that are no text could fail, and there are none.
            self.0.extend_from_slice(b"null");
        }
        self
    }

    pub(super) fn raw(&mut self, key: &str, json: &str) -> &mut Self {
        self.key(key);
        self.0.extend_from_slice(json.as_bytes());
        self
    }

    pub(super) fn end(mut self) -> String {
        self.0.push(b'}');
        // It was text before, so that nothing is lost here.
        String::from_utf8(self.0).unwrap_or_default()
    }
}

pub(super) fn array(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().collect();
    format!("[{}]", items.join(","))
}

/// An error answer.
pub(super) fn error(code: &str, message: &str) -> String {
    let mut out = Object::new();
    out.put("error", code).put("message", message);
    out.end()
}

/// The answer that names nothing but the package.
pub(super) fn id(package: &Package) -> String {
    let mut out = Object::new();
    out.put("packageId", &package.id);
    out.end()
}

/// The answer of `packages/{id}/status`.
pub(super) fn status(package: &Package) -> String {
    if let Some(text) = package.status_text {
        return text.trim_end().to_owned();
    }
    let mut out = Object::new();
    out.put("packageId", &package.id)
        .put("organizationId", &package.organization_id)
        .put("memberId", &package.member_id)
        .put("name", &package.name)
        .put("timeSignBy", package.time_sign_by)
        .put("type", package.kind)
        .put("state", package.state)
        .put("externalData", &package.external_data)
        .put("isExecuted", package.is_executed);
    let documents = package.documents.iter().enumerate();
    out.raw("documents", &array(documents.map(|(order, document)| status_document(package, document, order))));
    let signers = package.signers.iter().enumerate();
    out.raw("signers", &array(signers.map(|(order, signer)| status_signer(package, signer, order))));
    out.end()
}

fn status_document(package: &Package, document: &Document, order: usize) -> String {
    let external_id = if package.misspelt { "exernalId" } else { "externalId" };
    let mut out = Object::new();
    out.put("packageId", &package.id)
        .put("documentId", &document.id)
        .put("fileId", &document.file_id)
        .put(external_id, &document.external_id)
        .put("name", &document.name)
        .put("fileName", &document.file_name)
        .put("order", order)
        .put("isExecuted", document.is_executed());
    let revisions = document.revisions.iter();
    out.raw("revisions", &array(revisions.map(|revision| status_revision(package, document, revision))));
    out.end()
}

fn status_revision(package: &Package, document: &Document, revision: &Revision) -> String {
    let mut out = Object::new();
    out.put("packageId", &package.id)
        .put("documentId", &document.id)
        .put("revisionId", &revision.id)
        .put("signerId", &package.signers[revision.signer].id);
    match package.links {
        Links::Absent => {}
        Links::Empty => _ = out.put("link", ()),
        Links::Present => _ = out.put("link", link(&revision.token)),
    }
    out.put("isNext", revision.is_next).put("isSigned", revision.is_signed);
    out.end()
}

fn status_signer(package: &Package, signer: &Signer, order: usize) -> String {
    let mut out = Object::new();
    out.put("signerId", &signer.id)
        .put("firstName", &signer.first_name)
        .put("lastName", &signer.last_name)
        .put("email", &signer.email)
        .put("mobileNumber", &signer.mobile_number)
        .put("order", order);
    match package.links {
        Links::Absent => {}
        Links::Empty => {
            out.raw("links", "[]").put("signLink", ()).put("meetingLink", ());
        }
        Links::Present => {
            let own = package.documents.iter().flat_map(|document| {
                let revisions = document.revisions.iter().filter(|revision| revision.signer == order);
                revisions.map(move |revision| document_link(package, document, revision))
            });
            let own = array(own);
            out.raw("links", &own)
                .raw("signLink", &package_link(package, &signer.sign_link))
                .raw("meetingLink", &package_link(package, &signer.meeting_link));
        }
    }
    out.end()
}

fn document_link(package: &Package, document: &Document, revision: &Revision) -> String {
    // The sample's link bears the file's name without its ending.
    let name = document.file_name.rsplit_once('.').map_or(&*document.file_name, |(stem, _)| stem);
    let mut out = Object::new();
    out.put("name", name)
        .put("link", link(&revision.token))
        .put("type", "document")
        .put("token", &revision.token)
        .put("timeExpires", package.time_links_expire)
        .put("packageId", &package.id)
        .put("documentId", &document.id)
        .put("revisionId", &revision.id)
        .put("isNext", revision.is_next)
        .put("isSigned", revision.is_signed);
    out.end()
}

fn package_link(package: &Package, way: &Link) -> String {
    match way {
        Link::Null => "null".into(),
        Link::Text(token) => format!("\"{}\"", link(token)),
        Link::Object { token } => {
            let mut out = Object::new();
            out.put("name", &package.name)
                .put("link", link(token))
                .put("type", "package_sign")
                .put("token", token)
                .put("timeExpires", package.time_links_expire)
                .put("packageId", &package.id);
            out.end()
        }
    }
}

/// An item of `packages/list`.
pub(super) fn summary(package: &Package) -> String {
    let mut out = Object::new();
    out.put("packageId", &package.id)
        .put("organizationId", &package.organization_id)
        .put("memberId", &package.member_id)
        .put("teamId", &package.team_id)
        .put("folderId", &package.folder_id)
        .put("shared", package.shared)
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
        .put("timeExecuted", package.time_executed);
    let documents = package.documents.iter().enumerate().map(|(index, document)| {
        let mut out = Object::new();
        out.put("documentId", &document.id)
            .put("externalId", &document.external_id)
            .put("index", index)
            .put("name", &document.name)
            .put("fileName", &document.file_name)
            .put("isExecuted", document.is_executed())
            .put("timeExecuted", document.time_executed);
        out.end()
    });
    out.raw("documents", &array(documents));
    let signers = package.signers.iter().enumerate().map(|(index, signer)| summary_signer(signer, index));
    out.raw("signers", &array(signers));
    let recipients = package.recipients.iter().map(|recipient| {
        let mut out = Object::new();
        out.put("recipientId", &recipient.id)
            .put("firstName", &recipient.first_name)
            .put("lastName", &recipient.last_name)
            .put("email", &recipient.email)
            .put("type", ());
        out.end()
    });
    out.raw("recipients", &array(recipients));
    out.end()
}

/// `type` and `verify` are null: their values are documented nowhere.
fn summary_signer(signer: &Signer, index: usize) -> String {
    let mut out = Object::new();
    out.put("signerId", &signer.id)
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
        .put("timeExecuted", signer.time_executed);
    out.end()
}

/// A page of `packages/list`.
pub(super) fn page(items: &[Package], total: usize, take: usize, skip: usize) -> String {
    let mut out = Object::new();
    out.raw("items", &array(items.iter().map(summary))).put("total", total).put("take", take).put("skip", skip);
    out.end()
}

/// `{packageId, videos}`: the answer of the videos list and of both deletes.
pub(super) fn videos(package: &Package, videos: &[Video]) -> String {
    if let Some(text) = package.deleted_text
        && videos.len() == package.videos.len()
        && videos.iter().all(Video::is_deleted)
    {
        return text.trim_end().to_owned();
    }
    let mut out = Object::new();
    out.put("packageId", &package.id).raw("videos", &array(videos.iter().map(video)));
    out.end()
}

/// One recording.
pub(super) fn video(video: &Video) -> String {
    let full = video.shape == VideoShape::Full;
    let mut out = Object::new();
    out.put("meetingVideoId", &video.id);
    if full {
        out.put("meetingVideoSharedId", &video.shared_id);
    }
    if video.shape != VideoShape::Brief {
        out.put("meetingId", &video.meeting_id);
    }
    if full {
        // Which values `source` has is documented nowhere.
        out.put("meetingSessionId", &video.session_id)
            .put("externalVideoId", &video.external_video_id)
            .put("externalStorageId", &video.external_storage_id);
    }
    out.put("timeCreated", video.time_created);
    if video.shape != VideoShape::Brief {
        out.put("timeRetention", video.time_retention);
    }
    if video.shape != VideoShape::Brief || video.time_deleted.is_some() {
        out.put("timeDeleted", video.time_deleted);
    }
    out.put("duration", &video.duration).put("size", video.size);
    if full {
        out.put("source", ());
    }
    out.put("type", "video")
        .put("state", video.state)
        .put("url", &video.url)
        .put("timeUrlExpires", video.time_url_expires);
    out.end()
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
