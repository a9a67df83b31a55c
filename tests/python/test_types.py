"""The types of answers, and the parsers of the times and durations in them."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import iinkedsign
import pytest
from iinkedsign import _native


def hint(kind: str, name: str, key: str) -> Any:
    """The annotation that a field of this kind has."""
    kind, _, inner = kind.partition(":")
    if (name, key) in {
        ("Package", "packageId"),
        ("RescindedPackage", "packageId"),
        ("PackageStatus", "packageId"),
        ("PackageVideos", "packageId"),
        ("PackageSummary", "packageId"),
    }:
        return str  # an answer without it is no success
    if kind == "json":
        return typing.Any
    if kind == "list":
        return types.GenericAlias(list, (getattr(iinkedsign, inner),)) | None
    if kind == "record":
        return getattr(iinkedsign, inner) | None
    if kind == "link":
        return getattr(iinkedsign, inner) | str | None
    return {"integer": int, "flag": bool}.get(kind, str) | None


def test_typed_dicts_are_the_schemas() -> None:
    seen = set()
    for name, fields in _native.schemas().items():
        if name == "PackagePage":  # what a page is, is not for users to know
            continue
        seen.add(name)
        typed = getattr(iinkedsign, name)
        assert typing.is_typeddict(typed) and typed.__total__, name
        hints = typing.get_type_hints(typed)
        assert hints == {key: hint(kind, name, key) for key, kind, _ in fields}, name
        assert list(hints) == [key for key, _, _ in fields], name
        assert all(doc and "\n" not in doc for _, _, doc in fields)
    from iinkedsign import types as module

    seen |= {"DriftEntry", "VideoFile"}  # no answers of the server
    assert seen == {name for name, it in vars(module).items() if typing.is_typeddict(it)}
    assert seen == set(module.__all__)


UTC = timezone.utc
TIMES: list[tuple[str | None, datetime | None]] = [
    (None, None),
    ("2022-03-02T20:08:41Z", datetime(2022, 3, 2, 20, 8, 41, tzinfo=UTC)),
    ("2022-03-02T20:08:41.261Z", datetime(2022, 3, 2, 20, 8, 41, 261000, tzinfo=UTC)),
    ("2019-08-20T18:58:02.2596573Z", datetime(2019, 8, 20, 18, 58, 2, 259657, tzinfo=UTC)),
    ("2019-08-20T18:58:02.2596579Z", datetime(2019, 8, 20, 18, 58, 2, 259657, tzinfo=UTC)),
    ("2022-03-02T20:08:41", datetime(2022, 3, 2, 20, 8, 41, tzinfo=UTC)),
    ("2022-03-02T20:08:41.5", datetime(2022, 3, 2, 20, 8, 41, 500000, tzinfo=UTC)),
    ("2022-03-02T20:08:41+02:00", datetime(2022, 3, 2, 18, 8, 41, tzinfo=UTC)),
    ("2022-03-02T20:08:41.9999999-05:30", datetime(2022, 3, 3, 1, 38, 41, 999999, tzinfo=UTC)),
    ("1969-12-31T23:59:59.9999999Z", datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
    ("0001-01-01T00:00:00Z", None),  # what .NET writes for "no date"
    ("0001-01-01T00:00:00", None),
    ("0001-01-01T00:00:00.0000000+01:00", None),
    ("0002-01-01T00:00:00Z", datetime(2, 1, 1, tzinfo=UTC)),
    ("9999-12-31T23:59:59.9999999Z", datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
]


@pytest.mark.parametrize(("text", "time"), TIMES, ids=str)
def test_parse_time(text: str | None, time: datetime | None) -> None:
    got = iinkedsign.parse_time(text)
    assert got == time
    assert got is None or got.utcoffset() == timedelta(0)


DURATIONS: list[tuple[str | None, timedelta | None]] = [
    (None, None),
    ("PT6S", timedelta(seconds=6)),
    ("PT5M12S", timedelta(minutes=5, seconds=12)),
    ("PT2M7S", timedelta(minutes=2, seconds=7)),
    ("PT0S", timedelta(0)),
    ("PT1H0M3.25S", timedelta(hours=1, seconds=3.25)),
    ("P1DT2H", timedelta(days=1, hours=2)),
    ("PT1.2345678S", timedelta(seconds=1, microseconds=234567)),
    ("PT90M", timedelta(minutes=90)),
]


@pytest.mark.parametrize(("text", "duration"), DURATIONS, ids=str)
def test_parse_duration(text: str | None, duration: timedelta | None) -> None:
    assert iinkedsign.parse_duration(text) == duration


@pytest.mark.parametrize("parse", [iinkedsign.parse_time, iinkedsign.parse_duration])
@pytest.mark.parametrize(
    "wrong", ["", "x", "2022-13-45T00:00:00Z", "PT", "P", "6 s", "2022-03-02T25:00:00Z", "\x00", "\ud800"]
)
def test_parse_refuses(parse: Callable[[str], object], wrong: str) -> None:
    with pytest.raises(iinkedsign.InvalidArgumentError):
        parse(wrong)


@pytest.mark.parametrize("parse", [iinkedsign.parse_time, iinkedsign.parse_duration])
@pytest.mark.parametrize("wrong", [5, 1.5, b"PT6S", datetime(2022, 1, 1), timedelta(1)])
def test_parse_wrong_type(parse: Callable[[Any], object], wrong: object) -> None:
    with pytest.raises(TypeError):
        parse(wrong)
