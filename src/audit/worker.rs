//! One core's part of an audit: its own runtime and connections, and many slots.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::iter::Zip;
use std::ops::RangeFrom;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::vec::IntoIter;

use futures_util::stream::{FuturesUnordered, Stream};
use tokio::sync::Notify;
use tokio::task::coop::unconstrained;

use super::ask::ask;
use super::input::Input;
use super::row::Row;
use super::tables::{Builder, Chunk, Layout};
use crate::client::Client;
use crate::guard::lock;
use crate::limiter::Limiter;

/// So many spans may be under way at once.  A package that takes long, by its waits between attempts say, holds its
/// span back; the bound keeps what has come meanwhile from filling the memory.
const OPEN: usize = 12;

/// Consecutive inputs, which are requested by one core and become one chunk.
pub(super) struct Span {
    pub(super) first: usize,
    pub(super) inputs: Vec<Input>,
}

/// What the workers tell the coordinator.
pub(super) enum Event {
    /// There is nothing left to take.
    QueueEmpty,
    /// A span is done.
    Done(Chunk),
}

/// What the cores share.
pub(super) struct Work {
    pub(super) limiter: Limiter,
    layout: Arc<Layout>,
    videos: bool,
    as_of_us: i64,
    pub(super) done: AtomicU64,
    pub(super) failed: AtomicU64,
    queue: Mutex<Queue>,
    changed: Notify,
}

#[derive(Default)]
struct Queue {
    spans: VecDeque<Span>,
    closed: bool,
}

impl Work {
    pub(super) fn new(cores: usize, concurrency: usize, layout: Arc<Layout>, videos: bool, as_of_us: i64) -> Self {
        Self {
            limiter: Limiter::new(cores, concurrency),
            layout,
            videos,
            as_of_us,
            done: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            queue: Mutex::default(),
            changed: Notify::new(),
        }
    }

    /// Hands a span out.
    pub(super) fn push(&self, span: Span) {
        lock(&self.queue).spans.push_back(span);
        self.changed.notify_waiters();
    }

    pub(super) fn waiting(&self) -> usize {
        lock(&self.queue).spans.len()
    }

    /// No more spans will come.
    pub(super) fn close(&self) {
        lock(&self.queue).closed = true;
        self.changed.notify_waiters();
    }

    /// Whether there is nothing left to take, and nothing will come.
    fn is_over(&self) -> bool {
        let queue = lock(&self.queue);
        queue.closed && queue.spans.is_empty()
    }
}

/// A span of which some inputs are not done yet.
struct Open {
    /// The inputs that are not taken, and their places.
    inputs: Zip<RangeFrom<usize>, IntoIter<Input>>,
    builder: Builder,
    /// The place of the first row that is not in the builder.
    next: usize,
    /// The rows from there on, as far as they have come: what came early waits for those before it.
    early: VecDeque<Option<Row>>,
    /// How many rows have not come.
    left: usize,
}

impl Open {
    fn new(span: Span, work: &Work) -> Self {
        let left = span.inputs.len();
        Self {
            inputs: (span.first..).zip(span.inputs),
            builder: Builder::new(work.layout.clone(), work.as_of_us, left),
            next: span.first,
            early: VecDeque::new(),
            left,
        }
    }

    /// Puts a row in its place.  It becomes columns as soon as it can: a row is many small pieces of memory, and a span
    /// of them would be more than the caches hold.
    fn put(&mut self, place: usize, row: Row) {
        self.left -= 1;
        let ahead = place - self.next;
        if self.early.len() <= ahead {
            self.early.resize_with(ahead + 1, || None);
        }
        self.early[ahead] = Some(row);
        while let Some(Some(row)) = self.early.front() {
            self.builder.push(self.next, row);
            self.early.pop_front();
            self.next += 1;
        }
    }

    /// What has come.
    fn finish(mut self) -> Chunk {
        for (place, row) in (self.next..).zip(self.early) {
            if let Some(row) = row {
                self.builder.push(place, &row);
            }
        }
        self.builder.finish()
    }
}

/// One core.
pub(super) struct Worker<'a> {
    work: &'a Work,
    events: Sender<Event>,
    open: RefCell<Vec<Option<Open>>>,
}

impl<'a> Worker<'a> {
    pub(super) fn new(work: &'a Work, events: Sender<Event>) -> Self {
        Self { work, events, open: RefCell::new((0..OPEN).map(|_| None).collect()) }
    }

    /// Works with the slots of these numbers until there is nothing left.
    pub(super) async fn run(&self, client: &Client, slots: impl Iterator<Item = usize>) {
        let mut slots: FuturesUnordered<_> = slots.map(|number| self.slot(client, number)).collect();
        let mut slots = std::pin::Pin::new(&mut slots);
        // All slots are one task of tokio's, whose budget they would use up: some of them would always come last.
        unconstrained(poll_fn(|context| {
            while let Poll::Ready(ended) = slots.as_mut().poll_next(context) {
                if ended.is_none() {
                    return Poll::Ready(());
                }
            }
            // Slots that may not work at the moment need not see the end.
            if self.is_done() || client.is_closed() { Poll::Ready(()) } else { Poll::Pending }
        }))
        .await;
    }

    async fn slot(&self, client: &Client, number: usize) {
        loop {
            self.work.limiter.slot(number).await;
            let (span, place, input) = loop {
                let changed = self.work.changed.notified();
                match self.take() {
                    Some(job) => break job,
                    None if self.work.is_over() => return,
                    None => changed.await,
                }
            };
            let row = ask(client, &self.work.limiter, &input, self.work.videos).await;
            if client.is_closed() {
                // What it ended with says nothing of the package.
                return;
            }
            self.settle(span, place, row);
        }
    }

    /// The next input: its span and place, and itself.
    fn take(&self) -> Option<(usize, usize, Input)> {
        let mut open = self.open.borrow_mut();
        for (at, span) in open.iter_mut().enumerate() {
            if let Some((place, input)) = span.as_mut().and_then(|span| span.inputs.next()) {
                return Some((at, place, input));
            }
        }
        let (at, free) = open.iter_mut().enumerate().find(|(_, span)| span.is_none())?;
        let span = {
            let mut queue = lock(&self.work.queue);
            let span = queue.spans.pop_front()?;
            if queue.spans.is_empty() && !queue.closed {
                // Nobody listens any more when the audit was stopped.
                let _ = self.events.send(Event::QueueEmpty);
            }
            span
        };
        let (place, input) = free.insert(Open::new(span, self.work)).inputs.next()?;
        Some((at, place, input))
    }

    fn is_done(&self) -> bool {
        self.open.borrow().iter().all(Option::is_none) && self.work.is_over()
    }

    fn settle(&self, at: usize, place: usize, row: Row) {
        self.work.done.fetch_add(1, Ordering::Relaxed);
        if row.outcome.is_err() {
            self.work.failed.fetch_add(1, Ordering::Relaxed);
        }
        let mut open = self.open.borrow_mut();
        let Some(span) = &mut open[at] else { return };
        span.put(place, row);
        if span.left == 0 {
            let span = open[at].take();
            drop(open);
            self.deliver(span);
            self.work.changed.notify_waiters();
        }
    }

    /// Hands over what is done of the spans that are not: the end of an audit that was stopped.
    pub(super) fn give_up(self) {
        let open = self.open.take();
        for span in open {
            self.deliver(span);
        }
    }

    fn deliver(&self, span: Option<Open>) {
        if let Some(span) = span {
            let _ = self.events.send(Event::Done(span.finish()));
        }
    }
}
