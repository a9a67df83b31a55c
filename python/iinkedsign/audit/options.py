"""The options of an audit: checked before anything is sent, with errors that say what is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import Any, Literal

from .. import _native
from ..exceptions import InvalidArgumentError

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_ZONE = re.compile(r":\d\d.*(Z|[+-]\d\d(:?\d\d)?)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Options:
    """The options of an audit, as the methods of the clients take them."""

    as_of: datetime | str | None = None
    concurrency: int = 64
    include_videos: bool = False
    include_links: bool = False
    pii: Literal["hash"] | None = None
    pii_key: bytes | str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.native()

    def native(self) -> dict[str, Any]:
        """The same as the native half takes them."""
        if self.pii is not None and self.pii != "hash":
            shown = repr(self.pii) if isinstance(self.pii, str) else name_of(self.pii)
            raise InvalidArgumentError(f'pii must be "hash" or None, not {shown}')
        return {
            "as_of_us": _instant("as_of", self.as_of),
            "concurrency": whole("concurrency", self.concurrency),
            "include_videos": _flag("include_videos", self.include_videos),
            "include_links": _flag("include_links", self.include_links),
            "hash_personal": self.pii == "hash",
            "hash_key": _key(self.pii_key, hashed=self.pii == "hash"),
        }

    def for_batches(self) -> Options:
        """The same for all batches, which are of one instant."""
        return self if self.as_of is not None else replace(self, as_of=datetime.now(timezone.utc))


def whole(name: str, value: object) -> int:
    """A number from 1 on."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} must be an int, not {name_of(value)}")
    if not 1 <= value < 1 << 32:
        raise InvalidArgumentError(f"{name} must be a whole number from 1 on")
    return value


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be a bool, not {name_of(value)}")
    return value


def _instant(name: str, value: object) -> int | None:
    """Microseconds since 1970.  What leaves its time zone open is refused: facts would depend on the machine."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            time = _native.parse_time(value)
        except InvalidArgumentError as error:
            raise InvalidArgumentError(f"{name}: {error}") from None
        if time is None or _ZONE.search(value) is None:
            raise InvalidArgumentError(f'{name} must say its time zone, such as "2026-11-22T12:00:00Z"')
    elif isinstance(value, datetime):
        if value.utcoffset() is None:
            raise InvalidArgumentError(f"{name} must say its time zone: an aware datetime, not a naive one")
        time = value
    else:
        raise TypeError(f"{name} must be an aware datetime or an ISO 8601 text, not {name_of(value)}")
    return (time - _EPOCH) // timedelta(microseconds=1)


def _key(value: object, *, hashed: bool) -> bytes | None:
    if value is None:
        return None
    if not isinstance(value, str | bytes):
        raise TypeError(f"pii_key must be a str or bytes, not {name_of(value)}")
    if not value:
        raise InvalidArgumentError("pii_key must not be empty")
    if not hashed:
        raise InvalidArgumentError('pii_key has a meaning with pii="hash" only')
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def name_of(value: object) -> str:
    """The name of its type."""
    return type(value).__name__
