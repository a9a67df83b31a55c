"""The packages of an earlier audit, from wherever they were kept."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, TypeAlias

from ..exceptions import InvalidArgumentError
from ._table import Table

if TYPE_CHECKING:
    from datetime import datetime

    from ._audit import Audit

    # A table of pandas, polars or pyarrow is Any: none of them is needed.
    Earlier: TypeAlias = Audit | Table | str | PathLike[str] | Iterable[Mapping[str, Any]] | Any


class Package(NamedTuple):
    """What is compared of a package; the names are those of the columns."""

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


def packages_of(source: Earlier) -> tuple[dict[str, Package], datetime | None]:
    """Every package once, by its id, and the instant of the audit if it is known."""
    from ._audit import Audit

    table = source.packages if isinstance(source, Audit) else source
    where = "earlier"
    if isinstance(table, str | PathLike):
        path = Path(table)
        table, where = _file(path), str(path)
    ids, *columns = (_column(table, name, where) for name in ("package_id", *Package._fields))
    # Rows that repeat an input are equal; one without an id is an input that was none.
    packages = {id: Package(*row) for id, *row in zip(ids, *columns, strict=True) if id is not None}
    return packages, source.as_of if isinstance(source, Audit) else None


def _column(table: Any, name: str, where: str) -> list[Any]:
    """The values of a column, None for what is not there."""
    try:
        if isinstance(table, Table):
            return table.column(name)
        if isinstance(table, list | tuple):
            return [row[name] for row in table]
        column = table[name]
    except (KeyError, TypeError, LookupError):
        column = None
    except Exception as error:  # polars has its own exception for it
        if type(error).__name__ != "ColumnNotFoundError":
            raise
        column = None
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
    if suffix in (".parquet", ".arrow"):
        return _arrow_file(path, suffix)
    if suffix not in (".csv", ".jsonl"):
        raise InvalidArgumentError(f"cannot read {path}: the suffix must be .parquet, .csv, .jsonl or .arrow")
    try:
        with path.open(encoding="utf-8", newline="") as file:
            if suffix == ".csv":
                return _csv_rows(file)
            return [json.loads(line) for line in file]
    except (ValueError, csv.Error) as error:
        raise InvalidArgumentError(f"cannot read {path}: {error}") from None


def _csv_rows(file: TextIO) -> list[dict[str, Any]]:
    # A field of JSON may be longer than what the module takes for a mistake.
    limit = csv.field_size_limit(sys.maxsize)
    try:
        return [_typed(row) for row in csv.DictReader(file)]
    finally:
        csv.field_size_limit(limit)


def _typed(row: dict[str, str]) -> dict[str, Any]:
    """What is compared, by its type."""
    values: dict[str, Any] = {
        name: row[name] or None for name in ("package_id", *Package._fields) if name in row
    }
    for name in ("signers_signed", "signers_total"):
        if values.get(name) is not None:
            values[name] = int(values[name])
    if values.get("is_overdue") is not None:
        values["is_overdue"] = values["is_overdue"] == "true"
    return values


def _arrow_file(path: Path, suffix: str) -> Any:
    columns = ["package_id", *Package._fields]
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
