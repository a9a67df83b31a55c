"""The arguments of the command line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from . import audit, commands, completion, deletion, download
from .failures import HELP

# How an option is called; what else begins with a dash may be anything.
_NAME = re.compile(r"--[a-z][a-z-]*|-[A-Za-z]")

_DESCRIPTION = """\
Reads, lists and deletes packages and meeting videos of an iinked Sign account.

The key comes from the environment (IINKEDSIGN_API_KEY or IINKEDSIGN_ACCESS_TOKEN) or from --api-key-file; never
from the command line, which other users of the machine can read.
"""


def parser() -> Parser:
    """The whole command line.  The common options may stand before or after the command."""
    top = Parser(
        prog="iinkedsign",
        allow_abbrev=False,  # or --api-key would be taken for --api-key-file
        description=_DESCRIPTION,
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[_common(suppress=False)],
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    add = top.add_subparsers(metavar="COMMAND", required=True)
    common = _common(suppress=True)

    def command(name: str, run: commands.Command, text: str) -> argparse.ArgumentParser:
        made = add.add_parser(
            name,
            help=text[0].lower() + text[1:].rstrip("."),
            description=text,
            epilog=HELP,
            allow_abbrev=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common],
        )
        made.set_defaults(run=run)
        return made

    it = command("status", commands.status, "Show the state, documents and signers of packages.")
    it.add_argument("package_ids", metavar="ID", nargs="+", help="the id of a package")

    it = command("get", commands.get, "Show a package as a whole, with its retention.")
    _package(it)

    it = command("videos", commands.videos, "List the meeting videos of a package.")
    _package(it)

    it = command("list", commands.list_packages, "List the packages of the account.")
    _filters(it)

    it = command("audit", audit.audit, "Make tables of many packages: one row each, its data or its error.")
    _ids(it, "package_id, packageId or id", "the column of ids in the CSV")
    it.add_argument(
        "--out",
        metavar="FILE",
        help="write the packages to FILE and the other tables beside it; .parquet, .csv, .jsonl, .arrow, or "
        ".xlsx for one workbook of Excel with all of them",
    )
    it.add_argument("--html", metavar="FILE", help="write a page with charts")
    it.add_argument(
        "--as-of", metavar="TIME", help="the instant for which facts are computed, such as 2026-11-22T12:00:00Z (now)"
    )
    it.add_argument("--include-videos", action="store_true", help="request the videos of each package too")
    it.add_argument(
        "--pii", choices=["hash"], help="hash: replace names, addresses and numbers of persons by keyed hashes"
    )
    it.add_argument("--concurrency", type=_count, default=64, metavar="N", help="limit of requests at once (64)")
    _pace(it)
    _filters(it)

    it = command("download-video", download.download_video, "Save a meeting video to a file.")
    _package(it)
    it.add_argument("video_id", metavar="VIDEO", help="the meetingVideoId, as `videos` shows it")
    it.add_argument("path", metavar="FILE", help="the file to write; must not exist")

    it = command("delete", commands.delete, "Delete a package with its documents and videos.")
    _package(it)
    it.add_argument("--notify", action="store_true", help="have the server tell the signers by email")
    it.add_argument("--override-retention", action="store_true", help="delete although a retention policy forbids it")
    _yes(it)

    it = command("rescind", commands.rescind, "Rescind a package that was sent; it and its documents are kept.")
    _package(it)
    it.add_argument("--message", metavar="TEXT", help="the reason; the server keeps it with the package")
    it.add_argument("--notify", action="store_true", help="have the server tell the signers by email")
    _yes(it)

    it = command("delete-video", commands.delete_video, "Delete one meeting video of a package.")
    _package(it)
    it.add_argument("video_id", metavar="VIDEO", help="the meetingVideoId, as `videos` shows it")
    _videos_delete_path(it)
    _yes(it)

    it = command("delete-all-videos", commands.delete_all_videos, "Delete every meeting video of a package.")
    _package(it)
    _videos_delete_path(it)
    _yes(it)

    _deletion(command)

    it = command("emulator", commands.emulator, "Run a local stand-in for the server until Ctrl-C.")
    it.add_argument("--port", type=int, default=0, help="the loopback port (default: any free one)")
    it.add_argument("--packages", type=int, default=25, metavar="N", help="number of generated packages (25)")
    it.add_argument("--seed", type=int, default=1, help="seed of the generated packages (1)")
    it.add_argument("--tls", action="store_true", help="serve https, with a throw-away certificate")
    it.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="FAULT",
        help="a fault: [operation[@package_id]:]kind[=value][,key=value...], such as "
        "status:status=503,times=2 or delete_package:drop_after or delay=0.5,chance=0.1; may be repeated",
    )
    it.add_argument("--requests-per-second", type=float, metavar="N", help="answer 429 above this rate")

    it = command("completion", completion.completion, "Print what makes a shell complete this program.")
    it.add_argument("shell", choices=sorted(completion.SCRIPTS), help="the shell")
    return top


class Parser(argparse.ArgumentParser):
    """Repeats no value of what it does not understand: it may be a key, and stderr ends in logs."""

    def parse(self, arguments: Sequence[str] | None) -> argparse.Namespace:
        """As ``parse_args``, which would repeat what is left over."""
        found, rest = self.parse_known_args(arguments)
        if rest:
            names = filter(_NAME.fullmatch, (argument.partition("=")[0] for argument in rest))
            self.error(f"unrecognized arguments: {' '.join(names) or 'a value too many'}")
        return found

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        sys.stdout.flush()  # while an error of it can still be reported
        super().exit(status, message)

    def error(self, message: str) -> NoReturn:
        # The choices are words of ours.
        problem, choices, known = message.partition(" (choose from ")
        problem = re.sub(r": (?:'.*'|\".*\")", "", problem, flags=re.DOTALL)
        problem = re.sub(r" explicit argument .*", " a value, and takes none", problem, flags=re.DOTALL)
        super().error(problem + choices + known)


def _deletion(command: Callable[[str, commands.Command, str], argparse.ArgumentParser]) -> None:
    """The commands of deletion at scale; planning and applying are never one command."""
    it = command("plan", deletion.plan, "Plan the deletion of many packages or videos; nothing is deleted.")
    _ids(it, "package_id (for videos also meeting_video_id)", "the column of package ids in the CSV")
    it.add_argument("--what", choices=["packages", "videos"], required=True, help="what to delete")
    it.add_argument(
        "--notify",
        action=argparse.BooleanOptionalAction,
        required=True,
        help="have the server tell the signers by email, or not",
    )
    it.add_argument(
        "--override-retention",
        action=argparse.BooleanOptionalAction,
        required=True,
        help="delete although a retention policy forbids it, or not",
    )
    it.add_argument(
        "--archive",
        choices=["none", "data", "videos"],
        required=True,
        help="what to save before deleting: data is the server's data of each item, videos also the recordings",
    )
    it.add_argument(
        "--max-deletes", type=_count, required=True, metavar="N", help="refuse a plan with more items than this"
    )
    it.add_argument("--older-than", type=deletion.age, metavar="AGE", help="only older items, such as 730d")
    it.add_argument("--by", metavar="TIME", help="the time that --older-than refers to, such as time_sign_by")
    it.add_argument("--exclude", metavar="FILE", help="a file of ids to keep; lines that begin with # are comments")
    it.add_argument("--reason", metavar="TEXT", help="why, for the readers of the plan")
    it.add_argument("--as-of", metavar="TIME", help="the instant for which ages are computed (now)")
    it.add_argument("--out", metavar="FILE", required=True, help="write the plan to FILE, which must not exist")
    it.add_argument("--html", metavar="FILE", help="write a page for the reviewer")
    it.add_argument("--concurrency", type=_count, default=64, metavar="N", help="limit of requests at once (64)")
    _pace(it)
    _filters(it)

    it = command(
        "show-plan", deletion.show_plan, "Show a plan: what is deleted, what is kept, and the code that confirms it."
    )
    _plan(it)
    it.add_argument("--html", metavar="FILE", help="write a page")

    it = command("apply", deletion.apply, "Apply a reviewed plan: delete its items.")
    _applied(it)

    it = command("resume", deletion.resume, "Resume a plan that was applied in part.")
    _applied(it)

    it = command("verify", deletion.verify, "Read what a plan deleted; nothing is changed.")
    _plan(it)
    _report(it)
    _pace(it)


def _ids(command: argparse.ArgumentParser, header: str, column: str) -> None:
    command.add_argument(
        "ids",
        metavar="IDS",
        nargs="?",
        help=f"a file with one id a line, or a CSV whose header has {header}; - is stdin",
    )
    command.add_argument("--column", metavar="NAME", help=column)
    command.add_argument(
        "--all",
        action="store_true",
        dest="everything",
        help="every package of the organization that passes the filters",
    )


def _plan(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", metavar="PLAN", help="the file of the plan")


def _report(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--out", metavar="FILE", help="write the outcome of the items; .parquet, .csv, .jsonl, .arrow or .xlsx"
    )
    command.add_argument("--html", metavar="FILE", help="write a page")


def _pace(command: argparse.ArgumentParser) -> None:
    command.add_argument("--requests-per-second", type=float, metavar="N", help="limit of requests a second (none)")


def _applied(command: argparse.ArgumentParser) -> None:
    _plan(command)
    command.add_argument("--confirm", metavar="CODE", help="the code of the plan; required without a terminal")
    command.add_argument("--archive-dir", metavar="DIR", help="where files are saved (beside the plan)")
    command.add_argument(
        "--holds", metavar="FILE", help="a file of ids that must not be deleted, read again for each item"
    )
    command.add_argument("--concurrency", type=_count, default=4, metavar="N", help="limit of items at once (4)")
    command.add_argument(
        "--canary",
        type=_number,
        default=5,
        metavar="N",
        help="the first N are deleted one by one, each with a follow-up check (5)",
    )
    command.add_argument("--max-unknown", type=_count, default=3, metavar="N", help="stop after N unknown outcomes (3)")
    command.add_argument("--max-refused", type=_count, default=20, metavar="N", help="stop after N refusals (20)")
    _videos_delete_path(command)
    _pace(command)
    _report(command)


class _Version(argparse.Action):
    """The version, read only on demand: it loads the native module."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from .. import __version__

        print(f"iinkedsign {__version__}")
        parser.exit()


def _common(*, suppress: bool) -> Parser:
    # A default in the command's own copy would undo an option before the command.
    common = Parser(add_help=False, argument_default=argparse.SUPPRESS if suppress else None)
    group = common.add_argument_group("common options")
    group.add_argument("--api-key-file", metavar="FILE", help="a file whose first line is the API key")
    group.add_argument(
        "--datacenter", help="sandbox-us (the default), sandbox-eu, us, ca or eu; or IINKEDSIGN_DATACENTER"
    )
    group.add_argument("--base-url", metavar="URL", help="a private instance; or IINKEDSIGN_BASE_URL")
    group.add_argument("--ca-file", metavar="FILE", help="PEM file of further certificate authorities")
    group.add_argument("--proxy", metavar="URL", help="the URL of a proxy")
    group.add_argument(
        "--timeout",
        type=_seconds,
        metavar="SECONDS",
        default=argparse.SUPPRESS if suppress else 60.0,
        help="the whole call, with its attempts and waits; `none` for no limit (60)",
    )
    group.add_argument("--json", action="store_true", help="output for programs")
    group.add_argument(
        "--reveal", action="store_true", help="show links, tokens and video URLs, which open without a login"
    )
    return common


def _seconds(text: str) -> float | None:
    if text == "none":
        return None
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError("it is neither a number of seconds nor `none`") from None


def _package(command: argparse.ArgumentParser) -> None:
    command.add_argument("package_id", metavar="ID", help="the id of the package")


def _yes(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help="do not ask; required without a terminal")


def _videos_delete_path(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--videos-delete-path",
        choices=["package", "flat"],
        default="package",
        help="which of the two documented paths to use: packages/ID/videos/delete (package, the default) or "
        "packages/videos/delete (flat)",
    )


def _filters(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("filters")
    group.add_argument("--member-id", metavar="ID", help="packages of this member")
    group.add_argument("--team-id", metavar="ID", help="packages of this team")
    group.add_argument("--folder-id", metavar="ID", help="packages in this folder")
    group.add_argument(
        "--all-members", action=argparse.BooleanOptionalAction, help="packages of the whole organization"
    )
    group.add_argument(
        "--search", metavar="WORDS", help="words in names, texts, signers; Contr* for the beginning of a word"
    )
    group.add_argument(
        "--type", action="append", dest="types", metavar="TYPE", help="only this type, case-sensitive; repeatable"
    )
    group.add_argument("--state", action="append", dest="states", metavar="STATE", help="only this state; repeatable")
    group.add_argument(
        "--executed",
        action=argparse.BooleanOptionalAction,
        dest="is_executed",
        help="only executed packages, or only others",
    )
    group.add_argument("--days", type=int, metavar="N", help="to be signed within the next N days")
    group.add_argument("--sort-by", metavar="WORD", help="the order, such as `created`")
    group.add_argument("--page-size", type=int, metavar="N", help="packages in one request")
    group.add_argument("--limit", type=_count, metavar="N", help="stop after N packages")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError("it is not a number above 0")
    return int(text)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError("it is not a number")
    return int(text)
