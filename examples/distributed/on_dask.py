"""An audit on Dask: how many packages are in which state.

    python examples/distributed/on_dask.py

Needs dask[dataframe] and distributed.  Without a key in the environment it is an emulated account.
"""

from __future__ import annotations

import dask.dataframe
import pandas
from account import account, show
from dask.distributed import Client, LocalCluster
from iinkedsign.distributed import audit_partitions

WORKERS = 2


def main() -> None:
    with (
        account() as ids,
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster),
    ):
        rows = audit_partitions(workers=WORKERS, requests_per_second=200)
        frame = dask.dataframe.from_pandas(pandas.DataFrame({"package_id": ids}), npartitions=8)
        # With `meta`, because Dask would call the function with made-up ids to learn its columns.
        packages = frame.map_partitions(rows, meta=rows.meta)
        show(packages["effective_state"].value_counts().compute().to_dict())


# The workers import this file.
if __name__ == "__main__":
    main()
