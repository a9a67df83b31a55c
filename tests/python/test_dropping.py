"""Clients that are dropped without being closed: from any thread, at any moment.  Nothing stays behind."""

from __future__ import annotations

import textwrap

import pytest
from hostile import Server, after, silence
from program import run
from statuses import GOOD

# `once` is run many times; `kept` gets weak references to what must be gone afterwards.
PROGRAM = """
import logging, weakref
kept = []
class Holder: "Something that a cycle can be made of."
def remember(it):
    kept.append(weakref.ref(it))
    return it
def in_thread(call, *arguments):
    thread = threading.Thread(target=call, args=arguments)
    thread.start()
    return thread
def cycle():
    one = Holder()
    one.itself, one.client = one, remember(client())
    one.client.package_status(PACKAGE)
{once}
def state(): return descriptors(), threads(), sum(each() is not None for each in kept)
asyncio.run(waiting().package_status(PACKAGE))
once()
time.sleep(0.3); gc.collect()
before = descriptors(), threads(), 0
for _ in range(15): once()
print(settled(state, before), flush=True)
"""

BLOCKING = {
    "while another thread's call is under way": """
        answers = []
        it = remember(client())
        worker = in_thread(lambda call: answers.append(call(PACKAGE)), it.delete_package)
        time.sleep(0.02)
        del it
        gc.collect()
        worker.join()
        assert answers[0]["packageId"] == PACKAGE
    """,
    "while another thread's audit is under way": """
        audits = []
        it = remember(client())
        worker = in_thread(lambda call: audits.append(call(["a", "b"], progress=False)), it.audit)
        time.sleep(0.02)
        del it
        gc.collect()
        worker.join()
        assert len(audits[0].packages) == 2
    """,
    "while its audits are walked": """
        found = client().audit_batches(["a", "b", "c"], batch_size=1, progress=False)
        next(found)
        gc.collect()
        assert len(list(found)) == 2
    """,
    "in another thread than its maker's": """
        box = [remember(client())]
        box[0].package_status(PACKAGE)
        in_thread(box.clear).join()
    """,
    "by the thread whose call it is": """
        box = [remember(client())]
        def work():
            it = box.pop()
            it.package_status(PACKAGE)
        in_thread(work).join()
    """,
    "with a finalizer": """
        it, said = remember(client()), []
        weakref.finalize(it, said.append, "gone")
        it.package_status(PACKAGE)
        del it
        assert said == ["gone"]
    """,
    "by the garbage collector": """
        cycle()
        gc.collect()
    """,
    "by the garbage collector in another thread": """
        cycle()
        in_thread(gc.collect).join()
    """,
    "by the garbage collector, amid another client's call": """
        # A log handler runs in the midst of a call, and for tasks on a background thread.
        class Collect(logging.Handler):
            def emit(self, record): gc.collect()
        logger, handler = logging.getLogger("iinkedsign"), Collect()
        logger.addHandler(handler); logger.setLevel("DEBUG"); logger.propagate = False
        try:
            gc.disable()
            cycle()
            remember(client()).package_status(PACKAGE)
            cycle()
            asyncio.run(remember(waiting()).package_status(PACKAGE))
        finally:
            gc.enable(); logger.setLevel("WARNING"); logger.removeHandler(handler)
    """,
    "while its list is walked": """
        found = client().list_packages()
        gc.collect()
        try: list(found)
        except iinkedsign.ResponseError: pass
    """,
    "in a forked child": """
        it = remember(client())
        it.package_status(PACKAGE)
        child = os.fork()
        if child == 0:
            del it
            gc.collect()
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        it.package_status(PACKAGE)
    """,
}

# In a coroutine of its own.
TASKS = {
    "after a loop that ended": """
        it = remember(waiting())
        await asyncio.gather(*(it.package_status(PACKAGE) for _ in range(3)))
    """,
    "with calls under way, which end": """
        it = remember(waiting())
        calls = [asyncio.ensure_future(it.delete_package(PACKAGE)) for _ in range(3)]
        await asyncio.sleep(0)
        del it
        gc.collect()
        assert all(answer["packageId"] == PACKAGE for answer in await asyncio.gather(*calls))
    """,
    "with an audit under way, which ends": """
        it = remember(waiting())
        audit = asyncio.ensure_future(it.audit(["a", "b"], progress=False))
        await asyncio.sleep(0)
        del it
        gc.collect()
        assert len((await audit).packages) == 2
    """,
    "with an audit under way, which is cancelled": """
        it = remember(waiting())
        audit = asyncio.ensure_future(it.audit(["a", "b"], progress=False))
        await asyncio.sleep(0.01)
        audit.cancel()
    """,
    "with calls under way, which are cancelled": """
        it = remember(waiting())
        call = asyncio.ensure_future(it.package_status(PACKAGE))
        await asyncio.sleep(0.01)
        call.cancel()
    """,
    "in another thread, with calls under way": """
        box = [remember(waiting())]
        call = asyncio.ensure_future(box[0].package_status(PACKAGE))
        await asyncio.sleep(0)
        await asyncio.to_thread(box.clear)
        assert (await call)["packageId"] == PACKAGE
    """,
    "with a coroutine that is closed": """
        it = remember(waiting())
        call = it.package_status(PACKAGE)
        call.send(None)
        await asyncio.sleep(0.01)
        call.close()
    """,
    "with a coroutine that was never begun": """
        remember(waiting()).package_status(PACKAGE).close()
    """,
    "with a list that is left in the middle": """
        found = remember(waiting()).list_packages()
        try:
            async for each in found: break
        except iinkedsign.ResponseError: pass
    """,
}

LOOPS = {
    "in a thread with a loop of its own": """
        async def use(): await remember(waiting()).package_status(PACKAGE)
        in_thread(lambda: asyncio.run(use())).join()
    """,
    **{
        f"with a loop that was closed before the answer {end}": f"""
        loop, it = remember(asyncio.new_event_loop()), remember(waiting())
        async def begin(): return asyncio.ensure_future(it.package_status(PACKAGE))
        call = loop.run_until_complete(begin())
        loop.run_until_complete(asyncio.sleep(0))
        call._log_destroy_pending = False
        time.sleep({seconds})
        loop.close()
    """
        for end, seconds in (("came", 0), ("was delivered", 0.1))
    },
}


def function(kind: str, name: str, body: str) -> str:
    return f"{kind} {name}():\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")


@pytest.mark.parametrize("how", [*BLOCKING, *TASKS, *LOOPS])
def test_nothing_stays_behind(how: str) -> None:
    if how in TASKS:
        once = function("async def", "use", TASKS[how]) + "\ndef once(): asyncio.run(use())"
    else:
        once = function("def", "once", {**BLOCKING, **LOOPS}[how])
    with Server(after(0.03, GOOD)) as server:
        assert run(PROGRAM.replace("{once}", once), server) == "[0, 0, 0]\n"


def test_a_coroutine_that_is_closed_lets_its_connection_go() -> None:
    with Server(silence) as server:
        program = """
async def use():
    call = waiting().package_status(PACKAGE)
    call.send(None)
    await asyncio.sleep(0.3)
    call.close()
    await asyncio.sleep(2)
asyncio.run(use())
"""
        run(program, server)
        assert [connection.closed.is_set() for connection in server.connections] == [True]


def test_the_last_use_is_at_the_very_end() -> None:
    """An object that calls when the interpreter takes it down, after atexit functions and modules."""
    program = """
class Last:
    def __init__(self): self.client = client()
    def __del__(self):
        try: print(self.client.package_status(PACKAGE)["packageId"] == PACKAGE, flush=True)
        except Exception as error: print(type(error).__name__, flush=True)
last = Last()
last.itself = last
sys.modules["last"] = last
"""
    with Server(GOOD) as server:
        assert run(program, server) == "True\n"
