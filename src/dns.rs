//! The DNS resolver.
//!
//! The system's function blocks, so each lookup has a thread for as long as it takes.  tokio's pool, which the
//! HTTP library would use, panics where the system has no thread to give, and keeps one for ten seconds after: a
//! process that forks gets warned of that.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::{Semaphore, oneshot};
use tower_service::Service;

use crate::descriptors;
use crate::guard::THREADS;

/// The limit of lookups at once; a further one waits, within its connect timeout.
const AT_ONCE: usize = 64;

/// The lookups of one transport.
#[derive(Clone)]
pub(crate) struct Resolver(Arc<Semaphore>);

type Addresses = std::vec::IntoIter<SocketAddr>;
type Lookup = Pin<Box<dyn Future<Output = io::Result<Addresses>> + Send>>;

impl Resolver {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }

    fn lookup(&self, name: String) -> Lookup {
        let permits = self.0.clone();
        Box::pin(async move {
            let permit = permits.acquire_owned().await.map_err(io::Error::other)?;
            let (sender, receiver) = oneshot::channel();
            thread::Builder::new().name(THREADS.to_owned()).spawn(move || {
                let found = (name.as_str(), 0).to_socket_addrs();
                // Without descriptors the system says that the name is not known.
                let found = found.map_err(|error| descriptors::probe().unwrap_or(error));
                drop(permit);
                // Fails if the connect was given up.
                let _ = sender.send(found);
            })?;
            receiver.await.map_err(io::Error::other)?
        })
    }
}

/// For the connections to the API.
impl Service<hyper_util::client::legacy::connect::dns::Name> for Resolver {
    type Response = Addresses;
    type Error = io::Error;
    type Future = Lookup;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: hyper_util::client::legacy::connect::dns::Name) -> Lookup {
        self.lookup(name.as_str().to_owned())
    }
}

/// For downloads from other hosts.
impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let found = self.lookup(name.as_str().to_owned());
        Box::pin(async move { Ok(Box::new(found.await?) as Addrs) })
    }
}
