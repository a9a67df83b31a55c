//! Calls for `AsyncClient`: they run on the background runtime, and their results come back to the event loop.

use std::sync::Mutex;

use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::PyList;

use super::answers::{to_dict, video_file};
use super::errors::to_python;
use super::{exit, logging};
use crate::blocking::{self, Spawned};
use crate::guard::lock;
use crate::model::{PackageSummary, Record};
use crate::{Result, VideoFile, guard, process};

type Convert = Box<dyn for<'py> FnOnce(Python<'py>) -> PyResult<Bound<'py, PyAny>> + Send>;
type Message = (Py<PyAny>, Convert);

/// A result that knows how to become a Python object.
pub(super) trait IntoAnswer: Send + 'static {
    fn into_answer(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>>;
}

impl<R: Record + Send + 'static> IntoAnswer for R {
    fn into_answer(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        to_dict(py, &self).map(Bound::into_any)
    }
}

impl IntoAnswer for VideoFile {
    fn into_answer(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        video_file(py, &self).map(Bound::into_any)
    }
}

impl IntoAnswer for Option<Vec<PackageSummary>> {
    fn into_answer(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        let Some(page) = self else { return Ok(py.None().into_bound(py)) };
        let list = PyList::empty(py);
        for package in &page {
            list.append(to_dict(py, package)?)?;
        }
        Ok(list.into_any())
    }
}

/// Brings results to one event loop.
///
/// Results that arrive together are delivered together: the loop is woken once for all of them, and the dicts are
/// made on the loop's own thread, so that the background threads hardly ever need the GIL.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct Mailbox {
    event_loop: Py<PyAny>,
    messages: Mutex<Vec<Message>>,
}

#[pymethods]
impl Mailbox {
    /// Settles the futures whose results have come; the event loop calls this.
    fn deliver(&self, py: Python<'_>) -> PyResult<()> {
        for (future, convert) in self.take() {
            let future = future.bind(py);
            if future.call_method0(pyo3::intern!(py, "done"))?.is_truthy()? {
                continue;
            }
            match convert(py) {
                Ok(answer) => future.call_method1(pyo3::intern!(py, "set_result"), (answer,))?,
                Err(error) => future.call_method1(pyo3::intern!(py, "set_exception"), (error.into_value(py),))?,
            };
        }
        Ok(())
    }

    /// Shows the garbage collector what keeps a dropped event loop alive.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.event_loop)?;
        // A thread that is posting right now keeps the messages to itself, and so alive.
        let Ok(messages) = self.messages.try_lock() else { return Ok(()) };
        messages.iter().try_for_each(|(future, _)| visit.call(future))
    }
}

impl Mailbox {
    pub(super) fn new(event_loop: Py<PyAny>) -> Self {
        Self { event_loop, messages: Mutex::default() }
    }

    fn take(&self) -> Vec<Message> {
        std::mem::take(&mut *lock(&self.messages))
    }

    /// Puts a message in, from any thread.
    fn post(mailbox: &Py<Self>, future: Py<PyAny>, convert: Convert) {
        let first = {
            let mut messages = lock(&mailbox.get().messages);
            messages.push((future, convert));
            messages.len() == 1
        };
        if first {
            // Without an interpreter there is nothing to wake.
            exit::attach(|py| {
                let wake = || {
                    let deliver = mailbox.bind(py).getattr("deliver")?;
                    mailbox.get().event_loop.call_method1(py, "call_soon_threadsafe", (deliver,))
                };
                if wake().is_err() {
                    // The loop was closed.  Its futures are never awaited again; messages would keep them alive.
                    drop(mailbox.get().take());
                }
            });
        }
    }
}

/// A call that is under way, in the process that started it.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct Pending {
    process: u32,
    call: Spawned,
}

#[pymethods]
impl Pending {
    /// Drops the call, if it has not ended; its connection is closed.
    fn cancel(&self) {
        // In a forked child nothing runs it, and its runtime's locks may be held by threads that do not exist.
        if self.process == process::current() {
            self.call.abort();
        }
    }
}

/// Starts a call; returns the future of its answer, and the call as [`Pending`].
pub(super) fn start<'py, T: IntoAnswer, F: Future<Output = Result<T>> + Send + 'static>(
    client: &blocking::Client,
    mailbox: &Bound<'py, Mailbox>,
    call: impl FnOnce(crate::Client) -> F + Send + 'static,
) -> PyResult<Bound<'py, PyAny>> {
    let py = mailbox.py();
    logging::refresh(py)?;
    let future = mailbox.get().event_loop.bind(py).call_method0(pyo3::intern!(py, "create_future"))?;
    let (mailbox, receiver) = (mailbox.clone().unbind(), future.clone().unbind());
    // In a box, because each layer around a future would have room for it twice.
    let call = async move |client| guard::future(Box::pin(call(client))).await;
    let deliver = move |result| {
        Mailbox::post(
            &mailbox,
            receiver,
            match result {
                Ok(answer) => Box::new(|py| T::into_answer(answer, py)),
                Err(error) => Box::new(move |py| Err(to_python(py, &error))),
            },
        );
    };
    let spawned = py.detach(|| guard::call(|| client.spawn(call, deliver)));
    let pending = spawned.map(|call| Pending { process: process::current(), call });
    let pending = pending.map_err(|error| to_python(py, &error))?;
    (future, pending).into_pyobject(py).map(Bound::into_any)
}
