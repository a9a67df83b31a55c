"""Runs a function given as ``access_token`` when the thread that needs the token is not one of Python's."""

import asyncio
import inspect
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import Any

Reply = Callable[[Any, BaseException | None], None]
"""Takes the token, or what the function raised."""


def start_on_a_thread(function: Callable[[], Any], reply: Reply) -> None:
    """Calls the function on a thread of its own: a slow one then holds up nothing but who waits for it.

    The thread is a daemon, so that the process can end meanwhile.
    """

    def ask() -> None:
        try:
            token = function()
        except BaseException as error:  # noqa: BLE001 -- raised by the call that asked
            reply(None, error)
        else:
            reply(token, None)

    threading.Thread(target=ask, name="iinkedsign", daemon=True).start()


class OnLoop:
    """A function of :class:`AsyncClient`: a coroutine function runs on the loop, a plain one on a thread beside it."""

    def __init__(self, function: Callable[[], str | Awaitable[str]]) -> None:
        """Call nothing yet."""
        self._function = function
        self.loop: asyncio.AbstractEventLoop | None = None
        """The loop that the client was last used on."""

    def __call__(self) -> str:
        """Never called: the native half finds :meth:`_start_on_loop`."""
        raise NotImplementedError

    def _start_on_loop(self, reply: Reply) -> "Future[Any] | None":
        """Begin, from any thread; what is returned can be cancelled."""
        if self.loop is None or self.loop.is_closed():
            start_on_a_thread(lambda: asyncio.run(self._ask()), reply)
            return None

        def done(future: "Future[Any]") -> None:
            if future.cancelled():
                reply(None, RuntimeError("the event loop ended, or cancelled the function given as access_token"))
            elif error := future.exception():
                reply(None, error)
            else:
                reply(future.result(), None)

        future = asyncio.run_coroutine_threadsafe(self._ask(), self.loop)
        future.add_done_callback(done)
        return future

    async def _ask(self) -> Any:
        if inspect.iscoroutinefunction(self._function):
            return await self._function()
        token = await asyncio.to_thread(self._function)
        return await token if inspect.isawaitable(token) else token
