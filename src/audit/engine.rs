//! The coordinating thread of an audit: it hands out the inputs, and puts the results together.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::input::Input;
use super::tables::{Assembler, Layout, Origin};
use super::worker::{Event, Span, Work, Worker};
use super::{Audit, Options, Progress};
use crate::PackageList;
use crate::blocking::{Client, may_wait};
use crate::drift::DriftCounts;
use crate::error::{Error, Result};
use crate::guard::{self, THREADS};
use crate::runtime::no_runtime;

/// How often a waiting audit calls `watch`.
const POLLING_INTERVAL: Duration = Duration::from_millis(40);
/// The smallest and the largest span.  Small ones at first, so that every core has something to do.
const SPANS: (usize, usize) = (64, 256);

/// Where the inputs come from.
pub enum Source<'a> {
    /// Every package of a list.
    Account(Box<PackageList>),
    /// What this yields, group by group, until it yields nothing.
    Inputs(&'a mut dyn FnMut() -> Result<Option<Vec<Input>>>),
}

/// The result of an audit.
pub struct Finished {
    /// What is known; with an error, what was known then.
    pub audit: Audit,
    /// Why it ended before its end: it was stopped, or its inputs could not be read.
    pub error: Option<Error>,
}

/// Asks for all inputs.
///
/// `watch` is called about every 40 ms on this thread; when it says true, the audit ends, and what is done is kept.
/// What `earlier` knows is not requested again; ending early, the audit still knows all of it.
pub fn run(
    client: &Client,
    source: Source<'_>,
    options: &Options,
    earlier: Option<&Audit>,
    watch: &mut dyn FnMut(&Progress) -> bool,
) -> Result<Finished> {
    may_wait()?;
    let concurrency = options.checked_concurrency()?;
    let as_of_us = match (options.as_of_us, earlier) {
        (Some(as_of), _) => as_of,
        (None, Some(earlier)) => earlier.as_of_us,
        (None, None) => now_us(),
    };
    let layout = match earlier {
        None => Arc::new(Layout::new(options.include_links, options.pii(client)?)),
        Some(earlier) if earlier.as_of_us == as_of_us && earlier.options.asks_the_same(options) => {
            earlier.tables.layout().clone()
        }
        Some(_) => {
            return Err(Error::invalid_argument(
                "resume: the earlier audit has another as_of, include_videos, include_links or pii; give the same ones",
            ));
        }
    };
    let drift = Arc::new(DriftCounts::default());
    // The list of the account has a connection of its own.
    let concurrency = if matches!(source, Source::Account(_)) { (concurrency - 1).max(1) } else { concurrency };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(concurrency);
    let work = Work::new(threads, concurrency, layout.clone(), options.include_videos, as_of_us);
    let stop = AtomicBool::new(false);
    let (sender, events) = channel();
    let mut coordinator =
        Coordinator::new(client, &work, source, options.total, earlier, Assembler::new(layout.clone()), drift.clone());
    let error = thread::scope(|scope| {
        let ending = Ending { stop: &stop, work: &work };
        let mut cores = Vec::new();
        let mut error = client.check_open().err();
        for core in 0..threads {
            if error.is_some() {
                break;
            }
            let (work, stop, drift, sender) = (&work, &stop, &drift, sender.clone());
            let on_thread = options.on_thread.as_deref();
            let thread = thread::Builder::new().name(THREADS.to_owned()).spawn_scoped(scope, move || {
                guard::call(|| {
                    if let Some(on_thread) = on_thread {
                        on_thread();
                    }
                    let worker = Worker::new(work, sender);
                    let slots = (core..concurrency).step_by(threads);
                    let result = client.run(
                        async |client| {
                            worker.run(&client.counting_drift_in(drift), slots).await;
                            Ok(())
                        },
                        &mut || stop.load(Ordering::Relaxed),
                    );
                    worker.give_up();
                    result
                })
            });
            match thread {
                Ok(thread) => cores.push(thread),
                // The others do its part, if there are any.
                Err(cause) if core == 0 => error = Some(no_runtime(cause)),
                Err(_) => break,
            }
        }
        drop(sender);
        if error.is_none() {
            error = coordinator.serve(&events, watch).err();
        }
        if error.is_none() && client.is_closed() && !coordinator.is_done() {
            error = Some(Error::configuration("the client was closed in the middle of an audit"));
        }
        drop(ending);
        for core in cores {
            if let Err(failure) = core.join().unwrap_or_else(|_| Err(Error::internal("a panic in a thread")))
                && error.is_none()
            {
                error = Some(failure);
            }
        }
        error
    });
    for event in events.try_iter() {
        coordinator.handle(event)?;
    }
    if error.is_some() {
        coordinator.keep_the_rest();
    }
    let tables = coordinator.tables.finish(coordinator.order.as_deref(), earlier.map(|earlier| &earlier.tables))?;
    let audit = Audit { tables, as_of_us, drift: drift.list(), options: options.clone() };
    Ok(Finished { audit, error })
}

/// Ends the workers, however the coordinating thread leaves: a panic of it, too, waits for them.  Where all is done
/// they have ended already.
struct Ending<'a> {
    stop: &'a AtomicBool,
    work: &'a Work,
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.work.close();
    }
}

/// The state of the coordinating thread.
struct Coordinator<'a, 's> {
    client: &'a Client,
    work: &'a Work,
    source: Source<'s>,
    ended: bool,
    /// Read, but not handed out.
    fresh: Vec<Input>,
    /// How many distinct inputs were handed out.
    places: usize,
    seen: HashMap<String, usize>,
    known: HashMap<&'a str, usize>,
    /// Where the row of each input comes from; left out as long as that is its own place.
    order: Option<Vec<Origin>>,
    tables: Assembler,
    inputs: u64,
    total: Option<u64>,
    drift: Arc<DriftCounts>,
    started: Instant,
    longest_watch: Duration,
}

impl<'a, 's> Coordinator<'a, 's> {
    fn new(
        client: &'a Client,
        work: &'a Work,
        source: Source<'s>,
        total: Option<u64>,
        earlier: Option<&'a Audit>,
        tables: Assembler,
        drift: Arc<DriftCounts>,
    ) -> Self {
        Self {
            client,
            work,
            source,
            ended: false,
            fresh: Vec::new(),
            places: 0,
            seen: HashMap::new(),
            known: earlier.map(|earlier| earlier.tables.known().collect()).unwrap_or_default(),
            order: earlier.is_some().then(Vec::new),
            tables,
            inputs: 0,
            total,
            drift,
            started: Instant::now(),
            longest_watch: Duration::ZERO,
        }
    }

    /// Serves the cores until all is done, or cannot continue.
    fn serve(&mut self, events: &Receiver<Event>, watch: &mut dyn FnMut(&Progress) -> bool) -> Result<()> {
        let mut due = Instant::now() + POLLING_INTERVAL;
        let cores = thread::available_parallelism().map_or(1, usize::from);
        loop {
            // Enough for every core to take the next span without waiting.
            let queue_low =
                !self.ended && (self.work.waiting() < 2 * cores || self.left() < 2 * self.taken_while_watching());
            if queue_low {
                self.feed(watch)?;
            }
            if self.ended {
                self.work.close();
            }
            match events.recv_timeout(if queue_low { Duration::ZERO } else { POLLING_INTERVAL }) {
                Ok(event) => self.handle(event)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    watch(&self.progress());
                    return Ok(());
                }
            }
            let now = Instant::now();
            if now >= due {
                if watch(&self.progress()) {
                    return Err(Error::cancelled());
                }
                self.longest_watch = self.longest_watch.max(now.elapsed());
                due = Instant::now() + POLLING_INTERVAL;
                if self.client.is_closed() {
                    return Ok(());
                }
            }
        }
    }

    /// How many inputs were handed out and have no row yet.
    fn left(&self) -> u64 {
        (self.places as u64).saturating_sub(self.work.done.load(Ordering::Relaxed))
    }

    /// How many inputs the cores take while the watcher takes its time, in which nothing is handed out.
    fn taken_while_watching(&self) -> u64 {
        let done = u128::from(self.work.done.load(Ordering::Relaxed));
        let taken = done * self.longest_watch.as_micros() / self.started.elapsed().as_micros().max(1);
        u64::try_from(taken).unwrap_or(u64::MAX)
    }

    /// Whether every input has its row.
    fn is_done(&self) -> bool {
        self.ended && self.fresh.is_empty() && self.work.done.load(Ordering::Relaxed) == self.places as u64
    }

    fn handle(&mut self, event: Event) -> Result<()> {
        match event {
            Event::Done(chunk) => self.tables.add(chunk),
            Event::QueueEmpty => Ok(()),
        }
    }

    /// Reads the next group of inputs, and hands out what makes a span.
    fn feed(&mut self, watch: &mut dyn FnMut(&Progress) -> bool) -> Result<()> {
        let size = (self.places / 8).clamp(SPANS.0, SPANS.1);
        // One group: inputs that are known or repeated could otherwise continue forever, with `watch` never called.
        if self.fresh.len() < size {
            if let Some(group) = self.next_group(watch)? {
                for input in group {
                    self.admit(input);
                }
            } else {
                self.ended = true;
                self.total = Some(self.inputs);
            }
        }
        while self.fresh.len() >= size || (!self.fresh.is_empty() && (self.ended || self.work.waiting() == 0)) {
            let rest = self.fresh.split_off(self.fresh.len().min(size));
            let inputs = std::mem::replace(&mut self.fresh, rest);
            let first = self.places;
            self.places += inputs.len();
            self.work.push(Span { first, inputs });
        }
        Ok(())
    }

    fn next_group(&mut self, watch: &mut dyn FnMut(&Progress) -> bool) -> Result<Option<Vec<Input>>> {
        let progress = self.progress();
        match &mut self.source {
            Source::Inputs(next) => next(),
            Source::Account(list) => {
                let page = self
                    .client
                    .run(async |client| list.next_page(&client.counting_drift_in(&self.drift)).await, &mut || {
                        watch(&progress)
                    })?;
                self.total = list.total();
                Ok(page.map(|page| page.into_iter().filter_map(|item| item.package_id).map(Input::new).collect()))
            }
        }
    }

    /// Puts an input in line, unless its answer is known, or is being requested.
    fn admit(&mut self, input: Input) {
        self.inputs += 1;
        let place = self.places + self.fresh.len();
        let origin = match &input {
            Input::Wrong(..) => Origin::Asked(place),
            Input::Package(id) => match self.known.get(id.as_str()) {
                Some(&row) => Origin::Known(row),
                None => Origin::Asked(*self.seen.entry(id.as_str().to_owned()).or_insert(place)),
            },
        };
        let own = matches!(origin, Origin::Asked(asked) if asked == place);
        match &mut self.order {
            Some(order) => order.push(origin),
            None if own => {}
            None => {
                let mut order: Vec<_> = (0..place).map(Origin::Asked).collect();
                order.push(origin);
                self.order = Some(order);
            }
        }
        if own {
            self.fresh.push(input);
        }
    }

    /// Puts what the earlier audit knows of packages that the inputs have not come to after those that they have, so
    /// that an audit which continues with this one need not ask for it either.
    fn keep_the_rest(&mut self) {
        let Some(order) = &mut self.order else { return };
        let known = |origin: &Origin| if let Origin::Known(row) = origin { Some(*row) } else { None };
        let reached: HashSet<usize> = order.iter().filter_map(known).collect();
        let mut rest: Vec<usize> = self.known.values().copied().filter(|row| !reached.contains(row)).collect();
        rest.sort_unstable();
        order.extend(rest.into_iter().map(Origin::Known));
    }

    fn progress(&self) -> Progress {
        let count = |number: &std::sync::atomic::AtomicU64| number.load(Ordering::Relaxed);
        let asked = (self.places + self.fresh.len()) as u64;
        Progress {
            // Repeated and known inputs are done with the others.
            done: count(&self.work.done) + (self.inputs - asked),
            total: self.total,
            errors: count(&self.work.failed),
            refused: self.work.limiter.refused(),
            elapsed: self.started.elapsed(),
        }
    }
}

fn now_us() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}
