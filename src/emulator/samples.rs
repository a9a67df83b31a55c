//! The packages of the vendor's pages, and one that is under retention.

use super::package::{Document, Link, Links, Package, Recipient, Revision, Signer, Video};
use super::stamp::{DAY, Stamp};

/// The package of the vendor's status page; its status is answered with the page's text.
pub const STATUS_PACKAGE_ID: &str = "7a17e4e7-bc32-4256-bf81-27eac794c2b7";
/// The package of the vendor's page on deleting videos, with one video.
pub const VIDEO_PACKAGE_ID: &str = "c603079c-2dc7-4af7-8c2e-dc992662621c";
/// The video of that package.
pub const VIDEO_ID: &str = "4c512b8a-c1ad-47da-ae22-5a61115505e3";
/// The package of the vendor's page on deleting packages.
pub const DELETE_PACKAGE_ID: &str = "cf91071d-966d-41ea-b9bf-aa96a8e56c02";
/// A package (no sample of the vendor) that only `overrideRetention` lets one delete; it has one video.
pub const RETENTION_PACKAGE_ID: &str = "5e1b6d0c-9f0a-4c55-8d27-3f1f7a3c6b90";

/// The organization of the vendor's status sample; every package belongs to it.
pub(super) const ORGANIZATION_ID: &str = "24261ee6-5f66-4692-ba49-533c9b58999b";
/// The member of the vendor's status sample; owns the samples and some of the generated packages.
pub(super) const MEMBER_ID: &str = "3e09a4ce-577c-492c-ba7c-c1ebf825f9b5";

const STATUS_TEXT: &str = include_str!("samples/status.json");
const VIDEOS_DELETE_TEXT: &str = include_str!("samples/videos_delete.json");

/// All of them, newest first.
pub(super) fn all() -> Vec<Package> {
    vec![retention(), status(), delete(), videos()]
}

fn status() -> Package {
    let expires = Stamp::at(1_646_251_721, 2_610_000, 3);
    let mut package = plain(STATUS_PACKAGE_ID, "My First Signing", Stamp::at(1_645_646_921, 0, 0));
    package.kind = "Sequential";
    package.state = "open";
    package.time_sign_by = Some(Stamp::at(1_646_251_721, 0, 0));
    package.time_links_expire = expires;
    package.links = Links::Present;
    package.misspelt = true;
    package.status_text = Some(STATUS_TEXT);
    package.documents = vec![Document {
        id: "ad8eac67-94e9-481b-a799-7396b447b8eb".into(),
        file_name: "agreement.pdf".into(),
        revisions: vec![Revision {
            id: "a53b203b-af52-4766-a8be-eb0cdd18eb5f".into(),
            signer: 0,
            token: "BKhD5EA0Dw6o0fv7-p3wnw".into(),
            is_next: true,
            is_signed: false,
        }],
        ..Document::default()
    }];
    let mut signer = signer("229c1a3b-c9d3-4546-bcf5-44cb8ea3bd1c", None);
    signer.is_next = true;
    signer.sign_link = Link::Object { token: "MnWkMecgfNjfFZsye1YJmg".into() };
    package.signers = vec![signer];
    package
}

fn delete() -> Package {
    let mut package = plain(DELETE_PACKAGE_ID, "My Last Signing", Stamp::at(1_620_725_400, 0, 0));
    package.documents = vec![document("0d9f3a52-6f0e-4b0b-9a43-7e8f5f1f7f10", "agreement.pdf", None)];
    package.signers = vec![signer("6f6f2f55-0b5c-4d6b-8b1e-0a4f1f0c3d21", None)];
    package
}

fn videos() -> Package {
    let created = Stamp::at(1_566_327_453, 5_410_000, 3);
    let mut package = plain(VIDEO_PACKAGE_ID, "My Video Signing", created);
    execute(&mut package, Stamp::at(1_566_327_482, 0, 0));
    package.deleted_text = Some(VIDEOS_DELETE_TEXT);
    let mut recorded = video(VIDEO_ID, "0f2f4065-3d07-4fd5-96e8-13b3f77a7c9d", created);
    recorded.sample_time_deleted = Some(Stamp::at(1_566_327_482, 2_596_573, 7));
    package.videos = vec![recorded];
    package
}

fn retention() -> Package {
    let created = Stamp::at(1_717_423_509, 1_230_000, 3);
    let mut package = plain(RETENTION_PACKAGE_ID, "My Retained Signing", created);
    execute(&mut package, Stamp::at(1_717_423_509, 1_234_567, 7));
    package.time_retention = Some(Stamp::new(Stamp::NOW.ticks + 3_650 * DAY, 0));
    package.recipients = vec![Recipient {
        id: "e3c3a0f4-7f3e-4a52-9c64-0d2c5d8c9a77".into(),
        first_name: "Recipient".into(),
        last_name: "One".into(),
        email: "recipient.one@example.com".into(),
    }];
    let meeting = "b7d3f1de-55a1-4f0e-8a0f-3a6d9b2c1e54";
    package.videos = vec![video("1c9e4b7a-2d58-4f63-9b0a-6e7d8c5f4a32", meeting, created)];
    package
}

/// A draft without documents and signers.
fn plain(id: &str, name: &str, created: Stamp) -> Package {
    Package {
        id: id.into(),
        organization_id: ORGANIZATION_ID.into(),
        member_id: MEMBER_ID.into(),
        time_created: created,
        time_last_modified: created,
        name: name.into(),
        kind: "concurrent",
        state: "draft",
        time_links_expire: created,
        ..Package::default()
    }
}

/// Makes it a video signing room in which the one signer signed the one document.
fn execute(package: &mut Package, time: Stamp) {
    package.kind = "video_closing_room";
    package.state = "executed";
    package.is_executed = true;
    package.time_sign_by = Some(Stamp::new(time.ticks + 7 * DAY, 0));
    package.time_executed = Some(time);
    package.time_last_modified = time;
    package.documents = vec![document("38c1b5ce-1f7a-4f0d-8a57-5d2f4f1a9b63", "agreement.pdf", Some(time))];
    package.signers = vec![signer("9a7c1e20-4f0b-4f39-8f0c-2b6e5d3a1c84", Some(time))];
}

fn document(id: &str, file_name: &str, executed: Option<Stamp>) -> Document {
    Document {
        id: id.into(),
        file_id: Some("c2b1a0f9-8e7d-4c6b-9a5f-4e3d2c1b0a98".into()),
        name: Some("Agreement".into()),
        file_name: file_name.into(),
        time_executed: executed,
        revisions: vec![Revision {
            id: "71f0e2d3-c4b5-4a69-8778-695a4b3c2d1e".into(),
            signer: 0,
            token: "qL3v0o5Yb1Cw7nZ-x2Kd9g".into(),
            is_next: false,
            is_signed: executed.is_some(),
        }],
        ..Document::default()
    }
}

fn signer(id: &str, executed: Option<Stamp>) -> Signer {
    Signer {
        id: id.into(),
        first_name: "Signer".into(),
        last_name: "One".into(),
        email: "signer.one@example.com".into(),
        is_executed: executed.is_some(),
        time_executed: executed,
        ..Signer::default()
    }
}

/// The sample's video as it was before its deletion.
fn video(id: &str, meeting_id: &str, created: Stamp) -> Video {
    Video {
        id: id.into(),
        meeting_id: meeting_id.into(),
        time_created: created,
        duration: Some("PT6S".into()),
        size: Some(484_524),
        state: "archived",
        url: Some("Zk8r1fUu3nYxQ0v-h5TtLw".into()),
        // The URLs last 24 hours.
        time_url_expires: Some(Stamp::new(Stamp::NOW.ticks + DAY, 3)),
        ..Video::default()
    }
}
