"""An earlier audit's table after it went through databases, spreadsheets and other libraries."""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import iinkedsign
import numpy
import pandas
import polars
import pytest
from iinkedsign.testing import Emulator

AS_OF = "2026-01-15T12:00:00Z"
COLUMNS = ("package_id", "name", "effective_state", "is_overdue", "signers_signed", "signers_total", "error_kind")


@pytest.fixture(scope="module")
def audit() -> Iterator[iinkedsign.Audit]:
    """With packages that are overdue, signed in part, and not there."""
    with Emulator(packages=60) as emulator, iinkedsign.Client(**emulator.options) as client:
        it = client.audit([*emulator.package_ids, "no-such-package"], as_of=AS_OF)
        assert 0 < sum(map(bool, it.packages.column("is_overdue"))) < 60
        yield it


def rows(audit: iinkedsign.Audit) -> list[dict[str, Any]]:
    return [{name: row[name] for name in COLUMNS} for row in audit.packages.to_dicts()]


def as_csv(
    table: list[dict[str, Any]], delimiter: str = ",", *, null: str = "", flags: tuple[str, str] = ("1", "0")
) -> str:
    """As a database or a spreadsheet exports it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in table:
        writer.writerow(null if it is None else flags[not it] if isinstance(it, bool) else it for it in row.values())
    return out.getvalue()


FLAGS = [
    ("true", "false"),
    ("TRUE", "FALSE"),
    ("True", "False"),
    ("1", "0"),
    ("1.0", "0.0"),
    ("-1", "0"),
    ("t", "f"),
    ("T", "F"),
    ("yes", "no"),
    ("Y", "N"),
    ("on", "off"),
    (" true ", "false  "),
    ("VRAI", "FAUX"),
    ("WAHR", "FALSCH"),
    ("VERDADERO", "FALSO"),
]


@pytest.mark.parametrize("flags", FLAGS, ids="/".join)
def test_flags_in_files(audit: iinkedsign.Audit, tmp_path: Path, flags: tuple[str, str]) -> None:
    path = tmp_path / "it.csv"
    path.write_bytes(as_csv(rows(audit), flags=flags).encode())
    assert audit.diff(path).to_dicts() == []
    # What was false then is news, and nothing else is.
    path.write_bytes(as_csv(rows(audit), flags=(flags[1], flags[1])).encode())
    overdue = [row["package_id"] for row in rows(audit) if row["is_overdue"]]
    assert audit.diff(path).overdue == overdue


@pytest.mark.parametrize("null", ["", "NULL", r"\N", "null", "NaN", "nan", "None", "NA", "<NA>", "#N/A"])
def test_nulls_in_files(audit: iinkedsign.Audit, tmp_path: Path, null: str) -> None:
    path = tmp_path / "it.csv"
    path.write_text(as_csv(rows(audit), null=null), encoding="utf-8")
    diff = audit.diff(path)
    assert (diff.compared, diff.to_dicts()) == (len(audit.packages) - 1, [])


@pytest.mark.parametrize("number", ["{}", "{}.0", "{}.00", "{},0", "+{}", " {} ", "0{}"])
def test_numbers_in_files(audit: iinkedsign.Audit, tmp_path: Path, number: str) -> None:
    path = tmp_path / "it.csv"
    table = rows(audit)
    for row in table:
        for name in ("signers_signed", "signers_total"):
            row[name] = None if row[name] is None else number.format(row[name])
    path.write_text(as_csv(table), encoding="utf-8")
    assert audit.diff(path).to_dicts() == []


DELIMITED = [(",", ""), (";", ""), ("\t", ""), (";", "sep=;\r\n"), ("|", "sep=|\n"), (",", '"sep=,"\r\n')]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(("delimiter", "first"), DELIMITED)
def test_files_that_spreadsheets_wrote_again(
    audit: iinkedsign.Audit, tmp_path: Path, encoding: str, delimiter: str, first: str
) -> None:
    path = tmp_path / "it.csv"
    path.write_bytes((first + as_csv(rows(audit), delimiter)).encode(encoding))
    assert audit.diff(path).to_dicts() == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines(audit: iinkedsign.Audit, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "it.jsonl"
    lines = [json.dumps({**row, "is_overdue": row["is_overdue"] and 1}) for row in rows(audit)]
    path.write_bytes(("\r\n\r\n".join(lines) + "\n\n").encode(encoding))
    assert audit.diff(path).to_dicts() == []


def changed(change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[iinkedsign.Audit], Any]:
    return lambda audit: [{**row, **change(row)} for row in rows(audit)]


def numbers(convert: Callable[[Any], Any]) -> Callable[[iinkedsign.Audit], Any]:
    names = ("is_overdue", "signers_signed", "signers_total")
    return changed(lambda row: {name: None if row[name] is None else convert(row[name]) for name in names})


TABLES: dict[str, Callable[[iinkedsign.Audit], Any]] = {
    "whole numbers": numbers(int),
    "floats": numbers(float),
    "decimals": numbers(Decimal),
    "numpy": numbers(numpy.float64),
    "texts": numbers(str),
    "numpy flags": changed(lambda row: {"is_overdue": numpy.bool_(bool(row["is_overdue"]))}),
    "pandas with floats": lambda audit: pandas.DataFrame(numbers(float)(audit)),
    "pandas, read from CSV": lambda audit: pandas.read_csv(io.StringIO(as_csv(rows(audit), flags=("t", "f")))),
    "dicts of pandas": lambda audit: audit.packages.to_pandas().to_dict("records"),
    "polars with integers": lambda audit: polars.DataFrame(numbers(int)(audit)),
    "ids in braces": changed(lambda row: {"package_id": "{" + row["package_id"].upper() + "}"}),
    "filled up": changed(lambda row: {"effective_state": row["effective_state"] and row["effective_state"] + "   "}),
}


@pytest.mark.parametrize("form", TABLES)
def test_tables_of_others(audit: iinkedsign.Audit, form: str) -> None:
    diff = audit.diff(TABLES[form](audit))
    assert (diff.compared, diff.to_dicts()) == (len(audit.packages) - 1, [])


def test_ids_as_uuid(audit: iinkedsign.Audit) -> None:
    def parsed(text: str) -> object:
        try:
            return uuid.UUID(text)
        except ValueError:
            return text

    assert audit.diff([{**row, "package_id": parsed(row["package_id"])} for row in rows(audit)]).to_dicts() == []


REFUSED: list[tuple[str, Any, str]] = [
    ("is_overdue", "maybe", "is_overdue has 'maybe' in row 3, which is neither true nor false"),
    ("is_overdue", "TOSI", "is_overdue has 'TOSI' in row 3, which is neither true nor false"),
    ("is_overdue", "2", "is_overdue has '2' in row 3, which is neither true nor false"),
    ("is_overdue", 2, "is_overdue has 2 in row 3, which is neither true nor false"),
    ("is_overdue", 0.5, "is_overdue has 0.5 in row 3, which is neither true nor false"),
    ("is_overdue", b"1", "is_overdue has a value of type bytes in row 3, which is neither true nor false"),
    ("is_overdue", [1], "is_overdue has a value of type list in row 3, which is neither true nor false"),
    ("signers_signed", "1.5", "signers_signed has '1.5' in row 3, which is no whole number from 0 to 999,999,999"),
    ("signers_signed", 1.5, "signers_signed has 1.5 in row 3, which is no whole number from 0 to 999,999,999"),
    ("signers_signed", -1, "signers_signed has -1 in row 3, which is no whole number from 0 to 999,999,999"),
    ("signers_signed", "1,000", "signers_signed has '1,000' in row 3, which is no whole number from 0 to 999,999,999"),
    ("signers_signed", "1_0", "signers_signed has '1_0' in row 3, which is no whole number from 0 to 999,999,999"),
    ("signers_signed", "٣", "signers_signed has '٣' in row 3, which is no whole number from 0 to 999,999,999"),
    ("signers_signed", True, "signers_signed has True in row 3, which is no whole number from 0 to 999,999,999"),
    ("signers_total", float("inf"), "signers_total has a value of type float in row 3, which is no whole"),
    ("signers_total", 10**20, "signers_total has a value of type int in row 3, which is no whole number"),
    ("signers_total", b"2", "signers_total has a value of type bytes in row 3, which is no whole number"),
    ("package_id", 1.0, "package_id has 1.0 in row 3, which is no id"),
    ("package_id", b"id", "package_id has a value of type bytes in row 3, which is no id"),
    ("effective_state", 4, "effective_state has 4 in row 3, which is no text"),
    ("name", 4, "name has 4 in row 3, which is no text"),
    ("error_kind", "0", "error_kind has '0' in row 3, which is no kind of error"),
    ("error_kind", "not found!", "error_kind has 'not found!' in row 3, which is no kind of error"),
]


@pytest.mark.parametrize(("column", "value", "text"), REFUSED)
def test_what_cannot_be_read_is_refused(
    audit: iinkedsign.Audit, tmp_path: Path, column: str, value: Any, text: str
) -> None:
    table = rows(audit)
    table[2][column] = value
    with pytest.raises(iinkedsign.InvalidArgumentError) as raised:
        audit.diff(table)
    assert str(raised.value).startswith(f"cannot read earlier: {text}")
    if isinstance(value, str):
        path = tmp_path / "it.csv"
        path.write_text("sep=;\n" + as_csv(table, ";"), encoding="utf-8")
        with pytest.raises(iinkedsign.InvalidArgumentError) as raised:
            audit.diff(path)
        # The header is the second line.
        assert str(raised.value) == f"cannot read {path}: {text.replace('row 3', 'line 5')}"


@pytest.mark.parametrize(
    "secret", ["canary-key-5f1c0e9b7a", "https://a.example/x", "h://token", "eyJhbGciOi.canary.sig"]
)
@pytest.mark.parametrize("column", ["is_overdue", "signers_signed", "error_kind"])
def test_a_secret_in_the_wrong_column_is_not_repeated(audit: iinkedsign.Audit, column: str, secret: str) -> None:
    table = rows(audit)
    table[0][column] = secret
    with pytest.raises(iinkedsign.InvalidArgumentError) as raised:
        audit.diff(table)
    assert f"{column} has a text of {len(secret)} characters in row 1" in str(raised.value)
    assert secret not in str(raised.value)


UNREADABLE = [
    ("Müller".encode("cp1252"), "it is not UTF-8 text, but in a code page of Windows (ANSI) or of another system"),
    ("\ufeffpackage_id".encode("utf-16-le") + b"x", "it is UTF-16 text that is damaged at byte 22"),
    (b"\xef\xbb\xbfpackage_id\xff", "it is UTF-8 text that is damaged at byte 13"),
    (b"PK\x03\x04\x14\x00", "it is no text, but a ZIP archive, as Excel's .xlsx is one"),
    (b"package_id,\x00\x00name\n", "it is no text, for it holds bytes of zero"),
]


@pytest.mark.parametrize(("data", "text"), UNREADABLE)
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_files_that_are_no_text(audit: iinkedsign.Audit, tmp_path: Path, suffix: str, data: bytes, text: str) -> None:
    path = tmp_path / f"it.{suffix}"
    path.write_bytes(data)
    with pytest.raises(iinkedsign.InvalidArgumentError) as raised:
        audit.diff(path)
    assert str(raised.value) == f'cannot read {path}: {text}: save it as UTF-8 (in Excel: "CSV UTF-8")'
