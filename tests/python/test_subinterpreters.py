"""Subinterpreters: they are refused in words, and the main interpreter goes on, whoever came first."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hostile import Server, http
from vendor import PACKAGE

GOOD = http(200, {"packageId": PACKAGE, "videos": []})

# The module has another name before 3.13, and other words for the same kinds.
PROGRAM = (
    f"""
import signal, sys, threading, time
if sys.version_info >= (3, 13):
    import _interpreters as interpreters
    KINDS = {{"own": "isolated", "shared": "legacy"}}
    def create(kind): return interpreters.create(KINDS[kind])
else:
    import _xxsubinterpreters as interpreters
    def create(kind): return interpreters.create(isolated=kind == "own")
URL, PACKAGE = sys.argv[1], "{PACKAGE}"
"""
    + '''
ATTEMPT = """
import iinkedsign
for name in ("Client", "AsyncClient", "parse_time", "Client"):
    try:
        getattr(iinkedsign, name)
        print(name, "came")
    except ImportError as error:
        print("subinterpreter" in str(error) or error, flush=True)
from iinkedsign.testing import Emulator
try:
    Emulator().start()
except ImportError as error:
    print("subinterpreter" in str(error) or error, flush=True)
"""
def attempt(kind, keep):
    it = create(kind)
    interpreters.run_string(it, ATTEMPT)
    if not keep: interpreters.destroy(it)
def use():
    #Calls of both kinds, an error, and a wait that a signal ends.
    from iinkedsign import Client
    class Enough(Exception): pass
    def handler(*_): raise Enough
    signal.signal(signal.SIGALRM, handler)
    with Client(api_key="k", base_url=URL, requests_per_second=0.1) as client:
        assert client.delete_package(PACKAGE)["packageId"] == PACKAGE
        try: client.package_status(3)
        except TypeError: pass
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        try: client.package_status(PACKAGE)
        except Enough: print("used", flush=True)
'''
)


def run(program: str) -> list[str]:
    with Server(GOOD) as server:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", PROGRAM + program, server.base_url],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout.split()


REFUSED = ["True"] * 5


@pytest.mark.parametrize("kind", ["own", "shared"])
@pytest.mark.parametrize("keep", [False, True], ids=["destroyed", "left to the end"])
def test_the_main_interpreter_comes_first(kind: str, keep: bool) -> None:
    seen = run(f"use()\nfor _ in range(4): attempt({kind!r}, {keep})\nuse()")
    assert seen == ["used", *REFUSED * 4, "used"]


@pytest.mark.parametrize("kind", ["own", "shared"])
@pytest.mark.parametrize("keep", [False, True], ids=["destroyed", "left to the end"])
def test_a_subinterpreter_comes_first(kind: str, keep: bool) -> None:
    seen = run(f"for _ in range(4): attempt({kind!r}, {keep})\nuse()\nattempt({kind!r}, {keep})\nuse()")
    assert seen == [*REFUSED * 4, "used", *REFUSED, "used"]


@pytest.mark.parametrize("kind", ["own", "shared"])
def test_a_subinterpreter_in_a_thread_beside_calls(kind: str) -> None:
    seen = run(f"""
from iinkedsign import Client
client, stop = Client(api_key="k", base_url=URL), threading.Event()
def work():
    while not stop.is_set(): client.package_status(PACKAGE)
workers = [threading.Thread(target=work) for _ in range(3)]
for each in workers: each.start()
for _ in range(4):
    beside = threading.Thread(target=attempt, args=({kind!r}, False))
    beside.start(); beside.join()
stop.set()
for each in workers: each.join()
use()
""")
    assert seen == [*REFUSED * 4, "used"]
