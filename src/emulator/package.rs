//! What a package is on the server: the facts that every answer is rendered from.

use serde_json::Value;

use super::stamp::Stamp;

/// A package with everything in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Package {
    pub(super) id: String,
    pub(super) organization_id: String,
    pub(super) member_id: String,
    pub(super) team_id: Option<String>,
    pub(super) folder_id: Option<String>,
    pub(super) shared: bool,
    pub(super) time_created: Stamp,
    pub(super) time_last_modified: Stamp,
    pub(super) time_sign_by: Option<Stamp>,
    pub(super) time_retention: Option<Stamp>,
    pub(super) time_executed: Option<Stamp>,
    pub(super) name: String,
    pub(super) category: Option<String>,
    pub(super) client_number: Option<String>,
    pub(super) matter_number: Option<String>,
    pub(super) description: Option<String>,
    pub(super) message: Option<String>,
    pub(super) rescind_message: Option<String>,
    pub(super) time_rescinded: Option<Stamp>,
    pub(super) time_deleted: Option<Stamp>,
    pub(super) kind: &'static str,
    pub(super) state: &'static str,
    pub(super) external_data: Option<Value>,
    pub(super) is_executed: bool,
    pub(super) documents: Vec<Document>,
    pub(super) signers: Vec<Signer>,
    pub(super) recipients: Vec<Recipient>,
    pub(super) videos: Vec<Video>,
    /// Whether the status carries links (`generateSignerLinks` when the package was added).
    pub(super) links: Links,
    /// When the links stop working.
    pub(super) time_links_expire: Stamp,
    /// Whether documents spell `externalId` as the vendor's status sample does.
    pub(super) misspelt: bool,
    /// The vendor's own text of the status, answered unchanged.
    pub(super) status_text: Option<&'static str>,
    /// The vendor's own text of the videos once they are deleted.
    pub(super) deleted_text: Option<&'static str>,
}

/// How a status speaks of links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Links {
    /// The keys are left out.
    #[default]
    Absent,
    /// The keys are there, but empty or null.
    Empty,
    /// There are links.
    Present,
}

/// A document of a package.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    pub(super) id: String,
    pub(super) file_id: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) name: Option<String>,
    pub(super) file_name: String,
    pub(super) time_executed: Option<Stamp>,
    pub(super) revisions: Vec<Revision>,
}

impl Document {
    pub(super) fn is_executed(&self) -> bool {
        self.revisions.iter().all(|revision| revision.is_signed)
    }
}

/// One signer's copy of one document.
#[derive(Clone, Debug)]
pub(super) struct Revision {
    pub(super) id: String,
    /// Index into the package's signers.
    pub(super) signer: usize,
    pub(super) token: String,
    pub(super) is_next: bool,
    pub(super) is_signed: bool,
}

/// A signer of a package.
#[derive(Clone, Debug, Default)]
pub(super) struct Signer {
    pub(super) id: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) mobile_number: String,
    pub(super) role: Option<String>,
    pub(super) is_next: bool,
    pub(super) is_executed: bool,
    pub(super) time_executed: Option<Stamp>,
    pub(super) sign_link: Link,
    pub(super) meeting_link: Link,
}

/// A link beside the documents' ones: an object, mere text, or null.
#[derive(Clone, Debug, Default)]
pub(super) enum Link {
    #[default]
    Null,
    Text(String),
    Object {
        token: String,
    },
}

/// Somebody who receives copies.
#[derive(Clone, Debug)]
pub(super) struct Recipient {
    pub(super) id: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
}

/// Which keys a video carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum VideoShape {
    /// Those of the sample on the delete page.
    #[default]
    Sample,
    /// Every documented one.
    Full,
    /// Few, as in the example of the videos list.
    Brief,
}

/// A recording of a video signing room.
#[derive(Clone, Debug, Default)]
pub(super) struct Video {
    pub(super) id: String,
    pub(super) shared_id: Option<String>,
    pub(super) meeting_id: String,
    pub(super) session_id: String,
    pub(super) external_video_id: Option<String>,
    pub(super) external_storage_id: Option<String>,
    pub(super) time_created: Stamp,
    pub(super) time_retention: Option<Stamp>,
    pub(super) time_deleted: Option<Stamp>,
    /// The time written as `timeDeleted` when this video is deleted, where the vendor's sample fixes it.
    pub(super) sample_time_deleted: Option<Stamp>,
    pub(super) duration: Option<String>,
    pub(super) size: Option<u64>,
    pub(super) state: &'static str,
    /// In the population its token alone.
    pub(super) url: Option<String>,
    pub(super) time_url_expires: Option<Stamp>,
    pub(super) shape: VideoShape,
}

impl Video {
    pub(super) fn is_deleted(&self) -> bool {
        self.state == "deleted"
    }

    /// Turns it into the deleted video it is after `time`.
    pub(super) fn delete(&mut self, time: Stamp) {
        self.state = "deleted";
        self.time_deleted = Some(time);
        self.url = None;
        self.time_url_expires = None;
    }
}
