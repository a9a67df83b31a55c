"""An emulator of the remote API on a loopback port, for tests and experiments.

::

    from iinkedsign import Client
    from iinkedsign.testing import Emulator

    with Emulator(packages=25, seed=1) as emulator:
        emulator.add_fault("status=503,times=1", operation="status")
        with Client(**emulator.options) as client:
            client.package_status(emulator.package_ids[0])
        assert [request["status"] for request in emulator.requests] == [503, 200]

It keeps state: what a client deletes is gone.  It holds the vendor's documented samples and as many generated
packages as asked for, the same ones for the same seed.  With pytest, the fixture ``iinkedsign_emulator`` gives
one that is started.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from operator import index
from types import TracebackType
from typing import TYPE_CHECKING, Any, SupportsIndex, TypedDict

if TYPE_CHECKING:
    from typing_extensions import Self  # known to type checkers, not needed at run time

    from . import _native
else:
    Self = Any  # for those who read annotations at run time

__all__ = ["ClientOptions", "Emulator", "ReceivedRequest", "fault"]


class ClientOptions(TypedDict):
    """The options with which a client reaches an emulator."""

    base_url: str
    api_key: str
    ca_file: str | None


class ReceivedRequest(TypedDict):
    """One request that an emulator received."""

    seq: int  # counts from 1, over clear_requests()
    method: str
    path: str
    operation: str | None  # one of those that `fault` takes as `operation`, None for any other path
    package_id: str | None
    headers: dict[str, str]  # names in lower case
    body: str
    status: int | None  # what was answered, None if nothing was
    fault: str | None  # the fault that struck, as text
    applied: bool  # whether it changed anything
    connection: int  # the number of the connection it came in on, from 1
    time: float  # seconds since the emulator was started


def fault(
    text: str,
    *,
    operation: str | None = None,
    package_id: str | None = None,
    times: int | None = None,
    chance: float | None = None,
    skip: int | None = None,
    applied: bool | None = None,
    retry_after: float | str | None = None,
    error: str | None = None,
) -> str:
    """Writes a fault in the emulator's own words, ``[operation[@package_id]:]kind[=value][,key=value…]``.

    Args:
        text: the kind, with its value if it has one, such as ``"drop_after"``, ``"status=503"`` or
            ``"delay=0.5"``; or a fault already written out, to which the rest is added.
        operation: strike only at this one, named as the client's method, but ``status`` for the status of a package,
            ``delete_videos`` for one video or all, ``package_data``, or ``video`` (the host of the videos).
        package_id: strike only at this package.
        times: strike this often, then no more.
        chance: strike with this probability.
        skip: let this many requests pass first.
        applied: whether a deletion is carried out all the same, for the kinds that leave it open.
        retry_after: the ``Retry-After`` header of an error status.
        error: the machine-readable code of an error status.
    """
    where = operation or ""
    if package_id is not None:
        where += f"@{package_id}"
    if where:
        where += ":"
    keys = {
        "times": times,
        "chance": chance,
        "skip": skip,
        "applied": applied,
        "retry_after": retry_after,
        "error": error,
    }
    written = [
        f"{key}={str(value).lower() if isinstance(value, bool) else value}"
        for key, value in keys.items()
        if value is not None
    ]
    return where + ",".join([text, *written])


class Emulator:
    """A local server that behaves as the remote API is documented to; a context manager.

    Args:
        port: the loopback port, 0 for any free one.
        packages: how many packages to generate beside the documented samples.
        seed: what they are generated from.
        tls: serve https, with a certificate that only :attr:`ca_file` vouches for.
        api_key: the key to accept; one is made up if none is given.
        requests_per_second: answer 429 above this rate.
        deleted_stay_readable: go on answering ``get_package`` of a deleted package, with its ``timeDeleted``.
        video_url_seconds: how long the URLs of videos work; ``None`` for as long as the emulator runs.
        faults: faults to begin with, as :meth:`add_fault` takes them or :func:`fault` writes them.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        packages: int = 0,
        seed: int = 0,
        tls: bool = False,
        api_key: str | None = None,
        requests_per_second: float | None = None,
        deleted_stay_readable: bool = False,
        video_url_seconds: float | None = None,
        faults: Iterable[str] = (),
    ) -> None:
        if isinstance(faults, str):
            raise TypeError("faults must be several faults, not one text")
        # In the order in which the native half takes them.
        self._options = (
            _whole("port", port, 65_535),
            _whole("packages", packages, 10_000_000),  # some 50 bytes each
            _whole("seed", seed, 2**64 - 1),
            tls,
            api_key,
            requests_per_second,
            deleted_stay_readable,
            video_url_seconds,
            list(faults),
        )
        self._server: _native.Emulator | None = None
        self._ca_file: str | None = None
        self._process: int | None = None

    def start(self) -> Self:
        """Opens the port and serves from now on.  Entering the context does it too."""
        if self._server is not None:
            raise RuntimeError("the emulator is running already")
        from . import _native

        server = _native.Emulator(*self._options)
        try:
            pem = server.ca_pem()
            if pem is not None:
                self._ca_file = _write_temporary(pem)
        except BaseException:
            server.stop()
            raise
        self._server = server
        self._process = os.getpid()
        return self

    def stop(self) -> None:
        """Closes the port and removes the CA file.  Leaving the context does it too; twice is once.

        In a forked child it does neither: both are the parent's.
        """
        server, self._server = self._server, None
        ca_file, self._ca_file = self._ca_file, None
        if ca_file is not None and self._process == os.getpid():
            try:
                os.unlink(ca_file)
            except FileNotFoundError:
                pass
        if server is not None:
            server.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        state = self._server.base_url() if self._server is not None else "stopped"
        return f"<{type(self).__name__} {state}>"

    @property
    def _running(self) -> _native.Emulator:
        if self._server is None:
            raise RuntimeError("the emulator is not running: use it as a context manager, or call start()")
        return self._server

    @property
    def base_url(self) -> str:
        """The address to give to a client."""
        return self._running.base_url()

    @property
    def videos_url(self) -> str:
        """Where the videos lie: on a port of their own, behind URLs that need no key."""
        return self._running.videos_url()

    def expire_video_urls(self) -> None:
        """Lets every URL of a video expire that was given out before: the host answers 403."""
        self._running.expire_video_urls()

    @property
    def api_key(self) -> str:
        """The key that is accepted."""
        return self._running.api_key()

    @property
    def ca_file(self) -> str | None:
        """A temporary PEM file that vouches for the emulator, ``None`` without TLS."""
        self._running  # noqa: B018 -- refuses once stopped
        return self._ca_file

    @property
    def options(self) -> ClientOptions:
        """What a client needs: ``Client(**emulator.options)``."""
        return {"base_url": self.base_url, "api_key": self.api_key, "ca_file": self.ca_file}

    @property
    def package_ids(self) -> list[str]:
        """The ids of the packages that are there now."""
        return self._running.package_ids()

    @property
    def requests(self) -> list[ReceivedRequest]:
        """What was received since the start or :meth:`clear_requests`, oldest first."""
        return [_received(request) for request in self._running.requests()]

    @property
    def connections(self) -> int:
        """How many connections were accepted since the start."""
        return self._running.connections()

    def add_fault(
        self,
        text: str,
        *,
        operation: str | None = None,
        package_id: str | None = None,
        times: int | None = None,
        chance: float | None = None,
        skip: int | None = None,
        applied: bool | None = None,
        retry_after: float | str | None = None,
        error: str | None = None,
    ) -> None:
        """Makes something go wrong from now on; the arguments are those of :func:`fault`."""
        self._running.add_fault(
            fault(
                text,
                operation=operation,
                package_id=package_id,
                times=times,
                chance=chance,
                skip=skip,
                applied=applied,
                retry_after=retry_after,
                error=error,
            )
        )

    def clear_faults(self) -> None:
        """Lets everything go right again."""
        self._running.clear_faults()

    def clear_requests(self) -> None:
        """Forgets what was received."""
        self._running.clear_requests()

    def reset(self) -> None:
        """Puts back the packages of the beginning, and forgets every fault and request."""
        self._running.reset()

    def package_state(self, package_id: str) -> dict[str, Any]:
        """What the emulator really holds about a package, whatever it answered.

        The keys are ``exists``, ``state``, ``deleted_count``, ``delete_requests``, ``rescinded_count``,
        ``rescind_requests``, ``mails`` (to signers), ``under_retention`` and ``videos``, and of each video
        ``meeting_video_id``, ``state``, ``deleted_count`` and ``delete_requests``.
        """
        return self._running.package_state(package_id)


def _write_temporary(pem: str) -> str:
    handle, path = tempfile.mkstemp(prefix="iinkedsign-emulator-", suffix=".pem")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(pem)
    return path


def _received(request: dict[str, Any]) -> ReceivedRequest:
    headers: dict[str, str] = {}
    for name, value in request["headers"]:
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return ReceivedRequest(**{**request, "headers": headers})  # type: ignore[typeddict-item]


def _whole(name: str, value: object, most: int) -> int:
    """A whole number that the native half can take."""
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    number = index(value)
    if not 0 <= number <= most:
        raise ValueError(f"{name} must be a whole number from 0 to {most}")
    return number
