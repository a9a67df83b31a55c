"""Options of audits, and what may stand for ids: a wrong one is refused before anything is sent."""

from __future__ import annotations

import asyncio
import re
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import iinkedsign
import numpy
import pandas
import pyarrow
import pytest
from concurrency import asynchronously
from iinkedsign.testing import Emulator
from statuses import rows
from vendor import DELETABLE, PACKAGE, VIDEO_PACKAGE

WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"as_of": datetime(2026, 1, 1)}, ValueError, "as_of must say its time zone: an aware datetime"),
    *(
        ({"as_of": at}, ValueError, f"as_of must be an instant of the years 1 to 9999 in UTC, not {at}")
        for at in (
            pandas.NaT,
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-12))),
            datetime.min.replace(tzinfo=timezone(timedelta(hours=12))),
        )
    ),
    ({"as_of": "0001-01-01T00:00:00+12:00"}, ValueError, "as_of must be an instant: the year 1 stands for none"),
    ({"as_of": "2026-01-01T00:00:00"}, ValueError, "as_of must say its time zone, such as"),
    ({"as_of": "yesterday"}, ValueError, "as_of: not an ISO 8601 time"),
    ({"as_of": "2026-01-01"}, ValueError, "as_of must say its time zone, such as"),
    ({"as_of": date(2026, 1, 1)}, TypeError, "as_of must be an aware datetime or an ISO 8601 text, not date"),
    ({"as_of": 0}, TypeError, "as_of must be an aware datetime or an ISO 8601 text, not int"),
    ({"concurrency": 0}, ValueError, "concurrency must be"),
    ({"concurrency": -1}, ValueError, "concurrency must be"),
    ({"concurrency": 1 << 70}, ValueError, "concurrency must be"),
    ({"concurrency": 1_001}, ValueError, "concurrency must be a whole number from 1 to 1,000"),
    ({"concurrency": 2.0}, TypeError, "concurrency must be an int, not float"),
    ({"concurrency": True}, TypeError, "concurrency must be an int, not bool"),
    ({"concurrency": None}, TypeError, "concurrency must be an int, not NoneType"),
    ({"include_videos": 1}, TypeError, "include_videos must be a bool, not int"),
    ({"include_links": "yes"}, TypeError, "include_links must be a bool, not str"),
    ({"pii": "drop"}, ValueError, 'pii must be "hash" or None, not another text; a key is given as pii_key'),
    ({"pii": True}, ValueError, 'pii must be "hash" or None, not bool'),
    ({"pii_key": "k"}, ValueError, 'pii_key has a meaning with pii="hash" only'),
    ({"pii": "hash", "pii_key": ""}, ValueError, "pii_key must not be empty"),
    ({"pii": "hash", "pii_key": 5}, TypeError, "pii_key must be a str or bytes, not int"),
    ({"progress": "yes"}, TypeError, "progress must be a function, True, False, or None"),
    ({"unknown": 1}, TypeError, "unexpected keyword argument 'unknown'"),
]
WRONG_AUDIT: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"resume": "earlier"}, TypeError, "resume must be an Audit, not str"),
    ({"resume": KeyboardInterrupt()}, TypeError, "take its .partial"),
]
WRONG_BATCHES: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"batch_size": 0}, ValueError, "batch_size must be a whole number from 1 on"),
    ({"batch_size": "many"}, TypeError, "batch_size must be an int, not str"),
    ({"resume": None}, TypeError, "unexpected keyword argument 'resume'"),
]


def shown(value: Any) -> str:
    return "-".join(f"{name}={item}" for name, item in value.items()) if isinstance(value, dict) else ""


@pytest.mark.parametrize(("options", "error", "text"), WRONG + WRONG_AUDIT, ids=shown)
def test_wrong_options(
    client: iinkedsign.Client, emulator: Emulator, options: dict[str, Any], error: type[Exception], text: str
) -> None:
    async_client = iinkedsign.AsyncClient(**emulator.options)
    for call in (client.audit, lambda *ids, **given: asyncio.run(async_client.audit(*ids, **given))):
        with pytest.raises(error, match=re.escape(text)) as caught:
            call([PACKAGE], **options)
        if error is ValueError:
            assert isinstance(caught.value, iinkedsign.InvalidArgumentError)
    assert emulator.requests == []


@pytest.mark.parametrize(("options", "error", "text"), WRONG + WRONG_BATCHES, ids=shown)
def test_wrong_options_of_batches(
    client: iinkedsign.Client, emulator: Emulator, options: dict[str, Any], error: type[Exception], text: str
) -> None:
    """They are refused by the call, not by its first step."""
    for call in (client.audit_batches, iinkedsign.AsyncClient(**emulator.options).audit_batches):
        with pytest.raises(error, match=re.escape(text)):
            call([PACKAGE], **options)
    assert emulator.requests == []


def test_a_number_of_numpy(client: iinkedsign.Client) -> None:
    batches = client.audit_batches([PACKAGE] * 3, batch_size=numpy.int64(2), concurrency=numpy.uint8(2), progress=False)
    assert [len(batch.packages) for batch in batches] == [2, 1]


@pytest.mark.parametrize("option", ["foo", "client", "function"])
def test_an_unknown_option_names_the_function_that_was_called(client: iinkedsign.Client, option: str) -> None:
    for name in ("audit", "audit_batches"):
        with pytest.raises(TypeError) as caught:
            getattr(client, name)([PACKAGE], **{option: 1})
        assert str(caught.value) == f"{name}() got an unexpected keyword argument {option!r}"


ACCEPTED = "ids must be several: an iterable of str, UUID or dicts with packageId, or a column of a table"
TABLE = pyarrow.table({"package_id": [PACKAGE]})


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        (PACKAGE, ", not one str: put it into a list"),
        (PACKAGE.encode(), ", not one bytes: put it into a list"),
        ({"packageId": PACKAGE}, ", not one dict: put it into a list"),
        (uuid.UUID(PACKAGE), ", not UUID"),
        (5, ", not int"),
        (TABLE, ", not a whole Table: give its column of ids"),
        (TABLE.to_pandas(), ", not a whole DataFrame: give its column of ids"),
    ],
)
def test_wrong_ids(client: iinkedsign.Client, emulator: Emulator, ids: Any, text: str) -> None:
    async_client = iinkedsign.AsyncClient(**emulator.options)
    for call in (
        client.audit,
        client.audit_batches,
        async_client.audit_batches,
        lambda ids: asyncio.run(async_client.audit(ids)),
    ):
        with pytest.raises(TypeError) as caught:
            call(ids)
        assert str(caught.value) == ACCEPTED + text
    assert emulator.requests == []


async def test_an_asynchronous_iterable_belongs_to_the_other_client(client: iinkedsign.Client) -> None:
    ids: Any = asynchronously([PACKAGE])
    with pytest.raises(TypeError, match="AsyncClient takes it"):
        client.audit(ids)
    await ids.aclose()


def test_what_may_stand_for_ids(client: iinkedsign.Client) -> None:
    import pandas
    import polars

    ids = [PACKAGE, VIDEO_PACKAGE, DELETABLE]
    frame = {"id": [*ids, None]}
    for given in (
        [*ids, None],
        iter([*ids, None]),
        pandas.DataFrame(frame)["id"],
        pandas.DataFrame(frame, dtype=object)["id"],
        pandas.DataFrame(frame)["id"].astype("category"),
        polars.DataFrame(frame)["id"],
        pyarrow.table(frame)["id"],
        pyarrow.table(frame)["id"].dictionary_encode(),
        client.audit([*ids, None]).packages.column("package_id"),
        client.audit([*ids, None]).packages.to_dicts(),
    ):
        found = client.audit(given).packages
        assert rows(found, "package_id") == [*ids, None], type(given)
        assert rows(found, "error_kind") == [None, None, None, "invalid_argument"]


@pytest.mark.parametrize(
    "as_of",
    [
        "2026-11-22T12:00:00Z",
        "2026-11-22T14:00:00.000000+02:00",
        datetime(2026, 11, 22, 12, tzinfo=timezone.utc),
        datetime(2026, 11, 22, 6, tzinfo=timezone(timedelta(hours=-6))),
    ],
)
def test_instants(client: iinkedsign.Client, as_of: Any) -> None:
    assert client.audit([], as_of=as_of).as_of == datetime(2026, 11, 22, 12, tzinfo=timezone.utc)


def test_a_pandas_timestamp_is_an_instant(client: iinkedsign.Client) -> None:
    import pandas

    as_of = pandas.Timestamp("2026-11-22T12:00:00.000000900Z")
    assert client.audit([], as_of=as_of).as_of == datetime(2026, 11, 22, 12, tzinfo=timezone.utc)


def test_an_iterator_that_takes_its_time_holds_nothing_up(client: iinkedsign.Client, emulator: Emulator) -> None:
    import time

    asked: list[int] = []

    def ids() -> Iterator[str]:
        for number in range(12):
            asked.append(len(emulator.requests))
            yield f"package-{number}"
            time.sleep(0.05)

    audit = client.audit(ids())
    assert len(audit.packages) == 12
    assert asked[-1] >= 6, "the first ones were asked for while the last ones were still to come"


def test_what_a_column_costs(client: iinkedsign.Client, emulator: Emulator) -> None:
    """A million repeated ids are read in a while, and one request."""
    audit = client.audit([PACKAGE] * 1_000_000, progress=False)
    assert len(audit.packages) == 1_000_000
    assert len(emulator.requests) == 1
    assert len(audit.signers) == 1
