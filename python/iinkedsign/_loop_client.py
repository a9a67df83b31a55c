"""What the methods of ``AsyncClient`` are made of."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, NoReturn, ParamSpec, TypeVar, cast

from . import _native
from ._token import OnLoop
from .types import DriftEntry, PackageSummary

if TYPE_CHECKING:
    from typing_extensions import Self  # known to type checkers, not needed at run time
else:
    Self = Any  # for those who read annotations at run time

P = ParamSpec("P")
T = TypeVar("T")


class LoopClient:
    """A client whose calls are started, and awaited on the event loop."""

    def __init__(self, *, access_token: str | Callable[[], str | Awaitable[str]] | None, **options: Any) -> None:
        """Take the options of a client."""
        self._token = OnLoop(access_token) if callable(access_token) else None
        self._client = _native.Client(access_token=self._token or cast(str | None, access_token), **options)
        self._on_loop: tuple[asyncio.AbstractEventLoop, _native.Client] | None = None

    async def _call(
        self, method: Callable[Concatenate[_native.Client, P], T], *arguments: P.args, **options: P.kwargs
    ) -> T:
        """Await a method of the client that waits, without waiting for it on this thread."""
        loop = asyncio.get_running_loop()
        # One for each event loop; a program has one, a test suite a new one for each test.  It is read once: the loop
        # of another thread may put its own there meanwhile.
        known = self._on_loop
        if known is None or known[0] is not loop:
            known = self._on_loop = (loop, self._client._on_loop(loop))
        if self._token is not None:
            self._token.loop = loop
        started: Any = method(known[1], *arguments, **options)
        future: asyncio.Future[T] = started[0]
        pending: _native.Pending = started[1]
        try:
            return await future
        finally:
            # The task was cancelled, or the coroutine closed: the answer is no longer wanted.
            pending.cancel()

    async def _walk(self, pages: _native.PackagePages) -> AsyncIterator[PackageSummary]:
        while (page := await self._call(_native.Client._next_page, pages)) is not None:
            for package in page:
                yield package

    def _on_a_thread(self) -> _native.Client:
        """The client for a run on a thread; its access tokens come from this loop."""
        if self._token is not None:
            with contextlib.suppress(RuntimeError):  # outside of a loop; the first call tells which it is
                self._token.loop = asyncio.get_running_loop()
        return self._client

    def drift(self) -> list[DriftEntry]:
        """How answers so far differed from the documentation: unknown fields and values, wrong types."""
        return self._client.drift()

    @property
    def closed(self) -> bool:
        """Whether :meth:`aclose` was called."""
        return self._client.closed

    async def aclose(self) -> None:
        """Ends the connections and the calls under way on them, from any thread.

        A deletion that was sent ends with :class:`~iinkedsign.OutcomeUnknownError`, any other call with
        :class:`~iinkedsign.ConfigurationError`, as later calls do.
        """
        self._client.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.aclose()

    def __reduce__(self) -> NoReturn:
        self._client.__reduce__()

    def __repr__(self) -> str:
        return repr(self._client).replace("Client", "AsyncClient", 1)
