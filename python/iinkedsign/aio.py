# Generated from _native.pyi and src/config/options.rs by `make generate`; do not edit.

"""The asynchronous client."""

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from os import PathLike
from typing import Any, Literal
from uuid import UUID

from . import _native
from ._loop_client import LoopClient
from .audit import Audit, Progress
from .cleanup import DeletionPlan, DeletionReport
from .types import Package, PackageStatus, PackageSummary, PackageVideos, RescindedPackage, VideoFile


class AsyncClient(LoopClient):
    """The methods of :class:`iinkedsign.Client` as coroutines.

    Cancelling a task that waits for one aborts the request: its connection is closed.  A deletion that was cancelled
    may have been carried out; read the package's state before repeating it.  All calls of a process share one background
    thread, which starts with the first call.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        access_token: str | Callable[[], str | Awaitable[str]] | None = None,
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
    ) -> None:
        """Take the options of :class:`iinkedsign.Client`; nothing is sent yet.

        A function given as ``access_token`` may be a coroutine function, which runs in the event loop; a plain one is
        called on a thread, and does not hold up the loop.
        """
        super().__init__(
            api_key=api_key,
            access_token=access_token,
            datacenter=datacenter,
            base_url=base_url,
            timeout=timeout,
            attempt_timeout=attempt_timeout,
            connect_timeout=connect_timeout,
            max_retries=max_retries,
            requests_per_second=requests_per_second,
            ca_file=ca_file,
            proxy=proxy,
            max_response_bytes=max_response_bytes,
            videos_delete_path=videos_delete_path,
        )

    async def package_status(self, package_id: str | UUID) -> PackageStatus:
        """Reads the status of a package: its state, documents and signers.

        Raises:
            NotFoundError: the package does not exist, or may not be seen with this key.
        """
        return await self._call(_native.Client.package_status, package_id)

    async def get_package(self, package_id: str | UUID) -> Package:
        """Reads a package itself, with its retention, and when it was deleted or rescinded.

        Raises:
            NotFoundError: the package does not exist, or may not be seen with this key.
        """
        return await self._call(_native.Client.get_package, package_id)

    async def delete_package(
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
        return await self._call(
            _native.Client.delete_package, package_id, notify=notify, override_retention=override_retention
        )

    async def delete_video(self, package_id: str | UUID, meeting_video_id: str | UUID) -> PackageVideos:
        """Marks one meeting video of a package for permanent deletion.

        Raises:
            OutcomeUnknownError: as for :meth:`delete_package`.
        """
        return await self._call(_native.Client.delete_video, package_id, meeting_video_id)

    async def delete_all_videos(self, package_id: str | UUID) -> PackageVideos:
        """Marks every meeting video of a package for permanent deletion; the package stays.

        Raises:
            OutcomeUnknownError: as for :meth:`delete_package`.
        """
        return await self._call(_native.Client.delete_all_videos, package_id)

    async def rescind_package(
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
        return await self._call(_native.Client.rescind_package, package_id, message=message, notify=notify)

    async def download_video(
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
        return await self._call(_native.Client.download_video, package_id, meeting_video_id, path)

    async def list_videos(self, package_id: str | UUID) -> PackageVideos:
        """Lists the meeting videos of a package, with URLs that work for a while."""
        return await self._call(_native.Client.list_videos, package_id)

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
    ) -> AsyncIterator[PackageSummary]:
        """Yields the packages of the account, a page at a time, as they are requested.

        An asynchronous iterator.

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
        pages = _native.PackagePages(
            member_id=member_id,
            team_id=team_id,
            folder_id=folder_id,
            all_members=all_members,
            search=search,
            types=types,
            states=states,
            is_executed=is_executed,
            days=days,
            sort_by=sort_by,
            page_size=page_size,
        )
        return self._walk(pages)

    async def audit(
        self,
        ids: Iterable[Any] | AsyncIterable[Any] | None = None,
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

        It runs on a thread of its own.  Ids may come from an asynchronous iterable too, such as :meth:`list_packages`,
        which is read to its end first.  Another iterator is read on the audit's thread; ``progress`` is called in the
        event loop.

        When the task is cancelled, the audit stops, and the ``CancelledError`` has what was known as its ``partial``.

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
        from .audit.aio import audit

        return await audit(
            self,
            ids,
            as_of=as_of,
            concurrency=concurrency,
            include_videos=include_videos,
            include_links=include_links,
            pii=pii,
            pii_key=pii_key,
            progress=progress,
            resume=resume,
        )

    def audit_batches(
        self,
        ids: Iterable[Any] | AsyncIterable[Any] | None = None,
        *,
        batch_size: int = 10_000,
        as_of: datetime | str | None = None,
        concurrency: int = 64,
        include_videos: bool = False,
        include_links: bool = False,
        pii: Literal["hash"] | None = None,
        pii_key: bytes | str | None = None,
        progress: Callable[[Progress], object] | bool | None = None,
    ) -> AsyncIterator[Audit]:
        """Yields audits of so many inputs each, one after the other: for more than fits into the memory.

        An asynchronous iterator.

        The options are those of :meth:`audit`.  Facts of all batches are told for one instant, and ``progress`` is
        told of all batches together.  Ids are read as they are needed, those of the whole account too.
        """
        from .audit.aio import audit_batches

        return audit_batches(
            self,
            ids,
            batch_size=batch_size,
            as_of=as_of,
            concurrency=concurrency,
            include_videos=include_videos,
            include_links=include_links,
            pii=pii,
            pii_key=pii_key,
            progress=progress,
        )

    async def plan_deletion(
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

        It runs on a thread of its own.

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
        from .cleanup.aio import plan_deletion

        return await plan_deletion(
            self,
            source,
            what=what,
            notify=notify,
            override_retention=override_retention,
            archive=archive,
            max_deletes=max_deletes,
            states=states,
            older_than=older_than,
            by=by,
            exclude=exclude,
            reason=reason,
            as_of=as_of,
            concurrency=concurrency,
            progress=progress,
        )

    async def apply_deletion(
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

        It runs on a thread of its own.  When the task is cancelled, no further item is begun, and what was sent gets up
        to 5 s; the ``CancelledError`` has the outcome of the items as its ``report``.

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
        from .cleanup.aio import apply_deletion

        return await apply_deletion(
            self,
            path,
            confirm=confirm,
            archive_dir=archive_dir,
            holds=holds,
            concurrency=concurrency,
            canary=canary,
            max_unknown=max_unknown,
            max_refused=max_refused,
            progress=progress,
        )

    async def resume_deletion(
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

        It runs on a thread of its own; :meth:`apply_deletion` tells what cancelling does.

        What was sent is never sent again: where its outcome is not in the journal, the server is read, and the item
        told ``unknown_…``.  The arguments are those of :meth:`apply_deletion`.
        """
        from .cleanup.aio import resume_deletion

        return await resume_deletion(
            self,
            path,
            confirm=confirm,
            archive_dir=archive_dir,
            holds=holds,
            concurrency=concurrency,
            canary=canary,
            max_unknown=max_unknown,
            max_refused=max_refused,
            progress=progress,
        )

    async def verify_deletion(
        self, path: str | PathLike[str], *, progress: Callable[[Progress], object] | bool | None = None
    ) -> DeletionReport:
        """Reads what a plan deleted, and reports what exists now; it changes nothing.

        It runs on a thread of its own.

        Args:
            path: the plan's file.
            progress: as in :meth:`audit`.
        """
        from .cleanup.aio import verify_deletion

        return await verify_deletion(self, path, progress=progress)
