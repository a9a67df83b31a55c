//! Writing a journal.  What cannot be written, or does not reach the disk, ends it: nothing is retried, because
//! after a failed `fsync` nobody knows what is on the disk.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};

use tokio::sync::oneshot;

use super::VERSION;
use super::entry::{Entry, Line, write};
use super::replay::{Replay, replay};
use crate::cleanup::effects::Effects;
use crate::cleanup::failure::{Failure, Result};
use crate::cleanup::plan::Plan;
use crate::cleanup::sha256::Sha256;
use crate::folder;
use crate::guard::lock;

/// A journal that is being written.
pub(in crate::cleanup) struct Log<'a> {
    effects: &'a dyn Effects,
    file: File,
    path: PathBuf,
    seq: u64,
    head: Sha256,
    /// What went wrong, once it has.
    broken: Option<Failure>,
}

impl<'a> Log<'a> {
    /// Begins a journal; there must be none.
    pub(in crate::cleanup) fn create(effects: &'a dyn Effects, path: &Path, plan: &Plan) -> Result<Self> {
        let file = effects.create(path).map_err(|error| cannot("created", path, &error))?;
        let mut log = Self { effects, file, path: path.to_owned(), seq: 0, head: plan.sha256(), broken: None };
        log.append([Entry::Journal { version: VERSION, plan: plan.digest() }])?;
        Ok(log)
    }

    /// Goes on with a journal: what is torn is cut.
    pub(in crate::cleanup) fn open(effects: &'a dyn Effects, path: &Path, plan: &Plan) -> Result<(Self, Replay)> {
        let opened = OpenOptions::new().read(true).append(true).open(path);
        let mut file = opened.map_err(|error| cannot("opened", path, &error))?;
        let replay = replay(file.by_ref(), path, plan)?;
        // Whoever created it may have died before its name was on the disk.
        let end = folder::sync(path).and_then(|()| file.metadata());
        let end = end.map_err(|error| cannot("read", path, &error))?.len();
        if end > replay.length {
            let cut = effects.truncate(&file, replay.length).and_then(|()| effects.sync(&file));
            cut.map_err(|error| cannot("cut", path, &error))?;
        }
        let path = path.to_owned();
        let mut log = Self { effects, file, path, seq: replay.seq, head: replay.head, broken: None };
        if replay.unended {
            log.put("\n")?;
        }
        if replay.seq == 0 {
            log.append([Entry::Journal { version: VERSION, plan: plan.digest() }])?;
        }
        Ok((log, replay))
    }

    /// Appends lines; when this returns, they are on the disk.
    pub(in crate::cleanup) fn append(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<()> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        let time = self.effects.now().text();
        let (mut text, mut head, mut seq) = (String::new(), self.head, self.seq);
        for entry in entries {
            let line = Line { seq, time: time.clone(), entry };
            head = write(&line, &head, &mut text).map_err(|_| Failure::bug("a line of the journal is no JSON"))?;
            seq += 1;
        }
        self.put(&text)?;
        (self.head, self.seq) = (head, seq);
        Ok(())
    }

    fn put(&mut self, text: &str) -> Result<()> {
        let put = self.effects.write(&self.file, text.as_bytes()).and_then(|()| self.effects.sync(&self.file));
        put.map_err(|error| {
            let failure = cannot("written", &self.path, &error);
            self.broken.get_or_insert(failure).clone()
        })
    }

    /// The hash of the last line.
    pub(in crate::cleanup) fn head(&self) -> Sha256 {
        self.head
    }
}

fn cannot(done: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::journal(format!("{} cannot be {done}: {error}; nothing further was sent", path.display()))
}

/// Lines that wait to be written, and who waits for them.
type Message = (Vec<Entry>, oneshot::Sender<Result<()>>);

/// Writes a journal for many: all that waits at once becomes durable by one `fsync`.
pub(in crate::cleanup) struct Committer {
    messages: Mutex<Option<Sender<Message>>>,
}

impl Committer {
    /// One, and the messages that it is given, for [`Committer::serve`].
    pub(in crate::cleanup) fn new() -> (Self, Receiver<Message>) {
        let (sender, messages) = channel();
        (Self { messages: Mutex::new(Some(sender)) }, messages)
    }

    /// Writes lines; when this returns, they are on the disk.
    pub(in crate::cleanup) async fn append(&self, entries: Vec<Entry>) -> Result<()> {
        let (answer, answered) = oneshot::channel();
        let sent = {
            let messages = lock(&self.messages);
            messages.as_ref().is_some_and(|messages| messages.send((entries, answer)).is_ok())
        };
        let gone = || Failure::journal("the journal is closed; nothing further was sent");
        if sent { answered.await.unwrap_or_else(|_| Err(gone())) } else { Err(gone()) }
    }

    /// No further lines.
    pub(in crate::cleanup) fn close(&self) {
        lock(&self.messages).take();
    }

    /// Writes what comes, until no more can; on a thread of its own.
    pub(in crate::cleanup) fn serve(messages: &Receiver<Message>, log: &mut Log<'_>) {
        while let Ok(first) = messages.recv() {
            let (entries, waiting): (Vec<_>, Vec<_>) = std::iter::once(first).chain(messages.try_iter()).unzip();
            let written = log.append(entries.into_iter().flatten());
            for answer in waiting {
                // Whoever waited may have been given up.
                let _ = answer.send(written.clone());
            }
        }
    }
}
