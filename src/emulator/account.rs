//! What the server knows: the population, and what requests have changed in it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::list::Filter;
use super::package::{Package, Video};
use super::population::Population;
use super::stamp::Stamp;
use super::videos::VideoUrls;

/// What the server really knows of a package, whatever it answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageState {
    /// Whether the package is there. False also for an id that never was.
    pub exists: bool,
    /// How many times its deletion was applied: 0 or 1.
    pub deleted_count: u32,
    /// How many requests to delete it were processed, refused and repeated ones included.
    pub delete_requests: u32,
    /// Whether deleting it needs `overrideRetention`.
    pub under_retention: bool,
    /// Its state in the API's words, also of a deleted package; empty for an id that never was.
    pub state: String,
    /// How many times its rescission was applied: 0 or 1.
    pub rescinded_count: u32,
    /// How many requests to rescind it were processed, refused ones included.
    pub rescind_requests: u32,
    /// How many mails went to its signers (`notify`), one for each signer and change.
    pub mails: u32,
    /// Its videos, also of a deleted package.
    pub videos: Vec<VideoState>,
}

/// What the server really knows of a video.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VideoState {
    /// Its `meetingVideoId`.
    pub meeting_video_id: String,
    /// Its state, `deleted` once it is.
    pub state: String,
    /// How many times its deletion was applied: 0 or 1.
    pub deleted_count: u32,
    /// How many requests to delete it were processed, repeated ones included.
    pub delete_requests: u32,
}

/// Why a change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NoPackage,
    NoVideo,
    State,
    Retention,
}

/// The outcome of one package.
#[derive(Default)]
struct Changes {
    time_deleted: Option<Stamp>,
    delete_requests: u32,
    rescind_requests: u32,
    mails: u32,
    videos: HashMap<String, VideoChanges>,
}

#[derive(Default)]
struct VideoChanges {
    time_deleted: Option<Stamp>,
    delete_requests: u32,
}

/// That a package was rescinded.
struct Rescission {
    time: Stamp,
    message: Option<String>,
}

/// The state of the server.
pub(super) struct Account {
    population: Arc<Population>,
    video_urls: Arc<VideoUrls>,
    changes: HashMap<usize, Changes>,
    /// Positions of deleted packages.
    deleted: Vec<bool>,
    deleted_count: usize,
    /// By position.
    rescissions: BTreeMap<usize, Rescission>,
    /// How many changes there were.
    ticks: i64,
}

impl Account {
    pub(super) fn new(population: Arc<Population>, video_urls: Arc<VideoUrls>) -> Self {
        let deleted = vec![false; population.len()];
        Self {
            population,
            video_urls,
            changes: HashMap::new(),
            deleted,
            deleted_count: 0,
            rescissions: BTreeMap::new(),
            ticks: 0,
        }
    }

    /// The package, unless it is not there (any more).
    pub(super) fn package(&self, id: &str) -> Option<Package> {
        self.readable(id, false)
    }

    /// The package, a deleted one too if these stay readable.
    pub(super) fn readable(&self, id: &str, deleted_too: bool) -> Option<Package> {
        let position = self.population.position(id).filter(|&position| deleted_too || !self.deleted[position])?;
        Some(self.at(position))
    }

    /// The package at a position as it is now.
    fn at(&self, position: usize) -> Package {
        let mut package = self.population.package(position);
        self.video_urls.fill(&mut package);
        if let Some(Rescission { time, message }) = self.rescissions.get(&position) {
            package.state = "rescinded";
            package.time_rescinded = Some(*time);
            package.time_last_modified = *time;
            package.rescind_message.clone_from(message);
            // The vendor's own text is of the open package.
            package.status_text = None;
        }
        if let Some(changes) = self.changes.get(&position) {
            package.time_deleted = changes.time_deleted;
            for video in &mut package.videos {
                if let Some(time) = changes.videos.get(&video.id).and_then(|video| video.time_deleted) {
                    video.delete(time);
                }
            }
        }
        package
    }

    /// Deletes a package with its videos. Says what it was, and whether anything changed.
    pub(super) fn delete_package(
        &mut self,
        id: &str,
        override_retention: bool,
        notify: bool,
    ) -> Result<Package, Refusal> {
        let position = self.population.position(id).ok_or(Refusal::NoPackage)?;
        self.changes.entry(position).or_default().delete_requests += 1;
        let package = self.package(id).ok_or(Refusal::NoPackage)?;
        if under_retention(&package) && !override_retention {
            return Err(Refusal::Retention);
        }
        self.mark(position, &package.videos);
        let package = self.at(position);
        self.deleted[position] = true;
        self.deleted_count += 1;
        let time = self.tick();
        let changes = self.changes.entry(position).or_default();
        changes.time_deleted = Some(time);
        changes.mails += mails(&package, notify);
        Ok(package)
    }

    /// Rescinds a package that is open and not yet executed. Says what it is then.
    pub(super) fn rescind_package(
        &mut self,
        id: &str,
        message: Option<&str>,
        notify: bool,
    ) -> Result<Package, Refusal> {
        let position = self.population.position(id).ok_or(Refusal::NoPackage)?;
        self.changes.entry(position).or_default().rescind_requests += 1;
        let package = self.package(id).ok_or(Refusal::NoPackage)?;
        if package.state != "open" || package.is_executed {
            return Err(Refusal::State);
        }
        let time = self.tick();
        self.rescissions.insert(position, Rescission { time, message: message.map(str::to_owned) });
        self.changes.entry(position).or_default().mails += mails(&package, notify);
        Ok(self.at(position))
    }

    /// Deletes one video, or all of them, and says which these were and whether anything changed.
    pub(super) fn delete_videos(
        &mut self,
        id: &str,
        video_id: Option<&str>,
    ) -> Result<(Package, Vec<Video>, bool), Refusal> {
        let before = self.package(id).ok_or(Refusal::NoPackage)?;
        let position = self.population.position(id).ok_or(Refusal::NoPackage)?;
        let asked = |video: &&Video| video_id.is_none_or(|id| video.id.eq_ignore_ascii_case(id));
        let videos: Vec<Video> = before.videos.iter().filter(asked).cloned().collect();
        if video_id.is_some() && videos.is_empty() {
            return Err(Refusal::NoVideo);
        }
        let applied = self.mark(position, &videos);
        let after = self.at(position);
        let videos = after.videos.iter().filter(asked).cloned().collect();
        Ok((after, videos, applied))
    }

    fn mark(&mut self, position: usize, videos: &[Video]) -> bool {
        let mut applied = false;
        for video in videos {
            // Also of a video whose time the sample fixes, so that those of others do not depend on it.
            let ticked = if video.is_deleted() { Stamp::NOW } else { self.tick() };
            let changes = self.changes.entry(position).or_default();
            let changes = changes.videos.entry(video.id.clone()).or_default();
            changes.delete_requests += 1;
            if !video.is_deleted() {
                changes.time_deleted = Some(video.sample_time_deleted.unwrap_or(ticked));
                applied = true;
            }
        }
        applied
    }

    /// Every change takes a while of the emulator's own time, so that answers do not depend on the clock.
    fn tick(&mut self) -> Stamp {
        self.ticks += 1;
        Stamp::new(Stamp::NOW.ticks + self.ticks * 1_234_567, 7)
    }

    /// How many packages there are.
    pub(super) fn count(&self) -> usize {
        self.population.len() - self.deleted_count
    }

    /// Which pass a filter now, of those that passed it in the beginning.
    pub(super) fn among<'a>(&self, filter: &Filter, among: &'a [usize]) -> Cow<'a, [usize]> {
        if self.rescissions.is_empty() {
            return Cow::Borrowed(among);
        }
        let mut now: Vec<_> = among.iter().copied().filter(|at| !self.rescissions.contains_key(at)).collect();
        now.extend(self.rescissions.keys().filter(|at| self.rescinded(**at).is_some_and(|is| filter.lets_pass(&is))));
        now.sort_unstable();
        Cow::Owned(now)
    }

    /// The package at a position, if it was rescinded.
    pub(super) fn rescinded(&self, position: usize) -> Option<Package> {
        self.rescissions.contains_key(&position).then(|| self.at(position))
    }

    /// Of these positions (none: of all), how many are there, and the packages of one page.
    pub(super) fn page(&self, among: Option<&[usize]>, skip: usize, take: usize) -> (usize, Vec<usize>) {
        let present = |position: &usize| !self.deleted[*position];
        match among {
            None if self.deleted_count == 0 => {
                (self.count(), (0..self.population.len()).skip(skip).take(take).collect())
            }
            None => {
                let all = 0..self.population.len();
                (self.count(), all.filter(present).skip(skip).take(take).collect())
            }
            Some(among) => {
                let left = among.iter().copied().filter(present);
                (left.clone().count(), left.skip(skip).take(take).collect())
            }
        }
    }

    /// The ids of the packages that are there: the samples, then the generated ones.
    pub(super) fn ids(&self) -> Vec<String> {
        let generated = self.population.generated();
        let samples = generated..self.population.len();
        let all = samples.chain(0..generated);
        all.filter(|&at| !self.deleted[at]).map(|at| self.population.id(at)).collect()
    }

    /// What tests may ask about a package.
    pub(super) fn state(&self, id: &str) -> PackageState {
        let Some(position) = self.population.position(id) else {
            return PackageState::default();
        };
        let package = self.at(position);
        let none = Changes::default();
        let changes = self.changes.get(&position).unwrap_or(&none);
        let videos = package.videos.iter().map(|video| {
            let own = changes.videos.get(&video.id);
            VideoState {
                meeting_video_id: video.id.clone(),
                state: video.state.into(),
                deleted_count: own.map_or(0, |video| u32::from(video.time_deleted.is_some())),
                delete_requests: own.map_or(0, |video| video.delete_requests),
            }
        });
        PackageState {
            exists: !self.deleted[position],
            deleted_count: u32::from(changes.time_deleted.is_some()),
            delete_requests: changes.delete_requests,
            under_retention: under_retention(&package),
            state: package.state.into(),
            rescinded_count: u32::from(self.rescissions.contains_key(&position)),
            rescind_requests: changes.rescind_requests,
            mails: changes.mails,
            videos: videos.collect(),
        }
    }
}

/// How many mails a change sends.
fn mails(package: &Package, notify: bool) -> u32 {
    if notify { u32::try_from(package.signers.len()).unwrap_or(u32::MAX) } else { 0 }
}

fn under_retention(package: &Package) -> bool {
    package.time_retention.is_some_and(|time| time.ticks > Stamp::NOW.ticks)
}
