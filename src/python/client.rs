//! The class `Client`.
//!
//! What `help()` shows is generated from the stubs in `_native.pyi`, which editors show: of methods with options the
//! signature, too.

#![expect(clippy::doc_markdown, reason = "docstrings of Python are no Markdown")]

use std::sync::{Arc, Mutex};

use pyo3::exceptions::PyTypeError;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::background::{IntoAnswer, Mailbox, start};
use super::errors::to_python;
use super::help::help;
use super::listing::{PackageIterator, PackagePages};
use super::options::{config, id, list, optional_text, path as path_of};
use super::token::Provider;
use super::{exit, logging};
use crate::guard::{self, lock};
use crate::{Drift, Error, Result, blocking};

#[doc = help!(Client)]
#[pyclass(module = "iinkedsign", frozen, weakref)]
pub(super) struct Client {
    pub(super) core: Arc<blocking::Client>,
    token: Option<Provider>,
    /// Where the answers of an `AsyncClient` go.  Without it a call waits for its answer.
    mailbox: Option<Py<Mailbox>>,
}

impl Client {
    /// Runs a call on this thread with the GIL released; Ctrl-C ends it.
    pub(super) fn run<T: Send>(
        &self,
        py: Python<'_>,
        call: impl AsyncFnOnce(&crate::Client) -> Result<T> + Send,
    ) -> PyResult<T> {
        self.run_until(py, call, || None)
    }

    /// The same; what `raised` gives ends the call as well.
    fn run_until<T: Send>(
        &self,
        py: Python<'_>,
        call: impl AsyncFnOnce(&crate::Client) -> Result<T> + Send,
        mut raised: impl FnMut() -> Option<PyErr> + Send,
    ) -> PyResult<T> {
        logging::refresh(py)?;
        let mut signal = None;
        let result = py.detach(|| {
            let mut interrupted = || {
                signal = raised().or_else(|| exit::attach(|py| py.check_signals().err()).flatten());
                signal.is_some()
            };
            guard::call(|| self.core.run(call, &mut interrupted))
        });
        // The exception that the signal's handler raised, which need not be KeyboardInterrupt.
        result.map_err(|error| signal.unwrap_or_else(|| to_python(py, &error)))
    }

    /// Makes the call of a method: waits for its answer, or starts it.
    fn answer<'py, T: IntoAnswer, F: Future<Output = Result<T>> + Send + 'static>(
        &self,
        py: Python<'py>,
        call: impl FnOnce(crate::Client) -> F + Send + 'static,
    ) -> PyResult<Bound<'py, PyAny>> {
        match &self.mailbox {
            None => self.run(py, async move |client| call(client.clone()).await)?.into_answer(py),
            Some(mailbox) => start(&self.core, mailbox.bind(py), call),
        }
    }
}

/// Findings of drift as dicts.
pub(super) fn drift_list<'py, 'a>(
    py: Python<'py>,
    findings: impl Iterator<Item = &'a Drift>,
) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    for finding in findings {
        let entry = PyDict::new(py);
        entry.set_item("path", &finding.path)?;
        entry.set_item("kind", finding.kind.as_str())?;
        entry.set_item("count", finding.count)?;
        list.append(entry)?;
    }
    Ok(list)
}

#[pymethods]
#[expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over so")]
impl Client {
    #[new]
    #[pyo3(
        signature = (**options),
        // -- generated: signature; by `make generate` from src/config/options.rs --
        text_signature = "(*, api_key=None, access_token=None, datacenter=None, base_url=None, timeout=60.0, \
            attempt_timeout=20.0, connect_timeout=5.0, max_retries=3, requests_per_second=None, \
            ca_file=None, proxy=None, max_response_bytes=33554432, videos_delete_path='package')"
        // -- end of signature --
    )]
    fn new(py: Python<'_>, options: Option<Bound<'_, PyDict>>) -> PyResult<Self> {
        // Importing `logging` here, and not in the first call, keeps its lock out of a child that is forked meanwhile.
        logging::refresh(py)?;
        exit::register(py)?;
        let (config, token) = config(py, options)?;
        let client = py.detach(|| guard::call(|| blocking::Client::new(&config)));
        client
            .map(|client| Self { core: Arc::new(client), token, mailbox: None })
            .map_err(|error| to_python(py, &error))
    }

    // -- generated: operations; by `make generate` from src/capi --
    #[doc = help!(delete_package)]
    #[pyo3(signature = (package_id, *, notify=false, override_retention=false), text_signature = None)]
    fn delete_package<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        notify: bool,
        override_retention: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let package_id = id("package_id", &package_id)?;
        let options = crate::DeleteOptions { notify, override_retention };
        self.answer(py, async move |client| client.delete_package(&package_id, options).await)
    }

    #[doc = help!(delete_video)]
    fn delete_video<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        meeting_video_id: Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let package_id = id("package_id", &package_id)?;
        let meeting_video_id = id("meeting_video_id", &meeting_video_id)?;
        self.answer(py, async move |client| client.delete_video(&package_id, &meeting_video_id).await)
    }

    #[doc = help!(delete_all_videos)]
    fn delete_all_videos<'py>(&self, py: Python<'py>, package_id: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let package_id = id("package_id", &package_id)?;
        self.answer(py, async move |client| client.delete_all_videos(&package_id).await)
    }

    #[doc = help!(get_package)]
    fn get_package<'py>(&self, py: Python<'py>, package_id: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let package_id = id("package_id", &package_id)?;
        self.answer(py, async move |client| client.get_package(&package_id).await)
    }

    #[doc = help!(rescind_package)]
    #[pyo3(signature = (package_id, *, message=None, notify=false), text_signature = None)]
    fn rescind_package<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        message: Option<Bound<'py, PyAny>>,
        notify: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let package_id = id("package_id", &package_id)?;
        let message = optional_text("message", message.as_ref())?;
        let options = crate::RescindOptions { message, notify };
        self.answer(py, async move |client| client.rescind_package(&package_id, options).await)
    }

    #[doc = help!(package_status)]
    fn package_status<'py>(&self, py: Python<'py>, package_id: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let package_id = id("package_id", &package_id)?;
        self.answer(py, async move |client| client.package_status(&package_id).await)
    }

    #[doc = help!(list_videos)]
    fn list_videos<'py>(&self, py: Python<'py>, package_id: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let package_id = id("package_id", &package_id)?;
        self.answer(py, async move |client| client.list_videos(&package_id).await)
    }
    // -- end of operations --

    #[doc = help!(download_video)]
    fn download_video<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        meeting_video_id: Bound<'py, PyAny>,
        path: Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (package, video) = (id("package_id", &package_id)?, id("meeting_video_id", &meeting_video_id)?);
        let path = path_of("path", &path, Error::invalid_argument)?;
        self.answer(py, async move |client| client.download_video(&package, &video, &path, &|_, _| ()).await)
    }

    /// The same; `progress` is called with the bytes that are there and those of the whole, now and then.
    #[pyo3(name = "_download_video")]
    fn download_with_progress<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        meeting_video_id: Bound<'py, PyAny>,
        path: Bound<'py, PyAny>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (package, video) = (id("package_id", &package_id)?, id("meeting_video_id", &meeting_video_id)?);
        let path = path_of("path", &path, Error::invalid_argument)?;
        // Ctrl-C may come while the function runs; whatever it raises ends the call.
        let raised = Mutex::new(None);
        let tell = |done: u64, total: u64| {
            let Some(progress) = &progress else { return };
            let error = exit::attach(|py| progress.call1(py, (done, total)).err()).flatten();
            if let Some(error) = error {
                lock(&raised).get_or_insert(error);
            }
        };
        let file = self.run_until(
            py,
            async |client| client.download_video(&package, &video, &path, &tell).await,
            || lock(&raised).take(),
        )?;
        file.into_answer(py)
    }

    #[doc = help!(list_packages)]
    #[pyo3(signature = (**filters), text_signature = None)]
    fn list_packages(slf: Bound<'_, Self>, filters: Option<Bound<'_, PyDict>>) -> PyResult<PackageIterator> {
        let list = list(slf.py(), filters)?;
        Ok(PackageIterator::new(slf.unbind(), list))
    }

    #[doc = help!(audit)]
    #[pyo3(signature = (ids=None, **options), text_signature = None)]
    fn audit<'py>(
        slf: Bound<'py, Self>,
        ids: Option<Bound<'py, PyAny>>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.audit")?.getattr("audit")?.call((&slf, ids), options.as_ref())
    }

    #[doc = help!(audit_batches)]
    #[pyo3(signature = (ids=None, **options), text_signature = None)]
    fn audit_batches<'py>(
        slf: Bound<'py, Self>,
        ids: Option<Bound<'py, PyAny>>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.audit")?.getattr("audit_batches")?.call((&slf, ids), options.as_ref())
    }

    #[doc = help!(plan_deletion)]
    #[pyo3(signature = (source, **options), text_signature = None)]
    fn plan_deletion<'py>(
        slf: Bound<'py, Self>,
        source: Bound<'py, PyAny>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.cleanup")?.getattr("plan_deletion")?.call((&slf, source), options.as_ref())
    }

    #[doc = help!(apply_deletion)]
    #[pyo3(signature = (path, **options), text_signature = None)]
    fn apply_deletion<'py>(
        slf: Bound<'py, Self>,
        path: Bound<'py, PyAny>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.cleanup")?.getattr("apply_deletion")?.call((&slf, path), options.as_ref())
    }

    #[doc = help!(resume_deletion)]
    #[pyo3(signature = (path, **options), text_signature = None)]
    fn resume_deletion<'py>(
        slf: Bound<'py, Self>,
        path: Bound<'py, PyAny>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.cleanup")?.getattr("resume_deletion")?.call((&slf, path), options.as_ref())
    }

    #[doc = help!(verify_deletion)]
    #[pyo3(signature = (path, **options), text_signature = None)]
    fn verify_deletion<'py>(
        slf: Bound<'py, Self>,
        path: Bound<'py, PyAny>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.cleanup")?.getattr("verify_deletion")?.call((&slf, path), options.as_ref())
    }

    #[doc = help!(drift)]
    fn drift<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        drift_list(py, self.core.drift().iter())
    }

    #[doc = help!(close)]
    fn close(&self, py: Python<'_>) {
        py.detach(|| self.core.close());
    }

    #[doc = help!(closed)]
    #[getter]
    fn closed(&self) -> bool {
        self.core.is_closed()
    }

    fn __enter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, py: Python<'_>, _exception: Bound<'_, PyAny>) {
        self.close(py);
    }

    /// Refuses `pickle` and `copy`, which would have to pass the key on.
    #[expect(clippy::unused_self, reason = "Python calls it as a method")]
    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err(
            "a client cannot be pickled or copied: threads and forked children share it, any other process makes its own",
        ))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> std::result::Result<(), PyTraverseError> {
        visit.call(&self.mailbox)?;
        self.token.as_ref().map_or(Ok(()), |token| token.traverse(&visit))
    }

    fn __repr__(&self) -> String {
        format!("<iinkedsign.Client {}{}>", self.core.base_url(), if self.closed() { ", closed" } else { "" })
    }

    /// The same client, whose calls are started instead of waited for: each returns a future of the event loop and its
    /// `Pending`.  `AsyncClient` is made of it.
    fn _on_loop(&self, event_loop: Bound<'_, PyAny>) -> PyResult<Self> {
        let py = event_loop.py();
        let mailbox = Some(Py::new(py, Mailbox::new(event_loop.unbind()))?);
        Ok(Self { core: self.core.clone(), token: None, mailbox })
    }

    fn _next_page<'py>(&self, py: Python<'py>, pages: &PackagePages) -> PyResult<Bound<'py, PyAny>> {
        let pages = pages.shared();
        self.answer(py, async move |client| pages.lock().await.next_page(&client).await)
    }
}
