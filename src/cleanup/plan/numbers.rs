//! What a plan comes to, without a table of its items.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use super::{Plan, Result};

/// What a plan comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Numbers {
    /// How many packages the items are of.
    pub packages: u64,
    /// How many items are in each state.
    pub by_state: BTreeMap<String, u64>,
    /// How many candidates are kept for each reason.
    pub kept_by_reason: BTreeMap<String, u64>,
    /// How many documents the packages have.
    pub documents: u64,
    /// How many videos go.
    pub videos: u64,
    /// How many bytes these are.
    pub video_bytes: i64,
}

impl Plan {
    /// Counts items and what is kept.
    pub fn numbers(&self) -> Result<Numbers> {
        let mut numbers = Numbers::default();
        let mut packages = HashSet::new();
        for item in self.items() {
            let item = item?;
            *numbers.by_state.entry(item.was.state.unwrap_or_else(|| "unknown".to_owned())).or_default() += 1;
            numbers.documents += item.was.documents.unwrap_or(0);
            numbers.videos += item.was.videos.len() as u64;
            for size in item.was.videos.iter().filter_map(|video| video.size) {
                numbers.video_bytes = numbers.video_bytes.saturating_add(size);
            }
            if self.is_of_videos() {
                packages.insert(item.package_id.to_ascii_lowercase());
            }
        }
        numbers.packages = if self.is_of_videos() { packages.len() } else { self.len() } as u64;
        for kept in self.kept() {
            *numbers.kept_by_reason.entry(kept?.kept).or_default() += 1;
        }
        Ok(numbers)
    }
}
