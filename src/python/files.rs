//! Errors of writing a file, as Python exceptions.

use std::io;
use std::path::{Path, PathBuf};

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;

use super::errors::to_python;
use crate::audit::{self, CannotWrite};
use crate::{Error, guard};

/// What came of writing a file: where it failed, what Python has for files, or a wrong argument.
pub(super) fn written<T>(py: Python<'_>, result: crate::Result<io::Result<T>>) -> PyResult<T> {
    let written = result.map_err(|error| to_python(py, &error))?;
    written.map_err(|error| {
        let failed = error.get_ref().and_then(|error| error.downcast_ref::<CannotWrite>());
        match failed {
            // Windows has other numbers.
            Some(CannotWrite { path, errno: Some(errno), .. }) if cfg!(unix) => {
                os_error(py, *errno, path).unwrap_or_else(|failed| failed)
            }
            _ if error.kind() == io::ErrorKind::InvalidInput => {
                to_python(py, &Error::invalid_argument(error.to_string()))
            }
            _ => error.into(),
        }
    })
}

/// Writes a file, which holds what it held before or all of this, and nothing between; it is on the disk then.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
pub(super) fn write_file(py: Python<'_>, path: PathBuf, content: &[u8]) -> PyResult<()> {
    written(py, py.detach(|| guard::call(|| Ok(audit::write_file(&path, content)))))
}

/// As Python's own functions raise it; the number decides the class.
pub(super) fn os_error(py: Python<'_>, errno: i32, path: &Path) -> PyResult<PyErr> {
    let strerror = py.import("os")?.call_method1("strerror", (errno,))?.unbind();
    Ok(PyOSError::new_err((errno, strerror, path.as_os_str().to_owned())))
}
