"""Saving a video, with a progress bar on a terminal."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time

from . import layout
from .commands import client
from .failures import OK, OTHER, USAGE, Refused
from .terminal import Screen

# What took less is over before anybody could read it.
_SOON = 0.3
_REDRAW = 0.1
_WIDEST = 30


def download_video(arguments: argparse.Namespace, screen: Screen) -> int:
    """Saves a video to a file that must not be there yet."""
    bar = _Bar(screen)
    with client(arguments) as connection:
        try:
            saved = connection._download_video(
                arguments.package_id, arguments.video_id, arguments.path, bar.show if bar.is_possible else None
            )
        except OSError as error:
            if not isinstance(error.filename, str):
                raise
            code = USAGE if isinstance(error, FileExistsError) else OTHER
            raise Refused(f"{error.filename}: {error.strerror}; nothing was saved", code) from None
        finally:
            bar.end()
    screen.answer(saved, layout.saved)
    return OK


class _Bar:
    """One line of stderr that is written over and over."""

    def __init__(self, screen: Screen) -> None:
        self._paint = screen.err_paint
        self._begun = time.monotonic()
        self._next = self._begun + _SOON
        self._shown = False
        self.is_possible = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._width = shutil.get_terminal_size().columns

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _REDRAW
        self._shown = True
        share = done / total if total else 1.0
        speed = done / (now - self._begun)
        left = layout.clock((total - done) / speed) if speed > 0 else "-"
        text = f" {share:4.0%}  {layout.size(done)} of {layout.size(total)}  {layout.size(round(speed))}/s  {left} left"
        room = min(self._width - len(text) - 1, _WIDEST)
        line = text[: self._width - 1]
        if room >= 6:
            full = round(share * room)
            line = self._paint.info("━" * full) + self._paint.faint("━" * (room - full)) + text
        print(f"\r\x1b[2K{line}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Takes back what was shown."""
        if self._shown:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)
