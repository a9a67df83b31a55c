//! The thread that runs all asynchronous calls of the process.
//!
//! It starts with the first of them.  What begins a call is put into its inbox, which it looks into while it works: it
//! is woken only where it sleeps.  The future of a call is made by the thread that runs it, so its memory never goes
//! from one thread's heap to another's.
//!
//! Results that come together are delivered together, behind whatever is ready to run: whoever gets them then has
//! several to work on when it wakes.

use std::future::poll_fn;
use std::mem::take;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::thread;

use once_cell::race::OnceBox;
use tokio::runtime::Builder;
use tokio::sync::Notify;

use crate::error::Result;
use crate::guard::{self, THREADS, lock};
use crate::runtime::{PerProcess, no_runtime};

/// After this many steps of calls the thread looks for events, which is a system call.  A call that a server keeps busy
/// looks at the clock itself, and a step ends after 128 KiB.
const STEPS: u32 = 16;

/// What is left to do on the thread: to begin a call, or to deliver a result.
type Step = Box<dyn FnOnce() + Send>;

/// The thread, as others see it.
#[derive(Default)]
pub(crate) struct Background {
    inbox: Steps,
    outbox: Steps,
    /// Whether the thread waits for events, and so must be woken.
    asleep: AtomicBool,
}

/// Steps that wait for their turn.
#[derive(Default)]
struct Steps {
    waiting: Mutex<Vec<Step>>,
    filled: Notify,
}

static BACKGROUND: OnceBox<PerProcess<OnceBox<Arc<Background>>>> = OnceBox::new();

impl Background {
    /// This process's thread, which is started if there is none.
    pub(crate) fn get() -> Result<&'static Arc<Self>> {
        BACKGROUND
            .get_or_init(|| Box::new(PerProcess::new(OnceBox::new())))
            .get(OnceBox::new)
            .get_or_try_init(|| Self::start().map(Box::new))
            .map_err(no_runtime)
    }

    fn start() -> std::io::Result<Arc<Self>> {
        let background = Arc::new(Self::default());
        let [parking, woken, driven] = [(); 3].map(|()| background.clone());
        let runtime = Builder::new_current_thread()
            .event_interval(STEPS)
            .enable_all()
            .on_thread_park(move || {
                // First this, and then a look: a call that is not seen here sees it.
                parking.asleep.store(true, Ordering::SeqCst);
                parking.inbox.take_all();
            })
            .on_thread_unpark(move || woken.asleep.store(false, Ordering::SeqCst))
            .build()?;
        thread::Builder::new().name(THREADS.to_owned()).spawn(move || {
            runtime.block_on(async {
                let delivering = driven.clone();
                tokio::task::spawn(async move { delivering.outbox.take_forever().await });
                driven.inbox.take_forever().await;
            });
        })?;
        Ok(background)
    }

    /// Begins a call; the thread delivers its result.
    pub(crate) fn spawn<F>(
        self: &Arc<Self>,
        call: impl FnOnce() -> F + Send + 'static,
        deliver: impl FnOnce(F::Output) + Send + 'static,
    ) -> Spawned
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let aborted = Arc::new(Notify::new());
        let (background, spawned) = (self.clone(), Spawned(aborted.clone()));
        let first = self.inbox.put(move || {
            tokio::task::spawn(async move {
                if let Some(result) = background.drive(&aborted, call()).await
                    && background.outbox.put(move || deliver(result))
                {
                    background.outbox.filled.notify_one();
                }
            });
        });
        if first && self.asleep.load(Ordering::SeqCst) {
            self.inbox.filled.notify_one();
        }
        spawned
    }

    /// Awaits a call, unless it is aborted, and begins others meanwhile.
    async fn drive<T>(&self, aborted: &Notify, call: impl Future<Output = T>) -> Option<T> {
        let mut aborted = pin!(aborted.notified());
        let mut call = pin!(call);
        poll_fn(|context| {
            self.inbox.take_all();
            match aborted.as_mut().poll(context) {
                Poll::Ready(()) => Poll::Ready(None),
                Poll::Pending => call.as_mut().poll(context).map(Some),
            }
        })
        .await
    }
}

impl Steps {
    /// Whether it is the first one that waits.
    fn put(&self, step: impl FnOnce() + Send + 'static) -> bool {
        let step = Box::new(step);
        let mut waiting = lock(&self.waiting);
        waiting.push(step);
        waiting.len() == 1
    }

    fn take_all(&self) {
        let steps = take(&mut *lock(&self.waiting));
        for step in steps {
            // One that panics ends neither the thread nor those behind it.
            let _ = guard::call(|| {
                step();
                Ok(())
            });
        }
    }

    async fn take_forever(&self) {
        loop {
            self.filled.notified().await;
            self.take_all();
        }
    }
}

/// An asynchronous call that is under way.
#[derive(Clone, Debug)]
pub struct Spawned(Arc<Notify>);

impl Spawned {
    /// Drops the call, if it has not ended.
    pub fn abort(&self) {
        self.0.notify_one();
    }
}
