//! Reading a journal: what is known of each item, and whether the file is as it was written.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::VERSION;
use super::entry::{Entry, Outcome, read};
use crate::cleanup::failure::{Failure, Result};
use crate::cleanup::plan::{Plan, key};
use crate::cleanup::sha256::Sha256;
use crate::cleanup::state::State;
use crate::error::Evidence;

/// A line that is longer was not written here.
const LONGEST: u64 = 64 << 10;

/// What is known of an item.
#[derive(Clone, Debug, Default)]
pub(in crate::cleanup) struct Known {
    pub(in crate::cleanup) state: Option<State>,
    pub(in crate::cleanup) intended: bool,
    pub(in crate::cleanup) http_status: Option<u16>,
    pub(in crate::cleanup) error_code: Option<Box<str>>,
    pub(in crate::cleanup) attempts: u32,
    pub(in crate::cleanup) evidence: Option<Evidence>,
    pub(in crate::cleanup) fields: Option<Box<str>>,
    /// Its saved files, with their hashes.
    pub(in crate::cleanup) saved: Vec<(Box<str>, Sha256)>,
}

/// A journal that was read.
#[derive(Debug)]
pub(in crate::cleanup) struct Replay {
    pub(in crate::cleanup) items: Vec<Known>,
    /// How many lines there are,
    pub(in crate::cleanup) seq: u64,
    /// what the next one continues,
    pub(in crate::cleanup) head: Sha256,
    /// and where they end in the file.  What is behind that is a torn line.
    pub(in crate::cleanup) length: u64,
    /// The file ends with a whole line that has no line feed.
    pub(in crate::cleanup) unended: bool,
    pub(in crate::cleanup) closed: bool,
    /// How many canaries have had their follow-up check.
    pub(in crate::cleanup) canaries: u32,
    /// Why the last run ended early.
    pub(in crate::cleanup) stopped: Option<String>,
}

impl Replay {
    /// Of a journal without a line.
    pub(in crate::cleanup) fn new(plan: &Plan) -> Self {
        Self {
            items: vec![Known::default(); plan.len()],
            seq: 0,
            head: plan.sha256(),
            length: 0,
            unended: false,
            closed: false,
            canaries: 0,
            stopped: None,
        }
    }
}

/// Reads a journal.  A torn last line is left out; any other damage is an error.
pub(in crate::cleanup) fn replay(file: impl Read, path: &Path, plan: &Plan) -> Result<Replay> {
    let mut replay = Replay::new(plan);
    let mut file = BufReader::with_capacity(1 << 16, file);
    let mut line = Vec::new();
    let damaged = |number: u64, reason: &str| {
        Failure::journal(format!("{}, line {number}: {reason}; nothing was sent", path.display()))
    };
    let unreadable = |error: io::Error| Failure::journal(format!("{}: {error}; nothing was sent", path.display()));
    loop {
        line.clear();
        file.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line).map_err(unreadable)?;
        let number = replay.seq + 1;
        if line.is_empty() {
            return Ok(replay);
        }
        let Some(text) = line.strip_suffix(b"\n") else {
            if line.len() as u64 > LONGEST {
                return Err(damaged(number, "it is too long to be one"));
            }
            return match read(&line, &replay.head) {
                // Only its line feed is missing.
                Some((read, head)) => {
                    let length = line.len() as u64;
                    replay.take(read.seq, read.entry, plan).map_err(|reason| damaged(number, &reason))?;
                    (replay.head, replay.length, replay.unended) = (head, replay.length + length, true);
                    Ok(replay)
                }
                None if is_torn(&line, &replay.head) => Ok(replay),
                None => Err(damaged(number, "it is not as it was written")),
            };
        };
        let Some((read, head)) = read(text, &replay.head) else {
            return Err(damaged(
                number,
                if number == 1 {
                    "it does not belong to this plan, or is not as it was written"
                } else {
                    "it is not as it was written"
                },
            ));
        };
        replay.take(read.seq, read.entry, plan).map_err(|reason| damaged(number, &reason))?;
        (replay.head, replay.length) = (head, replay.length + line.len() as u64);
    }
}

/// Whether what has no end can be the beginning of a line, as a crash leaves it: a part of it, then perhaps zeros.
fn is_torn(rest: &[u8], head: &Sha256) -> bool {
    const BEGIN: &[u8] = b"{\"seq\":";
    let end = rest.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    let begun = &rest[..end];
    let common = begun.len().min(BEGIN.len());
    // A whole line, of which something else than its end was changed, must not be lost.
    let longer = (0..begun.len().min(2)).any(|cut| read(&begun[..begun.len() - cut], head).is_some());
    begun[..common] == BEGIN[..common] && !begun.contains(&0) && !longer
}

impl Replay {
    /// Takes in what a line says; returns why it cannot be.
    fn take(&mut self, seq: u64, entry: Entry, plan: &Plan) -> Result<(), String> {
        if seq != self.seq {
            return Err("it is not the next one".to_owned());
        }
        self.seq += 1;
        if (seq == 0) != matches!(entry, Entry::Journal { .. }) {
            return Err("the first line, and only it, says which plan it is about".to_owned());
        }
        if self.closed {
            return Err("it stands behind the last one".to_owned());
        }
        match entry {
            Entry::Journal { version, plan: digest } => {
                if version != VERSION {
                    return Err(format!("version {version} is not known here, only {VERSION}"));
                }
                if digest != plan.digest() {
                    return Err("it is of another plan".to_owned());
                }
            }
            Entry::Run { .. } => self.stopped = None,
            Entry::Saved { n, file, sha256, .. } => {
                let known = self.item(n)?;
                let hash = Sha256::read(&sha256).ok_or("its hash is none")?;
                known.save(&file, hash);
            }
            Entry::Intent { n, package_id, meeting_video_id } => {
                let known = self.item(n)?;
                if known.intended {
                    return Err("a second intent for one item".to_owned());
                }
                known.intended = true;
                let item = plan.item(n as usize - 1).map_err(|failure| failure.to_string())?;
                let (written, planned) = (
                    key(&package_id, meeting_video_id.as_deref()),
                    key(&item.package_id, item.meeting_video_id.as_deref()),
                );
                if written != planned {
                    return Err("it is not about the item of its number".to_owned());
                }
            }
            Entry::Outcome(outcome) => {
                let known = self.item(outcome.n)?;
                known.settle(outcome)?;
            }
            Entry::Canary { n, .. } => {
                self.canaries += 1;
                self.settled(n)?;
            }
            Entry::Stopped { why } => self.stopped = Some(why),
            Entry::Closed { items } => {
                if items as usize != self.items.len() || self.items.iter().any(|known| known.state.is_none()) {
                    return Err("it ends before all is known".to_owned());
                }
                self.closed = true;
            }
        }
        Ok(())
    }

    /// An item without an outcome.
    fn item(&mut self, n: u32) -> Result<&mut Known, String> {
        let place = (n as usize).checked_sub(1);
        let known = place.and_then(|place| self.items.get_mut(place)).ok_or("it is about no item of the plan")?;
        if known.state.is_some() { Err("a second outcome for one item".to_owned()) } else { Ok(known) }
    }

    fn settled(&self, n: u32) -> Result<(), String> {
        let place = (n as usize).checked_sub(1);
        let known = place.and_then(|place| self.items.get(place));
        let settled = known.is_some_and(|known| known.state.is_some());
        if settled { Ok(()) } else { Err("a canary without an outcome".to_owned()) }
    }
}

impl Known {
    /// Takes in that a file was saved; one that was saved before counts as it is now.
    pub(in crate::cleanup) fn save(&mut self, file: &str, hash: Sha256) {
        self.saved.retain(|(saved, _)| **saved != *file);
        self.saved.push((file.into(), hash));
    }

    /// The hash of its one file; of several that of their lines in `SHA256SUMS`.
    pub(in crate::cleanup) fn saved_hash(&self) -> Option<Sha256> {
        match &self.saved[..] {
            [] => None,
            [(_, hash)] => Some(*hash),
            several => {
                let mut lines: Vec<_> = several.iter().map(|(file, hash)| sums_line(file, hash)).collect();
                lines.sort_unstable();
                Some(Sha256::of(&[lines.concat().as_bytes()]))
            }
        }
    }

    /// Takes in its outcome; returns why it cannot be.
    pub(in crate::cleanup) fn settle(&mut self, outcome: Outcome) -> Result<(), String> {
        let known = State::ALL.iter().find(|state| state.as_str() == outcome.state);
        let state =
            known.copied().filter(|state| *state != State::NotReached).ok_or("a state that is not known here")?;
        if !self.intended && (state == State::Accepted || state.is_unknown()) {
            return Err("a deletion without an intent".to_owned());
        }
        self.state = Some(state);
        self.http_status = outcome.http_status;
        self.error_code = outcome.error_code.map(String::into_boxed_str);
        self.attempts = outcome.attempts;
        self.evidence = outcome.evidence.as_deref().and_then(evidence);
        self.fields = Some(outcome.fields.join(" ").into_boxed_str()).filter(|fields| !fields.is_empty());
        Ok(())
    }
}

/// A line of `SHA256SUMS`.
pub(in crate::cleanup) fn sums_line(file: &str, hash: &Sha256) -> String {
    format!("{}  {file}\n", hash.text())
}

fn evidence(name: &str) -> Option<Evidence> {
    [Evidence::Absent, Evidence::Present, Evidence::Unverified].into_iter().find(|known| known.as_str() == name)
}
