"""The example's notebook: it runs, what it answers is right, and what is saved in it is what it shows.

``UPDATE=1`` saves what it shows now.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import iinkedsign
import nbformat
import pytest
from crafted import AS_OF
from iinkedsign.testing import Emulator
from matplotlib import font_manager
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[2] / "examples" / "audit.ipynb"

# What is asked of the notebook when it has run.
ANSWERS = """
import json
print(json.dumps({
    "overdue": sorted(overdue["package_id"]),
    "oldest": overdue["days_overdue"][0],
    "blocking": dict(zip(blocking["email"], blocking["packages"])),
    "changes": changes.counts,
    "gone": changes.gone,
    "unreachable": changes.unreachable,
    "newly overdue": sorted(changes.overdue),
    "past": sorted(past["meeting_video_id"]),
    "size": past["size"].sum(),
    "drafts": drafts[:2],
    "rows": len(packages),
}))
"""


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook after a run, with a last cell that tells its answers."""
    # The first use of matplotlib on a machine looks for fonts, and says so; the kernel is not to be the first.
    assert font_manager.fontManager.ttflist
    folder = tmp_path_factory.mktemp("jupyter")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(ANSWERS))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
            patch.setenv(name, str(folder / name.lower()))
        for name in list(os.environ):
            if name.startswith("IINKEDSIGN_"):
                patch.delenv(name)
        NotebookClient(notebook, timeout=600, kernel_name="python3", record_timing=False).execute(cwd=folder)
    return notebook


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
    assert not [
        output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"
    ]
    assert sum("image/png" in output.get("data", ()) for output in outputs) == 1
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert not [part for part in ("/tmp", "/home", "/root", "127.0.0.1", "localhost", "://") if part in text]


def test_its_answers_are_right(answers: dict[str, Any]) -> None:
    """The same questions to the same emulator, without audit and without tables."""
    with Emulator(packages=3_000, seed=7) as emulator, iinkedsign.Client(**emulator.options) as client:
        drafts = [it["packageId"] for it in client.list_packages(states=["draft"], all_members=True)][:2]
        ids = [it["packageId"] for it in client.list_packages(all_members=True)]
        statuses = [client.package_status(id) for id in ids if id not in drafts]
        overdue, late_since, waiting = [], [], Counter[str | None]()
        for it in statuses:
            sign_by = iinkedsign.parse_time(it["timeSignBy"]) if it["timeSignBy"] else None
            late = AS_OF - sign_by if sign_by else None
            missing = [signer for signer in it["signers"] or () if not has_signed(it, signer["signerId"])]
            if it["state"] not in ("open", "expired") or it["isExecuted"]:
                continue
            if late and late.total_seconds() > 0:
                overdue.append((late.days, it["packageId"]))
                late_since += [it["packageId"]] if late.days < 7 else []
            if it["state"] == "open" and (it["type"] == "video_closing_room" or not late or late.days < 0):
                waiting.update(
                    who["email"] for who in (missing[:1] if it["type"] == "Sequential" else missing)
                )
        past = [
            video
            for it in statuses
            if it["type"] == "video_closing_room"
            for video in client.list_videos(it["packageId"])["videos"] or ()
            if video["timeRetention"]
            and (iinkedsign.parse_time(video["timeRetention"]) or AS_OF) < AS_OF
            and video["state"] != "deleted"
            and not video["timeDeleted"]
        ]
    assert answers["rows"] == len(ids)
    assert answers["overdue"] == sorted(id for _, id in overdue)
    assert answers["oldest"] == max(overdue)[0]
    assert answers["blocking"] == dict(waiting)
    assert answers["newly overdue"] == sorted(late_since)
    assert answers["drafts"] == drafts
    assert (answers["gone"], answers["unreachable"]) == ([drafts[0]], [drafts[1]])
    assert answers["changes"]["signed"] == answers["changes"]["new"] == 0
    assert answers["past"] == sorted(str(video["meetingVideoId"]) for video in past)
    assert answers["size"] == sum(video["size"] or 0 for video in past)


def has_signed(status: iinkedsign.PackageStatus, signer: str | None) -> bool:
    """Whether every revision of the signer's is signed."""
    return all(
        revision["isSigned"]
        for document in status["documents"] or ()
        for revision in document["revisions"] or ()
        if revision["signerId"] == signer
    )
