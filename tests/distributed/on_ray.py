"""Ray: two tasks at once on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow
import ray


@contextmanager
def engine() -> Iterator[Any]:
    ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR")
    ray.data.DataContext.get_current().execution_options.preserve_order = True
    try:
        yield apply
    finally:
        ray.shutdown()


def apply(rows: Any, _meta: Any, ids: list[Any], partitions: int) -> list[dict[str, Any]]:
    blocks = ray.data.from_arrow(pyarrow.table({"package_id": ids})).repartition(partitions)
    found: list[dict[str, Any]] = blocks.map_batches(
        rows, batch_format="pyarrow", batch_size=None, compute=ray.data.TaskPoolStrategy(size=2)
    ).take_all()
    return found
