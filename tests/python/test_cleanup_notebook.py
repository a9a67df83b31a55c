"""The notebook of a clean-up: it runs, and its outputs are true."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
from notebooks import run

NOTEBOOK = Path(__file__).parents[2] / "examples" / "cleanup.ipynb"

# What is asked of it before its end.
ANSWERS = """
import json
print(json.dumps({
    "planned": len(plan),
    "reviewed": len(reviewed),
    "first": first.summary["by_state"],
    "report": report.summary["by_state"],
    "closed": report.summary["closed"],
    "evidence": verified.summary["evidence"],
    "there": [emulator.package_state(it)["exists"] for it in (*stay, held)],
    "requests": [emulator.package_state(it)["delete_requests"] for it in reviewed.items.column("package_id")],
}))
"""


def test_the_notebook(tmp_path: Path) -> None:
    saved = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in saved.cells), "hashes and ports differ with every run"
    notebook = run(NOTEBOOK, tmp_path, ANSWERS, behind=1)
    told: dict[str, Any] = json.loads(notebook.cells[-2].outputs[0].text)
    assert told["planned"] - told["reviewed"] == 2
    assert told["first"]["not_reached"] > 0
    assert told["first"]["accepted"] >= 9
    accepted = told["report"]["accepted"]
    assert told["report"]["held"] == 1
    assert sum(told["report"].values()) == told["reviewed"]
    assert told["closed"]
    assert told["evidence"] == {"absent": accepted, "present": 0, "unverified": 0}
    assert told["there"] == [True, True, True]
    assert max(told["requests"]) == 1
    shown = "".join(str(cell.get("outputs")) for cell in notebook.cells)
    assert "notebook" in shown
    assert {"q3.html", "q3-report.html", "q3-report.parquet", "q3-reviewed.plan.archive"} <= {
        it.name for it in tmp_path.iterdir()
    }
