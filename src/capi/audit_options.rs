//! How to audit, and who is told how far it is.

use std::ffi::c_void;
use std::ptr;

use super::answer::number;
use super::boundary::{change, drop_box, plain};
use super::error::iinked_error;
use super::text::elements;
use super::user_data::Callback;
use super::{IINKED_NO_TIME, iinked_code};
use crate::Error;
use crate::audit::{Options, Progress};

/// Options of an audit.  One thread at a time; an audit copies it, so it may be freed or changed after.
///
/// An option that is not set has its default.  Values are checked by the audit; the setters fail only with
/// `IINKED_ERR_INVALID_ARGUMENT`.
#[derive(Clone, Default)]
pub struct iinked_audit_options {
    pub(super) options: Options,
    watcher: Option<Watcher>,
}

/// How far an audit is.
#[repr(C)]
pub struct iinked_audit_progress {
    /// Inputs whose row is known.
    pub done: i64,
    /// All inputs; -1 until that is known.
    pub total: i64,
    /// Errors among them, that of a repeated input once.
    pub errors: i64,
    /// How many answers were 429.
    pub refused: i64,
    /// Since the beginning.
    pub elapsed_ms: i64,
}

/// Is told how far an audit is: about every 40 ms, and when all is done.  True ends the audit, which keeps what is
/// known and returns `IINKED_ERR_CANCELLED`; when all is done it has no effect.
///
/// It comes on the thread that makes a blocking audit, and on the thread of an asynchronous one.
/// It must not throw or `longjmp`, should be short, and must not make blocking calls of this library.
pub type iinked_audit_progress_callback =
    Option<unsafe extern "C" fn(progress: *const iinked_audit_progress, user_data: *mut c_void) -> bool>;

type Watcher = Callback<unsafe extern "C" fn(*const iinked_audit_progress, *mut c_void) -> bool>;

impl iinked_audit_options {
    /// Tells the watcher; whether it wants the audit to end.
    pub(super) fn tell(&self, progress: &Progress) -> bool {
        self.watcher.is_some_and(|watcher| {
            let progress = iinked_audit_progress {
                done: number(progress.done),
                total: progress.total.map_or(-1, number),
                errors: number(progress.errors),
                refused: number(progress.refused),
                elapsed_ms: number(progress.elapsed.as_millis()),
            };
            // SAFETY: the program that set the callback promised a function of this type that does not unwind.
            unsafe { (watcher.function)(&raw const progress, watcher.user_data) }
        })
    }
}

/// # Safety
/// `options` is NULL, which means the defaults, or living.
pub(super) unsafe fn chosen(options: *const iinked_audit_options) -> iinked_audit_options {
    // SAFETY: the caller's promise.
    unsafe { options.as_ref() }.cloned().unwrap_or_default()
}

/// Options with the defaults.  Free them with `iinked_audit_options_free`.  NULL only after a bug of the library.
#[unsafe(no_mangle)]
pub extern "C" fn iinked_audit_options_new() -> *mut iinked_audit_options {
    plain(ptr::null_mut(), || Box::into_raw(Box::default()))
}

/// Frees options.  NULL is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_audit_options_free(options: *mut iinked_audit_options) {
    // SAFETY: NULL, or `iinked_audit_options_new` made it as a `Box`, and the caller frees it once.
    unsafe { drop_box(options) };
}

/// # Safety
/// `options` is NULL or living, and no other thread uses it; `err` is NULL or can be written to.
unsafe fn set(
    options: *mut iinked_audit_options,
    err: *mut *mut iinked_error,
    set: impl FnOnce(&mut iinked_audit_options),
) -> iinked_code {
    // SAFETY: the caller's promise.
    unsafe {
        change(options, "options", err, |options| {
            set(options);
            Ok(())
        })
    }
}

/// The instant that facts are computed for (what is overdue, which videos are past their retention), in microseconds
/// since 1970-01-01T00:00:00Z.  `IINKED_NO_TIME`, the default, is the beginning of the audit.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_audit_options_set_as_of_us(
    options: *mut iinked_audit_options,
    us: i64,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { set(options, err, |options| options.options.as_of_us = Some(us).filter(|&us| us != IINKED_NO_TIME)) }
}

/// At most so many requests at once, 1 to 1,000.  64 by default.  How many really are under way, and how fast they go
/// out, follows what the server bears; the ceiling of the client's `requests_per_second` holds, too.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_audit_options_set_concurrency(
    options: *mut iinked_audit_options,
    most: u32,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { set(options, err, |options| options.options.concurrency = usize::try_from(most).unwrap_or(usize::MAX)) }
}

/// Whether to ask for the videos of each package, too: a second request for each.  Not by default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_audit_options_set_include_videos(
    options: *mut iinked_audit_options,
    include: bool,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { set(options, err, |options| options.options.include_videos = include) }
}

/// Whether the tables have columns for what opens something without a login: signing links, tokens, URLs of videos.
/// Not by default.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_audit_options_set_include_links(
    options: *mut iinked_audit_options,
    include: bool,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { set(options, err, |options| options.options.include_links = include) }
}

/// Replaces names, addresses and numbers of persons by a keyed hash, which is the same wherever the same text stands:
/// the first 16 bytes of HMAC-SHA256, in hexadecimal digits.  Not by default.
///
/// `key` has `key_len` bytes, at least one, which are copied.  NULL with a length of 0: the client's own API key or
/// token, so that audits with the same one agree.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_audit_options_set_pii_hash(
    options: *mut iinked_audit_options,
    key: *const u8,
    key_len: usize,
    err: *mut *mut iinked_error,
) -> iinked_code {
    let set = |options: &mut iinked_audit_options| {
        // SAFETY: the header asks for that many bytes.
        let key = unsafe { elements(key, key_len, "key") }?.map(<[u8]>::to_vec);
        if key.as_ref().is_some_and(Vec::is_empty) {
            return Err(Error::invalid_argument("key is empty"));
        }
        (options.options.hash_personal, options.options.hash_key) = (true, key);
        Ok(())
    };
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { change(options, "options", err, set) }
}

/// The function that is told how far the audit is, and can end it.  NULL: none.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn iinked_audit_options_set_progress(
    options: *mut iinked_audit_options,
    callback: iinked_audit_progress_callback,
    user_data: *mut c_void,
    err: *mut *mut iinked_error,
) -> iinked_code {
    // SAFETY: the header asks for pointers that are NULL or valid.
    unsafe { set(options, err, |options| options.watcher = callback.map(|function| Watcher { function, user_data })) }
}
