//! The audit: inputs as Python gives them, and what came of them.

use std::cell::RefCell;
use std::path::PathBuf;

use pyo3::exceptions::PyBaseException;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyList, PyString};

use super::client::{Client, drift_list};
use super::errors::to_python;
use super::table::Table;
use super::times::instant;
use super::{exit, logging};
use crate::audit::{Audit, Input, Options, Progress, Source, run};
use crate::{Error, Filters, PackageList, guard};

/// So many inputs are read before the GIL is let go.
const GROUP: usize = 1_024;

/// What came of an audit: its tables, and what it was asked.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct AuditResult(Audit);

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
impl AuditResult {
    /// The instant that facts are told for.
    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        instant(py, self.0.as_of_us)
    }

    /// Where the answers of this audit differed from the documentation.
    #[getter]
    fn drift<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        drift_list(py, self.0.drift.iter())
    }

    /// The tables by their names.
    #[getter]
    fn tables<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let tables = PyDict::new(py);
        for table in self.0.tables.iter() {
            tables.set_item(table.name(), Table::new(table.clone()).into_pyobject(py)?)?;
        }
        Ok(tables)
    }

    /// Writes every table to a file; tells the paths.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<Vec<PathBuf>> {
        py.detach(|| guard::call(|| self.0.tables.write(&path))).map_err(|error| to_python(py, &error))
    }
}

/// Asks for all of `ids`, or for the whole account; gives what is known and, if it ended early, the reason.
#[pyfunction]
#[pyo3(signature = (
    client, ids, *, total, as_of_us, concurrency, include_videos, include_links, hash_personal, hash_key, resume, watch
))]
#[expect(clippy::too_many_arguments, clippy::needless_pass_by_value, reason = "the package's `audit` names them")]
pub(super) fn run_audit(
    py: Python<'_>,
    client: &Bound<'_, Client>,
    ids: Option<Bound<'_, PyAny>>,
    total: Option<u64>,
    as_of_us: Option<i64>,
    concurrency: usize,
    include_videos: bool,
    include_links: bool,
    hash_personal: bool,
    hash_key: Option<Vec<u8>>,
    resume: Option<Py<AuditResult>>,
    watch: Option<Py<PyAny>>,
) -> PyResult<(AuditResult, Option<Py<PyBaseException>>)> {
    logging::refresh(py)?;
    let options = Options { as_of_us, concurrency, include_videos, include_links, hash_personal, hash_key, total };
    let mut ids = ids.map(|ids| Ids::new(&ids)).transpose()?;
    let earlier = resume.as_ref().map(|earlier| &earlier.get().0);
    let client = &client.get().client;
    let (finished, raised) = py.detach(|| {
        // What Python's own code raised meanwhile: a signal's handler, the watcher, the iterator.
        let raised = RefCell::new(None);
        let given = ids.is_some();
        let mut next = || match exit::attach(|py| ids.as_mut().map_or(Ok(None), |ids| ids.next(py))) {
            Some(Ok(group)) => Ok(group),
            Some(Err(error)) => {
                raised.replace(Some(error));
                Err(Error::cancelled())
            }
            // Python is being shut down.
            None => Err(Error::cancelled()),
        };
        let mut watch = |progress: &Progress| match exit::attach(|py| look_up(py, watch.as_ref(), progress)) {
            Some(Ok(())) => false,
            Some(Err(error)) => {
                raised.replace(Some(error));
                true
            }
            None => true,
        };
        let everything = || PackageList::new(Filters { all_members: Some(true), ..Filters::default() });
        let source = if given { Source::Inputs(&mut next) } else { Source::Account(Box::new(everything())) };
        let finished = guard::call(|| run(client, source, &options, earlier, &mut watch));
        (finished, raised.into_inner())
    });
    let finished = finished.map_err(|error| to_python(py, &error))?;
    let error = finished.error.map(|error| raised.unwrap_or_else(|| to_python(py, &error)).into_value(py));
    Ok((AuditResult(finished.audit), error))
}

/// Lets signals in, and tells the watcher how far the audit is.
fn look_up(py: Python<'_>, watch: Option<&Py<PyAny>>, progress: &Progress) -> PyResult<()> {
    py.check_signals()?;
    if let Some(watch) = watch {
        let Progress { done, total, errors, refused, elapsed } = *progress;
        watch.call1(py, (done, total, errors, refused, elapsed.as_secs_f64()))?;
    }
    Ok(())
}

/// An iterator of inputs.
struct Ids {
    iterator: Py<PyIterator>,
    uuid: Py<PyAny>,
    ended: bool,
}

impl Ids {
    fn new(ids: &Bound<'_, PyAny>) -> PyResult<Self> {
        let uuid = ids.py().import("uuid")?.getattr("UUID")?.unbind();
        Ok(Self { iterator: ids.try_iter()?.unbind(), uuid, ended: false })
    }

    /// The next inputs; none at the end.  A lazy iterator that takes its time delivers what it has by and by.
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Vec<Input>>> {
        let mut group = Vec::new();
        while group.len() < GROUP && !self.ended {
            match self.iterator.bind(py).clone().next() {
                Some(item) => group.push(self.input(&item?)),
                None => self.ended = true,
            }
        }
        Ok(if group.is_empty() { None } else { Some(group) })
    }

    /// A `str`, a `UUID`, a dict with `packageId`, or what Arrow has for them; a row whatever it is.
    fn input(&self, item: &Bound<'_, PyAny>) -> Input {
        let py = item.py();
        if let Ok(text) = item.cast::<PyString>() {
            return Input::new(text.to_string_lossy());
        }
        if let Ok(dict) = item.cast::<PyDict>() {
            return match dict.get_item("packageId") {
                Ok(Some(id)) if !id.is_instance_of::<PyDict>() => self.input(&id),
                _ => wrong(None, "a dict without packageId"),
            };
        }
        if item.is_instance(self.uuid.bind(py)).unwrap_or(false) {
            return item.str().map_or_else(|_| wrong(None, "a UUID without text"), |id| Input::new(id.to_string()));
        }
        if let Ok(value) = item.call_method0("as_py")
            && !value.hasattr("as_py").unwrap_or(true)
        {
            return self.input(&value);
        }
        let name = item.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
        let text = if item.is_none() { None } else { item.str().ok().map(|text| text.to_string()) };
        wrong(text, &name)
    }
}

fn wrong(text: Option<String>, what: &str) -> Input {
    let message =
        format!("package_id must be a str, a uuid.UUID or a dict with packageId, not {what} (nothing was sent)");
    Input::Wrong(text, Error::invalid_argument(message))
}
