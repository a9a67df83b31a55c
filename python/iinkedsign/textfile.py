"""Reads text files of other programs: encodings, and the tables in them."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys

_MARKS = (
    (codecs.BOM_UTF8, "UTF-8", "utf-8"),
    # Before UTF-16, with whose mark it begins.
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16"),
)
# How files begin that are no text, but are taken for tables.
_OTHERS = (
    (b"PK\x03\x04", "a ZIP archive, as Excel's .xlsx is one"),
    (b"\xd0\xcf\x11\xe0", "a workbook of an old Excel"),
    (b"PAR1\x15", "a Parquet file"),
    (b"ARROW1\0", "an Arrow file"),
    (b"\x1f\x8b", "compressed by gzip"),
    (b"%PDF-", "a PDF"),
)
_REMEDY = 'save it as UTF-8 (in Excel: "CSV UTF-8")'
_DELIMITERS = ",;\t"
# Of no width, so that `strip` leaves them.
_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_PAIRS = ("{}", "()", "[]", "<>", '""', "''", "``", "“”", "‘’", "«»")


class NotReadable(ValueError):
    """Why a file cannot be read as text, with what to do, or why the line that is named is no row."""

    line: int | None = None


def decode(data: bytes, *, ansi: bool = False) -> str:
    """The text of a file in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.

    ``ansi`` is whether a text in none of them is read too, as one of Windows' code pages.  All of them agree on ASCII,
    and nothing but ASCII may be relied on then.
    """
    for beginning, kind in _OTHERS:
        if data.startswith(beginning):
            raise NotReadable(f"it is no text, but {kind}: {_REMEDY}")
    name, encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if name != "UTF-8":
            raise NotReadable(f"it is {name} text that is damaged at byte {error.start}: {_REMEDY}") from None
        if data.startswith(codecs.BOM_UTF8):
            raise NotReadable(f"it is UTF-8 text that is damaged at byte {error.start}: {_REMEDY}") from None
        if not ansi:
            raise NotReadable(
                f"it is not UTF-8 text, but in a code page of Windows (ANSI) or of another system: {_REMEDY}"
            ) from None
        # Every byte is a character of Latin-1, and none but ASCII's own bytes is a separator in any code page.
        text = data.decode("latin-1")
    if "\0" in text:
        raise NotReadable(f"it is no text, for it holds bytes of zero: {_REMEDY}")
    return text.removeprefix("\ufeff")


def _encoding(data: bytes) -> tuple[str, str]:
    for mark, name, encoding in _MARKS:
        if data.startswith(mark):
            return name, encoding
    # Without a mark: ASCII in UTF-16 has a zero in every other byte, and UTF-8 has none.
    head = data[: min(len(data), 4096) & ~1]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 2 > len(head) // 2:
        if not even:
            return "UTF-16", "utf-16-le"
        if not odd:
            return "UTF-16", "utf-16-be"
    return "UTF-8", "utf-8"


def table(text: str) -> tuple[list[list[str]], list[int]]:
    """The rows of a CSV that are not blank, and the line on which each ends.

    The delimiter is a comma, a semicolon or a tab, by the header, or what a first line such as ``sep=;`` says, which
    is for Excel and not a row.  A quote that is never closed is an error, for it would swallow all that follows.
    """
    head, _, rest = text.partition("\n")
    said = _separator(head)
    if said is not None:
        text = rest
    header = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    delimiter = said or max(_DELIMITERS, key=header.count)
    before = 0 if said is None else 1
    rows, lines = [], []
    # A field may be longer than what the module takes for a mistake.
    limit = csv.field_size_limit(sys.maxsize)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(map(str.strip, row)):
                rows.append(row)
                lines.append(before + reader.line_num)
    except csv.Error as error:
        problem = NotReadable(f"line {before + reader.line_num}: {error}")
        problem.line = before + reader.line_num
        raise problem from None
    finally:
        csv.field_size_limit(limit)
    return rows, lines


def unwrapped(text: str) -> str:
    """An id without what others put around it: braces, quotes, Excel's ``="…"``, blanks that are not seen."""
    before = ""
    while text != before:
        before, text = text, text.strip().strip(_UNSEEN).removeprefix("=")
        if text[:1] + text[-1:] in _PAIRS and len(text) > 1:
            text = text[1:-1]
    return text


def _separator(line: str) -> str | None:
    line = line.strip('\r\n "')
    said = line[4:] if line[:4].lower() == "sep=" else ""
    return said if len(said) == 1 else None
