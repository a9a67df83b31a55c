//! The plan: what is to be deleted, as a text that has one spelling.

mod facts;
mod file;
mod lines;
mod live;
mod numbers;

use std::collections::BTreeMap;

use serde::Serialize;

use super::failure::{Failure, Result};
use super::options::{Exclusions, What};
use super::sha256::Sha256;
pub use facts::{Facts, VideoFacts};
pub(super) use file::{archive_of, journal_of, key, lock_of};
use lines::VERSION;
pub use lines::{Header, Item, Kept};
#[cfg(feature = "python")]
pub(crate) use live::hold;
pub(super) use live::read;
pub use numbers::Numbers;

/// How many digits of the digest are in a code.
const CODE_DIGITS: usize = 12;

/// What is to be deleted.  It is kept as the text of its file, for it may have many items.
#[derive(Clone)]
pub struct Plan {
    header: Header,
    /// The file: each line ends with a line feed.
    text: String,
    /// Where the lines behind the first one begin: items, then kept.
    lines: Vec<usize>,
    digest: Sha256,
}

impl Plan {
    /// What was decided for all items.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The SHA-256 of the file, in hexadecimal digits.
    pub fn digest(&self) -> String {
        self.digest.text()
    }

    /// The number of items and the first digits of the digest: what is typed to confirm it.
    pub fn code(&self) -> String {
        format!("{}-{}", self.header.items, &self.digest()[..CODE_DIGITS])
    }

    /// How many items it has.
    pub fn len(&self) -> usize {
        self.header.items as usize
    }

    /// Whether it has no items; none that was made or read is so.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The item at a place, from 0.
    pub fn item(&self, place: usize) -> Result<Item> {
        serde_json::from_str(self.line(place)).map_err(|_| Failure::bug("a line of a plan that was checked"))
    }

    /// All items.
    pub fn items(&self) -> impl Iterator<Item = Result<Item>> {
        (0..self.len()).map(|place| self.item(place))
    }

    /// The inputs that are not to be deleted.
    pub fn kept(&self) -> impl Iterator<Item = Result<Kept>> {
        let read = |place| serde_json::from_str(self.line(place));
        let lines = self.len()..self.lines.len();
        lines.map(read).map(|kept| kept.map_err(|_| Failure::bug("a line of a plan that was checked")))
    }

    fn line(&self, place: usize) -> &str {
        let rest = &self.text[self.lines[place]..];
        rest.split('\n').next().unwrap_or_default()
    }

    /// The same plan without these packages or videos, which are kept instead.
    pub fn without(&self, exclude: &Exclusions) -> Result<Self> {
        let excluded = |id: &str| exclude.contains(id);
        let mut builder = PlanBuilder::default();
        for item in self.items() {
            let item = item?;
            if excluded(&item.package_id) || item.was.videos.iter().any(|video| excluded(&video.meeting_video_id)) {
                builder.keep(&Kept {
                    kept: "excluded".to_owned(),
                    package_id: Some(item.package_id),
                    meeting_video_id: item.meeting_video_id,
                })?;
            } else {
                builder.add(item)?;
            }
        }
        for kept in self.kept() {
            builder.keep(&kept?)?;
        }
        builder.finish(self.header.clone())
    }
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plan").field("header", &self.header).field("code", &self.code()).finish_non_exhaustive()
    }
}

/// A plan that is being made.
#[derive(Default)]
pub(super) struct PlanBuilder {
    items: String,
    kept: String,
    items_count: u32,
    kept_count: u32,
}

impl PlanBuilder {
    /// Adds an item; it gets the next number.
    pub(super) fn add(&mut self, item: Item) -> Result<()> {
        self.items_count += 1;
        push(&mut self.items, &Item { n: self.items_count, ..item })
    }

    /// Adds an input that is kept.
    pub(super) fn keep(&mut self, kept: &Kept) -> Result<()> {
        self.kept_count += 1;
        push(&mut self.kept, kept)
    }

    /// The plan; its header gets the numbers of lines.
    pub(super) fn finish(self, header: Header) -> Result<Plan> {
        let Self { mut items, kept, items_count, kept_count } = self;
        let header = Header { iinkedsign_plan: VERSION, items: items_count, kept: kept_count, ..header };
        if items_count == 0 {
            return Err(Failure::plan(format!(
                "nothing is to be deleted: all {kept_count} candidates are kept{}",
                reasons(&kept)
            )));
        }
        if items_count > header.max_deletes {
            return Err(Failure::plan(format!(
                "{items_count} {} are to be deleted, more than max_deletes ({}); narrow the plan, or raise max_deletes",
                header.what.as_str(),
                header.max_deletes,
            )));
        }
        let mut head = String::new();
        push(&mut head, &header)?;
        items.push_str(&kept);
        drop(kept);
        items.insert_str(0, &head);
        items.shrink_to_fit();
        Plan::of(header, items)
    }
}

/// Why candidates are kept, the most frequent reason first.
fn reasons(lines: &str) -> String {
    let kept = lines.lines().filter_map(|line| serde_json::from_str::<Kept>(line).ok());
    let mut counts = BTreeMap::<String, usize>::new();
    for kept in kept {
        *counts.entry(kept.kept).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shown: Vec<_> = counts.iter().map(|(reason, count)| format!("{count} {reason}")).collect();
    if shown.is_empty() { String::new() } else { format!(" ({})", shown.join(", ")) }
}

fn push(text: &mut String, line: &impl Serialize) -> Result<()> {
    let line = serde_json::to_string(line).map_err(|_| Failure::bug("a line of a plan is no JSON"))?;
    text.push_str(&line);
    text.push('\n');
    Ok(())
}

impl Plan {
    /// The plan of a file; its first line was read.
    fn of(header: Header, text: String) -> Result<Self> {
        let digest = Sha256::of(&[text.as_bytes()]);
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        // What the first line says of itself is not to be believed yet.
        let lines: Vec<_> = ends.filter(|at| *at < text.len()).collect();
        if lines.len() != header.items as usize + header.kept as usize {
            return Err(Failure::plan("its number of lines is not what its first line says: it is not whole"));
        }
        Ok(Self { header, text, lines, digest })
    }

    pub(super) fn sha256(&self) -> Sha256 {
        self.digest
    }

    /// Whether what is planned are videos.
    pub(super) fn is_of_videos(&self) -> bool {
        self.header.what == What::Videos
    }
}
