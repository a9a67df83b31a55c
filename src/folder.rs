//! Syncs the folder of a file, so that the file's name is on the disk too.

use std::io;
use std::path::Path;

/// Makes the new name of a file durable.
#[cfg(unix)]
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    use std::fs::File;
    use std::io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};

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
