//! Deletion at scale: candidates from Python, plans, and the results of applying them.

use std::cell::RefCell;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use pyo3::exceptions::PyBaseException;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyIterator, PyList};

use super::client::Client;
use super::errors::{failure_to_python, to_python};
use super::files::written;
use super::table::Table;
use super::{exit, logging};
use crate::cleanup::{self, ApplyOptions, Archive, By, Candidate, Failure, PlanOptions, Progress, Report, What, Wish};
use crate::{Error, guard};

/// How many candidates are read before the GIL is released.
const GROUP: usize = 1_024;

/// A plan.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct Plan(Arc<cleanup::Plan>);

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
impl Plan {
    /// Reads a plan's file.
    #[staticmethod]
    fn read(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let plan = guarded(py, || cleanup::Plan::read(&path))?;
        Ok(Self(cleanup::hold(plan)))
    }

    /// Writes the plan's file.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let result = guarded(py, || self.0.write(&path))?;
        written(py, Ok(result.map_err(|error| crate::audit::cannot_write(&path, &error))))
    }

    /// The same plan without these packages or videos.
    fn without(&self, py: Python<'_>, ids: HashSet<String>) -> PyResult<Self> {
        let plan = guarded(py, || self.0.without(&ids))?;
        Ok(Self(cleanup::hold(plan)))
    }

    #[getter]
    fn digest(&self) -> String {
        self.0.digest()
    }

    #[getter]
    fn code(&self) -> String {
        self.0.code()
    }

    /// Its first line.
    #[getter]
    fn header(&self) -> PyResult<String> {
        serde_json::to_string(self.0.header())
            .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
    }

    /// What it comes to, JSON.
    #[getter]
    fn numbers(&self, py: Python<'_>) -> PyResult<String> {
        let numbers = guarded(py, || self.0.numbers())?;
        serde_json::to_string(&numbers).map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
    }

    /// What is to be deleted, as a table; at most so many items.
    #[pyo3(signature = (most=usize::MAX))]
    fn items<'py>(&self, py: Python<'py>, most: usize) -> PyResult<Bound<'py, PyAny>> {
        let table = guarded(py, || self.0.items_table(most))?;
        Ok(Table::new(table).into_pyobject(py)?.into_any())
    }

    /// What stays, as a table; at most so many candidates.
    #[pyo3(signature = (most=usize::MAX))]
    fn kept<'py>(&self, py: Python<'py>, most: usize) -> PyResult<Bound<'py, PyAny>> {
        let table = guarded(py, || self.0.kept_table(most))?;
        Ok(Table::new(table).into_pyobject(py)?.into_any())
    }
}

/// The result of an apply.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct DeletionOutcome(Report);

#[pymethods]
impl DeletionOutcome {
    #[getter]
    fn head(&self) -> &str {
        self.0.head()
    }

    #[getter]
    fn closed(&self) -> bool {
        self.0.is_closed()
    }

    #[getter]
    fn stopped(&self) -> Option<&str> {
        self.0.stopped()
    }

    #[getter]
    fn verified(&self) -> bool {
        self.0.is_verified()
    }

    #[getter]
    fn plan(&self) -> Plan {
        Plan(self.0.plan().clone())
    }

    /// How many items are in each state.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        for (state, count) in self.0.counts() {
            counts.set_item(state.as_str(), count)?;
        }
        Ok(counts)
    }

    /// How many items each evidence was found for by the follow-up check.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        for evidence in [crate::Evidence::Absent, crate::Evidence::Present, crate::Evidence::Unverified] {
            counts.set_item(evidence.as_str(), self.0.evidence(evidence))?;
        }
        Ok(counts)
    }

    /// The outcome of each item, as a table; of at most so many.
    #[pyo3(signature = (most=usize::MAX))]
    fn items<'py>(&self, py: Python<'py>, most: usize) -> PyResult<Bound<'py, PyAny>> {
        let table = guarded(py, || self.0.items_table(most))?;
        Ok(Table::new(table).into_pyobject(py)?.into_any())
    }
}

/// Runs a fallible function with the GIL released.
fn guarded<T: Send>(py: Python<'_>, call: impl FnOnce() -> cleanup::Result<T> + Send) -> PyResult<T> {
    let result = py.detach(|| guard::call(|| Ok(call())));
    let result = result.map_err(|error| to_python(py, &error))?;
    result.map_err(|failure| failure_to_python(py, &failure))
}

/// Makes a plan of pairs of ids.
#[pyfunction]
#[pyo3(signature = (
    client, candidates, *, total, what, notify, override_retention, archive, max_deletes, states, older_than_seconds,
    by, exclude, reason, as_of_us, concurrency, watch
))]
#[expect(clippy::too_many_arguments, reason = "the package's function names them")]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
pub(super) fn run_plan(
    py: Python<'_>,
    client: &Bound<'_, Client>,
    candidates: Bound<'_, PyAny>,
    total: Option<u64>,
    what: &str,
    notify: bool,
    override_retention: bool,
    archive: Option<&str>,
    max_deletes: u32,
    states: Option<Vec<String>>,
    older_than_seconds: Option<u64>,
    by: Option<&str>,
    exclude: HashSet<String>,
    reason: Option<String>,
    as_of_us: Option<i64>,
    concurrency: usize,
    watch: Option<Py<PyAny>>,
) -> PyResult<Plan> {
    logging::refresh(py)?;
    let by = by.and_then(|by| By::ALL.into_iter().find(|known| known.as_str() == by));
    let options = PlanOptions {
        what: if what == What::Videos.as_str() { What::Videos } else { What::Packages },
        notify,
        override_retention,
        archive: archive.map(|archive| if archive == "data" { Archive::Data } else { Archive::Videos }),
        max_deletes,
        states,
        older_than: older_than_seconds.map(Duration::from_secs).zip(by),
        exclude,
        reason,
        as_of_us,
        concurrency,
        total,
    };
    let mut candidates = Candidates { iterator: candidates.try_iter()?.unbind(), ended: None };
    let client = &client.get().core;
    let (plan, raised) = py.detach(|| {
        let watcher = RefCell::new(Watcher::new(watch));
        let mut next = || match exit::attach(|py| candidates.next(py)) {
            Some(Ok(group)) => Ok(group),
            Some(Err(error)) => {
                watcher.borrow_mut().raised.get_or_insert(error);
                Err(Error::cancelled())
            }
            // Python is being shut down.
            None => Err(Error::cancelled()),
        };
        let mut watch = |progress: &Progress| watcher.borrow_mut().poll(progress);
        let plan = guard::call(|| Ok(cleanup::plan(client, &mut next, &options, &mut watch)));
        (plan, watcher.into_inner().raised)
    });
    if let Some(raised) = raised {
        return Err(raised);
    }
    let plan = plan.map_err(|error| to_python(py, &error))?.map_err(|failure| failure_to_python(py, &failure))?;
    Ok(Plan(cleanup::hold(plan)))
}

/// Applies a plan, or resumes it.  Puts its result into `outcome` and, if it ended early, the reason: an
/// exception that a signal brings just as it returns thus loses nothing.
#[pyfunction]
#[pyo3(signature = (
    client, path, *, outcome, resume, confirm, archive_dir, holds, concurrency, canary, max_unknown, max_refused, watch
))]
#[expect(clippy::too_many_arguments, reason = "the package's function names them")]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
pub(super) fn run_deletion(
    py: Python<'_>,
    client: &Bound<'_, Client>,
    path: PathBuf,
    outcome: &Bound<'_, PyList>,
    resume: bool,
    confirm: String,
    archive_dir: Option<PathBuf>,
    holds: Option<PathBuf>,
    concurrency: usize,
    canary: u32,
    max_unknown: u32,
    max_refused: u32,
    watch: Option<Py<PyAny>>,
) -> PyResult<()> {
    logging::refresh(py)?;
    let options = ApplyOptions { confirm, archive_dir, holds, concurrency, canary, max_unknown, max_refused };
    let client = &client.get().core;
    let mut watcher = Watcher::new(watch);
    let (applied, _stay) = py.detach(|| {
        let mut watch = |progress: &Progress| watcher.poll(progress);
        let apply = if resume { cleanup::resume } else { cleanup::apply };
        let applied = guard::call(|| Ok(apply(client, &path, &options, &mut watch)));
        (applied, exit::stay())
    });
    let applied = applied.map_err(|error| to_python(py, &error))?.map_err(|failure| failure_to_python(py, &failure))?;
    let cancelled = applied.interrupted.then(|| to_python(py, &Error::cancelled()));
    let failed = applied.failure.map(|failure: Failure| failure_to_python(py, &failure));
    // What was raised at the very last poll came too late to end it early, but must not be lost.
    let error = watcher.raised.or(failed).or(cancelled);
    let error: Option<Py<PyBaseException>> = error.map(|error| error.into_value(py));
    outcome.append((DeletionOutcome(applied.report), error))
}

/// Reads the deleted items.
#[pyfunction]
#[pyo3(signature = (client, path, *, watch))]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
pub(super) fn run_verify(
    py: Python<'_>,
    client: &Bound<'_, Client>,
    path: PathBuf,
    watch: Option<Py<PyAny>>,
) -> PyResult<DeletionOutcome> {
    logging::refresh(py)?;
    let client = &client.get().core;
    let mut watcher = Watcher::new(watch);
    let report = py.detach(|| {
        let mut watch = |progress: &Progress| watcher.poll(progress);
        guard::call(|| Ok(cleanup::verify(client, &path, &mut watch)))
    });
    if let Some(raised) = watcher.raised {
        return Err(raised);
    }
    let report = report.map_err(|error| to_python(py, &error))?.map_err(|failure| failure_to_python(py, &failure))?;
    Ok(DeletionOutcome(report))
}

/// The Python function that receives the progress, and may stop the run.
struct Watcher {
    call: Option<Py<PyAny>>,
    /// When it may be called again: a slow one gets no more than half of the time.
    due: Instant,
    /// What Python's own code raised first: a signal's handler, the watcher, the iterator.
    raised: Option<PyErr>,
}

impl Watcher {
    fn new(call: Option<Py<PyAny>>) -> Self {
        Self { call, due: Instant::now(), raised: None }
    }

    /// The first exception stops, the second one kills.
    fn poll(&mut self, progress: &Progress) -> Wish {
        let polled = exit::attach(|py| {
            py.check_signals()?;
            if self.raised.is_none() { self.tell(py, progress) } else { Ok(()) }
        });
        match (polled, &self.raised) {
            (Some(Ok(())), None) => Wish::GoOn,
            (Some(Ok(())), Some(_)) => Wish::Stop,
            (Some(Err(error)), None) => {
                self.raised = Some(error);
                Wish::Stop
            }
            (Some(Err(_)), Some(_)) | (None, _) => Wish::Kill,
        }
    }

    fn tell(&mut self, py: Python<'_>, progress: &Progress) -> PyResult<()> {
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

/// An iterator of pairs of ids.
struct Candidates {
    iterator: Py<PyIterator>,
    ended: Option<PyResult<()>>,
}

impl Candidates {
    fn next(&mut self, py: Python<'_>) -> PyResult<Option<Vec<Candidate>>> {
        py.check_signals()?;
        let mut group = Vec::new();
        let mut iterator = self.iterator.bind(py).clone();
        while self.ended.is_none() && group.len() < GROUP {
            match iterator.next() {
                Some(item) => match item.and_then(|item| item.extract()) {
                    Ok((package_id, meeting_video_id)) => group.push(Candidate { package_id, meeting_video_id }),
                    Err(error) => self.ended = Some(Err(error)),
                },
                None => self.ended = Some(Ok(())),
            }
        }
        if group.is_empty() { self.ended.replace(Ok(())).unwrap_or(Ok(())).map(|()| None) } else { Ok(Some(group)) }
    }
}
