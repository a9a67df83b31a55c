//! Videos, saved to files.

use std::ffi::{c_char, c_void};
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::Notify;

use super::answer::{Arena, Convert, free_answer, number};
use super::calls::{Work, iinked_call, start, until, wait};
use super::client::iinked_client;
use super::error::iinked_error;
use super::iinked_code;
use super::text::{id, text};
use super::user_data::Callback;
use crate::{Client, Error, Result, VideoFile};

/// A video that was saved.
#[repr(C)]
pub struct iinked_video_file {
    /// Its path.
    pub path: *const c_char,
    /// How many bytes it has: as many as the server lists, its host said, and were received.
    pub bytes: i64,
    /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
    pub sha256: *const c_char,
    /// The media type that its host gave, as `video/mp4`; NULL if it gave none.
    pub content_type: *const c_char,
}

impl Convert for VideoFile {
    type C = iinked_video_file;

    fn convert(&self, arena: &Arena) -> iinked_video_file {
        iinked_video_file {
            path: arena.text(Some(&self.path.to_string_lossy())),
            bytes: number(self.bytes),
            sha256: arena.text(Some(&self.sha256)),
            content_type: arena.text(self.content_type.as_deref()),
        }
    }
}

/// Is told now and then how many `bytes` of a video are there, of `total`; the number falls back where the video has to
/// be started over.  True ends the download with `IINKED_ERR_CANCELLED`; when all bytes are there it has no effect.
///
/// It comes on the thread of a blocking download, and on a thread of the library for an asynchronous one.  It must not
/// throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_download_progress_callback =
    Option<unsafe extern "C" fn(bytes: i64, total: i64, user_data: *mut c_void) -> bool>;

/// Receives the outcome of an asynchronous call, once, on a thread of the library.
///
/// `code` is `IINKED_OK` and `answer` set, or `code` is an error's and `error` set; the other one is NULL.
/// The receiver owns both: free them with `iinked_video_file_free` and `iinked_error_free`.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_video_file_callback = Option<
    unsafe extern "C" fn(
        code: iinked_code,
        answer: *mut iinked_video_file,
        error: *mut iinked_error,
        user_data: *mut c_void,
    ),
>;

/// Frees what is known of a saved video; the file stays.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_video_file_free(answer: *mut iinked_video_file) {
    // SAFETY: NULL or an answer of this type that was not freed, as the header asks.
    unsafe { free_answer(answer) };
}

/// The function that is told how far a download is.
struct Watcher {
    progress: Callback<iinked_download_progress_callback>,
    /// Notified when it wants the download to end.
    end: Arc<Notify>,
}

impl Watcher {
    fn tell(&self, bytes: u64, total: u64) {
        let Some(tell) = self.progress.function else { return };
        // SAFETY: the program that set the callback promised a function of this type that does not unwind.
        if unsafe { tell(number(bytes), number(total), self.progress.user_data) } && bytes < total {
            self.end.notify_one();
        }
    }
}

/// # Safety
/// As [`text`], for each of the texts.
unsafe fn save(
    package_id: *const c_char,
    meeting_video_id: *const c_char,
    path: *const c_char,
    function: iinked_download_progress_callback,
    user_data: *mut c_void,
) -> Result<impl Work<Answer = VideoFile>> {
    // SAFETY: the caller's promise.
    let (package, video, path) =
        unsafe { (id(package_id, "package_id")?, id(meeting_video_id, "meeting_video_id")?, text(path, "path")?) };
    if path.is_empty() {
        return Err(Error::invalid_argument("path is empty; nothing was sent"));
    }
    let path = PathBuf::from(path);
    let watcher = Watcher { progress: Callback { function, user_data }, end: Arc::new(Notify::new()) };
    Ok(async move |client: Client| {
        // The whole of it, with its promise to be allowed on another thread, and not only the pointers in it.
        let watcher = watcher;
        let progress = |bytes, total| watcher.tell(bytes, total);
        // Its future is a large one.
        until(watcher.end.clone(), Box::pin(client.download_video(&package, &video, &path, &progress))).await
    })
}

/// Saves a video, whose state must be `archived`, to a file, whose path must be free.
///
/// It is written to `path` with `.part` at its end, and put in its place when it is whole and on the disk: the file is
/// whole or not there.  The host of the videos never gets the key.  What breaks off is requested from there on, and a
/// URL that expired is requested anew.  `progress` may be NULL, and gets `progress_user_data`.
///
/// Errors: as `iinked_client_package_status`, and `IINKED_ERR_INVALID_ARGUMENT` where the file cannot be written, whose
/// message names it and why.
///
/// Blocks until the file is there.  The configuration's `timeout` is the limit of each MiB, `attempt_timeout` that of
/// the wait for the next byte.  A download that `progress` ends leaves no file.  On success `*out` says what was saved:
/// free it with `iinked_video_file_free`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_download_video(
    client: *const iinked_client,
    package_id: *const c_char,
    meeting_video_id: *const c_char,
    path: *const c_char,
    progress: iinked_download_progress_callback,
    progress_user_data: *mut c_void,
    out: *mut *mut iinked_video_file,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { wait(client, out, err, || save(package_id, meeting_video_id, path, progress, progress_user_data)) }
}

/// `iinked_client_download_video` without waiting: `callback` gets the answer.  See `iinked_call`.
///
/// `progress` may be NULL; it gets `progress_user_data`, and never comes after `callback`.  `*out` is a handle of the
/// call: free it with `iinked_call_free`, at any time.  A call that is cancelled leaves no file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_client_download_video_async(
    client: *const iinked_client,
    package_id: *const c_char,
    meeting_video_id: *const c_char,
    path: *const c_char,
    progress: iinked_download_progress_callback,
    progress_user_data: *mut c_void,
    callback: iinked_video_file_callback,
    user_data: *mut c_void,
    out: *mut *mut iinked_call,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        start(client, callback, user_data, out, err, || {
            save(package_id, meeting_video_id, path, progress, progress_user_data)
        })
    }
}
