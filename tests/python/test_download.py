"""Saving a video: the file is complete or absent, whatever its host does, and the host receives no secret."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from commandline import Cli, start
from concurrency import in_threads
from conftest import KEY, Make
from hostile import Connection, Request, Server, http, silence
from iinkedsign.testing import Emulator
from program import run
from test_video_host import SIZE, get, url_of
from vendor import VIDEO, VIDEO_PACKAGE

WHAT = f"download of video {VIDEO} of package {VIDEO_PACKAGE} failed: "


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def film(emulator: Emulator) -> bytes:
    """The bytes of the video."""
    body = get(url_of(emulator))[2]
    emulator.clear_requests()
    return body


def operations(emulator: Emulator) -> list[str]:
    return [request["operation"] or "" for request in emulator.requests]


def assert_nothing(folder: Path) -> None:
    assert list(folder.iterdir()) == []


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


def listing(url: str, size: int, listed: dict[str, Any] | None = None) -> bytes:
    video = {"meetingVideoId": VIDEO, "state": "archived", "size": size, "url": url, **(listed or {})}
    return http(200, {"packageId": VIDEO_PACKAGE, "videos": [video]})


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


# --- the file ----------------------------------------------------------------------------------------------


def test_the_target_is_there(emulator: Emulator, client: iinkedsign.Client, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"mine")
    dangling = tmp_path / "dangling"
    dangling.symlink_to(tmp_path / "nowhere")
    for taken in (path, dangling, tmp_path):
        with pytest.raises(FileExistsError) as caught:
            client.download_video(VIDEO_PACKAGE, VIDEO, taken)
        assert (caught.value.filename, caught.value.errno) == (str(taken), 17)
    assert path.read_bytes() == b"mine"
    assert emulator.requests == []
    assert sorted(tmp_path.iterdir()) == [dangling, path]


def test_the_target_comes_up_meanwhile(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    emulator.add_fault("video:stall=1000,times=1")
    with iinkedsign.Client(**emulator.options, attempt_timeout=0.5) as client:
        timer = threading.Timer(0.2, lambda: path.write_bytes(b"mine"))
        timer.start()
        with pytest.raises(FileExistsError):
            client.download_video(VIDEO_PACKAGE, VIDEO, path)
        timer.join()
    assert path.read_bytes() == b"mine"
    assert list(tmp_path.iterdir()) == [path]


def test_two_downloads_to_one_path(emulator: Emulator, film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with iinkedsign.Client(**emulator.options) as client:

        def run() -> str:
            try:
                client.download_video(VIDEO_PACKAGE, VIDEO, path)
                return "saved"
            except FileExistsError:
                return "taken"
            except iinkedsign.InvalidArgumentError as error:
                assert "another download is writing this file" in str(error)
                return "taken"

        outcomes = in_threads(*[run] * 8)
    assert sorted(outcomes) == ["saved"] + ["taken"] * 7
    assert path.read_bytes() == film
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_download_left_is_replaced(client: iinkedsign.Client, film: bytes, tmp_path: Path) -> None:
    part = tmp_path / "film.mp4.part"
    part.write_bytes(b"x" * (SIZE + 1000))
    # A second name of another file must not be written through.
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    os.link(precious, tmp_path / "other.mp4.part")
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "other.mp4")
    assert (tmp_path / "film.mp4").read_bytes() == (tmp_path / "other.mp4").read_bytes() == film
    assert precious.read_bytes() == b"precious"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_part_that_is_a_link_is_not_followed(client: iinkedsign.Client, film: bytes, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    (tmp_path / "film.mp4.part").symlink_to(precious)
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    assert (precious.read_bytes(), (tmp_path / "film.mp4").read_bytes()) == (b"precious", film)


def test_a_folder_that_cannot_be_written(emulator: Emulator, client: iinkedsign.Client, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "none" / "film.mp4")
    assert caught.value.filename == str(tmp_path / "none" / "film.mp4.part")
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "file" / "film.mp4")
    with pytest.raises(OSError, match="File name too long"):
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / ("x" * 300))
    with pytest.raises((iinkedsign.InvalidArgumentError, ValueError)):
        client.download_video(VIDEO_PACKAGE, VIDEO, "a\0b")
    assert emulator.requests == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_no_part_is_made_of_a_device(client: iinkedsign.Client, tmp_path: Path) -> None:
    (tmp_path / "film.mp4.part").symlink_to("/dev/full")
    with pytest.raises((OSError, iinkedsign.InvalidArgumentError)):
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")


FULL = """
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    iinkedsign.Client(api_key="{key}", base_url=URL).download_video("{package}", "{video}", "{path}")
except OSError as error:
    print(error.errno, error.filename)
"""


def test_a_disk_that_is_full(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    program = FULL.format(key=emulator.api_key, package=VIDEO_PACKAGE, video=VIDEO, path=path)
    assert run(program, emulator.base_url).split() == ["27", f"{path}.part"]
    assert_nothing(tmp_path)


# --- being ended -------------------------------------------------------------------------------------------


def test_time_limits(emulator: Emulator, tmp_path: Path) -> None:
    emulator.add_fault("video:stall=1000")
    with iinkedsign.Client(**emulator.options, timeout=1.0) as client:
        begin = time.monotonic()
        with pytest.raises(iinkedsign.RequestTimeoutError) as caught:
            client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
        assert 0.9 <= time.monotonic() - begin <= 1.3
    assert str(caught.value) == (
        f"{WHAT}it did not end within the limit (timeout); try later, or raise timeout, attempt_timeout or "
        "connect_timeout"
    )
    assert_nothing(tmp_path)


def test_a_drip_is_ended(make: Make, tmp_path: Path) -> None:
    def drip(connection: Connection, _: Request) -> None:
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not connection.closed.wait(0.02):
            connection.send(b"x")
            try:
                connection.socket.getpeername()
            except OSError:
                return

    with Server(drip) as host, Server(listing(f"http://127.0.0.1:{host.port}/film", 1_000_000)) as server:
        begin = time.monotonic()
        with pytest.raises(iinkedsign.RequestTimeoutError):
            make(server, timeout=1.0).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film")
        assert time.monotonic() - begin <= 1.3
    assert_nothing(tmp_path)


def test_a_download_that_goes_on_is_longer_than_the_timeout(make: Make, tmp_path: Path) -> None:
    block = os.urandom(1 << 18)

    def slow(connection: Connection, request: Request) -> None:
        connection.send(b"HTTP/1.1 200 OK\r\nContent-Length: 2621440\r\n\r\n")
        for _ in range(10):
            time.sleep(0.15)
            connection.send(block)

    with Server(slow) as host, Server(listing(f"http://127.0.0.1:{host.port}/film", 10 << 18)) as server:
        begin = time.monotonic()
        saved = make(server, timeout=1.0).download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film")
        assert time.monotonic() - begin > 1.4
    assert saved["sha256"] == sha256(block * 10)


def test_closing_ends_it(emulator: Emulator, tmp_path: Path) -> None:
    emulator.add_fault("video:stall=1000")
    client = iinkedsign.Client(**emulator.options)
    threading.Timer(0.3, client.close).start()
    begin = time.monotonic()
    with pytest.raises(iinkedsign.ConfigurationError) as caught:
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    assert time.monotonic() - begin <= 0.6
    assert str(caught.value) == f"{WHAT}the client was closed meanwhile; make a new one"
    assert_nothing(tmp_path)


def test_ctrl_c(emulator: Emulator, client: iinkedsign.Client, tmp_path: Path) -> None:
    emulator.add_fault("video:stall=100000")
    sent: list[float] = []

    def interrupt() -> None:
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    threading.Timer(0.3, interrupt).start()
    with pytest.raises(KeyboardInterrupt):
        client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")
    assert time.monotonic() - sent[0] <= 0.1 + 0.05
    assert_nothing(tmp_path)
    emulator.clear_faults()
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4")


async def test_cancelling_a_task(emulator: Emulator, tmp_path: Path) -> None:
    emulator.add_fault("video:stall=100000")
    async with iinkedsign.AsyncClient(**emulator.options) as client:
        task = asyncio.create_task(client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "film.mp4"))
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        deadline = time.monotonic() + 2
        while list(tmp_path.iterdir()) and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
    assert_nothing(tmp_path)


def test_a_forked_child(emulator: Emulator, client: iinkedsign.Client, film: bytes, tmp_path: Path) -> None:
    client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "parent.mp4")
    child = os.fork()
    if child == 0:
        code = 1
        try:
            saved = client.download_video(VIDEO_PACKAGE, VIDEO, tmp_path / "child.mp4")
            code = 0 if saved["sha256"] == sha256(film) else 2
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert len(list(tmp_path.iterdir())) == 2


# --- the command -------------------------------------------------------------------------------------------


def test_command(cli: Cli, emulator: Emulator, film: bytes, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    run = cli("download-video", VIDEO_PACKAGE, VIDEO, str(path))
    assert (run.code, run.err) == (0, "")
    assert run.out == f"✓ Saved 484.5 kB to {path}.\n  sha256  {sha256(film)}\n"
    run = cli("download-video", VIDEO_PACKAGE, VIDEO, str(path))
    assert (run.code, run.out) == (2, "")
    assert run.err == f"iinkedsign: {path}: File exists; nothing was saved\n"
    path.unlink()
    run = cli("download-video", VIDEO_PACKAGE, VIDEO, str(path), "--json")
    assert run.json == {"path": str(path), "bytes": SIZE, "sha256": sha256(film), "content_type": "video/mp4"}
    path.unlink()
    emulator.add_fault("video:html")
    run = cli("download-video", VIDEO_PACKAGE, VIDEO, str(path))
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(f"iinkedsign: {WHAT}the video host sent text/html")


def test_command_interrupted(tmp_path: Path) -> None:
    with (
        Server(silence) as host,
        Server(listing(f"http://127.0.0.1:{host.port}/film", 5)) as server,
        start("download-video", VIDEO_PACKAGE, VIDEO, str(tmp_path / "film"), at=server) as process,
    ):
        host.wait_for(1, 10)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (130, "", "iinkedsign: interrupted\n")
    assert_nothing(tmp_path)
