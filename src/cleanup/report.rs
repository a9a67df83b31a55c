//! The outcome of a plan.

use std::sync::Arc;

use super::failure::Result;
use super::journal::Known;
use super::plan::{Item, Plan};
use super::state::State;
use crate::error::Evidence;

/// The outcome of a plan, as its journal tells.
#[derive(Clone, Debug)]
pub struct Report {
    pub(super) plan: Arc<Plan>,
    pub(super) items: Vec<Known>,
    pub(super) head: String,
    pub(super) closed: bool,
    pub(super) stopped: Option<String>,
    pub(super) verified: bool,
}

/// The outcome of one item.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, from 1.
    pub n: u32,
    /// The package.
    pub package_id: String,
    /// The video, in a plan of videos.
    pub meeting_video_id: Option<String>,
    /// Its outcome.
    pub state: State,
    /// The HTTP status that was no success, if there was one.
    pub http_status: Option<u16>,
    /// The server's error code.
    pub error_code: Option<String>,
    /// How often its deletion was sent.
    pub attempts: u32,
    /// What the follow-up check showed afterwards.
    pub evidence: Option<Evidence>,
    /// The hash of what was saved.
    pub sha256: Option<String>,
    /// What differed from the plan.
    pub fields: Option<String>,
}

impl Report {
    /// The plan.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// The hash of the journal's last line.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// Whether every item has an outcome.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Why the last run ended early.
    pub fn stopped(&self) -> Option<&str> {
        self.stopped.as_deref()
    }

    /// Whether the server was read for it.
    pub fn is_verified(&self) -> bool {
        self.verified
    }

    /// The state of the item at a place, from 0.
    pub fn state(&self, place: usize) -> State {
        state(&self.items[place])
    }

    /// How many items are in each state, in the order of [`State::ALL`].
    pub fn counts(&self) -> Vec<(State, usize)> {
        let count = |meant| self.items.iter().filter(|known| state(known) == meant).count();
        State::ALL.iter().map(|state| (*state, count(*state))).collect()
    }

    /// How many items have this evidence, among those with a follow-up check.
    pub fn evidence(&self, meant: Evidence) -> usize {
        self.items.iter().filter(|known| known.evidence == Some(meant)).count()
    }

    /// The outcome of each item, in the order of the plan.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row>> {
        self.items.iter().zip(self.plan.items()).map(|(known, item)| {
            let Item { n, package_id, meeting_video_id, .. } = item?;
            Ok(Row {
                n,
                package_id,
                meeting_video_id,
                state: state(known),
                http_status: known.http_status,
                error_code: known.error_code.as_deref().map(str::to_owned),
                attempts: known.attempts,
                evidence: known.evidence,
                sha256: known.saved_hash().map(|hash| hash.text()),
                fields: known.fields.as_deref().map(str::to_owned),
            })
        })
    }
}

/// What is intended and has no outcome may have been processed.
pub(super) fn state(known: &Known) -> State {
    match known.state {
        Some(state) => state,
        None if known.intended => State::UnknownUnverified,
        None => State::NotReached,
    }
}
