"""Deletions whose process is killed, told to stop, or runs twice: the emulator's own log decides."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from commandline import start
from iinkedsign.testing import Emulator

# `IINKEDSIGN_KILLS=200` for the long run.
KILLS = int(os.environ.get("IINKEDSIGN_KILLS", "30"))
UNKNOWN = ("unknown_deleted", "unknown_absent", "unknown_present", "unknown_unverified")

# The command line, where no file may grow beyond a size.
LIMITED = """
import resource, signal, sys
from iinkedsign.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
sys.exit(main(sys.argv[1:]))
"""


def planned(emulator: Emulator, path: Path, items: int, archive: Any = None) -> iinkedsign.DeletionPlan:
    """A plan of so many packages, in its file."""
    with iinkedsign.Client(**emulator.options) as client:
        plan = client.plan_deletion(
            emulator.package_ids,
            what="packages",
            notify=False,
            override_retention=True,
            archive=archive,
            max_deletes=100_000,
            states=["draft", "open", "executed", "expired", "rescinded"],
        )
    assert len(plan) >= items
    plan = plan.without(plan.items.column("package_id")[items:])
    plan.write(path)
    emulator.clear_requests()
    return plan


def check(emulator: Emulator, plan: iinkedsign.DeletionPlan, path: Path) -> None:
    """Invariants 1, 2 and 4."""
    lines = Path(f"{path}.journal").read_bytes().split(b"\n")[:-1]
    entries = [json.loads(line)["entry"] for line in lines]
    intents = [entry["intent"]["package_id"] for entry in entries if "intent" in entry]
    assert len(intents) == len(set(intents)), "two intents for one item"
    asked = [
        json.loads(request["body"])["packageId"]
        for request in emulator.requests
        if request["operation"] == "delete_package"
    ]
    assert set(asked) <= set(intents), "a deletion without an intent"
    assert set(intents) <= set(plan.items.column("package_id")), "a deletion without an item"
    for package in plan.items.column("package_id"):
        assert emulator.package_state(package)["delete_requests"] <= 1, f"{package} was processed twice"


def run(emulator: Emulator, path: Path, code: str, *more: str) -> subprocess.Popen[str]:
    command = "resume" if Path(f"{path}.journal").exists() else "apply"
    options = ("--confirm", code, "--canary", "2", "--max-unknown", "100000", "--json", *more)
    return start(command, str(path), *options, base_url=emulator.base_url, key=emulator.api_key)


def test_killed_at_random(tmp_path: Path) -> None:
    chance, path = random.Random(7), tmp_path / "q3.plan"
    with Emulator(packages=700, seed=11) as emulator:
        plan = planned(emulator, path, 500, archive="data")
        # Slow enough that there is something left for each kill.
        emulator.add_fault(f"delay={0.1 if KILLS <= 30 else 0.25}")
        kills = 0
        while kills < KILLS:
            process = run(emulator, path, plan.code, "--concurrency", str(chance.choice((1, 4, 8))))
            time.sleep(chance.uniform(0.2, 0.9))
            ended = process.poll() is not None
            process.kill()
            process.communicate()
            if ended:
                break
            kills += 1
            if Path(f"{path}.journal").exists():
                check(emulator, plan, path)
        emulator.clear_faults()
        process = run(emulator, path, plan.code)
        out, err = process.communicate(timeout=120)
        assert process.returncode in (0, 6), err
        check(emulator, plan, path)
        summary = json.loads(out)
        states = summary["by_state"]
        assert summary["closed"]
        assert sum(states.values()) == len(plan)
        assert states["accepted"] + sum(states.get(name, 0) for name in UNKNOWN) == len(plan), states
        gone = [it for it in plan.items.column("package_id") if not emulator.package_state(it)["exists"]]
        assert len(gone) == len(plan) - states.get("unknown_present", 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_stop(tmp_path: Path, number: signal.Signals) -> None:
    path = tmp_path / "q3.plan"
    with Emulator(packages=100, seed=2) as emulator:
        plan = planned(emulator, path, 60)
        emulator.add_fault("delay=0.3", operation="delete_package")
        process = run(emulator, path, plan.code)
        while not any(request["operation"] == "delete_package" for request in emulator.requests):
            time.sleep(0.01)
        process.send_signal(number)
        began = time.monotonic()
        out, err = process.communicate(timeout=20)
        assert time.monotonic() - began < 5
        assert process.returncode == 130, err
        assert "`resume` goes on with it" in err
        states = json.loads(out)["by_state"]
        assert states["accepted"] >= 1
        assert not set(states) & set(UNKNOWN)
        emulator.clear_faults()
        process = run(emulator, path, plan.code)
        out, err = process.communicate(timeout=60)
        assert (process.returncode, json.loads(out)["by_state"]) == (0, {"accepted": 60}), err
        check(emulator, plan, path)


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "q3.plan"
    with Emulator(packages=50, seed=2) as emulator:
        plan = planned(emulator, path, 10)
        emulator.add_fault("silence", operation="delete_package")
        process = run(emulator, path, plan.code)
        while not any(request["operation"] == "delete_package" for request in emulator.requests):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert process.poll() is None, "what was sent gets up to 5 s"
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        out, _ = process.communicate(timeout=20)
        assert time.monotonic() - began < 1.5  # with the end of the interpreter
        assert json.loads(out)["by_state"]["unknown_unverified"] == 1
        emulator.clear_faults()
        out, _ = run(emulator, path, plan.code).communicate(timeout=60)
        assert json.loads(out)["by_state"] == {"accepted": 9, "unknown_present": 1}
        check(emulator, plan, path)


def _race(path: str, code: str, options: dict[str, Any], results: Any, barrier: Any) -> None:
    with iinkedsign.Client(**options) as client:
        barrier.wait()
        try:
            results.put(client.apply_deletion(path, confirm=code).summary["accepted"])
        except iinkedsign.JournalError as error:
            results.put(str(error))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_races_over_one_plan(tmp_path: Path, method: str) -> None:
    context, racers = multiprocessing.get_context(method), 4
    with Emulator(packages=60, seed=3) as emulator:
        for round_ in range(3):
            emulator.reset()
            path = tmp_path / f"{round_}.plan"
            plan = planned(emulator, path, 15)
            results, barrier = context.Queue(), context.Barrier(racers)
            arguments = (str(path), plan.code, dict(emulator.options), results, barrier)
            processes = [context.Process(target=_race, args=arguments) for _ in range(racers)]
            for process in processes:
                process.start()
            told = [results.get(timeout=60) for _ in processes]
            for process in processes:
                process.join()
            assert told.count(15) == 1, told
            assert all(it == 15 or "is locked" in it or "is there" in it for it in told), told
            check(emulator, plan, path)


def test_a_file_that_must_not_grow(tmp_path: Path) -> None:
    """RLIMIT_FSIZE: nothing is sent without its intent on the disk."""
    path = tmp_path / "q3.plan"
    with Emulator(packages=60, seed=3) as emulator:
        plan = planned(emulator, path, 20)
        for most in (10, 700, 1_500, 3_000):
            limit = [
                sys.executable,
                "-c",
                LIMITED.format(most=most),
            ]
            command = "resume" if Path(f"{path}.journal").exists() else "apply"
            process = subprocess.run(
                [*limit, command, str(path), "--confirm", plan.code, "--canary", "0", "--concurrency", "1"],
                env={
                    **os.environ,
                    "IINKEDSIGN_BASE_URL": emulator.base_url,
                    "IINKEDSIGN_API_KEY": emulator.api_key,
                },
                capture_output=True,
                text=True,
                check=False,
            )
            assert "cannot be" in process.stderr, process.stderr
            assert process.returncode in (2, 5)
            check(emulator, plan, path)
        out, err = run(emulator, path, plan.code).communicate(timeout=60)
        states = json.loads(out)["by_state"]
        assert sum(states.values()) == 20, err
        check(emulator, plan, path)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
