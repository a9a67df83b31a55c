"""Differences between two audits: each change, and what is no change."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from hostile import Connection, Request, http
from iinkedsign.audit import Diff
from iinkedsign.testing import Emulator
from served import served
from statuses import answer, package_of, rows
from vendor import PACKAGE, VIDEO_PACKAGE

EARLIER, NOW = "2026-11-15T12:00:00Z", "2026-11-22T12:00:00Z"
DUE_THEN, DUE_SINCE, DUE_LATER = "2026-11-01T00:00:00Z", "2026-11-20T00:00:00Z", "2026-12-24T00:00:00Z"


def package(signed: int = 0, state: str = "open", due: str = DUE_LATER, **fields: Any) -> dict[str, Any]:
    """A package with two signers, of whom so many have signed."""
    signers = [{"signerId": f"s{number}", "order": number} for number in (1, 2)]
    revisions = [
        {"revisionId": f"r{number}", "signerId": f"s{number}", "isSigned": number <= signed} for number in (1, 2)
    ]
    return {
        "state": state,
        "isExecuted": state == "executed",
        "type": "Sequential",
        "timeSignBy": due,
        "name": f"A package, {signed} signed",
        "signers": signers,
        "documents": [{"documentId": "d", "revisions": revisions, "isExecuted": state == "executed"}],
        **fields,
    }


Two = tuple[iinkedsign.Audit, iinkedsign.Audit]
GONE, AWAY, NOT_ASKED = (404, "package_not_found"), (403, "x_not_authorized"), None
# What a package was, what it is, and the lists in which it stands then.
CASES: dict[str, tuple[Any, Any, list[str]]] = {
    "nothing": (package(1), package(1), []),
    "one-signed": (package(0), package(1), ["signed"]),
    "both-signed": (package(0), package(2, "executed"), ["signed", "executed"]),
    "signature-taken-back": (package(1), package(0), []),
    "executed": (package(2), package(2, "executed"), ["executed"]),
    "was-executed": (package(2, "executed"), package(2, "executed"), []),
    "overdue": (package(due=DUE_SINCE), package(due=DUE_SINCE), ["overdue", "expired"]),
    "was-overdue": (package(due=DUE_THEN), package(due=DUE_THEN), []),
    "no-longer-overdue": (package(due=DUE_THEN), package(due=DUE_LATER), []),
    "due-date-is-new": (package(due=None), package(due=DUE_SINCE), ["overdue", "expired"]),  # type: ignore[arg-type]
    "expired": (package(), package(0, "expired"), ["expired"]),
    "rescinded": (package(), package(0, "rescinded"), ["rescinded"]),
    "unknown-state": (package(), package(0, "archived"), []),
    "gone": (package(), GONE, ["gone"]),
    "unreachable": (package(), AWAY, ["unreachable"]),
    "was-gone": (GONE, GONE, []),
    "back": (GONE, package(), ["back"]),
    "was-unknown": (AWAY, package(2, "executed"), []),
    "unknown-and-gone": (AWAY, GONE, []),
    "gone-and-unknown": (GONE, AWAY, []),
    "new": (NOT_ASKED, package(2, "executed"), ["new"]),
    "new-and-unknown": (NOT_ASKED, AWAY, []),
    "new-and-gone": (NOT_ASKED, GONE, []),
    "not-asked": (package(), NOT_ASKED, ["not_asked"]),
    "unknown-not-asked": (AWAY, NOT_ASKED, []),
}
BOTH = sum(isinstance(then, dict) and isinstance(now, dict) for then, now, _ in CASES.values())


@pytest.fixture(scope="module")
def audits() -> Two:
    """The earlier one and the later one."""
    turn = 0

    def serve(connection: Connection, request: Request) -> None:
        id = package_of(request)
        found = CASES[id][turn]
        if isinstance(found, dict):
            connection.send(answer(id, **found))
        else:
            connection.send(http(found[0], {"error": found[1]}))

    with served(serve) as (client, _):
        asked = [id for id, case in CASES.items() if case[0] is not NOT_ASKED]
        earlier = client.audit([*asked, "a/b", "nothing", None], as_of=EARLIER)
        turn = 1
        asked = [id for id, case in CASES.items() if case[1] is not NOT_ASKED]
        return earlier, client.audit([*asked, "a/b", None, "nothing"], as_of=NOW)


def test_every_case(audits: Two) -> None:
    earlier, later = audits
    diff = later.diff(earlier)
    for change in Diff.CHANGES:
        assert getattr(diff, change) == [id for id, (_, _, changes) in CASES.items() if change in changes], change
    assert diff.counts == {change: len(getattr(diff, change)) for change in Diff.CHANGES}
    assert len(diff) == sum(bool(changes) for _, _, changes in CASES.values())
    assert diff.compared == BOTH
    assert (diff.as_of, diff.earlier_as_of) == (later.as_of, earlier.as_of)


def test_rows(audits: Two) -> None:
    earlier, later = audits
    rows = later.diff(earlier).to_dicts()
    assert len(rows) == sum(len(changes) for _, _, changes in CASES.values())
    by_id = {(row["package_id"], row["change"]): row for row in rows}
    assert by_id["one-signed", "signed"] == {
        "change": "signed",
        "package_id": "one-signed",
        "name": "A package, 1 signed",
        "earlier_state": "open",
        "state": "open",
        "earlier_signers_signed": 0,
        "signers_signed": 1,
        "signers_total": 2,
        "error_kind": None,
    }
    gone = by_id["gone", "gone"]
    assert (gone["name"], gone["earlier_state"], gone["state"], gone["error_kind"]) == (
        "A package, 0 signed",
        "open",
        None,
        "not_found",
    )
    assert by_id["not-asked", "not_asked"]["state"] is None


def test_a_package_whose_videos_are_not_found_is_not_gone(emulator: Emulator, client: iinkedsign.Client) -> None:
    """Its status was there; only a 404 of that is one of the package."""
    earlier = client.audit([PACKAGE, VIDEO_PACKAGE], include_videos=True)
    emulator.add_fault("status=404", operation="list_videos", package_id=PACKAGE)
    emulator.add_fault("status=404", operation="status", package_id=VIDEO_PACKAGE)
    later = client.audit([PACKAGE, VIDEO_PACKAGE], include_videos=True)
    assert rows(later.errors, "package_id", "error_kind", "error_code", "http_status", "attempts") == [
        (PACKAGE, "api", "package_not_found", 404, 2),
        (VIDEO_PACKAGE, "not_found", "package_not_found", 404, 1),
    ]
    assert later.errors.column("error_message")[0].startswith(f"list of videos of package {PACKAGE} failed: ")
    diff = later.diff(earlier)
    assert (diff.unreachable, diff.gone, len(diff)) == ([PACKAGE], [VIDEO_PACKAGE], 2)
    emulator.clear_faults()
    diff = client.audit([PACKAGE, VIDEO_PACKAGE], include_videos=True).diff(later)
    assert (diff.back, len(diff)) == ([VIDEO_PACKAGE], 1)


def test_an_id_in_another_case_is_the_same_package() -> None:
    with served(lambda connection, request: connection.send(answer(package_of(request), **package(1)))) as (client, _):
        earlier = client.audit(["AB", "cd", "EF"])
        later = client.audit(["ab", "CD", "new"])
    for source in (earlier, earlier.packages.to_pandas()):
        diff = later.diff(source)
        assert (diff.compared, diff.new, diff.not_asked, len(diff)) == (2, ["new"], ["EF"], 2)
    signed = earlier.packages.to_dicts()
    for row in signed:
        row["signers_signed"] = 0
    assert later.diff(signed).signed == ["ab", "CD"]


FORMS: dict[str, Callable[[iinkedsign.Audit, Path], Any]] = {
    "Table": lambda audit, _: audit.packages,
    "dicts": lambda audit, _: audit.packages.to_dicts(),
    "pandas": lambda audit, _: audit.packages.to_pandas(),
    "pandas, numpy": lambda audit, _: audit.packages.to_arrow().to_pandas(),
    "polars": lambda audit, _: audit.packages.to_polars(),
    "pyarrow": lambda audit, _: audit.packages.to_arrow(),
    "batch": lambda audit, _: audit.packages.to_arrow().combine_chunks().to_batches()[0],
    **{
        suffix: lambda audit, folder, suffix=suffix: audit.write(folder / f"earlier.{suffix}")[0]  # type: ignore[misc]
        for suffix in ("csv", "jsonl", "parquet", "arrow")
    },
    "text": lambda audit, folder: str(audit.write(folder / "earlier.parquet")[0]),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_earlier_one_may_come_from_anywhere(audits: Two, form: str, tmp_path: Path) -> None:
    earlier, later = audits
    expected, found = later.diff(earlier), later.diff(FORMS[form](earlier, tmp_path))
    assert found.to_dicts() == expected.to_dicts()
    assert (found.compared, found.counts, found.earlier_as_of) == (BOTH, expected.counts, None)


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
def test_pyarrow_reads_files_where_there_is_no_polars(
    audits: Two, suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    earlier, later = audits
    assert later.diff(FORMS[suffix](earlier, tmp_path)).to_dicts() == later.diff(earlier).to_dicts()


def test_no_change(audits: Two) -> None:
    _, later = audits
    diff = later.diff(later)
    assert not diff and len(diff) == 0 and diff.to_dicts() == []
    assert "no change" in repr(diff)


def test_how_it_looks(audits: Two) -> None:
    earlier, later = audits
    diff = later.diff(earlier)
    assert repr(diff).startswith(
        "<Diff from 2026-11-15 12:00 to 2026-11-22 12:00 UTC: 2 signed since, 2 newly overdue, 2 executed, 3 expired, "
    )
    assert "<table>" in diff._repr_html_()
    assert f"{BOTH} packages compared, from 2026-11-15 12:00 to 2026-11-22 12:00 UTC:" in diff._repr_html_()
    # When the earlier one was made, its table does not say.
    diff = later.diff(earlier.packages)
    assert repr(diff).startswith("<Diff from an earlier audit to 2026-11-22 12:00 UTC: 2 signed since, ")
    assert "compared, from an earlier audit to 2026-11-22 12:00 UTC:" in diff._repr_html_()


def test_html_is_escaped() -> None:
    with served(answer("a", **package(name="<script>alert(1)&"))) as (client, _):
        audit = client.audit(["a"], as_of=NOW)
    shown = audit.diff([])._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&amp;" in shown


@pytest.mark.parametrize(
    ("earlier", "error", "text"),
    [
        ([{"package_id": "a"}], ValueError, "earlier has no column name: it must be the packages of an audit"),
        ("nothing.csv", FileNotFoundError, "nothing.csv"),
        ("audit.xlsx", ValueError, "cannot read audit.xlsx: the suffix must be .parquet, .csv, .jsonl or .arrow"),
        (5, ValueError, "earlier has no column package_id"),
        (None, ValueError, "earlier has no column package_id"),
        ({"a": 1}, ValueError, "earlier has no column package_id"),
    ],
)
def test_invalid_earlier_audits_are_refused(audits: Two, earlier: Any, error: type[Exception], text: str) -> None:
    with pytest.raises(error, match=text):
        audits[1].diff(earlier)


def test_another_table_than_packages(audits: Two, tmp_path: Path) -> None:
    earlier, later = audits
    for table in (earlier.signers, earlier.errors, earlier.errors.to_polars(), earlier.errors.to_arrow()):
        with pytest.raises(iinkedsign.InvalidArgumentError, match="it must be the packages of an audit"):
            later.diff(table)
    _, documents, *_ = earlier.write(tmp_path / "earlier.jsonl")
    with pytest.raises(iinkedsign.InvalidArgumentError, match=r"earlier\.documents\.jsonl has no column"):
        later.diff(documents)


@pytest.mark.parametrize("suffix", ["parquet", "arrow", "csv", "jsonl"])
@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_files_that_are_none_of_ours(
    audits: Two,
    suffix: str,
    library: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if library == "pyarrow":
        monkeypatch.setitem(sys.modules, "polars", None)
    earlier, later = audits
    _, documents, *_ = earlier.write(tmp_path / f"earlier.{suffix}")
    broken, empty = tmp_path / f"broken.{suffix}", tmp_path / f"empty.{suffix}"
    broken.write_bytes(b"{\xff")
    empty.touch()
    # Only of JSON Lines an empty file is a table, which has no rows.
    for path in (documents, broken, empty)[: 2 if suffix == "jsonl" else 3]:
        with pytest.raises(iinkedsign.InvalidArgumentError, match=f"{path.name}(:| has no column) "):
            later.diff(path)
    with pytest.raises(FileNotFoundError, match=f"missing.{suffix}"):
        later.diff(tmp_path / f"missing.{suffix}")


def test_a_table_that_pandas_wrote_again(audits: Two, tmp_path: Path) -> None:
    """It writes True with a capital, 1 as 1.0 beside nulls; spreadsheets put a mark before the header."""
    earlier, later = audits
    earlier.packages.to_pandas().to_csv(tmp_path / "it.csv", index=False, encoding="utf-8-sig")
    assert later.diff(tmp_path / "it.csv").to_dicts() == later.diff(earlier).to_dicts()


def test_the_later_one_is_asked(audits: Two) -> None:
    earlier, later = audits
    with pytest.raises(iinkedsign.InvalidArgumentError, match="earlier is later than the audit itself"):
        earlier.diff(later)


def test_long_fields_in_csv(tmp_path: Path) -> None:
    with served(answer("a", externalData={"x": "y" * 300_000})) as (client, _):
        audit = client.audit(["a"], as_of=NOW)
    assert len(audit.diff(audit.write(tmp_path / "it.csv")[0])) == 0
    assert audit.as_of == datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
