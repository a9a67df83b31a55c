//! The client for programs without an asynchronous runtime, and the base of the other languages' clients.

use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use crate::background::Background;
pub use crate::background::Spawned;
use crate::client::{Account, Client as AsyncClient, Shared};
use crate::config::Config;
use crate::download::VideoFile;
use crate::drift::Drift;
use crate::error::{Error, Result};
use crate::guard::lock;
use crate::id::Id;
use crate::model::PackageSummary;
use crate::operation::Filters;
use crate::runtime::{Driver, PerProcess};

/// How many idle drivers are kept; more threads make more for as long as they need them.
const IDLE_DRIVERS: usize = 64;

/// A client whose calls block the thread that makes them.
///
/// Any number of threads may share it, and a forked child may keep using the one that it inherited.
///
/// ```no_run
/// use iinkedsign::{Config, Id, blocking::Client};
///
/// # fn main() -> iinkedsign::Result<()> {
/// let client = Client::new(&Config::new().datacenter("eu"))?;
/// let status = client.package_status(&Id::new("7a17e4e7-bc32-4256-bf81-27eac794c2b7", "package_id")?)?;
/// # let _ = status;
/// # Ok(())
/// # }
/// ```
pub struct Client {
    account: Arc<Account>,
    closed: AtomicBool,
    process: PerProcess<Process>,
}

/// What one process has of a client.
struct Process {
    shared: Arc<Shared>,
    idle: Mutex<Vec<Driver<AsyncClient>>>,
    /// Made by the first asynchronous call.
    background: Mutex<Option<AsyncClient>>,
}

impl Process {
    fn new(account: &Arc<Account>) -> Self {
        Self { shared: Arc::new(Shared::new(account.clone())), idle: Mutex::default(), background: Mutex::default() }
    }

    fn new_driver(&self) -> Result<Driver<AsyncClient>> {
        Driver::new(AsyncClient::with_shared(self.shared.clone())?)
    }
}

impl Client {
    /// Makes a client; no network is touched and no thread started.
    pub fn new(config: &Config) -> Result<Self> {
        let account = Arc::new(Account::new(config)?);
        let process = Process::new(&account);
        // The first driver is made here: what libraries set up once in a process is then set up before another
        // thread can fork in the middle of it, which would leave it half done in the child forever.
        let driver = process.new_driver()?;
        lock(&process.idle).push(driver);
        Ok(Self { account, closed: AtomicBool::new(false), process: PerProcess::new(process) })
    }

    /// Saves a video to a file; see [`AsyncClient::download_video`].
    pub fn download_video(&self, package_id: &Id, meeting_video_id: &Id, path: &Path) -> Result<VideoFile> {
        let save =
            async |client: &AsyncClient| client.download_video(package_id, meeting_video_id, path, &|_, _| ()).await;
        self.run(save, &mut || false)
    }

    /// All packages of the account that pass the filters.
    pub fn list_packages(&self, filters: Filters) -> Result<Vec<PackageSummary>> {
        let mut list = crate::PackageList::new(filters);
        let mut packages = Vec::new();
        while let Some(page) = self.run(async |client| list.next_page(client).await, &mut || false)? {
            packages.extend(page);
        }
        Ok(packages)
    }

    /// Where the answers of this client differed from what is documented.
    pub fn drift(&self) -> Vec<Drift> {
        self.process().shared.drift()
    }

    /// Closes the client: its connections are dropped, further calls are refused, and those under way end at once.
    ///
    /// What they end with has the kind [`Configuration`](crate::Kind::Configuration), and for a deletion that was sent
    /// [`OutcomeUnknown`](crate::Kind::OutcomeUnknown).
    pub fn close(&self) {
        self.closed.store(true, Ordering::Release);
        let process = self.process();
        process.shared.close();
        lock(&process.idle).clear();
        lock(&process.background).take();
    }

    /// Where the client sends its requests.
    pub fn base_url(&self) -> &str {
        self.account.base_url()
    }

    #[cfg(feature = "audit")]
    pub(crate) fn settings(&self) -> &crate::config::Settings {
        &self.account.settings
    }

    /// Whether the client was closed.
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Runs any call of the asynchronous client on this thread.
    ///
    /// `interrupted` is called about every 40 ms while the call waits; when it returns true, the call is dropped and
    /// ends with the kind [`Cancelled`](crate::Kind::Cancelled).
    pub fn run<T>(
        &self,
        call: impl AsyncFnOnce(&AsyncClient) -> Result<T>,
        interrupted: &mut dyn FnMut() -> bool,
    ) -> Result<T> {
        let process = self.open_process()?;
        may_wait()?;
        let idle = lock(&process.idle).pop();
        let mut driver = match idle {
            Some(driver) => driver,
            None => process.new_driver()?,
        };
        let result = driver.run(call, interrupted);
        let mut idle = lock(&process.idle);
        if idle.len() < IDLE_DRIVERS && !self.is_closed() {
            idle.push(driver);
        }
        result
    }

    /// Runs any call of the asynchronous client on the thread of asynchronous calls, which hands its result to
    /// `deliver`.  Aborting it drops the call; then nothing is delivered.
    pub fn spawn<F>(
        &self,
        call: impl FnOnce(AsyncClient) -> F + Send + 'static,
        deliver: impl FnOnce(F::Output) + Send + 'static,
    ) -> Result<Spawned>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let process = self.open_process()?;
        let client = match &mut *lock(&process.background) {
            Some(client) => client.clone(),
            none => none.insert(AsyncClient::with_shared(process.shared.clone())?).clone(),
        };
        Ok(Background::get()?.spawn(move || call(client), deliver))
    }

    fn open_process(&self) -> Result<&Process> {
        self.check_open()?;
        Ok(self.process())
    }

    /// Refuses a call that begins after the client was closed.
    pub(crate) fn check_open(&self) -> Result<()> {
        if self.is_closed() {
            return Err(Error::configuration("the client is closed: make a new one"));
        }
        Ok(())
    }

    fn process(&self) -> &Process {
        self.process.get(|| Process::new(&self.account))
    }
}

/// Refuses to block the thread that runs asynchronous calls.
pub(crate) fn may_wait() -> Result<()> {
    if tokio::runtime::Handle::try_current().is_ok() {
        return Err(Error::configuration(
            "a blocking call was made within an asynchronous runtime (a callback?): use the asynchronous calls there",
        ));
    }
    Ok(())
}

/// Only the address: what the HTTP library would show of a proxy contains its password.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}
