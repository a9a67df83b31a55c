"""Saving a video: the file is complete or absent, whatever its host does, and the host receives no secret."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from conftest import KEY, Make
from hostile import Server
from iinkedsign.testing import Emulator
from vendor import VIDEO, VIDEO_PACKAGE
from videos import SIZE, WHAT, assert_nothing, get, listing, sha256, url_of


def operations(emulator: Emulator) -> list[str]:
    return [request["operation"] or "" for request in emulator.requests]


# --- a host that behaves -----------------------------------------------------------------------------------


def test_a_video(emulator: Emulator, client: iinkedsign.Client, film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    saved = client.download_video(VIDEO_PACKAGE, VIDEO, path)
    assert saved == {"path": str(path), "bytes": SIZE, "sha256": sha256(film), "content_type": "video/mp4"}
    assert [type(value) for value in saved.values()] == [str, int, str, str]
    assert json.loads(json.dumps(saved)) == saved
    assert path.read_bytes() == film
    assert list(tmp_path.iterdir()) == [path]
    listed, video = emulator.requests
    assert (listed["operation"], video["operation"], video["status"]) == ("list_videos", "video", 200)


def test_what_the_host_learns(emulator: Emulator, tmp_path: Path) -> None:
    emulator.add_fault("video:redirect=self,times=1")
    emulator.add_fault("video:cut=1000,times=1")
    with iinkedsign.Client(**emulator.options) as client:
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    videos = [request for request in emulator.requests if request["operation"] == "video"]
    assert len(videos) == 3
    for request in videos:
        assert set(request["headers"]) <= {"host", "accept", "user-agent", "range", "if-range"}
        assert emulator.api_key not in str(request)


async def test_asynchronously(emulator: Emulator, film: bytes, tmp_path: Path) -> None:
    async with iinkedsign.AsyncClient(**emulator.options) as client:
        saving = [client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / f"{n}.mp4") for n in range(8)]
        assert {saved["sha256"] for saved in await asyncio.gather(*saving)} == {sha256(film)}
    assert len(list(tmp_path.iterdir())) == 8


def test_over_tls(tmp_path: Path) -> None:
    with Emulator(tls=True) as emulator, iinkedsign.Client(**emulator.options) as client:
        saved = client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
        assert saved["sha256"] == sha256(get(url_of(emulator), emulator.ca_file)[2])


def test_a_path_of_each_kind(client: iinkedsign.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert client.download_video(VIDEO_PACKAGE, VIDEO, "film.mp4")["path"] == "film.mp4"
    assert client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "ü 田.webm")["path"] == str(tmp_path / "ü 田.webm")
    assert sorted(os.listdir()) == ["film.mp4", "ü 田.webm"]
    for wrong in (None, 5, ["film"]):
        with pytest.raises(TypeError):
            client.download_video(VIDEO_PACKAGE, VIDEO, wrong)  # type: ignore[arg-type]


def test_an_empty_video(tmp_path: Path) -> None:
    with Emulator(packages=300, seed=2) as emulator, iinkedsign.Client(**emulator.options) as client:
        found = (
            (package, video)
            for package in emulator.package_ids
            for video in client.list_videos(package)["videos"] or []
            if (video["state"], video["size"]) == ("archived", 0)
        )
        package, video = next(found)
        saved = client.download_video(package, video["meetingVideoId"] or "", tmp_path / "empty")
        assert (saved["bytes"], saved["sha256"]) == (0, sha256(b""))
        assert (tmp_path / "empty").read_bytes() == b""


# --- a host that does not ----------------------------------------------------------------------------------

# faults -> operations, and for each request the first byte asked for
SAVED: dict[str, tuple[list[str], str, list[str | None]]] = {
    "cut": (["cut=100000,times=1"], "LVV", [None, "bytes=100000-"]),
    "cut at once": (["cut=0,times=1"], "LVV", [None, None]),
    "cut twice": (["cut=100000,times=2"], "LVVV", [None, "bytes=100000-", "bytes=200000-"]),
    "cut more often than there are retries": (
        ["cut=80000,times=5"],
        "LVVVVVV",
        [None, *(f"bytes={n * 80000}-" for n in range(1, 6))],
    ),
    "reset": (["reset_before,times=1"], "LVV", [None, None]),
    "dropped": (["drop_before,times=2"], "LVVV", [None] * 3),
    "stall": (["stall=70000,times=1"], "LVV", [None, "bytes=70000-"]),
    "silence": (["silence,times=1"], "LVV", [None, None]),
    "a range that is shifted": (
        ["cut=100000,times=1", "shifted_range=3,times=1"],
        "LVVV",
        [None, "bytes=100000-", None],
    ),
    "the whole instead of a range": (["cut=100000,times=1", "ignore_range,times=1"], "LVV", [None, "bytes=100000-"]),
    "another version": (["cut=100000,times=1", "new_etag,times=1"], "LVV", [None, "bytes=100000-"]),
    "no validator": (["no_etag,times=1,skip=1", "cut=100000,times=1"], "LVV", [None, "bytes=100000-"]),
    "an expired URL": (["status=403,times=1"], "LVLV", [None, None]),
    "an expired URL in the middle": (
        ["cut=100000,times=1", "status=403,times=1"],
        "LVVLV",
        [None, "bytes=100000-", "bytes=100000-"],
    ),
    "a gateway": (["status=503,retry_after=0,times=2"], "LVVV", [None] * 3),
    "too many requests": (["status=429,retry_after=0,times=1"], "LVV", [None, None]),
    "a redirect": (["redirect=self,times=1"], "LVV", [None, None]),
    "three redirects": (["redirect=self,times=3"], "LVVVV", [None] * 4),
    "a redirect of a range": (
        ["cut=100000,times=1", "redirect=self,times=1"],
        "LVVV",
        [None, "bytes=100000-", "bytes=100000-"],
    ),
    "another type": (["content_type=application/octet-stream,times=1"], "LV", [None]),
}


@pytest.mark.parametrize(("faults", "received", "ranges"), SAVED.values(), ids=SAVED)
def test_a_video_is_saved_all_the_same(
    emulator: Emulator, film: bytes, tmp_path: Path, faults: list[str], received: str, ranges: list[str | None]
) -> None:
    for fault in faults:
        emulator.add_fault(fault, operation="video")
    path = tmp_path / "film.mp4"
    with iinkedsign.Client(**emulator.options, attempt_timeout=0.3) as client:
        saved = client.download_video(VIDEO_PACKAGE, VIDEO, path)
    assert (saved["bytes"], saved["sha256"]) == (SIZE, sha256(film))
    assert path.read_bytes() == film
    assert list(tmp_path.iterdir()) == [path]
    letters = {"list_videos": "L", "video": "V"}
    assert "".join(letters[operation] for operation in operations(emulator)) == received
    videos = [request["headers"] for request in emulator.requests if request["operation"] == "video"]
    assert [headers.get("range") for headers in videos] == ranges
    assert all(("range" in headers) == ("if-range" in headers) for headers in videos)


NOTHING_CAME = (
    "nothing came within the limit (attempt_timeout); try later, or raise timeout, attempt_timeout or connect_timeout"
)
CHECK = "list the videos of the package, and check its state"
NO_LENGTH = "the video host does not say how long it is (Content-Length); nothing was saved"
NOT_HTTPS = "the URL of the video is not https; nothing was saved"
PRIVATE = "the URL of the video leads to an address of this machine or of a private network; nothing was saved"


def another_size(size: int) -> str:
    return f"the video host has {size} bytes, and the API lists 484524 (size); nothing was saved"


def no_video(content_type: str) -> str:
    return f"the video host sent {content_type} instead of a video; nothing was saved"


# fault -> class, how often the host was asked, message
REFUSED: dict[str, tuple[type[iinkedsign.IinkedSignError], int, str]] = {
    "cut=1000": (iinkedsign.TransportError, 4, ""),
    "stall=1000": (iinkedsign.RequestTimeoutError, 4, NOTHING_CAME),
    "silence": (iinkedsign.RequestTimeoutError, 4, NOTHING_CAME),
    "wrong_length=1": (iinkedsign.ResponseError, 1, another_size(484_525)),
    "wrong_length=-1": (iinkedsign.ResponseError, 1, another_size(484_523)),
    "no_length": (iinkedsign.ResponseError, 1, NO_LENGTH),
    "endless": (iinkedsign.ResponseError, 1, NO_LENGTH),
    "empty": (iinkedsign.ResponseError, 1, another_size(0)),
    "html": (iinkedsign.ResponseError, 1, no_video("text/html; charset=utf-8")),
    "content_type=application/json": (iinkedsign.ResponseError, 1, no_video("application/json")),
    "status=403": (iinkedsign.PermissionDeniedError, 2, f"the video host answered 403; {CHECK}"),
    "status=404": (iinkedsign.APIError, 2, f"the video host answered 404; {CHECK}"),
    "status=503,retry_after=0": (iinkedsign.ServerError, 4, "the video host answered 503; try later"),
    "status=429,retry_after=60": (iinkedsign.RateLimitError, 1, "the video host answered 429; try later"),
    "status=418": (iinkedsign.APIError, 1, f"the video host answered 418; {CHECK}"),
    "redirect=self": (iinkedsign.ResponseError, 4, "the video host redirected more than 3 times; nothing was saved"),
    "redirect=http://example.com/x": (iinkedsign.ResponseError, 1, NOT_HTTPS),
    "redirect=ftp://127.0.0.1/x": (iinkedsign.ResponseError, 1, NOT_HTTPS),
    "redirect=https://10.0.0.1/x": (iinkedsign.ResponseError, 1, PRIVATE),
    "redirect=https://[::ffff:169.254.169.254]/latest": (iinkedsign.ResponseError, 1, PRIVATE),
}


@pytest.mark.parametrize(("fault", "expected"), REFUSED.items(), ids=REFUSED)
def test_no_file_is_reported_that_is_not_the_video(
    emulator: Emulator, tmp_path: Path, logged: Callable[[], str], fault: str, expected: Any
) -> None:
    kind, asked, message = expected
    emulator.add_fault(fault, operation="video")
    with iinkedsign.Client(**emulator.options, attempt_timeout=0.2, timeout=8) as client:
        [video] = client.list_videos(VIDEO_PACKAGE)["videos"] or []
        url = str(video["url"])
        with pytest.raises(iinkedsign.IinkedSignError) as caught:
            client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    error = caught.value
    assert type(error) is kind
    assert operations(emulator).count("video") == asked == error.attempts
    assert str(error).startswith(WHAT)
    assert not message or str(error) == WHAT + message
    assert_nothing(tmp_path)
    # Neither the URL nor what opens it is told to anybody.
    told = str(error) + repr(error) + logged()
    token = url.partition("token=")[2].partition("&")[0]
    assert len(token) == 22
    assert url not in told and token not in told and "/tws/video" not in told


def not_archived(state: str) -> str:
    return f"its state is {state}, and only an archived video can be saved; wait until it is archived"


NO_URL = "it is archived, but listed without a url; nothing was saved"
NO_SIZE = "it is listed without a size; nothing was saved"
NOT_LISTED = "the package lists no such video; list the videos of the package"
UNREADABLE = "the url in the list cannot be read; nothing was saved"
# what is listed -> class, message
UNFIT: dict[str, tuple[dict[str, Any], type[iinkedsign.IinkedSignError], str]] = {
    "not listed": ({"meetingVideoId": "another"}, iinkedsign.InvalidArgumentError, NOT_LISTED),
    "queued": ({"state": "queued"}, iinkedsign.InvalidArgumentError, not_archived("queued")),
    "deleted": ({"state": "deleted"}, iinkedsign.InvalidArgumentError, not_archived("deleted")),
    "a new state": ({"state": "Archived"}, iinkedsign.InvalidArgumentError, not_archived("Archived")),
    "no state": ({"state": None}, iinkedsign.InvalidArgumentError, not_archived("unknown")),
    "no url": ({"url": None}, iinkedsign.ResponseError, NO_URL),
    "an empty url": ({"url": ""}, iinkedsign.ResponseError, NO_URL),
    "no URL": ({"url": "film.mp4"}, iinkedsign.ResponseError, UNREADABLE),
    "plain http": ({"url": "http://videos.example/film"}, iinkedsign.ResponseError, NOT_HTTPS),
    "a file": ({"url": "file:///etc/passwd"}, iinkedsign.ResponseError, NOT_HTTPS),
    "a private address": ({"url": "https://192.168.1.1/film"}, iinkedsign.ResponseError, PRIVATE),
    "no size": ({"size": None}, iinkedsign.ResponseError, NO_SIZE),
    "a size below 0": ({"size": -1}, iinkedsign.ResponseError, NO_SIZE),
}


@pytest.mark.parametrize(("listed", "kind", "message"), UNFIT.values(), ids=UNFIT)
def test_a_video_that_cannot_be_saved(
    make: Make, tmp_path: Path, listed: dict[str, Any], kind: type[iinkedsign.IinkedSignError], message: str
) -> None:
    answer = listing("https://127.0.0.1:9/film", 5, listed)
    with Server(answer) as server, pytest.raises(iinkedsign.IinkedSignError) as caught:
        make(server).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    assert (type(caught.value), str(caught.value)) == (kind, WHAT + message)
    assert len(server.requests) == 1
    assert_nothing(tmp_path)


HELLO = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 5\r\n\r\nhello"


@pytest.mark.parametrize(
    "extra",
    [b"Content-Encoding: gzip\r\n", b"Content-Length: 6\r\n", b"Transfer-Encoding: chunked\r\n"],
    ids=["packed", "two lengths", "chunks and a length"],
)
def test_heads_that_contradict_themselves(make: Make, tmp_path: Path, extra: bytes) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 5\r\n" + extra + b"\r\nhello"
    with (
        Server(answer) as host,
        Server(listing(f"http://127.0.0.1:{host.port}/film", 5)) as server,
        pytest.raises((iinkedsign.ResponseError, iinkedsign.TransportError)),
    ):
        make(server, max_retries=0).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    assert_nothing(tmp_path)


def test_more_bytes_than_announced_are_not_taken(make: Make, tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello, and more"
    with Server(answer) as host, Server(listing(f"http://127.0.0.1:{host.port}/film", 5)) as server:
        saved = make(server).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film")
    assert (tmp_path / "film").read_bytes() == b"hello"
    assert saved["content_type"] is None


def test_names_that_lead_to_this_machine(make: Make, tmp_path: Path) -> None:
    """The base URL is a host of this machine, so `localhost` may be asked; no key goes there."""
    with Server(HELLO) as host, Server(listing(f"http://localhost:{host.port}/film?token=secret", 5)) as server:
        make(server).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film")
    [request] = host.requests
    assert KEY not in request.raw.decode()
    assert request.header("referer") == request.header("cookie") == request.header("authorization") == []


def test_cookies_are_not_kept(make: Make, tmp_path: Path) -> None:
    sends_on = b"HTTP/1.1 302 Found\r\nLocation: /again\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n"
    with (
        Server(sends_on, HELLO) as host,
        Server(listing(f"http://127.0.0.1:{host.port}/film?token=secret#part", 5)) as server,
    ):
        make(server).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film")
    first, second = host.requests
    assert (first.target, second.target) == ("/film?token=secret", "/again")
    assert second.header("cookie") == second.header("referer") == []
