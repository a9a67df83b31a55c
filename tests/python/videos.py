"""Videos on the emulator's host, and lists that name videos elsewhere."""

from __future__ import annotations

import hashlib
import http.client
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import iinkedsign
from hostile import http as answer
from iinkedsign.testing import Emulator
from vendor import VIDEO, VIDEO_PACKAGE

SIZE = 484_524


def url_of(emulator: Emulator) -> str:
    with iinkedsign.Client(**emulator.options) as client:
        [video] = client.list_videos(VIDEO_PACKAGE)["videos"] or []
    assert video["url"] is not None
    return video["url"]


def get(url: str, ca_file: str | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and as much of the body as came."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    connection = (
        http.client.HTTPSConnection(
            parts.hostname, parts.port, timeout=2, context=ssl.create_default_context(cafile=ca_file)
        )
        if parts.scheme == "https"
        else http.client.HTTPConnection(parts.hostname, parts.port, timeout=2)
    )
    connection.request(
        "GET", f"{parts.path}?{parts.query}", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    answer = connection.getresponse()
    try:
        body = answer.read()
    except http.client.IncompleteRead as error:
        body = error.partial
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


WHAT = f"download of video {VIDEO} of package {VIDEO_PACKAGE} failed: "


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def listing(url: str, size: int, listed: dict[str, Any] | None = None) -> bytes:
    video = {"meetingVideoId": VIDEO, "state": "archived", "size": size, "url": url, **(listed or {})}
    return answer(200, {"packageId": VIDEO_PACKAGE, "videos": [video]})


def assert_nothing(folder: Path) -> None:
    assert list(folder.iterdir()) == []
