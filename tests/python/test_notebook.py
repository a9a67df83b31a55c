"""The example's notebook: it runs, what it answers is right, and what is saved in it is what it shows.

``UPDATE=1`` saves what it shows now.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import iinkedsign
import nbformat
import pytest
from builders import AS_OF
from iinkedsign.testing import Emulator
from matplotlib import font_manager
from notebooks import run

NOTEBOOK = Path(__file__).parents[2] / "examples" / "audit.ipynb"

# What is asked of the notebook when it has run.
ANSWERS = """
import json
print(json.dumps({
    "drafts": drafts[:2],
    "odd": odd,
    "rows": len(packages),
    "overdue": dict(zip(overdue["package_id"], overdue["missing"])),
    "blocking": dict(zip(blocking["signer"], blocking["packages"])),
    "changes": {change: sorted(getattr(changes, change)) for change in changes.CHANGES},
    "newly": len(newly),
    "past": sorted(past["meeting_video_id"]),
    "size": past["size"].sum(),
    "errors": dict(zip(audit.errors.column("package_id"), audit.errors.column("error_kind"))),
    "contradictions": contradicting["package_id"].to_list(),
}))
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook after a run, with a last cell that tells its answers."""
    # The first use of matplotlib on a machine looks for fonts, and says so; the kernel is not to be the first.
    assert font_manager.fontManager.ttflist
    return run(NOTEBOOK, tmp_path_factory.mktemp("jupyter"), ANSWERS)


@pytest.fixture(scope="module")
def answers(ran: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(ran.cells[-1].outputs[0].text)
    return told


def saved(cell: Any) -> list[Any]:
    """What is kept of the outputs of a cell: not how long an audit took."""
    return [
        nbformat.from_dict({**output, "execution_count": None}) if "execution_count" in output else output
        for output in cell.get("outputs", ())
        if output.output_type != "display_data" or "image/png" in output.data
    ]


def comparable(notebook: Any) -> list[Any]:
    """Sources and outputs; of pictures only that there is one, for their bytes differ from machine to machine."""
    return [
        (
            cell.source,
            [
                {**output, "data": sorted(output.data)} if "image/png" in output.get("data", ()) else output
                for output in saved(cell)
            ],
        )
        for cell in notebook.cells
    ]


def test_what_is_saved_is_what_it_shows(ran: Any) -> None:
    ran = nbformat.from_dict({**ran, "cells": ran.cells[:-1]})
    if os.environ.get("UPDATE"):
        for cell in ran.cells:
            cell.metadata = {}
            if cell.cell_type == "code":
                cell.execution_count, cell.outputs = None, saved(cell)
        ran.metadata = nbformat.read(NOTEBOOK, as_version=4).metadata
        nbformat.write(ran, NOTEBOOK)
    kept = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(kept)
    assert comparable(kept) == comparable(ran), "UPDATE=1 pytest tests/python/test_notebook.py saves it"
    outputs = [output for cell in kept.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    assert sum("image/png" in output.get("data", ()) for output in outputs) == 1
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not [part for part in ("/tmp", "/home", "/root", "127.0.0.1", "localhost", "://") if part in text]


Status = iinkedsign.PackageStatus


def is_past(time: str | None, as_of: datetime) -> bool:
    told = iinkedsign.parse_time(time)
    return told is not None and told < as_of


def is_overdue(it: Status, as_of: datetime) -> bool:
    due = it["state"] in ("open", "expired") and not it["isExecuted"]
    return due and is_past(it["timeSignBy"], as_of)


def state(it: Status, as_of: datetime) -> str | None:
    """What it is, whatever older servers call it."""
    if it["state"] != "open" or it["isExecuted"]:
        return "executed" if it["isExecuted"] else it["state"]
    room = it["type"] == "video_closing_room"
    return "expired" if is_past(it["timeSignBy"], as_of) and not room else "open"


def missing(it: Status) -> list[str | None]:
    """The addresses of those who have not signed each revision of theirs."""
    revisions = [part for document in it["documents"] or () for part in document["revisions"] or ()]
    unsigned = {part["signerId"] for part in revisions if not part["isSigned"]}
    return [who["email"] for who in it["signers"] or () if who["signerId"] in unsigned]


def test_its_answers_are_right(answers: dict[str, Any]) -> None:
    """The same questions to the same emulator, without audit and without tables."""
    last_week = AS_OF - timedelta(days=7)
    gone, refused = answers["drafts"]
    with Emulator(packages=3_000, seed=7) as emulator, iinkedsign.Client(**emulator.options) as client:
        before = {
            it["packageId"]: client.package_status(it["packageId"]) for it in client.list_packages(all_members=True)
        }
        for id in answers["odd"]:
            emulator.add_fault("contradiction", operation="status", package_id=id)
        odd = {id: client.package_status(id) for id in answers["odd"]}
        now = {id: odd.get(id, it) for id, it in before.items() if id not in (gone, refused)}
        past = [
            video
            for id, it in now.items()
            if it["type"] == "video_closing_room"
            for video in client.list_videos(id)["videos"] or ()
            if is_past(video["timeRetention"], AS_OF) and video["state"] != "deleted" and not video["timeDeleted"]
        ]
    overdue = {id: it for id, it in now.items() if is_overdue(it, AS_OF)}
    waiting = Counter(
        who
        for it in now.values()
        if state(it, AS_OF) == "open"
        for who in missing(it)[: 1 if it["type"] == "Sequential" else None]
    )
    became = [(id, state(it, AS_OF)) for id, it in now.items() if state(it, AS_OF) != state(before[id], last_week)]
    changes = {
        "signed": [id for id, it in now.items() if len(missing(it)) < len(missing(before[id]))],
        "overdue": [id for id in overdue if not is_overdue(before[id], last_week)],
        **{word: [id for id, state in became if state == word] for word in ("executed", "expired", "rescinded")},
        "gone": [gone],
        "unreachable": [refused],
        **{word: [] for word in ("back", "new", "not_asked")},
    }
    assert answers["rows"] == len(before) == 3_004
    assert answers["overdue"] == {id: ", ".join(map(str, missing(it))) for id, it in overdue.items()}
    assert answers["blocking"] == dict(waiting)
    assert answers["changes"] == {word: sorted(ids) for word, ids in changes.items()}
    assert answers["newly"] == len(changes["overdue"])
    assert answers["past"] == sorted(str(video["meetingVideoId"]) for video in past)
    assert answers["size"] == sum(video["size"] or 0 for video in past)
    assert answers["errors"] == {gone: "not_found", refused: "permission_denied"}
    assert sorted(answers["contradictions"]) == sorted(answers["odd"])
    # And each of them says something.
    for answer in ("overdue", "blocking", "past", "size", "contradictions", "newly"):
        assert answers[answer], answer
    assert {word for word, ids in changes.items() if ids} == {"signed", "overdue", "expired", "gone", "unreachable"}


def test_with_a_key_it_reads_an_account_week_by_week(tmp_path: Path) -> None:
    """It deletes nothing, finds what it wrote the last time, and bears that nobody blocks and nothing changed."""
    last = "print(changes.gone, Path(earlier).name, len(packages))"
    with Emulator() as emulator, iinkedsign.Client(**emulator.options) as client:
        environment = {"IINKEDSIGN_BASE_URL": emulator.base_url, "IINKEDSIGN_API_KEY": emulator.api_key}
        first = run(NOTEBOOK, tmp_path, last, **environment).cells[-1].outputs[0].text
        assert {it["operation"] for it in emulator.requests} == {"list_packages", "status", "list_videos"}
        week_ago, today, *_ = sorted((tmp_path / "audits").glob("????-??-??.parquet"))
        assert first == f"[] {week_ago.name} 4\n"
        # A week passes.
        today.replace(week_ago)
        gone = emulator.package_ids[-1]
        client.delete_package(gone, override_retention=True)
        second = run(NOTEBOOK, tmp_path, last, **environment).cells[-1].outputs[0].text
    assert second == f"['{gone}'] {week_ago.name} 4\n"
