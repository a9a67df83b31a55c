//! `logging.getLogger("iinkedsign")`: Rust's log records on their way to Python's.

use log::{LevelFilter, Log, Metadata, Record};
use once_cell::race::OnceBox;
use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;

use super::exit;

struct Forwarder;

/// No lock: importing `logging` may let another thread fork, and its child would wait forever.
static LOGGER: OnceBox<Py<PyAny>> = OnceBox::new();
const DEBUG: u8 = 10;

/// Asks Python for its log level, and forwards records from now on.
///
/// Called at the beginning of each call, while the GIL is held anyway: if logging is off,
/// a log line costs one comparison and never the GIL.
pub(super) fn refresh(py: Python<'_>) -> PyResult<()> {
    let logger = LOGGER.get_or_try_init(|| {
        // Another library in this process may have set a logger of Rust's; then that one gets the lines.
        let _ = log::set_logger(&Forwarder);
        py.import("logging")?.call_method1("getLogger", ("iinkedsign",)).map(|logger| Box::new(logger.unbind()))
    })?;
    let wanted = logger.bind(py).call_method1(pyo3::intern!(py, "isEnabledFor"), (DEBUG,))?.is_truthy()?;
    log::set_max_level(if wanted { LevelFilter::Debug } else { LevelFilter::Off });
    Ok(())
}

fn interrupt_again(py: Python<'_>) -> PyResult<()> {
    py.import("_thread")?.call_method0("interrupt_main").map(drop)
}

impl Log for Forwarder {
    /// Only our own lines: those of the HTTP libraries may show URLs and headers.
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("iinkedsign")
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        // The interpreter has ended.
        exit::attach(|py| {
            let Some(logger) = LOGGER.get() else { return };
            let Err(error) = logger.bind(py).call_method1("debug", ("%s", record.args().to_string())) else { return };
            // Ctrl-C within a line of the log must not be lost: it comes again where the call checks for signals.
            if !(error.is_instance_of::<PyKeyboardInterrupt>(py) && interrupt_again(py).is_ok()) {
                error.write_unraisable(py, None);
            }
        });
    }

    fn flush(&self) {}
}
