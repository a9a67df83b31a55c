"""Ten thousand random operations under faults: every result that a caller gets is true."""

from __future__ import annotations

import copy
import os
import random

import pytest
from model.process import LIMITS, Held, Process, held, rising
from model.script import DELETES

import model

# Others than these are tried by scripts/soak.
SEEDS = [int(seed) for seed in os.environ.get("MODEL_SEEDS", "1 2 3 4").split()]
OPERATIONS = 2_500


@pytest.mark.parametrize("seed", SEEDS)
def test_what_callers_are_told(seed: int) -> None:
    tally = model.play(seed, OPERATIONS)
    assert tally.violations == [], model.report(seed, OPERATIONS, tally)
    assert tally.operations >= OPERATIONS
    # A round in which little went wrong would prove little.
    assert tally.faults >= OPERATIONS / 4
    assert {"ok", "cancelled", "NotFoundError", "RateLimitError", "ServerError"} <= set(tally.told)
    assert {f"OutcomeUnknownError {it}" for it in ("absent", "present", "unverified", "rescinded")} <= set(tally.told)


def falsify(call: model.Call, told: str) -> None:
    """Turns what a caller was told into something else, to see whether the checker notices."""
    error = call.error
    if told == "slow":
        call.seconds += 1_000
    elif told == "missing" and call.operation == "list":
        del call.answer[:1]
    elif call.operation not in DELETES:
        return
    elif told == "ok" and call.told == "NotFoundError" or told == "NotFoundError" and call.told == "ok":
        call.told = told
        call.error = None
    elif told == "received" and error is not None:
        error.attempts = (error.attempts or 0) + 1
    elif told.startswith("OutcomeUnknownError") and error is not None and error.evidence in ("absent", "present"):
        error.evidence = "absent" if told.endswith("absent") else "present"


def test_the_checker_notices() -> None:
    """A checker that finds nothing must be able to find something: here callers are told something else."""
    with model.played(7, 1_000) as it:
        account, work = it.account, it.work
        it.account = copy.deepcopy(account)
        assert it.checker().check().violations == []
        for told, wrong in [
            ("ok", "told as done, but it is not"),
            ("NotFoundError", "told as not done, but it is"),
            ("OutcomeUnknownError absent", "told as absent, but it is there"),
            ("OutcomeUnknownError present", "told as present, but it is gone"),
            ("slow", "the call ran over its time limit"),
            ("received", "which is not"),
            ("missing", "a package that lasted was not listed"),
        ]:
            it.work, it.account = copy.deepcopy(work), copy.deepcopy(account)
            for script in it.work.plan:
                for call in script:
                    falsify(call, told)
            found = it.checker().check().violations
            assert any(wrong in violation for violation in found), told


def test_a_process_of_its_own() -> None:
    """The same from another process, whose clients outlive two servers; it comes back with what it holds."""
    with Process() as process:
        for seed in (5, 6, 7):
            tally = model.play(seed, 500, work_off=process.work_off, port=process.port)
            assert tally.violations == [], model.report(seed, 500, tally)
            assert tally.operations >= 500
    assert len(process.samples) == 3
    for sample in process.samples:
        assert sample.resident > sample.allocated > 1
        assert sample.threads >= 1
        assert sample.descriptors >= 3


def test_what_does_not_stay_flat_is_noticed() -> None:
    chance = random.Random(1)
    now = held()

    def samples(**each: float) -> list[Held]:
        """Sixty rounds that differ by chance, and grow by so much each, after a beginning that grows a lot."""
        return [
            Held(
                now.resident + min(number, 12) * 4 + chance.uniform(-5, 5) + each.get("resident", 0) * number,
                now.allocated + chance.uniform(-0.4, 0.4) + each.get("allocated", 0) * number,
                now.threads + int(each.get("threads", 0) * number),
                now.descriptors + chance.randrange(12) + int(each.get("descriptors", 0) * number),
            )
            for number in range(60)
        ]

    assert rising(samples()) == []
    for name, limit in LIMITS.items():
        # Over the 22 rounds from the middle of one half to the middle of the other.
        (found,) = rising(samples(**{name: (limit + 1) / 15}))
        assert found.startswith(f"{name} rose by "), found
