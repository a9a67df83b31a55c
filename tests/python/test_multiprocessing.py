"""Clients in programs of several processes: every start method of multiprocessing, pools, and what pickles."""

from __future__ import annotations

import copy
import pickle
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import iinkedsign
import pytest
from conftest import KEY
from hostile import Server, http
from iinkedsign.testing import Emulator
from program import run, succeeded
from statuses import GOOD
from vendor import PACKAGE, page

START_METHODS = pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])

# A file, because other start methods than fork import it anew in each child.  `it` is thus what the child inherited,
# or made by itself when it began.
PROGRAM = f"""
import asyncio, multiprocessing, os, sys
from concurrent.futures import ProcessPoolExecutor
import iinkedsign
method, PACKAGE = sys.argv[2], "{PACKAGE}"
options = {{"api_key": "{KEY}", "base_url": sys.argv[1]}}
it, tasks = iinkedsign.Client(**options), iinkedsign.AsyncClient(**options)
def use(_=None):
    assert it.package_status(PACKAGE)["packageId"] == PACKAGE
    assert it.delete_package(PACKAGE)["packageId"] == PACKAGE
    async def one(): return await tasks.list_videos(PACKAGE)
    assert asyncio.run(one())["packageId"] == PACKAGE
    return os.getpid()
if __name__ == "__main__":
    context = multiprocessing.get_context(method)
    use()
"""


def run_file(tmp: Path, server: Server, method: str, program: str, beginning: str = PROGRAM) -> str:
    path = tmp / "program.py"
    path.write_text(beginning + "".join(f"    {line}\n" for line in program.strip().splitlines()))
    return succeeded([sys.executable, "-W", "ignore", path, server.base_url, method])


@START_METHODS
def test_processes(method: str, tmp_path: Path) -> None:
    """Several at once, while their parent goes on."""
    program = """
children = [context.Process(target=use) for _ in range(4)]
for child in children: child.start()
for _ in range(5): use()
for child in children: child.join()
use()
print([child.exitcode for child in children])
"""
    with Server(GOOD) as server:
        assert run_file(tmp_path, server, method, program) == "[0, 0, 0, 0]\n"
        for target in (f"packages/{PACKAGE}/status", "packages/delete", f"packages/{PACKAGE}/videos"):
            assert server.count(target) == 1 + 4 + 5 + 1


@START_METHODS
@pytest.mark.parametrize(
    "pool", ["context.Pool(3)", "ProcessPoolExecutor(3, mp_context=context)"], ids=["Pool", "ProcessPoolExecutor"]
)
def test_pools(pool: str, method: str, tmp_path: Path) -> None:
    program = f"""
with {pool} as pool:
    workers = list(pool.map(use, range(20)))
    use()
print(len(workers), os.getpid() in workers)
"""
    with Server(GOOD) as server:
        assert run_file(tmp_path, server, method, program) == "20 False\n"
        assert server.count("packages/delete") == 22


@START_METHODS
def test_audits(method: str, tmp_path: Path) -> None:
    """In the processes of a pool, and in their parent beside them; tables go home as plain values."""
    helper = PROGRAM.replace(
        "if __name__",
        """
def audit(number):
    async def one(): return await tasks.audit([PACKAGE, "a b"], progress=False)
    found = [it.audit([PACKAGE, PACKAGE, ""], progress=False), asyncio.run(one())]
    return os.getpid(), [each.packages.column("error_kind") for each in found]
if __name__""",
    )
    program = """
told = [[None, None, "invalid_argument"], [None, "invalid_argument"]]
assert audit(0)[1] == told
with ProcessPoolExecutor(3, mp_context=context) as pool:
    found = pool.map(audit, range(12))
    assert audit(0)[1] == told
    found = list(found)
print(len(found), os.getpid() in dict.fromkeys(pid for pid, _ in found), [each for _, each in found] == [told] * 12)
"""
    with Server(GOOD) as server:
        assert run_file(tmp_path, server, method, program, helper) == "12 False True\n"
        # Of a package that is named twice there is one request.
        assert server.count(f"packages/{PACKAGE}/status") == 1 + 2 * 14


REFUSAL = "a client cannot be pickled or copied: threads and forked children share it, any other process makes its own"


@pytest.mark.parametrize("copying", [pickle.dumps, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("kind", [iinkedsign.Client, iinkedsign.AsyncClient])
def test_a_client_is_not_pickled(kind: type, copying: Callable[[object], object]) -> None:
    client = kind(api_key=KEY, base_url="http://127.0.0.1:9/api/v1", proxy=f"http://u:{KEY}@127.0.0.1:9")
    things: list[object] = [client]
    if copying is not copy.copy:  # of a list it copies no more than the list
        things.append([client])
    if copying is pickle.dumps:
        things.append(partial(client.package_status, PACKAGE))
    for thing in things:
        with pytest.raises(TypeError) as caught:
            copying(thing)
        assert str(caught.value) == REFUSAL
        assert KEY not in "".join(traceback.format_exception(caught.value))


@START_METHODS
def test_a_client_as_an_argument(method: str, tmp_path: Path) -> None:
    """Only fork hands it over; anything else says what to do instead."""
    program = """
try:
    child = context.Process(target=it.package_status, args=(PACKAGE,))
    child.start(); child.join()
    print(child.exitcode)
except TypeError as error: print(error)
with ProcessPoolExecutor(1, mp_context=context) as pool:
    try: pool.submit(it.package_status, PACKAGE).result()
    except TypeError as error: print(error)
use()
"""
    with Server(GOOD) as server:
        first = "0" if method == "fork" else REFUSAL
        assert run_file(tmp_path, server, method, program) == f"{first}\n{REFUSAL}\n"


def test_a_list_that_is_inherited() -> None:
    """Parent and child each go on with it."""
    pages = {at: page({"packageId": each}, total=3, skip=at) for at, each in enumerate("abc")}
    program = """
found = client().list_packages()
print(next(found)["packageId"], flush=True)
child = os.fork()
print(*(each["packageId"] for each in found), flush=True)
if child == 0: os._exit(0)
print(os.waitpid(child, 0)[1])
"""
    with Server(lambda connection, it: connection.send(http(200, pages[it.json["skip"]]))) as server:
        assert run(program, server) == "a\nb c\nb c\n0\n"
        assert sorted(request.json["skip"] for request in server.requests) == [0, 1, 1, 2, 2]


@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
def test_the_emulator_of_a_parent(tls: bool) -> None:
    """A child may use it, and leaves it alone at its end, however that comes."""
    program = f"""
from iinkedsign.testing import Emulator
for end in ("sys.exit()", "os._exit(0)", "emulator.stop(); os._exit(0)", "del emulator, it; gc.collect(); os._exit(0)"):
    with Emulator(tls={tls}) as emulator:
        it = iinkedsign.Client(**emulator.options)
        it.package_status(PACKAGE)
        child = os.fork()
        if child == 0:
            it.package_status(PACKAGE)
            exec(end)
        print(os.waitpid(child, 0)[1], end=" ")
        it.package_status(PACKAGE)
        iinkedsign.Client(**emulator.options).package_status(PACKAGE)
        print(len(emulator.requests), flush=True)
"""
    assert run(program, "http://127.0.0.1:9") == "0 4\n" * 4


def test_a_preloading_server_over_tls() -> None:
    """The parent makes the client and calls; workers with threads use it at once; it calls on, and workers come anew."""
    program = """
it = client(ca_file=CA, timeout=30)
tasks = waiting(ca_file=CA, timeout=30)
async def several(): await asyncio.gather(*(tasks.package_status(PACKAGE) for _ in range(5)))
def use():
    for _ in range(2): it.package_status(PACKAGE)
def serve():
    workers = [threading.Thread(target=use) for _ in range(3)]
    for each in workers: each.start()
    asyncio.run(several())
    for each in workers: each.join()
serve()
before = descriptors()
codes = []
for generation in range(3):
    children = [forked(serve) for _ in range(4)]
    serve()
    codes += [ended(child) for child in children]
gc.collect()
print(set(codes), descriptors() - before <= 3 + 5)
"""
    with Emulator(tls=True, api_key="k") as emulator:
        assert run(f"CA = {emulator.ca_file!r}\n" + program, emulator.base_url) == "{0} True\n"
        assert len(emulator.requests) == (3 * 2 + 5) * (1 + 3 * (4 + 1))
