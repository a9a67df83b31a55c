//! The audit: inputs from Python, and the result.

use std::cell::RefCell;
use std::path::PathBuf;

use pyo3::exceptions::{PyBaseException, PyException};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyInt, PyList, PyString};

use super::client::{Client, drift_list};
use super::errors::to_python;
use super::files::written;
use super::run::{Inputs, Watcher};
use super::table::Table;
use super::times::instant;
use super::{exit, logging};
use crate::audit::{Audit, Input, Options, Progress, Source, run};
use crate::{Error, Filters, PackageList, guard};

/// The result of an audit: its tables and options.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct AuditResult(Audit);

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
impl AuditResult {
    /// The instant that facts are computed for.
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

    /// Writes every table to a file; returns the paths.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<Vec<PathBuf>> {
        written(py, py.detach(|| guard::call(|| Ok(self.0.tables.write(&path)))))
    }
}

/// The options as `iinkedsign.audit.options` checked them.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(super) struct Checked {
    as_of_us: Option<i64>,
    concurrency: usize,
    include_videos: bool,
    include_links: bool,
    hash_personal: bool,
    hash_key: Option<Vec<u8>>,
}

/// Asks for all of `ids`, or for the whole account; puts into `outcome` what is known and, if it ended early, the
/// reason.  An exception that a signal brings just as it returns thus loses nothing.
#[pyfunction]
#[pyo3(signature = (client, ids, options, *, outcome, total, resume, watch))]
#[expect(clippy::too_many_arguments, clippy::needless_pass_by_value, reason = "the package's `audit` names them")]
pub(super) fn run_audit(
    py: Python<'_>,
    client: &Bound<'_, Client>,
    ids: Option<Bound<'_, PyAny>>,
    options: Checked,
    outcome: &Bound<'_, PyList>,
    total: Option<u64>,
    resume: Option<Py<AuditResult>>,
    watch: Option<Py<PyAny>>,
) -> PyResult<()> {
    logging::refresh(py)?;
    let Checked { as_of_us, concurrency, include_videos, include_links, hash_personal, hash_key } = options;
    let options = Options {
        as_of_us,
        concurrency,
        include_videos,
        include_links,
        hash_personal,
        hash_key,
        total,
        on_thread: None,
    };
    let mut inputs = match ids {
        Some(ids) => Some((Inputs::new(&ids)?, py.import("uuid")?.getattr("UUID")?.unbind())),
        None => None,
    };
    let earlier = resume.as_ref().map(|earlier| &earlier.get().0);
    let client = &client.get().core;
    let mut watcher = Watcher::new(watch);
    let (finished, raised, _stay) = py.detach(|| {
        // An exception of Python code: a signal handler, the watcher, the iterator.
        let raised = RefCell::new(None);
        let given = inputs.is_some();
        let mut next = || {
            let Some((inputs, uuid)) = &mut inputs else { return Ok(None) };
            inputs.pull(|item| input(item, uuid.bind(item.py())), |error| drop(raised.replace(Some(error))))
        };
        let mut watch = |progress: &Progress| match exit::attach(|py| {
            py.check_signals()?;
            watcher.tell(py, progress)
        }) {
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
        (finished, raised.into_inner(), exit::stay())
    });
    let finished = finished.map_err(|error| to_python(py, &error))?;
    // What was raised at the very last poll came too late to end the audit early, but must not be lost: Ctrl-C, too.
    let error = raised.or_else(|| finished.error.map(|error| to_python(py, &error)));
    let error: Option<Py<PyBaseException>> = error.map(|error| error.into_value(py));
    outcome.append((AuditResult(finished.audit), error))
}

/// A `str`, a `UUID`, a dict with one of them, or what Arrow has for them; a row whatever it is.  The only error is
/// what no code of the item's own raised: Ctrl-C, say.
fn input(item: &Bound<'_, PyAny>, uuid: &Bound<'_, PyAny>) -> PyResult<Input> {
    let py = item.py();
    if let Ok(text) = item.cast::<PyString>() {
        return Ok(Input::new(text.to_string_lossy()));
    }
    if let Ok(dict) = item.cast::<PyDict>() {
        // As the server calls it, or as the tables do.
        let id = ["packageId", "package_id"].iter().find_map(|key| dict.get_item(key).ok().flatten());
        return match id {
            Some(id) if !id.is_instance_of::<PyDict>() => input(&id, uuid),
            _ => Ok(wrong(None, "a dict without packageId")),
        };
    }
    if item.is_instance(uuid).unwrap_or(false) {
        return Ok(match own(py, item.str())? {
            Some(id) => Input::new(id.to_string()),
            None => wrong(None, "a UUID without text"),
        });
    }
    if let Some(value) = own(py, item.call_method0("as_py"))?
        && !value.hasattr("as_py").unwrap_or(true)
    {
        return input(&value, uuid);
    }
    let name = item.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string());
    // A number has one text; what others print may be anything.
    let text = item.cast::<PyInt>().ok().and_then(|number| number.str().ok()).map(|text| text.to_string());
    Ok(wrong(text, &name))
}

/// What an item's own code gives, if it does not fail.
fn own<T>(py: Python<'_>, result: PyResult<T>) -> PyResult<Option<T>> {
    match result {
        Err(error) if !error.is_instance_of::<PyException>(py) => Err(error),
        result => Ok(result.ok()),
    }
}

fn wrong(text: Option<String>, what: &str) -> Input {
    let message =
        format!("package_id must be a str, a uuid.UUID or a dict with packageId, not {what} (nothing was sent)");
    Input::Wrong(text, Error::invalid_argument(message))
}
