//! The end of the interpreter, which would end a thread that asks for the GIL in the middle of Rust's frames.
//!
//! So threads of ours enter Python only through [`attach`], and an `atexit` function closes that access and waits until
//! no thread is inside.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use once_cell::race::OnceBox;
use pyo3::prelude::*;

use crate::runtime::PerProcess;

/// How long the end of the interpreter waits for threads that are in Python.
const EXIT_LIMIT: Duration = Duration::from_secs(5);

#[derive(Default)]
struct Access {
    closed: AtomicBool,
    inside: AtomicUsize,
}

static ACCESS: OnceBox<PerProcess<Access>> = OnceBox::new();
static REGISTERED: OnceBox<()> = OnceBox::new();

fn access() -> &'static Access {
    ACCESS.get_or_init(|| Box::new(PerProcess::new(Access::default()))).get(Access::default)
}

/// A thread that is in Python, or about to be: the interpreter's end waits until this is dropped.
pub(super) struct Inside(&'static Access);

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.inside.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Enters, unless the access is closed.
fn enter() -> Option<Inside> {
    let access = access();
    access.inside.fetch_add(1, Ordering::SeqCst);
    let inside = Inside(access);
    if access.closed.load(Ordering::SeqCst) { None } else { Some(inside) }
}

/// Enters Python, unless it is being shut down.
pub(super) fn attach<T>(call: impl FnOnce(Python<'_>) -> T) -> Option<T> {
    let _inside = enter()?;
    Python::try_attach(call)
}

/// For a thread that released the GIL and is about to take it again: if Python is being shut down, it waits here.
pub(super) fn stay() -> Inside {
    loop {
        if let Some(inside) = enter() {
            return inside;
        }
        // The process ends under it.
        sleep(EXIT_LIMIT);
    }
}

/// Closes the access when the interpreter ends.
pub(super) fn register(py: Python<'_>) -> PyResult<()> {
    REGISTERED.get_or_try_init(|| {
        let close = pyo3::wrap_pyfunction!(close_access, py)?;
        py.import("atexit")?.call_method1("register", (close,))?;
        PyResult::Ok(Box::new(()))
    })?;
    Ok(())
}

#[pyfunction]
fn close_access(py: Python<'_>) {
    let access = access();
    access.closed.store(true, Ordering::SeqCst);
    py.detach(|| {
        let start = Instant::now();
        while access.inside.load(Ordering::SeqCst) > 0 && start.elapsed() < EXIT_LIMIT {
            sleep(Duration::from_millis(1));
        }
    });
}
