"""The command ``audit``: input, output, exit codes."""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import exceptions
from . import commands, ids, layout, results
from .failures import OK, Refused, exit_code, interrupted
from .terminal import Screen, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .. import Client, PackageSummary
    from ..audit import Audit

_KINDS = {
    it.kind: it
    for it in vars(exceptions).values()
    if isinstance(it, type) and issubclass(it, exceptions.IinkedSignError)
}


def audit(arguments: argparse.Namespace, screen: Screen) -> int:
    """Audits packages.  What is known when it fails or is interrupted is written and shown all the same."""
    from ..audit import Audit

    filters = commands.filters(arguments)
    _must_make_sense(arguments, listing=bool(filters))
    asked = None if arguments.ids is None else ids.read(arguments.ids, arguments.column)
    if asked is not None:
        # For a list of the account it is not known before.
        results.must_fit(len(asked[: arguments.limit]), "ids", arguments.out)
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
    results.must_be_writable(out=arguments.out, html=arguments.html)


def _write(found: Audit, arguments: argparse.Namespace) -> list[Path]:
    written: list[Path] = []
    with results.writing():
        if arguments.out is not None:
            written += found.write(arguments.out)
        if arguments.html is not None:
            written.append(found.to_html(arguments.html))
    return written


def _exit_code(found: Audit) -> int:
    """The highest of the codes of its rows."""
    codes = {OK}
    errors = set(zip(found.errors.column("error_kind"), found.errors.column("http_status"), strict=True))
    for kind, status in errors:
        codes.add(exit_code(_KINDS.get(kind, exceptions.IinkedSignError)("", status_code=status)))
    return max(codes)
