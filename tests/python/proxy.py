"""A small CONNECT proxy, which records its requests and can misbehave."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading

from hostile import Connection, Server


class Proxy(Server):
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
        super().__init__(on_connect=self._proxy)
        self._context = context
        self._target = target
        self._answer = answer
        self._cut_after = cut_after
        self.heads: list[bytes] = []

    def url(self, credentials: str = "") -> str:
        return f"http://{credentials and credentials + '@'}127.0.0.1:{self.port}"

    def _proxy(self, client: Connection) -> bool:
        with contextlib.suppress(OSError):
            if self._context is not None:
                client.socket = self._context.wrap_socket(client.socket, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                if not (data := client.read()):
                    return False
                head += data
            self.heads.append(head)
            if self._answer is None:
                return self._tunnel(client)
            client.send(self._answer)
        if self._answer != b"":
            client.close()
        return False

    def _tunnel(self, client: Connection) -> bool:
        server = Connection(socket.create_connection(("127.0.0.1", self._target)), client.number)
        self.connections.append(server)
        client.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        if isinstance(client.socket, ssl.SSLSocket):
            self._relay(client.socket, server.socket)
        else:
            threading.Thread(target=self._pump, args=(server, client, None), daemon=True).start()
            self._pump(client, server, self._cut_after)
        return False

    def _pump(self, source: Connection, sink: Connection, most: int | None) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while data := source.socket.recv(65536):
                passed += len(data)
                cut = most is not None and passed >= most
                if cut:  # before the server can answer: the other thread would pass that on
                    source.close()
                sink.socket.sendall(data)
                if cut:
                    break
        source.close()
        sink.close()

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


def proxies(stack: contextlib.ExitStack, target: int, repeated: str) -> list[Proxy]:
    """One that works, one that refuses, one that repeats a text for an answer, and one that is not there."""
    refusing = Proxy(target, answer=b"HTTP/1.1 407 No\r\n\r\n")
    repeating = Proxy(target, answer=f"{repeated}\r\n\r\n".encode())
    dead = Proxy(target)
    dead.__exit__()
    return [*map(stack.enter_context, (Proxy(target), refusing, repeating)), dead]
