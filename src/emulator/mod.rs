//! A stateful stand-in for the remote API on a loopback port, for tests and for trying things out.
//!
//! It serves the routes that this crate uses, with the documented bodies; it checks the key, keeps state (a deleted
//! package is gone, a deleted video says so, a package under retention refuses) and pages and filters the list. Its
//! population is the vendor's documented samples, word for word, and as many generated packages as asked for, the
//! same for the same seed. [`Fault`]s make it misbehave. [`Emulator::requests`] tells what it received.
//!
//! It shares no code with the client, so that the two check each other.
//!
//! Where the vendor's pages are silent, it does this:
//! - Its time is [`NOW`]; retention and the `days` filter are measured against it, so that every run is alike.
//! - Its key is an organization's: without a filter the list holds everybody's packages, newest first, and without
//!   the deleted ones. `take` is 50 if not given, and cut down to [`Options::max_page`].
//! - A deleted package answers 404, also to a second deletion. A video that is already deleted is answered 200,
//!   unchanged; deleting all videos answers all of them. Retention blocks packages, not videos.
//! - Only a package that is `open` and not executed can be rescinded; any other is 400 `package_invalid_state`, a
//!   rescinded one too.
//! - The second route of deletion (`packages/videos/delete`) is served like the first.
//! - A video signing room's sign-by date is taken for the date of its meeting: some are open for up to 7 days more.
//! - Videos lie on a port of their own, under URLs that need no key and stop working with
//!   [`Emulator::expire_video_urls`] or after [`Options::video_url_lifetime`]: 403. Their bytes are as many as listed,
//!   and ranges are served.
//! - 401 has an error body with the code `api_key_invalid`; a known path with another method is 405; a POST that is
//!   not declared `application/json` is 400.
//!
//! ```
//! use iinkedsign::emulator::{Emulator, Options};
//!
//! let emulator = Emulator::start(Options { packages: 100, ..Options::default() })?;
//! emulator.add_fault("status:status=503,retry_after=1,times=2".parse()?);
//! assert!(emulator.base_url().starts_with("http://127.0.0.1:"));
//! assert!(emulator.requests().is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod account;
mod answer;
mod body;
mod connection;
mod data_answer;
mod fault;
mod fault_text;
mod generate;
mod hostile;
mod ids;
mod journal;
mod limit;
mod list;
mod outline;
mod package;
mod package_answer;
mod population;
mod recordings;
mod render;
mod routes;
mod samples;
mod server;
mod shared;
mod stamp;
mod tls;
mod videos;

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsAcceptor;

pub use account::{PackageState, VideoState};
pub use fault::{Fault, FaultKind};
pub use fault_text::FaultSyntaxError;
pub use hostile::FOREIGN_PACKAGE_ID;
pub use journal::Received;
pub use routes::Op;
pub use samples::{DELETE_PACKAGE_ID, RETENTION_PACKAGE_ID, STATUS_PACKAGE_ID, VIDEO_ID, VIDEO_PACKAGE_ID};
pub use videos::VideoFault;

use server::Side;
use shared::{Shared, lock};

/// The time it is for every emulator.
pub const NOW: &str = "2026-01-15T12:00:00Z";
/// The key that an emulator accepts unless told another. It opens nothing else.
pub const DEFAULT_API_KEY: &str = "emulator-api-key";

/// How an emulator is started.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port on 127.0.0.1; 0 (the default) is any free one.
    pub port: u16,
    /// How many packages to generate beside the four samples. Default: none.
    pub packages: usize,
    /// What packages and chances are drawn from.
    pub seed: u64,
    /// https, with a certificate for `localhost`, `127.0.0.1` and `::1` from an authority of its own.
    pub tls: bool,
    /// The accepted `api_key`. Default: [`DEFAULT_API_KEY`].
    pub api_key: String,
    /// The accepted bearer token. Default: none is.
    pub access_token: Option<String>,
    /// Answers 429 with `Retry-After` beyond this rate (after a burst of one second's worth). Default: no limit.
    pub requests_per_second: Option<f64>,
    /// The most items of a list page. Default: 100.
    pub max_page: usize,
    /// Packs answers beyond 1 KiB for clients that accept gzip. Default: off.
    pub gzip: bool,
    /// Whether `packages/{id}` keeps answering a deleted package, with its `timeDeleted`, as the vendor's field of that
    /// name suggests. Default: it is 404 like everything else about it.
    pub deleted_stay_readable: bool,
    /// For how long the URLs of videos work. Default: as long as the emulator runs; their `timeUrlExpires` says 24
    /// hours.
    pub video_url_lifetime: Option<Duration>,
    /// Faults from the start on.
    pub faults: Vec<Fault>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            packages: 0,
            seed: 0,
            tls: false,
            api_key: DEFAULT_API_KEY.into(),
            access_token: None,
            requests_per_second: None,
            max_page: 100,
            gzip: false,
            deleted_stay_readable: false,
            video_url_lifetime: None,
            faults: Vec::new(),
        }
    }
}

/// A running emulator. Dropping it stops it.
pub struct Emulator {
    shared: Arc<Shared>,
    base_url: String,
    port: u16,
    ca_pem: Option<String>,
    running: Mutex<Option<Running>>,
    stopped: Arc<Stopped>,
}

struct Running {
    /// A forked child has no part in it.
    process: u32,
    /// Dropping it ends the thread.
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

#[derive(Default)]
struct Stopped {
    is: Mutex<bool>,
    changed: Condvar,
}

impl Emulator {
    /// Starts one; it accepts connections when this returns.
    ///
    /// Fails if the port is taken, the rate limit is not above 0, or the system gives no thread or socket.
    pub fn start(options: Options) -> io::Result<Self> {
        if options.requests_per_second.is_some_and(|rate| !(rate > 0.0 && rate.is_finite())) {
            let message = "requests_per_second must be above 0";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let (tls, ca_pem) = if options.tls { Some(tls::acceptor()?) } else { None }.unzip();
        let scheme = if options.tls { "https" } else { "http" };
        let videos = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        videos.set_nonblocking(true)?;
        let videos_base = format!("{scheme}://127.0.0.1:{}", videos.local_addr()?.port());
        let base_url = format!("{scheme}://127.0.0.1:{port}{}", routes::PREFIX);
        let shared = Arc::new(Shared::new(options, videos_base));
        let runtime =
            Builder::new_multi_thread().worker_threads(2).thread_name("emulator-worker").enable_all().build()?;
        let stopped = Arc::new(Stopped::default());
        let (stop, stopping) = channel();
        let serve = {
            let (shared, stopped) = (Arc::clone(&shared), Arc::clone(&stopped));
            move || serve(runtime, [listener, videos], tls.as_ref(), shared, &stopping, &stopped)
        };
        // A thread of its own owns the runtime, so that an emulator can be stopped from anywhere, even from within
        // another runtime.
        let thread = std::thread::Builder::new().name("emulator".into()).spawn(serve)?;
        let running = Mutex::new(Some(Running { process: std::process::id(), stop, thread }));
        Ok(Self { shared, base_url, port, ca_pem, running, stopped })
    }

    /// The URL for the client: `http(s)://127.0.0.1:PORT/api/v1`.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Where its videos lie: `http(s)://127.0.0.1:PORT`, on a port of their own.
    pub fn videos_url(&self) -> &str {
        self.shared.video_urls.base()
    }

    /// From now on none of the URLs of videos works that were given out before.
    pub fn expire_video_urls(&self) {
        self.shared.video_urls.expire();
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The key it accepts.
    pub fn api_key(&self) -> &str {
        &self.shared.options.api_key
    }

    /// The bearer token it accepts, if any.
    pub fn access_token(&self) -> Option<&str> {
        self.shared.options.access_token.as_deref()
    }

    /// The PEM text of the authority behind its certificate; `None` without TLS.
    pub fn ca_pem(&self) -> Option<&str> {
        self.ca_pem.as_deref()
    }

    /// The ids of the packages that are there now: the samples, then the generated ones, newest first.
    pub fn package_ids(&self) -> Vec<String> {
        self.shared.account().ids()
    }

    /// What the server really knows of a package, whatever it answered.
    pub fn package_state(&self, id: &str) -> PackageState {
        self.shared.account().state(id)
    }

    /// What it received, oldest first (at most the last 100,000 requests).
    pub fn requests(&self) -> Vec<Received> {
        self.shared.journal().entries()
    }

    /// Forgets what it received; `seq` keeps counting.
    pub fn clear_requests(&self) {
        self.shared.journal().clear();
    }

    /// How many connections it has accepted since it was started.
    pub fn connections(&self) -> u64 {
        self.shared.connections.load(Ordering::Relaxed)
    }

    /// Adds a rule behind those in force.
    pub fn add_fault(&self, fault: Fault) {
        self.shared.faults.add(fault);
    }

    /// Removes every rule.
    pub fn clear_faults(&self) {
        self.shared.faults.clear();
    }

    /// The population as in the beginning, the log empty, and no faults, also none of [`Options::faults`].
    pub fn reset(&self) {
        self.shared.reset();
    }

    /// Stops it: closes the port and every connection, whatever is in progress there. Does nothing the second time,
    /// nor in a forked child, whose parent's it is.
    pub fn stop(&self) {
        let running = lock(&self.running).take();
        match running {
            Some(inherited) if inherited.process != std::process::id() => std::mem::forget(inherited),
            Some(Running { stop, thread, .. }) => {
                drop(stop);
                // Were it a panic, the thread is gone all the same.
                let _ = thread.join();
            }
            None => {}
        }
    }

    /// Waits until it is stopped (by another thread).
    pub fn wait(&self) {
        let stopped = lock(&self.stopped.is);
        let waited = self.stopped.changed.wait_while(stopped, |stopped| !*stopped);
        drop(waited);
    }

    /// Waits until it is stopped, at most so long; says whether it is.
    pub fn wait_timeout(&self, limit: Duration) -> bool {
        let stopped = lock(&self.stopped.is);
        let waited = self.stopped.changed.wait_timeout_while(stopped, limit, |stopped| !*stopped);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.stop();
    }
}

impl std::fmt::Debug for Emulator {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Emulator").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// Serves until the other end of `stopping` is gone.
fn serve(
    runtime: Runtime,
    [api, videos]: [TcpListener; 2],
    tls: Option<&TlsAcceptor>,
    shared: Arc<Shared>,
    stopping: &Receiver<()>,
    stopped: &Stopped,
) {
    for (listener, side) in [(api, Side::Api), (videos, Side::Videos)] {
        let (tls, shared) = (tls.cloned(), Arc::clone(&shared));
        runtime.spawn(async move {
            // It was made non-blocking before; there is nothing else that could fail, and no one to tell.
            if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                server::accept(listener, tls, shared, side).await;
            }
        });
    }
    // Once it stops nobody else needs it.
    drop(shared);
    // Nothing is ever sent: this ends with an error, when the sender is dropped.
    let _ = stopping.recv();
    // No task blocks, so they are all dropped at their next await, and with them their sockets.
    runtime.shutdown_timeout(Duration::from_secs(1));
    *lock(&stopped.is) = true;
    stopped.changed.notify_all();
}
