"""iinkedsign.testing: the emulator for the tests of other projects."""

from __future__ import annotations

import json
import os
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from concurrency import until
from iinkedsign.testing import Emulator, fault
from vendor import DELETABLE, PACKAGE, RETAINED, VIDEO, VIDEO_PACKAGE, status

SAMPLES = {PACKAGE, DELETABLE, VIDEO_PACKAGE, RETAINED}


def test_the_example_of_the_documentation() -> None:
    with Emulator(packages=25, seed=1) as emulator:
        emulator.add_fault("status=503,retry_after=0,times=1", operation="status")
        with iinkedsign.Client(**emulator.options) as client:
            client.package_status(emulator.package_ids[0])
        assert [request["status"] for request in emulator.requests] == [503, 200]


def test_population() -> None:
    def ids(**options: Any) -> list[str]:
        with Emulator(**options) as emulator:
            return emulator.package_ids

    assert set(ids()) == SAMPLES
    assert len(ids(packages=100)) == 104
    assert ids(packages=30, seed=7) == ids(packages=30, seed=7)
    assert set(ids(packages=30, seed=7)) & set(ids(packages=30, seed=8)) == SAMPLES


def test_answers_are_the_same_for_the_same_seed() -> None:
    def answers() -> list[Any]:
        with Emulator(packages=20, seed=4) as emulator, iinkedsign.Client(**emulator.options) as client:
            read: list[Any] = list(client.list_packages())
            for package in emulator.package_ids:
                read += [client.package_status(package), client.list_videos(package)]
            # The host of the videos has any free port.
            text = json.dumps([*read, client.delete_all_videos(VIDEO_PACKAGE)])
            answers: list[Any] = json.loads(text.replace(emulator.videos_url, ""))
            return answers

    assert answers() == answers()


def test_the_status_sample_is_verbatim(emulator: Emulator) -> None:
    request = urllib.request.Request(
        f"{emulator.base_url}/packages/{PACKAGE}/status", headers={"api_key": emulator.api_key}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=5) as answer:
        assert json.load(answer) == status()
    request = urllib.request.Request(f"{emulator.base_url}/packages/{PACKAGE}/status", headers={"api_key": "no"})
    with pytest.raises(urllib.error.HTTPError) as caught:
        opener.open(request, timeout=5)
    with caught.value as refused:
        assert refused.code == 401


def test_state(emulator: Emulator, client: iinkedsign.Client) -> None:
    assert emulator.package_state(DELETABLE)["exists"] is True
    client.delete_package(DELETABLE)
    assert emulator.package_state(DELETABLE)["exists"] is False
    assert emulator.package_state(DELETABLE)["deleted_count"] == 1
    assert DELETABLE not in emulator.package_ids
    for call in (client.package_status, client.delete_package, client.list_videos):
        with pytest.raises(iinkedsign.NotFoundError) as caught:
            call(DELETABLE)
        assert caught.value.code == "package_not_found"
    assert emulator.package_state("no-such-package")["exists"] is False


def test_videos(emulator: Emulator, client: iinkedsign.Client) -> None:
    [video] = client.list_videos(VIDEO_PACKAGE)["videos"] or []
    assert (video["meetingVideoId"], video["state"]) == (VIDEO, "archived")
    assert video["url"]
    with pytest.raises(iinkedsign.NotFoundError):
        client.delete_video(VIDEO_PACKAGE, "no-such-video")
    client.delete_video(VIDEO_PACKAGE, VIDEO)
    [video] = client.list_videos(VIDEO_PACKAGE)["videos"] or []
    assert (video["state"], video["url"]) == ("deleted", None)
    assert emulator.package_state(VIDEO_PACKAGE)["videos"][0]["deleted_count"] == 1


def test_retention(emulator: Emulator, client: iinkedsign.Client) -> None:
    with pytest.raises(iinkedsign.RetentionError) as caught:
        client.delete_package(RETAINED)
    assert caught.value.code == "package_delete_retention"
    assert emulator.package_state(RETAINED)["exists"] is True
    assert client.delete_package(RETAINED, override_retention=True)["packageId"] == RETAINED


def test_list_pages_and_filters() -> None:
    with Emulator(packages=120, seed=1) as emulator, iinkedsign.Client(**emulator.options) as client:
        everything = list(client.list_packages(page_size=30))
        assert {package["packageId"] for package in everything} == set(emulator.package_ids)
        assert len(emulator.requests) == 5
        for states in (["open"], ["executed", "expired"]):
            found = {package["packageId"] for package in client.list_packages(states=states)}
            assert found == {package["packageId"] for package in everything if package["state"] in states}
            assert found
        found = {package["packageId"] for package in client.list_packages(types=["Live Session"], is_executed=True)}
        assert found == {
            package["packageId"]
            for package in everything
            if package["type"] == "Live Session" and package["isExecuted"] is True
        }
        [sample] = client.list_packages(search="First Sign*")
        assert sample["packageId"] == PACKAGE


def test_requests(emulator: Emulator, client: iinkedsign.Client) -> None:
    client.package_status(PACKAGE)
    client.delete_video(VIDEO_PACKAGE, VIDEO)
    read, delete = emulator.requests
    names = "seq method path operation package_id headers body status fault applied connection time"
    assert set(read) == set(names.split())
    assert (read["method"], read["path"]) == ("GET", f"/api/v1/packages/{PACKAGE}/status")
    assert (read["operation"], read["package_id"]) == ("status", PACKAGE)
    assert (read["status"], read["fault"], read["applied"], read["body"]) == (200, None, False, "")
    assert read["headers"]["api_key"] == emulator.api_key
    assert (delete["operation"], delete["package_id"], delete["applied"]) == ("delete_videos", VIDEO_PACKAGE, True)
    assert json.loads(delete["body"]) == {"packageId": VIDEO_PACKAGE, "meetingVideoId": VIDEO}
    assert read["connection"] != delete["connection"]
    assert 0 <= read["time"] <= delete["time"]
    emulator.clear_requests()
    assert emulator.requests == []


def test_faults(emulator: Emulator, client: iinkedsign.Client) -> None:
    emulator.add_fault("status=418", operation="status", package_id=PACKAGE, times=1, skip=1)
    client.package_status(PACKAGE)
    client.package_status(VIDEO_PACKAGE)
    with pytest.raises(iinkedsign.APIError) as caught:
        client.package_status(PACKAGE)
    assert caught.value.status_code == 418
    assert "status=418" in (emulator.requests[-1]["fault"] or "")
    client.package_status(PACKAGE)
    emulator.add_fault("status=400,error=some_code", package_id=PACKAGE)
    with pytest.raises(iinkedsign.BadRequestError) as bad:
        client.list_videos(PACKAGE)
    assert bad.value.code == "some_code"
    emulator.clear_faults()
    client.list_videos(PACKAGE)
    with pytest.raises(ValueError, match="unknown kind"):
        emulator.add_fault("no_such_kind")


def test_reset(emulator: Emulator, client: iinkedsign.Client) -> None:
    client.delete_package(DELETABLE)
    emulator.add_fault("status=404")
    emulator.reset()
    assert client.package_status(DELETABLE)["packageId"] == DELETABLE
    assert len(emulator.requests) == 1


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("html", {}), "html"),
        (("html", {"operation": "status"}), "status:html"),
        (("html", {"package_id": "x"}), "@x:html"),
        (("status=503", {"operation": "status", "package_id": "x", "times": 2}), "status@x:status=503,times=2"),
        (("status=503", {"retry_after": 2, "error": "e"}), "status=503,retry_after=2,error=e"),
        (("silence", {"applied": True, "chance": 0.5, "skip": 0}), "silence,chance=0.5,skip=0,applied=true"),
        (("silence", {"applied": False}), "silence,applied=false"),
    ],
)
def test_fault_text(arguments: tuple[str, dict[str, Any]], text: str) -> None:
    assert fault(arguments[0], **arguments[1]) == text
    with Emulator(faults=[text]) as emulator:
        emulator.add_fault(text)


def test_rate_limit() -> None:
    with Emulator(requests_per_second=3) as emulator, iinkedsign.Client(**emulator.options, max_retries=0) as client:
        with pytest.raises(iinkedsign.RateLimitError) as caught:
            for _ in range(20):
                client.package_status(PACKAGE)
        assert caught.value.retry_after is not None and caught.value.retry_after >= 1


def test_tls() -> None:
    with Emulator(tls=True) as emulator:
        assert emulator.base_url.startswith("https://")
        path = emulator.ca_file
        assert path is not None
        assert "BEGIN CERTIFICATE" in Path(path).read_text()
        assert os.stat(path).st_mode & 0o077 == 0
        with iinkedsign.Client(**emulator.options) as client:
            assert client.package_status(PACKAGE)["packageId"] == PACKAGE
            assert client.delete_package(DELETABLE)["packageId"] == DELETABLE
    assert not Path(path).exists()


def test_own_key_and_port() -> None:
    with Emulator(api_key="mine") as emulator:
        assert emulator.api_key == "mine"
        client = iinkedsign.Client(base_url=emulator.base_url, api_key="other")
        with client, pytest.raises(iinkedsign.AuthenticationError):
            client.package_status(PACKAGE)
        port = int(emulator.base_url.split(":")[2].split("/")[0])
        with pytest.raises(OSError, match=r"."):
            Emulator(port=port).start()


def test_life() -> None:
    emulator = Emulator()
    assert "stopped" in repr(emulator)
    for use in (lambda: emulator.base_url, lambda: emulator.options, lambda: emulator.ca_file, emulator.reset):
        with pytest.raises(RuntimeError, match="not running"):
            use()
    assert emulator.start() is emulator
    assert emulator.base_url in repr(emulator)
    with pytest.raises(RuntimeError, match="running already"):
        emulator.start()
    url = emulator.base_url
    emulator.stop()
    emulator.stop()
    client = iinkedsign.Client(base_url=url, api_key="k", max_retries=0)
    with client, pytest.raises(iinkedsign.ConnectError):
        client.package_status(PACKAGE)
    with emulator:
        assert emulator.package_ids


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"faults": "html"}, TypeError),
        ({"faults": ["no_such_kind"]}, ValueError),
        ({"requests_per_second": 0}, ValueError),
        ({"requests_per_second": -1}, ValueError),
        ({"requests_per_second": float("nan")}, ValueError),
        *(({name: -1}, ValueError) for name in ("port", "packages", "seed")),
        ({"port": 65_536}, ValueError),
        ({"packages": 10_000_001}, ValueError),
        ({"seed": 2**64}, ValueError),
        ({"packages": "5"}, TypeError),
        ({"packages": True}, TypeError),
        ({"no_such_option": 1}, TypeError),
    ],
    ids=str,
)
def test_refuses(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        Emulator(**options).start()
    assert next(iter(options)).removesuffix("s") in str(caught.value)


def test_stopping_does_not_wait_for_silence() -> None:
    emulator = Emulator(faults=["silence"]).start()
    with iinkedsign.Client(**emulator.options, max_retries=0) as client:
        ended: list[BaseException] = []

        def call() -> None:
            try:
                client.package_status(PACKAGE)
            except iinkedsign.TransportError as error:
                ended.append(error)

        thread = threading.Thread(target=call)
        thread.start()
        until(lambda: emulator.requests)
        emulator.stop()
        thread.join(3)
        assert len(ended) == 1
