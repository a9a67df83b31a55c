"""The packages of an earlier audit, from wherever they were kept."""

from __future__ import annotations

import csv
import json
import sys
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from ..exceptions import InvalidArgumentError
from ._table import Table

if TYPE_CHECKING:
    from datetime import datetime


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


_COLUMNS = Package._fields


def packages_of(source: Any) -> tuple[dict[str, Package], datetime | None]:
    """Every package once, by its id in lower case, and the instant of the audit if it is known."""
    from ._audit import Audit

    table = source.packages if isinstance(source, Audit) else source
    where = "earlier"
    if isinstance(table, str | PathLike):
        path = Path(table)
        table, where = _file(path), str(path)
    rows = map(Package._make, zip(*(_column(table, name, where) for name in _COLUMNS), strict=True))
    # Rows that repeat an input are equal; one without an id is an input that was none.
    packages = {str(row.package_id).lower(): row for row in rows if row.package_id is not None}
    return packages, source.as_of if isinstance(source, Audit) else None


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


def _file(path: Path) -> Any:
    suffix = path.suffix.lower()
    if suffix not in (".parquet", ".arrow", ".csv", ".jsonl"):
        raise InvalidArgumentError(f"cannot read {path}: the suffix must be .parquet, .csv, .jsonl or .arrow")
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            if suffix == ".csv":
                return _csv_rows(file)
            return [json.loads(line) for line in file] if suffix == ".jsonl" else _arrow_file(path, suffix)
        except ImportError:
            raise
        except Exception as error:  # each library has its own for what is no such file
            reason = str(error).partition("\n")[0]
            raise InvalidArgumentError(f"cannot read {path}: {reason}") from error


def _csv_rows(file: TextIO) -> list[dict[str, Any]]:
    # A field of JSON may be longer than what the module takes for a mistake.
    limit = csv.field_size_limit(sys.maxsize)
    try:
        reader = csv.DictReader(file)
        missing = [name for name in _COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"it has no column {missing[0]}, as the packages of an audit have")
        return [_typed(row) for row in reader]
    finally:
        csv.field_size_limit(limit)


def _typed(row: dict[str, str]) -> dict[str, Any]:
    """What is compared, by its type."""
    values: dict[str, Any] = {name: row[name] or None for name in _COLUMNS}
    for name in ("signers_signed", "signers_total"):
        if values.get(name) is not None:
            # Beside nulls pandas has whole numbers as floats.
            values[name] = int(float(values[name]))
    if values.get("is_overdue") is not None:
        # pandas writes it with a capital.
        values["is_overdue"] = values["is_overdue"].lower() == "true"
    return values


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
        raise ImportError(
            f"to read {path}, install pyarrow or polars; .csv and .jsonl need neither"
        ) from None
