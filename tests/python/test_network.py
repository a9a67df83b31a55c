"""The network: connections that break at the worst moment, unreachable hosts, slow lines."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable

import iinkedsign
import pytest
from concurrency import LATE, within
from conftest import Make
from hostile import Connection, Request, Server, Step, deaf_port, forever, http, refusing_port, send_and_close, silence
from served import served, served_on_loop
from statuses import GOOD
from vendor import PACKAGE, page

READ = "package_status"
DELETE = "delete_package"
BOTH = pytest.mark.parametrize("call", [READ, DELETE, "delete_all_videos"])


# --- connections that are closed while nobody uses them ----------------------------------------------------


def echo(request: Request) -> bytes:
    """The healthy answer: about the package that was asked for."""
    package = request.json["packageId"] if request.body else request.target.split("/")[-2]
    return http(200, {"packageId": package, "videos": []})


def echo_step(connection: Connection, request: Request) -> None:
    connection.send(echo(request))


def stop_sending(connection: Connection) -> None:
    """No further answer will come, but the server goes on reading, and takes what it reads."""
    try:
        connection.socket.shutdown(socket.SHUT_WR)
    except OSError:
        connection.close()


def ending(end: Callable[[Connection], None], pause: float = 0.005) -> Step:
    """Answers, and ends the connection within a moment."""

    def step(connection: Connection, request: Request) -> None:
        connection.send(echo(request))
        time.sleep(random.uniform(0, pause))
        end(connection)

    return step


CLOSE_AT_ONCE = ending(Connection.close, 0.0)
ENDINGS = {
    "close_at_once": CLOSE_AT_ONCE,
    "close_soon": ending(Connection.close),
    "half_close": ending(stop_sending, 0.002),
    "reset_soon": ending(Connection.reset),
}
CLOSING = pytest.mark.parametrize("closing", ENDINGS.values(), ids=ENDINGS)
REPETITIONS = 1_000
MANY = 400


def received(server: Server) -> Counter[str]:
    return Counter(request.json["packageId"] for request in server.requests if request.method == "POST")


@CLOSING
def test_deletes_never_meet_a_dying_connection(closing: Step) -> None:
    """Each delete is done and received once, at its first attempt, although kept connections die around it."""
    with served(closing, max_retries=0) as (client, server):
        broken = 0
        for number in range(REPETITIONS):
            package = f"package-{number}"
            # A read leaves a connection behind that is about to be closed, and may itself meet the last one.
            try:
                assert client.package_status(package)["packageId"] == package
            except iinkedsign.TransportError:
                broken += 1
            time.sleep(random.choice([0.0, 0.0, random.uniform(0, 0.006)]))
            assert client.delete_package(package)["packageId"] == package
    assert received(server) == {f"package-{number}": 1 for number in range(REPETITIONS)}
    # Reads share connections, so this would not be a race if none of them broke; nor if they all did.
    assert broken < REPETITIONS
    assert closing is CLOSE_AT_ONCE or broken > 0


@CLOSING
async def test_the_same_of_many_tasks(closing: Step) -> None:
    """Here the reads are retried: after one closed connection they get a new one, which stays open."""

    async with served_on_loop(closing) as (client, server):

        async def several(first: int) -> None:
            for number in range(first, MANY, 100):
                package = f"package-{number}"
                assert (await client.package_status(package))["packageId"] == package
                await asyncio.sleep(random.uniform(0, 0.006))
                assert (await client.delete_package(package))["packageId"] == package

        await asyncio.gather(*(several(first) for first in range(100)))
    assert received(server) == {f"package-{number}": 1 for number in range(MANY)}


# --- how many there are --------------------------------------------------------------------------------------

AT_ONCE = 96


def slow_echo(connection: Connection, request: Request) -> None:
    time.sleep(random.uniform(0, 0.05))
    connection.send(echo(request))


async def test_no_more_connections_than_calls_at_once() -> None:
    """However often they are repeated: each call takes a kept connection, or opens one."""

    async with served_on_loop(slow_echo) as (client, server):
        for _ in range(4):
            await asyncio.gather(*(client.package_status(f"package-{number}") for number in range(AT_ONCE)))
        assert len(server.requests) == 4 * AT_ONCE
        assert len(server.connections) <= AT_ONCE


@pytest.mark.parametrize("concurrency", [1, 2, 7, AT_ONCE])
def test_no_more_connections_than_the_concurrency_of_an_audit(make: Make, concurrency: int) -> None:
    with Server(slow_echo) as server:
        audit = make(server).audit([f"package-{number}" for number in range(400)], concurrency=concurrency)
        assert len(audit.packages) == 400
        assert len(audit.errors) == 0
        assert len(server.connections) <= concurrency


@pytest.mark.parametrize("call", [READ, "list_videos"])
def test_calls_one_after_the_other_share_a_connection(call: str) -> None:
    with served(echo_step) as (client, server):
        for number in range(20):
            getattr(client, call)(f"package-{number}")
        assert len(server.connections) == 1


# --- hosts that are not there ------------------------------------------------------------------------------


@BOTH
def test_refused(make: Make, call: str) -> None:
    with refusing_port() as bound:
        client = make(f"http://127.0.0.1:{bound.getsockname()[1]}", max_retries=1)
        with pytest.raises(iinkedsign.ConnectError) as caught:
            getattr(client, call)(PACKAGE)
    assert (caught.value.attempts, caught.value.evidence) == (2, None)
    assert caught.value.retryable is True
    assert caught.value.status_code is None
    assert "refused" in str(caught.value) and PACKAGE in str(caught.value)


@BOTH
def test_connect_timeout_without_an_answer(make: Make, call: str) -> None:
    with deaf_port() as port:
        client = make(f"http://127.0.0.1:{port}", connect_timeout=0.4, max_retries=0)
        start = time.monotonic()
        with pytest.raises(iinkedsign.RequestTimeoutError) as caught:
            getattr(client, call)(PACKAGE)
        taken = time.monotonic() - start
    assert 0.4 <= taken <= 0.4 + LATE
    assert caught.value.attempts == 1


@BOTH
def test_a_name_that_is_not_found(make: Make, call: str) -> None:
    client = make("https://name.invalid/api/v1", max_retries=0, timeout=10)
    with pytest.raises(iinkedsign.ConnectError) as caught:
        getattr(client, call)(PACKAGE)
    assert caught.value.attempts == 1
    assert caught.value.evidence is None
    assert "\n" not in str(caught.value)


@BOTH
def test_ipv6_only(make: Make, call: str) -> None:
    with Server(GOOD, host="::1") as server:
        assert getattr(make(server), call)(PACKAGE)["packageId"] == PACKAGE
        # The other family refuses, and the client goes on to the one that does not.
        by_name = f"http://localhost:{server.port}/api/v1"
        addresses = {entry[4][0] for entry in socket.getaddrinfo("localhost", server.port)}
        if "::1" in addresses:
            assert getattr(make(by_name), call)(PACKAGE)["packageId"] == PACKAGE
        hosts = [request.header("host")[0] for request in server.requests]
    assert hosts[0] == f"[::1]:{server.port}"


# --- lines that break --------------------------------------------------------------------------------------


def broken_request(kept: int) -> Callable[[Connection], bool]:
    """Resets a connection after so many bytes of the request were read."""

    def on_connect(connection: Connection) -> bool:
        # A reset that comes before the request tells the client that nothing was sent.
        connection.socket.recv(1, socket.MSG_PEEK)
        data = b""
        while len(data) < kept and (more := connection.socket.recv(kept - len(data))):
            data += more
        connection.reset()
        return False

    return on_connect


@pytest.mark.parametrize("kept", [0, 1, 30, 120])
def test_reset_in_mid_request(make: Make, kept: int) -> None:
    """Once there was a connection nobody knows what arrived: a read goes out again, a delete does not."""
    with Server(on_connect=broken_request(kept)) as server:
        with pytest.raises(iinkedsign.TransportError) as read:
            make(server, max_retries=2).package_status(PACKAGE)
        assert read.value.attempts == len(server.connections) == 3
        with pytest.raises(iinkedsign.OutcomeUnknownError) as delete:
            make(server, max_retries=2).delete_package(PACKAGE)
        assert (delete.value.attempts, delete.value.evidence) == (1, "unverified")
        # The delete, and one look.
        assert len(server.connections) == 3 + 2


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_cut_in_mid_answer(make: Make, share: float) -> None:
    cut = GOOD[: int(len(GOOD) * share)]

    def reset_after(connection: Connection, _request: Request) -> None:
        connection.send(cut)
        connection.reset()

    for step in (send_and_close(cut), reset_after):
        with Server(step, GOOD) as server:
            assert make(server).package_status(PACKAGE)["packageId"] == PACKAGE
            assert len(server.requests) == 2
        with Server(step, GOOD) as server:
            with pytest.raises(iinkedsign.OutcomeUnknownError) as caught:
                make(server).delete_package(PACKAGE)
            assert caught.value.evidence == "present"
            assert [request.method for request in server.requests] == ["POST", "GET"]


def test_a_server_that_reads_slowly() -> None:
    """A request that does not get out is bounded like an answer that does not come in."""

    def dawdle(connection: Connection) -> bool:
        connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        # Who gives up closes the connection.
        with contextlib.suppress(ConnectionError):
            while not stop.wait(0.02) and connection.socket.recv(64):
                pass
        return False

    stop = threading.Event()
    with served(on_connect=dawdle, timeout=1, attempt_timeout=0.5, max_retries=0) as (client, _):
        with within(0.5), pytest.raises(iinkedsign.RequestTimeoutError):
            list(client.list_packages(search="x" * (16 << 20)))
        stop.set()


@BOTH
def test_a_server_that_writes_slowly(make: Make, call: str) -> None:
    with Server(forever(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b" ", 0.01)) as server:
        client = make(server, timeout=0.6, attempt_timeout=0.4, max_retries=0)
        with within(0.6), pytest.raises((iinkedsign.RequestTimeoutError, iinkedsign.OutcomeUnknownError)):
            getattr(client, call)(PACKAGE)


@BOTH
def test_slow_but_in_time(make: Make, call: str) -> None:
    def letter_by_letter(connection: Connection, _request: Request) -> None:
        for byte in GOOD:
            connection.send(bytes([byte]))
            time.sleep(0.001)

    with Server(letter_by_letter) as server:
        assert getattr(make(server), call)(PACKAGE)["packageId"] == PACKAGE
        assert len(server.requests) == 1


# --- answers out of order ----------------------------------------------------------------------------------

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"


@BOTH
@pytest.mark.parametrize("interim", [CONTINUE, HINTS, CONTINUE + HINTS, CONTINUE * 50])
def test_interim_answers(call: str, interim: bytes) -> None:
    with served(interim + GOOD) as (client, server):
        for _ in range(2):
            assert getattr(client, call)(PACKAGE)["packageId"] == PACKAGE
        assert len(server.requests) == 2
        assert all(request.header("expect") == [] for request in server.requests)


@BOTH
def test_interim_answers_without_end(call: str) -> None:
    with (
        served(forever(b"", CONTINUE * 100), timeout=0.6, attempt_timeout=0.4, max_retries=0) as (client, _),
        within(0.6),
        pytest.raises((iinkedsign.TransportError, iinkedsign.OutcomeUnknownError)),
    ):
        getattr(client, call)(PACKAGE)


EARLY = {403: iinkedsign.PermissionDeniedError, 413: iinkedsign.APIError, 503: iinkedsign.OutcomeUnknownError}


@pytest.mark.parametrize("status", EARLY)
def test_an_answer_before_the_body_was_read(make: Make, status: int) -> None:
    def early(connection: Connection) -> bool:
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.socket.recv(1)
        connection.send(http(status, "", "Connection: close"))
        # The test may be over by now.
        with contextlib.suppress(OSError):
            connection.socket.shutdown(socket.SHUT_WR)
        while connection.read():
            pass
        return False

    with Server(on_connect=early) as server:
        with pytest.raises(EARLY[status]) as caught:
            make(server).delete_package(PACKAGE)
        assert caught.value.attempts == 1
        assert caught.value.status_code == status
        assert len(server.connections) == (2 if status == 503 else 1)


@pytest.mark.parametrize("status", [408, 503])
def test_an_answer_before_the_request(status: int) -> None:
    """Balancers say 408 to a connection that they are tired of, whatever is sent on it just then."""

    def hasty(connection: Connection) -> bool:
        connection.send(http(status, "", "Connection: close"))
        while connection.read():
            pass
        return False

    with served(on_connect=hasty, max_retries=0) as (client, server):
        for _ in range(20):
            with pytest.raises((iinkedsign.APIError, iinkedsign.OutcomeUnknownError)) as caught:
                client.delete_package(PACKAGE)
            assert caught.value.attempts == 1
            assert status != 503 or isinstance(caught.value, iinkedsign.OutcomeUnknownError)
        # Of each delete one connection, and of each unclear one another for the follow-up check.
        assert 20 <= len(server.connections) <= 40


@pytest.mark.parametrize("extra", [GOOD, b"x", b"HTTP/1.1 408 Request Timeout\r\n\r\n"])
def test_more_than_was_asked_for(extra: bytes) -> None:
    """What follows an answer on a kept connection is never taken for the answer to the next request."""

    def chatter(connection: Connection, request: Request) -> None:
        connection.send(echo(request) + extra)

    with served(chatter) as (client, server):
        for number in range(50):
            package = f"package-{number}"
            assert client.package_status(package)["packageId"] == package
            assert client.delete_package(package)["packageId"] == package
        assert received(server) == {f"package-{number}": 1 for number in range(50)}


def test_pages_over_dying_connections(make: Make) -> None:
    pages = [http(200, page({"packageId": f"p{n}"}, total=20, take=1, skip=n)) for n in range(20)]
    with Server(*(send_and_close(it) for it in pages)) as server:
        ids = [package["packageId"] for package in make(server).list_packages(page_size=1)]
    assert ids == [f"p{n}" for n in range(20)]


def test_a_silent_server_is_one_try_of_a_delete(make: Make) -> None:
    with Server(silence) as server:
        with pytest.raises(iinkedsign.OutcomeUnknownError):
            make(server, timeout=0.6, attempt_timeout=0.2).delete_package(PACKAGE)
        assert [request.method for request in server.requests] == ["POST", "GET"]
