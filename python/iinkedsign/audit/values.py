"""Reads values of an earlier audit's columns, as databases, spreadsheets and libraries write them."""

from __future__ import annotations

import math
import re

from ..textfile import unwrapped

# As databases, programming languages and spreadsheets write them, Excel in the language of its user.
_TRUE = frozenset(
    ("true", "t", "yes", "y", "on", "1", "1.0", "-1", "vrai", "wahr", "verdadero", "verdadeiro", "vero", "waar")
)
_FALSE = frozenset(("false", "f", "no", "n", "off", "0", "0.0", "faux", "falsch", "falso", "onwaar"))
# What stands for a null where all is text.
_NULL = frozenset(("", "null", r"\n", "nan", "none", "na", "n/a", "<na>", "#n/a", "nat", "(null)"))
_WHOLE = re.compile(r"\+?(\d{1,9})([.,]0{1,2})?", re.ASCII)
_KIND = re.compile(r"[a-z][a-z_]{2,31}", re.ASCII)
# So much of a value is shown: what is longer may be a key.
_SHOWN = 16


class NotReadable(ValueError):
    """What was expected of a value."""


def shown(value: object) -> str:
    """A value for a message.  Long ones could be secrets, and are none that anybody needs to see."""
    if isinstance(value, str):
        return repr(value) if len(value) <= _SHOWN and "://" not in value else f"a text of {len(value)} characters"
    if isinstance(value, int | float) and abs(value) < 10**_SHOWN:
        return f"{value!r:.{_SHOWN}}"
    return f"a value of type {type(value).__name__}"


def flag(value: object) -> bool | None:
    """True or false."""
    if _is_null(value):
        return None
    text = value.strip().lower() if isinstance(value, str) else None
    # A column of a database may have 1, 1.0 or Decimal(1) for it, and Access has -1.
    if text in _TRUE if text is not None else _equals(value, 1) or _equals(value, -1):
        return True
    if text in _FALSE if text is not None else _equals(value, 0):
        return False
    raise NotReadable("neither true nor false")


def count(value: object) -> int | None:
    """A number of things."""
    if _is_null(value):
        return None
    if isinstance(value, str):
        # Beside nulls some have whole numbers as floats.
        found = _WHOLE.fullmatch(value.strip())
        if found is not None:
            return int(found[1])
    elif not isinstance(value, bool):
        try:
            number = int(value)  # type: ignore[call-overload]
        except (TypeError, ValueError, OverflowError):
            number = -1
        if 0 <= number < 10**9 and _equals(value, number):
            return int(number)
    raise NotReadable("no whole number from 0 to 999,999,999")


def text(value: object) -> str | None:
    """Text as it is; a database may fill it up with spaces."""
    if _is_missing(value) or value == "":
        return None
    if isinstance(value, str):
        return value.rstrip(" ")
    raise NotReadable("no text")


def word(value: object) -> str | None:
    """The text of a constant, such as a state."""
    if _is_null(value):
        return None
    if isinstance(value, str):
        return value.strip()
    raise NotReadable("no text")


def kind(value: object) -> str | None:
    """A kind of error; one that this version does not know is an error all the same."""
    found = word(value)
    if found is None or _KIND.fullmatch(found):
        return found
    raise NotReadable("no kind of error")


def identifier(value: object) -> str | None:
    """An id: a text, a UUID, or a whole number, which is an input that was none."""
    from uuid import UUID

    if _is_missing(value) or value == "":
        return None
    if isinstance(value, str):
        return unwrapped(value)
    if isinstance(value, UUID) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise NotReadable("no id")


def _equals(value: object, number: int) -> bool:
    """Whether a number of any library is this one."""
    if isinstance(value, str | bytes | bytearray):
        return False
    try:
        return bool(value == number)
    except (TypeError, ValueError):  # an array, say
        return False


def _is_null(value: object) -> bool:
    return value.strip().lower() in _NULL if isinstance(value, str) else _is_missing(value)


def _is_missing(value: object) -> bool:
    """None, and what pandas and floats have for it."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and math.isnan(value)
