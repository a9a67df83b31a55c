"""Output for a terminal or a program: colours, widths, questions, and the masking of secrets."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any, TextIO

from . import stdin

if TYPE_CHECKING:
    from collections.abc import Callable

MASK = "***"


class Screen:
    """Where a command writes: answers to stdout, questions and errors to stderr."""

    def __init__(self, *, as_json: bool, reveal: bool) -> None:
        self.as_json = as_json
        self.reveal = reveal
        self.paint = Paint(sys.stdout)
        self.err_paint = Paint(sys.stderr)

    @property
    def width(self) -> int | None:
        """How many columns a line may take; ``None`` where lines are not cut, as in a pipe."""
        return shutil.get_terminal_size().columns if sys.stdout.isatty() else None

    @property
    def can_ask(self) -> bool:
        """Whether there is a terminal to answer a question."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def line(self, text: str = "") -> None:
        """Writes one line of human output."""
        print(text)

    def json(self, value: object, *, indent: int | None = 2, masks: bool = True) -> None:
        """Writes one JSON document, secrets masked unless ``reveal`` is given, or it has none (``masks``)."""
        value = self.shown(value) if masks else value
        print(json.dumps(value, indent=indent, ensure_ascii=False), flush=indent is None)

    def answer(self, value: Any, layout: Callable[[Any, Screen], None]) -> None:
        """Writes an answer: as JSON, or laid out for people."""
        if self.as_json:
            self.json(value)
        else:
            layout(value, self)

    def shown(self, value: object) -> object:
        """An answer or a part of one, secrets masked unless ``reveal`` is given."""
        return value if self.reveal else masked(value)

    def complain(self, message: str) -> None:
        """Writes one line about a failure to stderr."""
        self._to_err(f"{self.err_paint.bad('iinkedsign:')} {plain(message)}")

    def complain_json(self, value: object) -> None:
        """Writes one JSON object about a failure to stderr."""
        self._to_err(json.dumps(value, ensure_ascii=False))

    def note(self, text: str) -> None:
        """Writes a line beside the answer, to stderr."""
        self._to_err(text)

    def ask(self, question: str) -> str:
        """Asks on stderr and reads the answer; an ended input is an empty answer."""
        print(self.err_paint.strong(question), end=" ", file=sys.stderr, flush=True)
        return stdin.line().strip()

    @staticmethod
    def _to_err(text: str) -> None:
        # Keep the order in which things happened, where both streams end in one place.
        sys.stdout.flush()
        print(text, file=sys.stderr, flush=True)

    def secret(self, text: str | None) -> str:
        """A link, token or URL for the eye."""
        if text is None:
            return "-"
        return plain(text) if self.reveal else MASK


class Paint:
    """Colours, where the stream is a terminal that has them and ``NO_COLOR`` is not set."""

    def __init__(self, stream: TextIO) -> None:
        self._on = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def strong(self, text: str) -> str:
        return self._with("1", text)

    def faint(self, text: str) -> str:
        return self._with("2", text)

    def good(self, text: str) -> str:
        return self._with("32", text)

    def warn(self, text: str) -> str:
        return self._with("33", text)

    def bad(self, text: str) -> str:
        return self._with("31", text)

    def info(self, text: str) -> str:
        return self._with("36", text)

    def state(self, state: object, text: str | None = None) -> str:
        """A state in the colour of its meaning; an unknown one has no colour."""
        shown = plain(state) if text is None else text
        state = state if isinstance(state, str) else None  # an answer may hold anything in its place
        if state in {"executed", "archived"}:
            return self.good(shown)
        if state in {"open", "started", "queued", "stopped"}:
            return self.info(shown)
        if state in {"draft", "select", "add"}:
            return self.warn(shown)
        if state in {"expired", "rescinded", "failed", "deleted"}:
            return self.bad(shown)
        return shown

    def _with(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on and text else text


def plain(value: object) -> str:
    """Text of the server for the eye: nothing in it can steer the terminal; ``None`` is ``-``."""
    if value is None:
        return "-"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(value))


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    import unicodedata

    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fit(text: str, width: int | None) -> str:
    """Cuts a text that is too long, with an ellipsis; ``None`` cuts nothing."""
    if width is None or columns(text) <= width:
        return text
    kept = ""
    for c in text:
        if columns(kept + c) > width - 1:
            break
        kept += c
    return kept + "…"


def pad(text: str, width: int) -> str:
    """Fills a text up to a width."""
    return text + " " * (width - columns(text))


def masked(value: object) -> object:
    """The same answer with every link, token and URL covered, whatever key of that kind it came under."""
    if isinstance(value, dict):
        return {masked(key): _cover(item) if _is_secret(key) else masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    # In an unknown field, or as one.
    return MASK if isinstance(value, str) and "://" in value else value


def _is_secret(key: str) -> bool:
    # The documented ones are link, links, token, url, signLink and meetingLink.  One that is added later will
    # most likely end the same way; the price of covering too much is --reveal.
    return key.lower().rstrip("s").endswith(("link", "token", "url"))


def _cover(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, dict):
        return masked(value)
    if isinstance(value, list):
        return [_cover(item) for item in value]
    return MASK
