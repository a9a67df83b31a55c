"""Dask: two processes on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dask.dataframe
import pandas
import pyarrow
from dask.distributed import Client, LocalCluster


@contextmanager
def engine() -> Iterator[Any]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster):
        yield apply


def apply(rows: Any, meta: Any, ids: list[Any], partitions: int) -> list[dict[str, Any]]:
    frame = dask.dataframe.from_pandas(pandas.DataFrame({"package_id": ids}), npartitions=partitions)
    found = frame.map_partitions(rows, meta=meta.meta).compute()
    table = pyarrow.Table.from_pandas(found, preserve_index=False)
    result: list[dict[str, Any]] = table.to_pylist()
    return result
