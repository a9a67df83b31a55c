"""Ctrl-C at every stage of a call, in both clients, once and twice."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from concurrency import BUSY, in_time, until
from hostile import Connection, Server, deaf_port, http, silence
from program import command, completed, line, start
from vendor import page

BLOCKING = {
    "read": "it.package_status(PACKAGE)",
    "delete": "it.delete_package(PACKAGE)",
    "delete videos": "it.delete_all_videos(PACKAGE)",
    "list": "list(it.list_packages())",
}
TASKS = {name: f"asyncio.run(one(lambda it: it.{call[3:]}))" for name, call in BLOCKING.items() if name != "list"}
TASKS["list"] = "asyncio.run(everything())"

PROGRAM = """
more = {more}
options = dict(timeout=60, attempt_timeout=50, connect_timeout=40, max_retries=1000)
it = client(**options, **more)
async def one(call): return await call(waiting(**options, **more))
async def everything(): return [each async for each in waiting(**options, **more).list_packages()]
def attempt():
    {call}
def caught(): print(time.monotonic(), flush=True)
print("calling", flush=True)
try:
    attempt()
except KeyboardInterrupt:
    caught()
else:
    print("it ended by itself", flush=True)
"""


# --- the places -------------------------------------------------------------------------------------------


class Place:
    """Where a call stands, once `reached` returned."""

    def __init__(self, stack: ExitStack, tmp: Path) -> None:
        self.stack, self.tmp = stack, tmp
        self.environment: dict[str, str] = {}
        self.more: dict[str, Any] = {}

    def serve(self, *steps: Any, requests: int = 1, pause: float = 0.0, **options: Any) -> Server:
        """A server that was reached after so many requests, and a pause."""
        server = self.stack.enter_context(Server(*steps, **options))
        self.base_url = server.base_url
        self.reached = lambda _process: [server.wait_for(requests), time.sleep(pause)]
        return server

    def pause(self, seconds: float) -> None:
        self.reached = lambda _process: [time.sleep(seconds)]


def waiting_for_the_answer(place: Place) -> None:
    place.serve(silence)


def amid_the_body(place: Place) -> None:
    def begin(connection: Connection, request: Any) -> None:
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
        silence(connection, request)

    place.serve(begin, pause=0.1)


def between_two_tries(place: Place) -> None:
    place.serve(http(429, "", "Retry-After: 30"), pause=0.2)


def waiting_for_its_turn(place: Place) -> None:
    """The next attempt has to wait for its slot."""
    place.serve(http(429, "", "Retry-After: 0"), pause=0.2)
    place.more = {"requests_per_second": 0.05}


def connecting(place: Place) -> None:
    place.base_url = f"http://127.0.0.1:{place.stack.enter_context(deaf_port())}/api/v1"
    place.pause(0.3)


def an_address_without_a_route(place: Place) -> None:
    """Networks differ in what they say of it; either it connects, or it waits between attempts."""
    place.base_url = "https://192.0.2.1/api/v1"
    place.pause(0.5)


def the_handshake(place: Place) -> None:
    greeted: list[bytes] = []

    def listen(connection: Connection) -> bool:
        greeted.append(connection.read())
        return False

    server = place.serve(on_connect=listen)
    place.base_url = f"https://127.0.0.1:{server.port}/api/v1"

    def reached(_process: Any) -> list[None]:
        until(lambda: greeted)
        assert greeted[0][:1] == b"\x16", "a ClientHello"
        return []

    place.reached = reached


def a_proxy_that_says_nothing(place: Place) -> None:
    server = place.serve(silence)
    place.more = {"proxy": f"http://127.0.0.1:{server.port}"}
    place.base_url = "https://iinkedsign.example/api/v1"


SLOW_NAMES = """
#include <netdb.h>
#include <unistd.h>
int getaddrinfo(const char *n, const char *s, const struct addrinfo *h, struct addrinfo **r) {
    (void)n, (void)s, (void)h, (void)r;
    if (write(1, "looking it up\\n", 14) != 14) return EAI_FAIL;
    sleep(60);
    return EAI_AGAIN;
}
"""


def looking_a_name_up(place: Place) -> None:
    """With a system that takes a minute for it."""
    library = place.tmp / "names.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-x", "c", "-", "-o", library], input=SLOW_NAMES, text=True, check=True)
    place.environment = {"LD_PRELOAD": str(library)}
    place.base_url = "https://iinkedsign.example/api/v1"

    def reached(process: subprocess.Popen[str]) -> list[None]:
        assert line(process) == "looking it up"
        return []

    place.reached = reached


PLACES: list[Callable[[Place], None]] = [
    waiting_for_the_answer,
    amid_the_body,
    between_two_tries,
    waiting_for_its_turn,
    connecting,
    an_address_without_a_route,
    the_handshake,
    a_proxy_that_says_nothing,
    looking_a_name_up,
]


def interrupt(where: Callable[[Place], None], call: str, tmp: Path) -> float:
    """Interrupts a call in a process of its own, and tells how long it took to notice."""
    with ExitStack() as stack:
        place = Place(stack, tmp)
        where(place)
        program = PROGRAM.format(more=place.more, call=call)
        with start(program, place.base_url, **place.environment) as process:
            assert line(process) == "calling"
            place.reached(process)
            sent = time.monotonic()
            process.send_signal(signal.SIGINT)
            taken = float(line(process)) - sent
            assert process.wait(BUSY) == 0, "the process ends at once, too"
        return taken


@pytest.mark.parametrize("call", ["read", "delete", "list"])
@pytest.mark.parametrize("where", PLACES, ids=lambda place: place.__name__)
def test_ctrl_c(where: Callable[[Place], None], call: str, tmp_path: Path) -> None:
    in_time(lambda: interrupt(where, BLOCKING[call], tmp_path))


@pytest.mark.parametrize("where", PLACES, ids=lambda place: place.__name__)
def test_ctrl_c_in_asyncio_run(where: Callable[[Place], None], tmp_path: Path) -> None:
    in_time(lambda: interrupt(where, TASKS["delete"], tmp_path))


def test_the_connection_is_let_go() -> None:
    """And the request is not sent again."""
    for call in (*BLOCKING.values(), *TASKS.values()):
        with Server(silence) as server, start(PROGRAM.format(more={}, call=call), server.base_url) as process:
            server.wait_for(1)
            process.send_signal(signal.SIGINT)
            assert server.connections[0].closed.wait(BUSY)
            assert process.wait(BUSY) == 0
            assert len(server.requests) == 1


# --- again and again --------------------------------------------------------------------------------------

TWICE = PROGRAM.replace(
    "    caught()\nelse",
    """    caught()
    try: attempt()
    except KeyboardInterrupt: caught()
else""",
)


@pytest.mark.parametrize("call", [BLOCKING["read"], BLOCKING["delete"], TASKS["read"]], ids=["read", "delete", "tasks"])
def test_twice(call: str) -> None:
    """The second comes as soon as the first was noticed, in the midst of whatever is then begun."""

    def once() -> float:
        with Server(silence) as server, start(TWICE.format(more={}, call=call), server.base_url) as process:
            server.wait_for(1)
            assert line(process) == "calling"
            process.send_signal(signal.SIGINT)
            assert float(line(process)) > 0
            time.sleep(0.01)
            sent = time.monotonic()
            process.send_signal(signal.SIGINT)
            taken = float(line(process)) - sent
            assert process.wait(BUSY) == 0
            return taken

    in_time(once)


@pytest.mark.parametrize("gap", [0, 0.001, 0.03, 0.06])
@pytest.mark.parametrize("call", [BLOCKING["delete"], TASKS["delete"]], ids=["blocking", "tasks"])
def test_twice_without_waiting(call: str, gap: float) -> None:
    """However they fall, the process ends at once, and by Python's own doing."""
    with (
        Server(silence) as server,
        subprocess.Popen(
            command("it = client()\nasync def one(call): return await call(waiting())\n" + call, server),
            stderr=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        server.wait_for(1)
        process.send_signal(signal.SIGINT)
        time.sleep(gap)
        process.send_signal(signal.SIGINT)
        if call in BLOCKING.values():
            _, said = process.communicate(timeout=BUSY)
        else:
            said = end_asyncio(process)
        # Not always at the end: the second one may come while Python writes of the first, which it then dumps instead, and
        # asyncio may say something of its own coroutines.
        assert "KeyboardInterrupt" in said
        assert process.returncode == -signal.SIGINT
        assert "panicked" not in said


# What the traceback shows of a task whose wakeup asyncio has lost.
LOST = "wait_for=<Future cancelled>"


def end_asyncio(process: subprocess.Popen[str]) -> str:
    """Waits for the end of a program in `asyncio.run` that was interrupted twice, and tells what it said.

    The second Ctrl-C is raised wherever the event loop is.  Where that has just taken the cancelled task's wakeup out
    of its queue, the wakeup is lost, and it waits for the task until a third one comes.
    """
    try:
        return process.communicate(timeout=BUSY)[1]
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=BUSY)
        assert LOST in said
        return said


WORST = """
def again(frame, event, _):
    if event == "call" and frame.f_code is asyncio.Handle._run.__code__:
        if "wakeup" in repr(frame.f_locals["self"]).lower():
            sys.setprofile(None)
            signal.raise_signal(signal.SIGINT)

async def main():
    sys.setprofile(again)
    asyncio.get_running_loop().call_later(0.3, signal.raise_signal, signal.SIGINT)
    await {awaited}

def third():
    time.sleep(2)
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

threading.Thread(target=third, daemon=True).start()
asyncio.run(main())
"""


def test_twice_at_the_worst_moment() -> None:
    """It is asyncio that loses the wakeup, whatever the task waits for; and a third Ctrl-C ends the process."""

    def outcome(awaited: str) -> tuple[int, bool, bool]:
        with Server(silence) as server:
            done = completed(command(WORST.format(awaited=awaited), server))
        return done.returncode, "KeyboardInterrupt" in done.stderr, LOST in done.stderr

    of_asyncio, ours = outcome("asyncio.Event().wait()"), outcome("waiting().delete_package(PACKAGE)")
    assert ours == of_asyncio
    assert ours[:2] == (-signal.SIGINT, True)


def test_an_interrupted_list_continues() -> None:
    pages = [http(200, page({"packageId": each}, total=2, skip=at)) for at, each in enumerate("ab")]
    program = """
found = client().list_packages()
print(next(found)["packageId"], flush=True)
try: next(found)
except KeyboardInterrupt: print("interrupted", [each["packageId"] for each in found], flush=True)
"""
    with Server(pages[0], silence, pages[1]) as server, start(program, server.base_url) as process:
        assert line(process) == "a"
        server.wait_for(2)
        process.send_signal(signal.SIGINT)
        assert line(process) == "interrupted ['b']"
        assert [request.json["skip"] for request in server.requests] == [0, 1, 1]
