"""The command line of the package: ``iinkedsign``, or ``python -m iinkedsign``."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from ..exceptions import IinkedSignError
from . import completion, termination
from .arguments import parser
from .failures import OTHER, PIPE_CLOSED, Refused, exit_code, interrupted, report
from .terminal import Screen

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; the codes are listed in ``--help``."""
    _speak_utf8()
    with termination.heeded():
        try:
            return _run(argv)
        except KeyboardInterrupt:
            # Another one, while the first was being reported.
            return termination.exit_code()


def _run(argv: Sequence[str] | None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:2] == [completion.COMMAND, "--"]:
        return completion.complete(parser(), words[2:])
    screen = Screen(as_json=False, reveal=False)  # for what the parser itself writes, such as the help
    try:
        arguments = parser().parse(words)
        screen = Screen(as_json=arguments.json, reveal=arguments.reveal)
        code: int = arguments.run(arguments, screen)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return interrupted("interrupted", screen)
    except (IinkedSignError, Refused) as error:  # before OSError, which some of them are
        report(error, screen)
        return exit_code(error)
    except BrokenPipeError:
        # The reader closed the output, as `head` does.
        _forget_stdout()
        return PIPE_CLOSED
    except OSError as error:
        _forget_stdout()
        report(Refused(f"cannot write the output: {error.strerror or error}", OTHER), screen)
        return OTHER


def _forget_stdout() -> None:
    """Or Python would try to write the rest at exit, and complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Names are in any script, and a server's locale often cannot write them: better a ``?`` than a crash."""
    # A daemon may have neither.
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115 -- as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
