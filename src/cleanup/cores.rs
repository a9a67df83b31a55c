//! One thread for each core, on which many items are under way at once.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use futures_util::future::{ready, select};
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::sync::watch;

use crate::blocking::Client;
use crate::client::Client as AsyncClient;
use crate::error::{Error, Result};
use crate::guard;
use crate::guard::THREADS;
use crate::runtime::no_runtime;

/// How often whoever waits is asked.
const TICK: Duration = Duration::from_millis(40);

/// So many threads are worth it.
pub(super) fn count(concurrency: usize) -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(concurrency)
}

/// Runs the slots of these numbers on [`count`] threads, each until it ends or all is `over`.
///
/// `tick` is called about every 40 ms on this thread.  Once `killed` says so, all ends within that time.
pub(super) fn drive(
    client: &Client,
    concurrency: usize,
    over: &watch::Sender<bool>,
    slot: &(impl AsyncFn(&AsyncClient, usize) + Sync),
    killed: &(dyn Fn() -> bool + Sync),
    tick: &mut dyn FnMut(),
) -> Result<()> {
    let threads = count(concurrency);
    thread::scope(|scope| {
        let (sender, ended) = channel::<()>();
        let mut cores = Vec::new();
        for core in 0..threads {
            let sender = sender.clone();
            let thread = thread::Builder::new().name(THREADS.to_owned()).spawn_scoped(scope, move || {
                // Dropped at the end, however that comes.
                let _ended = sender;
                guard::call(|| {
                    let run = async |client: &AsyncClient| {
                        let numbers = (core..concurrency).step_by(threads);
                        let slots: FuturesUnordered<_> = numbers.map(|number| slot(client, number)).collect();
                        let mut is_over = over.subscribe();
                        // A slot that may not work at the moment need not see the end.
                        let is_over = std::pin::pin!(is_over.wait_for(|over| *over));
                        select(slots.for_each(|()| ready(())), is_over).await;
                        Ok(())
                    };
                    client.run(run, &mut || killed())
                })
            });
            match thread {
                Ok(thread) => cores.push(thread),
                // The others do its part, if there are any.
                Err(cause) if core == 0 => return Err(no_runtime(cause)),
                Err(_) => break,
            }
        }
        drop(sender);
        while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
            tick();
        }
        let mut result = Ok(());
        for core in cores {
            let core = core.join().unwrap_or_else(|_| Err(Error::internal("a panic in a thread")));
            result = result.and(core);
        }
        result
    })
}
