"""The commands ``plan``, ``show-plan``, ``apply``, ``resume`` and ``verify``."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import exceptions
from . import commands, failures, results
from . import ids as files
from .failures import DONE_BUT, OK, OUTCOME_UNKNOWN, REFUSED, STOPPED, Refused
from .terminal import Screen, plain
from .termination import INTERRUPTED

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from .. import Client, DeletionPlan, DeletionReport

_AGE = re.compile(r"(\d+)([dh])")
_SHOWN = 20


def age(text: str) -> timedelta:
    """``730d`` or ``12h``."""
    import argparse

    match = _AGE.fullmatch(text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no age, such as 730d or 12h")
    count, unit = int(match[1]), match[2]
    try:
        return timedelta(days=count) if unit == "d" else timedelta(hours=count)
    except OverflowError:
        raise argparse.ArgumentTypeError(f"{text!r} is longer than any age") from None


def plan(arguments: argparse.Namespace, screen: Screen) -> int:
    """Makes a plan and writes it; nothing is changed."""
    filters = commands.filters(arguments)
    states = filters.get("states")
    listing = bool(filters.keys() - {"states"})
    if (arguments.ids is None) != listing:
        raise Refused("plan: name a file of ids (or - for stdin), or --all or other filters, and not both")
    if arguments.ids == arguments.exclude == "-":
        raise Refused("plan: the ids and --exclude cannot both be read from stdin, which can be read once")
    if (arguments.older_than is None) != (arguments.by is None):
        raise Refused("plan: --older-than and --by belong together: how old, and by which time")
    out = Path(arguments.out)
    reason = results.unwritable(out)
    if reason is not None:
        raise Refused(f"--out {arguments.out}: {reason}")
    if out.exists():
        raise Refused(f"--out {arguments.out}: it is there already, and a plan replaces no file")
    results.must_be_writable(out=None, html=arguments.html)
    ids = None if arguments.ids is None else _ids(arguments)
    exclude = [] if arguments.exclude is None else files.read(arguments.exclude)
    # Comments, as in a list of holds.
    exclude = [text for text in exclude if not text.startswith("#")]
    with commands.client(arguments) as connection:
        made = connection.plan_deletion(
            _listed(connection, filters, arguments) if ids is None else ids[: arguments.limit],
            what=arguments.what,
            notify=arguments.notify,
            override_retention=arguments.override_retention,
            archive=None if arguments.archive == "none" else arguments.archive,
            max_deletes=arguments.max_deletes,
            states=states,
            older_than=arguments.older_than,
            by=arguments.by,
            exclude=exclude,
            reason=arguments.reason,
            as_of=arguments.as_of,
            concurrency=arguments.concurrency,
        )
    made.write(arguments.out)
    if arguments.html is not None:
        made.to_html(arguments.html)
    _show(made, screen)
    if not screen.as_json:
        screen.note(screen.err_paint.faint(f"wrote {plain(arguments.out)}; nothing was deleted"))
    return OK


def show_plan(arguments: argparse.Namespace, screen: Screen) -> int:
    """Shows a plan's file."""
    from .. import DeletionPlan

    results.must_be_writable(out=None, html=arguments.html)
    made = DeletionPlan.read(arguments.plan)
    if arguments.html is not None:
        made.to_html(arguments.html)
    _show(made, screen)
    return OK


def apply(arguments: argparse.Namespace, screen: Screen) -> int:
    """Applies a plan, after its code was typed or given."""
    return _run(arguments, screen, lambda client: client.apply_deletion)


def resume(arguments: argparse.Namespace, screen: Screen) -> int:
    """Goes on with a plan."""
    return _run(arguments, screen, lambda client: client.resume_deletion)


def verify(arguments: argparse.Namespace, screen: Screen) -> int:
    """Looks at what a plan deleted."""
    results.must_be_writable(out=arguments.out, html=arguments.html)
    with commands.client(arguments) as connection:
        report = connection.verify_deletion(arguments.plan)
    code = _tell(report, arguments, screen)
    return exit_code(report) or code


def _run(
    arguments: argparse.Namespace, screen: Screen, method: Callable[[Client], Callable[..., DeletionReport]]
) -> int:
    try:
        return _applied(arguments, screen, method)
    except KeyboardInterrupt:
        # One code for both signals: what is to be done next is the same.
        return failures.interrupted("interrupted: if it has begun, `resume` continues it", screen, INTERRUPTED)


def _applied(
    arguments: argparse.Namespace, screen: Screen, method: Callable[[Client], Callable[..., DeletionReport]]
) -> int:
    from .. import DeletionInterrupted, DeletionPlan

    results.must_be_writable(out=arguments.out, html=arguments.html)
    reviewed = DeletionPlan.read(arguments.plan)
    results.must_fit(len(reviewed), "items", arguments.out)
    confirm = arguments.confirm
    if confirm is None:
        if not screen.can_ask:
            raise Refused("nobody can be asked here: give the code of the plan as --confirm CODE")
        _show(reviewed, screen, to_err=True)
        confirm = screen.ask("This deletes for good. Type the code of the plan:")
    if confirm != reviewed.code:
        raise Refused("that is not the code of this plan; nothing was sent")
    options: dict[str, Any] = {
        name: getattr(arguments, name)
        for name in ("archive_dir", "holds", "concurrency", "canary", "max_unknown", "max_refused")
    }
    with commands.client(arguments) as connection:
        try:
            report = method(connection)(arguments.plan, confirm=confirm, **options)
        except DeletionInterrupted as interrupted:
            _tell(interrupted.report, arguments, screen)
            return failures.interrupted("interrupted: `resume` goes on with it", screen, INTERRUPTED)
        except exceptions.IinkedSignError as error:
            report_then = getattr(error, "report", None)
            if report_then is None:
                # Nothing was sent.
                raise
            _tell(report_then, arguments, screen)
            screen.complain(str(error))
            return STOPPED
    code = _tell(report, arguments, screen)
    return exit_code(report) or code


def exit_code(report: DeletionReport) -> int:
    """What a run came to, the gravest first; what a verification found absent is no longer unknown."""
    from ..cleanup._report import UNKNOWN

    summary, done = report.summary, {"accepted", "deleted_before"}
    states, unknown = summary["by_state"], summary["unknown"]
    if summary["verified"]:
        unknown = summary["evidence"]["present"] + summary["evidence"]["unverified"]
        done.update(UNKNOWN)
    if unknown:
        return OUTCOME_UNKNOWN
    if summary["not_reached"]:
        return STOPPED
    if states.get("refused") or states.get("retention"):
        return REFUSED
    if states.keys() - done:
        return DONE_BUT
    return OK


def _ids(arguments: argparse.Namespace) -> list[Any]:
    if arguments.what == "packages":
        return files.read(arguments.ids, arguments.column)
    return files.pairs(arguments.ids)


def _listed(connection: Client, filters: dict[str, Any], arguments: argparse.Namespace) -> Iterable[Any]:
    packages = islice(connection.list_packages(**filters), arguments.limit)
    if arguments.what == "packages":
        return packages
    # A list of packages has no videos.
    found = (package["packageId"] for package in packages)
    return ((package, video) for package in found if package is not None for video in _videos(connection, package))


def _videos(connection: Client, package: str) -> list[str | None]:
    """The videos of a package; of one whose videos cannot be listed nothing, which the plan keeps with the reason."""
    try:
        return [video["meetingVideoId"] for video in connection.list_videos(package)["videos"] or []]
    except exceptions.IinkedSignError as error:
        if isinstance(error, exceptions.AuthenticationError | exceptions.ConfigurationError):
            raise
        return [None]


def _show(made: DeletionPlan, screen: Screen, *, to_err: bool = False) -> None:
    summary = made.summary
    if screen.as_json:
        if not to_err:
            screen.json(summary, masks=False)
        return
    paint = screen.err_paint if to_err else screen.paint
    line = screen.note if to_err else screen.line
    lost = summary["lost"]
    line(paint.strong(f"{summary['items']:,} {summary['what']} to be deleted, {summary['kept']:,} kept"))
    facts = {
        "server": summary["base_url"],
        "organization": summary["organization_id"],
        "signers are told": "yes" if summary["notify"] else "no",
        "retention": "overridden" if summary["override_retention"] else "respected",
        "saved before": summary["archive"] or "nothing",
        "lost for good": f"{lost['documents']:,} documents, {lost['videos']:,} videos",
        "states": ", ".join(f"{count:,} {state}" for state, count in summary["by_state"].items()),
        "reason": summary["reason"] or "-",
    }
    for name, text in facts.items():
        line(f"  {name:<17} {plain(text)}")
    for reason, count in summary["kept_by_reason"].items():
        line(f"  {'kept':<17} {count:,} {plain(reason)}")
    for item in made._native.items(_SHOWN).to_dicts():
        video = f"  video {item['meeting_video_id']}" if item["meeting_video_id"] else ""
        line(f"  {item['n']:>6}  {item['package_id']}{video}  {plain(item['state'])}")
    if summary["items"] > _SHOWN:
        line(paint.faint(f"          … and {summary['items'] - _SHOWN:,} more: they are in the file"))
    line(f"  {'sha256':<17} {summary['digest']}")
    line(f"  {'code':<17} {paint.strong(summary['code'])}")


def _tell(report: DeletionReport, arguments: argparse.Namespace, screen: Screen) -> int:
    """Writes and shows a report; a file that could not be written hides nothing, and gives an exit code."""
    code = OK
    try:
        with results.writing():
            if arguments.out is not None:
                report.write(arguments.out)
            if arguments.html is not None:
                report.to_html(arguments.html)
    except Refused as refused:
        failures.report(refused, screen)
        code = refused.code
    _show_report(report, screen)
    return code


def _show_report(report: DeletionReport, screen: Screen) -> None:
    summary = report.summary
    if screen.as_json:
        screen.json(summary, masks=False)
        return
    for state, count in summary["by_state"].items():
        screen.line(f"  {state:<19} {count:,}")
    if summary["verified"]:
        seen = summary["evidence"]
        screen.line(
            f"  now: {seen['absent']:,} absent, {seen['present']:,} present, {seen['unverified']:,} not verified"
        )
    if summary["stopped"]:
        screen.line(f"  stopped: {plain(summary['stopped'])}")
    screen.line(f"  head of the journal {summary['head']}")
