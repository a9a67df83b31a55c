"""A model checker: what callers are told, against what the server knows.

A round is made from a seed.  Many packages each get a script, a few operations in a random order, and several threads
and tasks work the scripts off against an emulator in which everything goes wrong now and then.  Afterwards the
emulator's journal is dealt out to the calls, played through, and each caller's answer is held against it.

A script uses each operation at most once, and a package belongs to one script.  So a request can be ascribed to its
call by package and operation, in the order of the journal, although requests carry no mark.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import iinkedsign
from iinkedsign.testing import Emulator, ReceivedRequest

TIMEOUT = 4.0
ATTEMPT_TIMEOUT = 1.0
RETRIES = 3
LATE = 0.5  # how late a call may be on a busy machine
THREADS = 12
TASKS = 48
CHANCE = 0.015  # of each fault, for each request

READS = {"status": "S", "list_videos": "V"}
DELETES = {"delete_package": "P", "delete_video": "D", "delete_all": "A"}
MARKS = READS | DELETES
LOOKS = {"delete_package": "S", "delete_video": "V", "delete_all": "V"}

# A status of 4xx together with a deletion that is carried out, or a 404 for what is there, would be a server that
# lies; what the client then says is the server's word and no fault of it.  So these are not among them.
ANSWERS = [
    "status=500",
    "status=502,retry_after=0",
    "status=503,retry_after=0",
    "status=503,retry_after=1",
    "status=504",
    "status=501",
    "status=429",
    "status=429,retry_after=0",
    "status=429,retry_after=30",
    "status=401",
    "status=403",
    "status=408",
    "status=409",
    "redirect=https://elsewhere.invalid/",
]
BODIES = [
    "truncate",
    "html",
    "foreign_id",
    "empty",
    "not_json",
    "bad_utf8",
    "nested",
    "endless",
    "gzip_bomb",
    "no_content",
    "unknown_fields",
    "unknown_values",
    "wrong_types",
]
LINES = ["drop_before", "drop_after", "reset_before", "reset_after", "close_idle", "delay=0.02", "delay=2"]
SLOW = ["silence", "drip=0.004"]
# Of a delete nobody could tell whose request it was: its body, with the ids, was not read.
ONLY_READS = ["early_answer=503", "early_answer=429", "early_answer=403"]
ONLY_DELETES = [
    "status=500,applied=true",
    "status=502,applied=true",
    "status=503,applied=true",
    "silence,applied=true",
    "html,applied=false",
    "no_content,applied=false",
    "endless,applied=false",
    "foreign_id,applied=false",
]
# Kinds after which an answer is what it would have been without them.
HARMLESS = {"close_idle", "delay=0.02", "unknown_fields", "unknown_values"}


@dataclass
class Call:
    """One operation, and what its caller was told."""

    operation: str  # a key of MARKS, or "list"
    package: str
    video: str = ""
    options: dict[str, bool] = field(default_factory=dict)
    cancel_after: float | None = None
    told: str = ""  # ok, cancelled, or the name of the exception
    answer: Any = None
    error: iinkedsign.IinkedSignError | None = None
    seconds: float = 0.0

    def __str__(self) -> str:
        what = f"{self.operation} {self.package} {self.video} {self.options or ''}".strip()
        return f"{what} -> {self.told} ({self.error or ''}; {self.seconds:.2f} s)"


@dataclass
class Tally:
    """What a round was made of."""

    operations: int = 0
    requests: int = 0
    faults: int = 0
    told: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    lost: int = 0  # tries of reads that the server did not receive
    latest: float = 0.0  # how far a call ran over its limit
    violations: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.operations += other.operations
        self.requests += other.requests
        self.faults += other.faults
        self.told += other.told
        self.kinds += other.kinds
        self.lost += other.lost
        self.latest = max(self.latest, other.latest)
        self.violations += other.violations


def faults() -> list[str]:
    """Every fault, each by chance; together they strike at about every second request."""
    chosen = [f"{fault},chance={CHANCE}" for fault in [*ANSWERS, *BODIES, *LINES]]
    chosen += [f"{fault},chance={CHANCE / 3}" for fault in SLOW]
    for operation in ("status", "list_videos"):
        chosen += [f"{operation}:{fault},chance={CHANCE}" for fault in ONLY_READS]
    for operation in ("delete_package", "delete_videos"):
        chosen += [f"{operation}:{fault},chance={CHANCE}" for fault in ONLY_DELETES]
    return chosen


def scripts(chance: random.Random, emulator: Emulator, operations: int) -> Iterator[list[Call]]:
    """Divides the packages of the emulator into scripts of about so many operations in all."""
    packages = emulator.package_ids
    videos = {package: emulator.package_state(package)["videos"] for package in packages}
    rich = [package for package in packages if videos[package]]
    plain = [package for package in packages if not videos[package]]
    lists = 0
    while operations > 0:
        of = rich if rich and chance.random() < 0.4 else plain
        package = of.pop(chance.randrange(len(of)))
        script = []
        for operation in chance.sample(sorted(MARKS), chance.randint(1, 4)):
            call = Call(operation, package)
            if operation == "delete_package":
                call.options = {"notify": chance.random() < 0.5, "override_retention": chance.random() < 0.7}
            if operation == "delete_video":
                known = [video["meeting_video_id"] for video in videos[package]]
                call.video = chance.choice([*known, "no-such-video"])
            script.append(call)
        if chance.random() < 0.1:
            lists += 1
            script.append(Call("list", str(lists)))
        if chance.random() < 0.04:
            # The last one, because its request may still arrive when the next call has begun.
            script[-1].cancel_after = chance.uniform(0.0, 0.02)
        operations -= len(script)
        yield script


def arguments(call: Call) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """The method of the client, and what it is given."""
    match call.operation:
        case "status":
            return "package_status", (call.package,), {}
        case "list":
            return "list_packages", (), {"search": call.package, "page_size": 20}
        case "delete_video":
            return "delete_video", (call.package, call.video), {}
        case "delete_all":
            return "delete_all_videos", (call.package,), {}
        case other:
            return other, (call.package,), call.options


def note(call: Call, start: float, error: BaseException | None) -> None:
    call.seconds = time.monotonic() - start
    call.told = "ok" if error is None else type(error).__name__
    if isinstance(error, iinkedsign.IinkedSignError):
        call.error = error
    elif isinstance(error, asyncio.CancelledError):
        call.told = "cancelled"


def run_in_thread(client: iinkedsign.Client, call: Call) -> None:
    method, positional, named = arguments(call)
    start = time.monotonic()
    try:
        answer = getattr(client, method)(*positional, **named)
        call.answer = list(answer) if call.operation == "list" else answer
    except Exception as error:  # noqa: BLE001 -- what else is raised is what the checker looks for
        note(call, start, error)
    else:
        note(call, start, None)


async def run_in_task(client: iinkedsign.AsyncClient, call: Call) -> None:
    method, positional, named = arguments(call)

    async def run() -> Any:
        started = getattr(client, method)(*positional, **named)
        return [package async for package in started] if call.operation == "list" else await started

    start = time.monotonic()
    task = asyncio.ensure_future(run())
    if call.cancel_after is not None:
        asyncio.get_running_loop().call_later(call.cancel_after, task.cancel)
    try:
        call.answer = await task
    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 -- as above
        note(call, start, error)
    else:
        note(call, start, None)


def work_off(plan: list[list[Call]], emulator: Emulator, chance: random.Random) -> None:
    """Runs every script, half of them in threads and half in tasks."""
    options: dict[str, Any] = {
        **emulator.options,
        "timeout": TIMEOUT,
        "attempt_timeout": ATTEMPT_TIMEOUT,
        "max_retries": RETRIES,
        # Small, so that an endless answer or a bomb is soon too large.
        "max_response_bytes": 1 << 18,
    }
    path = chance.choice(["package", "flat"])
    waiting = iter(plan)
    lock = threading.Lock()

    def next_script() -> list[Call] | None:
        with lock:
            return next(waiting, None)

    def thread(client: iinkedsign.Client) -> None:
        while (script := next_script()) is not None:
            for call in script:
                run_in_thread(client, call)

    async def task(client: iinkedsign.AsyncClient) -> None:
        while (script := next_script()) is not None:
            for call in script:
                await run_in_task(client, call)

    async def tasks() -> None:
        async with iinkedsign.AsyncClient(**options, videos_delete_path=path) as client:
            await asyncio.gather(*(task(client) for _ in range(TASKS)))

    with iinkedsign.Client(**options, videos_delete_path=path) as client:
        threads = [threading.Thread(target=thread, args=(client,)) for _ in range(THREADS)]
        threads.append(threading.Thread(target=lambda: asyncio.run(tasks())))
        for each in threads:
            each.start()
        for each in threads:
            each.join()


class World:
    """The packages as they follow from the journal: what is there, and which videos are deleted."""

    def __init__(self, emulator: Emulator, packages: set[str]) -> None:
        states = {package: emulator.package_state(package) for package in packages}
        self.exists = {package: state["exists"] for package, state in states.items()}
        self.deleted = {
            package: {video["meeting_video_id"]: video["state"] == "deleted" for video in state["videos"]}
            for package, state in states.items()
        }

    def play(self, call: Call, request: ReceivedRequest) -> None:
        if request["applied"]:
            if call.operation == "delete_package":
                self.exists[call.package] = False
            for video in self.asked(call):
                self.deleted[call.package][video] = True

    def asked(self, call: Call) -> list[str]:
        known = self.deleted[call.package]
        return [video for video in known if call.operation != "delete_video" or video == call.video]

    def is_gone(self, call: Call) -> bool:
        """Whether what the call was to delete is deleted."""
        if call.operation == "delete_package":
            return not self.exists[call.package]
        return all(self.deleted[call.package][video] for video in self.asked(call))


def kind_of(request: ReceivedRequest) -> str:
    """The fault that struck, without where and how often."""
    return (request["fault"] or "").split(":", 1)[-1].split(",chance=")[0].split(",applied=")[0]


def mark_of(request: ReceivedRequest) -> str:
    if request["operation"] == "delete_videos":
        return "D" if "meetingVideoId" in json.loads(request["body"]) else "A"
    return MARKS[request["operation"] or ""]


def expected(call: Call) -> str:
    """The requests that the server must have received for a call, as a pattern of marks."""
    mark, look = MARKS[call.operation], LOOKS.get(call.operation, "")
    if call.told == "cancelled":
        return f"{mark}{{0,{RETRIES + 1}}}{look and look + '?'}"
    tried = (call.error.attempts or 0) if call.error is not None else None
    if tried is None:
        attempts = f"{mark}{{1,{RETRIES + 1}}}"
    elif call.operation in DELETES and call.seconds >= ATTEMPT_TIMEOUT:
        # On a machine that stands still a try may end before the server got to read it.
        attempts = f"{mark}{{{max(tried - 1, 0)},{tried}}}"
    elif call.operation in DELETES:
        attempts = f"{mark}{{{tried}}}"
    else:
        # A read may be written into a kept connection in the moment in which the server closes it.
        attempts = f"{mark}{{{min(tried, 1)},{tried}}}"
    if call.told == "OutcomeUnknownError":
        # Nothing was looked at if no time was left, or the look itself did not get through.
        looked = call.error is not None and call.error.evidence in ("absent", "present")
        return attempts + (look if looked else f"{look}?")
    return attempts


class Checker:
    """Holds every call of a round against the journal."""

    def __init__(self, plan: list[list[Call]], world: World, emulator: Emulator) -> None:
        self.plan = plan
        self.world = world
        self.emulator = emulator
        self.tally = Tally()
        self.journal = emulator.requests

    def wrong(self, call: Call, what: str, requests: list[ReceivedRequest]) -> None:
        shown = "".join(
            f"\n    {r['seq']} at {r['time']:.3f} {r['method']} {r['path']} {r['body']} -> {r['status']}"
            f" fault={r['fault']} applied={r['applied']} connection={r['connection']}"
            for r in requests
        )
        self.tally.violations.append(f"{what}\n  {call}{shown}")

    def check(self) -> Tally:
        of_package: dict[str, list[ReceivedRequest]] = {}
        of_list: dict[str, list[ReceivedRequest]] = {}
        for request in self.journal:
            self.tally.requests += 1
            if request["fault"] is not None:
                self.tally.faults += 1
                self.tally.kinds[kind_of(request)] += 1
            if request["operation"] == "list_packages":
                found = re.search(r'"search":"(\d+)"', request["body"])
                of_list.setdefault(found[1] if found else "", []).append(request)
            elif request["package_id"] is not None:
                of_package.setdefault(request["package_id"], []).append(request)
        for script in self.plan:
            for call in script:
                self.check_any(call)
            self.check_script(script, of_package.get(script[0].package, []))
            if script[-1].operation == "list":
                self.check_list(script[-1], of_list.get(script[-1].package, []))
        # Only a connection that was closed while idle can swallow a request.
        if self.tally.lost > self.tally.kinds["close_idle"]:
            self.tally.violations.append(f"{self.tally.lost} tries of reads were never received")
        return self.tally

    def check_any(self, call: Call) -> None:
        self.tally.operations += 1
        self.tally.told[
            call.told + (f" {call.error.evidence}" if call.error and call.error.evidence else "")
        ] += 1
        over = call.seconds - TIMEOUT
        self.tally.latest = max(self.tally.latest, over)
        if over > LATE:
            self.wrong(call, "the call ran over its time limit", [])
        if call.error is None and call.told not in ("ok", "cancelled"):
            self.wrong(call, "an exception that is none of ours", [])
        if call.error is not None and "\n" in str(call.error):
            self.wrong(call, "a message of several lines", [])
        if call.told == "cancelled" and call.cancel_after is None:
            self.wrong(call, "cancelled by nobody", [])

    def check_script(self, script: list[Call], requests: list[ReceivedRequest]) -> None:
        calls = [call for call in script if call.operation != "list"]
        seen = "".join(mark_of(request) for request in requests)
        pattern = "".join(f"({expected(call)})" for call in calls)
        dealt = re.fullmatch(pattern, seen)
        if dealt is None:
            told = "; ".join(str(call) for call in calls)
            self.wrong(calls[-1], f"received {seen}, which is not {pattern}: {told}", requests)
            return
        for number, call in enumerate(calls, 1):
            own = requests[dealt.start(number) : dealt.end(number)]
            (self.check_delete if call.operation in DELETES else self.check_read)(call, own)
        self.check_state(calls, requests)

    def check_state(self, calls: list[Call], requests: list[ReceivedRequest]) -> None:
        """What the server holds in the end follows from what it applied, once each."""
        state = self.emulator.package_state(calls[0].package)
        videos = {video["meeting_video_id"]: video["state"] == "deleted" for video in state["videos"]}
        if (
            state["exists"] != self.world.exists[calls[0].package]
            or videos != self.world.deleted[calls[0].package]
        ):
            self.wrong(calls[-1], f"the state does not follow from the journal: {state}", requests)
        if state["deleted_count"] > 1 or any(video["deleted_count"] > 1 for video in state["videos"]):
            self.wrong(calls[-1], f"applied twice: {state}", requests)

    def check_read(self, call: Call, requests: list[ReceivedRequest]) -> None:
        there = self.world.exists[call.package]
        if call.error is not None:
            self.tally.lost += (call.error.attempts or 0) - len(requests)
        if any(request["applied"] for request in requests):
            self.wrong(call, "a read deleted something", requests)
        if any(request["fault"] is None for request in requests[:-1]) and call.seconds < ATTEMPT_TIMEOUT:
            self.wrong(call, "tried again after a healthy answer", requests)
        if call.told == "ok":
            # A try that the client gave up may be noted after the one that it got its answer from.
            late = call.seconds >= ATTEMPT_TIMEOUT
            answered = requests if late else requests[-1:]
            if (
                all(request["status"] != 200 for request in answered)
                or call.answer["packageId"].lower() != call.package.lower()
            ):
                self.wrong(call, "a success that the server did not send", requests)
            if requests[-1]["fault"] is None and not there:
                self.wrong(call, "read what was gone", requests)
        self.check_healthy(call, requests, there)

    def check_healthy(self, call: Call, requests: list[ReceivedRequest], there: bool) -> None:
        """A healthy answer must be told as what it is, however many faults came before it."""
        healthy = requests and (requests[-1]["fault"] is None or kind_of(requests[-1]) in HARMLESS)
        # After so long it may have come too late, on a busy machine.
        if not healthy or call.told == "cancelled" or call.seconds >= ATTEMPT_TIMEOUT:
            return
        status = requests[-1]["status"]
        told = {200: "ok", 404: "NotFoundError", 400: "RetentionError"}.get(status or 0)
        if call.told != told:
            self.wrong(call, f"a healthy {status} was not told as {told}", requests)
        if call.operation in READS and there != (status == 200):
            self.wrong(call, "the server itself is wrong", requests)

    def check_delete(self, call: Call, requests: list[ReceivedRequest]) -> None:
        mark = MARKS[call.operation]
        deletes = [request for request in requests if mark_of(request) == mark]
        there = not self.world.is_gone(call)
        for request in deletes:
            self.world.play(call, request)
        applied = sum(request["applied"] for request in deletes)
        if any(request["status"] != 429 for request in deletes[:-1]):
            self.wrong(call, "a delete was sent again", requests)
        if applied > 1:
            self.wrong(call, "applied twice", requests)
        if any(request["applied"] for request in requests if mark_of(request) != mark):
            self.wrong(call, "the look deleted something", requests)
        self.check_healthy(call, deletes, there)
        match call.told:
            case "cancelled":
                pass
            case "ok":
                answered = deletes[-1]["status"] or 0
                if not self.world.is_gone(call) or not 200 <= answered < 300:
                    self.wrong(call, "told as done, but it is not", requests)
            case "OutcomeUnknownError":
                self.check_unknown(call, deletes, requests)
            case _:
                if applied:
                    self.wrong(call, "told as not done, but it is", requests)
                if call.error is not None and call.error.status_code is not None:
                    if not deletes or deletes[-1]["status"] != call.error.status_code:
                        self.wrong(call, "a refusal that the server did not send", requests)
                elif any(request["status"] != 429 for request in deletes):
                    self.wrong(call, "told as not sent, but it was received", requests)

    def check_unknown(
        self, call: Call, deletes: list[ReceivedRequest], requests: list[ReceivedRequest]
    ) -> None:
        error = call.error
        assert error is not None
        if not deletes:
            if call.seconds < ATTEMPT_TIMEOUT:
                self.wrong(call, "unknown, but nothing was received", requests)
        elif (
            deletes[-1]["status"] is not None
            and 300 <= deletes[-1]["status"] < 500
            # A refusal that comes after the limit is no answer.
            and call.seconds < ATTEMPT_TIMEOUT
        ):
            self.wrong(call, "unknown, but the server refused", requests)
        if error.retryable:
            self.wrong(call, "an unknown outcome called retryable", requests)
        gone = self.world.is_gone(call)
        # For "present": to the client a state that it does not know is not `deleted`, whatever the server means.
        if error.evidence == "absent" and not gone:
            self.wrong(call, "told as absent, but it is there", requests)
        elif error.evidence == "present" and gone:
            self.wrong(call, "told as present, but it is gone", requests)
        elif (
            error.evidence == "unverified" and len(requests) > len(deletes) and call.seconds < ATTEMPT_TIMEOUT
        ):
            look = requests[-1]
            # The list of a package that is gone proves nothing, and so does a video that is not listed.
            provable = look["status"] == 200 and (
                call.operation == "delete_package" or self.world.asked(call)
            )
            if look["fault"] is None and provable:
                self.wrong(call, "a healthy look proved nothing", requests)

    def check_list(self, call: Call, requests: list[ReceivedRequest]) -> None:
        pages = Counter(request["body"] for request in requests if request["body"])
        if pages and max(pages.values()) > RETRIES + 1:
            self.wrong(call, "a page was asked for too often", requests)
        if call.told == "ok":
            ids = [package["packageId"] for package in call.answer]
            if len(ids) != len(set(ids)):
                self.wrong(call, "a package was listed twice", requests)
            if not requests or requests[-1]["status"] != 200:
                self.wrong(call, "a success that the server did not send", requests)


@contextlib.contextmanager
def played(seed: int, operations: int) -> Iterator[tuple[list[list[Call]], World, Emulator]]:
    """Runs one round: its scripts with what was told, the world before it, and the emulator after it."""
    chance = random.Random(seed)
    with Emulator(packages=max(500, operations * 2), seed=seed, tls=seed % 4 == 3) as emulator:
        plan = list(scripts(chance, emulator, operations))
        world = World(emulator, {script[0].package for script in plan})
        for fault in faults():
            emulator.add_fault(fault)
        work_off(plan, emulator, chance)
        # What was cancelled or timed out in the very end may still be on its way.
        time.sleep(0.1)
        yield plan, world, emulator


def play(seed: int, operations: int) -> Tally:
    """Runs one round and tells what it was made of, and what was wrong."""
    with played(seed, operations) as (plan, world, emulator):
        return Checker(plan, world, emulator).check()


def falsify(call: Call, told: str) -> None:
    """Turns what a caller was told into something else, to see whether the checker notices."""
    error = call.error
    if told == "slow":
        call.seconds += TIMEOUT + 2 * LATE
    elif call.operation not in DELETES:
        return
    elif told == "ok" and call.told == "NotFoundError" or told == "NotFoundError" and call.told == "ok":
        call.told = told
        call.error = None
    elif told == "received" and error is not None:
        error.attempts = (error.attempts or 0) + 1
    elif (
        told.startswith("OutcomeUnknownError")
        and error is not None
        and error.evidence in ("absent", "present")
    ):
        error.evidence = "absent" if told.endswith("absent") else "present"


def report(seed: int, operations: int, tally: Tally) -> str:
    """What went wrong in a round, and how to run it again (the order of threads differs from run to run)."""
    again = f"scripts/soak --seed {seed} --operations {operations} --round {operations}"
    return "\n".join([*tally.violations[:10], f"{len(tally.violations)} violations; again: {again}"])
