"""The compiled part.  Its names are used through `iinkedsign` and `iinkedsign.testing`, not from here."""

from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from os import PathLike
from types import TracebackType
from typing import Any, Literal, NoReturn, final
from uuid import UUID

from typing_extensions import Self

from .audit import Audit, Progress
from .audit.options import Options as AuditOptions
from .cleanup import DeletionPlan, DeletionReport
from .cleanup.options import ApplyOptions, PlanOptions
from .types import DriftEntry, Package, PackageStatus, PackageSummary, PackageVideos, RescindedPackage, VideoFile

__all__ = [
    "MAX_CONCURRENCY",
    "AuditResult",
    "Client",
    "DeletionOutcome",
    "Emulator",
    "Mailbox",
    "PackageIterator",
    "PackagePages",
    "Pending",
    "Plan",
    "Table",
    "__version__",
    "parse_duration",
    "parse_time",
    "run_audit",
    "run_deletion",
    "run_plan",
    "run_verify",
    "schemas",
    "write_file",
]

MAX_CONCURRENCY: int
__version__: str

@final
class Client:
    """A client that may be shared by any number of threads.

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
            automatically.
    """

    def __new__(
        cls,
        *,
        # -- generated: options; by `make generate` from src/config/options.rs --
        api_key: str | None = None,
        access_token: str | Callable[[], str] | None = None,
        datacenter: str | None = None,
        base_url: str | None = None,
        timeout: float | None = 60.0,
        attempt_timeout: float | None = 20.0,
        connect_timeout: float | None = 5.0,
        max_retries: int = 3,
        requests_per_second: float | None = None,
        ca_file: str | PathLike[str] | None = None,
        proxy: str | None = None,
        max_response_bytes: int = 33554432,
        videos_delete_path: Literal["package", "flat"] = "package",
        # -- end of options --
    ) -> Self: ...
    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called."""

    def package_status(self, package_id: str | UUID) -> PackageStatus:
        """Reads the status of a package: its state, documents and signers.

        Raises:
            NotFoundError: the package does not exist, or may not be seen with this key.
        """

    def get_package(self, package_id: str | UUID) -> Package:
        """Reads a package itself, with its retention, and when it was deleted or rescinded.

        Raises:
            NotFoundError: the package does not exist, or may not be seen with this key.
        """

    def delete_package(
        self, package_id: str | UUID, *, notify: bool = False, override_retention: bool = False
    ) -> PackageVideos:
        """Marks a package, its documents and its videos for permanent deletion.

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
                showed.
        """

    def delete_video(self, package_id: str | UUID, meeting_video_id: str | UUID) -> PackageVideos:
        """Marks one meeting video of a package for permanent deletion.

        Raises:
            OutcomeUnknownError: as for :meth:`delete_package`.
        """

    def delete_all_videos(self, package_id: str | UUID) -> PackageVideos:
        """Marks every meeting video of a package for permanent deletion; the package stays.

        Raises:
            OutcomeUnknownError: as for :meth:`delete_package`.
        """

    def rescind_package(
        self, package_id: str | UUID, *, message: str | None = None, notify: bool = False
    ) -> RescindedPackage:
        """Rescinds a package that was sent: its signers can no longer sign it; the package and its documents are kept.

        It cannot be taken back, so it follows the rules of deletions: it is never sent again once the server may have
        carried it out.

        Args:
            package_id: the package.
            message: tells why; the server keeps it as the package's ``rescindMessage``.
            notify: whether the server tells the signers by email.

        Raises:
            OutcomeUnknownError: the request was sent and its outcome is open; ``evidence`` is ``"rescinded"``,
                ``"present"`` (the package is in another state) or ``"unverified"``.
        """

    def download_video(
        self, package_id: str | UUID, meeting_video_id: str | UUID, path: str | PathLike[str]
    ) -> VideoFile:
        """Saves a meeting video to a file that is not there yet.

        It is written to ``path`` with ``.part`` at its end, and put in its place when it is whole and on the disk: as
        long as the list and its host say.  What breaks off is requested from there on, and a URL that expired is
        requested anew.  ``timeout`` is the limit of each MiB, ``attempt_timeout`` that of the wait for the next byte.

        Raises:
            FileExistsError: the path is taken; nothing was sent.  Any other OSError: the file cannot be written.
            InvalidArgumentError: the package lists no such video, or its state is not ``archived``.
            ResponseError: what came is not the video that is listed; nothing was saved.
        """

    def _download_video(
        self,
        package_id: str | UUID,
        meeting_video_id: str | UUID,
        path: str | PathLike[str],
        progress: Callable[[int, int], object] | None,
    ) -> VideoFile: ...
    def list_videos(self, package_id: str | UUID) -> PackageVideos:
        """Lists the meeting videos of a package, with URLs that work for a while."""

    def list_packages(
        self,
        *,
        member_id: str | UUID | None = None,
        team_id: str | UUID | None = None,
        folder_id: str | UUID | None = None,
        all_members: bool | None = None,
        search: str | None = None,
        types: Iterable[str] | None = None,
        states: Iterable[str] | None = None,
        is_executed: bool | None = None,
        days: int | None = None,
        sort_by: str | None = None,
        page_size: int | None = None,
    ) -> PackageIterator:
        """Yields the packages of the account, a page at a time, as they are requested.

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
            page_size: how many to ask for at once; the server may give fewer.
        """

    def audit(
        self,
        ids: Iterable[Any] | None = None,
        *,
        as_of: datetime | str | None = None,
        concurrency: int = 64,
        include_videos: bool = False,
        include_links: bool = False,
        pii: Literal["hash"] | None = None,
        pii_key: bytes | str | None = None,
        progress: Callable[[Progress], object] | bool | None = None,
        resume: Audit | None = None,
    ) -> Audit:
        """Reads the statuses of many packages into tables: one row for every input, its data or its error.

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
                rest, and what failed, is requested.  Without ids it continues with the ids of that audit.
        """

    def audit_batches(
        self,
        ids: Iterable[Any] | None = None,
        *,
        batch_size: int = 10_000,
        as_of: datetime | str | None = None,
        concurrency: int = 64,
        include_videos: bool = False,
        include_links: bool = False,
        pii: Literal["hash"] | None = None,
        pii_key: bytes | str | None = None,
        progress: Callable[[Progress], object] | bool | None = None,
    ) -> Iterator[Audit]:
        """Yields audits of so many inputs each, one after the other: for more than fits into the memory.

        The options are those of :meth:`audit`.  Facts of all batches are told for one instant, and ``progress`` is
        told of all batches together.  Ids are read as they are needed, those of the whole account too.
        """

    def plan_deletion(
        self,
        source: Any,
        *,
        what: Literal["packages", "videos"],
        notify: bool,
        override_retention: bool,
        archive: Literal["data", "videos"] | None,
        max_deletes: int,
        states: Iterable[str] | None = None,
        older_than: timedelta | None = None,
        by: str | None = None,
        exclude: Iterable[str | UUID] = (),
        reason: str | None = None,
        as_of: datetime | str | None = None,
        concurrency: int = 64,
        progress: Callable[[Progress], object] | bool | None = None,
    ) -> DeletionPlan:
        """Plans a deletion: reads every candidate, and lists what to delete, and what to keep and why.

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
            progress: as in :meth:`audit`.
        """

    def apply_deletion(
        self,
        path: str | PathLike[str],
        *,
        confirm: str,
        archive_dir: str | PathLike[str] | None = None,
        holds: str | PathLike[str] | None = None,
        concurrency: int = 4,
        canary: int = 5,
        max_unknown: int = 3,
        max_refused: int = 20,
        progress: Callable[[Progress], object] | bool | None = None,
    ) -> DeletionReport:
        """Applies a reviewed plan, and records what was done in a journal beside its file.

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
            progress: as in :meth:`audit`.
        """

    def resume_deletion(
        self,
        path: str | PathLike[str],
        *,
        confirm: str,
        archive_dir: str | PathLike[str] | None = None,
        holds: str | PathLike[str] | None = None,
        concurrency: int = 4,
        canary: int = 5,
        max_unknown: int = 3,
        max_refused: int = 20,
        progress: Callable[[Progress], object] | bool | None = None,
    ) -> DeletionReport:
        """Resumes a plan that was applied in part, however it ended.

        What was sent is never sent again: where its outcome is not in the journal, the server is read, and the item
        told ``unknown_…``.  The arguments are those of :meth:`apply_deletion`.
        """

    def verify_deletion(
        self, path: str | PathLike[str], *, progress: Callable[[Progress], object] | bool | None = None
    ) -> DeletionReport:
        """Reads what a plan deleted, and reports what exists now; it changes nothing.

        Args:
            path: the plan's file.
            progress: as in :meth:`audit`.
        """

    def drift(self) -> list[DriftEntry]:
        """How answers so far differed from the documentation: unknown fields and values, wrong types."""

    def close(self) -> None:
        """Ends the connections and the calls under way on them, from any thread.

        A deletion that was sent ends with :class:`~iinkedsign.OutcomeUnknownError`, any other call with
        :class:`~iinkedsign.ConfigurationError`, as later calls do.
        """

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None, /
    ) -> None: ...
    def __reduce__(self) -> NoReturn: ...

    # What `AsyncClient` is made of: with a loop, a call is started, and returns its future and what cancels it.
    def _on_loop(self, event_loop: AbstractEventLoop) -> Client: ...
    def _next_page(self, pages: PackagePages) -> list[PackageSummary] | None: ...

@final
class PackageIterator(Iterator[PackageSummary]):
    """Packages, asked for page by page as they are needed."""

    def __iter__(self) -> Self: ...
    def __next__(self) -> PackageSummary: ...

@final
class PackagePages:
    """The state of one walk of an ``AsyncClient`` through a list; takes the filters of a list."""

    def __new__(cls, **filters: Any) -> Self: ...

@final
class Mailbox:
    """Brings results to one event loop."""

    def deliver(self) -> None:
        """Settles the futures whose results have come; the event loop calls this."""

@final
class Pending:
    """A call that is under way."""

    def cancel(self) -> None:
        """Drops the call where it stands; its connection is closed."""

# What the public classes are made of, which tell what each of these is.

@final
class Emulator:
    """The native half of :class:`iinkedsign.testing.Emulator`; serves from its construction on."""

    def __new__(
        cls,
        port: int,
        packages: int,
        seed: int,
        tls: bool,
        api_key: str | None,
        requests_per_second: float | None,
        deleted_stay_readable: bool,
        video_url_seconds: float | None,
        faults: list[str],
    ) -> Self: ...
    def base_url(self) -> str: ...
    def api_key(self) -> str: ...
    def videos_url(self) -> str: ...
    def expire_video_urls(self) -> None: ...
    def ca_pem(self) -> str | None: ...  # None without TLS
    def package_ids(self) -> list[str]: ...
    def requests(self) -> list[dict[str, Any]]: ...
    def connections(self) -> int: ...
    def add_fault(self, text: str) -> None: ...
    def clear_faults(self) -> None: ...
    def clear_requests(self) -> None: ...
    def reset(self) -> None: ...
    def package_state(self, package_id: str) -> dict[str, Any]: ...
    def stop(self) -> None: ...

@final
class Table:
    """The native half of :class:`iinkedsign.audit.Table`."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
    def column(self, name: str) -> list[Any]: ...
    def to_dicts(self, limit: int | None = None) -> list[dict[str, Any]]: ...
    def write(self, path: str | PathLike[str]) -> None: ...

@final
class AuditResult:
    """The native half of :class:`iinkedsign.audit.Audit`."""

    @property
    def as_of(self) -> datetime: ...
    @property
    def drift(self) -> list[DriftEntry]: ...
    @property
    def tables(self) -> dict[str, Table]: ...
    def write(self, path: str | PathLike[str]) -> list[PathLike[str]]: ...

def run_audit(
    client: Client,
    ids: Iterable[Any] | None,
    options: AuditOptions,
    *,
    outcome: list[tuple[AuditResult, BaseException | None]],
    total: int | None,
    resume: AuditResult | None,
    watch: Callable[[int, int | None, int, int, float], object] | None,
) -> None:
    """Runs an audit.  Puts into ``outcome`` what is known, and the reason if it ended before its end."""

@final
class Plan:
    """The native half of :class:`iinkedsign.DeletionPlan`."""

    @staticmethod
    def read(path: str | PathLike[str]) -> Plan: ...
    def write(self, path: str | PathLike[str]) -> None: ...
    def without(self, ids: list[str]) -> Plan: ...
    @property
    def digest(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def header(self) -> str: ...  # its first line, JSON
    @property
    def numbers(self) -> str: ...  # what it comes to, JSON
    def items(self, most: int = ...) -> Table: ...
    def kept(self, most: int = ...) -> Table: ...

@final
class DeletionOutcome:
    """The native half of :class:`iinkedsign.DeletionReport`."""

    @property
    def head(self) -> str: ...
    @property
    def closed(self) -> bool: ...
    @property
    def stopped(self) -> str | None: ...
    @property
    def verified(self) -> bool: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def counts(self) -> dict[str, int]: ...
    @property
    def evidence(self) -> dict[str, int]: ...
    def items(self, most: int = ...) -> Table: ...

def run_plan(
    client: Client,
    candidates: Iterable[tuple[str | None, str | None]],
    options: PlanOptions,
    *,
    total: int | None,
    watch: Callable[[int, int | None, int, int, float], object] | None,
) -> Plan:
    """Makes a plan of pairs of ids."""

def run_deletion(
    client: Client,
    path: str | PathLike[str],
    options: ApplyOptions,
    *,
    outcome: list[tuple[DeletionOutcome, BaseException | None]],
    resume: bool,
    watch: Callable[[int, int | None, int, int, float], object] | None,
) -> None:
    """Applies a plan.  Puts its result into ``outcome``, and the reason if it ended before its end."""

def run_verify(
    client: Client, path: str | PathLike[str], *, watch: Callable[[int, int | None, int, int, float], object] | None
) -> DeletionOutcome:
    """Looks at what was deleted."""

def write_file(path: str | PathLike[str], content: bytes) -> None:
    """Writes a file, which holds what it held before or all of this, and nothing between; it is on the disk then."""

def parse_time(text: str | None, /) -> datetime | None:
    """Reads a time of an answer, such as ``"2019-08-20T18:58:02.2596573Z"``, as an aware ``datetime`` in UTC.

    Digits beyond microseconds are cut; a text without a zone is read as UTC; ``None`` stays ``None``, and an instant of
    year 1, .NET's way to say that there is no date, becomes ``None``.

    Raises:
        InvalidArgumentError: the text is no time.
    """

def parse_duration(text: str | None, /) -> timedelta | None:
    """Reads a duration of an answer, such as ``"PT5M12S"``; ``None`` stays ``None``.

    Raises:
        InvalidArgumentError: the text is no duration.
    """

def schemas() -> dict[str, list[tuple[str, str, str]]]:
    """The documented fields of each answer as ``(name on the wire, kind, description)``."""
