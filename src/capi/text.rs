//! What C passes in: text, ids, lists of text.

use std::ffi::{CStr, CString, c_char};

use crate::{Error, Id, Result};

/// The text of an argument; `name` names it in the error.
///
/// # Safety
/// `text` is NULL or NUL-terminated, and lives as long as the result is used.
pub(super) unsafe fn text<'a>(text: *const c_char, name: &str) -> Result<&'a str> {
    // SAFETY: the caller's promise.
    match unsafe { optional_text(text, name) }? {
        Some(text) => Ok(text),
        None => Err(Error::invalid_argument(format!("{name} is NULL; nothing was sent"))),
    }
}

/// The same where NULL means that nothing is given.
///
/// # Safety
/// As [`text`].
pub(super) unsafe fn optional_text<'a>(text: *const c_char, name: &str) -> Result<Option<&'a str>> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, and the caller promises that it is terminated and lives long enough.
    match unsafe { CStr::from_ptr(text) }.to_str() {
        Ok(text) => Ok(Some(text)),
        Err(_) => Err(Error::invalid_argument(format!("{name} is not UTF-8; nothing was sent"))),
    }
}

/// An id of a package or a video.
///
/// # Safety
/// As [`text`].
pub(super) unsafe fn id(argument: *const c_char, name: &str) -> Result<Id> {
    // SAFETY: the caller's promise.
    Id::new(unsafe { text(argument, name) }?, name)
}

/// The elements of an array that the caller passes in; none if `items` is NULL.
///
/// # Safety
/// `items` is NULL or has `len` elements, which live as long as the result is used.
pub(super) unsafe fn elements<'a, T>(items: *const T, len: usize, name: &str) -> Result<Option<&'a [T]>> {
    if items.is_null() {
        return if len == 0 { Ok(None) } else { Err(Error::invalid_argument(format!("{name} is NULL"))) };
    }
    // No array has as many elements as what a negative length becomes.
    if len.checked_mul(size_of::<T>()).and_then(|size| isize::try_from(size).ok()).is_none() {
        return Err(Error::invalid_argument(format!("the length of {name} must not be negative, nor so large")));
    }
    // SAFETY: the caller's promise.
    Ok(Some(unsafe { std::slice::from_raw_parts(items, len) }))
}

/// A list of texts; none if `items` is NULL.
///
/// # Safety
/// `items` is NULL or has `len` elements, each as [`text`] asks.
pub(super) unsafe fn texts(items: *const *const c_char, len: usize, name: &str) -> Result<Option<Vec<String>>> {
    // SAFETY: the caller's promise.
    let Some(items) = unsafe { elements(items, len, name) }? else { return Ok(None) };
    // SAFETY: the caller's promise.
    items.iter().map(|&item| unsafe { text(item, name) }.map(str::to_owned)).collect::<Result<_>>().map(Some)
}

/// Text for C: NUL-terminated, an inner NUL replaced by U+FFFD.
pub(super) fn c_string(text: &str) -> CString {
    CString::new(text).or_else(|_| CString::new(text.replace('\0', "\u{fffd}"))).unwrap_or_default()
}
