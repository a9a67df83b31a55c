//! Deletion at scale: candidates from Python, plans, and the results of applying them.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use pyo3::exceptions::PyBaseException;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::client::Client;
use super::errors::{failure_to_python, to_python};
use super::files::written;
use super::run::{Inputs, Watcher};
use super::table::Table;
use super::{exit, logging};
use crate::cleanup::{
    self, ApplyOptions, Archive, By, Candidate, Exclusions, Failure, PlanOptions, Progress, Report, What, Wish,
};
use crate::{Error, guard};

/// A plan.
#[pyclass(module = "iinkedsign._native", frozen)]
pub(super) struct Plan(Arc<cleanup::Plan>);

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
impl Plan {
    /// Reads a plan's file.
    #[staticmethod]
    fn read(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        guarded(py, || cleanup::Plan::read(&path)).map(|plan| Self(cleanup::hold(plan)))
    }

    /// Writes the plan's file.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let result = guarded(py, || self.0.write(&path))?;
        written(py, Ok(result.map_err(|error| crate::audit::cannot_write(&path, &error))))
    }

    /// The same plan without these packages or videos.
    fn without(&self, py: Python<'_>, ids: Vec<String>) -> PyResult<Self> {
        let ids = Exclusions::new(ids, "ids").map_err(|error| to_python(py, &error))?;
        guarded(py, || self.0.without(&ids)).map(|plan| Self(cleanup::hold(plan)))
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
        json(self.0.header())
    }

    /// What it comes to, JSON.
    #[getter]
    fn numbers(&self, py: Python<'_>) -> PyResult<String> {
        json(&guarded(py, || self.0.numbers())?)
    }

    /// What is to be deleted, as a table; at most so many items.
    #[pyo3(signature = (most=usize::MAX))]
    fn items(&self, py: Python<'_>, most: usize) -> PyResult<Table> {
        guarded(py, || self.0.items_table(most)).map(Table::new)
    }

    /// What stays, as a table; at most so many candidates.
    #[pyo3(signature = (most=usize::MAX))]
    fn kept(&self, py: Python<'_>, most: usize) -> PyResult<Table> {
        guarded(py, || self.0.kept_table(most)).map(Table::new)
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
    fn items(&self, py: Python<'_>, most: usize) -> PyResult<Table> {
        guarded(py, || self.0.items_table(most)).map(Table::new)
    }
}

/// Runs a fallible function with the GIL released.
fn guarded<T: Send>(py: Python<'_>, call: impl FnOnce() -> cleanup::Result<T> + Send) -> PyResult<T> {
    value(py, py.detach(|| guard::call(|| Ok(call()))))
}

fn value<T>(py: Python<'_>, result: crate::Result<cleanup::Result<T>>) -> PyResult<T> {
    result.map_err(|error| to_python(py, &error))?.map_err(|failure| failure_to_python(py, &failure))
}

fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
}

/// The options of a plan as `iinkedsign.cleanup.options` checked them.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(super) struct CheckedPlan {
    what: String,
    notify: bool,
    override_retention: bool,
    archive: Option<String>,
    max_deletes: u32,
    states: Option<Vec<String>>,
    older_than_seconds: Option<u64>,
    by: Option<String>,
    exclude: Vec<String>,
    reason: Option<String>,
    as_of_us: Option<i64>,
    concurrency: usize,
}

/// The options of an apply, likewise.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(super) struct CheckedApply {
    confirm: String,
    archive_dir: Option<PathBuf>,
    holds: Option<PathBuf>,
    concurrency: usize,
    canary: u32,
    max_unknown: u32,
    max_refused: u32,
}

/// Makes a plan of pairs of ids.
#[pyfunction]
#[pyo3(signature = (client, candidates, options, *, total, watch))]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
pub(super) fn run_plan(
    py: Python<'_>,
    client: &Bound<'_, Client>,
    candidates: Bound<'_, PyAny>,
    options: CheckedPlan,
    total: Option<u64>,
    watch: Option<Py<PyAny>>,
) -> PyResult<Plan> {
    logging::refresh(py)?;
    let by = options.by.and_then(|by| By::ALL.iter().copied().find(|known| known.as_str() == by));
    let options = PlanOptions {
        what: if options.what == What::Videos.as_str() { What::Videos } else { What::Packages },
        notify: options.notify,
        override_retention: options.override_retention,
        archive: options.archive.map(|archive| if archive == "data" { Archive::Data } else { Archive::Videos }),
        max_deletes: options.max_deletes,
        states: options.states,
        older_than: options.older_than_seconds.map(Duration::from_secs).zip(by),
        exclude: Exclusions::new(options.exclude, "exclude").map_err(|error| to_python(py, &error))?,
        reason: options.reason,
        as_of_us: options.as_of_us,
        concurrency: options.concurrency,
        total,
    };
    let mut candidates = Inputs::new(&candidates)?;
    let client = &client.get().core;
    let (plan, raised) = py.detach(|| {
        let stopper = RefCell::new(Stopper::new(watch));
        let mut next = || {
            candidates.pull(candidate, |error| {
                stopper.borrow_mut().raised.get_or_insert(error);
            })
        };
        let mut watch = |progress: &Progress| stopper.borrow_mut().poll(progress);
        let plan = guard::call(|| Ok(cleanup::plan(client, &mut next, &options, &mut watch)));
        (plan, stopper.into_inner().raised)
    });
    if let Some(raised) = raised {
        return Err(raised);
    }
    value(py, plan).map(|plan| Plan(cleanup::hold(plan)))
}

/// Applies a plan, or resumes it.  Puts its result into `outcome` and, if it ended early, the reason: an
/// exception that a signal brings just as it returns thus loses nothing.
#[pyfunction]
#[pyo3(signature = (client, path, options, *, outcome, resume, watch))]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
pub(super) fn run_deletion(
    py: Python<'_>,
    client: &Bound<'_, Client>,
    path: PathBuf,
    options: CheckedApply,
    outcome: &Bound<'_, PyList>,
    resume: bool,
    watch: Option<Py<PyAny>>,
) -> PyResult<()> {
    logging::refresh(py)?;
    let CheckedApply { confirm, archive_dir, holds, concurrency, canary, max_unknown, max_refused } = options;
    let options = ApplyOptions { confirm, archive_dir, holds, concurrency, canary, max_unknown, max_refused };
    let client = &client.get().core;
    let mut stopper = Stopper::new(watch);
    let (applied, _stay) = py.detach(|| {
        let mut watch = |progress: &Progress| stopper.poll(progress);
        let apply = if resume { cleanup::resume } else { cleanup::apply };
        let applied = guard::call(|| Ok(apply(client, &path, &options, &mut watch)));
        (applied, exit::stay())
    });
    let applied = value(py, applied)?;
    let cancelled = applied.interrupted.then(|| to_python(py, &Error::cancelled()));
    let failed = applied.failure.map(|failure: Failure| failure_to_python(py, &failure));
    // What was raised at the very last poll came too late to end it early, but must not be lost.
    let error = stopper.raised.or(failed).or(cancelled);
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
    let mut stopper = Stopper::new(watch);
    let report = py.detach(|| {
        let mut watch = |progress: &Progress| stopper.poll(progress);
        guard::call(|| Ok(cleanup::verify(client, &path, &mut watch)))
    });
    if let Some(raised) = stopper.raised {
        return Err(raised);
    }
    value(py, report).map(DeletionOutcome)
}

/// Who is told the progress, and what stops the run.
struct Stopper {
    watcher: Watcher,
    /// What Python's own code raised first: a signal's handler, the watcher, the iterator.
    raised: Option<PyErr>,
}

impl Stopper {
    fn new(watch: Option<Py<PyAny>>) -> Self {
        Self { watcher: Watcher::new(watch), raised: None }
    }

    /// The first exception stops, the second one kills.
    fn poll(&mut self, progress: &Progress) -> Wish {
        let polled = exit::attach(|py| {
            py.check_signals()?;
            if self.raised.is_none() { self.watcher.tell(py, progress) } else { Ok(()) }
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
}

/// A pair of ids.
fn candidate(pair: &Bound<'_, PyAny>) -> PyResult<Candidate> {
    let (package_id, meeting_video_id) = pair.extract()?;
    Ok(Candidate { package_id, meeting_video_id })
}
