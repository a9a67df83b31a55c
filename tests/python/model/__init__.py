"""A model checker: compares what callers are told with the state of the server.

A round is made from a seed.  Many packages each get a script, a few operations in a random order, and several threads
and tasks work the scripts off against an emulator in which everything goes wrong now and then.  Afterwards the
emulator's journal is dealt out to the calls, played through, and each caller's answer is held against it.

A script uses each operation at most once, and a package belongs to one script.  So a request can be ascribed to its
call by package and operation, in the order of the journal, although requests carry no mark.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from iinkedsign.testing import ClientOptions, Emulator

from .account import Account
from .checker import Checker, Tally
from .fault import faults
from .script import Call, scripts
from .work import PATIENT, QUICK, Limits, Watch, Work, work_off

__all__ = ["PATIENT", "Account", "Call", "Checker", "Round", "Tally", "Work", "play", "played", "report"]

REPEATS = 4  # besides the first, for a round that a slow machine spoils

# Works a plan off, with the options of the emulator.
Worker = Callable[[Work, ClientOptions], Work]


@dataclass
class Round:
    """A round that was played: its work, the account before it, and the emulator after it."""

    work: Work
    account: Account
    emulator: Emulator

    def checker(self) -> Checker:
        return Checker(self.work, self.account, self.emulator)


@contextlib.contextmanager
def played(
    seed: int, operations: int, limits: Limits = QUICK, work_off: Worker = work_off, port: int = 0
) -> Iterator[Round]:
    """Plays one round, with the clients in this process or wherever `work_off` has them."""
    chance = random.Random(seed)
    packages = max(500, operations * 2)
    with Emulator(port=port, api_key="model", packages=packages, seed=seed, tls=seed % 4 == 3) as emulator:
        plan = list(scripts(chance, emulator, operations))
        account = Account(emulator, {script[0].package for script in plan})
        for fault in faults():
            emulator.add_fault(fault)
        with Watch() as watch:
            work = work_off(Work(plan, chance.choice(["package", "flat"]), limits), emulator.options)
        work.stall = max(work.stall, watch.stall)
        # What was cancelled or timed out in the very end may still be on its way.
        time.sleep(limits.attempt / 10)
        yield Round(work, account, emulator)


def play(seed: int, operations: int, limits: Limits = QUICK, work_off: Worker = work_off, port: int = 0) -> Tally:
    """Plays one round and tells what it was made of, and what was wrong.

    While the machine stands still, requests arrive after their callers have given up, and out of order.  What is wrong
    in such a round proves nothing, so it is played again; but not forever.
    """
    again = 0
    while True:
        with played(seed, operations, limits, work_off, port) as it:
            tally = it.checker().check()
        if not tally.violations or it.work.stall < limits.attempt / 10 or again == REPEATS:
            tally.again = again
            return tally
        again += 1


def report(seed: int, operations: int, tally: Tally) -> str:
    """What went wrong in a round, and how to run it again (the order of threads differs from run to run)."""
    again = f"scripts/soak --seed {seed} --operations {operations} --round {operations}"
    return "\n".join([*tally.violations[:10], f"{len(tally.violations)} violations; again: {again}"])
