//! Errors as Python exceptions: the classes are Python's own (`iinkedsign.exceptions`), so that they pickle.

use std::error::Error as _;

use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::prelude::*;
use pyo3::types::PyDict;

use super::files::os_error;
use crate::error::FileProblem;
use crate::{Error, Kind};

/// The exception for an error; its cause is what a function of the caller raised.
pub(super) fn to_python(py: Python<'_>, error: &Error) -> PyErr {
    let cause = error.source().and_then(|source| source.downcast_ref::<PyErr>()).map(|cause| cause.clone_ref(py));
    if error.kind() == Kind::Cancelled {
        return cause.unwrap_or_else(|| PyKeyboardInterrupt::new_err(()));
    }
    // A file that cannot be written is what it is everywhere in Python.
    if let Some(FileProblem { path, errno: Some(errno), .. }) = error.file()
        && cfg!(unix)
    {
        return os_error(py, *errno, path).unwrap_or_else(|failed| failed);
    }
    let exception = build(py, error).map_or_else(|failed| failed, PyErr::from_value);
    exception.set_cause(py, cause);
    exception
}

/// The exception for an error of a plan or its journal.
pub(super) fn failure_to_python(py: Python<'_>, failure: &crate::cleanup::Failure) -> PyErr {
    use crate::cleanup::Failure;
    let (kind, message) = match failure {
        Failure::Client(error) => return to_python(py, error),
        Failure::Plan(message) => ("plan", message),
        Failure::Journal(message) => ("journal", message),
    };
    let made = class(py, kind).and_then(|class| class.call1((message,)));
    made.map_or_else(|failed| failed, PyErr::from_value)
}

fn class<'py>(py: Python<'py>, kind: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("iinkedsign.exceptions")?.getattr("BY_KIND")?.get_item(kind)
}

fn build<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(py);
    fields.set_item("kind", error.kind().as_str())?;
    fields.set_item("status_code", error.http_status())?;
    fields.set_item("code", error.api_code())?;
    fields.set_item("request_id", error.request_id())?;
    fields.set_item("attempts", error.attempts())?;
    fields.set_item("retryable", error.is_retryable())?;
    fields.set_item("body", error.body())?;
    fields.set_item("retry_after", error.retry_after().map(|wait| wait.as_secs_f64()))?;
    fields.set_item("evidence", error.evidence().map(crate::Evidence::as_str))?;
    class(py, error.kind().as_str())?.call((error.message(),), Some(&fields))
}
