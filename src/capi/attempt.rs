//! Attempts, told to a callback.

use std::ffi::{c_char, c_void};
use std::time::SystemTime;

use super::answer::{Arena, number};
use super::boundary::change;
use super::config::iinked_config;
use super::error::iinked_error;
use super::user_data::{self, Callback};
use super::{IINKED_OK, iinked_code};
use crate::Attempt;

/// One finished attempt of a call.  Nothing in it is a secret.
#[repr(C)]
pub struct iinked_attempt {
    /// The operation that the request is: `package_status`, `delete_package` and so on, as in the names of the
    /// functions. The follow-up check of a delete is an attempt of its own, of the operation `package_status` or
    /// `list_videos`.
    pub operation: *const c_char,
    /// The HTTP method.
    pub method: *const c_char,
    /// The path below the base URL, as `/packages/list`.
    pub path: *const c_char,
    /// The HTTP status; 0 where no answer came.
    pub status: i32,
    /// `IINKED_OK`, or the kind of the error that this attempt alone would be: `IINKED_ERR_SERVER` also where a later
    /// attempt succeeds, `IINKED_ERR_CANCELLED` where the call was cancelled meanwhile.
    pub code: iinked_code,
    /// Which attempt of its call it was, from 1.
    pub number: u32,
    /// When it began, in microseconds since 1970-01-01T00:00:00Z.
    pub started_unix_us: i64,
    /// How long it took, in microseconds, until the whole answer was there or it failed.
    pub duration_us: i64,
    /// The server's own id of the request; NULL if it sent none.
    pub request_id: *const c_char,
    /// Whether another attempt follows.
    pub will_retry: bool,
    /// The `user_data` of the asynchronous call that made it; NULL for a blocking call.
    pub call_user_data: *mut c_void,
}

/// Is told of an attempt when it is over.  `attempt` and its texts live until the callback returns.
///
/// It comes on the thread that made the attempt, before that call returns or has its own callback, and from several
/// threads at once where calls are made at once.  The call waits for it: it should be short.  It must not throw or
/// `longjmp`, and must not make blocking calls of this library.
pub type iinked_attempt_callback = Option<unsafe extern "C" fn(attempt: *const iinked_attempt, user_data: *mut c_void)>;

pub(super) type Observer = Callback<unsafe extern "C" fn(*const iinked_attempt, *mut c_void)>;

impl Observer {
    pub(super) fn tell(&self, attempt: &Attempt<'_>) {
        let arena = Arena::new();
        let told = iinked_attempt {
            operation: arena.text(Some(attempt.operation)),
            method: arena.text(Some(attempt.method)),
            path: arena.text(Some(attempt.path)),
            status: attempt.status.map_or(0, i32::from),
            code: attempt.kind.map_or(IINKED_OK, crate::Kind::code),
            number: attempt.number,
            started_unix_us: attempt
                .started
                .duration_since(SystemTime::UNIX_EPOCH)
                .map_or(0, |since| number(since.as_micros())),
            duration_us: number(attempt.duration.as_micros()),
            request_id: arena.text(attempt.request_id),
            will_retry: attempt.will_retry,
            call_user_data: user_data::current(),
        };
        // SAFETY: the program that set the callback promised a function of this type that does not unwind.
        unsafe { (self.function)(&raw const told, self.user_data) };
        arena.free();
    }
}

/// The function that is told of each attempt when it is over, for logs, traces and metrics.  NULL, the default: none.
///
/// `user_data` must live as long as the client and the asynchronous calls that were started with it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_config_set_attempt_callback(
    config: *mut iinked_config,
    callback: iinked_attempt_callback,
    user_data: *mut c_void,
    err: *mut *mut iinked_error,
) -> iinked_code {
    let observer = callback.map(|function| Observer { function, user_data });
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe {
        change(config, "config", err, |config| {
            config.observer = observer;
            Ok(())
        })
    }
}
