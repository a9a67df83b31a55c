"""Answers as text for people."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from .terminal import Screen, fit, pad, plain

if TYPE_CHECKING:
    from .. import Link, Package, PackageStatus, PackageSummary, PackageVideos, Signer, Video, VideoFile
    from ..testing import Emulator

_T = TypeVar("_T")


def package(status: PackageStatus, screen: Screen) -> None:
    """One package with its documents and signers."""
    paint = screen.paint
    signers = _records(status["signers"])
    screen.line(paint.strong(plain(status["name"] or "(no name)")))
    _field("state", paint.state(status["state"]), screen)
    _field("type", plain(status["type"]), screen)
    _field("sign by", when(status["timeSignBy"]), screen)
    _field("package", plain(status["packageId"]), screen)
    _field("owner", plain(status["memberId"]), screen)
    _data(status["externalData"], screen)
    documents = _records(status["documents"])
    _section("Documents", documents, screen)
    for document in documents:
        turns = _records(document.get("revisions"))
        signed = sum(turn.get("isSigned") is True for turn in turns)
        name = plain(document.get("name") or document.get("fileName") or document.get("documentId"))
        done = document.get("isExecuted") is True
        mark = paint.good("✓") if done else paint.faint("·")
        screen.line(f"  {mark} {fit(name, _rest(screen, 24))}  {paint.faint(f'{signed} of {len(turns)} signed')}")

    _section("Signers", signers, screen)
    turns_of = _turns(status)
    for signer in signers:
        _signer(signer, turns_of.get(_text(signer.get("signerId")), []), screen)


def _signer(signer: Signer, turns: Sequence[tuple[bool, bool]], screen: Screen) -> None:
    paint = screen.paint
    name = plain(" ".join(filter(None, (_text(signer.get("firstName")), _text(signer.get("lastName"))))) or None)
    done = bool(turns) and all(signed for signed, _ in turns)
    up_next = any(is_next and not signed for signed, is_next in turns)
    mark = paint.good("✓") if done else paint.info("→") if up_next else paint.faint("·")
    email = signer.get("email")
    screen.line(f"  {mark} {name}" + (f"  {paint.faint(plain(email))}" if email else ""))
    links: list[tuple[object, object]] = [
        (link.get("type") or "link", link.get("link")) for link in _records(signer.get("links"))
    ]
    links += [("sign", _target(signer.get("signLink"))), ("meeting", _target(signer.get("meetingLink")))]
    for kind, target in links:
        if target is not None:
            screen.line(paint.faint(f"      {plain(kind)}: {screen.secret(_text(target))}"))


def _turns(status: PackageStatus) -> dict[object, list[tuple[bool, bool]]]:
    turns: dict[object, list[tuple[bool, bool]]] = {}
    for document in _records(status["documents"]):
        for turn in _records(document.get("revisions")):
            who = _text(turn.get("signerId"))
            turns.setdefault(who, []).append((turn.get("isSigned") is True, turn.get("isNext") is True))
    return turns


def _target(link: Link | str | None) -> object:
    return link.get("link") if isinstance(link, dict) else link


def whole(package: Package, screen: Screen) -> None:
    """A package itself: its times, its state, and its documents."""
    paint = screen.paint
    screen.line(paint.strong(plain(package["name"] or "(no name)")))
    _field("state", paint.state(package["state"]), screen)
    _field("type", plain(package["type"]), screen)
    _field("package", plain(package["packageId"]), screen)
    _field("owner", plain(package["memberId"]), screen)
    for name, time in (
        ("created", package["timeCreated"]),
        ("changed", package["timeLastModified"]),
        ("sign by", package["timeSignBy"]),
        ("retained", package["timeRetention"]),
        ("rescinded", package["timeRescinded"]),
        ("deleted", package["timeDeleted"]),
    ):
        if time is not None:
            _field(name, when(time), screen)
    if package["rescindMessage"] is not None:
        _field("message", fit(plain(package["rescindMessage"]), _rest(screen, 13)), screen)
    _data(package["externalData"], screen)
    documents = _records(package["documents"])
    _section("Documents", documents, screen)
    for document in documents:
        signed, count = document.get("revisionsSigned"), document.get("revisionsCount")
        name = plain(document.get("name") or document.get("fileName") or document.get("documentId"))
        mark = paint.good("✓") if signed == count and count else paint.faint("·")
        counts = paint.faint(f"{plain(signed)} of {plain(count)} signed, {size(document.get('fileSize'))}")
        screen.line(f"  {mark} {fit(name, _rest(screen, 40))}  {counts}")
    recorded = [
        video
        for meeting in _records(package["meetings"])
        for session in _records(meeting.get("sessions"))
        for video in _records(session.get("videos"))
    ]
    if recorded:
        _section("Videos", recorded, screen)
        videos(recorded, screen, urls=True)


def packages(found: Iterable[PackageSummary], screen: Screen) -> None:
    """The list of packages, a line each, written as they come."""
    paint = screen.paint
    count = 0
    for package in found:
        if count == 0:
            head = f"{pad('PACKAGE', 36)}  {pad('STATE', 9)}  {pad('SIGN BY (UTC)', 16)}  {pad('SIGNED', 6)}  NAME"
            screen.line(paint.faint(head))
        count += 1
        signers = _records(package["signers"])
        signed = sum(signer.get("isExecuted") is True for signer in signers)
        state = paint.state(package["state"], pad(plain(package["state"]), 9))
        screen.line(
            f"{pad(plain(package['packageId']), 36)}  {state}  {pad(when(package['timeSignBy'])[:16], 16)}  "
            f"{pad(f'{signed}/{len(signers)}', 6)}  {fit(plain(package['name']), _rest(screen, 75))}"
        )
    if sys.stderr.isatty():
        screen.note(screen.err_paint.faint(_count(count, "package")))


def audit(summary: dict[str, Any], screen: Screen) -> None:
    """What an audit comes to."""
    paint = screen.paint
    errors = f", {paint.bad(_count(summary['errors'], 'error'))}" if summary["errors"] else ""
    screen.line(paint.strong(f"{_count(summary['packages'], 'package')} audited") + errors)
    _field("as of", when(summary["as_of"]), screen)
    signed, total = summary["signatures"]["signed"], summary["signatures"]["total"]
    _field("signed", f"{signed:,} of {_count(total, 'signer')}", screen)
    _field("overdue", paint.bad(f"{summary['overdue']:,}") if summary["overdue"] else "0", screen)
    if summary["videos"] is not None:
        expired = summary["videos"]["retention_expired"]
        _field("videos", f"{summary['videos']['total']:,}, {expired:,} past their retention", screen)
    _counts("States", summary["by_state"], screen)
    _counts("Overdue since", {age: count for age, count in summary["overdue_by_age"].items() if count}, screen)
    blockers = {blocker["signer"]: blocker["packages"] for blocker in summary["blockers"]}
    _counts("Waiting for", blockers, screen)
    _counts("Contradictions", summary["contradictions"], screen)
    _counts("Errors", summary["errors_by_kind"], screen)


def _counts(title: str, counts: dict[str, int], screen: Screen) -> None:
    if counts:
        screen.line(f"\n  {screen.paint.strong(title)}")
        for name, count in counts.items():
            shown = fit(plain(name), _rest(screen, 15))
            screen.line(f"  {count:>9,}  {screen.paint.state(name, shown)}")


def videos(found: Sequence[Video], screen: Screen, *, urls: bool = False, to_err: bool = False) -> None:
    """Meeting videos, a line each."""
    write = screen.note if to_err else screen.line
    paint = screen.err_paint if to_err else screen.paint
    if not found:
        write("No videos.")
        return
    head = f"{pad('VIDEO', 36)}  {pad('STATE', 8)}  {pad('CREATED', 20)}  {pad('LENGTH', 12)}  SIZE"
    write(paint.faint(head))
    for video in found:
        state = paint.state(video.get("state"), pad(plain(video.get("state")), 8))
        write(
            f"{pad(plain(video.get('meetingVideoId')), 36)}  {state}  {pad(when(video.get('timeCreated')), 20)}  "
            f"{pad(length(video.get('duration')), 12)}  {size(video.get('size'))}"
        )
        if urls and video.get("url") is not None:
            write(paint.faint(f"  url: {screen.secret(_text(video['url']))}"))


def listed(answer: PackageVideos, screen: Screen) -> None:
    """The videos of a package, with their addresses."""
    videos(answer.get("videos") or [], screen, urls=True)


def before_delete(
    status: PackageStatus, listed: Sequence[Video] | None, arguments: argparse.Namespace, screen: Screen
) -> None:
    """What a deletion would take away, on stderr beside the question."""
    paint = screen.err_paint
    screen.note(paint.strong(plain(status["name"] or "(no name)")))
    films = "videos unknown" if listed is None else _count(len(listed), "video")
    papers = _count(len(_records(status["documents"])), "document")
    screen.note(f"  package    {plain(status['packageId'])}")
    screen.note(f"  state      {paint.state(status['state'])}")
    screen.note(f"  goes away  {papers}, {films}")
    screen.note(f"  signers    {'are told by email' if arguments.notify else 'are not told'}")
    if arguments.override_retention:
        screen.note(paint.bad("  retention policies are overridden"))


def before_rescind(status: PackageStatus, arguments: argparse.Namespace, screen: Screen) -> None:
    """What a rescission is about, on stderr beside the question."""
    paint = screen.err_paint
    signers = _count(len(_records(status["signers"])), "signer")
    screen.note(paint.strong(plain(status["name"] or "(no name)")))
    screen.note(f"  package    {plain(status['packageId'])}")
    screen.note(f"  state      {paint.state(status['state'])}")
    screen.note(f"  signers    {signers}, {'told by email' if arguments.notify else 'not told'}")


def saved(file: VideoFile, screen: Screen) -> None:
    """A video that was saved."""
    screen.line(f"{screen.paint.good('✓')} Saved {size(file['bytes'])} to {plain(file['path'])}.")
    screen.line(f"  {screen.paint.faint('sha256')}  {file['sha256']}")


def accepted(answer: PackageVideos, what: str, screen: Screen) -> None:
    """The answer to a deletion or a rescission.  The server marks for deletion, so no more is promised."""
    screen.line(f"{screen.paint.good('✓')} The server accepted {plain(what)}.")
    found = _records(answer.get("videos"))
    if found:
        videos(found, screen)


def emulator(it: Emulator, screen: Screen) -> None:
    """Where the emulator is, and how to talk to it."""
    if screen.as_json:
        # Its key opens nothing but itself, so nothing is masked.
        print(json.dumps({**it.options, "package_ids": it.package_ids}), flush=True)
        return
    paint = screen.paint
    ids = it.package_ids
    ca_option = f" --ca-file {shlex.quote(it.ca_file)}" if it.ca_file else ""
    curl_option = f" --cacert {shlex.quote(it.ca_file)}" if it.ca_file else ""
    first = ids[0] if ids else "ID"
    screen.line(paint.strong("An emulator of the iinked Sign API is running.") + "  Ctrl-C ends it.\n")
    _field("base URL", it.base_url, screen)
    _field("API key", it.api_key, screen)
    if it.ca_file:
        _field("CA file", it.ca_file, screen)
    _field("packages", str(len(ids)), screen)
    screen.line("\nIn another terminal:\n")
    for command in (
        f"export IINKEDSIGN_BASE_URL={shlex.quote(it.base_url)}",
        f"export IINKEDSIGN_API_KEY={shlex.quote(it.api_key)}",
        f"python -m iinkedsign{ca_option} list",
        f"python -m iinkedsign{ca_option} status {first}",
        f'curl{curl_option} -H "api_key: $IINKEDSIGN_API_KEY" "$IINKEDSIGN_BASE_URL/packages/{first}/status"',
    ):
        screen.line(f"  {paint.info(command)}")
    sys.stdout.flush()


def when(text: object) -> str:
    """A readable time; one that cannot be parsed is unchanged."""
    from .. import parse_time

    try:
        time = parse_time(text)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return plain(text)
    return "-" if time is None else f"{time:%Y-%m-%d %H:%M} UTC"


def length(text: object) -> str:
    """A duration for the eye."""
    from .. import parse_duration

    try:
        duration = parse_duration(text)  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return plain(text)
    if duration is None:
        return "-"
    return clock(duration.total_seconds())


def clock(seconds: float) -> str:
    """Seconds for the eye."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def size(number: object) -> str:
    """A number of bytes for the eye."""
    if isinstance(number, bool) or not isinstance(number, int):
        return plain(number)
    if number < 1000:
        return f"{number} B"
    amount = float(number)
    for unit in ("kB", "MB", "GB", "TB"):
        amount /= 1000
        if amount < 999.95:
            break
    return f"{amount:.1f} {unit}"


def _field(name: str, value: str, screen: Screen) -> None:
    screen.line(f"  {screen.paint.faint(pad(name, 9))}  {value}")


def _data(data: object, screen: Screen) -> None:
    if data is not None:
        text = json.dumps(screen.shown(data), ensure_ascii=False)
        _field("data", fit(plain(text), _rest(screen, 13)), screen)


def _section(title: str, records: Sequence[object], screen: Screen) -> None:
    screen.line(f"\n  {screen.paint.strong(title)} {screen.paint.faint(str(len(records)))}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _rest(screen: Screen, used: int) -> int | None:
    return None if screen.width is None else max(screen.width - used, 10)


def _records(values: list[_T] | None) -> list[_T]:
    """The objects of a list; an answer may hold anything in its place."""
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None if value is None else str(value)
