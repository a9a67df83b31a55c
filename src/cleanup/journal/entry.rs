//! What a line of a journal says.  Ids and codes only: nothing personal, no address.

use serde::{Deserialize, Serialize};

use crate::cleanup::sha256::Sha256;

/// One line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    pub(super) seq: u64,
    pub(super) time: String,
    pub(super) entry: Entry,
}

/// What it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(in crate::cleanup) enum Entry {
    /// The first one: which format, which plan.
    Journal { version: u32, plan: String },
    /// A run begins: an apply, or a resume.
    Run { resume: bool },
    /// A file of an item was saved, and is on the disk.
    Saved { n: u32, file: String, bytes: u64, sha256: String },
    /// An item is about to be deleted.
    Intent { n: u32, package_id: String, meeting_video_id: Option<String> },
    /// The outcome of an item.
    Outcome(Outcome),
    /// The follow-up check of a canary.
    Canary { n: u32, evidence: String },
    /// The run ends early.
    Stopped { why: String },
    /// Every item has an outcome.
    Closed { items: u32 },
}

/// The outcome of an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::cleanup) struct Outcome {
    pub(in crate::cleanup) n: u32,
    pub(in crate::cleanup) state: String,
    pub(in crate::cleanup) http_status: Option<u16>,
    pub(in crate::cleanup) error_code: Option<String>,
    pub(in crate::cleanup) attempts: u32,
    pub(in crate::cleanup) evidence: Option<String>,
    /// The names of what differed from the plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::cleanup) fields: Vec<String>,
}

/// What follows the line's own text.
const CHAIN: &str = ",\"chain\":\"";
/// The length of what is behind the line's own text, which ends before its brace.
const TAIL: usize = CHAIN.len() + 64 + 2;

/// Adds a line to a text; gives what the next one continues.
pub(super) fn write(line: &Line, before: &Sha256, text: &mut String) -> Result<Sha256, serde_json::Error> {
    let own = serde_json::to_string(line)?;
    let chain = Sha256::of(&[before.text().as_bytes(), own.as_bytes()]);
    text.push_str(&own[..own.len() - 1]);
    text.push_str(CHAIN);
    text.push_str(&chain.text());
    text.push_str("\"}\n");
    Ok(chain)
}

/// Reads a line, which comes without its line feed; none if it is not exactly what was written after `before`.
pub(super) fn read(text: &[u8], before: &Sha256) -> Option<(Line, Sha256)> {
    let (own, tail) = text.split_at_checked(text.len().checked_sub(TAIL)?)?;
    let digits = tail.strip_prefix(CHAIN.as_bytes())?.strip_suffix(b"\"}")?;
    let chain = Sha256::read(std::str::from_utf8(digits).ok()?)?;
    if Sha256::of(&[before.text().as_bytes(), own, b"}"]) != chain {
        return None;
    }
    let mut whole = own.to_vec();
    whole.push(b'}');
    Some((serde_json::from_slice(&whole).ok()?, chain))
}
