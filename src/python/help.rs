// Generated from _native.pyi by `make generate`; do not edit.

//! What `help()` shows of `Client`: its documentation, and the signatures of methods with options.

macro_rules! help {
    (Client) => {
        r#"A client that may be shared by any number of threads.

Nothing is sent, and no thread started, before the first call.  A wrong option raises
:class:`~iinkedsign.ConfigurationError`.  Use it as a context manager, or :meth:`close` it.

Args:
    api_key: The API key, sent as header ``api_key``.  Exactly one of key and access token is needed.
        Environment: ``IINKEDSIGN_API_KEY``.
    access_token: The OAuth 2.0 access token, sent as ``Authorization: Bearer``, instead of a key.  Environment:
        ``IINKEDSIGN_ACCESS_TOKEN``.  For tokens that expire it is a function that returns the current one: called
        before the first request, and once more after a 401, which is then sent again.  Calls that need a token
        meanwhile share what it returns.  What it raises is the ``__cause__`` of a
        :class:`~iinkedsign.ConfigurationError`.  It is called on the thread that makes the call, for an audit on
        one of its own.
    datacenter: One of the vendor's instances: ``sandbox-us``, ``sandbox-eu``, ``us``, ``ca`` or ``eu``.
        ``sandbox-us`` by default.  Environment: ``IINKEDSIGN_DATACENTER``.
    base_url: The https URL of a private instance, down to ``/api/v1``, or plain http of a loopback host.
        Excludes ``datacenter``.  Environment: ``IINKEDSIGN_BASE_URL``.
    timeout: Limit of a whole call: connections, attempts, waits, follow-up checks.  Without it, no
        ``Retry-After`` of an hour or more is waited for.  In seconds; ``None`` is no limit.
    attempt_timeout: Limit of one attempt.  In seconds; ``None`` is no limit.
    connect_timeout: Limit of one connection being made.  In seconds; ``None`` is no limit.
    max_retries: Retries: further attempts after the first.
    requests_per_second: A ceiling over all calls of the client.
    ca_file: A PEM file of roots to trust beside the system's, or those of ``SSL_CERT_FILE``.
    proxy: The URL of an http or https proxy, instead of those in the environment.  It may have a password.
    max_response_bytes: The largest answer in bytes, after decompression.
    videos_delete_path: The path of a deletion of videos: ``"package"`` is ``packages/{id}/videos/delete``,
        ``"flat"`` is ``packages/videos/delete``.  The vendor's own page shows both; it is never switched
        automatically."#
    };
    (closed) => {
        r"Whether :meth:`close` was called."
    };
    (package_status) => {
        r"Reads the status of a package: its state, documents and signers.

Raises:
    NotFoundError: the package does not exist, or may not be seen with this key."
    };
    (get_package) => {
        r"Reads a package itself, with its retention, and when it was deleted or rescinded.

Raises:
    NotFoundError: the package does not exist, or may not be seen with this key."
    };
    (delete_package) => {
        r"delete_package($self, package_id, *, notify=False, override_retention=False)
--

Marks a package, its documents and its videos for permanent deletion.

The request is never sent again once the server may have carried it out.

Args:
    package_id: the package.
    notify: whether the server tells the signers by email.
    override_retention: whether the server ignores retention policies.  Never set by the client itself.

Returns:
    The package's id and the videos deleted with it.

Raises:
    RetentionError: a retention policy forbids it; nothing was deleted.
    OutcomeUnknownError: the request was sent and its outcome is open; ``evidence`` says what the follow-up check
        showed."
    };
    (delete_video) => {
        r"Marks one meeting video of a package for permanent deletion.

Raises:
    OutcomeUnknownError: as for :meth:`delete_package`."
    };
    (delete_all_videos) => {
        r"Marks every meeting video of a package for permanent deletion; the package stays.

Raises:
    OutcomeUnknownError: as for :meth:`delete_package`."
    };
    (rescind_package) => {
        r#"rescind_package($self, package_id, *, message=None, notify=False)
--

Rescinds a package that was sent: its signers can no longer sign it; the package and its documents are kept.

It cannot be taken back, so it follows the rules of deletions: it is never sent again once the server may have
carried it out.

Args:
    package_id: the package.
    message: tells why; the server keeps it as the package's ``rescindMessage``.
    notify: whether the server tells the signers by email.

Raises:
    OutcomeUnknownError: the request was sent and its outcome is open; ``evidence`` is ``"rescinded"``,
        ``"present"`` (the package is in another state) or ``"unverified"``."#
    };
    (download_video) => {
        r"Saves a meeting video to a file that is not there yet.

It is written to ``path`` with ``.part`` at its end, and put in its place when it is whole and on the disk: as
long as the list and its host say.  What breaks off is requested from there on, and a URL that expired is
requested anew.  ``timeout`` is the limit of each MiB, ``attempt_timeout`` that of the wait for the next byte.

Raises:
    FileExistsError: the path is taken; nothing was sent.  Any other OSError: the file cannot be written.
    InvalidArgumentError: the package lists no such video, or its state is not ``archived``.
    ResponseError: what came is not the video that is listed; nothing was saved."
    };
    (list_videos) => {
        r"Lists the meeting videos of a package, with URLs that work for a while."
    };
    (list_packages) => {
        r#"list_packages($self, *, member_id=None, team_id=None, folder_id=None, all_members=None, search=None, types=None, states=None, is_executed=None, days=None, sort_by=None, page_size=None)
--

Yields the packages of the account, a page at a time, as they are requested.

Every package that is there from the first request to the last is yielded once, however packages are added or
deleted meanwhile; or the list ends in a ``ResponseError`` that says it may be incomplete.  Pages overlap to
that end, so that a few more requests than pages may be needed.

Args:
    member_id: only packages of this member.
    team_id: only packages of this team.
    folder_id: only packages in this folder.
    all_members: packages of the whole organization.
    search: words in the name, texts, signers and recipients; ``*`` at a word's end matches any ending.
    types: only these types, in the exact case of the documentation.
    states: only these states.
    is_executed: only executed packages, or only others.
    days: only packages to be signed within this many days.
    sort_by: the server's word for the order, such as ``"created"``.
    page_size: how many to ask for at once; the server may give fewer."#
    };
    (audit) => {
        r#"audit($self, ids=None, *, as_of=None, concurrency=64, include_videos=False, include_links=False, pii=None, pii_key=None, progress=None, resume=None)
--

Reads the statuses of many packages into tables: one row for every input, its data or its error.

Whatever happens to single packages becomes their error rows.  What ends the whole audit is raised, with what
was known by then as ``partial``: Ctrl-C as :class:`~iinkedsign.AuditInterrupted`, and as it is an exception of
the iterator, of ``progress``, of a signal's handler, or of the list of the account.

Args:
    ids: ``str``, ``UUID`` or dicts with ``packageId``; also a column of pandas, polars or pyarrow.  Without any
        it is every package of the organization, as ``list_packages(all_members=True)`` has it; with
        ``ids=client.list_packages(…)`` it is those of another list.
    as_of: the instant that facts are computed for: an aware ``datetime``, or ISO 8601 with a time zone.  Then no
        clock is read.  Default: now, or that of ``resume``.
    concurrency: at most so many requests at once, 1 to 1,000; how many there are follows what the server bears.
    include_videos: ask for each package's videos, too: a second request for each.
    include_links: let signing links, tokens and video URLs into the tables.  They open without a login.
    pii: ``"hash"`` replaces names, addresses and numbers of persons by keyed hashes, which are equal where the
        text was.
    pii_key: the key of these hashes; default: one that the client's own key decides.
    progress: a function that is called with a :class:`~iinkedsign.audit.Progress` again and again; True for a
        bar, or lines where there is no terminal or notebook; False for nothing; None for a bar in terminals
        and notebooks alone.
    resume: an earlier audit, such as ``AuditInterrupted.partial``: what it knows is taken over, and only the
        rest, and what failed, is requested.  Without ids it continues with the ids of that audit."#
    };
    (audit_batches) => {
        r"audit_batches($self, ids=None, *, batch_size=10000, as_of=None, concurrency=64, include_videos=False, include_links=False, pii=None, pii_key=None, progress=None)
--

Yields audits of so many inputs each, one after the other: for more than fits into the memory.

The options are those of :meth:`audit`.  Facts of all batches are told for one instant, and ``progress`` is
told of all batches together.  Ids are read as they are needed, those of the whole account too."
    };
    (plan_deletion) => {
        r#"plan_deletion($self, source, *, what, notify, override_retention, archive, max_deletes, states=None, older_than=None, by=None, exclude=(), reason=None, as_of=None, concurrency=64, progress=None)
--

Plans a deletion: reads every candidate, and lists what to delete, and what to keep and why.

Nothing is changed.  Write the plan to a file, have it reviewed, then :meth:`apply_deletion` that file.

Args:
    source: what may be deleted: an :class:`~iinkedsign.Audit`, one of its tables or columns, or ids; for
        videos a table with both ids, or pairs of them.
    what: ``"packages"`` or ``"videos"``.
    notify: have the server tell the signers by email.
    override_retention: delete although a retention policy forbids it.
    archive: what is saved before: ``None``, ``"data"`` or ``"videos"``.
    max_deletes: more items than this are a :class:`~iinkedsign.PlanError`.
    states: only packages in these states; by default all documented ones but ``open``, ``add`` and ``select``.
    older_than: only what is at least so old by the time that ``by`` names; one without that time stays.
    by: ``"time_created"``, ``"time_last_modified"``, ``"time_sign_by"``, ``"time_rescinded"`` or
        ``"time_retention"``.
    exclude: ids of packages or videos that stay; a text that cannot be an id is an error.
    reason: why, for the plan's readers.
    as_of: the instant that ages are computed for; by default now.
    concurrency: at most so many requests at once.
    progress: as in :meth:`audit`."#
    };
    (apply_deletion) => {
        r"apply_deletion($self, path, *, confirm, archive_dir=None, holds=None, concurrency=4, canary=5, max_unknown=3, max_refused=20, progress=None)
--

Applies a reviewed plan, and records what was done in a journal beside its file.

Each item is read again, compared with the plan, saved if the plan says so, and deleted once.  What changed, is
held or cannot be read stays.  Ctrl-C and SIGTERM begin no further item, give what was sent up to 5 s, and
raise :class:`~iinkedsign.DeletionInterrupted`, which has the report; a second one ends it at once.

Args:
    path: the plan's file.
    confirm: the code of the plan, as its reviewer saw it.
    archive_dir: where files are saved; by default beside the plan.
    holds: a file of ids that must not be deleted, one a line, read again for each item.
    concurrency: at most so many items at once.
    canary: the first ``canary`` items are deleted one by one, each with a follow-up check.
    max_unknown: so many unknown outcomes, over all resumes, stop the run.
    max_refused: so many refusals, over all resumes, stop the run.
    progress: as in :meth:`audit`."
    };
    (resume_deletion) => {
        r"resume_deletion($self, path, *, confirm, archive_dir=None, holds=None, concurrency=4, canary=5, max_unknown=3, max_refused=20, progress=None)
--

Resumes a plan that was applied in part, however it ended.

What was sent is never sent again: where its outcome is not in the journal, the server is read, and the item
told ``unknown_…``.  The arguments are those of :meth:`apply_deletion`."
    };
    (verify_deletion) => {
        r"verify_deletion($self, path, *, progress=None)
--

Reads what a plan deleted, and reports what exists now; it changes nothing.

Args:
    path: the plan's file.
    progress: as in :meth:`audit`."
    };
    (drift) => {
        r"How answers so far differed from the documentation: unknown fields and values, wrong types."
    };
    (close) => {
        r"Ends the connections and the calls under way on them, from any thread.

A deletion that was sent ends with :class:`~iinkedsign.OutcomeUnknownError`, any other call with
:class:`~iinkedsign.ConfigurationError`, as later calls do."
    };
}
pub(super) use help;
