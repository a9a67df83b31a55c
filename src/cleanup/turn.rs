//! The turn of one item: what is done with it, one step after the other, until its state is known.

use std::sync::atomic::Ordering;
use std::time::Duration;

use super::archive::NotSaved;
use super::compare::{compare, is_of, package_of};
use super::coordinator::{Coordinator, evidence};
use super::effects::Moment;
use super::failure::Failure;
use super::journal::{Entry, Outcome};
use super::plan::Item;
use super::remote::{LONGEST_CONNECT, Reading, Remote, Seen, is_fresh};
use super::state::{self, Found, State, Step, next};
use super::stop::Level;
use crate::DeleteOptions;
use crate::config::Credentials;
use crate::error::{Error, Evidence, Kind};
use crate::guard::lock;

/// So often an item is read again and sent, where it certainly was not processed.
const ROUNDS: u32 = 5;

/// The turn of one item.
pub(super) struct Turn<'a> {
    all: &'a Coordinator<'a>,
    remote: Remote<'a>,
    item: &'a Item,
    at: state::Item,
    outcome: Outcome,
    seen: Option<Box<Seen>>,
    rounds: u32,
}

impl<'a> Turn<'a> {
    pub(super) fn new(all: &'a Coordinator<'a>, remote: Remote<'a>, item: &'a Item, recovered: bool) -> Self {
        let at = state::Item { saved: all.archive.is_none(), intended: recovered, unclear: recovered, again: true };
        let outcome = Outcome { n: item.n, ..Outcome::default() };
        Self { all, remote, item, at, outcome, seen: None, rounds: 0 }
    }
}

impl Turn<'_> {
    /// Does what is to be done until it is known what became of the item, or it has to be left.
    pub(super) async fn run(&mut self, mut found: Found) -> Option<State> {
        loop {
            found = match next(self.at, found) {
                Step::CheckHolds => self.check_holds().await,
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

    async fn check_holds(&self) -> Option<Found> {
        // The deletion's place in the line comes first: once holds and item have been read, nothing is waited for.
        let admitted = self.all.stop.unless_stopped(self.remote.admit()).await;
        let Some(admitted) = admitted else { return self.interrupted() };
        if let Err(error) = admitted {
            self.count_unreadable(error.message());
            return Some(Found::Unreadable);
        }
        Some(match self.all.holds.hold(self.item) {
            Ok(true) => Found::Held,
            Ok(false) => Found::NotHeld,
            Err(reason) => {
                self.all.limit("holds", reason);
                Found::Unreadable
            }
        })
    }

    async fn read(&mut self) -> Option<Found> {
        let all = self.all;
        let package = package_of(self.item).ok()?;
        let reading = all.stop.unless_stopped(self.remote.read(&package, all.needs_videos())).await;
        let Some(reading) = reading else { return self.interrupted() };
        match reading {
            Reading::Seen(seen) => {
                if !is_of(&seen, &all.plan.header().organization_id) {
                    all.fail(Failure::plan(format!(
                        "package {} is not of the organization of the plan: the client has the key of another account",
                        self.item.package_id
                    )));
                    return self.interrupted();
                }
                let (found, fields) = compare(self.item, &seen, all.has_touched(self.item));
                self.seen = Some(seen);
                self.outcome.fields = fields;
                Some(found)
            }
            Reading::Absent => Some(Found::Absent),
            Reading::Failed(error) => {
                all.note_failure(&error);
                self.note(&error);
                self.count_unreadable(error.message());
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
        let mut items = lock(&self.all.items);
        if let Some(known) = items.get_mut(self.item.n as usize - 1) {
            known.http_status = self.outcome.http_status;
            known.error_code = self.outcome.error_code.as_deref().map(Into::into);
        }
    }

    async fn save(&mut self) -> Option<Found> {
        let (all, Some(archive), Some(seen)) = (self.all, &self.all.archive, &self.seen) else {
            return Some(Found::NotSaved);
        };
        let before =
            lock(&all.items).get(self.item.n as usize - 1).map(|known| known.saved.clone()).unwrap_or_default();
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
                if let Some(known) = lock(&all.items).get_mut(self.item.n as usize - 1) {
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
        if let Err(age) = self.fresh()? {
            self.rounds += 1;
            if self.at.again {
                return Some(Found::Stale);
            }
            self.count_unreadable(&format!(
                "reading it takes {:.1} s, which leaves no time to delete it within 10 s; a lower connect_timeout leaves more",
                age.as_secs_f64()
            ));
            return Some(Found::Unreadable);
        }
        let entry = Entry::Intent {
            n: self.item.n,
            package_id: self.item.package_id.clone(),
            meeting_video_id: self.item.meeting_video_id.clone(),
        };
        if let Some(known) = lock(&all.items).get_mut(self.item.n as usize - 1) {
            known.intended = true;
        }
        all.touch(self.item);
        self.at.intended = true;
        all.write(vec![entry]).await.then_some(Found::Intended)
    }

    /// Whether what was read may still be deleted; how old it is if not.
    fn fresh(&self) -> Option<Result<(), Duration>> {
        let age = self.all.effects.now().since(self.seen.as_ref()?.at);
        let connect = self.remote.client.settings().connect_timeout.unwrap_or(LONGEST_CONNECT);
        Some(if is_fresh(age, connect) { Ok(()) } else { Err(age) })
    }

    async fn send(&mut self) -> Option<Found> {
        let read: Moment = self.seen.as_ref()?.at;
        self.rounds += 1;
        if self.fresh()?.is_err() {
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
