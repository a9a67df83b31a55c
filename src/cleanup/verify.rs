//! Looking at what was deleted, any time later: nothing is changed, neither at the server nor on the disk.

use std::fs::File;
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use tokio::sync::watch;

use super::Progress;
use super::cores;
use super::effects::{Effects, RealEffects};
use super::failure::{Failure, Result};
use super::journal::{Known, replay};
use super::options::Wish;
use super::plan::{self, Plan, journal_of};
use super::remote::Remote;
use super::report::Report;
use super::select::needs_videos;
use super::state::{Found, State};
use crate::blocking::{Client, may_wait};
use crate::client::Client as AsyncClient;
use crate::error::{Error, Evidence, Kind};
use crate::guard::lock;
use crate::limiter::Limiter;

/// So many items are read at once.
const CONCURRENCY: usize = 16;

/// Reads every item whose deletion was sent, and tells what is there now.
pub fn verify(client: &Client, path: &Path, watch: &mut dyn FnMut(&Progress) -> Wish) -> Result<Report> {
    may_wait()?;
    client.check_open()?;
    let path = path
        .canonicalize()
        .map_err(|error| Failure::plan(format!("{}: the plan cannot be read: {error}", path.display())))?;
    let plan = plan::read(&path)?;
    if client.base_url() != plan.header().base_url {
        return Err(Failure::plan(format!(
            "the plan is for {}, and the client sends to {}",
            plan.header().base_url,
            client.base_url()
        )));
    }
    let journal = journal_of(&path);
    let file = File::open(&journal)
        .map_err(|error| Failure::journal(format!("{} cannot be read: {error}", journal.display())))?;
    let known = replay(file, &journal, &plan)?;
    let sent = |known: &Known| known.intended && known.state.is_none_or(|it| it == State::Accepted || it.is_unknown());
    let places: Vec<usize> =
        known.items.iter().enumerate().filter(|(_, known)| sent(known)).map(|(place, _)| place).collect();
    let work = Work {
        plan: &plan,
        limiter: Limiter::new(cores::count(CONCURRENCY), CONCURRENCY),
        places: &places,
        taken: AtomicUsize::new(0),
        done: AtomicU64::new(0),
        errors: AtomicU64::new(0),
        over: watch::channel(places.is_empty()).0,
        items: Mutex::new(known.items),
        failed: Mutex::default(),
    };
    let (started, mut cancelled) = (Instant::now(), false);
    let stop = std::sync::atomic::AtomicBool::new(false);
    let mut tick = || {
        let (done, errors) = (work.done.load(Ordering::Relaxed), work.errors.load(Ordering::Relaxed));
        let (total, refused) = (Some(places.len() as u64), work.limiter.refused());
        if watch(&Progress { done, total, errors, refused, elapsed: started.elapsed() }) != Wish::GoOn {
            cancelled = true;
            stop.store(true, Ordering::Relaxed);
        }
    };
    let slot = async |client: &AsyncClient, number: usize| work.slot(client, number).await;
    let driven = cores::drive(client, CONCURRENCY, &work.over, &slot, &|| stop.load(Ordering::Relaxed), &mut tick);
    tick();
    if cancelled {
        return Err(Failure::Client(Error::cancelled()));
    }
    if let Some(error) = work.failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(Failure::Client(error));
    }
    driven?;
    let items = work.items.into_inner().unwrap_or_else(PoisonError::into_inner);
    let head = known.head.text();
    Ok(Report { plan: plan.clone(), items, head, closed: known.closed, stopped: known.stopped, verified: true })
}

struct Work<'a> {
    plan: &'a Plan,
    limiter: Limiter,
    places: &'a [usize],
    taken: AtomicUsize,
    done: AtomicU64,
    errors: AtomicU64,
    over: watch::Sender<bool>,
    items: Mutex<Vec<Known>>,
    failed: Mutex<Option<Error>>,
}

impl Work<'_> {
    async fn slot(&self, client: &AsyncClient, number: usize) {
        loop {
            self.limiter.slot(number).await;
            let Some(&place) = self.places.get(self.taken.fetch_add(1, Ordering::Relaxed)) else { return };
            let found = self.follow_up(client, place).await;
            self.settle(place, found);
            let done = self.done.fetch_add(1, Ordering::AcqRel) + 1;
            let failed = lock(&self.failed).is_some();
            if done == self.places.len() as u64 || failed {
                self.over.send_replace(true);
            }
        }
    }

    async fn follow_up(&self, client: &AsyncClient, place: usize) -> Found {
        let Ok(item) = self.plan.item(place) else { return Found::Unreadable };
        let remote = Remote { client, limiter: &self.limiter, effects: &RealEffects as &dyn Effects };
        let header = self.plan.header();
        remote.follow_up(&item, needs_videos(header.what, header.archive)).await.unwrap_or_else(|error| {
            self.errors.fetch_add(1, Ordering::Relaxed);
            if matches!(error.kind(), Kind::Authentication | Kind::Configuration) {
                lock(&self.failed).get_or_insert(error);
            }
            Found::Unreadable
        })
    }

    fn settle(&self, place: usize, found: Found) {
        let (evidence, unknown) = match found {
            Found::Deleted => (Evidence::Absent, State::UnknownDeleted),
            Found::Absent => (Evidence::Absent, State::UnknownAbsent),
            Found::Same | Found::Different => (Evidence::Present, State::UnknownPresent),
            _ => (Evidence::Unverified, State::UnknownUnverified),
        };
        let mut items = lock(&self.items);
        if let Some(known) = items.get_mut(place) {
            known.evidence = Some(evidence);
            if known.state.is_none_or(State::is_unknown) {
                known.state = Some(unknown);
            }
        }
    }
}
