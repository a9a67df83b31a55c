"""One function for each command: its requests, questions and output."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Any

from .. import textfile
from ..exceptions import IinkedSignError, NotFoundError
from . import layout, termination
from .failures import OK, OTHER, Refused, exit_code, interrupted, report
from .terminal import Screen, plain

if TYPE_CHECKING:
    from .. import Client, Video

Command = Callable[[argparse.Namespace, Screen], int]

_FILTERS = (
    "member_id",
    "team_id",
    "folder_id",
    "all_members",
    "search",
    "types",
    "states",
    "is_executed",
    "days",
    "sort_by",
    "page_size",
)


def client(arguments: argparse.Namespace) -> Client:
    """A client with the common options.  Others fall back to the environment."""
    from .. import Client

    api_key = None
    if arguments.api_key_file is not None:
        api_key = _read_key(arguments.api_key_file)
    return Client(
        api_key=api_key,
        datacenter=arguments.datacenter,
        base_url=arguments.base_url,
        ca_file=arguments.ca_file,
        proxy=arguments.proxy,
        timeout=arguments.timeout,
        requests_per_second=getattr(arguments, "requests_per_second", None),
        videos_delete_path=getattr(arguments, "videos_delete_path", "package"),
    )


def _read_key(path: str) -> str:
    try:
        with open(path, "rb") as file:
            text = textfile.decode(file.read(1 << 16))
    except OSError as error:
        raise Refused(f"--api-key-file {path}: {error.strerror}") from None
    except textfile.NotReadable as error:
        raise Refused(f"--api-key-file {path}: {error}") from None
    key = text.partition("\n")[0].strip()
    if not key:
        raise Refused(f"--api-key-file {path}: its first line is empty")
    return key


def filters(arguments: argparse.Namespace) -> dict[str, Any]:
    """The filters of a list that were given; ``--all`` is one, too."""
    given = {name: value for name in _FILTERS if (value := getattr(arguments, name)) is not None}
    if getattr(arguments, "everything", False):
        given.setdefault("all_members", True)
    return given


def status(arguments: argparse.Namespace, screen: Screen) -> int:
    """Shows packages.  One that fails does not keep the others from being shown."""
    codes = [OK]
    answers: list[object] = []
    try:
        with client(arguments) as connection:
            for package_id in arguments.package_ids:
                try:
                    answer = connection.package_status(package_id)
                except IinkedSignError as error:
                    report(error, screen)
                    codes.append(exit_code(error))
                    continue
                if answers and not screen.as_json:
                    screen.line()
                answers.append(answer)
                if not screen.as_json:
                    layout.package(answer, screen)
    finally:
        # Also when it is interrupted.
        if screen.as_json and len(arguments.package_ids) > 1:
            screen.json(answers)
        elif screen.as_json and answers:
            screen.json(answers[0])
    return max(codes)


def get(arguments: argparse.Namespace, screen: Screen) -> int:
    """Shows a package as a whole."""
    with client(arguments) as connection:
        screen.answer(connection.get_package(arguments.package_id), layout.whole)
    return OK


def videos(arguments: argparse.Namespace, screen: Screen) -> int:
    """Lists the videos of a package."""
    with client(arguments) as connection:
        screen.answer(connection.list_videos(arguments.package_id), layout.listed)
    return OK


def list_packages(arguments: argparse.Namespace, screen: Screen) -> int:
    """Lists packages, each as soon as its page has come."""
    with client(arguments) as connection:
        found = islice(connection.list_packages(**filters(arguments)), arguments.limit)
        if screen.as_json:
            for package in found:
                screen.json(package, indent=None)
        else:
            layout.packages(found, screen)
    return OK


def delete(arguments: argparse.Namespace, screen: Screen) -> int:
    """Deletes a package, after it was shown and the deletion confirmed."""
    _must_be_confirmed(arguments, screen)
    with client(arguments) as connection:
        if not arguments.yes:
            package = connection.package_status(arguments.package_id)
            try:
                listed: list[Video] | None = connection.list_videos(arguments.package_id)["videos"] or []
            except NotFoundError:
                listed = None
            layout.before_delete(package, listed, arguments, screen)
            if screen.ask("Delete it for good? Type yes:") != "yes":
                return _nothing(screen)
        return _carry_out(
            lambda: connection.delete_package(
                arguments.package_id, notify=arguments.notify, override_retention=arguments.override_retention
            ),
            f"the deletion of package {arguments.package_id}",
            screen,
        )


def rescind(arguments: argparse.Namespace, screen: Screen) -> int:
    """Rescinds a package, after it was shown and the rescission confirmed."""
    _must_be_confirmed(arguments, screen, "a rescission")
    with client(arguments) as connection:
        if not arguments.yes:
            layout.before_rescind(connection.package_status(arguments.package_id), arguments, screen)
            if screen.ask("Rescind it? It cannot be taken back. Type yes:") != "yes":
                return _nothing(screen, "rescinded")
        return _carry_out(
            lambda: connection.rescind_package(
                arguments.package_id, message=arguments.message, notify=arguments.notify
            ),
            f"the rescission of package {arguments.package_id}",
            screen,
        )


def delete_video(arguments: argparse.Namespace, screen: Screen) -> int:
    """Deletes one video, after it was shown and the deletion confirmed."""
    _must_be_confirmed(arguments, screen)
    with client(arguments) as connection:
        if not arguments.yes:
            wanted = arguments.video_id.lower()
            listed = connection.list_videos(arguments.package_id)["videos"] or []
            shown = [video for video in listed if str(video.get("meetingVideoId")).lower() == wanted]
            if shown:
                layout.videos(shown, screen, to_err=True)
            else:
                screen.note(f"The package lists no video {plain(arguments.video_id)}.")
            if screen.ask("Delete this video for good? Type yes:") != "yes":
                return _nothing(screen)
        return _carry_out(
            lambda: connection.delete_video(arguments.package_id, arguments.video_id),
            f"the deletion of video {arguments.video_id} of package {arguments.package_id}",
            screen,
        )


def delete_all_videos(arguments: argparse.Namespace, screen: Screen) -> int:
    """Deletes every video of a package, after they were shown and their number or the id typed."""
    _must_be_confirmed(arguments, screen)
    with client(arguments) as connection:
        if not arguments.yes:
            listed = connection.list_videos(arguments.package_id)["videos"] or []
            left = [video for video in listed if video.get("state") != "deleted"]
            layout.videos(left, screen, to_err=True)
            question = f"Delete every video ({len(left)}) for good? Type their number, or the package's id:"
            answer = screen.ask(question)
            if answer.lower() not in {str(len(left)), arguments.package_id.lower()}:
                return _nothing(screen)
        return _carry_out(
            lambda: connection.delete_all_videos(arguments.package_id),
            f"the deletion of all videos of package {arguments.package_id}",
            screen,
        )


def _must_be_confirmed(arguments: argparse.Namespace, screen: Screen, what: str = "a deletion") -> None:
    if not arguments.yes and not screen.can_ask:
        raise Refused(f"nobody can be asked here: {what} needs --yes where there is no terminal")


def _nothing(screen: Screen, done: str = "deleted") -> int:
    screen.note(f"Nothing was {done}.")
    return OTHER


def _carry_out(call: Callable[[], Any], what: str, screen: Screen) -> int:
    try:
        answer = call()
    except KeyboardInterrupt:
        return interrupted(f"interrupted: {what} may have been carried out; check before trying again", screen)
    screen.answer(answer, lambda answer, screen: layout.accepted(answer, what, screen))
    return OK


def emulator(arguments: argparse.Namespace, screen: Screen) -> int:
    """Serves until Ctrl-C or SIGTERM."""
    from ..testing import Emulator

    try:
        it = Emulator(
            port=arguments.port,
            packages=arguments.packages,
            seed=arguments.seed,
            tls=arguments.tls,
            requests_per_second=arguments.requests_per_second,
            faults=arguments.fault,
        ).start()
    except IinkedSignError:
        raise
    except ValueError as error:
        raise Refused(f"emulator: {error}") from None
    except OSError as error:
        raise Refused(f"emulator: {error}", OTHER) from None
    try:
        layout.emulator(it, screen)
        # A signal that comes just before a wait does not end it: so none is long.
        while not termination.received():
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    finally:
        it.stop()
    return OK
