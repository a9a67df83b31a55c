//! A file that appears when it is complete.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A file under another name beside its place, until it is finished.
pub(super) struct Draft {
    path: PathBuf,
    /// `None` when it is in its place, or has none of its own.
    draft: Option<PathBuf>,
}

impl Draft {
    pub(super) fn new(path: &Path) -> io::Result<(Self, File)> {
        // Where a link leads, the link itself stays.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let replaced = fs::metadata(&path).ok();
        // What is put into a device or a pipe must not take its place; of a directory the system says what it is.
        if replaced.as_ref().is_some_and(|it| !it.is_file()) {
            let file = OpenOptions::new().write(true).open(&path)?;
            return Ok((Self { path, draft: None }, file));
        }
        let draft = path.with_file_name(format!(".iinkedsign-{:016x}.tmp", fastrand::u64(..)));
        let file = OpenOptions::new().write(true).create_new(true).open(&draft)?;
        let draft = Self { draft: Some(draft), path };
        if let Some(replaced) = replaced {
            file.set_permissions(replaced.permissions())?;
        }
        Ok((draft, file))
    }

    /// Puts it in its place.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if let Some(draft) = &self.draft {
            fs::rename(draft, &self.path)?;
        }
        self.draft = None;
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(draft) = &self.draft {
            // There is nobody left to tell that it could not be removed.
            let _ = fs::remove_file(draft);
        }
    }
}
