"""A tour of iinkedsign: what it reads, what it deletes, and what it reports when a deletion goes wrong.

Everything happens on this machine: an emulator of the iinked Sign API serves made-up packages over https.  The
program checks what it shows, and ends with code 1 if something is wrong.

    python examples/demo.py
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import textwrap
import time
from collections import Counter
from itertools import islice

import iinkedsign
from iinkedsign import Client, NotFoundError, OutcomeUnknownError, PackageVideos, RetentionError
from iinkedsign.testing import Emulator

# The packages of the vendor's documentation, which every emulator holds.
STATUS_SAMPLE = "7a17e4e7-bc32-4256-bf81-27eac794c2b7"
VIDEO_SAMPLE = "c603079c-2dc7-4af7-8c2e-dc992662621c"
DELETE_SAMPLE = "cf91071d-966d-41ea-b9bf-aa96a8e56c02"

KINDS = ("unknown_value", "unknown_field", "wrong_type")
WIDTH = 96
SECONDS = 1.0


class NotAsItShouldBe(Exception):
    """The demo found something else than it was to show."""


def expect(condition: bool, what: str) -> None:
    """Ends the demo unless the condition holds; an ``assert`` would be silent under ``python -O``."""
    if not condition:
        raise NotAsItShouldBe(what)


class Paper:
    """The terminal: headings, lines and a little colour where there is any."""

    def __init__(self) -> None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # names are in any script, a locale may not be
        on = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self._colour = (lambda code, text: f"\x1b[{code}m{text}\x1b[0m") if on else (lambda code, text: text)
        self._chapters = 0

    def title(self, text: str, under: str) -> None:
        print(f"{self._colour('1', text)}\n{self._colour('2', under)}")

    def chapter(self, text: str) -> None:
        self._chapters += 1
        print("\n" + self._colour("1;36", f"{self._chapters}. {text}"))

    def code(self, text: str) -> None:
        print("   " + self._colour("2", f">>> {text}"))

    def line(self, text: str) -> None:
        print(f"   {text}")

    def good(self, text: str) -> None:
        self.line(self._colour("32", "✓ ") + text)

    def error(self, error: iinkedsign.IinkedSignError) -> None:
        """An exception as it reads, on lines that a terminal has room for."""
        name = type(error).__name__
        first, *more = textwrap.wrap(f"{name}: {error}", WIDTH, break_long_words=False, break_on_hyphens=False)
        self.line(self._colour("33", name) + first.removeprefix(name))
        for line in more:
            self.line(f"  {line}")


def account(client: Client, paper: Paper) -> None:
    paper.chapter("An account full of packages")
    paper.code("client.list_packages()")
    packages = list(client.list_packages())
    expect(any(package["packageId"] == STATUS_SAMPLE for package in packages), "the sample is not listed")
    for package in islice(packages, 5):
        signers = package["signers"] or []
        signed = sum(signer["isExecuted"] is True for signer in signers)
        paper.line(
            f"{package['packageId']}  {package['state']:9}  {signed} of {len(signers)} signed  {package['name']}"
        )
    states = Counter(package["state"] for package in packages)
    paper.line(f"… {len(packages)} in all: " + ", ".join(f"{n} {state}" for state, n in states.most_common()))


def status(client: Client, paper: Paper) -> None:
    paper.chapter("The status of one, the sample of the vendor's documentation")
    paper.code(f'client.package_status("{STATUS_SAMPLE}")')
    package = client.package_status(STATUS_SAMPLE)
    expect(package["state"] == "open" and package["name"] == "My First Signing", "the sample reads otherwise")
    paper.line(f"{package['name']}: {package['state']}, {package['type']}, sign by {package['timeSignBy']}")
    for document in package["documents"] or []:
        paper.line(f"  document  {document['fileName']}, {'' if document['isExecuted'] else 'not '}executed")
    for signer in package["signers"] or []:
        paper.line(f"  signer    {signer['firstName']} {signer['lastName']} <{signer['email']}>")
        paper.line(
            f"  links     {len(signer['links'] or [])}, which opens without a login: never logged, never in an error"
        )


def one_video(client: Client, paper: Paper) -> None:
    paper.chapter("Deleting one video")
    video = videos_of(client.list_videos(VIDEO_SAMPLE))[0]
    paper.line(f"before: {show_videos(client.list_videos(VIDEO_SAMPLE))}")
    paper.code(f'client.delete_video("{VIDEO_SAMPLE}",')
    paper.code(f'                    "{video}")')
    client.delete_video(VIDEO_SAMPLE, video)
    after = client.list_videos(VIDEO_SAMPLE)
    expect(states_of(after) == ["deleted"], "the video is not deleted")
    paper.good(f"after: {show_videos(after)}")


def all_videos(client: Client, emulator: Emulator, paper: Paper) -> None:
    paper.chapter("Deleting all videos is a method of its own, so that it cannot happen by accident")
    # On the wire, "all" is a video id that is missing.
    package = next(
        package
        for package in emulator.package_ids
        if len([v for v in emulator.package_state(package)["videos"] if v["state"] != "deleted"]) > 1
    )
    emulator.clear_requests()
    paper.code("client.delete_video(package, None)")
    try:
        client.delete_video(package, None)  # type: ignore[arg-type]
    except TypeError as error:
        paper.line(f"TypeError: {error}")
    else:
        raise NotAsItShouldBe("a missing video id was accepted")
    expect(not emulator.requests, "a wrong argument was sent")
    paper.good("the server received nothing")
    paper.code("client.delete_all_videos(package)")
    client.delete_all_videos(package)
    after = client.list_videos(package)
    expect(set(states_of(after)) == {"deleted"}, "a video is left")
    client.package_status(package)
    paper.good(f"{show_videos(after)}; the package is still there")


def packages(client: Client, emulator: Emulator, paper: Paper) -> None:
    paper.chapter("Deleting a package, and being refused")
    paper.code(f'client.delete_package("{DELETE_SAMPLE}")')
    client.delete_package(DELETE_SAMPLE)
    try:
        client.package_status(DELETE_SAMPLE)
    except NotFoundError as error:
        paper.good(f"gone: its status is {error.status_code} {error.code} now")
    else:
        raise NotAsItShouldBe("the package is still there")
    kept = next(id for id in emulator.package_ids if emulator.package_state(id)["under_retention"])
    paper.code(f'client.delete_package("{kept}")')
    try:
        client.delete_package(kept)
    except RetentionError as error:
        paper.error(error)
    else:
        raise NotAsItShouldBe("the retention was ignored")
    expect(emulator.package_state(kept)["exists"], "the package under retention is gone")
    paper.good("nothing was deleted; the client never sets override_retention=True by itself")


def unclear(client: Client, emulator: Emulator, paper: Paper) -> None:
    paper.chapter("When the answer to a deletion is lost, it is not sent again")
    candidates = (id for id in emulator.package_ids if not emulator.package_state(id)["under_retention"])
    for fault, truth in (("drop_after", "absent"), ("drop_before", "present")):
        package = next(id for id in candidates if id not in {STATUS_SAMPLE, VIDEO_SAMPLE})
        emulator.clear_faults()
        emulator.clear_requests()
        emulator.add_fault(fault, operation="delete_package")
        done = "the server deletes, then" if truth == "absent" else "the server does nothing, and"
        paper.line(f"{done} the connection drops:")
        try:
            client.delete_package(package)
        except OutcomeUnknownError as error:
            expect(error.evidence == truth, f"the evidence is {error.evidence}")
            paper.error(error)
            received = Counter(request["operation"] for request in emulator.requests)
            expect(received == {"delete_package": 1, "status": 1}, f"the server received {received}")
            expect(emulator.package_state(package)["exists"] == (truth == "present"), "the evidence is wrong")
            paper.good(f"evidence: {error.evidence!r}; the server received 1 deletion and 1 follow-up check")
        else:
            raise NotAsItShouldBe("a lost answer was taken for success")
    emulator.clear_faults()
    emulator.clear_requests()
    emulator.add_fault("drop_before", operation="status", times=1)
    client.package_status(STATUS_SAMPLE)
    paper.good(f"a read is retried: dropped once, it succeeded after {len(emulator.requests)} attempts")
    expect(len(emulator.requests) == 2, "the read was not tried twice")


def cleanup(client: Client, emulator: Emulator, paper: Paper) -> None:
    paper.chapter("Clean up an account: plan, review, apply, prove")
    plan = client.plan_deletion(
        client.list_packages(),
        what="packages",
        notify=False,
        override_retention=False,
        archive="data",
        max_deletes=50,
        states=["expired"],
    )
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/q3.plan"
        plan.write(path)
        paper.line(f"{len(plan)} expired packages to be deleted, {len(plan.kept)} kept; code {plan.code}")
        emulator.add_fault("status=401,skip=2,times=1", operation="get_package")
        report = client.apply_deletion(path, confirm=plan.code, canary=0, concurrency=1)
        paper.line(f"stopped in the middle, by a 401: {report.summary['by_state']}")
        report = client.resume_deletion(path, confirm=plan.code)
        expect(report.summary["closed"], "every item has an outcome")
        paper.good(f"resumed: {report.summary['by_state']}; what was sent was not sent again")
        seen = client.verify_deletion(path).summary["evidence"]
        paper.line(f"follow-up check: {seen['absent']} absent, {seen['present']} present")


def drift(emulator: Emulator, paper: Paper) -> None:
    paper.chapter("When the server sends what is not documented")
    emulator.clear_faults()
    for fault in ("unknown_values", "unknown_fields", "wrong_types"):
        emulator.add_fault(fault, operation="status", times=1)
    with Client(**emulator.options) as client:
        state = client.package_status(STATUS_SAMPLE)["state"]
        client.package_status(STATUS_SAMPLE)
        client.package_status(STATUS_SAMPLE)
        paper.line(f"a new state passes through as text ({state!r}), and is counted:")
        paper.code("client.drift()")
        found = client.drift()
        expect({entry["kind"] for entry in found} == set(KINDS), "drift was not noticed")
        for kind in KINDS:
            paper.line(str(next(entry for entry in found if entry["kind"] == kind)))
        paper.line(f"… {len(found)} findings; nothing that was sent is lost")


def speed(client: Client, paper: Paper) -> None:
    paper.chapter("Many calls")
    count = 0
    start = time.perf_counter()
    while (passed := time.perf_counter() - start) < SECONDS:
        client.package_status(STATUS_SAMPLE)
        count += 1
    paper.good(
        f"{count / passed:,.0f} statuses a second, one after the other, on one https connection (emulator included)"
    )


def videos_of(answer: PackageVideos) -> list[str]:
    return [str(video["meetingVideoId"]) for video in answer["videos"] or []]


def states_of(answer: PackageVideos) -> list[str | None]:
    return [video["state"] for video in answer["videos"] or []]


def show_videos(answer: PackageVideos) -> str:
    counted = Counter(states_of(answer))
    return ", ".join(f"{n} video{'s' * (n > 1)} {state}" for state, n in counted.items())


def main() -> int:
    paper = Paper()
    # A proxy of the environment is for the world outside; the emulator is on this machine.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"
    try:
        with Emulator(packages=20, seed=7, tls=True) as emulator, Client(**emulator.options) as client:
            paper.title(
                f"iinkedsign {iinkedsign.__version__}",
                f"An emulator of the iinked Sign API serves made-up packages at {emulator.base_url}",
            )
            account(client, paper)
            status(client, paper)
            one_video(client, paper)
            all_videos(client, emulator, paper)
            packages(client, emulator, paper)
            unclear(client, emulator, paper)
            cleanup(client, emulator, paper)
            drift(emulator, paper)
            speed(client, paper)
    except (NotAsItShouldBe, iinkedsign.IinkedSignError) as error:
        print(f"\ndemo: not as it should be: {error}", file=sys.stderr)
        return 1
    paper.chapter("What next")
    paper.line("README.md                      install, use from your programs, errors and options")
    paper.line("python -m iinkedsign --help    the command line, for a real account too")
    paper.line("python -m iinkedsign emulator  an emulator of your own, for programs in any language")
    return 0


if __name__ == "__main__":
    sys.exit(main())
