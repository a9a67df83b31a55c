"""Errors: which one is raised when, with which fields, and without secrets."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import iinkedsign
import pytest
from conftest import KEY, Make
from hostile import Server, close, http, reset, send_and_close, silence
from iinkedsign import exceptions
from served import served
from vendor import PACKAGE

FIELDS = ("kind", "status_code", "code", "request_id", "attempts", "retryable", "body", "retry_after", "evidence")

# class -> kind, bases beside IinkedSignError
CLASSES: dict[str, tuple[str, tuple[type, ...]]] = {
    "IinkedSignError": ("internal", ()),
    "ConfigurationError": ("configuration", (ValueError,)),
    "InvalidArgumentError": ("invalid_argument", (ValueError,)),
    "TransportError": ("transport", ()),
    "ConnectError": ("connect", (exceptions.TransportError,)),
    "TLSError": ("tls", (exceptions.TransportError,)),
    "RequestTimeoutError": ("timeout", (exceptions.TransportError, TimeoutError)),
    "APIError": ("api", ()),
    "BadRequestError": ("bad_request", (exceptions.APIError,)),
    "AuthenticationError": ("authentication", (exceptions.APIError,)),
    "PermissionDeniedError": ("permission_denied", (exceptions.APIError,)),
    "NotFoundError": ("not_found", (exceptions.APIError,)),
    "RetentionError": ("retention", (exceptions.APIError,)),
    "RateLimitError": ("rate_limited", (exceptions.APIError,)),
    "ServerError": ("server", (exceptions.APIError,)),
    "ResponseError": ("response", ()),
    "OutcomeUnknownError": ("outcome_unknown", ()),
    "PlanError": ("plan", (ValueError,)),
    "JournalError": ("journal", (OSError,)),
}


def test_the_tree() -> None:
    assert set(exceptions.__all__) == set(CLASSES)
    for name, (kind, bases) in CLASSES.items():
        cls = getattr(iinkedsign, name)
        assert cls is getattr(exceptions, name)
        assert cls.kind == kind
        assert cls.__doc__
        for base in (exceptions.IinkedSignError, *bases):
            assert issubclass(cls, base)
    assert not issubclass(exceptions.OutcomeUnknownError, exceptions.APIError | exceptions.TransportError)


SET = {
    "status_code": 429,
    "code": "c",
    "request_id": "r",
    "attempts": 4,
    "retryable": True,
    "body": "the body",
    "retry_after": 1.5,
    "evidence": "absent",
}


@pytest.mark.parametrize("name", CLASSES)
def test_fields_pickle_and_copy(name: str) -> None:
    cls = getattr(iinkedsign, name)
    bare = cls("x")
    assert {field: getattr(bare, field) for field in FIELDS} == dict.fromkeys(FIELDS) | {"kind": CLASSES[name][0]}
    assert str(cls()) == ""
    error = cls("what happened", **SET)
    copies = [pickle.loads(pickle.dumps(error, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
    for it in (error, copy.copy(error), copy.deepcopy(error), *copies):
        assert type(it) is cls
        assert str(it) == "what happened"
        assert it.args == ("what happened",)
        assert {field: getattr(it, field) for field in FIELDS} == SET | {"kind": CLASSES[name][0]}
    shown = repr(error)
    assert shown.startswith(f"{name}('what happened'")
    assert "status_code=429" in shown and "evidence='absent'" in shown
    assert "the body" not in shown
    assert cls("x", kind="other").kind == "other"
    with pytest.raises(TypeError):
        cls("x", 404)


# --- statuses and codes ------------------------------------------------------------------------------------

# status, code -> class
STATUSES: list[tuple[int, str | None, type[iinkedsign.IinkedSignError]]] = [
    *((400, code, iinkedsign.BadRequestError) for code in (None, "package_invalid_type", "package_length_name")),
    *((400, code, iinkedsign.BadRequestError) for code in ("a_code_of_tomorrow", "package_delete_retention_period")),
    *((401, code, iinkedsign.AuthenticationError) for code in (None, "anything")),
    *((403, code, iinkedsign.PermissionDeniedError) for code in (None, "package_not_authorized")),
    (400, "package_not_authorized", iinkedsign.PermissionDeniedError),
    (400, "package_document_not_authorized", iinkedsign.PermissionDeniedError),
    (400, "package_feature_video", iinkedsign.PermissionDeniedError),
    (404, None, iinkedsign.APIError),  # not in the API's words
    *((404, code, iinkedsign.NotFoundError) for code in ("package_not_found", "package_document_not_found")),
    *((status, "package_delete_retention", iinkedsign.RetentionError) for status in (400, 403, 404, 409, 422)),
    (429, None, iinkedsign.RateLimitError),
    (500, "package_exception_pdf", iinkedsign.ServerError),
    *((status, None, iinkedsign.ServerError) for status in (*range(500, 506), *range(520, 526), 599)),
    *((status, None, iinkedsign.APIError) for status in (300, 301, 302, 304, 307, 308, 402, 405, 408, 409, 410)),
    (408, "package_exception_timeout", iinkedsign.APIError),
    (418, "teapot", iinkedsign.APIError),
]


@pytest.mark.parametrize(("status", "code", "cls"), STATUSES, ids=[f"{s}-{c}" for s, c, _ in STATUSES])
def test_status(make: Make, status: int, code: str | None, cls: type[iinkedsign.IinkedSignError]) -> None:
    body = json.dumps({"error": code, "message": "Why\nso."}) if code else "<html>no JSON</html>"
    if status == 304:
        body = ""  # cannot have one
    with Server(http(status, body, "X-Request-Id: req-7", "Location: http://127.0.0.1:9/elsewhere")) as server:
        with pytest.raises(iinkedsign.IinkedSignError) as caught:
            make(server, max_retries=0).package_status(PACKAGE)
        assert len(server.requests) == 1
        with pytest.raises(cls):
            next(make(server, max_retries=0).list_packages())
    error = caught.value
    assert type(error) is cls
    assert error.kind == cls.kind
    assert (error.status_code, error.code, error.request_id, error.attempts) == (status, code, "req-7", 1)
    assert error.body == body or (status == 304 and not error.body)
    assert error.evidence is None
    assert error.retry_after is None
    assert error.retryable is (status in {408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
    assert PACKAGE in str(error)
    assert "\n" not in str(error)
    assert KEY not in str(error) + repr(error)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), ("0", 0.0), ("later", None), ("-1", None), ("1.5", 1.5), ("", None), ("9" * 30, 86_400)],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_field(make: Make, status: int, value: str, seconds: float | None) -> None:
    with Server(http(status, "", f"Retry-After: {value}")) as server, pytest.raises(iinkedsign.APIError) as caught:
        make(server, max_retries=0).package_status(PACKAGE)
    assert caught.value.retry_after == seconds


def test_odd_error_bodies(make: Make) -> None:
    for body in (b"", b"\xff\xfe", b"[]", b"null", b'{"error": 5}', b'{"error": {"code": "x"}}', b'{"error":'):
        with Server(http(400, body)) as server, pytest.raises(iinkedsign.BadRequestError) as caught:
            make(server).package_status(PACKAGE)
        assert caught.value.code is None
        assert "\n" not in str(caught.value)


# the body of a 404 -> whether it is the API's own
NOT_FOUND: list[tuple[bytes | dict[str, Any], bool]] = [
    ({"error": "package_not_found", "message": "no"}, True),
    ({"error": "package_meeting_video_not_found"}, True),
    ({"error": "a_code_of_tomorrow", "status": 404}, True),
    (b"", False),
    (b"404 page not found\n", False),
    (b"<html><head><title>404 Not Found</title></head></html>", False),
    (b"[]", False),
    (b"null", False),
    (b'"package_not_found"', False),
    (b'{"error": "package_not_found"', False),
    ({}, False),
    ({"message": "no Route matched with those values"}, False),
    ({"error": None, "message": "package_not_found"}, False),
    ({"error": ""}, False),
    ({"error": 404}, False),
    ({"error": {"code": "package_not_found"}}, False),
    ({"errors": ["package_not_found"]}, False),
    ({"timestamp": "2026-11-27T12:00:00Z", "status": 404, "error": "Not Found", "path": "/"}, False),
    ({"type": "https://tools.ietf.org/html/rfc9110", "title": "Not Found", "status": 404}, False),
]


@pytest.mark.parametrize(("body", "own"), NOT_FOUND, ids=range(len(NOT_FOUND)))
def test_a_404_in_foreign_words_says_nothing_of_a_package(body: bytes | dict[str, Any], own: bool) -> None:
    advice = "this is not the API's own 404, and proves nothing: check base_url, down to /api/v1"
    with served(http(404, body)) as (client, _):
        for call in (client.package_status, client.get_package, client.list_videos, client.delete_package):
            with pytest.raises(iinkedsign.APIError) as caught:
                call(PACKAGE)
            error = caught.value
            assert type(error) is (iinkedsign.NotFoundError if own else iinkedsign.APIError)
            assert (error.kind, error.status_code) == ("not_found" if own else "api", 404)
            assert (error.retryable, error.evidence) == (False, None)
            assert (advice in str(error)) is not own
        audit = client.audit([PACKAGE], progress=False)
        assert audit.packages.column("error_kind") == ["not_found" if own else "api"]
        then = [{"package_id": PACKAGE, "name": "n", "effective_state": "open", "is_overdue": False}]
        signed = {"signers_signed": 0, "signers_total": 1, "error_kind": None}
        diff = audit.diff([{**then[0], **signed}])
        assert (diff.gone, diff.unreachable) == (([PACKAGE], []) if own else ([], [PACKAGE]))


# a body without `message` -> what the error says of it
PROBLEMS: list[tuple[dict[str, Any], str]] = [
    ({"title": "Bad Request", "status": 400}, " (Bad Request)"),
    ({"title": "Bad Request", "detail": "The id is odd."}, " (Bad Request; The id is odd.)"),
    ({"detail": "The id is odd.", "error": "x_invalid_id"}, " x_invalid_id (The id is odd.)"),
    (
        {"title": "Invalid.", "errors": {"packageId": ["Too long.", "Odd."], "notify": "Not a bool.", "x": []}},
        " (Invalid.; notify: Not a bool.; packageId: Too long., Odd.)",
    ),
    ({"errors": ["One.", 2, "Three."]}, " (One., Three.)"),
    ({"title": "t", "message": "The message."}, " (The message.)"),
    ({"title": 5, "detail": None, "errors": 7}, ""),
    ({"title": "", "errors": {}}, ""),
    ({"detail": f"see https://x/y?token=1 or {KEY}"}, " (see https://[redacted] or [redacted])"),
    ({"title": "x" * 1_000}, f" ({'x' * 300})"),
    ({"title": "one\r\ntwo"}, " (one  two)"),
]


@pytest.mark.parametrize(("body", "said"), PROBLEMS, ids=range(len(PROBLEMS)))
def test_a_problem_reaches_the_message(make: Make, body: dict[str, Any], said: str) -> None:
    with Server(http(400, body)) as server, pytest.raises(iinkedsign.BadRequestError) as caught:
        make(server).package_status(PACKAGE)
    expected = f"status of package {PACKAGE} failed: the server answered 400{said}; check the arguments"
    assert str(caught.value) == expected


def test_body_is_short(make: Make) -> None:
    body = "ä€🖋️" * 20_000
    with Server(http(500, body)) as server, pytest.raises(iinkedsign.ServerError) as caught:
        make(server, max_retries=0).package_status(PACKAGE)
    kept = caught.value.body
    assert kept is not None
    assert 3_000 < len(kept.encode()) <= 4_096
    assert body.startswith(kept.rstrip("\ufffd…"))


def test_endless_error_body(make: Make) -> None:
    endless = send_and_close(http(404, b"x" * 5_000_000, length=10**12))
    with Server(endless) as server, pytest.raises(iinkedsign.APIError) as caught:
        make(server).package_status(PACKAGE)
    assert len(caught.value.body or "") <= 4_096


def test_a_long_message_stays_one_line(make: Make) -> None:
    message = "line one\r\nline two\u2028" + "x" * 10_000
    step = http(400, {"error": "e" * 5_000, "message": message})
    with Server(step) as server, pytest.raises(iinkedsign.BadRequestError) as caught:
        make(server).package_status(PACKAGE)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 2_000


# --- no status at all --------------------------------------------------------------------------------------


CUT = http(200, b'{"packageId": ', length=500)
BROKEN: dict[str, tuple[Any, type[iinkedsign.IinkedSignError]]] = {
    "closed": (close, iinkedsign.TransportError),
    "reset": (reset, iinkedsign.TransportError),
    "head cut short": (send_and_close(b"HTTP/1.1 200 OK\r\nContent-"), iinkedsign.TransportError),
    "body cut short": (send_and_close(CUT), iinkedsign.TransportError),
    "chunks cut short": (
        send_and_close(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"),
        iinkedsign.TransportError,
    ),
    "not HTTP": (send_and_close(b"SSH-2.0-OpenSSH_9.6\r\n"), iinkedsign.TransportError),
    "silence": (silence, iinkedsign.RequestTimeoutError),
}


@pytest.mark.parametrize(("step", "cls"), BROKEN.values(), ids=BROKEN)
def test_broken(make: Make, step: Any, cls: type[iinkedsign.IinkedSignError]) -> None:
    with Server(step) as server, pytest.raises(iinkedsign.TransportError) as caught:
        make(server, max_retries=0, attempt_timeout=0.3).package_status(PACKAGE)
    assert type(caught.value) is cls
    assert caught.value.kind == cls.kind
    assert caught.value.status_code is None
    assert caught.value.attempts == 1
    assert PACKAGE in str(caught.value)
    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value) + repr(caught.value)
