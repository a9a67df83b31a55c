"""The function that engines apply to each partition of the ids, without any engine: Arrow in, Arrow out."""

from __future__ import annotations

import multiprocessing
import pickle
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from itertools import repeat
from typing import Any

import iinkedsign
import pandas
import pyarrow
import pytest
from conftest import KEY
from hostile import Server
from iinkedsign.distributed import audit_partitions
from iinkedsign.testing import Emulator
from statuses import answer, serve

TABLES = ("packages", "documents", "signers", "revisions", "videos", "errors")
AS_OF = "2026-11-22T12:00:00Z"


@pytest.fixture(scope="module")
def account() -> Iterator[tuple[Emulator, list[Any]]]:
    """An account, and inputs of every sort: packages, one that cannot be read, absent ones, no ids, duplicates."""
    with Emulator(packages=120, seed=11, api_key=KEY) as emulator:
        emulator.add_fault("status=500", operation="status", package_id=emulator.package_ids[7])
        yield emulator, [*emulator.package_ids, "no-such", "a/b", "", None, *emulator.package_ids[:5]]


def batches(ids: list[Any], size: int, column: str = "package_id") -> Iterator[Any]:
    """The ids as an engine passes them: in batches, with columns that are nobody's business."""
    for first in range(0, len(ids), size):
        some = ids[first : first + size]
        yield pyarrow.record_batch({"number": pyarrow.array(range(len(some))), column: pyarrow.array(some, "string")})


def dicts(rows: Any) -> list[dict[str, Any]]:
    found = list(rows)
    assert all(isinstance(batch, pyarrow.RecordBatch) for batch in found)
    return [row for batch in found for row in batch.to_pylist()]


def expected(emulator: Emulator, ids: list[Any], table: str, **options: Any) -> list[dict[str, Any]]:
    """The rows of an audit in this process."""
    with iinkedsign.Client(**emulator.options, max_retries=0) as client:
        rows: list[dict[str, Any]] = getattr(client.audit(ids, as_of=AS_OF, **options), table).to_dicts()
    return rows


@pytest.mark.parametrize("links", [False, True])
@pytest.mark.parametrize("table", TABLES)
def test_rows_are_those_of_an_audit(account: tuple[Emulator, list[Any]], table: str, links: bool) -> None:
    emulator, ids = account
    options: dict[str, Any] = {"include_videos": True, "include_links": links}
    rows = audit_partitions(
        emulator.options, max_retries=0, table=table, column="id", as_of=AS_OF, workers=3, **options
    )
    found = list(rows(batches(ids, 25, "id")))
    assert all(batch.schema.equals(rows.schema) for batch in found)
    assert dicts(found) == expected(emulator, ids, table, **options)


def test_every_input_is_a_row(account: tuple[Emulator, list[Any]]) -> None:
    emulator, ids = account
    found = dicts(audit_partitions(options=emulator.options, max_retries=0)(batches(ids, 10)))
    assert [row["package_id"] for row in found] == ids
    kinds = {row["package_id"]: row["error_kind"] for row in found if row["error_kind"]}
    assert kinds == {
        emulator.package_ids[7]: "server",
        "no-such": "not_found",
        "a/b": "invalid_argument",
        "": "invalid_argument",
        None: "invalid_argument",
    }


def test_tables_and_frames_become_tables_and_frames(account: tuple[Emulator, list[Any]]) -> None:
    emulator, ids = account
    rows = audit_partitions(emulator.options, max_retries=0, as_of=AS_OF)
    given = pyarrow.Table.from_batches(batches(ids, 50))
    right = expected(emulator, ids, "packages")

    table = rows(given)
    assert table.schema.equals(rows.schema)
    assert table.to_pylist() == right

    frame = rows(given.to_pandas())
    assert isinstance(frame, pandas.DataFrame)
    assert pyarrow.Table.from_pandas(frame, preserve_index=False).to_pylist() == right
    assert (frame.dtypes == rows.meta.dtypes).all() and len(rows.meta) == 0


def test_nothing_in_nothing_out() -> None:
    rows = audit_partitions(base_url="http://127.0.0.1:1/api/v1", api_key=KEY)
    assert list(rows(iter([]))) == list(rows(batches([], 1))) == []
    empty = pyarrow.table({"package_id": pyarrow.array([], "string")})
    assert rows(empty).equals(rows.schema.empty_table())
    assert (rows(empty.to_pandas()).dtypes == rows.meta.dtypes).all()


def test_no_dictionaries_and_one_line_for_spark() -> None:
    rows = audit_partitions(api_key=KEY, table="videos")
    assert rows.schema.field("state").type == pyarrow.string()
    assert rows.ddl.startswith("`package_id` string, `meeting_video_id` string, ")
    assert "`time_created` timestamp, " in rows.ddl and "`duration` interval day to second, `size` bigint" in rows.ddl
    for table in TABLES:
        rows = audit_partitions(api_key=KEY, table=table, include_links=True)
        assert re.findall("`([^`]*)`", rows.ddl) == rows.schema.names


def test_ids_are_read_as_they_are_needed(account: tuple[Emulator, list[Any]]) -> None:
    emulator, ids = account
    read = []

    def endless() -> Iterator[Any]:
        for number in range(10_000):
            read.append(number)
            yield from batches(ids[:1] * 4_000, 4_000)

    rows = audit_partitions(emulator.options)(endless())
    assert next(rows).num_rows > 0
    assert len(read) <= 3, "10,000 inputs are one audit"


def test_one_instant_for_all() -> None:
    """The driver's, if none is given: a worker may come days later."""
    sign_by = datetime.now(timezone.utc) + timedelta(seconds=1)
    with Server(serve(instead=lambda id, _: answer(id, state="open", timeSignBy=sign_by.isoformat()))) as server:
        options = {"base_url": server.base_url, "api_key": KEY}
        early = audit_partitions(options)
        time.sleep(1.1)
        found = [dicts(rows(batches(["a"], 1)))[0]["is_overdue"] for rows in (early, audit_partitions(options))]
    assert found == [False, True]


def test_pickles(account: tuple[Emulator, list[Any]]) -> None:
    emulator, ids = account
    options: dict[str, Any] = {"table": "signers", "pii": "hash", "pii_key": "a", "as_of": AS_OF}
    copied = pickle.loads(pickle.dumps(audit_partitions(emulator.options, **options, max_retries=0)))
    assert dicts(copied(batches(ids, 25))) == expected(emulator, ids, "signers", pii="hash", pii_key="a")


def test_nothing_prints_a_secret() -> None:
    secrets = {"api_key": KEY, "pii": "hash", "pii_key": "canary-pii", "proxy": "http://a:canary-proxy@127.0.0.1:1"}
    rows = audit_partitions(secrets, workers=4)
    assert repr(rows) == str(rows) == "<packages of the ids in 'package_id', a share of 1/4 for each worker>"


def test_the_key_may_be_in_the_workers_environment_alone(
    account: tuple[Emulator, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    emulator, ids = account
    rows = audit_partitions(base_url=emulator.base_url, max_retries=0, as_of=AS_OF)
    pickled = pickle.dumps(rows)
    assert KEY.encode() not in pickled
    with pytest.raises(iinkedsign.ConfigurationError, match="set IINKEDSIGN_API_KEY"):
        next(rows(batches(ids, 10)))
    monkeypatch.setenv("IINKEDSIGN_API_KEY", KEY)
    assert dicts(pickle.loads(pickled)(batches(ids, 10))) == expected(emulator, ids, "packages")


WRONG = [
    ({"table": "package"}, "table must be one of packages, documents, signers, revisions, videos, errors"),
    ({"column": 3}, "column must be a str, not int"),
    ({"workers": 0}, "workers must be a whole number from 1 on"),
    ({"workers": 1.5}, "workers must be an int, not float"),
    ({"as_of": "2026-11-22"}, 'as_of must say its time zone, such as "2026-11-22T12:00:00Z"'),
    ({"pii_key": "x"}, 'pii_key has a meaning with pii="hash" only'),
    ({"concurrency": 0}, "concurrency must be a whole number from 1 to 1,000"),
    ({"requests_per_second": "10"}, "requests_per_second must be a number, or None for no ceiling, not str"),
    ({"timeout": 0}, "timeout must be a positive number of seconds, or None for no limit"),
    ({"resume": None}, "audit_partitions() got an unexpected keyword argument 'resume'"),
    ({"foo": 1}, "audit_partitions() got an unexpected keyword argument 'foo'"),
    ({"progress": True}, "audit_partitions() got an unexpected keyword argument 'progress'"),
]


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_wrong_options_are_refused_before_the_workers_have_them(options: dict[str, Any], message: str) -> None:
    with pytest.raises((ValueError, TypeError)) as caught:
        audit_partitions(options)
    assert str(caught.value) == message


def test_a_column_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="package_id"):
        next(audit_partitions(api_key=KEY)(batches(["a"], 1, "id")))


@pytest.mark.parametrize("partition", [{"package_id": ["a"]}, pyarrow.record_batch({"package_id": ["a"]})])
def test_invalid_partitions_are_refused(partition: Any) -> None:
    with pytest.raises(TypeError) as caught:
        audit_partitions(api_key=KEY)(partition)
    assert str(caught.value) == (
        "a partition must be an iterator of record batches, a pyarrow.Table or a pandas.DataFrame, "
        f'not {type(partition).__name__} (Ray passes tables with batch_format="pyarrow")'
    )


def test_pyarrow_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ModuleNotFoundError, match="pyarrow"):
        audit_partitions(api_key=KEY)


def work(rows: Any, ids: list[str]) -> list[dict[str, Any]]:
    """What a worker does with a partition."""
    return dicts(rows(batches(ids, 10)))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_keep_the_budget_together(method: str) -> None:
    """Two processes, three partitions each, one client in each: 100 requests a second, and no more."""
    with Emulator(packages=240, seed=2) as emulator:
        ids = emulator.package_ids[:240]
        rows = audit_partitions(emulator.options, requests_per_second=100, workers=2, as_of=AS_OF)
        # The process that forks has a client of its own by then.
        assert len(work(rows, ids[:1])) == 1
        emulator.clear_requests()
        with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
            found = list(pool.map(work, repeat(rows), [ids[first::6] for first in range(6)]))
        sent = sorted(request["time"] for request in emulator.requests)
        connections = {request["connection"] for request in emulator.requests}
    for first in range(6):
        assert [row["package_id"] for row in found[first]] == ids[first::6]
    assert len(sent) == 240
    for first in range(0, len(sent) - 50, 10):
        # A server's clock is not the client's, and a thread may be late.
        assert sent[first + 50] - sent[first] >= 50 / 100 * 0.8
    assert len(connections) <= 64, "each process has its share of the slots"


def test_threads_of_a_worker_share_its_client() -> None:
    """Dask's workers have threads."""
    with Emulator(packages=100, seed=2) as emulator:
        ids = emulator.package_ids[:100]
        rows = audit_partitions(emulator.options, requests_per_second=200, workers=2)
        with ThreadPoolExecutor(4) as pool:
            copies = [pickle.loads(pickle.dumps(rows)) for _ in range(4)]
            found = list(pool.map(work, copies, [ids[first::4] for first in range(4)]))
        sent = sorted(request["time"] for request in emulator.requests)
    assert sum(len(part) for part in found) == len(sent) == 100
    assert sent[-1] - sent[0] >= 99 / 100 * 0.8
