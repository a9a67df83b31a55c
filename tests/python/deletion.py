"""Plans of the emulator's packages, the command line that applies them, and what its log must then show."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import iinkedsign
from commandline import start
from concurrency import until
from iinkedsign.testing import Emulator

STATES = ["draft", "open", "executed", "expired", "rescinded"]
UNKNOWN = ("unknown_deleted", "unknown_absent", "unknown_present", "unknown_unverified")
# What has no default.
DECIDED: dict[str, Any] = {
    "what": "packages",
    "notify": False,
    "override_retention": True,
    "archive": None,
    "max_deletes": 1_000,
}


def deletes(emulator: Emulator) -> list[dict[str, Any]]:
    return [
        json.loads(request["body"])
        for request in emulator.requests
        if request["operation"] in {"delete_package", "delete_videos"}
    ]


def planned(emulator: Emulator, path: Path, items: int, archive: Any = None) -> iinkedsign.DeletionPlan:
    """A plan of so many packages, in its file."""
    with iinkedsign.Client(**emulator.options) as client:
        plan = client.plan_deletion(
            emulator.package_ids,
            **{**DECIDED, "archive": archive, "max_deletes": 100_000},
            states=STATES,
        )
    assert len(plan) >= items
    plan = plan.without(plan.items.column("package_id")[items:])
    plan.write(path)
    emulator.clear_requests()
    return plan


def written(plan: iinkedsign.DeletionPlan, folder: Path) -> Path:
    """The file of a plan in that folder."""
    plan.write(folder / "q3.plan")
    return folder / "q3.plan"


def intents(path: Path) -> list[str]:
    """The packages that have an intent in the journal."""
    journal = Path(f"{path}.journal")
    lines = journal.read_bytes().split(b"\n")[:-1] if journal.exists() else []
    entries = [json.loads(line)["entry"] for line in lines]
    return [entry["intent"]["package_id"] for entry in entries if "intent" in entry]


def wait_for_a_deletion(emulator: Emulator) -> None:
    """Waits until one is asked for."""
    until(lambda: any(request["operation"] == "delete_package" for request in emulator.requests))


def check(emulator: Emulator, plan: iinkedsign.DeletionPlan, path: Path, *, alone: bool = True) -> None:
    """Invariants 1, 2 and 4; ``alone`` unless the emulator was also asked for the items of other plans."""
    written = intents(path)
    assert len(written) == len(set(written)), "two intents for one item"
    asked = [
        json.loads(request["body"])["packageId"]
        for request in emulator.requests
        if request["operation"] == "delete_package"
    ]
    if not alone:
        asked = [package for package in asked if package in set(plan.items.column("package_id"))]
    assert set(asked) <= set(written), "a deletion without an intent"
    assert set(written) <= set(plan.items.column("package_id")), "a deletion without an item"
    for package in plan.items.column("package_id"):
        assert emulator.package_state(package)["delete_requests"] <= 1, f"{package} was processed twice"


def run(emulator: Emulator, path: Path, code: str, *more: str) -> subprocess.Popen[str]:
    command = "resume" if Path(f"{path}.journal").exists() else "apply"
    options = ("--confirm", code, "--canary", "2", "--max-unknown", "100000", "--json", *more)
    return start(command, str(path), *options, at=emulator)
