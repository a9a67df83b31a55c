"""Resources of a client: threads, descriptors, forked children, the end of a process or a loop."""

from __future__ import annotations

import time

import pytest
from hostile import Connection, Request, Server, http, silence
from program import run
from statuses import GOOD
from vendor import PACKAGE


def test_threads_and_descriptors_come_back() -> None:
    """A client that is dropped leaves nothing behind, closed or not, whichever thread drops it."""
    program = """
def use(count):
    for number in range(count):
        it = client()
        workers = [threading.Thread(target=it.package_status, args=(PACKAGE,)) for _ in range(4)]
        for each in workers: each.start()
        for each in workers: each.join()
        it.delete_package(PACKAGE)
        it.audit([PACKAGE, "a b", "c"], progress=False)
        if number % 3 == 0: it.close()
        if number % 3 == 1:  # the last reference goes in another thread
            box = [it]; del it
            dropper = threading.Thread(target=box.clear); dropper.start(); dropper.join()
async def use_tasks():
    async with waiting() as it:
        await asyncio.gather(*(it.package_status(PACKAGE) for _ in range(20)))
        await it.audit([PACKAGE, "a b", "c"], progress=False)
use(3); asyncio.run(use_tasks()); gc.collect(); time.sleep(0.3)
before = descriptors(), threads()
use(60)
for _ in range(20): asyncio.run(use_tasks())
print(settled(lambda: (descriptors(), threads()), before), flush=True)
"""
    with Server(GOOD) as server:
        assert run(program, server) == "[0, 0]\n"


def test_no_thread_for_blocking_calls() -> None:
    program = """
before = threads(); it = client()
for _ in range(5): it.package_status(PACKAGE); it.delete_package(PACKAGE)
print(threads() - before)
"""
    with Server(GOOD) as server:
        assert run(program, server) == "0\n"


def test_dns_lookup_without_descriptors() -> None:
    """The resolver says that the name is not known; what is the matter is told."""
    program = """
it = iinkedsign.Client(api_key="k", base_url="https://name.invalid/", max_retries=0)
files = use_up_descriptors()
try: it.delete_package(PACKAGE)
except iinkedsign.ConnectError as error: print(error)
"""
    with Server(GOOD) as server:
        out = run(program, server)
    assert "Too many open files" in out
    assert "ulimit -n" in out


@pytest.mark.parametrize(("files", "concurrency"), [(64, 64), (40, 32), (64, 1000)])
def test_an_audit_without_descriptors_has_fewer_requests_at_once(files: int, concurrency: int) -> None:
    """Every row is known, and no attempt was counted away."""

    def slow(connection: Connection, request: Request) -> None:
        time.sleep(0.1)
        connection.send(http(200, {"packageId": request.target.split("/")[-2]}))

    program = f"""
ids = [f"p{{n}}" for n in range(400)]
it = client(max_retries=0)
resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, 1024))
audit = it.audit(ids, concurrency={concurrency})
print(len(audit.packages), len(audit.errors), {{row["attempts"] for row in audit.packages.to_dicts()}})
"""
    with Server(slow) as server:
        out = run(program, server)
    assert out == "400 0 {1}\n"
    assert {request.target.split("/")[-2] for request in server.requests} == {f"p{n}" for n in range(400)}


@pytest.mark.parametrize("kind", ["blocking", "asynchronous"])
def test_descriptor_exhaustion(kind: str) -> None:
    """With no descriptor left a call fails clearly, as one that sent nothing; with some again it works."""
    program = """
kind = sys.argv[2]
it = client(max_retries=0, timeout=5)
loop = asyncio.new_event_loop()
loop_client = waiting(max_retries=0, timeout=5)
def call(name):
    if kind == "blocking": return getattr(it, name)(PACKAGE)
    async def one(): return await getattr(loop_client, name)(PACKAGE)
    return loop.run_until_complete(one())
def told(name):
    try: call(name); return "ok"
    except iinkedsign.IinkedSignError as error: return type(error).__name__ + " " + str(error)
if kind == "asynchronous": call("delete_package")  # starts the thread, and keeps no connection
files = use_up_descriptors()
bad = [told("delete_package"), told("delete_all_videos")]
fresh = []
if kind == "blocking":
    try: fresh.append(client()); fresh[-1].package_status(PACKAGE)
    except iinkedsign.IinkedSignError as error: bad.append(type(error).__name__ + " " + str(error))
for file in files: file.close()
good = [told(name) for name in ("delete_package", "package_status", "delete_all_videos")]
for line in bad: print(line)
print(good, flush=True)
"""
    with Server(GOOD) as server:
        out = run(program, server, kind)
        received = [request.method for request in server.requests]
    *bad, good = out.splitlines()
    assert good == "['ok', 'ok', 'ok']"
    assert len(bad) >= 2
    for line in bad:
        assert line.startswith("ConnectError "), line
        assert "Too many open files" in line, line
        assert "ulimit -n" in line, line
        assert "proxy" not in line, line
    assert received.count("POST") == (3 if kind == "asynchronous" else 2)


def test_no_thread_left() -> None:
    """Where the system gives no thread, calls that need one fail clearly and send nothing; with one again they work."""
    program = """
named = iinkedsign.Client(api_key="k", base_url=URL.replace("127.0.0.1", "localhost"), max_retries=0)
tasks = waiting()
async def one(name): return await getattr(tasks, name)(PACKAGE)
def told(call):
    try: return call()["packageId"] == PACKAGE
    except iinkedsign.IinkedSignError as error: return type(error).__name__ + " " + str(error)
calls = [lambda name=name: asyncio.run(one(name)) for name in ("delete_package", "package_status")]
calls += [lambda name=name: getattr(named, name)(PACKAGE) for name in ("delete_package", "package_status")]
client().package_status(PACKAGE)
asyncio.run(asyncio.sleep(0))
# Room for everything but the stack of a thread, which takes two megabytes.
room = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize() + 1_900_000
resource.setrlimit(resource.RLIMIT_AS, (room, resource.RLIM_INFINITY))
bad = [told(call) for call in calls]
resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print([told(call) for call in calls])
for line in bad: print(line, flush=True)
"""
    with Server(GOOD) as server:
        out = run(program, server)
        received = [request.method for request in server.requests]
    good, *bad = out.splitlines()
    assert good == "[True, True, True, True]"
    assert len(bad) == 4
    for line in bad:
        assert line.startswith("ConnectError "), line
        assert "os error 11" in line and "nothing was sent" in line, line
    assert received.count("POST") == 2


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("calls", ["daemon threads", "tasks", "both"])
def test_exit_with_calls_in_flight(calls: str, number: int) -> None:
    """The interpreter ends at once, without a word, whether calls wait or come and go; ten times each."""
    program = """
calls, wait = sys.argv[2], float(sys.argv[3])
it = client(); tasks = waiting()
def endless():
    while True:
        try: it.package_status(PACKAGE); it.delete_package(PACKAGE)
        except iinkedsign.IinkedSignError: pass
async def several():
    await asyncio.gather(*(tasks.package_status(PACKAGE) for _ in range(10)))
if calls != "tasks":
    for _ in range(6): threading.Thread(target=endless, daemon=True).start()
if calls != "daemon threads":
    threading.Thread(target=lambda: asyncio.run(several()), daemon=True).start()
time.sleep(wait)
print("end", flush=True)
"""
    for again in range(10 if calls == "both" else 2):
        with Server([silence, GOOD][again % 2]) as server:
            assert run(program, server, calls, str((number + again) * 0.004), seconds=10) == "end\n"


def test_a_loop_that_ends_with_calls_in_flight() -> None:
    """asyncio.run cancels them; a loop that is just closed forgets them; a later loop works."""
    with Server(silence) as deaf, Server(GOOD) as server:
        program = """
import warnings; warnings.simplefilter("ignore")
deaf = iinkedsign.AsyncClient(api_key="k", base_url=DEAF)
good = waiting()
async def leave(count):
    tasks = [asyncio.ensure_future(deaf.package_status(PACKAGE)) for _ in range(count)]
    await asyncio.sleep(0.01)
for _ in range(20):
    start = time.monotonic(); asyncio.run(leave(10))
    assert time.monotonic() - start < 5
quick = []
for _ in range(20):
    loop = asyncio.new_event_loop()
    async def one(): return asyncio.ensure_future(good.package_status(PACKAGE))
    task = loop.run_until_complete(one())
    loop.run_until_complete(asyncio.sleep(0))
    task._log_destroy_pending = False
    quick.append(task); loop.close()
time.sleep(0.3)
async def again(): return (await good.package_status(PACKAGE))["packageId"]
print(asyncio.run(again()))
"""
        out = run(f"DEAF = {deaf.base_url!r}\n" + program, server)
        assert out == f"{PACKAGE}\n"
        for connection in deaf.connections:
            assert connection.closed.wait(2), "a cancelled call lets its connection go"


def test_two_hundred_forks() -> None:
    """From a process with threads in the midst of calls; each child goes on, sends once, and exits."""
    program = """
it = client(timeout=20)
tasks = waiting()
async def several(): await asyncio.gather(*(tasks.package_status(PACKAGE) for _ in range(5)))
asyncio.run(several())
stop = threading.Event()
def work():
    while not stop.is_set(): it.list_videos(PACKAGE)
workers = [threading.Thread(target=work) for _ in range(2)]
for each in workers: each.start()
before = descriptors()
failed = 0
def use():
    it.package_status(PACKAGE); it.delete_package(PACKAGE)
    if number % 10 == 0: asyncio.run(several())
    if number % 3 == 0: it.close()
for number in range(200):
    failed += ended(forked(use)) != 0
stop.set()
for each in workers: each.join()
it.delete_package(PACKAGE)
print(failed, flush=True)
"""
    with Server(GOOD) as server:
        out = run(program, server, seconds=100)
        assert server.count("packages/delete") == 201
        assert server.count(f"packages/{PACKAGE}/status") == 5 + 200 + 20 * 5
    assert out == "0\n"
