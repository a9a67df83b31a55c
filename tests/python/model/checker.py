"""Compares what every caller was told with the journal of the emulator."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import iinkedsign
from iinkedsign.testing import Emulator, ReceivedRequest

from .account import Account, mark_of
from .fault import FOREIGN_404, HARMLESS, kind_of
from .script import DELETES, FOLLOW_UPS, MARKS, READS, Call
from .work import RETRIES, Work

# Statuses below 500 after which nobody knows whether a delete was carried out.
LEAVE_IT_OPEN = {408, 425, 460, 499}


@dataclass
class Tally:
    """What a round was made of."""

    operations: int = 0
    requests: int = 0
    faults: int = 0
    told: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    lost: int = 0  # attempts of reads that the server did not receive
    latest: float = 0.0  # how far a call ran over its limit
    again: int = 0  # how often rounds were played again
    aside: int = 0  # scripts that were slow, and seemed wrong
    violations: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.operations += other.operations
        self.requests += other.requests
        self.faults += other.faults
        self.told += other.told
        self.kinds += other.kinds
        self.lost += other.lost
        self.latest = max(self.latest, other.latest)
        self.again += other.again
        self.aside += other.aside
        self.violations += other.violations


def received(requests: list[ReceivedRequest]) -> str:
    """Requests as text: each one's mark, and whether its answer was a 200."""
    return "".join(mark_of(request) + ("+" if request["status"] == 200 else "-") for request in requests)


def expected(call: Call, attempt_timeout: float) -> str:
    """The requests that the server must have received for a call, as a pattern of `received`."""
    mark = f"(?:{MARKS[call.operation]}.)"
    follow_up = f"(?:{FOLLOW_UPS[call.operation]}.)" if call.operation in FOLLOW_UPS else ""
    if call.told == "cancelled":
        return f"{mark}{{0,{RETRIES + 1}}}{follow_up and follow_up + '?'}"
    tried = (call.error.attempts or 0) if call.error is not None else None
    if tried is None and call.operation in READS and call.seconds < attempt_timeout:
        # What comes after its answer may be the follow-up check of a deletion that was not received.
        attempts = f"{mark}{{0,{RETRIES}}}?{MARKS[call.operation]}\\+"
    elif tried is None:
        attempts = f"{mark}{{1,{RETRIES + 1}}}"
    elif call.seconds >= attempt_timeout:
        # On a busy machine an attempt may end before there is a connection, or before the server reads it.
        attempts = f"{mark}{{0,{tried}}}"
    elif call.operation in DELETES:
        attempts = f"{mark}{{{tried}}}"
    else:
        # A read may be written into a kept connection in the moment in which the server closes it.
        attempts = f"{mark}{{{min(tried, 1)},{tried}}}"
    if call.told == "OutcomeUnknownError":
        # There is no follow-up check if no time was left, or it did not get through.
        checked = call.error is not None and call.error.evidence != "unverified"
        return attempts + (follow_up if checked else f"{follow_up}?")
    return attempts


class Checker:
    """Holds every call of a round against the journal."""

    def __init__(self, work: Work, account: Account, emulator: Emulator) -> None:
        self.plan = work.plan
        self.limits = work.limits
        self.late = work.limits.late + work.stall
        self.account = account
        self.emulator = emulator
        self.tally = Tally()
        self.journal = emulator.requests

    def wrong(self, call: Call, what: str, requests: list[ReceivedRequest]) -> None:
        shown = "".join(
            f"\n    {r['seq']} at {r['time']:.3f} {r['method']} {r['path']} {r['body']} -> {r['status']}"
            f" fault={r['fault']} applied={r['applied']} connection={r['connection']}"
            for r in requests
        )
        self.tally.violations.append(f"{what}\n  {call}{shown}")

    def check(self) -> Tally:
        of_package: dict[str, list[ReceivedRequest]] = {}
        of_list: dict[str, list[ReceivedRequest]] = {}
        for request in self.journal:
            self.tally.requests += 1
            if request["fault"] is not None:
                self.tally.faults += 1
                self.tally.kinds[kind_of(request)] += 1
            if request["operation"] == "list_packages":
                found = re.search(r'"search":"(\d+)"', request["body"])
                of_list.setdefault(found[1] if found else "", []).append(request)
            elif request["package_id"] is not None:
                of_package.setdefault(request["package_id"], []).append(request)
        for script in self.plan:
            for call in script:
                self.check_any(call)
            self.check_script(script, of_package.get(script[0].package, []))
            if script[-1].operation == "list":
                self.check_list(script[-1], of_list.get(script[-1].package, []))
        # Only a connection that was closed while idle can swallow a request.
        if self.tally.lost > self.tally.kinds["close_idle"]:
            self.tally.violations.append(f"{self.tally.lost} attempts of reads were never received")
        return self.tally

    def check_any(self, call: Call) -> None:
        self.tally.operations += 1
        self.tally.told[call.told + (f" {call.error.evidence}" if call.error and call.error.evidence else "")] += 1
        over = call.seconds - self.limits.timeout
        self.tally.latest = max(self.tally.latest, over)
        if over > self.late:
            self.wrong(call, "the call ran over its time limit", [])
        if call.error is None and call.told not in ("ok", "cancelled"):
            self.wrong(call, "an exception that is none of ours", [])
        if call.error is not None and "\n" in str(call.error):
            self.wrong(call, "a message of several lines", [])
        if call.told == "cancelled" and call.cancel_after is None:
            self.wrong(call, "cancelled by nobody", [])

    def check_script(self, script: list[Call], requests: list[ReceivedRequest]) -> None:
        """Requests that were read when their callers had given up are out of order, and prove little."""
        calls = [call for call in script if call.operation != "list"]
        before = len(self.tally.violations)
        self.check_in_order(calls, requests)
        if any(call.seconds >= self.limits.slow for call in script) and self.tally.violations[before:]:
            del self.tally.violations[before:]
            self.tally.aside += 1
            self.check_anyway(calls, requests)

    def check_anyway(self, calls: list[Call], requests: list[ReceivedRequest]) -> None:
        """What holds in whatever order."""
        for call in calls:
            own = [request for request in requests if mark_of(request) == MARKS[call.operation]]
            if call.operation in DELETES and sum(request["status"] != 429 for request in own) > 1:
                self.wrong(call, "a delete was sent again", own)
            if sum(request["applied"] for request in own) > 1:
                self.wrong(call, "applied twice", own)
            if call.told == "ok" and all(request["status"] != 200 for request in own):
                self.wrong(call, "a success that the server did not send", own)

    def check_in_order(self, calls: list[Call], requests: list[ReceivedRequest]) -> None:
        seen = received(requests)
        pattern = "".join(f"({expected(call, self.limits.attempt)})" for call in calls)
        dealt = re.fullmatch(pattern, seen)
        if dealt is None:
            told = "; ".join(str(call) for call in calls)
            self.wrong(calls[-1], f"received {seen}, which is not {pattern}: {told}", requests)
            return
        for number, call in enumerate(calls, 1):
            own = requests[dealt.start(number) // 2 : dealt.end(number) // 2]
            (self.check_delete if call.operation in DELETES else self.check_read)(call, own)
        self.check_state(calls, requests)

    def check_state(self, calls: list[Call], requests: list[ReceivedRequest]) -> None:
        """What the server holds in the end follows from what it applied, once each."""
        state = self.emulator.package_state(calls[0].package)
        videos = {video["meeting_video_id"]: video["state"] == "deleted" for video in state["videos"]}
        if (
            state["exists"] != self.account.exists[calls[0].package]
            or videos != self.account.deleted[calls[0].package]
            or (state["state"] == "rescinded") != self.account.rescinded[calls[0].package]
        ):
            self.wrong(calls[-1], f"the state does not follow from the journal: {state}", requests)
        counts = [state["deleted_count"], state["rescinded_count"]]
        if max(counts) > 1 or any(video["deleted_count"] > 1 for video in state["videos"]):
            self.wrong(calls[-1], f"applied twice: {state}", requests)

    def check_read(self, call: Call, requests: list[ReceivedRequest]) -> None:
        there = self.account.exists[call.package]
        if call.error is not None and call.seconds < self.limits.attempt:
            self.tally.lost += (call.error.attempts or 0) - len(requests)
        if any(request["applied"] for request in requests):
            self.wrong(call, "a read deleted something", requests)
        if any(request["fault"] is None for request in requests[:-1]) and call.seconds < self.limits.attempt:
            self.wrong(call, "retried after a healthy answer", requests)
        if call.told == "ok":
            # An attempt that the client gave up may be noted after the one that it got its answer from.
            late = call.seconds >= self.limits.attempt
            answered = requests if late else requests[-1:]
            if all(request["status"] != 200 for request in answered) or [id.lower() for id in call.answer] != [
                call.package.lower()
            ]:
                self.wrong(call, "a success that the server did not send", requests)
            if requests[-1]["fault"] is None and not there:
                self.wrong(call, "read what was gone", requests)
        if call.told == "NotFoundError" and requests and kind_of(requests[-1]) == FOREIGN_404:
            self.wrong(call, "a gateway's 404 was taken for the API's", requests)
        self.check_healthy(call, requests, there)

    def check_healthy(self, call: Call, requests: list[ReceivedRequest], there: bool) -> None:
        """A healthy answer must be told as what it is, however many faults came before it."""
        healthy = requests and (requests[-1]["fault"] is None or kind_of(requests[-1]) in HARMLESS)
        # After so long it may have come too late, on a busy machine.
        if not healthy or call.told == "cancelled" or call.seconds >= self.limits.attempt:
            return
        status = requests[-1]["status"]
        refused = "BadRequestError" if call.operation == "rescind_package" else "RetentionError"
        told = {200: "ok", 404: "NotFoundError", 400: refused}.get(status or 0)
        if call.told != told:
            self.wrong(call, f"a healthy {status} was not told as {told}", requests)
        if call.operation in READS and there != (status == 200):
            self.wrong(call, "the server itself is wrong", requests)

    def check_delete(self, call: Call, requests: list[ReceivedRequest]) -> None:
        mark = MARKS[call.operation]
        deletes = [request for request in requests if mark_of(request) == mark]
        there = not self.account.is_gone(call)
        for request in deletes:
            self.account.play(call, request)
        applied = sum(request["applied"] for request in deletes)
        if any(request["status"] != 429 for request in deletes[:-1]):
            self.wrong(call, "a delete was sent again", requests)
        if applied > 1:
            self.wrong(call, "applied twice", requests)
        if any(request["applied"] for request in requests if mark_of(request) != mark):
            self.wrong(call, "the follow-up check deleted something", requests)
        self.check_healthy(call, deletes, there)
        match call.told:
            case "cancelled":
                pass
            case "ok":
                answered = deletes[-1]["status"] or 0
                if not self.account.is_gone(call) or not 200 <= answered < 300:
                    self.wrong(call, "told as done, but it is not", requests)
            case "OutcomeUnknownError":
                self.check_unknown(call, deletes, requests)
            case _:
                if applied:
                    self.wrong(call, "told as not done, but it is", requests)
                if call.error is not None and call.error.status_code is not None:
                    if not deletes or deletes[-1]["status"] != call.error.status_code:
                        self.wrong(call, "a refusal that the server did not send", requests)
                elif any(request["status"] != 429 for request in deletes):
                    self.wrong(call, "told as not sent, but it was received", requests)

    def check_unknown(self, call: Call, deletes: list[ReceivedRequest], requests: list[ReceivedRequest]) -> None:
        error = call.error
        assert error is not None
        if not deletes:
            if call.seconds < self.limits.attempt:
                self.wrong(call, "unknown, but nothing was received", requests)
        elif (
            deletes[-1]["status"] is not None
            and 300 <= deletes[-1]["status"] < 500
            and deletes[-1]["status"] not in LEAVE_IT_OPEN
            # A refusal that comes after the limit is no answer.
            and call.seconds < self.limits.attempt
        ):
            self.wrong(call, "unknown, but the server refused", requests)
        if error.retryable:
            self.wrong(call, "an unknown outcome called retryable", requests)
        gone = self.account.is_gone(call)
        # For "present": to the client a state that it does not know is not `deleted`, whatever the server means.
        # To the client a state that it does not know is another one than `rescinded`.
        checked = kind_of(requests[-1]) if requests else ""
        disguised = call.operation == "rescind_package" and checked == "unknown_values"
        if error.evidence == "absent" and not gone:
            self.wrong(call, "told as absent, but it is there", requests)
        elif error.evidence == "rescinded" and not gone:
            self.wrong(call, "told as rescinded, but it is not", requests)
        elif error.evidence == "present" and gone and not disguised:
            self.wrong(call, "told as present, but it is gone", requests)
        elif error.evidence == "unverified" and len(requests) > len(deletes) and call.seconds < self.limits.attempt:
            follow_up = requests[-1]
            # The list of a package that is gone proves nothing, and so does a video that is not listed.
            provable = follow_up["status"] == 200 and (
                call.operation in ("delete_package", "rescind_package") or self.account.asked(call)
            )
            if follow_up["fault"] is None and provable:
                self.wrong(call, "a healthy follow-up check proved nothing", requests)

    def check_list(self, call: Call, requests: list[ReceivedRequest]) -> None:
        pages = Counter(request["body"] for request in requests if request["body"])
        if pages and max(pages.values()) > RETRIES + 1:
            self.wrong(call, "a page was asked for too often", requests)
        if call.told == "ok":
            if len(call.answer) != len(set(call.answer)):
                self.wrong(call, "a package was listed twice", requests)
            if not requests or requests[-1]["status"] != 200:
                self.wrong(call, "a success that the server did not send", requests)
            # Nothing is added to the account: what is left of it was there all the time.
            if not self.left(call.package) <= set(call.answer):
                self.wrong(call, "a package that lasted was not listed", requests)

    def left(self, search: str) -> set[str]:
        """What the list has now, when nothing moves it any more."""
        self.emulator.clear_faults()
        # The space makes these requests others than the call's, and changes nothing.
        with iinkedsign.Client(**self.emulator.options) as client:
            return {package["packageId"] for package in client.list_packages(search=f"{search} ")}
