"""One measurement of a deletion at scale in a fresh process; it prints numbers.

cleanup_child.py rate BASE_URL PLAN          seconds of an apply
cleanup_child.py calls BASE_URL PLAN         seconds and CPU seconds of reading and deleting each item by single calls
cleanup_child.py apply BASE_URL PLAN         the same of an apply, one item at a time
cleanup_child.py plan BASE_URL PLAN STATES   bytes above the start, to make a plan of the account and to write it
cleanup_child.py read BASE_URL PLAN          the same, to read it, show it and write its page
cleanup_child.py work BASE_URL PLAN          the same, to apply it or to go on with it
cleanup_child.py replay BASE_URL PLAN        seconds to replay its journal
cleanup_child.py video BASE_URL PATH         seconds and bytes above the start, to save the one video there is
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import iinkedsign
from audit_child import memory, reset_peak
from rivals import KEY
from server import PACKAGE_ID, VIDEO_ID

# A run that stops before its end is a failed measurement.
ENDLESS = {"canary": 0, "max_unknown": 1_000_000, "max_refused": 1_000_000, "progress": False}


def main() -> None:
    what, base_url, path = sys.argv[1:4]
    client = iinkedsign.Client(base_url=base_url, api_key=KEY, max_retries=100, timeout=600)
    if what == "plan":
        before = reset_peak()
        plan = client.plan_deletion(
            client.list_packages(all_members=True, page_size=1_000),
            what="packages",
            notify=False,
            override_retention=True,
            archive=None,
            max_deletes=1_000_000,
            states=sys.argv[4].split(","),
            progress=False,
        )
        plan.write(path)
        print(memory("VmHWM") - before)
        return
    if what == "video":
        before = reset_peak()
        start = time.perf_counter()
        client.download_video(PACKAGE_ID, VIDEO_ID, path)
        print(time.perf_counter() - start, memory("VmHWM") - before)
        return
    if what == "read":
        before = reset_peak()
        plan = iinkedsign.DeletionPlan.read(path)
        print(plan.summary, plan.items, file=sys.stderr)
        plan._repr_html_()
        plan.to_html(f"{path}.html")
        print(memory("VmHWM") - before)
        return
    start = time.perf_counter()
    plan = iinkedsign.DeletionPlan.read(path)
    reading = time.perf_counter() - start
    code, items = plan.code, plan.items.column("package_id") if what == "calls" else []
    del plan
    run = client.resume_deletion if Path(f"{path}.journal").exists() else client.apply_deletion
    next(client.list_packages(page_size=1), None)  # the connection
    before, start, cpu = reset_peak(), time.perf_counter(), time.process_time()
    if what == "calls":
        for package in items:
            client.get_package(package)
            client.delete_package(package, notify=False, override_retention=True)
    else:
        concurrency = 1 if what == "apply" else 16
        report = run(path, confirm=code, concurrency=concurrency, **ENDLESS)
        if not report.summary["closed"]:
            raise RuntimeError(report.summary)
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
    if what == "work":
        print(memory("VmHWM") - before)
    elif what in ("calls", "apply"):
        print(seconds, cpu)
    else:
        # A run reads the plan, too.
        print(max(seconds - reading, 0.0) if what == "replay" else seconds)


if __name__ == "__main__":
    main()
