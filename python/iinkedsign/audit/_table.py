"""One table of an audit."""

from __future__ import annotations

from importlib import import_module
from os import PathLike
from typing import Any, NoReturn

from .. import _native


class Table:
    """Rows and columns in Arrow's format: ``polars.DataFrame(table)``, ``pyarrow.table(table)``.

    No other library is needed to read it: :meth:`to_dicts` and :meth:`column` give plain Python values.
    """

    __slots__ = ("_native",)

    def __init__(self, native: _native.Table) -> None:
        self._native = native

    @property
    def name(self) -> str:
        """What the rows are, in the plural."""
        return self._native.name

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.columns

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"<{self.name}: {len(self)} rows, {len(self.columns)} columns>"

    def _repr_html_(self) -> str:
        from .notebook import table_html

        return table_html(self)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._native.__arrow_c_schema__()

    def column(self, name: str) -> list[Any]:
        """The values of one column."""
        return self._native.column(name)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dicts: times as ``datetime`` in UTC, durations as ``timedelta``."""
        return self._native.to_dicts()

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``."""
        return import_module("pyarrow").table(self)

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``."""
        return import_module("polars").DataFrame(self)

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``, made with pyarrow.

        Whole numbers and flags have pandas' nullable types (``Int64``, ``Int32``, ``boolean``), whether or not there
        are nulls among them: each column has the same type in every table.
        """
        pandas, pyarrow = import_module("pandas"), import_module("pyarrow")
        nullable = {
            pyarrow.int32(): pandas.Int32Dtype(),
            pyarrow.int64(): pandas.Int64Dtype(),
            pyarrow.bool_(): pandas.BooleanDtype(),
        }
        return self.to_arrow().to_pandas(types_mapper=nullable.get)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Table cannot be pickled or copied: write() it, or take to_arrow() or to_dicts()")

    def write(self, path: str | PathLike[str]) -> None:
        """Write it to a file: ``.parquet``, ``.arrow``, ``.csv``, ``.jsonl`` or ``.xlsx``."""
        self._native.write(path)
