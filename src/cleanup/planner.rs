//! Making a plan: every candidate is read, and becomes an item, or is kept.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::Progress;
use super::effects::{Effects, RealEffects};
use super::failure::{Failure, Result};
use super::options::{PlanOptions, What, Wish, check_concurrency};
use super::plan::{Facts, Header, Item, Kept, Plan, PlanBuilder, key};
use super::remote::{Reading, Remote, Seen};
use super::{cores, select, text};
use crate::Id;
use crate::audit::time_text;
use crate::blocking::{Client, may_wait};
use crate::client::Client as AsyncClient;
use crate::error::{Error, Kind};
use crate::guard::lock;
use crate::limiter::Limiter;

/// Before this, 2024-01-01, no clock is right.
const EARLIEST_NOW_US: i64 = 1_704_067_200_000_000;
/// A package that was changed so much later than it is now shows that the clock is wrong.
const SKEW_US: i64 = 86_400_000_000;

/// What may be deleted, as it was given.
#[derive(Clone, Debug, Default)]
pub struct Candidate {
    /// The package.
    pub package_id: Option<String>,
    /// The video, for a plan of videos.
    pub meeting_video_id: Option<String>,
}

/// Reads all candidates and makes a plan of them; nothing is changed.
///
/// `next` gives them group by group, until it gives none.  `watch` is asked about every 40 ms on this thread.
pub fn plan(
    client: &Client,
    next: &mut dyn FnMut() -> crate::Result<Option<Vec<Candidate>>>,
    options: &PlanOptions,
    watch: &mut dyn FnMut(&Progress) -> Wish,
) -> Result<Plan> {
    may_wait()?;
    check_concurrency(options.concurrency)?;
    client.check_open()?;
    if options.max_deletes == 0 {
        let message = "max_deletes must be 1 or more, not 0 (nothing was sent)";
        return Err(Failure::Client(Error::invalid_argument(message)));
    }
    let now_us = (&RealEffects as &dyn Effects).now().unix_us();
    let as_of_us = options.as_of_us.unwrap_or(now_us);
    if options.as_of_us.is_none() && now_us < EARLIEST_NOW_US {
        return Err(Failure::plan(format!(
            "the clock of this machine says {}, which cannot be: set it, or give as_of",
            time_text(now_us)
        )));
    }
    let started = Instant::now();
    let mut candidates = Vec::new();
    let mut tell = |progress: Progress| {
        let wish = watch(&Progress { elapsed: started.elapsed(), ..progress });
        if wish == Wish::GoOn { Ok(()) } else { Err(Failure::Client(Error::cancelled())) }
    };
    while let Some(group) = next()? {
        candidates.extend(group);
        tell(Progress { done: 0, total: options.total, errors: 0, refused: 0, elapsed: Duration::ZERO })?;
    }
    let mut progress = |work: &Work<'_>| {
        tell(Progress {
            done: lock(&work.shared).done,
            total: Some(work.candidates.len() as u64),
            errors: work.errors.load(Ordering::Relaxed),
            refused: work.limiter.refused(),
            elapsed: Duration::ZERO,
        })
    };
    candidates.shrink_to_fit();
    let units = units(&candidates);
    let work = Work {
        options,
        as_of_us,
        candidates: &candidates,
        units: &units,
        taken: AtomicUsize::new(0),
        errors: AtomicU64::new(0),
        stop: AtomicBool::new(false),
        over: watch::channel(units.is_empty()).0,
        limiter: Limiter::new(cores::count(options.concurrency), options.concurrency),
        shared: Mutex::default(),
    };
    let mut failed = None;
    let slot = async |client: &AsyncClient, number: usize| work.slot(client, number).await;
    let killed = || work.stop.load(Ordering::Relaxed);
    let driven = cores::drive(client, options.concurrency, &work.over, &slot, &killed, &mut || {
        if let Err(failure) = progress(&work) {
            failed.get_or_insert(failure);
            work.stop.store(true, Ordering::Relaxed);
        }
    });
    if failed.is_none() && driven.is_ok() {
        failed = progress(&work).err();
    }
    let failed = failed.or(driven.err().map(Failure::Client));
    let shared = work.shared.into_inner().unwrap_or_else(PoisonError::into_inner);
    // What a core found out says more than that it was stopped.
    if let Some(failure) = shared.failed.or(failed) {
        return Err(failure);
    }
    if client.is_closed() {
        return Err(Failure::Client(Error::configuration("the client was closed while the plan was made")));
    }
    if shared.done != candidates.len() as u64 {
        return Err(Failure::bug("a candidate was lost"));
    }
    if options.as_of_us.is_none() && shared.latest_us > now_us.saturating_add(SKEW_US) {
        return Err(Failure::plan(format!(
            "the clock of this machine says {}, but a package was changed at {}: set the clock, or give as_of",
            time_text(now_us),
            time_text(shared.latest_us),
        )));
    }
    shared.builder.finish(Header {
        iinkedsign_plan: 0,
        what: options.what,
        base_url: client.base_url().to_owned(),
        organization_id: shared.organization_id.unwrap_or_default(),
        notify: options.notify,
        override_retention: options.override_retention,
        archive: options.archive,
        max_deletes: options.max_deletes,
        states: options.states.clone(),
        older_than_seconds: options.older_than.map(|(age, _)| age.as_secs()),
        by: options.older_than.map(|(_, by)| by),
        reason: options.reason.as_ref().map(|reason| client.settings().secrets.scrub(reason)),
        as_of: time_text(as_of_us),
        items: 0,
        kept: 0,
    })
}

/// Where the candidates begin that are read at once, because they are videos of one package.
fn units(candidates: &[Candidate]) -> Vec<usize> {
    let begins = |place: &usize| {
        let (Some(before), this) = (place.checked_sub(1), &candidates[*place].package_id) else { return true };
        this.is_none() || candidates[before].package_id != *this
    };
    (0..candidates.len()).filter(begins).collect()
}

/// What the cores share.
struct Work<'a> {
    options: &'a PlanOptions,
    as_of_us: i64,
    candidates: &'a [Candidate],
    units: &'a [usize],
    taken: AtomicUsize,
    errors: AtomicU64,
    stop: AtomicBool,
    /// Every unit is in the plan.
    over: watch::Sender<bool>,
    limiter: Limiter,
    shared: Mutex<Shared>,
}

/// What they put together.
#[derive(Default)]
struct Shared {
    builder: PlanBuilder,
    /// How many candidates were added.
    done: u64,
    /// The next unit that goes into it, and those that were faster.
    next: usize,
    waiting: BTreeMap<usize, Vec<Judged>>,
    seen: HashSet<[u8; 16]>,
    organization_id: Option<String>,
    latest_us: i64,
    failed: Option<Failure>,
}

/// The outcome of a candidate.
type Judged = Result<Facts, String>;

impl Work<'_> {
    async fn slot(&self, client: &AsyncClient, number: usize) {
        loop {
            self.limiter.slot(number).await;
            let unit = self.taken.fetch_add(1, Ordering::Relaxed);
            let Some(&begin) = self.units.get(unit) else { return };
            let end = self.units.get(unit + 1).map_or(self.candidates.len(), |end| *end);
            let judged = self.judge(client, &self.candidates[begin..end]).await;
            if client.is_closed() {
                self.over.send_replace(true);
                return;
            }
            match judged {
                Ok((judged, seen)) => self.settle(unit, judged, seen),
                Err(failure) => {
                    lock(&self.shared).failed.get_or_insert(failure);
                    self.stop.store(true, Ordering::Relaxed);
                    return;
                }
            }
        }
    }

    /// Reads a package, once for all candidates that are about it.
    async fn judge(&self, client: &AsyncClient, candidates: &[Candidate]) -> Result<(Vec<Judged>, Option<Box<Seen>>)> {
        let options = self.options;
        let all = |reason: &str| Ok((vec![Err(reason.to_owned()); candidates.len()], None));
        let Some(package) = candidates[0].package_id.as_ref().and_then(|id| Id::new(id.clone(), "package_id").ok())
        else {
            return all("invalid_id");
        };
        let video = |candidate: &Candidate| {
            candidate.meeting_video_id.as_ref().and_then(|id| Id::new(id.clone(), "meeting_video_id").ok())
        };
        // What stays anyway need not be read.
        if candidates.iter().all(|candidate| select::is_excluded(options, &package, video(candidate).as_ref())) {
            return all("excluded");
        }
        let remote = Remote { client, limiter: &self.limiter, effects: &RealEffects };
        let seen = match remote.read(&package, select::needs_videos(options.what, options.archive)).await {
            Reading::Seen(seen) => seen,
            Reading::Absent => return all("not_found"),
            Reading::Failed(error) => {
                if matches!(error.kind(), Kind::Authentication | Kind::Configuration | Kind::Internal) {
                    return Err(Failure::Client(error));
                }
                self.errors.fetch_add(candidates.len() as u64, Ordering::Relaxed);
                return all(&format!("error_{}", error.kind().as_str()));
            }
        };
        let judged = candidates.iter().map(|candidate| {
            let id = video(candidate);
            if select::is_excluded(options, &package, id.as_ref()) {
                return Err("excluded".to_owned());
            }
            match (options.what, &id) {
                _ if seen.package.organization_id.is_none() => Err("organization_unknown".to_owned()),
                (What::Packages, _) => select::package(options, self.as_of_us, &seen),
                (What::Videos, Some(id)) => select::video(options, self.as_of_us, &seen, id),
                (What::Videos, None) => Err("invalid_id".to_owned()),
            }
        });
        Ok((judged.collect(), Some(seen)))
    }

    /// Puts the outcome of candidates into the plan, in the order of the candidates.
    fn settle(&self, unit: usize, judged: Vec<Judged>, seen: Option<Box<Seen>>) {
        let mut shared = lock(&self.shared);
        if judged.iter().any(Result::is_ok)
            && let Some(seen) = seen
        {
            shared.note(&seen);
        }
        shared.waiting.insert(unit, judged);
        let result = shared.advance(self);
        if let Err(failure) = result {
            shared.failed.get_or_insert(failure);
        }
        if shared.next == self.units.len() {
            self.over.send_replace(true);
        }
        if shared.failed.is_some() {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

impl Shared {
    fn note(&mut self, seen: &Seen) {
        let changed = seen.package.time_last_modified.as_ref().and_then(crate::model::Time::unix_us);
        self.latest_us = self.latest_us.max(changed.unwrap_or(i64::MIN));
        let Some(of) = seen.package.organization_id.as_deref().map(text::id) else { return };
        match &self.organization_id {
            None => self.organization_id = Some(of),
            Some(known) if known.eq_ignore_ascii_case(&of) => {}
            Some(known) => {
                let failure = Failure::plan(format!(
                    "the packages belong to more than one organization ({known} and {of}): plan each by itself"
                ));
                self.failed.get_or_insert(failure);
            }
        }
    }

    fn advance(&mut self, work: &Work<'_>) -> Result<()> {
        while let Some(judged) = self.waiting.remove(&self.next) {
            let begin = work.units[self.next];
            for (place, judged) in judged.into_iter().enumerate() {
                self.take(&work.candidates[begin + place], judged)?;
                self.done += 1;
            }
            self.next += 1;
        }
        Ok(())
    }

    fn take(&mut self, candidate: &Candidate, judged: Judged) -> Result<()> {
        let video = candidate.meeting_video_id.as_deref();
        let judged = match &candidate.package_id {
            Some(package) if !self.seen.insert(key(package, video)) => Err("duplicate".to_owned()),
            _ => judged,
        };
        // What is no id may be anything.
        let shown = |id: &String| text::id(id);
        match (judged, &candidate.package_id) {
            (Ok(was), Some(package_id)) => self.builder.add(Item {
                n: 0,
                package_id: package_id.clone(),
                meeting_video_id: candidate.meeting_video_id.clone(),
                was,
            }),
            (judged, package_id) => self.builder.keep(&Kept {
                kept: judged.err().unwrap_or_else(|| "invalid_id".to_owned()),
                package_id: package_id.as_ref().map(shown),
                meeting_video_id: candidate.meeting_video_id.as_ref().map(shown),
            }),
        }
    }
}
