//! The lines of a plan's file.

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use crate::cleanup::options::{Archive, By, What};

/// The version of the format.
pub(super) const VERSION: u32 = 1;

/// The first line: what the plan is about, and what was decided for all items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of the format.
    pub iinkedsign_plan: u32,
    /// What is to be deleted.
    pub what: What,
    /// Where.
    pub base_url: String,
    /// Whose.
    pub organization_id: String,
    /// Whether the signers are told by email.
    pub notify: bool,
    /// Whether a retention policy is overridden.
    pub override_retention: bool,
    /// What is saved before.
    pub archive: Option<Archive>,
    /// The most items that the plan was allowed to have.
    pub max_deletes: u32,
    /// The states that were requested.
    pub states: Option<Vec<String>>,
    /// The age that was requested, in seconds,
    pub older_than_seconds: Option<u64>,
    /// by this time.
    pub by: Option<By>,
    /// Why.
    pub reason: Option<String>,
    /// The instant that ages are computed for.
    pub as_of: String,
    /// How many lines of items follow,
    pub items: u32,
    /// and how many of inputs that are kept.
    pub kept: u32,
}

/// Something that is to be deleted, and what it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its number, from 1.
    pub n: u32,
    /// The package.
    pub package_id: String,
    /// The video, in a plan of videos.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_video_id: Option<String>,
    /// What it was.
    pub was: Facts,
}

/// An input that is not to be deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Why not.
    pub kept: String,
    /// The package, as far as one was named.
    pub package_id: Option<String>,
    /// The video, in a plan of videos.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting_video_id: Option<String>,
}
