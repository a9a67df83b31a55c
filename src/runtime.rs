//! The runtimes that run calls, and what happens to them at fork (docs/design.md has the reasons).
//!
//! A blocking call takes a [`Driver`] of its own, a runtime and its connections, and gives it back.  Asynchronous calls
//! share one thread ([`Background`](crate::background::Background)).  [`PerProcess`] gives each process its own of all
//! that.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use once_cell::race::OnceBox;
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, Sleep, sleep};

use crate::error::{Error, Kind, Result};
use crate::guard::THREADS;
use crate::{descriptors, process};

/// How often a waiting call asks whether it was interrupted.
const TICK: Duration = Duration::from_millis(40);
/// After this many steps of a connection the clock is read, so that a server which keeps one busy
/// (for example with endless interim answers) cannot postpone a time limit.
const STEPS: u32 = 4;

/// A value of which each process has its own.
///
/// A process finds its value by walking from the one that its ancestor made.  There is no lock in it, because
/// a lock that another thread held at the moment of the fork would stay locked in the child forever.
pub(crate) struct PerProcess<T> {
    process: u32,
    value: Option<T>,
    child: OnceBox<PerProcess<T>>,
}

impl<T> PerProcess<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { process: process::current(), value: Some(value), child: OnceBox::new() }
    }

    /// This process's value, made by `make` when a forked child first asks.
    pub(crate) fn get(&self, make: impl Fn() -> T) -> &T {
        let process = process::current();
        let mut node = self;
        loop {
            match &node.value {
                Some(value) if node.process == process => return value,
                _ => node = node.child.get_or_init(|| Box::new(Self::new(make()))),
            }
        }
    }
}

impl<T> Drop for PerProcess<T> {
    fn drop(&mut self) {
        if self.process != process::current() {
            // The parent's: closing it here would disturb the parent, which still uses it.
            std::mem::forget(self.value.take());
        }
    }
}

/// A runtime and its connections, run by the thread that holds it.
pub(crate) struct Driver<C> {
    runtime: Option<Runtime>,
    client: C,
    /// Lives on from call to call: to register a timer that ends before all others costs a system call.
    tick: Pin<Box<Sleep>>,
}

impl<C> Driver<C> {
    pub(crate) fn new(client: C) -> Result<Self> {
        let runtime = Builder::new_current_thread()
            .thread_name(THREADS)
            .event_interval(STEPS)
            .enable_all()
            .build()
            .map_err(no_runtime)?;
        let tick = {
            let _inside = runtime.enter();
            Box::pin(sleep(TICK))
        };
        Ok(Self { runtime: Some(runtime), client, tick })
    }

    /// Runs one call on this thread.  `interrupted` is polled; when it returns true, the call ends at once.
    pub(crate) fn run<T>(
        &mut self,
        call: impl AsyncFnOnce(&C) -> Result<T>,
        interrupted: &mut dyn FnMut() -> bool,
    ) -> Result<T> {
        let Self { runtime: Some(runtime), client, tick } = self else {
            return Err(Error::internal("the driver has no runtime"));
        };
        let mut call = pin!(async {
            // While this runtime was idle, a server may have closed a connection.  One turn notices it, and
            // a connection reads before it writes: a request on a closed one comes back unsent.
            tokio::task::yield_now().await;
            call(client).await
        });
        loop {
            let ended = runtime.block_on(poll_fn(|context| {
                if tick.as_mut().poll(context).is_ready() {
                    return Poll::Ready(None);
                }
                call.as_mut().poll(context).map(Some)
            }));
            // Outside of the runtime: a signal handler may make calls of its own.
            match ended {
                Some(result) => return result,
                None if interrupted() => return Err(Error::cancelled()),
                None => tick.as_mut().reset(Instant::now() + TICK),
            }
        }
    }
}

impl<C> Drop for Driver<C> {
    fn drop(&mut self) {
        // Without waiting, which is not allowed where another runtime's thread collects Python's garbage.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function of map_err")]
pub(crate) fn no_runtime(error: std::io::Error) -> Error {
    let advice = if descriptors::are_exhausted(&error) { descriptors::ADVICE } else { "nothing was sent" };
    Error::new(Kind::Connect, format!("no runtime could be started: {error}; {advice}"))
}
