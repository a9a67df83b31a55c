"""Bodies that are odd and yet legal JSON: they are read, and what was odd is counted."""

from __future__ import annotations

from typing import Any

import iinkedsign
import pytest
from conftest import Make
from hostile import Server, http
from served import served

BOM = b"\xef\xbb\xbf"


def found(client: iinkedsign.Client) -> dict[str, str]:
    return {entry["path"]: entry["kind"] for entry in client.drift()}


# What is in the body beside the packageId: what the dict has, and what is counted.
ODD: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "a whole emoji": (r'"name": "\ud83d\ude00"', {"name": "\U0001f600"}, {}),
    "half an emoji": (r'"name": "a \ud83d"', {"name": "a \ufffd"}, {"name": "unknown_value"}),
    "the other half": (r'"name": "\uDE00 b"', {"name": "\ufffd b"}, {"name": "unknown_value"}),
    "halves in the wrong order": (r'"name": "\ude00\ud83d"', {"name": "\ufffd\ufffd"}, {"name": "unknown_value"}),
    "an escaped backslash": (r'"name": "\\ud83d"', {"name": r"\ud83d"}, {}),
    "in a constant": (r'"state": "open\ud800"', {"state": "open\ufffd"}, {"state": "unknown_value"}),
    "in a secret": (
        r'"signers": [{"signLink": "x\ud800", "meetingLink": {"link": "y\ud800"}}]',
        {},
        {"signers[].signLink": "unknown_value", "signers[].meetingLink.link": "unknown_value"},
    ),
    "in an unknown key": (r'"k\udbff": 1', {"k\ufffd": 1}, {"k\ufffd": "unknown_field"}),
    "in an unknown value": (
        r'"k": ["\udbff", {"\udbff": 1}]',
        {"k": ["\ufffd", {"\ufffd": 1}]},
        {"k": "unknown_field"},
    ),
    "in data of the integration": (
        r'"externalData": {"a": "\udbff"}',
        {"externalData": {"a": "\ufffd"}},
        {"externalData": "unknown_value"},
    ),
    "in a value of the wrong type": (r'"isExecuted": "\udbff"', {"isExecuted": "\ufffd"}, {"isExecuted": "wrong_type"}),
    "one beside a replacement character": (
        r'"name": "\ufffd", "externalData": "\ud83d"',
        {"name": "\ufffd", "externalData": "\ufffd"},
        {"name": "unknown_value", "externalData": "unknown_value"},
    ),
    "a replacement character": (r'"name": "\ufffd"', {"name": "\ufffd"}, {}),
    "no date": (
        '"timeSignBy": "0001-01-01T00:00:00"',
        {"timeSignBy": "0001-01-01T00:00:00"},
        {"timeSignBy": "unknown_value"},
    ),
    "no date, with a zone": (
        '"timeSignBy": "0001-01-01T00:00:00.0000000+00:00"',
        {"timeSignBy": "0001-01-01T00:00:00.0000000+00:00"},
        {"timeSignBy": "unknown_value"},
    ),
    "no date in a link": (
        '"signers": [{"links": [{"timeExpires": "0001-01-01T00:00:00Z"}]}]',
        {},
        {"signers[].links[].timeExpires": "unknown_value"},
    ),
    "the year 2": ('"timeSignBy": "0002-01-01T00:00:00Z"', {"timeSignBy": "0002-01-01T00:00:00Z"}, {}),
}


@pytest.mark.parametrize("mark", [b"", BOM], ids=["plain", "BOM"])
@pytest.mark.parametrize(("sent", "expected", "drift"), ODD.values(), ids=ODD)
def test_odd_answers(sent: str, expected: dict[str, Any], drift: dict[str, str], mark: bytes) -> None:
    body = mark + f'{{"packageId": "a", {sent}}}'.encode()
    with served(http(200, body)) as (client, _):
        answer: Any = client.package_status("a")
        assert {key: answer[key] for key in expected} == expected
        assert found(client) == drift
        # A deletion that was answered so was carried out.
        assert client.delete_package("a")["packageId"] == "a"


def test_a_page_of_a_list_and_an_audit() -> None:
    package = r'{"packageId": "a", "name": "\ud83d", "state": "expired", "timeSignBy": "0001-01-01T00:00:00"}'
    listed = f'{{"items": [{package}], "total": 1}}'
    status = package[:-1] + ', "isExecuted": false}'
    videos = (
        '{"packageId": "a", "videos": [{"state": "archived", "timeRetention": "2020-01-01T00:00:00Z", '
        '"timeDeleted": "0001-01-01T00:00:00", "url": "https://x"}]}'
    )
    with served(*(http(200, BOM + body.encode()) for body in (listed, listed, status, videos))) as (client, _):
        [summary] = client.list_packages()
        assert (summary["name"], summary["timeSignBy"]) == ("\ufffd", "0001-01-01T00:00:00")
        audit = client.audit(include_videos=True)
    [row] = audit.packages.to_dicts()
    assert (row["name"], row["time_sign_by"], row["is_overdue"], row["days_overdue"]) == ("\ufffd", None, None, None)
    assert (row["contradiction"], row["videos_retention_expired"]) == (None, 1)
    [video] = audit.videos.to_dicts()
    assert (video["time_deleted"], video["retention_expired"]) == (None, True)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_odd_errors(make: Make, mark: str) -> None:
    body = mark + r'{"error": "package_not_found", "message": "no \ud83d here", "more": {"\ude00": 1}}'
    with Server(http(404, body.encode())) as server, pytest.raises(iinkedsign.NotFoundError) as caught:
        make(server).package_status("a")
    assert caught.value.code == "package_not_found"
    assert "(no \ufffd here)" in str(caught.value)
    assert caught.value.body == r'{"error": "package_not_found", "message": "no \ufffd here", "more": {"\ufffd": 1}}'


def test_a_list_that_is_nested_too_deeply_and_of_the_wrong_type(make: Make) -> None:
    """Its elements are within the limit, the whole is not."""
    for depth in range(190, 215):
        body = b'{"packageId": "a", "documents": ' + b"[" * depth + b"]" * depth + b"}"
        with Server(http(200, body)) as server:
            try:
                documents: Any = make(server).package_status("a")["documents"]
            except iinkedsign.ResponseError:
                continue
        for _ in range(depth - 1):
            [documents] = documents
        assert documents == []
