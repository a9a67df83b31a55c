"""Ten thousand operations under faults: nobody is told anything that is not so."""

from __future__ import annotations

import copy
import os

import pytest

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
    assert {f"OutcomeUnknownError {it}" for it in ("absent", "present", "unverified")} <= set(tally.told)


def test_the_checker_notices() -> None:
    """A checker that finds nothing must be able to find something: here callers are told something else."""
    with model.played(7, 1_000) as (plan, world, emulator):
        assert model.Checker(plan, copy.deepcopy(world), emulator).check().violations == []
        for told, wrong in [
            ("ok", "told as done, but it is not"),
            ("NotFoundError", "told as not done, but it is"),
            ("OutcomeUnknownError absent", "told as absent, but it is there"),
            ("OutcomeUnknownError present", "told as present, but it is gone"),
            ("slow", "the call ran over its time limit"),
            ("received", "which is not"),
        ]:
            changed = copy.deepcopy(plan)
            for script in changed:
                for call in script:
                    model.falsify(call, told)
            found = model.Checker(changed, copy.deepcopy(world), emulator).check().violations
            assert any(wrong in violation for violation in found), told
