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
            let zeros = line.iter().rev().take_while(|byte| **byte == 0).count();
            if line.len() as u64 > LONGEST && (zeros == 0 || !ends_in_zeros(&mut file).map_err(unreadable)?) {
                return Err(damaged(number, "it is too long to be one"));
            }
            line.truncate(line.len() - zeros);
            return match read(&line, &replay.head) {
                // A single byte behind it is one that was changed, and else only its line feed is missing.
                Some((read, head)) if zeros != 1 => {
                    replay.take(read.seq, read.entry, plan).map_err(|reason| damaged(number, &reason))?;
                    (replay.head, replay.length, replay.unended) = (head, replay.length + line.len() as u64, true);
                    Ok(replay)
                }
                None if is_torn(&line, &replay.head) => Ok(replay),
                _ => Err(damaged(number, "it is not as it was written")),
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

/// Whether the rest of a file is zeros, as a crash leaves what was not on the disk yet.
fn ends_in_zeros(file: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let rest = file.fill_buf()?;
        if rest.iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        match rest.len() {
            0 => return Ok(true),
            length => file.consume(length),
        }
    }
}

/// Whether what has no end can be the beginning of a line, as a crash leaves it.
fn is_torn(begun: &[u8], head: &Sha256) -> bool {
    const BEGIN: &[u8] = b"{\"seq\":";
    let common = begun.len().min(BEGIN.len());
    // A whole line, of which only the line feed was changed, must not be lost.
    let longer = begun.split_last().is_some_and(|(_, whole)| read(whole, head).is_some());
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
            Entry::Canary { n, evidence: found } => {
                let known = (n as usize).checked_sub(1).and_then(|place| self.items.get_mut(place));
                let known = known.filter(|known| known.state.is_some()).ok_or("a canary without an outcome")?;
                known.evidence = evidence(&found);
                self.canaries += 1;
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
