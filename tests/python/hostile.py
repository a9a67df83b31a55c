"""Servers on raw sockets, for what the emulator cannot do: exact bytes both ways, and violations of HTTP.

A :class:`Server` answers each request with the next of its steps, the last one again and again.  A step is bytes to
be sent, or a function of the connection and the request.  Everything received is kept as it came.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self

Step = bytes | Callable[["Connection", "Request"], None]


@dataclass
class Request:
    """One request, as it was received."""

    method: str
    target: str
    headers: list[tuple[str, str]]  # names in lower case
    body: bytes
    raw: bytes
    connection: int
    time: float

    def header(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Connection:
    """One connection that was accepted."""

    socket: socket.socket
    number: int
    received: bytes = b""
    closed: threading.Event = field(default_factory=threading.Event)  # the client closed its side

    def send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self.socket.sendall(data)

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def reset(self) -> None:
        """Closes with RST instead of FIN."""
        with contextlib.suppress(OSError):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def read(self) -> bytes:
        try:
            data = self.socket.recv(65536)
        except OSError:
            data = b""
        if not data:
            self.closed.set()
        self.received += data
        return data


class Server:
    """Listens on a loopback port until the context is left.

    ``on_connect`` runs for each new connection before anything is read; if it returns False, nothing is.
    """

    def __init__(
        self, *steps: Step, on_connect: Callable[[Connection], bool] | None = None, host: str = "127.0.0.1"
    ) -> None:
        self._steps = steps
        self._on_connect = on_connect
        self._lock = threading.Lock()
        self._arrived = threading.Condition(self._lock)
        self._threads: list[threading.Thread] = []
        self._stopping = False
        self.requests: list[Request] = []
        self.connections: list[Connection] = []
        self._host = host
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family, backlog=512)
        self.port: int = self._listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        self.base_url = f"http://{shown}:{self.port}/api/v1"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping = True
        # Closing a listener does not wake its accept.
        with contextlib.suppress(OSError), socket.create_connection((self._host, self.port), timeout=1):
            pass
        self._listener.close()
        for connection in self.connections:
            connection.close()
        for thread in self._threads:
            thread.join(5)

    def wait_for(self, count: int, seconds: float = 30.0) -> None:
        """Waits until so many requests have been received."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.requests) >= count, seconds):
                raise AssertionError(f"{len(self.requests)} requests instead of {count} after {seconds} s")

    def count(self, target: str) -> int:
        """How many requests went to a path below the base URL."""
        return sum(request.target == f"/api/v1/{target}" for request in self.requests)

    def _start(self, run: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=run, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                accepted, _ = self._listener.accept()
            except OSError:
                return
            if self._stopping:
                accepted.close()
                return
            connection = Connection(accepted, len(self.connections))
            self.connections.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: Connection) -> None:
        if self._on_connect is not None and not self._on_connect(connection):
            return
        pending = b""
        while True:
            request, pending = self._read_request(connection, pending)
            if request is None:
                return
            with self._arrived:
                number = len(self.requests)
                self.requests.append(request)
                self._arrived.notify_all()
            step = self._steps[min(number, len(self._steps) - 1)]
            if isinstance(step, bytes):
                connection.send(step)
            else:
                step(connection, request)

    def _read_request(self, connection: Connection, pending: bytes) -> tuple[Request | None, bytes]:
        while b"\r\n\r\n" not in pending:
            data = connection.read()
            if not data:
                return None, b""
            pending += data
        head, _, rest = pending.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        length = int(dict(headers).get("content-length", "0"))
        while len(rest) < length:
            data = connection.read()
            if not data:
                return None, b""
            rest += data
        raw = head + b"\r\n\r\n" + rest[:length]
        request = Request(method, target, headers, rest[:length], raw, connection.number, time.monotonic())
        return request, rest[length:]


def http(status: int, body: bytes | str | object = b"", *headers: str, length: int | None = None) -> bytes:
    """A whole answer; what is neither bytes nor text becomes JSON."""
    if not isinstance(body, bytes | str):
        body = json.dumps(body)
    if isinstance(body, str):
        body = body.encode()
    lines = [
        f"HTTP/1.1 {status} Because",
        f"Content-Length: {len(body) if length is None else length}",
        *([] if any(h.lower().startswith("content-type") for h in headers) else ["Content-Type: application/json"]),
        *headers,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def silence(connection: Connection, _request: Request) -> None:
    """Says nothing until the client gives up."""
    while connection.read():
        pass


def reset(connection: Connection, _request: Request) -> None:
    """Resets the connection after the request was read."""
    connection.reset()


def close(connection: Connection, _request: Request) -> None:
    """Closes the connection after the request was read."""
    connection.close()


def send_and_close(data: bytes) -> Step:
    """Sends and closes, whatever length was announced."""

    def step(connection: Connection, _request: Request) -> None:
        connection.send(data)
        connection.close()

    return step


def after(seconds: float, data: bytes) -> Step:
    """Sends after a while."""

    def step(connection: Connection, _request: Request) -> None:
        time.sleep(seconds)
        connection.send(data)

    return step


def forever(head: bytes, chunk: bytes, pause: float = 0.0) -> Step:
    """Sends a head, and then the same chunk until the client has enough."""

    def step(connection: Connection, _request: Request) -> None:
        try:
            connection.socket.sendall(head)
            while True:
                connection.socket.sendall(chunk)
                time.sleep(pause)
        except OSError:
            connection.closed.set()
            connection.close()

    return step


@contextlib.contextmanager
def deaf_port() -> Iterator[int]:
    """A port that neither accepts nor refuses: its queue is full, so that further connects hang."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            filler = stack.enter_context(socket.socket())
            filler.setblocking(False)
            filler.connect_ex(listener.getsockname())
        time.sleep(0.05)
        yield listener.getsockname()[1]


@contextlib.contextmanager
def refusing_port() -> Iterator[socket.socket]:
    """A socket bound to a port that refuses connections until it is told to listen."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound
