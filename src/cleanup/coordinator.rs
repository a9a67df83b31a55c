//! One run over a plan: which item is next, what is done with it, and when it has to end.

use std::collections::{HashSet, VecDeque};
use std::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::archive::{ArchiveDir, NotSaved};
use super::compare::{compare, is_of, package_of};
use super::effects::{Effects, Moment};
use super::failure::Failure;
use super::holds::Holds;
use super::journal::{Committer, Entry, Known, Outcome};
use super::options::ApplyOptions;
use super::plan::{Item, Plan};
use super::remote::{LONGEST_CONNECT, Reading, Remote, Seen, is_fresh};
use super::select::needs_videos;
use super::state::{self, Found, State, Step, next};
use super::stop::{Level, Stop, Why};
use crate::DeleteOptions;
use crate::audit::Traffic;
use crate::client::Client;
use crate::config::Credentials;
use crate::error::{Error, Evidence, Kind};

/// So often an item is read again and sent, where it certainly was not processed.
const ROUNDS: u32 = 5;

/// What all that work on a plan share.
pub(super) struct Coordinator<'a> {
    pub(super) plan: &'a Plan,
    pub(super) options: &'a ApplyOptions,
    pub(super) archive: Option<ArchiveDir>,
    pub(super) holds: Holds,
    pub(super) effects: &'a dyn Effects,
    pub(super) traffic: Traffic,
    pub(super) committer: Committer,
    pub(super) stop: Stop,
    items: Mutex<Vec<Known>>,
    queue: Mutex<VecDeque<u32>>,
    /// How many items are being worked on.
    active: AtomicUsize,
    pub(super) over: watch::Sender<bool>,
    canaries: AtomicU32,
    /// How many items could not be read in this run.
    unreadable: AtomicU32,
    settled: AtomicU64,
    failed: AtomicU64,
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
        let traffic = Traffic::new(super::cores::count(options.concurrency), options.concurrency);
        let settled = items.iter().filter(|known| known.state.is_some()).count() as u64;
        let failed = items.iter().filter(|known| known.state.is_some_and(is_failure)).count() as u64;
        Self {
            plan,
            options,
            archive,
            holds,
            effects,
            traffic,
            committer,
            stop: Stop::new(),
            items: Mutex::new(items),
            queue: Mutex::default(),
            active: AtomicUsize::new(0),
            over: watch::channel(false).0,
            canaries: AtomicU32::new(canaries),
            unreadable: AtomicU32::new(0),
            settled: AtomicU64::new(settled),
            failed: AtomicU64::new(failed),
            touched: Mutex::default(),
        }
    }

    /// Puts the items of a part in line; whether there are any.
    pub(super) fn begin(&self, part: Part) -> bool {
        let wanted = |known: &Known| known.state.is_none() && known.intended == (part == Part::Recover);
        let places =
            (0..).zip(self.items().iter()).filter(|(_, known)| wanted(known)).map(|(place, _)| place).collect();
        *self.queue() = places;
        let any = !self.queue().is_empty() && self.stop.level() == Level::Run && self.goes_on(part);
        self.over.send_replace(!any);
        any
    }

    /// Whether a part has anything left to do.
    fn goes_on(&self, part: Part) -> bool {
        part != Part::Canary || self.canaries.load(Ordering::Relaxed) < self.options.canary
    }

    /// How far it is: settled, and of these failed.
    pub(super) fn progress(&self) -> (u64, u64) {
        (self.settled.load(Ordering::Relaxed), self.failed.load(Ordering::Relaxed))
    }

    pub(super) fn into_items(self) -> Vec<Known> {
        self.items.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn items(&self) -> MutexGuard<'_, Vec<Known>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<u32>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn touched(&self) -> MutexGuard<'_, HashSet<String>> {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on items until there are no more.
    pub(super) async fn slot(&self, client: &Client, number: usize, part: Part) {
        while self.stop.level() == Level::Run && self.goes_on(part) {
            self.traffic.slot(number).await;
            // Counted before it is taken, so that nobody finds the queue empty and nothing under way too early.
            self.active.fetch_add(1, Ordering::AcqRel);
            let taken = if self.stop.level() == Level::Run { self.queue().pop_front() } else { None };
            if let Some(place) = taken {
                self.work(client, place, part).await;
            }
            if self.active.fetch_sub(1, Ordering::AcqRel) == 1
                && (self.stop.level() > Level::Run || self.queue().is_empty())
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
        let remote = Remote { client, traffic: &self.traffic, effects: self.effects };
        let recovered = part == Part::Recover;
        let at = state::Item { saved: self.archive.is_none(), intended: recovered, unclear: recovered, again: true };
        let outcome = Outcome { n: item.n, ..Outcome::default() };
        let mut turn = Turn { all: self, remote, item: &item, at, outcome, seen: None, rounds: 0 };
        let settled = turn.run(if recovered { Found::Interrupted } else { Found::Turn }).await;
        if part == Part::Canary && settled == Some(State::Accepted) {
            self.check_canary(&remote, &item).await;
        }
    }

    /// Ends the run, because nothing more may be sent.
    fn fail(&self, failure: Failure) {
        self.stop.because(Level::Drain, Why::Failed(failure));
    }

    fn limit(&self, code: &'static str, message: String) {
        self.stop.because(Level::Drain, Why::Limit(code, message));
    }

    /// Writes lines into the journal; false, and the end of the run, if they did not reach the disk.
    async fn write(&self, entries: Vec<Entry>) -> bool {
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
        if let Some(known) = self.items().get_mut(item.n as usize - 1) {
            known.evidence = Some(evidence);
        }
        if evidence != Evidence::Absent {
            let id = item.meeting_video_id.as_ref().unwrap_or(&item.package_id);
            self.limit(
                "canary",
                format!(
                    "the server accepted the deletion of {id}, but the follow-up check {}: check {id} before you resume",
                    if evidence == Evidence::Present { "found it unchanged" } else { "failed" },
                ),
            );
        }
    }

    /// Reads an item once after it was sent.
    async fn follow_up(&self, remote: &Remote<'_>, item: &Item) -> Found {
        let Ok(package) = package_of(item) else { return Found::Unreadable };
        match remote.read(&package, self.needs_videos()).await {
            Reading::Seen(seen) => compare(item, &seen, true).0,
            Reading::Absent => Found::Absent,
            Reading::Failed(error) => {
                self.note_failure(&error);
                Found::Unreadable
            }
        }
    }

    fn needs_videos(&self) -> bool {
        needs_videos(self.plan.header().what, self.plan.header().archive)
    }

    /// Ends the run where an error says that no item will fare better.
    fn note_failure(&self, error: &Error) {
        match error.kind() {
            Kind::Authentication => self.limit("authentication", error.message().to_owned()),
            Kind::Configuration => self.limit("client_closed", error.message().to_owned()),
            _ => {}
        }
    }

    /// Counts the outcome of an item; limits are of all runs.
    fn settle(&self, outcome: Outcome, state: State) {
        {
            let mut items = self.items();
            let Some(known) = items.get_mut(outcome.n as usize - 1) else { return };
            if let Err(reason) = known.settle(outcome) {
                drop(items);
                return self.fail(Failure::bug(&reason));
            }
        }
        self.settled.fetch_add(1, Ordering::Relaxed);
        if is_failure(state) {
            self.failed.fetch_add(1, Ordering::Relaxed);
            self.check_limits();
        }
    }

    /// Ends the run where too much is unknown or refused.
    pub(super) fn check_limits(&self) {
        let (unknown, refused) = {
            let items = self.items();
            let count = |meant: &dyn Fn(State) -> bool| {
                let states = items.iter().filter_map(|known| known.state);
                states.filter(|state| meant(*state)).count()
            };
            (count(&|state| state.is_unknown()), count(&|state| state.is_refusal()))
        };
        if unknown >= self.options.max_unknown as usize {
            let message = format!(
                "{unknown} outcomes are unknown, and max_unknown is {}: look at the server, then resume with a higher one",
                self.options.max_unknown
            );
            self.limit("max_unknown", message);
        } else if refused >= self.options.max_refused as usize {
            let message = format!(
                "{refused} items were refused or could not be saved, and max_refused is {}: see why, then resume with a \
                 higher one",
                self.options.max_refused
            );
            self.limit("max_refused", message);
        }
    }
}

fn is_failure(state: State) -> bool {
    state.is_unknown() || state.is_refusal()
}

fn evidence(found: Found) -> Evidence {
    match found {
        Found::Deleted | Found::Absent => Evidence::Absent,
        Found::Same | Found::Different => Evidence::Present,
        _ => Evidence::Unverified,
    }
}

/// The turn of one item.
struct Turn<'a> {
    all: &'a Coordinator<'a>,
    remote: Remote<'a>,
    item: &'a Item,
    at: state::Item,
    outcome: Outcome,
    seen: Option<Box<Seen>>,
    rounds: u32,
}

impl Turn<'_> {
    /// Does what is to be done until it is known what became of the item, or it has to be left.
    async fn run(&mut self, mut found: Found) -> Option<State> {
        loop {
            found = match next(self.at, found) {
                Step::CheckHolds => Some(self.check_holds()),
                Step::Read => self.read().await,
                Step::Save => self.save().await,
                Step::Intend => self.intend().await,
                Step::Send => self.send().await,
                Step::FollowUp => self.follow_up().await,
                Step::Settle(state) => return self.settle(state).await,
                Step::Leave => return None,
            }?;
            let stopped = self.all.stop.level() > Level::Run;
            self.at.again = self.rounds < ROUNDS && !stopped;
            // What is not intended yet is left, and what certainly was not processed is told so.
            if stopped
                && !self.at.unclear
                && matches!(next(self.at, found), Step::CheckHolds | Step::Read | Step::Save | Step::Intend)
            {
                if !self.at.intended {
                    return None;
                }
                found = Found::Refused;
            }
        }
    }

    fn check_holds(&self) -> Found {
        match self.all.holds.hold(self.item) {
            Ok(held) if held => Found::Held,
            Ok(_) => Found::NotHeld,
            Err(reason) => {
                self.all.limit("holds", reason);
                if self.at.intended { Found::Refused } else { Found::Unreadable }
            }
        }
    }

    async fn read(&mut self) -> Option<Found> {
        let all = self.all;
        let package = package_of(self.item).ok()?;
        // The deletion's place in the line comes first: when the item has been read, nothing is waited for.
        let reading = all
            .stop
            .unless_stopped(async {
                self.remote.admit().await?;
                Ok::<_, String>(self.remote.read(&package, all.needs_videos()).await)
            })
            .await;
        let Some(reading) = reading else { return self.interrupted() };
        match reading {
            Ok(Reading::Seen(seen)) => {
                if !is_of(&seen, &all.plan.header().organization_id) {
                    all.fail(Failure::plan(format!(
                        "package {} is not of the organization of the plan: the client has the key of another account",
                        self.item.package_id
                    )));
                    return self.interrupted();
                }
                let touched = self.item.meeting_video_id.is_some()
                    && all.touched().contains(&self.item.package_id.to_ascii_lowercase());
                let (found, fields) = compare(self.item, &seen, touched);
                self.seen = Some(seen);
                self.outcome.fields = fields;
                Some(found)
            }
            Ok(Reading::Absent) => Some(Found::Absent),
            Ok(Reading::Failed(error)) => {
                all.note_failure(&error);
                self.note(&error);
                self.count_unreadable(error.message());
                Some(Found::Unreadable)
            }
            Err(reason) => {
                self.count_unreadable(&reason);
                Some(Found::Unreadable)
            }
        }
    }

    /// Without an effect on the server the item is left; with an intent it is told that it was not processed.
    fn interrupted(&self) -> Option<Found> {
        self.at.intended.then_some(Found::Refused)
    }

    /// A server that cannot be read is not sent thousands of requests.
    fn count_unreadable(&self, reason: &str) {
        let count = self.all.unreadable.fetch_add(1, Ordering::Relaxed) + 1;
        if count >= self.all.options.max_refused {
            self.all.limit("unreadable", format!("{count} items could not be read, the last one because: {reason}"));
        }
        let mut items = self.all.items();
        if let Some(known) = items.get_mut(self.item.n as usize - 1) {
            known.http_status = self.outcome.http_status;
            known.error_code = self.outcome.error_code.as_deref().map(Into::into);
        }
    }

    async fn save(&mut self) -> Option<Found> {
        let (all, Some(archive), Some(seen)) = (self.all, &self.all.archive, &self.seen) else {
            return Some(Found::NotSaved);
        };
        let before = all.items().get(self.item.n as usize - 1).map(|known| known.saved.clone()).unwrap_or_default();
        let saving = Box::pin(archive.save(&self.remote, all.plan.header().archive, self.item, seen, &before));
        let Some(saved) = all.stop.unless_stopped(saving).await else { return self.interrupted() };
        match saved {
            Ok(files) => {
                let entries = files.iter().map(|file| Entry::Saved {
                    n: self.item.n,
                    file: file.name.clone(),
                    bytes: file.bytes,
                    sha256: file.sha256.text(),
                });
                if !all.write(entries.collect()).await {
                    return None;
                }
                if let Some(known) = all.items().get_mut(self.item.n as usize - 1) {
                    for file in &files {
                        known.save(&file.name, file.sha256);
                    }
                }
                self.at.saved = true;
                Some(Found::Saved)
            }
            Err(NotSaved::NotReady) => Some(Found::NotReady),
            Err(NotSaved::Failed(reason)) => {
                log::debug!("package {}: not saved, and thus not deleted: {reason}", self.item.package_id);
                self.outcome.error_code = Some("archive".to_owned());
                Some(Found::NotSaved)
            }
            Err(NotSaved::Server(error)) => {
                log::debug!("package {}: not saved, and thus not deleted: {error}", self.item.package_id);
                all.note_failure(&error);
                self.note(&error);
                Some(Found::NotSaved)
            }
        }
    }

    async fn intend(&mut self) -> Option<Found> {
        let all = self.all;
        let entry = Entry::Intent {
            n: self.item.n,
            package_id: self.item.package_id.clone(),
            meeting_video_id: self.item.meeting_video_id.clone(),
        };
        if let Some(known) = all.items().get_mut(self.item.n as usize - 1) {
            known.intended = true;
        }
        if self.item.meeting_video_id.is_some() {
            all.touched().insert(self.item.package_id.to_ascii_lowercase());
        }
        self.at.intended = true;
        all.write(vec![entry]).await.then_some(Found::Intended)
    }

    async fn send(&mut self) -> Option<Found> {
        let read: Moment = self.seen.as_ref()?.at;
        let connect = self.remote.client.settings().connect_timeout.unwrap_or(LONGEST_CONNECT);
        self.rounds += 1;
        if !is_fresh(self.all.effects.now().since(read), connect) {
            return Some(if self.at.again { Found::Stale } else { Found::Refused });
        }
        let header = self.all.plan.header();
        let options = DeleteOptions { notify: header.notify, override_retention: header.override_retention };
        // Without an answer its intent stays without an outcome.
        let deleted = self.all.stop.with_grace(self.remote.delete(self.item, options, read)).await?;
        self.outcome.attempts += deleted.attempts;
        let Err(error) = deleted.result else {
            (self.outcome.http_status, self.outcome.error_code) = (None, None);
            return Some(Found::Accepted);
        };
        self.note(&error);
        let provided = matches!(self.remote.client.settings().credentials, Credentials::Provider(_));
        if error.kind() == Kind::Authentication && provided && self.at.again {
            // The read that comes next asks for a new token, or ends the run.
            return Some(Found::NotProcessed);
        }
        self.all.note_failure(&error);
        let is_package = self.item.meeting_video_id.is_none();
        Some(match error.kind() {
            Kind::Cancelled | Kind::Internal => return None,
            Kind::OutcomeUnknown => {
                self.at.unclear = true;
                self.outcome.evidence = error.evidence().map(|evidence| evidence.as_str().to_owned());
                match error.evidence() {
                    Some(Evidence::Absent) if is_package => Found::Absent,
                    Some(Evidence::Absent) => Found::Deleted,
                    _ => Found::Unclear,
                }
            }
            Kind::Retention => Found::Retention,
            // Neither was it processed, nor is that the server's last word.
            _ if error.is_retryable() => Found::NotProcessed,
            _ => Found::Refused,
        })
    }

    async fn follow_up(&mut self) -> Option<Found> {
        let found = self.all.stop.with_grace(self.all.follow_up(&self.remote, self.item)).await?;
        self.outcome.evidence = Some(evidence(found).as_str().to_owned());
        Some(found)
    }

    /// Keeps what an error says; of foreign codes only what cannot be anything else.
    fn note(&mut self, error: &Error) {
        self.outcome.http_status = error.http_status();
        self.outcome.error_code = error.api_code().map(super::text::constant);
    }

    async fn settle(&mut self, state: State) -> Option<State> {
        if state != State::Drifted {
            self.outcome.fields.clear();
        }
        let outcome = Outcome { state: state.as_str().to_owned(), ..self.outcome.clone() };
        if !self.all.write(vec![Entry::Outcome(outcome.clone())]).await {
            return None;
        }
        self.all.settle(outcome, state);
        Some(state)
    }
}
