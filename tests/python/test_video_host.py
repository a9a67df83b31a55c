"""The emulator's host of videos: URLs that work for a while, ranges, and faults of its own."""

from __future__ import annotations

from typing import Any

import iinkedsign
import pytest
from concurrency import until
from iinkedsign.testing import Emulator
from vendor import VIDEO, VIDEO_PACKAGE
from videos import SIZE, get, url_of


def test_a_video_and_its_ranges(emulator: Emulator) -> None:
    url = url_of(emulator)
    assert url.startswith(f"{emulator.videos_url}/tws/video/")
    assert emulator.videos_url.split(":")[2] != emulator.base_url.split(":")[2].split("/")[0]
    status, headers, whole = get(url)
    assert (status, len(whole), headers["content-length"]) == (200, SIZE, str(SIZE))
    assert (headers["content-type"], headers["accept-ranges"]) == ("video/mp4", "bytes")
    etag = headers["etag"]
    for asked, begin, end in [
        ("bytes=0-", 0, SIZE),
        ("bytes=1000-", 1000, SIZE),
        ("bytes=7-7", 7, 8),
        (f"bytes={SIZE - 3}-", SIZE - 3, SIZE),
        ("bytes=5-99999999", 5, SIZE),
    ]:
        status, headers, part = get(url, Range=asked, If_Range=etag)
        assert (status, part) == (206, whole[begin:end]), asked
        assert headers["content-range"] == f"bytes {begin}-{end - 1}/{SIZE}"
    status, headers, _ = get(url, Range=f"bytes={SIZE}-")
    assert (status, headers["content-range"]) == (416, f"bytes */{SIZE}")
    # Of another version the whole is sent.
    status, _, part = get(url, Range="bytes=1000-", If_Range='"another"')
    assert (status, part) == (200, whole)
    last = emulator.requests[-1]
    assert (last["operation"], last["package_id"], last["status"]) == ("video", VIDEO_PACKAGE, 200)
    assert last["headers"]["if-range"] == '"another"'


def test_urls_that_do_not_work(emulator: Emulator) -> None:
    url = url_of(emulator)
    emulator.expire_video_urls()
    assert get(url)[0] == 403
    fresh = url_of(emulator)
    assert fresh != url
    assert get(fresh)[0] == 200
    assert get(fresh.replace("token=", "token=x"))[0] == 403
    assert get(fresh.replace(VIDEO, VIDEO[::-1]))[0] == 404
    with iinkedsign.Client(**emulator.options) as client:
        client.delete_video(VIDEO_PACKAGE, VIDEO)
    assert get(fresh)[0] == 404


def test_a_lifetime() -> None:
    with Emulator(video_url_seconds=0.5) as emulator:
        url = url_of(emulator)
        until(lambda: get(url)[0] != 200)
        assert get(url)[0] == 403
    with pytest.raises(ValueError, match="video_url_seconds must be above 0"):
        Emulator(video_url_seconds=0).start()


def test_tls() -> None:
    with Emulator(tls=True) as emulator:
        url = url_of(emulator)
        assert url.startswith("https://127.0.0.1:")
        assert get(url, emulator.ca_file)[0] == 200


FAULTS: dict[str, tuple[int, int, dict[str, str | None]]] = {
    # fault: status, bytes that come, headers
    "cut=1000": (200, 1000, {"content-length": str(SIZE)}),
    "wrong_length=5": (200, SIZE + 5, {"content-length": str(SIZE + 5)}),
    "wrong_length=-5": (200, SIZE - 5, {"content-length": str(SIZE - 5)}),
    "content_type=application/octet-stream": (200, SIZE, {"content-type": "application/octet-stream"}),
    "no_etag": (200, SIZE, {"etag": None}),
    "no_length": (200, SIZE, {"content-length": None, "transfer-encoding": "chunked"}),
    "status=503,retry_after=7": (503, 52, {"retry-after": "7"}),
    "html": (200, 108, {"content-type": "text/html; charset=utf-8"}),
    "redirect=self": (307, 0, {}),
    "redirect=https://example.com/x": (307, 0, {"location": "https://example.com/x"}),
}


@pytest.mark.parametrize(("fault", "expected"), FAULTS.items(), ids=FAULTS)
def test_faults(emulator: Emulator, fault: str, expected: Any) -> None:
    url = url_of(emulator)
    emulator.add_fault(fault, operation="video", times=1)
    status, headers, body = get(url)
    assert (status, len(body)) == expected[:2]
    for name, value in expected[2].items():
        assert headers.get(name) == value
    assert get(url)[0] == 200
    assert emulator.requests[-2]["fault"] == f"video:{fault},times=1"


def test_faults_of_ranges(emulator: Emulator) -> None:
    url = url_of(emulator)
    whole = get(url)[2]
    emulator.add_fault("video:shifted_range=3,times=1")
    status, headers, part = get(url, Range="bytes=100-")
    assert (status, headers["content-range"], part) == (206, f"bytes 103-{SIZE - 1}/{SIZE}", whole[103:])
    emulator.add_fault("video:ignore_range,times=1")
    assert get(url, Range="bytes=100-")[::2] == (200, whole)
    emulator.add_fault("video:new_etag,times=2")
    assert get(url)[1]["etag"] != get(url)[1]["etag"]


def test_invalid_video_faults_are_refused(emulator: Emulator) -> None:
    for fault, problem in [
        ("video:foreign_id", "'foreign_id' is no fault of 'video'"),
        ("cut=5", "'cut' is a fault of 'video' only"),
        ("status:no_etag", "'no_etag' is a fault of 'video' only"),
        ("video:cut", "'cut' needs a whole number of bytes"),
        ("video:cut=-1", "'cut' needs a whole number of bytes"),
        ("video:no_etag=1", "'no_etag' takes no value"),
    ]:
        with pytest.raises(ValueError, match=problem):
            emulator.add_fault(fault)
    # One that names no operation strikes the API, and not the videos.
    url = url_of(emulator)
    emulator.add_fault("status=500")
    assert get(url)[0] == 200
