"""The command ``audit``: input, output, exit codes."""

from __future__ import annotations

import argparse
import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import exceptions
from . import commands, ids, layout
from .failures import OK, OTHER, Refused, exit_code, interrupted
from .terminal import Screen, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .. import Client, PackageSummary
    from ..audit import Audit

_FORMATS = (".parquet", ".csv", ".jsonl", ".arrow", ".xlsx")
# So many rows a sheet of Excel holds, its header included.
_SHEET = 1_048_576
_KINDS = {
    it.kind: it
    for it in vars(exceptions).values()
    if isinstance(it, type) and issubclass(it, exceptions.IinkedSignError)
}


def audit(arguments: argparse.Namespace, screen: Screen) -> int:
    """Audits packages.  What is known when it fails or is interrupted is written and shown all the same."""
    from ..audit import Audit

    filters = {name: value for name, value in commands.filters(arguments).items() if value is not None}
    if arguments.everything:
        filters.setdefault("all_members", True)
    _must_make_sense(arguments, listing=bool(filters))
    asked = None if arguments.ids is None else ids.read(arguments.ids, arguments.column)
    if asked is not None:
        _must_fit(len(asked[: arguments.limit]), arguments.out)
    with commands.client(arguments) as connection:
        error: BaseException | None = None
        try:
            found = connection.audit(
                _listed(connection, filters, arguments.limit) if asked is None else asked[: arguments.limit],
                as_of=arguments.as_of,
                concurrency=arguments.concurrency,
                include_videos=arguments.include_videos,
                include_links=arguments.reveal,
                pii=arguments.pii,
            )
        except (KeyboardInterrupt, exceptions.IinkedSignError) as raised:
            partial = getattr(raised, "partial", None)
            if not isinstance(partial, Audit) or not len(partial.packages):
                raise
            error, found = raised, partial
    # Files come first, for the reader of stdout may go away; and are they lost, the numbers are not.
    try:
        written = _write(found, arguments)
    finally:
        screen.answer(found.summary, layout.audit)
    for path in written:
        screen.note(screen.err_paint.faint(f"wrote {plain(path)}"))
    if isinstance(error, KeyboardInterrupt):
        saved = "written" if arguments.out or arguments.html else "shown"
        return interrupted(f"interrupted: what was known by then is {saved}", screen)
    if error is not None:
        raise error
    return _exit_code(found)


def _listed(connection: Client, filters: dict[str, Any], limit: int | None) -> Iterator[PackageSummary] | None:
    # The core lists the whole account by itself, and knows how many packages there are.
    if limit is None and filters == {"all_members": True}:
        return None
    return islice(connection.list_packages(**filters), limit)


def _must_make_sense(arguments: argparse.Namespace, *, listing: bool) -> None:
    if arguments.ids is None and not listing:
        raise Refused("audit: name a file of ids (or - for stdin), or --all or other filters for a list of the account")
    if arguments.ids is not None and listing:
        raise Refused("audit: either a file of ids or filters for a list of the account, not both")
    if arguments.column is not None and arguments.ids is None:
        raise Refused("audit: --column names a column of a file of ids, and there is none")
    if arguments.out is not None and Path(arguments.out).suffix.lower() not in _FORMATS:
        raise Refused(f"--out {arguments.out}: the suffix must be one of {', '.join(_FORMATS)}")
    for option, path in (("--out", arguments.out), ("--html", arguments.html)):
        # An early error saves the work.
        if path is not None:
            reason = unwritable(Path(path))
            if reason is not None:
                raise Refused(f"{option} {path}: {reason}")


def _must_fit(rows: int, out: str | None) -> None:
    # An early error saves the work; for a list of the account it is not known before.
    if out is not None and Path(out).suffix.lower() == ".xlsx" and rows >= _SHEET:
        raise Refused(
            f"--out {out}: there are {rows} ids, and a sheet of Excel holds {_SHEET:,} rows, its header included: "
            "write .parquet, .csv, .jsonl or .arrow"
        )


def unwritable(path: Path) -> str | None:
    """Why nothing can be written there, as far as that is known before."""
    if path.is_dir():
        return "it is a directory"
    parent = path.absolute().parent
    if not parent.is_dir():
        return "there is no such directory"
    return None if os.access(parent, os.W_OK | os.X_OK) else "its directory cannot be written to"


def _write(found: Audit, arguments: argparse.Namespace) -> list[Path]:
    written: list[Path] = []
    try:
        if arguments.out is not None:
            written += found.write(arguments.out)
        if arguments.html is not None:
            written.append(found.to_html(arguments.html))
    except OSError as error:
        # What no number of the system's stands for names the path itself.
        reason = f"cannot write {error.filename}: {error.strerror}" if error.filename else str(error)
        raise Refused(reason, OTHER) from None
    return written


def _exit_code(found: Audit) -> int:
    """The highest of the codes of its rows."""
    codes = {OK}
    errors = set(zip(found.errors.column("error_kind"), found.errors.column("http_status"), strict=True))
    for kind, status in errors:
        codes.add(exit_code(_KINDS.get(kind, exceptions.IinkedSignError)("", status_code=status)))
    return max(codes)
