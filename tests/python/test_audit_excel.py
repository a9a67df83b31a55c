"""The workbook of an audit, as openpyxl and LibreOffice open it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import iinkedsign
import openpyxl
import pytest
from commandline import Cli
from concurrency import through_a_pipe
from iinkedsign.testing import Emulator
from served import served
from statuses import answer, package_of
from vendor import PACKAGE

AS_OF = "2026-01-15T12:00:00Z"
SHEETS = ["packages", "documents", "signers", "revisions", "videos", "errors"]
# Each is a package's name and a signer's.
TEXTS = [
    "=1+1",
    '=HYPERLINK("http://a.example/"&A1,"click")',
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "'=1+1",
    "{=1+1}",
    "00042",
    "1e5",
    "2026-01-15",
    "TRUE",
    "#N/A",
    "http://a.example/",
    "mailto:a@a.example",
    "_x000D_ and _x0041_",
    "a\u0007b\u000bc\ufffed\uffff",
    "two\nlines\r\nand more",
    "<b>&amp;</b>",
    "  blanks  ",
    "عقد بيع 🖋",
    "null\u0000",
]


@pytest.fixture(scope="module")
def audit() -> Iterator[iinkedsign.Audit]:
    """Of the emulator, with videos and errors."""
    with Emulator(packages=60) as emulator, iinkedsign.Client(**emulator.options) as client:
        yield client.audit([*emulator.package_ids, "no-such-package", None], as_of=AS_OF, include_videos=True)


@pytest.fixture(scope="module")
def hostile() -> Iterator[iinkedsign.Audit]:
    """With texts that a spreadsheet could take for something else."""

    def serve(connection: Any, request: Any) -> None:
        text = TEXTS[int(package_of(request))]
        signers = [{"signerId": text, "firstName": text, "lastName": "", "email": text}]
        connection.send(answer(package_of(request), name=text, signers=signers, externalData={"a": text}))

    with served(serve) as (client, _):
        yield client.audit(map(str, range(len(TEXTS))), as_of=AS_OF)


def plain(value: Any) -> Any:
    """A value of a table as a cell has it."""
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).replace(tzinfo=None)
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return None if value == "" else value


def escaped(text: str) -> str:
    """As the format has what XML cannot hold; openpyxl leaves it so."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda it: f"_x{ord(it[0]):04X}_", text)


def near(cell: Any, value: Any) -> bool:
    """Times are floats there; openpyxl reads them to the millisecond."""
    if isinstance(value, datetime | timedelta) and type(cell) is type(value):
        return bool(abs(cell - value) <= timedelta(milliseconds=1))
    return type(cell) is type(value) and bool(cell == value)


def test_every_table_is_a_sheet(audit: iinkedsign.Audit, tmp_path: Path) -> None:
    path = tmp_path / "audit.xlsx"
    assert audit.write(path) == [path]
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == SHEETS
    for sheet in workbook:
        table = getattr(audit, sheet.title)
        header, *rows = sheet.iter_rows(values_only=True)
        assert list(header) == table.columns
        assert len(rows) == len(table) and (len(rows) > 0)
        for row, expected in zip(rows, table.to_dicts(), strict=True):
            for name, cell, value in zip(header, row, expected.values(), strict=True):
                assert near(cell, plain(value)), (sheet.title, name, cell, value)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
        assert all(sheet.column_dimensions[column[0].column_letter].width >= 8 for column in sheet.columns)


def test_kinds_of_cells(audit: iinkedsign.Audit, tmp_path: Path) -> None:
    audit.write(tmp_path / "audit.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "audit.xlsx")
    found = {
        name: {(cell.data_type, cell.number_format) for cell in column[1:] if cell.value is not None}
        for sheet in workbook
        for column in sheet.columns
        for name in [f"{sheet.title}.{column[0].value}"]
    }
    for name, expected in {
        "packages.package_id": {("s", "@")},
        "packages.time_sign_by": {("d", "yyyy-mm-dd hh:mm:ss")},
        "packages.state": {("s", "@")},
        "packages.is_overdue": {("b", "General")},
        "packages.days_overdue": {("n", "General")},
        "packages.next_signers": {("s", "@")},
        "signers.email": {("s", "@")},
        "videos.duration": {("d", "[h]:mm:ss")},
        "videos.size": {("n", "General")},
        "errors.http_status": {("n", "General")},
    }.items():
        assert found[name] == expected, name


def test_texts_stay_texts(hostile: iinkedsign.Audit, tmp_path: Path) -> None:
    path = tmp_path / "it.xlsx"
    hostile.write(path)
    workbook = openpyxl.load_workbook(path)
    for sheet, name in (("packages", "name"), ("signers", "first_name"), ("signers", "signer_id")):
        [column] = (column for column in workbook[sheet].columns if column[0].value == name)
        assert [cell.data_type for cell in column[1:]] == ["s"] * len(TEXTS)
        # A cell of this format stays a text when it is edited.
        assert {cell.number_format for cell in column[1:]} == {"@"}
        assert [cell.value for cell in column[1:]] == [escaped(it) for it in getattr(hostile, sheet).column(name)]
    with zipfile.ZipFile(path) as archive:
        for part in archive.namelist():
            text = archive.read(part)
            assert b"<f>" not in text and b"<f " not in text and b"<hyperlink" not in text, part
            assert "externalLink" not in part and "rels/sheet" not in part


def test_one_table(audit: iinkedsign.Audit, tmp_path: Path) -> None:
    audit.signers.write(tmp_path / "it.XLSX")
    workbook = openpyxl.load_workbook(tmp_path / "it.XLSX")
    assert workbook.sheetnames == ["signers"]
    assert workbook["signers"].max_row == len(audit.signers) + 1


def test_without_rows(tmp_path: Path) -> None:
    with iinkedsign.Client(api_key="k", base_url="http://127.0.0.1:9/") as client:
        client.audit([]).write(tmp_path / "it.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "it.xlsx")
    assert workbook.sheetnames == SHEETS
    assert {sheet.max_row for sheet in workbook} == {1}
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in workbook)


LIMITS: list[tuple[dict[str, Any], str, Any]] = [
    ({"name": "x" * 32_767}, "name", "x" * 32_767),
    ({"name": "x" * 32_768}, "name", "x" * 32_766 + "…"),
    ({"name": "🖋" * 16_384}, "name", "🖋" * 16_382 + "…"),
    ({"timeSignBy": "1900-02-28T12:00:00Z"}, "time_sign_by", "1900-02-28T12:00:00.000000Z"),
    ({"timeSignBy": "1900-03-01T00:00:00Z"}, "time_sign_by", datetime(1900, 3, 1)),
    ({"timeSignBy": "1969-12-31T23:59:59.9Z"}, "time_sign_by", datetime(1969, 12, 31, 23, 59, 59, 900_000)),
    ({"timeSignBy": "9999-12-31T23:59:59Z"}, "time_sign_by", datetime(9999, 12, 31, 23, 59, 59)),
    ({"timeSignBy": "2026-06-01T12:00:00+02:00"}, "time_sign_by", datetime(2026, 6, 1, 10)),
]


@pytest.mark.parametrize(("fields", "column", "expected"), LIMITS)
def test_limits_of_a_cell(tmp_path: Path, fields: dict[str, Any], column: str, expected: Any) -> None:
    with served(answer("a", **fields)) as (client, _):
        client.audit(["a"], as_of=AS_OF).write(tmp_path / "it.xlsx")
    header, row = openpyxl.load_workbook(tmp_path / "it.xlsx")["packages"].iter_rows(values_only=True)
    assert near(row[header.index(column)], expected)


def test_numbers_and_durations(tmp_path: Path) -> None:
    """What a float cannot hold is a text, as is what Excel cannot show."""
    videos = [
        {"size": 2**53, "duration": "PT26H0.5S"},
        {"size": 2**53 + 1, "duration": "-PT1S"},
        {"size": -(2**62), "duration": "PT0S"},
    ]

    with served(answer("a"), answer("a", videos=videos)) as (client, _):
        client.audit(["a"], include_videos=True).write(tmp_path / "it.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "it.xlsx")["videos"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert [row[header.index("size")] for row in rows] == [2**53, str(2**53 + 1), str(-(2**62))]
    durations = [row[header.index("duration")] for row in rows]
    assert near(durations[0], timedelta(hours=26, milliseconds=500))
    assert durations[1] == "-PT1S"
    assert near(durations[2], timedelta())


def test_more_rows_than_a_sheet_holds(emulator: Emulator, client: iinkedsign.Client, tmp_path: Path) -> None:
    path = tmp_path / "it.xlsx"
    path.write_text("old")
    audit = client.audit([PACKAGE] * 1_048_576)
    expected = (
        f"cannot write {path}: packages has 1048576 rows and a header, and a sheet of Excel holds 1,048,576: "
        "write .parquet, .csv, .jsonl or .arrow"
    )
    for write in (audit.write, audit.packages.write):
        with pytest.raises(iinkedsign.InvalidArgumentError) as raised:
            write(path)
        assert str(raised.value) == expected
    assert [(it.name, it.read_text()) for it in tmp_path.iterdir()] == [("it.xlsx", "old")]
    audit.signers.write(path)  # which has the rows of each package once


def test_a_pipe_is_written_to(audit: iinkedsign.Audit, tmp_path: Path) -> None:
    written = through_a_pipe(tmp_path / "pipe.xlsx", audit.write)
    assert openpyxl.load_workbook(io.BytesIO(written)).sheetnames == SHEETS


def test_command_line(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    out = tmp_path / "audit.xlsx"
    run = cli("audit", "--all", "--out", str(out))
    assert (run.code, run.err) == (0, f"wrote {out}\n")
    assert openpyxl.load_workbook(out)["packages"].max_row == 1 + len(emulator.package_ids)


def test_too_many_ids_are_refused_before_they_are_asked_for(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    ids, out = tmp_path / "ids", tmp_path / "audit.xlsx"
    ids.write_text(f"{PACKAGE}\n" * 1_048_576)
    run = cli("audit", str(ids), "--out", str(out))
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        f"iinkedsign: --out {out}: there are 1048576 ids, and a sheet of Excel holds 1,048,576 rows, its header "
        "included: write .parquet, .csv, .jsonl or .arrow\n"
    )
    assert emulator.requests == [] and not out.exists()
    assert cli("audit", str(ids), "--out", str(out), "--limit", "2", "--json").json["packages"] == 2


def test_libreoffice(hostile: iinkedsign.Audit, tmp_path: Path) -> None:
    """It computes whatever it takes for a formula, and shows what it was told."""
    hostile.write(tmp_path / "it.xlsx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            # Comma, double quote, UTF-8, from the first line, all cells as they are shown, the first sheet.
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1",
            "it.xlsx",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    [shown] = tmp_path.glob("it*.csv")
    rows = list(csv.reader(io.StringIO(shown.read_text(encoding="utf-8"), newline="")))
    assert rows[0] == hostile.packages.columns

    def blanks(text: str) -> str:
        # Of control characters and line ends a spreadsheet makes its own.
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())

    names = [blanks(row[rows[0].index("name")]) for row in rows[1:]]
    assert names == [blanks(text) for text in hostile.packages.column("name")]
