"""An audit on Spark: how many packages are in which state.

    python examples/distributed/on_spark.py

Needs pyspark, pandas, pyarrow and Java.  Without a key in the environment it is an emulated account.
"""

from __future__ import annotations

import os
import sys

from account import account, show
from iinkedsign.distributed import audit_partitions
from pyspark.sql import SparkSession

WORKERS = 2


def main() -> None:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with account() as ids:
        session = SparkSession.builder.master(f"local[{WORKERS}]").getOrCreate()
        rows = audit_partitions(workers=WORKERS, requests_per_second=200)
        frame = session.createDataFrame([(id,) for id in ids], "package_id string").repartition(8)
        # Cached, because each action of Spark would request everything again.
        packages = frame.mapInArrow(rows, rows.ddl).cache()
        show({row["effective_state"]: row["count"] for row in packages.groupBy("effective_state").count().collect()})
        session.stop()


if __name__ == "__main__":
    main()
