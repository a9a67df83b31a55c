//! The answers of the server.
//!
//! Each answer is a *record*, described once with `record!`: its fields with their wire names, Rust types and meaning.
//! From that one place come the Rust struct, the reader, the [`Schema`], and through the `walk` of a [`Record`] every
//! other form of an answer: Python dicts, JSON text, `Debug`, drift.
//!
//! Nothing that was sent is lost: unknown keys, and values whose type is not the documented one, are kept in `extra`
//! as the JSON text that came.

mod body;
mod constants;
#[cfg(feature = "cleanup")]
mod data;
mod link;
mod package;
mod read;
mod record;
mod status;
mod summary;
mod text;
mod time;
mod video;
mod write;

pub(crate) use body::repair;
pub use constants::{LinkType, PackageState, PackageType, VideoState, VideoType};
#[cfg(feature = "cleanup")]
pub(crate) use data::PackageData;
pub use link::{AnyLink, Link};
pub use package::{
    Meeting, MeetingSession, Package, PackageDocument, PackageFormat, PackageRevision, RecordedMeeting,
    RescindedPackage,
};
#[cfg(test)]
pub(crate) use read::read;
pub(crate) use read::{BadAnswer, Readable, read_until};
pub use record::{Extra, FieldInfo, Record, Records, Schema, ValueKind, View};
pub use status::{Document, PackageStatus, Revision, Signer};
pub use summary::{PackagePage, PackageSummary, SummaryDocument, SummaryRecipient, SummarySigner};
pub use text::{Json, Personal};
pub(crate) use time::is_no_date;
pub use time::{IsoDuration, Time};
#[cfg(feature = "audit")]
pub(crate) use time::{duration_us, unix_us};
pub use video::{PackageVideos, Video};

/// The schema of every record, in the order of [`Schema::id`].
pub static SCHEMAS: [&Schema; 20] = [
    PackageStatus::SCHEMA,
    Document::SCHEMA,
    Revision::SCHEMA,
    Signer::SCHEMA,
    Link::SCHEMA,
    Video::SCHEMA,
    PackageVideos::SCHEMA,
    PackageSummary::SCHEMA,
    SummaryDocument::SCHEMA,
    SummarySigner::SCHEMA,
    SummaryRecipient::SCHEMA,
    PackagePage::SCHEMA,
    Package::SCHEMA,
    PackageFormat::SCHEMA,
    Meeting::SCHEMA,
    PackageDocument::SCHEMA,
    PackageRevision::SCHEMA,
    RecordedMeeting::SCHEMA,
    MeetingSession::SCHEMA,
    RescindedPackage::SCHEMA,
];
