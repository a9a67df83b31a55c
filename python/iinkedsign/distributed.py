"""Audits on many machines: one function that Spark, Ray and Dask apply to each partition of the ids.

Needs pyarrow, which all three bring along.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from inspect import signature
from itertools import islice
from typing import TYPE_CHECKING, Any

from . import _native
from .audit._run import run
from .audit.options import batch_options, whole
from .exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["PartitionAudit", "audit_partitions"]

_TABLES = ("packages", "documents", "signers", "revisions", "videos", "errors")
# So many inputs are one audit, however the engine cuts its batches: the memory of a partition has a bound.
_AT_ONCE = 10_000
# Arrow's types as Spark's DDL has them.
_DDL = {
    "string": "string",
    "bool": "boolean",
    "int32": "int",
    "int64": "bigint",
    "timestamp[us, tz=UTC]": "timestamp",
    "duration[us]": "interval day to second",
    "list<item: string>": "array<string>",
}

# The clients of this process, by their options: what runs here at once or in turn shares connections and
# `requests_per_second`.  There is no lock, which a fork could leave locked.
_clients: dict[tuple[tuple[str, Any], ...], _native.Client] = {}


def audit_partitions(options: Mapping[str, Any] | None = None, **more: Any) -> PartitionAudit:
    """A function for Spark's ``mapInArrow``, Ray's ``map_batches`` and Dask's ``map_partitions``.

    It can be pickled.  It takes an iterator of Arrow record batches with ids and gives one of record batches with
    rows; of a ``pyarrow.Table`` or a ``pandas.DataFrame`` it makes another one.

    Args:
        options: the options below, those of :class:`~iinkedsign.Client`, and those of
            :meth:`~iinkedsign.Client.audit` but ``progress`` and ``resume``.  Without ``api_key`` and
            ``access_token``, each worker looks into its own environment.  A key that is given lies readable in
            the pickled function.
        more: the same, as keywords.
        table: whose rows come out: ``"packages"``, ``"documents"``, ``"signers"``, ``"revisions"``,
            ``"videos"`` or ``"errors"``.
        column: where the ids are.
        workers: how many processes work at once; each has its share of ``requests_per_second`` and
            ``concurrency``.

    Raises:
        ConfigurationError: an option of the client is wrong.
        InvalidArgumentError: another one is.
    """
    return PartitionAudit(**{**(options or {}), **more})


class PartitionAudit:
    """What :func:`audit_partitions` gives.

    Attributes:
        schema: of what comes out, a ``pyarrow.Schema``.  Constants are plain text, as Spark reads no
            dictionaries.
    """

    def __init__(
        self, *, table: str = "packages", column: str = "package_id", workers: int = 1, **options: Any
    ) -> None:
        if table not in _TABLES:
            raise InvalidArgumentError(f"table must be one of {', '.join(_TABLES)}")
        if not isinstance(column, str):
            raise TypeError(f"column must be a str, not {type(column).__name__}")
        self._table, self._column, self._workers = table, column, whole("workers", workers)
        client = {name: options.pop(name) for name in signature(_native.Client).parameters if name in options}
        # Here and not in the workers, so that all compute the facts for one instant.
        self._audit = batch_options("audit_partitions", **options)
        self.schema = self._schema(client)
        self._audit["concurrency"] = max(1, self._audit["concurrency"] // workers)
        if client.get("requests_per_second") is not None:
            client = {**client, "requests_per_second": client["requests_per_second"] / workers}
        self._client = tuple(sorted(client.items()))

    def _schema(self, client: dict[str, Any]) -> Any:
        """An audit of nothing asks for nothing, but needs options without mistakes."""
        # The key may be in the workers' environment alone.
        keyless = client.get("api_key") is None and client.get("access_token") is None
        pyarrow = import_module("pyarrow")
        with _native.Client(**{**client, "api_key": "of-the-workers"} if keyless else client) as it:
            fields = pyarrow.schema(getattr(run(it, [], self._audit, None), self._table))
        return pyarrow.schema(
            field.with_type(field.type.value_type) if pyarrow.types.is_dictionary(field.type) else field
            for field in fields
        )

    @property
    def ddl(self) -> str:
        """The schema as Spark reads it: ``ids.mapInArrow(rows, rows.ddl)``."""
        return ", ".join(f"`{field.name}` {_DDL[str(field.type)]}" for field in self.schema)

    @property
    def meta(self) -> Any:
        """The schema as Dask reads it, a ``pandas.DataFrame`` without rows.

        ``ids.map_partitions(rows, meta=rows.meta)``
        """
        return _frame(self.schema.empty_table())

    def __call__(self, partition: Any) -> Any:
        """The rows of a partition's ids, in their order."""
        pyarrow = import_module("pyarrow")
        if isinstance(partition, pyarrow.Table):
            return self._table_of(partition[self._column].to_pylist())
        if hasattr(partition, "iloc"):
            ids = partition[self._column]
            # pandas has nulls of its own.
            return _frame(self._table_of(ids.astype(object).where(ids.notna(), None)))
        if isinstance(partition, Mapping | pyarrow.RecordBatch):
            raise TypeError(
                "a partition must be an iterator of record batches, a pyarrow.Table or a pandas.DataFrame, "
                f'not {type(partition).__name__} (Ray passes tables with batch_format="pyarrow")'
            )
        return self._rows(id for batch in partition for id in batch.column(self._column).to_pylist())

    def _table_of(self, ids: Iterable[Any]) -> Any:
        return import_module("pyarrow").Table.from_batches(self._rows(ids), self.schema)

    def _rows(self, ids: Iterable[Any]) -> Iterator[Any]:
        rest = iter(ids)
        while some := list(islice(rest, _AT_ONCE)):
            rows = getattr(run(_client_of(self._client), some, self._audit, None), self._table)
            yield from rows.to_arrow().cast(self.schema).to_batches()

    def __repr__(self) -> str:
        return f"<{self._table} of the ids in {self._column!r}, a share of 1/{self._workers} for each worker>"


def _client_of(options: tuple[tuple[str, Any], ...]) -> _native.Client:
    client = _clients.get(options)
    return client if client is not None else _clients.setdefault(options, _native.Client(**dict(options)))


def _frame(table: Any) -> Any:
    """Of Arrow's own types, which nulls do not change: every partition must have the same."""
    return table.to_pandas(types_mapper=import_module("pandas").ArrowDtype)
