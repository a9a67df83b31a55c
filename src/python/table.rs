//! Tables: Arrow by the `PyCapsule` interface, and plain Python values for those who have no Arrow.

use std::path::PathBuf;

use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyString};

use super::errors::to_python;
use super::files::written;
use super::times::{delta, instant};
use crate::audit::tables::{self, Cell};
use crate::guard;

/// One table of an audit.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct Table(tables::Table);

impl Table {
    pub(super) fn new(table: tables::Table) -> Self {
        Self(table)
    }

    fn cells<'py>(&self, py: Python<'py>, place: usize) -> PyResult<Bound<'py, PyList>> {
        let values = self.0.column(place).map(|cell| value(py, cell)).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, values)
    }
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
impl Table {
    /// Its name, in the plural.
    #[getter]
    fn name(&self) -> &'static str {
        self.0.name()
    }

    /// The names of its columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.0.columns().collect()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    /// The rows by the Arrow C stream interface; they are shared, not copied.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface allows a producer to answer in its own schema, and the consumer to convert.
        drop(requested_schema);
        PyCapsule::new_with_value(py, self.0.stream(), c"arrow_array_stream")
    }

    /// The schema by the Arrow C data interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = self.0.ffi_schema().map_err(|error| to_python(py, &error))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The values of one column.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        match self.0.columns().position(|column| column == name) {
            Some(place) => self.cells(py, place),
            None => Err(PyKeyError::new_err(format!("{} has no column {name:?}", self.0.name()))),
        }
    }

    /// The rows as dicts, or the first of them.
    #[pyo3(signature = (limit=None))]
    fn to_dicts<'py>(&self, py: Python<'py>, limit: Option<usize>) -> PyResult<Bound<'py, PyList>> {
        let names: Vec<_> = self.0.columns().map(|name| PyString::intern(py, name)).collect();
        let rows = self.0.len().min(limit.unwrap_or(usize::MAX));
        let rows: Vec<_> = (0..rows).map(|_| PyDict::new(py)).collect();
        for (place, name) in names.iter().enumerate() {
            for (row, cell) in rows.iter().zip(self.0.column(place)) {
                row.set_item(name, value(py, cell)?)?;
            }
        }
        PyList::new(py, rows)
    }

    /// Writes the table to a file whose suffix says the format.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        written(py, py.detach(|| guard::call(|| Ok(self.0.write(&path)))))
    }
}

fn value<'py>(py: Python<'py>, cell: Cell<'_>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match cell {
        Cell::Null => py.None().into_bound(py),
        Cell::Text(text) | Cell::Json(text) => PyString::new(py, text).into_any(),
        Cell::Integer(number) => number.into_pyobject(py)?.into_any(),
        Cell::Flag(flag) => flag.into_pyobject(py)?.to_owned().into_any(),
        // What Python's years cannot hold is as good as unreadable.
        Cell::Time(us) => instant(py, us).unwrap_or_else(|_| py.None().into_bound(py)),
        Cell::Duration(us) => delta(py, us)?.into_any(),
        Cell::Texts(texts) => PyList::new(py, texts)?.into_any(),
    })
}
