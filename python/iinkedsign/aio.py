"""The asynchronous client."""

import asyncio
import contextlib
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime, timedelta
from os import PathLike
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, cast
from uuid import UUID

from . import _native
from ._token import OnLoop
from .types import (
    DriftEntry,
    Package,
    PackageStatus,
    PackageSummary,
    PackageVideos,
    RescindedPackage,
    VideoFile,
)

if TYPE_CHECKING:
    from .audit import Audit, Progress
    from .cleanup import DeletionPlan, DeletionReport


class AsyncClient:
    """The methods of :class:`iinkedsign.Client` as coroutines.

    Cancelling a task that waits for one aborts the request: its connection is closed.  A deletion that was cancelled
    may have been carried out; look at the server before repeating it.  All calls of a process share two background
    threads, which start with the first call.
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
        self._token = OnLoop(access_token) if callable(access_token) else None
        self._client = _native.Client(
            api_key=api_key,
            access_token=self._token or cast(str | None, access_token),
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
        self._mailbox: tuple[asyncio.AbstractEventLoop, _native.Mailbox] | None = None

    async def _call(self, start: Callable[..., _native.Pending], *arguments: object) -> Any:
        loop = asyncio.get_running_loop()
        # One mailbox for each event loop; a program has one, a test suite a new one for each test.  It is read once:
        # the loop of another thread may put its own there meanwhile.
        known = self._mailbox
        if known is None or known[0] is not loop:
            known = self._mailbox = (loop, _native.Mailbox(loop))
        if self._token is not None:
            self._token.loop = loop
        future = loop.create_future()
        pending = start(known[1], future, *arguments)
        try:
            return await future
        finally:
            # The task was cancelled, or the coroutine thrown away: nobody waits for the answer.
            pending.cancel()

    async def package_status(self, package_id: str | UUID) -> PackageStatus:
        """See :meth:`iinkedsign.Client.package_status`."""
        return cast(PackageStatus, await self._call(self._client._start_package_status, package_id))

    async def get_package(self, package_id: str | UUID) -> Package:
        """See :meth:`iinkedsign.Client.get_package`."""
        return cast(Package, await self._call(self._client._start_get_package, package_id))

    async def delete_package(
        self, package_id: str | UUID, *, notify: bool = False, override_retention: bool = False
    ) -> PackageVideos:
        """See :meth:`iinkedsign.Client.delete_package`."""
        start = self._client._start_delete_package
        return cast(PackageVideos, await self._call(start, package_id, notify, override_retention))

    async def delete_video(self, package_id: str | UUID, meeting_video_id: str | UUID) -> PackageVideos:
        """See :meth:`iinkedsign.Client.delete_video`."""
        start = self._client._start_delete_video
        return cast(PackageVideos, await self._call(start, package_id, meeting_video_id))

    async def delete_all_videos(self, package_id: str | UUID) -> PackageVideos:
        """See :meth:`iinkedsign.Client.delete_all_videos`."""
        return cast(PackageVideos, await self._call(self._client._start_delete_all_videos, package_id))

    async def rescind_package(
        self, package_id: str | UUID, *, message: str | None = None, notify: bool = False
    ) -> RescindedPackage:
        """See :meth:`iinkedsign.Client.rescind_package`."""
        start = self._client._start_rescind_package
        return cast(RescindedPackage, await self._call(start, package_id, message, notify))

    async def download_video(
        self, package_id: str | UUID, meeting_video_id: str | UUID, path: str | PathLike[str]
    ) -> VideoFile:
        """See :meth:`iinkedsign.Client.download_video`."""
        start = self._client._start_download_video
        return cast(VideoFile, await self._call(start, package_id, meeting_video_id, path))

    async def list_videos(self, package_id: str | UUID) -> PackageVideos:
        """See :meth:`iinkedsign.Client.list_videos`."""
        return cast(PackageVideos, await self._call(self._client._start_list_videos, package_id))

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
        """See :meth:`iinkedsign.Client.list_packages`; an asynchronous iterator."""
        # Outside the generator, so that a wrong filter is refused here and not at the first step.
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

    async def _walk(self, pages: _native.PackagePages) -> AsyncIterator[PackageSummary]:
        while (page := await self._call(self._client._start_next_page, pages)) is not None:
            for package in page:
                yield package

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
        progress: "Callable[[Progress], object] | bool | None" = None,
        resume: "Audit | None" = None,
    ) -> "Audit":
        """See :meth:`iinkedsign.Client.audit`; it runs on a thread of its own.

        Ids may come from an asynchronous iterable too, such as :meth:`list_packages`, which is read to its end first.
        Another iterator is read on the audit's thread; ``progress`` is called in the event loop.

        When the task is cancelled, the audit stops, and the ``CancelledError`` has what was known as its ``partial``.
        """
        from .audit.aio import audit

        if self._token is not None:
            self._token.loop = asyncio.get_running_loop()
        return await audit(
            self._client,
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
        progress: "Callable[[Progress], object] | bool | None" = None,
    ) -> "AsyncIterator[Audit]":
        """See :meth:`iinkedsign.Client.audit_batches`; an asynchronous iterator."""
        from .audit.aio import audit_batches

        if self._token is not None:
            with contextlib.suppress(RuntimeError):  # outside of a loop; the first call tells which it is
                self._token.loop = asyncio.get_running_loop()
        return audit_batches(
            self._client,
            self.list_packages(all_members=True) if ids is None else ids,
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
        progress: "Callable[[Progress], object] | bool | None" = None,
    ) -> "DeletionPlan":
        """See :meth:`iinkedsign.Client.plan_deletion`; it runs on a thread of its own."""
        from .cleanup.aio import plan_deletion

        return await plan_deletion(
            self._client,
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
        progress: "Callable[[Progress], object] | bool | None" = None,
    ) -> "DeletionReport":
        """See :meth:`iinkedsign.Client.apply_deletion`; it runs on a thread of its own.

        When the task is cancelled, no further item is begun, and what was sent gets up to 5 s; the ``CancelledError``
        has what became of the items as its ``report``.
        """
        from .cleanup.aio import apply_deletion

        return await apply_deletion(
            self._client,
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
        progress: "Callable[[Progress], object] | bool | None" = None,
    ) -> "DeletionReport":
        """See :meth:`iinkedsign.Client.resume_deletion`, and :meth:`apply_deletion` for what cancelling does."""
        from .cleanup.aio import apply_deletion

        return await apply_deletion(
            self._client,
            path,
            resume=True,
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
        self, path: str | PathLike[str], *, progress: "Callable[[Progress], object] | bool | None" = None
    ) -> "DeletionReport":
        """See :meth:`iinkedsign.Client.verify_deletion`."""
        from .cleanup.aio import verify_deletion

        return await verify_deletion(self._client, path, progress=progress)

    def drift(self) -> list[DriftEntry]:
        """See :meth:`iinkedsign.Client.drift`."""
        return self._client.drift()

    @property
    def closed(self) -> bool:
        """Whether :meth:`aclose` was called."""
        return self._client.closed

    async def aclose(self) -> None:
        """See :meth:`iinkedsign.Client.close`."""
        self._client.close()

    async def __aenter__(self) -> "AsyncClient":  # noqa: PYI034 (typing.Self needs Python 3.11)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __reduce__(self) -> NoReturn:
        self._client.__reduce__()

    def __repr__(self) -> str:
        return repr(self._client).replace("Client", "AsyncClient", 1)
