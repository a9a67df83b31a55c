"""Retries: what is sent again, when, and what never is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import iinkedsign
import pytest
from concurrency import in_time, within
from conftest import Make
from hostile import Server, close, deaf_port, forever, http, refusing_port, reset, send_and_close, silence
from served import served
from statuses import GOOD
from vendor import DELETABLE, PACKAGE, VIDEO, VIDEO_PACKAGE, page

NOW = "Retry-After: 0"

AGAIN: dict[str, Any] = {
    **{str(status): http(status, "", NOW) for status in (408, 429, 500, 502, 503, 504, *range(520, 525))},
    "reset": reset,
    "closed": close,
    "body cut short": send_and_close(http(200, b"{", length=100)),
    "silence": silence,
}


@pytest.mark.parametrize("step", AGAIN.values(), ids=AGAIN)
@pytest.mark.parametrize("call", ["package_status", "list_videos"])
def test_reads_are_retried(call: str, step: Any) -> None:
    with served(step, GOOD, attempt_timeout=0.2) as (client, server):
        assert getattr(client, call)(PACKAGE)["packageId"] == PACKAGE
    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 405, 409, 410, 422, 425, 460, 499, 501, 505, 525, 530])
def test_reads_are_not_retried(make: Make, status: int) -> None:
    with Server(http(status, "", NOW), GOOD) as server, pytest.raises(iinkedsign.APIError) as caught:
        make(server).package_status(PACKAGE)
    assert len(server.requests) == caught.value.attempts == 1


def test_redirects_are_never_followed(make: Make) -> None:
    with Server(GOOD) as elsewhere:
        for status in (301, 302, 303, 307, 308):
            with Server(http(status, "", f"Location: {elsewhere.base_url}/packages/{PACKAGE}/status")) as server:
                client = make(server)
                for call in (client.package_status, client.delete_package):
                    with pytest.raises(iinkedsign.APIError) as caught:
                        call(PACKAGE)
                    assert caught.value.status_code == status
                assert len(server.requests) == 2
    assert elsewhere.connections == []


# --- waiting -----------------------------------------------------------------------------------------------


def gap(server: Server) -> float:
    return server.requests[1].time - server.requests[0].time


def retry_at(seconds: float) -> Callable[[], str]:
    """A header with the date in so many seconds."""
    return lambda: f"Retry-After: {formatdate(time.time() + seconds, usegmt=True)}"


# the answer's status and header -> how long it takes at least and at most until the read is sent again
WAITS: dict[str, tuple[int, str | Callable[[], str], float, float]] = {
    "a second": (503, "Retry-After: 1", 0.98, 1.3),
    **{
        value: (429, f"Retry-After: {value}", float(value) - 0.02, float(value) + 0.3) for value in ("0.6", "1.0", ".4")
    },
    # A date has whole seconds.
    "a date": (429, retry_at(2), 0.9, 2.3),
    "a date that is over": (429, retry_at(-60), 0.0, 0.2),
    # As if nothing was said.
    **{
        header: (503, header, 0.0, 0.5 + 0.2)
        for header in ("X-Nothing: 1", *(f"Retry-After: {value}" for value in ("soon", "-5", "1e9", "2,7")))
    },
}


@pytest.mark.parametrize(("status", "header", "least", "most"), WAITS.values(), ids=WAITS)
def test_wait_before_a_retry(
    make: Make, status: int, header: str | Callable[[], str], least: float, most: float
) -> None:
    def once() -> float:
        with Server(http(status, "", header if isinstance(header, str) else header()), GOOD) as server:
            make(server).package_status(PACKAGE)
        assert gap(server) >= least
        return gap(server)

    in_time(once, most)


@pytest.mark.parametrize("value", ["3600", "99999999999999999999", "9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_absurd_retry_after_is_not_obeyed(make: Make, value: str) -> None:
    with Server(http(429, "", f"Retry-After: {value}"), GOOD) as server:
        with within(), pytest.raises(iinkedsign.RateLimitError) as caught:
            make(server, timeout=None).package_status(PACKAGE)
        assert caught.value.retry_after == (3_600 if value == "3600" else 86_400)


def test_backoff_has_jitter(make: Make) -> None:
    gaps = []
    for _ in range(4):
        with Server(http(503, ""), GOOD) as server:
            make(server).package_status(PACKAGE)
        gaps.append(gap(server))
    assert max(gaps) - min(gaps) > 0.01


@pytest.mark.parametrize(
    "value",
    ["3600", "99999999999999999999", formatdate(time.time() + 86_400, usegmt=True)],
    ids=["an hour", "too many digits", "tomorrow"],
)
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("call", ["package_status", "delete_package"])
def test_a_wait_that_does_not_fit_is_not_begun(call: str, status: int, value: str) -> None:
    if call == "delete_package" and status == 503:
        status = 429  # a 503 leaves a delete open, and is not waited for anyway
    with (
        served(http(status, "", f"Retry-After: {value}"), GOOD, timeout=30) as (client, server),
        within(),
        pytest.raises(iinkedsign.APIError) as caught,
    ):
        getattr(client, call)(PACKAGE)
    assert len(server.requests) == 1
    assert caught.value.retry_after is not None and caught.value.retry_after > 80_000 or value == "3600"
    assert caught.value.retryable is True


def test_waits_count_against_the_timeout() -> None:
    with (
        served(http(503, "", "Retry-After: 1"), timeout=1.9) as (client, server),
        within(1.9),
        pytest.raises(iinkedsign.ServerError),
    ):
        client.package_status(PACKAGE)
    assert len(server.requests) == 2


def test_a_drip_does_not_stretch_the_limits() -> None:
    drip = forever(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b" ", pause=0.02)
    with (
        served(drip, timeout=0.9, attempt_timeout=0.4, max_retries=1) as (client, server),
        within(0.9),
        pytest.raises(iinkedsign.RequestTimeoutError),
    ):
        client.package_status(PACKAGE)
    assert 1 <= len(server.requests) <= 2


# --- connections -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["package_status", "delete_package", "delete_all_videos"])
def test_connect_failures_are_retried(make: Make, call: str) -> None:
    """Nothing was sent, so even a delete may be."""
    with refusing_port() as port:
        client = make(f"http://127.0.0.1:{port.getsockname()[1]}/api/v1", max_retries=20, timeout=20)
        received: list[bytes] = []

        def serve() -> None:
            time.sleep(0.3)
            port.listen()
            accepted, _ = port.accept()
            with accepted:
                received.append(accepted.recv(65536))
                accepted.sendall(GOOD)

        thread = threading.Thread(target=serve)
        thread.start()
        assert getattr(client, call)(PACKAGE)["packageId"] == PACKAGE
        thread.join()
    assert len(received) == 1


@pytest.mark.parametrize("call", ["delete_package", "delete_all_videos"])
def test_delete_that_never_connected_is_a_known_outcome(make: Make, call: str) -> None:
    with deaf_port() as deaf:
        client = make(f"http://127.0.0.1:{deaf}", max_retries=1, connect_timeout=0.2)
        with pytest.raises(iinkedsign.RequestTimeoutError) as timeout:
            getattr(client, call)(PACKAGE)
    assert timeout.value.attempts == 2
    assert timeout.value.evidence is None


def test_an_idle_connection_that_died() -> None:
    """The server closed it in between: a read goes out again, a delete has a connection of its own anyway."""

    def answer_and_close(connection: Any, _request: Any) -> None:
        connection.send(GOOD)
        connection.close()

    with served(answer_and_close) as (client, server):
        for _ in range(3):
            client.package_status(PACKAGE)
            client.delete_package(PACKAGE)
            time.sleep(0.02)
    assert server.count("packages/delete") == 3
    assert 3 <= server.count(f"packages/{PACKAGE}/status") <= 5


# --- deletes -----------------------------------------------------------------------------------------------

DELETES: dict[str, tuple[Callable[[iinkedsign.Client], Any], str, str]] = {
    # the call, its path, the path of the follow-up check
    "package": (lambda client: client.delete_package(DELETABLE), "packages/delete", f"packages/{DELETABLE}/status"),
    "video": (
        lambda client: client.delete_video(VIDEO_PACKAGE, VIDEO),
        f"packages/{VIDEO_PACKAGE}/videos/delete",
        f"packages/{VIDEO_PACKAGE}/videos",
    ),
    "all videos": (
        lambda client: client.delete_all_videos(VIDEO_PACKAGE),
        f"packages/{VIDEO_PACKAGE}/videos/delete",
        f"packages/{VIDEO_PACKAGE}/videos",
    ),
}


@pytest.mark.parametrize(("call", "path", "_look"), DELETES.values(), ids=DELETES)
def test_429_is_retried(make: Make, call: Any, path: str, _look: str) -> None:
    package = DELETABLE if path == "packages/delete" else VIDEO_PACKAGE
    limited = http(429, "", NOW)
    deleted = [{"meetingVideoId": VIDEO, "state": "deleted"}]
    with Server(limited, limited, http(200, {"packageId": package, "videos": deleted})) as server:
        assert call(make(server))["packageId"] == package
    assert [request.target for request in server.requests] == [f"/api/v1/{path}"] * 3
    assert len({request.body for request in server.requests}) == 1
    with Server(limited) as server, pytest.raises(iinkedsign.RateLimitError) as caught:
        call(make(server, max_retries=1))
    assert caught.value.attempts == len(server.requests) == 2
    assert caught.value.evidence is None


KNOWN = (*range(300, 306), 307, 308, *range(400, 408), *range(409, 416), 417, 418, *range(421, 425), 426, 428, 431)


@pytest.mark.parametrize("status", [*KNOWN, 440, 444, 449, 451, 463, 494, 498])
@pytest.mark.parametrize(("call", "path", "_look"), DELETES.values(), ids=DELETES)
def test_refusal_is_a_known_outcome(make: Make, call: Any, path: str, _look: str, status: int) -> None:
    with Server(http(status, "")) as server, pytest.raises(iinkedsign.APIError) as caught:
        call(make(server))
    assert [request.target for request in server.requests] == [f"/api/v1/{path}"]
    assert caught.value.status_code == status
    assert caught.value.evidence is None


OPEN: dict[str, Any] = {
    **{str(status): http(status, "", NOW) for status in (408, 425, 460, 499, 500, 501, 502, 503, 504, 520, 524, 599)},
    "408 in the API's words": http(408, {"error": "package_exception_timeout", "message": "no"}),
    "499 in the API's words": http(499, {"error": "package_not_authorized", "message": "no"}),
    "reset": reset,
    "closed": close,
    "cut short": send_and_close(http(200, b'{"packageId"', length=100)),
    "silence": silence,
    "empty": http(200, ""),
    "html": http(200, "<html>", "Content-Type: text/html"),
    "foreign": http(200, {"packageId": PACKAGE}),
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "not HTTP": send_and_close(b"220 mail.example ESMTP\r\n"),
}


@pytest.mark.parametrize("step", OPEN.values(), ids=OPEN)
@pytest.mark.parametrize(("call", "path", "look"), DELETES.values(), ids=DELETES)
def test_unclear_outcome_has_one_follow_up_check(make: Make, call: Any, path: str, look: str, step: Any) -> None:
    package = DELETABLE if path == "packages/delete" else VIDEO_PACKAGE
    there = http(200, {"packageId": package, "videos": [{"meetingVideoId": VIDEO, "state": "archived"}]})
    with Server(step, there) as server, pytest.raises(iinkedsign.OutcomeUnknownError) as caught:
        call(make(server, attempt_timeout=0.3))
    assert [request.target for request in server.requests] == [f"/api/v1/{path}", f"/api/v1/{look}"]
    error = caught.value
    assert error.kind == "outcome_unknown"
    assert error.evidence == "present"
    assert error.attempts == 1
    assert error.retryable is False
    assert package in str(error)
    assert "\n" not in str(error)


def look_videos(*found: dict[str, Any]) -> bytes:
    return http(200, {"packageId": VIDEO_PACKAGE, "videos": list(found)})


OTHER = "11111111-2222-4333-8444-555555555555"
WHOLE = {"meetingVideoId": VIDEO, "state": "deleted"}
STILL = {"meetingVideoId": VIDEO, "state": "archived"}
OTHERS = {"meetingVideoId": OTHER, "state": "deleted"}
LOOKS: list[tuple[str, Any, str]] = [
    # delete, what the follow-up check finds, evidence
    ("package", http(404, {"error": "package_not_found", "message": ""}), "absent"),
    ("package", http(404, {"error": "package_not_authorized", "message": ""}), "unverified"),
    ("package", http(404, {"message": "no Route matched"}), "unverified"),
    ("package", http(404, b"404 page not found\n"), "unverified"),
    ("package", http(404, ""), "unverified"),
    ("package", http(410, {"error": "package_not_found"}), "unverified"),
    ("package", http(200, {"packageId": DELETABLE}), "present"),
    ("package", http(200, {"packageId": PACKAGE}), "unverified"),
    ("package", http(200, ""), "unverified"),
    ("package", http(403, ""), "unverified"),
    ("package", http(503, "", NOW), "unverified"),
    ("package", reset, "unverified"),
    ("package", silence, "unverified"),
    ("video", look_videos(WHOLE), "absent"),
    ("video", look_videos({**WHOLE, "meetingVideoId": VIDEO.upper()}), "absent"),
    ("video", look_videos({**OTHERS, "state": "archived"}, WHOLE), "absent"),
    ("video", look_videos(STILL), "present"),
    ("video", look_videos({**WHOLE, "state": "Deleted"}), "unverified"),
    ("video", look_videos({"meetingVideoId": VIDEO}), "unverified"),
    ("video", look_videos(), "unverified"),
    ("video", look_videos(OTHERS), "unverified"),
    ("video", http(404, ""), "unverified"),
    ("video", http(200, {"packageId": PACKAGE, "videos": []}), "unverified"),
    ("video", reset, "unverified"),
    ("all videos", look_videos(OTHERS, WHOLE), "absent"),
    ("all videos", look_videos(OTHERS, {**WHOLE, "state": "stopped"}), "present"),
    ("all videos", http(404, ""), "unverified"),
    ("all videos", http(200, {"packageId": VIDEO_PACKAGE}), "unverified"),
    ("all videos", silence, "unverified"),
]


@pytest.mark.parametrize(
    ("delete", "found", "evidence"), LOOKS, ids=[f"{n}-{row[0]}-{row[2]}" for n, row in enumerate(LOOKS)]
)
def test_evidence(delete: str, found: Any, evidence: str) -> None:
    call, path, look = DELETES[delete]
    limits = {"timeout": 1.0, "attempt_timeout": 0.3} if found is silence else {}
    with (
        served(reset, found, **limits) as (client, server),
        within(1),
        pytest.raises(iinkedsign.OutcomeUnknownError) as caught,
    ):
        call(client)
    assert caught.value.evidence == evidence
    assert server.count(path) == 1
    assert [request.target for request in server.requests[1:]] == [f"/api/v1/{look}"], "it looks once"


@pytest.mark.parametrize("status", [200, 202])
def test_a_success_that_names_an_error_is_none(make: Make, status: int) -> None:
    """The retention code is a refusal, whatever the status."""
    answer = http(status, {"packageId": PACKAGE, "error": "package_delete_retention"})
    with Server(answer) as server, pytest.raises(iinkedsign.RetentionError):
        make(server).delete_package(PACKAGE)


@pytest.mark.parametrize("error", [None, "", False])
def test_a_success_without_an_error_code_is_one(make: Make, error: object) -> None:
    with Server(http(200, {"packageId": PACKAGE, "error": error})) as server:
        assert make(server).delete_package(PACKAGE)["packageId"] == PACKAGE


# the videos in the answer -> whether `delete_video` and `delete_all_videos` were carried out
ANSWERS: list[tuple[object, bool, bool]] = [
    ([WHOLE], True, True),
    ([{**WHOLE, "meetingVideoId": VIDEO.upper()}], True, True),
    ([OTHERS, WHOLE], True, True),
    ([{**OTHERS, "state": "archived"}, WHOLE], True, False),
    ([{"meetingVideoId": VIDEO}], True, True),
    ([{"meetingVideoId": VIDEO, "state": "deleting"}], True, True),
    ([{"meetingVideoId": VIDEO, "state": "Deleted"}], True, True),
    *(([{**STILL, "state": state}], False, False) for state in ("started", "stopped", "queued", "failed", "archived")),
    ([WHOLE, STILL], False, False),
    ([{**WHOLE, "error": "AccessDenied"}], False, False),
    ([{**WHOLE, "errors": ["AccessDenied"]}], False, False),
    ([OTHERS], False, True),
    ([{"state": "deleted"}], False, True),
    ([], False, True),
    (None, False, True),
    ("none", False, True),
]


@pytest.mark.parametrize(("videos", "one", "every"), ANSWERS, ids=range(len(ANSWERS)))
def test_the_answer_must_be_about_the_videos(make: Make, videos: object, one: bool, every: bool) -> None:
    answer = http(200, {"packageId": VIDEO_PACKAGE, "videos": videos})
    for delete, done in (("video", one), ("all videos", every)):
        call, path, look = DELETES[delete]
        with Server(answer, look_videos(STILL)) as server:
            if done:
                assert call(make(server))["packageId"] == VIDEO_PACKAGE
                continue
            with pytest.raises(iinkedsign.OutcomeUnknownError) as caught:
                call(make(server))
            assert (caught.value.evidence, caught.value.status_code) == ("present", 200)
            assert [it.target for it in server.requests] == [f"/api/v1/{path}", f"/api/v1/{look}"]


def test_an_answer_with_errors_is_no_success(make: Make) -> None:
    answer = http(200, {"packageId": VIDEO_PACKAGE, "videos": [WHOLE], "errors": [{"code": "AccessDenied"}]})
    for call, _path, _look in DELETES.values():
        with Server(answer) as server, pytest.raises(iinkedsign.OutcomeUnknownError):
            call(make(server))


def test_no_time_left_for_a_follow_up_check() -> None:
    with (
        served(silence, timeout=0.4) as (client, server),
        within(0.4),
        pytest.raises(iinkedsign.OutcomeUnknownError) as caught,
    ):
        client.delete_package(DELETABLE)
    assert caught.value.evidence == "unverified"
    assert server.count("packages/delete") == 1


def test_a_delete_after_429_may_still_end_open(make: Make) -> None:
    steps = (http(429, "", NOW), reset, http(404, {"error": "package_not_found"}))
    with Server(*steps) as server, pytest.raises(iinkedsign.OutcomeUnknownError) as caught:
        make(server).delete_package(DELETABLE)
    assert caught.value.attempts == 2
    assert caught.value.evidence == "absent"
    assert server.count("packages/delete") == 2


def test_listing_is_retried_page_by_page(make: Make) -> None:
    first = http(200, page({"packageId": "a"}, total=2))
    with Server(reset, first, reset, http(200, page({"packageId": "b"}, total=2, skip=1))) as server:
        assert [package["packageId"] for package in make(server).list_packages()] == ["a", "b"]
    assert [request.json["skip"] for request in server.requests] == [0, 0, 1, 1]
