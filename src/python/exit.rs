//! The end of the interpreter.
//!
//! A thread that asks for the GIL while Python shuts down is ended by Python in the middle of Rust's frames, which
//! aborts the process.  So threads of ours enter Python only through [`attach`], and an `atexit` function closes that
//! door and waits until everybody is out.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use once_cell::race::OnceBox;
use pyo3::prelude::*;

use crate::runtime::PerProcess;

/// Nobody stays longer in Python than a log handler or an event loop takes.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Default)]
struct Door {
    closed: AtomicBool,
    inside: AtomicUsize,
}

static DOOR: OnceBox<PerProcess<Door>> = OnceBox::new();
static REGISTERED: OnceBox<()> = OnceBox::new();

fn door() -> &'static Door {
    DOOR.get_or_init(|| Box::new(PerProcess::new(Door::default()))).get(Door::default)
}

/// A thread that is in Python, or about to be: the interpreter's end waits until this is dropped.
pub(super) struct Inside(&'static Door);

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.inside.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Goes in, unless the door is closed.
fn enter() -> Option<Inside> {
    let door = door();
    door.inside.fetch_add(1, Ordering::SeqCst);
    let inside = Inside(door);
    if door.closed.load(Ordering::SeqCst) { None } else { Some(inside) }
}

/// Enters Python, unless it is being shut down.
pub(super) fn attach<T>(call: impl FnOnce(Python<'_>) -> T) -> Option<T> {
    let _inside = enter()?;
    Python::try_attach(call)
}

/// For a thread that lets go of the GIL, and is about to take it back: if Python is being shut down, it stays here.
pub(super) fn stay() -> Inside {
    loop {
        if let Some(inside) = enter() {
            return inside;
        }
        // The process ends under it.
        sleep(PATIENCE);
    }
}

/// Has the door closed when the interpreter ends.
pub(super) fn register(py: Python<'_>) -> PyResult<()> {
    REGISTERED.get_or_try_init(|| {
        let close = pyo3::wrap_pyfunction!(close_door, py)?;
        py.import("atexit")?.call_method1("register", (close,))?;
        PyResult::Ok(Box::new(()))
    })?;
    Ok(())
}

#[pyfunction]
fn close_door(py: Python<'_>) {
    let door = door();
    door.closed.store(true, Ordering::SeqCst);
    py.detach(|| {
        let start = Instant::now();
        while door.inside.load(Ordering::SeqCst) > 0 && start.elapsed() < PATIENCE {
            sleep(Duration::from_millis(1));
        }
    });
}
