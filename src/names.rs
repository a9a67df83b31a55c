//! Looks names up.
//!
//! The system's function for it blocks, so each look-up has a thread for as long as it takes.  tokio's pool, which the
//! HTTP library would use, panics where the system has no thread to give, and keeps one for ten seconds after: a
//! process that forks gets warned of that.

use std::net::ToSocketAddrs;
use std::sync::Arc;
use std::thread;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::{Semaphore, oneshot};

use crate::descriptors;
use crate::runtime::THREADS;

/// So many look-ups at once; a further one waits, as part of its connect.
const AT_ONCE: usize = 64;

/// The look-ups of one transport.
pub(crate) struct Names(Arc<Semaphore>);

impl Names {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        let turns = self.0.clone();
        Box::pin(async move {
            let turn = turns.acquire_owned().await?;
            let (sender, receiver) = oneshot::channel();
            thread::Builder::new().name(THREADS.to_owned()).spawn(move || {
                let found = (name.as_str(), 0).to_socket_addrs();
                // Without descriptors the system says that the name is not known.
                let found = found.map_err(|error| descriptors::probe().unwrap_or(error));
                drop(turn);
                // Nobody is left to hear of it when the connect was given up.
                let _ = sender.send(found);
            })?;
            let found: Addrs = Box::new(receiver.await??);
            Ok(found)
        })
    }
}
