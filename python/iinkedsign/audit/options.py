"""The options of an audit: checked before anything is sent, with errors that say what is accepted."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from operator import index
from typing import SupportsIndex, TypedDict

from .. import _native
from ..exceptions import InvalidArgumentError

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_ZONE = re.compile(r":\d\d.*(Z|[+-]\d\d(:?\d\d)?)$", re.IGNORECASE)


class Options(TypedDict):
    """The options of an audit as the native half takes them."""

    as_of_us: int | None
    concurrency: int
    include_videos: bool
    include_links: bool
    hash_personal: bool
    hash_key: bytes | None


def audit_options(
    function: str,
    /,
    *,
    as_of: object = None,
    concurrency: object = 64,
    include_videos: object = False,
    include_links: object = False,
    pii: object = None,
    pii_key: object = None,
    **unknown: object,
) -> Options:
    """Checks the options that a function took."""
    for name in unknown:
        raise TypeError(f"{function}() got an unexpected keyword argument {name!r}")
    if pii is not None and pii != "hash":
        # Another text may be the key, which belongs into pii_key.
        hint = "another text; a key is given as pii_key" if isinstance(pii, str) else type(pii).__name__
        raise InvalidArgumentError(f'pii must be "hash" or None, not {hint}')
    return {
        "as_of_us": instant("as_of", as_of),
        "concurrency": whole("concurrency", concurrency, _native.MAX_CONCURRENCY),
        "include_videos": flag("include_videos", include_videos),
        "include_links": flag("include_links", include_links),
        "hash_personal": pii == "hash",
        "hash_key": _key(pii_key, hashed=pii == "hash"),
    }


def batch_options(function: str, /, **options: object) -> Options:
    """The same for all batches, which are of one instant."""
    if options.get("as_of") is None:
        options["as_of"] = datetime.now(timezone.utc)
    return audit_options(function, **options)


def whole(name: str, value: object, most: int | None = None) -> int:
    """A number from 1 on, to the most that may be."""
    if isinstance(value, bool) or not isinstance(value, SupportsIndex):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    number = index(value)
    if not 1 <= number <= (most or 0xFFFF_FFFF):
        raise InvalidArgumentError(f"{name} must be a whole number from 1 {f'to {most:,}' if most else 'on'}")
    return number


def flag(name: str, value: object) -> bool:
    """True or false, and nothing that stands for it."""
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be a bool, not {type(value).__name__}")
    return value


def instant(name: str, value: object) -> int | None:
    """Microseconds since 1970.  What leaves its time zone open is refused: facts would depend on the machine."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            time = _native.parse_time(value)
        except InvalidArgumentError as error:
            raise InvalidArgumentError(f"{name}: {error}") from None
        if time is None:
            raise InvalidArgumentError(f"{name} must be an instant: the year 1 stands for none")
        if _ZONE.search(value) is None:
            raise InvalidArgumentError(f'{name} must say its time zone, such as "2026-11-22T12:00:00Z"')
    elif isinstance(value, datetime):
        try:
            offset, time = value.utcoffset(), value.astimezone(timezone.utc)
        except (ValueError, OverflowError):  # pandas' NaT is a datetime, and a year may be another one in UTC
            raise InvalidArgumentError(
                f"{name} must be an instant of the years 1 to 9999 in UTC, not {value}"
            ) from None
        if offset is None:
            raise InvalidArgumentError(f"{name} must say its time zone: an aware datetime, not a naive one")
    else:
        raise TypeError(f"{name} must be an aware datetime or an ISO 8601 text, not {type(value).__name__}")
    return (time - _EPOCH) // timedelta(microseconds=1)


def _key(value: object, *, hashed: bool) -> bytes | None:
    if value is None:
        return None
    if not isinstance(value, str | bytes):
        raise TypeError(f"pii_key must be a str or bytes, not {type(value).__name__}")
    if not value:
        raise InvalidArgumentError("pii_key must not be empty")
    if not hashed:
        raise InvalidArgumentError('pii_key has a meaning with pii="hash" only')
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
