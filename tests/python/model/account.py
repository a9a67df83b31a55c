"""The expected state of the packages, from the requests that the server received."""

from __future__ import annotations

import json

from iinkedsign.testing import Emulator, ReceivedRequest

from .script import MARKS, Call


def mark_of(request: ReceivedRequest) -> str:
    if request["operation"] == "delete_videos":
        return "D" if "meetingVideoId" in json.loads(request["body"]) else "A"
    return MARKS[request["operation"] or ""]


class Account:
    """The packages as they follow from the journal: what is there or rescinded, and which videos are deleted."""

    def __init__(self, emulator: Emulator, packages: set[str]) -> None:
        states = {package: emulator.package_state(package) for package in packages}
        self.exists = {package: state["exists"] for package, state in states.items()}
        self.rescinded = {package: state["state"] == "rescinded" for package, state in states.items()}
        self.deleted = {
            package: {video["meeting_video_id"]: video["state"] == "deleted" for video in state["videos"]}
            for package, state in states.items()
        }

    def play(self, call: Call, request: ReceivedRequest) -> None:
        if request["applied"] and call.operation == "rescind_package":
            self.rescinded[call.package] = True
        elif request["applied"]:
            if call.operation == "delete_package":
                self.exists[call.package] = False
            for video in self.asked(call):
                self.deleted[call.package][video] = True

    def asked(self, call: Call) -> list[str]:
        known = self.deleted[call.package]
        return [video for video in known if call.operation != "delete_video" or video == call.video]

    def is_gone(self, call: Call) -> bool:
        """Whether what the call was to delete is deleted, or what it was to rescind rescinded."""
        if call.operation == "rescind_package":
            return self.rescinded[call.package]
        if call.operation == "delete_package":
            return not self.exists[call.package]
        return all(self.deleted[call.package][video] for video in self.asked(call))
