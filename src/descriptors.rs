//! Exhausted file descriptors: how they are recognized, and the advice about them.

use std::fs::File;
use std::io;

/// The advice where no more files may be opened.
pub(crate) const ADVICE: &str = "nothing was sent: this process has as many files open as it may: close some, \
    raise the limit (ulimit -n), or send fewer requests at once";

/// Whether an error says that this process, or the whole system, may open nothing more.
pub(crate) fn are_exhausted(error: &io::Error) -> bool {
    // Unix: EMFILE, ENFILE.  Windows: ERROR_TOO_MANY_OPEN_FILES, WSAEMFILE.
    let codes = if cfg!(windows) { [4, 10_024] } else { [24, 23] };
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

/// The system's error, if nothing more can be opened at the moment.
pub(crate) fn probe() -> Option<io::Error> {
    File::open(if cfg!(windows) { "NUL" } else { "/dev/null" }).err().filter(are_exhausted)
}
