"""Signal handlers of the program that raise, return, or make calls."""

from __future__ import annotations

import signal

import pytest
from concurrency import BUSY
from hostile import Server, after, silence
from program import line, start
from served import served
from statuses import GOOD
from vendor import PACKAGE

OWN = """
class Enough(Exception): pass
def handler(*_): {handler}
signal.signal(signal.SIGINT, handler)
it = client()
async def one(call): return await call(waiting())
print("calling", flush=True)
try: print({call}["packageId"])
except Enough: print("enough", it.package_status(PACKAGE)["packageId"])
"""
BOTH = pytest.mark.parametrize(
    "call",
    ["it.package_status(PACKAGE)", "asyncio.run(one(lambda it: it.package_status(PACKAGE)))"],
    ids=["blocking", "tasks"],
)


@BOTH
@pytest.mark.parametrize(
    ("handler", "end"),
    [
        ("raise Enough", f"enough {PACKAGE}"),
        ("pass", PACKAGE),
        # A call of its own, while the first one waits.
        ("print('meanwhile', it.delete_package(PACKAGE)['packageId'], end=' ')", f"meanwhile {PACKAGE} {PACKAGE}"),
    ],
    ids=["raises", "returns", "calls"],
)
def test_a_handler(handler: str, end: str, call: str) -> None:
    with (
        Server(after(1.0, GOOD), GOOD) as server,
        start(OWN.format(handler=handler, call=call), server.base_url) as process,
    ):
        server.wait_for(1)
        process.send_signal(signal.SIGINT)
        assert line(process) == "calling"
        assert line(process) == end
        assert process.wait(BUSY) == 0
        assert len(server.requests) == (1 if handler == "pass" else 2)


@BOTH
def test_a_storm_of_signals(call: str) -> None:
    """A call goes on through it, and is neither sent again nor late."""
    program = f"""
it = client()
async def one(call): return await call(waiting())
signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 0.002, 0.002)
start = time.monotonic()
print({call}["packageId"], time.monotonic() - start < {BUSY}, flush=True)
signal.setitimer(signal.ITIMER_REAL, 0)
"""
    with Server(after(0.5, GOOD)) as server, start(program, server.base_url) as process:
        assert line(process) == f"{PACKAGE} True"
        assert process.wait(BUSY) == 0
        assert len(server.requests) == 1


def test_a_client_survives() -> None:
    class Enough(Exception):
        pass

    def handler(*_: object) -> None:
        raise Enough

    before = signal.signal(signal.SIGALRM, handler)
    try:
        with served(silence, GOOD) as (client, _):
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            with pytest.raises(Enough):
                client.package_status(PACKAGE)
            assert client.package_status(PACKAGE)["packageId"] == PACKAGE
    finally:
        signal.signal(signal.SIGALRM, before)
