//! The border to C: results become codes, panics become errors, nothing is printed.
//!
//! A panic's hook runs before the panic can be caught, and the default one writes to stderr.  So this module wraps
//! the hook that it finds, once: panics of this library's own calls and threads are silent, all others go to
//! the hook that was there.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::ptr;
use std::sync::Once;

use super::error::{give, iinked_error};
use super::{IINKED_OK, iinked_code};
use crate::{Error, Result, guard};

/// The name of the core's threads (`src/runtime.rs`).
const THREADS: &str = "iinkedsign";

thread_local! {
    /// How many calls of this library are under way on this thread.
    static INSIDE: Cell<u32> = const { Cell::new(0) };
}

/// While it lives, a panic on this thread is this library's own.
struct Inside;

impl Inside {
    fn enter() -> Self {
        static WRAP_HOOK: Once = Once::new();
        WRAP_HOOK.call_once(|| {
            let previous = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                let ours = INSIDE.try_with(Cell::get).unwrap_or(0) > 0
                    || std::thread::current().name().is_some_and(|name| name == THREADS);
                if !ours {
                    previous(panic);
                }
            }));
        });
        INSIDE.set(INSIDE.get() + 1);
        Self
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        INSIDE.set(INSIDE.get() - 1);
    }
}

/// Runs what cannot fail but by a bug; then it is `otherwise`.
pub(super) fn plain<T>(otherwise: T, body: impl FnOnce() -> T) -> T {
    let _inside = Inside::enter();
    guard::call(|| Ok(body())).unwrap_or(otherwise)
}

/// Runs what brings nothing but its success.
///
/// # Safety
/// `err` is NULL or can be written to.
pub(super) unsafe fn check(err: *mut *mut iinked_error, body: impl FnOnce() -> Result<()>) -> iinked_code {
    let _inside = Inside::enter();
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
                unsafe { err.write(give(error)) };
            }
            code
        }
    }
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

/// Awaits what may panic, silently.
pub(super) async fn future<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    let mut future = pin!(guard::future(future));
    poll_fn(|context| {
        let _inside = Inside::enter();
        future.as_mut().poll(context)
    })
    .await
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test ends with what failed")]
mod tests {
    use super::*;
    use crate::capi::{IINKED_ERR_INTERNAL, iinked_error_free, iinked_error_message};

    /// The texts of the panics below must not be in the output of the process.
    #[test]
    fn panics_become_errors_and_print_nothing() {
        if std::env::var_os("IINKEDSIGN_PANIC").is_some() {
            return panic_in_every_way();
        }
        let this = std::env::current_exe().expect("the test's own path");
        let name = "capi::border::tests::panics_become_errors_and_print_nothing";
        let run = std::process::Command::new(this)
            .args(["--exact", name, "--nocapture", "--test-threads=1"])
            .env("IINKEDSIGN_PANIC", "1")
            .output()
            .expect("the test runs itself");
        let output = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{output}");
        assert!(!output.contains("silent"), "{output}");
        assert!(output.contains("the host's own"), "{output}");
    }

    fn panic_in_every_way() {
        let mut error = ptr::null_mut();
        // SAFETY: `error` can be written to, and is freed once.
        unsafe {
            assert_eq!(check(&raw mut error, || panic!("silent {}", 1)), IINKED_ERR_INTERNAL);
            let message = std::ffi::CStr::from_ptr(iinked_error_message(error)).to_str();
            assert_eq!(message, Ok("internal error (a bug in iinkedsign): silent 1"));
            iinked_error_free(error);
            let mut out: *mut u8 = ptr::dangling_mut();
            assert_eq!(produce(&raw mut out, ptr::null_mut(), || panic!("silent 2")), IINKED_ERR_INTERNAL);
            assert!(out.is_null());
        }
        assert_eq!(plain(7, || panic!("silent 3")), 7);
        let mut awaited = pin!(future(async { panic!("silent 4") as Result<()> }));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(awaited.as_mut().poll(&mut context).is_ready());
        let ours = std::thread::Builder::new().name(THREADS.to_owned()).spawn(|| panic!("silent 5"));
        assert!(ours.expect("a thread").join().is_err());
        assert!(std::thread::spawn(|| panic!("the host's own")).join().is_err());
    }
}
