//! What the runs of audits and deletions share: who is told the progress, and where inputs come from.

use std::time::{Duration, Instant};

use pyo3::prelude::*;
use pyo3::types::PyIterator;

use super::exit;
use crate::audit::Progress;
use crate::{Error, Result};

/// So many inputs are read before the GIL is released,
const GROUP: usize = 1_024;
/// or those that came in this time: a lazy iterator may take its time for each.
const READ_TIME: Duration = Duration::from_millis(20);

/// The Python function that receives the progress, if there is one.
pub(super) struct Watcher {
    call: Option<Py<PyAny>>,
    /// When it may be called again: a slow one gets no more than half of the time.
    due: Instant,
}

impl Watcher {
    pub(super) fn new(call: Option<Py<PyAny>>) -> Self {
        Self { call, due: Instant::now() }
    }

    /// Reports the progress, if it is time to; the end is always reported.
    pub(super) fn tell(&mut self, py: Python<'_>, progress: &Progress) -> PyResult<()> {
        let Some(call) = &self.call else { return Ok(()) };
        let Progress { done, total, errors, refused, elapsed } = *progress;
        let begun = Instant::now();
        if begun >= self.due || total == Some(done) {
            call.call1(py, (done, total, errors, refused, elapsed.as_secs_f64()))?;
            self.due = Instant::now() + begun.elapsed();
        }
        Ok(())
    }
}

/// An iterator of inputs.
pub(super) struct Inputs {
    iterator: Py<PyIterator>,
    /// What the iterator ended with: an exception comes after the inputs before it.
    ended: Option<PyResult<()>>,
}

impl Inputs {
    pub(super) fn new(inputs: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self { iterator: inputs.try_iter()?.unbind(), ended: None })
    }

    /// The next inputs, for a thread that released the GIL; none at the end.  What Python's code raises goes to
    /// `raised`, and ends the run as a cancellation does.
    pub(super) fn pull<T>(
        &mut self,
        read: impl Fn(&Bound<'_, PyAny>) -> PyResult<T>,
        raised: impl FnOnce(PyErr),
    ) -> Result<Option<Vec<T>>> {
        match exit::attach(|py| self.next(py, read)) {
            Some(Ok(group)) => return Ok(group),
            Some(Err(error)) => raised(error),
            // Python is being shut down.
            None => {}
        }
        Err(Error::cancelled())
    }

    fn next<T>(&mut self, py: Python<'_>, read: impl Fn(&Bound<'_, PyAny>) -> PyResult<T>) -> PyResult<Option<Vec<T>>> {
        // An iterator that is not written in Python would not handle signals.
        py.check_signals()?;
        let begun = Instant::now();
        let mut group = Vec::new();
        let mut iterator = self.iterator.bind(py).clone();
        while self.ended.is_none() && group.len() < GROUP && begun.elapsed() < READ_TIME {
            match iterator.next().map(|item| item.and_then(|item| read(&item))) {
                Some(Ok(input)) => group.push(input),
                Some(Err(error)) => self.ended = Some(Err(error)),
                None => self.ended = Some(Ok(())),
            }
        }
        if group.is_empty() { self.ended.replace(Ok(())).unwrap_or(Ok(())).map(|()| None) } else { Ok(Some(group)) }
    }
}
