//! Panics become errors before they reach another language, and print nothing.
//!
//! The text of a panic may contain anything, so the error names only the place in the source.  A panic's hook
//! runs before the panic can be caught, and the default one writes to stderr.  So this module wraps the hook that it
//! finds, once: panics of this library's own calls and threads are silent, all others go to the hook that was there.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::task::Poll;

use crate::error::{Error, Result};

/// The name of every thread of this library: the background runtime's, and those of the DNS resolver.
pub(crate) const THREADS: &str = "iinkedsign";

thread_local! {
    /// How many guarded calls are under way on this thread.
    static INSIDE: Cell<u32> = const { Cell::new(0) };
    /// Where the last of their panics was, as file, line and column.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Calls a function that may panic.  A panic is a bug of this library.
pub fn call<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    let _inside = Inside::enter();
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(bug()))
}

/// Awaits a future that may panic.
pub async fn future<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    let mut future = pin!(future);
    poll_fn(|context| match call(|| Ok(future.as_mut().poll(context))) {
        Ok(poll) => poll,
        Err(error) => Poll::Ready(Err(error)),
    })
    .await
}

/// Locks, also where a thread panicked while it had the lock: nothing under one is left half done.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn bug() -> Error {
    let place = PLACE.with(RefCell::take);
    let place = place.as_deref().unwrap_or("an unknown place");
    // Of another crate, without where it lay on the machine that compiled it.
    let place = place.split_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/')).map_or(place, |it| it.1);
    Error::internal(&format!("a panic at {place}"))
}

/// While it lives, a panic on this thread is this library's own.
struct Inside;

impl Inside {
    fn enter() -> Self {
        static WRAP_HOOK: Once = Once::new();
        WRAP_HOOK.call_once(|| {
            let previous = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if INSIDE.try_with(Cell::get).unwrap_or(0) > 0 {
                    let place = panic.location().map(ToString::to_string);
                    let _ = PLACE.try_with(|it| it.replace(place));
                } else if std::thread::current().name() != Some(THREADS) {
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

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test ends with what failed")]
mod tests {
    use super::*;

    /// The texts of the panics below must be neither in their errors nor in the output of the process.
    #[test]
    fn panics_become_errors_and_tell_nothing() {
        if std::env::var_os("IINKEDSIGN_PANIC").is_some() {
            return panic_in_every_way();
        }
        let this = std::env::current_exe().expect("the test's own path");
        let name = "guard::tests::panics_become_errors_and_tell_nothing";
        let run = std::process::Command::new(this)
            .args(["--exact", name, "--nocapture", "--test-threads=1"])
            .envs([("IINKEDSIGN_PANIC", "1"), ("RUST_BACKTRACE", "full"), ("RUST_LOG", "trace")])
            .output()
            .expect("the test runs itself");
        let output = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{output}");
        assert!(!output.contains("canary"), "{output}");
        assert!(output.contains("the host's own"), "{output}");
    }

    fn panic_in_every_way() {
        // As in many bugs, the text of the panic contains values of the call.
        let held = std::hint::black_box(vec![String::from("canary-key")]);
        let unreadable: Result<u8, _> = held[0].parse::<u8>().map_err(|_| held[0].clone());
        let panics: [&dyn Fn(); 6] = [
            &|| panic!("canary-static"),
            &|| panic!("with {held:?}"),
            &|| assert_eq!(held[0], "canary-other"),
            &|| _ = unreadable.clone().expect("canary-expected"),
            &|| std::panic::panic_any(held.clone()),
            &|| _ = held[0][..usize::MAX].len(),
        ];
        for panic in panics {
            let error = call(|| {
                panic();
                Ok(())
            });
            tell_only_where(&error.expect_err("it panicked"));
            let mut awaited = pin!(future(async {
                panic();
                Ok(())
            }));
            let mut context = std::task::Context::from_waker(std::task::Waker::noop());
            match awaited.as_mut().poll(&mut context) {
                Poll::Ready(Err(error)) => tell_only_where(&error),
                other => panic!("{other:?}"),
            }
        }
        let ours = std::thread::Builder::new().name(THREADS.to_owned()).spawn(|| panic!("canary-thread"));
        assert!(ours.expect("a thread").join().is_err());
        assert!(std::thread::spawn(|| panic!("the host's own")).join().is_err());
    }

    fn tell_only_where(error: &Error) {
        let text = format!("{error} {error:?}");
        assert!(!text.contains("canary"), "{text}");
        let (_, place) = error.message().split_once("internal error (a bug in iinkedsign): a panic at ").expect(&text);
        assert!(place.contains(".rs:"), "{place}");
    }
}
