//! Applying a plan: what is checked before anything is sent, the parts of a run, and its end.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use super::Progress;
use super::archive::ArchiveDir;
use super::coordinator::{Coordinator, Part};
use super::cores;
use super::effects::{Effects, RealEffects};
use super::failure::{Failure, Result};
use super::holds::Holds;
use super::journal::{Committer, Entry, Log, Replay, replay};
use super::options::{ApplyOptions, Wish};
use super::plan::{self, Plan, archive_of, journal_of, lock_of};
use super::remote::LONGEST_CONNECT;
use super::report::Report;
use super::stop::{Level, Why};
use crate::blocking::{Client, may_wait};
use crate::client::Client as AsyncClient;
use crate::error::Error;
use crate::guard::{THREADS, lock};
use crate::runtime::no_runtime;

/// The result of an apply or a resume.
#[derive(Debug)]
pub struct Applied {
    /// The outcome of the items.
    pub report: Report,
    /// Whether it ended because its caller wanted so.
    pub interrupted: bool,
    /// Why nothing more could be sent, if that was no limit.
    pub failure: Option<Failure>,
}

/// Applies a plan that was not applied before.
///
/// `watch` is asked about every 40 ms on this thread.  An error means that nothing was sent.
pub fn apply(
    client: &Client,
    path: &Path,
    options: &ApplyOptions,
    watch: &mut dyn FnMut(&Progress) -> Wish,
) -> Result<Applied> {
    run(client, path, options, Mode::Apply, &RealEffects, watch)
}

/// Goes on with a plan that was begun to be applied.
pub fn resume(
    client: &Client,
    path: &Path,
    options: &ApplyOptions,
    watch: &mut dyn FnMut(&Progress) -> Wish,
) -> Result<Applied> {
    run(client, path, options, Mode::Resume, &RealEffects, watch)
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Apply,
    Resume,
}

pub(super) fn run(
    client: &Client,
    path: &Path,
    options: &ApplyOptions,
    mode: Mode,
    effects: &dyn Effects,
    watch: &mut dyn FnMut(&Progress) -> Wish,
) -> Result<Applied> {
    may_wait()?;
    options.check()?;
    client.check_open()?;
    // Under whatever name it is called, a plan has one lock and one journal.
    let path = path.canonicalize().map_err(|error| {
        Failure::plan(format!("{}: the plan cannot be read: {error}; nothing was sent", path.display()))
    })?;
    let lock_path = lock_of(&path);
    let lock = effects.lock(&lock_path).map_err(|error| {
        Failure::journal(format!("{} cannot be locked: {error}; nothing was sent", lock_path.display()))
    })?;
    let Some(_lock) = lock else {
        return Err(Failure::journal(format!(
            "{} is locked: this plan is being applied by another process or thread; nothing was sent",
            lock_path.display()
        )));
    };
    let plan = plan::read(&path)?;
    check_plan(client, &plan, options)?;
    let holds = Holds::new(options.holds.as_deref());
    holds.check().map_err(|reason| Failure::plan(format!("{reason}; nothing was sent")))?;
    let journal = journal_of(&path);
    check_journal(&journal, &plan, mode)?;
    // Before a journal is begun: what is refused leaves none.
    let archive = plan.header().archive.map(|_| {
        let beside = archive_of(&path);
        ArchiveDir::new(options.archive_dir.as_deref().unwrap_or(&beside))
    });
    let archive = archive.transpose()?;
    let (mut log, known) = match mode {
        Mode::Apply => (Log::create(effects, &journal, &plan)?, Replay::new(&plan)),
        Mode::Resume => Log::open(effects, &journal, &plan)?,
    };
    if known.closed {
        return Ok(Applied { report: report(plan, &log, known, None), interrupted: false, failure: None });
    }
    log.append([Entry::Run { resume: mode == Mode::Resume }])?;
    let (committer, messages) = Committer::new();
    let Replay { items, canaries, .. } = known;
    let coordinator = Coordinator::new(&plan, options, archive, holds, effects, committer, items, canaries);
    // The limits of earlier runs are those of this one.
    coordinator.check_limits();
    let driven = thread::scope(|scope| {
        let log = &mut log;
        let writer = thread::Builder::new()
            .name(THREADS.to_owned())
            .spawn_scoped(scope, move || Committer::serve(&messages, log))
            .map_err(no_runtime)?;
        let driven = drive(client, &coordinator, watch);
        coordinator.committer.close();
        writer.join().map_err(|_| Error::internal("a panic in the thread of the journal"))?;
        driven
    });
    let why = match (coordinator.stop.why(), driven) {
        (None, Err(error)) => Some(Why::Failed(Failure::Client(error))),
        (why, _) => why,
    };
    let failure = finish(&coordinator, &mut log, why.as_ref());
    let items = coordinator.into_items();
    let closed = items.iter().all(|known| known.state.is_some());
    let (interrupted, stopped) = match &why {
        None => (false, None),
        Some(Why::Interrupted) => (true, Some("interrupted".to_owned())),
        Some(Why::Limit(_, message)) => (false, Some(message.clone())),
        Some(Why::Failed(failure)) => (false, Some(failure.to_string())),
    };
    let replay = Replay { items, closed: closed && failure.is_none(), ..Replay::new(&plan) };
    Ok(Applied { report: report(plan.clone(), &log, replay, stopped), interrupted, failure })
}

/// What has to be right before the journal is touched.
fn check_plan(client: &Client, plan: &Plan, options: &ApplyOptions) -> Result<()> {
    if options.confirm != plan.code() {
        return Err(Failure::plan(format!(
            "confirm is not the code of this plan ({} items): show the plan, and give the code that it shows; nothing was sent",
            plan.len()
        )));
    }
    if client.base_url() != plan.header().base_url {
        return Err(Failure::plan(format!(
            "the plan is for {}, and the client sends to {}; nothing was sent",
            plan.header().base_url,
            client.base_url()
        )));
    }
    if client.settings().connect_timeout.is_none_or(|limit| limit > LONGEST_CONNECT) {
        return Err(Failure::Client(Error::configuration(
            "connect_timeout must be at most 8 s here: an item is deleted within 10 s of being read, or not at all \
             (nothing was sent)",
        )));
    }
    Ok(())
}

/// Whether there is a journal, for a resume and for nothing else.
fn check_journal(journal: &Path, plan: &Plan, mode: Mode) -> Result<()> {
    let refused = |why: &str| Err(Failure::journal(format!("{} {why}; nothing was sent", journal.display())));
    match (mode, File::open(journal)) {
        (Mode::Apply, Ok(file)) if replay(&file, journal, plan)?.closed => {
            refused("is there: this plan was applied to its end: verify it, or make a new plan")
        }
        (Mode::Apply, Ok(_)) => refused("is there: this plan was begun to be applied: resume it"),
        (Mode::Resume, Ok(_)) => Ok(()),
        (Mode::Apply, Err(error)) if error.kind() == ErrorKind::NotFound => Ok(()),
        (Mode::Resume, Err(error)) if error.kind() == ErrorKind::NotFound => {
            refused("is not there: this plan was not begun to be applied")
        }
        (_, Err(error)) => refused(&format!("cannot be read: {error}")),
    }
}

/// Goes through the parts of a run.
fn drive(client: &Client, all: &Coordinator<'_>, watch: &mut dyn FnMut(&Progress) -> Wish) -> crate::Result<()> {
    let started = Instant::now();
    let mut tick = || {
        let (done, errors) = all.progress();
        let wish = watch(&Progress {
            done,
            total: Some(all.plan.len() as u64),
            errors,
            refused: all.limiter.refused(),
            elapsed: started.elapsed(),
        });
        match wish {
            Wish::GoOn => {}
            Wish::Stop => all.stop.because(Level::Interrupt, Why::Interrupted),
            Wish::Kill => all.stop.because(Level::Kill, Why::Interrupted),
        }
        if client.is_closed() {
            let message = "the client was closed in the middle".to_owned();
            all.stop.because(Level::Drain, Why::Limit("client_closed", message));
        }
    };
    let killed = || all.stop.level() == Level::Kill;
    for part in [Part::Recover, Part::Canary, Part::All] {
        tick();
        if !all.begin(part) {
            continue;
        }
        let concurrency = if part == Part::Canary { 1 } else { all.options.concurrency };
        let slot = async |client: &AsyncClient, number: usize| all.slot(client, number, part).await;
        let driven = cores::drive(client, concurrency, &all.over, &slot, &killed, &mut tick);
        if !killed() {
            driven?;
        }
    }
    tick();
    Ok(())
}

/// The last line of a run, and the list of what was saved; why nothing more could be written, or sent.
fn finish(all: &Coordinator<'_>, log: &mut Log<'_>, why: Option<&Why>) -> Option<Failure> {
    let mut failure = match why {
        Some(Why::Failed(failure)) => Some(failure.clone()),
        _ => None,
    };
    if let Some(archive) = &all.archive
        && let Err(error) = archive.write_sums(all.effects, &lock(&all.items))
    {
        failure.get_or_insert_with(|| Failure::journal(format!("SHA256SUMS cannot be written: {error}")));
    }
    let code = match why {
        Some(Why::Limit(code, _)) => code,
        Some(Why::Interrupted) => "interrupted",
        Some(Why::Failed(_)) => "failed",
        None => "",
    };
    let is_known = lock(&all.items).iter().all(|known| known.state.is_some());
    // Unless something is still to be written, which a resume does.
    let entry = if is_known && failure.is_none() {
        Entry::Closed { items: u32::try_from(all.plan.len()).unwrap_or(u32::MAX) }
    } else {
        Entry::Stopped { why: if code.is_empty() { "not_reached" } else { code }.to_owned() }
    };
    // A broken journal takes nothing more, and says so itself.
    if let Err(error) = log.append([entry]) {
        failure.get_or_insert(error);
    }
    failure
}

fn report(plan: Arc<Plan>, log: &Log<'_>, known: Replay, stopped: Option<String>) -> Report {
    let stopped = stopped.or(known.stopped).filter(|_| !known.closed);
    Report { plan, items: known.items, head: log.head().text(), closed: known.closed, stopped, verified: false }
}
