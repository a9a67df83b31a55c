"""The tables in pandas, polars, pyarrow and DuckDB, by memory and by file; and without any of them."""

from __future__ import annotations

import csv
import errno
import io
import json
import resource
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import iinkedsign
import pandas
import polars
import pyarrow
import pyarrow.feather
import pyarrow.parquet
import pytest
from concurrency import through_a_pipe
from iinkedsign.testing import Emulator
from program import succeeded
from vendor import PACKAGE

Audits = dict[str, iinkedsign.Audit]
NAMES = ("packages", "documents", "signers", "revisions", "videos", "errors")
GOLDEN = Path(__file__).parents[1] / "golden" / "audit_schema.txt"


@pytest.fixture(scope="module")
def audits() -> Audits:
    """One with everything in it, and an empty one."""
    with Emulator(packages=300, seed=11) as emulator, iinkedsign.Client(**emulator.options) as client:
        emulator.add_fault("status=500", operation="status", package_id=emulator.package_ids[7])
        for package_id in emulator.package_ids[20:30]:
            emulator.add_fault("contradiction", operation="status", package_id=package_id)
        ids = [*emulator.package_ids, "no-such", "a/b", "", None, *emulator.package_ids[:5]]
        # Every type of column has values and nulls.
        options: dict[str, Any] = {"include_videos": True, "as_of": "2026-11-22T12:00:00Z"}
        return {"full": client.audit(ids, **options), "empty": client.audit([], **options)}


def test_there_is_something_of_everything(audits: Audits) -> None:
    """Of each type values, nulls and what is empty; of each column values, but for what the emulator never says."""
    values: dict[str, list[Any]] = {}
    without = []
    for name in NAMES:
        table = getattr(audits["full"], name)
        for field in pyarrow.schema(table):
            column = table.column(field.name)
            values.setdefault(str(field.type), []).extend(column)
            without += [f"{name}.{field.name}"] if column.count(None) == len(column) else []
    assert without == ["videos.source"]
    empty: dict[str, Any] = {"string": "", "bool": False, "int32": 0, "int64": 0, "list<item: string>": []}
    assert set(empty) | {
        "timestamp[us, tz=UTC]",
        "duration[us]",
        "dictionary<values=string, indices=int32, ordered=0>",
    } == set(values)
    for kind, found in values.items():
        assert None in found and (kind not in empty or empty[kind] in found), kind
    for kind, part in (("timestamp[us, tz=UTC]", "microsecond"), ("duration[us]", "microseconds")):
        assert {bool(getattr(it, part)) for it in values[kind] if it is not None} == {True, False}


def missing(value: Any) -> Any:
    """A null, whatever pandas has for it."""
    return None if not isinstance(value, list) and pandas.api.types.is_scalar(value) and pandas.isna(value) else value


def by_pandas(frame: Any) -> list[dict[str, Any]]:
    def plain(value: Any) -> Any:
        value = missing(value)
        if isinstance(value, pandas.Timestamp):
            return value.to_pydatetime()
        if isinstance(value, pandas.Timedelta):
            return value.to_pytimedelta()
        return list(value) if hasattr(value, "tolist") and not isinstance(value, str) else value

    columns = {name: [plain(value) for value in frame[name].astype(object)] for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def by_duckdb(query: str, **tables: Any) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name, table in tables.items():
            connection.register(name, table)
        result = connection.sql(query).to_arrow_table()
    rows: list[dict[str, Any]] = result.to_pylist()

    # DuckDB's intervals have months and days besides.
    def plain(value: Any) -> Any:
        return (
            timedelta(days=value.days, microseconds=value.nanoseconds // 1_000)
            if hasattr(value, "nanoseconds")
            else value
        )

    return [{name: plain(value) for name, value in row.items()} for row in rows]


ROUTES: dict[str, Callable[[iinkedsign.audit.Table], list[dict[str, Any]]]] = {
    "pyarrow.table": lambda table: pyarrow.table(table).to_pylist(),
    "pyarrow.RecordBatchReader": lambda table: pyarrow.RecordBatchReader.from_stream(table).read_all().to_pylist(),
    "to_arrow": lambda table: table.to_arrow().to_pylist(),
    "polars.DataFrame": lambda table: polars.DataFrame(table).to_dicts(),
    "to_polars": lambda table: table.to_polars().to_dicts(),
    "pandas.DataFrame.from_arrow": lambda table: by_pandas(pandas.DataFrame.from_arrow(table)),
    "to_pandas": lambda table: by_pandas(table.to_pandas()),
    "duckdb": lambda table: by_duckdb("SELECT * FROM it", it=pyarrow.table(table)),
}


@pytest.mark.parametrize("name", NAMES)
def test_types_in_pandas(audits: Audits, name: str) -> None:
    """As the schema says, whatever values there are: a whole number beside a null stays one."""
    nullable = {"int32": "Int32", "int64": "Int64", "bool": "boolean"}
    times = {"timestamp[us, tz=UTC]": "datetime64[us, UTC]", "duration[us]": "timedelta64[us]"}
    others = {
        "string": "str",
        "list<item: string>": "object",
        "dictionary<values=string, indices=int32, ordered=0>": "category",
    }
    expected = nullable | times | others
    for which in ("full", "empty"):
        table = getattr(audits[which], name)
        found = {column: str(dtype) for column, dtype in table.to_pandas().dtypes.items()}
        assert found == {field.name: expected[str(field.type)] for field in table.to_arrow().schema}, which


def test_numbers_in_pandas(audits: Audits) -> None:
    """They count as numbers, nulls left out, and go back into Arrow as they came."""
    table = audits["full"].packages
    frame = table.to_pandas()
    for name in ("days_overdue", "signers_total", "http_status"):
        values = [value for value in table.column(name) if value is not None]
        assert (frame[name].sum(), frame[name].count()) == (sum(values), len(values))
        assert len(values) < len(frame)
    assert frame["is_overdue"].sum() == sum(map(bool, table.column("is_overdue")))
    assert pyarrow.Table.from_pandas(frame)["http_status"].to_pylist() == table.column("http_status")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("which", ["full", "empty"])
def test_in_memory(audits: Audits, which: str, route: str, name: str) -> None:
    table = getattr(audits[which], name)
    assert (len(table) == 0) == (which == "empty")
    assert ROUTES[route](table) == table.to_dicts()


def test_duckdb_queries_a_table_as_it_is(audits: Audits) -> None:
    packages, signers = audits["full"].packages, audits["full"].signers
    found = duckdb.sql(
        "SELECT state, count(*) AS n FROM packages JOIN signers USING (package_id) GROUP BY state ORDER BY state"
    ).fetchall()
    states = dict(zip(packages.column("package_id"), packages.column("state"), strict=True))
    once = [states[package] for package in signers.column("package_id") for _ in packages_of(packages, package)]
    assert dict(found) == {state: once.count(state) for state in set(once)}


def packages_of(packages: Any, package: str) -> list[str]:
    return [id for id in packages.column("package_id") if id == package]


READERS: dict[str, Callable[[Path], list[dict[str, Any]]]] = {
    "pyarrow.parquet": lambda path: pyarrow.parquet.read_table(path).to_pylist(),
    "polars.parquet": lambda path: polars.read_parquet(path).to_dicts(),
    "pandas.parquet": lambda path: by_pandas(pandas.read_parquet(path, dtype_backend="pyarrow")),
    # Parquet has no durations: who does not read the Arrow schema in it finds microseconds.
    "duckdb.parquet": lambda path: [
        {name: timedelta(microseconds=it) if name == "duration" and it is not None else it for name, it in row.items()}
        for row in by_duckdb(f"SELECT * FROM '{path}'")
    ],
    "pyarrow.arrow": lambda path: pyarrow.feather.read_table(path).to_pylist(),
    "polars.arrow": lambda path: polars.read_ipc(path).to_dicts(),
    "pandas.arrow": lambda path: by_pandas(pandas.read_feather(path, dtype_backend="pyarrow")),
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("which", ["full", "empty"])
def test_in_files(audits: Audits, which: str, reader: str, tmp_path: Path) -> None:
    audit, suffix = audits[which], reader.rpartition(".")[2]
    written = audit.write(tmp_path / f"audit.{suffix}")
    assert [path.name for path in written] == [f"audit.{suffix}", *(f"audit.{name}.{suffix}" for name in NAMES[1:5])]
    for name, path in zip(NAMES, written, strict=False):
        assert READERS[reader](path) == getattr(audit, name).to_dicts(), name


def as_text(value: Any) -> Any:
    """Times and durations as the text formats have them."""
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, timedelta):
        return iso_duration(value)
    return value


def iso_duration(value: timedelta) -> str:
    seconds, micros = divmod(value // timedelta(microseconds=1), 1_000_000)
    return f"PT{seconds}S" if not micros else f"PT{seconds}.{f'{micros:06}'.rstrip('0')}S"


@pytest.mark.parametrize("which", ["full", "empty"])
def test_in_text_files(audits: Audits, which: str, tmp_path: Path) -> None:
    audit = audits[which]
    for name, path in zip(NAMES, audit.write(tmp_path / "audit.jsonl"), strict=False):
        expected = [{key: as_text(value) for key, value in row.items()} for row in getattr(audit, name).to_dicts()]
        for row in expected:
            if row.get("external_data") is not None:
                row["external_data"] = json.loads(row["external_data"])
        assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == expected

    for name, path in zip(NAMES, audit.write(tmp_path / "audit.csv"), strict=False):
        table = getattr(audit, name)
        header, *lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline=""))
        assert header == table.columns
        assert lines == [[in_csv(value) for value in row.values()] for row in table.to_dicts()]
        frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
        assert frame.to_numpy().tolist() == lines


def in_csv(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return str(as_text(value))


def test_one_table_in_a_file_of_its_own(audits: Audits, tmp_path: Path) -> None:
    errors = audits["full"].errors
    errors.write(tmp_path / "errors.parquet")
    assert polars.read_parquet(tmp_path / "errors.parquet").to_dicts() == errors.to_dicts()
    assert list(tmp_path.iterdir()) == [tmp_path / "errors.parquet"]


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("audit.xls", iinkedsign.InvalidArgumentError),
        ("audit", iinkedsign.InvalidArgumentError),
        (".csv", iinkedsign.InvalidArgumentError),
        ("audit.parquet.gz", iinkedsign.InvalidArgumentError),
        ("no-such-directory/audit.csv", FileNotFoundError),
        ("file/audit.csv", NotADirectoryError),
        ("directory.csv", IsADirectoryError),
    ],
)
def test_what_cannot_be_written(audits: Audits, path: str, error: type[Exception], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "directory.csv").mkdir()
    for what in (audits["full"], audits["full"].errors):
        with pytest.raises(error) as caught:
            what.write(tmp_path / path)
        if isinstance(caught.value, OSError):
            # As Python's own functions have it.
            with pytest.raises(error) as expected:
                (tmp_path / path).write_text("")
            assert (caught.value.args, caught.value.filename) == (expected.value.args, str(tmp_path / path))
            assert str(caught.value) == str(expected.value)
        else:
            accepted = "the suffix must be .parquet, .csv, .jsonl, .arrow or .xlsx"
            assert str(caught.value) == f"cannot write {tmp_path / path}: {accepted}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["directory.csv", "file"]


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl", "arrow"])
def test_a_pipe_is_written_to_and_not_replaced(audits: Audits, suffix: str, tmp_path: Path) -> None:
    """As ``/dev/null`` is, which whoever may write in ``/dev`` would else take from everybody."""
    file, pipe = tmp_path / f"file.{suffix}", tmp_path / f"pipe.{suffix}"
    audits["full"].signers.write(file)
    assert through_a_pipe(pipe, audits["full"].signers.write) == file.read_bytes()
    assert sorted(tmp_path.iterdir()) == [file, pipe]


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl", "arrow"])
def test_a_disk_that_is_full(audits: Audits, suffix: str, tmp_path: Path) -> None:
    """No file may grow beyond some bytes, which is told as the system tells of a full disk."""
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    path = tmp_path / f"audit.{suffix}"
    path.write_text("old")
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_048, limit[1]))
    try:
        with pytest.raises(OSError) as caught:
            audits["full"].write(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    error = caught.value
    assert (error.errno, error.strerror, error.filename) == (errno.EFBIG, "File too large", str(path))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_schema_is_the_documented_one_and_does_not_change(audits: Audits) -> None:
    golden = GOLDEN.read_text(encoding="utf-8")
    for name in NAMES:
        block = golden.partition(f"{name}\n")[2].partition("\n\n")[0].splitlines()
        columns = [line.strip().partition(":")[0] for line in block if not line.endswith("with links")]
        schemas = [pyarrow.table(getattr(audit, name)).schema for audit in audits.values()]
        assert schemas[0].equals(schemas[1])
        assert schemas[0].names == columns == getattr(audits["empty"], name).columns
        assert schemas[0].equals(pyarrow.schema(getattr(audits["full"], name)))


ALONE = f"""
import sys

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {{"numpy", "pandas", "polars", "pyarrow", "duckdb", "IPython"}}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Blocker())
import iinkedsign
from iinkedsign.testing import Emulator

with Emulator(packages=30, seed=1) as emulator, iinkedsign.Client(**emulator.options) as client:
    audit = client.audit([*emulator.package_ids, "no-such"], include_videos=True)
assert len(audit.packages) == 35 and len(audit.errors) == 1
assert audit.packages.to_dicts()[-1]["error_kind"] == "not_found"
for suffix in ("parquet", "csv", "jsonl", "arrow"):
    assert len(audit.write(f"audit.{{suffix}}")) == 5
for suffix in ("csv", "jsonl"):
    assert len(audit.diff(f"audit.{{suffix}}")) == 0
audit.to_html("audit.html")
with open("audit.html", encoding="utf-8") as page:
    assert "{PACKAGE}" in page.read()
assert audit._repr_html_() and audit.packages._repr_html_() and audit.diff(audit)._repr_html_()
assert audit.summary["errors"] == 1
for call, name in ((audit.packages.to_pandas, "pandas"), (audit.packages.to_polars, "polars"),
                   (audit.packages.to_arrow, "pyarrow")):
    try:
        call()
    except ModuleNotFoundError as error:
        assert error.name == name
try:
    audit.diff("audit.parquet")
except ImportError as error:
    print(error)
"""


def test_without_any_of_them(tmp_path: Path) -> None:
    told = succeeded([sys.executable, "-W", "error", "-c", ALONE], cwd=tmp_path)
    assert told == "to read audit.parquet, install pyarrow or polars; .csv and .jsonl need neither\n"
