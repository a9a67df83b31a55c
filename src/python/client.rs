//! The class `Client`.
//!
//! What `help()` shows is what editors show: a test compares these comments with the stubs in `_native.pyi`.

#![expect(clippy::doc_markdown, reason = "docstrings of Python are no Markdown")]

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use pyo3::exceptions::PyTypeError;
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use super::background::{IntoAnswer, Mailbox, start};
use super::errors::to_python;
use super::listing::{PackageIterator, PackagePages};
use super::options::{config, id, list, optional_text};
use super::token::Provider;
use super::{exit, logging};
use crate::{DeleteOptions, Drift, RescindOptions, Result, blocking, guard};

/// A client that may be shared by any number of threads.
///
/// Nothing is sent, and no thread started, before the first call.  A wrong option raises
/// :class:`~iinkedsign.ConfigurationError`.  Use it as a context manager, or :meth:`close` it.
///
/// Args:
// -- generated: documentation; by `make generate` from src/config/options.rs --
///     api_key: The API key, sent as header ``api_key``.  Exactly one of key and access token is needed.
///         Environment: ``IINKEDSIGN_API_KEY``.
///     access_token: The OAuth 2.0 access token, sent as ``Authorization: Bearer``, instead of a key.  Environment:
///         ``IINKEDSIGN_ACCESS_TOKEN``.  For tokens that expire it is a function that returns the current one: called
///         before the first request, and once more after a 401, which is then sent again.  Calls that need a token
///         meanwhile share what it returns.  What it raises is the ``__cause__`` of a
///         :class:`~iinkedsign.ConfigurationError`.  It is called on the thread that makes the call, for an audit on
///         one of its own.
///     datacenter: One of the vendor's instances: ``sandbox-us``, ``sandbox-eu``, ``us``, ``ca`` or ``eu``.
///         ``sandbox-us`` by default.  Environment: ``IINKEDSIGN_DATACENTER``.
///     base_url: The https URL of a private instance, down to ``/api/v1``, or plain http of a loopback host.
///         Excludes ``datacenter``.  Environment: ``IINKEDSIGN_BASE_URL``.
///     timeout: Limit of a whole call: connections, attempts, waits, follow-up checks.  Without it, no
///         ``Retry-After`` of an hour or more is waited for.  In seconds; ``None`` is no limit.
///     attempt_timeout: Limit of one attempt.  In seconds; ``None`` is no limit.
///     connect_timeout: Limit of one connection being made.  In seconds; ``None`` is no limit.
///     max_retries: Retries: further attempts after the first.
///     requests_per_second: A ceiling over all calls of the client.
///     ca_file: A PEM file of roots to trust beside the system's, or those of ``SSL_CERT_FILE``.
///     proxy: The URL of an http or https proxy, instead of those in the environment.  It may have a password.
///     max_response_bytes: The largest answer in bytes, after decompression.
///     videos_delete_path: The path of a deletion of videos: ``"package"`` is ``packages/{id}/videos/delete``,
///         ``"flat"`` is ``packages/videos/delete``.  The vendor's own page shows both; it is never switched
///         automatically.
// -- end of documentation --
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

    /// Reads the status of a package: its state, documents and signers.
    ///
    /// Raises:
    ///     NotFoundError: the package does not exist, or may not be seen with this key.
    fn package_status<'py>(&self, py: Python<'py>, package_id: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let package = id("package_id", &package_id)?;
        self.answer(py, async move |client| client.package_status(&package).await)
    }

    /// Reads a package itself, with its retention, and when it was deleted or rescinded.
    ///
    /// Raises:
    ///     NotFoundError: the package does not exist, or may not be seen with this key.
    fn get_package<'py>(&self, py: Python<'py>, package_id: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let package = id("package_id", &package_id)?;
        self.answer(py, async move |client| client.get_package(&package).await)
    }

    /// Marks a package, its documents and its videos for permanent deletion.
    ///
    /// The request is never sent again once the server may have carried it out.
    ///
    /// Args:
    ///     package_id: the package.
    ///     notify: whether the server tells the signers by email.
    ///     override_retention: whether the server ignores retention policies.  Never set by the client itself.
    ///
    /// Returns:
    ///     The package's id and the videos deleted with it.
    ///
    /// Raises:
    ///     RetentionError: a retention policy forbids it; nothing was deleted.
    ///     OutcomeUnknownError: the request was sent and its outcome is open; ``evidence`` says what the follow-up check
    ///         showed.
    #[pyo3(signature = (package_id, *, notify=false, override_retention=false))]
    fn delete_package<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        notify: bool,
        override_retention: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let package = id("package_id", &package_id)?;
        let options = DeleteOptions { notify, override_retention };
        self.answer(py, async move |client| client.delete_package(&package, options).await)
    }

    /// Marks one meeting video of a package for permanent deletion.
    ///
    /// Raises:
    ///     OutcomeUnknownError: as for :meth:`delete_package`.
    fn delete_video<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        meeting_video_id: Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (package, video) = (id("package_id", &package_id)?, id("meeting_video_id", &meeting_video_id)?);
        self.answer(py, async move |client| client.delete_video(&package, &video).await)
    }

    /// Marks every meeting video of a package for permanent deletion; the package stays.
    ///
    /// Raises:
    ///     OutcomeUnknownError: as for :meth:`delete_package`.
    fn delete_all_videos<'py>(&self, py: Python<'py>, package_id: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let package = id("package_id", &package_id)?;
        self.answer(py, async move |client| client.delete_all_videos(&package).await)
    }

    /// Rescinds a package that was sent: its signers can no longer sign it; the package and its documents are kept.
    ///
    /// It cannot be taken back, so it follows the rules of deletions: it is never sent again once the server may have
    /// carried it out.
    ///
    /// Args:
    ///     package_id: the package.
    ///     message: tells why; the server keeps it as the package's ``rescindMessage``.
    ///     notify: whether the server tells the signers by email.
    ///
    /// Raises:
    ///     OutcomeUnknownError: the request was sent and its outcome is open; ``evidence`` is ``"rescinded"``,
    ///         ``"present"`` (the package is in another state) or ``"unverified"``.
    #[pyo3(signature = (package_id, *, message=None, notify=false))]
    fn rescind_package<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        message: Option<Bound<'py, PyAny>>,
        notify: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let package = id("package_id", &package_id)?;
        let options = RescindOptions { message: optional_text("message", message.as_ref())?, notify };
        self.answer(py, async move |client| client.rescind_package(&package, options).await)
    }

    /// Saves a meeting video to a file that is not there yet.
    ///
    /// It is written to ``path`` with ``.part`` at its end, and put in its place when it is whole and on the disk: as
    /// long as the list and its host say.  What breaks off is requested from there on, and a URL that expired is
    /// requested anew.  ``timeout`` is the limit of each MiB, ``attempt_timeout`` that of the wait for the next byte.
    ///
    /// Raises:
    ///     FileExistsError: the path is taken; nothing was sent.  Any other OSError: the file cannot be written.
    ///     InvalidArgumentError: the package lists no such video, or its state is not ``archived``.
    ///     ResponseError: what came is not the video that is listed; nothing was saved.
    fn download_video<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        meeting_video_id: Bound<'py, PyAny>,
        path: PathBuf,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (package, video) = (id("package_id", &package_id)?, id("meeting_video_id", &meeting_video_id)?);
        self.answer(py, async move |client| client.download_video(&package, &video, &path, &|_, _| ()).await)
    }

    /// The same; `progress` is called with the bytes that are there and those of the whole, now and then.
    #[pyo3(name = "_download_video")]
    fn download_with_progress<'py>(
        &self,
        py: Python<'py>,
        package_id: Bound<'py, PyAny>,
        meeting_video_id: Bound<'py, PyAny>,
        path: PathBuf,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let (package, video) = (id("package_id", &package_id)?, id("meeting_video_id", &meeting_video_id)?);
        // Ctrl-C may come while the function runs; whatever it raises ends the call.
        let raised = Mutex::new(None);
        let tell = |done: u64, total: u64| {
            let Some(progress) = &progress else { return };
            let error = exit::attach(|py| progress.call1(py, (done, total)).err()).flatten();
            if let (Some(error), Ok(mut raised)) = (error, raised.lock()) {
                raised.get_or_insert(error);
            }
        };
        let file = self.run_until(
            py,
            async |client| client.download_video(&package, &video, &path, &tell).await,
            || raised.lock().ok().and_then(|mut raised| raised.take()),
        )?;
        file.into_answer(py)
    }

    /// Lists the meeting videos of a package, with URLs that work for a while.
    fn list_videos<'py>(&self, py: Python<'py>, package_id: Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let package = id("package_id", &package_id)?;
        self.answer(py, async move |client| client.list_videos(&package).await)
    }

    /// Yields the packages of the account, a page at a time, as they are requested.
    ///
    /// Every package that is there from the first request to the last is yielded once, however packages are added or
    /// deleted meanwhile; or the list ends in a ``ResponseError`` that says it may be incomplete.  Pages overlap to
    /// that end, so that a few more requests than pages may be needed.
    ///
    /// Args:
    ///     member_id: only packages of this member.
    ///     team_id: only packages of this team.
    ///     folder_id: only packages in this folder.
    ///     all_members: packages of the whole organization.
    ///     search: words in the name, texts, signers and recipients; ``*`` at a word's end matches any ending.
    ///     types: only these types, in the exact case of the documentation.
    ///     states: only these states.
    ///     is_executed: only executed packages, or only others.
    ///     days: only packages to be signed within this many days.
    ///     sort_by: the server's word for the order, such as ``"created"``.
    ///     page_size: how many to ask for at once; the server may give fewer.
    #[pyo3(
        signature = (**filters),
        text_signature = "($self, *, member_id=None, team_id=None, folder_id=None, all_members=None, search=None, \
            types=None, states=None, is_executed=None, days=None, sort_by=None, page_size=None)"
    )]
    fn list_packages(slf: Bound<'_, Self>, filters: Option<Bound<'_, PyDict>>) -> PyResult<PackageIterator> {
        let list = list(slf.py(), filters)?;
        Ok(PackageIterator::new(slf.unbind(), list))
    }

    /// Reads the statuses of many packages into tables: one row for every input, its data or its error.
    ///
    /// Whatever happens to single packages becomes their error rows.  What ends the whole audit is raised, with what
    /// was known by then as ``partial``: Ctrl-C as :class:`~iinkedsign.AuditInterrupted`, and as it is an exception of
    /// the iterator, of ``progress``, of a signal's handler, or of the list of the account.
    ///
    /// Args:
    ///     ids: ``str``, ``UUID`` or dicts with ``packageId``; also a column of pandas, polars or pyarrow.  Without any
    ///         it is every package of the organization, as ``list_packages(all_members=True)`` has it; with
    ///         ``ids=client.list_packages(…)`` it is those of another list.
    ///     as_of: the instant that facts are computed for: an aware ``datetime``, or ISO 8601 with a time zone.  Then no
    ///         clock is read.  Default: now, or that of ``resume``.
    ///     concurrency: at most so many requests at once, 1 to 1,000; how many there are follows what the server bears.
    ///     include_videos: ask for each package's videos, too: a second request for each.
    ///     include_links: let signing links, tokens and video URLs into the tables.  They open without a login.
    ///     pii: ``"hash"`` replaces names, addresses and numbers of persons by keyed hashes, which are equal where the
    ///         text was.
    ///     pii_key: the key of these hashes; default: one that the client's own key decides.
    ///     progress: a function that is called with a :class:`~iinkedsign.audit.Progress` again and again; True for a
    ///         bar, or lines where there is no terminal or notebook; False for nothing; None for a bar in terminals
    ///         and notebooks alone.
    ///     resume: an earlier audit, such as ``AuditInterrupted.partial``: what it knows is taken over, and only the
    ///         rest, and what failed, is requested.  Without ids it continues with the ids of that audit.
    #[pyo3(
        signature = (ids=None, **options),
        text_signature = "($self, ids=None, *, as_of=None, concurrency=64, include_videos=False, \
            include_links=False, pii=None, pii_key=None, progress=None, resume=None)"
    )]
    fn audit<'py>(
        slf: Bound<'py, Self>,
        ids: Option<Bound<'py, PyAny>>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.audit")?.getattr("audit")?.call((&slf, ids), options.as_ref())
    }

    /// Yields audits of so many inputs each, one after the other: for more than fits into the memory.
    ///
    /// The options are those of :meth:`audit`.  Facts of all batches are told for one instant, and ``progress`` is
    /// told of all batches together.  Ids are read as they are needed, those of the whole account too.
    #[pyo3(
        signature = (ids=None, **options),
        text_signature = "($self, ids=None, *, batch_size=10000, as_of=None, concurrency=64, include_videos=False, \
            include_links=False, pii=None, pii_key=None, progress=None)"
    )]
    fn audit_batches<'py>(
        slf: Bound<'py, Self>,
        ids: Option<Bound<'py, PyAny>>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.audit")?.getattr("audit_batches")?.call((&slf, ids), options.as_ref())
    }

    /// Plans a deletion: reads every candidate, and lists what to delete, and what to keep and why.
    ///
    /// Nothing is changed.  Write the plan to a file, have it reviewed, then :meth:`apply_deletion` that file.
    ///
    /// Args:
    ///     source: what may be deleted: an :class:`~iinkedsign.Audit`, one of its tables or columns, or ids; for
    ///         videos a table with both ids, or pairs of them.
    ///     what: ``"packages"`` or ``"videos"``.
    ///     notify: have the server tell the signers by email.
    ///     override_retention: delete although a retention policy forbids it.
    ///     archive: what is saved before: ``None``, ``"data"`` or ``"videos"``.
    ///     max_deletes: more items than this are a :class:`~iinkedsign.PlanError`.
    ///     states: only packages in these states; by default all documented ones but ``open``, ``add`` and ``select``.
    ///     older_than: only what is at least so old by the time that ``by`` names; one without that time stays.
    ///     by: ``"time_created"``, ``"time_last_modified"``, ``"time_sign_by"``, ``"time_rescinded"`` or
    ///         ``"time_retention"``.
    ///     exclude: ids of packages or videos that stay.
    ///     reason: why, for the plan's readers.
    ///     as_of: the instant that ages are computed for; by default now.
    ///     concurrency: at most so many requests at once.
    ///     progress: as in :meth:`audit`.
    #[pyo3(
        signature = (source, **options),
        text_signature = "($self, source, *, what, notify, override_retention, archive, max_deletes, states=None, \
            older_than=None, by=None, exclude=(), reason=None, as_of=None, concurrency=64, progress=None)"
    )]
    fn plan_deletion<'py>(
        slf: Bound<'py, Self>,
        source: Bound<'py, PyAny>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.cleanup")?.getattr("plan_deletion")?.call((&slf, source), options.as_ref())
    }

    /// Applies a reviewed plan, and records what was done in a journal beside its file.
    ///
    /// Each item is read again, compared with the plan, saved if the plan says so, and deleted once.  What changed, is
    /// held or cannot be read stays.  Ctrl-C and SIGTERM begin no further item, give what was sent up to 5 s, and
    /// raise :class:`~iinkedsign.DeletionInterrupted`, which has the report; a second one ends it at once.
    ///
    /// Args:
    ///     path: the plan's file.
    ///     confirm: the code of the plan, as its reviewer saw it.
    ///     archive_dir: where files are saved; by default beside the plan.
    ///     holds: a file of ids that must not be deleted, one a line, read again for each item.
    ///     concurrency: at most so many items at once.
    ///     canary: the first ``canary`` items are deleted one by one, each with a follow-up check.
    ///     max_unknown: so many unknown outcomes, over all resumes, stop the run.
    ///     max_refused: so many refusals, over all resumes, stop the run.
    ///     progress: as in :meth:`audit`.
    #[pyo3(
        signature = (path, **options),
        text_signature = "($self, path, *, confirm, archive_dir=None, holds=None, concurrency=4, canary=5, \
            max_unknown=3, max_refused=20, progress=None)"
    )]
    fn apply_deletion<'py>(
        slf: Bound<'py, Self>,
        path: Bound<'py, PyAny>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.cleanup")?.getattr("apply_deletion")?.call((&slf, path), options.as_ref())
    }

    /// Resumes a plan that was applied in part, however it ended.
    ///
    /// What was sent is never sent again: where its outcome is not in the journal, the server is read, and the item
    /// told ``unknown_…``.  The arguments are those of :meth:`apply_deletion`.
    #[pyo3(
        signature = (path, **options),
        text_signature = "($self, path, *, confirm, archive_dir=None, holds=None, concurrency=4, canary=5, \
            max_unknown=3, max_refused=20, progress=None)"
    )]
    fn resume_deletion<'py>(
        slf: Bound<'py, Self>,
        path: Bound<'py, PyAny>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.cleanup")?.getattr("resume_deletion")?.call((&slf, path), options.as_ref())
    }

    /// Reads what a plan deleted, and reports what exists now; it changes nothing.
    ///
    /// Args:
    ///     path: the plan's file.
    ///     progress: as in :meth:`audit`.
    #[pyo3(signature = (path, **options), text_signature = "($self, path, *, progress=None)")]
    fn verify_deletion<'py>(
        slf: Bound<'py, Self>,
        path: Bound<'py, PyAny>,
        options: Option<Bound<'py, PyDict>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("iinkedsign.cleanup")?.getattr("verify_deletion")?.call((&slf, path), options.as_ref())
    }

    /// How answers so far differed from the documentation: unknown fields and values, wrong types.
    fn drift<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        drift_list(py, self.core.drift().iter())
    }

    /// Ends the connections and the calls under way on them, from any thread.
    ///
    /// A deletion that was sent ends with :class:`~iinkedsign.OutcomeUnknownError`, any other call with
    /// :class:`~iinkedsign.ConfigurationError`, as later calls do.
    fn close(&self, py: Python<'_>) {
        py.detach(|| self.core.close());
    }

    /// Whether :meth:`close` was called.
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
