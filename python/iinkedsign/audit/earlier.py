"""Reads the packages of an earlier audit."""

from __future__ import annotations

import json
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import textfile
from ..exceptions import InvalidArgumentError
from . import values
from ._table import Table

if TYPE_CHECKING:
    from collections.abc import Callable


class Package(NamedTuple):
    """What is compared of a package; the names are those of the columns."""

    package_id: str
    name: str | None
    effective_state: str | None
    is_overdue: bool | None
    signers_signed: int | None
    signers_total: int | None
    error_kind: str | None

    @property
    def known(self) -> bool:
        """Whether it is a row with data."""
        return self.error_kind is None


# How the values of each column are read.
_COLUMNS: dict[str, Callable[[object], Any]] = {
    "package_id": values.identifier,
    "name": values.text,
    "effective_state": values.word,
    "is_overdue": values.flag,
    "signers_signed": values.count,
    "signers_total": values.count,
    "error_kind": values.kind,
}


def packages_of(table: Any) -> dict[str, Package]:
    """Every package of a table once, by its id in lower case."""
    where = "earlier"
    lines: list[int] | None = None
    if isinstance(table, str | PathLike):
        path = Path(table)
        (table, lines), where = _file(path), str(path)
    columns = [_column(table, name, where) for name in _COLUMNS]
    if not isinstance(table, Table):  # whose values are ours
        columns = [_read(name, column, where, lines) for name, column in zip(_COLUMNS, columns, strict=True)]
    rows = map(Package._make, zip(*columns, strict=True))
    # Rows that repeat an input are equal; one without an id is an input that was none.
    return {row.package_id.lower(): row for row in rows if row.package_id is not None}


def _read(name: str, column: list[Any], where: str, lines: list[int] | None) -> list[Any]:
    """The values of a column, or an error that names the first which cannot be read."""
    read = _COLUMNS[name]
    found = []
    for place, value in enumerate(column):
        try:
            found.append(read(value))
        except values.NotReadable as expected:
            row = f"row {place + 1}" if lines is None else f"line {lines[place]}"
            raise InvalidArgumentError(
                f"cannot read {where}: {name} has {values.shown(value)} in {row}, which is {expected}"
            ) from None
    return found


def _column(table: Any, name: str, where: str) -> list[Any]:
    """The values of a column, None for what is not there."""
    try:
        if isinstance(table, Table):
            return table.column(name)
        if isinstance(table, list | tuple):
            return [row[name] for row in table]
        column: Any = table[name]
    except (KeyError, TypeError, LookupError):
        column = ()
    except Exception as error:  # polars has its own exception for it
        if type(error).__name__ != "ColumnNotFoundError":
            raise
        column = ()
    if hasattr(column, "to_pylist"):  # pyarrow
        return list(column.to_pylist())
    if hasattr(column, "notna"):  # pandas: what is missing may be nan, NaT or NA
        return list(column.astype(object).where(column.notna(), None).tolist())
    if hasattr(column, "to_list"):  # polars
        return list(column.to_list())
    raise InvalidArgumentError(
        f"{where} has no column {name}: it must be the packages of an audit, as an Audit, a Table, a table of pandas, "
        "polars or pyarrow, a list of dicts, or a file that write() wrote"
    )


def _file(path: Path) -> tuple[Any, list[int] | None]:
    """The table in a file, and of a text the line on which each row ends."""
    suffix = path.suffix.lower()
    if suffix not in (".parquet", ".arrow", ".csv", ".jsonl"):
        raise InvalidArgumentError(f"cannot read {path}: the suffix must be .parquet, .csv, .jsonl or .arrow")
    with path.open("rb") as file:
        try:
            if suffix in (".parquet", ".arrow"):
                return _arrow_file(path, suffix), None
            text = textfile.decode(file.read())
            return (_csv_rows if suffix == ".csv" else _json_rows)(text)
        except ImportError:
            raise
        except Exception as error:  # each library has its own for what is no such file
            reason = str(error).partition("\n")[0]
            raise InvalidArgumentError(f"cannot read {path}: {reason}") from error


def _csv_rows(text: str) -> tuple[list[dict[str, str | None]], list[int]]:
    """The rows by the names of the header; what a row is too short for is null."""
    rows, lines = textfile.table(text)
    header = [name.strip() for name in rows[0]] if rows else []
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise ValueError(f"it has no column {missing[0]}, as the packages of an audit have")
    places = {name: header.index(name) for name in _COLUMNS}
    found = [{name: row[place] if place < len(row) else None for name, place in places.items()} for row in rows[1:]]
    return found, lines[1:]


def _json_rows(text: str) -> tuple[list[Any], list[int]]:
    # A line feed ends a line, and nothing else that Python takes for the end of one.
    found = [(json.loads(line), number) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return [row for row, _ in found], [number for _, number in found]


def _arrow_file(path: Path, suffix: str) -> Any:
    columns = list(_COLUMNS)
    try:
        polars = import_module("polars")
    except ImportError:
        pass
    else:
        read = polars.read_parquet if suffix == ".parquet" else polars.read_ipc
        return read(path, columns=columns)
    try:
        if suffix == ".parquet":
            return import_module("pyarrow.parquet").read_table(path, columns=columns)
        return import_module("pyarrow.feather").read_table(path, columns=columns)
    except ImportError:
        raise ImportError(f"to read {path}, install pyarrow or polars; .csv and .jsonl need neither") from None
