//! Errors.

use std::error::Error as _;
use std::ffi::{CString, c_char};
use std::ptr;
use std::sync::LazyLock;

use super::answer::number;
use super::boundary::{drop_box, plain};
use super::text::c_string;
use super::{IINKED_EVIDENCE_NONE, IINKED_OK, iinked_code};
use crate::{Error, Kind};

/// Why a call failed.  Free it with `iinked_error_free`; its texts live as long as it does.
///
/// No text of it but `iinked_error_cause` ever holds a key, a token, a link or a video URL.
pub struct iinked_error {
    error: Error,
    message: CString,
    api_code: Option<CString>,
    request_id: Option<CString>,
    body: Option<CString>,
    cause: Option<CString>,
}

/// Makes an error that the caller will own.
pub(super) fn into_raw(error: Error) -> *mut iinked_error {
    Box::into_raw(Box::new(iinked_error {
        message: c_string(error.message()),
        api_code: error.api_code().map(c_string),
        request_id: error.request_id().map(c_string),
        body: error.body().map(c_string),
        cause: error.source().map(|cause| c_string(&cause.to_string())),
        error,
    }))
}

/// # Safety
/// `error` is NULL or a living error.
unsafe fn read<T>(error: *const iinked_error, otherwise: T, read: impl FnOnce(&iinked_error) -> T) -> T
where
    T: Copy,
{
    // SAFETY: the caller's promise.
    plain(otherwise, || unsafe { error.as_ref() }.map_or(otherwise, read))
}

fn pointer(text: Option<&CString>) -> *const c_char {
    text.map_or(ptr::null(), |text| text.as_ptr())
}

/// The kind of the error, one of `IINKED_ERR_…`; `IINKED_OK` for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_code(error: *const iinked_error) -> iinked_code {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, IINKED_OK, |error| error.error.kind().code()) }
}

/// One line: what failed, for which package, what to do.  Never NULL; empty for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_message(error: *const iinked_error) -> *const c_char {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, c"".as_ptr(), |error| error.message.as_ptr()) }
}

/// The HTTP status, 0 where no answer came.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_http_status(error: *const iinked_error) -> i32 {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, 0, |error| error.error.http_status().map_or(0, i32::from)) }
}

/// The vendor's error code (`package_not_found`), an open set; NULL where none was sent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_api_code(error: *const iinked_error) -> *const c_char {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, ptr::null(), |error| pointer(error.api_code.as_ref())) }
}

/// The server's own id of the request; NULL if it sent none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_request_id(error: *const iinked_error) -> *const c_char {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, ptr::null(), |error| pointer(error.request_id.as_ref())) }
}

/// The beginning (4 KiB) of the body of an answer with an error status, without secrets and URLs; NULL if none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_body(error: *const iinked_error) -> *const c_char {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, ptr::null(), |error| pointer(error.body.as_ref())) }
}

/// What your own access-token provider failed with, in its words; NULL for every other error.  This text alone may hold
/// what the provider wrote into it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_cause(error: *const iinked_error) -> *const c_char {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, ptr::null(), |error| pointer(error.cause.as_ref())) }
}

/// How many attempts were made; 0 if nothing was sent.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_attempts(error: *const iinked_error) -> u32 {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, 0, |error| error.error.attempts().unwrap_or(0)) }
}

/// Whether the same call can safely be made again later, and may succeed then.
/// Never true for a delete whose outcome is unknown.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_retryable(error: *const iinked_error) -> bool {
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, false, |error| error.error.is_retryable()) }
}

/// How long the server asked to wait, in milliseconds; -1 if it did not.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_retry_after_ms(error: *const iinked_error) -> i64 {
    let ms = |error: &iinked_error| error.error.retry_after().map_or(-1, |wait| number(wait.as_millis()));
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, -1, ms) }
}

/// What a follow-up check of the server showed after a delete with an unknown outcome, one of `IINKED_EVIDENCE_…`;
/// `IINKED_EVIDENCE_NONE` for every other error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_evidence(error: *const iinked_error) -> i32 {
    let evidence = |error: &iinked_error| error.error.evidence().map_or(IINKED_EVIDENCE_NONE, |found| found as i32);
    // SAFETY: NULL or a living error, as the header asks.
    unsafe { read(error, IINKED_EVIDENCE_NONE, evidence) }
}

/// Frees an error.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_error_free(error: *mut iinked_error) {
    // SAFETY: NULL, or `into_raw` made it as a `Box`, and the caller frees it once.
    unsafe { drop_box(error) };
}

/// The names of the kinds, as C reads them.
static NAMES: LazyLock<Vec<CString>> = LazyLock::new(|| Kind::ALL.iter().map(|kind| c_string(kind.as_str())).collect());

/// The name of a code in lower case, as `not_found`; `ok` for 0, `unknown` for a number that is no code.
/// The text is static.
#[unsafe(no_mangle)]
pub extern "C" fn iinked_code_name(code: iinked_code) -> *const c_char {
    plain(c"unknown", || match Kind::ALL.iter().position(|kind| kind.code() == code) {
        None if code == IINKED_OK => c"ok",
        None => c"unknown",
        Some(place) => NAMES[place].as_c_str(),
    })
    .as_ptr()
}
