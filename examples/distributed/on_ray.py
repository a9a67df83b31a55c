"""An audit on Ray: how many packages are in which state.

    python examples/distributed/on_ray.py

Needs ray[data].  Without a key in the environment it is an emulated account.
"""

from __future__ import annotations

import pyarrow
import ray
from account import account, show
from iinkedsign.distributed import audit_partitions

WORKERS = 2


def main() -> None:
    with account() as ids:
        ray.init(num_cpus=WORKERS, include_dashboard=False)
        rows = audit_partitions(workers=WORKERS, requests_per_second=200)
        packages = (
            ray.data.from_arrow(pyarrow.table({"package_id": ids}))
            .repartition(8)
            # As many at once as the budget was divided by.
            .map_batches(rows, batch_format="pyarrow", batch_size=None, compute=ray.data.TaskPoolStrategy(size=WORKERS))
        )
        states = packages.groupby("effective_state").count().take_all()
        show({row["effective_state"]: row["count()"] for row in states})
        ray.shutdown()


if __name__ == "__main__":
    main()
