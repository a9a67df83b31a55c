//! Plans as files: written as a whole, and read so that a single other byte is noticed.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Serialize, de::DeserializeOwned};

use super::lines::{Header, Item, Kept, VERSION};
use super::{Failure, Plan, Result};
use crate::Id;
use crate::atomic_file::AtomicFile;
use crate::cleanup::sha256::Sha256;

/// A larger file is no plan.
const MOST_BYTES: u64 = 1 << 30;

impl Plan {
    /// Reads a plan's file.
    pub fn read(path: &Path) -> Result<Self> {
        let wrong = |reason: &str| Failure::plan(format!("{}: {reason}", path.display()));
        let unreadable = |error: io::Error| wrong(&format!("the plan cannot be read: {error}"));
        if fs::metadata(path).map_err(unreadable)?.len() > MOST_BYTES {
            return Err(wrong("it is larger than any plan"));
        }
        let bytes = fs::read(path).map_err(unreadable)?;
        Self::from_bytes(bytes).map_err(|failure| match failure {
            Failure::Plan(reason) => wrong(&reason),
            other => other,
        })
    }

    /// Reads the bytes of a plan's file.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        let text = String::from_utf8(bytes).map_err(|_| Failure::plan("it is not UTF-8: it is no plan"))?;
        let Some((first, _)) = text.split_once('\n') else {
            return Err(Failure::plan("it is no plan, or only the beginning of one"));
        };
        let header = header(first)?;
        if !text.ends_with('\n') {
            return Err(Failure::plan("its last line is not whole: it is not as it was written"));
        }
        let plan = Self::of(header, text)?;
        plan.check()?;
        Ok(plan)
    }

    /// Writes the plan's file; it appears when it is complete.  A plan that was begun to be applied is not replaced by
    /// another one.
    pub fn write(&self, path: &Path) -> Result<io::Result<()>> {
        // A link is followed, and the journal lies beside what it leads to.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if path.try_exists().unwrap_or(false)
            && journal_of(path).try_exists().unwrap_or(false)
            && !matches!(Self::read(path), Ok(there) if there.digest == self.digest)
        {
            return Err(Failure::plan(format!(
                "{} is another plan, which was applied: {} tells of it; write this one elsewhere",
                path.display(),
                journal_of(path).display(),
            )));
        }
        Ok(self.put(path))
    }

    fn put(&self, path: &Path) -> io::Result<()> {
        AtomicFile::written(path, |file| file.write_all(self.text.as_bytes()))?.finish()
    }

    /// The bytes of its file.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.text.clone().into_bytes()
    }

    /// Whether each line is as it is written, in its place, and about something else than the others.
    fn check(&self) -> Result<()> {
        let mut seen = HashSet::with_capacity(self.len());
        for place in 0..self.len() {
            let number = place + 2;
            let item: Item = canonical(self.line(place), number)?;
            if item.n as usize != place + 1 {
                return Err(Failure::plan(format!("line {number} has the number of another one")));
            }
            if item.meeting_video_id.is_some() != self.is_of_videos() {
                return Err(Failure::plan(format!("line {number} is not about {}", self.header.what.as_str())));
            }
            let ids = [Some(&item.package_id), item.meeting_video_id.as_ref()];
            if ids.into_iter().flatten().any(|id| Id::new(id.clone(), "id").is_err()) {
                return Err(Failure::plan(format!("line {number} has an id that cannot be one")));
            }
            if !seen.insert(key(&item.package_id, item.meeting_video_id.as_deref())) {
                return Err(Failure::plan(format!("line {number} repeats another one")));
            }
            if self.is_of_videos() && !is_about_its_video(&item) {
                return Err(Failure::plan(format!("line {number} does not tell of its video")));
            }
        }
        for place in self.len()..self.lines.len() {
            canonical::<Kept>(self.line(place), place + 2)?;
        }
        Ok(())
    }
}

fn is_about_its_video(item: &Item) -> bool {
    let [video] = &item.was.videos[..] else { return false };
    item.meeting_video_id.as_ref().is_some_and(|id| id.eq_ignore_ascii_case(&video.meeting_video_id))
}

/// What is the same for two items about the same thing.
pub(in crate::cleanup) fn key(package_id: &str, meeting_video_id: Option<&str>) -> [u8; 16] {
    let lower = |text: &str| text.to_ascii_lowercase();
    let hash = match meeting_video_id {
        None => Sha256::of(&[lower(package_id).as_bytes()]),
        // An id has no slash.
        Some(video) => Sha256::of(&[lower(package_id).as_bytes(), b"/", lower(video).as_bytes()]),
    };
    hash.first_16()
}

fn header(line: &str) -> Result<Header> {
    // Another version may have other fields; this one is looked for first.
    let value: serde_json::Value =
        serde_json::from_str(line).map_err(|_| Failure::plan("its first line is no JSON: it is no plan"))?;
    match value.get("iinkedsign_plan") {
        None => return Err(Failure::plan("it is no plan: its first line has no iinkedsign_plan")),
        Some(version) if version.as_u64() == Some(VERSION.into()) => {}
        Some(version) => {
            return Err(Failure::plan(format!(
                "it is a plan of version {version}, and this is written for version {VERSION}: make a new plan"
            )));
        }
    }
    let header: Header = canonical(line, 1)?;
    if header.items == 0 || header.items > header.max_deletes {
        return Err(Failure::plan("its number of items is none that a plan can have"));
    }
    Ok(header)
}

/// Reads a line that is exactly as it would be written.
fn canonical<T: Serialize + DeserializeOwned>(line: &str, number: usize) -> Result<T> {
    let wrong = || Failure::plan(format!("line {number} is not as it was written"));
    let value: T = serde_json::from_str(line).map_err(|_| wrong())?;
    if serde_json::to_string(&value).ok().as_deref() != Some(line) {
        return Err(wrong());
    }
    Ok(value)
}

/// The journal beside a plan.
pub(in crate::cleanup) fn journal_of(path: &Path) -> PathBuf {
    path.with_added_extension("journal")
}

/// The lock beside a plan.
pub(in crate::cleanup) fn lock_of(path: &Path) -> PathBuf {
    path.with_added_extension("lock")
}

/// The default folder of saved files.
pub(in crate::cleanup) fn archive_of(path: &Path) -> PathBuf {
    path.with_added_extension("archive")
}
