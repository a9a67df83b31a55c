"""The command line of the package: ``iinkedsign``, or ``python -m iinkedsign``."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from ..exceptions import IinkedSignError
from .arguments import parser
from .failures import PIPE_CLOSED, Refused, exit_code, interrupted, report
from .terminal import Screen

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; the codes are listed in ``--help``."""
    _speak_utf8()
    arguments = parser().parse_args(argv)
    screen = Screen(as_json=arguments.json, reveal=arguments.reveal)
    try:
        code: int = arguments.run(arguments, screen)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return interrupted("interrupted", screen)
    except BrokenPipeError:
        # Whoever read the output has had enough, as `head` does.  Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except (IinkedSignError, Refused) as error:
        report(error, screen)
        return exit_code(error)


def _speak_utf8() -> None:
    """Names are in any script, and a server's locale often cannot write them: better a ``?`` than a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
