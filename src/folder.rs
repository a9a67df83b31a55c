//! The names of files in their folders: given only where they are free, and synced, so that they are on the disk too.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Makes the new name of a file durable.
#[cfg(unix)]
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    use ErrorKind::{InvalidInput, PermissionDenied, Unsupported};

    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some network file systems cannot, and a folder that may be written need not be readable.
        Err(error) if matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => Ok(()),
        result => result,
    }
}

/// Elsewhere a folder cannot be synced.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
pub(crate) fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes a folder, and those above it that are missing, so that their names are on the disk.
#[cfg(feature = "cleanup")]
pub(crate) fn create(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), create)?;
            fs::create_dir(path)?;
        }
        // Whoever made it may have died before its name was on the disk.
        Err(error) if !path.is_dir() => return Err(error),
        _ => {}
    }
    sync(path)
}

/// Moves a file to a path that must be free.
pub(crate) fn put(part: &Path, path: &Path) -> io::Result<()> {
    // A rename would replace; a second name does not.
    match fs::hard_link(part, path) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // File systems without hard links: the path is taken first, by a file that is only ours to replace.
        Err(_) => {
            drop(File::create_new(path)?);
            fs::rename(part, path).inspect_err(|_| {
                let _ = fs::remove_file(path);
            })
        }
    }
}
