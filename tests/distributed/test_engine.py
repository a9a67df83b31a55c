"""An audit on an engine is what an audit in one process is, at the pace of one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from conftest import Apply
from iinkedsign.distributed import audit_partitions
from iinkedsign.testing import Emulator

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "distributed"
AS_OF = "2026-11-22T12:00:00Z"


def expected(emulator: Emulator, ids: list[Any] | None, table: str, **options: Any) -> list[dict[str, Any]]:
    """The rows of an audit in this process."""
    with iinkedsign.Client(**emulator.options, max_retries=0) as client:
        rows: list[dict[str, Any]] = getattr(client.audit(ids, as_of=AS_OF, **options), table).to_dicts()
    return rows


@pytest.mark.parametrize("table", ["packages", "documents", "signers", "revisions", "videos", "errors"])
def test_rows_and_their_order(apply: Apply, emulator: Emulator, table: str) -> None:
    emulator.add_fault("status=500", operation="status", package_id=emulator.package_ids[7])
    # Packages, one that cannot be read, one that is absent, what is no id.
    ids = [*emulator.package_ids, "no-such", "a/b", "", None]
    options: dict[str, Any] = {"include_videos": True, "include_links": True}
    rows = audit_partitions(
        emulator.options, table=table, max_retries=0, workers=2, as_of=AS_OF, requests_per_second=2_000, **options
    )
    found = apply(rows, rows, ids, 5)
    assert found == expected(emulator, ids, table, **options)
    if table == "packages":
        assert [row["package_id"] for row in found] == ids
        assert Counter(row["error_kind"] for row in found) == {
            None: len(ids) - 5,
            "server": 1,
            "not_found": 1,
            "invalid_argument": 3,
        }


def test_a_duplicate_is_a_row_in_every_partition(apply: Apply, emulator: Emulator) -> None:
    ids = emulator.package_ids[:4] * 30
    rows = audit_partitions(emulator.options, workers=2, as_of=AS_OF)
    assert apply(rows, rows, ids, 3) == expected(emulator, ids, "packages")


def test_the_budget_is_kept_together(apply: Apply, emulator: Emulator) -> None:
    ids = emulator.package_ids[:240]
    rows = audit_partitions(emulator.options, workers=2, requests_per_second=100)
    assert [row["package_id"] for row in apply(rows, rows, ids, 6)] == ids
    sent = sorted(request["time"] for request in emulator.requests)
    assert len(sent) == 240
    for first in range(0, len(sent) - 50, 10):
        # A server's clock is not the clients', and a process may be late.
        assert sent[first + 50] - sent[first] >= 50 / 100 * 0.8


def test_a_worker_that_dies_does_no_harm(apply: Apply, emulator: Emulator, tmp_path: Path) -> None:
    """It has asked for its packages by then; another one asks again, and nothing but statuses is asked for."""
    ids, once = emulator.package_ids[:60], str(tmp_path / "once")
    rows = audit_partitions(emulator.options, workers=2, as_of=AS_OF)

    def dying(partition: Any) -> Any:
        found = rows(partition)
        if hasattr(found, "__next__"):
            found = iter(list(found))
        try:
            os.close(os.open(once, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return found
        os._exit(1)

    found = apply(dying, rows, ids, 3)
    assert os.path.exists(once)
    assert found == expected(emulator, ids, "packages")
    assert {request["operation"] for request in emulator.requests} == {"status"}
    # The last 60 were asked for by `expected`.
    assert 60 < len(emulator.requests) - 60 <= 120


def example(name: str, **variables: str) -> dict[str, int]:
    """Runs an example, and reads what it says of the states."""
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / f"on_{name}.py")],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [line.split() for line in done.stdout.splitlines() if line.startswith("packages ")]
    return {state: int(count) for _, state, count in lines}


def test_example_with_a_key(emulator: Emulator, engine_name: str) -> None:
    counts = example(engine_name, IINKEDSIGN_API_KEY=emulator.api_key, IINKEDSIGN_BASE_URL=emulator.base_url)
    assert counts == Counter(row["effective_state"] for row in expected(emulator, None, "packages"))


def test_the_document_shows_lines_of_the_example(engine_name: str) -> None:
    section = (ROOT / "docs" / "distributed.md").read_text(encoding="utf-8").partition(f"## {engine_name.title()}")[2]
    shown = section.partition("```python\n")[2].partition("```")[0].splitlines()
    lines = [line.strip() for line in (EXAMPLES / f"on_{engine_name}.py").read_text(encoding="utf-8").splitlines()]
    assert len(shown) >= 3
    assert [line for line in shown if line.strip() not in lines] == []


def test_example_without_a_key(engine_name: str) -> None:
    assert sum(example(engine_name).values()) > 200
