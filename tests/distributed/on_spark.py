"""Spark: two threads of one executor, each with a Python process; a task may fail twice."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pyspark.sql import SparkSession


@contextmanager
def engine() -> Iterator[Any]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2, 3]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    try:
        yield apply
    finally:
        session.stop()


def apply(rows: Any, meta: Any, ids: list[Any], partitions: int) -> list[dict[str, Any]]:
    session = SparkSession.builder.getOrCreate()
    given = session.sparkContext.parallelize([(id,) for id in ids], partitions)
    frame = session.createDataFrame(given, "package_id string")
    found: list[dict[str, Any]] = frame.mapInArrow(rows, meta.ddl).toArrow().to_pylist()
    return found
