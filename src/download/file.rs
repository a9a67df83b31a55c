//! The file that a video is saved to: written by a thread of its own under a temporary name, hashed meanwhile, and
//! renamed when it is complete and on the disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

use ring::digest::{Context, SHA256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::folder;
use crate::guard::{THREADS, lock};

/// How many bytes may wait to be written.
const WAITING: usize = 4 << 20;

/// What went wrong with a file, and which one.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) path: PathBuf,
    pub(super) error: io::Error,
}

/// A file with a temporary name.
pub(super) struct Part {
    file: File,
    path: PathBuf,
}

impl Part {
    /// Opens it, empty, for this download alone.
    pub(super) fn open(path: &Path) -> Result<Self, Failed> {
        Self::try_open(path).map_err(|error| Failed { path: path.to_owned(), error })
    }

    fn try_open(path: &Path) -> io::Result<Self> {
        loop {
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => {
                    return Err(io::Error::new(ErrorKind::ResourceBusy, "another download is writing this file"));
                }
                // Some systems have no locks.
                Err(fs::TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(fs::TryLockError::Error(error)) => return Err(error),
            }
            // The opened file may meanwhile have become the complete file of another download, or be its second name.
            if !is_alone(&file, path)? {
                match fs::remove_file(path) {
                    Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                    _ => continue,
                }
            }
            file.set_len(0)?;
            return Ok(Self { file, path: path.to_owned() });
        }
    }
}

/// Whether a file is what this path names, and what no other path does.
#[cfg(unix)]
fn is_alone(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let opened = file.metadata()?;
    let named = match fs::symlink_metadata(path) {
        Ok(named) => named,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    if !opened.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is no ordinary file"));
    }
    Ok(opened.nlink() == 1 && (opened.dev(), opened.ino()) == (named.dev(), named.ino()))
}

#[cfg(not(unix))]
fn is_alone(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

/// A command to the thread.
enum Order {
    Write(bytes::Bytes, OwnedSemaphorePermit),
    StartOver,
    Publish(PathBuf, oneshot::Sender<Result<String, Failed>>),
}

/// The state of the part file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PartState {
    Open,
    Published,
    GivenUp,
}

/// The thread that writes; dropping it removes the file, unless it was published.
pub(super) struct Writer {
    orders: Sender<Order>,
    room: Arc<Semaphore>,
    shared: Arc<Shared>,
}

struct Shared {
    part: PathBuf,
    state: Mutex<PartState>,
    failed: Mutex<Option<io::Error>>,
}

impl Writer {
    pub(super) fn start(part: Part) -> Result<Self, Failed> {
        let (orders, receiver) = channel();
        let room = Arc::new(Semaphore::new(WAITING));
        let path = part.path.clone();
        let shared =
            Arc::new(Shared { part: path.clone(), state: Mutex::new(PartState::Open), failed: Mutex::default() });
        let writer = Self { orders, room: Arc::clone(&room), shared: Arc::clone(&shared) };
        thread::Builder::new()
            .name(THREADS.to_owned())
            .spawn(move || {
                if let Err(error) = write(part.file, &receiver, &shared) {
                    *lock(&shared.failed) = Some(error);
                }
                // Nobody may wait for room that nobody makes.
                room.close();
            })
            .map_err(|error| Failed { path, error })?;
        Ok(writer)
    }

    /// Passes bytes to the thread, as soon as there is room for them.
    pub(super) async fn write(&self, bytes: bytes::Bytes) -> Result<(), Failed> {
        let count = u32::try_from(bytes.len().min(WAITING)).unwrap_or(u32::MAX);
        let Ok(permit) = Arc::clone(&self.room).acquire_many_owned(count).await else { return Err(self.failed()) };
        self.order(Order::Write(bytes, permit))
    }

    /// Forgets what was written.
    pub(super) fn start_over(&self) -> Result<(), Failed> {
        self.order(Order::StartOver)
    }

    /// Renames the file to its path, which must be free, once it is on the disk; returns its SHA-256 in hex.
    pub(super) async fn publish(&self, path: &Path) -> Result<String, Failed> {
        let (sender, receiver) = oneshot::channel();
        self.order(Order::Publish(path.to_owned(), sender))?;
        receiver.await.unwrap_or_else(|_| Err(self.failed()))
    }

    fn order(&self, order: Order) -> Result<(), Failed> {
        self.orders.send(order).map_err(|_| self.failed())
    }

    fn failed(&self) -> Failed {
        let error = lock(&self.shared.failed).take();
        let error = error.unwrap_or_else(|| io::Error::other("the thread that writes has ended"));
        Failed { path: self.shared.part.clone(), error }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        let mut state = lock(&self.shared.state);
        if *state == PartState::Open {
            *state = PartState::GivenUp;
            // The thread may still have it open; what it writes then is in no file any more.
            let _ = fs::remove_file(&self.shared.part);
        }
    }
}

fn write(mut file: File, orders: &Receiver<Order>, shared: &Shared) -> io::Result<()> {
    let mut hash = Context::new(&SHA256);
    for order in orders {
        match order {
            Order::Write(bytes, room) => {
                hash.update(&bytes);
                file.write_all(&bytes)?;
                drop((bytes, room));
            }
            Order::StartOver => {
                hash = Context::new(&SHA256);
                file.set_len(0)?;
                file.rewind()?;
            }
            Order::Publish(path, reply) => {
                let digest = hash.finish();
                let hex = digest.as_ref().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
                let published = publish(&file, &path, shared).map(|()| hex);
                // Closed before the caller is told, because the caller may open the file, which a lock would prevent.
                drop(file);
                // Fails if the call was dropped.
                let _ = reply.send(published);
                return Ok(());
            }
        }
    }
    Ok(())
}

fn publish(file: &File, path: &Path, shared: &Shared) -> Result<(), Failed> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        |error| Failed { path, error }
    };
    // An error of it is final: data that the system dropped cannot be written again.
    file.sync_all().map_err(failed(&shared.part))?;
    let mut state = lock(&shared.state);
    if *state == PartState::GivenUp {
        return Err(Failed { path: path.to_owned(), error: ErrorKind::Interrupted.into() });
    }
    folder::put(&shared.part, path).map_err(failed(path))?;
    *state = PartState::Published;
    drop(state);
    folder::sync(path).map_err(failed(path))
}
