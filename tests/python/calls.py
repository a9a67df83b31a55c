"""Each operation: its arguments, and the request that it is."""

from __future__ import annotations

from typing import Any, NamedTuple

from vendor import DELETABLE, PACKAGE, VIDEO, VIDEO_PACKAGE


class Operation(NamedTuple):
    """A call of one."""

    method: str
    arguments: dict[str, Any]
    # Below the base URL.
    request: str
    body: dict[str, Any] | None = None

    def call(self, client: Any, **other: Any) -> Any:
        """Makes the call, with other ids where these are given."""
        arguments = self.arguments | other
        ids = [arguments.pop(name) for name in list(arguments) if name.endswith("_id")]
        return getattr(client, self.method)(*ids, **arguments)


def deletion(**flags: bool) -> dict[str, Any]:
    return {"packageId": DELETABLE, "notify": False, "overrideRetention": False, **flags}


def rescission(**fields: Any) -> dict[str, Any]:
    return {"packageId": PACKAGE, "notify": False, **fields}


MESSAGE = 'Łódź 田中 " \n'
THIS, VIDEOS = {"package_id": PACKAGE}, {"package_id": VIDEO_PACKAGE}
ONE = {**VIDEOS, "meeting_video_id": VIDEO}
DELETE, RESCIND, OF_VIDEOS = "POST packages/delete", "POST packages/rescind", f"packages/{VIDEO_PACKAGE}/videos"
OPERATIONS = [
    Operation("package_status", THIS, f"GET packages/{PACKAGE}/status"),
    Operation("get_package", THIS, f"GET packages/{PACKAGE}"),
    Operation("delete_package", {"package_id": DELETABLE}, DELETE, deletion()),
    # The vendor's own example.
    Operation(
        "delete_package",
        {"package_id": DELETABLE, "notify": True, "override_retention": False},
        DELETE,
        deletion(notify=True),
    ),
    Operation(
        "delete_package",
        {"package_id": DELETABLE, "override_retention": True},
        DELETE,
        deletion(overrideRetention=True),
    ),
    Operation("rescind_package", {**THIS, "message": "The terms."}, RESCIND, rescission(rescindMessage="The terms.")),
    Operation("rescind_package", THIS, RESCIND, rescission()),
    Operation(
        "rescind_package",
        {**THIS, "message": MESSAGE, "notify": True},
        RESCIND,
        rescission(rescindMessage=MESSAGE, notify=True),
    ),
    Operation("rescind_package", {**THIS, "message": "", "notify": False}, RESCIND, rescission(rescindMessage="")),
    # The vendor's own example.
    Operation("delete_video", ONE, f"POST {OF_VIDEOS}/delete", {"packageId": VIDEO_PACKAGE, "meetingVideoId": VIDEO}),
    Operation("delete_all_videos", VIDEOS, f"POST {OF_VIDEOS}/delete", {"packageId": VIDEO_PACKAGE}),
    Operation("list_videos", VIDEOS, f"GET {OF_VIDEOS}"),
]
# The first call of each; other programs are told its arguments in one line, so no text of it has a line break.
EACH = {row.method: row for row in reversed(OPERATIONS)}

_IDS = {"package_id": PACKAGE, "meeting_video_id": "v"}
# The arguments of every method, for what has to hold for all of them: always of the same package.
CALLS: dict[str, dict[str, Any]] = {
    "list_packages": {},
    "download_video": {**_IDS, "path": "/tmp/no-video-is-saved-here"},
    **{name: {key: _IDS.get(key, value) for key, value in row.arguments.items()} for name, row in EACH.items()},
}
