//! A file that appears when it is complete, and that a crash cannot leave empty.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::folder;

/// A file that has a temporary name in the same folder until it is finished.
pub(crate) struct AtomicFile {
    path: PathBuf,
    /// `None` when it is in its place, or has none of its own.
    temporary: Option<PathBuf>,
}

impl AtomicFile {
    /// An unfinished file with what `write` writes.  A file is on the disk before this returns, whatever the operating
    /// system would have kept in memory.
    pub(crate) fn written<E: From<io::Error>>(
        path: &Path,
        write: impl FnOnce(&mut BufWriter<File>) -> Result<(), E>,
    ) -> Result<Self, E> {
        let (unfinished, file) = Self::new(path)?;
        let mut file = BufWriter::with_capacity(1 << 16, file);
        write(&mut file)?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        // A device or a pipe cannot be synced.
        if unfinished.temporary.is_some() {
            file.sync_all()?;
        }
        Ok(unfinished)
    }

    fn new(path: &Path) -> io::Result<(Self, File)> {
        // The file that a link names is replaced, not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let replaced = fs::metadata(&path).ok();
        // A device or a pipe is written to, not replaced; for a directory the system has an error.
        if replaced.as_ref().is_some_and(|it| !it.is_file()) {
            let file = OpenOptions::new().write(true).open(&path)?;
            return Ok((Self { path, temporary: None }, file));
        }
        let temporary = path.with_file_name(format!(".iinkedsign-{:016x}.tmp", fastrand::u64(..)));
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
        let unfinished = Self { temporary: Some(temporary), path };
        if let Some(replaced) = replaced {
            file.set_permissions(replaced.permissions())?;
        }
        Ok((unfinished, file))
    }

    /// Renames it to its path, durably.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        if let Some(temporary) = &self.temporary {
            fs::rename(temporary, &self.path)?;
        }
        if self.temporary.take().is_some() {
            folder::sync(&self.path)?;
        }
        Ok(())
    }
}

impl Drop for AtomicFile {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // An error of this cannot be reported any more.
            let _ = fs::remove_file(temporary);
        }
    }
}

/// Replaces a file atomically: it has the old content or the new one.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    AtomicFile::written(path, |file| file.write_all(content))?.finish()
}
