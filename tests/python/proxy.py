"""A small CONNECT proxy, which records its requests and can misbehave."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Self


class Proxy:
    """Tunnels every CONNECT to ``target``, whatever host it names.

    ``answer`` is sent instead of a tunnel; empty bytes are silence.  ``cut_after`` closes a tunnel after so many bytes
    from the client, without an answer to the last ones.  With a ``context`` it speaks TLS itself.
    """

    def __init__(
        self,
        target: int,
        *,
        answer: bytes | None = None,
        cut_after: int | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._context = context
        self._target = target
        self._answer = answer
        self._cut_after = cut_after
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._open: list[socket.socket] = []
        self.port: int = self._listener.getsockname()[1]
        self.heads: list[bytes] = []

    def url(self, credentials: str = "") -> str:
        return f"http://{credentials and credentials + '@'}127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in self._open:
            self._end(each)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(client)
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        if self._context is not None:
            try:
                client = self._context.wrap_socket(client, server_side=True)
            except OSError:
                return self._end(client)
            self._open.append(client)
        head = b""
        while b"\r\n\r\n" not in head:
            data = client.recv(4096)
            if not data:
                return self._end(client)
            head += data
        self.heads.append(head)
        if self._answer is not None:
            client.sendall(self._answer)
            if self._answer:
                self._end(client)
            return None
        server = socket.create_connection(("127.0.0.1", self._target))
        self._open.append(server)
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        if isinstance(client, ssl.SSLSocket):
            return self._relay(client, server)
        threading.Thread(target=self._pump, args=(server, client, None), daemon=True).start()
        self._pump(client, server, self._cut_after)
        return None

    def _pump(self, source: socket.socket, sink: socket.socket, most: int | None) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                passed += len(data)
                cut = most is not None and passed >= most
                if cut:  # before the server can answer: the other thread would pass that on
                    self._end(source)
                sink.sendall(data)
                if cut:
                    break
        self._end(source)
        self._end(sink)

    def _relay(self, client: ssl.SSLSocket, server: socket.socket) -> None:
        """In one thread: a TLS connection cannot be read and written by two."""
        # ValueError is select's, of a connection that was closed meanwhile.
        with contextlib.suppress(OSError, ValueError):
            while True:
                ready = [client] if client.pending() else select.select([client, server], [], [])[0]
                for source in ready:
                    if not (data := source.recv(65536)):
                        return
                    (server if source is client else client).sendall(data)

    def _end(self, each: socket.socket) -> None:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()


def proxies(stack: contextlib.ExitStack, target: int, repeated: str) -> list[Proxy]:
    """One that works, one that refuses, one that repeats a text for an answer, and one that is not there."""
    refusing = Proxy(target, answer=b"HTTP/1.1 407 No\r\n\r\n")
    repeating = Proxy(target, answer=f"{repeated}\r\n\r\n".encode())
    dead = Proxy(target)
    dead.__exit__()
    return [*map(stack.enter_context, (Proxy(target), refusing, repeating)), dead]
