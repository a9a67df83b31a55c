//! One run over a plan: which item is next, what is done with it, and when it has to end.

use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

use super::archive::ArchiveDir;
use super::effects::Effects;
use super::failure::Failure;
use super::holds::Holds;
use super::journal::{Committer, Entry, Known, Outcome};
use super::options::ApplyOptions;
use super::plan::{Item, Plan};
use super::remote::Remote;
use super::select::needs_videos;
use super::state::{Found, State};
use super::stop::{Level, Stop, Why};
use super::turn::Turn;
use crate::client::Client;
use crate::error::{Error, Evidence, Kind};
use crate::guard::lock;
use crate::limiter::Limiter;

/// What all that work on a plan share.
pub(super) struct Coordinator<'a> {
    pub(super) plan: &'a Plan,
    pub(super) options: &'a ApplyOptions,
    pub(super) archive: Option<ArchiveDir>,
    pub(super) holds: Holds,
    pub(super) effects: &'a dyn Effects,
    pub(super) limiter: Limiter,
    pub(super) committer: Committer,
    pub(super) stop: Stop,
    pub(super) items: Mutex<Vec<Known>>,
    queue: Mutex<VecDeque<u32>>,
    /// How many items are being worked on.
    active: AtomicUsize,
    pub(super) over: watch::Sender<bool>,
    canaries: AtomicU32,
    /// How many items could not be read in this run.
    pub(super) unreadable: AtomicU32,
    settled: AtomicU64,
    /// How many outcomes are unknown, and how many items were refused; of all runs.
    unknown: AtomicU32,
    refused: AtomicU32,
    /// Packages of which this plan has sent the deletion of a video.
    touched: Mutex<HashSet<String>>,
}

/// Which items a part of a run takes, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What has an intent and no outcome.
    Recover,
    /// One by one, each with a follow-up check.
    Canary,
    /// All others.
    All,
}

impl<'a> Coordinator<'a> {
    #[expect(clippy::too_many_arguments, reason = "each is one thing that a run needs")]
    pub(super) fn new(
        plan: &'a Plan,
        options: &'a ApplyOptions,
        archive: Option<ArchiveDir>,
        holds: Holds,
        effects: &'a dyn Effects,
        committer: Committer,
        items: Vec<Known>,
        canaries: u32,
    ) -> Self {
        let limiter = Limiter::new(super::cores::count(options.concurrency), options.concurrency);
        let this = Self {
            plan,
            options,
            archive,
            holds,
            effects,
            limiter,
            committer,
            stop: Stop::new(),
            items: Mutex::new(items),
            queue: Mutex::default(),
            active: AtomicUsize::new(0),
            over: watch::channel(false).0,
            canaries: AtomicU32::new(canaries),
            unreadable: AtomicU32::new(0),
            settled: AtomicU64::new(0),
            unknown: AtomicU32::new(0),
            refused: AtomicU32::new(0),
            touched: Mutex::default(),
        };
        for (place, known) in lock(&this.items).iter().enumerate() {
            if let Some(state) = known.state {
                this.count(state);
            }
            if plan.is_of_videos()
                && known.intended
                && let Ok(item) = plan.item(place)
            {
                this.touch(&item);
            }
        }
        this
    }

    /// Puts the items of a part in line; whether there are any.
    pub(super) fn begin(&self, part: Part) -> bool {
        let wanted = |known: &Known| known.state.is_none() && known.intended == (part == Part::Recover);
        let places =
            (0..).zip(lock(&self.items).iter()).filter(|(_, known)| wanted(known)).map(|(place, _)| place).collect();
        *lock(&self.queue) = places;
        let any = !lock(&self.queue).is_empty() && self.stop.level() == Level::Run && self.goes_on(part);
        self.over.send_replace(!any);
        any
    }

    /// Whether a part has anything left to do.
    fn goes_on(&self, part: Part) -> bool {
        part != Part::Canary || self.canaries.load(Ordering::Relaxed) < self.options.canary
    }

    /// How far it is: settled, and of these failed.
    pub(super) fn progress(&self) -> (u64, u64) {
        let failed = self.unknown.load(Ordering::Relaxed) + self.refused.load(Ordering::Relaxed);
        (self.settled.load(Ordering::Relaxed), failed.into())
    }

    pub(super) fn into_items(self) -> Vec<Known> {
        self.items.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on items until there are no more.
    pub(super) async fn slot(&self, client: &Client, number: usize, part: Part) {
        loop {
            self.limiter.slot(number).await;
            // Counted before it is taken, so that nobody finds the queue empty and nothing under way too early.
            self.active.fetch_add(1, Ordering::AcqRel);
            let goes_on = self.stop.level() == Level::Run && self.goes_on(part);
            let taken = if goes_on { lock(&self.queue).pop_front() } else { None };
            if let Some(place) = taken {
                self.work(client, place, part).await;
            }
            if self.active.fetch_sub(1, Ordering::AcqRel) == 1
                && (self.stop.level() > Level::Run || lock(&self.queue).is_empty())
            {
                self.over.send_replace(true);
            }
            if taken.is_none() {
                return;
            }
        }
    }

    async fn work(&self, client: &Client, place: u32, part: Part) {
        let Ok(item) = self.plan.item(place as usize) else {
            return self.fail(Failure::bug("an item of a plan that was checked"));
        };
        let remote = Remote { client, limiter: &self.limiter, effects: self.effects };
        let recovered = part == Part::Recover;
        let mut turn = Turn::new(self, remote, &item, recovered);
        let settled = turn.run(if recovered { Found::Interrupted } else { Found::Turn }).await;
        if part == Part::Canary && settled == Some(State::Accepted) {
            self.check_canary(&remote, &item).await;
        }
    }

    /// Ends the run, because nothing more may be sent.
    pub(super) fn fail(&self, failure: Failure) {
        self.stop.because(Level::Drain, Why::Failed(failure));
    }

    pub(super) fn limit(&self, code: &'static str, message: String) {
        self.stop.because(Level::Drain, Why::Limit(code, message));
    }

    /// Writes lines into the journal; false, and the end of the run, if they did not reach the disk.
    pub(super) async fn write(&self, entries: Vec<Entry>) -> bool {
        match self.committer.append(entries).await {
            Ok(()) => true,
            Err(failure) => {
                self.fail(failure);
                false
            }
        }
    }

    /// Reads a canary after its 2xx: it must be gone.
    async fn check_canary(&self, remote: &Remote<'_>, item: &Item) {
        let Some(found) = self.stop.with_grace(self.follow_up(remote, item)).await else { return };
        let evidence = evidence(found);
        let entry = Entry::Canary { n: item.n, evidence: evidence.as_str().to_owned() };
        if !self.write(vec![entry]).await {
            return;
        }
        self.canaries.fetch_add(1, Ordering::Relaxed);
        if let Some(known) = lock(&self.items).get_mut(item.n as usize - 1) {
            known.evidence = Some(evidence);
        }
        if evidence != Evidence::Absent {
            let id = item.meeting_video_id.as_ref().unwrap_or(&item.package_id);
            self.limit(
                "canary",
                format!(
                    "the server accepted the deletion of {id}, but the follow-up check {}: check {id} before you resume",
                    if evidence == Evidence::Present { "still found it" } else { "proves nothing" },
                ),
            );
        }
    }

    /// Reads an item once after it was sent.
    pub(super) async fn follow_up(&self, remote: &Remote<'_>, item: &Item) -> Found {
        remote.follow_up(item, self.needs_videos()).await.unwrap_or_else(|error| {
            self.note_failure(&error);
            Found::Unreadable
        })
    }

    pub(super) fn needs_videos(&self) -> bool {
        needs_videos(self.plan.header().what, self.plan.header().archive)
    }

    /// Ends the run where an error says that no item will fare better.
    pub(super) fn note_failure(&self, error: &Error) {
        match error.kind() {
            Kind::Authentication => self.limit("authentication", error.message().to_owned()),
            Kind::Configuration => self.limit("client_closed", error.message().to_owned()),
            _ => {}
        }
    }

    /// Counts the outcome of an item; limits are of all runs.
    pub(super) fn settle(&self, outcome: Outcome, state: State) {
        {
            let mut items = lock(&self.items);
            let Some(known) = items.get_mut(outcome.n as usize - 1) else { return };
            if let Err(reason) = known.settle(outcome) {
                drop(items);
                return self.fail(Failure::bug(&reason));
            }
        }
        self.count(state);
        self.check_limits();
    }

    fn count(&self, state: State) {
        self.settled.fetch_add(1, Ordering::Relaxed);
        self.unknown.fetch_add(state.is_unknown().into(), Ordering::Relaxed);
        self.refused.fetch_add(state.is_refusal().into(), Ordering::Relaxed);
    }

    /// Notes that the deletion of an item changes its package, if that stays.
    pub(super) fn touch(&self, item: &Item) {
        if item.meeting_video_id.is_some() {
            lock(&self.touched).insert(item.package_id.to_ascii_lowercase());
        }
    }

    /// Whether this plan has sent the deletion of another part of the same package.
    pub(super) fn has_touched(&self, item: &Item) -> bool {
        item.meeting_video_id.is_some() && lock(&self.touched).contains(&item.package_id.to_ascii_lowercase())
    }

    /// Ends the run where too much is unknown or refused.
    pub(super) fn check_limits(&self) {
        let (unknown, refused) = (self.unknown.load(Ordering::Relaxed), self.refused.load(Ordering::Relaxed));
        if unknown >= self.options.max_unknown {
            let message = format!(
                "{unknown} outcomes are unknown, and max_unknown is {}: check them, then resume with a higher one",
                self.options.max_unknown
            );
            self.limit("max_unknown", message);
        } else if refused >= self.options.max_refused {
            let message = format!(
                "{refused} items were refused or could not be saved, and max_refused is {}: see why, then resume with a \
                 higher one",
                self.options.max_refused
            );
            self.limit("max_refused", message);
        }
    }
}

pub(super) fn evidence(found: Found) -> Evidence {
    match found {
        Found::Deleted | Found::Absent => Evidence::Absent,
        Found::Same | Found::Different => Evidence::Present,
        _ => Evidence::Unverified,
    }
}
