//! The thread that runs all asynchronous calls of the process.
//!
//! It starts with the first of them.  A call is put into its inbox, and the thread is woken only for the first one
//! there: while it works it polls the inbox.  So calls that begin together cost one wake-up, not one each.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::thread;

use once_cell::race::OnceBox;
use tokio::runtime::Builder;
use tokio::sync::Notify;

use crate::error::Result;
use crate::guard::THREADS;
use crate::runtime::{PerProcess, STEPS, no_runtime};

type Call = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The inbox of the thread.
pub(crate) struct Background {
    inbox: Mutex<Vec<Call>>,
    filled: Notify,
}

static BACKGROUND: OnceBox<PerProcess<OnceBox<Arc<Background>>>> = OnceBox::new();

impl Background {
    /// This process's thread, which is started if there is none.
    pub(crate) fn get() -> Result<&'static Self> {
        BACKGROUND
            .get_or_init(|| Box::new(PerProcess::new(OnceBox::new())))
            .get(OnceBox::new)
            .get_or_try_init(|| Self::start().map(Box::new))
            .map(|background| &**background)
            .map_err(no_runtime)
    }

    fn start() -> std::io::Result<Arc<Self>> {
        let runtime = Builder::new_current_thread().event_interval(STEPS).enable_all().build()?;
        let background = Arc::new(Self { inbox: Mutex::default(), filled: Notify::new() });
        let driven = background.clone();
        thread::Builder::new().name(THREADS.to_owned()).spawn(move || {
            runtime.block_on(async {
                loop {
                    driven.filled.notified().await;
                    for call in driven.take() {
                        tokio::task::spawn(call);
                    }
                }
            });
        })?;
        Ok(background)
    }

    /// Begins a call.
    pub(crate) fn spawn(&self, call: impl Future<Output = ()> + Send + 'static) -> Spawned {
        let aborted = Arc::new(Notify::new());
        let spawned = Spawned(aborted.clone());
        let call: Call = Box::pin(async move {
            let mut aborted = pin!(aborted.notified());
            let mut call = pin!(call);
            poll_fn(|context| match aborted.as_mut().poll(context) {
                Poll::Ready(()) => Poll::Ready(()),
                Poll::Pending => call.as_mut().poll(context),
            })
            .await;
        });
        let first = {
            let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
            inbox.push(call);
            inbox.len() == 1
        };
        if first {
            self.filled.notify_one();
        }
        spawned
    }

    fn take(&self) -> Vec<Call> {
        std::mem::take(&mut *self.inbox.lock().unwrap_or_else(PoisonError::into_inner))
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
