//! The FFI boundary to C: results become codes, and panics errors (`guard`).

use std::ptr;

use super::error::{iinked_error, into_raw};
use super::{IINKED_OK, iinked_code};
use crate::{Error, Result, guard};

/// Runs what cannot fail but by a bug; then it is `otherwise`.
pub(super) fn plain<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    guard::call(|| Ok(body())).unwrap_or(otherwise)
}

/// Frees what [`Box::into_raw`] gave away.
///
/// # Safety
/// `it` is NULL, or came from `Box::into_raw` and was not freed before.
pub(super) unsafe fn drop_box<T>(it: *mut T) {
    plain((), || {
        if !it.is_null() {
            // SAFETY: not NULL, and the caller's promise.
            drop(unsafe { Box::from_raw(it) });
        }
    });
}

/// Runs what brings nothing but its success.
///
/// # Safety
/// `err` is NULL or can be written to.
pub(super) unsafe fn check(err: *mut *mut iinked_error, body: impl FnOnce() -> Result<()>) -> iinked_code {
    if !err.is_null() {
        // Before `body`, which may start a call whose callback uses the same place.
        // SAFETY: not NULL, and the caller promises that it can be written to.
        unsafe { err.write(ptr::null_mut()) };
    }
    match guard::call(body) {
        Ok(()) => IINKED_OK,
        Err(error) => {
            let code = error.kind().code();
            if !err.is_null() {
                // SAFETY: as above.
                unsafe { err.write(into_raw(error)) };
            }
            code
        }
    }
}

/// Changes what a pointer leads to; `name` names it in the error.
///
/// # Safety
/// `it` is NULL or living, and no other thread uses it; `err` is NULL or can be written to.
pub(super) unsafe fn change<T>(
    it: *mut T,
    name: &str,
    err: *mut *mut iinked_error,
    change: impl FnOnce(&mut T) -> Result<()>,
) -> iinked_code {
    let body = || {
        // SAFETY: the caller's promise.
        change(unsafe { it.as_mut() }.ok_or_else(|| Error::invalid_argument(format!("{name} is NULL")))?)
    };
    // SAFETY: the caller's promise.
    unsafe { check(err, body) }
}

/// Runs what brings a thing that the caller will own.
///
/// # Safety
/// `out` and `err` are each NULL or can be written to.
pub(super) unsafe fn produce<T>(
    out: *mut *mut T,
    err: *mut *mut iinked_error,
    body: impl FnOnce() -> Result<*mut T>,
) -> iinked_code {
    let body = || {
        if out.is_null() {
            return Err(Error::invalid_argument("out is NULL; nothing was sent"));
        }
        // SAFETY: not NULL, and the caller promises that it can be written to.
        unsafe { out.write(ptr::null_mut()) };
        let made = body()?;
        // SAFETY: as above.
        unsafe { out.write(made) };
        Ok(())
    };
    // SAFETY: the caller's promise about `err`.
    unsafe { check(err, body) }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test ends with what failed")]
mod tests {
    use super::*;
    use crate::capi::{IINKED_ERR_INTERNAL, iinked_error_free, iinked_error_message};

    #[test]
    fn panics_become_codes() {
        let mut error = ptr::null_mut();
        // SAFETY: `error` can be written to, and is freed once.
        unsafe {
            assert_eq!(check(&raw mut error, || panic!("canary")), IINKED_ERR_INTERNAL);
            let message = std::ffi::CStr::from_ptr(iinked_error_message(error)).to_str().expect("UTF-8");
            assert!(message.starts_with("internal error (a bug in iinkedsign): a panic at "), "{message}");
            assert!(!message.contains("canary"), "{message}");
            iinked_error_free(error);
            let mut out: *mut u8 = ptr::dangling_mut();
            assert_eq!(produce(&raw mut out, ptr::null_mut(), || panic!("canary")), IINKED_ERR_INTERNAL);
            assert!(out.is_null());
        }
        assert_eq!(plain(7, || panic!("canary")), 7);
    }
}
