"""Deletions whose process is killed, stopped, or runs twice, checked against the emulator's log."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from concurrency import within
from deletion import UNKNOWN, check, intents, planned, run, wait_for_a_deletion
from iinkedsign.testing import Emulator

# `IINKEDSIGN_KILLS=200` for the long run.
KILLS = int(os.environ.get("IINKEDSIGN_KILLS", "30"))


def test_killed_at_random(tmp_path: Path) -> None:
    chance, path = random.Random(7), tmp_path / "q3.plan"
    with Emulator(packages=700, seed=11) as emulator:
        plan = planned(emulator, path, 500, archive="data")
        # Slow enough that there is something left for each kill.
        emulator.add_fault(f"delay={KILLS * 0.003 + 0.1}")
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
        assert kills == KILLS
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
        wait_for_a_deletion(emulator)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
        assert process.returncode == 130, err
        assert "`resume` goes on with it" in err
        states = json.loads(out)["by_state"]
        assert 1 <= states["accepted"] < 60
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
        wait_for_a_deletion(emulator)
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert process.poll() is None, "what was sent gets up to 5 s"
        process.send_signal(signal.SIGINT)
        with within():
            out, _ = process.communicate(timeout=20)
        assert json.loads(out)["by_state"]["unknown_unverified"] == 1
        emulator.clear_faults()
        out, _ = run(emulator, path, plan.code).communicate(timeout=60)
        assert json.loads(out)["by_state"] == {"accepted": 9, "unknown_present": 1}
        check(emulator, plan, path)


def _race(races: list[tuple[str, str]], options: dict[str, Any], results: Any, barrier: Any) -> None:
    """Takes part in each race."""
    for path, code in races:
        with iinkedsign.Client(**options) as client:
            barrier.wait()
            results.put((path, _apply(client, path, code)))


def _forked(races: list[tuple[str, str]], options: dict[str, Any], results: Any, barrier: Any) -> None:
    """The same, in a child of its own each time that inherits a client which was used."""
    for path, code in races:
        with iinkedsign.Client(**options) as client:
            next(client.list_packages(page_size=1))
            child = os.fork()
            if child == 0:
                barrier.wait()
                results.put((path, _apply(client, path, code)))
                results.close()
                results.join_thread()
                os._exit(0)
            os.waitpid(child, 0)


def _apply(client: iinkedsign.Client, path: str, code: str) -> Any:
    try:
        return client.apply_deletion(path, confirm=code).summary["accepted"]
    except iinkedsign.JournalError as error:
        return str(error)


# Together 50 races.
@pytest.mark.parametrize(
    ("method", "take_part", "rounds"),
    [("fork", _race, 20), ("fork", _forked, 15), ("spawn", _race, 15)],
    ids=["fork", "children with a client", "spawn"],
)
def test_races_over_one_plan(tmp_path: Path, method: str, take_part: Any, rounds: int) -> None:
    context, racers, items = multiprocessing.get_context(method), 4, 8
    with Emulator(packages=2_000, seed=3) as emulator:
        plan = planned(emulator, tmp_path / "all.plan", rounds * items)
        ids = plan.items.column("package_id")
        races = []
        for race in range(rounds):
            path = tmp_path / f"{race}.plan"
            part = plan.without(ids[: race * items] + ids[(race + 1) * items :])
            part.write(path)
            races.append((path, part))
        results, barrier = context.Queue(), context.Barrier(racers)
        given = [(str(path), part.code) for path, part in races]
        arguments = (given, dict(emulator.options), results, barrier)
        processes = [context.Process(target=take_part, args=arguments) for _ in range(racers)]
        for process in processes:
            process.start()
        told = [results.get(timeout=120) for _ in range(racers * rounds)]
        for process in processes:
            process.join()
        for path, part in races:
            of_it = [said for name, said in told if name == str(path)]
            assert of_it.count(items) == 1, of_it
            assert all(it == items or "is locked" in it or "is there" in it for it in of_it), of_it
            assert sorted(intents(path)) == sorted(part.items.column("package_id"))
            check(emulator, part, path, alone=False)
